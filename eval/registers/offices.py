"""How lines of the register of offices are compared: one for each holder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.model.record import Record
from communique.registers.offices import Holder, offices
from communique.registers.titles import title_of
from eval.registers.lines import Line, Register, Told, same_day, same_name, spelled


def offices_expected(told: Sequence[Told]) -> Iterator[Line]:
    """One line for each holder."""
    for office in told:
        for holder in office["holders"]:
            yield Line((office["office"], office["of"], holder["person"]), holder)


def offices_found(record: Record, told: Sequence[Told]) -> Iterator[Line]:
    """One line for each holder that the register has."""
    for office in offices(record):
        for holder in office.holders:
            values = {"holder": holder}
            span = f"{spelled(holder.first.interval)} to {spelled(holder.last.interval if holder.last else None)}"
            shown = f"{office.office} of {office.of}: {holder.name}, {span}{', acting' if holder.acting else ''}"
            yield Line((office.office, office.of or "", holder.name), values, shown)


def same_office(one: Line, other: Line) -> bool:
    """Whether two lines are of one office of one state or body: the one may tell more words of it than the other."""
    a, b = title_of(one.about[0]), title_of(other.about[0])
    if a is None or b is None or not same_name(one.about[1], other.about[1]):
        return False
    ranks = {"deputy", "vice"}
    return (
        (a.head, a.host) == (b.head, b.host)
        and (a.realm <= b.realm or b.realm <= a.realm)
        and a.realm & ranks == b.realm & ranks
    )


def same_holder(one: Line, other: Line) -> bool:
    """Whether two lines are of one person in one office."""
    return same_office(one, other) and same_name(one.about[2], other.about[2])


def office_faults(line: Line, other: Line) -> list[str]:
    """What differs: first and last day in office, acting, and taking and leaving it where that is told."""
    holder: Holder = other.values["holder"]
    found = {
        "from": holder.first.interval,
        "to": holder.last.interval if holder.last else None,
        "begins": holder.begins.interval if holder.begins else None,
        "ends": holder.ends.interval if holder.ends else None,
    }
    faults = [
        f"{key} {line.values.get(key)}, not {spelled(found[key])}"
        for key in found
        if not same_day(line.values.get(key), found[key])
    ]
    return faults + ["acting"] * (line.values["acting"] != holder.acting)


def office_invented(line: Line, wanted: Sequence[Line]) -> bool:
    """A line of an expected office, or of somebody expected in another, is wrong; others are told in passing."""
    return any(same_office(w, line) or same_name(w.about[2], line.about[2]) for w in wanted)


OFFICES = Register(offices_expected, offices_found, same_holder, office_faults, office_invented)
