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
from communique.dossier.words import plural
from communique.model.record import Evidence
from communique.model.report import Report
from communique.registers.agreements import Agreement, agreements_on
from communique.registers.desk import Desk
from communique.registers.files import Shelf
from communique.registers.offices import Office, offices

MAP = (300, 190)


@dataclass(frozen=True)
class Made:
    """A book with what several registers are made from, each made once, when first asked for."""

    book: Book

    @cached_property
    def shelf(self) -> Shelf:
        """The files of agreements and bodies."""
        return Shelf(Desk(self.book.record))

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """The register of agreements."""
        return agreements_on(self.shelf)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """The register of offices."""
        return offices(self.book.record)

    def lines(self, name: str) -> tuple[Any, ...]:
        """The lines of a register by the name of its module and function; none where there is no such register."""
        if find_spec(f"communique.registers.{name}") is None:
            return ()
        return tuple(getattr(import_module(f"communique.registers.{name}"), name)(self.book.record))

    def name(self, id_: str) -> str:
        """An entity's name, also of one that has no page."""
        entity = self.shelf.desk.entities.get(id_)
        return entity.name if entity else id_

    def side(self, side: str) -> str:
        """A side in words: a state by its English name, another as the record calls it."""
        known = reference.load().country_by_code(side)
        return known.name if known else self.name(side)

    @property
    def last(self) -> date | None:
        """The day of the last report."""
        published = self.book.published()
        return published[1] if published else None


@dataclass(frozen=True, slots=True)
class Page:
    """A register as a page (or several): ``items`` are its cards, ``cited`` all passages that it quotes.

    ``name`` is that of the page and its template, ``about`` says in a sentence what the register holds.
    """

    name: str
    heading: str
    about: str
    noun: str
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
