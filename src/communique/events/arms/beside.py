"""What is told beside orders and deliveries: price, licence, and what weapons are claimed to have done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from communique.events.arms.desk import Desk
from communique.events.arms.things import Thing
from communique.events.arms.words import words
from communique.events.counts import numbers_in
from communique.events.counts import words as count_words
from communique.events.frame import frame_of, preposition, verb_lemmas
from communique.model.arms import ArmsMention
from communique.model.event import Count
from communique.model.language import Sentence
from communique.model.span import Span, hull

NEAR = 4  # sentences back over which a sum may be the price of weapons


# -- price -------------------------------------------------------------------------------------------------------------


def prices(desk: Desk, sent: Sentence, i: int) -> Iterator[ArmsMention]:
    """Sums told as the price of weapons, and that they are free."""
    lemmas = _lemmas(sent)
    words_told = " ".join(t.form.lower() for t in sent.tokens)
    for phrase in words().free:
        at = words_told.find(phrase)
        if at >= 0 and any(desk.is_weapon(t) and not t.bare for t in desk.things[i]):
            span = _of_words(sent, phrase)
            yield _price(desk, sent, i, span, None)
    if not _is_about_price(desk, sent, i, lemmas):
        return
    last: Span | None = None
    for tokens, count in numbers_in(sent, [t.span for t in desk.analysis.times]):
        money = _money(sent, tokens, count)
        if money is None:
            continue
        if not _is_other_sum(sent, tokens) and not _is_same_sum(desk, last, money) and not _is_paid(sent, tokens):
            yield _price(desk, sent, i, money, count)
        last = money


def _is_about_price(desk: Desk, sent: Sentence, i: int, lemmas: set[str]) -> bool:
    """Whether a sum in a sentence is what weapons cost: it speaks of a price or an order, near weapons."""
    near = any(desk.is_weapon(t) for k in range(max(0, i - NEAR), i + 1) for t in desk.things[k])
    before = _lemmas(desk.analysis.sentences[i - 1].sentence) if i else set()
    put = lemmas & count_words().puts and before & words().price
    return near and bool(lemmas & words().price or put)


def _lemmas(sent: Sentence) -> set[str]:
    return {w for t in sent.tokens for w in (t.lemma.lower(), t.form.lower())}


def _money(sent: Sentence, tokens: range, count: Count) -> Span | None:
    """The words of a sum with its currency, None where a number is no money: "186" in "from 186 to 134 million"."""
    units = {unit for unit, what in count_words().units.items() if what == "money"}
    first, last = tokens.start, tokens.stop - 1
    before = sent.tokens[first - 1].form.lower() if first else ""
    if before in units or (first and any(u in before for u in "$€£")):
        return hull(sent.tokens[t].span for t in (first - 1, last))
    for k in range(last + 1, min(len(sent), last + 4)):
        if sent.tokens[k].lemma.lower() in units or sent.tokens[k].form.lower() in units:
            return Span(count.span.start, sent.tokens[k].span.end)
        if sent.tokens[k].upos not in ("PROPN", "ADJ", "PUNCT", "NOUN") or sent.tokens[k].form == ",":
            break
    large = {m for m, times in count_words().multipliers.items() if times >= 1_000_000}
    return count.span if sent.tokens[last].form.lower() in large and _is_sum(sent, first) else None


def _is_sum(sent: Sentence, first: int) -> bool:
    """Whether millions without a currency are a sum: "cut the bill to 134 million"."""
    return any(sent.tokens[a].lemma.lower() in words().price for a in sent.ancestors(first))


def _is_other_sum(sent: Sentence, tokens: range) -> bool:
    """Whether a sum is what one piece costs, a share, or a first payment: "an instalment of 74 million"."""
    if any(sent.tokens[a].lemma.lower() in words().rate for a in sent.ancestors(tokens.start)):
        return True
    around = sent.tokens[max(0, tokens.start - 4) : tokens.stop + 5]
    told = f" {' '.join(t.form.lower() for t in around)} "
    return any(f" {w} " in told for w in words().each)


def _is_same_sum(desk: Desk, last: Span | None, money: Span) -> bool:
    """Whether a sum is the one before it in another currency: "1.9 billion kronor, about 8.6 billion baht"."""
    if last is None:
        return False
    between = desk.analysis.report.text[last.end : money.start].strip()
    return bool(re.fullmatch(r"[(\[,]?\s*(?:or|i\.e\.|equal to|equivalent to)?", between)) and bool(between)


def _is_paid(sent: Sentence, tokens: range) -> bool:
    """Whether a sum is what was paid so far: "has paid 1.2 billion", not "paid 1.2 billion for"."""
    chain = [tokens.start, *sent.ancestors(tokens.start)]
    for below, a in pairwise(chain):
        if sent.tokens[a].lemma.lower() == "pay" and sent.tokens[a].xpos in ("VBD", "VBN"):
            return sent.tokens[below].rel == "obj" and "for" not in {
                preposition(sent, c) for c in sent.subtree(a) if c > a
            }
    return False


def _price(desk: Desk, sent: Sentence, i: int, span: Span, count: Count | None) -> ArmsMention:
    thing = next((t for t in desk.things[i] if not t.bare), None)
    token = next(k for k, t in enumerate(sent.tokens) if t.span.overlaps(span))
    told = desk.mention(sent, i, token, "price", "happened", thing)
    whole = hull(t.span for t in sent.tokens)
    return replace(told, id=f"a{span}", price=span, count=count, evidence=whole, roles=desk.teller(span))


def _of_words(sent: Sentence, phrase: str) -> Span:
    parts = phrase.split()
    forms = [t.form.lower() for t in sent.tokens]
    at = next(k for k in range(len(forms)) if forms[k : k + len(parts)] == parts or k == len(forms) - 1)
    return hull(sent.tokens[k].span for k in (at, min(len(sent) - 1, at + len(parts) - 1)))


# -- licence -----------------------------------------------------------------------------------------------------------


def licences(desk: Desk, sent: Sentence, i: int) -> Iterator[ArmsMention]:
    """That weapons are made under licence, or together."""
    told = " ".join(t.form.lower() for t in sent.tokens).replace(" - ", "-")
    joint = [e for (k, _), e in sorted(desk.events.items()) if k == i and e.kind == "joint_production" and not e.faint]
    makes = any(words().verbs.get(t.lemma.lower()) == "made" for t in sent.tokens)
    word = next((k for k, t in enumerate(sent.tokens) if t.form.lower() in words().licence), None)
    phrase = any(p in told for p in words().licensed)
    about = any(desk.is_weapon(t) for k in range(max(0, i - 2), i + 1) for t in desk.things[k])
    licensed = word is not None and (makes or _is_of_maker(sent, word))
    if not about or not (licensed or phrase):
        return
    token = word if word is not None else (_token_of(sent, joint[0].trigger) if joint else sent.root)
    status = "denied" if any(p in told for p in words().unlicensed) else "happened"
    thing = next((t for t in desk.things[i] if not t.bare), None)
    whole = hull(t.span for t in sent.tokens)
    yield replace(
        desk.mention(sent, i, token, "licence", status, thing), count=None, evidence=whole,
        roles=desk.teller(sent.tokens[token].span),
    )  # fmt: skip


def _is_of_maker(sent: Sentence, word: int) -> bool:
    """ "The licence granted by the manufacturer", "under the licence of Alba Works"."""
    below = sent.children(word, "acl", "nmod")
    return bool(below) or preposition(sent, word) == "under"


def _token_of(sent: Sentence, span: Span) -> int:
    return next((k for k, t in enumerate(sent.tokens) if t.span.overlaps(span)), sent.root)


# -- claims of effect --------------------------------------------------------------------------------------------------


def effects(desk: Desk, sent: Sentence, i: int) -> Iterator[ArmsMention]:
    """What weapons are said to have destroyed; that they were destroyed themselves is none."""
    if not desk.named and not any(t.strong for t in desk.things[i]):
        return
    for k, token in enumerate(sent.tokens):
        verbs = verb_lemmas(sent, k, desk.lexicon) if token.upos == "VERB" else ()
        noun = token.upos == "NOUN" and token.lemma.lower() in ("destruction", "elimination")
        if not noun and not any(v in words().effect for v in verbs):
            continue
        thing = _means(desk, sent, i, k)
        if thing is None:
            continue
        status = desk.status(sent, i, k, k)
        if status in ("", "planned", "proposed"):
            continue
        when, span = desk.when(sent, i, (k,), status, ())
        told = desk.mention(sent, i, k, "effect", status, thing)
        victims = next(
            (c for t, c in numbers_in(sent, [t.span for t in desk.analysis.times]) if _hit(sent, k, t)), None
        )
        yield replace(
            told, count=victims, roles=desk.teller(token.span), date=when if span else None, date_span=span,
            evidence=hull(t.span for t in sent.tokens),
        )  # fmt: skip
        return


def _means(desk: Desk, sent: Sentence, i: int, k: int) -> Thing | None:
    """The weapon that did it: the subject, or what stands behind "with", "by", "use of"; not what was hit."""
    frame = frame_of(sent, k, desk.lexicon)
    hit = {t for slot in ("object",) for t in frame.get(slot)}
    hit |= {t for o in hit for t in sent.subtree(o)} if frame.passive or hit else set()
    for thing in desk.things[i]:
        if thing.bare or not desk.is_weapon(thing) or (not thing.name and not desk.resolved(thing, i)[0]):
            continue
        if thing.head in hit or any(t in hit for t in thing.tokens):
            continue
        subject = bool(thing.tokens & set(frame.get("subject")))
        above = [thing.head, *sent.ancestors(thing.head)]
        governed = any(preposition(sent, a) in words().by or sent.tokens[a].lemma.lower() in words().by for a in above)
        if subject or governed:
            return thing
    return None


def _hit(sent: Sentence, k: int, tokens: range) -> bool:
    """Whether a number counts what was hit: "destroyed 12 tanks"."""
    head = sent.tokens[tokens.start].head
    return tokens.start > k and head >= 0 and (sent.tokens[head].head == k or head == k)
