"""Which agreement or body a word of a sentence means: by itself, by a pronoun, as a part of it, or left unsaid."""

from __future__ import annotations

from communique.entities.phrases import determiner
from communique.events.arguments import ChainIndex
from communique.model.language import Sentence
from communique.model.span import Span
from communique.model.step import Thing
from communique.steps.things import Things
from communique.steps.words import step_words

Found = tuple[Thing, Span]


def thing_at(index: ChainIndex, things: Things, i: int, token: int, kind: str | None = None) -> Found | None:
    """The thing that a word means: its noun, a pronoun, or a part of it ("the term of the agreement").

    Of several that a pronoun may mean, it is the one of this ``kind``.
    """
    sent = index.analysis.sentences[i].sentence
    known = step_words()
    if found := _here(index, things, i, token):
        return found
    lemma = sent.tokens[token].lemma.lower()
    if lemma == "it" and (index.at(i, token) is None or _is_done_to(sent, token)):
        return _told_last(things, sent, i, token, kind)
    if lemma in known.members:
        return _made_up_by(index, things, sent, i, token)
    if lemma not in known.parts:
        return None
    for c in sent.children(token, "nmod", "compound", "amod", "acl"):
        for k in (c, *sent.children(c, "obj")):
            if found := _here(index, things, i, k):
                return found
    if lemma in known.terms and determiner(sent, token) == "the" and not sent.children(token, "nmod", "nmod:poss"):
        kinds = ("body", "agreement") if lemma == "mandate" else ("agreement", "body")
        thing = next((t for kind in kinds if (t := main_thing(things, kind))), None)
        return (thing, sent.tokens[token].span) if thing else None
    return None


def _here(index: ChainIndex, things: Things, i: int, token: int) -> Found | None:
    sent = index.analysis.sentences[i].sentence
    if (i, token) in things.at:
        return things.at[i, token], sent.tokens[token].span
    found = index.at(i, token)
    if found and found[0].id in things.by_chain:
        return things.by_chain[found[0].id], found[1].span
    return None


def _is_done_to(sent: Sentence, token: int) -> bool:
    """Whether "it" is what an act is done to, whatever chain it was given to: no state is signed or set up."""
    return sent.tokens[token].deprel in ("obj", "nsubj:pass")


def _told_last(things: Things, sent: Sentence, i: int, token: int, kind: str | None) -> Found | None:
    """The one thing spoken of before in this sentence, else in the one before, for an "it" that no chain explains."""
    span = sent.tokens[token].span
    for near in ([k for k in things.at if k[0] == i and k[1] < token], [k for k in things.at if k[0] == i - 1]):
        told = {things.at[k].id: things.at[k] for k in sorted(near)}
        if len(told) > 1:
            told = {id_: thing for id_, thing in told.items() if thing.kind == kind}
        if told:
            return (next(iter(told.values())), span) if len(told) == 1 else None
    return None


def _made_up_by(index: ChainIndex, things: Things, sent: Sentence, i: int, token: int) -> Found | None:
    """The body that people are of: "the observers of the mission", "the contingent that forms part of the mission"."""
    for k in sent.subtree(token, ("parataxis", "conj")):
        found = _here(index, things, i, k)
        if found and found[0].kind == "body":
            return found
    return None


def told_just_before(things: Things, i: int, kind: str) -> Thing | None:
    """The first of its kind in the sentence before sentence ``i``, else in that before."""
    told = sorted(k for k in things.at if i - 2 <= k[0] < i and things.at[k].kind == kind)
    return next((things.at[k] for k in sorted(told, key=lambda k: (-k[0], k[1]))), None)


def main_thing(things: Things, kind: str) -> Thing | None:
    """The agreement or body that the report speaks of most, if that is plain."""
    told = sorted((t for t in things.all if t.kind == kind and not t.amends), key=lambda t: -len(t.mentions))
    if told and (len(told) == 1 or len(told[0].mentions) > len(told[1].mentions)):
        return told[0]
    return None
