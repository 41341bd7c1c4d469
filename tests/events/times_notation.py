"""Times on one line: "quote | from..to | precision basis", "quote | none", "quote | duration"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import communique
from communique.events.times import find_times, load_time_words
from communique.model.span import Span
from communique.model.time import TimeExpression

WORDS = load_time_words(Path(communique.__file__).parent / "data" / "en" / "times.toml")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9]\.) (?=[A-Z])")


def sentences(text: str) -> list[Span]:
    """Sentences of our own simple cases: a full stop, a space, a capital."""
    ends = [m.start() for m in _SENTENCE_END.finditer(text) if not text[: m.start()].endswith("a.m.")]
    starts = [0, *(end + 1 for end in ends)]
    return [Span(a, b) for a, b in zip(starts, [*ends, len(text)], strict=True)]


def shown(text: str, published: str | None, times: Iterable[TimeExpression] | None = None) -> list[str]:
    """The times of a text in our notation."""
    day = date.fromisoformat(published) if published else None
    found = find_times(text, sentences(text), day, WORDS) if times is None else times
    return [_line(time, text) for time in found]


def told(row: str) -> str:
    """A row of a table with its parts spelt out: one day is a stretch of one day."""
    quote, *rest = [part.strip() for part in row.split("|")]
    if len(rest) == 1:
        return f"{quote} | {rest[0]}"
    start, _, end = rest[0].partition("..")
    return f"{quote} | {start}..{end or start} | {rest[1]}"


def _line(time: TimeExpression, text: str) -> str:
    quote, interval = time.span.quote(text), time.interval
    if interval is None:
        return f"{quote} | {'duration' if time.type == 'duration' else 'none'}"
    return f"{quote} | {interval.start}..{interval.end} | {interval.precision} {interval.basis}"
