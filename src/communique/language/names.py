"""From tag scores to names: the best sequence of tags in which every name has a beginning."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from communique.model.language import NameSpan

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_FORBIDDEN = -1e4


@cache
def _moves(tags: tuple[str, ...]) -> Floats:
    """[from, to]: 0 where a tag may follow another, very low where it may not: I-x follows B-x or I-x only."""
    import numpy as np

    out = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            out[:, j] = [0.0 if before[1:] == tag[1:] else _FORBIDDEN for before in tags]
    return out


def best_tags(log: Floats, tags: tuple[str, ...]) -> Ints:
    """The best allowed tags [sentence, word] for log probabilities [sentence, word, tag] (Viterbi).

    Padding after a sentence must be all zeros: then O follows anything at no cost, and the words' tags stay the best.
    Most sentences need no search: each word's best tag already makes an allowed row.
    """
    import numpy as np

    greedy: Ints = log.argmax(axis=-1)
    moves = _moves(tags)
    starts = np.array([_FORBIDDEN if t.startswith("I-") else 0.0 for t in tags], dtype=np.float32)
    broken = (starts[greedy[:, 0]] + moves[greedy[:, :-1], greedy[:, 1:]].sum(axis=1)) < 0
    if broken.any():
        greedy[broken] = _searched(log[broken], moves, starts)
    return greedy


def _searched(log: Floats, moves: Floats, starts: Floats) -> Ints:
    """The best allowed tags by dynamic programming."""
    import numpy as np

    count, length, _ = log.shape
    score = log[:, 0] + starts
    back = np.zeros(log.shape, dtype=np.int64)
    for t in range(1, length):
        options = score[:, :, None] + moves
        back[:, t] = options.argmax(axis=1)
        score = options.max(axis=1) + log[:, t]
    out = np.zeros((count, length), dtype=np.int64)
    out[:, -1] = score.argmax(axis=1)
    for t in range(length - 1, 0, -1):
        out[:, t - 1] = np.take_along_axis(back[:, t], out[:, t, None], axis=1)[:, 0]
    return out


def spans(chosen: Sequence[int], log: Floats, tags: tuple[str, ...], offset: int = 0) -> list[NameSpan]:
    """The names among the chosen tags of one sentence; ``offset`` is added to word numbers.

    The score is the geometric mean of the tags' probabilities.
    """
    out = []
    for first in (i for i, t in enumerate(chosen) if tags[t].startswith("B-")):
        kind = tags[chosen[first]][2:]
        last = first
        while last + 1 < len(chosen) and tags[chosen[last + 1]] == f"I-{kind}":
            last += 1
        out.append(NameSpan(first + offset, last + offset, kind, _score(chosen, log, first, last)))
    return out


def _score(chosen: Sequence[int], log: Floats, first: int, last: int) -> float:
    from math import exp

    total = sum(float(log[i, chosen[i]]) for i in range(first, last + 1))
    return round(exp(total / (last - first + 1)), 4)
