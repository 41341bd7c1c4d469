"""Numbers in sentences: how many, of what, and whether it is a bound or a guess."""

import pytest

from communique.events.counts import counts_in, of_event
from communique.model.event import Count
from communique.model.span import Span
from tests.notation import read

ROWS = [
    # sentence, what is counted: low best high
    ("Gunmen killed 17 people.", "killed 17 17 17"),
    ("At least twelve soldiers were killed and 15 wounded on Monday.", "killed 12 12 -; wounded 15 15 15"),
    ("The raid left twenty-three dead.", "killed 23 23 23"),
    ("Up to 40 prisoners were freed.", "freed - 40 40"),
    ("About 200 villagers fled.", "displaced 180 200 220"),
    ("Hundreds of people were arrested.", "detained 200 - -"),
    ("Between 10 and 15 rebels surrendered 214 rifles.", "rebel 10 - 15; rifle 214 214 214"),
    ("The contract is worth 1.5 million euros.", "money 1500000 1500000 1500000"),
    ("The army ordered two hundred and ten trucks.", "truck 210 210 210"),
    ("The system cost Turkey more than $2bn.", "money 2000000000 2000000000 -"),  # more than that
    ("They gave hundreds of millions of dollars in aid.", "money 200000000 - -"),
    ("Turkey bought the S-400 system and two F-16 jets.", "jet 2 2 2"),  # digits of names count nothing
    ("Parliament approved the pact with 79 votes.", "vote 79 79 79"),
    ("Twelve soldiers killed a farmer.", "soldier 12 12 12"),  # they did it, it did not befall them
    ("No one was killed.", "killed 0 0 0"),
    ("None of the 12 hostages was harmed.", "wounded 0 0 0"),
    ("Nine voters in ten approved it.", "voter 9 9 9"),
    ("Nobody was injured.", "wounded 0 0 0"),
    ("There were no casualties.", "killed 0 0 0; wounded 0 0 0"),
    ("No agreement was reached.", ""),
    ("Three other soldiers were killed.", "killed 3 - -"),  # beside one named before
    ("Three servicemen lost their lives.", "killed 3 3 3"),
    ("The rebels' No. 2 leader was killed.", ""),
    ("Witnesses saw about 500 Iranians.", "people 450 500 550"),
    ("Thousands marched in Tunis.", "people 2000 - -"),
    ("The police put them at 400.", " 400 400 400"),  # of what, another sentence tells
    ("The hospital puts the toll at 19.", "killed 19 19 19"),
    ("The raid cost nine lives by the rebels' count, three by the army's.", "killed 9 9 9; killed 3 3 3"),
    ("Kuwait pumps 6 million cubic metres a day.", "volume 6000000 6000000 6000000"),
    ("Half a dozen soldiers were killed.", "killed 6 6 6"),
    ("A hundred people were killed.", "killed 100 100 100"),
    ("Several dozen people were arrested.", "detained 24 - -"),
    ("About 20 000 people fled.", "displaced 18000 20000 22000"),
    ("Rebels killed one thousand two hundred and five men.", "killed 1205 1205 1205"),
    ("The ministers met on 12 May for two hours, 30 kilometres from the border.", ""),
    ("The 45-year-old minister won 60 percent.", ""),
]


def told(text: str) -> str:
    analysis = read(text)
    times = [t.span for t in analysis.times]
    found = [c for p in analysis.sentences for _, c in counts_in(p.sentence, times)]

    def shown(number: float | None) -> str:
        return "-" if number is None else f"{number:.15g}"

    return "; ".join(f"{c.what} {shown(c.low)} {shown(c.best)} {shown(c.high)}" for c in found)


@pytest.mark.parametrize("text, expected", ROWS)
def test_numbers(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "kind, what, expected",
    [
        ("release", "prisoner", "freed"),
        ("protest", "student", "taking part"),
        ("arms_transfer", "howitzer", "items"),
        ("arms_transfer", "money", "money"),
        ("attack", "missile", "missile"),
        ("attack", "soldier", "people"),
    ],
)
def test_what_is_counted_depends_on_the_event(kind: str, what: str, expected: str) -> None:
    assert of_event(Count(what, 1, 1, 1, Span(0, 1)), kind).what == expected


def test_a_number_goes_to_the_event_whose_passage_holds_it() -> None:
    text = "Rebels killed nine people in Gao, and police arrested 31 men in Kidal."
    found = {e.kind: [(c.what, c.best) for c in e.counts] for e in read(text).events}
    assert found == {"attack": [("killed", 9.0)], "coercion": [("detained", 31.0)]}
