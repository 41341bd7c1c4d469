"""Which reports copy which: families of reports, over a record and for one event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.dossier.book import Book, Shared, member_span
from communique.model.record import Claim, Event
from communique.model.report import Report
from communique.model.span import Span

MOSTLY = 0.5  # from this share of its story on, a report is called a copy: its larger part is another's
VERBATIM = 0.95  # similarity from which on nobody has rewritten: a name spelt otherwise, a date put in
_SENTENCE_END = re.compile(r"[.!?][\"'”’]?\s|\n")

# -- over the record ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Debt:
    """What one report has in common with an earlier one, its likely origin; ``share`` is of the copy's story."""

    report: Report
    origin: Report
    share: float
    verbatim: bool
    passages: tuple[Shared, ...]

    @property
    def order(self) -> str:
        """How sure it is which of the two came first, in words."""
        first, then = self.origin.published_on, self.report.published_on
        if not first or not then:
            return "one of them is undated, so the order is a guess"
        return "published earlier" if first < then else "of the same day, so the order is a guess"

    @property
    def label(self) -> str:
        """What the report is to its origin: "copy of", "rewritten copy of", "shares passages with"."""
        if self.share < MOSTLY:
            return "shares passages with"
        return "copy of" if self.verbatim else "rewritten copy of"


def debts(book: Book) -> dict[str, tuple[Debt, ...]]:
    """By report: what it has in common with earlier ones, the largest share first."""
    found = {report.id: tuple(_debts(book, report)) for report in book.record.reports}
    return {key: tuple(sorted(each, key=lambda d: -d.share)) for key, each in found.items() if each}


def _debts(book: Book, report: Report) -> Iterator[Debt]:
    by_origin: dict[str, list[Shared]] = {}
    for shared in book.shared_in.get(report.id, ()):
        origin = shared.reuse.passages[0].report
        if origin != report.id and origin in book.reports:
            by_origin.setdefault(origin, []).append(shared)
    for origin, passages in by_origin.items():
        verbatim = all(shared.reuse.similarity >= VERBATIM for shared in passages)
        share = _share(report, (shared.span for shared in passages))
        yield Debt(report, book.reports[origin], share, verbatim, tuple(sorted(passages, key=lambda s: s.number)))


def _share(report: Report, spans: Iterable[Span]) -> float:
    """How much of the report's story lies in ``spans``, by characters."""
    story = report.body or (Span(0, len(report.text)),)
    inside, at = 0, 0
    for span in sorted(spans):
        start = max(span.start, at)
        inside += sum(max(0, min(span.end, b.end) - max(start, b.start)) for b in story)
        at = max(at, span.end)
    return inside / max(1, sum(b.end - b.start for b in story))


# -- of one event ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Copied:
    """A report that tells an event in a passage it shares with its family."""

    report: Report
    passages: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that count as one independent origin of an event, the likely origin first."""

    origin: Report
    copies: tuple[Copied, ...]


def roots(book: Book, event: Event) -> dict[str, str]:
    """For each report that tells the event, the one that stands for its origin, as the record counts them.

    The record asks of every telling's sentence whether it lies in a shared passage; the dossier knows the trigger and
    one sentence a report, so it looks at these first and at the triggers' sentences where the count comes out too high.
    """
    found: dict[str, str] = {}
    for whole in (False, True):
        found = book.origins.of(_tellings(book, event, whole))
        if len(set(found.values())) <= event.origins:
            break
    return found


def families(book: Book, event: Event) -> tuple[Family, ...]:
    """The event's reports by independent origin; none where that does not come out as the record counts them."""
    told = roots(book, event)
    groups: dict[str, list[Report]] = {}
    for report in book.record.reports:
        if report.id in told:
            groups.setdefault(told[report.id], []).append(report)
    if len(groups) != event.origins:
        return ()
    spans: dict[str, list[Span]] = {}
    for claim in _tellings(book, event, True):
        if claim.span:
            spans.setdefault(claim.report, []).append(claim.span)
    return tuple(_family(book, group, spans) for group in groups.values())


def _family(book: Book, group: list[Report], spans: dict[str, list[Span]]) -> Family:
    ids = {report.id for report in group}

    def shared(report: Report) -> tuple[Shared, ...]:
        ours = book.shared_in.get(report.id, ())
        kin = (s for s in ours if len(ids & {p.report for p in s.reuse.passages}) > 1)
        met = (s for s in kin if any(s.span.overlaps(span) for span in spans.get(report.id, ())))
        return tuple(sorted(met, key=lambda s: s.number))

    passages = [shared(report) for report in group]
    leads = [sum(s.reuse.passages[0].report == r.id for s in each) for r, each in zip(group, passages, strict=True)]
    first = leads.index(max(leads))
    copies = (Copied(r, each) for n, (r, each) in enumerate(zip(group, passages, strict=True)) if n != first)
    return Family(group[first], tuple(copies))


def _tellings(book: Book, event: Event, whole: bool) -> list[Claim]:
    """Where the event is told: one passage a report, and each trigger or its ``whole`` sentence."""
    found = [(evidence.report, evidence.span) for evidence in event.evidence]
    for key in event.members:
        report, span = key.rpartition("/")[0], member_span(key)
        if span and report in book.reports:
            found.append((report, _sentence(book.reports[report].text, span) if whole else span))
    return [Claim(report, "", "evidence", "", span, "") for report, span in found]


def _sentence(text: str, span: Span) -> Span:
    start = max((m.end() for m in _SENTENCE_END.finditer(text, max(0, span.start - 600), span.start)), default=0)
    end = _SENTENCE_END.search(text, span.end)
    return Span(min(start, span.start) if start else span.start, end.start() + 1 if end else span.end)
