"""Dates and lists of names in words, from the patterns of `data/en/wording.toml`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Protocol

from communique.lexicon import table
from communique.model.time import Basis, Interval


@cache
def months() -> tuple[str, ...]:
    """The names of the months; not strftime's, which speaks the language of the machine."""
    return tuple(table("wording")["months"].split())


def _put(part: str, name: str, **words: object) -> str:
    """A pattern of the table, filled."""
    return str(table("wording")[part][name]).format(**words)


def day_words(day: date) -> str:
    """``1 April 2021``."""
    return _dated("day", day)


def _dated(pattern: str, day: date) -> str:
    return _put("date", pattern, day=day.day, month=months()[day.month - 1], year=day.year)


def date_words(interval: Interval) -> str:
    """An interval as precisely as it is known: "1 April 2021", "April 2021", "1–10 February 2021", "2017".

    >>> from communique.model.time import Basis
    >>> date_words(Interval(date(2021, 2, 1), date(2021, 2, 10), "period", Basis.STATED))
    '1–10 February 2021'
    """
    start, end = interval.start, interval.end
    if start == end:
        return day_words(start)
    if _is_whole_years(interval):
        return f"{start.year}" if _same_year(interval) else _put("date", "numbers", start=start.year, end=end.year)
    if _is_whole_months(interval):
        first, last = _months(interval)
        return last if _same_month(interval) else _put("date", "span", start=first, end=last)
    if _same_month(interval):
        return _put("date", "numbers", start=start.day, end=day_words(end))
    first = _dated("day_of_year" if _same_year(interval) else "day", start)
    return _put("date", "span", start=first, end=day_words(end))


def shown_words(first: Interval, last: Interval | None) -> str:
    """From the one to the other: "16–18 March 2023" where both are days, else "March 2023 to 4 May 2023".

    >>> from communique.model.time import Basis
    >>> day = Interval(date(2021, 2, 1), date(2021, 2, 1), "day", Basis.STATED)
    >>> shown_words(day, Interval(date(2021, 2, 10), date(2021, 2, 10), "day", Basis.STATED))
    '1–10 February 2021'
    """
    if last is None:
        return date_words(first)
    if first.days == last.days == 1:
        return days_words(first.start, last.end)
    return _put("date", "shown", start=date_words(first), end=date_words(last))


def days_words(first: date, last: date) -> str:
    """Days from the one to the other, both counted: "1–10 February 2021"."""
    return date_words(Interval(first, last, "period", Basis.STATED))


def when(interval: Interval) -> str:
    """An interval as part of a sentence: "on 1 April 2021", "in April 2021", "between 1 and 10 February 2021"."""
    start, end = interval.start, interval.end
    if start == end:
        return _put("sentence", "day", date=day_words(start))
    if _is_whole_years(interval):
        return _period(str(start.year), str(end.year))
    if _is_whole_months(interval):
        return _period(*_months(interval))
    first = str(start.day) if _same_month(interval) else day_words(start)
    return _put("sentence", "span", start=first, end=day_words(end))


def _period(first: str, last: str) -> str:
    if first == last:
        return _put("sentence", "period", date=first)
    return _put("sentence", "span", start=first, end=last)


def _same_year(interval: Interval) -> bool:
    return interval.start.year == interval.end.year


def _same_month(interval: Interval) -> bool:
    return _same_year(interval) and interval.start.month == interval.end.month


def _is_whole_months(interval: Interval) -> bool:
    start, end = interval.start, interval.end
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def _is_whole_years(interval: Interval) -> bool:
    start, end = interval.start, interval.end
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _months(interval: Interval) -> tuple[str, str]:
    """The first and the last month, the first without its year where the last tells it."""
    last = _dated("month", interval.end)
    if _same_month(interval):
        return last, last
    return _dated("month_of_year" if _same_year(interval) else "month", interval.start), last


class Bounds(Protocol):
    """A number as reports tell it."""

    @property
    def low(self) -> float:
        """The least."""

    @property
    def best(self) -> float:
        """What is held best."""

    @property
    def high(self) -> float:
        """The most."""


def number_words(number: Bounds | None) -> str:
    """ "42", "8 to 10"; "" where no number is told."""
    if number is None:
        return ""
    if number.low == number.high:
        return f"{number.best:g}"
    return _put("number", "range", low=f"{number.low:g}", high=f"{number.high:g}")


def killed_words(toll: Bounds | None) -> str:
    """How many were killed: "3 killed", "nobody killed"; "" where nobody tells."""
    if toll is None:
        return ""
    nobody = toll.low == toll.high == 0
    return _put("number", "none_killed") if nobody else _put("number", "killed", number=number_words(toll))


def capital(text: str) -> str:
    """``text`` with a capital letter in front; the rest as it is.

    >>> capital("agreement of 2017")
    'Agreement of 2017'
    """
    return f"{text[:1].upper()}{text[1:]}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """``A``, ``A and B``, ``A, B and C``; from ``most`` + 1 names on ``A, B, C and 2 others``."""
    shown = list(names)
    if len(shown) > most:
        shown = [*shown[: most - 1], _put("list", "rest", count=len(shown) - most + 1)]
    if len(shown) < 2:
        return "".join(shown)
    return _put("list", "joined", first=table("wording")["list"]["comma"].join(shown[:-1]), last=shown[-1])
