"""What registers look up in a record: reports and entities by id, who is meant at a place of a text, days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from communique.language import tables
from communique.model.record import Claim, Entity, Event, Evidence, Record, Statement
from communique.model.report import Report
from communique.model.span import Span, named_span
from communique.model.time import Basis, Interval
from communique.reference import load as load_reference

DONE = ("happened", "ongoing")
MARKS = (". ", "\n", '." ', "? ", "! ")  # that end a sentence
LONGEST_SHORT = 8  # letters of a title cut short

T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """One record with its indexes and what registers make of it, each made when first asked for."""

    record: Record
    made: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, made when first asked for under this name: registers are made from one another."""
        if name not in self.made:
            self.made[name] = make()
        found: T = self.made[name]
        return found

    def narrowed(self, record: Record) -> Desk:
        """A desk for less of what is told of the same entities in the same reports: their indexes are made once."""
        desk = Desk(record)
        desk.__dict__.update(reports=self.reports, entities=self.entities, mentions=self.mentions)
        return desk

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports by id."""
        return {report.id: report for report in self.record.reports}

    @cached_property
    def named(self) -> tuple[Entity, ...]:
        """The entities of the record, with those that a report names in passing, by id."""
        return tuple(sorted((*self.record.entities, *self.record.passing), key=lambda entity: entity.id))

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities by id, also those of which only registers speak."""
        return self.record.everybody

    @cached_property
    def _state_names(self) -> dict[str, str]:
        named = ((e.country.value, e.name) for e in self.entities.values() if e.kind == "country" and e.country)
        return dict(sorted(named, reverse=True))

    def name_of(self, side: str) -> str:
        """What the record calls a state, by its code ("Turkey" where its reports say so), or an entity, by its id."""
        state = load_reference().country_by_code(side)
        return self._state_names.get(side, state.name) if state else self.entities[side].name

    @cached_property
    def mentions(self) -> dict[str, tuple[tuple[Span, Entity, str], ...]]:
        """For each report who is meant where, by which form of words, in the order of the text."""
        found: dict[str, list[tuple[Span, Entity, str]]] = defaultdict(list)
        for entity in self.named:
            for claim in entity.mentions:
                if claim.span is not None:
                    found[claim.report].append((claim.span, entity, claim.value))
        return {
            report: tuple(sorted(of, key=lambda m: (m[0].start, m[0].end, m[1].id, m[2])))
            for report, of in found.items()
        }

    @cached_property
    def told(self) -> dict[str, tuple[tuple[Span, Event], ...]]:
        """For each report the passages that tell events, in the order of the text."""
        found: dict[str, list[tuple[Span, Event]]] = defaultdict(list)
        for event in self.record.events:
            for evidence in event.evidence:
                found[evidence.report].append((evidence.span, event))
        return {report: tuple(sorted(of, key=lambda t: (t[0], t[1].id))) for report, of in found.items()}

    @cached_property
    def events(self) -> dict[str, Event]:
        """The events by id."""
        return {event.id: event for event in self.record.events}

    @cached_property
    def said(self) -> dict[str, tuple[Statement, ...]]:
        """What is said in each report."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.record.statements:
            found[statement.evidence.report].append(statement)
        return {report: tuple(of) for report, of in found.items()}

    def state_of(self, entity: str) -> str | None:
        """The state (alpha-3) that an entity is or belongs to; None where no report tells it, or of it."""
        found = self.entities.get(entity)
        return found.country.value if found and found.country else None

    def known(self, ids: Iterable[str]) -> list[Entity]:
        """The entities that bear these ids; an id of nobody is passed over."""
        return [self.entities[id_] for id_ in ids if id_ in self.entities]

    def quote(self, report: str, span: Span) -> Evidence:
        """The words of a place as evidence."""
        return Evidence(report, span, span.quote(self.reports[report].text))

    def published(self, report: str) -> Interval | None:
        """The day on which a report appeared."""
        day = self.reports[report].published_on
        return Interval(day, day, "day", Basis.STATED) if day else None

    def meant(self, report: str, span: Span, kinds: Iterable[str]) -> Entity | None:
        """The first entity of one of ``kinds`` that bears a name and that words within ``span`` mean."""
        return next((e for e in self._at(report, span, kinds) if e.is_named), None)

    def meant_at_all(self, report: str, span: Span, kinds: Iterable[str]) -> Entity | None:
        """The same, with or without a name."""
        return next(self._at(report, span, kinds), None)

    def _at(self, report: str, span: Span, kinds: Iterable[str]) -> Iterator[Entity]:
        return (e for s, e, _ in self.mentions.get(report, ()) if s.overlaps(span) and e.kind in kinds)


def sentence_at(text: str, span: Span) -> Span:
    """The sentence around a place, as far as full stops and line breaks tell; "Dr." and "H.E." end none.

    >>> text = "He left. Dr. Berg stayed. She slept."
    >>> sentence_at(text, Span(13, 17)).quote(text)
    'Dr. Berg stayed.'
    """
    start = max(_last_stop(text, mark, span.start) for mark in MARKS)
    ends = [at for mark in MARKS if mark != '." ' and (at := _next_stop(text, mark, span.end)) >= 0]
    end = min(ends, default=len(text) - 1) + 1
    return Span(max(0, min(start, span.start)), max(end, span.end))


def _last_stop(text: str, mark: str, until: int) -> int:
    """Where the sentence behind the last such mark begins; 0 where there is none."""
    at = text.rfind(mark, 0, until)
    while at >= 0 and mark == ". " and _is_short(text, at):
        at = text.rfind(mark, 0, at)
    return at + len(mark) if at >= 0 else 0


def _next_stop(text: str, mark: str, start: int) -> int:
    """Where the next such mark stands; -1 where there is none."""
    at = text.find(mark, start)
    while at >= 0 and mark == ". " and _is_short(text, at):
        at = text.find(mark, at + 1)
    return at


def _is_short(text: str, at: int) -> bool:
    """Whether a full stop is that of a title cut short: "Dr.", "H.E."."""
    word = text[max(0, at - LONGEST_SHORT) : at + 1].split()[-1:]
    return bool(word) and word[0].lstrip('("“').lower() in tables.load().abbreviations.titles


def sentence_before(text: str, sentence: Span) -> Span | None:
    """The sentence before one, in the same paragraph."""
    if sentence.start < 3 or "\n" in text[sentence.start - 2 : sentence.start]:
        return None
    return sentence_at(text, Span(sentence.start - 3, sentence.start - 2))


def trigger_of(claim: Claim) -> Span:
    """The words that tell the event of which ``claim`` gives a value: an event mention is named after them."""
    span = named_span(claim.subject)
    assert span is not None
    return span
