"""Which reports of one event are copies of one passage: those count as one independent origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from communique.model.record import Claim
from communique.model.reuse import Reuse
from communique.model.span import Span


class Origins:
    """Tells the origin of a claim: reports whose claims lie in one shared passage have the same."""

    def __init__(self, reuse: Iterable[Reuse]) -> None:
        self._passages: dict[str, list[tuple[Span, int]]] = defaultdict(list)
        for i, found in enumerate(reuse):
            for passage in found.passages:
                self._passages[passage.report].append((passage.span, i))

    def of(self, claims: Iterable[Claim]) -> dict[str, str]:
        """For each report among ``claims``, the report that stands for its origin."""
        reports = {claim.report: claim.report for claim in claims}
        by_passage: dict[int, str] = {}
        for claim in claims:
            for i in self._shared(claim):
                _join(reports, claim.report, by_passage.setdefault(i, claim.report))
        return {report: _root(reports, report) for report in reports}

    def _shared(self, claim: Claim) -> list[int]:
        span = claim.span
        return [i for passage, i in self._passages.get(claim.report, ()) if span is not None and passage.overlaps(span)]


def _root(parents: dict[str, str], report: str) -> str:
    while parents[report] != report:
        report = parents[report]
    return report


def _join(parents: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first
