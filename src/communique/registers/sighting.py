"""A sighting: somebody shown in an office, or told to take or leave it, at one place of one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.model.record import Entity, Evidence
from communique.model.span import Span
from communique.model.time import Basis, Interval
from communique.registers.changes import Change
from communique.registers.days import is_news
from communique.registers.desk import DONE, Desk, sentence_at
from communique.registers.titles import Title, pattern
from communique.registers.whose import FAR, TOLD


@dataclass(frozen=True, slots=True)
class Told:
    """A day or period, and the passages that tell it; ``event`` is the id of the event that does.

    ``is_published`` marks the day on which the report appeared, where it tells no other.
    """

    interval: Interval
    evidence: tuple[Evidence, ...]
    event: str | None = None
    is_published: bool = False


def is_whole(title: Title, country: str | None, body: str | None) -> bool:
    """Whether an office is told with its state or body."""
    if body:
        return title.is_of_body
    return bool(country and title.is_told_in_full and title.states_have_it)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person shown with a title at one place (``at``); ``sort`` is "shown", "since", "begins" or "ends".

    "since" marks an earlier day from which on the place shows them. ``is_nominal`` marks an office without the name
    of its bearer beside it ("the president"), whom the reader takes it to mean. What is planned is not ``firm``.
    """

    person: str
    title: Title
    country: str | None
    body: str | None
    when: Told
    sort: str = "shown"
    firm: bool = True
    trust: int = TOLD
    at: Span | None = None
    is_nominal: bool = False

    @property
    def report(self) -> str:
        """The report (id) whose words these are."""
        return self.when.evidence[0].report

    @property
    def is_whole(self) -> bool:
        """Whether the words tell which office of which state or body it is."""
        return is_whole(self.title, self.country, self.body)

    @property
    def acting(self) -> bool:
        """Whether it is in another's stead."""
        return self.title.standing == "acting"


def when_shown(desk: Desk, entity: Entity, report: str, phrase: Span) -> Told | None:
    """The day of what somebody does or says in the sentence of a title, else that on which the report appeared."""
    text = desk.reports[report].text
    sentence = sentence_at(text, phrase)
    evidence = (desk.quote(report, sentence),)
    found: list[tuple[int, str, Interval]] = []
    for span, event in desk.told.get(report, ()):
        if span.overlaps(sentence) and event.status in DONE and event.date is not None:
            parts = (p for p in (*event.actors, *event.recipients) if p.entity == entity.id)
            near = (c for p in parts for c in p.claims if c.report == report and c.span and sentence.covers(c.span))
            found += [(abs(c.span.start - phrase.start), event.id, event.date.interval) for c in near if c.span]
            aside = pattern("aside").search(text, span.start, phrase.start) if span.covers(phrase) else True
            if not aside and is_news(desk, report, event.date.interval):
                found.append((FAR, event.id, event.date.interval))
    for statement in desk.said.get(report, ()):
        if statement.speaker == entity.id and statement.date and statement.evidence.span.overlaps(sentence):
            found.append((FAR, statement.id, statement.date.interval))
    exact = [f for f in found if f[2].basis is not Basis.INFERRED and f[2].days == 1]
    if exact:
        _, event_id, interval = min(exact, key=lambda f: (f[0], f[1]))
        return Told(interval, evidence, event_id if event_id in desk.events else None)
    day = desk.published(report)
    return Told(day, evidence, is_published=True) if day else None


def in_full(turned: Sighting, shown: Sequence[Sighting]) -> Sighting:
    """A taking of "the command", "as acting minister": of the office that the report last shows somebody else in."""
    place, head = turned.when.evidence[0], turned.title.head
    fits = [
        s
        for s in shown
        if s.at is not None
        and s.report == place.report
        and s.at.start < place.span.end
        and s.person != turned.person
        and s.title.head == head
        and s.title.is_of_one
        and s.is_whole
    ]
    if not fits:
        return turned
    last = max(fits, key=lambda s: (s.at.start if s.at else 0, s.title.words))
    title = replace(last.title, standing=turned.title.standing)
    return replace(turned, title=title, country=last.country, body=last.body, trust=last.trust)


def before_going(sighting: Sighting, changes: Sequence[Change]) -> Sighting | None:
    """A title where its bearer is told to leave office: it shows them in it on that day; none where none is told."""
    if sighting.sort != "shown" or not sighting.when.is_published:
        return sighting
    place = sighting.when.evidence[0]
    for change in changes:
        is_there = change.report == place.report and change.sentence.overlaps(place.span)
        if is_there and change.leaver == sighting.person:
            if change.when is None or change.when.days > 1 or not change.firm:
                return None
            return replace(sighting, when=replace(sighting.when, interval=change.when, is_published=False))
    return sighting
