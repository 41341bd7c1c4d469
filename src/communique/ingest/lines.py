"""The lines of a text as spans, without the space around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.model.span import Span

_LINE = re.compile(r"[^\n]+")
_CLOSERS = "\"'”’)]»*_"
_ENDS = ".!?…。"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds something; ``gap`` says that an empty line or the start of the text stands before it."""

    span: Span
    text: str
    gap: bool


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that hold more than space, in order."""
    found: list[Line] = []
    end = -2
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words[0])
            found.append(Line(Span(start, start + len(words)), words, match.start() > end + 1))
            end = match.end()
    return found


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def ends_sentence(text: str) -> bool:
    """Whether the words close a sentence: a stop, perhaps within quotes or brackets."""
    bare = text.rstrip(_CLOSERS + " ")
    return bool(bare) and (bare[-1] in _ENDS or (bare[-1] in ":;" and len(bare) == len(text)))


def is_ruler(text: str) -> bool:
    """Whether a line holds no letter or digit: ``---``, ``* * *``, a lone bullet."""
    return not any(c.isalnum() for c in text)


def open_quote(text: str) -> bool:
    """Whether a quotation begun in the words is not yet closed."""
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1
