"""Ceasefires as JSON: ``communique-ceasefires/1``, described in docs/reference/formats.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from communique.export.naming import days_json, quote_json
from communique.model.record import Evidence
from communique.registers.truces.model import Ceasefire, Count, Step, Toll, Violation, Words

Json = dict[str, Any]

FORMAT = "communique-ceasefires/1"


def as_json(names: Mapping[str, str], truce: Ceasefire) -> Json:
    """One file; ``names`` are the exported names of the reports by id."""
    return {
        "id": truce.id,
        "name": truce.name,
        "parties": [
            {"name": p.name, "names": list(p.names), "entities": list(p.entities), "country": p.country}
            for p in truce.parties
        ],
        "start": days_json(truce.start) if truce.start else None,
        "area": [_area(names, words) for words in truce.area],
        "terms": _quotes(names, truce.terms),
        "monitors": [
            {"name": m.name, "entity": m.entity, "evidence": _quotes(names, m.evidence)} for m in truce.monitors
        ],
        "steps": [_step(names, step) for step in truce.steps],
        "violations": [_violation(names, violation) for violation in truce.violations],
        "counted": [_count(names, count) for count in truce.counted],
        "standing": [
            {"since": str(s.since), "standing": s.standing, "because": _quotes(names, s.because)}
            for s in truce.standings
        ],
        "reports": [names[report] for report in truce.reports],
    }


def _quotes(names: Mapping[str, str], evidence: Iterable[Evidence]) -> list[Json]:
    return [quote_json(names[e.report], e.span, e.quote) for e in evidence]


def _area(names: Mapping[str, str], words: Words) -> Json:
    since = str(words.since) if words.since else None
    evidence = _quotes(names, words.evidence)
    return {"words": words.words, "names": list(words.names), "since": since, "evidence": evidence}


def _step(names: Mapping[str, str], step: Step) -> Json:
    return {
        "step": step.step,
        "status": step.status,
        "date": days_json(step.interval),
        "date_told": not step.is_published,
        "by": step.by,
        "evidence": _quotes(names, step.evidence),
    }


def _violation(names: Mapping[str, str], told: Violation) -> Json:
    return {
        "date": days_json(told.interval),
        "accused": told.accused,
        "told_by": told.told_by,
        "teller": told.teller,
        "status": told.status,
        "place": told.place,
        "killed": _toll(told.killed),
        "grave": told.grave,
        "events": list(told.events),
        "evidence": _quotes(names, told.evidence),
        "denied": _quotes(names, told.denied),
        "also_reported": _quotes(names, told.reports),
    }


def _toll(toll: Toll | None) -> Json | None:
    return {"low": toll.low, "best": toll.best, "high": toll.high} if toll else None


def _count(names: Mapping[str, str], count: Count) -> Json:
    return {
        "number": count.number,
        "by_party": dict(count.by_party),
        "told_by": count.told_by,
        "date": days_json(count.interval),
        "evidence": _quotes(names, count.evidence),
    }
