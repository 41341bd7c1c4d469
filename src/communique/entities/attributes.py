"""The country of a chain, with the words or the table it was read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from communique.entities.phrases import left_edge, phrase_tokens, words_before
from communique.entities.titles import Title
from communique.lexicon import Lexicon
from communique.model.entity import IGO, Attribute, Chain, Mention
from communique.model.language import HYPHENS, Sentence
from communique.model.span import Span, hull
from communique.reference import ActorMatch, CountryMatch, PersonMatch, Reference

Described = Sequence[tuple[Sentence, Mention]]
LONGEST_BODY = 5  # words of the name of a body of many states
NO_COUNTRY = frozenset({"agreement"})
STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY"})
OF_STATE = STATE | {"COP"}
LONGEST_TOWN = 3  # words
SEATED = OF_STATE | {"EDU"}  # of a town in a foreign state there are few
AT_HOME = frozenset({"ELI", "OPP", "PTY"})  # sectors of people who are told of without a state in their own papers, too


@dataclass(frozen=True, slots=True)
class Known:
    """What reference data knows of a name: an identifier with its scheme (``iso:SVK``), country and sector."""

    id: str
    country: str | None
    sector: str | None = None


def known(words: str, kind: str, reference: Reference, on: date | None = None) -> Known | None:
    """The thing of this kind that reference data knows by this name; None where it knows none.

    ``on`` is the day of the report, since people serve one state and then another.
    """
    if kind == "country":
        country = reference.country(words)
        return Known(f"iso:{country.alpha3}", country.alpha3) if country else None
    if kind in ("organisation", "body"):
        actor = reference.actor(words) or union_seated(reference.country(words), reference)
        return Known(f"actor:{actor.name}", actor.country, actor.sector) if actor else None
    if kind == "person":
        person = reference.person(words)
        return known_person(person, on) if person else None
    if kind == "place":
        place = reference.place(words)
        return Known(f"place:{place.id}", place.country) if place else None
    return None


def union_seated(capital: CountryMatch | None, reference: Reference) -> ActorMatch | None:
    """The union of states that a capital may stand for: the European Union for "Brussels"."""
    senses = capital.senses if capital and capital.form == "capital" else ()
    return next((actor for sense in senses if (actor := reference.actor(sense))), None)


def capital_told(sent: Sentence, mention: Mention, text: str, reference: Reference, lexicon: Lexicon) -> Known | None:
    """The town meant by "the Kazakh capital", "Chad's capital": a state and the word, and nothing else."""
    head, first = mention.token, left_edge(sent, mention.token)
    if sent.tokens[head].lemma.lower() not in lexicon.grammar["seat"]:
        return None
    owners = [i for c in sent.children(head, "nmod:poss") for i in sent.subtree(c)]
    before = hull(sent.tokens[i].span for i in (*owners, *range(first, head))) if owners or first < head else None
    told = reference.country(before.quote(text)) if before else None
    country = reference.country_by_code(told.alpha3) if told and told.form in ("name", "demonym") else None
    town = reference.place(country.capital) if country else None
    return Known(f"place:{town.id}", town.country) if town else None


def known_person(person: PersonMatch, on: date | None) -> Known:
    """What is known of somebody on a day."""
    country = person.country_on(on)
    sector = "GOV" if person.sector == "IGO" and country != IGO else person.sector
    return Known(f"person:{person.name}", country, sector)


def country_of(
    kind: str,
    found: Known | None,
    titles: Sequence[Title],
    described: Described,
    text: str,
    reference: Reference,
    lexicon: Lexicon,
) -> Attribute | None:
    """The country of a chain: from reference data, else from a demonym or country in or around its mentions."""
    if kind in NO_COUNTRY:
        return None
    if found:
        return Attribute(found.country, f"reference data: {found.id}") if found.country else None
    if kind in ("body", "organisation"):
        shared = (_of_several(s, m, text, reference, lexicon) for s, m in described if m.form != "pronoun")
        told = next((found for found in shared if found), None)
        if told:
            return told
    for sent, mention in described:
        own = [t.token for t in titles if sent.span.covers(t.span)]
        told = _told_country(sent, mention, own, text, reference, lexicon) if mention.form != "pronoun" else None
        if told:
            return told
    if kind == "organisation":
        shared = (between_states(s, s.within(m.span), reference) for s, m in described if m.form != "pronoun")
        told = next((found for found in shared if found), None)
        if told:
            return told
    seated = (_by_seat(sent, mention, reference, lexicon) for sent, mention in described if kind == "organisation")
    within = (
        _by_town_within(s, m, kind, reference, lexicon) for s, m in described if kind in ("organisation", "place")
    )
    return next((told for told in (*seated, *within) if told), None)


def _of_several(
    sent: Sentence, mention: Mention, text: str, reference: Reference, lexicon: Lexicon
) -> Attribute | None:
    """What two states or more have set up: "the joint commission", "the Chad-Niger centre"."""
    noun = lexicon.noun(sent.tokens[mention.token].lemma.lower())
    if noun is None or noun.kind != "body":
        return None
    inside = phrase_tokens(sent, mention.span, mention.token)
    span = hull(sent.tokens[i].span for i in inside)
    states = {match.alpha3 for match in reference.countries_in(span.quote(text)) if match.form in ("name", "demonym")}
    if len(states) > 1:
        return Attribute(IGO, f'of several states: "{span.quote(text)}"', span)
    joint = next((sent.tokens[i] for i in inside if sent.tokens[i].lemma.lower() in lexicon.grammar["joint"]), None)
    return Attribute(IGO, f'"{joint.form}"', joint.span) if joint and not states else None


def between_states(sent: Sentence, inside: Sequence[int], reference: Reference) -> Attribute | None:
    """What states have set up together, in the name of a part of it: "the ECOWAS Commission", "the Council of the EU".

    "The UN-backed government" is none of it, nor is what is told by an acronym alone.
    """
    for at, i in enumerate(inside):
        for j in inside[at : at + LONGEST_BODY]:
            tokens = sent.tokens[i : j + 1]
            if len(tokens) == len(inside) or tokens[0].upos != "PROPN" or tokens[-1].upos != "PROPN":
                continue
            actor = reference.actor(" ".join(t.form for t in tokens))
            if actor and actor.sector == "IGO" and not (j + 1 < len(sent) and sent.tokens[j + 1].form in HYPHENS):
                span = hull(t.span for t in tokens)
                return Attribute(IGO, f'"{" ".join(t.form for t in tokens)}" in the name', span)
    return None


def _by_seat(sent: Sentence, mention: Mention, reference: Reference, lexicon: Lexicon) -> Attribute | None:
    """The country where a body of state, a school or an institute is told to be: "the parliament in Skopje".

    An embassy is none of it, and a town must be its state's capital or the only one of its name.
    """
    noun = lexicon.noun(*words_before(sent, mention.token)) or lexicon.noun(sent.tokens[mention.token].lemma.lower())
    lemma = sent.tokens[mention.token].lemma.lower()
    after = [t for t in sent.tokens if t.span.start >= mention.span.end]
    if not noun or noun.sector not in SEATED or lemma in lexicon.grammar["abroad"] or mention.form == "pronoun":
        return None
    if not after or after[0].form.lower() not in lexicon.grammar["where"]:
        return None
    town = list(takewhile(lambda t: t.upos == "PROPN", after[1:]))
    words = " ".join(t.form for t in town)
    country = reference.country(words) if town else None
    place = reference.place(words) if town and mention.form == "name" and not reference.is_shared(words) else None
    code = country.alpha3 if country and country.form == "capital" else place.country if place else None
    return Attribute(code, f'"{words}" behind the name', hull(t.span for t in town)) if code else None


def _by_town_within(
    sent: Sentence, mention: Mention, kind: str, reference: Reference, lexicon: Lexicon
) -> Attribute | None:
    """The country of a town in the name of a place, a school or a body of state: "Gaza Health Ministry"."""
    lemma = sent.tokens[mention.token].lemma.lower()
    noun = lexicon.noun(lemma) if lemma not in lexicon.grammar["abroad"] else None
    fits = kind == "place" or (noun is not None and noun.kind == "organisation" and noun.sector in SEATED)
    inside = [i for i in sent.within(mention.span) if i != mention.token] if mention.form == "name" and fits else []
    for at, i in enumerate(inside):
        for j in reversed(inside[at : at + LONGEST_TOWN]):
            tokens = sent.tokens[i : j + 1]
            words = " ".join(t.form for t in tokens)
            if any(t.upos != "PROPN" for t in tokens) or reference.is_shared(words):
                continue
            place = reference.place(words)
            if place and place.country:
                return Attribute(place.country, f'"{words}" in the name', hull(t.span for t in tokens))
    return None


def _told_country(
    sent: Sentence, mention: Mention, offices: Sequence[int], text: str, reference: Reference, lexicon: Lexicon
) -> Attribute | None:
    """A country word in the mention, in what stands before it as title or modifier, or that owns it."""
    for span in _windows(sent, mention, offices, lexicon):
        for match in reference.countries_in(span.quote(text)):
            if match.form in ("capital", "seat") or _is_goal(sent, mention, span, match, text, lexicon):
                continue
            place = Span(span.start + match.span.start, span.start + match.span.end)
            return Attribute(match.alpha3, f'"{place.quote(text)}" beside the name', place)
    return None


def _is_goal(sent: Sentence, mention: Mention, span: Span, match: CountryMatch, text: str, lexicon: Lexicon) -> bool:
    """Whether a country is where somebody is sent or whom they deal with: "ambassador to Mali", "envoy for Syria"."""
    before = text[span.start : span.start + match.span.start].lower().split()
    sent_out = set(before) & lexicon.name_words["sent"]
    last = next((w for w in reversed(before) if w not in lexicon.grammar["definite"]), "")
    return last in lexicon.grammar["towards"] or bool(
        sent_out and last in lexicon.grammar["employer"] - lexicon.grammar["of"]
    )


def _windows(sent: Sentence, mention: Mention, offices: Sequence[int], lexicon: Lexicon) -> list[Span]:
    """Where a country is told: the mention, its modifiers and title to the left, its owner, its offices or apposition.

    ``offices`` are the nouns that tell a person's office in the sentence.
    """
    head = mention.token
    spans = [mention.span]
    first = next(i for i, t in enumerate(sent.tokens) if t.span.start >= mention.span.start)
    start = first
    while start > 0 and first - start < 9 and _title_like(sent, start - 1):
        start -= 1
    if start < first:
        spans.append(hull(t.span for t in sent.tokens[start:first]))
    spans += _behind(sent, mention, lexicon)
    beside = () if offices else [i for i in sent.children(head, "appos") if not _joined_between(sent, head, i)]
    for i in (*sent.children(head, "nmod:poss"), *beside, *_origins(sent, head, mention.kind, lexicon)):
        spans.append(hull(sent.tokens[j].span for j in sent.subtree(i, ("acl", "parataxis", "conj"))))
    apposed = sent.tokens[head].rel == "appos" and sent.tokens[head].head < head
    governors = [sent.tokens[head].head] if apposed and not offices else offices
    for governor in governors:
        spans.append(hull(sent.tokens[j].span for j in range(left_edge(sent, governor), governor + 1)))
        owners = (*sent.children(governor, "nmod:poss"), *_origins(sent, governor, mention.kind, lexicon))
        spans.extend(hull(sent.tokens[j].span for j in sent.subtree(i, ("acl", "appos", "conj"))) for i in owners)
    return spans


def _joined_between(sent: Sentence, head: int, apposed: int) -> bool:
    """Whether an "and" stands before an apposition, which is then another's: "Roy and Ali, head of Chad's navy"."""
    return any(t.rel == "cc" for t in sent.tokens[head + 1 : max(left_edge(sent, apposed), head + 1)])


def _behind(sent: Sentence, mention: Mention, lexicon: Lexicon) -> list[Span]:
    """The name behind "of" right after a person's: the tree may hang "of Mali" on something farther."""
    after = [i for i, t in enumerate(sent.tokens) if t.span.start >= mention.span.end][:4]
    if mention.kind != "person" or not after or sent.tokens[after[0]].form.lower() not in lexicon.grammar["of"]:
        return []
    names = [sent.tokens[i].span for i in takewhile(lambda i: sent.tokens[i].upos == "PROPN", after[1:])]
    return [hull(names)] if names else []


def _origins(sent: Sentence, i: int, kind: str, lexicon: Lexicon) -> list[int]:
    """What a noun is told to be of, from or in; a person in Oslo may be a guest there."""
    told = [c for c in sent.children(i, "nmod") if sent.tokens[c].deprel != "nmod:poss"]
    words = lexicon.grammar["origin"]
    if kind != "person":
        return told
    return [c for c in told if any(sent.tokens[k].form.lower() in words for k in sent.children(c, "case"))]


def _title_like(sent: Sentence, i: int) -> bool:
    token = sent.tokens[i]
    return token.upos in ("NOUN", "PROPN", "ADJ") or token.form in ("-", "–", "'s", "’s", "of")


SMALL_TOWN = 500_000  # people; a town of fewer is not told of abroad without its country


def without_strangers(chains: tuple[Chain, ...], text: str, reference: Reference) -> tuple[Chain, ...]:
    """The chains, but for namesakes that the tables know in a country which the report never tells of.

    Such a town is the one of that name in the country told of most, or one that the tables lack; "Congress" or "the
    Foreign Office" is another state's.
    """
    shared = {c.id for c in chains if _is_shared_name(c, text, reference)}
    telling = (c for c in chains if c.country and c.id not in shared and _tells(c, text, reference))
    votes = Counter(c.country.value for c in telling if c.country for m in c.mentions)
    found = []
    for c in chains:
        if c.id in shared and c.country and c.country.value not in votes:
            c = replace(c, country=None, reference=None)
        found.append(_near(c, votes, text, reference) if c.kind == "place" else c)
    return tuple(found)


def _tells(chain: Chain, text: str, reference: Reference) -> bool:
    """Whether a chain says which countries a report tells of: any but a town that may be a namesake."""
    place = reference.place_referred_to(chain.reference.value) if chain.kind == "place" and chain.reference else None
    return place is None or place.kind != "city" or not reference.is_shared(chain.name.quote(text))


def _is_shared_name(chain: Chain, text: str, reference: Reference) -> bool:
    """Whether a chain was taken for a state's body whose name other states' bodies bear too."""
    if chain.kind not in ("organisation", "body") or chain.reference is None:
        return False
    names = (m.span.quote(text) for m in chain.mentions if m.form == "name")
    found = [actor for actor in map(reference.actor, names) if actor]
    return bool(found) and all(actor.ambiguous and actor.country not in (None, IGO) for actor in found)


def _near(chain: Chain, votes: Counter[str], text: str, reference: Reference) -> Chain:
    place = reference.place_referred_to(chain.reference.value) if chain.reference else None
    if place is None or place.kind != "city" or place.country in votes:
        return chain
    words = chain.name.quote(text)
    namesakes = (reference.place(words, near=code) for code, _ in votes.most_common())
    near = next((found for found in namesakes if found and found.country in votes), None)
    if near is None:
        stays = place.population >= SMALL_TOWN or not reference.is_shared(words)
        return chain if stays else replace(chain, country=None, reference=None)
    why = f"reference data: place:{near.id}, in a country that the report tells of"
    return replace(
        chain,
        country=Attribute(near.country, why) if near.country else None,
        reference=Attribute(f"place:{near.id}", "reference data", chain.name),
    )


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
        replace(c, home=Attribute(home, reason)) if c.country is None and _of_state(c, text, lexicon) else c
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
    if not chain.is_named or not chain.sector or chain.sector.value not in STATE | AT_HOME:
        return False
    told = chain.name.quote(text) if chain.kind == "organisation" else chain.title.value if chain.title else ""
    words = set(told.lower().split())
    return chain.kind in ("person", "organisation") and bool(words) and not words & lexicon.name_words["anywhere"]
