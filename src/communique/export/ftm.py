"""Reports, named parties and events as entities of FollowTheMoney, one a line; `communique enrich` reads them too.

Who or what has no name of its own ("the delegation") is left out: names are what such files are matched by. Ids are
hashes of the record's ids, so that a record that grew keeps them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator

from communique import reference
from communique.coding import coding
from communique.export.naming import file_name, printable, report_names
from communique.model.event import PLOVER
from communique.model.record import Entity, Event, Evidence, Record, Sourced
from communique.model.report import Found, Report

SCHEMATA = {"person": "Person", "country": "PublicBody", "organisation": "Organization", "body": "Organization"}
BY_SECTOR = {"BUS": "Company", **dict.fromkeys(("GOV", "MIL", "LEG", "JUD", "SPY", "COP"), "PublicBody")}
WEB = re.compile(r"https?://[^\s/]+\.[^\s]+")

Properties = dict[str, Iterable[str | None]]


def render(record: Record) -> Iterator[bytes]:
    """Articles, then parties, then each event with the links between its parties."""
    writer = FtmWriter(record)
    for line in writer.lines(record):
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def ftm_id(part: str, name: str) -> str:
    """The id of one part ("entity", "event" ...) of a record.

    >>> ftm_id("entity", "ana_doe")
    'communique-a4e25e2a968585641171550dfb83e972c2a4b717'
    """
    return f"communique-{hashlib.sha256(f'{part}:{name}'.encode()).hexdigest()[:40]}"


class FtmWriter:
    """Turns parts of one record into entities of FollowTheMoney."""

    def __init__(self, record: Record) -> None:
        self._names = report_names(record.reports)
        self._reports: dict[str, Report] = {report.id: report for report in record.reports}
        self._entities: dict[str, Entity] = {entity.id: entity for entity in record.entities}

    def lines(self, record: Record) -> Iterator[dict[str, object]]:
        """All entities of the record."""
        yield from map(self._article, record.reports)
        yield from (self._party(entity) for entity in record.entities if schema_of(entity))
        for event in record.events:
            yield self._event(event)
            yield from self._links(event)

    def _article(self, report: Report) -> dict[str, object]:
        return _line(ftm_id("report", report.id), "Article", {
            "name": [_value(report.title) or self._names[report.id]],
            "title": [_value(report.title)],
            "fileName": [file_name(report)],
            "author": [_value(report.byline)],
            "publisher": [_value(report.publisher), _value(report.agency)],
            "publishedAt": [_value(report.published)],
            "sourceUrl": _urls([report]),
        })  # fmt: skip

    def _party(self, entity: Entity) -> dict[str, object]:
        reports = [self._reports[id_] for id_ in dict.fromkeys(m.partition("/")[0] for m in entity.members)]
        aliases, weak = _aliases(entity)
        return _line(ftm_id("entity", entity.id), schema_of(entity) or "", {
            "name": [entity.name],
            "alias": aliases,
            "weakAlias": weak,
            "country": [_country(entity.country)],
            "position": (title.value for title in entity.titles) if entity.kind == "person" else (),
            "classification": [entity.sector.value if entity.sector else None],
            "description": ["Named in: " + "; ".join(self._names[report.id] for report in reports)],
            "sourceUrl": _urls(reports),
            "proof": (ftm_id("report", report.id) for report in reports),
        })  # fmt: skip

    def _event(self, event: Event) -> dict[str, object]:
        place = self._entities[event.place.entity] if event.place else None
        parties = dict.fromkeys(part.entity for part in (*event.actors, *event.recipients))
        codes = (event.kind, event.status, PLOVER.get(event.kind, ("",))[0], _cameo(event))
        return _line(ftm_id("event", event.id), "Event", {
            "name": [event.summary],
            "summary": [f"{event.kind.replace('_', ' ')}, {event.status}"],
            "location": [place.name if place else None],
            "country": [_country(place.country) if place else None],
            "involved": (ftm_id("entity", id_) for id_ in parties if schema_of(self._entities[id_])),
            "keywords": codes,
            "description": (self._quotation(evidence) for evidence in event.evidence),
            **self._told(event),
        })  # fmt: skip

    def _links(self, event: Event) -> Iterator[dict[str, object]]:
        """Who did it to whom, which an event of FollowTheMoney does not tell."""
        for actor in dict.fromkeys(part.entity for part in event.actors if schema_of(self._entities[part.entity])):
            for other in dict.fromkeys(p.entity for p in event.recipients if schema_of(self._entities[p.entity])):
                if actor != other:
                    yield _line(ftm_id("link", f"{event.id}:{actor}:{other}"), "UnknownLink", {
                        "subject": [ftm_id("entity", actor)],
                        "object": [ftm_id("entity", other)],
                        "role": [event.kind.replace("_", " ")],
                        "status": [event.status],
                        "summary": [event.summary],
                        **self._told(event),
                    })  # fmt: skip

    def _told(self, event: Event) -> Properties:
        """When it was, and what tells it."""
        interval = event.date.interval if event.date else None
        reports = [self._reports[evidence.report] for evidence in event.evidence]
        return {
            "startDate": [str(interval.start) if interval else None],
            "endDate": [str(interval.end) if interval else None],
            "recordId": [event.id],
            "publisher": (_value(report.publisher) for report in reports),
            "sourceUrl": _urls(reports),
            "proof": (ftm_id("report", report.id) for report in reports),
        }

    def _quotation(self, evidence: Evidence) -> str:
        return f"“{evidence.quote}” ({self._names[evidence.report]})"


def schema_of(entity: Entity) -> str | None:
    """The schema of a named party; None for what is left out.

    A country is the public body that acts for it, since an event involves legal entities only.
    """
    if not entity.is_named or entity.kind not in SCHEMATA:
        return None
    sector = entity.sector.value if entity.sector and entity.kind == "organisation" else ""
    return BY_SECTOR.get(sector, SCHEMATA[entity.kind])


def _aliases(entity: Entity) -> tuple[list[str], list[str]]:
    """Other proper names, and those of a person that are one word, which are many people's."""
    called = [name.value for name in entity.names if any(claim.value == "name" for claim in name.claims)]
    others = [name for name in called if name != entity.name]
    weak = [name for name in others if entity.kind == "person" and len(name.split()) == 1]
    return [name for name in others if name not in weak], weak


def _country(country: Sourced | None) -> str | None:
    """FollowTheMoney's code, that of ISO in two small letters; bodies between states and former states have none."""
    known = reference.load().country_by_code(country.value) if country else None
    return known.alpha2.lower() if known and known.kind != "former" else None


def _cameo(event: Event) -> str | None:
    code = coding(event.kind).cameo
    return f"CAMEO {code}" if code else None


def _urls(reports: Iterable[Report]) -> list[str]:
    return [url for report in reports if (url := _value(report.url)) and WEB.fullmatch(url)]


def _value(found: Found | None) -> str:
    return found.value if found else ""


def _line(id_: str, schema: str, properties: Properties) -> dict[str, object]:
    """An entity with the properties that have values, each value once."""
    cleaned = {name: _texts(values) for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: texts for name, texts in cleaned.items() if texts}}


def _texts(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(text for value in values if value and (text := printable(value))))
