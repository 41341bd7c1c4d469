"""The record and the two sides of a brief, with what its sections look up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from communique.coding import coding
from communique.dossier.book import Book
from communique.model.event import MUTUAL
from communique.model.record import Claim, Dispute, Entity, Event, Evidence, Part, Record
from communique.record.events import event_order
from communique.registers import desk as registers
from communique.registers.acts import deeds_on
from communique.registers.agreements import Agreement, agreements_on
from communique.registers.arms import Arms, arms_on
from communique.registers.ceasefires import ceasefires_on
from communique.registers.desk import DONE
from communique.registers.offices import Office, offices_on
from communique.registers.relations import Relation, relations_of, sides
from communique.registers.truces.model import Ceasefire

TOLD = ("happened", "ongoing", "alleged", "denied")
AHEAD = ("planned", "proposed")
DEEDS = (2, 4)  # PLOVER's quad classes of material acts; words said at a place are not said to it
STEPS = ("agreement_signed", "agreement_ratified")


@dataclass(frozen=True)
class Desk(registers.Desk):
    """What registers look up, with what pages do, and with the offices that reports show."""

    @cached_property
    def book(self) -> Book:
        """The look-ups of the dossier's pages."""
        return Book(self.record)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """All offices that reports show somebody in."""
        return offices_on(self)

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """All agreements of which reports tell a step."""
        return agreements_on(self)

    @cached_property
    def arms(self) -> tuple[Arms, ...]:
        """All weapons that reports tell of as ordered or delivered."""
        return arms_on(self)

    @cached_property
    def ceasefires(self) -> tuple[Ceasefire, ...]:
        """All truces of which reports tell."""
        return ceasefires_on(self)

    def origins(self, evidence: Iterable[Evidence]) -> dict[str, str]:
        """For each report of ``evidence`` the one that stands for its origin."""
        return self.book.origins.of([Claim(e.report, "", "evidence", "", e.span, "") for e in evidence])


@dataclass(frozen=True)
class Pair:
    """Whom a brief is about: two sides, or one alone (``other`` is None); what is between them; and of which days.

    ``own`` and ``others`` are the entities (ids) that act for each. ``period`` holds the first and last day in ISO
    form, "" where any will do. ``as_of`` is the evening from which it looks back. ``relation`` is None for one alone.
    """

    one: Entity
    other: Entity | None
    own: frozenset[str]
    others: frozenset[str]
    period: tuple[str, str]
    as_of: date | None
    events: tuple[Event, ...]
    disputes: tuple[Dispute, ...]
    relation: Relation | None

    @property
    def sides(self) -> tuple[tuple[Entity, frozenset[str]], ...]:
        """Each side with those that act for it."""
        first = (self.one, self.own)
        return (first, (self.other, self.others)) if self.other else (first,)

    def told(self, statuses: Iterable[str] = TOLD) -> tuple[Event, ...]:
        """Those of its events that have one of ``statuses``, in the order of the record."""
        wanted = frozenset(statuses)
        return tuple(event for event in self.events if event.status in wanted)

    @cached_property
    def done(self) -> tuple[Event, ...]:
        """What happened."""
        return self.told(DONE)


def pair_of(
    desk: Desk, one: Entity, other: Entity | None, period: tuple[str, str] = ("", ""), as_of: date | None = None
) -> Pair:
    """The two sides, and the events and disputes between them; of one alone, all that it takes part in."""
    record = desk.record
    own, *rest = sides(record, *filter(None, (one, other)), known=desk.offices)
    others = rest[0] if rest else frozenset()
    if other:
        told = {e.id: kept for e in record.events if (kept := _as_told_of_both(e, own, others))}
        acts = deeds_on(desk.narrowed(replace(record, events=tuple(told.values()))))
        relation = relations_of(acts, own, others, period=period)
        found = _between(desk, own, others, told, relation, period)
    else:
        relation, found = None, _of_one(record, own, period)
    events = tuple(sorted(found, key=event_order))
    disputes = tuple(_disputes(record, events))
    return Pair(one, other, own, others, period, as_of or _last_day(record), events, disputes, relation)


def _last_day(record: Record) -> date | None:
    return max((report.published_on for report in record.reports if report.published_on), default=None)


def _disputes(record: Record, events: Iterable[Event]) -> Iterator[Dispute]:
    """What is told differently of ``events``, by the reports that tell some of them."""
    ids = {event.id for event in events}
    near = {e.report for event in events for e in event.evidence}
    for dispute in record.disputes:
        values = tuple(value for value in dispute.values if value.evidence.report in near)
        if dispute.event in ids and len({value.value for value in values}) > 1:
            yield replace(dispute, values=values)


# -- what is told of whom ----------------------------------------------------------------------------------------------


def _between(
    desk: Desk,
    own: frozenset[str],
    others: frozenset[str],
    told: Mapping[str, Event],
    relation: Relation,
    period: tuple[str, str],
) -> Iterator[Event]:
    """What the register of relations counts, and what one side does alone that is the other's affair.

    That is what it does at a place of the other (a visit, a raid), and its step on an agreement in a passage that names
    the other.
    """
    acts = [act for month in relation.months for act in month.events]
    known = {act.event.id for act in (*acts, *relation.apart, *relation.undated)}
    for event in desk.record.events:
        if event.id in known:
            yield told[event.id]
        elif is_within(event, period) and any(_is_alone(desk, event, *s) for s in ((own, others), (others, own))):
            yield event


def _as_told_of_both(event: Event, own: frozenset[str], others: frozenset[str]) -> Event | None:
    """The event with the parts that it has where one place of a report tells of both sides; None where none does.

    What joins hold together may after all be two events, one of each side. Where nobody else has a part, it is taken
    as it stands: one report may name the first side's minister only, another the second's.
    """
    parts = (*event.actors, *event.recipients)
    tellings = _tellings(parts, own) & _tellings(parts, others)
    if tellings:
        return _as_told(event, tellings)
    parties = {part.entity for part in parts}
    return event if parties <= own | others and parties & own and parties & others else None


def _as_told(event: Event, tellings: frozenset[str]) -> Event:
    """The event with the parts that some of its mentions (keys) give it.

    Where most of its reports have none of these, it is told by those few alone: also when, where, and how often.
    """

    def kept(parts: Iterable[Part]) -> tuple[Part, ...]:
        told = (replace(part, claims=tuple(c for c in part.claims if c.key in tellings)) for part in parts)
        return tuple(part for part in told if part.claims)

    found = replace(event, actors=kept(event.actors), recipients=kept(event.recipients), others=kept(event.others))
    reports = {key.partition("/")[0] for key in tellings}
    if len(reports) * 2 >= len({e.report for e in event.evidence}):
        return found
    return replace(
        found,
        dates=tuple(day for day in event.dates if any(c.report in reports for c in day.claims)),
        places=tuple(place for place in event.places if any(c.report in reports for c in place.claims)),
        evidence=tuple(e for e in event.evidence if e.report in reports),
    )


def _tellings(parts: Iterable[Part], side: frozenset[str]) -> frozenset[str]:
    """The mentions (keys) that tell somebody of ``side`` as one of ``parts``."""
    return frozenset(claim.key for part in parts if part.entity in side for claim in part.claims)


def _is_alone(desk: Desk, event: Event, doers: frozenset[str], hosts: frozenset[str]) -> bool:
    """Whether ``doers`` and nobody else are told to do what is the affair of ``hosts``."""
    actors = {part.entity for part in event.actors}
    if event.recipients or not actors & doers or actors & hosts:
        return False
    if event.kind in STEPS:
        others = (desk.entities[actor] for actor in actors - doers)
        return all(e.country is None for e in others) and any(_names(desk, e, hosts) for e in event.evidence)
    if event.kind in MUTUAL or event.place is None or (event.kind != "visit" and coding(event.kind).quad not in DEEDS):
        return False
    return event.place.entity in hosts and bool(_tellings(event.actors, doers) & _tellings(event.places, hosts))


def _names(desk: Desk, evidence: Evidence, side: frozenset[str]) -> bool:
    """Whether words of a passage mean one of ``side``."""
    told = desk.mentions.get(evidence.report, ())
    return any(entity.id in side and evidence.span.covers(span) for span, entity, _ in told)


def _of_one(record: Record, own: frozenset[str], period: tuple[str, str]) -> Iterator[Event]:
    for event in record.events:
        tellings = _tellings((*event.actors, *event.recipients), own)
        if tellings and event.kind != "other" and is_within(event, period):
            yield _as_told(event, tellings)


def is_within(event: Event, period: tuple[str, str]) -> bool:
    """Whether an event begins in ``period``, as registers count it."""
    first, last = period
    if event.date is None:
        return not (first or last)
    start = str(event.date.interval.start)
    return first <= start and (not last or start <= last)
