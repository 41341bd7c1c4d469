"""What a place to keep a record must offer: a `Store`, the `Writer` it lends for one transaction, the `View` it reads.

A record holds inputs (how each ended), reports, claims, reuse and decisions. A rule's decisions and the reuse are
computed from the claims and replaced together by each linking; a person's decisions are only ever added. Beside them
stand enrichments: what files from outside say of entities.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

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

    def reports(self) -> tuple[Report, ...]:
        """All reports by publication date (undated last), then name, then id."""

    def claims(self, report: str | None = None) -> tuple[Claim, ...]:
        """All claims, or those of one report: in the order of `reports`, then as the reader gave them."""

    def reuse(self) -> tuple[Reuse, ...]:
        """The passages found in more than one report, as the last linking gave them."""

    def rule_decisions(self) -> tuple[Decision, ...]:
        """The decisions of the last linking, as it gave them."""

    def human_decisions(self) -> tuple[Decision, ...]:
        """The decisions of persons in the order in which they were made."""

    def enrichments(self) -> tuple[Enrichment, ...]:
        """What files from outside say, also what was taken away: by file, mention and outside identifier."""

    def linked(self) -> str:
        """The version of the rules that linked everything in the record, "" where something was read since."""


class Writer(Protocol):
    """Writes within one transaction, which is kept as a whole or not at all."""

    def put(self, outcome: Outcome, content: str, reader: str, claims: Iterable[Claim] = ()) -> None:
        """Keep the end of one input; a report that an older reader made of the same input is replaced as a whole.

        What was linked before stays until the next linking, but goes where the claims it rests on go.
        """

    def link(self, version: str, reuse: Iterable[Reuse], decisions: Iterable[Decision]) -> None:
        """Replace all reuse and all decisions of rules."""

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
