"""On which day a report shows somebody in office: that of their clause, of the act it tells, else of the report."""

from __future__ import annotations

from typing import Any

import pytest

from communique.registers.offices import Holder, offices
from tests.registers.build import reports

FRIDAY = "2021-02-05"
TITLE = "Maltese Defence Minister"


def shown(text: str, *acts: dict[str, Any], day: str = FRIDAY, **others: Any) -> Holder:
    """The minister of the only report."""
    made = reports()
    made.add("a", text, day, {"Ada Berg": {"titles": [(TITLE, "title")]}, **others}, *acts)
    (holder,) = (h for o in offices(made.record()) if o.office == "defence minister" for h in o.holders)
    return holder


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("handed over a note, in the rain, on Wednesday", "2021-02-03"),
        ("said in Gozo yesterday that all was well", "2021-02-04"),
        ("spoke to the press", FRIDAY),
        ("spoke to those who had come on Wednesday", FRIDAY),  # another clause
        ("said the ships would sail on Wednesday", FRIDAY),  # what is said
        ("came on Wednesday and left on Thursday", FRIDAY),  # no one day
        ("recalled 3 May 2019", FRIDAY),  # no news
    ],
)
def test_the_day_of_a_clause(words: str, day: str) -> None:
    assert str(shown(f"{TITLE} Ada Berg {words}.\n").first.interval.start) == day


def test_a_signing_told_by_its_verb_alone_is_that_of_the_news() -> None:
    text = f"Malta agreed with Oz on Tuesday.\n\n{TITLE} Ada Berg signed for Malta.\n"
    act = {"kind": "agreement_signed", "words": "Malta agreed", "actor": ["Malta"], "day": "2021-02-02"}
    country = {"kind": "country", "country": "MLT"}
    assert str(shown(text, act, Malta=country).first.interval.start) == "2021-02-02"
    other = {**act, "kind": "visit"}
    assert str(shown(text, other, Malta=dict(country)).first.interval.start) == FRIDAY


def test_the_ministers_of_two_states_each_hold_the_office_of_theirs() -> None:
    made = reports()
    text = "The defence ministers of Malta and Norway met on Monday. Malta's Ada Berg smiled at Norway's Ole Roy.\n"
    people = {
        "Ada Berg": {"country": "MLT", "titles": [("defence ministers of Malta", "several")]},
        "Ole Roy": {"country": "NOR", "titles": [("defence ministers of Malta and Norway", "several")]},
    }
    made.add("a", text, FRIDAY, people)
    found = {(o.of, h.name) for o in offices(made.record()) for h in o.holders}
    assert found >= {("Malta", "Ada Berg"), ("Norway", "Ole Roy")}
