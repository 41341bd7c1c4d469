"""Steps told of weapons, with entities for chains and events for event mentions; nothing is joined here."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model.arms import ARMS_ROLES
from communique.model.record import ArmsStep, Claim, DateValue, Event, Evidence, Part, Told
from communique.model.values import parse_count_value, parse_date_value
from communique.record.entities import Cast
from communique.record.subjects import Material, Subject


def assemble_arms(material: Material, cast: Cast, events: Sequence[Event]) -> tuple[ArmsStep, ...]:
    """One step for each place that tells one, by report and place."""
    of_event = {member: event.id for event in events for member in event.members}
    subjects = (subject for cluster in material.grouped("a") for subject in cluster)
    found = (_step(material, cast, of_event, subject) for subject in subjects)
    return tuple(step for step in found if step is not None)


def _step(material: Material, cast: Cast, of_event: dict[str, str], subject: Subject) -> ArmsStep | None:
    step, status, evidence = (subject.first(prop) for prop in ("step", "state", "passage"))
    if step is None or status is None or evidence is None or evidence.span is None:
        return None
    date, event = subject.first("day"), subject.first("event")
    text = material.by_id[subject.report].text
    return ArmsStep(
        key=subject.key,
        step=step.value,
        status=status.value,
        designation=_value(subject, "designation"),
        sort=_value(subject, "sort"),
        count=_told(subject.first("number")),
        before=_told(subject.first("before")),
        marks=tuple(claim.value for claim in subject.all("mark")),
        parts=tuple(_parts(subject, cast)),
        date=DateValue(parse_date_value(date.value), (date,)) if date else None,
        price=_value(subject, "price"),
        event=of_event.get(f"{subject.report}/{event.value}") if event else None,
        evidence=Evidence(subject.report, evidence.span, evidence.span.quote(text)),
        order=subject.order[1],
    )


def _value(subject: Subject, prop: str) -> str:
    claim = subject.first(prop)
    return claim.value if claim else ""


def _told(claim: Claim | None) -> Told | None:
    if claim is None:
        return None
    _, low, best, high = parse_count_value(claim.value)
    return Told(low, best, high, claim)


def _parts(subject: Subject, cast: Cast) -> list[Part]:
    found = []
    for claim in subject.claims:
        if claim.prop in ARMS_ROLES:
            entity = cast.of_chain.get(f"{claim.report}/{claim.value}")
            if entity is not None:
                found.append(Part(claim.prop, entity.id, (claim,)))
    return found
