"""Bodies: a file for each commission, centre, mission: names, members, seat, life, founding act, staff."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from communique.model.entity import IGO
from communique.model.record import DateValue, Entity, Evidence, Record, Step
from communique.model.time import Basis, Interval
from communique.registers.agreements import Agreement, agreements_on
from communique.registers.alike import File
from communique.registers.called import names_of, title_of
from communique.registers.desk import Desk, sentence_at
from communique.registers.files import Shelf
from communique.registers.lives import DONE, Line, Telling, announced_at, lines_of, telling_of

LIFE = ("ended", "working", "founded", "planned")  # what a body stands at, the last first
IN = (" in ", " at ")
NO_LINES = ("staffed", "supplied", "seated", "joined", "acted")
BY_MEMBERS = ("founded", "staffed", "joined", "extended", "ended")  # whoever does it to a body belongs to it
FIRM = ("founded", "working", "ended")


@dataclass(frozen=True, slots=True)
class Body:
    """One body: ``members`` and ``staff`` are sides (alpha-3 codes or entities' ids), ``seat`` an entity's id.

    ``standing`` is planned, founded, working or ended; ``founded_by`` the name of the agreement in whose words it was
    planned or founded. ``things`` are the claim keys of what reports say it is.
    """

    name: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    seat: str | None
    steps: tuple[Line, ...]
    standing: str | None
    founded_by: str | None
    staff: tuple[str, ...]
    things: tuple[str, ...]
    called: tuple[Evidence, ...]


def bodies(record: Record) -> tuple[Body, ...]:
    """All bodies of which a step is told, in the order of the reports that first tell of them."""
    return bodies_on(Desk(record))


def bodies_on(desk: Desk) -> tuple[Body, ...]:
    """The same from a desk at hand."""
    shelf, founders = Shelf.of(desk), defaultdict[str, list[Agreement]](list)
    for agreement in agreements_on(desk):
        for name in agreement.bodies:
            founders[name].append(agreement)
    found = ((file, _body(shelf, file, founders)) for file in shelf.filed("body"))
    return tuple(body for file, body in found if _is_followed(file, body))


def _is_followed(file: File, body: Body) -> bool:
    """Whether more is told of a named body than that it works: courts and councils that have long stood are told so."""
    more = len(body.members) > 1 or body.founded_by or body.staff or not names_of(file)
    return bool(body.steps) and (bool(more) or any(line.step != "working" for line in body.steps))


def _body(shelf: Shelf, file: File, founders: Mapping[str, Sequence[Agreement]]) -> Body:
    told = [s for t in file.things for s in shelf.steps.get(t.id, ())]
    tellings = [telling_of(shelf, s) for s in told if s.step not in ("staffed", "renamed") or s.status in DONE]
    plans = [t for t in tellings if t.step in ("founded", "seated") and t.status in ("planned", "proposed")]
    life = [t for t in tellings if t not in plans and t.step not in NO_LINES]
    life += _seen_at_work(tellings) if plans and not any(t.step in FIRM and t.status in DONE for t in life) else []
    lines = list(lines_of(shelf.desk, life, frozenset(file.sides)))
    if plans:
        first = min(plans, key=lambda t: (str(t.published or "9"), t.evidence.report, t.evidence.span))
        firm = any(t.status == "planned" for t in plans)
        line = announced_at(shelf, first, "planned", "planned" if firm else first.status)
        if not _is_there(lines, line.date):
            lines = [replace(line, evidence=tuple(t.evidence for t in plans)), *lines]
    name = title_of(file)
    staff = {side for s in told if s.step in ("staffed", "supplied") for id_ in s.by for side in shelf.sides_of(id_)}
    staff |= set(_senders(shelf, file))
    founding = [s for s in told if s.step in BY_MEMBERS and s.status != "proposed"]
    members = file.sides | {
        side for s in founding for id_ in s.by for side in shelf.sides_of(id_) if id_ not in file.entities
    }
    return Body(
        name=name,
        names=names_of(file) or (name,),
        members=tuple(sorted(members - file.entities - {IGO})),
        seat=_seat(shelf, file),
        steps=tuple(lines),
        standing=next((step for step in LIFE if any(_is_reached(line, step) for line in lines)), None),
        founded_by=next(_founders(file, (name, *names_of(file)), founders), None),
        staff=tuple(sorted(_states_first(staff - file.entities))),
        things=tuple(t.id for t in file.things),
        called=tuple(t.called for t in file.things),
    )


def _is_there(lines: Sequence[Line], day: Interval | None) -> bool:
    """Whether a body was founded before a day on which reports tell what is still planned for it: its seat."""
    founded = [line.date for line in lines if line.step == "founded" and line.status in DONE and line.date]
    return day is not None and any(date.end < day.start for date in founded)


def _founders(file: File, names: Sequence[str], founders: Mapping[str, Sequence[Agreement]]) -> Iterator[str]:
    """The agreements that set up a body of this name and are told in a report of this one: names are not unique."""
    reports = {thing.report for thing in file.things}
    for name in names:
        for agreement in founders.get(name, ()):
            if any(key.partition("/")[0] in reports for key in agreement.things):
                yield agreement.name


def _states_first(senders: set[str]) -> set[str]:
    """Who sends people: states, where any is told; the organisation above them sends none of its own."""
    states = {side for side in senders if len(side) == 3 and side.isupper() and side != IGO}
    return states or senders


def _seen_at_work(tellings: list[Telling]) -> list[Telling]:
    """What was only planned, and then is told to do something, works on the day of the first report that says so."""
    acts = [t for t in tellings if t.step == "acted" and t.status in DONE and t.published]
    first = min(acts, key=lambda t: (str(t.published), t.evidence.report, t.evidence.span), default=None)
    if first is None or first.published is None:
        return []
    day = Interval(first.published, first.published, "day", Basis.INFERRED)
    return [replace(first, step="working", date=DateValue(day, ()), place=None, event=None)]


def _senders(shelf: Shelf, file: File) -> Iterator[str]:
    """Who sends peacekeepers or observers, in reports that speak of no other body."""
    for report in sorted(r for r in {t.report for t in file.things} if shelf.bodies_told[r] == 1):
        for _, event in shelf.desk.told.get(report, ()):
            if event.kind == "peacekeeping" and event.status in DONE:
                yield from (side for part in event.actors for side in shelf.sides_of(part.entity))


def _is_reached(line: Line, step: str) -> bool:
    return line.step == step and (line.status in DONE or step == "planned")


def _seat(shelf: Shelf, file: File) -> str | None:
    """The town told most as where it is: behind its name ("the centre in Oslo"), or where it was opened or works."""
    votes: Counter[str] = Counter(_towns(shelf, file))
    return max(votes, key=lambda id_: (votes[id_], id_), default=None)


def _is_of_signing(shelf: Shelf, place: str, told: Evidence) -> bool:
    """Whether a place is where an agreement was signed: "signed a memorandum on setting up a centre in Oslo"."""
    around = sentence_at(shelf.desk.reports[told.report].text, told.span)
    return any(s.evidence.span.overlaps(around) for s in shelf.signings.get((told.report, place), ()))


def _is_beside(shelf: Shelf, place: Entity, step: Step) -> bool:
    """Whether a place stands in the sentence that tells a step: before it, it may be where something else was done."""
    around = sentence_at(shelf.desk.reports[step.evidence.report].text, step.evidence.span)
    told = (claim.span for claim in place.mentions if claim.report == step.evidence.report)
    return any(span is not None and span.overlaps(around) for span in told)


def _towns(shelf: Shelf, file: File) -> Iterator[str]:
    for thing in file.things:
        for step in shelf.steps.get(thing.id, ()):
            place = shelf.desk.entities.get(step.place or "")
            told = place and place.kind == "place" and place.is_named
            told = told and (step.status in DONE or not _is_of_signing(shelf, step.place or "", step.evidence))
            if place and told and step.step in ("founded", "working", "seated") and _is_beside(shelf, place, step):
                yield place.id
        text = shelf.desk.reports[thing.report].text
        for span in (thing.called.span, *shelf.mentions.get(thing.id, ())):
            for place_span, entity, _ in shelf.desk.mentions.get(thing.report, ()):
                told = entity.kind == "place" and entity.is_named and text[span.end : place_span.start] in IN
                where = Evidence(thing.report, place_span, place_span.quote(text))
                if told and not _is_of_signing(shelf, entity.id, where):
                    yield entity.id
