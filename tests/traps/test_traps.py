"""The trap set: no case is fallen into that is not listed as open, and none listed is avoided."""

from __future__ import annotations

import pytest

from communique.model.event import KINDS, STATUSES
from eval import traps
from eval.traps import Case
from tests.notation import tools


@pytest.mark.parametrize("case", traps.cases(), ids=lambda case: case.id)
def test_traps(case: Case) -> None:
    """Fails on a new mistake, and where a case listed in `open.txt` is avoided: take it off with eval.traps --write."""
    wrong = traps.mistakes(case, traps.read(case, tools()).events)
    assert bool(wrong) == (case.id in traps.known_open()), wrong or "avoided now"


def test_the_set_is_sound() -> None:
    ids = [case.id for case in traps.cases()]
    assert len(set(ids)) == len(ids) >= 150
    for case in traps.cases():
        for event in case.events:
            kind, status, word = event.split()
            assert kind in KINDS and status in STATUSES and word in case.text
        for mistake in case.never:
            kind, status = mistake.split()
            assert kind in KINDS and (status in STATUSES or status == "*")
    assert traps.known_open() <= set(ids)


def test_mistakes_and_finds_are_told_apart() -> None:
    case = next(c for c in traps.cases() if c.id == "future-01")
    assert traps.mistakes(case, ()) == []
    assert traps.found(case, ()) == [False]
