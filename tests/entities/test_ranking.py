"""What grammar, quotation marks and gender rule out for a pronoun, in trees written by hand."""

from __future__ import annotations

import pytest

from communique.entities.draft import Draft
from communique.entities.ranking import Candidate, best, subjects, weights
from communique.model.entity import Mention
from communique.model.span import Span
from tests.notation import analysed, chain_lines, parsed, token, tree

BERG = "Hanna/NNP/nsubj>thanked Berg/NNP/flat>Hanna thanked=thank/VBD/root"

NOVAK = "Tomas/NNP/nsubj>left Novak/NNP/flat>Tomas left=leave/VBD/root"


@pytest.mark.parametrize(
    ("why", "written", "chains"),
    [
        ("another part of the clause is another", f"{BERG} her/PRP/obj>thanked", ["Hanna Berg"]),
        ("an owner may act", f"{BERG} her/PRP$/nmod:poss>guest guest/NN/obj>thanked", ["Hanna Berg = her"]),
        ("himself is the subject", f"{BERG} herself/PRP/obj>thanked", ["Hanna Berg = herself"]),
        ("a man is not she", f"{NOVAK} she/PRP/dep>left", ["Tomas Novak"]),
    ],
)
def test_whom_a_pronoun_may_mean(why: str, written: str, chains: list[str]) -> None:
    person = "Tomas Novak" if "Tomas" in written else "Hanna Berg"
    found = chain_lines(analysed(parsed(written, f"person {person}")), "person")
    assert [line for line in found if person in line] == chains, why


def test_joined_verbs_share_their_subject() -> None:
    sent = tree("Berg/NNP/nsubj>came came=come/VBD/root and/CC/cc>left left=leave/VBD/conj>came")
    assert subjects(sent, token(sent, "left")) == (token(sent, "Berg"),)


def test_where_the_tree_is_torn_the_name_before_the_verb_is_its_subject() -> None:
    sent = tree("said=say/VBD/root Berg/NNP/obj>said left=leave/VBD/ccomp>said")
    assert subjects(sent, token(sent, "left")) == (token(sent, "Berg"),)
    assert subjects(sent, token(sent, "said")) == ()


def test_the_later_of_two_alike_is_chosen_and_nobody_where_all_is_against_it() -> None:
    mention = Mention(Span(0, 2), Span(0, 2), "person", "pronoun", 0, 0)
    liked = max(weights()["person"], key=lambda f: weights()["person"][f])
    near, far = Candidate(Draft("person"), (liked,)), Candidate(Draft("person"), (liked,))
    assert best("person", mention, [near, far]) is near.draft
    hated = tuple(f for f, w in weights()["person"].items() if w < -0.4)
    assert best("person", mention, [Candidate(Draft("person"), hated)]) is None
    assert best("person", mention, [Candidate(Draft("person"), (*hated, "speaks"))]) is not None  # somebody speaks
    assert best("person", mention, []) is None
