"""``communique agreements``: treaties, memoranda, contracts: their life, what they oblige to, and how that stands."""

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
    put_told,
    register_command,
    show_lines,
    show_words,
    standing_option,
    words_option,
)
from communique.cli.terminal import flat, paint, put

if TYPE_CHECKING:
    from communique.export.registers.lives import Entities
    from communique.registers.agreements import Agreement
    from communique.registers.duties import Duty

STANDINGS = "announced negotiated initialled signed ratified in_force amended suspended withdrawn ended".split()
DUTY = {"open": "yellow", "reported_done": "green", "reported_broken": "red", "disputed": "magenta"}


@register_command(
    words_option("party", "those of a side whose name has"),
    words_option("name", "those of which a name has"),
    *step_options(),
    standing_option(STANDINGS),
)
def agreements(
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
    """List agreements: parties, each step from announced to ended, what they oblige whom to do, and how that stands.

    The standing is the last step that the whole has reached: what is only planned does not move it, nor does one
    chamber's approval. Each line quotes the report that tells it.
    """
    from communique.export.registers.agreements import FORMAT
    from communique.export.registers.agreements import as_json as file_json
    from communique.export.registers.lives import side_name

    period = period_told(since, until)
    register = register_shown(path, "agreements", as_of)
    entities, names, files = register.entities, register.names, register.lines
    found = [
        a
        for a in files
        if has_words((side_name(entities, side) for side in a.parties), party)
        and has_words((a.name, *a.names), name)
        and fits(a.steps, period, status)
        and (not standing or a.standing == standing)
    ]
    if as_json:
        put_lines("agreements", FORMAT, (file_json(names, entities, a) for a in found))
        return
    nothing = "No agreement fits." if files else "No report tells a step of an agreement."
    show_lines(found, lambda a: _show(a, entities, names), nothing)


def _show(agreement: Agreement, entities: Entities, names: Mapping[str, str]) -> None:
    from communique.export.registers.lives import side_name
    from communique.record.wording import date_words

    put_title(agreement.name)
    others = [flat(name) for name in agreement.names if name != agreement.name]
    labelled("also called", "; ".join(others))
    labelled("between", ", ".join(flat(side_name(entities, side)) for side in agreement.parties))
    labelled("stands", (agreement.standing or "").replace("_", " "))
    labelled("until", date_words(agreement.until) if agreement.until else "")
    labelled("sets up", ", ".join(flat(body) for body in agreement.bodies))
    show_steps(agreement.steps, entities, names)
    if agreement.duties:
        put("  obligations")
    for duty in agreement.duties:
        _show_duty(duty, entities, names)


def _show_duty(duty: Duty, entities: Entities, names: Mapping[str, str]) -> None:
    from communique.export.registers.lives import side_name
    from communique.record.wording import date_words

    who = " and ".join(flat(side_name(entities, id_)) for id_ in duty.who)
    due = f", due {date_words(duty.due)}" if duty.due else ""
    not_ = "not " if duty.is_forbidden else ""
    standing = paint(duty.standing.replace("_", " "), fg=DUTY[duty.standing])
    put_told(f"{who}: {not_}{flat(duty.what)}{due}: {standing}")
    show_words(duty.evidence, names)
    for label, evidence in (("done", duty.done), ("not done", duty.broken)):
        show_words(evidence, names, lead=f"{label}: ")
