"""Lemmas as small edits of the form: the classes that the lemma head chooses among.

An edit is written ``case|old>new``: take the suffix ``old`` off the lower-cased form, put ``new`` in its place,
then set the case: ``l`` lower, ``k`` as the form has it, ``t`` first letter capital, ``u`` all capitals.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from communique.language import tables

SAME = "k|>"
"""The edit that changes nothing: right for most names, and the last resort."""


INFLECTED = ("VBD", "VBN", "VBG", "VBZ", "VBP", "NNS", "JJR", "JJS", "RBR", "RBS")
"""Penn tags whose lemmas are tabled: forms met in training."""


def regular(form: str, xpos: str) -> list[str]:
    """The edits that regular spelling allows for a verb form, doubled consonants first.

    >>> regular("stopped", "VBD")
    ['l|ped>', 'l|ed>', 'l|d>', 'l|ied>y']
    """
    low, known = form.lower(), tables.load()
    edits = [f"l|{e}" for e in known.verbs.get(xpos, ())]
    for ending in known.doubling if edits else ():
        stem = low.removesuffix(ending)
        if len(stem) > 3 and stem != low and stem[-1] == stem[-2] and stem[-1] not in known.never_doubled:
            return [f"l|{stem[-1]}{ending}>", *edits]
    return edits


def derive(form: str, lemma: str) -> str:
    """The edit that turns ``form`` into ``lemma``.

    >>> derive("Signed", "sign")
    'l|ed>'
    """
    low, target = form.lower().translate(_STRAIGHT), lemma.lower()
    shared = _shared_prefix(low, target)
    old, new = low[shared:], target[shared:]
    cases = "lktu" if lemma == target else "ktul"
    for case in cases:
        edit = f"{case}|{old}>{new}"
        if apply(edit, form) == lemma:
            return edit
    return f"l|{old}>{new}"


@lru_cache(maxsize=100_000)
def apply(edit: str, form: str) -> str | None:
    """The lemma that ``edit`` makes of ``form``; None where the form lacks the suffix or nothing would be left.

    >>> apply("l|ies>y", "Treaties")
    'treaty'
    """
    case, _, change = edit.partition("|")
    old, _, new = change.partition(">")
    form = form.translate(_STRAIGHT)
    if not form.lower().endswith(old) or len(form) - len(old) + len(new) <= 0:
        return None
    stem = form[: len(form) - len(old)] + new
    return _CASES[case](stem)


def _shared_prefix(a: str, b: str) -> int:
    """How many characters ``a`` and ``b`` begin with alike."""
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n


def _title(word: str) -> str:
    return word[:1].upper() + word[1:].lower()


_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_CASES: dict[str, Callable[[str], str]] = {"l": str.lower, "k": str, "t": _title, "u": str.upper}
