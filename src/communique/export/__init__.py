"""Writes a record out: one module for each format, each a function from a `Record` to pieces of text or bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import cast

from communique.errors import UsageError
from communique.model.record import Record

# format: whether it is text, which may go to standard output
FORMATS = {
    "record": True,
    "jsonl": True,
    "csv": True,
    "parquet": False,
    "geojson": True,
    "plover": True,
    "ftm": True,
    "ics": True,
    "sipri": True,
}
TABULAR = ("csv", "parquet")  # formats of which a file holds one table
TABLES = (
    *(
        "events",
        "outside",
        "agreements",
        "agreement-steps",
        "obligations",
        "bodies",
        "body-steps",
        "arms",
        "arms-steps",
    ),
    *("ceasefires", "ceasefire-steps", "violations", "violation-counts", "ceasefire-standing", "offices", "relations"),
)

Render = Callable[[Record], Iterable[bytes]]


def renderer(name: str, table: str = "events") -> Render:
    """The function that renders a record in the format ``name``; UsageError with the known ones where it is none.

    ``table`` is what a tabular format is to hold, one of `TABLES`; of sipri the rows ("events"), or "sources".
    """
    if name not in FORMATS:
        raise UsageError(f"There is no export format {name!r}; choose one of: {', '.join(FORMATS)}.")
    module = import_module(f"communique.export.{name}")
    if table == "events":
        return cast(Render, module.render)
    if table == "sources" and name == "sipri":
        return cast(Render, module.sources)
    if table == "sources":
        raise UsageError(f"{name} tells its sources itself; --table sources is for sipri.")
    if table not in TABLES:
        raise UsageError(f"There is no table {table!r}; choose one of: {', '.join(TABLES)}.")
    if name not in TABULAR:
        raise UsageError(f"{name} holds all there is; --table is for {' and '.join(TABULAR)}.")
    return partial(module.render, table=table)


def all_tables(name: str, record: Record) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every table in a tabular format, with the name of its file; those without a row too, so that all have all."""
    if name not in TABULAR:
        raise UsageError(f"{name} holds all there is; --table is for {' and '.join(TABULAR)}.")
    module, tables = import_module(f"communique.export.{name}"), import_module("communique.export.tables")
    for table, rows in tables.every(record):
        yield f"{table}.{name}", module.written(tables.TABLES[table], rows)
