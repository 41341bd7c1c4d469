"""Arms: reports written for this test, read with the whole program, and what the register makes of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from communique import pipeline
from communique.export import renderer
from communique.export.naming import report_names
from communique.export.registers.arms import as_json
from communique.ingest import find_inputs
from communique.model.record import Record
from communique.record.memory import MemoryStore
from communique.registers.arms import Arms, arms
from communique.registers.batches import Number
from communique.registers.systems import _full_names

Told = Callable[[dict[str, str]], MemoryStore]

DRONES = {
    "supply": """Kenya shows off its new Serbian drones
Savanna Wire | Nairobi | 9 November 2020

NAIROBI - Kenya's air force presented six Jastreb-3 drones at Nanyuki air base on Friday. The unmanned aircraft were
supplied by Serbia under an agreement that neither side has made public.

The Jastreb-3 is built by Avioterm of Pancevo and can stay in the air for 20 hours.
""",
    "course": """Drone crews begin course
Kenya Defence Forces news release
16 February 2021

In early February 2021 Avioterm began training 24 Kenyan operators on the Jastreb-3 at its centre in Pancevo. The course
lasts four months.

The drones have been in service with the Kenya Air Force since November.
""",
    "claim": """Army claims success in the north
Savanna Wire | 3 May 2021

NAIROBI - The Kenyan army said on Monday that its Jastreb drones had destroyed 12 vehicles and two boats of the
al-Shabaab militants near the Somali border. "The Serbian drones have changed the fight," Major Otieno Wekesa told
reporters.

The claim could not be verified. Residents of Boni spoke of one burnt lorry.
""",
}
HELICOPTERS = {
    "order": """Peru buys Polish helicopters
Andes Despatch | 4 March 2018

LIMA - Peru's defence ministry has placed an order for 12 Sokol W4 transport helicopters with the Polish firm Orlik
Lotnictwo. The deal is worth $210 million, the ministry said on Saturday. The contract was signed in Lima on 1 March.

The aircraft will replace a fleet of old machines in the Amazon. Orlik will train 30 pilots in Swidnik.
""",
    "more": """Peru raises helicopter order to 16
Andes Despatch | 20 January 2019

Peru has increased its order for Sokol W4 helicopters from 12 to 16, Orlik Lotnictwo announced in Swidnik on Friday. The
four extra machines bring the value of the contract to $276 million.

Peruvian pilots began their training in Swidnik on 7 January.
""",
    "first": """First Polish helicopters reach Callao
El Faro | 5 May 2019

The first four Sokol W4s arrived in the port of Callao on 3 May. Another four will follow in August, the air force said.
""",
    "second": """More helicopters
El Faro | 30 August 2019

Peru took delivery of four more Sokol helicopters on Wednesday. The air force has now received eight of the 16 that it
ordered from Poland.

According to the magazine Alas, only three of them can fly.
""",
}
RIFLES = {
    "port": """Congo says Czech rifles are for training only
Great Lakes Herald | 8 June 2017

KINSHASA - A consignment of 5,000 assault rifles from the Czech Republic was unloaded at Matadi on Tuesday, two port
officials said. The rifles were ordered by the Congolese army in 2016.

The Czech foreign ministry denied that any rifles had been shipped to Congo. The UN experts are to look into it.
""",
}
CORVETTES = {
    "order": """Manila picks Turkish corvettes
Pacific Post | 2 July 2018

The Philippine Navy will buy four Yelken-class corvettes from Turkey's Marmara Shipyard for 900 million euros, Defence
Secretary Ramon Dizon said on Sunday. Two of the ships are to be built under licence in Subic.
""",
    "end": """Corvette deal scrapped
Pacific Post | 14 November 2019

MANILA - The Philippines has cancelled the order for four Yelken-class corvettes, the Department of National Defense
said on Wednesday, citing costs. None of the ships had been delivered.
""",
}
NOTHING = {
    "day": """A day in the capital
Daily News | 3 March 2019

The general ordered his troops to leave the bridge. A court ordered 12 vehicles of the ministry to be seized. The
airline ordered 60 aircraft from a European maker for 4 billion dollars.

Twelve tanks were destroyed when rebels attacked the base on Friday, the army said. Norway delivered 40 trucks of food
to Chad on Monday. The ship arrived in Mombasa with 300 passengers. We are not selling tanks, the premier said.
""",
}


PLANES = {
    "signing": """Chile signs for patrol planes
Andes Despatch | 3 May 2017

SANTIAGO - Fjellvik Fly AS and the Ministry of Defence of Chile signed a contract for six Terna 300 patrol aircraft on
Tuesday. The contract is worth 90 million euros. Chile will pay a first instalment of 30 million euros this year.
""",
    "cut": """Chile cuts order for Norwegian planes
Andes Despatch | 10 April 2018

SANTIAGO - Chile has reduced its order for Terna 300 patrol aircraft from six to four, an official said on Monday. The
contract was amended in Santiago on April 2.
""",
    "end": """Last planes arrive in Chile
Andes Despatch | 12 March 2021

The last two of four Terna 300 patrol aircraft for Chile arrived in Iquique on 10 March.
""",
}
PAID = {
    "jets": """Peru buys training jets
Andes Despatch | 12 March 2019

LIMA - Peru has signed a contract for eight L-8 training jets worth 200 million dollars with the Polish firm Orlik
Lotnictwo, the defence ministry said on Monday.
""",
}
AT_LARGE = {
    "named": """Chad orders missiles
Savanna Wire | 3 May 2017

NDJAMENA - Chad ordered 12 Sokol S-30 missiles from Poland on Tuesday. A Polish Navy ship will bring the missiles to
Douala, where a Navy vessel lay on Monday. Sudan was told to give up its chemical weapons. Jets dropped bombs on the
hills. Poland is ready to provide arms to Niger, its minister said. U.S.
Sokol S-30 missiles were never sold. The June 2015 tanks stood in the yard.
""",
}


@pytest.fixture(scope="module")
def reader() -> pipeline.Reader:
    return pipeline.make_reader()


@pytest.fixture
def told(reader: pipeline.Reader, tmp_path: Path) -> Told:
    """The store of some reports."""

    def read(reports: dict[str, str]) -> MemoryStore:
        for name, text in reports.items():
            head, *paragraphs = text.split("\n\n")
            lines = (head, *(" ".join(paragraph.split()) for paragraph in paragraphs))
            (tmp_path / f"{name}.txt").write_text("\n\n".join(lines), encoding="utf-8")
        store = MemoryStore()
        options = pipeline.Options(make=lambda: reader, version="test")
        pipeline.read(find_inputs([tmp_path]), store, options, lambda: "2026-01-01T00:00:00Z")
        return store

    return read


def only(record: Record) -> Arms:
    (line,) = arms(record)
    return line


def exactly(number: float) -> Number:
    return Number(number, number, number)


def test_drones_show_supplier_user_training_and_claims_as_claims(told: Told) -> None:
    line = only(pipeline.open_record(told(DRONES)))
    assert line.supplier and (line.supplier.name, line.recipient.name) == ("Serbia", "Kenya")
    assert (line.designation, line.names, line.kind) == ("Jastreb-3", ("Jastreb", "Jastreb-3"), "unmanned aircraft")
    (training,) = line.trainings
    assert training.trainers == ("Avioterm",) and "24 Kenyan operators" in (training.trainee or "")
    assert training.when and str(training.when.start) == "2021-02-01" and training.when.precision != "month"
    (effect,) = line.effects
    assert (effect.teller, effect.number, effect.status) == ("Kenyan army", exactly(12), "alleged")
    assert line.batches == () and line.delivered is None  # neither six nor twelve is told as delivered


def test_an_order_is_raised_and_comes_in_batches(told: Told) -> None:
    line = only(pipeline.open_record(told(HELICOPTERS)))
    assert line.supplier and line.supplier.name.startswith("Orlik") and line.recipient.name == "Peru"
    assert [(o.number, str(o.when and o.when.start), o.change) for o in line.orders] == [
        (exactly(12), "2018-03-01", ""),
        (exactly(16), "2019-01-18", "raised"),
    ]
    assert [(b.number and b.number.best, str(b.when and b.when.start)) for b in line.batches] == [
        (4, "2019-05-03"),
        (4, "2019-08-28"),
    ]
    assert [a.number for a in line.totals] == [exactly(8)] and line.delivered == exactly(8)  # eight are no third batch
    assert [p.words for p in line.prices] == ["$210 million", "$276 million"]
    assert line.standing == "partly_delivered"


def test_what_is_denied_is_alleged_and_both_are_kept(told: Told) -> None:
    line = only(pipeline.open_record(told(RIFLES)))
    (batch,) = line.batches
    assert [(a.number, a.status) for a in batch.accounts] == [(exactly(5000), "alleged"), (exactly(5000), "denied")]
    assert batch.accounts[1].teller == "Czech foreign ministry" and line.standing == "disputed"


def test_a_cancelled_order_is_cancelled(told: Told) -> None:
    line = only(pipeline.open_record(told(CORVETTES)))
    assert line.standing == "cancelled" and line.order and line.order.change == "cancelled"
    assert line.supplier and line.supplier.name == "Marmara Shipyard" and line.licence


def test_orders_of_generals_food_and_airlines_are_none(told: Told) -> None:
    assert arms(pipeline.open_record(told(NOTHING))) == ()


def test_nothing_shows_before_it_is_reported(told: Told) -> None:
    store = told(HELICOPTERS)
    line = only(pipeline.open_record(store, date(2019, 1, 1)))
    assert [o.number for o in line.orders] == [exactly(12)] and line.standing == "ordered" and line.batches == ()
    line = only(pipeline.open_record(store, date(2019, 6, 1)))
    assert [o.number for o in line.orders] == [exactly(12), exactly(16)] and line.delivered == exactly(4)
    assert arms(pipeline.open_record(store, date(2018, 1, 1))) == ()


def test_every_cell_quotes_its_report(told: Told) -> None:
    record = pipeline.open_record(told(HELICOPTERS))
    texts = {report.id: report.text for report in record.reports}
    line = only(record)
    found = [*line.evidence, *(a.evidence for b in line.batches for a in b.accounts), *line.told_by["supplier"]]
    assert found and all(e.span.quote(texts[e.report]) == e.quote for e in found)
    names = report_names(record.reports)
    assert json.loads(json.dumps(as_json(names, line)))["ordered"]["number"] == {"low": 16, "best": 16, "high": 16}


def rows(record: Record, table: str = "events") -> list[list[str]]:
    text = b"".join(renderer("sipri", table)(record)).decode()
    return list(csv.reader(io.StringIO(text)))


def test_sipri_rows_have_its_columns_and_no_values_of_its_own(told: Told) -> None:
    head, row = rows(pipeline.open_record(told(HELICOPTERS)))
    assert head[:4] == ["Recipient", "Supplier", "Year of order", ""] and head[10:13] == [
        "Year(s) of delivery",
        "status",
        "Comments",
    ]
    assert row[:11] == ["Peru", "Poland", "2018", "", "16", "", "Sokol W4", "transport helicopter", "8", "", "2019"]
    assert "From Orlik" in row[12] and "Order of 12 raised to 16" in row[12] and row[13:] == ["", "", ""]


def test_sipri_marks_what_is_uncertain_and_leaves_out_what_never_was(told: Told) -> None:
    assert rows(pipeline.open_record(told(RIFLES)))[1][8:11] == ["5000", "?", "2017"]


def test_sipri_leaves_out_what_was_cancelled_before_anything_came(told: Told) -> None:
    assert len(rows(pipeline.open_record(told(CORVETTES)))) == 1


def test_sipri_sources_lead_from_each_cell_to_words(told: Told) -> None:
    record = pipeline.open_record(told(HELICOPTERS))
    head, *found = rows(record, "sources")
    assert head[4:7] == ["column", "value", "report"]
    cells = {row[4]: row for row in found}
    assert cells["Number delivered"][5] == "8" and cells["Year of order"][6] == "order"
    assert {"Recipient", "Supplier", "Weapon designation", "Number ordered", "Comments"} <= set(cells)


def test_designations_are_joined_where_only_one_is_meant() -> None:
    class Step:
        def __init__(self, name: str) -> None:
            self.designation = name

    steps = [Step(n) for n in ("Kestrel TB2", "TB2", "TB-2", "K2 tank", "K2 howitzer", "K2")]
    full = _full_names(steps)  # type: ignore[arg-type]
    assert full["TB2"] == full["TB-2"] == "Kestrel TB2"
    assert full["K2"] == "K2"  # it may be either


def test_a_number_in_a_name_counts_nothing(told: Told) -> None:
    line = only(pipeline.open_record(told(PLANES)))
    assert (line.designation, line.kind, line.recipient.name) == ("Terna 300", "patrol aircraft", "Chile")
    assert line.supplier is not None and "Fjellvik" in line.supplier.name  # both sides signed: the firm supplies
    assert [o.number for o in line.orders] == [exactly(6), exactly(4)]
    assert (
        line.order and line.order.when and str(line.order.when.start) == "2018-04-02"
    )  # when the contract was amended
    assert [b.number for b in line.batches] == [exactly(2)]  # "the last two of four" is a batch
    assert [p.words for p in line.prices] == ["90 million euros"]  # an instalment is no price


def test_who_supplies_is_told_behind_the_price(told: Told) -> None:
    line = only(pipeline.open_record(told(PAID)))
    assert line.supplier and (line.supplier.name, line.designation) == ("Orlik Lotnictwo", "L-8")


def test_arms_at_large_are_not_those_named_before(told: Told) -> None:
    line = only(pipeline.open_record(told(AT_LARGE)))
    assert (line.recipient.name, line.designation, line.names) == ("Chad", "Sokol S-30", ("Sokol S-30",))
    assert line.standing == "ordered"
