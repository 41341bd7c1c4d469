"""Decides across reports, and across the sentences of one report, what is the same: `link`.

Entities first, from what settles most (an outside identifier) to what settles least (a surname alone); then events,
whose participants are by then known; then things without a name of their own, which the events they share tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations

from communique.merge import names as nm
from communique.merge.block import event_pairs, family, name_pairs
from communique.merge.canonical import RULES, Partition, by_rule, settle
from communique.merge.compare import Cast
from communique.merge.passages import Passages
from communique.merge.score import (
    UNDECIDED,
    Verdict,
    chains_conflict,
    compare_chains,
    compare_events,
    events_conflict,
)
from communique.merge.subjects import ChainView, EventView, Subjects, gather
from communique.model.record import Claim, Decision, Judgement
from communique.model.report import Report
from communique.model.reuse import Reuse

Conflict = Callable[[str, str], bool]
Found = tuple[str, str, Verdict]

SAME_NEWS = timedelta(days=7)  # reports of one affair: "the protesters" of a week later are others
SAME_OFFICE = timedelta(days=365)  # an office is taken to be held by one person for so long
FACES = 8  # differing members of a cluster that a newcomer is held against
CANDIDATES = 3  # undecided pairs written down for one subject


def link(
    reports: Sequence[Report],
    claims: Iterable[Claim],
    reuse: Iterable[Reuse],
    decided: Sequence[Decision] = (),
    time: str = "",
) -> tuple[Decision, ...]:
    """The rules' decisions about all chains and event mentions: SAME, and UNDECIDED where several would do as well.

    ``decided`` holds persons' decisions: what they held apart stays apart, what they joined counts as one. ``time`` is
    written into the decisions. The decisions of a cluster form a tree: each joins what was not joined before.
    """
    subjects = gather(reports, claims)
    passages = Passages({r.id: r for r in reports}, reuse)
    partition = settle([d for d in decided if not by_rule(d)])
    entities = Joiner(partition, lambda a, b: chains_conflict(subjects.chains[a], subjects.chains[b]), time)
    _link_chains(subjects, passages, entities)
    cast = _cast(subjects, partition)
    events = Joiner(partition, lambda a, b: events_conflict(subjects.events[a], subjects.events[b], cast), time)
    _link_events(subjects, passages, events, cast)
    _link_by_events(subjects, events, entities)
    return tuple(sorted((*entities.made, *events.made), key=lambda d: (d.left, d.right)))


class Joiner:
    """Joins subjects and writes down why; a cluster takes in nothing that conflicts with one of its members."""

    def __init__(self, partition: Partition, conflict: Conflict, time: str) -> None:
        self.partition = partition
        self.made: list[Decision] = []
        self._conflict, self._time = conflict, time
        self._faces: dict[str, list[str]] = {}

    def join(self, one: str, two: str, score: float, why: str) -> bool:
        """Hold the two the same, unless something speaks against it; whether they are the same now."""
        a, b = self.partition.root(one), self.partition.root(two)
        if a == b:
            return True
        faces, others = self._faces.get(a, [a]), self._faces.get(b, [b])
        if any(self._conflict(x, y) for x in faces for y in others) or not self.partition.join(a, b):
            return False
        self._faces[self.partition.root(a)] = self._pick(faces, others)
        self._write(one, two, Judgement.SAME, score, why)
        return True

    def leave(self, one: str, two: str, score: float, why: str) -> None:
        """Write down that the two may be the same."""
        if not self.partition.same(one, two) and not self.partition.apart(one, two):
            self._write(one, two, Judgement.UNDECIDED, score, why)

    def _pick(self, faces: list[str], others: list[str]) -> list[str]:
        return [*faces, *others][:FACES] if len(faces) < FACES else faces

    def _write(self, one: str, two: str, judgement: Judgement, score: float, why: str) -> None:
        left, right = sorted((one, two))
        self.made.append(Decision(left, right, judgement, round(score, 3), why, RULES, self._time))


# -- chains ------------------------------------------------------------------------------------------------------------


def _link_chains(subjects: Subjects, passages: Passages, joiner: Joiner) -> None:
    views = sorted(subjects.chains.values(), key=lambda v: v.key)
    _by_reference(views, joiner)
    _by_equal_name(views, joiner)
    _by_name(_representatives(views, joiner), joiner)
    _by_passage(views, passages, joiner)
    _by_surname(views, joiner)
    _by_office(views, joiner)
    _by_description(views, joiner)


def _buckets[K](views: Iterable[ChainView], key: Callable[[ChainView], K | None]) -> Iterator[tuple[K, list[ChainView]]]:
    found: dict[K, list[ChainView]] = {}
    for view in views:
        place = key(view)
        if place is not None:
            found.setdefault(place, []).append(view)
    yield from found.items()


def _by_reference(views: Sequence[ChainView], joiner: Joiner) -> None:
    for (_, reference), same in _buckets(views, lambda v: (family(v.kind), v.reference) if v.reference else None):
        for view in same[1:]:
            joiner.join(same[0].key, view.key, 1.0, f"same reference {reference}")
