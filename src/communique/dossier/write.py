"""From a record to a folder of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from communique.dossier import accounts, data, evidence, families, joins, narrative, network, places, views, words
from communique.dossier.balance import TONES
from communique.dossier.book import Book, claims_of, extractors
from communique.dossier.families import Debt
from communique.dossier.registers import pages as registers
from communique.dossier.registers.page import Page as Register
from communique.dossier.render import renderer, save
from communique.model.record import Dispute, Entity, Event, Record
from communique.model.report import Report
from communique.model.span import Span
from communique.model.time import Basis, Interval
from communique.record.wording import when

PAGED = 40  # shared passages or disputes on one page
LISTED = 200  # events or statements in full on an entity's page; the rest are a click away

Page = tuple[str, str, dict[str, Any]]  # address, template, values


def write(
    record: Record, directory: Path, *, title: str = "What the reports say", generated: str | None = None
) -> tuple[Path, ...]:
    """Write ``record`` as static pages under ``directory`` and return the files, ``index.html`` first.

    The pages open from disk and load nothing from elsewhere. The same arguments give the same bytes: ``generated`` is
    printed as it stands ("2 May 2024"), and nothing reads the clock. Files of an earlier run are overwritten, others
    left alone. MachineError where a file cannot be written.
    """
    book = Book(record)
    held = registers.pages(book)
    render = renderer(book, title, generated, held)
    pages = ((path, render(path, template, values)) for path, template, values in _pages(book, held))
    return save(directory, chain(pages, _scripts(book), _assets()))


def dispute_href(number: int) -> str:
    """Where the dispute with this number (from 1) stands."""
    return f"{_numbered('disputes', (number - 1) // PAGED)}#dispute-{number}"


def reuse_href(number: int) -> str:
    """Where the shared passage with this number (from 1) stands."""
    return f"{_numbered('reuse', (number - 1) // PAGED)}#passage-{number}"


def _pages(book: Book, held: tuple[Register, ...]) -> Iterator[Page]:
    owed, cited = families.debts(book), registers.cited(held)

    def account(dispute: Dispute) -> accounts.Account:
        return accounts.account(book, dispute)

    yield "index.html", "index.html", {**_overview(book), "account": account, "kin": _kin(owed)}
    yield "timeline.html", "timeline.html", {}
    yield "entities.html", "entities.html", {}
    yield "map.html", "map.html", _map(book)
    pairs = network.of_entities(book)
    yield "network.html", "network.html", views.of_entities(book, pairs)
    yield "network-countries.html", "network.html", views.of_countries(book)
    yield "statements.html", "statements.html", {}
    yield "reports.html", "reports.html", {"debts": owed}
    yield from _paged("disputes", book.record.disputes, {"account": account})
    copied = {"copies": lambda reuse: evidence.copies(book, reuse), "kin": _kin(owed), "reuse_href": reuse_href}
    yield from _paged("reuse", book.record.reuse, copied)
    yield from _registers(held)
    links = {"dispute_href": dispute_href, "reuse_href": reuse_href}
    events = book.record.events
    for at, event in enumerate(events):
        around = {"before": events[at - 1] if at else None, "after": events[at + 1] if at + 1 < len(events) else None}
        yield book.event_href(event), "event.html", {**_event(book, event), **around, **links, "account": account}
    near = network.by_node(pairs)
    for entity in book.record.entities:
        yield (
            book.entity_href(entity),
            "entity.html",
            {**_entity(book, entity), "around": views.around(book, near, entity)},
        )
    for report in book.record.reports:
        yield book.report_href(report.id), "report.html", {**_report(book, report, owed, cited), **links}


def _registers(held: tuple[Register, ...]) -> Iterator[Page]:
    """The page that lists the registers, and those of each."""
    if held:
        yield "registers.html", "registers.html", {}
    for register in held:
        values = {**register.values, "register": register}
        yield from _paged(register.name, register.items, values)


def _map(book: Book) -> dict[str, Any]:
    held = places.atlas(book)
    return {"atlas": held, "drawn": places.drawn(held), "standings": places.STANDINGS, "tones": TONES}


def _overview(book: Book) -> dict[str, Any]:
    events = book.record.events
    return {
        "story": narrative.story(book),
        "dispute_href": dispute_href,
        "by_class": _ranked(Counter(words.plover(e.kind) for e in events), words.CLASSES),
        "by_status": _ranked(Counter(e.status for e in events), tuple(words.STATUS_NOTES)),
        "by_country": Counter(code for e in events for code in book.event_countries(e)).most_common(8),
        "outlets": tuple(dict.fromkeys(book.outlet(r) for r in book.record.reports if r.publisher or r.agency)),
        "covered": _covered(events),
        "published": _published(book),
        "latest": _latest(events),
        "planned": tuple(e for e in events if e.status in ("planned", "proposed"))[-10:],
        "agreements": tuple(e for e in events if e.kind in words.AGREEMENTS)[-12:],
        "arms": tuple(e for e in events if e.kind in words.ARMS)[-12:],
    }


def _ranked(counts: Counter[str], order: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Names with counts, most first; of equals, the one that comes first in ``order``."""
    places = {name: at for at, name in enumerate(order)}
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], places.get(item[0], len(order)), item[0])))


def _covered(events: tuple[Event, ...]) -> tuple[int, int] | None:
    """The first and last year that dated events fall in."""
    years = [e.date.interval.start.year for e in events if e.date]
    return (min(years), max(years)) if years else None


def _published(book: Book) -> str:
    """When the reports came out, as part of a sentence."""
    span = book.published()
    return when(Interval(*span, "period", Basis.STATED)) if span else ""


def _latest(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events that lie latest and are told to have come about, newest first."""
    done = [e for e in events if e.date and e.status not in ("planned", "proposed")]
    done.sort(key=lambda e: (e.date.interval.start if e.date else None, e.id), reverse=True)
    return tuple(done[:8])


def _event(book: Book, event: Event) -> dict[str, Any]:
    found = book.disputes_of.get(event.id, ())
    return {
        "event": event,
        "passages": evidence.passages(book, event),
        "extractors": extractors(claims_of(event)),
        "disputes": tuple((n, d) for n, d in found if d.prop != "count" or not event.counts),
        "disputed_numbers": tuple((n, d) for n, d in found if d.prop == "count" and event.counts),
        "history": book.history(event),
        "told_status": tuple(c for c in event.statuses[0].claims if event.status != "happened"),
        "numbers": accounts.numbers(book, event),
        "families": families.families(book, event),
        "joins": joins.joins(book, event),
        "faint": joins.pointing_back(event),
    }


def _entity(book: Book, entity: Entity) -> dict[str, Any]:
    events, said = book.events_of.get(entity.id, ()), book.said_by.get(entity.id, ())
    return {
        "entity": entity,
        "events": events[-LISTED:],
        "events_left": max(0, len(events) - LISTED),
        "said": said[-LISTED:],
        "said_left": max(0, len(said) - LISTED),
        "roles": Counter(_role(entity, event) for event in events).most_common(),
        "met": _met(book, entity, events),
        "mentions": _mentions(book, entity),
        "offices": accounts.offices(book, entity),
        "outside": book.record.enriched.get(entity.id, ()),
        "joins": joins.joins(book, entity),
    }


def _role(entity: Entity, event: Event) -> str:
    """The first role that the entity has in the event."""
    held = (*event.actors, *event.recipients, *event.others, *event.places)
    return next(part.role for part in held if part.entity == entity.id)


def _met(book: Book, entity: Entity, events: tuple[Event, ...]) -> tuple[tuple[Entity, int], ...]:
    """Who else takes part in the entity's events, most often first."""
    counts: Counter[str] = Counter()
    for event in events:
        counts.update({part.entity for part in (*event.actors, *event.recipients)} - {entity.id})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((book.entities[key], count) for key, count in ranked[:8] if key in book.entities)


def _mentions(book: Book, entity: Entity) -> tuple[tuple[Report, tuple[tuple[str, int], ...]], ...]:
    """By report: the spellings it uses, with how often each was read there."""
    found: dict[str, Counter[str]] = {}
    for name in entity.names:
        for claim in name.claims:
            found.setdefault(claim.report, Counter())[name.value] += 1
    told = (key for key in book.reports if key in found)
    return tuple((book.reports[key], _ranked(found[key], ())) for key in told)


def _kin(owed: Mapping[str, tuple[Debt, ...]]) -> tuple[Debt, ...]:
    """All debts, those of one origin together, the origins in the order in which they are first copied from."""
    by_origin: dict[str, list[Debt]] = {}
    for debt in chain.from_iterable(owed.values()):
        by_origin.setdefault(debt.origin.id, []).append(debt)
    return tuple(chain.from_iterable(by_origin.values()))


def _report(
    book: Book, report: Report, owed: Mapping[str, tuple[Debt, ...]], cited: Mapping[str, tuple[Span, ...]]
) -> dict[str, Any]:
    return {
        "debts": owed.get(report.id, ()),
        "copied_by": tuple(d for each in owed.values() for d in each if d.origin.id == report.id),
        "report": report,
        "blocks": evidence.report_blocks(book, report, cited.get(report.id, ())),
        "metadata": evidence.metadata(report),
        "shared": book.shared_in.get(report.id, ()),
    }


def _paged(name: str, items: tuple[Any, ...], values: Mapping[str, Any]) -> Iterator[Page]:
    """The items over as many pages as they need, at least one."""
    count = max(1, -(-len(items) // PAGED))
    addresses = tuple(_numbered(name, at) for at in range(count))
    for at, address in enumerate(addresses):
        part = items[at * PAGED : (at + 1) * PAGED]
        yield address, f"{name}.html", {"items": part, "first": at * PAGED + 1, "pages": addresses, **values}


def _numbered(name: str, at: int) -> str:
    return f"{name}-{at + 1}.html" if at else f"{name}.html"


def _scripts(book: Book) -> Iterator[tuple[str, str]]:
    for make in (data.timeline, data.entities, data.statements):
        yield f"data/{make.__name__}.js", data.script(make(book))


def _assets() -> Iterator[tuple[str, str]]:
    found = sorted((f for f in files("communique.dossier").joinpath("assets").iterdir()), key=lambda f: f.name)
    return ((f"assets/{f.name}", f.read_text("utf-8")) for f in found if f.name.endswith((".css", ".js")))
