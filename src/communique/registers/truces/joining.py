"""Steps of one truce, each once: which tellings are of one, and what follows from others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from communique.model.time import Basis, Interval
from communique.registers.truces.model import Standing, Step

LATE = timedelta(days=2)  # by which a step may miss the day for which it was planned
WEEK = timedelta(days=7)
EXACT = 3  # days of a time that tells a day


def carried_out(steps: Sequence[Step]) -> list[Step]:
    """Steps without plans that were carried out on another day soon after: these are one step."""
    kept: list[Step] = []
    done = [s for s in steps if s.status == "happened"]
    for step in steps:
        near = (s for s in done if s.step == step.step and abs(s.interval.start - step.interval.start) <= LATE)
        if step.status == "planned" and any(True for _ in near):
            continue
        kept.append(step)
    return kept


def own_steps(steps: Sequence[Step]) -> list[Step]:
    """Steps without what only tells another again.

    Those are: taking effect with a renewal on its day; an agreement in a month in which the truce was in force already.
    A renewal without a day of its own was on that on which its news says that it took effect.
    """
    force = [s for s in steps if s.step == "in_force" and s.status == "happened"]
    renewed = [_with_effect(s, force) for s in steps if s.step == "renewed"]
    others = [s for s in steps if s.step != "renewed"]
    first = min((s.interval.start for s in force), default=None)
    return [
        *renewed,
        *(
            s
            for s in others
            if not (s.step == "in_force" and any(r.interval == s.interval for r in renewed))
            and not (
                s.step == "signed" and s.interval.days > EXACT and first and s.interval.start <= first <= s.interval.end
            )
        ),
    ]


def _is_loosely(interval: Interval, day: date) -> bool:
    """Whether a time of more than some days has a day within it."""
    return interval.days > EXACT and interval.start <= day <= interval.end


def _with_effect(step: Step, force: Sequence[Step]) -> Step:
    reports = {e.report for e in step.evidence}
    same = [f for f in force if not f.is_published and any(e.report in reports for e in f.evidence)]
    near = [f for f in same if timedelta(0) <= step.interval.start - f.interval.start <= WEEK]
    return replace(step, interval=near[-1].interval, is_published=False) if step.is_published and near else step


def is_same(step: Step, other: Step) -> bool:
    """Whether two tellings are of one step: its day, or no day of its own after that one."""
    if step.step != other.step:
        return False
    if step.is_published:
        return other.interval.start <= step.interval.start
    return step.interval.overlaps(other.interval)


def joined(step: Step, other: Step) -> Step:
    status = "happened" if "happened" in (step.status, other.status) else step.status
    by = (step.by or other.by) if None in (step.by, other.by) or step.by == other.by else None
    first, second = (other, step) if (step.status, other.status) == ("planned", "happened") else (step, other)
    return replace(step, status=status, by=by, evidence=tuple(dict.fromkeys((*first.evidence, *second.evidence))))


def at_once(steps: Sequence[Step]) -> list[Step]:
    """The entry into force of a truce of which no report tells it: on the last day that its first step may mean."""
    first = next((s for s in steps if s.step in ("announced", "signed") and s.status == "happened"), None)
    if first is None or any(s.step == "in_force" for s in steps):
        return []
    day = first.interval.end
    return [replace(first, step="in_force", interval=Interval(day, day, "day", Basis.INFERRED))]


def broken_by(stands: Sequence[Standing], done: Sequence[Step], told: Sequence[Step]) -> list[Step]:
    """The breakdowns that moved its standing, and those told of another day on which it was broken once more."""
    found = [
        Step("broken", "happened", Interval(s.since, s.since, "day", Basis.RESOLVED), None, s.because)
        for s in stands
        if s.standing == "broken"
    ]
    first = min((s.interval.start for s in done if s.step == "in_force"), default=None)
    ended = min((s.interval.start for s in done if s.step == "ended" and s.status == "happened"), default=date.max)
    for step in sorted(told, key=lambda s: (s.interval.start, s.interval.end)):
        day = step.interval.start
        again = not step.is_published and step.interval.days <= EXACT and first is not None and first <= day < ended
        if again and not any(abs(day - other.interval.start) <= LATE for other in found):
            found.append(step)
    return found


def ordered(steps: Iterable[Step]) -> list[Step]:
    order = ("announced", "signed", "in_force", "broken", "ended", "renewed")
    return sorted(steps, key=lambda s: (s.interval.start, order.index(s.step), s.interval.end))
