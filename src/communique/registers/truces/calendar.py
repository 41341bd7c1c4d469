"""The months of a truce, day by day: how it stood, what steps were taken, which violations are told of the day."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.registers.truces.model import Ceasefire, Step, Violation
from communique.registers.truces.standing import EXACT, standing_on

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """One day: ``standing`` is None before the truce and on days after ``Months.last``."""

    day: date
    standing: str | None
    steps: tuple[Step, ...]
    violations: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its weeks from Monday to Sunday, None for days of other months; ``loose`` have no day told."""

    year: int
    month: int
    weeks: tuple[tuple[Day | None, ...], ...]
    loose: tuple[Violation, ...]

    @property
    def name(self) -> str:
        """Its name: "March 2013"."""
        return f"{calendar.month_name[self.month]} {self.year}"

    @property
    def days(self) -> tuple[Day, ...]:
        """Its days in order."""
        return tuple(day for week in self.weeks for day in week if day is not None)

    @property
    def throughout(self) -> str | None:
        """How it stood on all days of the month, where nothing else is told of any; None else."""
        first, *rest = {day.standing for day in self.days}
        plain = not self.loose and not any(day.steps or day.violations for day in self.days)
        return first if plain and not rest else None


def months(truce: Ceasefire, last: date) -> tuple[Month, ...]:
    """The months from the first day told to ``last``, that of the latest report: nothing is known of later ones."""
    told = [s.interval.start for s in truce.steps] + [s.since for s in truce.standings]
    told += [v.interval.start for v in truce.violations]
    if not told:
        return ()
    end = max(last, *(day for day in told if day <= last)) if any(day <= last for day in told) else max(told)
    return tuple(_month(truce, year, month, end) for year, month in _between(min(told), end))


def _between(first: date, last: date) -> Iterator[tuple[int, int]]:
    day = first.replace(day=1)
    while day <= last:
        yield day.year, day.month
        day = (day + timedelta(days=31)).replace(day=1)


def _month(truce: Ceasefire, year: int, month: int, last: date) -> Month:
    steps = [s for s in truce.steps if s.interval.days <= EXACT]
    exact = [v for v in truce.violations if v.interval.days <= EXACT]
    loose = [
        v
        for v in truce.violations
        if v.interval.days > EXACT and (v.interval.start.year, v.interval.start.month) == (year, month)
    ]
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    made = (
        tuple(_day(truce, day, steps, exact, last) if day.month == month else None for day in week) for week in weeks
    )
    return Month(year, month, tuple(made), tuple(loose))


def _day(truce: Ceasefire, day: date, steps: Sequence[Step], exact: Sequence[Violation], last: date) -> Day:
    found = standing_on(truce, day) if day <= last else None
    return Day(
        day,
        found.standing if found else None,
        tuple(s for s in steps if s.interval.start == day),
        tuple(v for v in exact if v.interval.start <= day <= v.interval.end),
    )
