"""What a place to keep a record must offer: a `Store`, the `Writer` it lends for one transaction, the `View` it reads.

A record holds inputs (how each ended), reports, claims, reuse and decisions. A rule's decisions and the reuse are
computed from the claims and replaced together by each linking; a person's decisions are only ever added. Beside them
stand enrichments: what files from outside say of entities.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from communique.model.nearby import Entry, Found, Marks
from communique.model.outside import Enrichment
from communique.model.record import Claim, Decision, Signed
from communique.model.report import Outcome, Report, Status
from communique.model.reuse import Reuse


@dataclass(frozen=True, slots=True)
class InputRow:
    """How one input ended, by which version of the reader; ``report`` is a report's id, "" where none could be made.

    ``content`` is the SHA-256 of the input's bytes, "" where they could not be read.
    """

    source: str
    content: str
    status: Status
    code: str
    message: str
    reader: str
    report: str = ""


class View(Protocol):
    """Reads a record; every answer is in a stable order that does not depend on the order of reading."""

    def inputs(self) -> tuple[InputRow, ...]:
        """All inputs by source, then content."""

    def reports(self, only: Collection[str] | None = None) -> tuple[Report, ...]:
        """All reports, or those with the ids ``only``, by publication date (undated last), then name, then id."""

    def claims(self, report: str | None = None, about: Collection[str] | None = None) -> tuple[Claim, ...]:
        """All claims, or those of one report: in the order of `reports`, then as the reader gave them.

        Of one report, ``about`` asks for those about some subjects (keys) only.
        """

    def reuse(self, of: Collection[str] | None = None) -> tuple[Reuse, ...]:
        """The passages in more than one report, as the last linking gave them; or those that ``of`` (ids) have."""

    def rule_decisions(self) -> tuple[Decision, ...]:
        """The decisions of the last linking, as it gave them."""

    def human_decisions(self) -> tuple[Decision, ...]:
        """The decisions of persons in the order in which they were made."""

    def enrichments(self) -> tuple[Enrichment, ...]:
        """What files from outside say, also what was taken away: by file, mention and outside identifier."""

    def linked(self) -> str:
        """The version of the rules that linked everything in the record, "" where something was read since."""


class Nearby(Protocol):
    """The index of a large record: which reports and things are near a new report, and what they are part of.

    All of it follows from the rest of the record, and goes with every linking of the whole.
    """

    def size(self) -> int:
        """How many reports the record holds."""

    def version(self) -> str:
        """The rules by which the index was made together with a linking that still stands, "" where there is none."""

    def waiting(self) -> Mapping[str, bool]:
        """The reports (ids) that are to be linked, and whether they were linked before."""

    def telling(self) -> int:
        """How many of the reports in the index tell events."""

    def lost(self, keys: Collection[str]) -> set[str]:
        """Those of ``keys`` that no subject bears."""

    def told(self, stems: Collection[int]) -> Mapping[int, int]:
        """In how many reports each word (its digest) stands."""

    def near(self, marks: Marks, most: int) -> Sequence[str]:
        """The reports (ids) that share most with one: rare words before frequent ones, shingles, days close by."""

    def sharing(self, shingles: Collection[int], most: int) -> Sequence[str]:
        """The reports (ids) that share a shingle, those that share most of them first."""

    def reuse_with(self, reports: Collection[str]) -> Mapping[int, Collection[str]]:
        """The number of each shared passage in one of ``reports`` (ids), with the reports (ids) that share it."""

    def found(self, keys: Collection[int], day: int, most: int) -> list[Found]:
        """The entries under each of ``keys``, the nearest ``most`` of them on either side of ``day``."""

    def clusters(self, keys: Collection[str]) -> Mapping[str, int]:
        """The cluster of each subject (by key) that is part of one."""

    def add(self, marks: Iterable[Marks], entries: Iterable[Entry]) -> None:
        """Enter reports by their marks, and things."""

    def cluster(self, groups: Iterable[Sequence[str]]) -> None:
        """Make one cluster of the subjects (keys) of each group, and of the clusters that they are part of."""

    def settle(self, version: str) -> None:
        """Write down that the index is as the linking by ``version`` left it."""


class Writer(Protocol):
    """Writes within one transaction, which is kept as a whole or not at all."""

    @property
    def nearby(self) -> Nearby | None:
        """The index, where there is one."""

    def put(self, outcome: Outcome, content: str, reader: str, claims: Iterable[Claim] = ()) -> None:
        """Keep the end of one input; a report that an older reader made of the same input is replaced as a whole.

        What was linked before stays until the next linking, but goes where the claims it rests on go.
        """

    def link(self, version: str, reuse: Iterable[Reuse], decisions: Iterable[Decision]) -> None:
        """Replace all reuse and all decisions of rules; throw the index away."""

    def link_beside(
        self, version: str, gone: Iterable[int], reuse: Iterable[Reuse], decisions: Iterable[Decision]
    ) -> None:
        """Add the reuse and decisions that new reports bring to what stands, without the reuse numbered ``gone``."""

    def decide(self, decision: Decision) -> None:
        """Add a person's decision."""

    def enrich(self, file: str, sha256: str, found: Iterable[Enrichment], again: bool = False) -> int:
        """Replace what a file of this name or content gave, and return how much that was.

        What was taken away stays so; ``again`` lets go of it where ``found`` has the same outside identifier.
        """

    def take_away(self, found: Iterable[Enrichment], removal: Signed) -> None:
        """Mark ``found``, as the view gave them, as taken away."""


class Store(View, Protocol):
    """Keeps a record."""

    def writing(self) -> AbstractContextManager[Writer]:
        """A writer for one transaction: kept at the end of the block, undone where the block raises."""

    def close(self) -> None:
        """Let go of the store."""


def report_order(report: Report) -> tuple[bool, str, str, str]:
    """Sorts reports by publication date (undated last), then name, then id."""
    published = report.published.value if report.published else ""
    return (not published, published, report.name, report.id)
