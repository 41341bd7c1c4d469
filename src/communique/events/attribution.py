"""Who tells it: an act of force told by one of its parties, for itself or against the other, is alleged.

"The air force said it had shot down a drone" is the air force's word. An outlet's own telling stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.model.entity import Chain
from communique.model.event import PLOVER, EventMention, StatementMention

FORCE = frozenset({"ASSAULT", "COERCE"})


def with_tellers(
    events: Sequence[EventMention], statements: Sequence[StatementMention], chains: Sequence[Chain]
) -> tuple[EventMention, ...]:
    """The events, with those alleged that a party to them is quoted or reported as telling."""
    known = {chain.id: chain for chain in chains}
    return tuple(_told(event, statements, known) for event in events)


def _told(event: EventMention, statements: Sequence[StatementMention], chains: Mapping[str, Chain]) -> EventMention:
    if event.status != "happened" or PLOVER[event.kind][0] not in FORCE:
        return event
    for statement in statements:
        if (
            statement.speaker
            and statement.quote.covers(event.trigger)
            and _is_party(statement.speaker.chain, event, chains)
        ):
            return replace(event, status="alleged", status_span=statement.cue)
    return event


def _is_party(speaker: str, event: EventMention, chains: Mapping[str, Chain]) -> bool:
    """Whether the speaker acts in the event or was hit by it, or is of a party's country."""
    if speaker in event.parties:
        return True
    country = chains[speaker].country
    return country is not None and any(_country(chains[p]) == country.value for p in event.parties)


def _country(chain: Chain) -> str | None:
    return chain.country.value if chain.country else None
