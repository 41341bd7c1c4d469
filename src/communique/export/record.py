"""The format ``communique-record/1``: one JSON object, as the annotation guide of the project describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from communique.export.naming import days_json, file_name, one_line, report_names
from communique.model.outside import added
from communique.model.record import DateValue, Dispute, Entity, Event, Evidence, Part, Record, Statement
from communique.model.report import Found, Report
from communique.model.reuse import Reuse

FORMAT = "communique-record/1"
EDGE_WORDS = 5  # words quoted from each end of a shared passage

Json = dict[str, Any]


def render(record: Record) -> Iterator[bytes]:
    """The record as indented JSON in UTF-8."""
    yield json.dumps(as_json(record), ensure_ascii=False, indent=1).encode()
    yield b"\n"


def as_json(record: Record) -> Json:
    """The record as plain values."""
    names = report_names(record.reports)
    texts = {report.id: report.text for report in record.reports}
    return {
        "format": FORMAT,
        "reports": [_report(report, names) for report in record.reports],
        "entities": [{**entity_json(entity), **enriched_json(record, entity)} for entity in record.entities],
        "events": [_event(event, names) for event in record.events],
        "statements": [_statement(statement, names) for statement in record.statements],
        "reuse": [_reuse(found, names, texts) for found in record.reuse],
        "disputes": [_dispute(dispute, names) for dispute in record.disputes],
    }


def _report(report: Report, names: dict[str, str]) -> Json:
    return {
        "id": names[report.id],
        "file": file_name(report),
        "title": _value(report.title),
        "publisher": _value(report.publisher),
        "agency": _value(report.agency),
        "byline": _value(report.byline),
        "published": _value(report.published),
        "dateline_place": _value(report.dateline_place),
        "language": _value(report.language),
    }


def _value(found: Found | None) -> str | None:
    return one_line(found.value) if found else None


def entity_json(entity: Entity) -> Json:
    """What an entity is, without its claims; its country is the one told, else the one that its reports lend."""
    country = entity.country or entity.home
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "names": [name.value for name in entity.names],
        "country": country.value if country else None,
        "sector": entity.sector.value if entity.sector else None,
        "coordinates": list(entity.coordinates) if entity.coordinates else None,
    }


def enriched_json(record: Record, entity: Entity) -> Json:
    """What files from outside add to an entity, under ``enriched``; no key where they add nothing."""
    found = [
        {
            "id": each.outside,
            "caption": each.caption,
            "file": each.file,
            "sha256": each.sha256,
            "score": each.score,
            "values": {name: list(values) for name, values in added(entity, each).items()},
        }
        for each in record.enriched.get(entity.id, ())
    ]
    return {"enriched": found} if found else {}


def _event(event: Event, names: dict[str, str]) -> Json:
    return {
        "id": event.id,
        "kind": event.kind,
        "actors": _ids(event.actors),
        "recipients": _ids(event.recipients),
        "others": [{"role": part.role, "entity": part.entity} for part in event.others],
        "date": _date(event.date),
        "place": event.place.entity if event.place else None,
        "status": event.status,
        "summary": event.summary,
        "evidence": [_evidence(evidence, names) for evidence in event.evidence],
    }


def _ids(parts: tuple[Part, ...]) -> list[str]:
    return [part.entity for part in parts]


def _date(date: DateValue | None) -> Json | None:
    return days_json(date.interval) if date else None


def _evidence(evidence: Evidence, names: dict[str, str]) -> Json:
    return {"report": names[evidence.report], "quote": one_line(evidence.quote)}


def _statement(statement: Statement, names: dict[str, str]) -> Json:
    return {
        "id": statement.id,
        "speaker": statement.speaker,
        **_evidence(statement.evidence, names),
        "date": _date(statement.date),
    }


def _reuse(found: Reuse, names: dict[str, str], texts: dict[str, str]) -> Json:
    first = found.passages[0]
    words = first.span.quote(texts[first.report]).split()
    return {
        "reports": [names[passage.report] for passage in found.passages],
        "quote_start": " ".join(words[:EDGE_WORDS]),
        "quote_end": " ".join(words[-EDGE_WORDS:]),
    }


def _dispute(dispute: Dispute, names: dict[str, str]) -> Json:
    values = [{"value": value.value, **_evidence(value.evidence, names)} for value in dispute.values]
    return {"about": dispute.about, "values": values}
