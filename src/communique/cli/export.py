"""``communique export``: a record in a format for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from communique.cli.options import assembled, record_option
from communique.cli.terminal import say
from communique.errors import UsageError
from communique.export import FORMATS, renderer


@click.command()
@record_option
@click.option("--format", "name", type=click.Choice(list(FORMATS)), required=True, help="The format to write.")
@click.option(
    "--table",
    type=click.Choice(["events", "outside", "sources"]),
    default="events",
    show_default=True,
    help="What csv and parquet hold: events, or what files from outside add to entities (see enrich); "
    "for sipri: sources, the report behind each cell.",
)
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
    help="A file, or - for standard output.",
)
def export(path: Path, name: str, table: str, output: Path) -> None:
    """Write the record in a format for other programs.

    \b
    record   everything as one JSON object (communique-record/1)
    jsonl    events, one JSON object a line, each value with its quotations
    csv      events, one row each, for spreadsheets
    parquet  events, one row each, for pandas, DuckDB and R
    geojson  events on a map, with the columns of the CSV (RFC 7946)
    plover   events, one JSON object a line, in the field names of NGEC and PLOVER
    ftm      reports, named parties and events as FollowTheMoney entities
    sipri    arms transfers in the columns of SIPRI's trade register, as CSV
    ics      what is planned or proposed for a told day, as a calendar (RFC 5545)
    """
    from communique.export.files import write_whole

    render = renderer(name, table)
    to_stdout = str(output) == "-"
    if to_stdout and not FORMATS[name]:
        raise UsageError(f"{name} is no text; name a file with --output instead of standard output.")
    record = assembled(path)
    if to_stdout:
        sys.stdout.buffer.writelines(render(record))
        return
    write_whole(output, render(record))
    if table == "outside":
        say(f"{output}: {sum(map(len, record.enriched.values()))} matches of {len(record.enriched)} entities.")
        return
    say(f"{output}: {len(record.events)} events, {len(record.entities)} entities, {len(record.reports)} reports.")
