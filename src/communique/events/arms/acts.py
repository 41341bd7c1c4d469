"""Acts done with weapons in a sentence: who ordered, delivered, changed, made or has what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.events.arguments import PARTICIPANTS, ChainIndex
from communique.events.arms.things import Thing
from communique.events.arms.words import words
from communique.events.frame import Frame, frame_of, preposition, verb_lemmas
from communique.lexicon import Lexicon
from communique.model.event import Role
from communique.model.language import Sentence
from communique.model.span import Span

GIVERS = frozenset({"sold", "promised", "given", "supplied"})
TAKERS = frozenset({"ordered", "received", "held"})
CLAUSES = ("acl", "conj", "parataxis", "advcl", "ccomp")


@dataclass(frozen=True)
class Act:
    """A word at ``token`` telling an act of ``sort`` (see `arms.toml`) with ``things``; ``anchor`` heads the clause."""

    token: int
    anchor: int
    sort: str
    frame: Frame
    things: tuple[Thing, ...]


def acts_in(sent: Sentence, things: Sequence[Thing], lexicon: Lexicon) -> Iterator[Act]:
    """The acts of a sentence in text order, with the things that each is done with."""
    found: list[Act] = []
    for k in range(len(sent)):
        sort = _sort(sent, k, lexicon)
        if sort and not any(k in t.tokens for t in things) and not _is_aim(sent, k, sort):
            frame = frame_of(sent, k, lexicon)
            anchor = _signing(sent, k) if is_noun(sent, k) else k
            found.append(Act(k, k if anchor is None else anchor, sort, frame, _things(sent, k, sort, frame, things)))
    for act in found:
        if act.things or act.sort not in ("supplied", "moved", "received"):
            yield act
            continue
        near = _before(sent, act, things)
        yield Act(act.token, act.anchor, act.sort, act.frame, near)


def _is_aim(sent: Sentence, k: int, sort: str) -> bool:
    """Whether a noun says what a paper is for: "a contract for the supply of 24 guns" orders them."""
    head = sent.tokens[k].head
    of_paper = head >= 0 and sent.tokens[head].lemma.lower() in words().paper and preposition(sent, k) == "for"
    return sort == "supplied" and is_noun(sent, k) and of_paper


def _sort(sent: Sentence, k: int, lexicon: Lexicon) -> str:
    token = sent.tokens[k]
    if (token.upos in ("VERB", "AUX") or token.xpos.startswith("VB")) and not is_noun(sent, k):
        if token.rel in ("aux", "amod"):
            return ""  # "in the coming days"
        lemmas = verb_lemmas(sent, k, lexicon)
        back = any(sent.tokens[c].form.lower() == "back" for c in sent.children(k, "advmod", "compound:prt"))
        if back or (
            token.lemma.lower() == "reach" and any(sent.children(o, "nummod") for o in sent.children(k, "obj"))
        ):
            return ""  # "sent back", "reaches 40 knots"
        if sent.tokens[k].lemma.lower() in words().amend and _is_of_paper(sent, k):
            return "amended"
        sort = next((words().verbs[v] for v in lemmas if v in words().verbs), "")
        if token.lemma.lower() in words().lends and frame_of(sent, k, lexicon).get("to"):
            return "sold"  # "leased to Chile", not "leased from a firm"
        return sort
    if is_noun(sent, k) and token.rel != "compound":
        lemma = token.lemma.lower()
        return words().nouns.get(lemma, "paper" if lemma in words().paper else "")
    return ""


def _is_of_paper(sent: Sentence, k: int) -> bool:
    """Whether a verb is done to a contract: "the deal was amended"."""
    below = sent.children(k, "nsubj:pass", "obj")
    return any(sent.tokens[c].lemma.lower() in words().paper for c in below)


def is_noun(sent: Sentence, k: int) -> bool:
    """Whether a word is a noun here, also where the parser takes it for a participle: "took delivery of"."""
    token = sent.tokens[k]
    return token.upos == "NOUN" or (token.form.lower() in words().nouns and token.form.lower() not in words().verbs)


def _things(sent: Sentence, k: int, sort: str, frame: Frame, things: Sequence[Thing]) -> tuple[Thing, ...]:
    """What the act is done with: the object, or for what moves by itself the subject; behind a noun what it is for."""
    if is_noun(sent, k):
        slots: tuple[str, ...] = ("for", "of", "poss")
    elif sort == "moved":
        slots = ("subject", "object")
    else:
        slots = ("object", "iobj", "with")  # "supply Oman with 24 guns"
    tokens = frame.get(*slots)
    if not is_noun(sent, k) and sort != "moved" and not frame.passive:
        tokens = tuple(t for t in tokens if t not in frame.get("subject"))
    found = tuple(t for t in things if t.tokens & set(tokens) and k not in t.tokens)
    relative = all(sent.tokens[c].upos == "PRON" for c in sent.children(k, "obj"))
    if not found and sent.tokens[k].rel == "acl" and relative and sort != "moved":
        found = tuple(t for t in things if sent.tokens[k].head in t.tokens)  # "the guns it ordered"
    if sort == "cancelled":
        found = () if sent.tokens[k].lemma.lower() in words().left else found  # "dropped bombs", "abandoned ship"
        found += tuple(t for t in things if any(_is_order_for(sent, o, t) for o in frame.get("object")))
    if not found and is_noun(sent, k):
        found = tuple(t for t in things if _follows(sent, k, t))
    aims = [
        c for c in sent.children(k, "nmod") if _is_aim(sent, c, words().nouns.get(sent.tokens[c].lemma.lower(), ""))
    ]
    if not found and aims:
        found = tuple(t for t in things if t.tokens & set(sent.subtree(aims[0])) or _follows(sent, aims[0], t))
    found = tuple(t for t in found if t.noun not in words().loose)
    return found if sort != "held" else tuple(t for t in found if t.count or t.name)


def _is_order_for(sent: Sentence, k: int, thing: Thing) -> bool:
    """Whether a noun is an order for the thing: "cancelled the order for four corvettes"."""
    paper = sent.tokens[k].lemma.lower() in words().nouns.keys() | words().paper
    return paper and (bool(thing.tokens & set(sent.subtree(k))) or _follows(sent, k, thing))


def _follows(sent: Sentence, k: int, thing: Thing) -> bool:
    """Whether a phrase stands right behind a noun with "for" or "of" between, whatever the tree makes of it."""
    between = sent.tokens[k + 1 : thing.first]
    return (
        0 < len(between) <= 3 and between[0].form.lower() in ("for", "of") and between[-1].upos in ("ADP", "DET", "ADJ")
    )


def _before(sent: Sentence, act: Act, things: Sequence[Thing]) -> tuple[Thing, ...]:
    """The phrase nearest before a passive or a verb of coming whose own the parser hung elsewhere."""
    if not (act.frame.passive or act.sort == "moved") or act.frame.get("object"):
        return ()
    if act.sort == "moved" and act.frame.get("subject"):
        return ()
    found = [t for t in things if t.head < act.token and sent.tokens[t.head].rel == "nsubj"]
    return tuple(found[-1:])


def _signing(sent: Sentence, k: int) -> int | None:
    """The verb that signs a paper: "the contract was signed", "signed an amendment to the contract"."""
    head = sent.tokens[k].head
    if head >= 0 and sent.tokens[k].rel in ("obj", "nsubj") and sent.tokens[head].lemma.lower() in words().sign:
        return head if sent.tokens[head].upos == "VERB" else None
    below = sent.children(k, "acl")
    return next((c for c in below if sent.tokens[c].lemma.lower() in words().sign), None)


# -- parties -----------------------------------------------------------------------------------------------------------


def parties(act: Act, sent: Sentence, i: int, index: ChainIndex) -> tuple[Role, ...]:
    """Who supplies and who receives, as far as the words of the act tell."""
    frame, found = act.frame, []
    subject, other = ("supplier", "receiver") if act.sort in GIVERS else ("receiver", "supplier")
    if act.sort in GIVERS | TAKERS:
        own = ("subject", "by") if is_noun(sent, act.token) else ("subject",)
        found += _roles(subject, [*frame.get(*own), *_owners(act, sent)], i, index)
        found += _roles("receiver", frame.get("iobj", "to"), i, index)
        found += _roles("supplier", frame.get("from") or _behind(sent, act, "from"), i, index)
        if act.sort == "ordered":
            found += _roles("supplier", frame.get("with"), i, index)
        if act.sort not in ("held", "ordered"):
            found += _roles(other, frame.get("object"), i, index)
    elif act.sort == "moved":
        found += _roles("receiver", frame.get("to", "object"), i, index) + _roles(
            "supplier", frame.get("from"), i, index
        )
    elif act.sort == "made":
        found += _roles("maker", frame.get("subject"), i, index)
    if act.sort in GIVERS | {"moved"} and not any(r.role == "receiver" for r in found):
        found += _roles("receiver", _to(act, sent), i, index)
    if is_noun(sent, act.token):
        told = _of_carrier(act, sent, i, index)
        if told and sent.tokens[sent.tokens[act.token].head].lemma.lower() in words().wins:
            found = []  # who wins an order from somebody has not placed it
        both = {r.chain for r in told if r.role == "party"}  # both sides sign: the words do not tell which of them buys
        found = [r for r in found if r.chain not in both] + told
    for thing in act.things:
        found += of_thing(thing, sent, i, index)
    return tuple({(r.role, r.chain): r for r in reversed(found)}.values())[::-1]


def _of_carrier(act: Act, sent: Sentence, i: int, index: ChainIndex) -> list[Role]:
    """The sides told by the verb that carries a noun: "placed an order with Alba", "took delivery of"."""
    verb = sent.tokens[act.token].head
    if verb < 0 or sent.tokens[verb].upos != "VERB" or sent.tokens[act.token].rel not in ("obj", "nsubj"):
        return []
    frame = frame_of(sent, verb, index.lexicon)
    giver = ("supplier", "receiver") if sent.tokens[verb].lemma.lower() in words().wins else ("receiver", "supplier")
    found = _roles(giver[0], [t for t in frame.get("subject") if t != act.token], i, index)
    if len({r.chain for r in found}) > 1 and sent.tokens[verb].lemma.lower() in words().sign:
        return [Role("party", r.chain, r.span) for r in found]
    if act.sort == "ordered":
        found += _roles(giver[1], [*frame.get("with", "to", "from"), *_behind(sent, act, "with")], i, index)
    return found


def _behind(sent: Sentence, act: Act, word: str) -> list[int]:
    """What stands behind a preposition on the things ordered or what they cost: "helicopters with the firm"."""
    inside = sorted({c for t in act.things for c in sent.subtree(t.head, ("conj", "parataxis", "advcl", "acl:relcl"))})
    below = [
        sent.tokens[c].head for c in inside if sent.tokens[c].form.lower() == word and sent.tokens[c].rel == "case"
    ]
    return [t for c in below for t in (*sent.children(c, "conj", "appos"), c)]


def _to(act: Act, sent: Sentence) -> tuple[int, ...]:
    """What stands behind "to" in the clause, wherever the parser hung it: "went, one hears, to Chile"."""
    if is_noun(sent, act.token):
        return ()
    inside = sent.subtree(act.token, ("conj", "parataxis", "acl"))
    return tuple(
        t for t in inside if t > act.token and sent.tokens[t].rel in ("obl", "nmod") and preposition(sent, t) == "to"
    )


def _owners(act: Act, sent: Sentence) -> tuple[int, ...]:
    return sent.children(act.token, "nmod:poss") if is_noun(sent, act.token) else ()


def _roles(role: str, tokens: Sequence[int], i: int, index: ChainIndex) -> list[Role]:
    found = []
    sent = index.analysis.sentences[i].sentence
    for t in dict.fromkeys(_named(sent, t, i, index) for t in tokens):
        at = party_at(t, i, index)
        if at:
            found.append(Role(role, *at))
    return found


def _named(sent: Sentence, k: int, i: int, index: ChainIndex) -> int:
    """The name behind a noun, for the noun: "the Turkish company Alba" is Alba, not some company of Turkey."""
    if sent.tokens[k].upos != "NOUN":
        return k
    behind = (c for c in sent.children(k, "appos", "flat") if sent.tokens[c].upos == "PROPN")
    return next((c for c in behind if (at := party_at(c, i, index)) and index.kind_of(at[0]) != "person"), k)


def party_at(token: int, i: int, index: ChainIndex) -> tuple[str, Span] | None:
    """The state, body or firm that a word means; a name that only looks like a place may be a firm's."""
    for chain, span in index.parties(i, token):
        firm = chain.kind == "place" and chain.is_named and chain.reference is None and chain.country is None
        known = chain.kind != "person" or chain.country is not None
        if firm or (chain.kind in PARTICIPANTS and known):
            return chain.id, span
    return _by_name(token, i, index)


def _by_name(token: int, i: int, index: ChainIndex) -> tuple[str, Span] | None:
    """The firm or state that the report names elsewhere by the same word, where readers of names took it for a thing.

    A name finder's judgement of one place hangs on the whole text around it; a by-phrase of "made" names a maker.
    """
    at, word = index.at(i, token), index.analysis.sentences[i].sentence.tokens[token]
    if word.upos != "PROPN" or (at and at[0].kind != "equipment"):
        return None
    text = index.analysis.report.text
    for chain in index.analysis.chains:
        if chain.kind in ("organisation", "country") and any(
            m.form == "name" and m.span.quote(text) == word.form for m in chain.mentions
        ):
            return chain.id, word.span
    return None


def of_thing(thing: Thing, sent: Sentence, i: int, index: ChainIndex) -> list[Role]:
    """Whose weapons they are by the words of their own phrase: "Swedish carriers", "drones made by Alba"."""
    found: list[Role] = []
    for c in sorted({*sent.children(thing.head), *(c for t in thing.tokens for c in sent.children(t))}):
        token = sent.tokens[c]
        if token.rel == "nmod" and preposition(sent, c) == "from":
            found += _roles("supplier", [c], i, index)
        if token.rel == "nmod" and preposition(sent, c) == "for":
            found += _roles("receiver", [c], i, index)
        if token.rel == "acl" and token.lemma.lower() in words().verbs and words().verbs[token.lemma.lower()] == "made":
            found += _roles("maker", sent.children(c, "obl:agent", "obl"), i, index)
    origin = [
        c for c in sent.subtree(thing.head, ("acl", "conj")) if sent.tokens[c].lemma.lower() in ("origin", "make")
    ]
    for t in sorted({*thing.tokens, *(c for o in origin for c in sent.children(o, "amod"))}):
        at = index.at(i, t)
        if at and at[1].form == "demonym":
            found.append(Role("origin", at[0].id, at[1].span))
    return found


def between(act: Act, sent: Sentence, i: int, index: ChainIndex) -> tuple[Role, ...]:
    """The parties to a paper, as both sides of it: "concluded between the ministry and Alba Works"."""
    frame = act.frame
    tokens = [*frame.get("between", "by", "with")]
    if act.anchor != act.token:
        for c in sent.children(act.anchor, "obl", "nsubj"):
            if c != act.token and sent.tokens[act.token].head != c:
                tokens += [c, *sent.children(c, "conj")]
    return tuple(r for t in dict.fromkeys(tokens) for r in _roles("party", [t], i, index))
