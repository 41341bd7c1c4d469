"""Dates as they stand in a text: found, never guessed. A year that is not told stays None."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique.ingest.clutter import Clutter
from communique.model.span import Span

FIRST_YEAR, LAST_YEAR = 1900, 2100
_ISO = re.compile(r"(?<![\d/.-])(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d-])")
_NUMERIC = re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\d)")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_REACH = 32  # characters; "Wednesday, September 30th" with room to spare
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class DateSeen:
    """A day told at ``span``; ``year`` None where the text leaves it out, ``weekday`` (Monday 0) where it names it."""

    span: Span
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    @property
    def full(self) -> date | None:
        """The day, where its year is told."""
        return self.in_year(self.year) if self.year is not None else None

    def in_year(self, year: int) -> date | None:
        """The day in that year, where there is one and it falls on the weekday named."""
        day = real_day(year, self.month, self.day)
        return None if day is None or (self.weekday is not None and day.weekday() != self.weekday) else day


def real_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day or no report is that old or new."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str, clutter: Clutter, start: int = 0, end: int | None = None) -> list[DateSeen]:
    """The days told in ``text[start:end]``, in order; of two readings of one place the longer counts."""
    stop = len(text) if end is None else end
    if not _DIGIT.search(text, start, stop):
        return []
    found = sorted(_readings(text, clutter, start, stop), key=lambda d: (d.span.start, -d.span.end))
    kept: list[DateSeen] = []
    for seen in found:
        if not kept or seen.span.start >= kept[-1].span.end:
            kept.append(seen)
    return kept


def _readings(text: str, clutter: Clutter, start: int, end: int) -> Iterator[DateSeen]:
    for first, last in _near_digits(text, start, end):
        for pattern in (clutter.day_month, clutter.month_day):
            for match in pattern.finditer(text, first, last):
                yield from _named(match, clutter)
    for match in _ISO.finditer(text, start, end):
        if real_day(int(match["year"]), int(match["month"]), int(match["day"])):
            yield DateSeen(Span(*match.span()), int(match["month"]), int(match["day"]), int(match["year"]))
    for match in _NUMERIC.finditer(text, start, end):
        yield from _numeric(match)


def _near_digits(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches around digits: the only places where the month names need to be looked for."""
    first = last = -1
    for match in _DIGITS.finditer(text, start, end):
        if last < 0 or match.start() - _REACH > last:
            if last >= 0:
                yield first, last
            first = max(start, match.start() - _REACH)
        last = min(end, match.end() + _REACH)
    if last >= 0:
        yield first, last


def _named(match: re.Match[str], clutter: Clutter) -> Iterator[DateSeen]:
    month, day = clutter.months[match["month"]], int(match["day"])
    year = int(match["year"]) if match["year"] else None
    weekday = clutter.weekdays[match["weekday"]] if match["weekday"] else None
    if real_day(2000 if year is None else year, month, day):
        yield DateSeen(Span(*match.span()), month, day, year, weekday)


def _numeric(match: re.Match[str]) -> Iterator[DateSeen]:
    """02.04.2021 is the second of April; 4/2/2021 and 2/4/2021 are told by nobody, so only what is certain counts."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    day_first, month_first = real_day(year, b, a), real_day(year, a, b)
    certain = match["sep"] == "." or a == b or not (day_first and month_first)
    day = day_first or month_first
    if day and certain:
        yield DateSeen(Span(*match.span()), day.month, day.day, year)


def parse_day(value: str, clutter: Clutter) -> date | None:
    """The one full date in a field such as ``"2016-09-20T10:11:12Z"`` or ``"Tue, 20 Sep 2016"``; None for any other."""
    days = {d.full for d in find_dates(value[:200], clutter)}
    return days.pop() if len(days) == 1 else None


def day_in_name(name: str) -> date | None:
    """The date in a file's name or an address: ``2021-04-01``, ``20210401``, ``/2021/04/01/``."""
    days = {real_day(*map(int, m)) for m in _COMPACT.findall(name.replace("/", "-"))} - {None}
    return days.pop() if len(days) == 1 else None
