"""Options that several commands have, and the record that they name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from communique.model.record import Record
    from communique.record.sqlite import SqliteStore

record_option = click.option(
    "--record",
    "path",
    type=click.Path(path_type=Path),
    default="record.db",
    show_default=True,
    envvar="COMMUNIQUE_RECORD",
    show_envvar=True,
    help="The record's file.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@contextmanager
def stored(path: Path, create: bool = False) -> Iterator[SqliteStore]:
    """The store at ``path``."""
    from communique.record.sqlite import SqliteStore

    with SqliteStore(path, create) as store:
        yield store


def assembled(path: Path) -> Record:
    """The record at ``path``."""
    from communique.pipeline import open_record

    with stored(path) as store:
        return open_record(store)
