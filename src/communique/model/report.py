"""A press report as ingested, and how each input ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from communique.model.span import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A value read about a report, with where and how it was read.

    ``span`` is the place in the report's text; None where the value stands outside it (a JSONL field, an HTML meta
    tag, the language guesser), which ``rule`` names, e.g. ``"dateline"``, ``"jsonl:published"``, ``"html:meta"``.
    """

    value: str
    rule: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One version of one report's text.

    ``id`` is 16 hex digits of SHA-256 over name and text, so that the same file read twice is the same report.
    ``text`` was repaired once (line ends, control characters, lone surrogates) and never changes again: all spans count
    in it. ``body`` holds the paragraphs of the story in order; whatever lies outside (title, date line, byline,
    captions, links) is kept in ``text`` but is not read for events.
    """

    id: str
    name: str
    source: str
    content_sha256: str
    text: str
    body: tuple[Span, ...]
    title: Found | None = None
    publisher: Found | None = None
    agency: Found | None = None
    byline: Found | None = None
    published: Found | None = None
    dateline_place: Found | None = None
    language: Found | None = None
    url: Found | None = None

    @property
    def published_on(self) -> date | None:
        """The publication date, where the report or its file tells one."""
        return date.fromisoformat(self.published.value) if self.published else None


class Status(StrEnum):
    """How an input ended; every input ends as exactly one of these."""

    OK = "ok"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one input: a report where one could be made, else the reason.

    ``code`` is a short stable word (``EMPTY``, ``LANGUAGE``, ``MALFORMED`` ...), "" where all went well; ``message``
    says what was met, what was expected and what to try.
    """

    source: str
    status: Status
    code: str = ""
    message: str = ""
    report: Report | None = None
