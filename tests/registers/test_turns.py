"""Taking and leaving an office in plain words, and who leads a body."""

from __future__ import annotations

from typing import Any

from communique.registers.offices import Holder, offices
from tests.registers.build import Reports, reports

TITLE = "Maltese Defence Minister"


def told(made: Reports, name: str, day: str, text: str, *names: str, title: str = "", **more: Any) -> None:
    """A report; the first of ``names`` bears ``title``."""
    people: dict[str, Any] = {who: {} for who in names}
    if title:
        people[names[0]] = {"titles": [(title, "title")]}
    made.add(name, text, day, {**people, **more})


def holders(made: Reports, office: str = "defence minister") -> dict[str, Holder]:
    return {h.name: h for o in offices(made.record()) if o.office == office for h in o.holders}


def days(holder: Holder) -> tuple[str, ...]:
    told = (holder.first, holder.last, holder.begins, holder.ends)
    return tuple(str(t.interval.start) if t else "" for t in told)


def shown(made: Reports, name: str, day: str, who: str) -> None:
    told(made, name, day, f"{TITLE} {who} spoke.\n", who, title=TITLE)


def test_one_who_takes_over_ends_the_time_of_the_one_before() -> None:
    made = reports()
    shown(made, "a", "2018-02-14", "Ole Roy")
    shown(made, "b", "2019-01-15", "Ada Berg")
    text = "Ada Berg, who took over from Ole Roy after last year's vote, spoke.\n"
    told(made, "c", "2019-01-17", text, "Ada Berg", "Ole Roy")
    found = holders(made)
    # A year is too long to say that somebody was in office in all of it, or left before they were last shown.
    assert days(found["Ada Berg"]) == ("2019-01-15", "", "2018-01-01", "")
    assert days(found["Ole Roy"]) == ("2018-02-14", "", "", "2018-01-01")


def test_a_post_lost_in_the_past() -> None:
    made = reports()
    shown(made, "a", "2018-02-14", "Ole Roy")
    told(made, "b", "2022-04-11", "Ole Roy, who built the pier and lost his post in 2019, is well.\n", "Ole Roy")
    assert days(holders(made)["Ole Roy"]) == ("2018-02-14", "", "", "2019-01-01")
    made = reports()
    shown(made, "a", "2018-02-14", "Ole Roy")
    told(made, "b", "2022-04-11", "Ole Roy, who lost his hat in 2019, is well.\n", "Ole Roy")
    assert days(holders(made)["Ole Roy"]) == ("2018-02-14", "", "", "")


def test_one_who_acts_leaves_when_another_takes_the_office() -> None:
    made = reports()
    title = "Maltese acting Defence Minister"
    told(made, "a", "2021-03-01", f"{title} Ada Berg spoke.\n", "Ada Berg", title=title)
    text = "Ole Roy was sworn in as Maltese minister of defence on 2 April.\n"
    act = {"kind": "appointment", "words": "Ole Roy was sworn in", "actor": ["Ole Roy"], "day": "2021-04-02"}
    made.add("b", text, "2021-04-03", {"Ole Roy": {}}, act)
    assert days(holders(made)["Ada Berg"]) == ("2021-03-01", "2021-04-02", "", "2021-04-02")


def test_a_planned_handover_counts_when_the_next_is_shown() -> None:
    for seen in (False, True):
        made = reports()
        shown(made, "a", "2021-03-01", "Ole Roy")
        text = "Ada Berg takes over on 15 April from Ole Roy.\n"
        told(made, "b", "2021-04-01", text, "Ada Berg", "Ole Roy")
        if seen:
            shown(made, "c", "2021-05-01", "Ada Berg")
        found = holders(made)
        assert days(found["Ole Roy"]) == ("2021-03-01", "2021-04-01", "", "2021-04-15" if seen else "")
        assert ("Ada Berg" in found) == seen


def test_still_in_office_and_there() -> None:
    made = reports()
    shown(made, "a", "2018-02-14", "Ole Roy")
    told(made, "b", "2019-02-14", "Ole Roy, a teacher, is still in office.\n", "Ole Roy")
    assert days(holders(made)["Ole Roy"]) == ("2018-02-14", "2019-02-14", "", "")
    made = reports()
    text = "Malta voted. Ada Berg has been defence minister there since 12 December.\n"
    told(made, "a", "2020-02-08", text, "Ada Berg", Malta={"kind": "country", "country": "MLT"})
    assert days(holders(made)["Ada Berg"]) == ("2019-12-12", "2020-02-08", "2019-12-12", "")


def test_an_office_alone_means_the_one_person_of_the_report_who_had_it() -> None:
    made = reports()
    shown(made, "a", "2018-02-14", "Ada Berg")
    text = (
        "Ada Berg is back. Malta's former defence minister presented her credentials as ambassador to Norway "
        "on 3 May.\n"
    )
    person = {"titles": [("former defence minister", "nominal")]}
    made.add("b", text, "2019-05-05", {"Ada Berg": {"country": "MLT"}, "Malta's former defence minister": person})
    made.chains.pop("Malta's former defence minister")
    record = made.record()
    found = [(o.office, h.name, days(h)[2]) for o in offices(record) for h in o.holders]
    assert ("defence minister", "Ada Berg", "") in found


LAKE = {"Plain Lake Mission": {"kind": "body"}}


def test_heads_of_bodies() -> None:
    made = reports()
    text = (
        "The Plain Lake Mission was opened on Monday. Ole Roy leads the twelve observers. "
        "His deputy is Captain Ada Berg.\n"
    )
    told(made, "a", "2021-02-05", text, "Ole Roy", "Ada Berg", **{k: dict(v) for k, v in LAKE.items()})
    text = "Ada Berg, who has led the mission since Ole Roy fell ill in July, spoke.\n"
    told(made, "b", "2021-08-27", text, "Ada Berg", "Ole Roy")
    text = "The Plain Lake Mission was quiet, led by Ada Berg until 2023.\n"
    told(made, "c", "2024-01-05", text, "Ada Berg", **{k: dict(v) for k, v in LAKE.items()})
    found = holders(made, "head")
    assert days(found["Ole Roy"]) == ("2021-02-01", "2021-02-05", "", "2021-07-01")
    assert days(found["Ada Berg"]) == ("2021-07-01", "2023-01-01", "2021-07-01", "2023-01-01")
    assert days(holders(made, "deputy head")["Ada Berg"])[0] == "2021-02-01"


def test_one_body_under_two_names_has_one_list_of_heads() -> None:
    made = reports()
    names = {"Plain Lake Mission": {"kind": "body"}, "Joint Lake Centre": {"kind": "body"}}
    mission, centre = ({who: dict(names[who])} for who in names)
    told(made, "a", "2021-02-05", "Ole Roy leads the Plain Lake Mission.\n", "Ole Roy", **mission)
    text = "The Plain Lake Mission now bears the name Joint Lake Centre.\n"
    made.add("b", text, "2022-02-05", names)
    told(made, "c", "2022-03-05", "Ada Berg heads the Joint Lake Centre.\n", "Ada Berg", **centre)
    (office,) = (o for o in offices(made.record()) if o.office == "head")
    assert (office.of, [h.name for h in office.holders]) == ("Joint Lake Centre", ["Ole Roy", "Ada Berg"])


def test_a_group_of_the_report_is_not_a_body_of_the_record() -> None:
    made = reports()
    made.add("a", "The Lake Observer Group came.\n", "2021-02-05", {"Lake Observer Group": {"kind": "body"}})
    people = {
        "Ole Roy": {"titles": [("leader of the group", "title")]},
        "gang": {"kind": "group", "titles": [("group", "nominal")]},
    }
    made.add("b", "The leader of the group, Ole Roy, fled with the gang.\n", "2021-03-05", people)
    assert [(o.of, h.name) for o in offices(made.record()) for h in o.holders] == [("gang", "Ole Roy")]


def test_a_deputy_who_took_over_is_one_no_longer() -> None:
    made = reports()
    text = "The deputy commander of the Fjord Front, Ada Berg, took office as its commander on 2 March.\n"
    people = {"titles": [("deputy commander", "title")]}
    made.add("a", text, "2021-03-04", {"Ada Berg": people, "Fjord Front": {"kind": "organisation", "sector": "REB"}})
    assert {o.office for o in offices(made.record())} == {"commander"}
