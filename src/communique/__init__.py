"""communique: an evidence-linked record of what press reports say happened.

import communique

tools = communique.load_tools()                       # the language model and the tables, once
analysis = communique.read_report(report, tools)      # all that one report tells
with communique.open_store("record.db") as store:     # what `communique read` wrote
    record = communique.open_record(store)            # entities, events, statements, disputes
"""

from __future__ import annotations

from typing import Any

__all__ = ["load_tools", "open_record", "open_store", "read", "read_report"]

_HOMES = {
    "load_tools": ("communique.pipeline", "load_tools"),
    "open_record": ("communique.pipeline", "open_record"),
    "open_store": ("communique.record.sqlite", "SqliteStore"),
    "read": ("communique.pipeline", "read"),
    "read_report": ("communique.pipeline", "read_report"),
}


def __getattr__(name: str) -> Any:
    """The public verbs, loaded when first used so that `communique --help` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'communique' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
