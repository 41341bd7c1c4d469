"""``communique ceasefires``: truces, their steps, who tells which violations, and how they stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import day_told, period_options, period_told, register_shown
from communique.cli.registers import (
    INDENT,
    has_words,
    is_within,
    put_lines,
    put_title,
    put_told,
    register_command,
    show_lines,
    show_words,
    standing_option,
    words_option,
)
from communique.cli.terminal import flat, paint, put, wrapped

if TYPE_CHECKING:
    from communique.model.record import Evidence
    from communique.registers.truces.calendar import Day, Month
    from communique.registers.truces.model import Ceasefire, Count, Step, Violation

STYLE = {"holds": "green", "disputed": "yellow", "broken": "red", "renewed": "blue", "ended": "white"}
MARKS = {"holds": ".", "disputed": "?", "broken": "x", "renewed": "~", "ended": "-"}
LEGEND = ". holds  ? disputed  x broken  ~ renewed  - ended  ! violation told  * step"
GRID, ACROSS = 36, 2  # columns of one month, months beside each other


@register_command(
    words_option("party", "truces of a side whose name has"),
    period_options("truces of which something is told"),
    standing_option(list(MARKS), "Only truces that stand so, on --on DATE or last."),
    click.option("--on", metavar="DATE", help="How each stands on DATE, as far as all reports tell."),
    click.option(
        "--calendar", "as_calendar", is_flag=True, help="Draw the months, with standing and violations by day."
    ),
)
def ceasefires(
    path: Path,
    party: str | None,
    since: str | None,
    until: str | None,
    standing: str | None,
    on: str | None,
    as_calendar: bool,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List ceasefires: parties, area, steps, violations as each side and the observers tell them, and how each stands.

    What one side alone tells of the other is alleged, and denials stand beside it. A truce is disputed from the first
    grave violation that anybody tells, and broken where a report or the observers say that it was broken or broke down.
    """
    from communique.export.registers.ceasefires import FORMAT
    from communique.export.registers.ceasefires import as_json as file_json

    period = period_told(since, until)
    day = date.fromisoformat(day_told(on, is_end=True)) if on else None
    register = register_shown(path, "ceasefires", as_of)
    names, files = register.names, register.lines
    found = [t for t in files if _is_of(t, party, period) and (not standing or _stands(t, day) == standing)]
    if as_json:
        put_lines("ceasefires", FORMAT, (file_json(names, truce) for truce in found))
        return

    def show(truce: Ceasefire) -> None:
        last = _last(register.days, truce)
        _head(truce, day, last)
        if as_calendar:
            _calendar(truce, last)
        else:
            _show(truce, names)

    show_lines(found, show, "No ceasefire fits." if files else "No report tells of a ceasefire between two sides.")


def _is_of(truce: Ceasefire, party: str | None, period: tuple[str, str]) -> bool:
    """Whether a side has the name, and the time over which something is told of the truce meets the period."""
    first, last = period
    days = [*(s.interval for s in truce.steps), *(v.interval for v in truce.violations)]
    after, before = is_within(days, (first, "")), is_within(days, ("", last))
    return has_words((name for p in truce.parties for name in p.names), party) and after and before


def _stands(truce: Ceasefire, day: date | None) -> str | None:
    from communique.registers.ceasefires import standing_on

    found = standing_on(truce, day or date.max)
    return found.standing if found else None


def _last(days: Mapping[str, date], truce: Ceasefire) -> date:
    """The day of the latest report that tells of a truce: of later ones nothing is known."""
    return max((days[report] for report in truce.reports if report in days), default=date.min)


# -- for readers -------------------------------------------------------------------------------------------------------


def _head(truce: Ceasefire, day: date | None, last: date) -> None:
    from communique.record.wording import date_words, day_words

    put_title(truce.name)
    put(f"  {paint(truce.id, fg='blue')}")
    stands = _stands(truce, day)
    told = paint(stands, fg=STYLE[stands]) if stands else "not in force"
    since = f"from {date_words(truce.start)}; " if truce.start else ""
    when = f"on {day_words(day)}" if day else f"last report {day_words(last)}" if last > date.min else "as last told"
    _line("stands", f"{since}{told} ({when})")


def _show(truce: Ceasefire, names: Mapping[str, str]) -> None:
    from communique.record.wording import day_words

    _line("between", " and ".join(flat(p.name) for p in truce.parties))
    if truce.area:
        _line("area", "; ".join(flat(w.words) for w in truce.area))
    if truce.monitors:
        _line("watched by", ", ".join(flat(m.name) for m in truce.monitors))
    for term in truce.terms:
        _line("term", f"“{flat(term.quote)}”")
    _part("Steps", [(_step(step), step.evidence) for step in truce.steps], names)
    _part("Violations", [(_violation(v), v.evidence) for v in truce.violations], names)
    _part("Counted", [(_count(count), count.evidence) for count in truce.counted], names)
    if truce.standings:
        put("  Standing")
        for s in truce.standings:
            put(f"{INDENT}from {day_words(s.since)}: {paint(s.standing, fg=STYLE[s.standing])}")


def _line(what: str, words: str) -> None:
    for text in wrapped(words, " " * 14, f"  {what + ':':<12}"):
        put(text)


def _part(title: str, lines: list[tuple[str, tuple[Evidence, ...]]], names: Mapping[str, str]) -> None:
    if lines:
        put(f"  {title}")
    for words, evidence in lines:
        put_told(words)
        show_words(evidence, names)


def _step(step: Step) -> str:
    from communique.record.wording import date_words

    status = "" if step.status == "happened" else f" ({step.status})"
    by = f", by {flat(step.by)}" if step.by else ""
    told = " (day of the report)" if step.is_published else ""
    return f"{date_words(step.interval)}: {paint(step.step.replace('_', ' '), bold=True)}{status}{by}{told}"


def _violation(told: Violation) -> str:
    from communique.record.wording import date_words, killed_words

    notes = (
        f"in {flat(told.place)}" if told.place else "",
        killed_words(told.killed),
        "alleged" if told.status == "alleged" else "",
        paint("denied", fg="yellow") if told.denied else "",
    )
    who = f"{paint(flat(told.accused), bold=True)}, told by {flat(told.told_by)}"
    return "; ".join(filter(None, (f"{date_words(told.interval)}: {who}", *notes)))


def _count(count: Count) -> str:
    from communique.record.wording import date_words

    parts = ", ".join(f"{flat(name)} {number:g}" for name, number in count.by_party)
    number = f"{count.number:g}" if count.number else "no"
    noun = "violation" if count.number == 1 else "violations"
    return (
        f"{date_words(count.interval)}: {number} {noun}, told by {flat(count.told_by)}{f': {parts}' if parts else ''}"
    )


# -- the calendar ------------------------------------------------------------------------------------------------------


def _calendar(truce: Ceasefire, last: date) -> None:
    from communique.registers.truces.calendar import months

    row: list[list[str]] = []
    put(f"  {LEGEND}")
    for month in months(truce, last):
        if month.throughout is not None:
            _put_row(row)
            put(f"  {month.name}: {paint(month.throughout, fg=STYLE[month.throughout])} on all days")
            continue
        row.append(list(_grid(month)))
        if len(row) == ACROSS:
            _put_row(row)
    _put_row(row)


def _put_row(row: list[list[str]]) -> None:
    """The months of one row beside each other."""
    for line in range(max((len(grid) for grid in row), default=0)):
        cells = [grid[line] if line < len(grid) else "" for grid in row]
        put("  " + "".join(cell + " " * (GRID - len(click.unstyle(cell))) for cell in cells).rstrip())
    row.clear()


def _grid(month: Month) -> list[str]:
    loose = f" ({len(month.loose)} ! without a day)" if month.loose else ""
    lines = [f"{month.name}{loose}", "Mo   Tu   We   Th   Fr   Sa   Su"]
    for week in month.weeks:
        lines.append("".join(f"{_cell(day)} " for day in week).rstrip())
    return lines


def _cell(day: Day | None) -> str:
    """Four columns: the day, how it stood, and whether a violation or a step is told of it."""
    if day is None:
        return " " * 4
    mark = MARKS[day.standing] if day.standing else " "
    told = "!" if day.violations else "*" if day.steps else " "
    words = f"{day.day.day:>2}{mark}{told}"
    return paint(words, fg=STYLE[day.standing]) if day.standing else words
