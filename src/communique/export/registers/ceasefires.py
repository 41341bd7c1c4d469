"""Ceasefires as JSON: ``communique-ceasefires/1``, described in docs/reference/formats.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.export.naming import days_json, days_or_null, quotes_json
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
        "start": days_or_null(truce.start),
        "area": [_area(names, words) for words in truce.area],
        "terms": quotes_json(names, truce.terms),
        "monitors": [
            {"name": m.name, "entity": m.entity, "evidence": quotes_json(names, m.evidence)} for m in truce.monitors
        ],
        "steps": [_step(names, step) for step in truce.steps],
        "violations": [_violation(names, violation) for violation in truce.violations],
        "counted": [_count(names, count) for count in truce.counted],
        "standing": [
            {"since": str(s.since), "standing": s.standing, "because": quotes_json(names, s.because)}
            for s in truce.standings
        ],
        "reports": [names[report] for report in truce.reports],
    }


def _area(names: Mapping[str, str], words: Words) -> Json:
    since = str(words.since) if words.since else None
    evidence = quotes_json(names, words.evidence)
    return {"words": words.words, "names": list(words.names), "since": since, "evidence": evidence}


def _step(names: Mapping[str, str], step: Step) -> Json:
    return {
        "step": step.step,
        "status": step.status,
        "date": days_json(step.interval),
        "date_told": not step.is_published,
        "by": step.by,
        "evidence": quotes_json(names, step.evidence),
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
        "evidence": quotes_json(names, told.evidence),
        "denied": quotes_json(names, told.denied),
        "also_reported": quotes_json(names, told.reports),
    }


def _toll(toll: Toll | None) -> Json | None:
    return {"low": toll.low, "best": toll.best, "high": toll.high} if toll else None


def _count(names: Mapping[str, str], count: Count) -> Json:
    return {
        "number": count.number,
        "by_party": dict(count.by_party),
        "told_by": count.told_by,
        "date": days_json(count.interval),
        "evidence": quotes_json(names, count.evidence),
    }
