"""Dates and names in words."""

from __future__ import annotations

import pytest

from communique.record.wording import date_words, listed, when
from tests.factories import interval

CASES = [  # from, to, alone, in a sentence
    ("2021-04-01", "2021-04-01", "1 April 2021", "on 1 April 2021"),
    ("2021-04-01", "2021-04-30", "April 2021", "in April 2021"),
    ("2024-02-01", "2024-02-29", "February 2024", "in February 2024"),  # a leap year
    ("2023-02-01", "2023-02-28", "February 2023", "in February 2023"),
    ("2024-02-01", "2024-02-28", "1–28 February 2024", "between 1 and 28 February 2024"),
    ("2021-02-01", "2021-02-10", "1–10 February 2021", "between 1 and 10 February 2021"),
    ("2017-01-01", "2017-12-31", "2017", "in 2017"),
    ("1988-01-01", "1990-12-31", "1988–1990", "between 1988 and 1990"),
    ("2021-03-31", "2021-04-01", "31 March – 1 April 2021", "between 31 March 2021 and 1 April 2021"),
    ("2021-06-01", "2021-08-31", "June – August 2021", "between June and August 2021"),
    ("2020-12-01", "2021-02-28", "December 2020 – February 2021", "between December 2020 and February 2021"),
    ("2020-12-30", "2021-01-02", "30 December 2020 – 2 January 2021", "between 30 December 2020 and 2 January 2021"),
]


@pytest.mark.parametrize(("start", "end", "alone", "inside"), CASES)
def test_dates_show_their_precision(start: str, end: str, alone: str, inside: str) -> None:
    assert date_words(interval(start, end)) == alone
    assert when(interval(start, end)) == inside


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("", ""),
        ("A", "A"),
        ("A B", "A and B"),
        ("A B C", "A, B and C"),
        ("A B C D", "A, B, C and D"),
        ("A B C D E", "A, B, C and 2 others"),
    ],
)
def test_lists_of_names(names: str, words: str) -> None:
    assert listed(names.split()) == words
