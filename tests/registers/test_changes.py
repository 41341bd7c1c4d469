"""Clauses that tell of taking and leaving an office, in whatever words stand around the names."""

from __future__ import annotations

import pytest

from communique.registers.changes import Change, Changes
from communique.registers.desk import Desk
from tests.registers.build import reports

BERG, ROY = "Ada Berg", "Ole Roy"


def changes(text: str, day: str = "2021-03-03") -> list[tuple[str | None, str | None, str | None, str | None]]:
    """Who takes, who leaves, what, and from which day on, as far as a text tells."""
    made = reports()
    made.add("a", text, day, {name: {} for name in (BERG, ROY) if name in text})
    desk = Desk(made.record())

    def told(change: Change) -> tuple[str | None, str | None, str | None, str | None]:
        names = (desk.entities[who].name if who else None for who in (change.taker, change.leaver))
        office = change.office[1].words if change.office else None
        return (*names, office, str(change.when.start) if change.when else None)  # type: ignore[return-value]

    return [told(change) for change in Changes(desk, {}).all()]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg, a retired judge and former mayor, was named on 2 March as defence minister.\n",
        "By decree of 2 March the president appointed Ada Berg (61), a judge, as minister of defence.\n",
        "On 2 March the defence portfolio went to a stranger: Ada Berg, who ran the port.\n",
        "Ada Berg went from the treasury to the defence ministry on 2 March.\n",
    ],
)
def test_one_who_is_given_an_office(text: str) -> None:
    assert changes(text) == [(BERG, None, "defence minister", "2021-03-02")]


def test_a_list_of_those_appointed_with_the_name_first() -> None:
    text = "A decree of 2 March adjusted the cabinet of Dr. Ole Roy, as follows:\n\n- Ms Ada Berg, Minister of Trade;\n"
    assert (BERG, None, "trade minister", "2021-03-02") in changes(text)


def test_several_resignations_told_in_one_breath() -> None:
    text = "The king accepted on 2 March the resignations of Ms Ada Berg, Minister of Trade, and of Dr. Ole Roy.\n"
    assert {leaver for _, leaver, _, _ in changes(text)} == {BERG, ROY}


def test_one_who_comes_in_the_place_of_another() -> None:
    assert changes("Ada Berg takes the place of Ole Roy, who went fishing, on 2 March.\n") == [
        (BERG, ROY, None, "2021-03-02")
    ]
    assert changes("Ada Berg, who was appointed on 2 March to replace Ole Roy, spoke.\n")[0] == (
        BERG,
        ROY,
        None,
        "2021-03-02",
    )


def test_one_who_goes() -> None:
    assert changes("Ole Roy, 57, was dismissed as trade minister on 2 March.\n") == [
        (None, ROY, "trade minister", "2021-03-02")
    ]
    assert changes("The soldiers deposed President Ole Roy on 2 March.\n") == [(None, ROY, None, "2021-03-02")]
    assert changes("Ole Roy, until 2 March trade minister and now interior minister, spoke.\n") == [
        (None, ROY, "trade minister", "2021-03-02"),
        (ROY, None, "interior minister", "2021-03-02"),
    ]


def test_the_command_of_something_is_an_office() -> None:
    assert changes("On 2 March Ada Berg assumed command of the Army.\n") == [
        (BERG, None, "commander of army", "2021-03-02")
    ]


def test_what_tells_no_day_leans_on_the_news_or_is_told_in_passing() -> None:
    text = "The ministers met on 1 March. Ada Berg succeeds Ole Roy.\n"
    assert changes(text) == [(BERG, ROY, None, "2021-03-01")]
    text = "The ministers met on 1 March. Ada Berg succeeded Ole Roy.\n"
    assert changes(text) == [(BERG, ROY, None, None)]
    text = "The ministers met on 1 March. Ada Berg took office as trade minister after Ole Roy had resigned.\n"
    assert changes(text) == [(BERG, None, "trade minister", "2021-03-01"), (None, ROY, None, None)]


def test_a_list_of_those_appointed() -> None:
    text = "A government is formed as follows:\n- Minister of Trade: Ms Ada Berg;\n- Minister of Mines: Mr Ole Roy.\n"
    assert changes(text) == [
        (BERG, None, "trade minister", "2021-03-03"),
        (ROY, None, "mines minister", "2021-03-03"),
    ]
    assert changes("Those who spoke:\n- Minister of Trade: Ms Ada Berg;\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "The court dismissed Ole Roy's claims on 2 March.\n",
        "The court dismissed Ole Roy as a fool on 2 March.\n",
        "Charges against former President Ole Roy were dismissed on 2 March.\n",
        "Ole Roy has not resigned as trade minister.\n",
        "Ada Berg is the favourite nominee to succeed Ole Roy.\n",
    ],
)
def test_what_is_no_change(text: str) -> None:
    assert changes(text) == []


def test_a_seat_among_many_is_no_office() -> None:
    assert changes("Ada Berg was elected to parliament on 2 March.\n") == []
    assert changes("Ada Berg was elected chair of the Fjord Party on 2 March.\n") != []


def test_one_who_retires_from_what_is_no_office_leaves_none() -> None:
    assert changes("Ada Berg, who is 61, retired from the regiment on 2 March.\n") == []
    assert changes("Ada Berg retired from the cabinet on 2 March.\n") == [(None, BERG, None, "2021-03-02")]


def test_a_list_of_those_sworn_in_with_the_office_behind_a_dash() -> None:
    text = "The president administered the oath on 2 March to the following:\n\nHon. Ada Berg - Minister of Trade\n"
    assert (BERG, None, "trade minister", "2021-03-02") in changes(text)
