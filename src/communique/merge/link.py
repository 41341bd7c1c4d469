"""Decides across reports, and across the sentences of one report, what is the same: `link`.

Entities first, then events, whose participants are by then known; then things without a name of their own, which the
events they share tell.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from communique.merge import link_chains, link_events
from communique.merge.canonical import Partition, by_rule, settle
from communique.merge.cast import Cast
from communique.merge.joiner import Joiner
from communique.merge.lookup import Standing
from communique.merge.pairs import set_scene
from communique.merge.passages import Passages
from communique.merge.score import chains_conflict, events_conflict
from communique.merge.subjects import Subjects, gather
from communique.model.record import Claim, Decision
from communique.model.report import Report
from communique.model.reuse import Reuse


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
    return link_subjects(gather(reports, claims), reports, reuse, decided, time)


def link_subjects(
    subjects: Subjects,
    reports: Sequence[Report],
    reuse: Iterable[Reuse],
    decided: Sequence[Decision] = (),
    time: str = "",
    standing: Standing | None = None,
) -> tuple[Decision, ...]:
    """The same, for what the claims say of each subject.

    ``standing`` tells what was decided before of some of the reports; then only what is new is decided.
    """
    passages = Passages({r.id: r for r in reports}, reuse)
    partition = settle([d for d in decided if not by_rule(d)])
    if standing is not None:
        standing.enter(partition)
    fresh = standing.fresh if standing else None
    things = link_things(subjects, passages, partition, time, fresh)
    told_in = standing.told_in if standing else None
    events, scene = subjects.events, set_scene(subjects.events.values(), cast_of(subjects, partition), told_in)
    happenings = Joiner(
        partition,
        lambda a, b: events_conflict(events[a], events[b], scene),
        lambda k: link_events.face(events[k], scene.cast),
        time,
        fresh,
    )
    link_events.link_events(events.values(), passages, scene, happenings)
    link_events.link_fillers(subjects.chains, events, happenings, things)
    return tuple(sorted((*things.made, *happenings.made), key=lambda d: (d.left, d.right, d.judgement)))


def link_things(
    subjects: Subjects,
    passages: Passages,
    partition: Partition,
    time: str = "",
    fresh: Container[str] | None = None,
) -> Joiner:
    """Join the chains that are one thing, in ``partition``; what joined them."""
    chains = subjects.chains
    things = Joiner(
        partition,
        lambda a, b: chains_conflict(chains[a], chains[b]),
        lambda k: link_chains.face(chains[k]),
        time,
        fresh,
    )
    link_chains.link_chains(chains.values(), passages, things)
    return things


def cast_of(subjects: Subjects, partition: Partition) -> Cast:
    """The entities as joined so far; what one chain knows of country and name holds for all of its entity."""
    entity = {key: partition.root(key) for key in subjects.chains}
    country: dict[str, str | None] = {}
    named: dict[str, bool] = {}
    label: dict[str, str] = {}
    for key, view in subjects.chains.items():
        root = entity[key]
        country[root] = country.get(root) or view.country
        named[root] = named.get(root, False) or bool(view.names)
        label[root] = max(label.get(root, ""), view.label, key=len) if view.names or root not in label else label[root]
    return Cast(subjects.chains, entity, country, named, label)
