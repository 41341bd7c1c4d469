"""Enrichment: firm matches only, told apart from what reports tell, lasting, and taken away at will."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from communique import cli, pipeline
from communique.export.record import as_json
from communique.record.migrations import VERSION
from communique.record.sqlite import SqliteStore
from tests.factories import stored


def line(id_: str, name: str, schema: str = "Person", **properties: Any) -> str:
    return json.dumps({"id": id_, "schema": schema, "caption": name, "properties": {"name": [name], **properties}})


ALIYEV = line("X1", "Ilham Aliev", country=["az"], position=["President"], topics=["role.pep"])
BAYRAKTAR = line("X2", "Selcuk Bayraktar", topics=["sanction"])


@pytest.fixture
def record(tmp_path: Path) -> Path:
    with SqliteStore(tmp_path / "r.db", create=True) as store, store.writing() as writer:
        item = stored()
        writer.put(item.outcome, item.content, "1", item.claims)
    return tmp_path / "r.db"


def enrich(record: Path, *lines: str, name: str = "f.json", more: tuple[str, ...] = ()) -> int:
    path = record.parent / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return cli.run(["enrich", str(path), "--record", str(record), "--author", "Ann", *more])


def matched(record: Path) -> dict[str, list[dict[str, Any]]]:
    with SqliteStore(record) as store:
        found = as_json(pipeline.open_record(store))
    return {e["id"]: e["enriched"] for e in found["entities"] if "enriched" in e}


def test_a_match_adds_what_reports_do_not_tell(record: Path) -> None:
    assert enrich(record, ALIYEV, BAYRAKTAR) == 0
    found = matched(record)
    assert [e["id"] for of in found.values() for e in of] == ["X1", "X2"]
    assert found["ilham_aliyev"][0]["values"] == {"sector": ["GOV"], "position": ["President"], "topic": ["role.pep"]}


def test_explain_says_that_it_is_from_no_report(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    enrich(record, ALIYEV)
    capsys.readouterr()
    assert cli.run(["explain", "ilham_aliyev", "--record", str(record)]) == 0
    assert "from f.json, not from a report" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "lines",
    [
        (line("X1", "Ilham Aliyev", country=["ru"]),),  # another country
        (line("X1", "Heydar Aliyev"),),  # another first name
        (line("X1", "Ilham Aliyev"), line("X3", "Ilham Aliyev")),  # two as good
        (line("X1", "Ilham Aliyev", "Company"),),  # another sort of thing
        (line("X1", "Nobody Here", weakAlias=["Ilham Aliyev"]),),
    ],
)
def test_no_match_where_it_is_not_sure(record: Path, lines: tuple[str, ...]) -> None:
    assert enrich(record, *lines) == 0
    assert matched(record) == {}


def test_one_that_was_merged_from_another_is_no_rival(record: Path) -> None:
    merged = json.dumps({**json.loads(line("X3", "Ilham Aliyev")), "referents": ["X1"]})
    enrich(record, line("X1", "Ilham Aliyev"), merged)
    assert [e["id"] for e in matched(record)["ilham_aliyev"]] == ["X3"]


def test_bad_lines_are_counted_and_harm_nothing(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = ("{", "[]", '{"id": 1, "schema": "Person"}', "[" * 100_000, '{"id": "a", "schema": 3}', line("b", "\ud800"))
    nested = '{"id": "c", "schema": "Person", "properties": {"name": {"a": 1}}}'
    other = line("d", "Main Street", "Address")
    assert enrich(record, *bad, nested, other, "", ALIYEV, more=("--json",)) == 1
    found = json.loads(capsys.readouterr().out)["files"][0]
    assert (found["lines"], found["entities"], found["others"], found["bad"]) == (9, 2, 1, 6)
    assert [b["line"] for b in found["reasons"]] == [1, 2, 3, 4, 5, 7]
    assert list(matched(record)) == ["ilham_aliyev"]


def test_a_later_run_replaces_and_a_dry_run_keeps_nothing(record: Path) -> None:
    enrich(record, ALIYEV, more=("--dry-run",))
    assert matched(record) == {}
    enrich(record, ALIYEV)
    enrich(record, BAYRAKTAR)
    assert [e["id"] for of in matched(record).values() for e in of] == ["X2"]


def test_what_is_taken_away_stays_away_until_asked_for(record: Path) -> None:
    enrich(record, ALIYEV)
    assert cli.run(["enrich", "--remove", "X1", "--record", str(record), "--author", "Ann"]) == 0
    enrich(record, ALIYEV)
    assert matched(record) == {}
    enrich(record, ALIYEV, more=("--again",))
    assert list(matched(record)) == ["ilham_aliyev"]
    assert cli.run(["enrich", "--remove", "nobody", "--record", str(record), "--author", "Ann"]) == 2


def test_a_new_reading_that_moves_words_keeps_the_match(record: Path) -> None:
    enrich(record, ALIYEV)
    with closing(sqlite3.connect(record)) as connection:
        connection.execute("UPDATE subjects SET id = 'c' || (substr(id, 2, instr(id, '-') - 2) + 1) "
                           "|| substr(id, instr(id, '-')) WHERE id LIKE 'c%'")  # fmt: skip
        connection.commit()
    assert list(matched(record)) == ["ilham_aliyev"]


def test_gzip_is_read_and_a_cut_one_is_not_kept(record: Path) -> None:
    packed = gzip.compress("\n".join([ALIYEV] * 3).encode())
    for data, code, kept in ((packed[:-12], 1, 0), (packed, 0, 1)):
        path = record.parent / "f.json.gz"
        path.write_bytes(data)
        assert cli.run(["enrich", str(path), "--record", str(record), "--author", "Ann"]) == code
        assert len(matched(record)) == kept


def test_a_file_of_the_first_layout_is_copied_and_brought_up(record: Path) -> None:
    with closing(sqlite3.connect(record)) as old:
        later = "".join(
            f"DROP TABLE {name}; "
            for name in ("enriched", "waiting", "members", "marks", "told", "entries", "kept", "kept_keys", "kept_made")
        )
        indexes = "".join(f"DROP INDEX {name}; " for name in ("reused_by_report", "linked_by_left", "linked_by_right"))
        old.executescript(f"DROP VIEW view_enrichments; {indexes}{later} PRAGMA user_version = 1;")
    shutil.copy(record, record.with_name("before.db"))
    assert enrich(record, ALIYEV) == 0
    assert list(matched(record)) == ["ilham_aliyev"]
    with closing(sqlite3.connect(record.with_name("r.db.layout-1.bak"))) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (1,)
        assert kept.execute("SELECT count(*) FROM reports").fetchone() == (1,)
    with closing(sqlite3.connect(record)) as new:
        assert new.execute("PRAGMA user_version").fetchone() == (VERSION,)
