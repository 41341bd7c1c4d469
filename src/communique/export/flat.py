"""Events, and what files from outside add, as rows of a table: for CSV and Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.coding import coding
from communique.export.naming import one_line, report_names
from communique.export.table import DATE, DECIMAL, INTEGER, TEXT, Row, Table
from communique.model.event import OTHER_ROLES, PLOVER
from communique.model.record import Entity, Event, Part, Record

JOINT = "; "

PLURAL = {
    "item": "items",
    "beneficiary": "beneficiaries",
    "instrument": "instruments",
    "mediator": "mediators",
    "witness": "witnesses",
}
TEXT_COLUMNS = (
    "id",
    "date_from",
    "date_to",
    "date_precision",
    "date_basis",
    "plover_event",
    "plover_mode",
    "plover_context",
    "cameo",
    "cameo_root",
    "kind",
    "status",
    "actors",
    "actor_countries",
    "recipients",
    "recipient_countries",
    *(PLURAL[role] for role in OTHER_ROLES),
    "place",
    "summary",
    "reports",
    "evidence",
)
NUMBER_COLUMNS = ("report_count", "origin_count", "quad")
DECIMAL_COLUMNS = ("confidence", "latitude", "longitude", "goldstein")
COLUMNS = TEXT_COLUMNS + NUMBER_COLUMNS + DECIMAL_COLUMNS

OUTSIDE_TEXTS = (
    "entity",
    "name",
    "kind",
    "file",
    "outside",
    "caption",
    "countries",
    "sector",
    "positions",
    "topics",
    "datasets",
    "explanation",
    "author",
    "time",
    "reason",
    "sha256",
)


def rows(record: Record) -> Iterator[Row]:
    """Events as rows of `COLUMNS`, in the order of the record; None where nothing is told."""
    entities = {entity.id: entity for entity in record.entities}
    names = report_names(record.reports)
    for event in record.events:
        yield {**_what(event), **_who(event, entities), **_where_told(event, names)}


def _what(event: Event) -> Row:
    interval = event.date.interval if event.date else None
    plover, mode, contexts = PLOVER.get(event.kind, ("", "", ""))
    codes = coding(event.kind)
    return {
        "id": event.id,
        "date_from": str(interval.start) if interval else None,
        "date_to": str(interval.end) if interval else None,
        "date_precision": interval.precision if interval else None,
        "date_basis": str(interval.basis) if interval else None,
        "plover_event": plover or None,
        "plover_mode": mode or None,
        "plover_context": contexts or None,
        "cameo": codes.cameo,
        "cameo_root": codes.cameo_root,
        "quad": codes.quad,
        "goldstein": codes.score,
        "kind": event.kind,
        "status": event.status,
        "summary": event.summary,
    }


def _who(event: Event, entities: dict[str, Entity]) -> Row:
    def named(parts: tuple[Part, ...]) -> str | None:
        return JOINT.join(entities[part.entity].name for part in parts) or None

    def countries(parts: tuple[Part, ...]) -> str | None:
        told = (entities[part.entity].country for part in parts)
        return JOINT.join(dict.fromkeys(country.value for country in told if country)) or None

    where = entities[event.place.entity].coordinates if event.place else None
    others = {PLURAL[role]: named(tuple(p for p in event.others if p.role == role)) for role in OTHER_ROLES}
    return {
        "actors": named(event.actors),
        "actor_countries": countries(event.actors),
        "recipients": named(event.recipients),
        "recipient_countries": countries(event.recipients),
        **others,
        "place": named(event.places[:1]),
        "latitude": where[0] if where else None,
        "longitude": where[1] if where else None,
    }


def _where_told(event: Event, names: dict[str, str]) -> Row:
    return {
        "reports": JOINT.join(names[evidence.report] for evidence in event.evidence) or None,
        "evidence": " | ".join(one_line(evidence.quote) for evidence in event.evidence) or None,
        "report_count": len(event.evidence),
        "origin_count": event.origins,
        "confidence": event.confidence,
    }


def outside_rows(record: Record) -> Iterator[Row]:
    """What files from outside say of entities, a row a match, by the entity's id."""
    for entity in record.entities:
        for found in record.enriched.get(entity.id, ()):
            yield {
                "entity": entity.id,
                "name": entity.name,
                "kind": entity.kind,
                "file": found.file,
                "outside": found.outside,
                "caption": found.caption,
                "countries": JOINT.join(found.countries) or None,
                "sector": found.sector or None,
                "positions": JOINT.join(found.positions) or None,
                "topics": JOINT.join(found.topics) or None,
                "datasets": JOINT.join(found.datasets) or None,
                "explanation": found.explanation,
                "author": found.author,
                "time": found.time,
                "reason": found.reason or None,
                "sha256": found.sha256,
                "line": found.line,
                "score": found.score,
            }


def _types(*columns: tuple[Iterable[str], str]) -> dict[str, str]:
    """Columns by what they hold, in order."""
    found = {name: type_ for names, type_ in columns for name in names}
    return {**found, **{name: DATE for name in ("date_from", "date_to") if name in found}}


EVENTS = Table(rows, _types((TEXT_COLUMNS, TEXT), (NUMBER_COLUMNS, INTEGER), (DECIMAL_COLUMNS, DECIMAL)))
OUTSIDE = Table(outside_rows, _types((OUTSIDE_TEXTS, TEXT), (("line",), INTEGER), (("score",), DECIMAL)))
