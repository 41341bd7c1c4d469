"""A half-open range of characters in one report's text: the anchor of every finding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``text[start:end]`` of a report, counted in Unicode code points.

    >>> Span(0, 4).quote("Baku and Ankara")
    'Baku'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start}:{self.end}")

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"

    def quote(self, text: str) -> str:
        """The verbatim words: ``text[start:end]``, always."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


_NAMED = re.compile(r"[aceostp](\d+)-(\d+)")


def named_span(subject: str) -> Span | None:
    """The span after which a chain, an event mention and the like are named; None where ``subject`` is no such name.

    >>> named_span("e40-46")
    Span(start=40, end=46)
    """
    found = _NAMED.fullmatch(subject)
    if not found or int(found[1]) > int(found[2]):
        return None
    return Span(int(found[1]), int(found[2]))


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of ``spans``; ValueError where there are none."""
    found = list(spans)
    if not found:
        raise ValueError("no spans to cover")
    return Span(min(s.start for s in found), max(s.end for s in found))
