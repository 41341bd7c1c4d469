"""A table as Parquet, with the columns of the CSV: for pandas, DuckDB and R. Needs the extra ``parquet``."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import import_module
from typing import Any

from communique.errors import MachineError
from communique.export.table import BOOLEAN, DATE, DECIMAL, INTEGER, TEXT, Row, Table, Value
from communique.export.tables import TABLES
from communique.model.record import Record


def render(record: Record, table: str = "events") -> Iterator[bytes]:
    """The whole file at once, as Parquet has its table of contents at the end."""
    return written(TABLES[table], TABLES[table].rows(record))


def written(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """The same of rows that are at hand."""
    arrow, parquet = _pyarrow()
    found = list(rows)
    columns = {name: [_cell(row[name], type_ == DATE) for row in found] for name, type_ in table.types.items()}
    out = io.BytesIO()
    parquet.write_table(arrow.table(columns, schema=_schema(arrow, table)), out, compression="zstd")
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
    types = {
        TEXT: arrow.string(),
        INTEGER: arrow.int32(),
        DECIMAL: arrow.float64(),
        DATE: arrow.date32(),
        BOOLEAN: arrow.bool_(),
    }
    return arrow.schema([(column, types[type_]) for column, type_ in table.types.items()])


def _cell(value: Value, is_date: bool) -> Value | date:
    return date.fromisoformat(value) if is_date and isinstance(value, str) else value
