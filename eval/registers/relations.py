"""How lines of the register of relations are compared: one for each PLOVER event of a month, one for each turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.model.record import Entity, Record
from communique.reference import load as load_reference
from communique.registers.relations import relations, sides
from eval.registers.lines import Line, Register, Told, same_about, value_faults


def relations_expected(told: Sequence[Told]) -> Iterator[Line]:
    """One line for each PLOVER event of a month, one for each turn."""
    for relation in told:
        pair = tuple(relation["between"])
        for event in relation["events"]:
            yield Line((*pair, event["month"], event["kind"]), {"count": event["count"], "status": event["status"]})
        for month in relation["turns"]:
            yield Line((*pair, month, "turn"), {})


def relations_found(record: Record, told: Sequence[Told]) -> Iterator[Line]:
    """The same of what the register has between the same states."""
    for relation in told:
        one, other = sides(record, *(_country(record, name) for name in relation["between"]))
        found = relations(record, one, other)
        pair = tuple(relation["between"])
        for month in found.months:
            for kind, count in month.plover.items():
                ids = ", ".join(act.event.id for act in month.events if act.plover == kind)
                shown = f"{month.month} {kind} {count}: {ids}"
                yield Line((*pair, month.month, kind), {"count": count, "status": "happened"}, shown)
        for turn in found.turns:
            yield Line((*pair, turn.month, "turn"), {}, f"{turn.month} turn to {turn.direction}")


def _country(record: Record, name: str) -> Entity:
    match = load_reference().country(name)
    code = match.alpha3 if match else ""
    found = (e for e in record.entities if e.kind == "country" and e.country and e.country.value == code)
    return next(found)


RELATIONS = Register(relations_expected, relations_found, same_about, value_faults, lambda line, wanted: True)
