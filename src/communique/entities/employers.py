"""Whom an official works for: "a police spokesman", "the head of the UN mission", "Pentagon officials".

Words such as "spokesman" tell an office but not whose. Country and sector of such a person are those of the
organisation told in the words of the office, or of the noun that stands for one there ("police").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from communique.entities.attributes import NO_COUNTRY, STATE
from communique.entities.phrases import top
from communique.entities.sectors import LEFT, sector_by_clue
from communique.lexicon import Lexicon
from communique.model.entity import Attribute, Chain, Mention
from communique.model.language import Parsed, Sentence

EMPLOYED = ("person", "group")
EMPLOYERS = ("organisation", "body")
OFFICES = ("title", "nominal")
BELOW = ("acl", "appos", "conj", "parataxis", "advcl")

At = Mapping[tuple[int, int], Chain]


def with_employer(chains: Sequence[Chain], parsed: Sequence[Parsed], lexicon: Lexicon) -> tuple[Chain, ...]:
    """The chains, with country and sector of officials from what they are told to work for or at.

    "The mayor of Lyon" and "the bank's president" have the country of the town and the bank; the sector too is that of
    an organisation where the office tells none by itself ("spokesman").
    """
    at = {
        (m.sentence, m.token): c
        for c in chains
        if c.kind in (*EMPLOYERS, "place", "country") or (c.kind == "group" and c.sector)
        for m in c.mentions
        if m.form != "pronoun" or c.kind in EMPLOYERS
    }
    theirs = {
        (m.sentence, m.token): c
        for c in chains
        for m in c.mentions
        if c.kind == "person" or (c.kind, m.form) == ("country", "pronoun")
    }
    found = tuple(_employed(c, at, parsed, lexicon) if _is_employed(c) else c for c in chains)
    known = {c.id: c for c in found}
    return tuple(_of_whose(c, theirs, known, parsed, lexicon) for c in found)


def _of_whose(
    chain: Chain, theirs: At, known: Mapping[str, Chain], parsed: Sequence[Parsed], lexicon: Lexicon
) -> Chain:
    """What is of the country of whose aide, envoy, troops or oil field it is: "his spokesman", "its envoy"."""
    if chain.kind in (*NO_COUNTRY, "country") or chain.country or chain.reference:
        return chain
    for mention in chain.mentions:
        sent = parsed[mention.sentence].sentence
        head = sent.tokens[mention.token].lemma.lower()
        if head in lexicon.name_words["guests"] or (chain.kind == "person" and mention.form not in OFFICES):
            continue
        for i in sent.children(mention.token, "nmod:poss"):
            owner = theirs.get((mention.sentence, i))
            served = owner and (
                owner.kind == "country" or (chain.kind == "person" and _is_open(sent, mention, lexicon))
            )
            country = known[owner.id].country if owner and served and owner.id != chain.id else None
            if country:
                return replace(chain, country=_with(country, f'"{sent.tokens[mention.token].form}"'))
    return chain


def _is_employed(chain: Chain) -> bool:
    """Whether somebody may have an employer: no one whom the tables know, and none who has left the office told."""
    left = chain.sector is not None and chain.sector.reason.startswith(LEFT)
    return chain.kind in EMPLOYED and not chain.reference and not left


def _employed(chain: Chain, at: At, parsed: Sequence[Parsed], lexicon: Lexicon) -> Chain:
    sector: Attribute | None = None
    country = chain.country
    for mention in chain.mentions:
        if mention.form not in OFFICES:
            continue
        sent = parsed[mention.sentence].sentence
        words = list(_words(sent, mention, lexicon))
        told = [at[mention.sentence, i] for i in words if (mention.sentence, i) in at]
        why = f'"{sent.tokens[mention.token].form}"'
        if country is None:
            of = (c.country for c in told if c.country and not _is_told_of_next(sent, mention, c.country))
            country = next((_with(own, why) for own in of), None)
        if sector is None:
            employers = (c.sector for c in told if c.kind in (*EMPLOYERS, "group") and c.sector)
            found = next((_with(s, why) for s in employers), None) or _by_noun(sent, words, why, lexicon)
            sector = found if _is_open(sent, mention, lexicon) or _commands(sent, mention, found, lexicon) else None
    if chain.kind == "person" and (country is None or (sector or chain.sector) is None):
        own = (_of_its_own(m, at, parsed[m.sentence].sentence, lexicon) for m in chain.mentions)
        employer, why = next((told for told in own if told), (None, ""))
        if employer and employer.sector and chain.sector is None:
            sector = sector or _with(employer.sector, why)
        if employer and employer.country:
            country = country or _with(employer.country, why)
    if (sector, country) == (None, chain.country):
        return chain
    return replace(chain, sector=sector or chain.sector, country=country)


def _is_told_of_next(sent: Sentence, mention: Mention, found: Attribute) -> bool:
    """Whether it is told of the next of one office: "the minister, Ada Roy, and the minister of the Dutch Kingdom"."""
    at = sent.at(found.span.start) if found.span else None
    over = () if at is None else sent.ancestors(at)
    office = sent.tokens[mention.token].lemma.lower()
    nearest = next((i for i in over if sent.tokens[i].lemma.lower() == office), mention.token)
    return nearest > mention.token and sent.tokens[nearest].rel == "conj"


def _of_its_own(mention: Mention, at: At, sent: Sentence, lexicon: Lexicon) -> tuple[Chain, str] | None:
    """What somebody is named with, and its word: "Ada Roy of the Institute", "CNN's Ada Roy", "who leads the front"."""
    if mention.form != "name":
        return None
    name = top(sent, mention.token)
    of = lexicon.grammar["of"]
    owners = [*sent.children(name, "nmod:poss"), *_before(sent, mention)]
    owners += [
        c
        for c in sent.children(name, "nmod")
        if any(sent.tokens[k].form.lower() in of for k in sent.children(c, "case"))
    ]
    clauses = (c for c in sent.children(name, "acl") if sent.tokens[c].lemma.lower() in lexicon.name_words["leads"])
    for i in (*owners, *(o for c in clauses for o in sent.children(c, "obj"))):
        chain = at.get((mention.sentence, i))
        if chain and chain.kind in EMPLOYERS and chain.sector:
            return chain, f'"{sent.tokens[i].form}"'
    return None


def _before(sent: Sentence, mention: Mention) -> tuple[int, ...]:
    """The word that owns a name by its place, wherever the tree hangs it: "CNN's Ada Roy"."""
    first = min(sent.within(mention.span), default=0)
    return (first - 2,) if first > 1 and sent.tokens[first - 1].xpos == "POS" else ()


def _with(found: Attribute, why: str) -> Attribute:
    return Attribute(found.value, f"as {why} of what is told to be so: {found.reason}", found.span)


def _is_open(sent: Sentence, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether the head is an office that anybody's people may hold: "spokesman", not "president"."""
    token = sent.tokens[mention.token]
    return bool({token.lemma.lower(), token.form.lower()} & lexicon.name_words["employed"])


def _commands(sent: Sentence, mention: Mention, employer: Attribute | None, lexicon: Lexicon) -> bool:
    """Whether a rank or office is held in what is no part of a state: "a commander of the front"."""
    words = {sent.tokens[mention.token].lemma.lower(), sent.tokens[mention.token].form.lower()}
    return bool(words & lexicon.name_words["ranks"]) and employer is not None and employer.value not in STATE


def _words(sent: Sentence, mention: Mention, lexicon: Lexicon) -> Iterator[int]:
    """The tokens of an office other than its head: those before it, and what follows with "of", "for", "at"."""
    head = sent.tokens[mention.token].lemma.lower()
    of, ties = lexicon.grammar["of"], lexicon.grammar["employer"]
    yield from (i for i, t in enumerate(sent.tokens[: mention.token]) if mention.span.covers(t.span))
    for c in (*sent.children(mention.token, "nmod:poss"), *sent.children(mention.token, "nmod")):
        cases = {sent.tokens[k].form.lower() for k in sent.children(c, "case") if sent.tokens[k].upos == "ADP"}
        if c > mention.token and c + 1 < len(sent) and sent.tokens[c + 1].xpos == "POS":
            continue  # it owns what stands behind it
        if cases <= (of if head in lexicon.name_words["sent"] else ties):
            yield from (i for i in sent.subtree(c, BELOW) if i != mention.token)


def _by_noun(sent: Sentence, words: Sequence[int], why: str, lexicon: Lexicon) -> Attribute | None:
    """The sector of a noun that stands for an employer: "police" in "police spokesman"."""
    for i in words:
        token = sent.tokens[i]
        noun = lexicon.noun(token.lemma.lower()) or lexicon.noun(token.form.lower())
        if noun and noun.sector not in (None, "CVL") and noun.kind in (*EMPLOYERS, "group"):
            return Attribute(noun.sector, f'{why} beside "{token.form}"', token.span)
    found = sector_by_clue(sent, words)
    return found if found and found.value else None
