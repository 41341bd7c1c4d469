"""Findings as claims."""

from __future__ import annotations

import pytest

from communique.model.entity import Attribute
from communique.model.values import date_value, parse_date_value
from communique.record.unroll import unroll
from tests.factories import TEXT, analysis, at, chain, interval


def test_every_finding_becomes_claims_that_quote_it() -> None:
    found = analysis()
    told = [(c.subject[0], c.prop, c.value, c.span.quote(TEXT) if c.span else None) for c in unroll(found)]
    assert told[:4] == [
        ("c", "kind", "person", "Ilham Aliyev"),
        ("c", "name", "Ilham Aliyev", "Ilham Aliyev"),
        ("c", "mention", "name", "Ilham Aliyev"),
        ("c", "country", "AZE", "Ilham Aliyev"),
    ]
    aliyev, bayraktar, baku = (c.id for c in found.chains)
    sentence = "President Ilham Aliyev met Selçuk Bayraktar in Baku on April 1."
    assert [t[1:] for t in told if t[0] == "e"] == [
        ("kind", "meeting", "met"),
        ("evidence", sentence, sentence),
        ("status", "happened", None),
        ("confidence", "1.00", None),
        ("actor", aliyev, "Ilham Aliyev"),
        ("actor", bayraktar, "Selçuk Bayraktar"),
        ("place", baku, "Baku"),
        ("date", "2021-04-01/2021-04-01 day resolved", "on April 1"),
    ]
    assert [t[1:] for t in told if t[0] == "s"] == [
        ("quote", "direct", "We value it,"),
        ("speaker", aliyev, "Ilham Aliyev"),
        ("cue", "said", "said"),
    ]


def test_the_reason_of_an_attribute_stands_with_its_extractor() -> None:
    title = Attribute("president", "before the name", at(TEXT, "President"))
    found = analysis(chains=(chain(TEXT, "Ilham Aliyev", title=title),), events=(), statements=())
    assert unroll(found)[-1].extractor == "entities: before the name"


@pytest.mark.parametrize(
    "value",
    [
        "2021-04-01/2021-04-01 day stated",
        "2021-04-01/2021-04-30 month resolved",
        "1988-01-01/1990-12-31 period inferred",
    ],
)
def test_date_values_come_back_equal(value: str) -> None:
    assert date_value(parse_date_value(value)) == value


def test_a_date_value_is_written_as_documented() -> None:
    assert date_value(interval("2021-04-01", "2021-04-30", "month")) == "2021-04-01/2021-04-30 month stated"
