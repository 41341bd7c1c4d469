"""What `communique agreements` and `communique bodies` have in common: steps, which are filtered and shown alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from communique.cli.options import Option, period_options
from communique.cli.registers import is_within, put_told, show_words
from communique.cli.terminal import flat, paint

if TYPE_CHECKING:
    from communique.export.registers.lives import Entities
    from communique.registers.lives import Line

STYLE = {"planned": "yellow", "proposed": "yellow", "alleged": "magenta", "denied": "red"}


def step_options() -> tuple[Option, ...]:
    """Narrow to lines with a step of some time and status."""
    statuses = click.Choice(["happened", "planned", "proposed", "alleged", "denied"])
    return (
        period_options("those of which a step is dated"),
        click.option("--status", type=statuses, help="Only those with a step told so."),
    )


def fits(steps: Iterable[Line], period: tuple[str, str], status: str | None) -> bool:
    """Whether one step has the status, and one a date in the period."""
    told = [s for s in steps if not status or s.status == status]
    return (bool(told) or not status) and is_within((s.date for s in told), period)


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
        put_told("; ".join(filter(None, (head, *notes))), "  ")
        show_words(step.evidence, reports, " " * 6)
