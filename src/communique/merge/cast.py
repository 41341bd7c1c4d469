"""Who is who among the participants of events: what is known of each entity as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.merge import names as nm
from communique.merge.subjects import ChainView

STATE = 0.7  # a state, and one who acts for it
OTHER_WORDS = (0.3, 0.4)  # of a sort, one at least unnamed, told in other words; the latter of one country


@dataclass(frozen=True)
class Cast:
    """Who is who: the entity that each chain is part of, with what is known of the entity as a whole."""

    chains: Mapping[str, ChainView]
    entity: Mapping[str, str]
    country: Mapping[str, str | None]
    named: Mapping[str, bool]
    label: Mapping[str, str]

    def fit(self, one: str, two: str) -> float:
        """How far two chains may be one participant: 1 the same, 0.7 a state and its agent, less unnamed, 0 not."""
        if one not in self.entity or two not in self.entity:
            return 0.3
        a, b = self.entity[one], self.entity[two]
        if a == b:
            return 1.0
        kind_a, kind_b = self.chains[one].kind, self.chains[two].kind
        same_country = self.country[a] is not None and self.country[a] == self.country[b]
        if same_country and "country" in (kind_a, kind_b):
            return STATE
        if self.named[a] and self.named[b]:
            return 0.1 if same_country and kind_a != kind_b else 0.0
        if self.country[a] and self.country[b] and not same_country:
            return 0.0
        if kind_a != kind_b:
            return 0.2
        return 0.6 if _alike(self.label[a], self.label[b]) else OTHER_WORDS[same_country]

    def states(self, chains: Iterable[str]) -> frozenset[str]:
        """The countries of the entities that ``chains`` are part of."""
        found = (self.country[self.entity[c]] for c in chains if c in self.entity)
        return frozenset(c for c in found if c is not None)

    def words(self, chain: str) -> str:
        """How to speak of the chain in an explanation."""
        return self.label.get(self.entity.get(chain, ""), chain)


def _alike(one: str, two: str) -> bool:
    """Whether two descriptions share most of their words: "Muslim leaders", "the leaders of Muslim countries"."""
    a, b = set(nm.content(one)), set(nm.content(two))
    return len(a & b) > 0.5 * min(len(a), len(b))
