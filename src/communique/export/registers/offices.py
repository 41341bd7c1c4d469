"""Offices as JSON: ``communique-offices/1``, described in docs/reference/formats.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from communique.export.naming import days_json, quotes_json
from communique.registers.offices import Holder, Office
from communique.registers.sighting import Told

Json = dict[str, Any]

FORMAT = "communique-offices/1"


def as_json(names: Mapping[str, str], office: Office) -> Json:
    """One office; ``names`` are the exported names of the reports by id."""
    return {
        "office": office.office,
        "of": office.of,
        "country": office.country,
        "body": office.body,
        "holders": [_holder_json(names, holder) for holder in office.holders],
        "gaps": [{"from": str(gap.start), "to": str(gap.end)} for gap in office.gaps],
    }


def told(office: Json) -> Iterator[Json]:
    """The holders of an office (as JSON) and the gaps between them, in the order of time, with the days shown."""
    found = [{**gap, "gap": True, "shown": gap} for gap in office["gaps"]]
    for holder in office["holders"]:
        shown = {"from": holder["first"]["from"], "to": (holder["last"] or holder["first"])["to"]}
        found.append({**holder, "gap": False, "shown": shown})
    yield from sorted(found, key=lambda one: (one["shown"]["from"], not one["gap"]))


def _holder_json(names: Mapping[str, str], holder: Holder) -> Json:
    return {
        "person": holder.person,
        "name": holder.name,
        "acting": holder.acting,
        "first": _told_json(names, holder.first),
        "last": _told_json(names, holder.last),
        "begins": _told_json(names, holder.begins),
        "ends": _told_json(names, holder.ends),
        "disputed_by": list(holder.disputed_by),
        "evidence": quotes_json(names, holder.evidence),
    }


def _told_json(names: Mapping[str, str], told: Told | None) -> Json | None:
    if told is None:
        return None
    return {**days_json(told.interval), "event": told.event, "evidence": quotes_json(names, told.evidence)}
