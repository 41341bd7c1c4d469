"""How lines of the register of bodies are compared: members, seat, standing, founding act, staff, and each step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.export.registers.lives import side_name
from communique.model.record import Record
from communique.registers.bodies import Body, bodies
from eval.registers.agreements import is_invented, same_parties, step_faults
from eval.registers.lines import Line, Register, Told, same_about, same_day, same_name, spelled

VALUES = ("members", "seat", "standing", "founded_by", "staff")


def bodies_expected(told: Sequence[Told]) -> Iterator[Line]:
    """The lines of each body: those values that the story tells, its names and its steps."""
    for one in told:
        yield Line((one["name"], "names"), {"names": one["names"]})
        for value in VALUES:
            if one.get(value):
                yield Line((one["name"], value), {value: one[value]})
        for step in one["steps"]:
            yield Line((one["name"], "step", step["step"]), step)


def bodies_found(record: Record, told: Sequence[Told]) -> Iterator[Line]:
    """The lines that the register has, under the expected name of the body that they are of."""
    entities = {entity.id: entity for entity in (*record.entities, *record.aside)}
    for found in bodies(record):
        name = next((one["name"] for one in told if _is_same_body(one, found)), f"? {found.name}")
        values = {
            "names": list(found.names),
            "members": [side_name(entities, side) for side in found.members],
            "seat": entities[found.seat].name if found.seat in entities else None,
            "standing": found.standing,
            "founded_by": found.founded_by,
            "staff": [side_name(entities, side) for side in found.staff],
        }
        for value, of in values.items():
            if of:
                yield Line((name, value), {value: of})
        for step in found.steps:
            shown = f"{name}: {step.step} {step.status} {spelled(step.date)}"
            yield Line((name, "step", step.step), {"step": step.step, "status": step.status, "day": step.date}, shown)


def _is_same_body(told: Told, found: Body) -> bool:
    """By a name, or a description whose words are in the name; else by a step of one day."""
    if any(same_name(a, b) for a in told["names"] for b in found.names):
        return True
    days = [(s["step"], s["date"]) for s in told["steps"] if s["date"] and s["status"] == "happened"]
    return any(step == s.step and s.date and same_day(day, s.date) for step, day in days for s in found.steps)


def faults(line: Line, other: Line) -> list[str]:
    """Which values differ; an agreement may be called by other words."""
    what = line.about[1]
    if what == "step":
        return list(step_faults(line.values, other.values))
    told, found = line.values[what], other.values[what]
    if what in ("members", "staff", "names"):
        return [] if same_parties(told, found) else [f"{what} {told}, not {found}"]
    same = what == "founded_by" or same_name(told, found)
    return [] if same else [f"{what} {told}, not {found}"]


BODIES = Register(bodies_expected, bodies_found, same_about, faults, is_invented)
