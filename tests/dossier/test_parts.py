"""Dates in words, marks that overlap, addresses, and the story: each by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.dossier import dates, narrative, words
from communique.dossier.book import Book, base, member_span, slug, web
from communique.dossier.marks import Mark, blocks, pieces, runs, seen
from communique.model.event import KINDS, STATUSES
from communique.model.span import Span
from communique.model.time import Basis, Interval
from tests.dossier.made_up import COMMISSION, MEETING, RECORD, SIGNING


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2021-04-01", "2021-04-01", "day", "1 April 2021"),
        ("2021-04-01", "2021-04-30", "month", "April 2021"),
        ("2024-02-01", "2024-02-29", "month", "February 2024"),  # a leap year's February is whole at 29
        ("2024-02-01", "2024-02-28", "period", "1–28 Feb 2024"),
        ("2021-02-01", "2021-02-10", "period", "1–10 Feb 2021"),
        ("2020-09-27", "2020-11-10", "period", "27 Sep – 10 Nov 2020"),
        ("2020-11-10", "2023-04-03", "period", "10 Nov 2020 – 3 Apr 2023"),
        ("2021-03-01", "2021-05-31", "season", "March–May 2021"),
        ("2020-12-01", "2021-02-28", "season", "Dec 2020 – Feb 2021"),
        ("2017-01-01", "2017-12-31", "year", "2017"),
        ("1992-01-01", "1994-12-31", "period", "1992–1994"),
        ("1990-01-01", "1999-12-31", "decade", "1990s"),
        ("1990-01-01", "1999-12-31", "period", "1990–1999"),  # ten years told are not "the nineties"
    ],
)
def test_dates_are_no_more_precise_than_told(start: str, end: str, precision: str, expected: str) -> None:
    interval = Interval(date.fromisoformat(start), date.fromisoformat(end), precision, Basis.STATED)
    assert dates.interval(interval) == expected


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(min(pair), max(pair)))


@given(st.text(max_size=30), st.lists(st.tuples(SPANS, st.sampled_from("abc"))))
def test_pieces_put_together_are_the_text(text: str, given_marks: list[tuple[Span, str]]) -> None:
    """And each mark's pieces put together are the words it marks, whatever overlaps it."""
    marks = [Mark(Span(min(s.start, len(text)), min(s.end, len(text))), kind) for s, kind in given_marks]
    cut = pieces(text, Span(0, len(text)), marks)
    shown = ["".join(run.text for run in piece.runs) for piece in cut]
    assert "".join(shown) == "".join(run.text for run in runs(text))
    for mark in (m for m in marks if m.span.start < m.span.end):
        under = "".join(words for words, piece in zip(shown, cut, strict=True) if mark in piece.marks)
        assert under == "".join(run.text for run in runs(mark.span.quote(text)))
        assert sum(mark in piece.opens for piece in cut) == 1
        assert sum(mark in piece.closes for piece in cut) == 1


@given(st.text(alphabet="ab \n\t", max_size=40), st.lists(SPANS, max_size=4))
def test_blocks_put_together_are_the_text(text: str, body: list[Span]) -> None:
    found = [span for span, _ in blocks(len(text), body, text)]
    assert "".join(span.quote(text) for span in found) == text
    assert all(span.start < span.end for span in found)


def test_joiners_and_soft_hyphens_are_left_to_the_scripts_that_need_them() -> None:
    assert seen("می\u200cشود co\u00adoperate") == "می\u200cشود co\u00adoperate"
    assert seen("a\u202eb\x07c\U000e0041") == "a[U+202E]b[U+0007]c[U+E0041]"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        (" https://example.org", False),
        ("https://exa mple.org", False),
        ('https://example.org/"onclick="x', False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:", False),
        ("https://[", False),
    ],
)
def test_only_web_addresses_become_links(url: str, kept: bool) -> None:
    assert web(url) == (url if kept else None)


def test_slugs_keep_plain_names_and_tell_others_apart() -> None:
    assert slug("zakir_hasanov") == "zakir_hasanov"
    assert slug("../etc") != slug("etc")
    assert "/" not in slug("../etc")
    assert slug("Con") != "con" != slug("con")
    assert len(slug("x" * 500)) < 100


def test_members_name_their_spans() -> None:
    assert member_span("0123/e40-46") == Span(40, 46)
    assert member_span("0123/e46-40") is None
    assert member_span("0123/other") is None


def test_sources_lose_their_folders() -> None:
    assert base("/home/somebody/a.txt") == "a.txt"
    assert base("C:\\reports\\a.txt") == "a.txt"


def test_every_kind_has_a_class_with_a_shape_and_a_weight() -> None:
    assert {words.plover(kind) for kind in KINDS} <= set(words.SHAPES)
    assert set(narrative.WEIGHTS) <= set(KINDS)
    assert tuple(words.STATUS_NOTES) == STATUSES


def test_the_story_opens_each_sentence_with_its_date() -> None:
    book = Book(RECORD)
    assert narrative.sentence(book, MEETING) == "On 2 May 2024, Ada Brenn and Tomas Kell met in Port Amar."
    assert narrative.sentence(book, MEETING, MEETING).startswith("The same day, Ada")


def test_the_story_tells_no_date_twice_and_none_that_is_only_inferred() -> None:
    book = Book(RECORD)
    told = replace(MEETING, summary="Ada Brenn met Tomas Kell on 2 May 2024.")
    assert narrative.sentence(book, told) == told.summary
    assert narrative.sentence(book, SIGNING) == SIGNING.summary


def test_a_sentence_keeps_the_capital_of_a_name_alone() -> None:
    book = Book(RECORD)
    dated = replace(COMMISSION, dates=MEETING.dates)
    assert narrative.sentence(book, dated) == "On 2 May 2024, a joint commission was to be set up."
    officers = replace(dated, summary="Officers watched the river.")  # the reports have the word in small letters
    assert narrative.sentence(book, officers) == "On 2 May 2024, officers watched the river."


def test_what_happened_and_what_is_planned_are_kept_apart() -> None:
    lines = [line for paragraph in narrative.story(Book(RECORD)) for line in paragraph.lines]
    assert {line.event.id for line in lines} == {MEETING.id, SIGNING.id}
