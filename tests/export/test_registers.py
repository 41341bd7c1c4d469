"""Registers in other programs' formats: JSON of agreements, and what is due as entries of a calendar."""

from __future__ import annotations

import json

from communique.export.ics import render
from communique.export.naming import report_names
from communique.export.registers.agreements import as_json
from communique.model.analysis import Analysis
from communique.model.record import Record
from communique.pipeline import open_record
from communique.record.memory import MemoryStore
from communique.record.unroll import unroll
from communique.registers.agreements import agreements
from tests.factories import chain, outcome, report
from tests.registers.treaty import TEXT, told

DONE = "Chad and Mali are content. Chad opened the Adré crossing on 30 May 2021.\n"


def record(*more: Analysis) -> Record:
    """The treaty's report, and others."""
    store = MemoryStore()
    with store.writing() as writer:
        for one in (told(), *more):
            writer.put(outcome(one.report), one.report.content_sha256, "1", unroll(one))
    return open_record(store)


def later(text: str = DONE) -> Analysis:
    """A report of June that names both states and tells no event."""
    states = (
        chain(text, "Chad", kind="country", country="TCD"),
        chain(text, "Mali", kind="country", country="MLI"),
    )
    return Analysis(report(text, "later", "2021-06-03"), (), (), states)


def lines(made: Record) -> list[str]:
    return b"".join(render(made)).decode().replace("\r\n ", "").split("\r\n")


def test_an_open_obligation_is_an_entry_on_its_last_day() -> None:
    found = lines(record())
    assert "DTSTART;VALUE=DATE:20210601" in found and "DTEND;VALUE=DATE:20210602" in found
    (summary,) = [line for line in found if line.startswith("SUMMARY:Due")]
    assert summary == "SUMMARY:Due under Fada Treaty: Chad: open the Adré crossing by 1 June 2021"
    assert "CATEGORIES:obligation" in found
    assert lines(record()) == found


def test_what_is_reported_done_is_no_longer_due() -> None:
    made = record(later())
    (duty,) = agreements(made)[0].duties
    assert duty.standing == "reported_done"
    assert not [line for line in lines(made) if line.startswith("SUMMARY:Due")]


def test_an_agreement_as_json_names_its_sides_and_quotes_its_reports() -> None:
    made = record()
    entities = {e.id: e for e in (*made.entities, *made.aside)}
    (found,) = [as_json(report_names(made.reports), entities, a) for a in agreements(made)]
    assert json.loads(json.dumps(found)) == found
    assert [party["country"] for party in found["parties"]] == ["MLI", "TCD"]
    (step,) = found["steps"]
    assert (step["step"], step["status"], step["date"]["from"]) == ("signed", "happened", "2021-05-01")
    (quote,) = step["evidence"]
    assert TEXT[quote["from"] : quote["to"]] == quote["quote"]
    (duty,) = found["obligations"]
    assert (duty["standing"], duty["due"]["to"], duty["who"][0]["name"]) == ("open", "2021-06-01", "Chad")
