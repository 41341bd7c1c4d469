"""Events as Parquet, with the columns of the CSV: for pandas, DuckDB and R. Needs the extra ``parquet``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

from communique.errors import MachineError
from communique.export.flat import COLUMNS, DECIMAL_COLUMNS, NUMBER_COLUMNS, rows
from communique.model.record import Record

DATE_COLUMNS = ("date_from", "date_to")


def render(record: Record) -> Iterator[bytes]:
    """The whole file at once, as Parquet has its table of contents at the end."""
    arrow, parquet = _pyarrow()
    found = list(rows(record))
    columns = {name: [_cell(name, row[name]) for row in found] for name in COLUMNS}
    table = arrow.table(columns, schema=_schema(arrow))
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    yield out.getvalue()


def _pyarrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise MachineError(
            "Parquet needs the package pyarrow, which is not installed. Install it with: "
            "pip install 'communique[parquet]'"
        ) from error


def _schema(arrow: Any) -> Any:
    def type_of(column: str) -> Any:
        if column in NUMBER_COLUMNS:
            return arrow.int32()
        if column in DECIMAL_COLUMNS:
            return arrow.float64()
        return arrow.date32() if column in DATE_COLUMNS else arrow.string()

    return arrow.schema([(column, type_of(column)) for column in COLUMNS])


def _cell(column: str, value: str | int | float | None) -> str | int | float | date | None:
    return date.fromisoformat(value) if column in DATE_COLUMNS and isinstance(value, str) else value
