"""Registers as tables: written as CSV and as Parquet, read back, each row with its reports and first quotation."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest

from communique import export
from communique.errors import UsageError
from communique.export.naming import report_names
from communique.export.registers.columns import Column, days
from communique.export.tables import TABLES
from communique.model.record import Record
from tests.registers.told import record_of

REGISTERS = [name for name in TABLES if name not in ("events", "outside")]
TOLD = (
    (
        "2018-03-04",
        "Peru and Poland signed the Callao Protocol on 1 March 2018 in Lima. Under the protocol, Poland shall train "
        "forty Peruvian pilots by 30 June 2019.\n\nPeruvian Defence Minister Ramiro Quispe met Polish Defence Minister "
        "Olga Wrona in Lima on 2 March 2018.\n\nPeru ordered 12 Sokol W4 transport helicopters from the Polish firm "
        "Orlik Lotnictwo on 1 March 2018.\n",
    ),
    (
        "2019-05-20",
        "Poland delivered four Sokol W4 transport helicopters to Peru on 14 May 2019.\n\nThe Callao Protocol entered "
        "into force on 2 April 2019.\n\nPeruvian Defence Minister Tadeo Huanca visited Poland "
        "on 18 May 2019.\n",
    ),
    (
        "2021-05-04",
        "Malta and the Gozo Free League signed a ceasefire on 3 May 2021. It took effect the same day and covers the "
        "districts of Xaghra and Nadur.\n\nMalta set up a Truce Observation Group on 3 May 2021.\n",
    ),
    (
        "2021-05-11",
        "Malta accused the Gozo Free League of breaking the ceasefire on 10 May 2021 with an attack near Xaghra in "
        "which three soldiers were killed. The Gozo Free League denied the charge.\n",
    ),
)


@pytest.fixture(scope="module")
def record() -> Record:
    return record_of(*TOLD)


def as_csv(record: Record, table: str) -> list[dict[str, str]]:
    text = b"".join(export.renderer("csv", table)(record)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_parquet(record: Record, table: str) -> Any:
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    return parquet.read_table(io.BytesIO(b"".join(export.renderer("parquet", table)(record))))


def test_the_tables_that_can_be_asked_for_are_those_that_are_there() -> None:
    assert list(TABLES) == list(export.TABLES)
    with pytest.raises(UsageError, match="no table 'stepps'"):
        export.renderer("csv", "stepps")
    with pytest.raises(UsageError, match="csv and parquet"):
        export.renderer("jsonl", "obligations")


@pytest.mark.parametrize("table", REGISTERS)
def test_each_row_quotes_a_report_at_its_characters(record: Record, table: str) -> None:
    names = report_names(record.reports)
    texts = {names[report.id]: report.text for report in record.reports}
    rows = as_csv(record, table)
    assert rows or table in ("violation-counts",)
    for row in rows:
        assert int(row["entry"]) > 0
        if row.get("gap") == "true":
            continue
        told = row["reports"].split("; ")
        assert row["quote_report"] == told[0] and len(told) == int(row["report_count"]) >= int(row["origin_count"]) > 0
        words = texts[row["quote_report"]][int(row["quote_from"]) : int(row["quote_to"])]
        assert " ".join(words.split()) == row["quote"].removeprefix("'")


@pytest.mark.parametrize("table", REGISTERS)
def test_parquet_holds_the_same_rows_with_types(record: Record, table: str) -> None:
    found = as_parquet(record, table)
    assert tuple(found.column_names) == TABLES[table].columns

    def cell(value: object) -> str:
        return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)

    typed = [{name: cell(value) for name, value in row.items()} for row in found.to_pylist()]
    assert typed == [{k: v.removeprefix("'") for k, v in row.items()} for row in as_csv(record, table)]
    assert as_csv(record, table) == as_csv(record, table)


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_all_tables_at_once_are_the_same_files(record: Record, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow.parquet")
    found = {file: b"".join(pieces) for file, pieces in export.all_tables(name, record)}
    assert list(found) == [f"{table}.{name}" for table in TABLES]
    for table in ("events", "agreement-steps", "relations"):
        assert found[f"{table}.{name}"] == b"".join(export.renderer(name, table)(record))
    with pytest.raises(UsageError, match="csv and parquet"):
        list(export.all_tables("jsonl", record))


def test_a_protocol_with_its_steps_and_its_obligation(record: Record) -> None:
    agreement = as_parquet(record, "agreements").to_pylist()[0]
    assert (agreement["agreement"], agreement["parties_countries"]) == ("Callao Protocol", "PER; POL")
    assert (agreement["signed_from"], agreement["in_force_from"]) == (date(2018, 3, 1), date(2019, 4, 2))
    steps = [s for s in as_csv(record, "agreement-steps") if s["agreement"] == "Callao Protocol"]
    assert [(s["entry"], s["step"], s["date_from"]) for s in steps] == [
        ("1", "signed", "2018-03-01"),
        ("1", "in_force", "2019-04-02"),
    ]
    (duty,) = as_parquet(record, "obligations").to_pylist()
    assert (duty["entry"], duty["who"], duty["due_to"]) == (1, "Poland", date(2019, 6, 30))
    assert (duty["forbidden"], duty["standing"], duty["done_quote"]) == (False, "open", None)


def test_orders_and_deliveries_are_rows_of_one_shape(record: Record) -> None:
    (line,) = as_parquet(record, "arms").to_pylist()
    assert (line["ordered"], line["delivered"], line["standing"]) == (12.0, 4.0, "partly_delivered")
    told = [(s["what"], s["number"], str(s["date_from"])) for s in as_parquet(record, "arms-steps").to_pylist()]
    assert told[:2] == [("ordered", 12.0, "2018-03-01"), ("delivered", 4.0, "2019-05-14")]


def test_a_violation_has_who_tells_it_and_who_denies_it(record: Record) -> None:
    (row,) = as_parquet(record, "violations").to_pylist()
    assert (row["accused"], row["told_by"], row["status"]) == ("Gozo Free League", "Malta", "alleged")
    assert (row["killed"], row["grave"], row["date_from"]) == (3.0, True, date(2021, 5, 10))
    assert row["denied_quote"] == "The Gozo Free League denied the charge."
    standings = [(s["since"], s["standing"]) for s in as_csv(record, "ceasefire-standing")]
    assert standings == [("2021-05-03", "holds"), ("2021-05-10", "disputed")]


def test_a_gap_between_two_ministers_is_a_row(record: Record) -> None:
    rows = [r for r in as_csv(record, "offices") if (r["office"], r["country"]) == ("defence minister", "PER")]
    assert [(r["name"], r["gap"]) for r in rows] == [
        ("Ramiro Quispe", "false"),
        ("", "true"),
        ("Tadeo Huanca", "false"),
    ]
    (gap,) = [r for r in rows if r["gap"] == "true"]
    assert (gap["shown_from"], gap["shown_to"], gap["report_count"]) == ("2018-03-03", "2019-05-17", "0")


def test_relations_have_a_row_for_each_month_with_events(record: Record) -> None:
    rows = [r for r in as_parquet(record, "relations").to_pylist() if r["one_country"] == "PER"]
    assert [(r["other_country"], r["month"]) for r in rows] == [("POL", "2018-03"), ("POL", "2019-05")]
    for row in rows:
        quads = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
        assert sum(row[quad] for quad in quads) == row["event_count"] > 0
        assert row["sum"] == pytest.approx(row["score"] * row["event_count"], abs=0.01)


def test_a_path_goes_through_lists_and_stops_at_what_is_not_told() -> None:
    item = {"by": [{"name": "A"}, {"name": "B"}, {"name": "A"}], "date": None, "acting": False}
    assert Column("by", "by.name").of(item) == "A; B"
    assert Column("by", "by.name", first=True).of(item) == "A"
    assert [column.of(item) for column in days("date", "date")] == [None, None]
    assert Column("acting", "acting", "boolean").of(item) is False
