"""The pages of networks: whole, by country, and around one entity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from communique.dossier import network
from communique.dossier.balance import TONES
from communique.dossier.book import Book
from communique.dossier.graph import Drawing, around_svg, network_svg
from communique.dossier.network import OTHERS, Network, Tie
from communique.model.record import Entity


def of_entities(book: Book, ties: tuple[Tie, ...]) -> dict[str, Any]:
    """What the page of actors shows."""
    drawing = Drawing(book.name, lambda key: book.entity_href(book.entities[key]), _row)
    return _page(network.network(ties), drawing, "Network of actors", "actors")


def of_countries(book: Book) -> dict[str, Any]:
    """What the page of countries shows."""

    def href(code: str) -> str:
        page = book.country_pages.get(code)
        return book.entity_href(page) if page else f"timeline.html#country={code}"

    ties = network.of_countries(book)
    return _page(network.network(ties), Drawing(book.country_name, href, _row), "Network of countries", "countries")


def around(book: Book, held: Mapping[str, tuple[Tie, ...]], entity: Entity) -> Markup:
    """An entity's neighbourhood, for a page one folder down; nothing where it would be a single line."""
    found = network.neighbourhood(held, entity.id)
    if len(found.nodes) < 3:
        return Markup()

    def href(key: str) -> str:
        return f"../{book.entity_href(book.entities[key])}"

    drawing = Drawing(book.name, href, lambda tie: href(tie.end(entity.id)))
    return around_svg(found, drawing, title=f"{entity.name} and those it has most events with")


def _row(tie: Tie) -> str:
    return f"#{tie.anchor}"


def _page(held: Network, drawing: Drawing, heading: str, noun: str) -> dict[str, Any]:
    drawn = network_svg(held, drawing, title=f"{heading}; the table beneath tells the same")
    return {
        "held": held,
        "drawing": drawing,
        "drawn": drawn,
        "heading": heading,
        "noun": noun,
        "tones": TONES,
        "most": OTHERS,
    }
