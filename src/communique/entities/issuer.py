"""Who issues a report: in a ministry's own release "the Ministry" is it, and "the Minister" heads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.entities.attributes import STATE
from communique.entities.seat import seat_of
from communique.entities.titles import office_told
from communique.lexicon import Lexicon, table
from communique.model.entity import Attribute, Chain, Mention
from communique.model.report import Report
from communique.model.span import Span
from communique.reference import Reference

ARTICLES = frozenset({"the", "this"})


@dataclass(frozen=True, slots=True)
class Issuer:
    """An institution of a state that issues a report: its name on the page, its bare noun, and who heads it."""

    name: Mention
    noun: str
    head: str
    office: str
    state: Attribute | None


def with_issuer(chains: Sequence[Chain], report: Report, reference: Reference, lexicon: Lexicon) -> tuple[Chain, ...]:
    """The chains; those of an institution's own release called by its bare noun are it, or who heads it.

    The mention at the head of the page stands in no sentence (-1).
    """
    issuer = _issuer(report, reference, lexicon)
    found = tuple(_issued(c, issuer, report.text) for c in chains) if issuer else tuple(chains)
    return found if len({c.id for c in found}) == len(found) else tuple(chains)


def _issued(chain: Chain, issuer: Issuer, text: str) -> Chain:
    name = issuer.name
    if chain.kind == "organisation" and _is_called(chain, issuer.noun, text):
        mentions = tuple(sorted((name, *chain.mentions), key=lambda m: m.span))
        country = chain.country or issuer.state
        return replace(chain, id=f"c{name.span}", name=name.span, mentions=mentions, country=country)
    bare = _is_called(chain, issuer.head, text) if chain.title is None else _words(chain.title.value) == {issuer.head}
    if issuer.office and chain.kind == "person" and bare and _of_no_other(chain, issuer):
        told = Attribute(issuer.office, "who heads the institution that issues the report", name.span)
        return replace(chain, title=told, country=chain.country or issuer.state)
    return chain


def _issuer(report: Report, reference: Reference, lexicon: Lexicon) -> Issuer | None:
    publisher = report.publisher
    noun = _institution(publisher.value, lexicon) if publisher and publisher.span else None
    if publisher is None or publisher.span is None or noun is None:
        return None
    short = publisher.span.quote(report.text).split(",")[0]  # without "Republic of Mali", "Press Office"
    span = Span(publisher.span.start, publisher.span.start + len(short))
    head = str(table("offices")["heads"].get(noun, ""))
    own = office_told(short, reference)[0].removesuffix(" of")
    office = re.sub(rf"\b{noun}\b", head.title(), own, flags=re.IGNORECASE) if head else ""
    name = Mention(span, span, "organisation", "name", -1, -1)
    return Issuer(name, noun, head, office, _state(report, reference, lexicon))


def _institution(words: str, lexicon: Lexicon) -> str | None:
    """The noun of a state's institution in an issuer's name: "ministry"; None for papers, agencies and companies."""
    for word in map(str, re.findall(r"[a-z]+", words.lower())):
        noun = lexicon.noun(word)
        if noun and noun.kind == "organisation" and noun.sector in STATE and not noun.title:
            return word
    return None


def _is_called(chain: Chain, noun: str, text: str) -> bool:
    """Whether a chain is told by a noun and nothing else: "the Ministry", "it"."""
    told = [m.span for m in chain.mentions if m.form not in ("pronoun", "title")]
    told += [chain.description] if chain.description else []
    return bool(told) and chain.reference is None and all(_words(span.quote(text)) == {noun} for span in told)


def _words(phrase: str) -> set[str]:
    return set(phrase.lower().split()) - ARTICLES


def _of_no_other(chain: Chain, issuer: Issuer) -> bool:
    """Whether somebody is told to be of no other state than the issuer."""
    return chain.country is None or (issuer.state is not None and chain.country.value == issuer.state.value)


def _state(report: Report, reference: Reference, lexicon: Lexicon) -> Attribute | None:
    """The state whose institution issues a report: told in its name, else that of the town it is written from."""
    told = {m.alpha3 for m in reference.countries_in(report.publisher.value)} if report.publisher else set()
    if len(told) == 1 and report.publisher:
        return Attribute(told.pop(), f'the issuer is "{report.publisher.value}"', report.publisher.span)
    return None if told else seat_of(report, reference, lexicon)
