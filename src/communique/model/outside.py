"""What files from outside say of entities: kept beside what reports tell, never as truth over it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.record import Entity, Signed


@dataclass(frozen=True, slots=True)
class OutsideEntity:
    """An entity of a file: ``names`` may match, ``countries`` are codes as the file has them ("ru"), ``line`` its line.

    ``kind`` is "person" or "organisation"; ``referents`` are other ids of the same thing.
    """

    id: str
    kind: str
    caption: str
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    referents: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Enrichment:
    """A match of the entity that ``mention`` (a claim key) is part of with ``outside``, an identifier in a file.

    ``countries`` are alpha-3 codes, ``sector`` one of PLOVER's that ``topics`` stand for, or "". ``sha256`` is that of
    the file's bytes, ``line`` where it stands there. What was taken away stays, with its ``removal``, so that a later
    run does not bring it back.
    """

    mention: str
    outside: str
    caption: str
    countries: tuple[str, ...]
    positions: tuple[str, ...]
    topics: tuple[str, ...]
    sector: str
    datasets: tuple[str, ...]
    file: str
    sha256: str
    line: int
    score: float
    explanation: str
    author: str
    time: str
    reason: str = ""
    removal: Signed | None = None


def added(entity: Entity, found: Enrichment) -> dict[str, tuple[str, ...]]:
    """The values that ``found`` adds to what reports tell of ``entity``: no country or sector where they tell one."""
    values = {
        "country": found.countries if entity.country is None else (),
        "sector": (found.sector,) if found.sector and entity.sector is None else (),
        "position": found.positions,
        "topic": found.topics,
    }
    return {name: value for name, value in values.items() if value}
