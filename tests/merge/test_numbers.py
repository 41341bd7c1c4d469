"""Numbers and denials in mentions that were joined, and in such as are likely of one act."""

import pytest

from communique.merge import accounts
from tests.merge.build import Desk


def two_reports(one: str, two: str, kinds: tuple[str, str] = ("attack", "attack")) -> tuple[Desk, str, str]:
    """Two reports of one sentence each, each telling one event by its word "hit"."""
    desk = Desk()
    keys = []
    for name, text, kind in zip("ab", (one, two), kinds, strict=True):
        desk.read(name, text)
        town = desk.chain(name, "Tarsi", kind="place", country="NER")
        keys.append(desk.event(name, text.rstrip("."), "hit", kind, place=town, date="2021-04-01"))
    return desk, keys[0], keys[1]


def values(desk: Desk) -> list[list[str]]:
    return [[v.value for v in dispute.values] for dispute in desk.disputes()]


def test_numbers_of_one_event_are_disputed() -> None:
    desk, one, two = two_reports("Shells hit Tarsi, killing 12 people.", "Shells hit Tarsi, killing 15 people.")
    desk.count(one, "12 people", "12 12 12 killed")
    desk.count(two, "15 people", "15 15 15 killed")
    assert values(desk) == [["12 people", "15 people"]]


@pytest.mark.parametrize("likelihood, disputed", [(0.25, True), (0.1, False)])
def test_numbers_of_mentions_not_joined(monkeypatch: pytest.MonkeyPatch, likelihood: float, disputed: bool) -> None:
    desk, one, two = two_reports(
        "Shells hit Tarsi, killing 12 people.", "The funeral of 15 people hit in Tarsi.", ("attack", "praise")
    )
    desk.count(one, "12 people", "12 12 12 killed")
    desk.count(two, "15 people", "15 15 15 killed")
    monkeypatch.setattr(accounts, "likelihood", lambda a, b, scene: likelihood)
    assert values(desk) == ([["12 people", "15 people"]] if disputed else [])


@pytest.mark.parametrize(
    "first, second, disputed",
    [
        (("20 drones", "20 20 20 items"), ("24 aerial systems", "24 24 24 items"), True),  # other words for them
        (("20 drones", "20 20 20 items"), ("24 radars", "24 24 24 items"), False),  # two things
        (("20 drones", "20 20 20 items"), ("24 Kestrels", "24 24 24 items"), True),  # a name may be of anything
        (("20 soldiers", "20 20 20 killed"), ("24 farmers", "24 24 24 killed"), False),
        (("20 soldiers", "20 20 20 killed"), ("24 people", "24 24 24 killed"), True),
        (("20 Malians", "20 20 20 killed"), ("24 people", "24 24 24 killed"), True),
        (("20 Malians", "20 20 20 killed"), ("24 Nigeriens", "24 24 24 killed"), False),  # of two peoples
        (("20 people", "20 20 - killed"), ("others", "24 - - killed"), False),  # "24 others": and some beside them
    ],
)
def test_what_is_counted(first: tuple[str, str], second: tuple[str, str], disputed: bool) -> None:
    desk, one, two = two_reports(f"Shells hit Tarsi and {first[0]}.", f"Shells hit Tarsi and {second[0]}.")
    desk.count(one, *first)
    desk.count(two, *second)
    assert bool(values(desk)) is disputed


def test_two_groups_of_one_swap_are_no_dispute() -> None:
    desk, one, two = two_reports("Truce: 25 men let go, hit Tarsi.", "Truce: 40 men for 25, hit Tarsi.")
    desk.count(one, "25 men", "25 25 25 freed")
    desk.count(two, "40 men", "40 40 40 freed")
    desk.count(two, "25", "25 25 25 freed")
    assert values(desk) == []


def test_what_was_told_too_faintly_to_be_an_event_is_disputed_too() -> None:
    desk, one, two = two_reports("Shells hit Tarsi, killing 12 people.", "Shells hit Tarsi, killing 15 people.")
    desk.faint(one)
    desk.faint(two)
    desk.count(one, "12 people", "12 12 12 killed")
    desk.count(two, "15 people", "15 15 15 killed")
    (found,) = desk.disputes()
    assert found.event == "" and found.id == "told-count-killed" and found.about.endswith("killing 12 people.")


def test_a_denial_in_the_next_sentence_is_a_dispute() -> None:
    desk = Desk()
    desk.read("a", "Shells hit Tarsi on Monday. The front denies it.")
    town = desk.chain("a", "Tarsi", kind="place", country="NER")
    hit = desk.event("a", "Shells hit Tarsi", "hit", "attack", place=town)
    desk.denial(hit, "The front denies it.")
    (found,) = desk.disputes()
    assert [(v.value, v.evidence.quote) for v in found.values] == [
        ("happened", "Shells hit Tarsi"),
        ("denied", "The front denies it."),
    ]


def test_a_denial_in_another_report_is_a_dispute() -> None:
    desk = Desk()
    desk.read("a", "Shells hit Tarsi on Monday.")
    desk.read("b", "The general denied that shells hit Tarsi.")
    for name, status in (("a", "happened"), ("b", "denied")):
        town = desk.chain(name, "Tarsi", kind="place", country="NER")
        evidence = "Shells hit Tarsi" if name == "a" else "shells hit Tarsi"
        desk.event(name, evidence, "hit", "attack", place=town, status=status)
    assert values(desk) == [["happened", "denied"]]


def test_to_reject_an_accusation_is_no_dispute_over_whether_it_was_made() -> None:
    desk = Desk()
    desk.read("a", "Hanna Berg accused the mayor of Tarsi of theft. The mayor rejected the accusation.")
    berg = desk.chain("a", "Hanna Berg", kind="person", country="NER")
    told = desk.event("a", "Hanna Berg accused the mayor of Tarsi", "accused", "accusation", actors=[berg])
    desk.denial(told, "The mayor rejected the accusation.")
    assert desk.disputes() == []
