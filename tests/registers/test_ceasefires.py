"""Ceasefires: steps with their days, area, who watches, violations by teller, standing on any day, truces apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from communique.dossier.ceasefire_calendar import calendar_svg
from communique.model.record import Record
from communique.registers.ceasefires import Ceasefire, ceasefires, standing_on
from communique.registers.truces.calendar import months
from communique.registers.truces.model import Step
from communique.registers.truces.tolls import toll_in
from tests.factories import interval
from tests.registers.build import Reports, reports

LEAGUE = "Gozo Free League"
SIGNED = (
    "Malta and the Gozo Free League signed a ceasefire on Monday. "
    "It takes effect on Friday and covers the districts of Xaghra and Nadur. "
    "Neither side may move its posts. "
    "The Truce Observation Group will report on it.\n"
)


def cast(text: str) -> dict[str, Any]:
    """The two sides, as far as a text names them."""
    sides = {"Malta": {"kind": "country", "country": "MLT"}, LEAGUE: {"kind": "organisation"}}
    return {name: more for name, more in sides.items() if name in text}


def told(made: Reports, name: str, day: str, text: str, *acts: dict[str, Any]) -> Reports:
    made.add(name, text, day, cast(text), *acts)
    return made


def one(record: Record) -> Ceasefire:
    (found,) = ceasefires(record)
    return found


def steps(truce: Ceasefire) -> list[tuple[str, str, str]]:
    return [(s.step, str(s.interval.start), s.status) for s in truce.steps]


def standing(truce: Ceasefire) -> list[tuple[str, str]]:
    return [(str(s.since), s.standing) for s in truce.standings]


def signed() -> Reports:
    """A truce signed on Monday 3 May 2021, in force from Friday 7 May."""
    return told(reports(), "a", "2021-05-04", SIGNED)


def raid(day: str, **more: Any) -> dict[str, Any]:
    act = {"kind": "attack", "words": "attacked", "actor": [LEAGUE], "recipient": ["Malta"], "day": day}
    return {**act, **more}


CHARGE = (
    "Malta said the Gozo Free League attacked a post on 10 May and killed two soldiers, in breach of the ceasefire.\n"
)
OTHER = "The Gozo Free League accused Malta of breaking the ceasefire on 12 May.\n"


def charged(made: Reports, name: str = "b", day: str = "2021-05-11") -> Reports:
    accuse = {"kind": "accusation", "words": "said", "actor": ["Malta"], "recipient": [LEAGUE]}
    return told(made, name, day, CHARGE, raid("2021-05-10"), accuse)


def test_steps_area_terms_and_who_watches() -> None:
    truce = one(signed().record())
    assert [p.name for p in truce.parties] == [LEAGUE, "Malta"]
    assert steps(truce) == [("signed", "2021-05-03", "happened"), ("in_force", "2021-05-07", "planned")]
    assert [w.names for w in truce.area] == [("Xaghra", "Nadur")]
    assert [t.quote for t in truce.terms] == ["Neither side may move its posts."]
    assert [m.name for m in truce.monitors] == ["Truce Observation Group"]
    assert standing(truce) == []  # what is only planned moves nothing


def test_what_was_planned_came_true_where_later_reports_speak_of_the_truce() -> None:
    later = "The ceasefire between Malta and the Gozo Free League was the talk of the island.\n"
    truce = one(told(signed(), "b", "2021-05-20", later).record())
    assert steps(truce)[1] == ("in_force", "2021-05-07", "happened")
    assert standing(truce) == [("2021-05-07", "holds")]


def test_a_charge_by_one_side_alone_makes_it_disputed_and_is_alleged() -> None:
    truce = one(charged(signed()).record())
    (violation,) = truce.violations
    assert (violation.accused, violation.told_by, violation.teller) == (LEAGUE, "Malta", "party")
    assert (violation.status, str(violation.interval.start)) == ("alleged", "2021-05-10")
    assert violation.killed is not None and (violation.killed.low, violation.killed.high) == (2, 2)
    assert standing(truce) == [("2021-05-07", "holds"), ("2021-05-10", "disputed")]


BROKEN = (
    "The Truce Observation Group concludes that by its raid of 10 May on a post of Malta the Gozo Free League has "
    "broken the ceasefire.\n"
)


def test_it_is_disputed_where_each_side_charges_the_other_and_broken_where_the_observers_say_so() -> None:
    accuse = {"kind": "accusation", "words": "accused", "actor": [LEAGUE], "recipient": ["Malta"]}
    truce = one(told(charged(signed()), "c", "2021-05-13", OTHER, accuse).record())
    assert {(v.accused, v.told_by) for v in truce.violations} == {(LEAGUE, "Malta"), ("Malta", LEAGUE)}
    assert standing(truce) == [("2021-05-07", "holds"), ("2021-05-10", "disputed")]
    truce = one(told(charged(signed()), "c", "2021-05-20", BROKEN).record())
    assert standing(truce) == [("2021-05-07", "holds"), ("2021-05-10", "broken")]
    assert ("broken", "2021-05-10", "happened") in steps(truce)


def test_what_the_observers_tell_is_no_allegation_and_puts_it_in_doubt() -> None:
    text = (
        "The Truce Observation Group said that it blamed the Gozo Free League for the raid of 10 May near Nadur, "
        "in which two soldiers were killed. It called the raid a violation of the ceasefire. Malta watched.\n"
    )
    truce = one(told(signed(), "b", "2021-05-14", text).record())
    (violation,) = truce.violations
    assert (violation.told_by, violation.teller, violation.status) == ("Truce Observation Group", "monitor", "happened")
    assert standing(truce)[-1] == ("2021-05-10", "disputed")


def test_violations_that_hurt_nobody_leave_it_standing() -> None:
    text = (
        "The Truce Observation Group has counted two violations of the ceasefire: a shot fired by the Gozo Free League "
        "in August, and a patrol of Malta that crossed a stream in October. Nobody was hurt in either.\n"
    )
    truce = one(told(signed(), "b", "2021-11-02", text).record())
    found = [(str(v.interval.start)[:7], v.accused, v.told_by) for v in truce.violations]
    assert found == [("2021-08", LEAGUE, "Truce Observation Group"), ("2021-10", "Malta", "Truce Observation Group")]
    assert standing(truce) == [("2021-05-07", "holds")]
    (count,) = truce.counted
    assert (count.number, count.told_by) == (2, "Truce Observation Group")


def test_a_side_is_no_witness_against_itself_and_its_denial_stands_beside() -> None:
    denial = "The Gozo Free League denied the accusation by Malta and said the ceasefire held.\n"
    truce = one(told(charged(signed()), "c", "2021-05-12", CHARGE.strip() + " " + denial, raid("2021-05-10")).record())
    assert {v.told_by for v in truce.violations if v.teller == "party"} <= {"Malta"}
    assert any("denied the accusation" in e.quote for v in truce.violations for e in v.denied)


def test_none_found_is_no_violation() -> None:
    text = "The Truce Observation Group has recorded no violation of the ceasefire by Malta or the Gozo Free League.\n"
    truce = one(told(signed(), "b", "2021-05-20", text).record())
    assert truce.violations == ()
    assert [(c.number, c.told_by) for c in truce.counted] == [(0, "Truce Observation Group")]


@pytest.mark.parametrize(
    ("text", "step", "day"),
    [
        ("Malta and the Gozo Free League extended the truce by a month on Monday.\n", "renewed", "2021-05-31"),
        ("The truce between Malta and the Gozo Free League expired on Sunday.\n", "ended", "2021-05-30"),
        ("The Gozo Free League declared its truce with Malta over on Sunday.\n", "ended", "2021-05-30"),
        ("The truce of Malta and the Gozo Free League collapsed on Sunday.\n", "broken", "2021-05-30"),
        ("Malta and the Gozo Free League put their names to a new ceasefire on Monday.\n", "signed", "2021-05-31"),
        ("The Gozo Free League declared its truce with Malta in Victoria dead on Sunday.\n", "ended", "2021-05-30"),
        ("Malta shattered its truce with the Gozo Free League on Sunday, observers found.\n", "broken", "2021-05-30"),
    ],
)
def test_how_it_goes_on_and_ends(text: str, step: str, day: str) -> None:
    truce = one(told(signed(), "b", "2021-06-01", text).record())
    assert (step, day) in [(s, d) for s, d, _ in steps(truce)]


def test_a_broken_truce_that_both_say_is_holding_holds() -> None:
    made = told(signed(), "b", "2021-05-20", "The truce of Malta and the Gozo Free League collapsed on Wednesday.\n")
    said = "Malta and the Gozo Free League said on Monday that the truce was holding.\n"
    truce = one(told(made, "c", "2021-06-01", said).record())
    assert standing(truce)[-2:] == [("2021-05-19", "broken"), ("2021-05-31", "holds")]


def test_a_truce_may_be_told_without_a_word_for_it() -> None:
    text = "Malta and the Gozo Free League will stop fighting from 5 June. The truce is to last a month.\n"
    made = told(signed(), "b", "2021-06-01", text)
    assert ("in_force", "2021-06-05") in [(s, d) for s, d, _ in steps(one(made.record()))]


def test_who_did_it_is_nobody_where_it_cannot_be_told() -> None:
    text = (
        "Of the raid of 10 May on Malta the Truce Observation Group was unable to establish who carried it out.\n"
        "The Gozo Free League and Malta thanked it.\n"
    )
    act = {"kind": "attack", "words": "raid of 10 May on Malta", "recipient": ["Malta"], "day": "2021-05-10"}
    truce = one(told(signed(), "b", "2021-05-20", text, act).record())
    assert truce.violations == ()


@pytest.mark.parametrize(
    "text",
    [
        "The bishop called on Malta and the Gozo Free League to extend the truce on Monday.\n",
        "Malta and the Gozo Free League did not renew the truce on Monday.\n",
        "Malta and the Gozo Free League may renew the truce on Monday.\n",
    ],
)
def test_wishes_and_what_was_not_done_are_no_steps(text: str) -> None:
    truce = one(told(signed(), "b", "2021-06-01", text).record())
    assert "renewed" not in [s for s, _, _ in steps(truce)]


def test_a_broken_truce_is_renewed_and_holds_when_that_takes_effect() -> None:
    made = told(charged(signed()), "c", "2021-05-13", BROKEN)
    told(
        made,
        "d",
        "2021-07-06",
        "Malta and the Gozo Free League renewed the truce on Monday. It took effect on Tuesday.\n",
    )
    truce = one(made.record())
    assert standing(truce)[2:] == [("2021-07-05", "renewed"), ("2021-07-06", "holds")]
    for day, word in (
        ("2021-05-06", None),
        ("2021-05-09", "holds"),
        ("2021-06-01", "broken"),
        ("2021-07-05", "renewed"),
    ):
        found = standing_on(truce, date.fromisoformat(day))
        assert (found.standing if found else None) == word


def test_one_who_says_so_behind_the_sentence_tells_it_and_suspending_ends_it() -> None:
    text = (
        "Fighters of the Gozo Free League attacked a post on 10 May, in breach of the ceasefire, Malta's army said.\n"
    )
    act = {"kind": "attack", "words": "attacked", "actor": [LEAGUE], "day": "2021-05-10"}
    made = told(signed(), "b", "2021-05-11", text, act)
    told(made, "c", "2021-05-18", "Malta suspended the ceasefire with the Gozo Free League on Sunday.\n")
    told(made, "d", "2021-09-01", "Malta and the Gozo Free League signed a new ceasefire on Tuesday.\n")
    truce = one(made.record())
    assert [(v.accused, v.told_by, v.teller) for v in truce.violations] == [(LEAGUE, "Malta", "party")]
    assert standing(truce)[1:] == [("2021-05-10", "disputed"), ("2021-05-16", "ended"), ("2021-08-31", "renewed")]


def test_between_its_end_and_its_renewal_a_truce_is_not_broken() -> None:
    made = told(signed(), "c", "2021-05-18", "Malta suspended the ceasefire with the Gozo Free League on Sunday.\n")
    raided = "The Gozo Free League attacked a post on 10 June, in breach of the ceasefire, Malta's army said.\n"
    told(made, "d", "2021-06-11", raided, raid("2021-06-10"))
    told(made, "e", "2021-09-01", "Malta and the Gozo Free League signed a new ceasefire on Tuesday.\n")
    truce = one(made.record())
    assert truce.violations == ()
    assert standing(truce)[-2:] == [("2021-05-16", "ended"), ("2021-08-31", "renewed")]


def test_an_earlier_truce_of_the_same_sides_is_a_file_of_its_own() -> None:
    text = "An earlier truce, which Malta and the Gozo Free League signed in 2014, lasted three weeks.\n"
    first, second = ceasefires(told(signed(), "b", "2021-05-05", text).record())
    assert [str(t.start.start)[:4] for t in (first, second) if t.start] == ["2014", "2021"]
    assert all(s.interval.start.year == 2021 for s in second.steps)


def test_an_earlier_truce_without_sides_is_left_out() -> None:
    made = told(reports(), "a", "2021-05-04", SIGNED.strip() + " An earlier truce, reached in 2014, lasted a week.\n")
    assert all(s.interval.start.year == 2021 for s in one(made.record()).steps)


def test_what_others_read_of_steps_is_taken_in() -> None:
    record = signed().record()
    quote = one(record).steps[0].evidence[0]
    more = Step("renewed", "happened", interval("2021-05-20"), None, (quote,))
    (truce,) = ceasefires(record, [more])
    assert ("renewed", "2021-05-20", "happened") in steps(truce)
    (truce,) = ceasefires(record, [Step("renewed", "happened", interval("2021-05-20"), None, ())])
    assert "renewed" not in [s for s, _, _ in steps(truce)]  # rests on no sentence of this truce


def test_no_truce_no_file() -> None:
    text = "Malta and the Gozo Free League signed a fishing agreement on Monday.\n"
    assert ceasefires(told(reports(), "a", "2021-05-04", text).record()) == ()
    text = "The bishop hopes for a truce. Malta and the Gozo Free League are at war.\n"
    assert ceasefires(told(reports(), "a", "2021-05-04", text).record()) == ()


def test_the_calendar_shows_each_day_once_and_nothing_of_the_time_after() -> None:
    truce = one(charged(signed()).record())
    (may,) = months(truce, date(2021, 5, 11))
    by_day = {d.day.day: d for d in may.days}
    assert len(may.days) == 31 and by_day[6].standing is None and by_day[7].standing == "holds"
    assert (by_day[10].standing, len(by_day[10].violations), by_day[12].standing) == ("disputed", 1, None)
    drawn = calendar_svg(truce, date(2021, 5, 11))
    assert drawn.startswith("<svg") and drawn.count("<circle") == 2  # the violation, and the legend's
    assert "2021-05-10: disputed; violation by Gozo Free League, told by Malta" in drawn


def test_the_calendar_escapes_what_reports_say() -> None:
    truce = one(charged(signed()).record())
    party = replace(truce.parties[0], name='<script>"&')
    drawn = calendar_svg(replace(truce, name='truce of <script>"&', parties=(party,)), date(2021, 5, 11))
    assert "<script" not in drawn and "truce of &lt;script&gt;&quot;&amp;" in drawn


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Guns shelled the village, killing three villagers and two fighters.", 5),
        ("Four members of the patrol, one of them an officer, lost their lives.", 4),
        ("It confirms the death of three civilians.", 3),
        ("Two herdsmen were killed and eleven camels.", 2),
        ("Corporal Ada Berg was killed and two soldiers were wounded.", 1),
        ("Nobody was hurt.", 0),
        ("Nine camels were killed.", None),
        ("The guns fell silent.", None),
    ],
)
def test_how_many_were_killed(text: str, number: float | None) -> None:
    toll = toll_in(text)
    assert (toll.best if toll else None) == number


def test_a_truce_is_told_of_by_the_name_of_its_agreement_and_ends_when_a_side_is_no_longer_bound() -> None:
    prolonged = "Malta and the Gozo Free League prolonged the Mdina Agreement on 1 August. The truce goes on.\n"
    left = (
        "The Gozo Free League announced on 3 September that it no longer considered itself bound by the Mdina "
        "Agreement with Malta. The ceasefire had been kept.\n"
    )
    made = told(told(signed(), "b", "2021-08-02", prolonged), "c", "2021-09-04", left)
    found = steps(one(made.record()))
    assert ("renewed", "2021-08-01", "happened") in found
    assert ("ended", "2021-09-03", "happened") in found
    assert not any(step == "announced" for step, _, _ in found)


def test_what_a_body_under_the_truce_began_is_no_beginning_of_it() -> None:
    began = "The Mission was set up under the ceasefire between Malta and the Gozo Free League and began on 1 June.\n"
    found = steps(one(told(signed(), "b", "2021-06-02", began).record()))
    assert [s for s in found if s[0] == "in_force"] == [("in_force", "2021-05-07", "happened")]


def test_where_both_accuse_each_other_each_charge_is_the_other_side_s() -> None:
    text = "Malta and the Gozo Free League accused each other of breaking the ceasefire on 12 May.\n"
    truce = one(told(signed(), "b", "2021-05-14", text).record())
    assert {v.teller for v in truce.violations} <= {"party"}


def test_finding_that_it_was_broken_signs_nothing() -> None:
    text = (
        "The Truce Observation Group concludes that the ceasefire was broken on 10 May, when the Gozo Free League "
        "attacked a post of Malta.\n"
    )
    truce = one(told(signed(), "b", "2021-05-14", text, raid("2021-05-10")).record())
    assert [s for s in steps(truce) if s[0] == "signed"] == [("signed", "2021-05-03", "happened")]
    assert [str(v.interval.start) for v in truce.violations] == ["2021-05-10"]


def test_a_truce_in_a_trade_war_is_none() -> None:
    text = (
        "Malta and the Gozo Free League agreed on a truce on Monday in their dispute over tariffs. "
        "Exports of oranges will rise and the trade in salt will be free, investors hope.\n"
    )
    assert ceasefires(told(reports(), "a", "2021-05-04", text).record()) == ()
    assert ceasefires(told(reports(), "a", "2021-05-04", text.split(" in their")[0] + ".\n").record())


def test_who_brokers_or_announces_a_truce_is_no_side_of_it() -> None:
    text = (
        "Malta and the Gozo Free League agreed on a ceasefire after long talks, Italy announced on Monday. "
        "Italy, which brokered the truce, said that Malta had signed the ceasefire on Sunday.\n"
    )
    made = reports()
    made.add("a", text, "2021-05-04", {**cast(text), "Italy": {"kind": "country", "country": "ITA"}})
    assert [[p.name for p in t.parties] for t in ceasefires(made.record())] == [[LEAGUE, "Malta"]]


def test_what_is_agreed_and_signed_later_is_announced_by_the_agreement() -> None:
    text = "Malta and the Gozo Free League have agreed on a ceasefire, the bishop announced on Monday.\n"
    alone = told(reports(), "a", "2021-04-20", text)
    assert steps(one(alone.record())) == [("signed", "2021-04-19", "happened")]
    both = told(told(reports(), "a", "2021-04-20", text), "b", "2021-05-04", SIGNED)
    assert steps(one(both.record()))[:2] == [
        ("announced", "2021-04-19", "happened"),
        ("signed", "2021-05-03", "happened"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Malta welcomed the truce with the Gozo Free League, the longest since the war began in June.\n",
        "The truce between Malta and the Gozo Free League that ended a month of war is kept, a monk said on Sunday.\n",
        "The truce between Malta and the Gozo Free League was to have ended on Sunday.\n",
        "Talks about a truce of Malta and the Gozo Free League began on Sunday. The truce talks ended on Monday.\n",
    ],
)
def test_what_is_told_of_something_else_is_no_step(text: str) -> None:
    known = steps(one(signed().record()))
    found = steps(one(told(signed(), "b", "2021-06-01", text).record()))
    assert [(s, d) for s, d, _ in found] == [(s, d) for s, d, _ in known]


def test_a_breakdown_told_without_a_day_was_on_that_of_the_last_violence() -> None:
    later = (
        "Malta said the Gozo Free League attacked a post on 28 May and killed a soldier, in breach of the ceasefire.\n"
    )
    made = told(charged(signed()), "c", "2021-05-29", later, raid("2021-05-28"))
    told(made, "d", "2021-06-03", "The ceasefire between Malta and the Gozo Free League lies in ruins.\n")
    told(made, "e", "2021-06-04", "The ceasefire between Malta and the Gozo Free League has collapsed.\n")
    assert standing(one(made.record()))[1:] == [("2021-05-10", "disputed"), ("2021-05-28", "broken")]


def test_a_charge_points_back_at_the_incident_told_before() -> None:
    text = (
        "Three people were killed on Wednesday when a bus was attacked near Nadur. "
        "Malta said the shots had come from a post of the Gozo Free League and called the incident a breach of the "
        "ceasefire.\n"
    )
    act = {"kind": "attack", "words": "attacked", "day": "2021-05-12"}
    (violation,) = one(told(signed(), "b", "2021-05-13", text, act).record()).violations
    assert (violation.accused, violation.told_by, str(violation.interval.start)) == (LEAGUE, "Malta", "2021-05-12")
    assert violation.killed is not None and violation.killed.best == 3


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Between 15 and 22 soldiers were killed on Friday.", 15, 22),
        ("The brigade put the number of dead at eight.", 8, 8),
        ("The mission speaks of twelve dead.", 12, 12),
        ("Five soldiers and a nurse died in the attack.", 6, 6),
    ],
)
def test_ranges_and_tolls_as_they_are_put(text: str, low: float, high: float) -> None:
    toll = toll_in(text)
    assert toll is not None and (toll.low, toll.high) == (low, high)


def test_of_the_people_of_a_country_no_area_is_made() -> None:
    text = "The truce between Malta and the Gozo Free League is limited to the Maltese town of Nadur.\n"
    truce = one(told(signed(), "b", "2021-05-20", text).record())
    assert [n for w in truce.area for n in w.names] == ["Xaghra", "Nadur"]
