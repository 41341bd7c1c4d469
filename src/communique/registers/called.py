"""What an agreement or body is called, and what its words say that it is about."""

from __future__ import annotations

import re

from communique.lexicon import judging_words, subject_of, table
from communique.model.time import Basis, Interval
from communique.reference import fold
from communique.registers.alike import File


def is_told(interval: Interval) -> bool:
    """Whether a date is told by words, not inferred from the report's."""
    return interval.basis is not Basis.INFERRED


def subject(words: str) -> set[str]:
    """What a phrase says that a thing is about: the beginnings of its words, without those that say little.

    >>> sorted(subject("memorandum on joint patrols against smugglers"))
    ['again', 'patro', 'smugg']
    """
    return set(subject_of(re.findall(r"[^\W\d_]{3,}", fold(words))))


def names_of(file: File) -> tuple[str, ...]:
    """The proper names of a file, the first told first, without those that only shorten another."""
    found: dict[str, str] = {}
    for name in (t.name for t in file.things if t.name):
        if found.setdefault(fold(name), name).isupper():
            found[fold(name)] = name  # not as in a letterhead
    words = {key: set(re.findall(r"[^\W\d_]+", key)) for key in found}
    return tuple(name for key, name in found.items() if not any(words[key] < other for other in words.values()))


def title_of(file: File) -> str:
    """What a file is called: by its fullest name, a body by its last, else by the reports' own description."""
    names = names_of(file)
    if names:
        return names[-1] if file.kind == "body" else max(names, key=len)
    told = [t for t in file.things if len(t.called.quote.split()) > 1]
    if file.kind == "body" and told:
        return _titled(told[0].called.quote)
    best = max(file.things, key=lambda t: (len(t.called.quote.split()) > 1, t.form != "text", -len(t.called.quote)))
    return _titled(best.called.quote)


def _titled(quote: str) -> str:
    """The words of a description that make a title.

    >>> _titled("joint declaration with her Malian counterpart on May 3")
    'joint declaration'
    >>> _titled("worst trade deal")
    'trade deal'
    """
    first, *rest = quote.split()
    if rest and first.lower() in judging_words():
        return _titled(" ".join(rest))
    words = " ".join((first, *rest))
    return re.split(str(table("steps")["words"]["title_ends"]), words, maxsplit=1)[0]
