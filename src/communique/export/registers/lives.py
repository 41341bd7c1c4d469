"""Steps of agreements and bodies, and sides, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.export.naming import days_json, days_or_null, quotes_json
from communique.model.record import Entity
from communique.reference import load as load_reference
from communique.registers.lives import Line

Json = dict[str, Any]
Entities = Mapping[str, Entity]


def line_json(names: Mapping[str, str], entities: Entities, line: Line) -> Json:
    """One step; ``names`` are the exported names of the reports by id."""
    return {
        "step": line.step,
        "status": line.status,
        "date": days_or_null(line.date),
        "other_dates": [days_json(day) for day in line.dates],
        "by": [side_json(entities, side) for side in line.by],
        "signers": [entity_json(entities, id_) for id_ in line.signers],
        "place": entity_json(entities, line.place) if line.place else None,
        "events": list(line.events),
        "evidence": quotes_json(names, line.evidence),
    }


def side_json(entities: Entities, side: str) -> Json:
    """A side: a state by its alpha-3 code, another by its entity's id."""
    is_state = load_reference().country_by_code(side) is not None
    return {
        "name": side_name(entities, side),
        "country": side if is_state else None,
        "entity": None if is_state else side,
    }


def side_name(entities: Entities, side: str) -> str:
    """A side in words: a state by its English name, another as the record calls it."""
    country = load_reference().country_by_code(side)
    if country is not None:
        return country.name
    return entities[side].name if side in entities else side


def entity_json(entities: Entities, id_: str) -> Json:
    """An entity by its id and name; a state that no report names by its code alone."""
    return {"entity": id_ if id_ in entities else None, "name": side_name(entities, id_)}
