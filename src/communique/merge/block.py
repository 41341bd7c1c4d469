"""Which subjects are worth comparing: those that meet in an index, never all with all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as Day
from itertools import combinations

from communique.merge import names as nm
from communique.merge.compare import SLACK, Cast
from communique.merge.subjects import ChainView, EventView
from communique.model.time import Basis

FULL = 40  # names that share a word; more share it only where it tells nothing ("ministry")
WINDOW = 12  # events of one participant looked back upon, in the order of their dates


def family(kind: str) -> str:
    """Kinds that readers of different reports may give to one thing."""
    return "organisation" if kind in ("organisation", "body") else kind


def name_pairs(views: Iterable[ChainView]) -> Iterator[tuple[ChainView, ChainView]]:
    """Named chains of one family that share a word of their names, the beginning of one, or an acronym."""
    blocks: dict[tuple[str, str], list[ChainView]] = {}
    for view in views:
        for word in sorted(_keys(view)):
            blocks.setdefault((family(view.kind), word), []).append(view)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        if len(block) > FULL:
            continue
        for one, two in combinations(block, 2):
            pair = (min(one.key, two.key), max(one.key, two.key))
            if pair not in seen:
                seen.add(pair)
                yield one, two


def _keys(view: ChainView) -> set[str]:
    if view.kind == "person":
        return {nm.sound(w)[:3] for w in view.full[-1:]} | {"".join(view.full)[:6]}
    found: set[str] = set()
    for name in view.names:
        found |= {w[:5] for w in nm.content(name)}
        found |= {"~" + nm.consonants(w) for w in nm.content(name)[:1]}
        found.add("*" + nm.initials(name))
        if name.replace(".", "").isupper():
            found.add("*" + name.replace(".", "").casefold())
    return found


def event_pairs(events: Iterable[EventView], cast: Cast) -> Iterator[tuple[EventView, EventView]]:
    """Events of one kind, or kinds close to each other, with a participant in common and dates near each other."""
    blocks: dict[tuple[str, str], list[EventView]] = {}
    for event in events:
        for key in sorted(_event_keys(event, cast)):
            blocks.setdefault(key, []).append(event)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        block.sort(key=lambda e: (_day(e), e.key))
        for i, event in enumerate(block):
            for other in block[max(0, i - WINDOW) : i]:
                pair = (min(event.key, other.key), max(event.key, other.key))
                if _meet(other, event) and pair not in seen:
                    seen.add(pair)
                    yield other, event


def _meet(earlier: EventView, later: EventView) -> bool:
    """Whether the dates, where both are told, allow the two to be one."""
    one, two = earlier.date, later.date
    if one is None or two is None or Basis.INFERRED in (one.basis, two.basis):
        return True
    return two.start - one.end <= SLACK


# Kinds that `compare.NEIGHBOURS` lets meet, under the name of one of them.
_CLASS = {"clash": "attack", "ceasefire_violation": "attack", "negotiation": "meeting", "call": "meeting"}


def _event_keys(event: EventView, cast: Cast) -> set[tuple[str, str]]:
    kind = _CLASS.get(event.kind, event.kind)
    sides = {cast.entity[c] for c in (*event.actors, *event.recipients) if c in cast.entity}
    found = {(kind, entity) for entity in sides}
    found |= {(kind, f"state {cast.country[entity]}") for entity in sides if cast.country[entity] is not None}
    if not event.actors or not event.recipients:
        found |= {(kind, cast.entity[c]) for c in (event.place or "", *event.items) if c in cast.entity}
    return found


def _day(event: EventView) -> Day:
    if event.date is not None:
        return event.date.start
    return event.published or Day.max
