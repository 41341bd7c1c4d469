"""Arms in other words: names nobody knows, sums with parts, leases, ended contracts, stopped deliveries."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import pipeline
from communique.ingest import find_inputs
from communique.model.record import ArmsStep, Record
from communique.record.memory import MemoryStore
from communique.registers.arms import Arms, arms

HEAD = "{title}\nAndes Despatch | 9 May 2018\n\n{text}\n"


@pytest.fixture(scope="module")
def reader() -> pipeline.Reader:
    return pipeline.make_reader()


class Reading:
    """One report of made-up sentences, read with the whole program."""

    def __init__(self, reader: pipeline.Reader, folder: Path) -> None:
        self.reader, self.folder = reader, folder

    def record(self, *texts: str) -> Record:
        for number, text in enumerate(texts):
            told = HEAD.format(title="Notes from the quay", text=text)
            (self.folder / f"{number}.txt").write_text(told, encoding="utf-8")
        store = MemoryStore()
        options = pipeline.Options(make=lambda: self.reader, version="test")
        pipeline.read(find_inputs([self.folder]), store, options, lambda: "2026-01-01T00:00:00Z")
        return pipeline.open_record(store)

    def steps(self, *texts: str) -> list[ArmsStep]:
        return sorted(self.record(*texts).arms, key=lambda s: (s.evidence.report, s.order))

    def line(self, *texts: str) -> Arms:
        (found,) = arms(self.record(*texts))
        return found


@pytest.fixture
def reading(reader: pipeline.Reader, tmp_path: Path) -> Reading:
    return Reading(reader, tmp_path)


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Chile's navy received the Tamgok 14 boats on Monday.", "Tamgok 14", None),
        ("Chile's navy received five Tamgok 14 patrol boats on Monday.", "Tamgok 14", 5),
        ("Chile's navy received five more of the Tamgok 14 patrol boats on Monday.", "Tamgok 14", 5),
        ("Chile's navy received five patrol boats of the Tamgok 14 type on Monday.", "Tamgok 14", 5),
        ("Chile's army received two Veslo III trainer aircraft on Monday.", "Veslo III", 2),
        ("Chile's navy received the second Tamgok-class frigate on Monday.", "Tamgok", 1),
        ("The first of two Tamgok-class frigates was handed over to Chile's navy on Monday.", "Tamgok", 1),
    ],
)
def test_a_number_in_a_name_counts_nothing(reading: Reading, text: str, name: str, count: float | None) -> None:
    (step,) = [s for s in reading.steps(text) if s.step == "delivered"]
    assert (step.designation, step.count and step.count.number) == (name, count)


def test_a_sum_is_a_total_and_its_parts_are_batches(reading: Reading) -> None:
    line = reading.line(
        "Chile ordered 80 Kondor 5 missiles from Poland in 2015.",
        "Of the 80 Kondor 5 missiles that Chile ordered, 70 have been delivered: 30 in March 2016 and 40 in June 2017.",
    )
    assert [(b.number and b.number.best, str(b.when and b.when.start)) for b in line.batches] == [
        (30, "2016-03-01"),
        (40, "2017-06-01"),
    ]
    assert line.standing == "partly_delivered"


def test_a_contract_ended_cancels_the_order(reading: Reading) -> None:
    line = reading.line(
        "Chile ordered 80 Kondor 5 missiles from Poland in 2015.",
        "Chile and Poland agreed on 3 May to terminate the contract. Chile had ordered 80 Kondor 5 missiles.",
    )
    assert (
        line.standing == "cancelled" and line.order and str(line.order.when and line.order.when.start) == "2018-05-03"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Poland has suspended all deliveries of missiles to Chile.",
        "The delivery of missiles to Chile was cancelled on Monday.",
        "The talks on supplying Chile with missiles went on.",
        "The missile helicopter went down in fog on Monday.",
        "The army's missile crews have learned that using force against neighbours does not pay.",
        "The general instructed soldiers of the missile brigade to open fire on Monday.",
    ],
)
def test_what_is_only_spoken_of_is_neither_delivered_nor_taught(reading: Reading, text: str) -> None:
    assert [s for s in reading.steps(text) if s.step in ("delivered", "training") and s.status == "happened"] == []


def test_who_leases_to_somebody_supplies(reading: Reading) -> None:
    (step,) = [
        s for s in reading.steps("Poland leased four Sova 9 helicopters to Chile in March.") if s.step == "ordered"
    ]
    assert step.parties("supplier") and step.parties("receiver")


def test_who_tells_more_of_a_batch_than_another_alleges_it(reading: Reading) -> None:
    line = reading.line(
        "Chile ordered ten Tamgok 14 patrol boats from Poland in 2015.",
        'The Polish defence ministry said that five Tamgok 14 patrol boats were handed over to Chile on 2 May. "We '
        'received four boats on 2 May," Captain Rosa Ibarra, spokeswoman of the Chilean navy, said.',
    )
    (batch,) = line.batches
    assert sorted((a.number and a.number.best, a.status) for a in batch.accounts) == [(4, "happened"), (5, "alleged")]


def test_the_day_of_a_delivery_may_stand_in_the_next_sentence(reading: Reading) -> None:
    text = "Poland has handed over four Sova 9 helicopters to Chile. The handover took place at Arica on 3 May."
    (step,) = [s for s in reading.steps(text) if s.step == "delivered"]
    assert step.date and str(step.date.interval.start) == "2018-05-03"


@pytest.mark.parametrize("course", ["training", "a ten-week course"])
def test_who_completes_a_course_is_taught_and_the_maker_stays(reading: Reading, course: str) -> None:
    """However the course is worded: the words of one sentence move what a name finder makes of another."""
    shown = (Path(__file__).parent / "following" / "001_demeraracourier.txt").read_text(encoding="utf-8")
    text = shown.replace("a ten-week course", course).split("\n\n", 1)[1]
    record = reading.record(text)
    assert "made" in {s.step for s in record.arms}
    (event,) = [e for e in record.events if e.kind == "training"]
    names = {e.id: e.name for e in (*record.entities, *record.aside)}
    assert [names[p.entity] for p in event.recipients] == ["Guyanese servicemen"]
    assert event.actors == ()


def test_a_contract_for_the_supply_orders(reading: Reading) -> None:
    text = "A contract for the supply of 24 Tamgok 14 patrol boats was signed on Monday with the navy of Chile."
    (step,) = [s for s in reading.steps(text) if s.step == "ordered"]
    assert (step.designation, step.count and step.count.number) == ("Tamgok 14", 24)


def test_a_number_behind_of_which_is_of_what_stands_before(reading: Reading) -> None:
    text = (
        "Chile's navy ordered twelve Skarv 2 air surveillance radars from Norway on Monday. "
        "The firm left its forecast unchanged. It also makes harbour radars, of which it sold 31 in the first half."
    )
    assert {s.count.number for s in reading.steps(text) if s.step == "ordered" and s.count} == {12}


def test_who_builds_under_licence_is_no_supplier(reading: Reading) -> None:
    line = reading.line(
        "Chile ordered twelve Tamgok 14 patrol boats from Norway on Monday. "
        "Ten of the boats are to be made under licence by Arica Works in Iquique."
    )
    assert line.supplier is not None
    assert line.supplier.name == "Norway"


def test_a_number_in_the_place_of_another_changes_the_order(reading: Reading) -> None:
    line = reading.line(
        "Chile ordered 24 Tamgok 14 howitzers from Norway on 2 March 2016.",
        "Instead of 24 of the Tamgok 14 howitzers, Chile's army will get 18, a spokesman said on Monday.",
    )
    assert [o.number and o.number.best for o in line.orders] == [24, 18]


def test_who_opens_a_course_for_somebody_teaches(reading: Reading) -> None:
    text = "The Norwegian army opened a course for 40 Chilean gunners on the Tamgok 14 howitzer on 2 May."
    record = reading.record(text)
    names = {e.id: e.name for e in (*record.entities, *record.aside)}
    (step,) = [s for s in record.arms if s.step == "training"]
    assert [names[e] for e in step.parties("trainer")] == ["Norwegian army"]
    assert "gunners" in " ".join(names[e] for e in step.parties("trainee"))


def test_a_state_has_the_name_that_its_reports_give_it(reading: Reading) -> None:
    line = reading.line("Chile ordered ten Tamgok 14 patrol boats from Turkey on Monday. Turkey will deliver in May.")
    assert line.supplier is not None
    assert line.supplier.name == "Turkey"
