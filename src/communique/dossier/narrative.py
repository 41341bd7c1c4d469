"""A first draft of what an analyst would write: the weightier events in order, each sentence with its event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from communique.dossier.book import Book
from communique.model.record import Event
from communique.model.time import Basis, Interval
from communique.record.wording import capital, when

# How much a kind weighs in a summary: acts that change who holds what, or bind, before courtesies. Set by hand.
WEIGHTS = {
    "attack": 5,
    "clash": 5,
    "territory_taken": 5,
    "ceasefire": 5,
    "ceasefire_violation": 5,
    "agreement_signed": 5,
    "agreement_ratified": 5,
    "arms_order": 5,
    "arms_transfer": 5,
    "withdrawal": 4,
    "peacekeeping": 4,
    "mobilisation": 4,
    "sanction": 4,
    "threat": 4,
    "body_established": 4,
    "joint_production": 4,
    "coercion": 4,
    "disaster": 4,
    "election": 4,
    "appointment": 4,
    "resignation": 4,
    "release": 3,
    "disarmament": 3,
    "exercise": 3,
    "training": 3,
    "recognition": 3,
    "aid": 3,
    "negotiation": 3,
    "accusation": 3,
    "protest": 3,
    "investigation": 2,
    "rejection": 2,
    "concession": 2,
    "meeting": 2,
    "award": 2,
    "death": 2,
    "praise": 0,
    "other": 0,
}
_OPENERS = frozenset("the a an this these two three four five six several some other his her its their".split())
PARAGRAPHS = 6
SENTENCES = 16  # in all, shared out by how much a period holds
FEWEST, MOST = 3, 9  # in one paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the story and the event that it tells."""

    text: str
    event: Event
    hedge: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences under a heading: a year, "Background", "Still to come"."""

    heading: str
    lines: tuple[Line, ...]
    left: int


def story(book: Book) -> tuple[Paragraph, ...]:
    """Background, then the newest periods, each with its weightiest events in order of time."""
    told = [e for e in book.record.events if e.date and e.status in ("happened", "ongoing", "alleged", "denied")]
    since = _since(book)
    background = [e for e in told if e.date and e.date.interval.start < since]
    groups = [("Background", background), *_years([e for e in told if e.date and e.date.interval.start >= since])]
    kept = [group for group in groups if group[1]]
    if len(kept) > PARAGRAPHS:
        kept = [kept[0], *kept[1 - PARAGRAPHS :]]
    total = sum(len(events) for _, events in kept)
    return tuple(_paragraph(book, heading, events, _share(len(events), total)) for heading, events in kept)


def _share(count: int, total: int) -> int:
    """How many of all sentences go to a period with ``count`` of ``total`` events."""
    return max(FEWEST, min(MOST, round(SENTENCES * count / total)))


def weight(book: Book, event: Event) -> float:
    """How much an event matters here: kind, independent origins, disputes, and whether the main actors take part."""
    main = {entity.id for entity, _ in book.main_actors[:6]}
    parties = {part.entity for part in (*event.actors, *event.recipients)}
    return (
        WEIGHTS.get(event.kind, 2)
        + 1.5 * min(event.origins, 4)
        + 0.5 * min(len(event.evidence), 6)
        + 2 * book.differs(event)
        + len(parties & main)
        - 3 * (not parties)
    )


def sentence(book: Book, event: Event, before: Event | None = None) -> str:
    """The event's summary opened by its date: "On 1 April 2021, Ilham Aliyev received Selçuk Bayraktar."

    No date is put before a summary that tells the year, nor where the date is inferred and not told.
    """
    summary = event.summary.strip()
    if not summary or not event.date or event.date.interval.basis is Basis.INFERRED:
        return summary
    if re.search(rf"\b{event.date.interval.start.year}\b", summary):
        return summary
    first, _, rest = summary.partition(" ")
    opened = f"{first.lower()} {rest}" if _common(book, first) else summary
    return f"{_when(event.date.interval, _days(before) == _days(event))}, {opened}"


def _days(event: Event | None) -> tuple[date, date] | None:
    return (event.date.interval.start, event.date.interval.end) if event and event.date else None


def _common(book: Book, word: str) -> bool:
    """Whether a sentence's first word is no name: the reports have it in small letters, and no name begins with it."""
    if word.lower() in _OPENERS:
        return True
    if not word[1:].islower() or any(word == name.partition(" ")[0] for name in book.spellings):
        return False
    small = re.compile(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])")
    return any(small.search(report.text) for report in book.record.reports)


def _when(interval: Interval, again: bool) -> str:
    """How a sentence opens: "On 1 April 2021", "In 2017", "Between 1 and 10 February 2021", "The same day"."""
    if again:
        return "The same day" if interval.days == 1 else "In the same period"
    return capital(when(interval))


def _since(book: Book) -> date:
    """Where background ends: half a year before the first report, or never."""
    span = book.published()
    if not span:
        return date.min
    return span[0] - timedelta(days=183) if span[0].year > 1 else span[0]


def _years(events: list[Event]) -> list[tuple[str, list[Event]]]:
    found: dict[int, list[Event]] = {}
    for event in events:
        assert event.date
        found.setdefault(event.date.interval.start.year, []).append(event)
    return [(str(year), found[year]) for year in sorted(found)]


def _paragraph(book: Book, heading: str, events: list[Event], count: int) -> Paragraph:
    best = {e.id for e in sorted(events, key=lambda e: (-weight(book, e), e.id))[:count]}
    chosen = [e for e in events if e.id in best]
    before = [None, *chosen]
    lines = tuple(Line(sentence(book, e, b), e, _hedge(e)) for e, b in zip(chosen, before, strict=False))
    return Paragraph(heading, lines, len(events) - len(lines))


def _hedge(event: Event) -> str:
    return "" if event.status == "happened" else event.status
