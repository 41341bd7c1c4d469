"""One step as a report tells it: status, day, place, who does it, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.events.arguments import PARTICIPANTS
from communique.events.dates import date_of
from communique.events.frame import Frame
from communique.events.places import place_of
from communique.events.status import StatusReading
from communique.model.analysis import Analysis
from communique.model.event import EventMention, Role
from communique.model.language import Sentence
from communique.model.span import Span, hull
from communique.model.step import StepMention
from communique.model.time import Interval
from communique.steps.dateline import dateline_id
from communique.steps.reality import status_told
from communique.steps.things import named_at
from communique.steps.told import Reader, Told

LONGEST = 45  # words of evidence
MADE_TOGETHER = frozenset({"negotiated", "initialled", "signed"})  # "Chad's minister signed it with Niger's"
TOWNS = frozenset({"city", "town", "capital", "village"})


def mention_of(reader: Reader, sent: Sentence, i: int, told: Told, others: set[int]) -> StepMention | None:
    token, anchor = told.frame.token, told.frame.anchor
    trigger = sent.tokens[token].span
    event = reader.events.get((i, trigger)) or reader.events.get((i, sent.tokens[anchor].span))
    status = status_told(reader.index, sent, told, event)
    if status is None:
        return None
    by = tuple(_doers(reader, i, told)) or tuple(r for r in (event.roles if event else ()) if r.role == "actor")
    when, when_span = _date(reader, sent, told, status, event, others)
    site = _here(reader, sent, told.frame) or (event.place if event and event.place else None)
    kind = event.kind if event else "agreement_signed"
    step = "approved" if told.step in ("signed", "ratified") and _by_parliament(reader, by, told) else told.step
    site = site or place_of(sent, i, anchor, token, kind, reader.index)
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
        place=_named_within(reader, site) if site else None,
        date=when,
        date_span=when_span,
        event=event.id if event and not event.faint else None,
        what=told.what,
    )


def _date(
    reader: Reader, sent: Sentence, told: Told, status: StatusReading, event: EventMention | None, others: set[int]
) -> tuple[Interval | None, Span | None]:
    """The day of the event of the same words, else the time told nearest that is no other step's."""
    analysis = _without_ends(reader, sent, told)
    lasts = {t.span for t in reader.index.analysis.times} - {t.span for t in analysis.times}
    sure = event is not None and not event.faint and not told.status and event.date_span not in lasts
    if event is not None and sure and (event.date_span or status.status in ("planned", "proposed")):
        return event.date, event.date_span
    to_come = status.status in ("planned", "proposed") and not told.status
    forward = reader.forward if to_come else lambda t: t
    tokens = tuple(dict.fromkeys((told.frame.anchor, told.frame.token)))
    rest = others - set(tokens)
    when, span = date_of(analysis, sent, tokens, status.status, reader.index.lexicon, forward, rest)
    aside = sent.tokens[told.frame.anchor].rel == "acl" and span is None  # "the deal reached with Chad" is no news
    return (None, None) if aside else (when, span)


def _without_ends(reader: Reader, sent: Sentence, told: Told) -> Analysis:
    """The analysis without the times until which something lasts, and those by which the thing is called.

    "Extended by six months to 30 April", "amending the memorandum of 2011".
    """
    analysis = reader.index.analysis
    marks = reader.known.ends | ({"to"} if told.step == "extended" else frozenset())
    words = [t for t in sent.tokens if t.form.lower() in marks]
    ends = {t for t in analysis.times for w in words if 0 <= t.span.start - w.span.start <= len(w.form) + 1}
    ends |= {t for t in analysis.times if told.thing.called.covers(t.span)}
    return replace(analysis, times=tuple(t for t in analysis.times if t not in ends)) if ends else analysis


def _here(reader: Reader, sent: Sentence, frame: Frame) -> Role | None:
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


def _named_within(reader: Reader, site: Role) -> Role:
    """The place by its name where a description holds one: "Oslo town"."""
    chain = reader.index.named_at(site.span)
    return replace(site, chain=chain.id) if chain and chain.kind == "place" else site


def _doers(reader: Reader, i: int, told: Told) -> Iterator[Role]:
    frame = told.frame
    sent = reader.index.analysis.sentences[i].sentence
    bound = [o for c in sent.children(frame.token, "xcomp") for o in sent.children(c, "obj")]
    doers = frame.get("subject", "by", *(("with",) if told.step in MADE_TOGETHER else ()))
    if told.step == "staffed":  # "three Chadian and three Malian officials serve on it"
        inside = [k for token in doers for k in sent.subtree(token) if (found := reader.index.at(i, k))]
        doers = (*doers, *(k for k in inside if (found := reader.index.at(i, k)) and found[0].kind == "country"))
    besides = [k for token in doers for k in _beside_government(reader, i, token)]
    for token in (*doers, *besides, *(bound if not frame.passive else ())):
        for chain, span in named_at(reader.index, i, token):
            if chain.kind in PARTICIPANTS and chain.id not in reader.things.by_chain:
                yield Role("by", chain.id, span)


def _beside_government(reader: Reader, i: int, token: int) -> Iterator[int]:
    """The group that the tree takes for a second owner: "the government of Chad and the rebel Delta Front"."""
    sent = reader.index.analysis.sentences[i].sentence
    owners = sent.children(token, "nmod")
    joined = [c for k in owners for c in (k, *sent.children(k, "conj")) if sent.children(c, "cc")]
    for c in joined:
        own = any(sent.tokens[d].form.lower() == "the" for d in sent.children(c, "det"))
        found = reader.index.at(i, c)
        if own and found and found[0].kind in ("organisation", "group"):
            yield c


def _by_parliament(reader: Reader, by: tuple[Role, ...], told: Told) -> bool:
    """Whether it is a chamber that "passed" or "adopted" it: that approves, and binds nobody yet."""
    sectors = {c.id: c.sector.value if c.sector else "" for c in reader.index.analysis.chains}
    return told.step == "signed" and bool(by) and all(sectors.get(r.chain) == "LEG" for r in by)


def _evidence(sent: Sentence, told: Told) -> Span:
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
