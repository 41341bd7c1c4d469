"""Dates in words, never more precise than what was told."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from communique.model.time import Basis, Interval
from communique.record.wording import day_words, months

SHORT = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
BASES = {
    Basis.STATED: "told in so many words",
    Basis.RESOLVED: "worked out from the words and the report’s date",
    Basis.INFERRED: "inferred; the sentence tells no date",
}


def interval(value: Interval) -> str:
    """An interval at the precision it has: "1 April 2021", "April 2021", "1–10 Feb 2021", "1991–1995"."""
    start, end = value.start, value.end
    if start == end:
        return day_words(start)
    if _opens_year(start) and _closes_year(end):
        return _years(start.year, end.year, value.precision)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return _months(start, end)
    return _days(start, end)


def iso(value: Interval) -> str:
    """The interval in ISO 8601: one day, or start and end parted by a slash."""
    if value.start == value.end:
        return value.start.isoformat()
    return f"{value.start.isoformat()}/{value.end.isoformat()}"


def _opens_year(value: date) -> bool:
    return (value.month, value.day) == (1, 1)


def _closes_year(value: date) -> bool:
    return (value.month, value.day) == (12, 31)


def _years(first: int, last: int, precision: str) -> str:
    if first == last:
        return str(first)
    if precision == "decade" and first % 10 == 0 and last == first + 9:
        return f"{first}s"
    return f"{first}–{last}"


def _months(start: date, end: date) -> str:
    first, last = months()[start.month - 1], months()[end.month - 1]
    if (start.year, start.month) == (end.year, end.month):
        return f"{first} {start.year}"
    if start.year == end.year:
        return f"{first}–{last} {start.year}"
    return f"{SHORT[start.month - 1]} {start.year} – {SHORT[end.month - 1]} {end.year}"


def _days(start: date, end: date) -> str:
    first, last = SHORT[start.month - 1], SHORT[end.month - 1]
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {first} {start.year}"
    if start.year == end.year:
        return f"{start.day} {first} – {end.day} {last} {start.year}"
    return f"{start.day} {first} {start.year} – {end.day} {last} {end.year}"
