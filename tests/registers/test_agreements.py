"""The register of agreements on made-up reports: which are one, their parties and steps, and what is left out."""

from __future__ import annotations

from communique.registers.agreements import Agreement, agreements
from tests.registers.told import record_of


def lines(found: Agreement) -> list[str]:
    """The steps as "step status day"."""
    return [f"{s.step} {s.status} {s.date.start if s.date else None}" for s in found.steps]


def test_two_governments_told_by_their_adjectives_are_two_parties() -> None:
    text = (
        "The agreement on fisheries between the Norwegian and Icelandic governments was signed on 3 May 2021 in Bergen."
    )
    (found,) = agreements(record_of(("2021-05-04", text)))
    assert found.parties == ("ISL", "NOR")


def test_two_agreements_of_one_pair_stay_two() -> None:
    found = agreements(
        record_of(
            ("2019-05-04", "Norway and Iceland signed an agreement on fisheries in Bergen on 3 May 2019."),
            ("2021-06-08", "Norway and Iceland signed an agreement on defence in Oslo on 7 June 2021."),
        )
    )
    assert [lines(a) for a in found] == [["signed happened 2019-05-03"], ["signed happened 2021-06-07"]]


def test_a_deal_of_which_nothing_is_known_is_left_out() -> None:
    assert (
        agreements(record_of(("2021-05-04", "A deal was reached. The spokesman issued a statement on Monday."))) == ()
    )


def test_a_hope_is_no_announcement() -> None:
    record = record_of(("2021-05-04", "Norway hopes to reach a deal with Iceland."))
    assert [line for a in agreements(record) for line in lines(a) if "happened" in line] == []


def test_a_suspended_part_leaves_the_whole_standing() -> None:
    (found,) = agreements(
        record_of(
            ("2021-05-04", "Norway and Kenya signed a memorandum on a harbour loan in Nairobi on 3 May 2021."),
            (
                "2021-09-04",
                "Norway has suspended the second instalment of the harbour loan to Kenya. "
                "The memorandum was signed by Norway and Kenya in Nairobi on 3 May 2021.",
            ),
        )
    )
    assert found.standing == "signed"
    assert [s.what is not None for s in found.steps if s.step == "suspended"] == [True]


def test_an_office_goes_back_to_the_memorandum_on_which_it_rests() -> None:
    (found,) = agreements(
        record_of(
            (
                "2021-05-04",
                "The Fjord Liaison Office was opened on Monday. "
                "The office rests on a memorandum that Norway and Iceland signed in Oslo on 6 December 2020.",
            )
        )
    )
    assert found.bodies == ("Fjord Liaison Office",)


def test_the_note_and_the_day_it_takes_effect_are_two_steps_of_one_state() -> None:
    record = record_of(
        (
            "2018-05-25",
            "Norway withdrew on 23 May 2018 from the Fjord Patrol Agreement between Norway, Iceland and Denmark.",
        ),
        ("2019-01-17", "The Fjord Patrol Agreement ceased to bind Norway on 23 November 2018."),
    )
    (found,) = agreements(record)
    assert [(line, s.by) for line, s in zip(lines(found), found.steps, strict=True)] == [
        ("withdrawn happened 2018-05-23", ("NOR",)),
        ("withdrawn happened 2018-11-23", ("NOR",)),
    ]


def test_a_truce_and_its_name_told_after_it_are_one_agreement() -> None:
    text = (
        "The government of Peru and the rebel Ucayali Front (UF) signed a ceasefire in Santiago on 3 May 2023. "
        "The Santiago Agreement takes effect on Sunday."
    )
    (found,) = agreements(record_of(("2023-05-04", text)))
    assert found.names == ("Santiago Agreement",)
    assert len(found.parties) == 2


def test_what_one_side_suspends_is_suspended() -> None:
    (found,) = agreements(
        record_of(
            ("2021-05-04", "Norway and Kenya signed the Fjord Water Agreement in Nairobi on 3 May 2021."),
            ("2021-09-04", "Kenya suspended the Fjord Water Agreement with Norway on 3 September 2021."),
        )
    )
    assert found.standing == "suspended"


def test_an_initialled_text_is_not_yet_signed() -> None:
    (found,) = agreements(
        record_of(
            ("2021-05-04", "Norway and Kenya on 3 May 2021 initialled an agreement on sharing the fjord's water.")
        )
    )
    assert lines(found) == ["initialled happened 2021-05-03"]


def test_the_place_of_the_signing_may_be_told_apart() -> None:
    text = "Norway and Kenya signed a treaty on tides on 3 May 2021. The signing took place in Nairobi."
    record = record_of(("2021-05-04", text))
    (found,) = agreements(record)
    names = {e.id: e.name for e in record.entities}
    assert [names.get(s.place or "") for s in found.steps] == ["Nairobi"]


FJORD = "Norway and Kenya signed the Fjord Water Agreement in Nairobi on 3 May 2021."


def test_a_protocol_takes_effect_for_itself() -> None:
    (found,) = agreements(
        record_of(
            ("2021-05-04", FJORD + " It entered into force on the day of signature."),
            (
                "2023-09-05",
                "A protocol amending the Fjord Water Agreement was signed in Oslo on 4 September 2023 "
                "and took effect with the signatures. Norway and Kenya signed the Fjord Water Agreement in 2021.",
            ),
        )
    )
    assert lines(found) == [
        "in_force happened 2021-05-03",
        "signed happened 2021-05-03",
        "amended happened 2023-09-04",
    ]
    assert found.standing == "amended"


def test_a_chamber_acts_for_the_state_named_before_it_or_for_that_of_the_report() -> None:
    (found,) = agreements(
        record_of(
            ("2021-05-04", FJORD),
            (
                "2021-09-02",
                "Norway and Kenya signed the Fjord Water Agreement in May. "
                "Kenya was quick: Congress ratified the Fjord Water Agreement on 30 August.",
            ),
            (
                "2021-11-02",
                "OSLO, Nov 2 (Fjord News) - The Chamber of Deputies approved the Fjord Water Agreement on Monday.",
            ),
        )
    )
    assert [(s.step, s.by) for s in found.steps if s.by] == [("ratified", ("KEN",)), ("approved", ("NOR",))]


def test_a_deposit_by_nobody_is_of_the_side_whose_parliament_is_told_of() -> None:
    (found,) = agreements(
        record_of(
            ("2021-05-04", FJORD),
            (
                "2021-09-02",
                "Norway and Kenya signed the Fjord Water Agreement in May. Kenya's assembly approved the Fjord Water "
                "Agreement in July and the instrument of ratification was deposited on 30 August.",
            ),
        )
    )
    assert [(s.step, s.by) for s in found.steps if s.by] == [("approved", ("KEN",)), ("ratified", ("KEN",))]
    assert found.standing == "signed"


def test_a_plenary_is_its_chamber() -> None:
    text = (
        "OSLO, Nov 2 (Fjord News) - By 60 votes to 9 the plenary of the Senate gave its approval on Monday to the bill "
        "on the Fjord Water Agreement."
    )
    (found,) = agreements(record_of(("2021-05-04", FJORD), ("2021-11-02", text)))
    assert [(s.step, s.by) for s in found.steps if s.by] == [("approved", ("NOR",))]


def test_what_was_prolonged_was_in_force_since_the_day_planned() -> None:
    plan = " The Fjord Water Agreement will enter into force on 10 June 2021."
    (open_,) = agreements(record_of(("2021-05-04", FJORD + plan)))
    assert ("in_force", "planned") in [(s.step, s.status) for s in open_.steps]
    later = "Norway and Kenya prolonged the Fjord Water Agreement on 4 September 2023."
    (found,) = agreements(record_of(("2021-05-04", FJORD + plan), ("2023-09-05", later)))
    assert "in_force happened 2021-06-10" in lines(found)


def test_a_paper_is_no_agreement() -> None:
    text = "The ministers of Norway met. A paper on the question will be prepared by the director in May 2021."
    assert agreements(record_of(("2021-05-04", text))) == ()


def test_an_envoy_of_an_organisation_of_states_signs_for_it() -> None:
    (found,) = agreements(record_of(("2021-05-04", "The EU envoy and Chad signed an agreement in Lome on 3 May 2021.")))
    assert (found.name, found.parties) == ("agreement between Chad and EU", ("TCD", "eu"))


def test_a_side_told_once_among_many_is_no_party() -> None:
    sides = ("Mali", "Chad", "Mali", "Chad", "Mali", "Chad", "Peru")
    text = "The Fada Treaty was signed by {} in Bol. It has {} articles."
    told = [(f"2021-05-1{i}", text.format(side, i + 3)) for i, side in enumerate(sides)]
    (found,) = agreements(record_of(*told))
    assert found.parties == ("MLI", "TCD")
    (few,) = agreements(record_of(*told[-3:]))
    assert "PER" in few.parties


def test_people_of_organisations_of_states_are_no_state() -> None:
    text = "Officials of the European Union and Chad signed an agreement in Lome on 3 May 2021."
    (found,) = agreements(record_of(("2021-05-04", text)))
    assert "IGO" not in found.parties
