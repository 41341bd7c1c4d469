"""On which day a report shows somebody at something: the day told in their clause, else that of the act it tells.

Most of what a report tells has no date in its own clause. Where a register needs the day of one passage, the words
around it are read once more: "... handed over a note, at noon, on Wednesday"; "they signed in Paris", of what the lead
signed on Tuesday.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from communique.events.times import TimeWords, find_times, load_time_words
from communique.lexicon import DATA
from communique.model.record import Event
from communique.model.span import Span
from communique.model.time import Basis, Interval
from communique.registers.desk import DONE, Desk, sentence_at, sentence_before
from communique.registers.titles import pattern

NEWS = 10  # days in which a report tells of what is new
SIGNING = ("agreement_signed", "ceasefire", "arms_order")


@cache
def _words() -> TimeWords:
    return load_time_words(DATA / "en" / "times.toml")


def is_news(desk: Desk, report: str, interval: Interval) -> bool:
    """Whether a report tells of days right before it: who is named there with a title has it now."""
    day = desk.published(report)
    return day is not None and NEWS >= (day.start - interval.start).days >= 0


def times_in(desk: Desk, report: str, *spans: Span) -> list[tuple[Span, Interval]]:
    """The times told in passages of a report, in order; a later one may lean on an earlier one ("the day before")."""
    found = desk.reports[report]
    told = find_times(found.text, spans, found.published_on, _words())
    return [(t.span, t.interval) for t in told if t.interval is not None and t.type == "date"]


def time_behind(desk: Desk, report: str, at: int, stop: int) -> Interval | None:
    """The first time told behind a word that bends it, without what it is bent to: "until [summer 2014]"."""
    return next((interval for _, interval in times_in(desk, report, Span(at, stop))), None) if at < stop else None


def day_of_news(desk: Desk, report: str, until: int, nearest: bool = False) -> Interval | None:
    """The latest day of news that a report tells before a place, but for the one on which it appeared itself.

    ``nearest`` asks for the one told last.
    """
    told = times_in(desk, report, Span(0, until)) if until else []
    news = [replace(i, end=i.start) for _, i in told if i.precision == "day" and is_news(desk, report, i)]
    published = desk.published(report)
    days = [day for day in news if published is None or day.start < published.start]
    if nearest:
        return days[-1] if days else None
    return max(days, key=lambda day: day.start, default=None)


def day_of_clause(desk: Desk, report: str, name: Span) -> Interval | None:
    """The one day of news that the clause around a name tells."""
    text = desk.reports[report].text
    sentence = sentence_at(text, name)
    if not pattern("day_word").search(text, sentence.start, sentence.end):
        return None
    before = sentence_before(text, sentence)
    spans = [before, sentence] if before else [sentence]
    found = {
        interval
        for span, interval in times_in(desk, report, *spans)
        if sentence.covers(span)
        and interval.days == 1
        and is_news(desk, report, interval)
        and not _is_apart(text, name, span, sentence)
    }
    return found.pop() if len(found) == 1 else None


def _is_apart(text: str, name: Span, time: Span, sentence: Span) -> bool:
    """Whether a time is told in another clause than a name: behind "who" or "after", in a quotation, in speech."""
    left, right = (name, time) if name.start <= time.start else (time, name)
    between = text[left.end : right.start]
    if pattern("clause").search(between) or between.count('"') % 2:
        return True
    if name.start > time.start and pattern("clause").search(text, sentence.start, time.start):
        return True
    said = pattern("said").match(between)
    return bool(said and not pattern("beside_said").fullmatch(between, said.end()))


def day_of_act(desk: Desk, report: str, name: Span, person: str) -> Interval | None:
    """The day of an act in whose sentence somebody is named and that tells none: that of the news it belongs to.

    A signing told by its verb alone is that of the agreement told before. What was done "that day or the day before"
    was done on the one of which the sentence before tells, if it tells one of the two.
    """
    text = desk.reports[report].text
    sentence = sentence_at(text, name)
    if pattern("attended").search(text, sentence.start, sentence.end):
        day = day_of_news(desk, report, sentence.end)
        if day is not None:
            return day
    told = [(s, e) for s, e in desk.told.get(report, ()) if e.status in DONE and e.date is not None]
    if pattern("signing").search(text, sentence.start, sentence.end):
        days = [_exact(desk, report, e) for s, e in told if s.start < sentence.start and e.kind in SIGNING]
        known = [day for day in days if day is not None]
        if known:
            return known[-1]
    own = [e.date.interval for s, e in told if s.overlaps(sentence) and e.date and person in _parties(e)]
    open_days = next((i for i in own if i.basis is Basis.INFERRED), None)
    start = text.rfind(".", 0, max(0, sentence.start - 2))
    before = sentence_at(text, Span(start, start + 1)) if start > 0 else None
    if open_days is None or before is None:
        return None
    near = [_exact(desk, report, e) for s, e in told if s.overlaps(before)]
    return next((day for day in near if day is not None and day.overlaps(open_days)), None)


def _exact(desk: Desk, report: str, event: Event) -> Interval | None:
    assert event.date is not None
    interval = event.date.interval
    exact = interval.days == 1 and interval.basis is not Basis.INFERRED
    return interval if exact and is_news(desk, report, interval) else None


def _parties(event: Event) -> set[str]:
    return {part.entity for part in (*event.actors, *event.recipients)}


def last_act(desk: Desk, report: str, person: str, since: Interval) -> Interval | None:
    """The last day after ``since`` on which a report tells that somebody did something."""
    acts = (e for _, e in desk.told.get(report, ()) if e.status in DONE and e.date and person in _parties(e))
    days = [day for event in acts if (day := _exact(desk, report, event)) is not None and day.start > since.start]
    return max(days, key=lambda day: day.start, default=None)
