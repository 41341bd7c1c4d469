"""The weapons that a sentence speaks of: what they are called, what they are, how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.events.arms.names import Names, is_weapon, is_weapon_word
from communique.events.arms.numbers import Number, exact, is_besides, number_and_whole, numbers_of, part_of
from communique.events.arms.words import words
from communique.events.counts import words as count_words
from communique.events.frame import preposition
from communique.model.event import Count
from communique.model.language import Sentence
from communique.model.span import Span, hull


@dataclass(frozen=True)
class Thing:
    """A phrase for weapons at ``tokens``: its name, its sort (the words, and the noun alone), and how many.

    ``whole`` is the number that it is a part of ("20 of the 48"). ``bare`` is a number without a noun. ``again`` says
    that it is beside others ("nine more"), ``lot`` that it is a part ("the first six"), ``none`` that there were none,
    ``strong`` that the words alone say that it is a weapon, ``loose`` that they speak of something new, ``single``
    that it is one that was spoken of before ("the ship").
    """

    head: int
    tokens: frozenset[int]
    span: Span
    name: str = ""
    name_span: Span | None = None
    sort: str = ""
    sort_span: Span | None = None
    noun: str = ""
    count: Count | None = None
    whole: Count | None = None
    bare: bool = False
    again: bool = False
    lot: bool = False
    none: bool = False
    strong: bool = False
    loose: bool = False
    single: bool = False

    @property
    def first(self) -> int:
        """Its first token."""
        return min(self.tokens)


def things_in(sent: Sentence, names: Names, times: Sequence[Span], text: str) -> tuple[Thing, ...]:
    """The weapons of a sentence in the order of the text, each noun once, then numbers without one."""
    numbers = numbers_of(sent, names, times)
    found: list[Thing] = []
    taken: set[int] = set()
    for k in range(len(sent)):
        thing = _at(sent, k, names, numbers, text) if k not in taken else None
        if thing:
            found.append(thing)
            taken |= thing.tokens
    found += [t for n in numbers if not taken & set(n[0]) for t in _bare(sent, n, numbers)]
    return tuple(sorted(found, key=lambda t: t.first))


def _at(sent: Sentence, k: int, names: Names, numbers: Sequence[Number], text: str) -> Thing | None:
    token = sent.tokens[k]
    name = names.at(token.span)
    if name:
        return _of_name(sent, k, name, names, numbers, text)
    lemma = token.lemma.lower()
    if token.upos == "NOUN" and lemma in words().batch:
        return _batch(sent, k, names, numbers, text) if _is_batch(sent, k, names) else None
    if is_weapon(sent, k):
        return _noun(sent, k, names, numbers, text)
    if token.form.lower() in ("nothing", "none") and token.rel in ("obj", "nsubj"):
        return Thing(k, frozenset({k}), token.span, bare=True, none=True)
    return None


def _of_name(
    sent: Sentence, k: int, name: tuple[Span, str], names: Names, numbers: Sequence[Number], text: str
) -> Thing:
    """A weapon called by its name, with the noun behind it where there is one."""
    inside = [t for t in range(len(sent)) if name[0].overlaps(sent.tokens[t].span)]
    noun = next((t for t in range(inside[-1] + 1, min(len(sent), inside[-1] + 7)) if is_weapon(sent, t)), None)
    if noun is not None and _is_one_phrase(sent, inside[-1] + 1, noun):
        return _noun(sent, noun, names, numbers, text)
    top = next((t for t in reversed(inside) if sent.tokens[t].head not in inside), k)
    head = sent.tokens[top].head
    if sent.tokens[top].rel in ("appos", "flat", "compound") and 0 <= head < top and is_weapon(sent, head):
        return _thing(sent, head, inside, name, head, numbers, text)  # "howitzers Haneul-155"
    sort = next(
        (c for c in sent.children(top, "compound", "appos", "nmod") if c not in inside and is_sort(sent, c)), None
    )
    return _thing(sent, top, inside, name, sort, numbers, text)


def is_sort(sent: Sentence, c: int) -> bool:
    """Whether a word beside a name says what it is: "the Bison, a carrier"."""
    token = sent.tokens[c]
    case = sent.children(c, "case")
    return is_weapon_word(token) and not case


def _is_one_phrase(sent: Sentence, first: int, noun: int) -> bool:
    """Whether only words of the same phrase stand from one token to another."""
    return all(
        (
            sent.tokens[t].rel in ("compound", "amod", "flat", "punct")
            and sent.tokens[t].form not in (",", ";", "(", ")")
        )
        or sent.tokens[t].form.lower() == "all"
        for t in range(first, noun)
    )


def _noun(sent: Sentence, k: int, names: Names, numbers: Sequence[Number], text: str) -> Thing:
    inside = [t for t in range(max(0, k - 8), k) if names.at(sent.tokens[t].span)]
    inside = [t for t in inside if _is_one_phrase(sent, t + 1, k)]
    name = names.at(sent.tokens[inside[-1]].span) if inside else None
    own = [t for t in inside if name and name[0].overlaps(sent.tokens[t].span)]
    return _thing(sent, k, own, name or _named_below(sent, k, names), k, numbers, text)


def _named_below(sent: Sentence, k: int, names: Names) -> tuple[Span, str] | None:
    """The name behind a noun: "boats of the type Kestrel", "the howitzer Haneul-155"."""
    below = (c for c in sent.subtree(k, ("acl", "conj", "parataxis", "advcl")) if c > k)
    return next((name for c in below if (name := names.at(sent.tokens[c].span))), None)


def _is_batch(sent: Sentence, k: int, names: Names) -> bool:
    """Whether a lot is one of weapons, or counts them: "a batch of nine"."""
    below = [c for c in sent.children(k, "nmod") if sent.children(c, "case")]
    return any(sent.tokens[c].upos == "NUM" or is_weapon(sent, c) or names.at(sent.tokens[c].span) for c in below)


def _batch(sent: Sentence, k: int, names: Names, numbers: Sequence[Number], text: str) -> Thing | None:
    below = [c for c in sent.children(k, "nmod") if sent.children(c, "case")]
    for c in below:
        own = next((n for n in numbers if c in n[0]), None)
        if own:
            tokens = frozenset((*_phrase(sent, k), *own[0]))
            return Thing(k, tokens, _hull(sent, tokens), count=own[1], bare=True, lot=True)
    for c in below:
        inner = _at(sent, c, names, numbers, text)
        if inner:
            tokens = frozenset((*_phrase(sent, k), *inner.tokens))
            return Thing(
                k, tokens, _hull(sent, tokens), inner.name, inner.name_span, inner.sort, inner.sort_span, inner.noun,
                inner.count, lot=True, strong=inner.strong,
            )  # fmt: skip
    return None


def _thing(
    sent: Sentence,
    head: int,
    inside: Sequence[int],
    name: tuple[Span, str] | None,
    noun: int | None,
    numbers: Sequence[Number],
    text: str,
) -> Thing:
    tokens = {*_phrase(sent, head), *inside}
    own, whole = number_and_whole(sent, head, tokens, numbers)
    for n in (own, whole):
        tokens |= set(n[0]) if n else set()
        tokens |= {c for t in n[0] for c in sent.children(t, "amod") if c < t} if n else set()  # "the last two of four"
        tokens |= {n[0].stop} if n and is_besides(sent, n) else set()
    forms = {sent.tokens[t].form.lower() for t in tokens}
    sort_span = _sort_span(sent, noun) if noun is not None else None
    noun_word = _singular(sent, noun) if noun is not None else ""
    above = sent.tokens[head].head
    return Thing(
        head=head,
        tokens=frozenset(tokens),
        span=_hull(sent, tokens),
        name=name[1] if name else "",
        name_span=name[0] if name else None,
        sort=_sort(sort_span.quote(text), noun_word) if sort_span else "",
        sort_span=sort_span,
        noun=noun_word,
        count=exact(sent, own) if own else None,
        whole=whole[1] if whole else None,
        again=not forms.isdisjoint(words().again),
        lot=not forms.isdisjoint(words().lots),
        none="no" in forms or (min(tokens) > 0 and sent.tokens[min(tokens) - 1].form.lower() == "not"),
        loose=_is_new(sent, head, forms),
        single=own is None and _is_single(sent, head, forms),
        strong=bool(name) or _is_martial(sent, noun, above),
    )


def _is_new(sent: Sentence, head: int, forms: set[str]) -> bool:
    """Whether a phrase brings in something: "40 trucks", not "the trucks", "no boats", "other boats"."""
    known = {"the", "these", "those", "no", "any", "its", "their", "his", "her", "our"} | words().again | words().lots
    return forms.isdisjoint(known) and not sent.children(head, "nmod:poss", "acl")


def _is_single(sent: Sentence, head: int, forms: set[str]) -> bool:
    """Whether a noun with an article is one by its grammar: "the frigate", neither "the aircraft" nor "the system"."""
    token = sent.tokens[head]
    other = words().mass | words().many | words().batch | words().general
    return token.xpos == "NN" and token.lemma.lower() not in other and not forms.isdisjoint(("the", "this", "a"))


def _singular(sent: Sentence, noun: int) -> str:
    token = sent.tokens[noun]
    return (
        token.form.removesuffix("s").lower() if token.upos == "PROPN" or token.form.isupper() else token.lemma.lower()
    )


def _is_martial(sent: Sentence, noun: int | None, above: int) -> bool:
    """Whether the words say by themselves that it is a weapon: "tank", "patrol boat", "vessels of war"."""
    if noun is None:
        return False
    near = {sent.tokens[c].lemma.lower() for c in sent.subtree(noun, ("acl", "conj", "parataxis", "advcl"))}
    if sent.tokens[noun].lemma.lower() not in words().faint or not near.isdisjoint(words().martial):
        return True
    own = sent.subtree(noun, ("acl", "conj", "parataxis", "advcl"))
    return any(sent.tokens[c].lemma.lower() in words().forces for c in own)


def _phrase(sent: Sentence, head: int) -> set[int]:
    """The tokens of a noun's own phrase, without clauses and phrases that hang on it."""
    kept = {head}
    stack = [head]
    while stack:
        at = stack.pop()
        for c in sent.children(at, "compound", "amod", "nummod", "det", "flat", "nmod:desc", "punct"):
            if c not in kept and (c < head or sent.tokens[c].rel == "flat") and sent.tokens[c].form not in (",", ";"):
                kept.add(c)
                stack.append(c)
    return kept


def _sort_span(sent: Sentence, noun: int) -> Span:
    """The noun with the plain words before it that say what sort: "self-propelled howitzers"."""
    first = noun
    while first > 0 and _says_sort(sent, first - 1, noun):
        first -= 1
    while sent.tokens[first].form in ("-", "–"):
        first += 1
    return hull(sent.tokens[t].span for t in (first, noun))


def _says_sort(sent: Sentence, k: int, noun: int) -> bool:
    token = sent.tokens[k]
    tied = k + 1 < len(sent) and token.span.end == sent.tokens[k + 1].span.start
    if token.form in ("-", "–"):
        return tied and k > 0 and sent.tokens[k - 1].span.end == token.span.start
    plain = token.form.lower() in words().plain - {"all"} or token.xpos in ("JJS", "JJR")
    if not token.form.replace("-", "").isalpha() or not token.form.islower() or plain:
        return False
    hyphen = tied and sent.tokens[k + 1].form in ("-", "–")
    if token.form.lower() in count_words().values or token.form.lower() in count_words().multipliers:
        return False
    return hyphen or (token.rel in ("compound", "amod") and token.head > k and token.head <= noun)


def _sort(told: str, lemma: str) -> str:
    """What sort it is, in the singular: "fast interceptor craft"."""
    words_told = " ".join(told.split()).split(" ")
    last = words_told[-1]
    shown = last.removesuffix("s") if last.removesuffix("s").isupper() else lemma if "-" not in last else last
    return " ".join((*words_told[:-1], shown))


def _bare(sent: Sentence, number: Number, numbers: Sequence[Number]) -> Iterator[Thing]:
    """A number that stands for things told before: "Sixty were ordered", "fifteen more arrived"."""
    inside, count = number
    above = part_of(sent, inside)
    if above is not None:
        return  # "eight of the 16": told with the eight
    if count.what not in ("", *count_words().besides, "more", "other") or "%" in sent.tokens[inside.stop - 1].form:
        return
    top = next((t for t in inside if sent.tokens[t].head not in inside), inside.start)
    if _of_other(sent, top):
        return
    tokens, head = set(inside), top
    above = sent.tokens[top].head
    if sent.tokens[top].rel == "nummod" and above >= 0:
        if sent.tokens[above].form.lower() not in count_words().besides:
            return
        head = above
        tokens.add(above)
    tokens |= {c for c in sent.children(head, "det", "amod") if c < head}
    forms = {sent.tokens[t].form.lower() for t in tokens}
    count = exact(sent, number)
    again, lot = not forms.isdisjoint(words().again), not forms.isdisjoint(words().lots)
    whole = next((n for n in numbers if part_of(sent, n[0]) in inside), None)
    tokens |= set(whole[0]) if whole else set()
    yield Thing(
        head, frozenset(tokens), _hull(sent, tokens), count=count, whole=whole[1] if whole else None, bare=True,
        again=again, lot=lot,
    )  # fmt: skip


def _of_other(sent: Sentence, k: int) -> bool:
    """Whether a number is of what "of which" stands for, and that is no weapon told before.

    "A newer model, of which the navy has 24"; "it also makes harbour radars, of which it sold 31".
    """
    which = next((w for w in range(k) if _is_of_which(sent, w) and not _comes_between(sent, w, k)), None)
    if which is None:
        return False
    noun = next((n for n in range(which - 2, -1, -1) if sent.tokens[n].upos in ("NOUN", "PROPN")), None)
    if noun is None or not is_weapon(sent, noun):
        return noun is not None
    forms = {sent.tokens[t].form.lower() for t in _phrase(sent, noun)}
    counted = sent.children(noun, "nummod", "nmod")
    told = sent.children(noun, "compound", "amod")
    return sent.tokens[noun].upos == "NOUN" and _is_new(sent, noun, forms) and bool(told) and not counted


def _is_of_which(sent: Sentence, w: int) -> bool:
    return sent.tokens[w].form.lower() in ("which", "whom") and preposition(sent, w) == "of"


def _comes_between(sent: Sentence, which: int, k: int) -> bool:
    """Whether another clause begins between: what it counts is told of something else."""
    return any(sent.tokens[t].form in (";", ":") for t in range(which, k))


def _hull(sent: Sentence, tokens: set[int] | frozenset[int]) -> Span:
    return hull(sent.tokens[t].span for t in tokens)
