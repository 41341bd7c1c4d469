"""Each format from the same small record."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import MachineError, UsageError
from communique.export import FORMATS, renderer
from communique.export.csv import safe
from communique.export.files import write_whole
from communique.export.flat import COLUMNS
from communique.export.record import as_json
from communique.model.record import Dispute, DisputedValue, Evidence, Record
from communique.model.report import Found
from communique.record.assemble import assemble
from communique.record.subjects import Material
from communique.record.unroll import unroll
from tests.factories import TEXT, Analysis, analysis, at, enrichment, report, reuse

EMPTY = Record((), (), (), (), (), ())


def record_of(*told: Analysis) -> Record:
    return assemble(Material(tuple(a.report for a in told), tuple(c for a in told for c in unroll(a))))


@pytest.fixture
def record() -> Record:
    return record_of(analysis())


def text(record: Record, name: str) -> str:
    return b"".join(renderer(name)(record)).decode()


def test_the_record_format_is_as_the_guide_has_it(record: Record) -> None:
    found = json.loads(text(record, "record"))
    assert list(found) == ["format", "reports", "entities", "events", "statements", "reuse", "disputes"]
    assert found["format"] == "communique-record/1"
    assert found["reports"][0] == {
        "id": "a", "file": "a.txt", "title": None, "publisher": None, "agency": None, "byline": None,
        "published": "2021-04-02", "dateline_place": None, "language": None,
    }  # fmt: skip
    assert found["entities"][1] == {
        "id": "ilham_aliyev", "kind": "person", "name": "Ilham Aliyev", "names": ["Ilham Aliyev"],
        "country": "AZE", "sector": None, "coordinates": None,
    }  # fmt: skip
    assert found["events"] == [{
        "id": "2021-04-01-meeting-ilham-aliyev-selcuk-bayraktar", "kind": "meeting",
        "actors": ["ilham_aliyev", "selcuk_bayraktar"], "recipients": [], "others": [],
        "date": {"from": "2021-04-01", "to": "2021-04-01"}, "place": "baku", "status": "happened",
        "summary": "Ilham Aliyev met Selçuk Bayraktar in Baku on 1 April 2021.",
        "evidence": [{"report": "a", "quote": "President Ilham Aliyev met Selçuk Bayraktar in Baku on April 1."}],
    }]  # fmt: skip
    assert found["statements"] == [
        {"id": "a-s119-131", "speaker": "ilham_aliyev", "report": "a", "quote": "We value it,", "date": None}
    ]


def test_a_line_break_in_a_quote_is_one_space(record: Record) -> None:
    (event,) = record.events
    broken = replace(event.evidence[0], quote="met Selçuk\n   Bayraktar\u2028in Baku")
    changed = replace(record, events=(replace(event, evidence=(broken,)),))
    assert as_json(changed)["events"][0]["evidence"][0]["quote"] == "met Selçuk Bayraktar in Baku"


def test_reports_of_one_name_get_ids_of_their_own() -> None:
    found = as_json(record_of(analysis("a"), analysis("a", text=f"{TEXT}More.\n")))
    assert [r["id"] for r in found["reports"]] == ["a", "a_2"]
    assert {e["evidence"][0]["report"] for e in found["events"]} == {"a", "a_2"}


def test_reuse_and_disputes() -> None:
    one, two = report(TEXT, "a"), report(f"Before. {TEXT}", "b")
    words = "President Ilham Aliyev met Selçuk Bayraktar in Baku on April 1."
    shared = reuse((one, words), (two, words))
    evidence = Evidence(one.id, at(TEXT, "on April 1"), "on April\n1")
    dispute = Dispute("e-date", "date: x", "e", "date", (DisputedValue("1 April", evidence),))
    found = as_json(Record((one, two), (), (), (), (shared,), (dispute,)))
    assert found["reuse"] == [
        {"reports": ["a", "b"], "quote_start": "President Ilham Aliyev met Selçuk", "quote_end": "in Baku on April 1."}
    ]
    assert found["disputes"] == [
        {"about": "date: x", "values": [{"value": "1 April", "report": "a", "quote": "on April 1"}]}
    ]


def test_a_line_of_jsonl_holds_an_event_whole(record: Record) -> None:
    (line,) = text(record, "jsonl").splitlines()
    found = json.loads(line)
    assert found["plover"] == {"event": "CONSULT", "mode": None, "context": None}
    when, trigger = at(TEXT, "on April 1"), at(TEXT, "met")
    assert found["dates"][0]["claims"] == [{
        "report": "a", "from": when.start, "to": when.end, "quote": "on April 1",
        "mention": f"e{trigger}", "extractor": "rules",
    }]  # fmt: skip
    assert [part["name"] for part in found["actors"]] == ["Ilham Aliyev", "Selçuk Bayraktar"]
    for claim in (c for part in found["actors"] for c in part["claims"]):
        assert TEXT[claim["from"] : claim["to"]] == claim["quote"]


def test_csv_is_one_row_an_event(record: Record) -> None:
    (row,) = csv.DictReader(io.StringIO(text(record, "csv"), newline=""))
    assert tuple(row) == COLUMNS
    assert (row["kind"], row["date_from"], row["actors"]) == ("meeting", "2021-04-01", "Ilham Aliyev; Selçuk Bayraktar")
    assert (row["actor_countries"], row["report_count"], row["place"]) == ("AZE; TUR", "1", "Baku")
    assert row["evidence"] == "President Ilham Aliyev met Selçuk Bayraktar in Baku on April 1."


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠", " =", "  @"])
def test_no_cell_begins_a_formula(start: str) -> None:
    assert safe(f"{start}cmd|' /C calc'!A0").startswith("'")


@given(st.text())
def test_cells_are_safe_and_the_apostrophe_can_be_taken_off(words: str) -> None:
    cell = safe(words)
    assert cell in (words, f"'{words}")
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@"))


def test_parquet_has_the_same_rows(record: Record) -> None:
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(b"".join(renderer("parquet")(record))))
    assert tuple(table.column_names) == COLUMNS
    (row,) = table.to_pylist()
    assert (str(row["date_from"]), row["kind"], row["origin_count"]) == ("2021-04-01", "meeting", 1)


def test_parquet_without_pyarrow_says_how_to_get_it(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("communique.export.parquet")

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(module, "import_module", missing)
    with pytest.raises(MachineError, match=r"pip install 'communique\[parquet\]'"):
        list(renderer("parquet")(record))


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_record_gives_a_valid_file(name: str) -> None:
    data = b"".join(renderer(name)(EMPTY))
    if name == "record":
        assert json.loads(data)["events"] == []
    elif name in ("csv", "sipri"):
        assert data.decode().split("\r\n")[1:] == [""]
    elif name in ("jsonl", "plover", "ftm"):
        assert data == b""
    elif name == "geojson":
        assert json.loads(data)["features"] == []
    elif name == "ics":
        assert data.startswith(b"BEGIN:VCALENDAR\r\n") and data.endswith(b"END:VCALENDAR\r\n")
    else:
        assert data.startswith(b"PAR1")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_record_gives_the_same_bytes(record: Record, name: str) -> None:
    assert list(renderer(name)(record)) == list(renderer(name)(record_of(analysis())))


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="record, jsonl, csv, parquet, geojson, plover, ftm, ics"):
        renderer("xml")


def test_titles_are_one_line() -> None:
    found = record_of(analysis())
    titled = report(title=Found("Two\nlines", "headline"))
    assert as_json(Record((titled,), *([()] * 5)))["reports"][0]["title"] == "Two lines"
    assert found.reports[0].title is None


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("before")

    def broken() -> Any:
        yield b"half"
        raise RuntimeError("cut")

    with pytest.raises(RuntimeError):
        write_whole(target, broken())
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]
    assert target.read_text() == "before"
    write_whole(target, [b"af", b"ter"])
    assert target.read_text() == "after"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="cannot be written"):
        write_whole(tmp_path / "no" / "out.csv", [b""])


def test_what_files_from_outside_add_is_a_table_of_its_own(record: Record) -> None:
    found = enrichment("ilham_aliyev", caption="=Ilham", countries=("AZE", "TUR"), positions=("President",))
    enriched = replace(record, enriched={"ilham_aliyev": (found,)})
    (row,) = csv.DictReader(io.StringIO(b"".join(renderer("csv", "outside")(enriched)).decode()))
    assert (row["entity"], row["caption"], row["countries"]) == ("ilham_aliyev", "'=Ilham", "AZE; TUR")
    assert (row["positions"], row["topics"], row["line"], row["score"]) == ("President", "", "7", "0.95")
    assert text(enriched, "csv") == text(record, "csv")
    with pytest.raises(UsageError, match="csv and parquet"):
        renderer("jsonl", "outside")


def test_a_table_in_parquet_has_its_types(record: Record) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    enriched = replace(record, enriched={"ilham_aliyev": (enrichment("ilham_aliyev"),)})
    table = parquet.read_table(io.BytesIO(b"".join(renderer("parquet", "outside")(enriched))))
    assert table.to_pylist()[0]["score"] == 0.95
    assert str(table.schema.field("line").type) == "int32"
