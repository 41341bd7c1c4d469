"""How far apart two words stand in a tree, counting a clause between them as farther."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model.language import Sentence

CLAUSE_COST = {"ccomp": 3, "acl": 2, "advcl": 2, "conj": 2, "parataxis": 2}
UNREACHED = 99


def distance(sent: Sentence, token: int, anchors: Iterable[int]) -> int:
    """Steps from ``token`` to the nearest of ``anchors`` over their common governor; each clause passed costs two more,
    and a reported one three.

    The clauses that the anchors themselves head cost nothing on the way down from a word of the same clause.
    """
    return min((_between(sent, token, anchor) for anchor in anchors), default=UNREACHED)


def _between(sent: Sentence, token: int, anchor: int) -> int:
    up = _costs(sent, anchor)
    down = _costs(sent, token)
    common = [up[i] + down[i] for i in down if i in up]
    return min(common, default=UNREACHED)


def _costs(sent: Sentence, start: int) -> dict[int, int]:
    """The cost of reaching each governor of a token."""
    costs, i, total = {start: 0}, start, 0
    while sent.tokens[i].head >= 0:
        total += 1 + CLAUSE_COST.get(sent.tokens[i].rel, 0)
        i = sent.tokens[i].head
        costs[i] = total
    return costs
