"""Where the record's events are told to have been: places with a point on the map, countries, and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.dossier import outlines
from communique.dossier.balance import Balance, balance_of
from communique.dossier.book import Book, newest, slug
from communique.dossier.maps import Point, Shade, world_map
from communique.dossier.words import plural
from communique.model.record import Entity, Event

SHOWN = 3  # events listed at a place; the rest are on the place's own page
LISTED = 50  # places with their events; the rest only by name
DRAWN = 320  # circles on one map
CROWD = 12  # circles that may stand in each other's way, so that a nearer look helps
TITLE = "Map of the events; the table beneath tells the same"
# Standings by which the map is filtered, each with the statuses that it takes together.
STANDINGS = {
    "happened": ("happened", "ongoing"),
    "planned": ("planned", "proposed"),
    "alleged": ("alleged",),
    "denied": ("denied",),
}
_WIDE = "place:region:"  # what references to regions and seas begin with


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its events: a point, a country, or (without either) one that the map does not show."""

    key: str
    name: str
    href: str
    country: str
    events: tuple[Event, ...]
    point: tuple[float, float] | None = None
    code: str = ""
    wide: bool = False

    @property
    def balance(self) -> Balance:
        """Of all its events."""
        return balance_of(self.events)

    @property
    def shown(self) -> tuple[Event, ...]:
        """The last events, newest first."""
        return newest(self.events, SHOWN)

    @property
    def told(self) -> str:
        """What a pointer reads."""
        within = f", {self.country}" if self.country and self.country != self.name else ""
        return f"{self.name}{within}: {plural(len(self.events), 'event')} ({self.balance.words})"

    @property
    def by_standing(self) -> dict[str, tuple[Event, ...]]:
        """The events by standing; standings without events are left out."""
        found = {name: tuple(e for e in self.events if e.status in held) for name, held in STANDINGS.items()}
        return {name: events for name, events in found.items() if events}

    @property
    def data(self) -> str:
        """For each standing how many events of cooperation, conflict, neither, noughts left out: "3,,1 ,, ,2, ,,"."""
        sums = (balance_of(self.by_standing.get(name, ())) for name in STANDINGS)
        return " ".join(f"{b.cooperation or ''},{b.conflict or ''},{b.neither or ''}" for b in sums)


@dataclass(frozen=True, slots=True)
class Atlas:
    """All spots, those with most events first; ``placeless`` counts the events of which no place is told."""

    points: tuple[Spot, ...]
    countries: tuple[Spot, ...]
    unplaced: tuple[Spot, ...]
    placeless: int

    @property
    def spots(self) -> tuple[Spot, ...]:
        """What the map shows, in the order of the list beneath."""
        return tuple(sorted((*self.points, *self.countries), key=_rank))

    @property
    def listed(self) -> tuple[Spot, ...]:
        """The spots that are listed with events."""
        return self.spots[:LISTED]

    @property
    def named(self) -> tuple[Spot, ...]:
        """The spots that are only named."""
        return self.spots[LISTED:]


def atlas(book: Book) -> Atlas:
    """Each event at its headline place, once. A country stands also for the places in it that no table knows."""
    found: dict[str, Spot] = {}
    for event in book.record.events:
        entity = book.entity(event.place.entity) if event.place else None
        if entity is not None:
            spot = _spot(book, entity)
            held = found.get(spot.key, spot)
            found[spot.key] = replace(held, events=(*held.events, event))
    spots = sorted(found.values(), key=_rank)
    return Atlas(
        points=tuple(s for s in spots if s.point),
        countries=tuple(s for s in spots if s.code),
        unplaced=tuple(s for s in spots if not s.point and not s.code),
        placeless=sum(1 for e in book.record.events if e.place is None or book.entity(e.place.entity) is None),
    )


def drawn(held: Atlas, size: tuple[int, int] = (1080, 560)) -> str:
    """The map of all spots."""
    listed = {spot.key for spot in held.listed}
    points = [
        Point(*spot.point, len(spot.events), spot.name, spot.told, _target(spot, listed), tone, spot.wide, spot.data)
        for spot, tone in _toned(held.points[:DRAWN])
        if spot.point
    ]
    shades = {
        spot.code: Shade(len(spot.events), spot.name, spot.told, _target(spot, listed), tone, spot.data)
        for spot, tone in _toned(held.countries)
    }
    return world_map(points, shades, size, title=TITLE, near=len(points) >= CROWD)


def _toned(spots: tuple[Spot, ...]) -> Iterator[tuple[Spot, str]]:
    return ((spot, spot.balance.tone) for spot in spots)


def _target(spot: Spot, listed: set[str]) -> str:
    """The place's row in the list beneath, else its page."""
    return f"#{spot.key}" if spot.key in listed else spot.href


def _rank(spot: Spot) -> tuple[int, str, str]:
    return -len(spot.events), spot.name, spot.key


def _spot(book: Book, entity: Entity) -> Spot:
    code = entity.country.value if entity.country else ""
    country = book.country_name(code) if code else ""
    own = Spot(f"at-{slug(entity.id)}", entity.name, book.entity_href(entity), country, ())
    if entity.coordinates and entity.kind != "country":
        wide = entity.reference is not None and entity.reference.value.startswith(_WIDE)
        return replace(own, point=entity.coordinates, wide=wide)
    if not outlines.box_of(code):
        return own
    page = book.country_pages.get(code)
    href = book.entity_href(page) if page else f"timeline.html#country={code}"
    return Spot(f"in-{slug(code.lower())}", country, href, country, (), code=code)
