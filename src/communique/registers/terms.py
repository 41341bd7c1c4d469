"""One person's times in an office, from what shows them in it, and from what tells that they took or left it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.model.record import Evidence
from communique.model.time import Interval
from communique.registers.days import NEWS, day_of_act, day_of_clause, last_act
from communique.registers.desk import Desk
from communique.registers.sighting import Sighting, Told

TO_TAKE = timedelta(days=60)  # from being named to being sworn in
MONTH = 31


@dataclass(frozen=True, slots=True)
class Holder:
    """One person's time in an office: the first and the last time at which reports show them in it.

    ``begins`` and ``ends`` are the taking and leaving of it, where told. ``last`` is None where nothing after ``first``
    shows them. ``disputed_by`` are others (entity ids) whom reports show in the same office within that time.
    """

    person: str
    name: str
    acting: bool
    first: Told
    last: Told | None
    begins: Told | None
    ends: Told | None
    evidence: tuple[Evidence, ...]
    disputed_by: tuple[str, ...] = ()

    @property
    def until(self) -> Interval:
        """When they are last shown."""
        return (self.last or self.first).interval


def terms_of(desk: Desk, sightings: list[Sighting]) -> Iterator[Holder]:
    """One person's times in an office: a new one begins where the old one was told to end."""
    order = {"begins": 0, "since": 1, "shown": 1, "ends": 2}
    term: list[Sighting] = []
    for sighting in sorted(_dated(desk, sightings), key=lambda s: (_place(s), s.when.interval.end, order[s.sort])):
        if term and term[-1].sort == "ends" and sighting.sort != "ends":
            yield _holder(desk, term)
            term = []
        if term and sighting.sort == "begins" and not sighting.acting and all(s.acting for s in term):
            yield _holder(desk, [*term, replace(sighting, sort="ends", title=term[-1].title)])
            term = []
        term.append(sighting)
    if term:
        yield _holder(desk, term)


def _place(sighting: Sighting) -> date:
    """The day by which a sighting is put in order: of a month in which somebody left, the last."""
    interval = sighting.when.interval
    return interval.end if sighting.sort == "ends" else interval.start


def _dated(desk: Desk, sightings: list[Sighting]) -> list[Sighting]:
    """Sightings with their days as exactly as their reports tell them, where they are the first or the last.

    What a report shows without a day is shown on the last day that it tells of the person, where it tells one.
    """
    shown = [s.when.interval.start for s in sightings if s.sort == "shown"]
    if not shown:
        return sightings
    near = timedelta(days=NEWS)
    left = {s.report: s.when.interval.end for s in sightings if s.sort == "ends" and s.firm}
    edges: dict[str, list[Sighting]] = defaultdict(list)
    kept: list[Sighting] = []
    for sighting in sightings:
        day = sighting.when.interval.start
        at_edge = sighting.sort == "shown" and (day <= min(shown) + near or day >= max(shown) - near)
        (edges[sighting.report] if at_edge else kept).append(sighting)
    return kept + [s for report, of in edges.items() for s in _of_report(desk, report, of, left.get(report))]


def _of_report(desk: Desk, report: str, sightings: list[Sighting], left: date | None) -> list[Sighting]:
    told = [_on_day(desk, s) for s in sightings]
    exact = [s.when for s in told if not s.when.is_published and s.when.interval.days == 1]
    if not exact:
        return told
    latest = max(exact, key=lambda w: w.interval.start)
    later = last_act(desk, report, told[0].person, latest.interval)
    if later is not None and (left is None or later.start <= left):
        told.append(replace(told[0], when=replace(latest, interval=later)))
        latest = told[-1].when
    return [replace(s, when=replace(latest, evidence=s.when.evidence)) if s.when.is_published else s for s in told]


def _on_day(desk: Desk, sighting: Sighting) -> Sighting:
    if not sighting.when.is_published or sighting.at is None:
        return sighting
    report, place = sighting.report, sighting.at
    day = day_of_clause(desk, report, place) or day_of_act(desk, report, place, sighting.person)
    return replace(sighting, when=replace(sighting.when, interval=day, is_published=False)) if day else sighting


def _holder(desk: Desk, term: list[Sighting]) -> Holder:
    term = _begun(term)
    begins = next((s.when for s in term if s.sort == "begins"), None)
    ends = next((s.when for s in reversed(term) if s.sort == "ends"), None)
    seen = [s.when for s in term if _shows(s)] or [s.when for s in term]
    first, last = seen[0], max(seen, key=lambda w: (w.interval.start, w.interval.end))
    evidence = {(e.report, e.span): e for s in term for e in s.when.evidence}
    acting = [s.acting for s in term if s.sort == "shown"] or [s.acting for s in term]
    if begins is not None and ends is not None and begins.interval == ends.interval:
        begins = None  # one act was read as both
    return Holder(
        person=term[0].person,
        name=desk.entities[term[0].person].name,
        acting=any(acting),
        first=first,
        last=last if last.interval != first.interval else None,
        begins=begins,
        ends=ends,
        evidence=tuple(evidence.values()),
    )


def _shows(sighting: Sighting) -> bool:
    """Whether it shows somebody in office at a time: a title does, a taking told by its month, a leaving by its day.

    Who left "in 2019", or is to leave in May, may have left before or later.
    """
    days = sighting.when.interval.days
    return sighting.sort == "shown" or (days == 1 and sighting.firm) or (sighting.sort == "begins" and days <= MONTH)


def _begun(term: list[Sighting]) -> list[Sighting]:
    """A term from the day on which office was taken: who is named on Monday and sworn in on Friday begins on Friday.

    One who was shown in it long before did not take it then.
    """
    start = term[0].when.interval.start
    taken = [s.when.interval.start for s in term if s.sort == "begins"]
    day = max((d for d in taken if d - start <= TO_TAKE), default=None)
    if day is None:
        return [replace(s, sort="shown") if s.sort == "begins" else s for s in term]
    kept = [s for s in term if s.sort == "ends" or s.when.interval.end >= day]
    return sorted(kept, key=lambda s: s.sort != "begins" or s.when.interval.start != day)
