"""Events as GeoJSON (RFC 7946): a feature an event, for maps. Properties are the columns of the CSV.

An event whose place has no coordinates is there too, with the geometry null, so that no count depends on the map.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from communique.export.flat import rows
from communique.export.table import Row
from communique.model.record import Record


def render(record: Record) -> Iterator[bytes]:
    """A feature collection, one feature a line."""
    before = '{"type":"FeatureCollection","features":[\n'
    for row in rows(record):
        yield f"{before}{json.dumps(feature(row), ensure_ascii=False, separators=(',', ':'))}".encode()
        before = ",\n"
    yield b"\n]}\n" if before.startswith(",") else f"{before}]}}\n".encode()


def feature(row: Row) -> dict[str, Any]:
    """A row as a feature."""
    return {"type": "Feature", "id": row["id"], "geometry": _point(row), "properties": row}


def _point(row: Row) -> dict[str, Any] | None:
    """Longitude comes first in GeoJSON."""
    if row["latitude"] is None or row["longitude"] is None:
        return None
    return {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
