"""Whole reports against the record they should give; a failure prints the difference line by line.

`NAME.txt` beside this file in `reports` is what is read, `NAME.record` what should come out, in the form of `shown`.
After a change that is wanted, look at the difference and write the new lines into `NAME.record` by hand.
"""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from communique.export.record import as_json
from communique.ingest import find_inputs
from communique.pipeline import Options, open_record, read
from communique.record.memory import MemoryStore
from tests.factories import TIME

REPORTS = Path(__file__).parent / "reports"


def shown(record: dict[str, Any]) -> list[str]:
    """The events and statements of a record, two lines each: what was read, and the words it was read in."""
    out = []
    for event in record["events"]:
        out += [_event(event), *(f"    “{evidence['quote']}”" for evidence in event["evidence"])]
    for statement in record["statements"]:
        out += [f"statement by {statement['speaker']}", f"    “{statement['quote']}”"]
    return out


def _event(event: dict[str, Any]) -> str:
    """ "meeting happened: hanna-berg, daniel-mwangi; in tallinn; 2023-04-03"."""
    parts = [", ".join(event["actors"]) or "nobody"]
    if event["recipients"]:
        parts.append("to " + ", ".join(event["recipients"]))
    parts += [f"{other['role']} {other['entity']}" for other in event["others"]]
    if event["place"]:
        parts.append(f"in {event['place']}")
    if event["date"]:
        start, end = event["date"]["from"], event["date"]["to"]
        parts.append(start if start == end else f"{start}..{end}")
    return f"{event['kind']} {event['status']}: {'; '.join(parts)}"


@pytest.mark.parametrize("name", sorted(path.stem for path in REPORTS.glob("*.txt")))
def test_a_report_gives_its_record(name: str) -> None:
    store = MemoryStore()
    read(find_inputs([REPORTS / f"{name}.txt"]), store, Options(), lambda: TIME)
    found = shown(as_json(open_record(store)))
    wanted = (REPORTS / f"{name}.record").read_text(encoding="utf-8").splitlines()
    difference = "\n".join(unified_diff(wanted, found, "wanted", "found", lineterm="", n=1))
    assert not difference, f"\n{difference}"
