"""How lines of the register of ceasefires are compared: start, area, monitor, each step, violation and standing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.model.record import Record
from communique.registers.ceasefires import Violation, ceasefires
from eval.registers.lines import Line, Register, Told, same_day, same_name, spelled

MONTHS = "January February March April May June July August September October November December".split()


def ceasefires_expected(told: Sequence[Told]) -> Iterator[Line]:
    """One line each for start, area and monitor, for each step, violation and standing."""
    for truce in told:
        about = tuple(truce["parties"])
        yield Line(("start", about), {"date": truce["start"]}, f"start {truce['start']}")
        yield Line(("area", about), {"area": truce["area"]}, f"area {truce['area']}")
        if truce.get("monitor"):
            yield Line(("monitor", about), {"monitor": truce["monitor"]}, f"monitor {truce['monitor']}")
        for step in truce["steps"]:
            yield Line((step["step"], about), {"date": step["date"]}, f"{step['step']} {step['date']}")
        for one in truce["violations"]:
            shown = f"violation {one['date']} of {one['accused']}, told by {one['told_by']}, killed {one.get('killed')}"
            yield Line(("violation", about), one, shown)
        for since, standing in truce["standing"]:
            yield Line(("standing", about), {"since": since, "standing": standing}, f"{standing} from {since}")


def ceasefires_found(record: Record, told: Sequence[Told]) -> Iterator[Line]:
    """The same of what the register has; parties by all their names."""
    for truce in ceasefires(record):
        about = tuple(party.names for party in truce.parties)
        name = f"{truce.name}, {spelled(truce.start)}"
        yield Line(("start", about), {"date": truce.start}, f"{name}: start")
        if truce.area:
            names = [n for words in truce.area for n in words.names]
            yield Line(("area", about), {"names": names}, f"{name}: area {', '.join(names)}")
        for monitor in truce.monitors:
            yield Line(("monitor", about), {"monitor": monitor.name}, f"{name}: monitor {monitor.name}")
        for step in truce.steps:
            yield Line((step.step, about), {"date": step.interval}, f"{name}: {step.step} {spelled(step.interval)}")
        for one in truce.violations:
            names = {party.name: party.names for party in truce.parties}
            shown = f"{name}: violation {spelled(one.interval)} of {one.accused}, told by {one.told_by}"
            yield Line(("violation", about), {"violation": one, "names": names}, shown)
        for stand in truce.standings:
            values = {"since": str(stand.since), "standing": stand.standing}
            yield Line(("standing", about), values, f"{name}: {stand.standing} from {stand.since}")


def same_line(one: Line, other: Line) -> bool:
    """Whether two lines are of one kind, about one truce; a violation by accused and teller, a standing by its word."""
    if one.about[0] != other.about[0] or not _same_parties(one, other):
        return False
    if one.about[0] == "violation":
        violation, names = other.values["violation"], other.values["names"]
        return (
            _is_party(one.values["accused"], violation.accused, names)
            and _is_party(one.values["told_by"], violation.told_by, names)
            and one.values["date"][:4] == str(violation.interval.start)[:4]
        )
    return one.about[0] != "standing" or one.values["standing"] == other.values["standing"]


def _same_parties(one: Line, other: Line) -> bool:
    parties = other.about[1]
    return all(any(_is_named(name, names) for names in parties) for name in one.about[1])


def _is_named(name: str, names: Sequence[str]) -> bool:
    return any(same_name(name, known) for known in names)


def _is_party(expected: str, found: str, names: dict[str, Sequence[str]]) -> bool:
    return same_name(expected, found) or _is_named(expected, names.get(found, ()))


def faults(line: Line, other: Line) -> list[str]:
    """What differs."""
    sort = line.about[0]
    if sort == "area":
        wanted = {n for n in re.findall(r"[A-Z][\w’'-]+", line.values["area"]) if n not in MONTHS}
        found = {word for name in other.values["names"] for word in name.split()}
        return [] if wanted == found else [f"area {line.values['area']}, not {', '.join(other.values['names'])}"]
    if sort == "monitor":
        same = same_name(line.values["monitor"], other.values["monitor"])
        return [] if same else [f"monitor {line.values['monitor']}, not {other.values['monitor']}"]
    if sort == "standing":
        return [] if line.values["since"] == other.values["since"] else [f"{line}, not {other.values['since']}"]
    if sort == "violation":
        return list(_violation_faults(line, other.values["violation"]))
    expected, date = line.values["date"], other.values["date"]
    return [] if same_day(expected, date) else [f"{sort} {expected}, not {spelled(date)}"]


def _violation_faults(line: Line, found: Violation) -> Iterator[str]:
    if not same_day(line.values["date"], found.interval):
        yield f"date {line.values['date']}, not {spelled(found.interval)}"
    killed = line.values.get("killed")
    numbers = {"low": found.killed.low, "high": found.killed.high} if found.killed else None
    if killed is not None and numbers != killed:
        yield f"killed {killed}, not {numbers}"


def invented(line: Line, wanted: Sequence[Line]) -> bool:
    """A line of an expected truce that nobody expects is wrong; other truces are told in passing."""
    return any(_same_parties(w, line) for w in wanted)


CEASEFIRES = Register(ceasefires_expected, ceasefires_found, same_line, faults, invented)
