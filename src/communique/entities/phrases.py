"""Noun phrases in a tree: what stands before a head, what owns it, what names it."""

from __future__ import annotations

from communique.model.language import HYPHENS, Sentence, Token
from communique.model.span import Span

NOMINAL = frozenset({"NOUN", "PROPN"})
WITHIN = frozenset({"flat", "compound"})


def head_of(sent: Sentence, first: int, last: int) -> int:
    """The token of a stretch whose governor lies outside it; the last one where the tree is torn."""
    for i in range(first, last + 1):
        if not first <= sent.tokens[i].head <= last:
            return i
    return last


def top(sent: Sentence, i: int) -> int:
    """The word by which a name or title hangs in its clause: "Berg" for "Minister" in "Minister Berg spoke"."""
    while sent.tokens[i].head >= 0 and (sent.tokens[i].rel in WITHIN or sent.tokens[i].deprel == "nmod:desc"):
        i = sent.tokens[i].head
    return i


def left_edge(sent: Sentence, head: int) -> int:
    """The first token of the modifiers right before ``head``: "joint Russian-Turkish" of "... center", "US-led".

    Determiners, owners and numbers are left out, so that "sixteen protesters" are "protesters".
    """
    first = head
    for i in range(head - 1, -1, -1):
        token = sent.tokens[i]
        if token.form in HYPHENS and i:
            if sent.tokens[i - 1].upos == "NUM":
                return first + 1 if first == i + 1 < head else first  # "three-way talks" are "talks", not "way talks"
            if not i < sent.tokens[i - 1].head <= head:
                break
            continue
        inside = i < token.head <= head
        hyphened = token.upos == "VERB" and token.rel == "amod" and i > 1 and sent.tokens[i - 1].form in HYPHENS
        joined = token.upos in ("ADJ", "NOUN", "PROPN") and token.rel in ("amod", "compound", "flat", "nmod")
        if not (inside and (joined or hyphened)) or sent.children(i, "case"):
            break
        first = i
    return first


def phrase_tokens(sent: Sentence, span: Span, head: int) -> list[int]:
    """The tokens of a mention, with the modifiers right before its head that it leaves out."""
    return sorted({*sent.within(span), *range(left_edge(sent, head), head + 1)})


def words_before(sent: Sentence, head: int) -> tuple[str, ...]:
    """Lower-case lemmas of the modifiers right before ``head`` and of the head: ("deputy", "defence", "minister")."""
    first = left_edge(sent, head)
    return tuple(t.lemma.lower() for t in sent.tokens[first : head + 1] if t.form not in HYPHENS)


def is_plural(token: Token) -> bool:
    """Whether a noun is plural, by its Penn tag."""
    return token.xpos in ("NNS", "NNPS")


def phrase_span(sent: Sentence, first: int, last: int) -> Span:
    """The characters of tokens ``first`` to ``last``."""
    return Span(sent.tokens[first].span.start, sent.tokens[last].span.end)


LONGEST_PHRASE = 9  # words of a description in full
_TOLD_APART = ("in", "from", "of", "for", "at")


def full_phrase(sent: Sentence, head: int) -> Span:
    """A description in full: how many, whose or which, and where or of whom: "some protesters in Iran".

    Articles, clauses, lists and appositions are left out; where the whole is too long, what follows the head is.
    """
    first = left_edge(sent, head)
    while first and sent.tokens[first - 1].head in (head, first) and _counts(sent.tokens[first - 1]):
        first -= 1
    first = _owner_from(sent, head, first)
    last = head
    for c in sent.children(head, "nmod"):
        cases = sent.children(c, "case")
        below = sent.subtree(c, ("acl", "appos", "conj", "cc", "parataxis", "punct", "advcl"))
        joined = c > head and cases and sent.tokens[cases[0]].form.lower() in _TOLD_APART and below[0] == last + 1
        if joined and below[-1] - below[0] == len(below) - 1 and below[-1] - first < LONGEST_PHRASE:
            last = below[-1]
    return phrase_span(sent, _about(sent, first), last)


def _about(sent: Sentence, first: int) -> int:
    """Where a description with a number starts, a guess with the word that says so: "about 200 traders"."""
    number = sent.tokens[first]
    guess = sent.tokens[first - 1] if first else None
    guessed = guess and number.upos == "NUM" and guess.head == first and guess.rel == "advmod"
    return first - 1 if guessed else first


def _owner_from(sent: Sentence, head: int, first: int) -> int:
    """Where a description starts with the owner's name right before it: "Libya's president"; ``first`` without one."""
    for owner in sent.children(head, "nmod:poss"):
        inside = sent.subtree(owner)
        if sent.tokens[owner].upos == "PROPN" and inside[-1] == first - 1 and len(inside) == first - inside[0]:
            return inside[0]
    return first


def _counts(token: Token) -> bool:
    """Whether a word in front tells how many or which, and is no article: "some", "eight", "several", "injured"."""
    if token.xpos in ("DT", "PDT"):
        return token.form.lower() in ("some", "all", "both", "several", "many")
    if token.xpos in ("JJS", "JJR"):
        return False
    return token.upos in ("NUM", "ADJ") or token.xpos == "VBN"


def determiner(sent: Sentence, head: int) -> str:
    """The article or demonstrative of a phrase, lower-case, or of the list it is in; "" where there is none."""
    found = sent.children(head, "det")
    if not found and sent.tokens[head].rel == "conj":
        return determiner(sent, sent.tokens[head].head)
    return sent.tokens[found[0]].form.lower() if found else ""
