"""How the values of claims that are more than words are written, and read again.

>>> from datetime import date
>>> date_value(Interval(date(2021, 4, 1), date(2021, 4, 30), "month", Basis.RESOLVED))
'2021-04-01/2021-04-30 month resolved'
"""

from __future__ import annotations

from datetime import date

from communique.model.time import Basis, Interval


def date_value(interval: Interval) -> str:
    """``START/END PRECISION BASIS``, the value of a date claim."""
    return f"{interval.start}/{interval.end} {interval.precision} {interval.basis}"


def parse_date_value(value: str) -> Interval:
    """The interval that `date_value` wrote."""
    days, precision, basis = value.split(" ")
    start, end = days.split("/")
    return Interval(date.fromisoformat(start), date.fromisoformat(end), precision, Basis(basis))


def count_value(what: str, low: float | None, best: float | None, high: float | None) -> str:
    """``LOW BEST HIGH WHAT``, the value of a count claim; "-" for what is not told.

    >>> count_value("killed", 12, 12, None)
    '12 12 - killed'
    """
    return f"{' '.join('-' if n is None else f'{n:.15g}' for n in (low, best, high))} {what}"


def parse_count_value(value: str) -> tuple[str, float | None, float | None, float | None]:
    """What is counted, with the least, the best and the most, that `count_value` wrote."""
    low, best, high, what = value.split(" ", 3)
    numbers = [None if n == "-" else float(n) for n in (low, best, high)]
    return what, numbers[0], numbers[1], numbers[2]


def number_told(low: float | None, best: float | None, high: float | None) -> float:
    """The number of a count, else the bound that is told."""
    return next((n for n in (best, low, high) if n is not None), 0.0)
