"""``communique bodies``: commissions, centres, missions: who founded them, who is in them, how they stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.lives import fits, has_words, labelled, show_steps, since_option, status_option, until_option
from communique.cli.options import as_of_option, json_option, period_told, record_option, register_shown
from communique.cli.terminal import flat, paint, put, put_json, say

if TYPE_CHECKING:
    from communique.export.registers.lives import Entities
    from communique.registers.bodies import Body


@click.command()
@record_option
@click.option("--party", metavar="WORDS", help="Only those of a member with these words in its name.")
@click.option("--name", metavar="WORDS", help="Only those with these words in a name.")
@since_option
@until_option
@status_option
@click.option(
    "--standing", type=click.Choice(["planned", "founded", "working", "ended"]), help="Only those that stand so."
)
@as_of_option
@json_option
def bodies(
    path: Path,
    party: str | None,
    name: str | None,
    since: str | None,
    until: str | None,
    status: str | None,
    standing: str | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List commissions, centres and missions: founding act, members, seat, staff, and each step of their life."""
    from communique.export.registers.bodies import FORMAT
    from communique.export.registers.bodies import as_json as file_json
    from communique.export.registers.lives import side_name

    period = period_told(since, until)
    register = register_shown(path, "bodies", as_of)
    entities, names, files = register.entities, register.names, register.lines
    found = [
        b
        for b in files
        if has_words([side_name(entities, side) for side in b.members], party)
        and has_words([b.name, *b.names], name)
        and fits(b.steps, period, status)
        and (not standing or b.standing == standing)
    ]
    if as_json:
        put_json({"format": FORMAT, "bodies": [file_json(names, entities, b) for b in found]})
        return
    for k, body in enumerate(found):
        if k:
            put()
        _show(body, entities, names)
    if not found:
        say("No body fits." if files else "No report tells a step of a commission, centre or mission.")


def _show(body: Body, entities: Entities, names: Mapping[str, str]) -> None:
    from communique.export.registers.lives import side_name

    put(paint(flat(body.name), bold=True))
    labelled("also called", "; ".join(flat(name) for name in body.names if name != body.name))
    labelled("members", ", ".join(flat(side_name(entities, side)) for side in body.members))
    labelled("seat", flat(entities[body.seat].name) if body.seat else "")
    labelled("stands", body.standing or "")
    labelled("founded by", flat(body.founded_by or ""))
    labelled("staffed by", ", ".join(flat(side_name(entities, side)) for side in body.staff))
    show_steps(body.steps, entities, names)
