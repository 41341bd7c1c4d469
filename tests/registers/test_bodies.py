"""The register of bodies on made-up reports: plans that came, those who join, what shows one at work."""

from __future__ import annotations

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
