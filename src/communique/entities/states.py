"""Words for a government, which stand for its state: "Mali's government", "the Tajik side", "the authorities".

A government of a part of a state ("the regional government") or of one that is not told is none of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.entities.phrases import is_plural
from communique.lexicon import Lexicon
from communique.model.entity import Attribute, Chain, Mention
from communique.model.language import HYPHENS, Parsed, Sentence, Token
from communique.model.span import Span, hull
from communique.reference import CountryMatch, Reference

PARTS = frozenset({"ethnic group", "separatists", "Northern Cyprus"})  # senses of words whose authorities are another's


@dataclass(frozen=True, slots=True)
class Government:
    """A government told of: the state whose it is, None where that is left unsaid, and the words that tell both."""

    state: str | None
    span: Span


def government_told(
    sent: Sentence, mention: Mention, text: str, reference: Reference, lexicon: Lexicon
) -> Government | None:
    """What a mention tells of a state's government; None where it tells of another thing."""
    head, words = mention.token, lexicon.grammar
    if not _is_word(sent.tokens[head], lexicon):
        return None
    inside = sorted(set(_phrase(sent, mention)))
    own = [i for i in inside if _tells(sent, i, head, lexicon)]
    span = hull((sent.tokens[head].span, *(sent.tokens[i].span for i in own)))
    told = reference.countries_in(span.quote(text))
    part = any(PARTS.intersection(match.senses) for match in told)
    if part or len({match.alpha3 for match in told}) > 1 or any(_is_left_over(sent.tokens[i], told, span) for i in own):
        return None
    if told:
        return None if _is_site(sent, head, lexicon) else Government(told[0].alpha3, span)
    is_side = sent.tokens[head].lemma.lower() in words["side"]
    return None if own or is_side or not _points_back(sent, mention, lexicon) else Government(None, span)


def _is_word(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word stands for a government: one "government", "side", several "authorities"."""
    lemma, words = token.lemma.lower(), lexicon.grammar
    return lemma in (words["rulers"] if is_plural(token) else words["government"] | words["side"])


def _phrase(sent: Sentence, mention: Mention) -> Iterator[int]:
    """The words of a mention, its modifiers and owner, and what it is of; nothing said of it besides."""
    yield from sent.within(mention.span)
    for c in sent.children(mention.token, "amod", "compound", "nmod", "nummod", "acl", "det", "advmod"):
        if c > mention.token and sent.tokens[c].rel == "nmod" and not sent.children(c, "case"):
            continue  # "the government of Chad and the Delta Front": the tree hangs the other party on it
        yield from sent.subtree(c, ("appos", "conj", "cc", "parataxis"))


def _tells(sent: Sentence, i: int, head: int, lexicon: Lexicon) -> bool:
    """Whether a word of the phrase says whose or what government it is."""
    token = sent.tokens[i]
    idle = lexicon.grammar["governing"] | lexicon.grammar["of"] | lexicon.grammar["edges"]
    return i != head and token.upos not in ("DET", "PUNCT", "PART") and token.form.lower() not in idle | HYPHENS


def _is_left_over(token: Token, told: Sequence[CountryMatch], span: Span) -> bool:
    """Whether a word is no part of a country's name: "regional", "Houthi"."""
    at = Span(token.span.start - span.start, token.span.end - span.start)
    return not any(match.span.overlaps(at) for match in told)


def _is_site(sent: Sentence, head: int, lexicon: Lexicon) -> bool:
    """Whether a side is one of a border: "on the Tajik side"."""
    cases = {sent.tokens[k].form.lower() for k in sent.children(head, "case")}
    return sent.tokens[head].lemma.lower() in lexicon.grammar["side"] and bool(cases & lexicon.grammar["beside"])


def _points_back(sent: Sentence, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a government without its state is one that the reader knows of: "the government", "Government"."""
    articles = {sent.tokens[c].form.lower() for c in sent.children(mention.token, "det")}
    named = sent.tokens[mention.token].form[:1].isupper() and mention.token > 0
    return articles <= lexicon.grammar["definite"] and (
        bool(articles) or named or is_plural(sent.tokens[mention.token])
    )


def with_governments(
    chains: Sequence[Chain], parsed: Sequence[Parsed], text: str, reference: Reference, lexicon: Lexicon
) -> tuple[Chain, ...]:
    """The chains, with "the government" of the report's own country as that country."""

    def is_bare(m: Mention) -> bool:
        told = m.sentence >= 0 and government_told(parsed[m.sentence].sentence, m, text, reference, lexicon)
        return m.form == "pronoun" or bool(told)

    lent = [c for c in chains if c.kind == "organisation" and (c.home or c.country) and all(map(is_bare, c.mentions))]
    for c in lent:
        chains = _joined(chains, c)
    return tuple(chains)


def _joined(chains: Sequence[Chain], government: Chain) -> list[Chain]:
    """The chains with a government's mentions in its country's; it becomes that where the report has none."""
    told = government.country or government.home
    if told is None:
        return list(chains)
    code = f"iso:{told.value}"
    mentions = tuple(m if m.form == "pronoun" else replace(m, form="metonym") for m in government.mentions)
    mentions = tuple(replace(m, kind="country") for m in mentions)
    state = next((c for c in chains if c.kind == "country" and c.reference and c.reference.value == code), None)
    if state is None:
        known = Attribute(code, told.reason, told.span)
        alone = replace(
            government, kind="country", mentions=mentions, country=told, reference=known, sector=None, home=None
        )
        return [alone if c is government else c for c in chains]
    both = tuple(sorted((*state.mentions, *mentions), key=lambda m: m.span))
    return [replace(c, mentions=both) if c is state else c for c in chains if c is not government]
