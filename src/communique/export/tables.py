"""The tables that CSV and Parquet may hold, by the names that ``--table`` takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.export import flat
from communique.export.registers.tables import REGISTERS
from communique.export.registers.tables import every as registers
from communique.export.table import Row, Table
from communique.model.record import Record

TABLES: dict[str, Table] = {"events": flat.EVENTS, "outside": flat.OUTSIDE, **REGISTERS}


def every(record: Record) -> Iterator[tuple[str, Iterable[Row]]]:
    """All tables with their rows, those of registers with each register made once."""
    yield "events", flat.EVENTS.rows(record)
    yield "outside", flat.OUTSIDE.rows(record)
    yield from registers(record)
