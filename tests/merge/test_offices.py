"""Persons told by an office: which words name one, and whom an unnamed holder joins."""

import pytest

from communique.merge.offices import office_of, same_office


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Chilean mining minister", "Minister of Mining of Chile", True),
        ("the prime minister", "Prime Minister of Fiji", True),
        ("Minister of Roads and Ports", "ports minister", True),
        ("president", "vice president", False),
        ("Minister of Trade", "deputy minister of trade", False),
        ("trade minister", "health minister", False),
    ],
)
def test_offices_are_compared_by_noun_rank_and_field(one: str, two: str, same: bool) -> None:
    left, right = office_of(one), office_of(two)
    assert left is not None and right is not None
    assert same_office(left, right) is same


@pytest.mark.parametrize("words", ["minister", "Colonel", "former president of Chile", "spokesman", "governor"])
def test_one_of_many_or_of_the_past_is_no_office_that_tells_who(words: str) -> None:
    assert office_of(words) is None
