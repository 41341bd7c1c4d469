"""``communique offices``: who held which office when, as far as reports show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import as_of_option, json_option, period_told, record_option, register_shown
from communique.cli.terminal import flat, paint, put, put_json, say, wrapped
from communique.export.naming import days_json, quote_json

if TYPE_CHECKING:
    from communique.model.record import Evidence
    from communique.registers.offices import Gap, Holder, Office
    from communique.registers.sighting import Told

Json = dict[str, Any]

FORMAT = "communique-offices/1"
INDENT = " " * 4


@click.command()
@record_option
@click.option("--holder", metavar="WORDS", help="Only those whose name has these words.")
@click.option("--of", "whose", metavar="WORDS", help="Only offices of the state or body with these words in its name.")
@click.option("--from", "since", metavar="DATE", help="Only those shown on or after DATE (YYYY[-MM[-DD]]).")
@click.option("--to", "until", metavar="DATE", help="Only those shown on or before DATE.")
@as_of_option
@json_option
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
    period = period_told(since, until)
    register = register_shown(path, "offices", as_of)
    narrowed = any((holder, whose, *period))
    fits = [_narrowed(o, holder, period) if narrowed else o for o in register.lines if _is_of(o, whose)]
    found = [office for office in fits if office.holders]
    names = register.names
    if as_json:
        put_json({"format": FORMAT, "offices": [_as_json(names, office) for office in found]})
        return
    _show(found, names, {id_: entity.name for id_, entity in register.entities.items()})
    if not found:
        say("No office fits." if narrowed else "No report shows anybody in an office.")


def _is_of(office: Office, words: str | None) -> bool:
    return not words or words.casefold() in (office.of or "").casefold()


def _narrowed(office: Office, holder: str | None, period: tuple[str, str]) -> Office:
    """An office with the holders that are asked for; gaps belong to the whole list."""
    first, last = period
    kept = tuple(
        h
        for h in office.holders
        if (not holder or holder.casefold() in h.name.casefold())
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
    from communique.record.wording import day_words
    from communique.registers.offices import Gap

    if isinstance(line, Gap):
        put(paint(f"{INDENT}{day_words(line.start)} to {day_words(line.end)}: nobody is shown", dim=True))
        return
    for text in wrapped(_about(line, people), INDENT * 2, INDENT):
        put(text)
    first = line.evidence[0]
    told_in = {e.report for e in line.evidence}
    more = f" and {len(told_in) - 1} more" if len(told_in) > 1 else ""
    for text in wrapped(f"{reports[first.report]}{more}: “{flat(first.quote)}”", INDENT * 2):
        put(paint(text, dim=True))


def _about(holder: Holder, people: dict[str, str]) -> str:
    from communique.record.wording import date_words

    shown = date_words(holder.first.interval)
    if holder.last is not None:
        shown = f"{shown} to {date_words(holder.last.interval)}"
    others = ", ".join(flat(people[other]) for other in holder.disputed_by)
    notes = (
        "acting" if holder.acting else "",
        f"took office {date_words(holder.begins.interval)}" if holder.begins else "",
        f"left office {date_words(holder.ends.interval)}" if holder.ends else "",
        paint(f"disputed: others show {others}", fg="yellow") if others else "",
    )
    return "; ".join(filter(None, (f"{shown}: {paint(flat(holder.name), bold=True)}", *notes)))


# -- as JSON -----------------------------------------------------------------------------------------------------------


def _as_json(names: Mapping[str, str], office: Office) -> Json:
    return {
        "office": office.office,
        "of": office.of,
        "country": office.country,
        "body": office.body,
        "holders": [_holder_json(names, holder) for holder in office.holders],
        "gaps": [{"from": str(gap.start), "to": str(gap.end)} for gap in office.gaps],
    }


def _holder_json(names: Mapping[str, str], holder: Holder) -> Json:
    return {
        "person": holder.person,
        "name": holder.name,
        "acting": holder.acting,
        "first": _told_json(names, holder.first),
        "last": _told_json(names, holder.last),
        "begins": _told_json(names, holder.begins),
        "ends": _told_json(names, holder.ends),
        "disputed_by": list(holder.disputed_by),
        "evidence": [_quote(names, e) for e in holder.evidence],
    }


def _told_json(names: Mapping[str, str], told: Told | None) -> Json | None:
    if told is None:
        return None
    evidence = [_quote(names, e) for e in told.evidence]
    return {**days_json(told.interval), "event": told.event, "evidence": evidence}


def _quote(names: Mapping[str, str], evidence: Evidence) -> Json:
    return quote_json(names[evidence.report], evidence.span, evidence.quote)
