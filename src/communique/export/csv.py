"""A table as CSV (RFC 4180, UTF-8), safe to open in a spreadsheet.

A text cell that a spreadsheet would take for a formula gets an apostrophe in front; numbers are left as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from communique.export.table import Row, Table, Value
from communique.export.tables import TABLES
from communique.model.record import Record

# What makes a spreadsheet calculate, with the full-width forms; OWASP ASVS 1.2.10.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
LONGEST_CELL = 32_000  # a spreadsheet cell holds 32,767 characters


def render(record: Record, table: str = "events") -> Iterator[bytes]:
    """A line of column names, then one line a row."""
    return written(TABLES[table], TABLES[table].rows(record))


def written(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """The same of rows that are at hand."""
    yield _line(table.columns)
    for row in rows:
        yield _line(tuple(_cell(row[column]) for column in table.columns))


def _line(cells: tuple[str, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return "" if value is None else str(value)
    shortened = value if len(value) <= LONGEST_CELL else f"{value[:LONGEST_CELL]}…"
    return safe(shortened)


def safe(text: str) -> str:
    """``text``, with an apostrophe in front where a spreadsheet would calculate it.

    >>> safe("=1+2")
    "'=1+2"
    """
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
