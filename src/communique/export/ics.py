"""What is planned, proposed or due for a told day, as an iCalendar (RFC 5545) of whole days.

Dates that rest on no words are left out: nobody told that the thing is to be on that day. Due are the obligations of
agreements that no report tells to be done.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from communique.export.naming import printable, report_names
from communique.export.registers.lives import side_name
from communique.model.event import plover_name
from communique.model.record import Entity, Event, Evidence, Record
from communique.model.report import Report
from communique.model.time import Basis, Interval
from communique.registers.agreements import Agreement, agreements
from communique.registers.duties import Duty

STATUSES = ("planned", "proposed")
OPEN = ("open", "disputed", "reported_broken")
LONGEST_LINE = 75  # octets, the line's end not counted
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def render(record: Record) -> Iterator[bytes]:
    """The calendar."""
    writer = CalendarWriter(record)
    yield _lines(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//communique//communique//EN", "CALSCALE:GREGORIAN"])
    for event in record.events:
        if interval := told_day(event):
            yield _lines(writer.entry(event, interval))
    for agreement in agreements(record):
        for duty in agreement.duties:
            if duty.due and duty.standing in OPEN:
                yield _lines(writer.duty(agreement, duty, duty.due))
    yield _lines(["END:VCALENDAR"])


def told_day(event: Event) -> Interval | None:
    """The days for which an event is planned or proposed, as far as words tell them."""
    if event.status not in STATUSES or event.date is None or event.date.interval.basis is Basis.INFERRED:
        return None
    return event.date.interval


class CalendarWriter:
    """Turns events into entries with the names and reports of one record at hand."""

    def __init__(self, record: Record) -> None:
        self._names = report_names(record.reports)
        self._reports: dict[str, Report] = {report.id: report for report in record.reports}
        self._entities: dict[str, Entity] = record.everybody

    def entry(self, event: Event, interval: Interval) -> list[str]:
        """The lines of one entry; its time stamp is the day of the last report that tells it."""
        place = self._entities[event.place.entity] if event.place else None
        kind = event.kind.replace("_", " ")
        return [
            "BEGIN:VEVENT",
            f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'communique:event:{event.id}')}",
            f"DTSTAMP:{_day(self._last_told(event) or interval.start)}T000000Z",
            f"DTSTART;VALUE=DATE:{_day(interval.start)}",
            *_end(interval),
            f"SUMMARY:{escaped(event.summary)}",
            f"DESCRIPTION:{escaped(*self._description(event, interval))}",
            *([f"LOCATION:{escaped(place.name)}"] if place else []),
            *(["GEO:{};{}".format(*place.coordinates)] if place and place.coordinates else []),
            f"CATEGORIES:{','.join(map(escaped, (kind, plover_name(event.kind), event.status)))}",
            "STATUS:TENTATIVE",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]

    def duty(self, agreement: Agreement, duty: Duty, due: Interval) -> list[str]:
        """The lines of an obligation's entry, on the last day by which it is due."""
        who = " and ".join(side_name(self._entities, id_) for id_ in duty.who)
        first = duty.evidence[0]
        named = f"{agreement.things[0]} {first.report} {first.span} {who}: {duty.what}"
        last = Interval(due.end, due.end, "day", due.basis)
        told = (f"“{e.quote}” ({self._names[e.report]})" for e in (*duty.evidence, *duty.done, *duty.broken))
        return [
            "BEGIN:VEVENT",
            f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'communique:obligation:{named}')}",
            f"DTSTAMP:{_day(self._last_of(duty.evidence) or due.end)}T000000Z",
            f"DTSTART;VALUE=DATE:{_day(due.end)}",
            *_end(last),
            f"SUMMARY:{escaped(f'Due under {agreement.name}: {who}: {duty.what}')}",
            f"DESCRIPTION:{escaped(f'{duty.standing}; date: {due.precision}, {due.basis}', *told)}",
            "CATEGORIES:obligation",
            "STATUS:TENTATIVE",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]

    def _last_of(self, told: Iterable[Evidence]) -> date | None:
        days = (self._reports[evidence.report].published_on for evidence in told)
        return max((day for day in days if day), default=None)

    def _last_told(self, event: Event) -> date | None:
        return self._last_of(event.evidence)

    def _description(self, event: Event, interval: Interval) -> Iterator[str]:
        """Status and how exact the date is, then each quotation with its report."""
        yield f"{event.status}; date: {interval.precision}, {interval.basis}"
        for evidence in event.evidence:
            yield f"“{evidence.quote}” ({self._names[evidence.report]})"


def escaped(*lines: str) -> str:
    """Lines as one value of the type TEXT.

    >>> escaped("Signing; in Oslo, soon", "second")
    'Signing\\\\; in Oslo\\\\, soon\\\\nsecond'
    """
    return "\n".join(map(printable, lines)).translate(ESCAPES)


def folded(line: str) -> str:
    """A line in pieces of 75 octets at most, none of which parts a character; all but the first begin with a space."""
    pieces, taken = [""], 0
    for character in line:
        octets = len(character.encode())
        if taken + octets > LONGEST_LINE:
            pieces.append(" ")
            taken = 1
        pieces[-1] += character
        taken += octets
    return "\r\n".join(pieces)


def _end(interval: Interval) -> list[str]:
    """The day after the last, as RFC 5545 has it; none where the calendar of Python ends."""
    if interval.end == date.max:
        return []
    return [f"DTEND;VALUE=DATE:{_day(interval.end + timedelta(days=1))}"]


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()
