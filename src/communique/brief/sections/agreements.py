"""Agreements of both sides: each file of the register with its steps and obligations, then steps that no file has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from communique.brief.desk import STEPS, Desk, Pair
from communique.brief.tree import Sentence
from communique.brief.wording import cited, entry, opened, put, put_best
from communique.export.registers.lives import side_name
from communique.model.record import Entity
from communique.record.summary import named
from communique.record.wording import date_words, listed, when
from communique.registers.agreements import Agreement
from communique.registers.duties import Duty
from communique.registers.lives import Line

MOST = 12  # files, and steps and obligations of one file


def agreements(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    """The files of which both sides are parties, in the order of time; the oldest give way where there are too many."""
    files = files_of(desk, pair)
    for agreement in sorted(files, key=_begins)[-MOST:]:
        heading = put("agreement", "heading", name=opened(agreement.name)[:-1], standing=_standing(agreement))
        yield from (replace(told, group=heading) for told in _file(desk, agreement))
    known = {id_ for a in desk.agreements for step in a.steps for id_ in step.events}
    rest = [event for event in pair.events if event.kind in STEPS and event.id not in known]
    kept, heading = rest[-MOST:], put("agreement", "others") if files else ""
    for event in kept:
        told = entry(desk, [event], left=len(rest) - len(kept) if event is kept[-1] else 0)
        yield replace(told, group=heading)


def files_of(desk: Desk, pair: Pair) -> list[Agreement]:
    """The files of which both sides are parties."""
    return [a for a in desk.agreements if all(is_party(side, a.parties) for side, _ in pair.sides)]


def is_party(side: Entity, parties: tuple[str, ...]) -> bool:
    """Whether an entity is among the sides of an agreement, a state by its code."""
    code = side.country.value if side.kind == "country" and side.country else side.id
    return code in parties


def _begins(agreement: Agreement) -> tuple[date, str]:
    return (min((s.date.start for s in agreement.steps if s.date), default=date.max), agreement.name)


def _standing(agreement: Agreement) -> str:
    """How it stands, by the last step of the whole: "signed", "in force"."""
    return put("agreement", "stands", step=put("step", agreement.standing)) if agreement.standing else ""


def _file(desk: Desk, agreement: Agreement) -> Iterator[Sentence]:
    for step in agreement.steps[:MOST]:
        yield Sentence(opened(f"{step_told(desk, step)}{_also(step)}"), cited(desk, step.evidence))
    for duty in agreement.duties[:MOST]:
        yield Sentence(_duty(desk, duty), cited(desk, (*duty.evidence[:1], *duty.done[:1], *duty.broken[:1]), 3))


def step_told(desk: Desk, step: Line, it: str = "", is_dated: bool = True) -> str:
    """ "it was signed on 3 May 2021 in Fada", "the treaty was reported not ratified as of 2 June 2022".

    ``it`` is what the agreement is called; its date only with ``is_dated``.
    """
    denied = step.status == "denied"
    day = put("agreement", "as_of", day=date_words(step.date)) if denied and step.date else ""
    named_ = put("agreement", "named", name=it) if it else put("agreement", "it")
    patterns = (f"{step.status}_{step.step}", step.status)
    told = (
        put_best("agreement", patterns, it=named_, step=put("step", step.step)),
        put("agreement", "by", sides=listed([side_name(desk.entities, s) for s in step.by])) if step.by else "",
        (day or (when(step.date) if step.date else "")) if is_dated else "",
        put("agreement", "place", place=desk.entities[step.place].name) if step.place else "",
    )
    return " ".join(filter(None, told))


def _also(step: Line) -> str:
    """Other days that reports tell of a step."""
    return put("agreement", "also", days=listed([date_words(d) for d in step.dates])) if step.dates else ""


def _named(desk: Desk, id_: str) -> str:
    return named(desk.entities[id_]) if id_ in desk.entities else side_name(desk.entities, id_)


def _duty(desk: Desk, duty: Duty) -> str:
    """ "Obligation of Chad, in the words of a report: “open the crossing by May”, due 31 May 2021; reported done." """
    names = listed([_named(desk, id_) for id_ in duty.who])
    who = {name: put("agreement", name, who=names) if names else "" for name in ("of", "to")}
    due = put("agreement", "due", day=date_words(duty.due)) if duty.due else ""
    form = "forbidden" if duty.is_forbidden else "duty"
    return opened(put("agreement", form, **who, what=duty.what, due=due, standing=put("agreement", duty.standing)))
