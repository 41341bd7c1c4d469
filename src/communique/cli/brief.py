"""``communique brief``: a written brief on one relation, or on one actor."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import (
    as_of_option,
    assembled,
    day_told,
    entity_meant,
    period_options,
    period_told,
    record_option,
)
from communique.cli.terminal import flat, put, say
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.brief import Brief

FORMATS = ("md", "docx")


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="[B]", required=False)
@record_option
@period_options("events that begin")
@as_of_option
@click.option("--format", "name", type=click.Choice(FORMATS), help="Markdown or Word; by default what --out ends in.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; Markdown is printed without it.")
def brief(
    one: str,
    other: str | None,
    path: Path,
    since: str | None,
    until: str | None,
    as_of: str | None,
    name: str | None,
    out: Path | None,
) -> None:
    """Write a brief on what is told between A and B, each sentence with the numbers of its sources.

    A and B are states or groups: a name, a country code or an entity's id. Without B, the brief is on all that A takes
    part in. A Word document needs the extra `brief`: pip install 'communique[brief]'.
    """
    name = _format(name, out)
    made = _composed(path, one, other, period_told(since, until), as_of)
    if not made.parts:
        between = "between" if other else "about"
        say(f"No report tells of anything {between} {flat(made.title)} in that time.")
        return
    data = _rendered(made, name)
    if out is None:
        put(data.decode("utf-8").rstrip("\n"))
        return
    from communique.export.files import write_whole

    write_whole(out, [data])
    say(f"{out}: {sum(1 for _ in made.lines())} sentences, {len(made.sources)} sources.")


def _format(name: str | None, out: Path | None) -> str:
    """The format asked for, else that of the file's ending, else Markdown."""
    ending = out.suffix.lower().lstrip(".") if out else ""
    found = name or (ending if ending in FORMATS else "md")
    if found == "docx" and out is None:
        raise UsageError("A Word document is no text; name a file with --out.")
    return found


def _composed(path: Path, one: str, other: str | None, period: tuple[str, str], as_of: str | None) -> Brief:
    from importlib.metadata import version

    from communique.brief import compose
    from communique.brief.desk import Desk, pair_of

    record = assembled(path, as_of)
    first = entity_meant(record, one)
    second = entity_meant(record, other) if other else None
    day = date.fromisoformat(day_told(as_of, is_end=True)) if as_of else None
    desk = Desk(record)
    pair = pair_of(desk, first, second, period, day)
    if second and (first.id in pair.others or second.id in pair.own):
        raise UsageError(f"{first.name} and {second.name} belong together; name two sides.")
    return compose(desk, pair, version("communique"))


def _rendered(made: Brief, name: str) -> bytes:
    if name == "docx":
        from communique.brief.docx import docx

        return docx(made)
    from communique.brief.markdown import markdown

    return markdown(made).encode("utf-8")
