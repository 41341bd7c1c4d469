"""Which mentions give accounts of one act: those that were joined, and those that are likely to be of one act.

Whether two reports tell of one act is often left undecided just because they contradict each other. What they tell is
therefore compared wherever two mentions are likely enough to be of one act, and a dispute is a reason to look at both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from communique.merge.block import event_pairs
from communique.merge.canonical import Partition
from communique.merge.cast import Cast
from communique.merge.pairs import Scene, class_of, set_scene
from communique.merge.score import likelihood
from communique.merge.subjects import Subjects, gather
from communique.model.record import Claim, Entity, Event
from communique.model.report import Report

LIKELY = 0.2  # probability from which two mentions that were not joined are compared
SURE = 0.5  # from here on what was joined is of one act whatever else was joined with it


@dataclass(frozen=True)
class Accounts:
    """All event mentions of a record, with the events that they are part of."""

    events: Sequence[Event]
    entities: Mapping[str, Entity]
    reports: Mapping[str, Report]
    claims: Sequence[Claim]

    @cached_property
    def subjects(self) -> Subjects:
        """What the claims say of each mention."""
        return gather(tuple(self.reports.values()), self.claims)

    @cached_property
    def event_of(self) -> Mapping[str, Event]:
        """The event that a mention is part of; a faint one may be part of none."""
        return {key: event for event in self.events for key in event.members}

    @cached_property
    def scene(self) -> Scene:
        """What matters when two mentions are compared."""
        return set_scene(self.subjects.events.values(), _cast(self.subjects, self.entities))

    @cached_property
    def _by_key(self) -> Mapping[str, Sequence[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if claim.prop in ("status", "denial", "evidence"):
                found[claim.key].append(claim)
        return found

    def standing(self, key: str) -> Sequence[Claim]:
        """What a mention says of whether its act happened, with the sentences that deny it."""
        return [c for c in self._by_key.get(key, ()) if c.prop != "evidence"]

    def quoted(self, claim: Claim) -> Claim:
        """What quotes ``claim``: a denial is quoted by itself, a status by the passage of its mention."""
        if claim.prop != "status":
            return claim
        return next((c for c in self._by_key[claim.key] if c.prop == "evidence"), claim)

    def denied(self) -> Iterator[Sequence[str]]:
        """The mentions of each act that one of them denies, those that are likely of that act among them."""
        views = self.subjects.events
        denied = {key: None for key in views if any(c.value == "denied" for c in self.standing(key))}
        sorts = {class_of(views[key].kind) for key in denied}
        firm = (k for k, v in views.items() if k in denied or (not v.faint and class_of(v.kind) in sorts))
        order = {key: i for i, key in enumerate(firm)}
        acts = Partition()
        for one, two in self.of_one_act(order, only=denied):
            acts.join(one, two)
        for root in dict.fromkeys(acts.root(key) for key in denied):
            yield sorted(acts.members(root), key=order.__getitem__)

    def surely_one(self, left: Iterable[Claim], right: Iterable[Claim]) -> bool:
        """Whether some mention of ``left`` and one of ``right``, in another report, are of one act by themselves.

        Mentions may be joined by way of others: then a difference is more likely a wrong join than a contradiction.
        """
        pairs = ((a.key, b.key) for a in left for b in right if a.report != b.report)
        return any(self._is_wish(a) == self._is_wish(b) and self._likelihood(a, b) >= SURE for a, b in pairs)

    def _is_wish(self, key: str) -> bool:
        """Whether the act is called for: then its date and place are those of the call."""
        return self.subjects.events[key].status == "proposed"

    def of_one_act(
        self, keys: Iterable[str], kind: str = "", only: Container[str] | None = None
    ) -> Iterator[tuple[str, str]]:
        """Pairs of mentions that are of one act, or likely so though they were not joined.

        Reports give the acts that cost lives many kinds, so mentions may be compared as being of one ``kind``. Of those
        not joined, pairs with one of ``only`` are compared.
        """
        views = [self.subjects.events[key] for key in dict.fromkeys(keys)]
        joined: dict[str, list[str]] = defaultdict(list)
        for view in views:
            joined[self._act(view.key)].append(view.key)
        for members in joined.values():
            yield from combinations(members, 2)
        # as if none were faint, for a block compares no two faint ones
        alike = [replace(v, kind=kind or v.kind, faint=False) for v in views]
        for a, b in event_pairs(alike, self.scene):
            apart = a.report != b.report and self._act(a.key) != self._act(b.key)
            wanted = only is None or a.key in only or b.key in only
            if apart and wanted and self._likelihood(a.key, b.key, kind) >= LIKELY:
                yield a.key, b.key

    def _likelihood(self, one: str, two: str, kind: str = "") -> float:
        """The probability that two mentions are of one act, as mentions of an act of ``kind``, if one is given."""
        a, b = (self.subjects.events[key] for key in (one, two))
        return likelihood(replace(a, kind=kind or a.kind), replace(b, kind=kind or b.kind), self.scene)

    def _act(self, key: str) -> str:
        event = self.event_of.get(key)
        return event.id if event else key


def _cast(subjects: Subjects, entities: Mapping[str, Entity]) -> Cast:
    """Who is who, as the record has it."""
    known = {e.members[0]: e for e in entities.values() if e.members and e.members[0] in subjects.chains}
    return Cast(
        subjects.chains,
        {member: root for root, e in known.items() for member in e.members},
        {root: e.country.value if e.country else None for root, e in known.items()},
        {root: e.is_named for root, e in known.items()},
        {root: e.name for root, e in known.items()},
    )
