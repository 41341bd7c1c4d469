"""What the model points at: parties, place, time and speaker, in trees and acts written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from communique.events.arguments import ChainIndex, roles_told
from communique.events.candidates import Candidate
from communique.events.dates import time_pointed_at
from communique.events.places import FAINT_PLACE, site_pointed_at
from communique.events.speech import find_statements
from communique.model.analysis import Analysis
from communique.model.language import Act, Filler
from communique.model.time import Basis, Interval, TimeExpression
from tests.notation import ENGLISH, analysed, parsed, read, token

TREE = (
    "Berg/NNP/nsubj>sang sang=sing/VBD/root to/IN/case>Roy Roy/NNP/obl>sang in/IN/case>Oslo Oslo/NNP/obl>sang "
    "on/IN/case>Monday Monday/NNP/obl>sang after/IN/case>contingents contingents=contingent/NNS/obl>sang"
)
NAMES = "person Berg, person Roy, place Oslo"


def found(*fillers: tuple[str, str, float], speech: float = 0.0, names: str = NAMES, tree: str = TREE) -> Analysis:
    """One sentence whose verb the model takes for a meeting with these fillers; sorts are "group"."""
    plain = parsed(tree, names)
    sent = plain.sentence
    told = tuple(Filler(token(sent, form), role, score) for form, role, score in fillers)
    act = Act(sent.root, 0.9, speech, (("meeting", 0.9),), (("happened", 0.9),), told)
    return analysed(replace(plain, acts=(act,), sorts=("group",) * len(sent)))


def roles(analysis: Analysis) -> list[str]:
    act = analysis.sentences[0].acts[0]
    told = roles_told(Candidate(act.index, act.index, "meeting", 0.9, act), 0, ChainIndex(analysis, ENGLISH))
    names = {c.id: c.name.quote(analysis.report.text) for c in analysis.chains}
    return [f"{r.role} {names[r.chain]}" for r in told]


def test_parties_are_the_chains_at_the_words_pointed_at() -> None:
    assert roles(found(("Berg", "actor", 0.9), ("Roy", "recipient", 0.8))) == ["actor Berg", "recipient Roy"]


@pytest.mark.parametrize(
    ("filler", "why"),
    [
        (("Roy", "recipient", 0.3), "unsure"),
        (("Oslo", "actor", 0.9), "a town is no party to a meeting"),
        (("Roy", "time", 0.9), "a time is no party"),
    ],
)
def test_what_is_no_party(filler: tuple[str, str, float], why: str) -> None:
    assert roles(found(("Berg", "actor", 0.9), filler)) == ["actor Berg"], why


def test_one_chain_fills_its_likeliest_role() -> None:
    assert roles(found(("Berg", "actor", 0.6), ("Berg", "recipient", 0.8))) == ["recipient Berg"]


def test_a_noun_that_no_table_knows_is_a_party_where_the_model_says_so() -> None:
    assert roles(found(("contingents", "actor", 0.9))) == ["actor contingents"]
    assert not [c for c in found().chains if c.name.quote(found().report.text) == "contingents"]


@pytest.mark.parametrize(("score", "place"), [(0.8, "Oslo"), (0.2, None)])
def test_the_place_pointed_at(score: float, place: str | None) -> None:
    analysis = found(("Oslo", "place", score))
    site = site_pointed_at(analysis.sentences[0].acts[0], 0, ChainIndex(analysis, ENGLISH))
    assert (site.span.quote(analysis.report.text) if site else None) == place


def test_a_town_pointed_at_faintly_is_more_than_a_country() -> None:
    analysis = found(("Oslo", "place", 0.3), ("Roy", "place", 0.9), names="person Berg, country Roy, place Oslo")
    site = site_pointed_at(analysis.sentences[0].acts[0], 0, ChainIndex(analysis, ENGLISH), least=FAINT_PLACE)
    assert site and site.span.quote(analysis.report.text) == "Oslo"


def test_a_person_is_no_place() -> None:
    analysis = found(("Roy", "place", 0.9))
    assert site_pointed_at(analysis.sentences[0].acts[0], 0, ChainIndex(analysis, ENGLISH)) is None


@pytest.mark.parametrize(("score", "told"), [(0.9, True), (0.2, False)])
def test_the_time_pointed_at(score: float, told: bool) -> None:
    analysis = found(("Monday", "time", score))
    sent = analysis.sentences[0].sentence
    span = sent.tokens[token(sent, "Monday")].span
    monday = Interval(date(2023, 4, 3), date(2023, 4, 3), "day", Basis.RESOLVED)
    time = TimeExpression(span, monday)
    analysis = replace(analysis, times=(time,))
    assert (time_pointed_at(analysis, sent, analysis.sentences[0].acts[0]) == time) is told


QUOTED = '"I met the president of Chile on Monday," Foreign Minister Jan Novak told reporters.'


def test_who_says_i_is_the_speaker() -> None:
    analysis = read(QUOTED)
    names = {c.id: c.name.quote(QUOTED) for c in analysis.chains}
    (met,) = (e for e in analysis.events if e.kind == "meeting")
    assert "Jan Novak" in [names[c] for c in met.fillers("actor")]
    (word,) = (r.span.quote(QUOTED) for r in met.roles if names[r.chain] == "Jan Novak")
    assert word == "I"


SAID = (
    "Berg/NNP/nsubj>crooned crooned=croon/VBD/root that/IN/mark>sleep Roy/NNP/nsubj>sleep should/MD/aux>sleep "
    "sleep/VB/ccomp>crooned well/RB/advmod>sleep"
)


@pytest.mark.parametrize(("speech", "statements"), [(0.9, ["Roy should sleep well"]), (0.1, [])])
def test_a_verb_that_no_table_knows_reports_speech_where_the_model_says_so(
    speech: float, statements: list[str]
) -> None:
    analysis = found(("Berg", "speaker", 0.9), speech=speech, names="person Berg, person Roy", tree=SAID)
    told = find_statements(analysis, ENGLISH)
    assert [s.quote.quote(analysis.report.text) for s in told] == statements
    assert all(s.speaker and s.speaker.span.quote(analysis.report.text) == "Berg" for s in told)


def test_a_body_that_is_founded_is_not_its_founder() -> None:
    tree = (
        "joint/JJ/amod>commission commission/NN/nsubj:pass>founded is=be/VBZ/aux:pass>founded "
        "to/TO/mark>founded be/VB/aux:pass>founded founded=found/VBN/root"
    )
    plain = found(("commission", "actor", 0.9), names="", tree=tree).sentences[0]
    found_by = analysed(replace(plain, sorts=("body",) * len(plain.sentence)))
    act = found_by.sentences[0].acts[0]
    told = Candidate(act.index, act.index, "body_established", 0.9, act)
    assert [r.role for r in roles_told(told, 0, ChainIndex(found_by, ENGLISH))] == ["item"]


def test_an_office_in_a_clause_behind_two_names_is_of_the_last() -> None:
    text = (
        "Chad and Mali agreed. The paper was signed at Bol on June 18 last year by Ada Roy and Ben Ito, "
        "who resigned as Malian foreign minister in October."
    )
    analysis = read(text, "2023-04-04")
    names = {c.id: c.name.quote(text) for c in analysis.chains}
    actors = {e.kind: [names[r.chain] for r in e.roles if r.role == "actor"] for e in analysis.events}
    assert actors["resignation"] == ["Ben Ito"]
    assert actors["agreement_signed"] == ["Ada Roy", "Ben Ito"]
