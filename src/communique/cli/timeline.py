"""``communique timeline``: events by date."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import as_of_option, assembled, json_option, period_options, period_told, record_option
from communique.cli.terminal import flat, paint, put, put_json, say, width, wrapped
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.model.record import Entity, Event, Record

FORMAT = "communique-timeline/1"
DATE_WIDTH = 20
STATUS_STYLE = {"denied": "red", "alleged": "yellow", "planned": "cyan", "proposed": "cyan", "ongoing": "green"}


@click.command()
@record_option
@click.option("--who", metavar="WORDS", help="Only events in which someone or something of that name takes part.")
@click.option("--kind", multiple=True, help="Only events of this kind; may be given several times.")
@click.option("--status", multiple=True, help="Only events of this status; may be given several times.")
@period_options("events that may have been")
@as_of_option
@json_option
def timeline(
    path: Path,
    who: str | None,
    kind: tuple[str, ...],
    status: tuple[str, ...],
    since: str | None,
    until: str | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List events by date: what, who, where, how sure.

    Undated events come last. Each line's id is what `communique explain` takes.
    """
    _check(kind, status)
    first, last = period_told(since, until)
    record = assembled(path, as_of)
    names = {entity.id: entity for entity in record.entities}
    events = [e for e in record.events if _fits(e, kind, status) and _within(e, first, last) and _has(e, who, names)]
    if as_json:
        put_json({"format": FORMAT, "events": _as_json(record, events)})
        return
    show_events(events, names)
    if not events:
        say("No event fits." if record.events else "The record has no events.")


def _check(kinds: Iterable[str], statuses: Iterable[str]) -> None:
    from communique.model.event import KINDS, STATUSES

    for what, given, known in (("kind", kinds, KINDS), ("status", statuses, STATUSES)):
        for value in given:
            if value not in known:
                raise UsageError(f"There is no {what} {value!r}; choose from: {', '.join(known)}.")


def _fits(event: Event, kinds: tuple[str, ...], statuses: tuple[str, ...]) -> bool:
    return (not kinds or event.kind in kinds) and (not statuses or event.status in statuses)


def _within(event: Event, first: str, last: str) -> bool:
    if not first and not last:
        return True
    if event.date is None:
        return False
    interval = event.date.interval
    return (not first or str(interval.end) >= first) and (not last or str(interval.start) <= last)


def _has(event: Event, who: str | None, entities: dict[str, Entity]) -> bool:
    if not who:
        return True
    parts = (*event.actors, *event.recipients, *event.others, *event.places)
    words = who.casefold()
    return any(words in name.value.casefold() for part in parts for name in entities[part.entity].names) or any(
        words == part.entity for part in parts
    )


def _as_json(record: Record, events: list[Event]) -> list[dict[str, object]]:
    from communique.export.jsonl import EventWriter

    writer = EventWriter(record)
    return [writer.event(event) for event in events]


# -- for readers -------------------------------------------------------------------------------------------------------


def show_events(events: Iterable[Event], entities: dict[str, Entity]) -> None:
    """Print ``events``, a heading for each year."""
    year = None
    for event in events:
        now = str(event.date.interval.start.year) if event.date else "No date told"
        if now != year:
            put(("" if year is None else "\n") + paint(now, bold=True))
            year = now
        _show(event, entities)


def _show(event: Event, entities: dict[str, Entity]) -> None:
    from communique.record.wording import date_words

    when = date_words(event.date.interval) if event.date else ""
    is_guess = event.date is not None and event.date.interval.basis == "inferred"
    shown = f"  {when}{' ?' if is_guess else ''}"
    indent = " " * (DATE_WIDTH if width() >= 60 else 4)
    if len(shown) >= len(indent):
        put(shown)
        shown = ""
    head = f"{shown:<{len(indent)}}"
    for line in wrapped(flat(event.summary), indent, head):
        put(line)
    for line in wrapped(_about(event, entities), indent):
        put(paint(line, dim=True) if event.status == "happened" else line)
    put(f"{indent}{paint(event.id, fg='blue')}")


def _about(event: Event, entities: dict[str, Entity]) -> str:
    status = paint(event.status, fg=STATUS_STYLE.get(event.status), bold=True) if event.status != "happened" else ""
    place = flat(entities[event.place.entity].name) if event.place else ""
    return " · ".join(filter(None, (status, event.kind.replace("_", " "), place, told(event))))


def told(event: Event) -> str:
    """In how many reports an event is told, and by how many independent origins."""
    reports = len(event.evidence)
    if reports == 1:
        return "1 report"
    origins = "all copies of one" if event.origins == 1 else f"{event.origins} independent"
    return f"{reports} reports" if event.origins == reports else f"{reports} reports, {origins}"
