"""Five reports in the shape of a bilateral file, read with the whole program: what each register follows in them.

The reports in `following/` are invented: an agreement on industry with its commission, a trilateral statement told
under two dates, a monitoring centre, aircraft and those who were taught to fly them, one order given to two brothers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique import pipeline
from communique.ingest import find_inputs
from communique.kept import REGISTERS
from communique.model.record import Claim, Evidence, Record
from communique.record.memory import MemoryStore
from communique.registers.agreements import Agreement, agreements
from communique.registers.arms import arms
from communique.registers.bodies import bodies
from communique.registers.desk import Desk

REPORTS = Path(__file__).parent / "following"
NOW = "2026-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    """The five reports, read and linked."""
    made = MemoryStore()
    pipeline.read(find_inputs([REPORTS]), made, pipeline.Options(), lambda: NOW)
    return made


@pytest.fixture(scope="module")
def record(store: MemoryStore) -> Record:
    return pipeline.open_record(store)


def steps_of(agreement: Agreement) -> dict[str, tuple[str, str]]:
    return {s.step: (s.status, str(s.date.start) if s.date else "") for s in agreement.steps}


def test_the_agreement_is_signed_and_ratified_and_its_commission_planned(record: Record) -> None:
    (industry,) = [a for a in agreements(record) if "industry" in a.name]
    assert industry.parties == ("BRA", "GUY")
    assert steps_of(industry)["signed"] == ("happened", "2015-01-01")
    assert steps_of(industry)["ratified"] == ("happened", "2019-04-05")
    assert [record_name(record, s.place) for s in industry.steps if s.step == "signed"] == ["Georgetown"]
    (commission,) = [b for b in bodies(record) if "commission" in b.name]
    assert (commission.standing, commission.founded_by) == ("planned", industry.name)
    assert not [s for s in commission.steps if s.step == "founded"]


def record_name(record: Record, id_: str | None) -> str | None:
    return next((e.name for e in (*record.entities, *record.aside) if e.id == id_), None)


def test_the_statement_has_both_its_dates_and_what_it_obliges_to(record: Record) -> None:
    (statement,) = [a for a in agreements(record) if set(a.parties) == {"GUY", "NLD", "SUR"}]
    (signed,) = [s for s in statement.steps if s.step == "signed"]
    assert signed.date is not None
    assert {str(d.start) for d in (signed.date, *signed.dates)} == {"2018-11-09", "2018-11-10"}
    told = " / ".join(duty.what for duty in statement.duties)
    assert "keep the positions" in told and "deployed" in told and "exchange prisoners and the bodies" in told
    assert {duty.standing for duty in statement.duties} <= {"open", "reported_done", "disputed"}


def test_the_centre_rests_on_a_memorandum_works_and_is_staffed_by_both(record: Record) -> None:
    (centre,) = [b for b in bodies(record) if "centre" in b.name]
    assert {"BRA", "NLD"} <= set(centre.members) and set(centre.staff) == {"BRA", "NLD"}
    (working,) = [s for s in centre.steps if s.step == "working"]
    assert (working.status, str(working.date.start) if working.date else "") == ("happened", "2019-01-30")
    founding = next(a for a in agreements(record) if a.name == centre.founded_by)
    assert (founding.form, steps_of(founding)["signed"]) == ("memorandum", ("happened", "2018-11-11"))


def test_the_aircraft_have_supplier_user_training_and_claims_that_stay_claims(record: Record) -> None:
    (line,) = [a for a in arms(record) if a.recipient.country == "GUY"]
    assert line.supplier is not None and "Condor" in line.supplier.name
    (training,) = line.trainings
    assert training.when is not None and (training.when.start, training.when.end) == (
        date(2019, 2, 1),
        date(2019, 2, 10),
    )
    assert any("destroyed" in effect.evidence.quote for effect in line.effects)
    assert not [e for e in record.events if e.kind == "attack" and e.status == "happened"]


def test_one_order_went_to_two_people(record: Record) -> None:
    given = [e for e in record.events if e.kind == "award" and any("order" in p.entity for p in e.others)]
    receivers = {record_name(record, p.entity) for e in given for p in (*e.recipients, *e.actors)}
    assert {"Rui Tavares Lobo", "Heitor Tavares Lobo"} <= receivers
    assert len(given) == 2


# -- as of -------------------------------------------------------------------------------------------------------------


def reports_in(value: Any) -> Iterator[str]:
    """The reports (ids) that a line of a register rests on."""
    if isinstance(value, Claim | Evidence):
        yield value.report
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (report for field in fields(value) for report in reports_in(getattr(value, field.name)))
    elif isinstance(value, tuple):
        yield from (report for item in value for report in reports_in(item))
    elif isinstance(value, dict):
        yield from (report for item in value.values() for report in reports_in(item))


@pytest.mark.parametrize("day", ["2019-04-03", "2019-04-06", "2019-06-16", "2020-01-30", "2021-04-04"])
@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_no_line_rests_on_a_report_that_was_not_yet_there(store: MemoryStore, name: str, day: str) -> None:
    record = pipeline.open_record(store, date.fromisoformat(day))
    known = {r.id for r in record.reports}
    assert all(str(r.published_on) <= day for r in record.reports)
    lines = REGISTERS[name].lines(Desk(record))
    assert set(reports_in(lines)) <= known
    if name == "agreements":
        assert [a for a in lines if "industry" in a.name] or day < "2019-04-06"
        assert not any("ratified" in steps_of(a) for a in lines) or day >= "2019-04-06"


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_every_quotation_stands_in_its_report(record: Record, name: str) -> None:
    texts = {r.id: r.text for r in record.reports}

    def evidence(value: Any) -> Iterator[Evidence]:
        if isinstance(value, Evidence):
            yield value
        elif is_dataclass(value) and not isinstance(value, type):
            yield from (e for field in fields(value) for e in evidence(getattr(value, field.name)))
        elif isinstance(value, tuple):
            yield from (e for item in value for e in evidence(item))

    found = list(evidence(REGISTERS[name].lines(Desk(record))))
    assert all(e.span.quote(texts[e.report]) == e.quote for e in found)
    assert found or name == "offices" or name == "ceasefires"
