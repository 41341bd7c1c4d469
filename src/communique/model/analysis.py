"""The frozen container that stages pass on: a report and all that was read in it so far."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.arms import ArmsMention
from communique.model.entity import Chain
from communique.model.event import EventMention, StatementMention
from communique.model.language import Parsed
from communique.model.report import Report
from communique.model.step import ObligationMention, StepMention, Thing
from communique.model.time import TimeExpression


@dataclass(frozen=True, slots=True)
class Analysis:
    """A report with its sentences, times, chains, events and statements; a stage makes a new one with ``replace``.

    ``faint`` are words that tell no event by themselves, but may tell again what is told elsewhere. ``things`` are
    agreements and bodies, of which ``steps`` and ``obligations`` tell.
    """

    report: Report
    sentences: tuple[Parsed, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    chains: tuple[Chain, ...] = ()
    events: tuple[EventMention, ...] = ()
    statements: tuple[StatementMention, ...] = ()
    faint: tuple[EventMention, ...] = ()
    things: tuple[Thing, ...] = ()
    steps: tuple[StepMention, ...] = ()
    obligations: tuple[ObligationMention, ...] = ()
    arms: tuple[ArmsMention, ...] = ()
