"""``communique offices``: who held which office when, as far as reports show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from communique.cli.options import period_options, period_told, register_shown
from communique.cli.registers import INDENT, has_words, put_lines, put_told, register_command, show_words, words_option
from communique.cli.terminal import flat, paint, put, say

if TYPE_CHECKING:
    from communique.registers.offices import Gap, Holder, Office


@register_command(
    words_option("holder", "those whose name has"),
    words_option("of", "offices of the state or body whose name has", "whose"),
    period_options("those shown"),
)
def offices(
    path: Path,
    holder: str | None,
    whose: str | None,
    since: str | None,
    until: str | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List who held which office of which state or body when, as far as the reports show.

    A holder's days are the first and the last on which reports show them in office. Where nobody is shown, the gap is
    told; where two are shown at one time, both are marked.
    """
    from communique.export.registers.offices import FORMAT
    from communique.export.registers.offices import as_json as office_json

    period = period_told(since, until)
    register = register_shown(path, "offices", as_of)
    narrowed = any((holder, whose, *period))
    fits = [_narrowed(o, holder, period) if narrowed else o for o in register.lines if has_words((o.of or "",), whose)]
    found = [office for office in fits if office.holders]
    names = register.names
    if as_json:
        put_lines("offices", FORMAT, (office_json(names, office) for office in found))
        return
    _show(found, names, {id_: entity.name for id_, entity in register.entities.items()})
    if not found:
        say("No office fits." if narrowed else "No report shows anybody in an office.")


def _narrowed(office: Office, holder: str | None, period: tuple[str, str]) -> Office:
    """An office with the holders that are asked for; gaps belong to the whole list."""
    first, last = period
    kept = tuple(
        h
        for h in office.holders
        if has_words((h.name,), holder)
        and (not first or str(h.until.end) >= first)
        and (not last or str(h.first.interval.start) <= last)
    )
    return office if kept == office.holders else replace(office, holders=kept, gaps=())


# -- for readers -------------------------------------------------------------------------------------------------------


def _show(found: list[Office], reports: Mapping[str, str], people: dict[str, str]) -> None:
    of = None
    for office in found:
        if office.of != of:
            put(("\n" if of is not None else "") + paint(flat(office.of or ""), bold=True))
            of = office.of
        put(f"  {flat(office.office)}")
        lines: list[tuple[str, Holder | Gap]] = [(str(h.first.interval.start), h) for h in office.holders]
        lines += [(str(gap.start), gap) for gap in office.gaps]
        for _, line in sorted(lines, key=lambda pair: pair[0]):
            _line(line, reports, people)


def _line(line: Holder | Gap, reports: Mapping[str, str], people: dict[str, str]) -> None:
    from communique.record.wording import days_words
    from communique.registers.offices import Gap

    if isinstance(line, Gap):
        put(paint(f"{INDENT}{days_words(line.start, line.end)}: nobody is shown", dim=True))
        return
    put_told(_about(line, people))
    show_words(line.evidence, reports)


def _about(holder: Holder, people: dict[str, str]) -> str:
    from communique.record.wording import date_words, shown_words

    shown = shown_words(holder.first.interval, holder.last.interval if holder.last else None)
    others = ", ".join(flat(people[other]) for other in holder.disputed_by)
    notes = (
        "acting" if holder.acting else "",
        f"took office {date_words(holder.begins.interval)}" if holder.begins else "",
        f"left office {date_words(holder.ends.interval)}" if holder.ends else "",
        paint(f"disputed: others show {others}", fg="yellow") if others else "",
    )
    return "; ".join(filter(None, (f"{shown}: {paint(flat(holder.name), bold=True)}", *notes)))
