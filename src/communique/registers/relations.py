"""How two states or groups get on: the events between them by month, PLOVER event and quad class, with their scores.

Each event counts once, however many reports tell it; if asked, as often as it has independent origins. Only what
happened counts; what is planned, proposed, alleged or denied is listed apart.

**Turns.** The sum of a month is that of the scores of its events, 0 where nothing is told. The level is the mean sum of
the ``MEMORY`` months before, as far back as the record goes, but of ``CALM`` months at least, so that what begins is a
change. A month in which something happened is a turn where its sum leaves the level by ``STEP`` or more, the score of
one grave act, and by more than ``SPREADS`` times what months commonly differ: the median distance of those before from
their median, months before the record being calm. Things get better only after some month of the memory was bad, or
by an agreement signed.
Where little is told most months are 0, and each grave act, and each sign of peace after one, is a turn; in a war that
goes on months differ much, and only one that stands out is. The events that pull that way explain it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean, median
from typing import TYPE_CHECKING

from communique.model.event import MUTUAL
from communique.model.record import Entity, Event, Record
from communique.model.time import Basis, Interval
from communique.registers.acts import Act, Acts, Deed, deeds
from communique.registers.desk import DONE

if TYPE_CHECKING:
    from communique.registers.offices import Office

__all__ = ["Act", "Month", "Relation", "Turn", "relations", "relations_of", "sides"]

MEMORY, CALM = 12, 3  # months that make the level, and how many months a record tells of at least
LANDMARKS = frozenset({"agreement_signed", "ceasefire"})  # by which things get better even after calm
STEP, SPREADS = 4.0, 3.0  # a turn leaves the level by a grave act at least, and by more than months do


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

    @property
    def total(self) -> float:
        """The sum of the scores."""
        return sum(act.score * act.weight for act in self.events)


@dataclass(frozen=True, slots=True)
class Turn:
    """A month in which things became "better" or "worse": the level before, the sum of its scores, and the events."""

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
    return relations_of(deeds(record), one, other, weighted, period)


def relations_of(
    told: Iterable[Deed],
    one: Collection[str],
    other: Collection[str],
    weighted: bool = False,
    period: tuple[str, str] = ("", ""),
) -> Relation:
    """The same from the deeds of a record, or those of them that may be between the two."""
    between = Acts(frozenset(one), frozenset(other), weighted)
    acts = [act for deed in told if _is_within(deed.event, *period) and (act := between.of(deed))]
    acts = _once(acts)
    happened = [act for act in acts if act.event.status in DONE]
    months = tuple(_months(act for act in happened if act.month))
    return Relation(
        months=months,
        turns=tuple(_turns(months)),
        apart=tuple(act for act in acts if act.event.status not in DONE),
        undated=tuple(act for act in happened if not act.month),
    )


def _once(acts: Sequence[Act]) -> list[Act]:
    """Acts without those that tell again what another tells.

    Such is one of the same kind, on the same day, done to the same; and a common act told without a day of its own
    beside one of the same PLOVER event, of that day or month, that has one.
    """
    days: dict[tuple[str, str], set[Interval]] = defaultdict(set)
    for act in acts:
        if act.event.date is not None and not _is_vague(act):
            days[act.plover, act.event.status].add(act.event.date.interval)
    kept, seen = list[Act](), set[Hashable]()
    for act in acts:
        key = _deed_key(act)
        if key in seen or (_is_vague(act) and _has_a_day(act, days[act.plover, act.event.status])):
            continue
        kept.append(act)
        if key is not None:
            seen.add(key)
    return kept


def _has_a_day(act: Act, days: Iterable[Interval]) -> bool:
    """Whether a common act without a day of its own is one of those that have one."""
    if act.event.kind not in MUTUAL or act.event.date is None:
        return False
    near = act.event.date.interval
    first = near.start - timedelta(days=1 if near.basis is Basis.INFERRED else 0)
    return any(day.start <= near.end and first <= day.end for day in days)


def _deed_key(act: Act) -> Hashable | None:
    """What two tellings of one act have in common; None where no day or nobody to whom it was done is told."""
    event, done_to = act.event, frozenset(part.entity for part in act.event.recipients)
    if event.date is None or event.date.interval.days != 1 or not done_to:
        return None
    return (event.kind, event.status, event.date.interval, act.forward, act.backward, done_to)


def _is_vague(act: Act) -> bool:
    date = act.event.date
    return date is not None and (date.interval.days > 1 or date.interval.basis is Basis.INFERRED)


def sides(record: Record, *entities: Entity, known: Iterable[Office] | None = None) -> tuple[frozenset[str], ...]:
    """The entities (ids) that act for each: of a state all that belong to it or hold its offices, else itself alone.

    What is reported of a state is done by its ministers, forces and people, and to its ships and towns. ``known`` are
    the offices of the record, where they are at hand.
    """
    if known is None:
        from communique.registers.offices import offices

        known = offices(record) if any(entity.kind == "country" for entity in entities) else ()
    held = tuple(known)
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
    sums: list[float] = []
    last = ""
    for month in months:
        sums += [0.0] * (_months_between(last, month.month) - 1 if last else 0)
        before, last = sums[-MEMORY:], month.month
        level = fmean([0.0] * (CALM - len(before)) + before)
        total = month.total
        change = total - level
        is_landmark = any(act.event.kind in LANDMARKS for act in month.events)
        is_news = change < 0 or min(before, default=0.0) < 0 or (is_landmark and bool(sums))
        if is_news and abs(change) >= max(STEP, SPREADS * _spread([0.0] * (MEMORY - len(before)) + before)):
            usual = level / max(1, month.weight)
            pulls = [a for a in month.events if (a.score - usual) * change > 0]
            pulls.sort(key=lambda a: (-abs(a.score - usual) * a.weight, a.event.id))
            yield Turn(month.month, "better" if change > 0 else "worse", level, total, tuple(pulls))
        sums.append(total)


def _months_between(first: str, last: str) -> int:
    (year, month), (later, end) = (map(int, told.split("-")) for told in (first, last))
    return (later - year) * 12 + end - month


def _spread(sums: Sequence[float]) -> float:
    """The median distance of months from their median."""
    middle = median(sums)
    return median(abs(one - middle) for one in sums)
