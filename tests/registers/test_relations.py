"""Relations: what counts, in which direction and month, how often, and which months are turns."""

from __future__ import annotations

from typing import Any

import pytest

from communique.model.record import Record
from communique.registers.relations import Relation, relations, sides
from tests.registers.build import Reports, reports

SIDES: dict[str, dict[str, Any]] = {
    "Malta": {"kind": "country", "country": "MLT"},
    "Norway": {"kind": "country", "country": "NOR"},
}


def told(made: Reports, name: str, kind: str, day: str | None, **more: Any) -> None:
    """A report in which Malta does something to Norway."""
    act = {"kind": kind, "words": "Malta did", "actor": ["Malta"], "recipient": ["Norway"], "day": day, **more}
    made.add(
        name, f"Malta did it to Norway. Issue {name}.\n", "2022-01-01", {w: dict(v) for w, v in SIDES.items()}, act
    )


def between(record: Record, **more: Any) -> Relation:
    by_id = {e.id: e for e in record.entities}
    return relations(record, *sides(record, by_id["malta"], by_id["norway"]), **more)


def test_events_are_counted_once_by_month_event_and_quad_class() -> None:
    made = reports()
    for name, kind, day in (("a", "visit", "2021-02-01"), ("b", "sanction", "2021-02-20"), ("c", "aid", "2021-03-01")):
        told(made, name, kind, day)
    found = between(made.record())
    assert [(m.month, m.plover, m.quads, m.score) for m in found.months] == [
        ("2021-02", {"CONSULT": 1, "SANCTION": 1}, {1: 1, 4: 1}, -1.0),
        ("2021-03", {"AID": 1}, {2: 1}, 10.0),
    ]
    assert all(a.forward and not a.backward for m in found.months for a in m.events)


def test_told_by_two_reports_it_counts_once_or_by_origins_if_asked() -> None:
    made = reports()
    for name in ("a", "b"):
        told(made, name, "sanction", "2021-02-01")
    record = made.record()
    keys = [e.members[0] for e in record.events]
    made.chains["both"] = keys
    record = made.record()
    assert [m.plover for m in between(record).months] == [{"SANCTION": 1}]
    assert [m.plover for m in between(record, weighted=True).months] == [{"SANCTION": 2}]


@pytest.mark.parametrize("status", ["planned", "proposed", "alleged", "denied"])
def test_what_did_not_happen_is_apart(status: str) -> None:
    made = reports()
    told(made, "a", "attack", "2021-02-01", status=status)
    found = between(made.record())
    assert (found.months, found.turns, [a.event.status for a in found.apart]) == ((), (), [status])


def test_an_undated_event_and_one_with_a_third_party_and_one_without_class_do_not_count() -> None:
    made = reports()
    told(made, "a", "aid", None)
    told(made, "b", "disaster", "2021-02-01")
    told(made, "c", "aid", "2021-02-01", recipient=[])
    found = between(made.record())
    assert (found.months, found.apart, len(found.undated)) == ((), (), 1)


def test_a_state_acts_through_its_ministers() -> None:
    made = reports()
    people = {"Ada Berg": {"titles": [("Maltese Defence Minister", "title")]}, **{w: dict(v) for w, v in SIDES.items()}}
    text = "Maltese Defence Minister Ada Berg praised Norway, and Malta was glad.\n"
    act = {"kind": "praise", "words": "Ada Berg praised", "actor": ["Ada Berg"], "recipient": ["Norway"]}
    made.add("a", text, "2021-02-02", people, {**act, "day": "2021-02-01"})
    assert [m.plover for m in between(made.record()).months] == [{"SUPPORT": 1}]


def test_turns_are_where_a_month_leaves_the_level_and_name_their_events() -> None:
    made = reports()
    acts = [("visit", "01"), ("visit", "02"), ("attack", "03"), ("visit", "04"), ("visit", "04"), ("aid", "05")]
    for n, (kind, month) in enumerate(acts):
        told(made, str(n), kind, f"2021-{month}-1{n}")
    found = between(made.record())
    assert [(t.month, t.direction) for t in found.turns] == [
        ("2021-03", "worse"),
        ("2021-04", "better"),
        ("2021-05", "better"),
    ]
    worse = found.turns[0]
    assert [a.event.kind for a in worse.because] == ["attack"]
    assert (round(worse.level, 2), worse.score) == (2.67, -9.0)


def test_months_of_which_nothing_is_told_are_calm() -> None:
    made = reports()
    told(made, "a", "attack", "2021-01-05")
    told(made, "b", "meeting", "2021-03-05")
    told(made, "c", "meeting", "2022-09-05")  # after a calm year a talk is nothing new
    assert [(t.month, t.direction) for t in between(made.record()).turns] == [
        ("2021-01", "worse"),
        ("2021-03", "better"),
    ]


def test_nothing_gets_better_before_anything_is_told() -> None:
    made = reports()
    told(made, "a", "agreement_signed", "2021-01-05")
    assert between(made.record()).turns == ()
    told(made, "b", "meeting", "2020-07-05")
    assert [(t.month, t.direction) for t in between(made.record()).turns] == [("2021-01", "better")]


def test_where_months_differ_much_only_one_that_stands_out_is_a_turn() -> None:
    made = reports()
    attacks = [2, 4, 3, 5, 2, 4, 3, 5, 2, 4, 3, 5, 2, 4, 9]
    for n, many in enumerate(attacks):
        for day in range(1, many + 1):
            told(made, f"{n}-{day}", "attack", f"{2020 + n // 12}-{n % 12 + 1:02}-{day:02}")
    turns = [t.month for t in between(made.record()).turns]
    assert turns[-1] == "2021-03" and not [t for t in turns if "2020-07" < t < "2021-03"]


def test_a_war_that_goes_on_makes_no_turns_any_more() -> None:
    made = reports()
    for month in range(1, 8):
        for day in range(1, 8):
            told(made, f"{month}-{day}", "attack", f"2021-{month:02}-{day:02}")
    turns = [t.month for t in between(made.record()).turns]
    assert turns[0] == "2021-01" and "2021-07" not in turns


def test_a_period_leaves_out_what_begins_outside_it() -> None:
    made = reports()
    for name, day in (("a", "2021-02-01"), ("b", "2021-03-01"), ("c", None)):
        told(made, name, "aid", day)
    found = between(made.record(), period=("2021-02-15", "2021-12-31"))
    assert ([m.month for m in found.months], found.undated) == (["2021-03"], ())


def people() -> dict[str, dict[str, Any]]:
    return {who: dict(values) for who, values in SIDES.items()}


def act(text: str, words: str, kind: str, more: dict[str, Any] | None = None, **roles: Any) -> Relation:
    """What one report of one event makes of the two."""
    made = reports()
    made.add("a", text, "2021-02-05", {**people(), **(more or {})}, {"kind": kind, "words": words, **roles})
    return between(made.record())


def test_a_crowd_that_marches_on_a_consulate_is_aimed_at_its_state() -> None:
    text = "Fishers marched on the consulate of Norway. Malta was calm.\n"
    crowd = {"Fishers": {"kind": "group", "country": "MLT"}}
    found = act(text, "Fishers marched", "protest", crowd, actor=["Fishers"], day="2021-02-01")
    assert [m.plover for m in found.months] == [{"PROTEST": 1}]
    text = "Fishers marched on the town hall. Malta and Norway were calm.\n"
    found = act(text, "Fishers marched", "protest", crowd, actor=["Fishers"], day="2021-02-01")
    assert found.is_empty


def test_an_act_counts_as_often_as_its_words_say() -> None:
    text = "Malta and Norway exchanged fire twice. Then all was calm.\n"
    found = act(text, "exchanged fire", "clash", actor=["Malta", "Norway"], day="2021-02-01")
    assert [(m.plover, m.total) for m in found.months] == [({"ASSAULT": 2}, -18.0)]
    text = "Malta and Norway fought two gunfights at sea. Then all was calm.\n"
    found = act(text, "gunfights", "clash", actor=["Malta", "Norway"], day="2021-02-01")
    assert [m.plover for m in found.months] == [{"ASSAULT": 2}]
    text = "Malta and Norway sent two patrols and clashed. Then all was calm.\n"
    found = act(text, "clashed", "clash", actor=["Malta", "Norway"], day="2021-02-01")
    assert [m.plover for m in found.months] == [{"ASSAULT": 1}]


def test_an_ambassador_who_returns_is_no_guest() -> None:
    text = "The ambassador of Malta returned to Norway.\n"
    for who, count in (("ambassador", 0), ("returned", 1)):
        person = {who: {"country": "MLT"}}
        found = act(text, "returned", "visit", person, actor=[who], recipient=["Norway"], day="2021-02-01")
        assert len(found.months) == count


def test_who_demands_demands_of_whom_they_spoke_to_before() -> None:
    text = "Malta called on Norway. It demanded an apology.\n"
    made = reports()
    called = {"kind": "accusation", "words": "called on", "actor": ["Malta"], "recipient": ["Norway"]}
    asked = {"kind": "request", "words": "demanded", "actor": ["Malta"]}
    made.add("a", text, "2021-02-05", people(), {**called, "day": "2021-02-01"}, {**asked, "day": "2021-02-01"})
    assert [m.plover for m in between(made.record()).months] == [{"ACCUSE": 1, "REQUEST": 1}]


def test_people_of_no_told_state_belong_to_the_other_side_named_around() -> None:
    text = "The trawler had left a port of Norway. The navy of Malta seized its crew on 1 February.\n"
    crew = {"navy": {"kind": "organisation", "country": "MLT"}, "crew": {"kind": "group"}}
    found = act(text, "seized", "coercion", crew, actor=["navy"], recipient=["crew"], day="2021-02-01")
    assert [m.plover for m in found.months] == [{"COERCE": 1}]
    # They are nobody's where no other state is named near them.
    text = "The trawler was old. The navy of Malta seized its crew on 1 February.\nIt rained.\nNothing.\nNorway.\n"
    assert act(text, "seized", "coercion", crew, actor=["navy"], recipient=["crew"], day="2021-02-01").is_empty


def test_a_meeting_told_again_without_its_day_counts_once() -> None:
    made = reports()
    told(made, "a", "meeting", "2021-01-05")
    told(made, "b", "meeting", "2021-01-01/2021-01-31")
    assert [m.plover for m in between(made.record()).months] == [{"CONSULT": 1}]


def test_two_who_travel_visit_nobody_of_either_side() -> None:
    made = reports()
    told(made, "a", "visit", "2021-02-01", actor=["Malta", "Norway"], recipient=[])
    told(made, "b", "meeting", "2021-03-01", actor=["Malta", "Norway"], recipient=[])
    assert [(m.month, m.plover) for m in between(made.record()).months] == [("2021-03", {"CONSULT": 1})]
