"""Arms transfers in the columns of the trade register of SIPRI's Arms Transfers Database, as CSV.

The column behind a year or a number bears "?" where it is uncertain, as there. SIPRI's trend-indicator values are its
own estimate and stay empty, and so does its status (new, second hand), which reports seldom tell. What is only planned
or was cancelled before anything came is left out, as there. `sources` tells the report and words behind each cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.export.csv import safe
from communique.export.naming import printable, report_names
from communique.model.record import Evidence, Record
from communique.reference import load as load_reference
from communique.registers.arms import Arms, arms
from communique.registers.batches import FIRM, Number

COLUMNS = (
    *("Recipient", "Supplier", "Year of order", "", "Number ordered", "", "Weapon designation", "Weapon description"),
    *("Number delivered", "", "Year(s) of delivery", "status", "Comments"),
    *("SIPRI TIV per unit", "SIPRI TIV for total order", "SIPRI TIV of delivered weapons"),
)
SOURCES = ("row", "recipient", "supplier", "designation", "column", "value", "report", "from", "to", "quote")
UNKNOWN, UNCERTAIN = "unknown supplier(s)", "?"


@dataclass(frozen=True, slots=True)
class Cell:
    """The value of one column, whether it is uncertain, and the words that tell it."""

    column: str
    value: str
    evidence: tuple[Evidence, ...] = ()
    uncertain: bool = False


def render(record: Record) -> Iterator[bytes]:
    """A line of column names, then one line for each weapon between a supplier and a recipient."""
    yield _line(COLUMNS)
    for line in _lines(record):
        row = []
        for cell in cells(line):
            row.append(safe(cell.value))
            if cell.column in ("Year of order", "Number ordered", "Number delivered"):
                row.append(UNCERTAIN if cell.uncertain and cell.value else "")
        yield _line((*row, "", "", ""))


def sources(record: Record) -> Iterator[bytes]:
    """A line for each cell and passage that it rests on; ``row`` counts the lines of `render` from 1."""
    names = report_names(record.reports)
    yield _line(SOURCES)
    for number, line in enumerate(_lines(record), 1):
        found = cells(line)
        who = tuple(safe(cell.value) for cell in (found[0], found[1], found[4]))
        for cell in found:
            for e in cell.evidence if cell.value else ():
                place = (names[e.report], str(e.span.start), str(e.span.end), safe(printable(e.quote)))
                yield _line((str(number), *who, cell.column, safe(cell.value), *place))


def _lines(record: Record) -> Iterator[Arms]:
    for line in arms(record):
        came = line.delivered is not None or any(b.status != "denied" for b in line.batches)
        if came or line.standing not in ("planned", "cancelled"):
            yield line


def cells(line: Arms) -> list[Cell]:
    """The cells of one line in the order of the columns, those of uncertainty and of SIPRI's own values aside."""
    order = line.orders[0] if line.orders else None
    year = str(order.when.start.year) if order and order.when else ""
    wide = bool(order and order.when and order.when.start.year != order.when.end.year)
    ordered = line.order.number if line.order and line.order.change != "cancelled" else None
    told = tuple(a.evidence for a in line.order.accounts) if line.order else ()
    firm = [b for b in line.batches if b.status in FIRM]
    shown = line.delivered or _alleged(line)
    doubt = not firm or any(b.denied for b in line.batches) or _is_wide(shown) or not any(b.number for b in firm)
    batches = firm or list(line.batches)
    years = sorted({str(b.when.start.year) for b in batches if b.when})
    came = tuple(a.evidence for b in batches for a in b.accounts) or tuple(a.evidence for a in line.totals)
    return [
        Cell("Recipient", line.recipient.name, line.told_by["recipient"]),
        Cell("Supplier", _supplier(line), line.told_by["supplier"]),
        Cell("Year of order", year, order.when_told if order else (), wide),
        Cell("Number ordered", _count(ordered), told, _is_wide(ordered)),
        Cell("Weapon designation", line.designation, line.told_by["designation"]),
        Cell("Weapon description", line.kind, line.told_by["kind"]),
        Cell("Number delivered", _count(shown), came, doubt),
        Cell("Year(s) of delivery", "; ".join(years), tuple(e for b in batches for e in b.when_told)),
        Cell("status", ""),
        Cell("Comments", "; ".join(_comments(line)), _comment_sources(line)),
    ]


def _alleged(line: Arms) -> Number | None:
    return next((n for b in line.batches if (n := b.number)), None)


def _supplier(line: Arms) -> str:
    """The state, as SIPRI has it, not the firm; the firm or group where no state is known."""
    if line.supplier is None:
        return UNKNOWN
    state = load_reference().country_by_code(line.supplier.country) if line.supplier.country else None
    return state.name if state else line.supplier.name


def _count(number: Number | None) -> str:
    return f"{number.best:g}" if number and number.best < 1e6 else f"{number.best:.0f}" if number else ""


def _is_wide(number: Number | None) -> bool:
    return number is not None and number.low != number.high


def _comments(line: Arms) -> Iterator[str]:
    if line.supplier and line.supplier.name != _supplier(line):
        yield f"From {line.supplier.name}"
    for order, after in zip(line.orders, line.orders[1:], strict=False):
        if order.number and after.number:
            told = "cancelled" if after.change == "cancelled" else f"{after.change} to {_count(after.number)}"
            yield f"Order of {_count(order.number)} {told}"
    if line.prices:
        yield f"Price told: {printable(line.prices[-1].words)}"
    if line.licence:
        yield "Produced under licence or jointly"
    for batch in line.batches:
        if batch.denied:
            yield f"Delivery of {_count(batch.number or batch.accounts[0].number) or 'some'} denied"


def _comment_sources(line: Arms) -> tuple[Evidence, ...]:
    changed: Iterable[Evidence] = (a.evidence for o in line.orders[1:] for a in o.accounts)
    denied = (a.evidence for b in line.batches for a in b.accounts if a.status == "denied")
    return (*changed, *(p.evidence for p in line.prices[-1:]), *line.licence, *denied)


def _line(row: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(row)
    return out.getvalue().encode()
