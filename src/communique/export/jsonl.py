"""Events as JSON lines: each line one event with its parties in full, every differing value and all its evidence.

``claims`` tell where a value was read: report, characters (from, to), the quoted words, the extractor.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from communique.coding import coding
from communique.export.naming import days_json, quote_json, report_names
from communique.export.record import enriched_json
from communique.model.event import PLOVER
from communique.model.record import Claim, Counted, DateValue, Decision, Entity, Event, Part, Record, Sourced
from communique.model.report import Report
from communique.model.span import Span

FORMAT = "communique-event/1"

Json = dict[str, Any]


def render(record: Record) -> Iterator[bytes]:
    """One line an event."""
    writer = EventWriter(record)
    for event in record.events:
        yield json.dumps(writer.event(event), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class EventWriter:
    """Turns events into plain values with the names and texts of one record at hand."""

    def __init__(self, record: Record) -> None:
        self._names = report_names(record.reports)
        self._reports: dict[str, Report] = {report.id: report for report in record.reports}
        self._entities: dict[str, Entity] = {entity.id: entity for entity in record.entities}
        self._enriched = {entity.id: enriched_json(record, entity) for entity in record.entities}
        self._disputes = record.disputes

    def event(self, event: Event) -> Json:
        """One event."""
        plover, mode, contexts = PLOVER.get(event.kind, ("", "", ""))
        codes = coding(event.kind)
        return {
            "format": FORMAT,
            "id": event.id,
            "kind": event.kind,
            "plover": {"event": plover or None, "mode": mode or None, "context": contexts or None},
            "cameo": codes.cameo,
            "cameo_root": codes.cameo_root,
            "quad": codes.quad,
            "goldstein": codes.score,
            "status": event.status,
            "summary": event.summary,
            "dates": [self._date(date) for date in event.dates],
            "places": [self._part(part) for part in event.places],
            "actors": [self._part(part) for part in event.actors],
            "recipients": [self._part(part) for part in event.recipients],
            "others": [self._part(part) for part in event.others],
            "statuses": [self._sourced(status) for status in event.statuses],
            "counts": [self._count(count) for count in event.counts],
            "origins": event.origins,
            "confidence": event.confidence,
            "evidence": [self._quote(e.report, e.span) for e in event.evidence],
            "mentions": [self._key(member) for member in event.members],
            "decisions": [self._decision(decision) for decision in event.decisions],
            "disputes": [dispute.id for dispute in self._disputes if dispute.event == event.id],
        }

    def _date(self, date: DateValue) -> Json:
        interval = date.interval
        return {
            **days_json(interval),
            "precision": interval.precision,
            "basis": str(interval.basis),
            **self._claims(date.claims),
        }

    def _part(self, part: Part) -> Json:
        entity = self._entities[part.entity]
        return {
            "role": part.role,
            "entity": entity.id,
            "name": entity.name,
            "kind": entity.kind,
            "country": entity.country.value if entity.country else None,
            "sector": entity.sector.value if entity.sector else None,
            "coordinates": list(entity.coordinates) if entity.coordinates else None,
            **self._enriched[entity.id],
            **self._claims(part.claims),
        }

    def _count(self, count: Counted) -> Json:
        told = [{"low": t.low, "best": t.best, "high": t.high, **self._claim(t.claim)} for t in count.told]
        return {"what": count.what, "low": count.low, "best": count.best, "high": count.high, "told": told}

    def _sourced(self, value: Sourced) -> Json:
        return {"value": value.value, **self._claims(value.claims)}

    def _claims(self, claims: tuple[Claim, ...]) -> Json:
        return {"claims": [self._claim(claim) for claim in claims]}

    def _claim(self, claim: Claim) -> Json:
        found = {"mention": claim.subject, "extractor": claim.extractor}
        if claim.span is None:
            return {"report": self._names[claim.report], **found}
        return {**self._quote(claim.report, claim.span), **found}

    def _quote(self, report: str, span: Span) -> Json:
        return quote_json(self._names[report], span, span.quote(self._reports[report].text))

    def _decision(self, decision: Decision) -> Json:
        return {
            "left": self._key(decision.left),
            "right": self._key(decision.right),
            "judgement": str(decision.judgement),
            "score": round(decision.score, 4),
            "explanation": decision.explanation,
            "author": decision.author,
        }

    def _key(self, key: str) -> str:
        """A claim key with the report as exported."""
        report, _, subject = key.partition("/")
        return f"{self._names.get(report, report)}/{subject}"
