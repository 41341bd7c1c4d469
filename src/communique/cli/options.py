"""Options that several commands have, and the record that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.terminal import say
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.kept import Between, Shown
    from communique.model.record import Entity, Record
    from communique.record.sqlite import SqliteStore

Command = Callable[..., Any]
Option = Callable[[Command], Command]

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
as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    help="What was known on the evening of DATE (YYYY[-MM[-DD]]): only reports published by then count.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def period_options(told: str) -> Option:
    """Narrow to what lies in a time; ``told`` says what: "events that begin"."""
    since = click.option("--from", "since", metavar="DATE", help=f"Only {told} on or after DATE (YYYY[-MM[-DD]]).")
    until = click.option("--to", "until", metavar="DATE", help=f"Only {told} on or before DATE.")
    return lambda command: since(until(command))


@contextmanager
def stored(path: Path, create: bool = False) -> Iterator[SqliteStore]:
    """The store at ``path``."""
    from communique.record.sqlite import SqliteStore

    with SqliteStore(path, create) as store:
        yield store


def assembled(path: Path, as_of: str | None = None) -> Record:
    """The record at ``path``; with ``as_of`` as it stood that day, and a word on the reports that nobody can place."""
    from communique.pipeline import open_record

    with stored(path) as store:
        return open_record(store, _day_of(store, as_of))


def register_shown(path: Path, name: str, as_of: str | None = None) -> Shown:
    """The lines of a register of the record at ``path``, with the names of its reports and entities."""
    from communique.kept import shown

    with stored(path) as store:
        return shown(store, name, _day_of(store, as_of))


def deeds_between(path: Path, as_of: str | None, *sides: str) -> Between:
    """The entities that ``sides`` (words) mean in the record, and the deeds in which all of them may have a part."""
    from communique.kept import between

    with stored(path) as store:
        return between(store, lambda record: [entity_meant(record, side) for side in sides], _day_of(store, as_of))


def _day_of(store: SqliteStore, as_of: str | None) -> date | None:
    """The day of ``--as-of``, with a word on the reports that nobody can place."""
    if as_of is None:
        return None
    day = date.fromisoformat(day_told(as_of, is_end=True))
    _tell_undated(store.undated())
    return day


def _tell_undated(count: int) -> None:
    if count:
        told = "1 report has" if count == 1 else f"{count} reports have"
        say(f"{told} no date of publication and {'is' if count == 1 else 'are'} left out.")


def day_told(text: str, is_end: bool) -> str:
    """A day in ISO form from ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``: the first or last that it may mean."""
    from calendar import monthrange

    try:
        year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
        month = month or (12 if is_end else 1)
        return str(date(year, month, day or (monthrange(year, month)[1] if is_end else 1)))
    except ValueError as error:
        raise UsageError(f"{text!r} is no date; write it as 2021, 2021-04 or 2021-04-01.") from error


def period_told(since: str | None, until: str | None) -> tuple[str, str]:
    """The first day that ``--from`` and the last that ``--to`` may mean, "" where not given."""
    first, last = (day_told(since, False) if since else ""), (day_told(until, True) if until else "")
    if first and last and last < first:
        raise UsageError(f"--from {since} is later than --to {until}; swap them.")
    return first, last


def entity_meant(record: Record, words: str) -> Entity:
    """The entity meant: by id, by the name or code of a state, by its name in the reports; UsageError else."""
    from communique.reference import load as load_reference

    by_id = {entity.id: entity for entity in record.entities}
    if words in by_id:
        return by_id[words]
    match = load_reference().country(words)
    country = match.alpha3 if match else words.upper()
    found = [e for e in record.entities if e.kind == "country" and e.country and e.country.value == country]
    wanted = words.casefold()
    found = found or [e for e in record.entities if any(wanted == name.value.casefold() for name in e.names)]
    found = found or [e for e in record.entities if e.is_named and wanted in e.name.casefold()]
    if not found:
        raise UsageError(f"The record has no {words!r}. See: communique show entities")
    if len(found) > 1:
        raise UsageError(f"{words!r} may be {', '.join(e.id for e in found[:5])}; give one of these ids.")
    return found[0]
