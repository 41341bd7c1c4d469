"""What a large record is searched by when a report is added to it: numbers, each the digest of some words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from hashlib import blake2b

UNDATED = 0  # the day of what has no date


def digest(*words: str) -> int:
    """The words as a number of 64 bits with sign, the same on every machine.

    >>> digest("a", "b") == digest("a b")
    True
    """
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big", signed=True)


def day_number(day: Day | None) -> int:
    """The day as Python counts them, `UNDATED` for None."""
    return day.toordinal() if day else UNDATED


@dataclass(frozen=True, slots=True)
class Marks:
    """What a report is found by: the words of the sentences that tell events, and some of its shingles."""

    report: str
    day: int
    stems: frozenset[int]
    shingles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to find the thing that ``chain`` (its key) is a mention of, in a report of ``day``."""

    key: int
    day: int
    chain: str


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of the index, with the cluster that its chain is part of, None where it is part of none."""

    entry: Entry
    cluster: int | None
