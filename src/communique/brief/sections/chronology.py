"""What happened, by month in the last year that reports tell of, by year before it: the weightier events of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from communique.brief.desk import TOLD, Desk, Pair
from communique.brief.tree import Sentence
from communique.brief.wording import clause, day_label, entry, put
from communique.dossier.narrative import weight
from communique.model.record import Event
from communique.record.wording import months

LONG = 45  # days from which on an event belongs to no month
RECENT = timedelta(days=365)  # told by month; what is older, by year
SENTENCES = 40  # in all, shared out by how much a period holds
FEWEST, MOST, UNDATED = 2, 8, 5  # of one period
BY_MONTH = 10  # events in that time that make months worth a heading
PERIODS = 14  # of more, the oldest are told together


def chronology(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    """The events that happened, or are told or denied to have happened, in order of time; undated ones last."""
    told = list(pair.told(TOLD))
    lines = fold(desk, told)
    latest = max((e.date.interval.start for e in told if e.date), default=date.min)
    since = latest - RECENT if latest > date.min + RECENT else date.min
    if sum(bool(e.date and e.date.interval.start >= since) for e, *_ in lines) < BY_MONTH:
        since = date.max
    for heading, of in _periods(lines, since):
        most = UNDATED if of[0][0].date is None else _share(len(of), len(lines))
        yield from weightiest(desk, heading, of, most)


def fold(desk: Desk, events: Iterable[Event]) -> list[list[Event]]:
    """Events of which the same would be said, taken together, where the first of them stands."""
    found: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        found.setdefault((day_label(event), clause(desk, event)), []).append(event)
    return list(found.values())


def _periods(lines: Iterable[list[Event]], since: date) -> list[tuple[str, list[list[Event]]]]:
    """The lines under their headings in order of time; where there are too many, the oldest are taken together."""
    found: dict[tuple[int, int], list[list[Event]]] = {}
    for line in lines:
        found.setdefault(_period(line[0], since), []).append(line)
    periods = sorted(found.items())
    early, kept = periods[:-PERIODS], periods[-PERIODS:]
    told = [(_heading(*period), of) for period, of in kept]
    if not early:
        return told
    return [(put("group", "background", year=kept[0][0][0]), [line for _, of in early for line in of]), *told]


def _period(event: Event, since: date) -> tuple[int, int]:
    """Year and month, the latter 0 where the year is enough; what has no date comes last."""
    if event.date is None:
        return (date.max.year, 0)
    interval = event.date.interval
    return (interval.start.year, interval.start.month if interval.start >= since and interval.days < LONG else 0)


def _heading(year: int, month: int) -> str:
    if (year, month) == (date.max.year, 0):
        return put("group", "undated")
    return f"{months()[month - 1]} {year}" if month else str(year)


def _share(count: int, total: int) -> int:
    return max(FEWEST, min(MOST, round(SENTENCES * count / total)))


def weightiest(desk: Desk, heading: str, of: Sequence[list[Event]], most: int) -> Iterator[Sentence]:
    """The weightiest under a heading in order of time, the last with the number left out."""
    ranked = sorted(of, key=lambda events: (-max(weight(desk.book, e) for e in events), events[0].id))
    best = {events[0].id for events in ranked[:most]}
    kept = [events for events in of if events[0].id in best]
    for events in kept:
        left = len(of) - len(kept) if events is kept[-1] else 0
        yield entry(desk, events, group=heading, left=left)
