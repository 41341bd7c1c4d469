"""The page of offices: for each state or body who is shown in which office when, gaps as gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from communique.dossier import terms
from communique.dossier.axis import Axis, axis
from communique.dossier.book import Book
from communique.dossier.registers.page import Made, Page
from communique.model.record import Evidence
from communique.record.wording import days_words, shown_words
from communique.registers.offices import Gap, Holder, Office

ABOUT = "Who is shown in which office of which state or body when: the first and the last day on which reports give "
ABOUT += "them the title, and what they tell of taking and leaving it."
UNKNOWN = "Of a state or body that no report tells"


@dataclass(frozen=True, slots=True)
class Row:
    """A holder, or a gap between two (without a holder), with its bar."""

    holder: Holder | None
    shown: str
    bar: Markup


@dataclass(frozen=True, slots=True)
class Held:
    """One office with its rows in the order of time."""

    office: Office
    rows: tuple[Row, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """The offices of one state or body, on one axis of time."""

    name: str
    entity: str | None
    head: Markup
    held: tuple[Held, ...]


def page(made: Made) -> Page:
    """All offices, those of the state or body with most of them first."""
    found = sorted(made.offices, key=lambda o: (o.of or "", o.country or "", o.body or ""))
    groups = [_group(made.book, tuple(of)) for _, of in groupby(found, key=lambda o: (o.of, o.country, o.body))]
    groups.sort(key=lambda g: (g.name == UNKNOWN, -len(g.held), g.name))
    cited = tuple(evidence for office in found for evidence in _cited(office))
    return Page("offices", "Offices", ABOUT, "office", "in an office, state or name", tuple(groups), cited, len(found))


def _group(book: Book, offices: tuple[Office, ...]) -> Group:
    first = offices[0]
    days = [day for o in offices for h in o.holders for day in (h.first.interval.start, h.until.end)]
    time = axis(days, terms.EDGE, terms.WIDTH - terms.EDGE)
    country = book.country_pages.get(first.country or "")
    name = first.of or UNKNOWN
    ranked = sorted(offices, key=lambda o: (-len(o.holders), o.office))
    return Group(
        name,
        first.body or (country.id if country else None),
        terms.head(time),
        tuple(Held(o, tuple(_rows(time, o)), _words(name, o)) for o in ranked),
    )


def _words(name: str, office: Office) -> str:
    return " ".join((name, office.office, *(holder.name for holder in office.holders)))


def _rows(time: Axis, office: Office) -> Iterator[Row]:
    lines: list[tuple[date, int, Holder | Gap]] = [(h.first.interval.start, 1, h) for h in office.holders]
    lines += [(gap.start, 0, gap) for gap in office.gaps]
    for _, _, line in sorted(lines, key=lambda row: row[:2]):
        yield _gap(time, line) if isinstance(line, Gap) else _holder(time, line)


def _gap(time: Axis, gap: Gap) -> Row:
    shown = days_words(gap.start, gap.end)
    told = f"nobody is shown: {shown}"
    return Row(None, shown, terms.bar(time, gap.start, gap.end + timedelta(days=1), "gap", (False, False), told))


def _holder(time: Axis, holder: Holder) -> Row:
    shown = shown_words(holder.first.interval, holder.last.interval if holder.last else None)
    css = "disputed" if holder.disputed_by else "acting" if holder.acting else "held"
    ends = (holder.begins is not None, holder.ends is not None)
    told = f"{holder.name}: {shown}"
    return Row(holder, shown, terms.bar(time, holder.first.interval.start, holder.until.end, css, ends, told))


def _cited(office: Office) -> Iterable[Evidence]:
    for holder in office.holders:
        yield from holder.evidence
