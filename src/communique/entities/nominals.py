"""Mentions by description: "the defence minister", "Turkish troops", "a joint commission", and pronouns."""

from __future__ import annotations

from collections.abc import Iterator

from communique.entities.phrases import NOMINAL, is_plural, left_edge, phrase_span, words_before
from communique.lexicon import Lexicon
from communique.model.entity import ENTITY_KINDS, Mention
from communique.model.language import Parsed, Sentence

SURE = 0.8  # a noun that no table knows counts as a person only where the model is this sure
LIKELY_ACT, LIKELY_PART = 0.4, 0.5  # probabilities from which a noun that no table knows counts as part of an event
ARMED = frozenset({"MIL", "COP", "REB"})
SKIPPED_RELATIONS = frozenset({"compound", "flat", "goeswith", "nmod:desc"})


def nominal_mentions(parsed: Parsed, index: int, taken: set[int], lexicon: Lexicon) -> Iterator[Mention]:
    """Descriptions in sentence ``index`` whose head is not in ``taken`` (tokens of names)."""
    sent = parsed.sentence
    model = {h.index for h in parsed.heads if h.kind == "person" and h.score >= SURE}
    parts = part_takers(parsed)
    for i, token in enumerate(sent.tokens):
        counted = i in parts and token.upos == "NUM"  # "six died"
        skipped = token.deprel in SKIPPED_RELATIONS or token.rel in SKIPPED_RELATIONS
        if i in taken or not (token.upos in NOMINAL or counted) or (skipped and not holds(sent, i, lexicon)):
            continue
        kind = nominal_kind(sent, i, i in model, lexicon) or parts.get(i)
        if kind is None:
            continue
        first = left_edge(sent, i)
        yield Mention(phrase_span(sent, first, i), token.span, kind, "nominal", index, i)


def holds(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether a noun tells whose a post, a convoy or the like is: "army" of "an army post"."""
    token = sent.tokens[i]
    if token.deprel != "compound" or sent.tokens[token.head].lemma.lower() not in lexicon.grammar["held"]:
        return False
    noun = lexicon.noun(token.lemma.lower())
    return noun is not None and noun.kind == "organisation" and noun.sector in ARMED


def part_takers(parsed: Parsed) -> dict[int, str]:
    """Words that the model takes for parties or things of a likely event, with the kind that it gives them."""
    found = (f for act in parsed.acts if act.score >= LIKELY_ACT for f in act.fillers if f.score >= LIKELY_PART)
    sorts = {f.index: parsed.sorts[f.index] for f in found if f.role not in ("time", "speaker")}
    return {i: kind for i, kind in sorts.items() if kind in ENTITY_KINDS}


def nominal_kind(sent: Sentence, i: int, is_person: bool, lexicon: Lexicon) -> str | None:
    """The kind of a described thing from its noun's class, else "person" where the model is sure of one."""
    words = words_before(sent, i)
    known = lexicon.kind_of(words) or lexicon.kind_of((sent.tokens[i].form.lower(),))
    kind = known or ("person" if is_person else None)
    if kind == "person" and is_plural(sent.tokens[i]):
        return "group"
    return kind


def pronoun_mentions(parsed: Parsed, index: int, lexicon: Lexicon) -> Iterator[Mention]:
    """Personal pronouns of sentence ``index``; their kind is settled with their chain."""
    words = lexicon.pronouns
    for i, token in enumerate(parsed.sentence.tokens):
        if token.upos not in ("PRON", "DET"):
            continue
        form = token.form.lower()
        if form in words["person"]:
            yield Mention(token.span, token.span, "person", "pronoun", index, i)
        elif form in words["plural"]:
            yield Mention(token.span, token.span, "group", "pronoun", index, i)
        elif form in words["thing"]:
            yield Mention(token.span, token.span, "organisation", "pronoun", index, i)
        elif form in words["first_singular"]:
            yield Mention(token.span, token.span, "person", "pronoun", index, i)
        elif form in words["first_plural"]:
            yield Mention(token.span, token.span, "group", "pronoun", index, i)
