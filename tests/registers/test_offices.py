"""Who held which office when: first and last days, taking and leaving, gaps, two at a time, and what shows nobody."""

from __future__ import annotations

from typing import Any

from communique.registers.offices import Holder, Office, offices
from tests.registers.build import Reports, reports


def shown(found: tuple[Office, ...], office: str, of: str) -> tuple[Holder, ...]:
    return next((o.holders for o in found if (o.office, o.of) == (office, of)), ())


def days(holder: Holder) -> tuple[str, str | None]:
    return str(holder.first.interval.start), str(holder.last.interval.end) if holder.last else None


def minister(title: str = "Maltese Defence Minister", **more: Any) -> dict[str, Any]:
    return {"titles": [(title, "title")], **more}


def told(made: Reports, name: str, day: str | None, who: str, title: str = "Maltese Defence Minister") -> None:
    made.add(name, f"{title} {who} spoke to the press.\n", day, {who: minister(title)})


def test_first_and_last_day_at_which_reports_show_somebody() -> None:
    made = reports()
    for name, day in (("a", "2021-02-01"), ("b", "2021-05-01"), ("c", "2021-03-01")):
        told(made, name, day, "Ada Berg")
    (holder,) = shown(offices(made.record()), "defence minister", "Malta")
    assert (holder.name, days(holder)) == ("Ada Berg", ("2021-02-01", "2021-05-01"))
    assert (holder.begins, holder.ends, holder.acting) == (None, None, False)
    assert [e.quote.strip() for e in holder.evidence] == ["Maltese Defence Minister Ada Berg spoke to the press."] * 3


def test_one_report_shows_one_day_and_an_undated_one_none() -> None:
    made = reports()
    told(made, "a", "2021-02-01", "Ada Berg")
    told(made, "b", None, "Ole Roy")
    (holder,) = shown(offices(made.record()), "defence minister", "Malta")
    assert (holder.name, days(holder)) == ("Ada Berg", ("2021-02-01", None))


def test_a_word_put_in_by_the_report_hides_no_late_president() -> None:
    made = reports()
    text = "We visited the grave of the late [Maltese President] Ada Berg.\n"
    made.add("a", text, "2021-02-01", {"Ada Berg": minister("Maltese President")})
    assert offices(made.record()) == ()


def test_an_envoy_is_the_ambassador_whom_other_reports_tell_of() -> None:
    made = reports()
    told(made, "a", "2021-02-01", "Ada Berg", "Maltese ambassador to Chad")
    told(made, "b", "2021-02-03", "Ada Berg", "Maltese envoy to Chad")
    told(made, "c", "2021-02-03", "Ole Roy", "Danish envoy to Chad")
    assert {(o.office, o.of) for o in offices(made.record())} == {
        ("ambassador to Chad", "Malta"), ("envoy to Chad", "Denmark"),
    }  # fmt: skip


def test_what_somebody_does_under_a_title_tells_the_day() -> None:
    made = reports()
    text = "Maltese Defence Minister Ada Berg met Ole Roy on Monday.\n"
    act = {"kind": "meeting", "words": "Ada Berg met", "actor": ["Ada Berg", "Ole Roy"], "day": "2021-01-25"}
    made.add("a", text, "2021-02-01", {"Ada Berg": minister(), "Ole Roy": {}}, act)
    (holder,) = shown(offices(made.record()), "defence minister", "Malta")
    assert days(holder) == ("2021-01-25", None)


def test_former_ministers_are_not_in_office() -> None:
    made = reports()
    for name, word in (("a", "former"), ("b", "ex-"), ("c", "then")):
        told(made, name, "2021-02-01", "Ada Berg", f"{word}{'' if word == 'ex-' else ' '}Maltese Defence Minister")
    assert offices(made.record()) == ()


def test_one_who_acts_is_marked() -> None:
    made = reports()
    told(made, "a", "2021-02-01", "Ada Berg", "Maltese acting Defence Minister")
    (holder,) = shown(offices(made.record()), "defence minister", "Malta")
    assert holder.acting


def test_leaving_and_taking_are_told_by_events_and_a_gap_stays_a_gap() -> None:
    made = reports()
    told(made, "a", "2021-02-01", "Ada Berg")
    leaving = {"kind": "resignation", "words": "Ada Berg resigned", "actor": ["Ada Berg"], "day": "2021-03-10"}
    made.add("b", "Ada Berg resigned on 10 March.\n", "2021-03-11", {"Ada Berg": {}}, leaving)
    text = "Ole Roy was sworn in as Maltese minister of defence on 2 April.\n"
    taking = {"kind": "appointment", "words": "Ole Roy was sworn in", "actor": ["Ole Roy"], "day": "2021-04-02"}
    made.add("c", text, "2021-04-03", {"Ole Roy": {}}, taking)
    (office,) = offices(made.record())
    berg, roy = office.holders
    assert berg.ends is not None and str(berg.ends.interval.start) == "2021-03-10" and days(berg)[1] == "2021-03-10"
    assert roy.begins is not None and days(roy) == ("2021-04-02", None)
    assert roy.begins.event is not None and roy.begins.evidence[0].quote.startswith("Ole Roy was sworn in")
    assert [(str(gap.start), str(gap.end)) for gap in office.gaps] == [("2021-03-11", "2021-04-01")]


def test_what_is_only_planned_or_denied_puts_nobody_in_office() -> None:
    for status in ("planned", "denied", "alleged", "proposed"):
        made = reports()
        text = "Ole Roy is to be sworn in as Maltese minister of defence on 2 April.\n"
        act = {"kind": "appointment", "words": "Ole Roy is to be sworn in", "actor": ["Ole Roy"], "day": "2021-04-02"}
        made.add("a", text, "2021-03-20", {"Ole Roy": {}}, {**act, "status": status})
        assert offices(made.record()) == (), status


def test_two_at_one_time_dispute_each_other_and_a_handover_does_not() -> None:
    made = reports()
    for name, day, who in (
        ("a", "01", "Ada Berg"),
        ("b", "05", "Ole Roy"),
        ("c", "08", "Ada Berg"),
        ("d", "09", "Ole Roy"),
    ):
        told(made, name, f"2021-02-{day}", who)
    berg, roy = shown(offices(made.record()), "defence minister", "Malta")
    assert (berg.disputed_by, roy.disputed_by) == (("ole_roy",), ("ada_berg",))
    made = reports()
    for name, day, who in (
        ("a", "01", "Ada Berg"),
        ("b", "05", "Ada Berg"),
        ("c", "05", "Ole Roy"),
        ("d", "09", "Ole Roy"),
    ):
        told(made, name, f"2021-02-{day}", who)
    berg, roy = shown(offices(made.record()), "defence minister", "Malta")
    assert (berg.disputed_by, roy.disputed_by) == ((), ())


def test_the_minister_is_the_one_who_was_told_in_full() -> None:
    made = reports()
    told(made, "a", "2021-02-01", "Ada Berg")
    told(made, "b", "2021-03-01", "Ada Berg", "Minister")
    told(made, "c", "2021-03-05", "Ole Roy", "Minister")
    (office,) = offices(made.record())
    assert [(h.name, days(h)) for h in office.holders] == [("Ada Berg", ("2021-02-01", "2021-03-01"))]


def test_an_office_of_a_body_is_that_of_the_body_named_in_its_words() -> None:
    made = reports()
    text = "The head of the Plain Lake Mission, Ada Berg, spoke.\n"
    people = {"Ada Berg": minister("head of the Plain Lake Mission"), "Plain Lake Mission": {"kind": "body"}}
    made.add("a", text, "2021-02-01", people)
    (office,) = offices(made.record())
    assert (office.office, office.of, office.country) == ("head", "Plain Lake Mission", None)


def test_without_a_state_or_body_there_is_no_office() -> None:
    made = reports()
    told(made, "a", "2021-02-01", "Ada Berg", "Defence Minister")
    assert offices(made.record()) == ()


def test_a_police_chief_is_the_inspector_general_of_police_whom_other_reports_tell_of() -> None:
    made = reports()
    told(made, "a", "2021-02-01", "Ada Berg", "Maltese Inspector General of Police")
    told(made, "b", "2021-05-01", "Ada Berg", "Maltese police chief")
    told(made, "c", "2021-05-01", "Ole Roy", "Danish police chief")
    found = offices(made.record())
    (holder,) = shown(found, "inspector general of police", "Malta")
    assert days(holder) == ("2021-02-01", "2021-05-01")
    assert {(o.office, o.of) for o in found} == {("inspector general of police", "Malta"), ("police head", "Denmark")}


def test_an_office_in_a_list_is_of_the_name_behind_it() -> None:
    made = reports()
    text = "Present were the Maltese Attorney General, Ada Berg; the Maltese Chief of Staff, Brigadier Ole Roy.\n"
    people = {"Ada Berg": minister("Maltese Chief of Staff"), "Ole Roy": minister("Maltese Chief of Staff")}
    made.add("a", text, "2021-02-01", people)
    found = [h.name for o in offices(made.record()) if "staff" in o.office for h in o.holders]
    assert found == ["Ole Roy"]
