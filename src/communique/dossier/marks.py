"""A report's text cut into pieces where marks begin and end, so that marks may overlap and no character is lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from communique.model.span import Span

# Characters that steer a reader's screen without showing: controls, bidi marks, zero-width and tag characters, line
# and paragraph separators, halves of surrogate pairs. Joiners and soft hyphens stay, since scripts need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_LINE = re.compile(r"\S[^\n]*\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to be marked: as what (``kind``, a CSS class), and for whom (``label``, ``ref``, ``note``).

    ``anchor`` becomes the id of the place where the mark begins; ``note`` is the number of the margin note it carries.
    """

    span: Span
    kind: str
    label: str = ""
    ref: str = ""
    anchor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters as they stand; or, with ``unseen``, one that would not be seen, by its code point and name."""

    text: str
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under one and the same set of marks, with the marks that begin at its start and stop at its end."""

    runs: tuple[Run, ...]
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]
    closes: tuple[Mark, ...]

    @property
    def css(self) -> str:
        """The kinds of the marks as CSS classes, each once."""
        return " ".join(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def refs(self) -> str:
        """What the marks stand for, each once."""
        return " ".join(dict.fromkeys(mark.ref for mark in self.marks if mark.ref))

    @property
    def title(self) -> str:
        """The labels of the marks, for a tooltip."""
        return "; ".join(dict.fromkeys(mark.label for mark in self.marks if mark.label))

    @property
    def tag(self) -> str:
        """What the marks that stop here are, to be set below the words: "actor", "date"."""
        return " · ".join(dict.fromkeys(TAGS[mark.kind] for mark in self.closes if mark.kind in TAGS))


_ROLES = "actor recipient item beneficiary instrument mediator witness date place status".split()
TAGS = {**{kind: kind for kind in _ROLES}, "trigger": "act", "quantity": "number"}


def pieces(text: str, block: Span, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The characters of ``block`` in order, cut wherever one of ``marks`` begins or ends.

    >>> overlapping = [Mark(Span(0, 8), "a"), Mark(Span(5, 15), "b")]
    >>> [piece.runs[0].text for piece in pieces("Baku and Ankara", Span(0, 15), overlapping)]
    ['Baku ', 'and', ' Ankara']
    """
    inside = sorted((m for m in marks if m.span.overlaps(block)), key=lambda m: (m.span.start, -m.span.end, m.kind))
    cuts = {block.start, block.end}
    for mark in inside:
        cuts |= {max(mark.span.start, block.start), min(mark.span.end, block.end)}
    edges = sorted(cuts)
    return tuple(_piece(text, Span(a, b), inside) for a, b in pairwise(edges))


def _piece(text: str, part: Span, marks: list[Mark]) -> Piece:
    over = tuple(m for m in marks if m.span.overlaps(part))
    return Piece(
        runs(part.quote(text)),
        over,
        tuple(m for m in over if m.span.start == part.start),
        tuple(m for m in over if m.span.end == part.end),
    )


def runs(text: str) -> tuple[Run, ...]:
    """Text with its unseen characters set apart.

    >>> runs("a\\u202eb")[1].unseen
    'U+202E RIGHT-TO-LEFT OVERRIDE'
    """
    found: list[Run] = []
    at = 0
    for match in _UNSEEN.finditer(text):
        if match.start() > at:
            found.append(Run(text[at : match.start()]))
        found.append(Run(_code(match[0]), _name(match[0])))
        at = match.end()
    if at < len(text):
        found.append(Run(text[at:]))
    return tuple(found)


def seen(text: str) -> str:
    """Text with each unseen character written out: "[U+202E]"."""
    return _UNSEEN.sub(lambda match: f"[{_code(match[0])}]", text)


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def _name(char: str) -> str:
    return f"{_code(char)} {unicodedata.name(char, 'control character')}"


def blocks(length: int, body: Iterable[Span], text: str) -> tuple[tuple[Span, bool], ...]:
    """The whole text as blocks in order, each with whether it is story (True) or what stands around it.

    What stands around it is cut by lines. White space between two blocks goes with the first, so that the blocks put
    together are the text.
    """
    found: list[tuple[Span, bool]] = []
    at = 0
    for span in sorted(body):
        start, end = max(span.start, at), min(span.end, length)
        if start >= end:
            continue
        found = _fill(found, Span(at, start), text)
        found.append((Span(start, end), True))
        at = end
    return tuple(_fill(found, Span(at, length), text))


def _fill(found: list[tuple[Span, bool]], gap: Span, text: str) -> list[tuple[Span, bool]]:
    """``found`` with what stands in ``gap``: white space for the block before, then a block for each line."""
    if gap.start == gap.end:
        return found
    lines = [Span(gap.start + m.start(), gap.start + m.end()) for m in _LINE.finditer(gap.quote(text))]
    first = lines[0].start if lines else gap.end
    if found and first > gap.start:
        last, story = found[-1]
        found = [*found[:-1], (Span(last.start, first), story)]
    elif first > gap.start:
        lines = [Span(gap.start, lines[0].end), *lines[1:]] if lines else [gap]
    return [*found, *((line, False) for line in lines)]
