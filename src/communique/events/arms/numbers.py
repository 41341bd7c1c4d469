"""How many weapons a phrase tells: its number, what that is a part of, and numbers that are told as nouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.events.arms.names import Names, is_weapon_word
from communique.events.arms.words import words
from communique.events.counts import numbers_in
from communique.events.counts import words as count_words
from communique.model.event import Count
from communique.model.language import Sentence
from communique.model.span import Span

Number = tuple[range, Count]
LOTS = frozenset({"first", "last", "final", "next"})  # of a noun in the singular, one


def numbers_of(sent: Sentence, names: Names, times: Sequence[Span]) -> list[Number]:
    """The numbers of a sentence that may be of weapons, also those told as nouns: "a second pair"."""
    told = [n for n in numbers_in(sent, times) if names.at(sent.tokens[n[0].start].span) is None]
    return sorted([n for n in told if n[1].what != "money"] + list(_pairs(sent)), key=lambda n: n[0].start)


def _pairs(sent: Sentence) -> Iterator[Number]:
    for k, token in enumerate(sent.tokens):
        value = words().pairs.get(token.lemma.lower()) if token.upos == "NOUN" and token.rel != "compound" else None
        if value is not None:
            yield range(k, k + 1), Count("", value, value, value, token.span)


def number_and_whole(
    sent: Sentence, head: int, tokens: set[int], numbers: Sequence[Number]
) -> tuple[Number | None, Number | None]:
    """How many, and of how many: "20 of the 48 systems"."""
    own = next((n for n in numbers if _counts(sent, n, head, tokens)), None) or _one(sent, head, tokens)
    if sent.tokens[head].rel != "nmod" or not any(
        sent.tokens[c].form.lower() == "of" for c in sent.children(head, "case")
    ):
        return own, None
    above = sent.tokens[head].head
    further = sent.tokens[above].form.lower() in count_words().besides  # "four more of its boats": four beside others
    parts = {above, *(sent.children(above, "nummod") if further else ())}
    part = next((n for n in numbers if parts & set(n[0]) and n is not own), None)
    if part is None and above >= 0 and sent.tokens[above].form.lower() in words().ordinals | LOTS:
        part = _single(sent, above)  # "the first of two frigates"
    return (part, own) if part else (own, None)


def _one(sent: Sentence, head: int, tokens: set[int]) -> Number | None:
    """One, where a noun in the singular is told by its place in the row: "the second frigate"."""
    token = sent.tokens[head]
    forms = {sent.tokens[t].form.lower() for t in tokens}
    known = words().ordinals if token.lemma.lower() in words().many else words().ordinals | LOTS
    if token.xpos != "NN" or token.lemma.lower() in words().mass | words().batch or forms.isdisjoint(known):
        return None
    at = next(t for t in sorted(tokens) if sent.tokens[t].form.lower() in known)
    return _single(sent, at)


def _single(sent: Sentence, k: int) -> Number:
    return range(k, k + 1), Count("", 1.0, 1.0, 1.0, sent.tokens[k].span)


def _counts(sent: Sentence, number: Number, head: int, tokens: set[int]) -> bool:
    inside, _ = number
    if inside.start > head or not (set(inside) & tokens):
        return False
    top = next((t for t in inside if sent.tokens[t].head not in inside), inside.start)
    return sent.tokens[top].rel in ("nummod", "compound", "amod", "det", "nmod") and _is_counted(
        sent, sent.tokens[top].head, head, tokens
    )


def _is_counted(sent: Sentence, above: int, head: int, tokens: set[int]) -> bool:
    """Whether what a number hangs on is the weapon, not a measure of it: "six K2 boats", but "155 mm howitzer"."""
    named = above in tokens and (sent.tokens[above].upos == "PROPN" or is_weapon_word(sent.tokens[above]))
    return above == head or named


def exact(sent: Sentence, number: Number) -> Count:
    """A number told beside others, as that of those told: "fifteen more" are fifteen."""
    _, count = number
    if is_besides(sent, number) and count.best is None and count.low is not None:
        return replace(count, best=count.low, high=count.low)
    return count


def is_besides(sent: Sentence, number: Number) -> bool:
    """Whether the word behind a number says that it is beside others: "four more"."""
    behind = number[0].stop
    return behind < len(sent) and sent.tokens[behind].form.lower() in count_words().besides


def part_of(sent: Sentence, inside: range) -> int | None:
    """The token that a number hangs on with "of": "16" in "eight of the 16"."""
    top = next((t for t in inside if sent.tokens[t].head not in inside), inside.start)
    of = any(sent.tokens[c].form.lower() == "of" for c in sent.children(top, "case"))
    above = sent.tokens[top].head
    return above if of and above >= 0 and sent.tokens[above].upos == "NUM" else None
