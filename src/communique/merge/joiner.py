"""Joins subjects step by step and writes the decisions down."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable

from communique.merge.canonical import RULES, Partition
from communique.model.record import Decision, Judgement

FACES = 8  # differing members of a cluster that a newcomer is held against


class Joiner:
    """Joins subjects of one sort; a cluster takes in nothing that conflicts with one of its members.

    ``face`` tells what of a subject matters for conflicts, so that of many alike one is looked at. Where ``fresh`` is
    given, two clusters without a subject of these reports (ids) stand as they are.
    """

    def __init__(
        self,
        partition: Partition,
        conflict: Callable[[str, str], bool],
        face: Callable[[str], Hashable],
        time: str,
        fresh: Container[str] | None = None,
    ) -> None:
        self.partition = partition
        self.made: list[Decision] = []
        self.fresh = fresh
        self._conflict, self._face, self._time = conflict, face, time
        self._faces: dict[str, dict[Hashable, str]] = {}
        self._new: dict[str, bool] = {}

    def join(self, one: str, two: str, score: float, why: str) -> bool:
        """Hold the two the same, unless something speaks against it; whether they are the same now."""
        a, b = self.partition.root(one), self.partition.root(two)
        if a == b:
            return True
        if self.stand(a, b):
            return False
        faces, others = self._known(a), self._known(b)
        fresh = [key for face, key in others.items() if face not in faces]
        if any(self._conflict(x, y) for x in faces.values() for y in fresh) or not self.partition.join(a, b):
            return False
        self._new[self.partition.root(a)] = True  # only where one side is new
        merged = {**faces, **{f: k for f, k in others.items() if f not in faces}}
        self._faces[self.partition.root(a)] = dict(list(merged.items())[:FACES])
        self._write(one, two, Judgement.SAME, score, why)
        return True

    def leave(self, one: str, two: str, score: float, why: str) -> None:
        """Write down that the two may be the same."""
        stays = self.partition.same(one, two) or self.partition.apart(one, two) or self.stand(one, two)
        if not stays:
            self._write(one, two, Judgement.UNDECIDED, score, why)

    def stand(self, one: str, two: str) -> bool:
        """Whether nothing is to be decided about the two, since nothing new is told of either."""
        return self.fresh is not None and not (self._is_fresh(one) or self._is_fresh(two))

    def _is_fresh(self, key: str) -> bool:
        assert self.fresh is not None
        root = self.partition.root(key)
        if root not in self._new:
            self._new[root] = any(m.partition("/")[0] in self.fresh for m in self.partition.members(root))
        return self._new[root]

    def _known(self, root: str) -> dict[Hashable, str]:
        if root not in self._faces:
            members = self.partition.members(root)[:FACES]
            self._faces[root] = {self._face(key): key for key in members}
        return self._faces[root]

    def _write(self, one: str, two: str, judgement: Judgement, score: float, why: str) -> None:
        left, right = sorted((one, two))
        self.made.append(Decision(left, right, judgement, round(score, 3), why, RULES, self._time))
