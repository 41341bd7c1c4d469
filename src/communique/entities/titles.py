"""Offices beside a person's name: "Slovak Defence Minister Hanna Berg", "Hanna Berg, the defence minister"."""

from __future__ import annotations

from dataclasses import dataclass

from communique.entities.phrases import is_plural, left_edge, phrase_span, words_before
from communique.lexicon import Lexicon, NounClass
from communique.model.entity import Mention
from communique.model.language import Sentence
from communique.model.span import Span

MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "PART", "NUM", "DET"})
REACH = 12  # words to the left that may belong to a title; longer ones are rare in agency copy


@dataclass(frozen=True, slots=True)
class Title:
    """An office, the words that tell it, its head noun (token ``token``) and that noun's class."""

    span: Span
    head: str
    token: int
    noun_class: NounClass


def title_of(sent: Sentence, mention: Mention, others: frozenset[int], lexicon: Lexicon) -> Title | None:
    """The office told beside a person's name in this sentence, if any: before it, or as an apposition.

    ``others`` are the tokens of other persons' names, where a title ends.
    """
    return office_before(sent, mention, others, lexicon) or _apposition(sent, mention, lexicon)


def office_before(sent: Sentence, mention: Mention, others: frozenset[int], lexicon: Lexicon) -> Title | None:
    """The office right before a name: "Minister" of "Minister Hanna Berg", with all the words that tell it."""
    first = _first_token(sent, mention)
    head = _title_head(sent, first - 1, others, lexicon)
    if head is None:
        return None
    found = lexicon.noun(*words_before(sent, head)) or lexicon.noun(sent.tokens[head].lemma.lower().rstrip("."))
    if found is None:
        return None
    start = head
    while start > 0 and head - start < REACH and start - 1 not in others and _belongs(sent, start - 1, lexicon):
        start -= 1
    while start < head and sent.tokens[start].upos in ("ADP", "PART", "DET"):
        start += 1
    return Title(phrase_span(sent, start, first - 1), sent.tokens[head].lemma.lower(), head, found)


def _first_token(sent: Sentence, mention: Mention) -> int:
    return next(i for i, t in enumerate(sent.tokens) if t.span.start >= mention.span.start)


def _title_head(sent: Sentence, i: int, others: frozenset[int], lexicon: Lexicon) -> int | None:
    """The title noun at or before token ``i``: in "head of the ministry X" it is not the word next to the name."""
    steps = 0
    while i >= 0 and steps < REACH and i not in others and _inside_title(sent, i, lexicon):
        if _is_title(sent, i, lexicon):
            return i
        i -= 1
        steps += 1
    return None


def _is_title(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether a noun is an office by itself or with the words before it: "minister", "first lady"."""
    token = sent.tokens[i]
    if token.upos not in ("NOUN", "PROPN") and token.deprel != "nmod:desc":
        return False
    if {token.lemma.lower().rstrip("."), token.form.lower().rstrip(".")} & lexicon.titles:
        return True
    found = lexicon.noun(*words_before(sent, i))
    return bool(found and found.title)


def _inside_title(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    return sent.tokens[i].upos in MODIFIERS or sent.tokens[i].form in lexicon.grammar["naming"]


def _belongs(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    token = sent.tokens[i]
    return (
        token.upos in ("NOUN", "PROPN", "ADJ")
        or token.form in ("-", "–", "'s", "’s")
        or token.form in lexicon.grammar["naming"]
    )


def _apposition(sent: Sentence, mention: Mention, lexicon: Lexicon) -> Title | None:
    candidates = [*sent.children(mention.token, "appos")]
    if sent.tokens[mention.token].rel == "appos":
        candidates.append(sent.tokens[mention.token].head)
    for i in candidates:
        if is_plural(sent.tokens[i]):
            continue  # the office of several, who are listed
        found = lexicon.noun(*words_before(sent, i))
        if found and found.kind == "person":
            of = [c for c in sent.children(i, "nmod") if c > i]
            last = max([i, *(j for c in of for j in sent.subtree(c, ("acl", "appos", "punct", "parataxis")))])
            return Title(phrase_span(sent, left_edge(sent, i), last), sent.tokens[i].lemma.lower(), i, found)
    return None
