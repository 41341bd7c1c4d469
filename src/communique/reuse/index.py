"""Which two reports share words, and where: an index of shingles over all reports.

A shingle that stands in many reports links each of them to the one before it and to the earliest only, never all with
all, so the work grows with the length of the reports, not with the square of their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from communique.model.report import Report
from communique.reuse.shingle import Flags, Ints, Words, sampled, shingles

SAMPLE = 8  # one shingle in so many is enough to look for reports that share a passage: 20 words have 17 of them
SHINGLE = 4  # words; of 25-word passages with one word in ten changed, 4 finds 94 in a hundred, 5 finds 89, 8 finds 85
NEAR = 30  # words that may lie between two shared shingles of one passage
SHIFT = 9  # words put in or left out between them
LEAST_EXTENT = 8  # words from the first to the last shared shingle that make a closer look worth while


@dataclass(frozen=True, slots=True)
class Seeds:
    """Places where reports ``left`` and ``right`` (indices) share a shingle: word positions, in the order of left."""

    left: int
    right: int
    at_left: Ints
    at_right: Ints


def find_seeds(texts: Sequence[Words], size: int = SHINGLE) -> Iterator[Seeds]:
    """The shared shingles of each two reports that may share a passage, ordered by left and right."""
    report, position, begins = _postings(texts, size)
    first, second = _several(report, *_links(begins))
    if not len(first):
        return
    order = np.lexsort((position[second], position[first], report[second], report[first]))
    first, second = first[order], second[order]
    left, right, at_left, at_right = report[first], report[second], position[first], position[second]
    keep = _dense(left, right, at_left, at_right, size)
    left, right, at_left, at_right = left[keep], right[keep], at_left[keep], at_right[keep]
    ends = np.flatnonzero((np.diff(left) != 0) | (np.diff(right) != 0)) + 1
    bounds = [0, *ends.tolist(), len(left)]
    for start, end in pairwise(bounds):
        if start < end:
            yield Seeds(int(left[start]), int(right[start]), at_left[start:end], at_right[start:end])


def marks_of(report: Report, size: int = SHINGLE, every: int = SAMPLE) -> frozenset[int]:
    """Digests of one in ``every`` of a report's shingles, the same ones wherever they stand."""
    return sampled(report, size, every)


def _postings(texts: Sequence[Words], size: int) -> tuple[Ints, Ints, Flags]:
    """All shingles that stand in several reports, the first of each report only, in the order of their fingerprints.

    Report and position of each, and whether it is the first with its fingerprint.
    """
    tables = [shingles(t.ids, size) for t in texts]
    if not tables:
        return np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.bool_)
    report = np.repeat(np.arange(len(tables), dtype=np.int32), [len(t) for t in tables])
    position = np.concatenate([np.arange(len(t), dtype=np.int32) for t in tables])
    hashes = np.concatenate(tables)
    tables.clear()
    order = np.argsort(hashes, kind="stable")
    hashes, report, position = hashes[order], report[order], position[order]
    del order
    changes = hashes[1:] != hashes[:-1]
    fresh = np.ones(len(hashes), dtype=np.bool_)
    fresh[1:] = changes | (report[1:] != report[:-1])
    hashes, report, position = hashes[fresh], report[fresh], position[fresh]
    begins = np.ones(len(hashes), dtype=np.bool_)
    begins[1:] = hashes[1:] != hashes[:-1]
    several = ~begins
    several[:-1] |= ~begins[1:]
    return report[several], position[several], begins[several]


def _links(begins: Flags) -> tuple[Ints, Ints]:
    """Pairs of postings (indices): each with the one before it of the same shingle, and with the earliest."""
    index = np.arange(len(begins), dtype=np.int64)
    earliest = np.maximum.accumulate(np.where(begins, index, 0))
    later = index[~begins]
    far = later[earliest[later] != later - 1]
    return np.concatenate([later - 1, earliest[far]]), np.concatenate([later, far])


def _several(report: Ints, first: Ints, second: Ints) -> tuple[Ints, Ints]:
    """The links of reports that have more than one: a single shared shingle makes no passage."""
    pair = report[first].astype(np.int64) << 32 | report[second]
    order = np.argsort(pair)
    pair = pair[order]
    same = pair[1:] == pair[:-1]
    keep = np.zeros(len(pair), dtype=np.bool_)
    keep[1:] |= same
    keep[:-1] |= same
    kept = order[keep]
    return first[kept], second[kept]


def _dense(left: Ints, right: Ints, at_left: Ints, at_right: Ints, size: int) -> Flags:
    """Which links lie in a row of links of the same two reports that is long enough to be looked at."""
    shift = at_left - at_right
    breaks = np.ones(len(left), dtype=np.bool_)
    breaks[1:] = (
        (np.diff(left) != 0) | (np.diff(right) != 0) | (np.diff(at_left) > NEAR) | (np.abs(np.diff(shift)) > SHIFT)
    )
    row = np.cumsum(breaks) - 1
    starts = np.flatnonzero(breaks)
    lasts = np.append(starts[1:], len(left)) - 1
    extent = at_left[lasts] - at_left[starts] + size
    wide: Flags = extent[row] >= LEAST_EXTENT
    return wide
