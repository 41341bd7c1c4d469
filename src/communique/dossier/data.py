"""The lists that the pages filter: one script for each page, since a page on disk may not fetch anything."""

from __future__ import annotations

import json
from typing import Any

from communique.dossier import dates, words
from communique.dossier.book import Book
from communique.dossier.marks import seen
from communique.model.record import DateValue, Entity, Event, Statement
from communique.model.time import Basis

# What could end a script element or a line of script early.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def script(payload: dict[str, Any]) -> str:
    """The payload as a script that hands it over: inert wherever it may be pasted."""
    text = json.dumps(_visible(payload), ensure_ascii=False, separators=(",", ":"))
    return f"window.dossier = {text.translate(_ESCAPES)};\n"


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return seen(value)
    if isinstance(value, dict):
        return {key: _visible(each) for key, each in value.items()}
    return [_visible(each) for each in value] if isinstance(value, list) else value


def timeline(book: Book) -> dict[str, Any]:
    """All events, with the names of those who take part."""
    named = {part.entity for event in book.record.events for part in (*event.actors, *event.recipients)}
    return {
        "names": {key: book.name(key) for key in sorted(named)},
        "countries": {code: book.country_name(code) for code in _codes(book)},
        "items": [_event(book, event) for event in book.record.events],
    }


def entities(book: Book) -> dict[str, Any]:
    """All entities, those with the most events first."""
    found = [_entity(book, entity) for entity in book.record.entities]
    found.sort(key=lambda item: (-item["events"], -item["said"], item["name"]))
    countries = {code: book.country_name(code) for code in _codes(book)}
    return {"countries": countries, "sectors": words.SECTORS, "items": found}


def statements(book: Book) -> dict[str, Any]:
    """All statements."""
    speakers = sorted({s.speaker for s in book.record.statements if s.speaker})
    return {
        "names": {key: book.name(key) for key in speakers},
        "hrefs": {key: book.entity_href(book.entities[key]) for key in speakers if key in book.entities},
        "reports": {r.id: book.outlet(r) for r in book.record.reports},
        "items": [_statement(book, statement) for statement in book.record.statements],
    }


def _event(book: Book, event: Event) -> dict[str, Any]:
    return {
        "href": book.event_href(event),
        "text": event.summary,
        "kind": event.kind,
        "class": words.plover(event.kind),
        "status": event.status,
        **_date(event.date),
        "actors": list(dict.fromkeys(part.entity for part in (*event.actors, *event.recipients))),
        "countries": list(book.event_countries(event)),
        "place": book.name(event.place.entity) if event.place else "",
        "reports": len({evidence.report for evidence in event.evidence}),
        "origins": event.origins,
        "differs": book.differs(event),
    }


def _date(value: DateValue | None) -> dict[str, Any]:
    if value is None:
        return {"date": "", "from": "", "to": "", "inferred": False}
    interval = value.interval
    return {
        "date": dates.interval(interval),
        "from": interval.start.isoformat(),
        "to": interval.end.isoformat(),
        "inferred": interval.basis is Basis.INFERRED,
    }


def _entity(book: Book, entity: Entity) -> dict[str, Any]:
    return {
        "href": book.entity_href(entity),
        "name": entity.name,
        "others": [found.value for found in entity.names if found.value != entity.name],
        "kind": entity.kind,
        "country": entity.country.value if entity.country else "",
        "sector": entity.sector.value if entity.sector else "",
        "title": entity.titles[0].value if entity.titles else "",
        "events": len(book.events_of.get(entity.id, ())),
        "said": len(book.said_by.get(entity.id, ())),
    }


def _statement(book: Book, statement: Statement) -> dict[str, Any]:
    return {
        "href": book.statement_href(statement),
        "text": statement.evidence.quote,
        "speaker": statement.speaker or "",
        "report": statement.evidence.report,
        "direct": statement.direct,
        **_date(statement.date),
    }


def _codes(book: Book) -> list[str]:
    return sorted({entity.country.value for entity in book.record.entities if entity.country})
