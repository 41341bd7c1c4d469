"""Bodies as JSON: ``communique-bodies/1``, described in docs/reference/formats.md."""

from __future__ import annotations

from collections.abc import Mapping

from communique.export.naming import quotes_json
from communique.export.registers.lives import Entities, Json, entity_json, line_json, side_json
from communique.registers.bodies import Body

FORMAT = "communique-bodies/1"


def as_json(names: Mapping[str, str], entities: Entities, body: Body) -> Json:
    """One file; ``names`` are the exported names of the reports by id."""
    return {
        "name": body.name,
        "names": list(body.names),
        "members": [side_json(entities, side) for side in body.members],
        "seat": entity_json(entities, body.seat) if body.seat else None,
        "standing": body.standing,
        "founded_by": body.founded_by,
        "staff": [side_json(entities, side) for side in body.staff],
        "steps": [line_json(names, entities, line) for line in body.steps],
        "called": quotes_json(names, body.called),
    }
