"""Where an event took place, told apart from where its parties are from."""

from __future__ import annotations

from collections.abc import Iterator

from communique.events.arguments import ChainIndex
from communique.events.frame import coordinated, preposition
from communique.model.entity import Chain
from communique.model.event import Role
from communique.model.language import Sentence

WHERE = frozenset({"in", "at", "near", "outside", "inside", "around", "from", "over", "off", "on"})
TO_PLACE = frozenset({"visit", "mobilisation", "peacekeeping"})
SITES = ("place", "country")


def place_of(sent: Sentence, sentence: int, anchor: int, token: int, kind: str, index: ChainIndex) -> Role | None:
    """The place in the trigger's own clause, else in the clause it hangs on; the most specific of several."""
    for i in dict.fromkeys((token, anchor, *sent.ancestors(anchor))):
        found = list(_sites(sent, sentence, i, kind, index))
        if found:
            return min(found, key=lambda pair: (pair[0].kind == "country", pair[1].span))[1]
        if i not in (token, anchor) and sent.tokens[i].upos == "VERB":
            return None
    return None


def _sites(sent: Sentence, sentence: int, i: int, kind: str, index: ChainIndex) -> Iterator[tuple[Chain, Role]]:
    words = WHERE | {"to"} if kind in TO_PLACE else WHERE
    for c in sent.children(i, "obl", "nmod", "advmod"):
        if preposition(sent, c) not in words:
            continue
        for j in coordinated(sent, c):
            yield from _site(sent, sentence, j, index)


def _site(sent: Sentence, sentence: int, j: int, index: ChainIndex) -> Iterator[tuple[Chain, Role]]:
    """A place by name or description, or one named inside the phrase: "in the disputed region of Kashmir"."""
    found = index.at(sentence, j)
    if found and found[0].kind in SITES and found[1].form == "name":
        yield found[0], Role("place", found[0].id, found[1].span)
        return
    for c in sent.children(j, "nmod", "appos", "compound", "nmod:poss"):
        inner = index.at(sentence, c)
        if inner and inner[0].kind in SITES and inner[1].form == "name":
            yield inner[0], Role("place", inner[0].id, inner[1].span)
