"""Where an event took place, in trees and names written by hand."""

from __future__ import annotations

import pytest

from communique.events.arguments import ChainIndex
from communique.events.frame import frame_of
from communique.events.places import place_of
from tests.notation import ENGLISH, analysed, parsed, token

MET = "Berg/NNP/nsubj>met met=meet/VBD/root Roy/NNP/obj>met"
PEOPLE = "person Berg, person Roy"

# (why, tree, names, trigger, kind, place)
ROWS: list[tuple[str, str, str, str, str, str]] = [
    ("in", f"{MET} in/IN/case>Oslo Oslo/NNP/obl>met", f"{PEOPLE}, place Oslo", "met", "meeting", "Oslo"),
    ("near", f"{MET} near/IN/case>Oslo Oslo/NNP/obl>met", f"{PEOPLE}, place Oslo", "met", "meeting", "Oslo"),
    ("none told", MET, PEOPLE, "met", "meeting", ""),
    (
        "where a party is from is not where it happened",
        "Berg/NNP/nsubj>met of/IN/case>Norway Norway/NNP/nmod>Berg met=meet/VBD/root Roy/NNP/obj>met",
        f"{PEOPLE}, place Norway",
        "met",
        "meeting",
        "",
    ),
    (
        "the town before its country",
        f"{MET} in/IN/case>Oslo Oslo/NNP/obl>met in/IN/case>Norway Norway/NNP/obl>met",
        f"{PEOPLE}, place Oslo, place Norway",
        "met",
        "meeting",
        "Oslo",
    ),
    (
        "the nearest of two clauses",
        f"{MET} in/IN/case>Oslo Oslo/NNP/obl>met and/CC/cc>sang sang=sing/VBD/conj>met in/IN/case>Bergen "
        "Bergen/NNP/obl>sang",
        f"{PEOPLE}, place Oslo, place Bergen",
        "met",
        "meeting",
        "Oslo",
    ),
    (
        "a name inside the phrase",
        f"{MET} in/IN/case>town the/DT/det>town town/NN/obl>met of/IN/case>Bergen Bergen/NNP/nmod>town",
        f"{PEOPLE}, place Bergen",
        "met",
        "meeting",
        "Bergen",
    ),
    (
        "both towns of a coordination stand behind one preposition",
        f"{MET} in/IN/case>Oslo Oslo/NNP/obl>met and/CC/cc>Bergen Bergen/NNP/conj>Oslo",
        f"{PEOPLE}, place Oslo, place Bergen",
        "met",
        "meeting",
        "Oslo",
    ),
    (
        "forces go to a place",
        "Berg/NNP/nsubj>sent sent=send/VBD/root troops=troop/NNS/obj>sent to/IN/case>Bergen Bergen/NNP/obl>sent",
        "person Berg, place Bergen",
        "sent",
        "mobilisation",
        "Bergen",
    ),
    (
        "a town before the noun",
        "Berg/NNP/nsubj>left left=leave/VBD/root the/DT/det>summit Oslo/NNP/compound>summit summit/NN/obj>left",
        "person Berg, place Oslo",
        "summit",
        "meeting",
        "Oslo",
    ),
    (
        "unless another is told",
        "Berg/NNP/nsubj>left left=leave/VBD/root the/DT/det>summit Oslo/NNP/compound>summit summit/NN/obj>left "
        "in/IN/case>Bergen Bergen/NNP/nmod>summit",
        "person Berg, place Oslo, place Bergen",
        "summit",
        "meeting",
        "Bergen",
    ),
    (
        "talks may be about it",
        "Berg/NNP/nsubj>left left=leave/VBD/root the/DT/det>talks Oslo/NNP/compound>talks talks=talk/NNS/obj>left",
        "person Berg, place Oslo",
        "talks",
        "negotiation",
        "",
    ),
    (
        "where they met",
        "Berg/NNP/nsubj>flew flew=fly/VBD/root to/IN/case>Oslo Oslo/NNP/obl>flew ,/,/punct>met where/WRB/advmod>met "
        "he/PRP/nsubj>met met=meet/VBD/conj>flew Roy/NNP/obj>met",
        f"{PEOPLE}, place Oslo",
        "met",
        "meeting",
        "where",
    ),
    (
        "there",
        "Berg/NNP/nsubj>left left=leave/VBD/root Bergen/NNP/obj>left and/CC/cc>met met=meet/VBD/conj>left "
        "Roy/NNP/obj>met there/RB/advmod>met",
        f"{PEOPLE}, place Bergen",
        "met",
        "meeting",
        "there",
    ),
    (
        "north of a town",
        f"{MET} on/IN/case>road the/DT/det>road road/NN/obl>met north/RB/advmod>road of/IN/case>Oslo "
        "Oslo/NNP/nmod>road",
        f"{PEOPLE}, place Oslo",
        "met",
        "meeting",
        "Oslo",
    ),
    (
        "off a coast",
        f"{MET} off/IN/case>Oslo Oslo/NNP/obl>met",
        f"{PEOPLE}, place Oslo",
        "met",
        "meeting",
        "Oslo",
    ),
    (
        "aid goes to a party",
        "Berg/NNP/nsubj>sent sent=send/VBD/root tents=tent/NNS/obj>sent to/IN/case>Bergen Bergen/NNP/obl>sent",
        "person Berg, place Bergen",
        "sent",
        "aid",
        "",
    ),
]


@pytest.mark.parametrize(("why", "written", "names", "trigger", "kind", "place"), ROWS, ids=[row[0] for row in ROWS])
def test_the_place_told_nearest(why: str, written: str, names: str, trigger: str, kind: str, place: str) -> None:
    found = analysed(parsed(written, names))
    sent = found.sentences[0].sentence
    frame = frame_of(sent, token(sent, trigger), ENGLISH)
    role = place_of(sent, 0, frame.anchor, frame.token, kind, ChainIndex(found, ENGLISH))
    assert (role.span.quote(found.report.text) if role else "") == place


def test_what_is_said_elsewhere_did_not_happen_there() -> None:
    found = analysed(
        parsed(
            "He/PRP/nsubj>said said=say/VBD/root in/IN/case>Oslo Oslo/NNP/obl>said that/IN/mark>met "
            "Berg/NNP/nsubj>met met=meet/VBD/ccomp>said Roy/NNP/obj>met",
            f"{PEOPLE}, place Oslo",
        )
    )
    sent = found.sentences[0].sentence
    met = token(sent, "met")
    assert place_of(sent, 0, met, met, "meeting", ChainIndex(found, ENGLISH)) is None
