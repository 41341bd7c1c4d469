"""From decisions to clusters: which subjects are one thing, whoever decided it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from communique.model.record import Decision, Judgement

RULES = "rules"


def by_rule(decision: Decision) -> bool:
    """Whether a rule decided, not a person: its author is "rules", or "rules" with a version ("rules 0.1")."""
    return decision.author.split(" ")[0] == RULES


def ranked(decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions with the weightiest first: a person's before a rule's, later before earlier, then by score.

    Of two decisions with the same time the one that stands later in the sequence is the later one.
    """
    persons = [(d.time, i) for i, d in enumerate(decisions) if not by_rule(d)]
    rules = [d for d in decisions if by_rule(d)]
    first = [decisions[i] for _, i in sorted(persons, reverse=True)]
    return first + sorted(rules, key=lambda d: (-d.score, d.left, d.right, d.judgement))


class Partition:
    """Keys joined step by step; keys once held apart are never joined, not even by way of others."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = {}

    def root(self, key: str) -> str:
        """The key that stands for all keys joined with ``key``."""
        root = key
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(key, key)) != root:
            self._parent[key], key = root, above
        return root

    def members(self, key: str) -> Sequence[str]:
        """All keys joined with ``key``, in the order in which they came."""
        return self._members.get(self.root(key), [key])

    def same(self, one: str, two: str) -> bool:
        """Whether the two are joined."""
        return self.root(one) == self.root(two)

    def apart(self, one: str, two: str) -> bool:
        """Whether the two are held apart."""
        return self.root(two) in self._apart.get(self.root(one), ())

    def join(self, one: str, two: str) -> bool:
        """Join the two unless they are held apart; whether they are one now."""
        a, b = sorted((self.root(one), self.root(two)))
        if a == b:
            return True
        if self.apart(a, b):
            return False
        self._parent[b] = a
        self._members[a] = [*self._members.get(a, [a]), *self._members.pop(b, [b])]
        for other in self._apart.pop(b, set()):
            self._apart[other].discard(b)
            self.part(a, other)
        return True

    def part(self, one: str, two: str) -> bool:
        """Hold the two apart unless they are joined; whether they are apart now."""
        a, b = self.root(one), self.root(two)
        if a == b:
            return False
        self._apart.setdefault(a, set()).add(b)
        self._apart.setdefault(b, set()).add(a)
        return True


def settle(decisions: Sequence[Decision]) -> Partition:
    """The partition that the decisions amount to; one that contradicts a weightier one has no effect."""
    partition = Partition()
    judged: dict[tuple[str, str], Judgement] = {}
    for decision in ranked(decisions):
        pair = (decision.left, decision.right)
        if judged.get(pair, Judgement.WITHDRAWN) is not Judgement.WITHDRAWN:
            continue
        if not by_rule(decision):
            if pair in judged:  # withdrawn by a later one
                continue
            judged[pair] = decision.judgement
        if decision.judgement is Judgement.SAME:
            partition.join(*pair)
        elif decision.judgement is Judgement.DIFFERENT:
            partition.part(*pair)
    return partition


def groups(canonical: Mapping[str, str]) -> list[list[str]]:
    """The keys of each cluster of several, given the canonical key of each (see `clusters`), all in order."""
    found: dict[str, list[str]] = {}
    for key, smallest in sorted(canonical.items()):
        found.setdefault(smallest, []).append(key)
    return [group for group in found.values() if len(group) > 1]


Pairs = list[tuple[str, str]]


def in_force(decisions: Sequence[Decision]) -> tuple[Pairs, Pairs]:
    """The pairs that ``decisions`` join and those that they hold apart, but for those that others outweigh."""
    partition = settle(decisions)
    pairs = {j: sorted({(d.left, d.right) for d in decisions if d.judgement is j}) for j in Judgement}
    together = [pair for pair in pairs[Judgement.SAME] if partition.same(*pair)]
    return together, [pair for pair in pairs[Judgement.DIFFERENT] if partition.apart(*pair)]


def clusters(keys: Iterable[str], decisions: Sequence[Decision]) -> dict[str, str]:
    """The canonical key of each of ``keys``: the smallest of those held to be one thing.

    Decisions about keys that are not given (subjects since vanished) join nothing by themselves, but those they were
    joined with stay joined.
    """
    wanted = sorted(set(keys))
    partition = settle(decisions)
    smallest: dict[str, str] = {}
    for key in wanted:
        smallest.setdefault(partition.root(key), key)
    return {key: smallest[partition.root(key)] for key in wanted}
