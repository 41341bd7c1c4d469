"""Country and sector of a chain, each with the words or the table it was read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.entities.phrases import left_edge, words_before
from communique.entities.titles import Title
from communique.lexicon import Lexicon
from communique.model.entity import Attribute, Chain, Mention
from communique.model.language import Sentence
from communique.model.span import Span, hull
from communique.reference import Reference

Described = Sequence[tuple[Sentence, Mention]]
NO_COUNTRY = frozenset({"agreement"})


@dataclass(frozen=True, slots=True)
class Known:
    """What reference data knows of a name: an identifier with its scheme (``iso:SVK``), country and sector."""

    id: str
    country: str | None
    sector: str | None = None


def known(words: str, kind: str, reference: Reference) -> Known | None:
    """The thing of this kind that reference data knows by this name; None where it knows none."""
    if kind == "country":
        country = reference.country(words)
        return Known(f"iso:{country.alpha3}", country.alpha3) if country else None
    if kind in ("organisation", "body"):
        actor = reference.actor(words)
        return Known(f"actor:{actor.name}", actor.country, actor.sector) if actor else None
    if kind == "place":
        place = reference.place(words)
        return Known(f"place:{place.id}", place.country) if place else None
    return None


def country_of(
    kind: str, found: Known | None, described: Described, text: str, reference: Reference
) -> Attribute | None:
    """The country of a chain: from reference data, else from a demonym or country in or around its mentions."""
    if kind in NO_COUNTRY:
        return None
    if found:
        return Attribute(found.country, f"reference data: {found.id}") if found.country else None
    for sent, mention in described:
        told = _told_country(sent, mention, text, reference) if mention.form != "pronoun" else None
        if told:
            return told
    return None


def _told_country(sent: Sentence, mention: Mention, text: str, reference: Reference) -> Attribute | None:
    """A country word in the mention, in what stands before it as title or modifier, or that owns it."""
    for span in _windows(sent, mention):
        for match in reference.countries_in(span.quote(text)):
            if match.form in ("capital", "seat"):
                continue
            place = Span(span.start + match.span.start, span.start + match.span.end)
            return Attribute(match.alpha3, f'"{place.quote(text)}" beside the name', place)
    return None


def _windows(sent: Sentence, mention: Mention) -> list[Span]:
    """Where a country is told: the mention, its modifiers and title to the left, its owner, its apposition."""
    head = mention.token
    spans = [mention.span]
    first = next(i for i, t in enumerate(sent.tokens) if t.span.start >= mention.span.start)
    start = first
    while start > 0 and first - start < 9 and _title_like(sent, start - 1):
        start -= 1
    if start < first:
        spans.append(hull(t.span for t in sent.tokens[start:first]))
    for i in (*sent.children(head, "nmod:poss"), *sent.children(head, "appos"), *sent.children(head, "nmod")):
        spans.append(hull(sent.tokens[j].span for j in sent.subtree(i, ("acl", "parataxis", "conj"))))
    if sent.tokens[head].rel == "appos":
        governor = sent.tokens[head].head
        spans.append(hull(sent.tokens[j].span for j in range(left_edge(sent, governor), governor + 1)))
    return spans


def _title_like(sent: Sentence, i: int) -> bool:
    token = sent.tokens[i]
    return token.upos in ("NOUN", "PROPN", "ADJ") or token.form in ("-", "–", "'s", "’s", "of")


def sector_of(
    kind: str, found: Known | None, title: Title | None, described: Described, lexicon: Lexicon
) -> Attribute | None:
    """PLOVER's sector of a chain: from reference data, a person's title, or the noun that describes it."""
    if kind in ("country", "place", "agreement", "award", "equipment"):
        return None
    if found:
        return Attribute(found.sector, f"reference data: {found.id}") if found.sector else None
    if title and title.noun_class.sector:
        return Attribute(title.noun_class.sector, f'title "{title.head}"', title.span)
    for sent, mention in described:
        if mention.form == "pronoun":
            continue
        noun = lexicon.noun(*words_before(sent, mention.token)) or lexicon.noun(sent.tokens[mention.token].form.lower())
        if noun and noun.sector and (noun.kind == kind or (noun.kind, kind) == ("person", "group")):
            return Attribute(noun.sector, f'"{sent.tokens[mention.token].form}"', mention.head)
    return None


STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY"})


def with_home(chains: tuple[Chain, ...], text: str, lexicon: Lexicon) -> tuple[Chain, ...]:
    """Give officials and institutions without a told country the report's home country, with that as the reason.

    A paper that writes "the president" and "Congress" without a country writes of its own. Home is the country whose
    institutions and seats of government the report names most, where no other comes near.
    """
    home = _home(chains)
    if home is None:
        return chains
    reason = f"no country told; the institutions of state named here are those of {home}"
    return tuple(
        replace(c, country=Attribute(home, reason)) if c.country is None and _of_state(c, text, lexicon) else c
        for c in chains
    )


def _home(chains: tuple[Chain, ...]) -> str | None:
    votes: Counter[str] = Counter()
    for chain in chains:
        if chain.country is None:
            continue
        if chain.kind == "country":
            votes[chain.country.value] += sum(m.form == "metonym" for m in chain.mentions)
        elif chain.kind == "organisation" and chain.sector and chain.sector.value in STATE:
            votes[chain.country.value] += sum(m.form == "name" for m in chain.mentions)
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _of_state(chain: Chain, text: str, lexicon: Lexicon) -> bool:
    """A named institution or office-holder of state, but for offices that foreigners are named with just as often."""
    named = any(m.form == "name" for m in chain.mentions)
    if not named or not chain.sector or chain.sector.value not in STATE:
        return False
    told = chain.name.quote(text) if chain.kind == "organisation" else chain.title.value if chain.title else ""
    words = set(told.lower().split())
    return chain.kind in ("person", "organisation") and bool(words) and not words & lexicon.name_words["anywhere"]
