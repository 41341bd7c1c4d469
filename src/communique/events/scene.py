"""Where the news takes place: a talk told after "received in Oslo" is in Oslo too, if one party was there that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.model.event import EventMention

# Acts done in person: one who took part in two of them on a day was at one place, unless another is told.
IN_PERSON = frozenset("meeting visit award agreement_signed body_established praise".split())


def with_scene(events: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """Give acts done in person that tell no place the place of another one with a common party and an equal date."""
    sites = [e for e in events if e.kind in IN_PERSON and e.place and e.date and e.status == "happened"]
    return tuple(_placed(event, sites) for event in events)


def _placed(event: EventMention, sites: Sequence[EventMention]) -> EventMention:
    if event.place or event.status != "happened" or event.kind not in IN_PERSON:
        return event
    if event.date is None or event.date.days > 2:
        return event
    for site in sites:
        if site.date is not None and site.date.overlaps(event.date) and event.parties & site.parties:
            return replace(event, place=site.place)
    return event
