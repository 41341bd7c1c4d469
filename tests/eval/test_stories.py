"""How registers are scored against the life stories: which lines are of one thing, right, or invented."""

from __future__ import annotations

import pytest

from communique.model.time import Interval
from eval.registers import REGISTERS
from eval.registers.lines import Line, Register, Score, same_day, same_name, score
from eval.registers.offices import same_office
from tests.factories import interval
from tests.registers.build import reports


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Ada Long Berg", "Ada Berg", True), ("Birna Ólafsdóttir", "Olafsdottir", True), ("Ada Berg", "Ada Roy", False)],
)
def test_names_agree_where_the_words_of_one_are_among_the_others(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same and same_name(other, one) is same


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ("2021-04-05", interval("2021-04-05"), True),
        ("2021-04-05", interval("2021-04-06"), False),
        ("2021-04", interval("2021-04-06"), True),
        ("2021-04", interval("2021-04-06", "2021-05-02", "period"), False),
        ("2021", interval("2021-01-01", "2021-12-31", "year"), True),
        (None, interval("2021-04-05"), False),
        ("2021", None, False),
        (None, None, True),
    ],
)
def test_dates_agree_as_exactly_as_the_expected_one_is_told(
    expected: str | None, found: Interval | None, same: bool
) -> None:
    assert same_day(expected, found) is same


@pytest.mark.parametrize(
    ("office", "of", "same"),
    [
        ("minister of defence", "Malta", True),
        ("defence and works minister", "Malta", True),
        ("deputy defence minister", "Malta", False),
        ("defence minister", "Norway", False),
        ("transport minister", "Malta", False),
    ],
)
def test_one_office_may_be_told_by_more_words_but_a_deputy_is_another(office: str, of: str, same: bool) -> None:
    assert same_office(Line(("defence minister", "Malta", ""), {}), Line((office, of, ""), {})) is same


def scored(told: str, wanted: list[dict[str, object]]) -> Score:
    made = reports()
    made.add("a", f"{told} Ada Berg spoke.\n", "2021-02-01", {"Ada Berg": {"titles": [(told, "title")]}})
    register: Register = REGISTERS["offices"]
    return score(register, made.record(), wanted, "story")


def test_a_line_is_right_wrong_missed_invented_or_in_passing() -> None:
    holder = {"person": "Ada Berg", "from": "2021-02-01", "to": None, "acting": False}
    office = {"office": "defence minister", "of": "Malta", "holders": [holder]}
    counts = ("expected", "found", "right", "invented", "beside")

    def counted(told: str, **more: object) -> tuple[int, ...]:
        result = scored(told, [{**office, "holders": [{**holder, **more}]}])
        return tuple(getattr(result, name) for name in counts)

    assert counted("Maltese Defence Minister") == (1, 1, 1, 0, 0)
    assert counted("Maltese Defence Minister", to="2021-03-01") == (1, 1, 0, 0, 0)
    assert counted("Maltese Defence Minister", person="Ole Roy") == (1, 0, 0, 1, 0)
    assert counted("Maltese Transport Minister") == (1, 0, 0, 1, 0)
    assert counted("Norwegian Transport Minister", person="Ole Roy") == (1, 0, 0, 0, 1)
