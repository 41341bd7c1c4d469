"""Which weapon each step is of, over all reports, and between whom: what the register of arms groups by.

Designations are one where the words of the one are among those of the other ("TB2", "Bayraktar TB2") and of no third. A
report that names no weapon speaks of one that others name where its word for it and the parties fit; else it has a
group of its own, if it tells both who supplies and who receives.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique.lexicon import general_weapons
from communique.lexicon import weapons_alike as alike
from communique.model.record import ArmsStep, Entity
from communique.reference import fold
from communique.reference import load as load_reference
from communique.registers.alike import ENOUGH_SHARED
from communique.registers.desk import Desk
from communique.registers.files import Shelf

ORDERS = ("ordered", "promised", "signed", "changed", "cancelled")
OWN_STATE = ("GOV", "MIL", "LEG", "SPY", "COP", "ELI", "BUS")  # sectors whose bodies stand for their state
FORCES = (*OWN_STATE, "REB")  # sectors of groups that may be a side
FEW_REPORTS = 25  # of a record, up to which they are taken to be about the same affairs
RECEIVES = ("ordered", "promised", "delivered", "changed", "signed")


@dataclass(frozen=True, slots=True)
class Party:
    """A side of a transfer: a state (``key`` is its code), or a body or group of no known state (its entity's id)."""

    key: str
    name: str
    entity: str
    country: str | None


@dataclass
class System:
    """The steps of one weapon; ``name`` is "" where no report names it."""

    name: str
    steps: list[ArmsStep] = field(default_factory=list)


@dataclass(frozen=True)
class Sides:
    """Who the parties of steps are."""

    desk: Desk

    def of(self, entity_id: str) -> Party | None:
        """The state or group that an entity stands for; None where nobody can say whose it is."""
        entity = self.desk.entities.get(entity_id)
        if entity is None:
            return None
        code = entity.country.value if entity.country else None
        state = load_reference().country_by_code(code) if code else None
        if state and (entity.kind == "country" or self._is_of_state(entity)):
            return Party(state.alpha3, self.desk.name_of(state.alpha3), entity.id, state.alpha3)
        if entity.kind == "person" or not (entity.is_named or entity.kind == "group"):
            return None
        if entity.kind == "group" and (entity.sector is None or entity.sector.value not in FORCES):
            return None  # "eight from the camp" are no side
        return Party(entity.id, entity.name, entity.id, code)

    def _is_of_state(self, entity: Entity) -> bool:
        if entity.kind in ("organisation", "body", "person"):
            return True
        return entity.kind == "group" and (entity.sector is None or entity.sector.value in OWN_STATE)

    def affairs(self, report: str) -> frozenset[str]:
        """What a report names and few others do, by which it is seen to be about the same affairs as they."""
        return Shelf.of(self.desk).names_in.get(report, frozenset())

    def receiver(self, step: ArmsStep) -> Party | None:
        """Who receives, if the step tells it."""
        found = (self.of(e) for e in step.parties("receiver"))
        return next((p for p in found if p), None) or self._buyer(step)

    def _buyer(self, step: ArmsStep) -> Party | None:
        """Of two that sign an order, a state's own body and a firm, the state."""
        told = step.parties("party") if step.step == "ordered" else ()
        states = [e for e in told if self._is_public(self.desk.entities[e])]
        return self.of(states[0]) if len(states) == 1 and len(told) > 1 else None

    def _is_public(self, entity: Entity) -> bool:
        own = entity.sector is not None and entity.sector.value in OWN_STATE[:-1]
        return entity.kind == "country" or own

    def states(self, step: ArmsStep, *roles: str) -> set[str]:
        """The states of those in ``roles``."""
        return {p.country for e in step.parties(*roles) if (p := self.of(e)) and p.country}


def noun_of(step: ArmsStep) -> str:
    """The noun of what a step's weapon is called: "howitzer" of "self-propelled howitzer"."""
    return step.sort.split(" ")[-1].split("-")[-1].lower() if step.sort else ""


def systems(steps: Sequence[ArmsStep], sides: Sides) -> list[System]:
    """The weapons of all reports with their steps, named ones first."""
    names = _full_names(steps)
    found = {name: System(name) for name in sorted(set(names.values()))}
    loose: dict[str, list[ArmsStep]] = defaultdict(list)
    for step in steps:
        if step.designation:
            found[names[step.designation]].steps.append(step)
        else:
            loose[step.evidence.report].append(step)
    others: list[System] = []
    named = [Known(s, sides) for s in found.values()]
    for of in loose.values():
        for group in _groups(of, sides):
            home = _home(group, named, sides) or _unnamed(group, others, sides)
            if home is not None:
                home.steps += group
    return [*found.values(), *others]


# -- names -------------------------------------------------------------------------------------------------------------


def _full_names(steps: Iterable[ArmsStep]) -> dict[str, str]:
    """Each designation with the one that it is told by in full."""
    told = Counter(step.designation for step in steps if step.designation)
    by_words: dict[frozenset[str], list[str]] = defaultdict(list)
    for name in told:
        by_words[_words(name)].append(name)
    full = {}
    for own, names in by_words.items():
        wider = [other for other in by_words if own < other]
        top = [other for other in wider if not any(other < third for third in wider)]
        chosen = by_words[top[0]] if len(top) == 1 else names
        best = max(chosen, key=lambda n: (told[n], not n.isupper(), n))
        full.update(dict.fromkeys(names, best))
    return full


def _words(name: str) -> frozenset[str]:
    """The words and numbers of a designation: "TB-2" and "TB2" are one.

    >>> _words("Bayraktar TB2") > _words("TB-2")
    True
    """
    return frozenset(re.findall(r"[^\W\d]+|\d+", fold(name)))


# -- steps that name no weapon -----------------------------------------------------------------------------------------


def _groups(steps: Sequence[ArmsStep], sides: Sides) -> list[list[ArmsStep]]:
    """The steps of one report by the weapon they seem to be of; without a word for it, of the last one told."""
    groups: list[list[ArmsStep]] = []
    last: list[ArmsStep] | None = None
    waiting: list[ArmsStep] = []
    for step in sorted(steps, key=lambda s: s.order):
        noun = noun_of(step)
        if not noun:
            (last if last is not None else waiting).append(step)
            continue
        last = next((g for g in groups if _is_of_group(step, noun, g, sides)), None)
        if last is None:
            last = []
            groups.append(last)
        last.append(step)
    if waiting and groups:
        groups[0][:0] = waiting
    elif waiting:
        groups.append(waiting)
    return groups


def _is_of_group(step: ArmsStep, noun: str, group: Sequence[ArmsStep], sides: Sides) -> bool:
    """Whether a step may be of the weapon that others of its report are of: a word for it, and no other recipient."""
    if not any(alike(noun, noun_of(s)) for s in group if noun_of(s)):
        return False
    mine = sides.receiver(step)
    known = {p.key for s in group if (p := sides.receiver(s))}
    return mine is None or not known or mine.key in known


class Known:
    """What reports that name a weapon tell of it: its nouns, whose states have to do with it, who receives it."""

    def __init__(self, system: System, sides: Sides) -> None:
        self.system = system
        self.nouns = {noun for step in system.steps if (noun := noun_of(step))} - general_weapons()
        self.parties = _parties(system.steps, sides)
        self.receivers = {p.key for step in system.steps if (p := sides.receiver(step))}
        self.reports = {step.evidence.report for step in system.steps}

    def is_near(self, report: str, sides: Sides) -> bool:
        """Whether a report is about the same affairs as one that names the weapon; all of a small record are."""
        if report in self.reports or len(sides.desk.reports) <= FEW_REPORTS:
            return True
        return any(len(sides.affairs(report) & sides.affairs(other)) >= ENOUGH_SHARED for other in self.reports)


def _home(group: Sequence[ArmsStep], named: Sequence[Known], sides: Sides) -> System | None:
    """The named weapon that a report without its name speaks of: one word for it, and parties that fit."""
    nouns = {noun for step in group if (noun := noun_of(step))}
    fits = [s for s in named if _may_be(nouns, s)]
    receivers = {p.key for s in group if (p := sides.receiver(s))}
    if receivers and not nouns - general_weapons():
        fits = [s for s in fits if receivers & s.receivers]  # "arms for Chad" are not what nobody says that Chad gets
    if not fits:
        return None
    told = _parties(group, sides)
    fits = [s for s in fits if s.is_near(group[0].evidence.report, sides)]
    shared = [s for s in fits if told & s.parties]
    if len(shared) == 1:
        return shared[0].system
    strange = told and len(fits) == 1 and not shared and _clash(group, fits[0], sides)
    return fits[0].system if len(fits) == 1 and not shared and not strange else None


def _may_be(nouns: set[str], known: Known) -> bool:
    special = nouns - general_weapons()
    if not special:
        return True
    return any(alike(a, b) for a in special for b in known.nouns)


def _parties(steps: Iterable[ArmsStep], sides: Sides) -> set[str]:
    roles = ("supplier", "receiver", "maker", "origin", "party", "trainer", "trainee", "teller")
    return {s for step in steps for s in sides.states(step, *roles)}


def _clash(group: Sequence[ArmsStep], known: Known, sides: Sides) -> bool:
    """Whether a report's own parties are others than those known of a weapon."""
    told = {p.key for step in group if (p := sides.receiver(step))}
    return bool(told and known.receivers and not told & known.receivers)


def _unnamed(group: Sequence[ArmsStep], others: list[System], sides: Sides) -> System | None:
    """The group of weapons without a name that the steps belong to, if they tell who supplies whom."""
    receivers = {p.key for s in group if s.step in RECEIVES and (p := sides.receiver(s))}
    suppliers = {p.key for s in group for e in s.parties("supplier", "origin") if (p := sides.of(e))}
    if not receivers or not suppliers or suppliers <= receivers:
        return None
    nouns = {noun for step in group if (noun := noun_of(step))}
    for other in others:
        known = {p.key for s in other.steps if (p := sides.receiver(s))}
        from_whom = {p.key for s in other.steps for e in s.parties("supplier", "origin") if (p := sides.of(e))}
        own = {noun for step in other.steps if (noun := noun_of(step))}
        if known & receivers and from_whom & suppliers and any(alike(a, b) for a in nouns for b in own):
            return other
    others.append(System(""))
    return others[-1]
