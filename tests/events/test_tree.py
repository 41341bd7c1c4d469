"""Distance in a tree written by hand."""

from __future__ import annotations

import pytest

from communique.events.tree import UNREACHED, distance
from tests.notation import token, tree

# Laos, which signed a treaty in May, said on Monday that Peru left.
SENT = tree(
    "Laos/NNP/nsubj>said which/WDT/nsubj>signed signed=sign/VBD/acl:relcl>Laos treaties=treaty/NNS/obj>signed "
    "in/IN/case>May May/NNP/obl>signed said=say/VBD/root on/IN/case>Monday Monday/NNP/obl>said that/IN/mark>left "
    "Peru/NNP/nsubj>left left=leave/VBD/ccomp>said"
)


@pytest.mark.parametrize(
    ("word", "anchors", "steps"),
    [
        ("signed", "signed", 0),
        ("May", "signed", 1),
        ("Monday", "said", 1),
        ("Monday", "signed", 5),  # up the relative clause (1 + 2), to the verb, down to Monday
        ("May", "said", 5),
        ("Monday", "left", 5),  # out of the reported clause
        ("May", "left", 9),  # two clauses lie between
        ("May", "left signed", 1),  # the nearest anchor counts
    ],
)
def test_clauses_between_count_double(word: str, anchors: str, steps: int) -> None:
    assert distance(SENT, token(SENT, word), [token(SENT, a) for a in anchors.split()]) == steps


def test_no_anchor_is_out_of_reach() -> None:
    assert distance(SENT, 0, []) == UNREACHED
