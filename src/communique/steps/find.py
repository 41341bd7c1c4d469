"""The steps of agreements and bodies in one report, by the verbs, nouns and phrases of `data/en/steps.toml`.

The trees bring the ways of saying one thing to one frame, as for events; an event of the same words lends its status,
date and parties, and acts that the model reads in words of no table ("put their names to it") are steps as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from communique.events.arguments import PARTICIPANTS, ChainIndex
from communique.events.dates import date_of, times_in
from communique.events.frame import Frame, frame_of, verb_lemmas
from communique.events.places import place_of
from communique.events.status import StatusReading, status_of
from communique.model.analysis import Analysis
from communique.model.event import EventMention, Role
from communique.model.language import Sentence
from communique.model.span import Span, hull
from communique.model.step import StepMention, Thing
from communique.model.time import Interval, TimeExpression
from communique.steps.dateline import dateline_id
from communique.steps.things import Things
from communique.steps.words import StepWords, step_words

OF_EVENTS = {"agreement_signed": "signed", "agreement_ratified": "ratified"}
LONGEST = 45  # words of evidence
TOWNS = frozenset({"city", "town", "capital", "village"})


@dataclass(frozen=True)
class _Reader:
    index: ChainIndex
    things: Things
    events: dict[tuple[int, Span], EventMention]
    forward: Callable[[TimeExpression], TimeExpression]
    known: StepWords


@dataclass(frozen=True)
class _Told:
    """A step as the words tell it: which, of which thing by which words, and the frame of the words."""

    step: str
    thing: Thing
    mention: Span
    frame: Frame
    status: str = ""


def find_steps(
    index: ChainIndex,
    things: Things,
    events: Iterable[EventMention],
    forward: Callable[[TimeExpression], TimeExpression] = lambda t: t,
) -> tuple[StepMention, ...]:
    """All steps told in a report, in text order, each of one thing at one place once."""
    by_trigger = {(e.sentence, e.trigger): e for e in events}
    reader = _Reader(index, things, by_trigger, forward, step_words())
    found: dict[tuple[str, str, Span], StepMention] = {}
    for i, parsed in enumerate(index.analysis.sentences):
        every = list(_in_sentence(reader, parsed.sentence, i))
        tokens = {told.frame.token for told in every}
        for told in every:
            mention = _mention(reader, parsed.sentence, i, told, tokens)
            if mention is not None:
                found.setdefault((mention.thing, mention.step, mention.trigger), mention)
    return tuple(sorted(found.values(), key=lambda m: (m.sentence, m.trigger, m.step, m.thing)))


# -- words -------------------------------------------------------------------------------------------------------------


def _in_sentence(reader: _Reader, sent: Sentence, i: int) -> Iterator[_Told]:
    """What words of the tables tell, and for other words what the model reads as a signing or ratifying."""
    found = list(_by_words(reader, sent, i))
    known = {told.frame.token for told in found}
    yield from found
    yield from (told for told in _by_event(reader, sent, i) if told.frame.token not in known)
    yield from _renamed(reader, sent, i)


def _renamed(reader: _Reader, sent: Sentence, i: int) -> Iterator[_Told]:
    """A new name told by words of no frame: "the liaison office becomes the Lapland Centre"."""
    text = reader.index.analysis.report.text
    here = sorted((t, thing) for (s, t), thing in reader.things.at.items() if s == i)
    for (t, one), (u, two) in pairwise(here):
        between = text[sent.tokens[t].span.end : sent.tokens[u].span.start]
        name = next((m for m in two.mentions if m.covers(sent.tokens[u].span)), None)
        between = text[sent.tokens[t].span.end : name.start] if name else between
        if one.also == two.id and reader.known.renamed.search(between):
            verb = next((k for k in range(t, u) if sent.tokens[k].upos == "VERB"), t)
            yield _Told("renamed", one, sent.tokens[t].span, frame_of(sent, verb, reader.index.lexicon))


def _by_words(reader: _Reader, sent: Sentence, i: int) -> Iterator[_Told]:
    for t, token in enumerate(sent.tokens):
        if token.upos in ("VERB", "AUX", "ADJ") or token.xpos.startswith("VB"):
            yield from _by_verb(reader, sent, i, t)
        elif token.upos in ("NOUN", "PROPN"):
            yield from _by_noun(reader, sent, i, t)


def _by_verb(reader: _Reader, sent: Sentence, i: int, t: int) -> Iterator[_Told]:
    lemmas = frozenset(verb_lemmas(sent, t, reader.index.lexicon))
    frame = frame_of(sent, t, reader.index.lexicon)
    for phrase in reader.known.phrases:
        if not (lemmas & phrase.verbs and _carries(sent, t, frame, phrase.behind, phrase.nouns)):
            continue
        if "implied" in phrase.thing:
            yield from _implied(reader, sent, phrase.name, frame)
        else:
            yield from _told(reader, sent, i, phrase.of, phrase.name, frame, tuple(sorted(phrase.thing)))
    for step in reader.known.steps:
        behind = tuple(sorted(prep for verb, prep in step.behind if verb in lemmas))
        if lemmas & step.object and step.of == "agreement" and _is_text(reader, sent, frame, lemmas):
            yield from _told(reader, sent, i, step.of, "announced", frame, ("object", "on"))
        elif lemmas & step.object:
            yield from _told(reader, sent, i, step.of, step.name, frame, ("object", "on"), step.status)
        if lemmas & step.object & reader.known.implied and not frame.get("object"):
            yield from _implied(reader, sent, step.name, frame)
        if lemmas & step.subject and not frame.passive and not frame.get("object"):
            yield from _told(reader, sent, i, step.of, step.name, frame, ("subject",))
        if behind:
            yield from _told(reader, sent, i, step.of, step.name, frame, behind)


def _is_text(reader: _Reader, sent: Sentence, frame: Frame, lemmas: frozenset[str]) -> bool:
    """Whether it is only a text that is agreed on."""
    return "agree" in lemmas and any(
        sent.tokens[k].lemma.lower() in reader.known.texts for k in frame.get("object", "on")
    )


def _implied(reader: _Reader, sent: Sentence, step: str, frame: Frame) -> Iterator[_Told]:
    """A step that leaves its agreement unsaid: it is the one that the report speaks of most, if that is plain."""
    agreements = sorted(
        (t for t in reader.things.all if t.kind == "agreement" and not t.amends), key=lambda t: -len(t.mentions)
    )
    if agreements and (len(agreements) == 1 or len(agreements[0].mentions) > len(agreements[1].mentions)):
        yield _Told(step, agreements[0], sent.tokens[frame.token].span, frame)


def _carries(sent: Sentence, t: int, frame: Frame, behind: frozenset[str], nouns: frozenset[str]) -> bool:
    """Whether a verb has one of ``nouns`` as object, behind one of the prepositions, or as its predicate."""
    slots = frame.get(*sorted(behind)) if behind else frame.get("object")
    if any(sent.tokens[k].lemma.lower() in nouns for k in slots):
        return True
    if behind:
        return False
    near = (*sent.children(t, "xcomp", "obj", "advmod", "acomp"), t if sent.tokens[t].lemma.lower() in nouns else -1)
    return any(k >= 0 and sent.tokens[k].lemma.lower() in nouns for k in near)


def _by_noun(reader: _Reader, sent: Sentence, i: int, t: int) -> Iterator[_Told]:
    noun = sent.tokens[t].lemma.lower()
    for step in reader.known.by_noun(noun):
        frame = frame_of(sent, t, reader.index.lexicon)
        slots = tuple(sorted(prep for word, prep in step.nouns_behind if word == noun)) or ("of", "for", "poss")
        yield from _told(reader, sent, i, step.of, step.name, frame, slots)


def _by_event(reader: _Reader, sent: Sentence, i: int) -> Iterator[_Told]:
    """Acts that the model reads as the signing or ratifying of a thing that it points at."""
    for (sentence, trigger), event in sorted(reader.events.items()):
        step = OF_EVENTS.get(event.kind)
        if sentence != i or step is None:
            continue
        for role in event.roles:
            thing = reader.things.by_chain.get(role.chain) if role.role == "item" else None
            token = sent.at(trigger.start)
            if thing and thing.kind == "agreement" and token is not None and not _is_own_noun(reader, i, token):
                name = _name_by_word(reader, sent, token) or step
                yield _Told(name, thing, role.span, frame_of(sent, token, reader.index.lexicon))


def _name_by_word(reader: _Reader, sent: Sentence, token: int) -> str | None:
    """The step that a verb tells of an agreement by itself: "approved" is not yet "ratified"."""
    lemmas = frozenset(verb_lemmas(sent, token, reader.index.lexicon))
    return next((s.name for s in reader.known.steps if s.of == "agreement" and lemmas & s.object), None)


def _is_own_noun(reader: _Reader, i: int, token: int) -> bool:
    return (i, token) in reader.things.at


def _told(
    reader: _Reader, sent: Sentence, i: int, of: str, step: str, frame: Frame, slots: tuple[str, ...], status: str = ""
) -> Iterator[_Told]:
    for token in frame.get(*slots):
        found = _thing_at(reader, sent, i, token)
        if found and found[0].kind == of and token != frame.token:
            yield _Told(step, found[0], found[1], frame, status)


def _thing_at(reader: _Reader, sent: Sentence, i: int, token: int) -> tuple[Thing, Span] | None:
    """The thing that a word means, by itself, by a pronoun, or as a part of it: "the term of the agreement"."""
    if (i, token) in reader.things.at:
        thing = reader.things.at[i, token]
        return thing, sent.tokens[token].span
    found = reader.index.at(i, token)
    if found and found[0].id in reader.things.by_chain:
        return reader.things.by_chain[found[0].id], found[1].span
    if sent.tokens[token].lemma.lower() not in reader.known.parts:
        return None
    for c in sent.children(token, "nmod", "compound", "amod", "acl"):
        for k in (c, *sent.children(c, "obj")):
            if (i, k) in reader.things.at:
                return reader.things.at[i, k], sent.tokens[k].span
            if (inner := reader.index.at(i, k)) and inner[0].id in reader.things.by_chain:
                return reader.things.by_chain[inner[0].id], inner[1].span
    return None


# -- the step ----------------------------------------------------------------------------------------------------------


def _mention(reader: _Reader, sent: Sentence, i: int, told: _Told, others: set[int]) -> StepMention | None:
    token, anchor = told.frame.token, told.frame.anchor
    trigger = sent.tokens[token].span
    event = reader.events.get((i, trigger)) or reader.events.get((i, sent.tokens[anchor].span))
    status = _status(reader, sent, told, event)
    if status is None:
        return None
    by = tuple(_doers(reader, i, told.frame)) or tuple(r for r in (event.roles if event else ()) if r.role == "actor")
    when, when_span = _date(reader, sent, told, status, event, others)
    site = _here(reader, sent, told.frame) or (event.place if event and event.place else None)
    kind = event.kind if event else "agreement_signed"
    step = "approved" if told.step in ("signed", "ratified") and _by_parliament(reader, by, told) else told.step
    return StepMention(
        id=f"p{trigger}",
        step=step,
        thing=told.thing.id,
        mention=told.mention,
        trigger=trigger,
        evidence=_evidence(sent, told),
        sentence=i,
        status=status.status,
        status_span=status.span,
        by=tuple(replace(r, role="by") for r in by if r.role in ("actor", "by")),
        place=site or place_of(sent, i, anchor, token, kind, reader.index),
        date=when,
        date_span=when_span,
        event=event.id if event and not event.faint else None,
    )


def _status(reader: _Reader, sent: Sentence, told: _Told, event: EventMention | None) -> StatusReading | None:
    """That of the event told by the same words; else by the words around. What is a condition is no step."""
    reading = status_of(sent, told.frame.anchor, told.frame.token, reader.index.lexicon)
    if reading.status == "denied":
        return reading
    if told.status and reading.status == "happened":
        return StatusReading(told.status, sent.tokens[told.frame.token].span)
    cue = _to_come(reader, sent, told.frame.anchor) if reading.real and reading.status == "happened" else None
    if cue is not None:
        return StatusReading("planned", cue)
    done = reading.status == "happened" and _is_past(sent, told.frame.anchor)
    if event is not None and not event.faint and not (done and event.status == "planned"):
        return StatusReading(event.status, event.status_span)
    return reading if reading.real else None


def _is_past(sent: Sentence, anchor: int) -> bool:
    """Whether a verb tells of the past by its own form: "signed", "has come"."""
    helpers = {sent.tokens[c].lemma for c in sent.children(anchor, "aux")}
    token = sent.tokens[anchor]
    return token.xpos == "VBD" or (token.xpos == "VBN" and bool(helpers & {"have", "be"}) and "will" not in helpers)


def _to_come(reader: _Reader, sent: Sentence, anchor: int) -> Span | None:
    """The words that leave an act undone: "[to] ratify", "enters into force [once]", "expires in [2040]"."""
    token = sent.tokens[anchor]
    marks = [c for c in sent.children(anchor, "mark") if sent.tokens[c].form.lower() == "to"]
    if token.xpos == "VB" and marks:
        return sent.tokens[marks[0]].span
    if token.xpos not in ("VBZ", "VBP") or sent.children(anchor, "aux"):
        return None
    below = [c for a in sent.children(anchor, "advcl") for c in sent.children(a, "mark", "advmod")]
    waits = [c for c in below if sent.tokens[c].form.lower() in reader.known.waiting]
    if waits:
        return sent.tokens[waits[0]].span
    published = reader.index.analysis.report.published_on
    later = [
        t
        for t in times_in(reader.index.analysis, sent.span)
        if published and t.interval and t.interval.start > published
    ]
    return later[0].span if later else None


def _date(
    reader: _Reader, sent: Sentence, told: _Told, status: StatusReading, event: EventMention | None, others: set[int]
) -> tuple[Interval | None, Span | None]:
    """The day of the event of the same words, else the time told nearest that is no other step's."""
    if event is not None and not event.faint and (event.date_span or status.status in ("planned", "proposed")):
        return event.date, event.date_span
    forward = reader.forward if status.status in ("planned", "proposed") else lambda t: t
    tokens = tuple(dict.fromkeys((told.frame.anchor, told.frame.token)))
    rest = others - set(tokens)
    return date_of(_without_ends(reader, sent), sent, tokens, status.status, reader.index.lexicon, forward, rest)


def _without_ends(reader: _Reader, sent: Sentence) -> Analysis:
    """The analysis without the times until which something lasts."""
    analysis = reader.index.analysis
    words = [t for t in sent.tokens if t.form.lower() in reader.known.ends]
    ends = {t for t in analysis.times for w in words if 0 <= t.span.start - w.span.start <= len(w.form) + 1}
    return replace(analysis, times=tuple(t for t in analysis.times if t not in ends)) if ends else analysis


def _here(reader: _Reader, sent: Sentence, frame: Frame) -> Role | None:
    """The town of the dateline, for what was done "here" or "in this city"."""
    near = [c for k in {frame.token, frame.anchor} for c in sent.children(k, "advmod", "obl")]
    here = [
        c
        for c in near
        if sent.tokens[c].form.lower() == "here"
        or any(sent.tokens[d].form.lower() == "this" and sent.tokens[c].form.lower() in TOWNS for d in sent.children(c))
    ]
    id_ = dateline_id(reader.index.analysis) if here else None
    return Role("place", id_, sent.tokens[min(here)].span) if id_ else None


def _doers(reader: _Reader, i: int, frame: Frame) -> Iterator[Role]:
    sent = reader.index.analysis.sentences[i].sentence
    bound = [o for c in sent.children(frame.token, "xcomp") for o in sent.children(c, "obj")]
    for token in (*frame.get("subject", "by"), *(bound if not frame.passive else ())):
        for chain, span in reader.index.parties(i, token):
            if chain.kind in PARTICIPANTS and chain.id not in reader.things.by_chain:
                yield Role("by", chain.id, span)


def _by_parliament(reader: _Reader, by: tuple[Role, ...], told: _Told) -> bool:
    """Whether it is a chamber that "passed" or "adopted" it: that approves, and binds nobody yet."""
    sectors = {c.id: c.sector.value if c.sector else "" for c in reader.index.analysis.chains}
    return told.step == "signed" and bool(by) and all(sectors.get(r.chain) == "LEG" for r in by)


def _evidence(sent: Sentence, told: _Told) -> Span:
    """The shortest stretch that tells it: the clause of the words, with the thing."""
    inside = set(sent.subtree(told.frame.anchor, ("parataxis", "conj", "cc", "punct", "mark")))
    inside |= {k for k, t in enumerate(sent.tokens) if told.mention.overlaps(t.span)}
    first, last = min(inside), max(inside)
    if last - first >= LONGEST:
        first, last = max(first, told.frame.token - 15), min(last, told.frame.token + 25)
    while first < last and sent.tokens[first].upos in ("PUNCT", "CCONJ"):
        first += 1
    while last > first and sent.tokens[last].upos == "PUNCT":
        last -= 1
    return hull(sent.tokens[k].span for k in (first, last))
