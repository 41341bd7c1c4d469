"""One probability from the model and the lexicon, and the candidates that both make."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.events.candidates import SUPPORT, Candidate, Confidence, candidates, load_confidence, of_event
from communique.events.find import fused
from communique.events.triggers import find_hits
from communique.model.language import Act, Parsed
from tests.notation import ENGLISH, parsed, token

ODDS = Confidence(1.0, {"both": 1.0, "other": -1.0, "model": 0.0, "lexicon": 4.5}, 0.5, 0.1)
HIT = "They/PRP/nsubj>shelled shelled=shell/VBD/root towns=town/NNS/obj>shelled"
SANG = "Berg/NNP/nsubj>sang sang=sing/VBD/root in/IN/case>Oslo Oslo/NNP/obl>sang"


def act(index: int, score: float, *kinds: tuple[str, float]) -> Act:
    return Act(index, score, 0.0, kinds, (("happened", 0.9),), ())


def read(tree: str, *acts: Act) -> list[Candidate]:
    sentence: Parsed = replace(parsed(tree), acts=acts)
    hits = list(find_hits(sentence.sentence, lambda _: None, lambda _: False, ENGLISH))
    return list(candidates(sentence, list(fused(sentence.sentence, hits)), ENGLISH, ODDS))


def test_agreement_makes_surer() -> None:
    at = token(parsed(HIT).sentence, "shelled")
    (both,) = read(HIT, act(at, 0.5, ("attack", 0.5)))
    (model,) = read(SANG, act(token(parsed(SANG).sentence, "sang"), 0.5, ("protest", 0.5)))
    assert (both.kind, both.token, both.hit is not None) == ("attack", at, True)
    assert (model.kind, model.hit, model.hits) == ("protest", None, ())
    assert both.score > model.score == pytest.approx(0.5)


def test_the_lexicon_alone_is_a_candidate_too() -> None:
    (found,) = read(HIT)
    assert (found.kind, found.act) == ("attack", None)


def test_a_neighbouring_kind_of_one_event_stays_as_the_lexicon_has_it() -> None:
    at = token(parsed(HIT).sentence, "shelled")
    (found,) = read(HIT, act(at, 0.9, ("clash", 0.8), ("attack", 0.1)))
    assert found.kind == "attack"


def test_the_model_wins_against_another_kind_where_it_is_sure() -> None:
    at = token(parsed(HIT).sentence, "shelled")
    (found,) = read(HIT, act(at, 0.97, ("meeting", 0.96)))
    assert (found.kind, found.hit) == ("meeting", None)
    assert found.hits


def test_kinds_without_a_plover_event_are_no_neighbours() -> None:
    tree = "Laos/NNP/nsubj>elected elected=elect/VBD/root Berg/NNP/obj>elected"
    at = token(parsed(tree).sentence, "elected")
    (found,) = read(tree, act(at, 0.97, ("death", 0.96)))
    assert (found.kind, [h.trigger.kind for h in found.hits]) == ("death", ["election"])


def test_the_probabilities_of_one_plover_event_add_up() -> None:
    assert of_event(act(0, 0.9, ("meeting", 0.5), ("call", 0.3), ("attack", 0.1)), "visit") == pytest.approx(0.8)
    assert of_event(act(0, 0.9, ("death", 0.5), ("election", 0.3)), "death") == 0.5


def test_the_fitted_confidence_is_sound() -> None:
    fitted = load_confidence()
    assert set(fitted.support) == set(SUPPORT)
    assert fitted.slope > 0
    assert 0 < fitted.threshold < 1
    assert fitted.probability(0.9, "both") > fitted.probability(0.5, "both") > fitted.probability(0.5, "other")
