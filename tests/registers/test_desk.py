"""What registers share: each index, and each register that others are made from, is made once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.registers import agreements as module
from communique.registers.agreements import agreements_on
from communique.registers.bodies import bodies_on
from communique.registers.desk import Desk
from communique.registers.files import Shelf
from tests.registers.told import record_of

REPORTS = (
    (
        "2023-04-04",
        "Chad and Niger signed a treaty in Zinder on Monday. Niger is to free nine Chadian miners by 1 May.",
    ),
    ("2023-05-02", "Niger freed the nine Chadian miners on Monday."),
    ("2023-05-03", "Malta opened a school for girls in Valletta."),
)


def test_bodies_are_made_from_the_agreements_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, made = Desk(record_of(*REPORTS)), []
    monkeypatch.setattr(module, "_all_on", lambda shelf: made.append(shelf) or iter(()))
    agreements_on(desk)
    bodies_on(desk)
    assert made == [Shelf.of(desk)]


def test_a_narrowed_desk_knows_who_is_meant_but_not_what_is_left_out() -> None:
    desk = Desk(record_of(*REPORTS))
    less = desk.narrowed(replace(desk.record, events=()))
    assert less.mentions is desk.mentions
    assert desk.told and not less.told


def test_an_obligation_looks_for_answers_in_reports_that_name_its_sides() -> None:
    desk = Desk(record_of(*REPORTS))
    shelf, first, second, third = Shelf.of(desk), *(report.id for report in desk.record.reports)
    assert shelf.naming["TCD"] == shelf.naming["NER"] == [first, second]
    assert shelf.naming["MLT"] == [third]
    (duty,) = (d for a in agreements_on(desk) for d in a.duties)
    assert duty.standing == "reported_done"


def test_an_entity_that_a_record_lacks_has_no_state_and_is_passed_over() -> None:
    desk = Desk(record_of(*REPORTS))
    assert desk.state_of("nobody") is None
    known = next(iter(desk.entities))
    assert [e.id for e in desk.known(["nobody", known])] == [known]
