"""Which of the lines above a story that hold no field is its headline, its outlet's name, its author.

Papers set their name above the headline or below it, with a motto or a section beside it; offices set a letterhead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.ingest.bylines import is_name
from communique.ingest.clutter import Clutter
from communique.ingest.fields import (
    LONGEST_OUTLET,
    dashed,
    is_institution,
    is_outlet,
    is_section,
    outlet_words,
    without_bracket,
)
from communique.ingest.furniture import bare
from communique.ingest.gazetteer import is_place
from communique.ingest.lines import Line, ends_sentence
from communique.model.span import Span

_LONGEST_MASTHEAD = 5  # words of capitals that may be a paper's name without a word for one
_SMALL_IN_NAMES = frozenset({"of", "the", "and", "for"})


@dataclass(frozen=True, slots=True)
class Told:
    """What is known without these lines: which lines were read, whether one named the outlet, who signs the dateline.

    ``credit`` is the name in the dateline's brackets, as in "OSLO (DNS) -".
    """

    read: frozenset[int]
    outlet: bool
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """The parts that stand on lines of their own; ``rule`` says how the outlet was told."""

    title: Span | None = None
    publisher: Span | None = None
    author: Span | None = None
    rule: str = "masthead"


def settle(text: str, lines: Sequence[Line], free: Sequence[int], known: Told, clutter: Clutter) -> Setting:
    """What the ``free`` lines above a story are, beside those ``known``."""
    told = [n for n in free if not is_section(bare(lines[n].text), clutter)]
    title = _title_line(text, lines, told, known.read | set(free), clutter)
    above = [n for n in told if title is None or n < title]
    below = [n for n in told if title is not None and n > title]
    letterhead = _letterhead(text, lines, above, clutter)
    outlet = next((n for n in below if _is_outlet_below(lines, n, below, known, clutter)), None)
    if known.outlet or letterhead:
        outlet = None
    named = known.outlet or bool(letterhead) or outlet is not None
    beside = known.read | {n for n in (outlet, title) if n is not None}
    authors = (
        n for n in below if named and n != outlet and _is_author(lines[n].text, _is_beside(lines, n, beside), clutter)
    )
    author = next(authors, None)
    return Setting(
        None if title is None else _bare_span(lines[title]),
        letterhead or (_first_part(lines[outlet]) if outlet is not None else None),
        lines[author].span if author is not None else None,
        "masthead" if letterhead else "outlet line",
    )


def _is_beside(lines: Sequence[Line], n: int, others: frozenset[int] | set[int]) -> bool:
    """Whether no empty line parts a line from one of ``others``."""
    above = n - 1 in others and not lines[n].gap
    return above or (n + 1 in others and not lines[n + 1].gap)


def _bare_span(line: Line) -> Span:
    words = bare(line.text)
    start = line.span.start + line.text.index(words)
    return Span(start, start + len(words))


# -- the headline ------------------------------------------------------------------------------------------------------


def _title_line(
    text: str, lines: Sequence[Line], told: Sequence[int], head: frozenset[int], clutter: Clutter
) -> int | None:
    """The marked headline, else the first line of three words or more that is no part of a letterhead.

    Below a letterhead a word may do: "CLARIFICATION". A letterhead alone is no headline.
    """
    marked = [n for n in told if lines[n].text[0] in "#*"]
    if marked:
        return marked[0]
    heads = {n for n in told if _is_letterhead_line(text, lines, n, told, head, clutter)}
    rest = [n for n in told if n not in heads]
    long = [n for n in rest if len(bare(lines[n].text).split()) > 2]
    offices = [n for n in heads if _is_of_institution(text, lines[n], clutter)]
    short = [n for n in rest if lines[n].gap and offices and n > min(offices)]
    return next(iter(long or short), None)


def _is_letterhead_line(
    text: str, lines: Sequence[Line], n: int, told: Sequence[int], head: frozenset[int], clutter: Clutter
) -> bool:
    """Whether a line stands for an outlet: by its words, or as a short name on top with another headline to come."""
    words = bare(lines[n].text)
    if ends_sentence(words) or (n > told[0] and not _is_under(lines, n, told[0], head)):
        return False
    later = any(m > n and lines[m].gap for m in told)
    joined = n + 1 < len(lines) and not lines[n + 1].gap and n + 1 in head
    if _is_of_institution(text, lines[n], clutter):
        return later or joined
    beside = joined and is_section(_first_field(text, lines[n + 1]), clutter)
    motto = n > told[0] and later
    return motto or ((later or beside) and not _is_headline(lines, n, clutter))


def _is_of_institution(text: str, line: Line, clutter: Clutter) -> bool:
    return any(is_institution(part.quote(text), clutter) for part in dashed(text, line.span))


def _is_under(lines: Sequence[Line], n: int, top: int, head: frozenset[int]) -> bool:
    """Whether nothing but lines of a head, without an empty line between, stands from ``top`` down to a line."""
    return all(i in head and not lines[i].gap for i in range(top + 1, n + 1))


def _first_field(text: str, line: Line) -> str:
    """The words of a line before its first bar, comma or dash."""
    return re.split(r"\s*[|·•,]\s*|\s[–—-]\s", line.span.quote(text))[0]


def _is_headline(lines: Sequence[Line], n: int, clutter: Clutter) -> bool:
    """Whether a line reads as a headline: long, or with small words that no name has."""
    words = bare(dashed_head(lines[n])).split()
    if len(words) > _LONGEST_MASTHEAD or any(c in bare(lines[n].text) for c in ':?!"“'):
        return True
    small = {w.lower() for w in words} & (clutter.function_words - clutter.articles - _SMALL_IN_NAMES)
    return bool(small) or not all(w[0].isupper() or w.lower() in clutter.articles | _SMALL_IN_NAMES for w in words)


def dashed_head(line: Line) -> str:
    """What stands before a spaced dash."""
    return re.split(r"\s+[–—-]\s+", line.text)[0]


def _first_part(line: Line) -> Span:
    return Span(line.span.start, line.span.start + len(outlet_words(dashed_head(line))))


# -- the outlet --------------------------------------------------------------------------------------------------------


def _letterhead(text: str, lines: Sequence[Line], above: Sequence[int], clutter: Clutter) -> Span | None:
    """The outlet named above the headline: an office or newspaper by its words, else the first name in capitals."""
    parts = [part for n in above for part in dashed(text, lines[n].span) if not is_place(part.quote(text))]
    names = [part for part in parts if is_outlet(outlet_words(part.quote(text)), clutter)]
    known = [part for part in names if is_institution(part.quote(text), clutter)]
    own = [part for part in known if not set(part.quote(text).lower().split()) & clutter.states]
    top = [part for part in names[:1] if part.start == lines[above[0]].span.start and _is_masthead(lines, above[0])]
    first = next(iter([*own, *known, *top]), None)
    return _named(text, first) if first else None


def _is_masthead(lines: Sequence[Line], n: int) -> bool:
    """Whether a line of several words on top is set off as a paper's name: in capitals, or with a line right below."""
    joined = n + 1 < len(lines) and not lines[n + 1].gap
    return len(lines[n].text.split()) > 1 and (lines[n].text.isupper() or joined)


def _named(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(outlet_words(span.quote(text))))


def _is_outlet_below(lines: Sequence[Line], n: int, below: Sequence[int], known: Told, clutter: Clutter) -> bool:
    """Whether a line below the headline names the outlet.

    By its words, as the name signed in the dateline, or since nothing but the day, the author or the story is below.
    """
    words = outlet_words(dashed_head(lines[n]))
    if ends_sentence(words) or not is_outlet(words, clutter):
        return False
    if is_institution(words, clutter) or (known.credit and known.credit.casefold() in words.casefold()):
        return True
    directly = not lines[n].gap and n == 1
    alone = n + 1 >= len(lines) or lines[n + 1].gap or n + 1 in below
    return directly and alone and len(words.split()) <= LONGEST_OUTLET - 2 and len(lines[0].text.split()) > 2


def _is_author(words: str, joined: bool, clutter: Clutter) -> bool:
    """Whether a line below the headline, ``joined`` to what is read, is a person's name and nothing else."""
    if not joined or not 2 <= len(words.split()) < LONGEST_OUTLET or not is_name(words, clutter) or words.isupper():
        return False
    return not is_institution(words, clutter) and not is_place(without_bracket(words))
