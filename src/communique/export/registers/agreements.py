"""Agreements as JSON: ``communique-agreements/1``, described in docs/reference/formats.md."""

from __future__ import annotations

from collections.abc import Mapping

from communique.export.naming import days_or_null, quotes_json
from communique.export.registers.lives import Entities, Json, entity_json, line_json, side_json
from communique.registers.agreements import Agreement
from communique.registers.duties import Duty

FORMAT = "communique-agreements/1"


def as_json(names: Mapping[str, str], entities: Entities, agreement: Agreement) -> Json:
    """One file; ``names`` are the exported names of the reports by id."""
    return {
        "name": agreement.name,
        "names": list(agreement.names),
        "form": agreement.form,
        "parties": [side_json(entities, side) for side in agreement.parties],
        "standing": agreement.standing,
        "until": days_or_null(agreement.until),
        "steps": [line_json(names, entities, line) for line in agreement.steps],
        "obligations": [_duty(names, entities, duty) for duty in agreement.duties],
        "bodies": list(agreement.bodies),
        "called": quotes_json(names, agreement.called),
    }


def _duty(names: Mapping[str, str], entities: Entities, duty: Duty) -> Json:
    return {
        "who": [entity_json(entities, id_) for id_ in duty.who],
        "what": duty.what,
        "forbidden": duty.is_forbidden,
        "due": days_or_null(duty.due),
        "standing": duty.standing,
        "evidence": quotes_json(names, duty.evidence),
        "done": quotes_json(names, duty.done),
        "not_done": quotes_json(names, duty.broken),
    }
