"""``communique export``: a record in a format for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from communique.cli.options import as_of_option, assembled, record_option
from communique.cli.terminal import say
from communique.errors import MachineError, UsageError
from communique.export import FORMATS, TABLES, all_tables, renderer

ALL = "all"


@click.command()
@record_option
@click.option("--format", "name", type=click.Choice(list(FORMATS)), required=True, help="The format to write.")
@click.option(
    "--table",
    type=click.Choice([*TABLES, ALL, "sources"]),
    metavar="TABLE",
    default="events",
    show_default=True,
    help="What csv and parquet hold: see below; for sipri: sources, the report behind each cell.",
)
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
    help="A file, or - for standard output.",
)
@as_of_option
def export(path: Path, name: str, table: str, output: Path, as_of: str | None) -> None:
    """Write the record in a format for other programs.

    \b
    record   everything as one JSON object (communique-record/1)
    jsonl    events, one JSON object a line, each value with its quotations
    csv      a table, by default events, one row each, for spreadsheets
    parquet  the same table, for pandas, DuckDB and R
    geojson  events on a map, with the columns of the CSV (RFC 7946)
    plover   events, one JSON object a line, in the field names of NGEC and PLOVER
    ftm      reports, named parties and events as FollowTheMoney entities
    sipri    arms transfers in the columns of SIPRI's trade register, as CSV
    ics      what is planned or proposed for a told day, as a calendar (RFC 5545)

    \b
    Tables of csv and parquet, each row with its reports and the first quotation:
    events                one row an event
    agreements, bodies    one row each; agreement-steps, body-steps, obligations
    arms                  one row a weapon between two sides; arms-steps: each
                          order, delivery, price, training and claim of effect
    ceasefires            one row each; ceasefire-steps, violations,
                          violation-counts, ceasefire-standing
    offices               one row a holder, or a gap between two
    relations             one row a pair of states and month
    outside               what files from outside add to entities (see enrich)
    all                   each of them, as a file of its name in the folder --output
    """
    from communique.export.files import write_whole

    if table == ALL:
        _write_all(path, name, output, as_of)
        return
    render = renderer(name, table)
    to_stdout = str(output) == "-"
    if to_stdout and not FORMATS[name]:
        raise UsageError(f"{name} is no text; name a file with --output instead of standard output.")
    record = assembled(path, as_of)
    if to_stdout:
        sys.stdout.buffer.writelines(render(record))
        return
    write_whole(output, render(record))
    if table == "outside":
        say(f"{output}: {sum(map(len, record.enriched.values()))} matches of {len(record.enriched)} entities.")
        return
    if table != "events":
        say(f"{output}: {table}, from {len(record.reports)} reports.")
        return
    say(f"{output}: {len(record.events)} events, {len(record.entities)} entities, {len(record.reports)} reports.")


def _write_all(path: Path, name: str, folder: Path, as_of: str | None) -> None:
    """Every table as a file in a folder: to assemble a large record takes long, and is done once for all."""
    from communique.export.files import write_whole

    if str(folder) == "-":
        raise UsageError("All tables are several files; name a folder with --output instead of standard output.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(f"{folder} cannot be made: {error.strerror}. Name another with --output.") from error
    for file, pieces in all_tables(name, assembled(path, as_of)):
        write_whole(folder / file, pieces)
    say(f"{folder}: {len(TABLES)} tables.")
