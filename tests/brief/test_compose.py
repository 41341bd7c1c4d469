"""The tree of a brief: every sentence has sources, every source its words; sections, bounds, and what is left out."""

from __future__ import annotations

from datetime import date

import pytest

from communique.brief import Brief, compose
from communique.brief.desk import Desk, Pair
from communique.brief.sections import chronology as chronology_module
from communique.brief.tree import Sentence
from communique.model.record import Evidence
from communique.model.span import Span
from tests.brief.made_up import Made, both, pair, record


@pytest.fixture(scope="module")
def brief() -> Brief:
    return compose(*pair(record()), "1.2")


def lines(brief: Brief, title: str) -> list[str]:
    """The sentences of a section, each with its label."""
    parts = [part for part in brief.parts if part.title == title]
    return [f"{line.label}|{line.text}" for part in parts for group in part.groups for line in group.lines]


def test_every_sentence_has_sources_and_every_source_quotes_its_report(brief: Brief) -> None:
    reports = {report.id: report for report in record().reports}
    numbers = [source.number for source in brief.sources]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(line.sources and set(line.sources) <= set(numbers) for line in brief.lines())
    assert {number for line in brief.lines() for number in line.sources} == set(numbers)
    for source in brief.sources:
        span, report = source.evidence.span, reports[source.evidence.report]
        assert source.evidence.quote == report.text[span.start : span.end] != ""
        assert (source.file, source.published) == (f"{report.name}.txt", report.published_on)


def test_the_same_record_gives_the_same_brief(brief: Brief) -> None:
    assert compose(*pair(record()), "1.2") == brief


def test_the_head_tells_whom_when_and_on_what_it_rests(brief: Brief) -> None:
    assert brief.title == "Malta and Norway"
    assert dict(brief.head) == {
        "Period": "all that the reports tell",
        "Rests on": "7 reports of 7 independent origins, published 3 May 2021 to 10 July 2021",
        "As of": "10 July 2021",
        "Made by": "communique 1.2",
    }


def test_where_things_stand_tells_the_last_of_each_and_what_is_open(brief: Brief) -> None:
    found = lines(brief, "Where things stand")
    assert found[0] == "|The last contact reported was on 2 May 2021: Malta met Norway."
    assert found[1].startswith("|The last step on an agreement reported was on 1 June 2021: Malta and Norway signed")
    assert found[2].startswith("|The last use of force reported was on 1 July 2021: Malta attacked Norway")
    assert found[3].startswith("|Reported between the two in 2021 (up to 10 July): 4 events, mean score")
    assert found[4].endswith("1 event is not reported done; the next, 1 September 2021: Malta was to visit Norway "
                             "(reported 3 June 2021).")  # fmt: skip
    assert found[5:] == ["|Reports differ on 1 point."]


def test_what_happened_is_told_with_its_day_who_tells_it_and_the_range_of_numbers(brief: Brief) -> None:
    found = lines(brief, "What happened")
    assert found == [
        "2 May 2021|Malta met Norway.",
        "1 June 2021|Malta and Norway signed an agreement.",
        "1 July 2021|Malta attacked Norway; between 3 and 5 killed.",
        "8 July 2021|According to Kari Lund, Malta took measures of force against Norway.",
        "10 July 2021|Malta threatened Norway.",
    ]
    attack = next(line for line in brief.lines() if "between 3 and 5" in line.text)
    assert (attack.note, len(attack.sources)) == ("2 reports, 2 independent origins", 2)


def test_plans_disputes_and_offices_have_sections(brief: Brief) -> None:
    assert lines(brief, "Announced and not reported done") == [
        "1 September 2021|Malta was to visit Norway (reported 3 June 2021)."
    ]
    head, *values = lines(brief, "What is told differently")
    assert head == "|How many (killed): Malta attacked Norway on 1 July 2021."
    assert [value.partition(":")[0] for value in values] == ["|3 men", "|5 men"]
    assert lines(brief, "Who speaks for whom") == ["|Kari Lund was shown as foreign minister on 9 July 2021."]


def test_a_plan_that_was_done_is_no_longer_outstanding_and_one_whose_day_is_past_is_told_apart() -> None:
    made = Made()
    made.add(
        "a", "Malta will visit Norway.\n", "2021-01-03", both("visit", "visit", status="planned", day="2021-02-01")
    )
    made.add("b", "Malta will arm Norway.\n", "2021-01-03", both("aid", "arm", status="planned", day="2021-02-01"))
    made.add("c", "Malta visited Norway.\n", "2021-02-03", both("visit", "visited", day="2021-02-02"))
    found = compose(*pair(made.record()), "1")
    (part,) = [p for p in found.parts if p.title == "Announced and not reported done"]
    assert [(g.heading, [line.text for line in g.lines]) for g in part.groups] == [
        ("Its day has passed", ["Malta was to give aid to Norway (reported 3 January 2021)."])
    ]


def test_denied_acts_name_who_denies_them() -> None:
    made = Made()
    text = "Norwegian Foreign Minister Kari Lund said Norway had not been shot at by Malta.\n"
    act = both("attack", "shot at", status="denied", day="2021-07-01")
    made.add("a", text, "2021-07-02", act, said="Norway had not been shot at by Malta")
    assert "1 July 2021|Kari Lund denied that Malta attacked Norway." in lines(
        compose(*pair(made.record()), "1"), "What happened"
    )


def test_what_no_place_tells_of_both_sides_is_told_without_the_third() -> None:
    """Two tellings joined: Malta and Iceland in one, Malta and Norway in the other."""
    made = Made()
    made.add("a", "Malta met Norway.\n", "2021-05-03", both("meeting", "met", day="2021-05-02"))
    iceland = {**both("meeting", "met", day="2021-05-02"), "recipient": ["Iceland"]}
    made.add("b", "Malta met Iceland.\n", "2021-05-03", iceland)
    record = made.record("meeting")
    assert lines(compose(*pair(record), "1"), "What happened") == ["2 May 2021|Malta met Norway."]
    assert compose(*pair(record, "norway", "iceland"), "1").parts == ()


@pytest.mark.parametrize(("kind", "told"), [("visit", 1), ("mobilisation", 1), ("pledge", 0), ("meeting", 0)])
def test_what_one_does_alone_at_a_place_of_the_other_counts_if_it_is_a_visit_or_a_deed(kind: str, told: int) -> None:
    made = Made()
    act = {"kind": kind, "words": "went", "actor": ["Malta"], "place": "Norway", "day": "2021-05-02"}
    made.add("a", "Malta went there to Norway.\n", "2021-05-03", act)
    assert len(lines(compose(*pair(made.record()), "1"), "What happened")) == told


def test_period_and_as_of_bound_what_is_told() -> None:
    desk, told = pair(record(), period=("2021-06-01", "2021-06-30"), as_of=date(2021, 12, 31))
    found = compose(desk, told, "1")
    assert [line.partition("|")[0] for line in lines(found, "What happened")] == ["1 June 2021"]
    assert dict(found.head)["Period"] == "1 June 2021 to 30 June 2021"
    assert dict(found.head)["As of"] == "31 December 2021"


def test_one_side_alone_is_told_with_all_it_takes_part_in() -> None:
    found = compose(*pair(record(), "norway", None), "1")
    assert found.title == "Norway"
    assert len(lines(found, "What happened")) == 5
    assert lines(found, "Relations") == []


def test_a_long_period_is_cut_and_says_how_much_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chronology_module, "MOST", 2)
    found = compose(*pair(record()), "1")
    (part,) = [p for p in found.parts if p.title == "What happened"]
    assert [(g.heading, len(g.lines), g.left) for g in part.groups] == [
        ("2021", 2, "And 3 more; see the dossier or the timeline.")
    ]


def test_a_section_of_ones_own_is_plugged_in_and_may_not_leave_out_its_source() -> None:
    desk, told = pair(record())
    first = desk.record.events[0].evidence[0]

    def own(desk: Desk, pair: Pair) -> list[Sentence]:
        return [Sentence("One thing.", (first,)), Sentence("Another.", (first,))]

    found = compose(desk, told, "1", [("agreements", own)])
    assert [(part.title, [line.sources for line in part.groups[0].lines]) for part in found.parts] == [
        ("Agreements", [(1,), (1,)])
    ]
    with pytest.raises(ValueError, match="without a source"):
        compose(desk, told, "1", [("agreements", lambda desk, pair: [Sentence("So they say.", ())])])


def test_passages_are_quoted_as_whole_sentences_past_abbreviations() -> None:
    from communique.brief.wording import whole

    made = Made()
    text = "It rained. The U.S. envoy told Gen. Roy that Malta met Norway in May. They left.\n"
    made.add("a", text, "2021-05-03", both("meeting", "met", day="2021-05-02"))
    desk, _ = pair(made.record())
    start = text.index("met")
    found = whole(desk, Evidence(desk.record.reports[0].id, Span(start, start + 3), "met"))
    assert found.quote == "The U.S. envoy told Gen. Roy that Malta met Norway in May."
    assert found.quote == found.span.quote(text)
