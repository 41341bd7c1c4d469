"""Where an event took place, told apart from where its parties are from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from communique.events.arguments import ChainIndex
from communique.events.frame import Frame, preposition
from communique.events.tree import distance
from communique.lexicon import Trigger
from communique.model.entity import Chain
from communique.model.event import Role
from communique.model.language import Act, Sentence
from communique.model.span import Span

SITES = ("place", "country")
ABOUT_PLACES = frozenset({"negotiation", "agreement_signed", "agreement_ratified"})  # "Kashmir talks"
# Acts that tell of others, which have a place of their own: "thanked them for the drill in Oslo".
OF_OTHERS = frozenset(
    "praise request pledge threat accusation rejection meeting award arms_transfer agreement_ratified".split()
)
SURE_PLACE, FAINT_PLACE = 0.4, 0.2  # probability of the model's pointing
FARTHEST = 4  # steps in the tree; a clause between costs two more


def place_of(sent: Sentence, sentence: int, anchor: int, token: int, kind: str, index: ChainIndex) -> Role | None:
    """The place told nearest to the trigger in the tree; of two as near, the more specific."""
    grammar = index.lexicon.grammar
    words = grammar["where"] | grammar.get(f"where_{kind}", frozenset())
    found = []
    for i in sent.children(token, "compound") if kind not in ABOUT_PLACES else ():  # "the Riyadh summit"
        inner = index.at(sentence, i)
        if inner and inner[0].kind == "place":
            found.append((FARTHEST, False, abs(token - i), Role("place", inner[0].id, inner[1].span)))
    here = index.town
    for i, t in enumerate(sent.tokens) if here else ():
        if here and t.form.lower() in grammar["here"] and t.upos == "ADV":
            found.append((distance(sent, i, {anchor, token}), False, abs(i - token), Role("place", here.id, t.span)))
    for i in range(len(sent)):
        first = sent.first_conjunct(i)  # the preposition of "in Oslo and Bergen" holds for both
        if _is_where(sent, first, words, index) and sent.tokens[i].upos in ("NOUN", "PROPN"):
            for chain, role in _site(sent, sentence, i, index):
                far = distance(sent, first, {anchor, token})
                if far <= FARTHEST:
                    found.append((far, chain.kind == "country", abs(i - token), role))
    found.extend(_pointed_back(sent, sentence, anchor, token, index))
    near = [row for row in found if row[0] <= FARTHEST]
    return min(near, key=lambda row: row[:3])[3] if near else None


def _is_where(sent: Sentence, i: int, words: Collection[str], index: ChainIndex) -> bool:
    """Whether a word stands behind a preposition of places: "in Oslo", "north of Oslo"."""
    found, grammar = preposition(sent, i), index.lexicon.grammar
    if found not in grammar["of"]:
        return found in words
    before = min(sent.children(i, "case"), default=0) - 1
    return before >= 0 and sent.tokens[before].form.lower() in grammar["compass"]


def _pointed_back(
    sent: Sentence, sentence: int, anchor: int, token: int, index: ChainIndex
) -> Iterator[tuple[int, bool, int, Role]]:
    """Places that an adverb stands for: "Oslo, where they met", "sent observers there"."""
    grammar = index.lexicon.grammar
    for i, word in enumerate(sent.tokens):
        if word.upos != "ADV":
            continue
        means = i
        if word.form.lower() in grammar["relative_place"]:
            means = next((k for k in range(i - 1, -1, -1) if sent.tokens[k].upos != "PUNCT"), i)
        elif word.form.lower() not in grammar["there"] or word.head not in (anchor, token):
            continue
        place = next(_sites_at(sent, sentence, means, index), None)
        if place:
            yield distance(sent, i, {anchor, token}), False, abs(i - token), replace(place[1], span=word.span)


def _told_last(index: ChainIndex, sentence: int, token: int) -> tuple[Chain, Role] | None:
    """The place told last by name before a word, in its sentence or one of the two before; no country."""
    for i in range(sentence, max(-1, sentence - 3), -1):
        before = [
            (mention.token, chain, mention)
            for (at, word), (chain, mention) in index.by_head.items()
            if at == i and (i < sentence or word < token) and chain.kind == "place" and index.is_known_place(chain.id)
        ]
        if before:
            _, chain, mention = max(before, key=lambda row: row[0])
            return chain, Role("place", chain.id, mention.span)
    return None


def site_pointed_at(
    act: Act, sentence: int, index: ChainIndex, taken: bool = False, least: float = SURE_PLACE
) -> Role | None:
    """The place that the model points at, or what was ``taken``; the most specific, then the likeliest."""
    sent, roles = index.analysis.sentences[sentence].sentence, ("place", "recipient") if taken else ("place",)
    head, found = index.dateline, []
    for filler in act.pointing(roles, least):
        if head and head.covers(sent.tokens[filler.index].span):
            continue  # "OSLO - They signed it": where the report was written
        for chain, role in _sites_at(sent, sentence, filler.index, index):
            found.append((breadth(chain.id, index), -filler.score, filler.index, role))
    return min(found, key=lambda row: row[:3])[3] if found else None


def is_of_other(sent: Sentence, span: Span, tokens: Collection[int], others: Collection[int]) -> bool:
    """Whether a place is that of an act spoken of: "thanked them for the training in Oslo"."""
    for i, token in enumerate(sent.tokens):
        if span.covers(token.span):
            above = (i, *sent.ancestors(i))
            at = next((k for k, word in enumerate(above) if word in tokens), None)
            if at is not None and any(word in others for word in above[:at]):
                return True
    return False


def _sites_at(sent: Sentence, sentence: int, token: int, index: ChainIndex) -> Iterator[tuple[Chain, Role]]:
    """The place named by a word or in its phrase, else the one that it describes ("the base") or means ("there")."""
    if sent.tokens[token].form.lower() in index.lexicon.grammar["there"]:
        told = _told_last(index, sentence, token)
        yield from (told,) if told else ()
        return
    named = tuple(_site(sent, sentence, token, index))
    described = index.at(sentence, token)
    if named:
        yield from named
    elif described and described[0].kind in SITES:
        yield described[0], Role("place", described[0].id, described[1].span)


def breadth(place: str, index: ChainIndex) -> int:
    """How much a place takes in: 0 a town or spot, 1 a region, 2 a country, 3 what is not told by name ("the base")."""
    chain = index.by_id[place]
    if not index.is_known_place(place):
        return 3
    if chain.kind == "country":
        return 2
    broad = all(m.head.quote(index.analysis.report.text) in index.lexicon.grammar["broad"] for m in chain.mentions)
    return 1 if broad or (chain.reference and not chain.country) else 0


def place_taken(frame: Frame, trigger: Trigger, sentence: int, index: ChainIndex) -> Role | None:
    """The place that an act is done to, where the trigger gives its object that role: "captured the town"."""
    for slot, role in sorted(trigger.roles.items()):
        for token in frame.get(slot) if role == "place" else ():
            found = index.at(sentence, token)
            if found and found[0].kind in SITES:
                return Role("place", found[0].id, found[1].span)
    return None


def _site(sent: Sentence, sentence: int, j: int, index: ChainIndex) -> Iterator[tuple[Chain, Role]]:
    """A place by name or description, or one named inside the phrase: "in the disputed region of Kashmir"."""
    found = index.at(sentence, j)
    if found and found[0].kind in SITES and found[1].form == "name":
        yield found[0], Role("place", found[0].id, found[1].span)
        return
    dets = {sent.tokens[c].form.lower() for c in sent.children(j, "det")}
    if index.town and found and found[0].kind == "place" and dets & index.lexicon.grammar["this"]:
        yield index.town, Role("place", index.town.id, found[1].span)  # "in this city"
        return
    for c in sent.children(j, "nmod", "appos", "nmod:desc", "flat"):
        if sent.tokens[c].rel == "nmod" and preposition(sent, c) not in index.lexicon.grammar["of"] | {""}:
            continue
        if sent.tokens[c].deprel == "nmod:poss":
            continue
        inner = index.at(sentence, c)
        if inner and inner[0].kind in SITES and inner[1].form == "name":
            yield inner[0], Role("place", inner[0].id, inner[1].span)
