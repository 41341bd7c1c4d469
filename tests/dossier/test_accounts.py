"""Origins, numbers, titles and reasons: each by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.dossier import accounts, families, joins
from communique.dossier.book import Book
from communique.model.record import Claim, Counted, Dispute, DisputedValue, Event, Told
from tests.dossier.made_up import BRENN, COMMISSION, MEETING, RECORD, SIGNING, A, B, C, evidence, titled

BOOK = Book(RECORD)


def told(low: float | None, best: float | None, high: float | None) -> Told:
    return Told(low, best, high, Claim(A.id, "e0-1", "count", "", None, "rules"))


@pytest.mark.parametrize(
    ("low", "best", "high", "each", "expected"),
    [
        (12, 15, 17, [(12, 12, 12), (15, 15, 15), (17, 17, 17)], "12 to 17, best 15"),
        (2, 2, 2, [(2, 2, 2)], "2"),
        (50000, 50000, 50000, [(50000, 50000, None)], "50,000 or more"),  # "more than 50,000"
        (200, 200, 200, [(200, None, None)], "200 or more"),  # "hundreds"
        (3000, 3000, 3000, [(None, 3000, 3000)], "up to 3,000"),
        (10, 10, 20, [(10, 10, 10), (20, None, None)], "10 to 20 or more, best 10"),
        (21.6, 24, 26.4, [(21.6, 24, 26.4)], "22 to 26, best 24"),  # "some two dozen"
        (2.5, 2.5, 2.5, [(2.5, 2.5, 2.5)], "2.5"),
    ],
)
def test_numbers_in_a_line(
    low: float, best: float, high: float, each: list[tuple[float | None, ...]], expected: str
) -> None:
    count = Counted("killed", low, best, high, tuple(told(*numbers) for numbers in each))
    (number,) = accounts.numbers(BOOK, replace(SIGNING, counts=(count,)))
    assert number.line == expected


def test_a_disputed_date_counts_reports_and_origins_and_tells_which_is_shown() -> None:
    found = accounts.account(BOOK, RECORD.disputes[0])
    assert [(v.text, v.headline, v.reports, v.origins) for v in found.values] == [
        ("2 May 2024", True, 1, 1),
        ("3 May 2024", False, 1, 1),
    ]
    assert "then the most exact" in found.rule


def test_copies_of_one_passage_are_one_origin_of_a_value() -> None:
    values = tuple(DisputedValue("river", each) for each in COMMISSION.evidence)
    (value,) = accounts.account(BOOK, Dispute("d", "place", COMMISSION.id, "place", values)).values
    assert (value.reports, value.origins) == (2, 1)


def test_a_dispute_about_something_unknown_still_shows() -> None:
    found = accounts.account(BOOK, Dispute("d", "x", "gone", "colour", (DisputedValue("red", evidence(C, "Mallory")),)))
    assert found.rule == "None is picked; all stand as they are told."
    assert not found.values[0].headline


@pytest.mark.parametrize(
    ("event", "expected"), [(MEETING, [["a"], ["b"]]), (COMMISSION, [["a", "b"]]), (SIGNING, [["a"]])]
)
def test_families_are_counted_as_the_record_counts_them(event: Event, expected: list[list[str]]) -> None:
    found = families.families(BOOK, event)
    assert [[f.origin.id[0], *(c.report.id[0] for c in f.copies)] for f in found] == expected
    assert len(found) == event.origins


def test_families_that_do_not_come_out_as_counted_are_not_shown() -> None:
    assert families.families(BOOK, replace(MEETING, origins=1)) == ()


def test_a_report_owes_the_share_of_its_story_that_an_earlier_one_has() -> None:
    owed = families.debts(BOOK)
    assert list(owed) == [B.id]
    (debt,) = owed[B.id]
    assert debt.origin is A
    assert 0.3 < debt.share < 0.7
    assert debt.order == "published earlier"
    same_day = replace(A, published=replace(B.published, value=B.published.value)) if B.published else A
    assert replace(debt, origin=same_day).order == "of the same day, so the order is a guess"
    assert replace(debt, origin=C).order == "one of them is undated, so the order is a guess"
    assert replace(debt, share=0.9, verbatim=False).label == "rewritten copy of"


def test_the_same_title_in_reports_that_follow_each_other_is_one() -> None:
    first, second = titled(A, "Foreign Minister"), titled(B, "foreign minister")
    (office,) = accounts.offices(BOOK, replace(BRENN, titles=(second, first)))
    assert office.reports == (A, B)
    assert office.as_of is not None
    assert str(office.as_of.start) == "2024-05-03"
    assert str(office.as_of.end) == "2024-05-04"


@pytest.mark.parametrize(
    ("explanation", "speaks_for", "against"),
    [
        ("", (), ()),
        ("same word: met; same word: met", ("both say “met”",), ()),
        ("passages share 1 words", ("their sentences have a telling word in common",), ()),
        ("something new: 3", ("something new: 3",), ()),  # no pattern: as it stands
        (
            "(but one is undated; 3 days between report and date)",
            (),
            ("one is undated; 3 days between report and date",),
        ),
        (
            "(but one is told faintly); told close by",
            ("they stand close to each other",),
            ("one is told only in passing",),
        ),
    ],
)
def test_reasons_in_plain_words(explanation: str, speaks_for: tuple[str, ...], against: tuple[str, ...]) -> None:
    assert joins.reasons(explanation) == (speaks_for, against)


def test_a_command_is_safe_to_paste() -> None:
    hostile = replace(MEETING, id="x; rm -rf ~")
    (join,) = joins.joins(BOOK, hostile)
    assert join.split.startswith("communique split 'x; rm -rf ~' ")


def test_what_a_person_decided_at_once_stands_once() -> None:
    (decision,) = COMMISSION.decisions
    many = tuple(replace(decision, right=f"{B.id}/e{n}-{n + 1}") for n in range(5))
    (join,) = joins.joins(BOOK, replace(COMMISSION, decisions=many))
    assert join.more == 4
    by_rules = tuple(replace(d, author="rules") for d in many)
    assert len(joins.joins(BOOK, replace(COMMISSION, decisions=by_rules))) == 5


def test_a_mention_without_a_value_points_back() -> None:
    assert joins.pointing_back(COMMISSION) == {COMMISSION.members[1]}
    assert joins.pointing_back(MEETING) == frozenset()
    assert joins.pointing_back(replace(COMMISSION, statuses=())) == frozenset()  # nothing is known of its mentions
