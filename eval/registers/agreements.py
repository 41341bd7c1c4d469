"""How lines of the register of agreements are compared: parties, standing, and each step, obligation and body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.export.registers.lives import Entities, side_name
from communique.model.record import Record
from communique.reference import fold
from communique.registers.agreements import Agreement, agreements
from eval.registers.lines import Line, Register, Told, same_day, same_name, spelled

STEM = 5
FORMS = {"ceasefire": "agreement", "protocol": "agreement", "text": "agreement"}  # forms that the stories do not have
ALIKE = 0.5  # share of the words of an expected obligation that a found one must have


def agreements_expected(told: Sequence[Told]) -> Iterator[Line]:
    """The lines of each agreement."""
    for one in told:
        name = one["name"]
        yield Line((name, "parties"), {"parties": one["parties"], "form": one["form"]})
        yield Line((name, "standing"), {"standing": one["standing"]})
        for step in one["steps"]:
            yield Line((name, "step", step["step"]), step)
        for duty in one.get("obligations", ()):
            yield Line((name, "obligation"), duty)
        for body in one.get("bodies", ()):
            yield Line((name, "body"), {"body": body})


def agreements_found(record: Record, told: Sequence[Told]) -> Iterator[Line]:
    """The lines that the register has, under the expected name of the agreement that they are of."""
    entities = {entity.id: entity for entity in (*record.entities, *record.aside)}
    for found in agreements(record):
        name = next((one["name"] for one in told if _is_same_agreement(one, found, entities)), f"? {found.name}")
        parties = [side_name(entities, side) for side in found.parties]
        yield Line((name, "parties"), {"parties": parties, "form": found.form})
        yield Line((name, "standing"), {"standing": found.standing})
        for step in found.steps:
            by = [side_name(entities, side) for side in step.by]
            place = entities[step.place].name if step.place in entities else None
            values = {"step": step.step, "status": step.status, "day": step.date, "by": by, "place": place}
            yield Line(
                (name, "step", step.step), values, f"{name}: {step.step} {step.status} {spelled(step.date)} {by}"
            )
        for duty in found.duties:
            values = {"who": [side_name(entities, id_) for id_ in duty.who], "what": duty.what, "day": duty.due}
            shown = f"{name}: {values['who']} {duty.what[:70]!r} {spelled(duty.due)} {duty.standing}"
            yield Line((name, "obligation"), {**values, "standing": duty.standing}, shown)
        for body in found.bodies:
            yield Line((name, "body"), {"body": body})


def same_parties(expected: Sequence[str], found: Sequence[str]) -> bool:
    """Whether each side of one list is in the other."""
    return len(expected) == len(found) and all(any(same_name(e, f) for f in found) for e in expected)


def _is_same_agreement(told: Told, found: Agreement, entities: Entities) -> bool:
    """By name; else the same parties, or the form and one of them where fewer are read, with a step of one day."""
    if any(same_name(a, b) for a in told.get("names", [told["name"]]) for b in found.names):
        return True
    parties = [side_name(entities, side) for side in found.parties]
    if parties and not any(same_name(p, e) for p in parties for e in told["parties"]):
        return False
    days = {(s["step"], s["date"]) for s in told["steps"] if s["date"]}
    shared = any(step == s.step and s.date and same_day(day, s.date) for step, day in days for s in found.steps)
    return shared or (same_parties(told["parties"], parties) and told["form"] == FORMS.get(found.form, found.form))


def same_line(one: Line, other: Line) -> bool:
    """Whether two lines are of one agreement and tell of the same."""
    if one.about != other.about:
        return False
    if one.about[1] == "obligation":
        return same_parties(re.split(r" and |, ", one.values["who"]), other.values["who"]) and _share_words(
            one.values["what"], other.values["what"]
        )
    return one.about[1] != "body" or same_name(one.values["body"], other.values["body"])


def _share_words(expected: str, found: str) -> bool:
    a, b = ({w[:STEM] for w in re.findall(r"[^\W\d_]{3,}", fold(words))} for words in (expected, found))
    return len(a & b) >= ALIKE * len(a)


def faults(line: Line, other: Line) -> list[str]:
    """Which values differ."""
    what, told, found = line.about[1], line.values, other.values
    if what == "parties":
        wrong = (
            [] if same_parties(told["parties"], found["parties"]) else [f"{told['parties']}, not {found['parties']}"]
        )
        return wrong + [f"form {told['form']}, not {found['form']}"] * (
            told["form"] != FORMS.get(found["form"], found["form"])
        )
    if what == "standing":
        return [f"standing {told['standing']}, not {found['standing']}"] * (told["standing"] != found["standing"])
    if what == "step":
        return list(step_faults(told, found))
    if what == "obligation":
        wrong = [f"standing {told['standing']}, not {found['standing']}"] * (told["standing"] != found["standing"])
        return wrong + [f"by {told['by']}, not {spelled(found['day'])}"] * (not same_day(told["by"], found["day"]))
    return []


def step_faults(told: Told, found: Told) -> Iterator[str]:
    """Status, day, who alone did it, and the place where that is told."""
    if told["status"] != found["status"]:
        yield f"{told['step']} {told['status']}, not {found['status']}"
    if not same_day(told["date"], found["day"]):
        yield f"{told['step']} {told['date']}, not {spelled(found['day'])}"
    if "by" in found and not same_parties(told.get("by", []), found["by"]):
        yield f"{told['step']} by {told.get('by', [])}, not {found['by']}"
    if told.get("place") and not (found["place"] and same_name(told["place"], found["place"])):
        yield f"{told['step']} in {told['place']}, not {found['place']}"


def is_invented(line: Line, wanted: Sequence[Line]) -> bool:
    """A line of an expected agreement is wrong; others are told in passing."""
    return any(line.about[0] == w.about[0] for w in wanted)


AGREEMENTS = Register(agreements_expected, agreements_found, same_line, faults, is_invented)
