"""Things, steps and obligations of a record: each as one report tells it, with its entities and events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.model.record import Claim, DateValue, Event, Evidence, Obligation, Step, Thing
from communique.model.values import parse_date_value
from communique.record.entities import Cast
from communique.record.subjects import Material, Subject


def assemble_things(material: Material, cast: Cast) -> tuple[Thing, ...]:
    """The agreements and bodies that reports speak of, in the order of the texts."""
    return tuple(thing for subject in _subjects(material, "t") if (thing := _thing(material, cast, subject)))


def assemble_steps(material: Material, cast: Cast, events: Mapping[str, Event]) -> tuple[Step, ...]:
    """The steps told; ``events`` are those of the record by the claim keys of their mentions."""
    return tuple(step for subject in _subjects(material, "p") if (step := _step(material, cast, subject, events)))


def assemble_obligations(material: Material, cast: Cast) -> tuple[Obligation, ...]:
    """The obligations told."""
    return tuple(told for subject in _subjects(material, "o") if (told := _obligation(material, cast, subject)))


def _subjects(material: Material, letter: str) -> Iterator[Subject]:
    return (subject for cluster in material.grouped(letter) for subject in cluster)


def _thing(material: Material, cast: Cast, subject: Subject) -> Thing | None:
    kind, form, name = subject.first("kind"), subject.first("form"), subject.first("name")
    called = _quoted(material, kind)
    if kind is None or called is None:
        return None
    return Thing(
        id=subject.key,
        kind=kind.value,
        form=form.value if form else "",
        report=subject.report,
        called=called,
        name=" ".join(name.value.split()) if name else None,
        entities=_entities(cast, subject, "chain"),
        parties=_entities(cast, subject, "party"),
        amends=_key(subject, "amends"),
        also=_key(subject, "also"),
        mentions=tuple(claim.span for claim in subject.all("mention") if claim.span),
    )


def _step(material: Material, cast: Cast, subject: Subject, events: Mapping[str, Event]) -> Step | None:
    step, status, told = subject.first("step"), subject.first("status"), _key(subject, "event")
    thing, evidence = _key(subject, "thing"), _quoted(material, subject.first("evidence"))
    if step is None or status is None or thing is None or evidence is None:
        return None
    event = events.get(told) if told else None
    return Step(
        id=subject.key,
        thing=thing,
        step=step.value,
        status=status.value,
        by=_entities(cast, subject, "by"),
        place=next(iter(_entities(cast, subject, "place")), None),
        date=_date(subject, "date"),
        evidence=evidence,
        event=event.id if event else None,
        what=what.value if (what := subject.first("what")) else None,
    )


def _obligation(material: Material, cast: Cast, subject: Subject) -> Obligation | None:
    thing, action = _key(subject, "thing"), _quoted(material, subject.first("action"))
    evidence = _quoted(material, subject.first("evidence"))
    if thing is None or action is None or evidence is None:
        return None
    return Obligation(
        id=subject.key,
        thing=thing,
        who=_entities(cast, subject, "who"),
        about=_entities(cast, subject, "about"),
        action=action,
        evidence=evidence,
        is_forbidden=subject.first("forbidden") is not None,
        due=_date(subject, "due"),
        words=tuple(w for claim in subject.all("word") if (w := _quoted(material, claim))),
        verb=_quoted(material, subject.first("does")),
        object=_quoted(material, subject.first("object")),
    )


def _entities(cast: Cast, subject: Subject, prop: str) -> tuple[str, ...]:
    found = (cast.of_chain.get(f"{claim.report}/{claim.value}") for claim in subject.all(prop))
    return tuple(dict.fromkeys(entity.id for entity in found if entity))


def _key(subject: Subject, prop: str) -> str | None:
    """The claim key of what a claim names in the same report."""
    claim = subject.first(prop)
    return f"{claim.report}/{claim.value}" if claim else None


def _date(subject: Subject, prop: str) -> DateValue | None:
    claim = subject.first(prop)
    return DateValue(parse_date_value(claim.value), (claim,)) if claim else None


def _quoted(material: Material, claim: Claim | None) -> Evidence | None:
    if claim is None or claim.span is None:
        return None
    return Evidence(claim.report, claim.span, claim.span.quote(material.by_id[claim.report].text))
