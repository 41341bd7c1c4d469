"""Writes a record out: one module for each format, each a function from a `Record` to pieces of text or bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
}

Render = Callable[[Record], Iterable[bytes]]


def renderer(name: str) -> Render:
    """The function that renders a record in the format ``name``; UsageError with the known ones where it is none."""
    if name not in FORMATS:
        raise UsageError(f"There is no export format {name!r}; choose one of: {', '.join(FORMATS)}.")
    return cast(Render, import_module(f"communique.export.{name}").render)
