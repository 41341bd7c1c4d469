"""What is announced or proposed and not yet reported done: to come, past its day, and without a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from communique.brief.desk import AHEAD, Desk, Pair
from communique.brief.sections.chronology import fold
from communique.brief.tree import Sentence
from communique.brief.wording import entry, put
from communique.model.record import Event, Evidence

MOST = 6  # of one group
SOON = timedelta(days=60)  # an act of the kind so long after a plan without a day may be its fulfilment
NEAR = timedelta(days=3)  # and so long around its day


def ahead(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    """Plans by group, the latest announced; what may well have happened, as far as reports tell, is left out."""
    every = outstanding(desk, pair)
    groups = (
        ("ahead", [p for p in every if p.date and not _is_past(p, pair)]),
        ("passed", [p for p in every if p.date and _is_past(p, pair)]),
        ("open", [p for p in every if not p.date]),
    )
    for name, found in groups:
        plans = fold(desk, sorted(found, key=lambda p: (_announced_on(desk, p.evidence) or date.min, p.id)))
        kept = plans[-MOST:]
        for of in kept:
            left = len(plans) - len(kept) if of is kept[-1] else 0
            yield entry(desk, of, group=put("group", name), left=left)


def _is_past(plan: Event, pair: Pair) -> bool:
    return bool(plan.date and pair.as_of and plan.date.interval.end < pair.as_of)


def outstanding(desk: Desk, pair: Pair) -> list[Event]:
    """Plans and proposals that no event of their kind between the same may fulfil."""
    return [plan for plan in pair.told(AHEAD) if not any(_may_fulfil(desk, done, plan) for done in pair.done)]


def _may_fulfil(desk: Desk, done: Event, plan: Event) -> bool:
    if done.kind != plan.kind or not done.date or not _parties(done) & _parties(plan):
        return False
    start, end = done.date.interval.start, done.date.interval.end
    if plan.date:
        return start - NEAR <= plan.date.interval.end and plan.date.interval.start <= end + NEAR
    told = _announced_on(desk, plan.evidence)
    return told is not None and told <= start <= told + SOON


def _parties(event: Event) -> set[str]:
    return {part.entity for part in (*event.actors, *event.recipients)}


def _announced_on(desk: Desk, evidence: Iterable[Evidence]) -> date | None:
    days = [day for e in evidence if (day := desk.reports[e.report].published_on)]
    return min(days, default=None)
