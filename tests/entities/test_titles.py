"""Offices beside names, in trees written by hand."""

from __future__ import annotations

import pytest

from communique.entities.titles import titles_of
from tests.notation import ENGLISH, analysed, parsed

# (why, tree, the title as quoted, its head, the sector it gives; "" for no title)
ROWS: list[tuple[str, str, str, str, str | None]] = [
    (
        "before the name",
        "Defence/NNP/compound>Minister Minister/NNP/nmod:desc>Hanna Hanna/NNP/root Berg/NNP/flat>Hanna",
        "Defence Minister",
        "minister",
        "GOV",
    ),
    (
        "with its country",
        "Slovak/JJ/amod>Minister Defence/NNP/compound>Minister Minister/NNP/nmod:desc>Hanna Hanna/NNP/root "
        "Berg/NNP/flat>Hanna",
        "Slovak Defence Minister",
        "minister",
        "GOV",
    ),
    ("a rank", "General/NNP/nmod:desc>Hanna Hanna/NNP/root Berg/NNP/flat>Hanna", "General", "general", "MIL"),
    (
        "a rank cut short, with its stop",
        "Gen./NNP/nmod:desc>Hanna Hanna/NNP/root Berg/NNP/flat>Hanna",
        "Gen.",
        "gen.",
        "MIL",
    ),
    (
        "in two words that are an office only together",
        "First/NNP/amod>Lady Lady/NNP/nmod:desc>Hanna Hanna/NNP/root Berg/NNP/flat>Hanna",
        "First Lady",
        "lady",
        "GOV",
    ),
    (
        "the head of something before the name",
        "the/DT/det>head head/NN/nmod:desc>Hanna of/IN/case>bank the/DT/det>bank bank/NN/nmod>head Hanna/NNP/root "
        "Berg/NNP/flat>Hanna",
        "head of the bank",
        "head",
        "GOV",
    ),
    (
        "after the name",
        "Hanna/NNP/root Berg/NNP/flat>Hanna ,/,/punct>minister the/DT/det>minister defence/NN/compound>minister "
        "minister/NN/appos>Hanna",
        "defence minister",
        "minister",
        "GOV",
    ),
    (
        "after the name with its country",
        "Hanna/NNP/root Berg/NNP/flat>Hanna ,/,/punct>minister prime/JJ/amod>minister minister/NN/appos>Hanna "
        "of/IN/case>Ghana Ghana/NNP/nmod>minister",
        "prime minister of Ghana",
        "minister",
        "GOV",
    ),
    (
        "the name after the office",
        "The/DT/det>minister minister/NN/root ,/,/punct>Hanna Hanna/NNP/appos>minister Berg/NNP/flat>Hanna",
        "minister",
        "minister",
        "GOV",
    ),
    ("a verb before the name", "greeted=greet/VBD/root Hanna/NNP/obj>greeted Berg/NNP/flat>Hanna", "", "", None),
    ("no office", "Aunt/NNP/nmod:desc>Hanna Hanna/NNP/root Berg/NNP/flat>Hanna", "", "", None),
]


@pytest.mark.parametrize(
    ("why", "written", "quote", "head", "sector"),
    [pytest.param(*row, id=row[0]) for row in ROWS],
)
def test_titles(why: str, written: str, quote: str, head: str, sector: str | None) -> None:
    found = analysed(parsed(written, "person Hanna Berg"))
    berg = next(m for c in found.chains for m in c.mentions if m.span.quote(found.report.text) == "Hanna Berg")
    titles = titles_of(found.sentences[0].sentence, berg, frozenset(), ENGLISH)
    if not quote:
        assert not titles
        return
    (title,) = titles
    assert title.span.quote(found.report.text) == quote
    assert (title.head, title.noun_class.sector) == (head, sector)


def test_a_rank_before_the_name_and_an_office_after_it() -> None:
    written = (
        "Colonel/NNP/nmod:desc>Hanna Hanna/NNP/root Berg/NNP/flat>Hanna ,/,/punct>minister the/DT/det>minister "
        "minister/NN/appos>Hanna"
    )
    found = analysed(parsed(written, "person Hanna Berg"))
    (berg,) = (m for c in found.chains for m in c.mentions if m.span.quote(found.report.text) == "Hanna Berg")
    titles = titles_of(found.sentences[0].sentence, berg, frozenset(), ENGLISH)
    assert [(t.head, t.noun_class.sector) for t in titles] == [("colonel", "MIL"), ("minister", "GOV")]


def test_a_title_ends_at_another_person() -> None:
    written = "Minister/NNP/nmod:desc>Roy Roy/NNP/root Hanna/NNP/parataxis>Roy Berg/NNP/flat>Hanna"
    found = analysed(parsed(written, "person Roy, person Hanna Berg"))
    berg = next(c for c in found.chains if c.name.quote(found.report.text) == "Hanna Berg")
    assert berg.title is None


def test_a_name_set_off_behind_an_office_in_a_list_is_its_holders() -> None:
    written = (
        "the/DT/det>mayor mayor/NN/root of/IN/case>Arica Arica/NNP/nmod>mayor ,/,/punct>Ines Ines/NNP/conj>mayor "
        "Paredes/NNP/flat>Ines ,/,/punct>Tom and/CC/cc>Tom Tom/NNP/conj>mayor Roy/NNP/flat>Tom"
    )
    found = analysed(parsed(written, "place Arica, person Ines Paredes, person Tom Roy"))
    titles = {c.name.quote(found.report.text): c.title is not None for c in found.chains if c.kind == "person"}
    assert titles["Ines Paredes"] is True
    assert titles["Tom Roy"] is False


def test_an_office_behind_two_names_is_the_second_ones() -> None:
    written = (
        "Ines/NNP/root Paredes/NNP/flat>Ines and/CC/cc>Tom Tom/NNP/conj>Ines Roy/NNP/flat>Tom ,/,/punct>mayor "
        "mayor/NN/appos>Ines of/IN/case>Arica Arica/NNP/nmod>mayor ,/,/punct>Ines"
    )
    found = analysed(parsed(written, "place Arica, person Ines Paredes, person Tom Roy"))
    titles = {c.name.quote(found.report.text): c.title for c in found.chains if c.kind == "person"}
    assert titles["Ines Paredes"] is None
    assert titles["Tom Roy"] is not None
