"""Trainings on a weapon: those that several places tell are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.lexicon import firms
from communique.model.record import ArmsStep, Evidence
from communique.model.time import Interval
from communique.registers.batches import day_told
from communique.registers.systems import Party, Sides

FAR = 600  # characters over which a course is spoken of on
NEAR = 200  # characters between two places of a report that may tell of one training


@dataclass(frozen=True, slots=True)
class Training:
    """Who trains whom; ``when`` it began, or ended where ``completed``."""

    trainers: tuple[str, ...]
    trainee: str | None
    when: Interval | None
    completed: bool
    status: str
    evidence: tuple[Evidence, ...]


def trainings(steps: Sequence[ArmsStep], sides: Sides, supplier: Party | None = None) -> tuple[Training, ...]:
    """The trainings that steps tell, in the order told; what was planned is the plan of the first one told after it."""
    groups: list[list[ArmsStep]] = []
    for step in steps:
        home = next((g for g in groups if _is_of(step, g)), None)
        (home.append(step) if home is not None else groups.append([step]))
    found = _with_plans(groups, sides)
    told = (_training(own, [g for g in found if g is not own], sides) for own in found)
    return tuple(replace(t, trainers=_with_supplier(t.trainers, supplier, sides)) for t in told)


def _with_supplier(trainers: tuple[str, ...], supplier: Party | None, sides: Sides) -> tuple[str, ...]:
    """The trainers; "the company" is the firm that supplies, where one does."""
    if supplier is None or sides.desk.entities[supplier.entity].kind not in ("organisation", "place"):
        return trainers
    named = (supplier.name if t.lower().split()[-1] in firms() else t for t in trainers)
    return tuple(dict.fromkeys(named))


def _is_of(step: ArmsStep, group: Sequence[ArmsStep]) -> bool:
    return any(_is_one(step, other) for other in group) and not any(_is_reverse(step, other) for other in group)


def _is_reverse(step: ArmsStep, other: ArmsStep) -> bool:
    """Whether those who are taught in the one teach in the other."""
    one, two = (set(s.parties("trainer")) for s in (step, other))
    return bool(one & set(other.parties("trainee")) or two & set(step.parties("trainee")))


def _is_one(step: ArmsStep, other: ArmsStep) -> bool:
    """Whether two places tell one training: one event, or trainees or a time in common and nothing against it."""
    if step.event and step.event == other.event:
        return True
    a, b = (set(s.parties("trainer")) for s in (step, other))
    one, two = day_told(step), day_told(other)
    if (one and two and not one.overlaps(two)) or (a and b and not a & b):
        return False
    if a & b and any(day_told(s) is None and s.count is None for s in (step, other)):
        return True  # the same trainers, and nothing told of another course
    if set(step.parties("trainee")) & set(other.parties("trainee")) or _are_as_many(step, other):
        return True
    if step.evidence.report == other.evidence.report:
        if not step.parties("trainee") or not other.parties("trainee"):
            return abs(step.order - other.order) < FAR and not (a and b)  # "the course is given by"
        near = abs(step.order - other.order) < NEAR
        return near and not (a and b) and bool(one) != bool(two) and _is_pronoun(step, other)
    return bool(one and two)


def _are_as_many(step: ArmsStep, other: ArmsStep) -> bool:
    """Whether both tell the same number of those taught: "44 drivers", "the 44 men and women"."""
    return step.count is not None and other.count is not None and step.count.number == other.count.number


def _is_pronoun(step: ArmsStep, other: ArmsStep) -> bool:
    told = [c.span for s in (step, other) for p in s.parts if p.role == "trainee" for c in p.claims if c.span]
    return any(span.end - span.start <= len("them") for span in told)


def _with_plans(groups: list[list[ArmsStep]], sides: Sides) -> list[list[ArmsStep]]:
    """The trainings that took place with the plans of them; plans of which no more is told stay."""
    plans = [g for g in groups if all(s.status == "planned" for s in g)]
    done = [g for g in groups if g not in plans]
    for plan in plans:
        home = next((g for g in done if _fulfils(g, plan, sides)), None)
        if home is not None:
            home[:0] = plan
    return [g for g in groups if g in done or not any(g[0] in d for d in done)]


def _fulfils(group: Sequence[ArmsStep], plan: Sequence[ArmsStep], sides: Sides) -> bool:
    """Whether a training may be the one planned: later, by no other state, by nobody who was taught himself."""
    day, planned = (sides.desk.published(g[0].evidence.report) for g in (group, plan))
    if (day and planned and day.start < planned.start) or any(_is_reverse(a, b) for a in group for b in plan):
        return False
    trainers = [sides.desk.entities[e] for s in group for e in s.parties("trainer")]
    if trainers and not any(e.kind in ("organisation", "country", "body", "place") for e in trainers):
        return False
    told, wanted = ([d for s in g if (d := day_told(s))] for g in (group, plan))
    if told and wanted and not any(a.overlaps(b) for a in told for b in wanted):
        return False
    for role in ("trainer", "trainee"):
        a, b = ({c for s in g for c in sides.states(s, role)} for g in (group, plan))
        if a and b and not a & b:
            return False
    return True


def _training(own: Sequence[ArmsStep], others: Sequence[Sequence[ArmsStep]], sides: Sides) -> Training:
    told = [(day, s) for s in own if (day := day_told(s))]
    when = min((day for day, _ in told), key=lambda d: (d.days, d.start), default=None)
    done = any(s.status != "planned" for s in own)
    ranked = sorted(own, key=lambda s: (s.status == "planned", day_told(s) != when))  # the words for its day first
    evidence = tuple(dict.fromkeys(s.evidence for s in ranked))
    completed = [s for s in own if "completed" in s.marks]
    return Training(
        trainers=_trainers(own, others, sides),
        trainee=_fullest(_words(own, "trainee", sides)),
        when=when,
        completed=bool(completed) and len(completed) == len([s for s in own if day_told(s)] or completed),
        status="happened" if done else "planned",
        evidence=evidence,
    )


def _trainers(own: Sequence[ArmsStep], others: Sequence[Sequence[ArmsStep]], sides: Sides) -> tuple[str, ...]:
    """Who trains; those who were taught before, by the fullest words for them: "they have taught others"."""
    told = {e for s in own for e in s.parties("trainer")}
    for group in others:
        if told & {e for s in group for e in s.parties("trainee")}:
            words = _fullest(_words(group, "trainee", sides))
            return (words,) if words else ()
    return tuple(sorted(_words(own, "trainer", sides)))


def _fullest(words: Sequence[str]) -> str | None:
    return max(words, key=lambda w: (len(w.split()), len(w), w), default=None)


def _words(own: Sequence[ArmsStep], role: str, sides: Sides) -> list[str]:
    """The fullest words for who it is: a pronoun gives way to the name of what it stands for."""
    found = []
    for step in own:
        for part in step.parts:
            if part.role != role:
                continue
            span = part.claims[0].span
            words = " ".join(span.quote(sides.desk.reports[step.evidence.report].text).split()) if span else ""
            entity = sides.desk.entities[part.entity]
            if entity.is_named and role == "trainer":
                words = entity.name
            elif len(words.split()) < 2:
                words = max((words, entity.name), key=len)
            found.append(words)
    return list(dict.fromkeys(found))
