"""Claims gathered by what they are about, and the clusters of subjects that are held to be one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.model.outside import Enrichment
from communique.model.record import Claim, Decision
from communique.model.report import Report
from communique.model.reuse import Reuse


@dataclass(frozen=True, slots=True)
class Subject:
    """A chain, event mention or statement mention with its claims; ``order`` sorts by report, then by place in it."""

    key: str
    report: str
    order: tuple[int, int, int, str]
    claims: tuple[Claim, ...]
    by_prop: Mapping[str, Sequence[Claim]]

    def all(self, prop: str) -> Sequence[Claim]:
        """Its claims of property ``prop``."""
        return self.by_prop.get(prop, ())

    def first(self, prop: str) -> Claim | None:
        """Its first claim of property ``prop``."""
        found = self.by_prop.get(prop)
        return found[0] if found else None


Cluster = tuple[Subject, ...]


@dataclass(frozen=True)
class Material:
    """What a record is assembled from.

    ``clusters`` maps a claim key to the key that stands for its cluster; a key it does not hold stands alone.
    ``enrichments`` are what files from outside say, but for what was taken away.
    """

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    clusters: Mapping[str, str] | None = None
    enrichments: tuple[Enrichment, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Report]:
        """The reports by id."""
        return {report.id: report for report in self.reports}

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each report in the order of reports."""
        return {report.id: i for i, report in enumerate(self.reports)}

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """All subjects in the order of the texts."""
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            claims[claim.key].append(claim)
        found = (self._subject(key, tuple(of)) for key, of in claims.items())
        return tuple(sorted(found, key=lambda subject: subject.order))

    def _subject(self, key: str, claims: tuple[Claim, ...]) -> Subject:
        claim = claims[0]
        start, _, end = claim.subject[1:].partition("-")
        by_prop: dict[str, list[Claim]] = defaultdict(list)
        for each in claims:
            by_prop[each.prop].append(each)
        order = (self.rank[claim.report], int(start), int(end), claim.subject)
        return Subject(key, claim.report, order, claims, by_prop)

    def grouped(self, letter: str) -> tuple[Cluster, ...]:
        """The clusters of subjects whose ids begin with ``letter``, in the order of their first members."""
        return tuple(tuple(group) for group in self._groups.get(letter, {}).values())

    @cached_property
    def _groups(self) -> dict[str, dict[str, list[Subject]]]:
        clusters = self.clusters or {}
        found: dict[str, dict[str, list[Subject]]] = defaultdict(lambda: defaultdict(list))
        for subject in self.subjects:
            found[subject.order[3][0]][clusters.get(subject.key, subject.key)].append(subject)
        return found

    @cached_property
    def _decisions_by_end(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            found[decision.left].append(decision)
        return found

    def decisions_within(self, members: Iterable[str]) -> tuple[Decision, ...]:
        """The decisions both of whose ends are among ``members``."""
        keys = set(members)
        return tuple(d for key in sorted(keys) for d in self._decisions_by_end.get(key, ()) if d.right in keys)


def flat(words: str) -> str:
    """``words`` with every run of white space as one space, as quotes are shown."""
    return " ".join(words.split())
