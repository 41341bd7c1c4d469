"""Who is told to lead a body: "Berg leads the mission", "has run it since May", "led by Berg", "her deputy is Roy"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.model.record import Claim, Entity
from communique.model.span import Span
from communique.model.time import Interval
from communique.registers.days import is_news, time_behind, times_in
from communique.registers.desk import Desk, sentence_at
from communique.registers.sighting import Sighting, Told
from communique.registers.titles import office_of_head, pattern, title_of
from communique.registers.whose import BODIES, Owners

LOOK_BACK = 80
PART_ENDS = (";", ":", "\n")


def heads(desk: Desk, owners: Owners, entity: Entity) -> Iterator[Sighting]:
    """Somebody as head of what they lead, as far as one passage tells."""
    for claim in entity.mentions if entity.is_named else ():
        if claim.span is None or claim.value not in ("name", "pronoun"):
            continue
        yield from _leading(desk, owners, entity, claim, claim.span)
        if claim.value == "name":
            yield from _led_by(desk, owners, entity, claim.report, claim.span)


def _leading(desk: Desk, owners: Owners, entity: Entity, claim: Claim, name: Span) -> Iterator[Sighting]:
    """ "Berg, who has led the mission since May", "since May he has run it", "Berg leads it until next summer"."""
    report, text = claim.report, desk.reports[claim.report].text
    match = pattern("leads").match(text, name.end)
    if match is None:
        return
    body = _led(desk, owners, report, match.end())
    day = desk.published(report)
    if body is None or day is None:
        return
    sentence = sentence_at(text, name)
    told = Told(day, (desk.quote(report, sentence),), is_published=True)
    yield _head(desk, entity, body, told, name)
    since = _since(desk, report, name, match.end(), sentence)
    if since is not None:
        interval, rest = since
        begun = replace(told, interval=interval, is_published=False)
        yield _head(desk, entity, body, begun, name, "begins")
        yield from (_head(desk, other, body, begun, name, "ends") for other in _others(desk, report, rest, entity))
    until = pattern("until_behind").match(text, match.end(), sentence.end)
    end = time_behind(desk, report, until.start(1), until.end(1)) if until else None
    if end is not None and end.end > day.start:
        yield _head(desk, entity, body, replace(told, interval=end, is_published=False), name, "ends", firm=False)


def _since(desk: Desk, report: str, name: Span, at: int, sentence: Span) -> tuple[Interval, Span] | None:
    """Since when somebody leads, and the words that tell it."""
    text = desk.reports[report].text
    before = pattern("since_before").search(text, max(sentence.start, name.start - LOOK_BACK), name.start)
    found = before or pattern("since_behind").match(text, at, sentence.end)
    interval = time_behind(desk, report, found.start(1), found.end(1)) if found else None
    return (interval, Span(found.start(1), found.end(1))) if found and interval else None


def _others(desk: Desk, report: str, rest: Span, entity: Entity) -> Iterator[Entity]:
    """Those whose going began it: "since Roy went home in July"."""
    for span, other, form in desk.mentions.get(report, ()):
        if rest.covers(span) and other.kind == "person" and form == "name" and other.id != entity.id:
            yield other


def _led(desk: Desk, owners: Owners, report: str, at: int) -> str | None:
    """The body told at a place: by name, by its noun, or by those who serve in it."""
    text = desk.reports[report].text
    found = desk.meant(report, Span(at, at + 1), BODIES)
    if found is not None:
        return owners.same(found.id)
    if pattern("staff").match(text, at):
        return owners.last_before(report, at)
    noun = re.compile(r"[\w-]+").match(text, at)
    another = desk.meant_at_all(report, Span(at, at + 1), BODIES)
    return owners.by_noun(report, noun.group()) if noun and another is None else None


def _led_by(desk: Desk, owners: Owners, entity: Entity, report: str, name: Span) -> Iterator[Sighting]:
    """ "opened in May with ten officers under Berg", "led by Berg until 2016": the body is the one named last."""
    text = desk.reports[report].text
    start = max(0, name.start - LOOK_BACK)
    led = pattern("led_by").search(text, start, name.start)
    under = pattern("under").search(text, start, name.start)
    found = led or under
    body = owners.last_before(report, found.start()) if found else None
    day = desk.published(report)
    if found is None or body is None or day is None:
        return
    part = _part(text, name)
    evidence = (desk.quote(report, part),)
    until = pattern("until_behind").match(text, name.end, part.end)
    end = time_behind(desk, report, until.start(1), until.end(1)) if until else None
    if end is not None:
        told = Told(end, evidence)
        if end.start <= day.start:
            yield _head(desk, entity, body, told, name)
        yield _head(desk, entity, body, told, name, "ends", firm=end.start <= day.start)
        return
    days = [i for span, i in times_in(desk, report, part) if span.start < name.start and i.days == 1]
    yield _head(desk, entity, body, Told(days[-1], evidence) if days else Told(day, evidence, is_published=True), name)


def _part(text: str, name: Span) -> Span:
    """The part of a sentence around a name, between semicolons."""
    sentence = sentence_at(text, name)
    start = max((text.rfind(mark, sentence.start, name.start) + 1 for mark in PART_ENDS), default=0)
    ends = [at for mark in PART_ENDS if (at := text.find(mark, name.end, sentence.end)) >= 0]
    return Span(max(start, sentence.start), min(ends, default=sentence.end))


def _head(
    desk: Desk, entity: Entity, body: str, when: Told, at: Span, sort: str = "shown", firm: bool = True
) -> Sighting:
    """Somebody as head of a body; who leads the ministry of a state is its minister."""
    led = desk.entities[body]
    office = office_of_head(led.name) if led.country else None
    title = title_of(office or "head")
    assert title is not None
    country = led.country.value if office and led.country else None
    return Sighting(entity.id, title, country, None if office else body, when, sort, firm, at=at)


def from_the_first_day(desk: Desk, sighting: Sighting) -> Iterator[Sighting]:
    """One whom a report shows at the head of a body, on the day on which that began its work, as the report tells."""
    if sighting.body is None or not sighting.when.is_published or sighting.sort != "shown":
        return
    text = desk.reports[sighting.report].text
    for match in pattern("began").finditer(text):
        sentence = sentence_at(text, Span(*match.span()))
        for span, interval in times_in(desk, sighting.report, sentence):
            behind = match.end() <= span.start and not pattern("clause").search(text, match.end(), span.start)
            if behind and interval.days == 1 and is_news(desk, sighting.report, interval):
                evidence = (desk.quote(sighting.report, sentence), *sighting.when.evidence)
                yield replace(sighting, when=Told(interval, evidence), sort="since")
                return


def deputies(desk: Desk, entity: Entity, shown: Sequence[Sighting]) -> Iterator[Sighting]:
    """ "Her deputy is Captain Berg": the office shown last before in the report, but a deputy's."""
    for claim in entity.mentions if entity.is_named else ():
        if claim.span is None or claim.value != "name":
            continue
        text = desk.reports[claim.report].text
        match = pattern("deputy").search(text, max(0, claim.span.start - LOOK_BACK), claim.span.start)
        day = desk.published(claim.report)
        if match is None or day is None:
            continue
        before = [
            s
            for s in shown
            if s.report == claim.report and s.at and s.at.end <= match.start() and s.person != entity.id and s.is_whole
        ]
        if before:
            chief = max(before, key=lambda s: (s.at.start if s.at else 0, s.body is not None, s.title.words))
            title = replace(chief.title, before=("deputy", *chief.title.before), standing="holds")
            when = Told(day, (desk.quote(claim.report, sentence_at(text, claim.span)),), is_published=True)
            yield replace(chief, person=entity.id, title=title, when=when, sort="shown", at=claim.span)
