"""Which subjects are worth comparing: those that meet in an index, never all with all."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date as Day
from datetime import timedelta
from itertools import combinations

from communique.merge import names as nm
from communique.merge.pairs import Scene, class_of
from communique.merge.subjects import ChainView, EventView

FULL = 40  # names that share a word; more share it only where it tells nothing ("ministry")
# How many events of a block are looked back upon, in the order of their dates, and how far: of the blocks of an entity
# or a rare word ("="), and of those of a state, a day, or what a report is about.
NARROW, WINDOW = "=", 30
BROAD, WEEKS = 8, timedelta(days=45)
ANYTHING, SMALL = "anything", 80  # events of one class in a small record, where all meet all


def family(kind: str) -> str:
    """Kinds that readers of different reports may give to one thing."""
    return "organisation" if kind in ("organisation", "body") else kind


def name_pairs(views: Iterable[ChainView]) -> Iterator[tuple[ChainView, ChainView]]:
    """Named chains of one family that share a word of their names, the beginning of one, or an acronym."""
    blocks: dict[tuple[str, str], list[ChainView]] = {}
    for view in views:
        for word in sorted(word_keys(view)):
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


def word_keys(view: ChainView) -> set[str]:
    """The words and beginnings of words by which a named chain meets others that may be called alike."""
    if view.kind == "person":
        last, whole = "".join(view.full[-1:]), "".join(view.full)
        given = {nm.sound(last)[:3] + nm.sound(view.full[0])[:1]} if last else set()  # where a surname is common
        unglued = {nm.sound(w[2:])[:n] for w, n in ((last, 3), (whole, 6)) if w[:2] in ("al", "el") and len(w) > n + 2}
        return {nm.sound(last)[:3], whole[:6], nm.sound(whole)[:6]} | given | unglued
    found: set[str] = set()
    for name in view.names:
        found |= {w[:5] for w in nm.content(name)}
        found |= {"~" + nm.consonants(w) for w in nm.content(name)[:1]}
        if nm.initials(name):
            found.add("*" + nm.initials(name))
        if name.replace(".", "").isupper():
            found.add("*" + name.replace(".", "").casefold())
    return found


def event_pairs(
    events: Iterable[EventView], scene: Scene, fresh: Container[str] | None = None
) -> Iterator[tuple[EventView, EventView]]:
    """Events of one class that have something in common, each with the nearest in time of each block.

    Where ``fresh`` is given, those of which one at least is in these reports (ids).
    """
    blocks: dict[tuple[str, str], list[EventView]] = {}
    for event in events:
        for key in sorted(_event_keys(event, scene)):
            blocks.setdefault(key, []).append(event)
    seen: set[tuple[str, str]] = set()
    for (_, what), block in blocks.items():
        few = what == ANYTHING and len(block) <= SMALL
        window = len(block) if few or what.startswith("report ") else WINDOW if what[0] == NARROW else BROAD
        block.sort(key=lambda e: (_day(e), e.key))
        for i, event in enumerate(block):
            for other in block[max(0, i - window) : i]:
                if event.faint and other.faint:
                    continue  # neither is an event
                if fresh is not None and event.report not in fresh and other.report not in fresh:
                    continue  # both stand
                if window == BROAD and not few and _day(event) - _day(other) > WEEKS:
                    continue
                pair = (min(event.key, other.key), max(event.key, other.key))
                if pair not in seen:
                    seen.add(pair)
                    yield other, event


def _event_keys(event: EventView, scene: Scene) -> set[tuple[str, str]]:
    """What an event is looked for by: entities and rare words ("="), and what many events have in common."""
    kind, cast = class_of(event.kind), scene.cast
    own = (*event.actors, *event.recipients, *event.items, *((event.place,) if event.place else ()))
    entities = {cast.entity[c] for c in own if c in cast.entity} | scene.near[event.key]
    found = {(kind, f"={entity}") for entity in entities if cast.chains[entity].kind != "country"}
    found |= {(kind, f"={stem}") for stem in scene.rare[event.key]}
    found |= {(kind, f"state {state}") for state in cast.states((*event.actors, *event.recipients))}
    found |= {(kind, f"about {entity}") for entity in scene.about[event.report]}
    found |= {(kind, f"report {event.report}"), (kind, ANYTHING)}
    if event.date is not None and event.date.days <= 4:
        found |= {(kind, f"day {event.date.start.toordinal() + i}") for i in range(event.date.days)}
    return found


def _day(event: EventView) -> Day:
    if event.date is not None:
        return event.date.start
    return event.published or Day.max
