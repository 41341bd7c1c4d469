"""``communique relations``: how two states or groups get on, by month."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import as_of_option, deeds_between, json_option, period_options, period_told, record_option
from communique.cli.terminal import flat, paint, put, put_json, say, wrapped
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.registers.relations import Act, Month, Relation, Turn

SHORT = {1: "v.coop", 2: "m.coop", 3: "v.conf", 4: "m.conf"}
STYLE = {"better": "green", "worse": "red"}


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@record_option
@period_options("events that begin")
@click.option("--weighted", is_flag=True, help="Count an event once for each independent origin that tells it.")
@as_of_option
@json_option
def relations(
    one: str,
    other: str,
    path: Path,
    since: str | None,
    until: str | None,
    weighted: bool,
    as_of: str | None,
    as_json: bool,
) -> None:
    """Show what happened between A and B by month, with PLOVER's events, quad classes and scores, and what turned.

    A and B are states or groups: a name, a country code or an entity's id. A state acts through all that belong to it.
    Only what happened counts, each event once; what is planned, alleged or denied is listed apart.
    """
    from communique.export.registers.relations import as_json as relation_json
    from communique.registers.relations import relations_of

    period = period_told(since, until)
    between = deeds_between(path, as_of, one, other)
    (first, second), (own, others) = between.entities, between.sides
    if first.id in others or second.id in own:
        raise UsageError(f"{first.name} and {second.name} belong together; name two sides.")
    found = relations_of(between.deeds, own, others, weighted=weighted, period=period)
    if as_json:
        put_json(relation_json(first, second, weighted, found))
        return
    if found.is_empty:
        say(f"No report tells of anything between {flat(first.name)} and {flat(second.name)}.")
        return
    _show(found)


# -- for readers -------------------------------------------------------------------------------------------------------


def _show(found: Relation) -> None:
    turns = {turn.month: turn for turn in found.turns}
    if found.months:
        put(paint(f"{'month':<9}{'score':>6}" + "".join(f"{SHORT[q]:>8}" for q in SHORT) + "  events", bold=True))
    for month in found.months:
        _show_month(month, turns.get(month.month))
    for turn in found.turns:
        put()
        put(paint(f"{turn.month} {turn.direction}", fg=STYLE[turn.direction], bold=True) + _levels(turn))
        _list(turn.because)
    _part("Told as planned, proposed, alleged or denied", found.apart)
    _part("Without a date", found.undated)


def _show_month(month: Month, turn: Turn | None) -> None:
    quads = "".join(f"{month.quads.get(quad) or '':>8}" for quad in SHORT)
    events = ", ".join(f"{kind} {count}" if count > 1 else kind for kind, count in month.plover.items())
    mark = paint(f"  {turn.direction}", fg=STYLE[turn.direction], bold=True) if turn else ""
    head = f"{month.month:<9}{month.score:>+6.1f}{quads}  "
    lines = wrapped(events, " " * len(head), head)
    for line in (*lines[:-1], f"{lines[-1]}{mark}"):
        put(line)


def _levels(turn: Turn) -> str:
    return f" (sum {turn.score:+.1f}, against {turn.level:+.1f} a month before)"


def _part(title: str, acts: tuple[Act, ...]) -> None:
    if acts:
        put()
        put(paint(title, bold=True))
        _list(acts)


def _list(acts: tuple[Act, ...]) -> None:
    for act in acts:
        status = "" if act.event.status == "happened" else f"{act.event.status}: "
        for line in wrapped(f"{act.score:+.1f} {status}{flat(act.event.summary)}", " " * 6, "  "):
            put(line)
        put(f"      {paint(act.event.id, fg='blue')}")
