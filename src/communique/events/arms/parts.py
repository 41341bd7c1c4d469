"""What is told of one step in several places: a sum with its parts, an act whose day the next sentence tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.events.arms.desk import Desk
from communique.events.arms.things import Thing
from communique.events.arms.words import words
from communique.events.dates import times_in
from communique.model.arms import ArmsMention
from communique.model.language import Sentence
from communique.model.time import TimeExpression

LEAST = 2  # parts that make a sum
FAR = 3  # sentences behind a delivery by which its day may be told


def with_parts(desk: Desk, sent: Sentence, i: int, told: ArmsMention, thing: Thing) -> Iterator[ArmsMention]:
    """A step, and where it tells a sum with parts behind it, the sum as a total and each part with its own time."""
    parts = _parts(desk.things[i], thing) if told.step in ("delivered", "held") and told.status == "happened" else ()
    if not parts:
        yield told
        return
    yield replace(told, date=None, date_span=None, marks=("total", *(m for m in told.marks if m != "total")))
    for part, following in zip(parts, (*parts[1:], None), strict=True):
        time = _time_behind(desk, sent, part, following)
        if time is None:
            continue  # "and three now"
        own = desk.mention(sent, i, part.head, "delivered", "happened", part)
        yield replace(
            own, designation=told.designation, designation_span=told.designation_span, roles=told.roles,
            evidence=told.evidence, date=time.interval, date_span=time.span,
        )  # fmt: skip


def parts_in(things: Sequence[Thing], of: Sequence[Thing]) -> tuple[Thing, ...]:
    """Those of ``things`` that are parts of a sum among ``of``."""
    return tuple(part for thing in of for part in _parts(things, thing))


def _parts(things: Sequence[Thing], thing: Thing) -> tuple[Thing, ...]:
    """The numbers behind a number that they add up to."""
    behind = tuple(t for t in things if t.bare and t.count and t.first > max(thing.tokens))
    if thing.count is None or len(behind) < LEAST:
        return ()
    return behind if sum(t.count.best or 0 for t in behind if t.count) == thing.count.best else ()


def _time_behind(desk: Desk, sent: Sentence, part: Thing, following: Thing | None) -> TimeExpression | None:
    """The time told between a number and the next."""
    end = sent.tokens[following.first].span.start if following else sent.span.end
    start = part.span.end
    return next((t for t in desk.analysis.times if t.interval and start <= t.span.start and t.span.end <= end), None)


def with_days(desk: Desk, told: Sequence[ArmsMention]) -> Iterator[ArmsMention]:
    """Deliveries with the day that a later sentence tells by a noun for them: "The handover took place on 13 May"."""
    later = {i: day for i, p in enumerate(desk.analysis.sentences) if (day := _day_of_noun(desk, p.sentence, i))}
    for mention in told:
        day = next((later[k] for k in range(mention.sentence + 1, mention.sentence + FAR) if k in later), None)
        if day and mention.step == "delivered" and mention.date_span is None and mention.status == "happened":
            marks = tuple(m for m in mention.marks if m != "total" or _is_sum(desk, mention))
            mention = replace(mention, date=day.interval, date_span=day.span, marks=marks)
        yield mention


def _is_sum(desk: Desk, told: ArmsMention) -> bool:
    """Whether words say that a number is all that came so far; the perfect alone does not where a day is told."""
    passage = f" {' '.join(told.evidence.quote(desk.analysis.report.text).lower().split())} "
    return any(f" {w} " in passage for w in words().total)


def _day_of_noun(desk: Desk, sent: Sentence, i: int) -> TimeExpression | None:
    """The time at which a delivery that the sentence names by a noun, and says no more of, is said to have been."""
    if desk.things[i]:
        return None
    for k, token in enumerate(sent.tokens):
        known = words().nouns.get(token.lemma.lower()) == "supplied" and token.rel == "nsubj"
        if known and sent.children(k, "det") and token.head >= 0 and desk.status(sent, i, token.head, k) == "happened":
            return next(iter(times_in(desk.analysis, sent.span)), None)
    return None
