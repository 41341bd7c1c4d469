"""Finds the words of a text that tell times."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from communique.events.times.phrases import DURATION, Bent, Found, Phrase, Plain, Shifted, Stretch, Within, innermost
from communique.events.times.words import LOOK_BACK, Operator, Rule, TimeWords
from communique.model.span import Span

_WORD = re.compile(r"[^\W_]+")
_CURRENCY = "$€£¥₽₴#№"
_IN_NUMBER = "/.,:+-–"
_DAYS = frozenset("date weekday short_weekday dayword same neighbour named holiday overnight last_night".split())
_UNPLACED = frozenset(("skip", "short_weekday", "this_unit"))
_DATES = frozenset(("date", "date_span"))
WITHIN_YEAR = frozenset("date date_span month season quarter month_week holiday".split())
_UNBENDABLE = frozenset((DURATION, *"skip short_weekday past coming recent_units coming_units ago half_ago".split()))


def phrases_in(text: str, sentence: Span, words: TimeWords) -> tuple[Found, ...]:
    """The times told in one sentence, in order; no two share a character."""
    found: list[Found] = []
    for plain in _plain(text, sentence, words):
        free = found[-1].span.end if found else sentence.start
        if plain.span.start >= free:  # what the time before took in is told: "Monday night before"
            found.append(_around(plain, text, Span(free, sentence.end), words))
    found = _merge(found, text, words, _dated_weekday)
    found = _merge(found, text, words, _placed_within)
    found = _merge(found, text, words, _counted_from)
    found = _bend_all(found, text, sentence, words)
    found = _merge(found, text, words, _stretched)
    return tuple(f for f in found if not _loose(f.phrase))


def _loose(phrase: Phrase) -> bool:
    """Whether a form told nothing by itself: "Sat" without a date, "the year" without "end of"."""
    return isinstance(phrase, Plain) and phrase.means in _UNPLACED


def _plain(text: str, sentence: Span, words: TimeWords) -> Iterator[Found]:
    """The forms of a sentence, leftmost and longest."""
    free = sentence.start
    for word in _WORD.finditer(text, sentence.start, sentence.end):
        start = word.start()
        if start < free or (rules := words.rules_for(word[0])) == () or _inside_number(text, start):
            continue
        read = _longest(rules, text, start, sentence.end)
        if read is not None:
            free = read[0]
            yield Found(Span(start, free), read[1])


def _longest(rules: tuple[Rule, ...], text: str, start: int, end: int) -> tuple[int, Plain] | None:
    """The longest form at ``start``; of two of one length the rule told first."""
    best: tuple[int, int, Plain] | None = None
    for rule in rules:
        read = rule.read(text, start, end)
        if read and (best is None or (read[0], -rule.order) > best[:2]):
            best = (read[0], -rule.order, read[1])
    return (best[0], best[2]) if best else None


def _inside_number(text: str, start: int) -> bool:
    """Whether figures at ``start`` go on from others or tell money: the 2019 of "555-2019" and "$2019"."""
    if start == 0 or not text[start].isdigit():
        return False
    before = text[start - 1]
    if before == "-" and start > 1 and text[start - 2].islower():
        return False
    return before in _CURRENCY or before in _IN_NUMBER


def _around(found: Found, text: str, within: Span, words: TimeWords) -> Found:
    """Takes in the clock times and parts of the day beside a day: "1:30 a.m. Wednesday", "Monday night"."""
    if not isinstance(found.phrase, Plain) or found.phrase.means not in _DAYS:
        return found
    start, end = found.span.start, found.span.end
    while right := words.right_of_day.match(text, end, within.end):
        end = right.end()
    offset = max(within.start, start - LOOK_BACK)
    left = words.left_of_day.search(text[offset:start])
    return Found(Span(offset + left.start() if left else start, end), found.phrase)


class _Pair:
    """Two neighbouring times and the words between them."""

    def __init__(self, left: Found, right: Found, text: str, words: TimeWords) -> None:
        self.left, self.right, self.text, self.words = left, right, text, words
        self.gap = text[left.span.end : right.span.start]

    def joint(self, name: str) -> bool:
        """Whether the words between are those of the named joint."""
        return self.words.joints[name].fullmatch(self.gap) is not None

    def opened(self, name: str) -> re.Match[str] | None:
        """The opening word left of the pair: "from"."""
        start = self.left.span.start
        return self.words.joints[name].search(self.text[max(0, start - LOOK_BACK) : start])

    def joined(self, phrase: Phrase, opening: re.Match[str] | None = None) -> Found:
        """The pair as one time."""
        start = self.left.span.start - (len(opening[0]) if opening else 0)
        end = self.right.span.end
        if self.text.count("(", start, end) > self.text.count(")", start, end) and self.text[end : end + 1] == ")":
            end += 1
        return Found(Span(start, end), phrase)


_Join: TypeAlias = Callable[[_Pair], Found | None]


def _merge(found: list[Found], text: str, words: TimeWords, join: _Join) -> list[Found]:
    """Joins neighbours from left to right."""
    merged: list[Found] = []
    for item in found:
        one = None
        if merged and item.span.start - merged[-1].span.end <= LOOK_BACK:
            one = join(_Pair(merged[-1], item, text, words))
        if one and (len(merged) < 2 or merged[-2].span.end <= one.span.start):
            merged[-1] = one
        else:
            merged.append(item)
    return merged


def _dated_weekday(pair: _Pair) -> Found | None:
    """ "Wednesday, 8 January" is the 8th; the weekday helps only to find the year."""
    day, when = pair.left.phrase, pair.right.phrase
    if not (isinstance(day, Plain) and isinstance(when, Plain) and pair.joint("weekday_date")):
        return None
    if day.means not in ("weekday", "short_weekday") or "deictic" in day.fields or when.means not in _DATES:
        return None
    return pair.joined(Plain(when.means, {**when.fields, "weekday": day.fields["weekday"]}))


def _placed_within(pair: _Pair) -> Found | None:
    """ "March of last year", "Tuesday last week"."""
    inner, outer = pair.left.phrase, pair.right.phrase
    if not (isinstance(inner, Plain) and isinstance(outer, Plain) and pair.joint("within")):
        return None
    if outer.means not in ("deictic", "same"):
        return None
    unit = outer.fields["unit"]
    fits = inner.means in WITHIN_YEAR and "year" not in inner.fields and unit == "year"
    fits = fits or (inner.means == "weekday" and "deictic" not in inner.fields and unit == "week")
    return pair.joined(Within(inner, outer)) if fits else None


def _counted_from(pair: _Pair) -> Found | None:
    """ "two days after April 1"."""
    distance = pair.left.phrase
    if not (isinstance(distance, Plain) and distance.means == "from_that" and pair.joint("shift")):
        return None
    return pair.joined(Shifted(distance, pair.right.phrase))


def _stretched(pair: _Pair) -> Found | None:
    """ "from March to May 2019", "between Monday and Wednesday", "January 30 to February 2"."""
    first, last = innermost(pair.left.phrase), innermost(pair.right.phrase)
    if {first.means, last.means} & _UNBENDABLE or _loose(first) or _loose(last):
        return None
    stretch = Stretch(pair.left.phrase, pair.right.phrase)
    if pair.joint("range"):
        opening = pair.opened("from_before")
        alike = first.means == last.means or {first.means, last.means} <= _DATES
        return pair.joined(stretch, opening) if opening or alike else None
    opening = pair.opened("between_before")
    if opening is None and not _next_months(first, last):
        return None
    return pair.joined(stretch, opening) if pair.joint("between") else None


def _next_months(first: Plain, last: Plain) -> bool:
    """Whether two months are told as one time: "January and February 1995"."""
    months = first.means == last.means == "month" and "year" in last.fields and "year" not in first.fields
    return months and last.fields["month"] == first.number("month") + 1


def _bend_all(found: list[Found], text: str, sentence: Span, words: TimeWords) -> list[Found]:
    bent: list[Found] = []
    for item in found:
        floor = bent[-1].span.end if bent else sentence.start
        bent.append(_bend(item, text, floor, words))
    return bent


def _bend(found: Found, text: str, floor: int, words: TimeWords) -> Found:
    """Applies the operators left of a time, nearest first: "by the end of next year"."""
    if innermost(found.phrase).means in _UNBENDABLE:
        return found
    while step := _operator(found, text, floor, words):
        start, operator = step
        phrase = Bent(operator.means, operator.value, operator.of, _settled(found.phrase))
        found = Found(Span(start, found.span.end), phrase)
    return found


def _operator(found: Found, text: str, floor: int, words: TimeWords) -> tuple[int, Operator] | None:
    """The nearest operator left of a time and where it starts."""
    offset = max(floor, found.span.start - LOOK_BACK)
    left = text[offset : found.span.start]
    for operator in words.operators:
        match = operator.pattern.search(left)
        if match and operator.guards.pass_(text, found.span.start, found.span.end):
            return offset + match.start(), operator
    return None


def _settled(phrase: Phrase) -> Phrase:
    """ "the year" under an operator is this year, "the day" the one told before."""
    if isinstance(phrase, Plain) and phrase.means == "this_unit":
        if phrase.fields["unit"] == "day":
            return Plain("same", phrase.fields)
        return Plain("deictic", {**phrase.fields, "deictic": 0})
    return phrase
