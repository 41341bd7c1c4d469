"""Where a report is written from, and what is said to be of that country because nothing else is told.

A reader in Goma needs no "Congolese" before "the police" or the name of a shopkeeper. The country of the dateline's
town, or of the outlet or what its name tells, is lent where the report tells of it more than of any other country,
to what stands in no sentence that tells of another. Lent and told are kept apart (`Chain.home`): other reports may
tell.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique.entities.attributes import AT_HOME, OF_STATE, STATE
from communique.entities.phrases import top
from communique.lexicon import Lexicon
from communique.model.dateline import TOWN as _TOWN
from communique.model.dateline import town_chain, town_of
from communique.model.entity import IGO, Attribute, Chain, Mention
from communique.model.language import Parsed
from communique.model.report import Found, Report
from communique.model.span import Span, hull
from communique.reference import Reference

LENT_TO = frozenset({"person", "organisation", "place"})
KNOWN_TOWN = 20_000  # people of a town by which an outlet is told to be of a country
OUTLET = "no country told; the report tells most of that of its outlet,"  # known by the tables, and read abroad


def with_seat(chains: Sequence[Chain], report: Report, reference: Reference, lexicon: Lexicon) -> tuple[Chain, ...]:
    """The chains; those without a country have ``home`` where the report's own country is safe to lend."""
    seat = seat_of(report, reference, lexicon)
    if seat is None:
        return tuple(chains)
    told, beside = _votes(chains)
    unplaced = Counter(i for c in chains if c.country is None and _is_official(c) for i in _sentences(c))
    most = all(count < told[seat.value] for code, count in told.items() if code != seat.value)
    if not most and seat.reason.startswith(OUTLET):
        return tuple(chains)
    return tuple(
        replace(c, home=seat)
        if c.country is None
        and (most or _is_official(c))
        and _may_be_of(c, report.text, lexicon)
        and (_countries(c, beside) <= {seat.value} or (_is_official(c) and not _sits_with(c, unplaced)))
        else c
        for c in chains
    )


def _is_official(chain: Chain) -> bool:
    return chain.is_named and chain.sector is not None and chain.sector.value in STATE | AT_HOME


def seat_of(report: Report, reference: Reference, lexicon: Lexicon) -> Attribute | None:
    """The country that a report is written from, by its dateline, else by its outlet."""
    town, outlet = report.dateline_place, report.publisher
    if town and {w.casefold() for w in re.findall(r"\w+", town.value)} & lexicon.name_words["seats"]:
        return None
    codes = _of_dateline(town.value, reference) if town else set()
    if town and len(codes) == 1:
        return Attribute(codes.pop(), f'no country told; the report is written from "{town.value}"', town.span)
    if outlet is None:
        return None
    known = reference.actor(outlet.value)
    if known and known.country and known.country != IGO:
        return Attribute(known.country, f'{OUTLET} "{outlet.value}"', outlet.span)
    codes = _of_outlet(outlet.value, reference)
    return Attribute(codes.pop(), _why(outlet), outlet.span) if len(codes) == 1 else None


def with_capital(
    chains: Sequence[Chain], parsed: Sequence[Parsed], reference: Reference, lexicon: Lexicon
) -> tuple[Chain, ...]:
    """The chains; officials without a country are of that in whose capital the sentence that has them act begins.

    "In Tokyo, Foreign Minister Ada Roy welcomed it." Towns where bodies of many states sit tell nothing.
    """
    opening: dict[int, Attribute] = {}
    for i, one in enumerate(parsed):
        words = [t.form for t in one.sentence.tokens[:5]]
        if len(words) < 5 or words[0].lower() not in lexicon.grammar["where"] or "," not in words[2:4]:
            continue
        end = words.index(",")
        town = " ".join(words[1:end])
        found = reference.country(town)
        if found and found.form == "capital" and town.casefold() not in lexicon.name_words["seats"]:
            span = hull(t.span for t in one.sentence.tokens[1:end])
            opening[i] = Attribute(found.alpha3, f'no country told; acts in its capital, "{town}"', span)
    return tuple(_in_capital(c, opening, parsed) for c in chains)


def _in_capital(chain: Chain, opening: Mapping[int, Attribute], parsed: Sequence[Parsed]) -> Chain:
    if chain.kind != "person" or chain.country or not chain.title or not _is_official(chain):
        return chain
    for mention in chain.mentions:
        if mention.form == "name" and mention.sentence in opening:
            sent = parsed[mention.sentence].sentence
            name = sent.tokens[top(sent, mention.token)]
            if name.rel == "nsubj" and name.head >= 0 and sent.tokens[name.head].head < 0:
                return replace(chain, home=opening[mention.sentence])
    return chain


def with_town(chains: Sequence[Chain], report: Report, reference: Reference) -> tuple[Chain, ...]:
    """The chains, with the dateline's town where the story itself does not name it: what is done "here" is done there.

    Its mention stands in no sentence (-1).
    """
    place = report.dateline_place
    town = reference.place(town_of(place.value)) if place and place.span else None
    if place is None or place.span is None or town is None or town_chain(report, chains):
        return tuple(chains)
    span = Span(place.span.start, place.span.start + len(_TOWN.split(place.span.quote(report.text))[0].rstrip()))
    mention = Mention(span, span, "place", "name", -1, -1)
    known = f"place:{town.id}"
    country = Attribute(town.country, f"reference data: {known}") if town.country else None
    chain = Chain(f"c{span}", "place", span, (mention,), country, None, Attribute(known, "reference data", span))
    return (chain, *chains)


def _why(outlet: Found) -> str:
    return f'no country told; the report is of "{outlet.value}"'


def _of_dateline(words: str, reference: Reference) -> set[str]:
    """The countries of the towns of a dateline: "Sanaa, Yemen", "London, Paris"."""
    parts = [part.strip() for part in words.split(",")]
    named = {match.alpha3 for part in parts if (match := reference.country(part)) and match.form == "name"}
    if len(named) == 1:
        return named
    places = (reference.place(part) for part in parts)
    return {place.country for place in places if place and place.country}


def _of_outlet(words: str, reference: Reference) -> set[str]:
    """The countries that an outlet's name tells of: "Ministry of Defence of Sudan", "Niamey Courier"."""
    told = {match.alpha3 for match in reference.countries_in(words)}
    towns = (reference.place(word) for word in re.findall(r"[\w'’-]+", words) if not reference.is_shared(word))
    return told or {town.country for town in towns if town and town.country and town.population >= KNOWN_TOWN}


def _votes(chains: Iterable[Chain]) -> tuple[Counter[str], Mapping[int, set[str]]]:
    """How often each country is told of, by itself or by what is of it, and which are told in each sentence."""
    told: Counter[str] = Counter()
    beside: dict[int, set[str]] = defaultdict(set)
    for chain in chains:
        if chain.country and chain.country.value != IGO:
            for mention in chain.mentions:
                if mention.form != "pronoun":
                    told[chain.country.value] += 1
                    beside[mention.sentence].add(chain.country.value)
    return told, beside


def _countries(chain: Chain, beside: Mapping[int, set[str]]) -> set[str]:
    """The countries told of in the sentences of a chain's mentions."""
    return {code for i in _sentences(chain) for code in beside.get(i, ())}


def _sentences(chain: Chain) -> set[int]:
    return {m.sentence for m in chain.mentions if m.form != "pronoun"}


def _sits_with(chain: Chain, unplaced: Mapping[int, int]) -> bool:
    return any(unplaced[i] > 1 for i in _sentences(chain))


def _may_be_of(chain: Chain, text: str, lexicon: Lexicon) -> bool:
    """Whether a chain may be of the report's country: no envoy, no water between countries, nothing known abroad."""
    if chain.kind not in LENT_TO or chain.reference is not None:
        return False
    told = {w.strip(".").casefold() for w in (chain.title.value if chain.title else "").split()}
    if told & (lexicon.name_words["sent"] | lexicon.name_words["guests"]):
        return False
    sector = chain.sector.value if chain.sector else ""
    if not chain.is_named:
        return (
            chain.kind in ("organisation", "person") and sector in OF_STATE
        )  # "the police", "a defence official", and no "militias", "airport", "source"
    if chain.kind == "organisation" and sector in ("", "BUS"):
        return False  # a firm that signs with the ministry is as often a foreign one
    words = {w.casefold() for w in chain.name.quote(text).split()}
    if chain.kind == "place":
        return not words & (lexicon.name_words["waters"] | lexicon.name_words["continents"])
    return sector != "REL" or chain.kind != "person"
