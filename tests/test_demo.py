"""The example reports: what a right record of them must hold, by `data/demo/expected.json`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from communique.export.record import as_json
from communique.ingest import find_inputs
from communique.pipeline import PACKAGE, Options, open_record, read
from communique.record.memory import MemoryStore

DEMO = PACKAGE / "data" / "demo"
# Of the 16 events a careful reader would want. Raise it when the reading gets better, never lower it.
LEAST_EVENTS = 12


def words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()


def shares(quote: str, other: str) -> bool:
    """Whether half of the shorter passage's words stand in the other."""
    short, long = sorted((words(quote), words(other)), key=len)
    return sum(w in long for w in short) >= 0.5 * len(short)


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    store = MemoryStore()
    reports = sorted((DEMO / "reports").iterdir())
    read(find_inputs(reports), store, Options(workers=1), lambda: "2026-01-01T00:00:00Z")
    return as_json(open_record(store))


def test_every_example_report_is_read(record: dict[str, Any], expected: dict[str, Any]) -> None:
    assert sorted(r["id"] for r in record["reports"]) == sorted(expected["reports"])


def test_what_the_reports_tell_of_themselves(record: dict[str, Any], expected: dict[str, Any]) -> None:
    by_id = {r["id"]: r for r in record["reports"]}
    for name, facts in expected["report_facts"].items():
        assert {field: by_id[name][field] for field in facts} == facts, name


def test_most_expected_events_are_found(record: dict[str, Any], expected: dict[str, Any]) -> None:
    found = [row["quotes"] for row in expected["events"] if any(told(row, event, record) for event in record["events"])]
    missed = [next(iter(row["quotes"].values())) for row in expected["events"] if row["quotes"] not in found]
    assert len(found) >= LEAST_EVENTS, f"{len(found)} of {len(expected['events'])} found; missed: {missed}"


def told(row: dict[str, Any], event: dict[str, Any], record: dict[str, Any]) -> bool:
    """Whether an event has the kind, date, an actor and a passage of an expected one."""
    if event["kind"] not in (row["kind"], *row.get("or_kinds", ())):
        return False
    names = {e["id"]: set(e["names"]) | {e["name"]} for e in record["entities"]}
    actors = set().union(*(names[a] for a in event["actors"]), *(names[a] for a in event["recipients"]))
    wanted = [set(one_of) for one_of in (*row.get("actors_include", ()), *row.get("recipients_include", ()))]
    if not any(one_of & actors for one_of in wanted):
        return False
    date = event["date"]
    if row["date"] and (not date or not date["from"] <= row.get("date_to", row["date"]) or date["to"] < row["date"]):
        return False
    return any(
        passage["report"] == report and shares(passage["quote"], quote)
        for passage in event["evidence"]
        for report, quote in row["quotes"].items()
    )


def test_the_copied_passage_is_found(record: dict[str, Any], expected: dict[str, Any]) -> None:
    found = [(r["reports"], words(r["quote_start"]), words(r["quote_end"])) for r in record["reuse"]]
    for row in expected["reuse"]:
        assert (row["reports"], words(row["quote_start"]), words(row["quote_end"])) in found


def test_the_contradiction_is_kept_in_sight(record: dict[str, Any], expected: dict[str, Any]) -> None:
    for row in expected["disputes"]:
        wanted = {(v["value"], v["report"]) for v in row["values"]}
        best = max((wanted & {(v["value"], v["report"]) for v in d["values"]} for d in record["disputes"]), key=len)
        assert len({value for value, _ in best}) > 1, row["about"]
