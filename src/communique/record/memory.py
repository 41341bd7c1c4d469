"""A record in memory, for tests and for reading a handful of reports without a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace

from communique.model.outside import Enrichment
from communique.model.record import Claim, Decision, Signed
from communique.model.report import Outcome, Report
from communique.model.reuse import Reuse
from communique.record.store import InputRow, report_order


class MemoryStore:
    """Keeps a record in dictionaries; also its own writer."""

    def __init__(self) -> None:
        self._inputs: dict[tuple[str, str], InputRow] = {}
        self._reports: dict[str, Report] = {}
        self._claims: dict[str, tuple[Claim, ...]] = {}
        self._reuse: tuple[Reuse, ...] = ()
        self._rules: tuple[Decision, ...] = ()
        self._human: tuple[Decision, ...] = ()
        self._enriched: dict[tuple[str, str, str], Enrichment] = {}
        self._linked = ""

    # -- view ----------------------------------------------------------------------------------------------------------

    def inputs(self) -> tuple[InputRow, ...]:
        """All inputs by source, then content."""
        return tuple(row for _, row in sorted(self._inputs.items()))

    nearby = None  # held in memory, it is small enough to be linked anew as a whole

    def reports(self, only: Collection[str] | None = None) -> tuple[Report, ...]:
        """All reports, or those with the ids ``only``, by publication date, name, id."""
        found = (r for r in self._reports.values() if only is None or r.id in only)
        return tuple(sorted(found, key=report_order))

    def claims(self, report: str | None = None, about: Collection[str] | None = None) -> tuple[Claim, ...]:
        """All claims, or those of one report, or those about its subjects ``about`` (keys)."""
        if report is not None:
            return tuple(c for c in self._claims.get(report, ()) if about is None or c.key in about)
        return tuple(claim for r in self.reports() for claim in self._claims[r.id])

    def reuse(self, of: Collection[str] | None = None) -> tuple[Reuse, ...]:
        """Passages in more than one report; or those that one of ``of`` (ids) has."""
        return tuple(r for r in self._reuse if of is None or any(p.report in of for p in r.passages))

    def rule_decisions(self) -> tuple[Decision, ...]:
        """The decisions of the last linking."""
        return self._rules

    def human_decisions(self) -> tuple[Decision, ...]:
        """The decisions of persons, oldest first."""
        return self._human

    def enrichments(self) -> tuple[Enrichment, ...]:
        """What files from outside say, also what was taken away."""
        return tuple(found for _, found in sorted(self._enriched.items()))

    def linked(self) -> str:
        """The rules that linked everything here, or ""."""
        return self._linked

    # -- writer --------------------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[MemoryStore]:
        """Lends itself as the writer; puts everything back where the block raises."""
        before = {name: copy(value) for name, value in vars(self).items()}
        try:
            yield self
        except BaseException:
            vars(self).update(before)
            raise

    def put(self, outcome: Outcome, content: str, reader: str, claims: Iterable[Claim] = ()) -> None:
        """Keep the end of one input."""
        report = outcome.report
        row = InputRow(
            outcome.source, content, outcome.status, outcome.code, outcome.message, reader, report.id if report else ""
        )
        superseded = [
            k for k, r in self._inputs.items() if r.source == row.source and (not r.report or k[1] == content)
        ]
        gone = {self._inputs.pop(key).report for key in superseded} - {""}
        self._inputs[row.source, content] = row
        self._drop(gone - {r.report for r in self._inputs.values()})
        if gone or (report is not None and report.id in self._reports):
            self._reuse, self._rules = (), ()
        if gone or report is not None:
            self._linked = ""
        if report is not None:
            self._reports[report.id] = report
            self._claims[report.id] = tuple(claims)

    def link(self, version: str, reuse: Iterable[Reuse], decisions: Iterable[Decision]) -> None:
        """Replace all reuse and all decisions of rules."""
        self._linked, self._reuse, self._rules = version, tuple(reuse), tuple(decisions)

    def link_beside(
        self, version: str, gone: Iterable[int], reuse: Iterable[Reuse], decisions: Iterable[Decision]
    ) -> None:
        """Add reuse and decisions to what stands."""
        dropped = set(gone)
        kept = (entry for number, entry in enumerate(self._reuse) if number not in dropped)
        self.link(version, (*kept, *reuse), (*self._rules, *decisions))

    def decide(self, decision: Decision) -> None:
        """Add a person's decision."""
        self._human += (decision,)
        self._linked = ""

    def enrich(self, file: str, sha256: str, found: Iterable[Enrichment], again: bool = False) -> int:
        """Replace what a file gave."""
        new = tuple(found)
        ids = {e.outside for e in new} if again else set()
        old = {key for key, e in self._enriched.items() if e.removal is None and (e.file == file or e.sha256 == sha256)}
        for key in old | {key for key, e in self._enriched.items() if e.removal is not None and e.outside in ids}:
            del self._enriched[key]
        self._enriched |= {(e.file, e.mention, e.outside): e for e in new}
        return len(old)

    def take_away(self, found: Iterable[Enrichment], removal: Signed) -> None:
        """Mark what was found as taken away."""
        for e in found:
            key = (e.file, e.mention, e.outside)
            self._enriched[key] = replace(self._enriched[key], removal=removal)

    def close(self) -> None:
        """Nothing to let go of."""

    def _drop(self, reports: Iterable[str]) -> None:
        for report in reports:
            del self._reports[report], self._claims[report]
