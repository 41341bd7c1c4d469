"""Offices told without their holders' names: of several states, of counterparts, of who issues a report."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from communique import pipeline
from communique.model.analysis import Analysis
from communique.model.report import Found
from communique.model.span import Span
from tests.notation import read, report, tools


def offices(found: Analysis) -> list[str]:
    """Each person with an office: the words that mean them, the office and the state."""
    text = found.report.text
    return [
        f"{c.name.quote(text)}: {c.title.value}, {c.country.value if c.country else '-'}"
        for c in found.chains
        if c.kind == "person" and c.title
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The foreign ministers of Chad and Mali signed a pact.",
            [
                "foreign ministers of Chad: foreign minister, TCD",
                "foreign ministers of Chad and Mali: foreign minister, MLI",
            ],
        ),
        (
            "The Peruvian and Chilean presidents met in Lima.",
            ["Peruvian and Chilean presidents: president, PER", "Chilean presidents: president, CHL"],
        ),
        (
            "Presidents of Togo and Benin met.",
            ["Presidents of Togo: president, TGO", "Presidents of Togo and Benin: president, BEN"],
        ),
        ("The ministers of Chad and Mali met.", []),  # each state has many
        ("Officials of Chad and Mali met.", []),
        ("The presidents of Chad met.", []),  # of one state
        # named in the same report: theirs
        (
            "The foreign ministers of Chad and Mali met. Malian Foreign Minister Ada Roy spoke.",
            ["foreign ministers of Chad: foreign minister, TCD", "Ada Roy: Malian Foreign Minister, MLI"],
        ),
        # in the order of the states
        (
            "The trade ministers of Chad and Mali, Ben Ito and Ada Roy, met in Rome.",
            ["Ben Ito: trade minister, TCD", "Ada Roy: trade minister, MLI"],
        ),
        (
            "Ada Roy, Chad's trade minister, met her Malian counterpart.",
            ["Ada Roy: trade minister, TCD", "Malian counterpart: trade minister, MLI"],
        ),
        # lists of names and offices, whatever the tree makes of them
        (
            "It was signed by Ada Roy, Chad's Minister of Trade, Ben Ito, the Malian Minister of Finance, "
            "and Cora Diop, Niger's Minister of Roads.",
            [
                "Ada Roy: Minister of Trade, TCD",
                "Ben Ito: Malian Minister of Finance, MLI",
                "Cora Diop: Minister of Roads, NER",
            ],
        ),
        ("Chad's trade minister, Ada Roy, met farmers.", ["Ada Roy: trade minister, TCD"]),
        # one list, two persons
        (
            "On 3 May the Minister of Trade, Ada Roy, and the Minister of Roads of Mali opened a bridge.",
            ["Ada Roy: Minister of Trade, -"],
        ),
    ],
)
def test_offices(text: str, told: list[str]) -> None:
    assert offices(read(text)) == told


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "The foreign ministers of Chad and Mali signed a pact. They met in Rome.",
            ["foreign minister TCD", "foreign minister MLI"],
        ),
        (
            "President Ada Roy of Chad and President Ben Ito of Mali spoke. The two presidents met in Rome.",
            ["President TCD", "President MLI"],
        ),
        (
            "President Ada Roy of Chad and President Ben Ito of Mali spoke. Togo's trade minister, Cora Diop, sat with "
            "Defence Minister Eva Lund. Both leaders met in Rome.",
            ["President TCD", "President MLI"],
        ),
    ],
)
def test_parties(text: str, parties: list[str]) -> None:
    found = read(text)
    by_id = {c.id: c for c in found.chains}
    met = [e for e in found.events if e.kind == "meeting" and "Rome" in e.evidence.quote(text)][-1]
    people = [by_id[r.chain] for r in met.roles if r.is_party]
    assert [
        f"{c.title.value.removeprefix('the ')} {c.country.value}" for c in people if c.title and c.country
    ] == parties


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Chadian and Malian troops trained together in May.", ["TCD", "MLI"]),
        ("Some 850 men from Chad, Mali and Niger took part in the drill.", ["TCD", "MLI", "NER"]),
        ("Officials of Togo and Benin met in Rome.", ["TGO", "BEN"]),
        ("The attack hit Chad and Mali, officials said in Rome.", []),  # of nobody in particular
        ("Rebels left Chad, Malian officials said.", []),  # of Mali alone
        ("Malian troops held a drill in Rome.", []),  # of one state
    ],
)
def test_states_act_by_what_they_have(text: str, states: list[str]) -> None:
    found = read(text)
    by_id = {c.id: c for c in found.chains}
    parties = [by_id[r.chain] for e in found.events for r in e.roles if r.is_party]
    assert [c.country.value for c in parties if c.kind == "country" and c.country] == states


def issued(text: str, outlet: str) -> Analysis:
    """What is read in a release below the name of who issues it."""
    whole = f"{outlet}\n{text}"
    body = tuple(Span(len(outlet) + 1 + m.start(), len(outlet) + 1 + m.end()) for m in re.finditer(r"[^\n]+", text))
    told = replace(
        report(whole, published="2021-05-04", body=body), publisher=Found(outlet, "masthead", Span(0, len(outlet)))
    )
    return pipeline.read_report(told, tools())


def test_an_institutions_release_is_about_itself() -> None:
    found = issued(
        "The Ministry received the envoy of Chad. The Minister thanked him.",
        "Ministry of Trade, Republic of Mali",
    )
    text = found.report.text
    told = {c.name.quote(text): c for c in found.chains}
    own = told["Ministry of Trade"]
    assert own.country and own.country.value == "MLI"
    assert [m.span.quote(text) for m in own.mentions] == ["Ministry of Trade", "Ministry"]
    minister = told["Minister"]
    assert minister.title and minister.title.value == "Minister of Trade"
    assert minister.country and minister.country.value == "MLI"


def test_a_named_minister_of_an_institutions_release_heads_it() -> None:
    found = issued("The Minister, Ada Roy, met Minister Ben Ito of Chad.", "Ministry of Trade, Republic of Mali")
    told = {
        c.name.quote(found.report.text): (c.title.value, c.country and c.country.value) for c in found.chains if c.title
    }
    assert told == {"Ada Roy": ("Minister of Trade", "MLI"), "Ben Ito": ("Minister", "TCD")}


def test_a_paper_is_no_ministry() -> None:
    found = issued("The Ministry received the envoy of Chad.", "The Bamako Courier")
    assert "Ministry" in {c.name.quote(found.report.text) for c in found.chains}


def test_another_minister_is_not_the_issuers() -> None:
    found = issued(
        "It met the Minister of Hydrocarbons of Chad. The Minister smiled.", "Ministry of Trade, Republic of Mali"
    )
    assert "Minister of Trade" not in {c.title.value for c in found.chains if c.title}
