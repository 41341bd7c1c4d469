"""What `communique agreements` and `communique bodies` have in common: filters, and steps for readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from communique.cli.terminal import flat, paint, put, wrapped

if TYPE_CHECKING:
    from communique.export.registers.lives import Entities
    from communique.model.record import Evidence
    from communique.registers.lives import Line

INDENT = " " * 4
STYLE = {"planned": "yellow", "proposed": "yellow", "alleged": "magenta", "denied": "red"}

since_option = click.option(
    "--from", "since", metavar="DATE", help="Only those of which a step is dated on or after DATE (YYYY[-MM[-DD]])."
)
until_option = click.option("--to", "until", metavar="DATE", help="Only those of which a step is dated by DATE.")
status_option = click.option(
    "--status",
    type=click.Choice(["happened", "planned", "proposed", "alleged", "denied"]),
    help="Only those with a step told so.",
)


def fits(steps: Iterable[Line], period: tuple[str, str], status: str | None) -> bool:
    """Whether one step has the status, and one a date in the period."""
    told = [s for s in steps if not status or s.status == status]
    first, last = period
    days = [s.date for s in told if s.date]
    if first or last:
        return any((not first or str(d.end) >= first) and (not last or str(d.start) <= last) for d in days)
    return bool(told) or not status


def has_words(names: Sequence[str], words: str | None) -> bool:
    """Whether a name has the words that are asked for."""
    return not words or any(words.casefold() in name.casefold() for name in names)


def show_steps(steps: Iterable[Line], entities: Entities, reports: Mapping[str, str]) -> None:
    """The steps in the order of time, each with the first words that tell it."""
    from communique.export.registers.lives import side_name
    from communique.record.wording import date_words

    for step in steps:
        day = date_words(step.date) if step.date else "no date"
        others = " or ".join(date_words(d) for d in step.dates)
        notes = (
            f"by {', '.join(side_name(entities, s) for s in step.by)}" if step.by else "",
            f"in {flat(entities[step.place].name)}" if step.place else "",
            paint(f"also told: {others}", fg="yellow") if others else "",
        )
        name = step.step.replace("_", " ")
        status = "" if step.status in ("happened", step.step) else paint(f" ({step.status})", fg=STYLE[step.status])
        head = f"{day}: {paint(name, bold=True)}{status}"
        for text in wrapped("; ".join(filter(None, (head, *notes))), INDENT, "  "):
            put(text)
        show_words(step.evidence, reports)


def show_words(evidence: Sequence[Evidence], reports: Mapping[str, str], lead: str = "") -> None:
    """The first passage, and in how many more reports it is told."""
    if not evidence:
        return
    first = evidence[0]
    rest = len({e.report for e in evidence}) - 1
    more = f" and {rest} more" if rest else ""
    for text in wrapped(f"{lead}{reports[first.report]}{more}: “{flat(first.quote)}”", INDENT * 2, INDENT):
        put(paint(text, dim=True))


def labelled(label: str, words: str) -> None:
    """A line of the head: what it tells, and that."""
    if words:
        for text in wrapped(f"{label}: {words}", INDENT * 2, "  "):
            put(text)
