"""The page of relations: the pairs of states with most events between them, by month, with what turned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from communique.coding import QUADS
from communique.dossier.moods import month_words, mood, signed, total
from communique.dossier.network import of_countries
from communique.dossier.registers.page import Made, Page
from communique.registers.acts import deeds_on
from communique.registers.relations import Relation, relations_of, sides

ABOUT = "How the states with most events between them get on, by month: cooperation and conflict, the sum of PLOVER’s "
ABOUT += "scores, and the months in which things turned."
PAIRS, TRIED, LEAST = 12, 24, 3  # pairs shown, pairs looked at, events that a pair needs


@dataclass(frozen=True, slots=True)
class Pair:
    """Two states (alpha-3 codes) with what is told between them."""

    one: str
    other: str
    anchor: str
    count: int
    relation: Relation
    drawn: Markup
    words: str


def page(made: Made) -> Page:
    """The pairs with most events that happened on a day told, most first."""
    found = sorted(_related(made), key=lambda p: (-p[0], p[1], p[2]))[:PAIRS]
    pairs = tuple(_pair(made, n, *each) for n, each in enumerate(found, 1))
    values = {"quads": QUADS, "month_words": month_words, "signed": signed, "total": total}
    return Page("relations", "Relations", ABOUT, "pair of states", "in a state’s name", pairs, (), len(pairs), values)


def _related(made: Made) -> Iterator[tuple[int, str, str, Relation]]:
    book = made.book
    ties = [tie for tie in of_countries(book)[:TRIED] if len(tie.events) >= LEAST]
    codes = [code for code in dict.fromkeys(c for t in ties for c in (t.one, t.other)) if code in book.country_pages]
    found = sides(book.record, *(book.country_pages[code] for code in codes), known=made.offices)
    told = deeds_on(made.desk)
    acting = dict(zip(codes, found, strict=True))
    for tie in (t for t in ties if t.one in acting and t.other in acting):
        relation = relations_of(told, acting[tie.one], acting[tie.other])
        count = sum(month.weight for month in relation.months)
        if count >= LEAST:
            yield count, tie.one, tie.other, relation


def _pair(made: Made, number: int, count: int, one: str, other: str, relation: Relation) -> Pair:
    anchor = f"pair-{number}"
    names = made.side(one), made.side(other)
    title = f"{names[0]} and {names[1]} by month; the table beneath tells the same"
    return Pair(one, other, anchor, count, relation, mood(relation, anchor, title=title), " ".join(names))
