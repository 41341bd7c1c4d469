"""The passages that two reports share, word for word or rewritten.

Around seeds that lie close together in both reports the longest common subsequence of words is taken. Along it each
equal word counts one point and each word that has no partner costs one (of two gaps that face each other, the longer).
A passage is a stretch that scores well: its ends are where the score stops rising.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from communique.reuse.index import NEAR, SHIFT, SHINGLE, Seeds
from communique.reuse.shingle import Ints, Words

LEAST_WORDS = 20  # the annotation guide: a passage of at least 20 words
LEAST_SCORE = 12  # twenty words with one in five changed; the longer a passage, the more of it may be changed
DROP = 9  # points lost since the highest score, or changed words in a row, that end a passage
MARGIN = 30  # words looked at beyond the seeds
PIECE = 2000  # words aligned at once: memory grows with their square. What goes on in the next piece is one passage
_OPEN = 4  # windows kept open for joining: a stray seed between two parts of a passage must not part them


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


@dataclass(slots=True)
class _Window:
    """Where the seeds of one passage lie, first and last word of both reports."""

    left: int
    left_end: int
    right: int
    right_end: int


def align(left: Words, right: Words, seeds: Seeds) -> tuple[Shared, ...]:
    """The passages of at least 20 words that two reports share, in the order of the left one."""
    found = [p for w in _windows(seeds) for p in _segments(_common(left.ids, right.ids, w)) if is_passage(p)]
    return tuple(sorted(found, key=lambda p: (p.runs[0].left, p.runs[0].right)))


def is_passage(shared: Shared) -> bool:
    """Whether it is long enough and enough of it is the same."""
    return shared.words >= LEAST_WORDS and score(shared.same, shared.words) >= LEAST_SCORE


def score(same: int, words: int) -> int:
    """Points of a passage of ``words`` words with ``same`` equal ones."""
    return 2 * same - words


def _windows(seeds: Seeds) -> list[_Window]:
    """The seeds in rows; rows that go on in both reports where another ended are one."""
    at_left, at_right = seeds.at_left, seeds.at_right
    shift = at_left - at_right
    broken = (np.diff(at_left) > NEAR) | (np.abs(np.diff(shift)) > SHIFT) | (np.diff(at_left // PIECE) > 0)
    starts = np.append(0, np.flatnonzero(broken) + 1)
    lasts = np.append(starts[1:], len(at_left)) - 1
    windows: list[_Window] = []
    for i, j in zip(starts.tolist(), lasts.tolist(), strict=True):
        rights = at_right[i : j + 1]
        row = _Window(int(at_left[i]), int(at_left[j]) + SHINGLE, int(rights.min()), int(rights.max()) + SHINGLE)
        home = next((w for w in reversed(windows[-_OPEN:]) if _follows(w, row)), None)
        if home is None:
            windows.append(row)
        else:
            home.left_end, home.right_end = max(home.left_end, row.left_end), max(home.right_end, row.right_end)
    return windows


def _follows(window: _Window, row: _Window) -> bool:
    """Whether ``row`` goes on near where ``window`` ends; repeated words may make the two overlap a little."""
    if window.left_end - window.left > PIECE:
        return False
    gaps = (row.left - window.left_end, row.right - window.right_end)
    return min(gaps) >= -SHINGLE and max(gaps) <= NEAR


def _common(left: Ints, right: Ints, window: _Window) -> list[Run]:
    """The longest common subsequence of words in and around a window, as runs."""
    a, b = max(0, window.left - MARGIN), max(0, window.right - MARGIN)
    one = left[a : window.left_end + MARGIN].tolist()
    two = right[b : window.right_end + MARGIN].tolist()
    steps = LCSseq.opcodes(one, two)
    return [Run(a + s.src_start, b + s.dest_start, s.src_end - s.src_start) for s in steps if s.tag == "equal"]


def _segments(runs: Sequence[Run]) -> Iterator[Shared]:
    """The stretches of ``runs`` whose score rises, each up to where it is highest."""
    first = 0
    while first < len(runs):
        points = best = runs[first].length
        last = first
        for i in range(first + 1, len(runs)):
            gap = max(runs[i].left - runs[i - 1].left_end, runs[i].right - runs[i - 1].right_end)
            points -= gap
            if points <= 0 or gap > DROP or points < best - DROP:
                break
            points += runs[i].length
            if points > best:
                best, last = points, i
        yield Shared(tuple(runs[first : last + 1]))
        first = last + 1
