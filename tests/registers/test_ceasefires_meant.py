"""Ceasefires: the government that is meant where none is named, and what a neutral monitor finds of breakdowns."""

from __future__ import annotations

import pytest

from communique.registers.ceasefires import ceasefires
from tests.registers.build import Reports
from tests.registers.test_ceasefires import LEAGUE, cast, one, signed, standing, steps

PROLONGED = "The Minister and the envoy of the Gozo Free League prolonged the ceasefire by a month on Monday.\n"
RELEASE = "REPUBLIC OF MALTA\nMINISTRY OF THE INTERIOR\nPress release of 1 June 2021\n\n"
THANKS = "The Minister thanked the governments of Norway and Chile, whose observers serve on the island.\n"
LENT = "Observers from Norway and Chile serve on the island. Norwegian observers live in Nadur.\n"


def told(made: Reports, name: str, day: str, text: str) -> Reports:
    """A report in which other states than the side stand, too."""
    states = {"Norway": "NOR", "Chile": "CHL", "Italy": "ITA", "Norwegian": "NOR"}
    others = {name: {"kind": "country", "country": code} for name, code in states.items() if name in text}
    made.add(name, text, day, {**cast(text), **others})
    return made


@pytest.mark.parametrize(
    "rest", [THANKS, LENT, "Norway has sent doctors.\n", THANKS + "Norway is far. Norway is cold.\n"]
)
@pytest.mark.parametrize("head", [RELEASE, ""])
def test_a_state_that_is_thanked_or_sends_observers_is_no_side(head: str, rest: str) -> None:
    truce = one(told(signed(), "b", "2021-06-01", head + PROLONGED + rest).record())
    assert [p.name for p in truce.parties] == [LEAGUE, "Malta"]
    assert ("renewed", "2021-05-31", "happened") in steps(truce)


def test_a_government_without_a_name_is_that_of_its_paper() -> None:
    made = told(signed(), "b", "2021-06-01", RELEASE + PROLONGED.replace("prolonged the", "signed a new") + THANKS)
    assert [[p.name for p in t.parties] for t in ceasefires(made.record())] == [[LEAGUE, "Malta"]]


def test_a_state_that_is_named_as_signing_is_a_side_of_a_truce_of_its_own() -> None:
    made = told(signed(), "b", "2021-06-01", "Italy and the Gozo Free League signed a ceasefire on Monday.\n")
    told(made, "c", "2021-06-10", "Italy and the Gozo Free League called off their ceasefire on Wednesday.\n")
    found = [([p.name for p in t.parties], "ended" in [s for s, _, _ in steps(t)]) for t in ceasefires(made.record())]
    assert found == [([LEAGUE, "Malta"], False), ([LEAGUE, "Italy"], True)]


FINDING = (
    "The report of the Truce Observation Group on the shots at Nadur is out. "
    "It says that Malta broke the ceasefire on 12 May by firing on a camp of the Gozo Free League.\n"
)


def test_what_the_report_of_a_monitor_finds_breaks_the_truce_on_its_day() -> None:
    truce = one(told(signed(), "b", "2021-05-20", FINDING).record())
    assert ("broken", "2021-05-12", "happened") in steps(truce)
    assert standing(truce) == [("2021-05-07", "holds"), ("2021-05-12", "broken")]


def test_a_truce_is_broken_again_on_another_day_and_stands_as_it_did() -> None:
    again = (
        "The Truce Observation Group has looked into one incident. It concludes that the ceasefire was broken on "
        "30 May, when fighters of the Gozo Free League fired on a post of Malta.\n"
    )
    made = told(told(signed(), "b", "2021-05-20", FINDING), "c", "2021-06-10", again)
    truce = one(told(made, "d", "2021-06-12", again).record())
    assert [d for s, d, _ in steps(truce) if s == "broken"] == ["2021-05-12", "2021-05-30"]
    assert standing(truce) == [("2021-05-07", "holds"), ("2021-05-12", "broken")]


@pytest.mark.parametrize(
    "text",
    [
        "The Truce Observation Group told reporters that Malta accused the Gozo Free League of having broken the "
        "ceasefire on 12 May.\n",
        "The army was heard. It says that the Gozo Free League broke the ceasefire of Malta on 12 May.\n",
        "A radio of Nadur reported that Malta broke its ceasefire with the Gozo Free League on 12 May.\n",
    ],
)
def test_a_charge_that_is_handed_on_is_no_finding(text: str) -> None:
    assert "broken" not in [s for s, _, _ in steps(one(told(signed(), "b", "2021-05-20", text).record()))]
