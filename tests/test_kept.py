"""Lines of registers are kept in the file until it changes, and are what the record gives."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique import kept
from communique.kept import REGISTERS, between, key_of, shown
from communique.model.analysis import Analysis
from communique.model.event import Role
from communique.model.record import Record
from communique.model.step import ObligationMention, StepMention, Thing
from communique.pipeline import open_record
from communique.record.memory import MemoryStore
from communique.record.sqlite import SqliteStore
from communique.record.store import Store
from communique.record.unroll import unroll
from tests.factories import at, chain, event, interval, outcome, report, role

TEXT = "Chad and Mali signed the Fada Treaty on 1 May 2021. Chad undertakes to open the Adré crossing by 1 June 2021.\n"


def told(text: str = TEXT, name: str = "a", day: str = "2021-05-02") -> Analysis:
    """A report of a treaty, its signing and an obligation."""
    chad = chain(text, "Chad", kind="country", country="TCD")
    mali = chain(text, "Mali", kind="country", country="MLI")
    treaty = chain(text, f"{text.split()[5]} Treaty", kind="agreement")
    thing = Thing(f"t{treaty.name}", "agreement", "treaty", treaty.name, treaty.name, (treaty.name,), (treaty.id,))
    signing = event(
        text, "signed", text.split(".")[0], role("actor", chad), role("actor", mali), kind="agreement_signed",
        date=interval("2021-05-01"),
    )  # fmt: skip
    step = StepMention(
        f"p{at(text, 'signed')}", "signed", thing.id, treaty.name, signing.trigger, signing.evidence, 0, "happened",
        by=(Role("by", chad.id, chad.name), Role("by", mali.id, mali.name)), date=interval("2021-05-01"),
        date_span=at(text, "1 May 2021"), event=signing.id,
    )  # fmt: skip
    action, said = at(text, "open the Adré crossing by 1 June 2021"), at(text, text.split(". ")[1][:-1])
    who = (Role("who", chad.id, at(text, "Chad", 1)),)
    due: Any = {"due": interval("2021-06-01"), "due_span": at(text, "1 June 2021")}
    duty = ObligationMention(f"o{action}", thing.id, who, action, said, 1, **due)
    chains, one = (chad, mali, treaty), report(text, name, day)
    return Analysis(one, (), (), chains, (signing,), things=(thing,), steps=(step,), obligations=(duty,))


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
    fresh = REGISTERS[name].lines(open_record(store))
    assert shown(store, name).lines == fresh
    assert store.kept.has(name, kept.registers_version())
    assert shown(store, name).lines == fresh


def test_kept_lines_are_read_without_assembling_the_record(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    first = shown(store, "agreements")

    def refuse(*_: Any) -> Record:
        raise AssertionError("assembled")

    monkeypatch.setattr(kept, "open_record", refuse)
    assert shown(store, "agreements") == first
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
        (deed,) = found.lines
        whole = next(e for e in open_record(store).events if e.id == deed.event.id)
        assert (deed.event.summary, deed.event.status, deed.event.origins) == (
            whole.summary,
            whole.status,
            whole.origins,
        )
        assert [p.entity for p in deed.event.actors] == [p.entity for p in whole.actors]
        assert all(not p.claims for p in deed.event.actors)
    assert between(store, lambda r: [*both(r), next(e for e in r.entities if e.kind == "agreement")]).lines == ()


def test_a_state_is_found_by_its_code_and_others_by_their_id(store: SqliteStore) -> None:
    entities = shown(store, "agreements").entities
    assert {key_of(e) for e in entities.values()} == {"TCD", "MLI", "fada_treaty"}
    assert entities["fada_treaty"].is_named


def test_a_file_that_cannot_be_written_to_is_read_all_the_same(store: SqliteStore) -> None:
    other = sqlite3.connect(store.path, timeout=0, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store._connection.execute("PRAGMA busy_timeout = 0")
    assert len(shown(store, "agreements").lines) == 1
    assert not store.kept.has("agreements", kept.registers_version())
    other.execute("ROLLBACK")
    other.close()


def test_a_record_in_memory_needs_no_keeping() -> None:
    store = MemoryStore()
    put(store, told())
    assert len(shown(store, "agreements").lines) == 1
