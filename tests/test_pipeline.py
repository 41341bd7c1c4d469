"""The run over many inputs: counts that add up, faults that stay where they are, reading twice."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.errors import MachineError
from communique.ingest import find_inputs
from communique.model.report import Status
from communique.pipeline import Options, Reader, Summary, open_record, read
from communique.record.memory import MemoryStore
from communique.record.store import Store
from tests import light
from tests.factories import TIME, decision
from tests.light import write_reports

GOOD = "Anna Novak met Boris Kaya in Vienna on 2021-04-01. Officials told the press that the talks went well.\n"


def go(
    folder: Path, store: Store, workers: int = 1, make: Callable[[], Reader] = light.make, **more: object
) -> Summary:
    options = Options(workers=workers, make=make, version="light 1")
    for name, value in more.items():
        object.__setattr__(options, name, value)
    return read(find_inputs([folder]), store, options, lambda: TIME)


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("workers", [1, 2])
def test_every_input_ends_in_one_counted_status(tmp_path: Path, workers: int) -> None:
    write(tmp_path, a=GOOD, b=f"{GOOD} RAISE", c="", d=GOOD.replace("Novak", "Silva"))
    store = MemoryStore()
    summary = go(tmp_path, store, workers, light.make_faulty)
    assert summary.statuses == {Status.OK: 2, Status.SKIPPED: 1, Status.FAILED: 1}
    assert summary.reasons == {(Status.SKIPPED, "EMPTY"): 1, (Status.FAILED, "ERROR"): 1}
    assert (summary.seen, summary.read, summary.unchanged) == (4, 4, 0)
    assert [row.code for row in store.inputs()] == ["", "ERROR", "EMPTY", ""]
    assert "ValueError: cannot be read" in store.inputs()[1].message


def test_a_second_run_reads_nothing_and_changes_nothing(tmp_path: Path) -> None:
    write_reports(tmp_path, 20)
    store = MemoryStore()
    go(tmp_path, store)
    before = store.inputs(), store.reports(), store.claims(), store.rule_decisions()
    summary = go(tmp_path, store)
    assert (summary.seen, summary.read, summary.unchanged) == (20, 0, 20)
    assert (store.inputs(), store.reports(), store.claims(), store.rule_decisions()) == before


def test_what_failed_is_tried_again(tmp_path: Path) -> None:
    write(tmp_path, a=GOOD, b=f"{GOOD} RAISE")
    store = MemoryStore()
    go(tmp_path, store, make=light.make_faulty)
    summary = go(tmp_path, store)
    assert (summary.read, summary.statuses) == (1, {Status.OK: 2})


@pytest.mark.parametrize("more", [{"version": "light 2"}, {"again": True}], ids=["newer reader", "--again"])
def test_reading_again_replaces(tmp_path: Path, more: dict[str, object]) -> None:
    write_reports(tmp_path, 5)
    store = MemoryStore()
    go(tmp_path, store)
    before = open_record(store)
    summary = go(tmp_path, store, **more)
    assert summary.read == 5
    assert open_record(store) == before


def test_a_changed_file_is_a_second_report(tmp_path: Path) -> None:
    store = MemoryStore()
    go(write(tmp_path, a=GOOD), store)
    go(write(tmp_path, a=GOOD.replace("Vienna", "Tirana")), store)
    assert len(store.reports()) == 2


@pytest.mark.skipif(os.name != "posix", reason="crashes by a signal")
def test_a_crash_costs_one_input(tmp_path: Path) -> None:
    write(tmp_path, a=GOOD, b=f"{GOOD} CRASH", c=GOOD.replace("Novak", "Silva"), d=GOOD.replace("Novak", "Berg"))
    store = MemoryStore()
    summary = go(tmp_path, store, 2, light.make_faulty)
    assert summary.statuses == {Status.OK: 3, Status.FAILED: 1}
    assert "SIGSEGV" in store.inputs()[1].message
    assert (store.inputs()[1].code, len(store.reports())) == ("CRASH", 3)


def test_a_hang_costs_one_input(tmp_path: Path) -> None:
    write(tmp_path, a=f"{GOOD} HANG", b=GOOD.replace("Novak", "Silva"))
    store = MemoryStore()
    summary = go(tmp_path, store, 2, light.make_faulty, seconds=5.0)
    assert summary.statuses == {Status.OK: 1, Status.FAILED: 1}
    assert store.inputs()[0].code == "TIMEOUT"
    assert not multiprocessing.active_children()


@pytest.mark.skipif(os.name != "posix", reason="crashes by a signal")
def test_one_worker_apart_survives_crashes(tmp_path: Path) -> None:
    write(tmp_path, a=f"{GOOD} CRASH", b=f"{GOOD} CRASH!", c=GOOD)
    summary = go(tmp_path, MemoryStore(), 1, light.make_faulty, apart=True)
    assert summary.reasons == {(Status.FAILED, "CRASH"): 2}
    assert summary.statuses[Status.OK] == 1


def no_weights() -> Reader:
    """A reader whose needs are not met."""
    raise MachineError("the model is missing")


@pytest.mark.parametrize("workers", [1, 2])
def test_unmet_needs_end_the_run_before_anything_is_read(tmp_path: Path, workers: int) -> None:
    store = MemoryStore()
    with pytest.raises(MachineError, match="the model is missing"):
        go(write(tmp_path, a=GOOD), store, workers, no_weights)
    assert store.inputs() == ()


def test_stopping_keeps_what_was_read_and_going_on_completes_it(tmp_path: Path) -> None:
    write_reports(tmp_path, 40)
    calm, stopped = MemoryStore(), MemoryStore()
    go(tmp_path, calm)
    calls = iter([False] * 9 + [True] * 9)
    summary = go(tmp_path, stopped, stop=lambda: next(calls))
    assert summary.interrupted
    assert 0 < len(stopped.reports()) < 40
    assert stopped.linked() == ""
    go(tmp_path, stopped)
    assert open_record(stopped) == open_record(calm)


def test_a_person_outranks_the_rules_and_stays_after_reading_again(tmp_path: Path) -> None:
    write(tmp_path, a=GOOD, b=f"{GOOD}More followed.\n")
    store = MemoryStore()
    go(tmp_path, store)
    joined = open_record(store)
    assert [entity.name for entity in joined.entities if entity.kind == "person"] == ["Anna Novak", "Boris Kaya"]
    anna = next(entity for entity in joined.entities if entity.name == "Anna Novak")
    with store.writing() as writer:
        writer.decide(decision(*anna.members, judgement="different", author="ann"))
    go(tmp_path, store, again=True)
    names = [entity.name for entity in open_record(store).entities if entity.kind == "person"]
    assert names == ["Anna Novak", "Anna Novak", "Boris Kaya"]
