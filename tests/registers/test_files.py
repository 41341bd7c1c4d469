"""Which things of differing reports are one."""

from __future__ import annotations

from communique.registers.agreements import agreements
from communique.registers.alike import ENOUGH, File, points
from communique.registers.desk import Desk
from communique.registers.files import Shelf
from tests.registers.told import record_of


def called(*told: tuple[str, str], kind: str = "agreement") -> list[list[str]]:
    """What the things of each file are called."""
    return [[t.called.quote for t in f.things] for f in Shelf(Desk(record_of(*told))).filed(kind)]


def test_other_words_for_one_signing_are_one() -> None:
    files = called(
        ("2021-06-08", "Norway and Iceland signed a treaty on fisheries in Oslo on 7 June 2021."),
        ("2021-07-08", "The fisheries pact that Norway and Iceland signed in Oslo on 7 June 2021 has critics."),
    )
    assert len(files) == 1


def test_a_subject_that_many_have_says_less() -> None:
    one = File("agreement", about={"trade"}, around={"roy", "berg", "sol"})
    two = File("agreement", about={"trade", "peru"}, around={"roy", "berg", "sol"})
    assert points(one, two) >= ENOUGH > points(one, two, common={"trade"})


def test_one_entity_told_of_others_or_of_other_affairs_settles_nothing() -> None:
    one = File("agreement", entities={"pact"}, about={"trade"}, sides={"PER"})
    assert points(one, File("agreement", entities={"pact"}, sides={"PER", "CHL"})) > ENOUGH
    assert points(one, File("agreement", entities={"pact"}, sides={"NOR"})) < ENOUGH
    assert points(one, File("agreement", entities={"pact"}, about={"nucle"})) < ENOUGH


def test_other_parties_keep_two_apart() -> None:
    files = called(
        ("2021-06-08", "Norway and Iceland signed a treaty on fisheries on 7 June 2021."),
        ("2021-06-08", "Norway and Denmark signed a treaty on fisheries on 7 June 2021."),
    )
    assert len(files) == 2


def test_a_third_report_does_not_draw_two_signings_together() -> None:
    files = called(
        ("2015-07-15", "Norway and Iceland signed a nuclear agreement on 14 July 2015."),
        ("2019-08-03", "Norway and Iceland signed a nuclear agreement on 2 August 2019."),
        ("2020-01-03", "The nuclear agreement between Norway and Iceland was approved on 2 January 2020."),
    )
    assert sorted(len(f) for f in files) in ([1, 2], [1, 1, 1])


def test_a_centre_is_one_in_either_spelling() -> None:
    files = called(
        ("2021-06-08", "Norway and Iceland opened the Fjord Rescue Center in Bergen on 7 June 2021."),
        ("2021-07-08", "The Fjord Rescue Centre in Bergen has closed."),
        kind="body",
    )
    assert len(files) == 1


def test_two_names_told_in_one_report_are_of_one_agreement() -> None:
    news = "Norway and Iceland signed the Treaty on the Fjord in Bergen on 7 June 2021."
    files = called(
        ("2021-06-08", f"{news} The Treaty, known as the Treaty of Bergen, is short."),
        ("2022-07-08", "Iceland ratified the Treaty of Bergen on 7 July 2022."),
    )
    assert len(files) == 1


def test_a_body_is_no_party_to_the_agreement_that_makes_it() -> None:
    record = record_of(
        (
            "2021-06-08",
            "Norway and Iceland signed the Treaty on the Fjord on 7 June 2021. It founded the Fjord Commission.",
        ),
        ("2021-07-08", "The treaty on the fjord between Norway, Iceland and the Fjord Commission was praised."),
    )
    (found,) = agreements(record)
    assert found.parties == ("ISL", "NOR")
