"""What CSV and Parquet hold: rows of a record under named columns, each of one type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from communique.model.record import Record

TEXT, INTEGER, DECIMAL, DATE, BOOLEAN = "text", "integer", "decimal", "date", "boolean"

Value = str | int | float | bool | None
Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row: its columns in order, with their types, and how a record gives its rows; dates are ISO days."""

    rows: Callable[[Record], Iterable[Row]]
    types: Mapping[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns in the order of the file."""
        return tuple(self.types)
