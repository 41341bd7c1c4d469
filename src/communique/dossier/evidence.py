"""What the pages of events, reports, shared passages and disputes show of the reports' own text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from communique.dossier.book import Book, Shared, Told, member_span
from communique.dossier.joins import pointing_back
from communique.dossier.marks import Mark, Piece, pieces
from communique.model.record import Claim, Event, Statement
from communique.model.report import Found, Report
from communique.model.reuse import Reuse
from communique.model.span import Span

CONTEXT = 600  # characters kept on either side of the evidence where a paragraph runs on for longer
META = ("title", "publisher", "agency", "byline", "published", "dateline_place", "language", "url")

# -- an event's evidence in context ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence of an event within its paragraph, marked; with the shared passages it stands in."""

    told: Told
    report: Report
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool
    shared: tuple[Shared, ...]
    points_back: bool  # the report only points back to the event: it lends it this passage and no value


def passages(book: Book, event: Event) -> tuple[Passage, ...]:
    """An event's evidence, in the order of its reports."""
    found = [told for told in book.told[event.id] if told.evidence.report in book.reports]
    found.sort(key=lambda told: (book.numbers[told.evidence.report], told.evidence.span))
    return tuple(_passage(book, told) for told in found)


def _passage(book: Book, told: Told) -> Passage:
    report, span = book.reports[told.evidence.report], told.evidence.span
    around = _paragraph(book, report, span)
    window = _window(report.text, around, span)
    shared = tuple(s for s in book.shared_in.get(report.id, ()) if s.span.overlaps(span))
    marks = [Mark(span, "evidence"), *event_marks(book, told.event, report)]
    shown = pieces(report.text, window, marks)
    ours = {key for key in told.event.members if key.rpartition("/")[0] == report.id}
    faint = bool(ours) and ours <= pointing_back(told.event)
    return Passage(told, report, shown, window.start > around.start, window.end < around.end, shared, faint)


def event_marks(book: Book, event: Event, report: Report) -> tuple[Mark, ...]:
    """The words of ``report`` that the event's values rest on, each span once for each kind."""
    found = [*_member_marks(event, report), *_part_marks(book, event), *_value_marks(event)]
    ours = [mark for claim, mark in found if claim is None or claim.report == report.id]
    return tuple({(mark.span, mark.kind): mark for mark in ours}.values())


def _member_marks(event: Event, report: Report) -> Iterator[tuple[Claim | None, Mark]]:
    faint = pointing_back(event)
    for member in event.members:
        span = member_span(member)
        if span and member.rpartition("/")[0] == report.id:
            said = "points back to the event" if member in faint else "the word that tells the event"
            yield None, Mark(span, "trigger", said)


def _part_marks(book: Book, event: Event) -> Iterator[tuple[Claim | None, Mark]]:
    for part in (*event.actors, *event.recipients, *event.others, *event.places):
        for claim in part.claims:
            if claim.span:
                yield claim, Mark(claim.span, part.role, f"{part.role}: {book.name(part.entity)}")


def _value_marks(event: Event) -> Iterator[tuple[Claim | None, Mark]]:
    for value in event.dates:
        for claim in value.claims:
            if claim.span:
                yield claim, Mark(claim.span, "date", "the words that tell the date")
    for status in event.statuses:
        for claim in status.claims:
            if claim.span and status.value != "happened":
                yield claim, Mark(claim.span, "status", f"decides the status: {status.value}")
    for count in event.counts:
        for told in count.told:
            if told.claim.span:
                yield told.claim, Mark(told.claim.span, "quantity", f"how many: {count.what}")


def _paragraph(book: Book, report: Report, span: Span) -> Span:
    """From the paragraph where the span begins to the one where it ends."""
    met = [block for block, _ in book.blocks[report.id] if block.overlaps(span)]
    return Span(met[0].start, met[-1].end) if met else span


def _window(text: str, around: Span, span: Span) -> Span:
    """``around``, cut at white space where it runs on for too long before or after ``span``."""
    start, end = max(around.start, span.start - CONTEXT), min(around.end, span.end + CONTEXT)
    if start > around.start:
        gap = text.find(" ", start, span.start)
        start = gap + 1 if gap >= 0 else start
    if end < around.end:
        gap = text.rfind(" ", span.end, end)
        end = gap if gap >= 0 else end
    return Span(start, end)


# -- a report, whole ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside a paragraph: an event or a statement, by the number it has in the text."""

    number: int
    told: Told | None
    said: Statement | None

    @property
    def ref(self) -> str:
        """The name that ties the note to its words."""
        return f"n{self.number}"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the story, or what stands around it, with its margin."""

    number: int
    story: bool
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    shared: tuple[Shared, ...]  # passages that run through it
    opens: tuple[Shared, ...]  # those of them that begin in it


def report_blocks(book: Book, report: Report, cited: Iterable[Span] = ()) -> tuple[Block, ...]:
    """The report's whole text as marked blocks; ``cited`` are passages that registers quote and link to."""
    notes, shared = _notes(book, report), book.shared_in.get(report.id, ())
    marks = [*(_note_mark(book, note) for note in notes), *_shared_marks(shared), *_meta_marks(report)]
    marks += [Mark(span, "cited", "", book.quote_anchor(span), book.quote_anchor(span)) for span in cited]
    cut = enumerate(book.blocks[report.id], 1)
    return tuple(_block(n, report, span, story, marks, notes, shared) for n, (span, story) in cut)


def _block(
    number: int,
    report: Report,
    span: Span,
    story: bool,
    marks: list[Mark],
    notes: tuple[Note, ...],
    shared: tuple[Shared, ...],
) -> Block:
    return Block(
        number,
        story,
        pieces(report.text, span, marks),
        tuple(note for note in notes if span.start <= _note_span(note).start < span.end),
        tuple(s for s in shared if s.span.overlaps(span)),
        tuple(s for s in shared if span.start <= s.span.start < span.end),
    )


def _notes(book: Book, report: Report) -> tuple[Note, ...]:
    """The report's events and statements in text order, an event before a statement that begins at the same place."""
    found: list[tuple[Span, int, str, Told | None, Statement | None]] = [
        *((told.evidence.span, 0, told.anchor, told, None) for told in book.told_in.get(report.id, ())),
        *((said.evidence.span, 1, said.id, None, said) for said in book.said_in.get(report.id, ())),
    ]
    found.sort(key=lambda item: (item[0].start, item[1], item[0].end, item[2]))
    return tuple(Note(n, told, said) for n, (_, _, _, told, said) in enumerate(found, 1))


def _note_span(note: Note) -> Span:
    holder = note.told or note.said
    assert holder
    return holder.evidence.span


def _note_mark(book: Book, note: Note) -> Mark:
    if note.told:
        return Mark(_note_span(note), "ev", "", note.ref, note.told.anchor, str(note.number))
    assert note.said
    return Mark(_note_span(note), "said", "", note.ref, book.statement_anchor(note.said), str(note.number))


def _shared_marks(shared: Iterable[Shared]) -> Iterator[Mark]:
    for passage in shared:
        yield Mark(passage.span, "shared", "", f"shared{passage.number}", f"shared-{passage.number}")


def _meta_marks(report: Report) -> Iterator[Mark]:
    for name, found in metadata(report):
        if found.span:
            yield Mark(found.span, "meta", f"read as the {name.replace('_', ' ')}")


def metadata(report: Report) -> tuple[tuple[str, Found], ...]:
    """What was read about the report, by name, where it was read at all."""
    found = ((name, getattr(report, name)) for name in META)
    return tuple((name, value) for name, value in found if value is not None)


# -- shared passages --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Copy:
    """One report's wording of a shared passage, the words that differ marked."""

    report: Report
    pieces: tuple[Piece, ...]
    differing: int  # stretches of words that it and the first do not have in common


def copies(book: Book, reuse: Reuse) -> tuple[Copy, ...]:
    """The wordings side by side: the first against all others, the others each against the first."""
    held = [(book.reports[p.report], p.span) for p in reuse.passages if p.report in book.reports]
    if not held:
        return ()
    (origin, span), *others = held
    first, marks = _tokens(origin.text, span), {}
    found: list[Copy] = []
    for report, other in others:
        ours, theirs = _differing(first, _tokens(report.text, other))
        marks.update({mark.span: mark for mark in ours})
        found.append(Copy(report, pieces(report.text, other, theirs), len(ours) + len(theirs)))
    return (Copy(origin, pieces(origin.text, span, marks.values()), len(marks)), *found)


def _tokens(text: str, span: Span) -> list[tuple[str, Span]]:
    found = re.finditer(r"\S+", span.quote(text))
    return [(m[0], Span(span.start + m.start(), span.start + m.end())) for m in found]


def _differing(left: list[tuple[str, Span]], right: list[tuple[str, Span]]) -> tuple[list[Mark], list[Mark]]:
    """Marks on the stretches of words that the two wordings do not have in common."""
    ours: list[Mark] = []
    theirs: list[Mark] = []
    matcher = SequenceMatcher(None, [word for word, _ in left], [word for word, _ in right])
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            ours += [Mark(Span(left[a][1].start, left[b - 1][1].end), "diff")] if b > a else []
            theirs += [Mark(Span(right[c][1].start, right[d - 1][1].end), "diff")] if d > c else []
    return ours, theirs
