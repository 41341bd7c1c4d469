"""What is at hand while one report is read for weapons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from communique.events.arguments import ChainIndex
from communique.events.arms.things import Thing
from communique.events.arms.words import words
from communique.events.dates import date_of
from communique.events.status import status_of
from communique.lexicon import Lexicon, weapons_alike
from communique.model.analysis import Analysis
from communique.model.arms import ArmsMention
from communique.model.event import EventMention, Role
from communique.model.language import Sentence
from communique.model.span import Span, hull
from communique.model.time import Interval, TimeExpression

NEWS = 3  # sentences at the top of a report, which tell what is new on its day
LONGEST = 60  # words of a passage


@dataclass(frozen=True)
class Desk:
    """A report with the weapons of each of its sentences."""

    analysis: Analysis
    lexicon: Lexicon
    index: ChainIndex
    things: tuple[tuple[Thing, ...], ...]
    forward: Callable[[TimeExpression], TimeExpression]

    @cached_property
    def events(self) -> dict[tuple[int, Span], EventMention]:
        """The events of the report by sentence and trigger."""
        told = (*self.analysis.faint, *self.analysis.events)
        return {(e.sentence, e.trigger): e for e in told}

    @cached_property
    def named(self) -> tuple[tuple[int, Thing], ...]:
        """Every weapon that a sentence names, with its sentence."""
        return tuple((i, t) for i, of in enumerate(self.things) for t in of if t.name)

    def is_weapon(self, thing: Thing) -> bool:
        """Whether a phrase means weapons: by its own words, or as another word for those that the report names."""
        if not thing.name and _is_at_large(thing):
            return False
        if thing.strong or thing.bare or self.resolved(thing, None)[0]:
            return True
        return thing.noun in self._strong and not thing.loose

    @cached_property
    def _strong(self) -> frozenset[str]:
        """Words that mean weapons here: those like a weapon told of elsewhere in the report."""
        nouns = {t.noun for of in self.things for t in of if t.strong and t.noun}
        return frozenset(
            o for of in self.things for t in of for o in (t.noun,) if o and any(weapons_alike(o, n) for n in nouns)
        )

    @cached_property
    def tells_transfer(self) -> bool:
        """Whether the report tells anywhere of an order, a gift or a delivery of weapons."""
        told = ("ordered", "promised", "given", "sold", "supplied", "received")
        return any(
            words().verbs.get(t.lemma.lower()) in told or words().nouns.get(t.lemma.lower()) in told
            for k, p in enumerate(self.analysis.sentences)
            if any(self.is_weapon(thing) for thing in self.things[k])
            for t in p.sentence.tokens
        )

    def resolved(self, thing: Thing, i: int | None) -> tuple[str, Span | None]:
        """What a phrase is called: by itself, or as the last weapon before it that it may be another word for."""
        if thing.name:
            return thing.name, thing.name_span
        if _is_at_large(thing) or (thing.noun in words().general and thing.loose and thing.count is None):
            return "", None  # "to provide arms": not those named before
        meant = self.antecedent(thing, i)
        if meant is not None and meant.noun:
            return self.resolved(meant, i)
        fits = [(k, t) for k, t in self.named if thing.bare or not thing.noun or self._may_be(thing.noun, t)]
        if not fits:
            return "", None
        before = [pair for pair in fits if i is None or pair[0] <= i]
        found = (before or fits[:1])[-1][1]
        return found.name, found.name_span

    def antecedent(self, thing: Thing, i: int | None) -> Thing | None:
        """The weapons that a number without a noun counts: the last told of before it."""
        if not thing.bare or i is None:
            return None
        near = [t for t in self.things[i] if t.first < thing.first]
        before = [*near[::-1], *(t for k in range(i - 1, max(-1, i - NEWS), -1) for t in self.things[k][::-1])]
        return next((t for t in before if not t.bare and (t.name or t.strong)), None)

    def _may_be(self, noun: str, named: Thing) -> bool:
        sorts = {t.noun for _, t in self.named if t.name == named.name and t.noun}
        return noun in words().general or not sorts or any(weapons_alike(noun, sort) for sort in sorts)

    def ordered_near(self, i: int, near: int) -> tuple[Thing, ...]:
        """The weapons ordered or promised within so many sentences of sentence ``i``, the last before it first."""
        told = range(max(0, i - near), min(len(self.things), i + near + 1))
        found = [
            t
            for k in sorted(told, key=lambda k: (k > i, -k))
            for t in self.things[k]
            if not t.bare and self.is_weapon(t) and _tells_order(self.analysis.sentences[k].sentence)
        ]
        return tuple(found)

    def status(self, sent: Sentence, i: int, anchor: int, token: int) -> str:
        """The status of an act, by the event read there or by the words around it; "" where it is none at all."""
        event = self.events.get((i, sent.tokens[token].span)) or self.events.get((i, sent.tokens[anchor].span))
        read = status_of(sent, anchor, token, self.lexicon)
        if read.status == "denied" and not read.real:
            return "denied" if _is_negated(sent, anchor, token) else ""
        if read.status == "happened" and _is_to_be(sent, token):
            return "planned"
        if not read.real:
            return ""
        status = event.status if event and not event.faint else read.status
        if status == "happened" and any(cue in self._clause(sent) for cue in words().doubt):
            return "alleged"
        return "happened" if status == "ongoing" else status

    def _clause(self, sent: Sentence) -> str:
        return " ".join(t.form.lower() for t in sent.tokens)

    def is_untrue(self, sent: Sentence, token: int) -> bool:
        """Whether it is said not to be so: "it is not true that the ministry has received boats"."""
        for a in sent.ancestors(token):
            lemma = sent.tokens[a].lemma.lower()
            below = {sent.tokens[c].form.lower() for c in sent.children(a, "advmod")}
            if lemma in words().false or (lemma in words().denied and below & {"not", "n't", "n’t", "never"}):
                return True
        return False

    def when(
        self, sent: Sentence, i: int, tokens: Sequence[int], status: str, others: Sequence[int]
    ) -> tuple[Interval | None, Span | None]:
        """When it was; the report's own day only for the news at its top."""
        forward = self.forward if status == "planned" else lambda t: t
        tokens = tuple(dict.fromkeys(tokens))
        told = self._without_times_of_speech(sent, i, tokens)
        when, span = date_of(told, sent, tokens, status, self.lexicon, forward, others)
        if span and i == 0 and _is_dateline(self.analysis.report.text[sent.span.start : sent.span.end], span, sent):
            return None, None
        return (when, span) if span or i < NEWS else (None, None)

    def _without_times_of_speech(self, sent: Sentence, i: int, tokens: Sequence[int]) -> Analysis:
        """The report without the times at which somebody said it: "has received ten, the minister said on Tuesday"."""
        cues = {
            t for s in self.analysis.statements if s.sentence == i and s.cue and (t := sent.at(s.cue.start)) is not None
        }
        cues -= set(tokens)
        said = [s for c in sorted(cues) for s in (self._times_on(sent, c))]
        if not said:
            return self.analysis
        return replace(self.analysis, times=tuple(t for t in self.analysis.times if t not in said))

    def _times_on(self, sent: Sentence, cue: int) -> list[TimeExpression]:
        own = {t for c in sent.children(cue, "obl") for t in sent.subtree(c)}
        spans = [sent.tokens[t].span for t in sorted(own)]
        return [t for t in self.analysis.times if any(t.span.covers(s) for s in spans)]

    def teller(self, span: Span) -> tuple[Role, ...]:
        """Who is quoted or reported as telling what stands at ``span``."""
        around = [s for s in self.analysis.statements if s.speaker and s.quote.covers(span)]
        told = min(around, key=lambda s: s.quote.end - s.quote.start, default=None)
        return (Role("teller", told.speaker.chain, told.speaker.span),) if told and told.speaker else ()

    def passage(self, sent: Sentence, anchor: int, tokens: Iterable[int]) -> Span:
        """The clause with ``tokens``, as evidence."""
        inside = {*sent.subtree(anchor, ("parataxis", "conj", "cc", "punct")), *tokens}
        first, last = min(inside), max(inside)
        if last - first >= LONGEST:
            first, last = max(0, anchor - LONGEST // 2), min(len(sent) - 1, anchor + LONGEST // 2)
        return hull(sent.tokens[t].span for t in (first, last))

    def mention(self, sent: Sentence, i: int, token: int, step: str, status: str, thing: Thing | None) -> ArmsMention:
        """A step told by a token, of a thing."""
        span = sent.tokens[token].span
        anchor = thing.span if thing and thing.span != span else span
        name, name_span = self.resolved(thing, i) if thing else self._last_named(i)
        event = self.events.get((i, span))
        shown = (self.antecedent(thing, i) if thing and not name else None) or thing
        return ArmsMention(
            id=f"a{hull((span, anchor)) if step in ('ordered', 'promised', 'delivered') else span}",
            step=step,
            trigger=span,
            evidence=self.passage(sent, token, (token,)),
            sentence=i,
            status=status,
            designation=name,
            designation_span=name_span,
            sort=shown.sort if shown else "",
            sort_span=shown.sort_span if shown else None,
            count=thing.count if thing else None,
            marks=tuple(m for m in ("again", "lot") if thing and getattr(thing, m)),
            event=event.id if event else "",
        )

    def _last_named(self, i: int) -> tuple[str, Span | None]:
        before = [t for k, t in self.named if k <= i] or [t for _, t in self.named[:1]]
        return (before[-1].name, before[-1].name_span) if before else ("", None)


def _is_at_large(thing: Thing) -> bool:
    """Whether a phrase means a whole sort of weapons that none named is one of: "chemical weapons"."""
    told = set(thing.sort.lower().replace("-", " ").split())
    return thing.noun in words().general and not told.isdisjoint(words().apart)


def _is_dateline(text: str, span: Span, sent: Sentence) -> bool:
    """Whether a time stands before the dash that ends a dateline: it is the report's day, not that of an act."""
    dash = re.search(r"\s(--|[-–—])\s", text[:90])
    return dash is not None and span.end <= sent.span.start + dash.start()


def _is_negated(sent: Sentence, anchor: int, token: int) -> bool:
    """Whether the act itself is said not to have been done: not planned, wanted or able to be."""
    if sent.tokens[token].xpos == "VBG":
        return False  # "we are not selling guns, we are sharing a factory"
    helpers = {sent.tokens[c].form.lower() for k in (anchor, token) for c in sent.children(k, "aux")}
    return helpers.isdisjoint(("will", "would", "can", "could", "may", "might", "should", "must", "'ll"))


def _is_to_be(sent: Sentence, token: int) -> bool:
    """ "Are to be shipped", "will be made and shipped": what is to come, by words that stand farther off."""
    own = sent.children(token, "aux", "nsubj", "mark")
    if any(sent.tokens[c].form.lower() == "to" for c in sent.children(token, "mark")):
        return any(sent.tokens[c].lemma == "be" and sent.tokens[c].xpos in ("VBZ", "VBP", "VBD") for c in own) or (
            sent.tokens[token].rel == "acl"
        )
    first = sent.first_conjunct(token)
    if first != token and not own:
        return any(sent.tokens[c].form.lower() in ("will", "shall") for c in sent.children(first, "aux"))
    return False


def _tells_order(sent: Sentence) -> bool:
    told = {words().verbs.get(t.lemma.lower()) or words().nouns.get(t.lemma.lower()) for t in sent.tokens}
    return bool(told & {"ordered", "promised", "given", "sold"})
