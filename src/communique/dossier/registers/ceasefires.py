"""The page of ceasefires: steps, violations as each side tells them, how each stood from day to day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

from markupsafe import Markup

from communique.dossier.lifeline import Moment, life_line
from communique.dossier.registers.page import Card, Made, Page, small_map
from communique.dossier.words import plain
from communique.model.record import Evidence
from communique.record.wording import capital, day_words, killed_words

ABOUT = (
    "Who agreed to hold fire where and when, who is said to have broken it by whom, and how it stood from day to day. "
)
ABOUT += "What one side alone tells of the other is alleged."
STANDS = {
    "holds": "Held since {day}.",
    "disputed": "Disputed since {day}: one side charges the other with breaking it.",
    "broken": "Broken since {day}.",
    "renewed": "Renewed {day}.",
    "ended": "It ended on {day}.",
}


def page(made: Made) -> Page:
    """All truces, the last that began first."""
    found = sorted(made.lines("ceasefires"), key=lambda t: (str(t.start.start) if t.start else "", t.id), reverse=True)
    cards = tuple(_card(made, truce, f"truce-{n}") for n, truce in enumerate(found, 1))
    cited = tuple(evidence for truce in found for evidence in _cited(truce))
    hint, values = "in a side’s name", {"killed": killed_words}
    return Page("ceasefires", "Ceasefires", ABOUT, "ceasefire", hint, cards, cited, len(cards), values)


def _card(made: Made, truce: Any, anchor: str) -> Card:
    days = [made.book.reports[r].published_on for r in truce.reports if r in made.book.reports]
    last = max((day for day in days if day), default=None)
    stand = truce.standings[-1] if truce.standings else None
    moments = [
        Moment(plain(s.step), s.status, s.interval, "step", f"#{anchor}-step-{n}") for n, s in enumerate(truce.steps, 1)
    ]
    sides = tuple((_page_of(made, party), party.name) for party in truce.parties)
    return Card(
        truce,
        anchor,
        capital(truce.name),
        stand.standing if stand else "none",
        _stands(stand, last),
        life_line(moments, last, title=f"Steps of the {truce.name}; as told below"),
        small_map(made.book, [p.country for p in truce.parties if p.country], _places(made, truce), "Where it applies"),
        " ".join(name for party in truce.parties for name in party.names),
        {"calendar": _calendar(truce, last), "sides": sides},
    )


def _stands(stand: Any, last: date | None) -> str:
    """How it stands, and up to when that is known, unless it has ended."""
    if stand is None:
        return "Not told to be in force."
    told = STANDS[stand.standing].format(day=day_words(stand.since))
    return f"{told} The last report of it is of {day_words(last)}." if last and stand.standing != "ended" else told


def _page_of(made: Made, party: Any) -> str:
    """The entity whose page a side leads to; "" where it has none."""
    state = made.book.country_pages.get(party.country or "")
    own = [id_ for id_ in party.entities if made.book.entity(id_) and made.name(id_) == party.name]
    return state.id if state else next(iter(own), "")


def _places(made: Made, truce: Any) -> Iterator[str]:
    """The entities that the words for its area and the places of violations name, in the countries of the sides."""
    states = {party.country for party in truce.parties if party.country}
    wanted = {name for words in truce.area for name in words.names} | {v.place for v in truce.violations if v.place}
    for entity in made.book.record.entities:
        country = entity.country.value if entity.country else None
        if entity.kind == "place" and entity.name in wanted and (not states or country in states):
            yield entity.id


def _calendar(truce: Any, last: date | None) -> Markup:
    """The calendar of the months; it escapes what it writes."""
    drawing = import_module("communique.dossier.ceasefire_calendar")
    return Markup(drawing.calendar_svg(truce, last or date.min))


def _cited(truce: Any) -> Iterator[Evidence]:
    yield from truce.terms
    for held in (truce.area, truce.monitors, truce.steps, truce.counted):
        for one in held:
            yield from one.evidence
    for violation in truce.violations:
        yield from (*violation.evidence, *violation.denied, *violation.reports)
    for standing in truce.standings:
        yield from standing.because
