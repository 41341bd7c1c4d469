"""How rows of a table are taken from a register's JSON: a column names where its value stands.

A row is of a file (an agreement, a truce) or of one thing in it (a step). For the latter the file stands with that one
thing in the place of the list: ``steps.date.from`` is then the day of the step, ``name`` still that of the agreement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from communique.export.naming import report_names
from communique.export.table import BOOLEAN, DATE, DECIMAL, INTEGER, TEXT, Row, Table, Value
from communique.model.record import Claim, Record
from communique.model.span import Span
from communique.record.origins import Origins

Json = dict[str, Any]

JOINT = "; "
NUMBER = "entry"  # the number of a file in its register, which joins the rows of its tables
SOURCE = {
    "reports": TEXT,
    "report_count": INTEGER,
    "origin_count": INTEGER,
    "quote": TEXT,
    "quote_report": TEXT,
    "quote_from": INTEGER,
    "quote_to": INTEGER,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column and where in the JSON it stands; texts of a list are joined, each once, but for ``first``."""

    name: str
    path: str
    type: str = TEXT
    first: bool = False

    def of(self, item: Json) -> Value:
        """Its value in a row; None where nothing is told."""
        found = [value for value in _at(item, self.path.split(".")) if value != ""]
        if not found:
            return None
        if self.type == TEXT and not self.first:
            return JOINT.join(dict.fromkeys(map(str, found)))
        value: Value = found[0]
        return value


def _at(value: Any, keys: Sequence[str]) -> Iterator[Any]:
    """What stands at a path, nothing where that is null; a list stands for all that is in it."""
    if isinstance(value, list):
        for each in value:
            yield from _at(each, keys)
    elif not keys and value is not None:
        yield value
    elif keys and isinstance(value, dict):
        yield from _at(value.get(keys[0]), keys[1:])


def days(name: str, path: str) -> tuple[Column, ...]:
    """First and last day."""
    return Column(f"{name}_from", f"{path}.from", DATE), Column(f"{name}_to", f"{path}.to", DATE)


def number(name: str, path: str) -> tuple[Column, ...]:
    """A number with its bounds."""
    bounds = (Column(f"{name}_{bound}", f"{path}.{bound}", DECIMAL) for bound in ("low", "high"))
    return Column(name, f"{path}.best", DECIMAL), *bounds


def sides(name: str, path: str) -> tuple[Column, ...]:
    """Sides by name, and the codes of those that are states."""
    return Column(name, f"{path}.name"), Column(f"{name}_countries", f"{path}.country")


def flag(name: str, path: str) -> Column:
    """Yes or no."""
    return Column(name, path, BOOLEAN)


@dataclass(frozen=True)
class Rows:
    """The rows of a table: of each of ``files``, or of each thing in its list ``each``.

    ``evidence`` tells where the passages stand that a row rests on, those first of which the first is to be quoted.
    """

    files: Callable[[Record], Iterable[Json]]
    columns: tuple[Column, ...]
    evidence: tuple[str, ...]
    each: str = ""

    def table(self) -> Table:
        """As a table."""
        return Table(self.of, {NUMBER: INTEGER, **{c.name: c.type for c in self.columns}, **SOURCE})

    def of(self, record: Record) -> Iterator[Row]:
        """The rows of a record, in the order of the register."""
        return self.of_files(record, self.files(record))

    def of_files(self, record: Record, files: Iterable[Json]) -> Iterator[Row]:
        """The same of files that are at hand."""
        teller = _Teller(record)
        for n, file in enumerate(files, 1):
            for item in ({**file, self.each: one} for one in file[self.each]) if self.each else (file,):
                cells = {column.name: column.of(item) for column in self.columns}
                told = (quote for path in self.evidence for quote in _at(item, path.split(".")))
                yield {NUMBER: n, **cells, **teller.told(told)}


class _Teller:
    """Counts the reports and independent origins of passages."""

    def __init__(self, record: Record) -> None:
        self._ids = {name: id_ for id_, name in report_names(record.reports).items()}
        self._origins = Origins(record.reuse)

    def told(self, evidence: Iterable[Json]) -> Row:
        """Where a row is told: its reports, and the first passage."""
        found = list(evidence)
        claims = [Claim(self._ids[e["report"]], "", "evidence", "", Span(e["from"], e["to"]), "") for e in found]
        origins = self._origins.of(claims)
        first = found[0] if found else {}
        return {
            "reports": JOINT.join(dict.fromkeys(e["report"] for e in found)) or None,
            "report_count": len(origins),
            "origin_count": len(set(origins.values())),
            "quote": first.get("quote"),
            "quote_report": first.get("report"),
            "quote_from": first.get("from"),
            "quote_to": first.get("to"),
        }
