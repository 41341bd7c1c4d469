"""The registers as tables: one row for each file, step, obligation, transfer, violation, holder or month.

Each is taken from the JSON of its register; docs/reference/formats.md tells what the columns hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from communique.coding import QUADS
from communique.export.naming import report_names
from communique.export.registers import agreements, arms, bodies, ceasefires, offices, relations
from communique.export.registers.columns import Column, Json, Rows, days, flag, number, sides
from communique.export.table import DATE, DECIMAL, INTEGER, Row
from communique.model.record import Record
from communique.registers.agreements import agreements as agreements_of
from communique.registers.arms import arms as arms_of
from communique.registers.bodies import bodies as bodies_of
from communique.registers.ceasefires import ceasefires as ceasefires_of
from communique.registers.offices import offices as offices_of

REACHED = ("signed", "ratified", "in_force", "ended")  # steps whose day stands beside an agreement


def _agreements(record: Record) -> Iterator[Json]:
    names, entities = report_names(record.reports), record.everybody
    for agreement in agreements_of(record):
        file = agreements.as_json(names, entities, agreement)
        yield {**file, "reached": {step: _day_of(file, step) for step in REACHED}}


def _day_of(file: Json, step: str) -> Json | None:
    """The first day on which a step of the whole is told to have been taken."""
    done = (s for s in file["steps"] if s["step"] == step and s["status"] == "happened" and not s["by"])
    return next((s["date"] for s in done if s["date"]), None)


def _bodies(record: Record) -> Iterator[Json]:
    names, entities = report_names(record.reports), record.everybody
    return (bodies.as_json(names, entities, body) for body in bodies_of(record))


def _arms(record: Record) -> Iterator[Json]:
    names = report_names(record.reports)
    for line in arms_of(record):
        file = arms.as_json(names, line)
        yield {**file, "made": bool(file["licence"]), "told": list(arms.told(file))}


def _ceasefires(record: Record) -> Iterator[Json]:
    names = report_names(record.reports)
    for truce in ceasefires_of(record):
        file = ceasefires.as_json(names, truce)
        yield {**file, "stands": file["standing"][-1:]}


def _offices(record: Record) -> Iterator[Json]:
    names = report_names(record.reports)
    for office in offices_of(record):
        file = offices.as_json(names, office)
        yield {**file, "told": list(offices.told(file))}


_AGREEMENT = (Column("agreement", "name"), *sides("parties", "parties"))
_STEP = (
    Column("step", "steps.step"),
    Column("status", "steps.status"),
    *days("date", "steps.date"),
    *sides("by", "steps.by"),
    Column("signers", "steps.signers.name"),
    Column("place", "steps.place.name"),
    Column("events", "steps.events"),
)
_TRANSFER = (
    *sides("supplier", "supplier"),
    *sides("recipient", "recipient"),
    Column("designation", "designation"),
    Column("kind", "kind"),
)
_TRUCE = (Column("ceasefire", "id"), Column("name", "name"), *sides("parties", "parties"))

_ROWS = {
    "agreements": Rows(
        _agreements,
        (
            *_AGREEMENT,
            Column("names", "names"),
            Column("form", "form"),
            Column("standing", "standing"),
            *(column for step in REACHED for column in days(step, f"reached.{step}")),
            *days("until", "until"),
            Column("bodies", "bodies"),
        ),
        ("steps.evidence", "obligations.evidence", "called"),
    ),
    "agreement-steps": Rows(_agreements, (*_AGREEMENT, *_STEP), ("steps.evidence",), "steps"),
    "obligations": Rows(
        _agreements,
        (
            *_AGREEMENT,
            Column("who", "obligations.who.name"),
            Column("what", "obligations.what"),
            flag("forbidden", "obligations.forbidden"),
            *days("due", "obligations.due"),
            Column("standing", "obligations.standing"),
            Column("done_reports", "obligations.done.report"),
            Column("done_quote", "obligations.done.quote", first=True),
            Column("not_done_reports", "obligations.not_done.report"),
            Column("not_done_quote", "obligations.not_done.quote", first=True),
        ),
        ("obligations.evidence",),
        "obligations",
    ),
    "bodies": Rows(
        _bodies,
        (
            Column("body", "name"),
            Column("names", "names"),
            *sides("members", "members"),
            Column("seat", "seat.name"),
            Column("standing", "standing"),
            Column("founded_by", "founded_by"),
            *sides("staff", "staff"),
        ),
        ("steps.evidence", "called"),
    ),
    "body-steps": Rows(_bodies, (Column("body", "name"), *_STEP), ("steps.evidence",), "steps"),
    "arms": Rows(
        _arms,
        (
            *_TRANSFER,
            Column("names", "names"),
            Column("standing", "standing"),
            *number("ordered", "ordered.number"),
            *days("ordered", "ordered.date"),
            *number("delivered", "delivered"),
            flag("licence", "made"),
            Column("events", "events"),
        ),
        ("evidence",),
    ),
    "arms-steps": Rows(
        _arms,
        (
            *_TRANSFER,
            Column("what", "told.what"),
            Column("status", "told.status"),
            *days("date", "told.date"),
            *number("number", "told.number"),
            Column("told_by", "told.told_by"),
            Column("words", "told.words"),
            Column("denied_reports", "told.denied.report"),
            Column("denied_quote", "told.denied.quote", first=True),
        ),
        ("told.evidence",),
        "told",
    ),
    "ceasefires": Rows(
        _ceasefires,
        (
            *_TRUCE,
            *days("start", "start"),
            Column("area", "area.words"),
            Column("places", "area.names"),
            Column("monitors", "monitors.name"),
            Column("standing", "stands.standing"),
            Column("terms", "terms.quote"),
        ),
        ("steps.evidence", "violations.evidence"),
    ),
    "ceasefire-steps": Rows(
        _ceasefires,
        (
            *_TRUCE,
            Column("step", "steps.step"),
            Column("status", "steps.status"),
            *days("date", "steps.date"),
            flag("date_told", "steps.date_told"),
            Column("by", "steps.by"),
        ),
        ("steps.evidence",),
        "steps",
    ),
    "violations": Rows(
        _ceasefires,
        (
            *_TRUCE,
            *days("date", "violations.date"),
            Column("accused", "violations.accused"),
            Column("told_by", "violations.told_by"),
            Column("teller", "violations.teller"),
            Column("status", "violations.status"),
            Column("place", "violations.place"),
            *number("killed", "violations.killed"),
            flag("grave", "violations.grave"),
            Column("events", "violations.events"),
            Column("denied_reports", "violations.denied.report"),
            Column("denied_quote", "violations.denied.quote", first=True),
        ),
        ("violations.evidence",),
        "violations",
    ),
    "violation-counts": Rows(
        _ceasefires,
        (
            *_TRUCE,
            *days("date", "counted.date"),
            Column("number", "counted.number", DECIMAL),
            Column("told_by", "counted.told_by"),
        ),
        ("counted.evidence",),
        "counted",
    ),
    "ceasefire-standing": Rows(
        _ceasefires,
        (*_TRUCE, Column("since", "standing.since", DATE), Column("standing", "standing.standing")),
        ("standing.because",),
        "standing",
    ),
    "offices": Rows(
        _offices,
        (
            Column("office", "office"),
            Column("of", "of"),
            Column("country", "country"),
            Column("body", "body"),
            flag("gap", "told.gap"),
            Column("person", "told.person"),
            Column("name", "told.name"),
            flag("acting", "told.acting"),
            *days("shown", "told.shown"),
            *days("begins", "told.begins"),
            *days("ends", "told.ends"),
            Column("disputed_by", "told.disputed_by"),
        ),
        ("told.evidence",),
        "told",
    ),
    "relations": Rows(
        relations.between_states,
        (
            Column("one", "one.name"),
            Column("one_country", "one.country"),
            Column("other", "other.name"),
            Column("other_country", "other.country"),
            Column("month", "months.month"),
            Column("event_count", "months.count", INTEGER),
            Column("sum", "months.sum", DECIMAL),
            Column("score", "months.score", DECIMAL),
            Column("origin_sum", "months.origin_sum", DECIMAL),
            *(Column(name.replace(" ", "_"), f"months.quads.{name}", INTEGER) for name in QUADS.values()),
            Column("turn", "months.turn"),
            Column("events", "months.events.event"),
        ),
        ("months.evidence",),
        "months",
    ),
}
REGISTERS = {name: rows.table() for name, rows in _ROWS.items()}


def every(record: Record) -> Iterator[tuple[str, Iterator[Row]]]:
    """All tables of registers by name, in order, with their rows; each register is made once for all of its tables."""
    made: dict[Callable[[Record], Iterable[Json]], list[Json]] = {}
    for name, rows in _ROWS.items():
        if rows.files not in made:
            made[rows.files] = list(rows.files(record))
        yield name, rows.of_files(record, made[rows.files])
