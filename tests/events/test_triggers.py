"""Which entry of the lexicon a word meets, in trees written by hand."""

from __future__ import annotations

import pytest

from communique.events.arguments import ChainIndex
from communique.events.triggers import find_hits, noun_lemmas
from communique.model.entity import Chain
from tests.notation import ENGLISH, analysed, parsed, token, tree

# (why, tree, names, "trigger kind" of each hit)
ROWS: list[tuple[str, str, str, str]] = [
    ("people meet", "Berg/NNP/nsubj>met met=meet/VBD/root Roy/NNP/obj>met", "person Berg, person Roy", "met meeting"),
    ("targets are met", "Berg/NNP/nsubj>met met=meet/VBD/root targets=target/NNS/obj>met", "person Berg", ""),
    (
        "a joint commission is set up",
        "Laos/NNP/nsubj>set set/VBD/root up/RP/compound:prt>set a/DT/det>commission joint/JJ/amod>commission "
        "commission/NN/obj>set",
        "place Laos",
        "set body_established",
    ),
    (
        "a table is set",
        "Laos/NNP/nsubj>set set/VBD/root a/DT/det>table table/NN/obj>set",
        "place Laos",
        "",
    ),
    (
        "weapons are delivered",
        "Laos/NNP/nsubj>delivered delivered=deliver/VBD/root tanks=tank/NNS/obj>delivered",
        "place Laos",
        "delivered arms_transfer",
    ),
    (
        "relief delivered is aid, though tents are equipment too",
        "Laos/NNP/nsubj>delivered delivered=deliver/VBD/root tents=tent/NNS/obj>delivered",
        "place Laos",
        "delivered aid",
    ),
    (
        "a speech is delivered",
        "Laos/NNP/nsubj>delivered delivered=deliver/VBD/root speeches=speech/NNS/obj>delivered",
        "place Laos",
        "",
    ),
    (
        "a verb with its object tells one event",
        "Laos/NNP/nsubj>declared declared=declare/VBD/root a/DT/det>ceasefire ceasefire/NN/obj>declared",
        "place Laos",
        "declared ceasefire",
    ),
    (
        "a light verb leaves the event to its noun",
        "Laos/NNP/nsubj>held held=hold/VBD/root talks=talk/NNS/obj>held",
        "place Laos",
        "talks negotiation",
    ),
    (
        "a phone call is no call for something",
        "a/DT/det>call phone/NN/compound>call call/NN/root with/IN/case>Laos Laos/NNP/nmod>call",
        "place Laos",
        "call call",
    ),
    (
        "an appeal",
        "a/DT/det>call call/NN/root for/IN/case>help help/NN/nmod>call",
        "",
        "call request",
    ),
    (
        "an air strike is an attack",
        "an/DT/det>strike air/NN/compound>strike strike/NN/root on/IN/case>Laos Laos/NNP/nmod>strike",
        "place Laos",
        "strike attack",
    ),
    (
        "a strike by itself is not",
        "a/DT/det>strike strike/NN/root in/IN/case>Laos Laos/NNP/nmod>strike",
        "place Laos",
        "",
    ),
    (
        "to help is to aid",
        "Laos/NNP/nsubj>helped helped=help/VBD/root refugees=refugee/NNS/obj>helped",
        "place Laos",
        "helped aid",
    ),
    (
        "to help to win is not",
        "Berg/NNP/nsubj>helped helped=help/VBD/root Roy/NNP/obj>helped to/TO/mark>sing sing/VB/xcomp>helped",
        "person Berg, person Roy",
        "",
    ),
    (
        "leaving a pact",
        "Laos/NNP/nsubj>withdrew withdrew=withdraw/VBD/root from/IN/case>treaty the/DT/det>treaty "
        "treaty/NN/obl>withdrew",
        "place Laos",
        "withdrew sanction",
    ),
    (
        "leaving a town",
        "Laos/NNP/nsubj>withdrew withdrew=withdraw/VBD/root from/IN/case>town the/DT/det>town town/NN/obl>withdrew",
        "place Laos",
        "withdrew withdrawal",
    ),
    (
        "a word within a name tells nothing",
        "the/DT/det>Organisation Treaty/NNP/compound>Organisation Signing/NNP/compound>Organisation "
        "Organisation/NNP/root",
        "organisation Treaty Signing Organisation",
        "",
    ),
]


@pytest.mark.parametrize(
    ("why", "written", "names", "hits"),
    [pytest.param(*row, id=row[0]) for row in ROWS],
)
def test_the_first_entry_whose_conditions_hold(why: str, written: str, names: str, hits: str) -> None:
    found = analysed(parsed(written, names))
    sent, index = found.sentences[0].sentence, ChainIndex(found, ENGLISH)

    def chain_at(i: int) -> Chain | None:
        pair = index.at(0, i)
        return pair[0] if pair else None

    met = find_hits(sent, chain_at, lambda i: (0, i) in index.named_tokens, ENGLISH)
    assert ", ".join(f"{sent.tokens[h.frame.token].form} {h.trigger.kind}" for h in met) == hits


def test_a_noun_is_looked_up_as_a_compound_and_as_it_stands() -> None:
    sent = tree("phone/NN/compound>calls calls=call/NNS/root")
    assert noun_lemmas(sent, token(sent, "calls")) == ("phone-call", "calls", "call")
