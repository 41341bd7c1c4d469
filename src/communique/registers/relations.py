"""How two states or groups get on: the events between them by month, PLOVER event and quad class, with their scores.

Each event counts once, however many reports tell it; if asked, as often as it has independent origins. Only what
happened counts; what is planned, proposed, alleged or denied is listed apart.

**Turns.** The level of a month is the mean score of all events before it, with ``NEUTRAL`` events of score 0 added, so
that a few events do not make a level. A month is a turn where the mean score of its events lies ``STEP`` or more above
or below the level, and all of them together ``MASS`` or more: several, or one that is more than a meeting or a charge.
The events that pull that way explain it. In a war that goes on, the level follows, and attacks make no turns any more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.coding import coding
from communique.model.event import plover_name
from communique.model.record import Entity, Event, Part, Record
from communique.registers.offices import Office, offices

DONE = ("happened", "ongoing")
STEP, MASS, NEUTRAL = 3.0, 4.0, 10


@dataclass(frozen=True, slots=True)
class Act:
    """An event between the two: ``forward`` where a side of the first is told to do it, both for a common act."""

    event: Event
    plover: str
    quad: int
    score: float
    weight: int
    forward: bool
    backward: bool

    @property
    def month(self) -> str:
        """The month in which it begins, "" where no date is told."""
        return str(self.event.date.interval.start)[:7] if self.event.date else ""


@dataclass(frozen=True, slots=True)
class Month:
    """One month: how often each PLOVER event and each quad class, and the mean score."""

    month: str
    events: tuple[Act, ...]
    plover: dict[str, int]
    quads: dict[int, int]
    score: float

    @property
    def weight(self) -> int:
        """How many events count."""
        return sum(act.weight for act in self.events)


@dataclass(frozen=True, slots=True)
class Turn:
    """A month in which things became "better" or "worse": the level before, the mean score in it, and the events."""

    month: str
    direction: str
    level: float
    score: float
    because: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """All between two sides: months in which something happened, turns, and what did not happen or has no date."""

    months: tuple[Month, ...]
    turns: tuple[Turn, ...]
    apart: tuple[Act, ...]
    undated: tuple[Act, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no report tells anything between the two."""
        return not (self.months or self.apart or self.undated)


def relations(
    record: Record,
    one: Collection[str],
    other: Collection[str],
    weighted: bool = False,
    period: tuple[str, str] = ("", ""),
) -> Relation:
    """What is told between two sides, each given by the ids of the entities that belong to it: see `sides`.

    ``weighted`` counts an event once for each of its independent origins. ``period`` holds the first and the last day
    on which an event may begin, in ISO form, "" where any may.
    """
    sides = frozenset(one), frozenset(other)
    told = (event for event in record.events if _is_within(event, *period))
    acts = [act for event in told if (act := _act(event, *sides, weighted))]
    happened = [act for act in acts if act.event.status in DONE]
    months = tuple(_months(act for act in happened if act.month))
    return Relation(
        months=months,
        turns=tuple(_turns(months)),
        apart=tuple(act for act in acts if act.event.status not in DONE),
        undated=tuple(act for act in happened if not act.month),
    )


def sides(record: Record, *entities: Entity) -> tuple[frozenset[str], ...]:
    """The entities (ids) that act for each: of a state all that belong to it or hold its offices, else itself alone.

    What is reported of a state is done by its ministers, forces and people, and to its ships and towns.
    """
    held = offices(record) if any(entity.kind == "country" for entity in entities) else ()
    return tuple(_side(record, entity, held) for entity in entities)


def _side(record: Record, entity: Entity, held: Iterable[Office]) -> frozenset[str]:
    if entity.kind != "country" or entity.country is None:
        return frozenset({entity.id})
    code = entity.country.value
    own = {e.id for e in record.entities if e.country is not None and e.country.value == code}
    known = {e.id for e in record.entities if e.country is not None}
    serving = {holder.person for office in held if office.country == code for holder in office.holders}
    return frozenset(own | (serving - known))


def _is_within(event: Event, first: str, last: str) -> bool:
    if event.date is None:
        return not (first or last)
    return first <= str(event.date.interval.start) and (not last or str(event.date.interval.start) <= last)


def _act(event: Event, one: frozenset[str], other: frozenset[str], weighted: bool) -> Act | None:
    """The event as an act between the two sides; None where it is none, or of a kind that PLOVER does not have."""
    codes = coding(event.kind)
    actors, recipients = _ids(event.actors), _ids(event.recipients)
    common = bool(actors & one and actors & other) and (not recipients or bool(recipients & (one | other)))
    forward = common or bool(actors & one and recipients & other)
    backward = common or bool(actors & other and recipients & one)
    if codes.quad is None or codes.score is None or not (forward or backward):
        return None
    weight = event.origins if weighted else 1
    return Act(event, plover_name(event.kind), codes.quad, codes.score, weight, forward, backward)


def _ids(parts: Iterable[Part]) -> set[str]:
    return {part.entity for part in parts}


# -- months and turns --------------------------------------------------------------------------------------------------


def _months(acts: Iterable[Act]) -> Iterator[Month]:
    by_month: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        by_month[act.month].append(act)
    for month, found in sorted(by_month.items()):
        plover: Counter[str] = Counter()
        quads: Counter[int] = Counter()
        for act in found:
            plover[act.plover] += act.weight
            quads[act.quad] += act.weight
        yield Month(month, tuple(found), dict(plover.most_common()), dict(sorted(quads.items())), _mean(found))


def _mean(acts: Sequence[Act]) -> float:
    return sum(a.score * a.weight for a in acts) / sum(a.weight for a in acts)


def _turns(months: Sequence[Month]) -> Iterator[Turn]:
    total, count = 0.0, NEUTRAL
    for month in months:
        level = total / count
        change = month.score - level
        if abs(change) >= STEP and abs(change) * month.weight >= MASS:
            pulls = [a for a in month.events if (a.score - level) * change > 0]
            pulls.sort(key=lambda a: (-abs(a.score - level) * a.weight, a.event.id))
            yield Turn(month.month, "better" if change > 0 else "worse", level, month.score, tuple(pulls))
        total += sum(a.score * a.weight for a in month.events)
        count += month.weight
