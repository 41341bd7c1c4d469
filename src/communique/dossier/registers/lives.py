"""What the pages of agreements and of bodies have in common: a life with its steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.dossier.lifeline import Moment
from communique.dossier.words import plain
from communique.model.record import Evidence
from communique.model.time import Interval
from communique.record.wording import when
from communique.registers.lives import Line

DONE = ("happened", "ongoing")


def step_moments(steps: Iterable[Line], anchor: str) -> Iterator[Moment]:
    """The steps that have a date as marks; each leads to its row in the table."""
    for at, line in enumerate(steps, 1):
        if line.date is not None:
            yield Moment(plain(line.step), line.status, line.date, "step", f"#{anchor}-step-{at}")


def last_told(steps: Sequence[Line], step: str) -> Interval | None:
    """The last day on which a step is told as done."""
    days = [line.date for line in steps if line.step == step and line.status in DONE and line.date]
    return max(days, key=lambda d: (d.start, d.end), default=None)


def since(day: Interval | None) -> str:
    """ "since 3 May 2021", as far as a day is told; begins with a space."""
    if day is None:
        return ""
    return f" since {when(day).removeprefix('on ').removeprefix('in ')}" if day.days <= 366 else f" {when(day)}"


def told_on(day: Interval | None) -> str:
    """ "on 3 May 2021", begins with a space; "" where no day is told."""
    return f" {when(day)}" if day else ""


def cited_of(steps: Iterable[Line]) -> Iterator[Evidence]:
    """All passages that tell the steps."""
    for line in steps:
        yield from line.evidence
