"""``communique agreements``: treaties, memoranda, contracts: their life, what they oblige to, and how that stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.lives import (
    INDENT,
    fits,
    has_words,
    labelled,
    show_steps,
    show_words,
    since_option,
    status_option,
    until_option,
)
from communique.cli.options import as_of_option, json_option, period_told, record_option, register_shown
from communique.cli.terminal import flat, paint, put, put_json, say, wrapped

if TYPE_CHECKING:
    from communique.export.registers.lives import Entities
    from communique.registers.agreements import Agreement
    from communique.registers.duties import Duty

STANDINGS = "announced negotiated initialled signed ratified in_force amended suspended withdrawn ended".split()
DUTY = {"open": "yellow", "reported_done": "green", "reported_broken": "red", "disputed": "magenta"}


@click.command()
@record_option
@click.option("--party", metavar="WORDS", help="Only those of a side with these words in its name.")
@click.option("--name", metavar="WORDS", help="Only those with these words in a name.")
@since_option
@until_option
@status_option
@click.option("--standing", type=click.Choice(STANDINGS), help="Only those that stand so.")
@as_of_option
@json_option
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
        if has_words([side_name(entities, side) for side in a.parties], party)
        and has_words([a.name, *a.names], name)
        and fits(a.steps, period, status)
        and (not standing or a.standing == standing)
    ]
    if as_json:
        put_json({"format": FORMAT, "agreements": [file_json(names, entities, a) for a in found]})
        return
    for k, agreement in enumerate(found):
        if k:
            put()
        _show(agreement, entities, names)
    if not found:
        say("No agreement fits." if files else "No report tells a step of an agreement.")


def _show(agreement: Agreement, entities: Entities, names: Mapping[str, str]) -> None:
    from communique.export.registers.lives import side_name
    from communique.record.wording import date_words

    put(paint(flat(agreement.name), bold=True))
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
    for text in wrapped(f"{who}: {not_}{flat(duty.what)}{due}: {standing}", INDENT * 2, INDENT):
        put(text)
    show_words(duty.evidence, names, INDENT)
    for label, evidence in (("done: ", duty.done), ("not done: ", duty.broken)):
        show_words(evidence[:1], names, f"{INDENT}{label}")
