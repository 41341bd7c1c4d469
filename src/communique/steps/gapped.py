"""Steps told with their verb left out: "Chad ratified it in October and Gabon on 3 May"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.events.dates import times_in
from communique.model.event import Role
from communique.model.language import Sentence
from communique.model.span import Span, hull
from communique.model.step import StepMention
from communique.model.time import TimeExpression
from communique.steps.told import Reader

EACH_FOR_ITSELF = frozenset(
    {"ratified", "approved", "initialled", "withdrawn", "suspended"}
)  # others are done together
JOINS = frozenset({",", ";", "and", "by", "the", "on", "in", "of", "its", "neighbour", "neighbor"})


def with_gapped(reader: Reader, sent: Sentence, i: int, mention: StepMention) -> Iterator[StepMention]:
    """A step, and one more for each state that is told behind its day with another day and nothing between."""
    found: list[StepMention] = []
    if mention.step in EACH_FOR_ITSELF and mention.date_span and mention.status == "happened":
        times = times_in(reader.index.analysis, sent.span)
        own = _right_behind(sent, mention, times)
        mention = replace(mention, date=own.interval, date_span=own.span) if own else mention
        at = mention.date_span.end if mention.date_span else sent.span.end
        for time in (t for t in times if t.span.start >= at):
            who = _state_before(reader, sent, i, Span(at, time.span.start))
            if who is None:
                break
            found.append(_of(mention, who, time))
            at = time.span.end
    others = {role.chain for step in found for role in step.by}
    yield replace(mention, by=tuple(role for role in mention.by if role.chain not in others))
    yield from found


def _right_behind(sent: Sentence, mention: StepMention, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The time told right behind who did it: "by Chad in May", whatever the tree makes of it."""
    for role in mention.by:
        time = next((t for t in times if t.span.start >= role.span.end), None)
        between = [t for t in sent.tokens if time and role.span.end <= t.span.start < time.span.start]
        if time and len(between) < 2 and all(t.form.lower() in JOINS - {","} for t in between):
            return time
    return None


def _state_before(reader: Reader, sent: Sentence, i: int, between: Span) -> Role | None:
    """The one state told within a stretch that holds nothing else: ", Mali in"."""
    inside = [k for k, token in enumerate(sent.tokens) if between.covers(token.span)]
    told = {k: found for k in inside if (found := reader.index.at(i, k)) and found[0].kind == "country"}
    chains = {found[0].id for found in told.values()}
    names = [found[1].span for found in told.values()]
    plain = (k for k in inside if not any(span.covers(sent.tokens[k].span) for span in names))
    if len(chains) != 1 or any(sent.tokens[k].form.lower() not in JOINS for k in plain):
        return None
    chain, mention = next(iter(told.values()))
    return Role("by", chain.id, mention.span)


def _of(mention: StepMention, who: Role, time: TimeExpression) -> StepMention:
    return replace(
        mention,
        id=f"p{hull([who.span, time.span])}",
        trigger=hull([who.span, time.span]),
        evidence=hull([mention.evidence, time.span]),
        by=(who,),
        place=None,
        date=time.interval,
        date_span=time.span,
        event=None,
    )
