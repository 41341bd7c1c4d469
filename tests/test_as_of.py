"""A record as it stood on a day: what was not yet reported shows in nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.record import Claim, Decision, Evidence, Record
from communique.model.reuse import Passage, Reuse
from communique.pipeline import open_record
from communique.record.memory import MemoryStore
from tests.factories import TEXT, Stored, decision, reuse, stored

DAYS = ("2021-04-02", "2021-05-10", "2021-06-20", None)
MORE = "Nobody in the two delegations would say when the next round of the talks about boats is going to be held."


def reports(days: tuple[str | None, ...] = DAYS) -> list[Stored]:
    """Reports of one meeting, one for each day, told in the same words."""
    return [stored(f"r{i}", text=f"{TEXT}{MORE}\nIssue {i}.\n", published=day) for i, day in enumerate(days)]


def store_of(items: list[Stored]) -> MemoryStore:
    """A store of ``items`` in which each telling of the meeting is joined with each, by the rules or by a person."""
    store = MemoryStore()
    meetings = [next(c.key for c in item.claims if c.value == "meeting") for item in items]
    pairs = [(a, b) for i, a in enumerate(meetings) for b in meetings[i + 1 :]]
    texts = [item.outcome.report for item in items if item.outcome.report]
    with store.writing() as writer:
        for item in items:
            writer.put(item.outcome, item.content, "1", item.claims)
        writer.link("1", [reuse(*((r, MORE) for r in texts))] if len(texts) > 1 else [], (decision(*p) for p in pairs))
        for pair in pairs[:1]:
            writer.decide(decision(*pair, author="ana"))
    return store


def told_by(value: object) -> Iterator[str]:
    """The reports (ids) that a value rests on, wherever in it they are named."""
    if isinstance(value, Claim | Evidence | Passage):
        yield value.report
    elif isinstance(value, Decision):
        yield from (value.left.partition("/")[0], value.right.partition("/")[0])
    elif is_dataclass(value):
        yield from (key.partition("/")[0] for key in getattr(value, "members", ()))
        yield from (report for field in fields(value) for report in told_by(getattr(value, field.name)))
    elif isinstance(value, tuple):
        yield from (report for item in value for report in told_by(item))


@pytest.mark.parametrize("day", ["2021-04-01", "2021-04-02", "2021-05-31", "2021-06-20", "2030-01-01"])
def test_nothing_rests_on_a_report_that_was_not_yet_there(day: str) -> None:
    record = open_record(store_of(reports()), date.fromisoformat(day))
    shown = {report.id: report.published_on for report in record.reports}
    assert all(published and str(published) <= day for published in shown.values())
    assert len(shown) == sum(bool(d) and str(d) <= day for d in DAYS)
    assert set(told_by((record.entities, record.events, record.statements, record.reuse, record.disputes))) <= set(
        shown
    )


@given(st.lists(st.sampled_from(DAYS), min_size=1, max_size=5), st.sampled_from(["2021-04-30", "2021-06-01"]))
def test_it_is_the_record_of_the_reports_that_were_there(days: list[str | None], day: str) -> None:
    items = reports(tuple(days))
    early = [item for item, d in zip(items, days, strict=True) if d is not None and d <= day]
    found = open_record(store_of(items), date.fromisoformat(day))
    alone = open_record(store_of(early)) if early else Record((), (), (), (), (), ())
    assert (found.reports, found.entities) == (alone.reports, alone.entities)
    assert [(e.id, e.members, e.evidence, e.origins) for e in found.events] == [
        (e.id, e.members, e.evidence, e.origins) for e in alone.events
    ]
    assert (found.statements, found.reuse, found.disputes) == (alone.statements, alone.reuse, alone.disputes)


def test_two_tellings_that_only_a_later_one_holds_together_are_apart() -> None:
    items = reports(DAYS[:3])
    keys = [next(c.key for c in item.claims if c.value == "meeting") for item in items]
    store = MemoryStore()
    with store.writing() as writer:
        for item in items:
            writer.put(item.outcome, item.content, "1", item.claims)
        writer.link("1", (), (decision(keys[0], keys[2]), decision(keys[1], keys[2])))
    assert len(open_record(store).events) == 1
    assert len(open_record(store, date(2021, 5, 31)).events) == 2


def test_a_shared_passage_keeps_its_early_copies_and_no_other() -> None:
    found: tuple[Reuse, ...] = open_record(store_of(reports()), date(2021, 5, 31)).reuse
    assert [len(one.passages) for one in found] == [2]
    assert open_record(store_of(reports()), date(2021, 4, 30)).reuse == ()
