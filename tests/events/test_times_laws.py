"""What holds for every text: quotes, order, time; and that the data file and the code fit each other."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import communique
from communique.events.times import find_times, towards_future
from communique.events.times.resolve import _BENT, _PLAIN
from communique.model.span import Span
from communique.model.time import TimeExpression
from tests.events.test_times import ROWS
from tests.events.times_notation import WORDS

DATA = tomllib.loads((Path(communique.__file__).parent / "data" / "en" / "times.toml").read_text(encoding="utf-8"))

PIECES = st.sampled_from(
    """on in since by the a of from to between and early mid- late last this next end first half Monday Sat Tuesday,
    May March April January Feb. 1 3 31 2017 1992-94 2020-11-10 10/11/2020 1990s 19th century year years days weeks ago
    later before after earlier two few past recent spring winter yesterday tonight overnight weekend Christmas 9/11
    eve day night same that 6 p.m. at ( ) , . ’s - – 44-day \n 0 9999 1000 ٢٠٢٠""".split(" ")
)
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=12).map("".join), st.text())
DAYS = st.one_of(st.none(), st.dates())


def _check(text: str, times: tuple[TimeExpression, ...]) -> None:
    end = 0
    for found in times:
        quote = found.span.quote(text)
        assert quote and quote == quote.strip()
        assert end <= found.span.start
        end = found.span.end
        assert end <= len(text)
        assert found.type in ("date", "duration")
        if found.interval:
            assert found.interval.start <= found.interval.end
            assert found.type == "date"


@settings(max_examples=400, deadline=None)
@given(TEXTS, DAYS)
@example("on Monday", date.min)
@example("next year and in 5,000 years", date.max)
@example("three thousand centuries ago, 9999 decades ago", date(2020, 1, 1))
@example("Monday night before", None)
@example("century before Sat", None)  # a day only beside a date
@example("2020-11-10 p.m. 2020-11-10", None)  # the hour is not the day before it
def test_times_are_quotes_in_order(text: str, published: date | None) -> None:
    times = find_times(text, [Span(0, len(text))], published, WORDS)
    _check(text, times)
    for found in times:
        ahead = towards_future(found, text, published, WORDS)
        assert (ahead.span, ahead.type) == (found.span, found.type)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_nothing_is_resolved_without_a_publication_date_that_leans_on_it(text: str) -> None:
    spans = [Span(0, len(text))]
    bare = find_times(text, spans, None, WORDS)
    full = find_times(text, spans, date(2020, 5, 5), WORDS)
    assert [f.span for f in bare] == [f.span for f in full]


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_an_expression_lies_in_one_sentence(texts: list[str]) -> None:
    text, spans = "", []
    for piece in texts:
        spans.append(Span(len(text), len(text) + len(piece)))
        text += piece + " "
    for found in find_times(text, spans, date(2020, 5, 5), WORDS):
        assert any(span.covers(found.span) for span in spans)


@pytest.mark.parametrize("published", [date(1999, 12, 31), date(2020, 2, 29), date(2023, 4, 3)])
def test_stated_times_do_not_depend_on_the_publication_date(published: date) -> None:
    for text, _, _ in ROWS:
        here, there = (find_times(text, [Span(0, len(text))], p, WORDS) for p in (published, date(2010, 6, 15)))
        stated = [f for f in here if f.interval and f.interval.basis == "stated" and f.span.quote(text)[:2] != "by"]
        assert all(f in there for f in stated), text


MEGABYTE = 1_000_000
PROSE = "The ministers of both states said that the border would be opened again for all who live there. "
HEAVY = {  # text and how much of it
    "news": (PROSE * 3 + "On Monday, Nov. 9, they said in early 2019 that talks had begun. ", MEGABYTE),
    "one word": ("a" * 1000, MEGABYTE),
    "figures": ("1" * 500 + " ", MEGABYTE),
    "spaces": ("5" + " " * 300 + "May ", 200_000),
    "dates": ("1-2-3-4/5/6 2020-11-10-", 50_000),
    "openers": ("by the end of the first half of the early late since ", 200_000),
    "numbers": ("twenty-five or thirty to forty and fifty a few ", 50_000),
}


@pytest.mark.parametrize("name", HEAVY)
def test_time_grows_with_the_text(name: str) -> None:
    """All in one sentence, the worst case: seconds on a slow machine, where a square would take hours."""
    piece, size = HEAVY[name]
    text = (piece * (size // len(piece) + 1))[:size]
    start = time.process_time()
    find_times(text, [Span(0, size)], date(2020, 5, 5), WORDS)
    assert time.process_time() - start < 30


def test_every_meaning_is_known() -> None:
    plain = {rule["means"] for rule in DATA["rule"]}
    assert plain - {"skip", "short_weekday", "this_unit"} <= set(_PLAIN)
    assert set(_PLAIN) <= plain
    assert {operator["means"] for operator in DATA["operator"]} == set(_BENT)


def test_no_guard_or_class_lies_idle() -> None:
    entries = [*DATA["rule"], *DATA["operator"]]
    used = {
        entry[key] for entry in entries for key in ("before", "unless_before", "after", "unless_after") if key in entry
    }
    assert set(DATA["guards"]) - {"article"} == used - {"article"}
    forms = " ".join(form for rule in DATA["rule"] for form in rule["forms"])
    assert [name for name in DATA["classes"] if f"{{{name}}}" not in forms and f"{{{name}=" not in forms] == []
