"""Reports as numbered words, and fingerprints of every few words in a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.model.nearby import digest
from communique.model.report import Report
from communique.model.span import Span

WORD = re.compile(r"[^\W_]+")
Ints = npt.NDArray[np.signedinteger]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits well mixed: the golden ratio as a 64-bit fraction


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one report's body: a number for each (equal words, equal numbers) and where each stands."""

    report: Report
    ids: Ints
    starts: Ints
    ends: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def span(self, first: int, last: int) -> Span:
        """The characters from word ``first`` to word ``last``, inclusive."""
        return Span(int(self.starts[first]), int(self.ends[last]))


def fold(word: str) -> str:
    """A word without case and accents, for comparison.

    >>> fold("Türkiye")
    'turkiye'
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


class Vocabulary:
    """Numbers words in the order in which they are met; spellings that fold alike share a number."""

    def __init__(self) -> None:
        self._folded: dict[str, int] = {}
        self._seen: dict[str, int] = {}

    def number(self, word: str) -> int:
        """The number of ``word``."""
        known = self._seen.get(word)
        if known is None:
            known = self._folded.setdefault(fold(word), len(self._folded))
            self._seen[word] = known
        return known

    def read(self, report: Report) -> Words:
        """The words within the report's body; titles, bylines and links outside it are not reuse."""
        text, number, seen = report.text, self.number, self._seen
        spans = [match.span() for part in report.body for match in WORD.finditer(text, part.start, part.end)]
        words = [text[start:end] for start, end in spans]
        ids = [known if (known := seen.get(word)) is not None else number(word) for word in words]
        places = np.array(spans, dtype=np.int32).reshape(-1, 2)
        return Words(report, _ints(ids), places[:, 0], places[:, 1])


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int32)


def shingles(ids: Ints, size: int) -> Hashes:
    """A fingerprint for every ``size`` words in a row: entry i covers words i to i + size - 1.

    >>> bool(shingles(_ints([1, 2, 3]), 3)[0] == shingles(_ints([9, 1, 2, 3]), 3)[1])
    True
    """
    count = len(ids) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    words = (ids.astype(np.uint64) + np.uint64(1)) * _MULTIPLIER
    words ^= words >> np.uint64(29)
    total = np.zeros(count, dtype=np.uint64)
    for i in range(size):
        total = total * _MULTIPLIER + words[i : i + count]
    return total


def sampled(report: Report, size: int, every: int) -> frozenset[int]:
    """Digests of about one in ``every`` of a report's shingles of ``size`` words: the same ones in every report."""
    words = [fold(m.group()) for part in report.body for m in WORD.finditer(report.text, part.start, part.end)]
    found = (digest(*words[i : i + size]) for i in range(len(words) - size + 1))
    return frozenset(number for number in found if number % every == 0)
