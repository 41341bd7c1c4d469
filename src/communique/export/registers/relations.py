"""Relations as JSON: ``communique-relations/1``, described in docs/reference/formats.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from communique.coding import QUADS
from communique.export.naming import quotes_json, report_names
from communique.model.record import Entity, Record
from communique.registers.acts import Deed, deeds
from communique.registers.relations import Act, Month, Relation, Turn, relations_of, sides

Json = dict[str, Any]

FORMAT = "communique-relations/1"


def as_json(one: Entity, other: Entity, weighted: bool, found: Relation) -> Json:
    """All between two sides."""
    return {
        "format": FORMAT,
        "between": [_side(one), _side(other)],
        "weighted": weighted,
        "months": [_month_json(month) for month in found.months],
        "turns": [_turn_json(turn) for turn in found.turns],
        "apart": [_act_json(act) for act in found.apart],
        "undated": [_act_json(act) for act in found.undated],
    }


def between_states(record: Record) -> Iterator[Json]:
    """All pairs of states between which something happened in a month told, by their codes; each month with its turn.

    A month has also the sum that counts an event once for each independent origin, and a passage for each event.
    """
    names = report_names(record.reports)
    states = {e.country.value: e for e in reversed(record.entities) if e.kind == "country" and e.country}
    codes = sorted(states)
    ids = dict(zip(codes, sides(record, *(states[code] for code in codes)), strict=True))
    for (a, b), told in sorted(_pairs(deeds(record), ids).items()):
        found, weighted = (relations_of(told, ids[a], ids[b], is_weighted) for is_weighted in (False, True))
        file = as_json(states[a], states[b], False, found)
        turns = {turn["month"]: turn["direction"] for turn in file["turns"]}
        for json, month, by_origin in zip(file["months"], found.months, weighted.months, strict=True):
            evidence = quotes_json(names, (e for act in month.events for e in act.event.evidence))
            json["quads"] = {name: json["quads"].get(name, 0) for name in QUADS.values()}
            json |= {"count": month.weight, "turn": turns.get(month.month), "evidence": evidence}
            json["origin_sum"] = round(by_origin.total, 4)
        if file["months"]:
            yield {**file, "one": file["between"][0], "other": file["between"][1]}


def _pairs(told: Iterable[Deed], ids: Mapping[str, frozenset[str]]) -> dict[tuple[str, str], list[Deed]]:
    """The deeds in which both states of a pair may have a part."""
    states: dict[str, list[str]] = defaultdict(list)
    for code, own in ids.items():
        for id_ in own:
            states[id_].append(code)
    found: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in told:
        for one, other in combinations(sorted({code for id_ in deed.about for code in states.get(id_, ())}), 2):
            found[one, other].append(deed)
    return found


def _side(entity: Entity) -> Json:
    return {"entity": entity.id, "name": entity.name, "country": entity.country.value if entity.country else None}


def _month_json(month: Month) -> Json:
    return {
        "month": month.month,
        "score": round(month.score, 4),
        "sum": round(month.total, 4),
        "plover": month.plover,
        "quads": {QUADS[quad]: count for quad, count in month.quads.items()},
        "events": [_act_json(act) for act in month.events],
    }


def _turn_json(turn: Turn) -> Json:
    level = {"level": round(turn.level, 4), "score": round(turn.score, 4)}
    because = [act.event.id for act in turn.because]
    return {"month": turn.month, "direction": turn.direction, **level, "because": because}


def _act_json(act: Act) -> Json:
    return {
        "event": act.event.id,
        "plover": act.plover,
        "quad": act.quad,
        "score": act.score,
        "weight": act.weight,
        "status": act.event.status,
        "summary": act.event.summary,
        "forward": act.forward,
        "backward": act.backward,
    }
