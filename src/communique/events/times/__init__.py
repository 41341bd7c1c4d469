"""Time expressions: the words of a report that tell when, and the days they mean.

``find_times`` reads a report's sentences in order. It looks back by default: "on Monday" is the latest Monday up to
the report. An event that is still to come calls ``towards_future`` on what it was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.events.times.find import WITHIN_YEAR, phrases_in
from communique.events.times.phrases import DURATION, Found, Phrase, Plain
from communique.events.times.resolve import FOLLOW, Setting, counted_from, resolve
from communique.events.times.words import TimeWords, load_time_words
from communique.model.span import Span
from communique.model.time import Basis, Interval, TimeExpression

__all__ = ["TimeWords", "find_times", "load_time_words", "towards_future"]

_NEAR_SENTENCES = 3
_COUNTED = 2  # days of a time from which days are counted at most
_FIXED = frozenset(("day", "month"))


def find_times(
    text: str, spans: Sequence[Span], published: date | None, words: TimeWords
) -> tuple[TimeExpression, ...]:
    """The time expressions of the sentences ``spans``, in order, none sharing a character.

    "On November 11, 2020, they signed" gives "November 11, 2020", stated; "on Monday" is resolved against
    ``published``, and its interval is None where that is None.
    """
    memory = _Memory()
    times: list[TimeExpression] = []
    for index, sentence in enumerate(spans):
        told = _as_news(published)
        for found in phrases_in(text, sentence, words):
            setting = Setting(published, memory.previous, memory.near(index), sizes=words.sizes)
            expression = _expression(found, setting)
            if told and expression.interval is None:
                expression = replace(expression, other=counted_from(found.phrase, told))
            elif expression.interval:
                told = expression.interval if expression.interval.days <= _COUNTED else None
            times.append(expression)
            memory.keep(times[-1], index)
            memory.move_on(found, times[-1].interval)
    return tuple(times)


def _as_news(published: date | None) -> Interval | None:
    """The days of what a report tells as its news: its own or the day before."""
    if published is None or published == date.min:
        return None
    return Interval(published - timedelta(days=1), published, "day", Basis.INFERRED)


def towards_future(expression: TimeExpression, text: str, published: date | None, words: TimeWords) -> TimeExpression:
    """The expression as an event to come means it: "on Monday" is the next Monday, the report's day included.

    What has no other reading ("yesterday", "April 5, 2021") comes back as it was.
    """
    start = expression.span.start
    for found in phrases_in(text, Span(start, expression.span.end), words):
        if found.span == expression.span:
            interval = resolve(found.phrase, Setting(published, forward=True, sizes=words.sizes))
            return _expression_of(found, interval) if interval else expression
    return expression


@dataclass
class _Memory:
    """What later words of a report may lean on."""

    previous: Interval | None = None
    stated: Interval | None = None
    sentence: int = 0

    def near(self, sentence: int) -> Interval | None:
        """A stated time near enough to lend its year: a day or month of late, a year of the same sentence."""
        if self.stated is None:
            return None
        reach = _NEAR_SENTENCES if self.stated.precision in _FIXED else 1
        return self.stated if sentence - self.sentence < reach else None

    def keep(self, expression: TimeExpression, sentence: int) -> None:
        interval = expression.interval
        if interval is None:
            return
        self.previous = interval
        if interval.basis is Basis.STATED and interval.precision in (*_FIXED, "year"):
            self.stated, self.sentence = interval, sentence

    def move_on(self, found: Found, interval: Interval | None) -> None:
        """Forget a stated year once a day or month was told that it did not place: the report has left that year."""
        yearly = isinstance(found.phrase, Plain) and found.phrase.means in WITHIN_YEAR
        resolved = interval if interval and interval.basis is Basis.RESOLVED else None
        if yearly and resolved and self.stated and resolved.start > self.stated.end + FOLLOW:
            self.stated = None


def _expression(found: Found, setting: Setting) -> TimeExpression:
    return _expression_of(found, resolve(found.phrase, setting))


def _expression_of(found: Found, interval: Interval | None) -> TimeExpression:
    return TimeExpression(found.span, interval, DURATION if _lasts(found.phrase) else "date")


def _lasts(phrase: Phrase) -> bool:
    return isinstance(phrase, Plain) and phrase.means == DURATION
