"""Ceasefires of both sides: their steps, and what each side and the observers tell of violations."""

from __future__ import annotations

from collections.abc import Iterator

from communique.brief.desk import Desk, Pair
from communique.brief.tree import Sentence
from communique.brief.wording import cited, opened, put, put_best
from communique.model.record import Entity
from communique.record.wording import when
from communique.registers.truces.model import Ceasefire, Party, Step, Violation

MOST = 12  # steps and violations of one truce


def ceasefires(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    """Each truce in which all sides of the brief are parties."""
    for truce in desk.ceasefires:
        if not all(any(_is_of(side, party) for party in truce.parties) for side, _ in pair.sides):
            continue
        last = truce.standings[-1] if truce.standings else None
        stands = put("ceasefire", "stands", standing=put("ceasefire", last.standing)) if last else ""
        heading = put("ceasefire", "heading", name=opened(truce.name)[:-1], standing=stands)
        yield from _told(desk, truce, heading)


def _is_of(side: Entity, party: Party) -> bool:
    code = side.country.value if side.kind == "country" and side.country else None
    return side.id in party.entities or (code is not None and code == party.country)


def _told(desk: Desk, truce: Ceasefire, heading: str) -> Iterator[Sentence]:
    for step in truce.steps[:MOST]:
        yield Sentence(opened(_step(step)), cited(desk, step.evidence), group=heading)
    for n, told in enumerate(truce.violations[:MOST]):
        left = max(0, len(truce.violations) - MOST) if n == MOST - 1 else 0
        yield Sentence(opened(_violation(told)), cited(desk, told.evidence), group=heading, left=left)


def _step(step: Step) -> str:
    """ "It was signed on 3 March 2021", "it took effect for X on 5 March 2021"."""
    who = {name: put("ceasefire", name, side=step.by) if step.by else "" for name in ("by", "for")}
    told = put("ceasefire", f"step_{step.step}")
    return put_best(
        "ceasefire", (f"{step.status}_{step.step}", step.status), step=told, **who, when=when(step.interval)
    )


def _violation(told: Violation) -> str:
    """ "According to X, Y broke it on 3 March 2021; 4 were killed." """
    place = put("ceasefire", "place", place=told.place) if told.place else ""
    killed = ""
    if told.killed is not None:
        low, high = told.killed.low, told.killed.high
        number = f"{high:g}" if low == high else put("ceasefire", "range", low=f"{low:g}", high=f"{high:g}")
        killed = put("ceasefire", "killed", number=number)
    denied = put("ceasefire", "denied") if told.denied else ""
    return put(
        "ceasefire",
        "violation",
        teller=told.told_by,
        accused=told.accused,
        when=when(told.interval),
        place=place,
        killed=killed,
        denied=denied,
    )
