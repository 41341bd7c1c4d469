"""Stretches of days and the arithmetic on them; nothing here knows a word of any language."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_SEASON_MONTHS = 3
_CENTURY = 100


class Days(NamedTuple):
    """Days ``start`` to ``end``, both included."""

    start: date
    end: date


def day(when: date) -> Days:
    """One day."""
    return Days(when, when)


def week(when: date) -> Days:
    """Monday to Sunday of the week that holds ``when``."""
    monday = when - timedelta(days=when.weekday())
    return Days(monday, monday + timedelta(days=6))


def month(year: int, number: int) -> Days:
    """The whole month; month 13 is January of the next year, month 0 December of the one before.

    >>> month(2020, 2).end
    datetime.date(2020, 2, 29)
    """
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Days(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def years(first: int, last: int) -> Days:
    """1 January of ``first`` to 31 December of ``last``."""
    return Days(date(first, 1, 1), date(last, 12, 31))


def season(year: int, first_month: int) -> Days:
    """Three months from ``first_month`` on; winter runs into the next year."""
    return Days(month(year, first_month).start, month(year, first_month + _SEASON_MONTHS - 1).end)


def century(number: int) -> Days:
    """The 20th century is 1901 to 2000."""
    return years((number - 1) * _CENTURY + 1, number * _CENTURY)


def unit(name: str, when: date) -> Days:
    """The day, week, month, year, decade or century that holds ``when``."""
    match name:
        case "week":
            return week(when)
        case "month":
            return month(when.year, when.month)
        case "year":
            return years(when.year, when.year)
        case "decade":
            first = when.year - when.year % 10
            return years(first, first + 9)
        case "century":
            return century((when.year - 1) // _CENTURY + 1)
        case _:
            return day(when)


def shift(when: date, name: str, count: int) -> date:
    """``when`` moved by so many units; the 31st becomes the last day of a shorter month.

    >>> shift(date(2020, 3, 31), "month", -1)
    datetime.date(2020, 2, 29)
    """
    match name:
        case "hour" | "minute":
            return when + timedelta(days=int(count / (24 if name == "hour" else 1440)))
        case "day":
            return when + timedelta(days=count)
        case "week":
            return when + timedelta(weeks=count)
        case _:
            months = count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[name]
            there = month(when.year, when.month + months)
            return there.start.replace(day=min(when.day, there.end.day))


def part(whole: Days, which: int, of: int) -> Days:
    """Part ``which`` (0, 1 ...) of ``of`` equal parts: whole months of a year, ten days of a month.

    >>> part(month(2021, 2), 0, 3)
    Days(start=datetime.date(2021, 2, 1), end=datetime.date(2021, 2, 10))
    """
    start, end = whole
    if end.year - start.year >= of:  # a decade is cut between years
        count = end.year - start.year + 1
        return years(start.year + _cut(count, which, of), start.year + _cut(count, which + 1, of) - 1)
    if _whole_months(whole) and (start.year, start.month) != (end.year, end.month):
        count = (end.year - start.year) * 12 + end.month - start.month + 1
        first, stop = count * which // of, count * (which + 1) // of
        return Days(month(start.year, start.month + first).start, month(start.year, start.month + stop - 1).end)
    size = 30 if _whole_months(whole) else (end - start).days + 1
    begin = start + timedelta(days=_cut(size, which, of))
    close = end if which == of - 1 else start + timedelta(days=_cut(size, which + 1, of) - 1)
    return Days(begin, min(max(begin, close), end))


def _cut(size: int, which: int, of: int) -> int:
    """Where part ``which`` begins, to the nearest day."""
    return (size * which + of // 2) // of


def _whole_months(stretch: Days) -> bool:
    start, end = stretch
    return start.day == 1 and end == month(end.year, end.month).end
