"""The life of a file: what reports tell of each step, brought to one line a step.

Tellings of a step are one where they tell of one day, or where only one can be meant: a treaty is signed once, but may
be amended often, and each side ratifies for itself. What was planned and then done is done; what is told not to have
happened, and nowhere as done, is denied on the day of the last report that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from communique.model.record import DateValue, Event, Evidence, Step
from communique.model.time import Basis, Interval
from communique.registers.alike import NEAR_DAYS
from communique.registers.called import is_told
from communique.registers.desk import Desk, sentence_at
from communique.registers.files import Shelf

ONCE = frozenset({"announced", "initialled", "signed", "in_force", "founded", "working", "planned", "renamed"})
NEWS = 10  # days between an act and the report that brings it
HEAD = 1000  # characters of a report within which its news is told
MAKES_PLANS = frozenset({"meeting", "negotiation", "visit", "call", "pledge", "agreement_signed", "cooperation"})
BY_SIDES = frozenset({"approved", "ratified", "withdrawn"})
BY_PARLIAMENTS = ("approved", "ratified")
ONE_SIDED = BY_SIDES | {"suspended", "extended"}
DONE = ("happened", "ongoing")


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a life.

    ``status`` is happened, planned, proposed, alleged or denied. ``date`` is the day best told, None where none is;
    ``dates`` are those that differ from it. ``by`` are sides (alpha-3 codes or entities' ids) where one alone did it,
    ``place`` an entity's id. ``evidence`` quotes each telling, ``events`` are ids, ``signers`` entities' ids. ``what``
    is the part that it touches, None where it is the whole.
    """

    step: str
    status: str
    date: Interval | None
    dates: tuple[Interval, ...]
    by: tuple[str, ...]
    place: str | None
    evidence: tuple[Evidence, ...]
    events: tuple[str, ...]
    signers: tuple[str, ...] = ()
    what: str | None = None


@dataclass(frozen=True)
class Telling:
    """One report's telling of a step, with the sides that do it."""

    step: str
    status: str
    date: DateValue | None
    sides: frozenset[str]
    who: tuple[str, ...]
    place: str | None
    evidence: Evidence
    event: str | None
    published: Day | None
    what: str | None = None

    @property
    def day(self) -> Interval | None:
        """The date, where words tell it."""
        return self.date.interval if self.date and is_told(self.date.interval) else None


def telling_of(shelf: Shelf, step: Step, name: str = "") -> Telling:
    """A step as its report tells it, under another ``name`` where the thing is a part of another."""
    report = shelf.desk.reports[step.evidence.report]
    sides = frozenset(side for id_ in step.by for side in shelf.sides_of(id_))
    place = shelf.desk.entities.get(step.place or "")
    stateless = all(side in shelf.desk.entities for side in sides)
    chamber = step.step in BY_PARLIAMENTS or any(_is_parliament(shelf, id_) for id_ in step.by)
    if stateless and step.by and chamber and place and place.country:
        sides = frozenset({place.country.value})
    return Telling(
        step=name or step.step,
        status="happened" if step.status == "ongoing" else step.status,
        date=step.date,
        sides=sides,
        who=step.by,
        place=place.id if place and place.is_named and not (place.country and place.kind == "country") else None,
        evidence=step.evidence,
        event=step.event,
        published=report.published_on,
        what=step.what,
    )


def announced_at(shelf: Shelf, plan: Telling, step: str, status: str) -> Line:
    """A plan as the step that makes it known: on the day of the talks at which it was made, or on which somebody told
    of it, else of its report.
    """
    act = _plan_made_at(shelf, plan)
    on = act.date.interval if act and act.date else None
    told = on if on and (is_told(on) or on.days == 1) else _said_on(shelf, plan)
    day = told or shelf.desk.published(plan.evidence.report)
    place = act.place.entity if act and act.place else None
    return Line(step, status, day, (), (), place, (plan.evidence,), (act.id,) if act else ())


def _said_on(shelf: Shelf, plan: Telling) -> Interval | None:
    """The day on which somebody said what a passage tells, or what stands before it in the news of the report."""
    report = plan.evidence.report
    around = sentence_at(shelf.desk.reports[report].text, plan.evidence.span)
    told = [(said, day) for said in shelf.desk.said.get(report, ()) if (day := _day_told(said.date, plan.published))]
    of_it = (day for said, day in told if said.evidence.span.overlaps(plan.evidence.span))
    before = [day for said, day in told if said.evidence.span.start < around.start and around.end <= HEAD]
    return next(of_it, before[-1] if before else None)


def _day_told(date: DateValue | None, published: Day | None) -> Interval | None:
    """The one day that words tell, where it is news of a report."""
    day = date.interval if date else None
    if day is None or published is None or day.days > 1 or not is_told(day):
        return None
    return day if 0 <= (published - day.end).days <= NEWS else None


def _plan_made_at(shelf: Shelf, plan: Telling) -> Event | None:
    """The meeting or the like at which a plan was made: the act that its report tells last before it, of these days."""
    told = shelf.desk.told.get(plan.evidence.report, ())
    around = sentence_at(shelf.desk.reports[plan.evidence.report].text, plan.evidence.span)
    before = [
        (span.start, event.id, event)
        for span, event in told
        if span.start <= around.end and event.status in DONE and event.kind in MAKES_PLANS
    ]
    near = [row for row in before if _is_news(row[2], plan.published)]
    signed = [row for row in before if row[2].kind == "agreement_signed" and row[2].date and around.start <= row[0]]
    found = signed or near  # "signed a memorandum on establishing a centre" makes the plan, however long ago
    return max(found)[2] if found else None


def _is_news(event: Event, published: Day | None) -> bool:
    """Whether an event is of the days before a report of it."""
    if event.date is None or published is None:
        return False
    return 0 <= (published - event.date.interval.end).days <= NEWS


def _is_parliament(shelf: Shelf, id_: str) -> bool:
    entity = shelf.desk.entities[id_]
    return entity.sector is not None and entity.sector.value == "LEG"


def lines_of(desk: Desk, tellings: Iterable[Telling], sides: frozenset[str]) -> tuple[Line, ...]:
    """The life told by ``tellings``, in the order of time; ``sides`` are all that the file is between."""
    groups: list[list[Telling]] = []
    ordered = sorted(tellings, key=_firmest_first)
    for telling in ordered:
        home = next((g for g in groups if _is_one(g, telling, sides)), None)
        if home is None:
            groups.append([telling])
        else:
            home.append(telling)
    lines = _with_leavers([_line(desk, group, sides) for group in groups])
    return tuple(sorted((line for line in lines if _says_something(line)), key=_in_time))


def _with_leavers(lines: list[Line]) -> list[Line]:
    """The lines, with who withdraws at each step of one withdrawal: the note, and the day on which it takes effect."""
    leavers = {line.by for line in lines if line.step == "withdrawn" and line.by}
    if len(leavers) != 1:
        return lines
    by = next(iter(leavers))
    return [replace(line, by=by) if line.step == "withdrawn" and not line.by else line for line in lines]


def _says_something(line: Line) -> bool:
    """Not that a step is to come some day: a treaty "will enter into force when ratified"."""
    return line.status in (*DONE, "denied", "alleged") or line.date is not None or bool(line.by)


def _firmest_first(telling: Telling) -> tuple[bool, bool, int, str, int]:
    """Done before planned, dated before undated, exact before vague."""
    days = telling.day.days if telling.day else 0
    return (telling.status not in DONE, telling.day is None, days, *_place(telling))


def _place(telling: Telling) -> tuple[str, int]:
    return (telling.evidence.report, telling.evidence.span.start)


def _in_time(line: Line) -> tuple[bool, str, str, str, str]:
    if line.date is None:
        return (True, "", line.step, line.status, str(line.by))
    return (False, str(line.date.start), line.step, line.status, str(line.by))


def _is_one(group: Sequence[Telling], telling: Telling, sides: frozenset[str]) -> bool:
    """Whether a telling is of the step of a group."""
    first = group[0]
    if first.step != telling.step or bool(first.what) != bool(telling.what):
        return False
    if telling.event and any(t.event == telling.event for t in group):
        return True
    if telling.step in BY_SIDES:
        mine, theirs = telling.sides & sides, frozenset().union(*(t.sides for t in group)) & sides
        if mine and theirs and not mine & theirs:
            return False
    if telling.step in ONCE or telling.status not in DONE:
        return True
    days = [t.day for t in group if t.day]
    if telling.day is None or not days:
        return True
    return any(max((a.start - telling.day.end).days, (telling.day.start - a.end).days) <= NEAR_DAYS for a in days)


def _line(desk: Desk, group: Sequence[Telling], sides: frozenset[str]) -> Line:
    status = _status(group)
    told = [t for t in group if t.status == status] or list(group)
    days = _days(told, status) or _days_of_plan(group, status) or _days_inferred(told)
    signers = tuple(dict.fromkeys(id_ for t in told for id_ in t.who))
    by = sorted(frozenset().union(*(t.sides for t in told)) & sides) if group[0].step in ONE_SIDED else []
    best = [t for t in told if days and t.day and t.day.overlaps(days[0])] or told
    places = [t.place for t in best if t.place] or [t.place for t in told if t.place]
    ordered = sorted(group, key=lambda t: (t not in best, t not in told, str(t.published or ""), *_place(t)))
    return Line(
        step=group[0].step,
        status=status,
        date=days[0] if days else None,
        dates=tuple(d for d in days[1:] if days and not d.overlaps(days[0])),
        by=tuple(by) if len(by) == 1 and len(sides) > 1 else (),
        place=max(places, key=lambda p: (places.count(p), desk.entities[p].kind != "country", p), default=None),
        evidence=tuple(t.evidence for t in ordered),
        events=tuple(dict.fromkeys(t.event for t in ordered if t.event)),
        signers=signers,
        what=next((t.what for t in told if t.what), None),
    )


def _status(group: Sequence[Telling]) -> str:
    """Done where any report tells it as done; else what the last report says."""
    if any(t.status in DONE for t in group):
        return "happened"
    last = max(group, key=lambda t: (str(t.published or ""), *_place(t)))
    denied = [t for t in group if t.status == "denied"]
    return "denied" if denied and str(denied[-1].published) >= str(last.published) else last.status


def _days_of_plan(group: Sequence[Telling], status: str) -> list[Interval]:
    """The day for which a thing was planned, where a report after that day tells it as done and no other day."""
    done = [t.published for t in group if t.published and t.status in DONE]
    planned = [t.day for t in group if t.day and t.status == "planned"]
    passed = [day for day in planned if status == "happened" and done and day.end <= max(done)]
    return sorted(passed, key=lambda d: (d.days, d.start))[:1]


def _days(told: Sequence[Telling], status: str) -> list[Interval]:
    """The days told, the most exact of those told most first; of what is denied the last report's own."""
    if status == "denied":
        published = [t.published for t in told if t.published]
        return [Interval(max(published), max(published), "day", Basis.INFERRED)] if published else []
    stated = [t.day for t in told if t.day]
    votes = {day: sum(d.overlaps(day) for d in stated) for day in stated}
    return sorted(dict.fromkeys(stated), key=lambda d: (-votes[d], d.days, d.start))


def _days_inferred(told: Sequence[Telling]) -> list[Interval]:
    """The days of the reports that tell it as news."""
    return sorted((t.date.interval for t in told if t.date), key=lambda d: (d.start, d.end))
