"""From passages of two reports to one entry for each set of reports that shares a passage.

Words of different reports that were aligned form a column, as in a multiple alignment; columns that go on word by word
in the same reports form a block. Along the earliest report of the blocks, neighbours with the same set of reports form
one passage; where the set changes, the next one begins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from communique.model.report import Report
from communique.model.reuse import Passage, Reuse
from communique.reuse.align import DROP, LEAST_SCORE, LEAST_WORDS, Shared, align, score
from communique.reuse.index import find_seeds
from communique.reuse.shingle import Flags, Ints, Vocabulary, Words

Place = int  # report (in the order of origin) and word, as one number
_BITS = 32  # of a place that hold the word


@dataclass(frozen=True, slots=True)
class Block:
    """``length`` words in a row that are equal in several reports: where they begin, by report, the earliest first."""

    starts: Mapping[int, int]
    length: int

    @property
    def lead(self) -> tuple[int, int]:
        """The earliest report, and where the block begins there."""
        return next(iter(self.starts.items()))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks in a row that the same reports share: ``size`` words that are equal in some of them.

    ``bounds`` has the first and last word of the stretch in each report.
    """

    reports: frozenset[int]
    blocks: tuple[Block, ...]
    size: int
    bounds: Mapping[int, tuple[int, int]]

    def length(self, report: int) -> int:
        """How many words the stretch takes in ``report``."""
        first, last = self.bounds[report]
        return last - first + 1


def find_reuse(reports: Sequence[Report]) -> tuple[Reuse, ...]:
    """Passages of at least 20 words that stand, word for word or rewritten, in two or more reports.

    An entry names all reports that share its passage; entries do not overlap. Entries stand in the order of their first
    passage: by report in the order of publication (undated last), then by place.
    """
    vocabulary = Vocabulary()
    texts = [vocabulary.read(r) for r in sorted(reports, key=_origin)]
    shared = ((s.left, s.right, p) for s in find_seeds(texts) for p in align(texts[s.left], texts[s.right], s))
    stretches = [s for group in _neighbours(_blocks(shared)) for s in _settle(group)]
    found = [_entry(s, texts) for s in _without_overlap(s for s in stretches if _counts(s))]
    return tuple(found)


def _origin(report: Report) -> tuple[date, str, str]:
    return report.published_on or date.max, report.name, report.id


# -- blocks ------------------------------------------------------------------------------------------------------------


def _blocks(shared: Iterable[tuple[int, int, Shared]]) -> list[Block]:
    """All blocks of at least two reports, in the order of their beginnings in the earliest report."""
    runs = [
        (left << _BITS | run.left, right << _BITS | run.right, run.length)
        for left, right, passage in shared
        for run in passage.runs
    ]
    if not runs:
        return []
    column, place = _columns(np.array(runs, dtype=np.int64))
    starts = np.flatnonzero(np.append(True, column[1:] != column[:-1]))
    sizes = np.diff(np.append(starts, len(column)))
    goes_on = _goes_on(place, starts, sizes)
    firsts = np.flatnonzero(~goes_on)
    lengths = np.diff(np.append(firsts, len(starts)))
    places, word = place.tolist(), (1 << _BITS) - 1
    return [
        Block({p >> _BITS: p & word for p in places[start : start + size]}, length)
        for start, size, length in zip(starts[firsts].tolist(), sizes[firsts].tolist(), lengths.tolist(), strict=True)
    ]


def _columns(runs: Ints) -> tuple[Ints, Ints]:
    """Each place that a run tells of with the first place of its column, by column and place, one place a report."""
    lengths = runs[:, 2]
    offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    ends = np.repeat(runs[:, :2], lengths, axis=0) + offsets[:, None]
    place, index = np.unique(ends, return_inverse=True)
    column = place[_components(len(place), index.reshape(-1, 2))]
    order = np.lexsort((place, column))
    column, place = column[order], place[order]
    report = place >> _BITS
    fresh = np.append(True, (column[1:] != column[:-1]) | (report[1:] != report[:-1]))
    return column[fresh], place[fresh]


def _components(count: int, edges: Ints) -> Ints:
    """The smallest node that each of ``count`` nodes is connected with."""
    parent = np.arange(count)
    while True:
        ends = parent[edges]
        least = ends.min(axis=1)
        if (ends[:, 0] == ends[:, 1]).all():
            return parent
        np.minimum.at(parent, ends[:, 0], least)
        np.minimum.at(parent, ends[:, 1], least)
        while (parent[parent] != parent).any():
            parent = parent[parent]


def _goes_on(place: Ints, starts: Ints, sizes: Ints) -> Flags:
    """Whether each column follows, in the same reports and word by word, on the one before."""
    same_size = np.append(False, sizes[1:] == sizes[:-1])
    before = np.arange(len(place)) - np.repeat(sizes, sizes)
    step = place - place[np.maximum(before, 0)]
    steady = np.logical_and.reduceat(step == 1, starts)
    goes_on: Flags = same_size & steady
    return goes_on


# -- stretches ---------------------------------------------------------------------------------------------------------


def _neighbours(blocks: Sequence[Block]) -> list[list[Stretch]]:
    """Stretches that follow each other without a wide gap in their leading report, as one list each."""
    groups: list[list[Stretch]] = []
    taken: dict[int, list[tuple[int, int]]] = {}
    for block in blocks:
        for report, start in block.starts.items():
            taken.setdefault(report, []).append((start, start + block.length))
    for spans in taken.values():
        spans.sort()
    last: Block | None = None
    for block in blocks:
        one = _stretch(block)
        if last is None or not _adjoins(last, block, taken):
            groups.append([one])
        elif _joins(groups[-1][-1], one):
            groups[-1][-1] = _join(groups[-1][-1], one, one.reports)
        else:
            groups[-1].append(one)
        last = block
    return groups


def _adjoins(one: Block, two: Block, taken: Mapping[int, Sequence[tuple[int, int]]]) -> bool:
    """Whether two blocks stand close in one report, with only words between them that no other report shares."""
    (report, start), (other, then) = one.lead, two.lead
    end = start + one.length
    if report != other or then - end > DROP:
        return False
    spans = taken[report]
    return bisect_left(spans, (then, 0)) == bisect_right(spans, (start, end))


def _joins(left: Stretch, right: Stretch) -> bool:
    return left.reports == right.reports and _continues(left, right, left.reports)


def _continues(left: Stretch, right: Stretch, reports: Iterable[int]) -> bool:
    """Whether ``right`` goes on, in each of ``reports``, where ``left`` ends."""
    for report in reports:
        before = next((b for b in reversed(left.blocks) if report in b.starts), None)
        after = next((b for b in right.blocks if report in b.starts), None)
        if before and after and not 0 <= after.starts[report] - before.starts[report] - before.length <= DROP:
            return False
    return True


def _stretch(block: Block) -> Stretch:
    bounds = {report: (start, start + block.length - 1) for report, start in block.starts.items()}
    return Stretch(frozenset(bounds), (block,), block.length, bounds)


def _join(left: Stretch, right: Stretch, reports: frozenset[int]) -> Stretch:
    bounds = dict(left.bounds)
    for report, (first, last) in right.bounds.items():
        known = bounds.get(report)
        bounds[report] = (min(known[0], first), max(known[1], last)) if known else (first, last)
    return Stretch(reports, (*left.blocks, *right.blocks), left.size + right.size, bounds)


def _settle(group: list[Stretch]) -> list[Stretch]:
    """The stretches after those too short to be passages went over to a neighbour, shortest first.

    A word edited in one of three reports leaves a short stretch of the other two inside a passage of all three; twelve
    words of three reports within a passage of two belong to the two.
    """
    group = list(group)
    while True:
        short = sorted((s.size, i) for i, s in enumerate(group) if s.size < LEAST_WORDS)
        if not any(_absorb(group, i) for _, i in short):
            return group


def _absorb(group: list[Stretch], i: int) -> bool:
    """Joins stretch ``i`` to its neighbours where that makes a passage; whether it did."""
    before, after = group[i - 1] if i else None, group[i + 1] if i + 1 < len(group) else None
    if before and after and before.reports == after.reports:
        whole = _join(_join(before, group[i], before.reports), after, before.reports)
        if _continues(before, after, before.reports) and _points(whole) >= _points(before):
            group[i - 1 : i + 2] = [whole]
            return True
    for j in (i - 1, i + 1):
        if 0 <= j < len(group) and group[j].reports < group[i].reports:
            left, right = group[min(i, j)], group[max(i, j)]
            if _continues(left, right, group[j].reports):
                group[min(i, j) : max(i, j) + 1] = [_join(left, right, group[j].reports)]
                return True
    return False


# -- entries -----------------------------------------------------------------------------------------------------------


def _counts(stretch: Stretch) -> bool:
    """Whether it is a passage in each of its reports, by the measure of two."""
    return min(map(stretch.length, stretch.reports)) >= LEAST_WORDS and _points(stretch) >= LEAST_SCORE


def _points(stretch: Stretch) -> int:
    """The lowest score of the first report with any other."""
    return min(score(same, words) for same, words in _against_first(stretch))


def _similarity(stretch: Stretch) -> float:
    """The lowest share of equal words between the first report and any other."""
    return min(same / words for same, words in _against_first(stretch))


def _against_first(stretch: Stretch) -> Iterable[tuple[int, int]]:
    """For each report but the first: the words that equal those of the first, and the length of the longer of both."""
    first, *others = sorted(stretch.reports)
    for other in others:
        same = sum(b.length for b in stretch.blocks if first in b.starts and other in b.starts)
        yield same, max(stretch.length(first), stretch.length(other))


def _without_overlap(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The longest stretches that share no word in any report, in the order of origin."""
    taken: dict[int, list[tuple[int, int]]] = {}
    kept: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: (-s.size * len(s.reports), s.blocks[0].lead)):
        bounds = [(r, *stretch.bounds[r]) for r in stretch.reports]
        if not any(a <= last and first <= b for r, first, last in bounds for a, b in taken.get(r, ())):
            kept.append(stretch)
            for r, first, last in bounds:
                taken.setdefault(r, []).append((first, last))
    return sorted(kept, key=lambda s: s.blocks[0].lead)


def _entry(stretch: Stretch, texts: Sequence[Words]) -> Reuse:
    passages = tuple(Passage(texts[r].report.id, texts[r].span(*stretch.bounds[r])) for r in sorted(stretch.reports))
    return Reuse(passages, round(_similarity(stretch), 4))
