"""Events as JSON lines with the field names of NGEC, the coder behind POLECAT, and of the PLOVER manual.

NGEC codes a story at a time; here a line is an event of all reports. The fields of the story (``event_text``,
``publisher`` ...) are those of the report whose evidence comes first; positions (``qa_start_char`` ...) count in
``event_text``. What communique does not tell is null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from communique import reference
from communique.coding import coding
from communique.export.naming import one_line, report_names
from communique.model.event import PLOVER
from communique.model.record import Claim, Entity, Event, Evidence, Part, Record
from communique.model.report import Found, Report
from communique.model.time import Interval

VERSION = "communique-plover/1"

# NGEC's lists of the names in a story, by the kinds of our entities
STORY_NAMES = {
    "story_people": ("person",),
    "story_organizations": ("organisation", "body"),
    "story_places": ("place", "country"),
}
# the manual's object for sizes, by what our counts count
SIZES = {"dead": "killed", "injured": "wounded", "arrested": "detained"}
# what NGEC's actor resolution tells and we do not
UNTOLD_ACTOR = (
    "qa_score", "wiki", "actor_wiki_job", "code_2", "actor_role_query", "actor_resolved_pattern",
    "actor_pattern_conf", "actor_resolution_reason",
)  # fmt: skip
UNTOLD_PLACE = ("score", "feature_class", "feature_code", "admin1_code", "admin1_name", "admin2_code", "admin2_name")

Json = dict[str, Any]


def render(record: Record) -> Iterator[bytes]:
    """One line an event."""
    writer = PloverWriter(record)
    for event in record.events:
        yield json.dumps(writer.event(event), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class PloverWriter:
    """Turns events into plain values with the names and reports of one record at hand."""

    def __init__(self, record: Record) -> None:
        self._names = report_names(record.reports)
        self._reports: dict[str, Report] = {report.id: report for report in record.reports}
        self._entities: dict[str, Entity] = {entity.id: entity for entity in record.entities}
        self._told_in: dict[str, list[Entity]] = {}
        for entity in record.entities:
            for report in dict.fromkeys(member.partition("/")[0] for member in entity.members):
                self._told_in.setdefault(report, []).append(entity)

    def event(self, event: Event) -> Json:
        """One event."""
        interval = event.date.interval if event.date else None
        return {
            "id": event.id,
            "orig_id": None,
            **_dates(interval),
            **_codes(event.kind),
            **self._story(event.evidence[0] if event.evidence else None),
            "version": VERSION,
            "attributes": self._attributes(event),
            "event_geolocation": self._geolocation(event),
            "geolocated_ents": [geo for part in event.places if (geo := self._geo(event, part))],
            "date_raw": self._date_words(event),
            "size": _sizes(event),
            "kind": event.kind,
            "status": event.status,
            "summary": event.summary,
            "confidence": event.confidence,
            "origins": event.origins,
            "stories": [self._names[evidence.report] for evidence in event.evidence],
        }

    def _story(self, evidence: Evidence | None) -> Json:
        """What NGEC tells of the story that an event was read in."""
        report = self._reports[evidence.report] if evidence else None
        entities = self._told_in.get(report.id, []) if report else []
        return {
            "event_text": _text(evidence) if evidence else None,
            "story_id": self._names[report.id] if report else None,
            "publisher": _value(report.publisher) if report else None,
            "headline": _value(report.title) if report else None,
            "pub_date": _value(report.published) if report else None,
            **{
                field: [entity.name for entity in entities if entity.kind in kinds and entity.is_named]
                for field, kinds in STORY_NAMES.items()
            },
        }

    def _attributes(self, event: Event) -> Json:
        return {
            "ACTOR": [self._party(event, part) for part in event.actors],
            "RECIP": [self._party(event, part) for part in event.recipients],
            "LOC": [self._words(event, part) for part in event.places[:1]],
            "DATE": [_place_in(event, claim) for claim in _claims_of_date(event) if _place_in(event, claim)][:1],
        }

    def _party(self, event: Event, part: Part) -> Json:
        entity = self._entities[part.entity]
        country = entity.country.value if entity.country else None
        sector = entity.sector.value if entity.sector else None
        return {
            **self._words(event, part),
            **dict.fromkeys(UNTOLD_ACTOR),
            "country": country,
            "country_name": _country_name(country),
            "code_1": sector,
            "all_code1s": [sector] if sector else [],
            "all_code2s": [],
            "name": entity.name,
            "entity": entity.id,
        }

    def _words(self, event: Event, part: Part) -> Json:
        """The words for an entity within ``event_text``; its name without a position where they stand elsewhere."""
        found = next((words for claim in part.claims if (words := _place_in(event, claim))), None)
        return found or {"text": self._entities[part.entity].name, "qa_start_char": None, "qa_end_char": None}

    def _geolocation(self, event: Event) -> Json:
        if event.place is None:
            return {"reason": "no place is told", "geo": None}
        geo = self._geo(event, event.place)
        return {"reason": "known to the reference data" if geo else "the place has no coordinates", "geo": geo}

    def _geo(self, event: Event, part: Part) -> Json | None:
        entity = self._entities[part.entity]
        if entity.coordinates is None:
            return None
        words = self._words(event, part)
        known = entity.reference.value if entity.reference else ""
        return {
            "search_placename": words["text"],
            "resolved_placename": entity.name,
            "lat": entity.coordinates[0],
            "lon": entity.coordinates[1],
            "country_code3": entity.country.value if entity.country else None,
            "geonameid": known.removeprefix("geonames:") if known.startswith("geonames:") else None,
            "start_char": words["qa_start_char"],
            "end_char": words["qa_end_char"],
            **dict.fromkeys(UNTOLD_PLACE),
        }

    def _date_words(self, event: Event) -> str | None:
        told = ((claim.span, self._reports[claim.report].text) for claim in _claims_of_date(event))
        return next((one_line(span.quote(text)) for span, text in told if span), None)


def _dates(interval: Interval | None) -> Json:
    first = str(interval.start) if interval else None
    return {"date": first, "enddate": str(interval.end) if interval else None, "date_resolved": first}


def _codes(kind: str) -> Json:
    event, mode, contexts = PLOVER.get(kind, ("", "", ""))
    codes = coding(kind)
    return {
        "event_type": event or None,
        "event_mode": mode or None,
        "contexts": [contexts] if contexts else [],
        "quad_code": codes.quad,
        "event_scale": codes.score,
        "cameo": codes.cameo,
        "cameo_root": codes.cameo_root,
    }


def _sizes(event: Event) -> Json:
    best = {count.what: count.best for count in event.counts}
    return {name: _whole(best[what]) if what in best else None for name, what in SIZES.items()}


def _whole(number: float) -> float:
    return int(number) if number == int(number) else number


def _claims_of_date(event: Event) -> tuple[Claim, ...]:
    return event.date.claims if event.date else ()


def _text(evidence: Evidence) -> str:
    """The quotation, each line break as one space, so that its characters keep their places."""
    return re.sub(r"\s", " ", evidence.quote)


def _place_in(event: Event, claim: Claim) -> Json | None:
    """Where the words of ``claim`` stand in ``event_text``; None where they do not."""
    evidence = event.evidence[0] if event.evidence else None
    if evidence is None or claim.span is None or claim.report != evidence.report:
        return None
    start, end = claim.span.start - evidence.span.start, claim.span.end - evidence.span.start
    if start < 0 or end > len(evidence.quote):
        return None
    return {"text": _text(evidence)[start:end], "qa_start_char": start, "qa_end_char": end}


def _country_name(code: str | None) -> str | None:
    known = reference.load().country_by_code(code) if code else None
    return known.name if known else None


def _value(found: Found | None) -> str | None:
    return one_line(found.value) if found else None
