"""Whether events are rather of cooperation or of conflict, by PLOVER's quad classes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.coding import coding
from communique.model.event import KINDS
from communique.model.record import Event

LEANS = 2 / 3  # this share of one sort names the whole
TONES = {
    "cooperation": "mostly cooperation",
    "mixed": "of both",
    "conflict": "mostly conflict",
    "none": "neither",
}


@dataclass(frozen=True, slots=True)
class Balance:
    """How many events are of cooperation, of conflict, and of neither sort."""

    cooperation: int = 0
    conflict: int = 0
    neither: int = 0

    @property
    def total(self) -> int:
        """All events."""
        return self.cooperation + self.conflict + self.neither

    @property
    def tone(self) -> str:
        """One of `TONES`: two thirds of what is of either sort must be of one for it to name the whole.

        >>> Balance(4, 2).tone, Balance(3, 2).tone, Balance(neither=4).tone
        ('cooperation', 'mixed', 'none')
        """
        told = self.cooperation + self.conflict
        if not told:
            return "none"
        share = self.cooperation / told
        return "cooperation" if share >= LEANS else "conflict" if share <= 1 - LEANS else "mixed"

    @property
    def words(self) -> str:
        """The numbers in words, without the noughts.

        >>> Balance(4, 0, 1).words
        '4 of cooperation, 1 of neither'
        """
        told = ((self.cooperation, "cooperation"), (self.conflict, "conflict"), (self.neither, "neither"))
        return ", ".join(f"{count} of {name}" for count, name in told if count)


def sort_of(kind: str) -> str:
    """What a kind of event is: "cooperation", "conflict", or "" where PLOVER has no quad class for it.

    >>> sort_of("visit"), sort_of("attack"), sort_of("election")
    ('cooperation', 'conflict', '')
    """
    quad = coding(kind).quad if kind in KINDS else None
    return "" if quad is None else "cooperation" if quad <= 2 else "conflict"


def balance(sorts: Iterable[str]) -> Balance:
    """The balance of events by their sorts, as `sort_of` has them."""
    told = list(sorts)
    count = {name: told.count(name) for name in ("cooperation", "conflict")}
    return Balance(**count, neither=len(told) - sum(count.values()))


def balance_of(events: Iterable[Event]) -> Balance:
    """The balance of events."""
    return balance(sort_of(event.kind) for event in events)
