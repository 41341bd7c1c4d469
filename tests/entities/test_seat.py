"""The country that a report is written from, and what is lent it; the town of the dateline; capitals described."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from communique import pipeline
from communique.model.analysis import Analysis
from communique.model.report import Found
from communique.model.span import Span
from tests.notation import chain_named, read, report, tools


def read_from(text: str, town: str | None = None, outlet: str | None = None, day: str = "2021-05-04") -> Analysis:
    """What is read in a text below a line with the town that it is written from."""
    whole = f"{town or 'x'}\n{text}"
    start = len(town or "x") + 1
    body = tuple(Span(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", text))
    place = Found(town, "dateline", Span(0, len(town))) if town else None
    told = replace(report(whole, published=day, body=body), dateline_place=place)
    return pipeline.read_report(replace(told, publisher=Found(outlet, "masthead") if outlet else None), tools())


# (text, chain, town of the dateline, outlet, country lent)
LENT = [
    ("Ghana voted on Monday. Kofi Addo, a teacher, stayed away.", "Kofi Addo", "Accra", None, "GHA"),
    ("Ghana voted on Monday. Kofi Addo, a teacher, stayed away.", "Kofi Addo", None, "Accra Courier", "GHA"),
    ("Ghana voted on Monday. Kofi Addo, a teacher, stayed away.", "Kofi Addo", None, "The Weekly Courier", None),
    ("Ghana and Togo voted. Togo counted. Kofi Addo stayed away.", "Kofi Addo", "Accra", None, None),  # told of less
    ("Ghana voted. Ghana counted. Kofi Addo flew to Togo.", "Kofi Addo", "Accra", None, None),  # beside another
    ("Ghana voted. Ghana counted. Ambassador Ana Souza watched.", "Ana Souza", "Accra", None, None),  # an envoy
    ("Ghana voted. Ghana counted. Borg Marine gave boats.", "Borg Marine", "Accra", None, None),  # a firm
    ("Ghana voted. Ghana counted. The police left.", "police", "Accra", None, "GHA"),
    ("Ghana voted. Ghana counted. Militias left.", "Militias", "Accra", None, None),  # nobody in particular
    ("Togo and Benin met. Trade Minister Kofi Addo left.", "Kofi Addo", "Accra", None, "GHA"),  # an office of state
    ("Trade Minister Kofi Addo flew to Togo.", "Kofi Addo", "Accra", None, "GHA"),
    ("Minister Kofi Addo and Minister Ama Roy met in Togo.", "Kofi Addo", "Accra", None, None),  # either may be a guest
    ("America voted. America counted. A defence official left.", "defence official", None, "Fox News", "USA"),
    ("America voted. America counted. West Africa waited.", "West Africa", None, "Fox News", None),
    ("Ghana voted. Ghana counted. The police left.", "police", None, "Fox News", None),  # told of most
    ("Belgium voted. Belgium counted. Paul Roy stayed away.", "Paul Roy", "Brussels", None, None),  # many states' seat
]


@pytest.mark.parametrize(("text", "name", "town", "outlet", "country"), LENT)
def test_a_country_is_lent_where_it_is_safe(
    text: str, name: str, town: str | None, outlet: str | None, country: str | None
) -> None:
    found = chain_named(read_from(text, town, outlet), name)
    assert found.country is None
    assert (found.home.value if found.home else None) == country


def test_what_is_told_here_or_in_this_city_is_in_the_datelines_town() -> None:
    for words in ("here", "in this city"):
        analysis = read_from(f"The ministers of Ghana and Togo signed an agreement {words} on Monday.", "Accra")
        (signed,) = [e for e in analysis.events if e.kind == "agreement_signed"]
        town = next(c for c in analysis.chains if signed.place and c.id == signed.place.chain)
        assert (town.kind, town.country and town.country.value) == ("place", "GHA")
        assert town.name.quote(analysis.report.text) == "Accra"


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("the Ghanaian capital", "GHA"),
        ("Togo's capital", "TGO"),
        ("the provincial capital", None),
    ],
)
def test_a_capital_described_is_that_town(words: str, country: str | None) -> None:
    analysis = read(f"The two sides met in {words} on Monday.")
    found = [c for c in analysis.chains if c.kind == "place" and c.reference]
    assert [c.country.value for c in found if c.country] == ([country] if country else [])


def test_the_government_without_a_state_is_that_of_the_reports_country() -> None:
    analysis = read_from("Ghana voted. Ghana counted. The government sent help, and the authorities slept.", "Accra")
    ghana = chain_named(analysis, "Ghana")
    words = [m.span.quote(analysis.report.text) for m in ghana.mentions]
    assert (ghana.kind, words) == ("country", ["Ghana", "Ghana", "government", "authorities"])


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("In Tokyo, Foreign Minister Hanna Berg welcomed the pact.", "JPN"),
        ("In Brussels, Foreign Minister Hanna Berg welcomed the pact.", None),  # where many states sit
        ("In Tokyo, the crowd cheered Foreign Minister Hanna Berg.", None),  # she may be a guest
        ("In Tokyo, Kenyan Foreign Minister Hanna Berg welcomed the pact.", None),  # she is
    ],
)
def test_officials_who_act_in_a_capital_are_of_its_state(text: str, home: str | None) -> None:
    chain = chain_named(read(text), "Hanna Berg")
    assert (chain.home.value if chain.home else None) == home
