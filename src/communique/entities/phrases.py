"""Noun phrases in a tree: what stands before a head, what owns it, what names it."""

from __future__ import annotations

from communique.model.language import Sentence, Token
from communique.model.span import Span

NOMINAL = frozenset({"NOUN", "PROPN"})


def head_of(sent: Sentence, first: int, last: int) -> int:
    """The token of a stretch whose governor lies outside it; the last one where the tree is torn."""
    for i in range(first, last + 1):
        if not first <= sent.tokens[i].head <= last:
            return i
    return last


def left_edge(sent: Sentence, head: int) -> int:
    """The first token of the modifiers that stand right before ``head``: "joint Russian-Turkish" of "... center".

    Determiners, owners and numbers are left out, so that "sixteen protesters" are "protesters".
    """
    first = head
    for i in range(head - 1, -1, -1):
        token = sent.tokens[i]
        inside = token.head == head or i < token.head <= head
        joined = token.upos in ("ADJ", "NOUN", "PROPN") and token.rel in ("amod", "compound", "flat", "nmod")
        if not (inside and (joined or token.form in ("-", "–"))):
            break
        if sent.children(i, "case"):
            break
        if token.form in ("-", "–") and i and sent.tokens[i - 1].upos == "NUM":
            first += 1  # "three-way talks" are "talks", not "way talks"
            break
        first = i
    while first < head and sent.tokens[first].form in ("-", "–"):
        first += 1
    return first


def words_before(sent: Sentence, head: int) -> tuple[str, ...]:
    """Lower-case lemmas of the modifiers right before ``head`` and of the head: ("deputy", "defence", "minister")."""
    first = left_edge(sent, head)
    return tuple(t.lemma.lower() for t in sent.tokens[first : head + 1] if t.form not in ("-", "–"))


def is_plural(token: Token) -> bool:
    """Whether a noun is plural, by its Penn tag."""
    return token.xpos in ("NNS", "NNPS")


def phrase_span(sent: Sentence, first: int, last: int) -> Span:
    """The characters of tokens ``first`` to ``last``."""
    return Span(sent.tokens[first].span.start, sent.tokens[last].span.end)


def determiner(sent: Sentence, head: int) -> str:
    """The article or demonstrative of a phrase, lower-case, or of the list it is in; "" where there is none."""
    found = sent.children(head, "det")
    if not found and sent.tokens[head].rel == "conj":
        return determiner(sent, sent.tokens[head].head)
    return sent.tokens[found[0]].form.lower() if found else ""
