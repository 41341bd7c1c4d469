"""Time expressions as intervals of days, with how sure the reading is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from communique.model.span import Span


class Basis(StrEnum):
    """What an interval rests on."""

    STATED = "stated"  # "April 5, 2021": the words alone fix it
    RESOLVED = "resolved"  # "on Monday": the words with the publication date
    INFERRED = "inferred"  # nothing in the sentence: taken from the report's date or a neighbouring fact


@dataclass(frozen=True, slots=True)
class Interval:
    """Days ``start`` to ``end``, inclusive, with precision (day, week, month, season, year, decade, period)."""

    start: date
    end: date
    precision: str
    basis: Basis

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"an interval needs start <= end, got {self.start} to {self.end}")

    @property
    def days(self) -> int:
        """Length in days, at least 1."""
        return (self.end - self.start).days + 1

    def overlaps(self, other: Interval) -> bool:
        """Whether at least one day lies in both."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of a report that tell a time ("in early February") and the interval they mean.

    ``interval`` is None for durations ("three decades") and for words that cannot be placed (no publication date).
    ``other`` is when that happened from which the words count: the Saturday of the vote in "they met on Monday, two
    days after the vote"; inferred where the sentence tells no day and the report's is counted from.
    """

    span: Span
    interval: Interval | None
    type: str = "date"  # "date" or "duration"
    other: Interval | None = None
