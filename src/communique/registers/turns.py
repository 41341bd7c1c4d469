"""Where reports tell that somebody takes or leaves an office: each telling of such an event, and plain words of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from communique.model.record import Claim, Entity, Event, Evidence
from communique.model.span import Span, named_span
from communique.model.time import Basis, Interval
from communique.registers.changes import Change
from communique.registers.days import time_behind
from communique.registers.desk import DONE, Desk, sentence_at
from communique.registers.sighting import Sighting, Told
from communique.registers.titles import Title, is_to_a_seat, office_behind, pattern, title_of

TAKING, LEAVING, DEATH = "appointment", "resignation", "death"
DOUBTED = ("denied", "alleged", "proposed")
RANKS = 30  # characters of ranks before a name
CLAUSE_ENDS = (", ", "; ", " - ", " – ", " but ")


@dataclass(frozen=True, slots=True)
class Turn:
    """The taking or leaving of an office by somebody, planned where it is not ``firm``.

    ``office`` is what its sentence tells of the office, with the report; None where it does not.
    ``is_office_of`` is whose office it was before.
    """

    person: str
    when: Told
    sort: str
    firm: bool = True
    office: tuple[str, Span, Title] | None = None
    is_office_of: str | None = None


@dataclass(frozen=True)
class Turns:
    """Finds the turns of one record; ``meant`` tells for an entity whom it means, by what they are called."""

    desk: Desk
    meant: dict[str, str]

    def all(self, changes: Sequence[Change]) -> Iterator[Turn]:
        """Every taking and leaving of an office that a report tells: by a clause, else as its reader understood it."""
        words = [t for e in self.desk.named if e.kind == "person" for t in self._in_words(e)]
        told = {(t.person, *_place(t)) for t in words}
        yield from words
        clauses = [t for c in changes for t in self._of_change(c) if (t.person, *_place(t)) not in told]
        yield from clauses
        read = {(c.report, c.sentence.start, who) for c in changes for who in (c.taker, c.leaver) if who}
        for event in self.desk.record.events:
            if event.kind in (TAKING, LEAVING, DEATH):
                yield from self._of_event(event, read)

    # -- told by clauses -----------------------------------------------------------------------------------------------

    def _of_change(self, change: Change) -> Iterator[Turn]:
        evidence = (self.desk.quote(change.report, change.sentence),)
        office = (change.report, *change.office) if change.office else None
        if change.when is None:  # "Berg, who became minister": it is not told when, but now she is
            day = self.desk.published(change.report)
            if day and change.taker and office and change.firm and self.desk.entities[change.taker].is_named:
                yield Turn(change.taker, Told(day, evidence, is_published=True), "shown", office=office)
            return
        for person, other, sort in ((change.taker, change.leaver, "begins"), (change.leaver, change.taker, "ends")):
            if person is not None and self.desk.entities[person].is_named:
                told = Told(change.when, evidence, self._event_of(change, person, sort))
                yield Turn(person, told, sort, change.firm, office, is_office_of=None if office else other)

    def _event_of(self, change: Change, person: str, sort: str) -> str | None:
        """The event that the reader found in a clause."""
        kinds = (TAKING,) if sort == "begins" else (LEAVING, DEATH)
        for span, event in self.desk.told.get(change.report, ()):
            actors = {self.meant.get(part.entity, part.entity) for part in event.actors}
            if span.overlaps(change.sentence) and event.kind in kinds and person in actors:
                return event.id
        return None

    # -- told by events ------------------------------------------------------------------------------------------------

    def _of_event(self, event: Event, read: set[tuple[str, int, str]]) -> Iterator[Turn]:
        if event.status in DOUBTED:
            return
        sort = "begins" if event.kind == TAKING else "ends"
        dates = {c.key: d.interval for d in event.dates for c in d.claims}
        statuses = {c.key: s.value for s in event.statuses for c in s.claims}
        for key, (person, report, trigger) in self._tellings(event).items():
            status = statuses.get(key, event.status)
            evidence = self._evidence(event, report, trigger)
            if status in DOUBTED or evidence is None:
                continue
            if (report, sentence_at(self.desk.reports[report].text, trigger).start, person) in read:
                continue
            office = self._office_in(evidence, person)
            if office is None and is_to_a_seat(self.desk.reports[report].text, trigger.end):
                continue
            day = self._day(event, key, dates, report, is_told=office is not None)
            if day is None or (event.kind == DEATH and self.desk.entities[person].kind != "person"):
                continue
            open_day = dates.get(key) is None or dates[key].basis is Basis.INFERRED
            turn = Turn(person, Told(day, (evidence,), event.id), sort, status in DONE, office)
            if open_day and day == self.desk.published(report) and self._is_aside(evidence, trigger):
                if sort == "begins":  # "Berg, who became minister": it is not told when, but now she is
                    yield replace(turn, sort="shown", when=replace(turn.when, is_published=True))
                continue
            yield turn

    def _tellings(self, event: Event) -> dict[str, tuple[str, str, Span]]:
        """Each telling of an event: who takes or leaves office (the person told next to it), the report, the place."""
        found: dict[str, list[tuple[int, str, str, Span]]] = defaultdict(list)
        for part in event.actors:
            person = self.meant.get(part.entity, part.entity)
            for claim in part.claims:
                trigger = named_span(claim.subject)
                known = self.desk.entities[person].kind == "person" and claim.span is not None
                if known and trigger is not None and claim.span and not self._is_of_another(claim, trigger):
                    gap = max(claim.span.start - trigger.end, trigger.start - claim.span.end)
                    found[claim.key].append((gap, person, claim.report, trigger))
        nearest = {key: min(told, key=lambda t: t[:3])[1:] for key, told in found.items()}
        return {key: told for key, told in nearest.items() if self.desk.entities[told[0]].is_named}

    def _is_of_another(self, claim: Claim, trigger: Span) -> bool:
        """Whether somebody only deals with the resignation of another: "and the premier accepted his resignation"."""
        text = self.desk.reports[claim.report].text
        start = claim.span.end if claim.span else trigger.start
        return pattern("of_another").search(text, min(start, trigger.start), trigger.start) is not None

    def _evidence(self, event: Event, report: str, trigger: Span) -> Evidence | None:
        return next((e for e in event.evidence if e.report == report and e.span.overlaps(trigger)), None)

    def _day(self, event: Event, key: str, dates: dict[str, Interval], report: str, is_told: bool) -> Interval | None:
        """The day that a telling gives, else that of other tellings; that of the report where it tells the office."""
        own = dates.get(key)
        if own is not None and own.basis is not Basis.INFERRED:
            if own.precision == "period":  # "since 3 May" runs on to the day of the report
                return Interval(own.start, own.start, "day", own.basis)
            return own
        if event.kind == DEATH or not is_told:
            return None
        return self.desk.published(report)

    def _is_aside(self, evidence: Evidence, trigger: Span) -> bool:
        """Whether an act is told in passing, of somebody of whom the sentence tells something else."""
        text = self.desk.reports[evidence.report].text
        return bool(pattern("aside").search(text, sentence_at(text, trigger).start, trigger.start))

    def _office_in(self, evidence: Evidence, person: str) -> tuple[str, Span, Title] | None:
        """The office that a sentence about somebody's taking or leaving of one tells."""
        found = ((p, t) for p, t in self._offices_in(evidence, person) if self._is_told_of(person, evidence, p))
        return next(((evidence.report, p, t) for p, t in found), None)

    def _is_told_of(self, person: str, evidence: Evidence, phrase: Span) -> bool:
        """Whether somebody is the last person told before an office; the first behind where nobody is."""
        told = [
            (s, self.meant.get(e.id, e.id))
            for s, e, form in self.desk.mentions[evidence.report]
            if e.is_named and e.kind == "person" and form in ("name", "pronoun") and evidence.span.overlaps(s)
        ]
        before = [who for s, who in told if s.end <= phrase.start]
        return (before[-1] if before else told[0][1] if told else person) == person

    def _offices_in(self, evidence: Evidence, person: str) -> Iterator[tuple[Span, Title]]:
        """The offices told in a sentence that are no title of somebody else there."""
        others = [
            s
            for s, e, form in self.desk.mentions[evidence.report]
            if self.meant.get(e.id, e.id) != person and e.kind == "person" and form in ("title", "name")
        ]
        text = self.desk.reports[evidence.report].text
        for match in pattern("turn").finditer(text, evidence.span.start, evidence.span.end):
            phrase = office_behind(text, match.end(), evidence.span.end)
            if phrase is None or any(s.overlaps(phrase) for s in others):
                continue
            title = title_of(" ".join(phrase.quote(text).split()))
            if title is not None and pattern("acts").search(match.group()):
                title = replace(title, standing="acting")
            if title and not title.like and title.is_told_in_full and title.standing in ("holds", "acting"):
                yield phrase, title

    # -- told in plain words -------------------------------------------------------------------------------------------

    def _in_words(self, entity: Entity) -> Iterator[Turn]:
        """ "Berg, who took over from Roy in May, ...", "lost her post in 2019", "is still in office"."""
        person = self.meant.get(entity.id, entity.id)
        if not self.desk.entities[person].is_named:
            return
        for claim in entity.mentions:
            if claim.span is None or claim.value not in ("name", "nominal"):
                continue
            if claim.value == "name":
                yield from chain(self._taking(person, claim, claim.span), self._leaving(person, claim, claim.span))
            yield from self._credentials(person, claim, claim.span)

    def _taking(self, person: str, claim: Claim, name: Span) -> Iterator[Turn]:
        text = self.desk.reports[claim.report].text
        for sort in ("takes", "follows"):
            match = pattern(sort).match(text, name.end)
            sentence = sentence_at(text, name) if match else name
            if match is None or match.end() > sentence.end:
                continue
            other = self._person_at(claim.report, match.start("other")) if match["other"] else None
            other = other if other != person else None
            when = self._time_in(claim.report, match.start(), self._clause_end(text, match.end(), sentence.end))
            day = self.desk.published(claim.report)
            if other is None and sort == "follows":
                continue
            if when is not None and day is not None:
                firm = when.interval.start <= day.start
                yield Turn(person, when, "begins", firm, is_office_of=other)
                if other is not None:
                    yield Turn(other, when, "ends", firm)
                if other is not None and not firm:  # until then the other has it
                    yield Turn(other, replace(when, interval=day, is_published=True), "shown")
        stays = pattern("stays").match(text, name.end)
        day = self.desk.published(claim.report)
        sentence = sentence_at(text, name) if stays else name
        if stays and day and stays.end() <= sentence.end:
            yield Turn(person, Told(day, (self.desk.quote(claim.report, sentence),), is_published=True), "shown")

    def _leaving(self, person: str, claim: Claim, name: Span) -> Iterator[Turn]:
        text = self.desk.reports[claim.report].text
        match = pattern("leaves").match(text, name.end)
        sentence = sentence_at(text, name) if match else name
        if match is not None and match.end() <= sentence.end:
            when = self._time_in(claim.report, match.end(), self._clause_end(text, match.end(), sentence.end))
            if when is not None:
                yield Turn(person, when, "ends")

    def _credentials(self, person: str, claim: Claim, words: Span) -> Iterator[Turn]:
        """ "presented her credentials as ambassador to Malta"."""
        text = self.desk.reports[claim.report].text
        match = pattern("credentials").match(text, words.end)
        sentence = sentence_at(text, words) if match else words
        phrase = office_behind(text, match.end(), sentence.end) if match else None
        title = title_of(phrase.quote(text)) if phrase else None
        if phrase is None or title is None:
            return
        when = self._time_in(claim.report, phrase.end, sentence.end)
        day = self.desk.published(claim.report)
        if when is None and day is not None:
            when = Told(day, (self.desk.quote(claim.report, sentence),), is_published=True)
        if when is not None:
            yield Turn(person, when, "begins", office=(claim.report, phrase, title))

    def _time_in(self, report: str, start: int, stop: int) -> Told | None:
        interval = time_behind(self.desk, report, start, stop)
        if interval is None:
            return None
        sentence = sentence_at(self.desk.reports[report].text, Span(start, max(stop, start + 1)))
        return Told(interval, (self.desk.quote(report, sentence),))

    def _clause_end(self, text: str, at: int, end: int) -> int:
        return min((found for mark in CLAUSE_ENDS if (found := text.find(mark, at, end)) >= 0), default=end)

    def _person_at(self, report: str, at: int) -> str | None:
        """The person whose name is at a place, or behind a rank there."""
        for span, entity, form in self.desk.mentions.get(report, ()):
            if at <= span.start <= at + RANKS and form == "name" and entity.kind == "person":
                return self.meant.get(entity.id, entity.id)
        return None


def _place(turn: Turn) -> tuple[str, int]:
    """The report and the sentence that tell a turn."""
    evidence = turn.when.evidence[0]
    return evidence.report, evidence.span.start


def _is_one_office(one: Sighting, other: Sighting) -> bool:
    """Whether two are shown in one office, which may be told by more or fewer words."""
    a, b = one.title, other.title
    same = a.head == b.head and a.is_of_one == b.is_of_one and (one.country, one.body) == (other.country, other.body)
    return same and (a.realm <= b.realm or b.realm <= a.realm)


def placed(turn: Turn, people: dict[str, list[Sighting]]) -> Iterator[Sighting]:
    """A turn whose sentence does not tell the office: of that of its person, or of the one before, nearest in time."""
    start = turn.when.interval.start
    fits = [s for s in people.get(turn.person, ()) if s.is_whole]
    if turn.is_office_of:  # what both hold, else what they hold, else what the other does
        others = [s for s in people.get(turn.is_office_of, ()) if s.is_whole]
        fits = [s for s in fits if any(_is_one_office(s, o) for o in others)] or fits or others
    near = min(fits, key=lambda s: (abs((s.when.interval.start - start).days), s.title.words), default=None)
    if near is None:
        return
    acts = near.title.standing == "acting" and near.person == turn.person and turn.sort == "ends"
    title = replace(near.title, standing="acting" if acts else "holds")
    yield replace(
        near, person=turn.person, title=title, when=turn.when, sort=turn.sort, firm=turn.firm, at=None, is_nominal=False
    )
