"""The record with what its pages look up: names, addresses, what belongs to what."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from communique import reference
from communique.dossier import words
from communique.dossier.marks import blocks
from communique.model.record import Claim, Dispute, Entity, Event, Evidence, Part, Record, Statement
from communique.model.report import Report
from communique.model.reuse import Reuse
from communique.model.span import Span, named_span
from communique.record.origins import Origins

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # names that Windows keeps for itself


def slug(identifier: str) -> str:
    """A name that is safe in a path and an address on every system; with a hash wherever something had to be changed.

    >>> slug("zakir_hasanov")
    'zakir_hasanov'
    """
    if _PLAIN.fullmatch(identifier) and not _DEVICES.fullmatch(identifier):
        return identifier
    digest = hashlib.sha256(identifier.encode("utf-8", "backslashreplace")).hexdigest()[:8]
    kept = re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-")[:60]
    return f"{kept or 'x'}-{digest}"


def web(url: str | None) -> str | None:
    """An address that may become a link: http or https with a host and nothing odd in it, else None."""
    if not url or re.search(r"[\s\x00-\x1f\x7f\"'<>\\]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def base(source: str) -> str:
    """Where an input came from, without the folders above it, which are no reader's business."""
    return re.split(r"[/\\]", source)[-1]


def member_span(member: str) -> Span | None:
    """The span that a member's id names: its trigger, best name or quotation."""
    return named_span(member.rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Told:
    """An event's evidence in one report, with the anchor it has on the report's page."""

    event: Event
    evidence: Evidence
    anchor: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A shared passage by its number in the record, as one report has it."""

    number: int
    reuse: Reuse
    span: Span


@dataclass(frozen=True, slots=True)
class Change:
    """What one report says of an event's status."""

    report: Report
    status: str
    claim: Claim


class Book:
    """A record and everything that can be looked up in it; addresses are relative to the dossier's root."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.reports = {report.id: report for report in record.reports}
        self.entities = {entity.id: entity for entity in record.entities}
        self.events = {event.id: event for event in record.events}
        self.numbers = {report.id: n for n, report in enumerate(record.reports, 1)}

    # -- addresses -----------------------------------------------------------------------------------------------------

    def event_href(self, event: Event) -> str:
        """The event's page."""
        return f"events/{slug(event.id)}.html"

    def entity_href(self, entity: Entity) -> str:
        """The entity's page."""
        return f"entities/{slug(entity.id)}.html"

    def report_href(self, report_id: str) -> str:
        """The report's page."""
        return f"reports/{slug(report_id)}.html"

    def told_href(self, told: Told) -> str:
        """The evidence on its report's page."""
        return f"{self.report_href(told.evidence.report)}#{told.anchor}"

    def statement_anchor(self, statement: Statement) -> str:
        """The anchor of a statement on its report's page."""
        return f"said-{slug(statement.id)}"

    def statement_href(self, statement: Statement) -> str:
        """The statement on its report's page."""
        return f"{self.report_href(statement.evidence.report)}#{self.statement_anchor(statement)}"

    def quote_anchor(self, span: Span) -> str:
        """The anchor of a passage that a register quotes, on its report's page."""
        return f"q-{span.start}-{span.end}"

    def quote_href(self, evidence: Evidence) -> str:
        """A passage that a register quotes, on its report's page."""
        return f"{self.report_href(evidence.report)}#{self.quote_anchor(evidence.span)}"

    # -- names ---------------------------------------------------------------------------------------------------------

    def entity(self, entity_id: str | None) -> Entity | None:
        """The entity with this id, where the record has it."""
        return self.entities.get(entity_id) if entity_id else None

    def name(self, entity_id: str) -> str:
        """The entity's name; its id where the record lacks it."""
        entity = self.entities.get(entity_id)
        return entity.name if entity else entity_id

    @cached_property
    def spellings(self) -> frozenset[str]:
        """All spellings of all names."""
        return frozenset(name.value for entity in self.record.entities for name in entity.names)

    def country_name(self, code: str) -> str:
        """The country's English name, else its code; "IGO" stands for organisations between states."""
        known = reference.load().country_by_code(code)
        return known.name if known else words.SECTORS.get(code, code)

    @cached_property
    def country_pages(self) -> dict[str, Entity]:
        """By code: the country itself, where the record has it."""
        found = (e for e in self.record.entities if e.kind == "country" and e.country)
        return {e.country.value: e for e in found if e.country}

    def outlet(self, report: Report) -> str:
        """Who printed it: the publisher, else the agency, else the name of the file."""
        found = report.publisher or report.agency
        return found.value if found else report.name

    def title(self, report: Report) -> str:
        """The headline; else the first words of the story."""
        if report.title:
            return report.title.value
        opening = report.body[0].quote(report.text) if report.body else report.text
        some = opening.split()[:12]
        return f"{' '.join(some)} …" if some else report.name

    # -- what belongs to what ------------------------------------------------------------------------------------------

    @cached_property
    def blocks(self) -> dict[str, tuple[tuple[Span, bool], ...]]:
        """By report: its text in blocks, as `marks.blocks` cuts it."""
        return {report.id: blocks(len(report.text), report.body, report.text) for report in self.record.reports}

    @cached_property
    def told(self) -> dict[str, tuple[Told, ...]]:
        """By event: its evidence, each with the anchor on the report's page."""
        return {event.id: tuple(self._told(event)) for event in self.record.events}

    def _told(self, event: Event) -> Iterator[Told]:
        seen: Counter[str] = Counter()
        for evidence in event.evidence:
            seen[evidence.report] += 1
            again = f"-{seen[evidence.report]}" if seen[evidence.report] > 1 else ""
            yield Told(event, evidence, f"event-{slug(event.id)}{again}")

    @cached_property
    def told_in(self) -> dict[str, tuple[Told, ...]]:
        """By report: the evidence in it, in text order."""
        found: dict[str, list[Told]] = defaultdict(list)
        for told in (told for each in self.told.values() for told in each):
            found[told.evidence.report].append(told)
        return {key: tuple(sorted(each, key=lambda t: (t.evidence.span, t.anchor))) for key, each in found.items()}

    @cached_property
    def said_in(self) -> dict[str, tuple[Statement, ...]]:
        """By report: the statements in it, in text order."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.record.statements:
            found[statement.evidence.report].append(statement)
        return {key: tuple(sorted(each, key=lambda s: (s.evidence.span, s.id))) for key, each in found.items()}

    @cached_property
    def origins(self) -> Origins:
        """Which reports of one event copy each other, as the record counts them."""
        return Origins(self.record.reuse)

    @cached_property
    def shared_in(self) -> dict[str, tuple[Shared, ...]]:
        """By report: the passages it shares with others, in text order."""
        found: dict[str, list[Shared]] = defaultdict(list)
        for number, reuse in enumerate(self.record.reuse, 1):
            for passage in reuse.passages:
                found[passage.report].append(Shared(number, reuse, passage.span))
        return {key: tuple(sorted(each, key=lambda s: (s.span, s.number))) for key, each in found.items()}

    @cached_property
    def events_of(self) -> dict[str, tuple[Event, ...]]:
        """By entity: the events it has any part in, in the record's order."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.record.events:
            for entity in dict.fromkeys(part.entity for part in parts(event)):
                found[entity].append(event)
        return {key: tuple(each) for key, each in found.items()}

    @cached_property
    def said_by(self) -> dict[str, tuple[Statement, ...]]:
        """By entity: what it is reported to have said."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.record.statements:
            if statement.speaker:
                found[statement.speaker].append(statement)
        return {key: tuple(each) for key, each in found.items()}

    @cached_property
    def disputes_of(self) -> dict[str, tuple[tuple[int, Dispute], ...]]:
        """By event: what is disputed about it, numbered as on the page of disputes."""
        found: dict[str, list[tuple[int, Dispute]]] = defaultdict(list)
        for number, dispute in enumerate(self.record.disputes, 1):
            found[dispute.event].append((number, dispute))
        return {key: tuple(each) for key, each in found.items()}

    @cached_property
    def main_actors(self) -> tuple[tuple[Entity, int], ...]:
        """Those who act or are acted upon, with the number of events, most first."""
        counts: Counter[str] = Counter()
        for event in self.record.events:
            counts.update({part.entity for part in (*event.actors, *event.recipients)})
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple((self.entities[key], count) for key, count in ranked if key in self.entities)

    # -- one event -----------------------------------------------------------------------------------------------------

    def event_countries(self, event: Event) -> tuple[str, ...]:
        """Codes of the countries that the event's parties belong to, each once, in order."""
        found = (self.entities.get(part.entity) for part in (*event.actors, *event.recipients))
        return tuple(dict.fromkeys(e.country.value for e in found if e and e.country))

    def reports_of(self, event: Event) -> tuple[Report, ...]:
        """The reports that tell the event, in the record's order."""
        told = {evidence.report for evidence in event.evidence}
        return tuple(report for key, report in self.reports.items() if key in told)

    def differs(self, event: Event) -> bool:
        """Whether something about the event stands disputed."""
        return event.id in self.disputes_of

    def history(self, event: Event) -> tuple[Change, ...]:
        """What each report says of the event's status, in the order of the reports."""
        found = (
            Change(self.reports[claim.report], status.value, claim)
            for status in event.statuses
            for claim in status.claims
            if claim.report in self.reports
        )
        once = {(change.report.id, change.status): change for change in found}
        return tuple(sorted(once.values(), key=lambda c: (self.numbers[c.report.id], c.status)))

    def quote(self, claim: Claim) -> str:
        """The words a claim rests on; "" where it rests on none."""
        report = self.reports.get(claim.report)
        return claim.span.quote(report.text) if report and claim.span else ""

    def told_by(self, claims: Iterable[Claim]) -> tuple[tuple[str, tuple[Report, ...]], ...]:
        """The words that claims rest on, once each, with the reports that have them."""
        found: dict[str, dict[str, Report]] = {}
        for claim in claims:
            if claim.report in self.reports:
                words = " ".join(self.quote(claim).split())
                found.setdefault(words, {})[claim.report] = self.reports[claim.report]
        return tuple((words, tuple(each.values())) for words, each in found.items())

    def member(self, key: str) -> tuple[Report, str] | None:
        """The report and the words that a member's id names."""
        report, span = self.reports.get(key.rpartition("/")[0]), member_span(key)
        return (report, span.quote(report.text)) if report and span else None

    def published(self) -> tuple[date, date] | None:
        """The first and last day on which the reports came out."""
        days = [report.published_on for report in self.record.reports if report.published_on]
        return (min(days), max(days)) if days else None


def parts(event: Event) -> tuple[Part, ...]:
    """Everyone and everything with a part in the event, places included."""
    return (*event.actors, *event.recipients, *event.others, *event.places)


def newest(events: tuple[Event, ...], most: int) -> tuple[Event, ...]:
    """The last of some events in the record's order, newest first, and the undated where dates run out."""
    dated = [event for event in events if event.date]
    return (*reversed(dated[-most:]), *(event for event in events if not event.date))[:most]


def claims_of(event: Event) -> tuple[Claim, ...]:
    """All claims that an event's values rest on."""
    held: Iterable[tuple[Claim, ...]] = (
        *(part.claims for part in parts(event)),
        *(value.claims for value in event.dates),
        *(value.claims for value in event.statuses),
    )
    return tuple(claim for each in held for claim in each)


def extractors(claims: Iterable[Claim]) -> tuple[str, ...]:
    """What read these claims, each once, by name."""
    return tuple(sorted({claim.extractor for claim in claims if claim.extractor}))


def class_of(event: Event) -> str:
    """The event's PLOVER class in lower case, as the style sheet names it."""
    return words.plover(event.kind).lower()
