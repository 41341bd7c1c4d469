"""The passages that two reports share: exact runs grown from seeds, joined over small edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from communique.reuse.index import SHINGLE, Seeds
from communique.reuse.shingle import Ints, Words

LEAST_WORDS = 20  # the annotation guide: a passage of at least 20 words
LEAST_SIMILAR = 0.8  # "a few words changed": at most one in five
WIDEST_GAP = 9  # changed words in a row; a longer insertion starts a new passage
_OPEN = 4  # passages kept open for joining: a stray run between two parts of a passage must not part them
_LOOK = 6  # words looked at beyond an end for the passage to go on after an edit
_FOOTHOLD = 3  # equal words in a row that show that it does


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` equal words from word ``left`` of one report and word ``right`` of the other."""

    left: int
    right: int
    length: int

    @property
    def left_end(self) -> int:
        return self.left + self.length

    @property
    def right_end(self) -> int:
        return self.right + self.length


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that two reports share, as runs in the order of both."""

    runs: tuple[Run, ...]

    @property
    def same(self) -> int:
        """How many words are equal."""
        return sum(r.length for r in self.runs)

    @property
    def words(self) -> int:
        """The length of the longer side in words."""
        first, last = self.runs[0], self.runs[-1]
        return max(last.left_end - first.left, last.right_end - first.right)

    @property
    def similarity(self) -> float:
        """The share of words that are equal."""
        return self.same / self.words


def align(left: Words, right: Words, seeds: Seeds) -> tuple[Shared, ...]:
    """The passages of at least 20 words that two reports share, in the order of the left one."""
    runs = _exact(left.ids, right.ids, seeds)
    passages = (_refine(left.ids, right.ids, chain) for chain in _chains(runs))
    return tuple(p for p in passages if p.words >= LEAST_WORDS and p.similarity >= LEAST_SIMILAR)


def _exact(left: Ints, right: Ints, seeds: Seeds) -> list[Run]:
    """The longest runs of equal words around the seeds, in the order of the left report."""
    broken = (np.diff(seeds.at_left) != 1) | (np.diff(seeds.at_right) != 1)
    starts = np.append(0, np.flatnonzero(broken) + 1)
    lasts = np.append(starts[1:], len(seeds.at_left)) - 1
    runs: dict[tuple[int, int], Run] = {}
    for start, last in zip(starts.tolist(), lasts.tolist(), strict=True):
        a, b = int(seeds.at_left[start]), int(seeds.at_right[start])
        run = _stretch(left, right, Run(a, b, last - start + SHINGLE))
        runs[run.left, run.right] = run
    return sorted(runs.values(), key=lambda r: (r.left, r.right))


def _stretch(left: Ints, right: Ints, run: Run) -> Run:
    """The run with all equal words before and after it."""
    a, b, a_end, b_end = run.left, run.right, run.left_end, run.right_end
    while a and b and left[a - 1] == right[b - 1]:
        a, b = a - 1, b - 1
    while a_end < len(left) and b_end < len(right) and left[a_end] == right[b_end]:
        a_end, b_end = a_end + 1, b_end + 1
    return Run(a, b, a_end - a)


def _chains(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs that follow each other closely in both reports, as one passage each."""
    chains: list[list[Run]] = []
    for run in runs:
        home = next((c for c in reversed(chains[-_OPEN:]) if _follows(c[-1], run)), None)
        if home is None:
            chains.append([run])
        else:
            home.append(_after(home[-1], run))
    return chains


def _follows(last: Run, run: Run) -> bool:
    """Whether ``run`` goes on where ``last`` ended; repeated words may make the two overlap a little."""
    gaps = (run.left - last.left_end, run.right - last.right_end)
    return min(gaps) > -SHINGLE and max(gaps) <= WIDEST_GAP and run.length + min(*gaps, 0) > 0


def _after(last: Run, run: Run) -> Run:
    cut = max(0, last.left_end - run.left, last.right_end - run.right)
    return Run(run.left + cut, run.right + cut, run.length - cut)


def _refine(left: Ints, right: Ints, chain: Sequence[Run]) -> Shared:
    """The chain with the equal words between its runs and beyond its ends."""
    full: list[Run] = [chain[0]]
    for run in chain[1:]:
        full.extend(_between(left, right, full[-1].left_end, run.left, full[-1].right_end, run.right))
        full.append(run)
    return Shared((*_before(left, right, full[0]), *full, *_beyond(left, right, full[-1])))


def _between(left: Ints, right: Ints, a: int, a_end: int, b: int, b_end: int) -> list[Run]:
    """Runs of equal words in ``left[a:a_end]`` and ``right[b:b_end]``, a few words each."""
    if a >= a_end or b >= b_end:
        return []
    matcher = SequenceMatcher(None, left[a:a_end].tolist(), right[b:b_end].tolist(), autojunk=False)
    return [Run(a + m.a, b + m.b, m.size) for m in matcher.get_matching_blocks() if m.size]


def _beyond(left: Ints, right: Ints, last: Run) -> list[Run]:
    """Runs after the last one, as long as the reports meet again soon after each edit."""
    found: list[Run] = []
    while True:
        a, b = last.left_end, last.right_end
        near = _between(left, right, a, min(a + _LOOK, len(left)), b, min(b + _LOOK, len(right)))
        step = next((r for r in near if r.length >= _FOOTHOLD), None)
        if step is None:
            return found
        last = _stretch_after(left, right, step)
        found.append(last)


def _stretch_after(left: Ints, right: Ints, run: Run) -> Run:
    length = run.length
    while (
        run.left + length < len(left)
        and run.right + length < len(right)
        and left[run.left + length] == right[run.right + length]
    ):
        length += 1
    return Run(run.left, run.right, length)


def _before(left: Ints, right: Ints, first: Run) -> list[Run]:
    """As ``_beyond``, to the other side: the same search in the reports read backwards."""
    mirrored = Run(len(left) - first.left_end, len(right) - first.right_end, first.length)
    found = _beyond(left[::-1], right[::-1], mirrored)
    return [Run(len(left) - r.left_end, len(right) - r.right_end, r.length) for r in reversed(found)]
