"""Where things stand, in a few sentences: the last of each, the direction of the relation, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.brief.desk import STEPS, Desk, Pair
from communique.brief.sections.agreements import files_of, step_told
from communique.brief.sections.ahead import outstanding
from communique.brief.sections.relations import direction
from communique.brief.tree import Sentence
from communique.brief.wording import about, cited, clause, counted, dated, day_label, put
from communique.model.record import Event
from communique.record.wording import when
from communique.registers.desk import DONE

CONTACTS = ("meeting", "visit", "call", "negotiation")
FORCE = ("attack", "clash", "ceasefire_violation", "territory_taken")


def standing(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    """At most six sentences."""
    yield from _last(desk, pair.done, CONTACTS, "contact")
    yield from _agreement(desk, pair)
    yield from _last(desk, pair.done, FORCE, "force")
    yield from direction(desk, pair)
    yield from _ahead(desk, pair)
    yield from _disputes(desk, pair)


def _agreement(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    """The last step on an agreement: as its event tells it, or, where the files know a later one, as they do."""
    event = _latest(pair.done, STEPS)
    first, last = pair.period
    steps = [
        (step.date, agreement.name, step)
        for agreement in files_of(desk, pair)
        for step in agreement.steps
        if step.status in DONE and step.date and first <= str(step.date.start) <= (last or str(step.date.start))
    ]
    day, name, step = max(steps, key=lambda s: (s[0].start, s[1]), default=(None, "", None))
    if step and day and not (event and event.date and event.date.interval.start >= day.start):
        told = step_told(desk, step, it=name, is_dated=False)
        yield Sentence(put("standing", "step", when=when(day), clause=told), cited(desk, step.evidence))
        return
    yield from _last(desk, pair.done, STEPS, "agreement")


def _latest(events: Iterable[Event], kinds: Iterable[str]) -> Event | None:
    """The latest event of some kinds that has a date."""
    found = [event for event in events if event.kind in kinds and event.date]
    return max(found, key=lambda e: (e.date.interval.start if e.date else None, e.origins, e.id), default=None)


def _last(desk: Desk, events: Iterable[Event], kinds: Iterable[str], pattern: str) -> Iterator[Sentence]:
    """The latest event of some kinds, in a sentence."""
    latest = _latest(events, kinds)
    if latest is None:
        return
    yield about(desk, [latest], put("standing", pattern, when=dated(latest), clause=clause(desk, latest)))


def _ahead(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    plans = outstanding(desk, pair)
    coming = [p for p in plans if p.date and pair.as_of and p.date.interval.end >= pair.as_of]
    if not plans:
        return
    told = {"events": counted("event", len(plans)), "are": put("standing", "is" if len(plans) == 1 else "are")}
    if coming:
        told |= {"label": day_label(coming[0]), "clause": clause(desk, coming[0])}
        yield about(desk, coming[:1], put("standing", "ahead_next", **told))
        return
    evidence = [passage for plan in plans for passage in cited(desk, plan.evidence, 1)]
    yield Sentence(put("standing", "ahead", **told), tuple(dict.fromkeys(evidence))[:3])


def _disputes(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    if not pair.disputes:
        return
    count = len(pair.disputes)
    points = put("standing", "point") if count == 1 else put("standing", "points", count=count)
    evidence = [passage for d in pair.disputes for passage in cited(desk, [v.evidence for v in d.values])]
    yield Sentence(put("standing", "disputes", points=points), tuple(dict.fromkeys(evidence))[:4])
