"""Large records: what is new is linked beside what stands, and comes to what linking the whole would give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from communique.linking import Limits, link
from communique.merge import clusters
from communique.model.record import Decision, Judgement
from communique.model.report import Outcome, Report, Status
from communique.pipeline import Quiet
from communique.record.sqlite import SqliteStore
from tests.factories import TIME
from tests.merge.build import Desk, decide

LARGE = Limits(small=0, share=0)
SHARED = (
    "The two ministers walked along the quay for an hour, looked at three patrol boats which the yard had finished "
    "over the winter, and promised the workers that nobody would lose a job before the elections in May."
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "record.db", create=True) as opened:
        yield opened


def put(store: SqliteStore, desk: Desk, reports: Sequence[Report], reader: str = "1") -> None:
    with store.writing() as writer:
        for report in reports:
            claims = [claim for claim in desk.claims if claim.report == report.id]
            writer.put(Outcome(report.source, Status.OK, report=report), report.id, reader, claims)


def add(store: SqliteStore, desk: Desk, *reports: Report, limits: Limits = LARGE) -> None:
    put(store, desk, reports)
    relate(store, limits)


def relate(store: SqliteStore, limits: Limits = LARGE, anew: bool = False) -> None:
    """Link, and see that the index knows what the decisions amount to."""
    link(store, "rules 1", TIME, Quiet(), limits, anew=anew)
    if limits.small == 0:
        keys = {claim.key for claim in store.claims()}
        known = store.nearby.clusters(keys)
        groups: dict[int, set[str]] = {}
        for key, cluster in known.items():
            groups.setdefault(cluster, set()).add(key)
        assert set(map(frozenset, groups.values())) == {thing for thing in things(store) if len(thing) > 1}
        undecided = [(d.left, d.right) for d in store.rule_decisions() if d.judgement is Judgement.UNDECIDED]
        assert len(undecided) == len(set(undecided))
        assert not any({*pair} <= thing for pair in undecided for thing in things(store))


def joins(store: SqliteStore) -> set[tuple[str, str]]:
    """What rules joined."""
    return {(d.left, d.right) for d in store.rule_decisions() if d.judgement is Judgement.SAME}


def things(store: SqliteStore) -> set[frozenset[str]]:
    """The subjects of each thing."""
    found: dict[str, set[str]] = {}
    keys = {claim.key for claim in store.claims()}
    for key, root in clusters(keys, [*store.rule_decisions(), *store.human_decisions()]).items():
        found.setdefault(root, set()).add(key)
    return set(map(frozenset, found.values()))


def visits(desk: Desk, *days: tuple[str, str]) -> None:
    """Reports of Okello's meetings with Varga, one for each place and day."""
    for i, (place, day) in enumerate(days):
        where = desk.read(f"v{i}", f"Grace Okello met Janos Varga in {place} on {day}, officials said.", day)
        who = desk.chain(where, "Grace Okello", country="UGA"), desk.chain(where, "Janos Varga", country="HUN")
        town = desk.chain(where, place, kind="place")
        desk.event(where, f"Grace Okello met Janos Varga in {place}", "met", "meeting", who, date=day, place=town)


def desk_of_visits() -> Desk:
    desk = Desk()
    gulu, pecs = ("Gulu", "2021-04-02"), ("Pecs", "2021-09-14")
    visits(desk, gulu, pecs, gulu, pecs, gulu, ("Jinja", "2022-02-03"))
    return desk


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (5, 4, 3, 2, 1, 0), (2, 5, 0, 3, 1, 4)])
def test_one_by_one_comes_to_what_the_whole_gives(store: SqliteStore, order: Sequence[int], tmp_path: Path) -> None:
    desk = desk_of_visits()
    for i in order:
        add(store, desk, desk.reports[i])
    assert store.linked() == "rules 1"
    with SqliteStore(tmp_path / "whole.db", create=True) as whole:
        add(whole, desk, *desk.reports, limits=Limits())
        assert things(store) == things(whole)
        assert sorted(len(thing) for thing in things(store)) == [1, 1, 2, 2, 3, 3, 6, 6]


def test_what_stood_is_left_as_it_was(store: SqliteStore) -> None:
    desk = desk_of_visits()
    add(store, desk, *desk.reports[:4])
    before = store.rule_decisions()
    add(store, desk, desk.reports[4])
    assert store.rule_decisions()[: len(before)] == before
    new = store.rule_decisions()[len(before) :]
    assert new and all("v4/" in decision.left + decision.right for decision in new)


def test_a_small_record_is_linked_anew_whatever_the_order(store: SqliteStore, tmp_path: Path) -> None:
    desk = desk_of_visits()
    for report in desk.reports:
        add(store, desk, report, limits=Limits())
    with SqliteStore(tmp_path / "other.db", create=True) as other:
        for report in reversed(desk.reports):
            add(other, desk, report, limits=Limits())
        assert other.rule_decisions() == store.rule_decisions()


def test_what_a_person_held_apart_is_not_joined_by_a_newcomer(store: SqliteStore) -> None:
    desk = Desk()
    one, two, third = (desk.person("Pavel Orlov", country="BGR") for _ in range(3))
    put(store, desk, desk.reports[:2])
    with store.writing() as writer:
        writer.decide(decide(one, two, Judgement.DIFFERENT))
    relate(store)
    add(store, desk, desk.reports[2])
    assert len(joins(store) & {(one, third), (two, third)}) <= 1
    assert (one, two) not in joins(store)


def test_what_a_person_joined_is_one_for_a_newcomer(store: SqliteStore) -> None:
    desk = Desk()
    one, two = desk.person("Pavel Orlov", country="BGR"), desk.person("Pasha Orlovsky", country="BGR")
    third = desk.person("Pasha Orlovsky", country="BGR")
    put(store, desk, desk.reports[:2])
    with store.writing() as writer:
        writer.decide(decide(one, two, Judgement.SAME))
    relate(store)
    add(store, desk, desk.reports[2])
    assert things(store) == {frozenset({one, two, third})}
    assert joins(store) <= {(one, third), (two, third)} and joins(store)


def test_a_copy_joins_the_reports_that_share_its_passage(store: SqliteStore) -> None:
    desk = Desk()
    for day in range(1, 4):
        desk.read(f"c{day}", f"From our desk number {day}. {SHARED}", f"2021-04-0{day}")
    add(store, desk, *desk.reports[:2])
    assert [[p.report for p in entry.passages] for entry in store.reuse()] == [["c1", "c2"]]
    add(store, desk, desk.reports[2])
    assert [[p.report for p in entry.passages] for entry in store.reuse()] == [["c1", "c2", "c3"]]


def test_an_unrelated_report_leaves_passages_alone(store: SqliteStore) -> None:
    desk = Desk()
    for day in range(1, 3):
        desk.read(f"c{day}", f"From our desk number {day}. {SHARED}", f"2021-04-0{day}")
    desk.read("c3", "Rain fell on the capital.", "2021-04-03")
    add(store, desk, *desk.reports[:2])
    before = store.reuse()
    add(store, desk, desk.reports[2])
    assert store.reuse() == before


def test_linking_anew_in_batches_does_not_depend_on_arrival(store: SqliteStore, tmp_path: Path) -> None:
    desk = desk_of_visits()
    batches = Limits(small=0, batch=2)
    for report in desk.reports:
        add(store, desk, report)
    relate(store, batches, anew=True)
    with SqliteStore(tmp_path / "other.db", create=True) as other:
        for report in reversed(desk.reports):
            add(other, desk, report)
        link(other, "rules 1", TIME, Quiet(), batches, anew=True)
        assert other.rule_decisions() == store.rule_decisions()
    assert sorted(len(thing) for thing in things(store)) == [1, 1, 2, 2, 3, 3, 6, 6]


def test_a_report_read_again_has_the_whole_linked_anew(store: SqliteStore) -> None:
    desk = desk_of_visits()
    add(store, desk, *desk.reports)
    before = things(store)
    put(store, desk, desk.reports[:1], reader="2")
    assert (store.linked(), store.rule_decisions()) == ("", ())
    relate(store)
    assert things(store) == before


def test_other_rules_link_the_whole_anew(store: SqliteStore) -> None:
    desk = desk_of_visits()
    add(store, desk, *desk.reports)
    link(store, "rules 2", "2027-01-01T00:00:00Z", Quiet(), LARGE)
    assert {decision.time for decision in store.rule_decisions()} == {"2027-01-01T00:00:00Z"}


def decide_on(store: SqliteStore, *decisions: Decision) -> None:
    with store.writing() as writer:
        for decision in decisions:
            writer.decide(decision)
    relate(store)


def test_a_person_parts_what_was_joined_and_only_that_is_linked_again(store: SqliteStore) -> None:
    desk = desk_of_visits()
    add(store, desk, *desk.reports)
    before, meetings = store.rule_decisions(), next(t for t in things(store) if len(t) == 3 and "/e" in min(t))
    one, *others = sorted(meetings)
    decide_on(store, *(decide(one, other, Judgement.DIFFERENT) for other in others))
    assert {frozenset({one}), frozenset(others)} <= things(store)
    kept = {(d.left, d.right) for d in before if not {d.left, d.right} <= meetings}
    assert kept <= {(d.left, d.right) for d in store.rule_decisions()}
    assert store.linked() == "rules 1"


def test_a_person_joins_two_and_takes_it_back(store: SqliteStore) -> None:
    desk = desk_of_visits()
    add(store, desk, *desk.reports)
    before = things(store)
    one, two = (min(t) for t in sorted(before, key=min) if "/e" in min(t) and len(t) > 1)
    decide_on(store, decide(one, two, Judgement.SAME))
    assert any({one, two} <= thing for thing in things(store))
    decide_on(store, decide(one, two, Judgement.WITHDRAWN, time="2026-03-01"))
    assert things(store) == before


def test_passages_stand_when_their_reports_are_linked_again(store: SqliteStore) -> None:
    desk = Desk()
    for day in range(1, 4):
        where = desk.read(f"c{day}", f"From Pavel Orlov, number {day}. {SHARED}", f"2021-04-0{day}")
        desk.chain(where, "Pavel Orlov", country="BGR")
    add(store, desk, *desk.reports)
    before, keys = store.reuse(), sorted({claim.key for claim in store.claims()})
    decide_on(store, decide(keys[0], keys[1], Judgement.DIFFERENT))
    assert store.reuse() == before != ()
    assert len(things(store)) == 2


def test_what_a_person_withdrew_is_no_basis_for_newcomers(store: SqliteStore) -> None:
    desk = desk_of_visits()
    add(store, desk, *desk.reports[:2])
    one, two = (next(c.key for c in desk.claims if c.report == r and c.subject[0] == "e") for r in ("v0", "v1"))
    decide_on(store, decide(one, two, Judgement.SAME))
    decide_on(store, decide(one, two, Judgement.WITHDRAWN, time="2026-03-01"))
    add(store, desk, *desk.reports[2:])
    assert sorted(len(t) for t in things(store) if "/e" in min(t)) == [1, 2, 3]


def test_persons_decisions_follow_mentions_that_a_reading_moved(store: SqliteStore) -> None:
    desk = Desk()
    one, two = desk.person("Pavel Orlov", country="BGR"), desk.person("Pavel Orlov", country="BGR")
    third = desk.person("Pavel Orlov", country="BGR")
    before = (f"{key.partition('/')[0]}/c0-9" for key in (one, two))
    with store.writing() as writer:
        writer.decide(decide(*before, Judgement.DIFFERENT))
    put(store, desk, desk.reports[:2])
    link(store, "rules 1", TIME, Quiet(), LARGE)
    put(store, desk, desk.reports[2:])
    link(store, "rules 1", TIME, Quiet(), LARGE)
    assert (one, two) not in joins(store) and len(joins(store) & {(one, third), (two, third)}) == 1


def test_what_persons_joined_is_one_in_whatever_batches(store: SqliteStore) -> None:
    desk = Desk()
    keys = [desk.person(name, country="BGR") for name in ("Pavel Orlov", "Grace Okello", "Ana Silva", "Ivo Marin")]
    add(store, desk, *desk.reports)
    decide_on(store, decide(keys[0], keys[3], Judgement.SAME))
    relate(store, Limits(small=0, share=0, batch=1), anew=True)
    assert frozenset({keys[0], keys[3]}) in things(store)
