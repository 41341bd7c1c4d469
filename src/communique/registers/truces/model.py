"""What the register of ceasefires has: files, with steps, violations and standings, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.model.record import Evidence
from communique.model.time import Interval

STEPS = ("announced", "signed", "in_force", "broken", "renewed", "ended")
STANDINGS = ("holds", "disputed", "broken", "renewed", "ended")


@dataclass(frozen=True, slots=True)
class Party:
    """A side of a truce: ``entities`` are all (by id) that speak or act for it, ``country`` is that of a state."""

    name: str
    names: tuple[str, ...]
    entities: tuple[str, ...]
    country: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """Words that reports give for something, where they stand; ``names`` are the proper names among them."""

    words: str
    names: tuple[str, ...]
    since: date | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Monitor:
    """Who watches the truce; ``entity`` is None where the name was read from the text alone."""

    name: str
    entity: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a truce: announced, signed, in_force, broken, renewed or ended.

    ``status`` is happened, planned or proposed; ``by`` names the side that alone took it. ``is_published`` marks a step
    told without a day: it has that of the report.
    """

    step: str
    status: str
    interval: Interval
    by: str | None
    evidence: tuple[Evidence, ...]
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """How many were killed: the lowest, the best and the highest number that one teller gives."""

    low: float
    best: float
    high: float


@dataclass(frozen=True, slots=True)
class Violation:
    """One incident as one teller tells it.

    ``accused`` and ``told_by`` are names; ``teller`` says what the latter is: "party", "monitor" or "report" (an outlet
    in its own words, told only where nobody else tells it). What a party tells of the other is ``alleged``. ``denied``
    are the passages in which the accused deny it, ``reports`` those in which outlets tell it themselves.
    """

    interval: Interval
    accused: str
    told_by: str
    teller: str
    status: str
    place: str | None
    killed: Toll | None
    grave: bool
    evidence: tuple[Evidence, ...]
    events: tuple[str, ...]
    denied: tuple[Evidence, ...] = ()
    reports: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many violations somebody counts over a time, in all and by side."""

    number: float
    by_party: tuple[tuple[str, float], ...]
    told_by: str
    interval: Interval
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a truce stands from a day on, and the passages by which it does."""

    since: date
    standing: str
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Ceasefire:
    """The file of one truce, with its renewals; ``start`` is the day it took effect, else that of its first step."""

    id: str
    name: str
    parties: tuple[Party, ...]
    start: Interval | None
    area: tuple[Words, ...]
    terms: tuple[Evidence, ...]
    monitors: tuple[Monitor, ...]
    steps: tuple[Step, ...]
    violations: tuple[Violation, ...]
    counted: tuple[Count, ...]
    standings: tuple[Standing, ...]
    reports: tuple[str, ...]
