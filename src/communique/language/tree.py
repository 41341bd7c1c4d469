"""From scores of single arcs to a tree: the best spanning tree with one root (Chu, Liu and Edmonds)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

ROOTS_TRIED = 3
"""Words tried as the root where the best arcs do not form a tree; the gold root is hardly ever further down."""

GOVERNORS_TRIED = 8
"""Governors of a word that repair chooses among, besides the root."""

_NEVER = -1e9


def heads(scores: Scores) -> list[int]:
    """The governor of each word, -1 at the root; ``scores`` is [word, governor + 1], column 0 being the root.

    Most sentences need no repair: each word's best governor already makes a tree.
    """
    greedy = [int(h) - 1 for h in scores.argmax(axis=1)]
    return greedy if is_tree(greedy) else _best(scores)


def is_tree(governors: Sequence[int]) -> bool:
    """Whether exactly one word has no governor and all others reach it."""
    if sum(h < 0 for h in governors) != 1:
        return False
    reaches: set[int] = {-1}
    for start in range(len(governors)):
        path: list[int] = []
        at = start
        while at not in reaches and len(path) <= len(governors):
            path.append(at)
            at = governors[at]
        if at not in reaches:
            return False
        reaches.update(path)
    return True


def _best(scores: Scores) -> list[int]:
    """The best tree among those rooted at the likeliest words: those that took the root, or the best scored."""
    greedy = [i for i, best in enumerate(scores.argmax(axis=1)) if best == 0]
    ranked = greedy or [int(i) for i in scores[:, 0].argsort()[::-1]]
    trees = [_rooted(scores, root) for root in ranked[:ROOTS_TRIED]]
    return max(trees, key=lambda tree: _total(scores, tree))


def _total(scores: Scores, governors: Sequence[int]) -> float:
    return float(sum(float(scores[i, h + 1]) for i, h in enumerate(governors)))


def _rooted(scores: Scores, root: int) -> list[int]:
    """The best tree whose root is word ``root``, each word choosing among its best few governors and the root."""
    ranked = scores[:, 1:].argsort(axis=1)[:, ::-1][:, :GOVERNORS_TRIED].tolist()
    weights = {
        i: {j: float(scores[i, j + 1]) for j in {*best, root} if j != i} for i, best in enumerate(ranked) if i != root
    }
    chosen = _edmonds(weights)
    return [-1 if i == root else chosen[i] for i in range(len(scores))]


def _edmonds(weights: dict[int, dict[int, float]]) -> dict[int, int]:
    """The best governor of each key so that no cycle remains; governors that are no key are roots."""
    best = {i: max(options, key=lambda j: (options[j], -j)) for i, options in weights.items()}
    cycle = _cycle(best)
    if not cycle:
        return best
    inside = set(cycle)
    node = max(max(weights), *(j for options in weights.values() for j in options)) + 1
    smaller, entry, exit_ = _contract(weights, best, inside, node)
    solved = _edmonds(smaller)
    return _expand(solved, best, inside, node, entry, exit_)


def _cycle(best: dict[int, int]) -> list[int]:
    """The nodes of some cycle, or none."""
    done: set[int] = set()
    for start in best:
        path: list[int] = []
        at = start
        while at in best and at not in done and at not in path:
            path.append(at)
            at = best[at]
        if at in path:
            return path[path.index(at) :]
        done.update(path)
    return []


def _contract(
    weights: dict[int, dict[int, float]], best: dict[int, int], inside: set[int], node: int
) -> tuple[dict[int, dict[int, float]], dict[int, int], dict[int, int]]:
    """The graph with the cycle as one ``node``, the cycle's word each arc enters, and the one each arc leaves."""
    smaller: dict[int, dict[int, float]] = {node: {}}
    entry: dict[int, int] = {}
    exit_: dict[int, int] = {}
    for i, options in weights.items():
        if i in inside:
            _enter(i, options, best, inside, smaller[node], entry)
        else:
            smaller[i] = _leave(i, options, inside, node, exit_)
    return smaller, entry, exit_


def _enter(
    i: int,
    options: dict[int, float],
    best: dict[int, int],
    inside: set[int],
    into: dict[int, float],
    entry: dict[int, int],
) -> None:
    """Arcs from outside to cycle word ``i``, at what they gain over its arc in the cycle."""
    for j, weight in options.items():
        gain = weight - options[best[i]]
        if j not in inside and gain > into.get(j, _NEVER * 10):
            into[j], entry[j] = gain, i


def _leave(i: int, options: dict[int, float], inside: set[int], node: int, exit_: dict[int, int]) -> dict[int, float]:
    """The options of a word outside the cycle, its best governor in the cycle standing for the cycle."""
    out = {j: w for j, w in options.items() if j not in inside}
    within = [j for j in options if j in inside]
    if within:
        exit_[i] = max(within, key=lambda j: (options[j], -j))
        out[node] = options[exit_[i]]
    return out


def _expand(
    solved: dict[int, int],
    best: dict[int, int],
    inside: set[int],
    node: int,
    entry: dict[int, int],
    exit_: dict[int, int],
) -> dict[int, int]:
    """The solution of the smaller graph in terms of the larger."""
    out = {i: (exit_[i] if j == node else j) for i, j in solved.items() if i != node}
    out.update({i: best[i] for i in inside})
    out[entry[solved[node]]] = solved[node]
    return out
