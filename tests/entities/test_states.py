"""Governments as the states that they stand for, read with the shipped model."""

from __future__ import annotations

import pytest

from tests.notation import chain_named, read

# (why, text, the countries with what they are called, "=" between; other chains are left out)
ROWS: list[tuple[str, str, set[str]]] = [
    (
        "a government is its state, and is that where it is told without it",
        "The Kenyan government and the rebels signed a truce. The government said the rebels had broken it.",
        {"Kenyan = Kenyan government = government = it"},
    ),
    (
        "authorities, an owner, and a side",
        "Uganda's authorities arrested two journalists. The government of Rwanda condemned the arrest and thanked the "
        "Ugandan side.",
        {"Uganda = Uganda's authorities = Ugandan = Ugandan side", "government of Rwanda = Rwanda"},
    ),
    (
        "another party that the tree hangs on the government is none of its words",
        "The government of Chad and the rebel Delta Front agreed on a truce.",
        {"government of Chad = Chad"},
    ),
    (
        "a part of a state has its own government, and a border has sides",
        "The Ohio state government rejected the plan of the American federal government. Shells fell on the Sudanese "
        "side of the border.",
        {"American = American federal government", "Sudanese"},
    ),
    (
        "an armed group's authorities are not those of the state where they are",
        "Houthi authorities in Yemen released ten sailors.",
        {"Yemen"},
    ),
    (
        "nor are those of a people or of a breakaway part",
        "The Turkish Cypriot authorities protested. The Bosnian Serb government did so too.",
        {"Turkish", "Cypriot", "Bosnian", "Serb"},
    ),
    (
        "whose government is meant is left open where two were told",
        "The Peruvian government and the Chilean government signed a pact. The government is unpopular.",
        {"Peruvian = Peruvian government", "Chilean = Chilean government"},
    ),
]


@pytest.mark.parametrize(("why", "text", "countries"), ROWS, ids=[row[0] for row in ROWS])
def test_governments(why: str, text: str, countries: set[str]) -> None:
    analysis = read(text)
    found = {
        " = ".join(dict.fromkeys(m.span.quote(analysis.report.text) for m in chain.mentions))
        for chain in analysis.chains
        if chain.kind == "country"
    }
    assert found == countries, why


@pytest.mark.parametrize(
    ("text", "name", "kind", "reference"),
    [
        ("Brussels warned Serbia on Monday.", "Brussels", "organisation", "actor:European Union"),
        ("Belgium fined a bank. Brussels warned Serbia on Monday.", "Belgium", "country", "iso:BEL"),
        ("Ha Noi asked for help at that time.", "Ha Noi", "country", "iso:VNM"),  # which the model takes for two names
    ],
)
def test_capitals_that_act(text: str, name: str, kind: str, reference: str) -> None:
    chain = chain_named(read(text), name)
    assert (chain.kind, chain.reference and chain.reference.value) == (kind, reference)
