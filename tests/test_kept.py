"""Lines of registers are kept in the file until it changes, and are what the record gives."""

from __future__ import annotations

import sqlite3
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique import kept
from communique.kept import REGISTERS, between, key_of, shown
from communique.model.analysis import Analysis
from communique.model.record import Record
from communique.pipeline import open_record
from communique.record.memory import MemoryStore
from communique.record.sqlite import SqliteStore
from communique.record.store import Store
from communique.record.unroll import unroll
from communique.registers.desk import Desk
from communique.registers.relations import sides
from tests.factories import outcome
from tests.notation import read
from tests.registers.treaty import TEXT, told


def put(store: Store, *found: Analysis) -> None:
    with store.writing() as writer:
        for one in found:
            writer.put(outcome(one.report), one.report.content_sha256, "1", unroll(one))


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with SqliteStore(tmp_path / "record.db", create=True) as made:
        put(made, told())
        yield made


def test_an_agreement_has_its_parties_step_and_obligation(store: SqliteStore) -> None:
    (treaty,) = shown(store, "agreements").lines
    assert (treaty.name, treaty.parties, treaty.standing) == ("Fada Treaty", ("MLI", "TCD"), "signed")
    (step,) = treaty.steps
    assert (step.step, step.status, step.date.start) == ("signed", "happened", date(2021, 5, 1))
    (duty,) = treaty.duties
    assert (duty.who, duty.due.end, duty.standing) == (("chad",), date(2021, 6, 1), "open")
    for evidence in (*step.evidence, *duty.evidence):
        assert evidence.span.quote(TEXT) == evidence.quote


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_kept_lines_are_the_lines_that_the_record_gives(store: SqliteStore, name: str) -> None:
    fresh = REGISTERS[name].lines(Desk(open_record(store)))
    assert shown(store, name).lines == fresh
    assert store.kept.has(name, kept.registers_version())
    assert shown(store, name).lines == fresh


def test_kept_lines_are_read_without_assembling_the_record(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    first = shown(store, "agreements")

    def refuse(*_: Any, **__: Any) -> Record:
        raise AssertionError("assembled")

    monkeypatch.setattr(kept, "open_record", refuse)
    assert shown(store, "agreements").lines == first.lines
    assert shown(store, "bodies").lines == ()


def test_writing_throws_kept_lines_away(store: SqliteStore) -> None:
    assert len(shown(store, "agreements").names) == 1
    put(store, told(TEXT.replace("Fada", "Aozou"), "b"))
    assert {a.name for a in shown(store, "agreements").lines} == {"Fada Treaty", "Aozou Treaty"}


def test_what_was_made_of_an_older_state_is_not_kept(store: SqliteStore) -> None:
    changes = store.kept.changes()
    put(store, told(TEXT.replace("Fada", "Aozou"), "b"))
    store.kept.keep(changes, kept.registers_version(), [("agreements", [(b"{}", ())])])
    assert not store.kept.has("agreements", kept.registers_version())


def test_another_version_of_the_program_makes_them_anew(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(store, "agreements")
    monkeypatch.setattr(kept, "registers_version", lambda: "0+other")
    assert not store.kept.has("agreements", "0+other")
    assert len(shown(store, "agreements").lines) == 1
    assert store.kept.has("agreements", "0+other")


def test_a_day_has_lines_of_its_own(store: SqliteStore) -> None:
    assert len(shown(store, "agreements").lines) == 1
    assert shown(store, "agreements", date(2021, 5, 1)).lines == ()
    assert len(shown(store, "agreements", date(2021, 5, 2)).lines) == 1
    assert len(shown(store, "agreements").lines) == 1


def test_the_deeds_of_two_sides_come_with_what_the_register_of_relations_needs(store: SqliteStore) -> None:
    def both(record: Record) -> Any:
        return [e for e in record.entities if e.kind == "country"]

    for _ in range(2):  # made, then kept
        found = between(store, both)
        (deed,) = found.deeds
        assert [e.id for e in found.entities] == ["chad", "mali"]
        assert list(found.sides) == list(sides(open_record(store), *found.entities))
        whole = next(e for e in open_record(store).events if e.id == deed.event.id)
        assert (deed.event.summary, deed.event.status, deed.event.origins) == (
            whole.summary,
            whole.status,
            whole.origins,
        )
        assert [p.entity for p in deed.event.actors] == [p.entity for p in whole.actors]
        assert all(not p.claims for p in deed.event.actors)
    assert between(store, lambda r: [*both(r), next(e for e in r.entities if e.kind == "agreement")]).deeds == ()


def test_what_is_named_in_passing_beside_an_act_is_kept_with_it(tmp_path: Path) -> None:
    text = "Mali threatened Chad on Monday, as roads from Zarzur to the hills stayed closed."
    with SqliteStore(tmp_path / "passing.db", create=True) as made:
        put(made, read(text, "2021-05-04"))
        assert [entity.name for entity in open_record(made).passing] == ["Zarzur"]
        (deed,) = between(made, lambda record: [e for e in record.entities if e.kind == "country"]).deeds
    assert "zarzur" in deed.about


def test_a_state_is_found_by_its_code_and_others_by_their_id(store: SqliteStore) -> None:
    found: list[str] = []

    def both(record: Record) -> Any:
        found.extend(key_of(e) for e in record.entities)
        return [e for e in record.entities if e.kind == "country"]

    between(store, both)
    assert set(found) == {"TCD", "MLI", "fada_treaty"}
    (treaty,) = between(store, lambda r: [e for e in r.entities if e.id == "fada_treaty"]).sides
    assert treaty == {"fada_treaty"}
    assert shown(store, "agreements").entities["chad"].name == "Chad"


def test_a_file_that_cannot_be_written_to_is_read_all_the_same(store: SqliteStore) -> None:
    other = sqlite3.connect(store.path, timeout=0, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    assert len(shown(store, "agreements").lines) == 1
    assert time.monotonic() - begun < 20
    assert not store.kept.has("agreements", kept.registers_version())
    other.execute("ROLLBACK")
    other.close()


def test_a_record_in_memory_needs_no_keeping() -> None:
    store = MemoryStore()
    put(store, told())
    assert len(shown(store, "agreements").lines) == 1


def test_of_days_asked_for_the_last_is_kept(store: SqliteStore) -> None:
    version = kept.registers_version()
    for day in (date(2021, 5, 2), date(2021, 6, 1)):
        shown(store, "agreements", day)
    shown(store, "agreements")
    names = ("agreements 2021-05-02", "agreements 2021-06-01", "agreements")
    assert [store.kept.has(name, version) for name in names] == [False, True, True]


def test_a_register_that_fails_takes_no_other_with_it(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = kept.Register("communique.registers.arms", "nothing", "Arms")
    monkeypatch.setitem(kept.REGISTERS, "arms", broken)
    assert len(shown(store, "agreements").lines) == 1
    with pytest.raises(AttributeError):
        shown(store, "arms")


def test_lines_are_the_same_when_made_and_when_kept(store: SqliteStore) -> None:
    first = [repr(shown(store, name).lines) for name in sorted(REGISTERS)]
    assert [repr(shown(store, name).lines) for name in sorted(REGISTERS)] == first
