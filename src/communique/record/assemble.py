"""Claims, decisions and reuse as a `Record`: a pure function, so the same store always gives the same record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from communique.model.record import (
    ArmsStep,
    Claim,
    DateValue,
    Dispute,
    Entity,
    Event,
    Evidence,
    Obligation,
    Record,
    Statement,
    Step,
    Thing,
)
from communique.model.report import Report
from communique.model.reuse import Reuse
from communique.model.values import parse_date_value
from communique.record.arms import assemble_arms
from communique.record.entities import Cast, assemble_entities
from communique.record.events import assemble_events
from communique.record.slugs import slug, unique
from communique.record.steps import assemble_obligations, assemble_steps, assemble_things
from communique.record.subjects import Material, Subject

FindDisputes = Callable[
    [Sequence[Event], Mapping[str, Entity], Mapping[str, Report], Sequence[Claim]], Iterable[Dispute]
]


def no_disputes(
    events: Sequence[Event], entities: Mapping[str, Entity], reports: Mapping[str, Report], claims: Sequence[Claim]
) -> tuple[()]:
    """Finds nothing: what `assemble` does unless it is given a finder."""
    return ()


def assemble(material: Material, find_disputes: FindDisputes = no_disputes) -> Record:
    """Everything that ``material`` tells, in the order that `Record` promises."""
    cast = assemble_entities(material)
    events = assemble_events(material, cast)
    statements = _statements(material, cast)
    things, obligations = assemble_things(material, cast), assemble_obligations(material, cast)
    steps = assemble_steps(material, cast, {member: event for event in events for member in event.members})
    arms = assemble_arms(material, cast, events)
    followed = _used_by(things, steps, obligations, arms)
    entities, passing = cast.split(_used(events, statements), followed)
    own = followed - {entity.id for entity in entities}
    disputes = find_disputes(events, cast.by_id, material.by_id, material.claims)
    return Record(
        reports=material.reports,
        entities=entities,
        events=events,
        statements=statements,
        reuse=tuple(sorted(material.reuse, key=lambda found: _reuse_order(material, found))),
        disputes=tuple(sorted(disputes, key=lambda dispute: dispute.id)),
        things=things,
        steps=steps,
        obligations=obligations,
        arms=arms,
        aside=tuple(cast.by_id[i] for i in sorted(own)),
        passing=passing,
    )


def _used(events: Iterable[Event], statements: Iterable[Statement]) -> set[str]:
    """The ids of the entities that something is told of."""
    parts = (chain(e.actors, e.recipients, e.others, e.places) for e in events)
    used = {part.entity for part in chain.from_iterable(parts)}
    return used | {s.speaker for s in statements if s.speaker is not None}


def _used_by(
    things: Iterable[Thing], steps: Iterable[Step], obligations: Iterable[Obligation], arms: Iterable[ArmsStep]
) -> set[str]:
    """The ids of the entities that steps and obligations name."""
    used = {id_ for thing in things for id_ in (*thing.entities, *thing.parties)}
    used |= {id_ for step in steps for id_ in (*step.by, *([step.place] if step.place else []))}
    used |= {part.entity for step in arms for part in step.parts}
    return used | {id_ for told in obligations for id_ in (*told.who, *told.about)}


def _reuse_order(material: Material, found: Reuse) -> tuple[int, int]:
    first = found.passages[0]
    return (material.rank[first.report], first.span.start)


# -- statements --------------------------------------------------------------------------------------------------------


def _statements(material: Material, cast: Cast) -> tuple[Statement, ...]:
    subjects = [subject for cluster in material.grouped("s") for subject in cluster]
    names = dict(zip(material.by_id, unique(slug(report.name, "-") for report in material.reports), strict=True))
    found = (_statement(material, cast, subject, names[subject.report]) for subject in subjects)
    return tuple(statement for statement in found if statement is not None)


def _statement(material: Material, cast: Cast, subject: Subject, name: str) -> Statement | None:
    quote, cue, date = subject.first("quote"), subject.first("cue"), subject.first("date")
    speaker = subject.first("speaker")
    text = material.by_id[subject.report].text
    if quote is None or quote.span is None:
        return None
    who = cast.of_chain.get(f"{subject.report}/{speaker.value}") if speaker else None
    return Statement(
        id=f"{name}-{subject.order[3]}",
        speaker=who.id if who else None,
        evidence=Evidence(subject.report, quote.span, quote.span.quote(text)),
        cue=Evidence(subject.report, cue.span, cue.span.quote(text)) if cue and cue.span else None,
        direct=quote.value == "direct",
        date=DateValue(parse_date_value(date.value), (date,)) if date else None,
        member=subject.key,
    )
