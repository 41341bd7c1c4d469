"""Puts together what all reports of a record tell: anew as a whole, or, in a large record, what is new beside the rest.

Design: ``docs/design/0007-linking-beside.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Protocol

from communique.merge import clusters, rebound
from communique.merge.canonical import groups, in_force
from communique.merge.link import link_subjects
from communique.merge.lookup import Standing, entries, stems_told
from communique.merge.pairs import Frequencies, frequencies
from communique.merge.subjects import ChainView, EventView, Subjects, gather
from communique.model.nearby import Entry, Found, Marks, day_number, digest
from communique.model.record import Decision, Judgement
from communique.model.report import Report
from communique.model.reuse import Reuse
from communique.record.store import Nearby, Store, Writer
from communique.reuse import find_reuse, marks_of

QUARTER = 91  # days in which one entry of a thing under one key is enough


@dataclass(frozen=True)
class Limits:
    """When a record is large, and how much of it is looked at for what is new.

    Linked anew as a whole are records of up to ``small`` reports, and those of which more than one in ``share`` is new,
    in batches of ``batch`` where there are more than two of them. For each new report ``near`` others are looked at,
    for all of a batch ``most``; for each name ``things`` that it may be; ``family`` reports that share passages.
    """

    small: int = 300
    share: int = 4
    batch: int = 1000
    near: int = 16
    most: int = 1000
    things: int = 12
    family: int = 200


LIMITS = Limits()


class Progress(Protocol):
    """Told when linking begins."""

    def linking(self, reports: int) -> None:
        """What ``reports`` reports tell is now put together."""


def link(store: Store, version: str, now: str, progress: Progress, limits: Limits = LIMITS, anew: bool = False) -> None:
    """Put together what all reports tell: shared passages, and which chains and events are one thing.

    A pure function of the claims and of persons' decisions in small records, and wherever the rules or these decisions
    are new. What is added to a large record is linked beside what stands, unless ``anew``. ``now`` is written into the
    decisions, ``version`` tells the rules.
    """
    if store.linked() == version and not anew:
        return
    with store.writing() as writer:  # first, so that no other process adds reports in between
        nearby = writer.nearby
        size = nearby.size() if nearby else len(store.reports())
        if nearby is None or size <= limits.small:
            progress.linking(size)
            _whole(store, writer, version, now, None)
            return
        waiting = nearby.waiting()
        if anew or nearby.version() != version or len(waiting) * limits.share > size:
            progress.linking(size)
            if size <= 2 * limits.batch:
                _whole(store, writer, version, now, nearby)
                return
            writer.link(version, (), ())
            ordered = [(report.id, False) for report in store.reports()]
        else:
            progress.linking(len(waiting))
            ordered = [(report.id, waiting[report.id]) for report in store.reports(waiting)]
        for start in range(0, len(ordered), limits.batch):
            _Beside(store, writer, nearby, limits).link(dict(ordered[start : start + limits.batch]), version, now)


def _whole(store: Store, writer: Writer, version: str, now: str, index: Nearby | None) -> None:
    reports, claims = store.reports(), store.claims()
    reuse, persons = find_reuse(reports), rebound(store.human_decisions(), claims)
    subjects = gather(reports, claims)
    decisions = link_subjects(subjects, reports, reuse, persons, now)
    writer.link(version, reuse, decisions)
    if index is not None:
        one = clusters((*subjects.chains, *subjects.events), (*decisions, *persons))
        index.cluster(groups(one))
        named = (entry for view in subjects.chains.values() if view.names for entry in entries(view))
        index.add(_marks(reports, subjects), _fresh_entries(named, one, ()))
        index.settle(version)


# -- what a report is found by -----------------------------------------------------------------------------------------


def _marks(reports: Iterable[Report], subjects: Subjects) -> list[Marks]:
    events: dict[str, list[EventView]] = {}
    for event in subjects.events.values():
        events.setdefault(event.report, []).append(event)
    return [
        Marks(r.id, day_number(r.published_on), _digests(stems_told(events.get(r.id, ()))), marks_of(r))
        for r in reports
    ]


def _digests(words: Iterable[str]) -> frozenset[int]:
    return frozenset(map(digest, words))


def _fresh_entries(new: Iterable[Entry], cluster: Mapping[str, object], known: Iterable[Entry]) -> Iterator[Entry]:
    """The ``new`` entries, but for those of one thing under one key in one quarter of a year, also with ``known``."""
    days: dict[tuple[int, object], list[int]] = {}
    for entry in known:
        days.setdefault((entry.key, cluster.get(entry.chain, entry.chain)), []).append(entry.day)
    for entry in new:
        own = days.setdefault((entry.key, cluster.get(entry.chain, entry.chain)), [])
        if all(abs(day - entry.day) > QUARTER for day in own):
            own.append(entry.day)
            yield entry


# -- beside what stands ------------------------------------------------------------------------------------------------


class _Beside:
    """Links new reports with those near them, and with the things that they may name."""

    def __init__(self, store: Store, writer: Writer, nearby: Nearby, limits: Limits) -> None:
        self._store, self._writer, self._nearby, self._limits = store, writer, nearby, limits

    def link(self, fresh: Mapping[str, bool], version: str, now: str) -> None:
        """Decide what is new by way of the reports ``fresh`` (ids), and enter them into the index.

        Those that were linked before are in it already, with the passages that they share.
        """
        reports = self._store.reports(fresh)
        new = [report for report in reports if not fresh[report.id]]
        claims = [claim for r in reports for claim in self._store.claims(r.id)]
        subjects = gather(reports, claims)
        marks = _marks(reports, subjects)
        entered = [mark for mark in marks if not fresh[mark.report]]
        gone, shared = self._reuse(new, entered)
        reuse = (*shared, *self._store.reuse({report for report, again in fresh.items() if again}))
        own = {key: entries(view) for key, view in subjects.chains.items()}
        known = {key: self._known(own[key], view) for key, view in subjects.chains.items()}
        around = self._around(marks, reuse)
        loaded = {*fresh, *(r.id for r in around)}
        things = {key for found in known.values() for key in self._likely(found)}
        named = {key for key in things if key.partition("/")[0] not in loaded}
        around += self._store.reports({key.partition("/")[0] for key in named})
        told = (c for r in around for c in self._store.claims(r.id, None if r.id in loaded else named))
        others = gather(around, told)
        standing = self._standing(fresh, others, subjects)
        scene = Subjects(subjects.chains | others.chains, subjects.events | others.events)
        decisions = link_subjects(scene, [*reports, *around], reuse, (), now, standing)
        self._writer.link_beside(version, gone, shared, decisions)
        self._nearby.cluster((d.left, d.right) for d in decisions if d.judgement is Judgement.SAME)
        met = [one.entry for found in known.values() for one in found]
        clusters_now = self._nearby.clusters({*subjects.chains, *(entry.chain for entry in met)})
        named_here = (entry for key, view in subjects.chains.items() if view.names for entry in own[key])
        self._nearby.add(entered, _fresh_entries(named_here, clusters_now, met))
        self._nearby.settle(version)

    def _known(self, own: Iterable[Entry], view: ChainView) -> list[Found]:
        """The entries under any of the keys that a chain has by its ``own`` ones, in days around its day."""
        keys = {entry.key for entry in own}
        return self._nearby.found(keys, day_number(view.published), self._limits.things)

    def _likely(self, found: Iterable[Found]) -> list[str]:
        """One chain of each thing among ``found``: of those with most keys in common the one met most often."""
        met: dict[object, Counter[str]] = {}
        for one in found:
            met.setdefault(one.cluster or one.entry.chain, Counter())[one.entry.chain] += 1
        best = sorted((-max(row.values()), *min((-n, chain) for chain, n in row.items())) for row in met.values())
        return [chain for *_, chain in best[: self._limits.things]]

    def _around(self, marks: Sequence[Marks], reuse: Iterable[Reuse]) -> tuple[Report, ...]:
        """The reports that share most with the new ones, and those that share passages with them."""
        fresh = {mark.report for mark in marks}
        rows = [self._nearby.near(mark, self._limits.near + 1) for mark in marks]
        sharing = dict.fromkeys(p.report for entry in reuse for p in entry.passages[: self._limits.near])
        ranked = dict.fromkeys(chain(sharing, chain.from_iterable(zip_longest(*rows))))
        chosen = [report for report in ranked if report is not None and report not in fresh]
        return self._store.reports(chosen[: self._limits.most])

    def _reuse(self, reports: Sequence[Report], marks: Sequence[Marks]) -> tuple[list[int], list[Reuse]]:
        """The shared passages that are new, and the numbers of those that they replace."""
        fresh = {report.id for report in reports}
        near = {other for mark in marks for other in self._nearby.sharing(mark.shingles, self._limits.near)}
        first = find_reuse([*reports, *self._store.reports(near)])
        sharing = {p.report for entry in first for p in entry.passages if not fresh.isdisjoint(_reports(entry))}
        if not sharing:
            return [], []
        known = self._nearby.reuse_with(sharing - fresh)
        family = {*sharing, *(report for row in known.values() for report in row)}
        if len(family) > self._limits.family + len(fresh):  # too many to begin anew: what stands goes on to stand
            return [], [entry for entry in first if not fresh.isdisjoint(_reports(entry))]
        again = find_reuse([*reports, *self._store.reports(family - fresh)])
        return list(known), [entry for entry in again if not sharing.isdisjoint(_reports(entry))]

    def _standing(self, fresh: Mapping[str, bool], around: Subjects, new: Subjects) -> Standing:
        """What stands of the subjects ``around`` and, by persons' decisions or from before, of the ``new`` ones."""
        keys = {*around.chains, *around.events, *new.chains, *new.events}
        together, parted = in_force(self._persons())
        self._nearby.cluster(pair for pair in together if any(key.partition("/")[0] in fresh for key in pair))
        cluster = self._nearby.clusters(keys)
        first: dict[int, str] = {}
        for key in sorted(cluster):
            first.setdefault(cluster[key], key)
        ends = self._nearby.clusters({key for pair in parted for key in pair})

        def loaded(key: str) -> str | None:
            """A subject at hand that is one with the one that a person named."""
            return first.get(ends[key]) if key in ends else key if key in keys else None

        pairs = ((loaded(one), loaded(two)) for one, two in parted)
        apart = [(one, two) for one, two in pairs if one is not None and two is not None]
        own = frequencies(view for view in new.events.values() if not fresh[view.report])
        told_in = self._frequencies(own, (*around.events.values(), *new.events.values()))
        return Standing(frozenset(fresh), cluster, apart, told_in)

    def _persons(self) -> Sequence[Decision]:
        """Persons' decisions, with the ends that a new reading has renamed put right."""
        decisions = self._store.human_decisions()
        lost = self._nearby.lost({key for d in decisions for key in (d.left, d.right)})
        reports = sorted({key.partition("/")[0] for key in lost})
        return rebound(decisions, [c for report in reports for c in self._store.claims(report)]) if lost else decisions

    def _frequencies(self, own: Frequencies, events: Iterable[EventView]) -> Frequencies:
        """How many reports have each word of ``events``: those in the index, and by ``own`` those not yet in it."""
        number = {stem: digest(stem) for stem in sorted(stems_told(events))}
        told = self._nearby.told(set(number.values()))
        counts = {stem: told.get(number[stem], 0) + own.of.get(stem, 0) for stem in number}
        return Frequencies(self._nearby.telling() + own.reports, counts)


def _reports(entry: Reuse) -> set[str]:
    return {passage.report for passage in entry.passages}
