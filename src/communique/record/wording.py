"""Dates and lists of names in English words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from communique.model.time import Interval

MONTHS = (
    "January February March April May June July August September October November December".split()
)  # not strftime, which speaks the language of the machine


def day_words(day: date) -> str:
    """``1 April 2021``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


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
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if _is_whole_months(interval):
        return _months(start, end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_words(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def when(interval: Interval) -> str:
    """An interval as part of a sentence: "on 1 April 2021", "in April 2021", "between 1 and 10 February 2021"."""
    start, end = interval.start, interval.end
    if start == end:
        return f"on {day_words(start)}"
    if _is_whole_years(interval):
        return f"in {start.year}" if start.year == end.year else f"between {start.year} and {end.year}"
    if _is_whole_months(interval):
        words = date_words(interval)
        return f"in {words}" if _same_month(interval) else f"between {words.replace(' – ', ' and ')}"
    if _same_month(interval):
        return f"between {start.day} and {day_words(end)}"
    return f"between {day_words(start)} and {day_words(end)}"


def _same_month(interval: Interval) -> bool:
    return (interval.start.year, interval.start.month) == (interval.end.year, interval.end.month)


def _is_whole_months(interval: Interval) -> bool:
    start, end = interval.start, interval.end
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def _is_whole_years(interval: Interval) -> bool:
    start, end = interval.start, interval.end
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _months(start: date, end: date) -> str:
    last = f"{MONTHS[end.month - 1]} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return last
    first = MONTHS[start.month - 1] + ("" if start.year == end.year else f" {start.year}")
    return f"{first} – {last}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """``A``, ``A and B``, ``A, B and C``; from ``most`` + 1 names on ``A, B, C and 2 others``."""
    shown = list(names)
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} others"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""
