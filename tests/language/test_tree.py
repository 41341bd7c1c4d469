"""Tree repair, held against trying every tree."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from communique.language import tree


def _slow(scores: np.ndarray) -> float:
    """The weight of the best single-rooted tree, by trying all."""
    n = len(scores)
    choices = product(range(-1, n), repeat=n)
    return max(sum(scores[i, h + 1] for i, h in enumerate(hs)) for hs in choices if tree.is_tree(hs))


@pytest.mark.parametrize("seed", range(60))
def test_repair_finds_the_best_tree_of_its_root(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(4, 5)).astype(np.float32)
    scores[:, 0] -= 1.5
    found = tree.heads(scores)
    assert tree.is_tree(found)
    fixed = scores.copy()
    fixed[[i for i, h in enumerate(found) if h >= 0], 0] = -100
    fixed[found.index(-1), 1:] = -100
    assert sum(fixed[i, h + 1] for i, h in enumerate(found)) == pytest.approx(_slow(fixed), abs=1e-4)


@pytest.mark.parametrize(
    ("governors", "expected"),
    [
        ([-1], True),
        ([1, -1, 1], True),
        ([-1, -1], False),  # two roots
        ([1, 0, -1], False),  # a cycle beside the root
        ([0, -1], False),  # a word that governs itself
    ],
)
def test_is_tree(governors: list[int], expected: bool) -> None:
    assert tree.is_tree(governors) is expected


def test_long_sentences_are_repaired() -> None:
    rng = np.random.default_rng(5)
    assert tree.is_tree(tree.heads(rng.normal(size=(90, 91)).astype(np.float32)))
