"""What a register hands over to be shown on a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from communique import reference
from communique.dossier.book import Book
from communique.dossier.maps import Point, Shade, world_map
from communique.dossier.words import plural, plural_of
from communique.export.registers.lives import side_name
from communique.model.record import Evidence
from communique.model.report import Report
from communique.registers.agreements import Agreement, agreements_on
from communique.registers.desk import Desk
from communique.registers.files import Shelf
from communique.registers.offices import Office, offices_on

MAP = (300, 190)


@dataclass(frozen=True)
class Made:
    """A book with what several registers are made from, each made once, when first asked for."""

    book: Book

    @cached_property
    def desk(self) -> Desk:
        """What all registers are made from."""
        return Desk(self.book.record)

    @property
    def shelf(self) -> Shelf:
        """The files of agreements and bodies."""
        return Shelf.of(self.desk)

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The register of agreements."""
        return agreements_on(self.desk)

    @property
    def offices(self) -> tuple[Office, ...]:
        """The register of offices."""
        return offices_on(self.desk)

    def lines(self, name: str) -> tuple[Any, ...]:
        """The lines of a register by the name of its module; none where there is no such register."""
        if find_spec(f"communique.registers.{name}") is None:
            return ()
        return tuple(getattr(import_module(f"communique.registers.{name}"), f"{name}_on")(self.desk))

    def name(self, id_: str) -> str:
        """An entity's name, also of one that has no page."""
        entity = self.shelf.desk.entities.get(id_)
        return entity.name if entity else id_

    def side(self, side: str) -> str:
        """A side in words: a state by its English name, another as the record calls it."""
        return side_name(self.shelf.desk.entities, side)

    @property
    def last(self) -> date | None:
        """The day of the last report."""
        published = self.book.published()
        return published[1] if published else None


@dataclass(frozen=True, slots=True)
class Page:
    """A register as a page (or several): ``items`` are its cards, ``cited`` all passages that it quotes.

    ``name`` is that of the page and its template, ``about`` says in a sentence what the register holds, ``hint`` where
    the words stand by which it is looked through.
    """

    name: str
    heading: str
    about: str
    noun: str
    hint: str
    items: tuple[Any, ...]
    cited: tuple[Evidence, ...]
    count: int
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def href(self) -> str:
        """The first page."""
        return f"{self.name}.html"

    @property
    def counted(self) -> str:
        """How many, in words: "3 agreements"."""
        return plural(self.count, self.noun)

    @property
    def nouns(self) -> str:
        """What several of its lines are called."""
        return plural_of(self.noun)

    @property
    def standings(self) -> tuple[str, ...]:
        """How its cards stand, each once."""
        return tuple(dict.fromkeys(card.standing for card in self.items if isinstance(card, Card)))


@dataclass(frozen=True, slots=True)
class Card:
    """One line of a register as a card with its drawings.

    ``stands`` tells in a sentence how it stands, ``standing`` in the word by which cards are chosen; ``words`` are
    those in which they are looked for; ``more`` is what the page of one register shows besides.
    """

    item: Any
    anchor: str
    title: str
    standing: str
    stands: str
    drawn: str
    mapped: str
    words: str
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words as reports have them, once each, with the reports and where they stand in them."""

    words: str
    sources: tuple[tuple[Report, str], ...]


def quoted(book: Book, evidence: Iterable[Evidence]) -> tuple[Quoted, ...]:
    """Passages to be quoted; those with the same words together."""
    found: dict[str, dict[str, tuple[Report, str]]] = {}
    for one in evidence:
        report = book.reports.get(one.report)
        if report is not None:
            words = " ".join(one.quote.split())
            found.setdefault(words, {}).setdefault(report.id, (report, book.quote_href(one)))
    return tuple(Quoted(words, tuple(sources.values())) for words, sources in found.items())


def small_map(book: Book, sides: Sequence[str], places: Iterable[str | None], title: str) -> str:
    """A map of states and places; "" where it would show a single state and nothing else."""
    shades = {side: state for side in sides if (state := _shade(book, side))}
    points = []
    for place in dict.fromkeys(places):
        entity = book.entity(place)
        if entity and entity.coordinates and entity.kind != "country":
            points.append(
                Point(*entity.coordinates, 1, entity.name, entity.name, book.entity_href(entity), "cooperation")
            )
    if not points and len(shades) < 2:
        return ""
    return world_map(points, shades, MAP, title=title)


def _shade(book: Book, side: str) -> Shade | None:
    """A state on the map; None for another side."""
    known, page = reference.load().country_by_code(side), book.country_pages.get(side)
    href = book.entity_href(page) if page else f"timeline.html#country={side}"
    return Shade(1, known.name, known.name, href, "cooperation") if known else None
