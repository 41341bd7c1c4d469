"""Findings of one report as claims; `model.values` says how dates and numbers are written inside a claim."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model.analysis import Analysis
from communique.model.arms import ARMS_ROLES, ArmsMention
from communique.model.entity import Attribute, Chain
from communique.model.event import EventMention, StatementMention
from communique.model.record import Claim
from communique.model.span import Span
from communique.model.step import ObligationMention, StepMention, Thing
from communique.model.values import count_value, date_value

CHAIN_EXTRACTOR = "entities"
EVENT_EXTRACTOR = "events"
STATEMENT_EXTRACTOR = "statements"
STEP_EXTRACTOR = "steps"
ARMS_EXTRACTOR = "arms/1"

# Properties whose value is the id of a chain in the same report.
CHAIN_VALUED = frozenset(
    "actor recipient item beneficiary instrument mediator witness place speaker chain party by who about".split()
) | frozenset(ARMS_ROLES)

# What a subject's id begins with.
CHAIN, EVENT, STATEMENT, THING, STEP, OBLIGATION, ARMS = "c", "e", "s", "t", "p", "o", "a"


def unroll(analysis: Analysis) -> tuple[Claim, ...]:
    """Every finding of ``analysis`` as claims: chains, events, statements, things, steps, obligations, arms."""
    return tuple(_claims(analysis))


def _claims(analysis: Analysis) -> Iterator[Claim]:
    for chain in analysis.chains:
        yield from _chain(analysis, chain)
    for event in sorted((*analysis.events, *analysis.faint), key=lambda e: (e.trigger, e.id)):
        yield from _event(analysis, event)
    for statement in analysis.statements:
        yield from _statement(analysis, statement)
    for thing in analysis.things:
        yield from _thing(analysis, thing)
    for step in analysis.steps:
        yield from _step(analysis, step)
    for obligation in analysis.obligations:
        yield from _obligation(analysis, obligation)
    for told in analysis.arms:
        yield from _arms(analysis, told)


def _chain(analysis: Analysis, chain: Chain) -> Iterator[Claim]:
    report, text = analysis.report.id, analysis.report.text

    def claim(prop: str, value: str, span: Span | None, reason: str = "") -> Claim:
        extractor = f"{CHAIN_EXTRACTOR}: {reason}" if reason else CHAIN_EXTRACTOR
        return Claim(report, chain.id, prop, value, span, extractor)

    yield claim("kind", chain.kind, chain.name)
    yield claim("name", chain.name.quote(text), chain.name)
    for mention in chain.mentions:
        yield claim("mention", mention.form, mention.span)
    if chain.description is not None:
        yield claim("description", chain.description.quote(text), chain.description)
    for prop, attribute in _attributes(chain):
        yield claim(prop, attribute.value, attribute.span, attribute.reason)


def _attributes(chain: Chain) -> Iterator[tuple[str, Attribute]]:
    for prop in ("country", "home", "sector", "reference", "title"):
        attribute = getattr(chain, prop)
        if attribute is not None:
            yield prop, attribute


def _event(analysis: Analysis, event: EventMention) -> Iterator[Claim]:
    report, text = analysis.report.id, analysis.report.text

    def claim(prop: str, value: str, span: Span | None) -> Claim:
        return Claim(report, event.id, prop, value, span, event.extractor or EVENT_EXTRACTOR)

    yield claim("kind", event.kind, event.trigger)
    yield claim("evidence", event.evidence.quote(text), event.evidence)
    yield claim("status", event.status, event.status_span)
    yield claim("confidence", f"{event.confidence:.2f}", None)
    for count in event.counts:
        yield claim("count", count_value(count.what, count.low, count.best, count.high), count.span)
    for denial in event.denials:
        yield claim("denial", "denied", denial)
    if event.faint:
        yield claim("faint", event.faint, None)
    for role in event.roles:
        yield claim(role.role, role.chain, role.span)
    if event.place is not None:
        yield claim("place", event.place.chain, event.place.span)
    if event.date is not None:
        yield claim("date", date_value(event.date), event.date_span)


def _statement(analysis: Analysis, statement: StatementMention) -> Iterator[Claim]:
    report, text = analysis.report.id, analysis.report.text

    def claim(prop: str, value: str, span: Span | None) -> Claim:
        return Claim(report, statement.id, prop, value, span, statement.extractor or STATEMENT_EXTRACTOR)

    yield claim("quote", "direct" if statement.direct else "indirect", statement.quote)
    if statement.speaker is not None:
        yield claim("speaker", statement.speaker.chain, statement.speaker.span)
    if statement.cue is not None:
        yield claim("cue", statement.cue.quote(text), statement.cue)
    if statement.date is not None:
        yield claim("date", date_value(statement.date), statement.date_span)


def _thing(analysis: Analysis, thing: Thing) -> Iterator[Claim]:
    report, text = analysis.report.id, analysis.report.text

    def claim(prop: str, value: str, span: Span | None) -> Claim:
        return Claim(report, thing.id, prop, value, span, STEP_EXTRACTOR)

    yield claim("kind", thing.kind, thing.called)
    yield claim("form", thing.form, None)
    if thing.name is not None:
        yield claim("name", thing.name.quote(text), thing.name)
    for span in thing.mentions:
        yield claim("mention", "name" if span == thing.name else "nominal", span)
    for chain in thing.chains:
        yield claim("chain", chain, None)
    for role in thing.parties:
        yield claim("party", role.chain, role.span)
    for prop in ("amends", "also"):
        if other := getattr(thing, prop):
            yield claim(prop, other, None)


def _step(analysis: Analysis, step: StepMention) -> Iterator[Claim]:
    report, text = analysis.report.id, analysis.report.text

    def claim(prop: str, value: str, span: Span | None) -> Claim:
        return Claim(report, step.id, prop, value, span, STEP_EXTRACTOR)

    yield claim("step", step.step, step.trigger)
    yield claim("thing", step.thing, step.mention)
    yield claim("evidence", step.evidence.quote(text), step.evidence)
    yield claim("status", step.status, step.status_span)
    for role in step.by:
        yield claim("by", role.chain, role.span)
    if step.place is not None:
        yield claim("place", step.place.chain, step.place.span)
    if step.date is not None:
        yield claim("date", date_value(step.date), step.date_span)
    if step.event is not None:
        yield claim("event", step.event, None)
    if step.what is not None:
        yield claim("what", step.what.quote(text), step.what)


def _obligation(analysis: Analysis, told: ObligationMention) -> Iterator[Claim]:
    report, text = analysis.report.id, analysis.report.text

    def claim(prop: str, value: str, span: Span | None) -> Claim:
        return Claim(report, told.id, prop, value, span, STEP_EXTRACTOR)

    yield claim("action", told.action.quote(text), told.action)
    yield claim("thing", told.thing, None)
    yield claim("evidence", told.evidence.quote(text), told.evidence)
    if told.is_forbidden:
        yield claim("forbidden", "yes", told.action)
    for prop, words in (*(("word", span) for span in told.words), ("does", told.verb), ("object", told.object)):
        if words is not None:
            yield claim(prop, words.quote(text), words)
    for role in told.who:
        yield claim(role.role, role.chain, role.span)
    if told.due is not None:
        yield claim("due", date_value(told.due), told.due_span)


def _arms(analysis: Analysis, told: ArmsMention) -> Iterator[Claim]:
    report, text = analysis.report.id, analysis.report.text

    def claim(prop: str, value: str, span: Span | None) -> Claim:
        return Claim(report, told.id, prop, value, span, ARMS_EXTRACTOR)

    yield claim("step", told.step, told.trigger)
    yield claim("passage", told.evidence.quote(text), told.evidence)
    yield claim("state", told.status, None)
    if told.designation:
        yield claim("designation", told.designation, told.designation_span)
    if told.sort:
        yield claim("sort", told.sort, told.sort_span)
    for prop, count in (("number", told.count), ("before", told.before)):
        if count is not None:
            yield claim(prop, count_value(count.what or "items", count.low, count.best, count.high), count.span)
    for mark in told.marks:
        yield claim("mark", mark, None)
    for role in told.roles:
        yield claim(role.role, role.chain, role.span)
    if told.date is not None:
        yield claim("day", date_value(told.date), told.date_span)
    if told.price is not None:
        yield claim("price", told.price.quote(text), told.price)
    if told.event:
        yield claim("event", told.event, None)
