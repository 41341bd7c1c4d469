"""The register of bodies on made-up reports: plans that came, those who join, what shows one at work."""

from __future__ import annotations

from pathlib import Path

from communique import pipeline
from communique.ingest import find_inputs
from communique.record.memory import MemoryStore
from communique.registers.agreements import agreements
from communique.registers.bodies import Body, bodies
from tests.registers.told import record_of


def lines(found: Body) -> list[str]:
    """The steps as "step status day"."""
    return [f"{s.step} {s.status} {s.date.start if s.date else None}" for s in found.steps]


def test_the_day_planned_holds_where_a_later_report_tells_it_as_past() -> None:
    (found,) = bodies(
        record_of(
            ("2017-06-15", "Norway and Iceland will dissolve the Joint Fjord Centre on 31 December 2017."),
            ("2018-02-05", "The Joint Fjord Centre is no more."),
        )
    )
    assert lines(found) == ["ended happened 2017-12-31"]
    assert found.standing == "ended"


def test_a_plan_stays_a_plan_where_nobody_tells_that_it_came() -> None:
    (found,) = bodies(
        record_of(("2017-06-15", "Norway and Iceland will dissolve the Joint Fjord Centre on 31 December 2017."))
    )
    assert lines(found) == ["ended planned 2017-12-31"]


def test_a_planned_body_that_acts_is_at_work() -> None:
    (found,) = bodies(
        record_of(
            ("2017-06-15", "Norway and Iceland will set up a Fjord Observation Group in Bergen."),
            ("2017-09-15", "The Fjord Observation Group counted nine incidents in August."),
        )
    )
    assert [line for line in lines(found) if line.startswith("working")] == ["working happened 2017-09-15"]


def test_who_joins_is_a_member() -> None:
    (found,) = bodies(
        record_of(
            (
                "2017-06-15",
                "Norway and Iceland founded the Joint Fjord Centre in May 2017. "
                "On Wednesday Denmark joined Norway and Iceland as a member.",
            )
        )
    )
    assert found.members == ("DNK", "ISL", "NOR")


def test_who_sends_observers_staffs_a_mission_and_is_no_member() -> None:
    (found,) = bodies(
        record_of(
            ("2017-06-15", "A Fjord Observer Mission of twenty officers from Chad and Niger was set up on Monday.")
        )
    )
    assert found.staff == ("NER", "TCD")
    assert found.members == ()


def test_a_group_of_people_is_no_body() -> None:
    assert bodies(record_of(("2017-06-15", "A group of deputies was set up on Monday."))) == ()


def test_a_memorandum_on_setting_up_a_body_plans_it_and_is_not_signed_at_its_seat() -> None:
    record = record_of(
        (
            "2019-05-04",
            "Norway and Latvia signed a memorandum on setting up the Fjord Ice Rescue Center in Oslo on 3 May 2019.",
        ),
        ("2020-05-05", "The Fjord Ice Rescue Center opened in Bergen on 4 May 2020."),
    )
    (found,) = bodies(record)
    assert [(s.step, s.status) for s in found.steps] == [("planned", "planned"), ("founded", "happened")]
    assert {e.id: e.name for e in record.entities}[found.seat or ""] == "Bergen"


def test_a_name_tells_its_members_and_hides_shorter_ones() -> None:
    (found,) = bodies(
        record_of(
            ("2019-05-05", "The Norwegian-Latvian Fjord Ice Commission was set up in Riga on 4 May 2019."),
            ("2019-06-05", "The Fjord Ice Commission in Riga met on 4 June 2019."),
        )
    )
    assert found.members == ("LVA", "NOR")
    assert found.names == ("Norwegian-Latvian Fjord Ice Commission",)


def test_an_institution_that_gets_a_new_name_is_the_one_with_most_words_of_it() -> None:
    (found,) = bodies(
        record_of(
            (
                "2019-05-05",
                "Norway and Latvia set up the Baltic Ice Police Training Centre in Riga on 4 May 2019.",
            ),
            (
                "2021-05-05",
                "Norway, Latvia and Chad met in Riga on Tuesday. "
                "From July 1 the institution will be called the Northern Ice Police Training Centre.",
            ),
        )
    )
    assert found.names[0] == "Baltic Ice Police Training Centre" and found.name == "Northern Ice Police Training Centre"


def test_a_mandate_that_ministers_decide_to_extend_is_extended() -> None:
    (found,) = bodies(
        record_of(
            ("2019-05-05", "Norway and Latvia set up the Fjord Ice Centre in Riga on 4 May 2019."),
            (
                "2021-05-05",
                "On 4 May 2021 ministers of Norway and Latvia decided to extend the mandate of the Fjord Ice Centre.",
            ),
            ("2023-05-05", "The ministers of Norway and Latvia decided not to prolong the Fjord Ice Centre again."),
        )
    )
    assert ("extended", "happened", "2021-05-04") in [
        (s.step, s.status, str(s.date.start)) for s in found.steps if s.date
    ]


def test_a_list_of_people_tells_who_staffs_a_body() -> None:
    (found,) = bodies(
        record_of(
            ("2019-05-05", "The Fjord Ice Centre was set up by Norway and Latvia in Riga on 4 May 2019."),
            (
                "2019-09-05",
                "The Fjord Ice Centre has a staff of nine: four officers from Norway, three from Latvia "
                "and two analysts from Chad. Nobody from Peru came.",
            ),
        )
    )
    assert found.staff == ("LVA", "NOR", "TCD")


def test_a_plan_is_known_from_the_day_on_which_it_was_told(tmp_path: Path) -> None:
    plan = "Norway and Latvia plan to set up a joint centre for ice in Riga"
    text = f"{plan}, the Norwegian foreign ministry said on Monday."
    (tmp_path / "a.txt").write_text(f"Ice centre for Riga\nFjord News | 8 May 2019\n\n{text}\n", encoding="utf-8")
    store = MemoryStore()
    pipeline.read(find_inputs([tmp_path]), store, pipeline.Options(), lambda: "2026-01-01T00:00:00Z")
    (found,) = bodies(pipeline.open_record(store))
    assert [(s.step, str(s.date.start)) for s in found.steps if s.date] == [("planned", "2019-05-06")]


def test_a_body_set_up_by_a_decision_of_others_goes_back_to_no_agreement() -> None:
    told = (
        "Norway and Iceland signed a fishing agreement in Bergen on 14 June 2017. "
        "The agreement will be watched by the Joint Fjord Centre, which was set up {}."
    )
    (one,) = bodies(record_of(("2017-06-15", told.format("by a decision of the Nordic Council on 12 June"))))
    (two,) = bodies(record_of(("2017-06-15", told.format("under the agreement on 14 June"))))
    assert (one.founded_by is None, two.founded_by is None) == (True, False)


def test_a_report_that_names_the_body_of_an_agreement_tells_how_its_duties_stand() -> None:
    news = (
        "Norway and Iceland signed a fishing treaty in Bergen on 14 June 2017. Norway will anchor 80 buoys. "
        "The treaty sets up a Joint Fjord Commission in Bergen."
    )
    later = "{} met in Bergen on Monday. All was quiet in Norway. The 80 buoys are complete."
    standing = [
        duty.standing
        for who in ("The Joint Fjord Commission", "A choir")
        for found in agreements(record_of(("2017-06-15", news), ("2018-06-15", later.format(who))))
        for duty in found.duties
    ]
    assert standing == ["reported_done", "open"]


def test_the_commission_is_that_of_the_only_agreement_whose_parties_a_report_names() -> None:
    signed = (
        "Norway and Iceland signed the Agreement on Fjord Rescue on Friday. A Joint Fjord Commission will be set up "
        "under the agreement.\n\nThe Joint Fjord Commission was installed in Bergen on Friday."
    )
    later = (
        "The treaty is not in force. Norway ratified it last year, Iceland has not.\n\n"
        "The commission, at any rate, is at work: it made its first survey in August."
    )
    record = record_of(("2017-06-09", signed), ("2018-09-15", later))
    (found,) = bodies(record)
    assert (found.name, found.standing) == ("Joint Fjord Commission", "working")
    (treaty,) = agreements(record)
    assert treaty.name == "Agreement on Fjord Rescue"
    assert [s.step for s in treaty.steps if s.by] == ["ratified"]


def test_a_treaty_told_of_before_and_after_it_is_named_is_one() -> None:
    early = "Fishermen of Norway and Iceland waited in May. The treaty was not ratified, they said."
    signed = "Norway and Iceland signed the Agreement on Fjord Rescue on Friday."
    late = "Fishermen of Norway and Iceland are glad. The treaty was ratified on Monday."
    later = "Fishermen of Norway and Iceland wait. The treaty was suspended on Tuesday."
    record = record_of(("2017-05-10", early), ("2017-06-09", signed), ("2018-09-12", late), ("2019-09-12", later))
    (treaty,) = agreements(record)
    assert (treaty.name, [s.step for s in treaty.steps]) == (
        "Agreement on Fjord Rescue",
        ["signed", "ratified", "suspended"],
    )


def test_a_town_told_in_the_sentence_before_is_no_seat() -> None:
    text = (
        "The ministers of Norway and Iceland met in Trondheim on Friday. "
        "The two countries set up the Joint Fjord Commission on the same day."
    )
    (found,) = bodies(record_of(("2017-06-15", text)))
    assert found.seat is None
