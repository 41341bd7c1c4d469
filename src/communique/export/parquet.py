"""A table as Parquet, with the columns of the CSV: for pandas, DuckDB and R. Needs the extra ``parquet``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

from communique.errors import MachineError
from communique.export.flat import TABLES, Table
from communique.model.record import Record


def render(record: Record, table: str = "events") -> Iterator[bytes]:
    """The whole file at once, as Parquet has its table of contents at the end."""
    arrow, parquet = _pyarrow()
    wanted = TABLES[table]
    found = list(wanted.rows(record))
    columns = {name: [_cell(row[name], name in wanted.dates) for row in found] for name in wanted.columns}
    out = io.BytesIO()
    parquet.write_table(arrow.table(columns, schema=_schema(arrow, wanted)), out, compression="zstd")
    yield out.getvalue()


def _pyarrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise MachineError(
            "Parquet needs the package pyarrow, which is not installed. Install it with: "
            "pip install 'communique[parquet]'"
        ) from error


def _schema(arrow: Any, table: Table) -> Any:
    def type_of(column: str) -> Any:
        if column in table.numbers:
            return arrow.int32()
        if column in table.decimals:
            return arrow.float64()
        return arrow.date32() if column in table.dates else arrow.string()

    return arrow.schema([(column, type_of(column)) for column in table.columns])


def _cell(value: str | int | float | None, is_date: bool) -> str | int | float | date | None:
    return date.fromisoformat(value) if is_date and isinstance(value, str) else value
