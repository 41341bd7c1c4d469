"""One event as a sentence of a brief: who tells it, who denies it, when it was announced, and the passages cited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from communique.brief.desk import Desk
from communique.brief.tree import Sentence
from communique.dossier.accounts import figure
from communique.lexicon import table
from communique.model.record import Claim, Entity, Event, Evidence, Told
from communique.model.span import Span
from communique.model.time import Basis
from communique.record.summary import Facts, named, summarise
from communique.record.wording import capital, date_words, day_words, listed, when
from communique.registers.desk import sentence_at, trigger_of

CITED = 2  # sources for one sentence, each of an origin of its own where there are so many
LONGEST = 400  # characters of a sentence that is quoted in full
SHORT = 12  # characters in which an abbreviation stands
QUOTED = re.compile(r"[.?!][”’]$")  # a quoted sentence that ends another
DOTTED = re.compile(r"(?:[a-z]\.)+")  # "u.s.", "j."


def put(part: str, name: str, /, **words: object) -> str:
    """A pattern of the table, filled.

    >>> put("word", "events", count=2)
    '2 events'
    """
    return str(table("brief")[part][name]).format(**words)


def put_best(part: str, names: Sequence[str], /, **words: object) -> str:
    """The first of some patterns that the table has, filled: that for one case, else the general one."""
    return put(part, next(name for name in names if name in table("brief")[part]), **words)


def words(part: str) -> Any:
    """A part of the table."""
    return table("brief")[part]


def counted(noun: str, count: int) -> str:
    """A count with its noun: "1 report", "12 events"."""
    return put("word", noun) if count == 1 else put("word", f"{noun}s", count=f"{count:,}")


def opened(text: str) -> str:
    """A sentence's words with a capital letter, and with its full stop, unless it ends in a quoted one.

    >>> opened("she said: “No.”"), opened("it was signed")
    ('She said: “No.”', 'It was signed.')
    """
    return capital(text) if QUOTED.search(text) else f"{capital(text).rstrip('.')}."


# -- an event ----------------------------------------------------------------------------------------------------------


def about(desk: Desk, events: Sequence[Event], text: str, **more: Any) -> Sentence:
    """A sentence that rests on what tells ``events``, with the number of their reports and origins."""
    evidence = [e for event in events for e in event.evidence]
    origin = desk.origins(evidence)
    told = {"reports": len(origin), "origins": len(set(origin.values()))}
    return Sentence(text, cited(desk, evidence, telling=_telling(events)), **{**told, **more})


def _telling(events: Iterable[Event]) -> Counter[str]:
    """How much of some events each report tells: who, when and where."""
    found: Counter[str] = Counter()
    for event in events:
        parts = (*event.actors, *event.recipients, *event.places[:1])
        for claims in (*(part.claims for part in parts), *(day.claims for day in event.dates[:1])):
            found.update({claim.report for claim in claims})
    return found


def day_label(event: Event) -> str:
    """The day or days of an event; "" where none are told."""
    if event.date is None:
        return ""
    told = date_words(event.date.interval)
    return put("word", "inferred", date=told) if event.date.interval.basis is Basis.INFERRED else told


def dated(event: Event) -> str:
    """The day or days of an event within a sentence: "on 1 April 2021"; "" where none are told."""
    if event.date is None:
        return ""
    told = when(event.date.interval)
    return put("word", "inferred", date=told) if event.date.interval.basis is Basis.INFERRED else told


def clause(desk: Desk, event: Event, is_dated: bool = False) -> str:
    """What an event's sentence says, without capital letter and full stop; its date only with ``is_dated``."""
    facts = _facts(desk, event, is_dated)
    match event.status:
        case "planned" | "proposed":
            return _announced(desk, event, _clause(facts))
        case "alleged":
            return _alleged(desk, event, facts)
        case "denied":
            return _denied(desk, event, facts)
    return _clause(facts)


def entry(desk: Desk, events: Sequence[Event], **more: Any) -> Sentence:
    """Events of which the same is to be said, as one entry of a list, with the numbers of people told of them."""
    first = events[0]
    lines = list(_counts(desk, first))
    text = clause(desk, first)
    if lines:
        text = put("told", "counted", clause=text, counts=listed([line for line, _ in lines]))
    found = about(desk, events, opened(text), label=day_label(first), **more)
    extra = (whole(desk, e) for _, evidence in lines for e in evidence)
    return replace(found, evidence=tuple(dict.fromkeys((*found.evidence, *extra))))


def _counts(desk: Desk, event: Event) -> Iterator[tuple[str, list[Evidence]]]:
    """What became of how many people, as the event's reports tell it ("between 3 and 5 killed"), and where they do."""
    reports = {e.report for e in event.evidence}
    for each in event.counts:
        told = [t for t in each.told if t.claim.report in reports and t.claim.span]
        if told and each.what in words("told")["people"].split():
            least, most = min(told, key=_least), max(told, key=_most)
            low, high = figure(_least(least)), figure(_most(most))
            is_open = low == high and all(t.high is None and t.best is None for t in told)
            text = put("told", "least" if is_open else "number" if low == high else "range", low=low, high=high)
            places = [(t.claim.report, t.claim.span) for t in (least, most)]
            yield f"{text} {each.what}", [desk.quote(report, span) for report, span in places if span]


def _least(told: Told) -> float:
    return next(n for n in (told.low, told.best, told.high, 0.0) if n is not None)


def _most(told: Told) -> float:
    return next(n for n in (told.high, told.best, told.low, 0.0) if n is not None)


def _alleged(desk: Desk, event: Event, facts: Facts) -> str:
    """Told by a side, or in doubt: with the side that tells it, and the one that denies it, where they are known."""
    tellers = _speakers(desk, event, ("alleged", "happened", "ongoing"))
    deniers = [name for name in _speakers(desk, event, ("denied",)) if name not in tellers]
    told = _clause(facts)
    if tellers:
        plain = _clause(replace(facts, status="happened"))
        told = put("told", "according", speaker=tellers[0], clause=plain)
    if deniers:
        return put("told", "but_denied_by", clause=told, speaker=deniers[0])
    is_denied = any(status.value == "denied" for status in event.statuses)
    return put("told", "but_denied", clause=told) if is_denied else told


def _denied(desk: Desk, event: Event, facts: Facts) -> str:
    deniers = [name for name in _speakers(desk, event, ("denied",)) if name not in map(named, facts.actors)]
    if not deniers:
        return _clause(facts)
    return put("told", "denied_by", speaker=deniers[0], clause=_clause(replace(facts, status="happened")))


def _announced(desk: Desk, event: Event, told: str) -> str:
    days = [day for e in event.evidence if (day := desk.reports[e.report].published_on)]
    return put("told", "announced", clause=told, when=day_words(min(days))) if days else told


def _facts(desk: Desk, event: Event, is_dated: bool) -> Facts:
    others: dict[str, tuple[Entity, ...]] = {}
    for part in event.others:
        others[part.role] = (*others.get(part.role, ()), desk.entities[part.entity])
    return Facts(
        kind=event.kind,
        status=event.status,
        actors=tuple(desk.entities[part.entity] for part in event.actors),
        recipients=tuple(desk.entities[part.entity] for part in event.recipients),
        others=others,
        place=desk.entities[event.place.entity] if event.place else None,
        date=event.date.interval if event.date and is_dated else None,
    )


def _clause(facts: Facts) -> str:
    """The neutral summary as a clause: its first word small, unless it is part of a name."""
    told = summarise(facts).rstrip(".")
    first, _, rest = told.partition(" ")
    small = first.lower() in words("told")["openers"].split() and not any(
        entity.name.startswith(f"{first} ") for entity in (*facts.actors, *facts.recipients)
    )
    return f"{first.lower()} {rest}" if small or _is_common(facts, first) else told


def _is_common(facts: Facts, first: str) -> bool:
    """Whether the word that opens a summary is the first of a name in small letters: "insurgents attacked"."""
    return any(entity.name[:1].islower() and entity.name.startswith(first.lower()) for entity in _named_in(facts))


def _named_in(facts: Facts) -> Iterator[Entity]:
    yield from (*facts.actors, *facts.recipients)
    for entities in (facts.others or {}).values():
        yield from entities


# -- who tells it ------------------------------------------------------------------------------------------------------


def _speakers(desk: Desk, event: Event, statuses: Iterable[str]) -> list[str]:
    """The named ones whose words, quoted or reported, give the event one of ``statuses``, in the order of reports."""
    claims = [claim for told in event.statuses if told.value in statuses for claim in told.claims]
    kept = [c for c in claims if c.prop == "denial" or c.value in statuses]
    found = (speaker_at(desk, _place(claim)) for claim in kept)
    return list(dict.fromkeys(named(entity) for entity in found if entity))


def _place(claim: Claim) -> Evidence | None:
    """Where a status is told: the event's trigger, or the sentence that denies it."""
    span = claim.span if claim.prop == "denial" else trigger_of(claim)
    return Evidence(claim.report, span, "") if span else None


def speaker_at(desk: Desk, place: Evidence | None) -> Entity | None:
    """Who is reported to say what stands at a place, where a report names them."""
    if place is None:
        return None
    for said in desk.said.get(place.report, ()):
        if said.speaker and said.evidence.span.covers(place.span):
            entity = desk.entities.get(said.speaker)
            return entity if entity and entity.is_named else None
    return None


# -- sources -----------------------------------------------------------------------------------------------------------


def cited(
    desk: Desk, evidence: Iterable[Evidence], most: int = CITED, telling: Mapping[str, int] | None = None
) -> tuple[Evidence, ...]:
    """Up to ``most`` passages: those first whose report tells most (``telling``), of every origin one before a second.

    Of equals the first published; what is chosen stands in the order of publication.
    """
    every = dict.fromkeys(whole(desk, e) for e in evidence)
    found = sorted(every, key=lambda e: (_published(desk, e), desk.book.numbers[e.report], e.span))
    best = sorted(found, key=lambda e: -(telling or {}).get(e.report, 0))
    origin = desk.origins(found)
    once: dict[str, Evidence] = {}
    for e in best:
        once.setdefault(origin[e.report], e)
    kept = (list(once.values()) + [e for e in best if e not in once.values()])[:most]
    return tuple(e for e in found if e in kept)


def _published(desk: Desk, evidence: Evidence) -> date:
    return desk.reports[evidence.report].published_on or date.max


def _wider(text: str, span: Span) -> Span:
    """``span`` with the next piece where it begins or ends at the full stop of an abbreviation: "U.S.", "Gen."."""
    start, end = span.start, span.end
    if _is_abbreviated(text[max(0, start - SHORT) : start]):
        start = sentence_at(text, Span(start - 2, end)).start
    if _is_abbreviated(text[max(start, end - SHORT) : end]) and end < len(text):
        end = sentence_at(text, Span(start, end + 1)).end
    return Span(start, end)


def _is_abbreviated(before: str) -> bool:
    """Whether words end in an abbreviation that does not end a sentence, as the reader of sentences knows them."""
    last = before.split()[-1].lower().lstrip("(“\"'") if before.strip() else ""
    known = table("language")["abbreviations"]
    return bool(DOTTED.fullmatch(last)) or last in f"{known['titles']} {known['months']}".split()


def whole(desk: Desk, evidence: Evidence) -> Evidence:
    """The sentence around a passage, which reads better by itself, unless it is very long."""
    text = desk.reports[evidence.report].text
    span = evidence.span
    is_closed = (
        text[span.start : span.end].rstrip("\"'”’").endswith((".", "?", "!"))
    )  # then it is no piece of a next one
    found = Span(sentence_at(text, span).start, span.end) if is_closed else sentence_at(text, span)
    while (wider := _wider(text, found)) != found and wider.end - wider.start <= LONGEST:
        found = wider
    start, end = found.start, found.end
    while start < evidence.span.start and text[start].isspace():
        start += 1
    while end > evidence.span.end and text[end - 1].isspace():
        end -= 1
    return desk.quote(evidence.report, Span(start, end)) if end - start <= LONGEST else evidence
