"""Names as the model hands them on, trimmed, typed and joined, in trees written by hand."""

from __future__ import annotations

import pytest

from communique.entities.names import kind_of_name
from tests.notation import ENGLISH, KNOWN, analysed, parsed

# (why, tree, the model's names, "kind: words" of each named mention)
ROWS: list[tuple[str, str, str, list[str]]] = [
    ("a person", "Hanna/NNP/root Berg/NNP/flat>Hanna", "person Hanna Berg", ["person: Hanna Berg"]),
    ("an honorific is no name", "Dr./NNP/nmod:desc>Hanna Hanna/NNP/root Berg/NNP/flat>Hanna", "person Dr. Hanna Berg",
     ["person: Hanna Berg"]),
    ("nor is a title", "Minister/NNP/nmod:desc>Hanna Hanna/NNP/root Berg/NNP/flat>Hanna", "person Minister Hanna Berg",
     ["person: Hanna Berg"]),
    ("nor the genitive", "Hanna/NNP/nmod:poss>house Berg/NNP/flat>Hanna 's/POS/case>Hanna house/NN/root",
     "person Hanna Berg 's", ["person: Hanna Berg"]),
    ("nor the article", "the/DT/det>Taliban Taliban/NNP/root", "organisation the Taliban", ["organisation: Taliban"]),
    ("a country", "Laos/NNP/nsubj>sang sang=sing/VBD/root", "place Laos", ["country: Laos"]),
    ("a country that the model took for an organisation", "Laos/NNP/nsubj>sang sang=sing/VBD/root", "organisation Laos",
     ["country: Laos"]),
    ("a country that the model passed over", "Laos/NNP/nsubj>sang sang=sing/VBD/root", "", ["country: Laos"]),
    ("a given name with a hyphen", "Yoon/NNP/nsubj>sang Sang/NNP/flat>Yoon -/HYPH/punct>cheol cheol/NNP/flat>Yoon "
     "sang=sing/VBD/root", "person Yoon Sang", ["person: Yoon Sang-cheol"]),
    ("a given name that ends like a preposition", "Yoon/NNP/nsubj>sang Jae/NNP/flat>Yoon -/HYPH/punct>Yoon "
     "in/IN/advmod>sang sang=sing/VBD/root", "person Yoon Jae", ["person: Yoon Jae-in"]),
    ("a given name that is money elsewhere", "Yoon/NNP/nsubj>sang Dong/NNP/flat>Yoon sang=sing/VBD/root",
     "person Yoon Dong", ["person: Yoon Dong"]),
    ("a participle behind a hyphen", "Roy/NNP/compound>led -/HYPH/punct>led led/VBN/amod>group group/NN/nsubj>sang "
     "sang=sing/VBD/root", "person Roy", ["person: Roy"]),
    ("a country with a hyphen", "Guinea/NNP/nsubj>sang -/HYPH/punct>Guinea Bissau/NNP/flat>Guinea sang=sing/VBD/root",
     "place Guinea", ["country: Guinea-Bissau"]),
    ("a country that only names its money", "pays=pay/VBZ/root US/NNP/compound>dollars dollars=dollar/NNS/obj>pays",
     "place US", []),
    ("a capital that acts is its government", "Baku/NNP/nsubj>agreed agreed=agree/VBD/root", "place Baku",
     ["country: Baku"]),
    ("a capital is a place", "He/PRP/nsubj>sang sang=sing/VBD/root in/IN/case>Baku Baku/NNP/obl>sang",
     "place Baku", ["place: Baku"]),
    ("a region cut off", "the/DT/det>Horn Horn/NNP/root of/IN/case>Africa Africa/NNP/nmod>Horn", "place Africa",
     ["place: Horn of Africa"]),
    ("a company takes its noun", "Baykar/NNP/compound>Company Company/NNP/root", "organisation Baykar",
     ["organisation: Baykar Company"]),
    ("a weapon by its number", "the/DT/det>F-16 F-16/NNP/root", "misc F-16", ["equipment: F-16"]),
    ("a name in two pieces", "Centre/NNP/root for/IN/case>Studies Defence/NNP/compound>Studies Studies/NNP/nmod>Centre",
     "organisation Centre for, organisation Defence Studies", ["organisation: Centre for Defence Studies"]),
    ("an adjective alone is no name", "Slovak/JJ/amod>bread bread/NN/root", "misc Slovak", []),
    ("nor the front of a title", "Slovak/JJ/amod>Minister Defence/NNP/compound>Minister Minister/NNP/root",
     "organisation Slovak Defence", []),
    ("nor an office", "President/NNP/nsubj>sang sang=sing/VBD/root", "person President", []),
    ("nor an adjective before a plain noun", "Norwegian/JJ/amod>donations donations=donation/NNS/root",
     "misc Norwegian", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "written", "names", "found"),
    [pytest.param(*row, id=row[0]) for row in ROWS],
)
def test_names(why: str, written: str, names: str, found: list[str]) -> None:
    read = analysed(parsed(written, names))
    named = [m for c in read.chains for m in c.mentions if m.form in ("name", "metonym")]
    assert [f"{m.kind}: {m.span.quote(read.report.text)}" for m in named] == found


@pytest.mark.parametrize(
    ("words", "model", "kind"),
    [
        ("Angola", "organisation", "country"),
        ("NATO", "misc", "organisation"),
        ("Turkish", "misc", None),
        ("Georgia", "person", "person"),  # a country and a woman's name: the model is asked
        ("Order of the Polar Star", "misc", None),
        ("Bern Convention", "misc", "agreement"),
        ("S-400", "misc", "equipment"),
        ("Hanna Berg", "person", "person"),
    ],
)
def test_kinds_of_names(words: str, model: str, kind: str | None) -> None:
    assert kind_of_name(words, model, ENGLISH, KNOWN) == kind
