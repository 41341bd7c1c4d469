"""Differing values and numbers side by side: who tells each, how independently, in which words; and titles by date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communique.dossier import dates, words
from communique.dossier.book import Book
from communique.dossier.families import roots
from communique.model.record import Claim, Counted, Dispute, Entity, Event, Evidence, Told
from communique.model.report import Report
from communique.model.span import Span
from communique.model.time import Basis, Interval

_DATES = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
ROUND = 10  # from here on no number is shown with a fraction: what is "about two dozen" is not 21.6

# -- values ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Value:
    """One of several values: whether it is the one shown in headlines, and what tells it."""

    text: str
    headline: bool
    reports: int
    origins: int
    evidence: tuple[Evidence, ...]

    @property
    def quotations(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The words once each, with the reports (by id) that have them."""
        found: dict[str, list[str]] = {}
        for evidence in self.evidence:
            found.setdefault(" ".join(evidence.quote.split()), []).append(evidence.report)
        return tuple((quote, tuple(dict.fromkeys(reports))) for quote, reports in found.items())


@dataclass(frozen=True, slots=True)
class Account:
    """All values of one thing, and the rule by which one of them is shown."""

    prop: str
    rule: str
    values: tuple[Value, ...]


def account(book: Book, dispute: Dispute) -> Account:
    """A dispute's values, each once, in the order in which they come."""
    event = book.events.get(dispute.event)
    found: dict[str, list[Evidence]] = {}
    for value in dispute.values:
        found.setdefault(value.value, []).append(value.evidence)
    shown = _headline(book, event, dispute) if event else set()
    rule = words.RULES.get(dispute.prop, words.NO_RULE)
    values = (_value(book, event, _words(text), text in shown, each) for text, each in found.items())
    return Account(dispute.prop, rule, tuple(values))


def _value(book: Book, event: Event | None, text: str, headline: bool, evidence: list[Evidence]) -> Value:
    kept = tuple(dict.fromkeys(e for e in evidence if e.report in book.reports))
    claims = [Claim(e.report, "", "evidence", "", e.span, "") for e in kept]
    origin = roots(book, event) if event else book.origins.of(claims)
    told = {e.report for e in kept}
    return Value(text, headline, len(told), len({origin.get(report, report) for report in told}), kept)


def _headline(book: Book, event: Event, dispute: Dispute) -> set[str]:
    """The values of the dispute that stand in the event's headline."""
    match dispute.prop:
        case "date":
            return {dates.iso(event.date.interval)} if event.date else set()
        case "place":
            return {book.name(event.place.entity)} if event.place else set()
        case "status":
            return {event.status}
        case "count":
            best = (told for count in event.counts for told in count.told if told.number == count.best)
            return {" ".join(book.quote(told.claim).split()) for told in best}
    return set()


def _words(value: str) -> str:
    """A date as a reader writes it, anything else as it stands."""
    found = _DATES.fullmatch(value)
    if not found:
        return value
    start, end = date.fromisoformat(found[1]), date.fromisoformat(found[2] or found[1])
    return dates.interval(Interval(start, end, "period", Basis.STATED))


# -- numbers -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number:
    """How many of ``what``: in a line ("12 to 17, best 15"), and what each report tells."""

    what: str
    line: str
    told: Account

    @property
    def differ(self) -> bool:
        """Whether not all tell the same number."""
        return len(self.told.values) > 1


def numbers(book: Book, event: Event) -> tuple[Number, ...]:
    """The numbers told of an event, as the record has them."""
    return tuple(Number(count.what, _line(count), _tellers(book, event, count)) for count in event.counts)


def _tellers(book: Book, event: Event, count: Counted) -> Account:
    groups: dict[str, list[Told]] = {}
    for told in count.told:
        groups.setdefault(_amount(told), []).append(told)
    values = (
        _value(book, event, text, any(t.number == count.best for t in each), list(_quoted(book, each)))
        for text, each in groups.items()
    )
    return Account("count", words.RULES["count"], tuple(values))


def _quoted(book: Book, told: Iterable[Told]) -> Iterable[Evidence]:
    for each in told:
        if each.claim.span:
            yield Evidence(each.claim.report, each.claim.span, book.quote(each.claim))


def _line(count: Counted) -> str:
    """The whole range: "12 to 17, best 15"; "16" where all tell one number.

    >>> _line(Counted("killed", 12, 15, 17, ()))
    '12 to 17, best 15'
    """
    low, best, high = figure(count.low), figure(count.best), figure(count.high)
    # A bound that leaves one side open says so: "more than 50,000" is no 50,000.
    above = any(t.high is None and max(t.low or 0, t.best or 0) >= count.high for t in count.told)
    below = any(t.low is None and min(t.high or count.low, t.best or count.low) <= count.low for t in count.told)
    if low == high:
        return f"{low} or more" if above else f"up to {high}" if below else best
    return f"{'up to ' if below else ''}{low} to {high}{' or more' if above else ''}, best {best}"


def _amount(told: Told) -> str:
    """What one report tells: "15", "12 or more", "up to 20", "13 to 17"."""
    low, high = told.low, told.high
    if low is None and high is None:
        return figure(told.number)
    if high is None:
        return f"{figure(told.number)} or more"
    if low is None:
        return f"up to {figure(high)}"
    if low == high:
        return figure(low)
    best = f", best {figure(told.best)}" if told.best is not None else ""
    return f"{figure(low)} to {figure(high)}{best}"


def figure(value: float) -> str:
    """A number for reading.

    >>> figure(50000.0), figure(21.6), figure(2.5)
    ('50,000', '22', '2.5')
    """
    if value == int(value) or abs(value) >= ROUND:
        return f"{round(value):,}"
    return f"{value:.2g}"


# -- titles ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Office:
    """A title in the words of the reports that give it, one after the other in the order of their dates."""

    words: str
    reports: tuple[Report, ...]

    @property
    def as_of(self) -> Interval | None:
        """From the first to the last dated report that gives it."""
        days = [r.published_on for r in self.reports if r.published_on]
        return Interval(min(days), max(days), "period", Basis.STATED) if days else None


def offices(book: Book, entity: Entity) -> tuple[Office, ...]:
    """An entity's titles in the order of the reports' dates; the same words in reports that follow each other are one.

    "Former", "acting" and their like are kept as told.
    """
    claims = [c for title in entity.titles for c in title.claims if c.report in book.reports]
    claims.sort(key=lambda c: (book.numbers[c.report], c.span or Span(0, 0), c.value))
    found: list[Office] = []
    for claim in claims:
        report, told = book.reports[claim.report], _title(book, claim)
        same = next((n for n, o in enumerate(found) if o.words.casefold() == told.casefold() and _open(found, n)), None)
        if same is None:
            found.append(Office(told, (report,)))
        elif report not in found[same].reports:
            found[same] = Office(found[same].words, (*found[same].reports, report))
    return tuple(found)


def _open(found: list[Office], at: int) -> bool:
    """Whether no report after those of the office at ``at`` gives another title: then it still runs on."""
    return all(office.reports[-1] is found[at].reports[-1] for office in found[at:])


def _title(book: Book, claim: Claim) -> str:
    """The title's words with the "former" or "acting" before them, where the claim itself has left it out."""
    if claim.span is None:
        return claim.value
    before = book.reports[claim.report].text[max(0, claim.span.start - 24) : claim.span.start]
    told = re.search(rf"\b(?:{'|'.join(words.QUALIFIERS)})[\s-]*$", before, re.IGNORECASE)
    return " ".join(((told[0] if told else "") + book.quote(claim)).split())
