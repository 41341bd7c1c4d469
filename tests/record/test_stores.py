"""One contract for every place that keeps a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.model.report import Outcome, Status
from communique.record.memory import MemoryStore
from communique.record.sqlite import SqliteStore
from communique.record.store import Store
from tests.factories import Stored, at, claim, decision, outcome, report, reuse, stored

NEXT_DAY = "A second text about other things.\n"


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "record.db", create=True)
    yield opened
    opened.close()


def put(store: Store, *items: Stored, reader: str = "1") -> None:
    with store.writing() as writer:
        for item in items:
            writer.put(item.outcome, item.content, reader, item.claims)


def test_an_empty_store_answers_with_nothing(store: Store) -> None:
    assert (store.inputs(), store.reports(), store.claims(), store.reuse()) == ((), (), (), ())
    assert (store.rule_decisions(), store.human_decisions(), store.linked()) == ((), (), "")


def test_what_was_put_comes_back_equal(store: Store) -> None:
    item = stored()
    put(store, item)
    assert store.reports() == (item.outcome.report,)
    assert store.claims() == item.claims
    assert store.claims(item.outcome.report.id) == item.claims
    assert store.claims("unknown") == ()


def test_order_of_reading_does_not_show(store: Store) -> None:
    later, undated, first = stored("b", published="2021-04-03"), stored("a", published=None), stored("c")
    put(store, undated, later, first)
    assert [r.name for r in store.reports()] == ["c", "b", "a"]
    assert store.claims() == first.claims + later.claims + undated.claims


def test_reading_the_same_again_adds_nothing(store: Store) -> None:
    put(store, stored(), stored("b"))
    before = store.inputs(), store.reports(), store.claims()
    put(store, stored("b"), stored())
    assert (store.inputs(), store.reports(), store.claims()) == before


def test_a_newer_reader_replaces_the_claims_of_that_report_only(store: Store) -> None:
    first, second = stored("a"), stored("b")
    put(store, first, second)
    put(store, Stored(first.outcome, first.content, first.claims[:3]), reader="2")
    assert store.claims() == first.claims[:3] + second.claims
    assert [row.reader for row in store.inputs()] == ["2", "1"]


def test_a_newer_reader_may_make_another_report_of_the_same_input(store: Store) -> None:
    old = stored()
    put(store, old)
    repaired = report(NEXT_DAY, "a")
    put(store, Stored(outcome(repaired), old.content, ()), reader="2")
    assert store.reports() == (repaired,)
    assert store.claims() == ()


def test_another_version_of_an_input_stands_beside_the_first(store: Store) -> None:
    put(store, stored(), stored(text="President Ilham Aliyev met Selçuk Bayraktar in Baku on April 1.\n"
                                      '"We value it," he said.'))  # fmt: skip
    assert len(store.inputs()) == len(store.reports()) == 2


def test_two_inputs_may_give_one_report_and_both_must_go_before_it_goes(store: Store) -> None:
    item = stored()
    twin = Stored(Outcome("copy/a.txt", Status.OK, report=item.outcome.report), item.content, item.claims)
    put(store, item, twin)
    assert len(store.inputs()) == 2
    assert store.claims() == item.claims
    put(store, Stored(outcome(source="a.txt"), item.content, ()))
    assert len(store.reports()) == 1
    put(store, Stored(outcome(source="copy/a.txt"), item.content, ()))
    assert store.reports() == ()


def test_an_input_that_failed_is_kept_until_it_succeeds(store: Store) -> None:
    failed = Stored(Outcome("a.txt", Status.FAILED, "GONE", "no such file"), "", ())
    put(store, failed)
    assert [(row.status, row.code, row.report) for row in store.inputs()] == [(Status.FAILED, "GONE", "")]
    put(store, stored())
    assert [(row.status, row.code) for row in store.inputs()] == [(Status.OK, "")]


def test_a_block_that_raises_leaves_no_trace(store: Store) -> None:
    put(store, stored())
    before = store.inputs(), store.claims(), store.human_decisions()
    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        writer.put(stored("b").outcome, "x", "1", stored("b").claims)
        writer.decide(decision("r/c0-1", "r/c2-3", author="ann"))
        raise ZeroDivisionError
    assert (store.inputs(), store.claims(), store.human_decisions()) == before


def link(store: Store, *items: Stored) -> None:
    reports = [item.outcome.report for item in items]
    keys = [item.claims[0].key for item in items]
    with store.writing() as writer:
        writer.link("rules 1", [reuse(*((r, "met Selçuk Bayraktar") for r in reports))], [decision(*keys)])


def test_linking_is_kept_and_replaced_as_a_whole(store: Store) -> None:
    items = stored("a"), stored("b")
    put(store, *items)
    link(store, *items)
    assert store.linked() == "rules 1"
    assert store.rule_decisions() == (decision(items[0].claims[0].key, items[1].claims[0].key),)
    assert [p.span for p in store.reuse()[0].passages] == [at(items[0].outcome.report.text, "met Selçuk Bayraktar")] * 2
    with store.writing() as writer:
        writer.link("rules 2", (), ())
    assert (store.linked(), store.reuse(), store.rule_decisions()) == ("rules 2", (), ())


def test_a_new_report_makes_the_linking_stale_but_leaves_it(store: Store) -> None:
    items = stored("a"), stored("b")
    put(store, *items)
    link(store, *items)
    put(store, stored("c"))
    assert store.linked() == ""
    assert len(store.rule_decisions()) == len(store.reuse()) == 1


def test_replaced_claims_take_the_linking_with_them(store: Store) -> None:
    items = stored("a"), stored("b")
    put(store, *items)
    link(store, *items)
    put(store, items[0], reader="2")
    assert (store.linked(), store.rule_decisions(), store.reuse()) == ("", (), ())


def test_a_skipped_input_leaves_the_linking_alone(store: Store) -> None:
    items = stored("a"), stored("b")
    put(store, *items)
    link(store, *items)
    put(store, Stored(outcome(source="empty.txt"), "e3b0", ()))
    assert store.linked() == "rules 1"


def test_decisions_of_persons_outlive_what_they_are_about(store: Store) -> None:
    item = stored()
    judged = decision(item.claims[0].key, "r/c0-4", "different", author="ann", reason="father and son")
    with store.writing() as writer:
        writer.decide(judged)
        writer.decide(judged)
    put(store, item)
    put(store, item, reader="2")
    assert store.human_decisions() == (judged, judged)


@pytest.mark.parametrize(
    "value",
    ["", "Sel\u00e7uk", "c0-4", "a 'quoted' \"value\"", "\U0001f600 \u202e"],
    ids=["empty", "letters", "a subject's id", "quotes", "beyond the basic plane"],
)
def test_any_value_comes_back_equal(store: Store, value: str) -> None:
    found = report()
    claims = tuple(
        claim(subject, prop, value, report=found.id, span=span)
        for subject in ("c0-4", "e5-9")
        for prop in ("actor", "name", "date")
        for span in (None, at(found.text, "Baku"))
    )
    put(store, Stored(outcome(found), "x", claims))
    assert store.claims() == claims
