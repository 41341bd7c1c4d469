"""``communique bodies``: commissions, centres, missions: who founded them, who is in them, how they stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from communique.cli.lives import fits, show_steps, step_options
from communique.cli.options import period_told, register_shown
from communique.cli.registers import (
    has_words,
    labelled,
    put_lines,
    put_title,
    register_command,
    show_lines,
    standing_option,
    words_option,
)
from communique.cli.terminal import flat

if TYPE_CHECKING:
    from communique.export.registers.lives import Entities
    from communique.registers.bodies import Body


@register_command(
    words_option("party", "those of a member whose name has"),
    words_option("name", "those of which a name has"),
    *step_options(),
    standing_option(("planned", "founded", "working", "ended")),
)
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
        if has_words((side_name(entities, side) for side in b.members), party)
        and has_words((b.name, *b.names), name)
        and fits(b.steps, period, status)
        and (not standing or b.standing == standing)
    ]
    if as_json:
        put_lines("bodies", FORMAT, (file_json(names, entities, b) for b in found))
        return
    nothing = "No body fits." if files else "No report tells a step of a commission, centre or mission."
    show_lines(found, lambda b: _show(b, entities, names), nothing)


def _show(body: Body, entities: Entities, names: Mapping[str, str]) -> None:
    from communique.export.registers.lives import side_name

    put_title(body.name)
    labelled("also called", "; ".join(flat(name) for name in body.names if name != body.name))
    labelled("members", ", ".join(flat(side_name(entities, side)) for side in body.members))
    labelled("seat", flat(entities[body.seat].name) if body.seat else "")
    labelled("stands", body.standing or "")
    labelled("founded by", flat(body.founded_by or ""))
    labelled("staffed by", ", ".join(flat(side_name(entities, side)) for side in body.staff))
    show_steps(body.steps, entities, names)
