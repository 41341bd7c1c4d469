"""What a step is told with: the reader's tables and indexes, and the words that tell it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.events.arguments import ChainIndex
from communique.events.frame import Frame
from communique.model.event import EventMention
from communique.model.span import Span
from communique.model.step import Thing
from communique.model.time import TimeExpression
from communique.steps.things import Things
from communique.steps.words import StepWords


@dataclass(frozen=True)
class Reader:
    index: ChainIndex
    things: Things
    events: dict[tuple[int, Span], EventMention]
    forward: Callable[[TimeExpression], TimeExpression]
    known: StepWords


@dataclass(frozen=True)
class Told:
    """A step as the words tell it: which, of which thing by which words, and the frame of the words."""

    step: str
    thing: Thing
    mention: Span
    frame: Frame
    status: str = ""
    what: Span | None = None
