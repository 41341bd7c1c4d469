"""Agreements, told by the events of signing and ratifying them: each step that happened or is announced."""

from __future__ import annotations

from collections.abc import Iterator

from communique.brief.desk import STEPS, Desk, Pair
from communique.brief.tree import Sentence
from communique.brief.wording import entry
from communique.model.record import Event

MOST = 12


def agreements(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    """The steps, those on one agreement together, in the order of its first; the latest where there are too many."""
    found: dict[str, list[Event]] = {}
    for event in pair.events:
        if event.kind in STEPS:
            item = next((part.entity for part in event.others if part.role == "item"), event.id)
            found.setdefault(item, []).append(event)
    steps = [event for of in found.values() for event in of]
    kept = steps[-MOST:]
    for event in kept:
        yield entry(desk, [event], left=len(steps) - len(kept) if event is kept[-1] else 0)
