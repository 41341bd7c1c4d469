"""A chain while it is being built: the stage's own scratch, never passed on."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from communique.entities.attributes import Known
from communique.entities.titles import Title
from communique.model.entity import Mention

PROPER = ("name", "metonym")


@dataclass(eq=False)
class Draft:
    """Mentions held to be one thing so far, with the folded names and the offices read for it; equal to itself only.

    ``gender`` keeps what was last found out, with the numbers of titles and names that it was read from.
    """

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    titles: list[Title] = field(default_factory=list)
    known: Known | None = None
    gender: tuple[tuple[int, int], str] | None = None

    def last_before(self, offset: int) -> Mention | None:
        """The last mention that starts before ``offset``; the mentions are kept in text order."""
        i = bisect_left(self.mentions, offset, key=lambda m: m.span.start)
        return self.mentions[i - 1] if i else None

    def between(self, sentence: int, offset: int) -> list[Mention]:
        """The mentions from a sentence on that start before ``offset``."""
        first = bisect_left(self.mentions, sentence, key=lambda m: m.sentence)
        return self.mentions[first : bisect_left(self.mentions, offset, key=lambda m: m.span.start)]
