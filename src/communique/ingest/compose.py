"""Text and what came with it to a `Report`: head, dateline, date, body, language."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from communique.ingest.body import anything, paragraphs, story
from communique.ingest.bylines import read_authors, read_reporting
from communique.ingest.clutter import Clutter
from communique.ingest.dateline import Dateline, place_value, read_dateline_of
from communique.ingest.dates import day_in_name, parse_day
from communique.ingest.heads import Head, read_head
from communique.ingest.language import language_of, reads_as
from communique.ingest.lines import Line, split_lines
from communique.ingest.published import of_name, published_on
from communique.model.report import Found, Outcome, Report, Status
from communique.model.span import Span

_SELF = re.compile(r",[”\"]?\s(?:the\s)?((?:[A-Z][\w'’-]+\s){1,4})reports\.")
_RIGHTS = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)\s*(?:©\s*)?(?:(?:19|20)\d\d)?(?:-\d{4})?\s*(?:by\s)?"
    r"(?P<owner>[A-Z][\w'’&.-]*(?:\s[\w'’&-]+){0,4})"
)


@dataclass(frozen=True, slots=True)
class Given:
    """What an input tells beside its text; ``rule`` says where: ``"jsonl"``, ``"html:meta"``."""

    rule: str = ""
    title: str = ""
    publisher: str = ""
    byline: str = ""
    published: str = ""
    url: str = ""

    def found(self, name: str, value: str) -> Found | None:
        """The field as a value of the report, where it is told."""
        rule = f"jsonl:{name}" if self.rule == "jsonl" else self.rule
        return Found(value, rule) if value else None


@dataclass(frozen=True, slots=True)
class Material:
    """One input's repaired text, ready to be made a report; ``notes`` are (code, message) of what is missing."""

    name: str
    source: str
    content_sha256: str
    text: str
    given: Given = Given()
    notes: tuple[tuple[str, str], ...] = ()


def report_id(name: str, text: str) -> str:
    """16 hex digits of SHA-256 over name and text."""
    return hashlib.sha256(f"{name}\0{text}".encode("utf-8", "backslashreplace")).hexdigest()[:16]


def compose(material: Material, clutter: Clutter) -> Outcome:
    """The report, or why there is none: no text, or another language."""
    if not material.text.strip():
        return Outcome(material.source, Status.SKIPPED, "EMPTY", f"{material.source}: holds no text; nothing to read")
    report = _report(material, clutter)
    sample = " ".join(s.quote(material.text) for s in report.body[:12]) or material.text
    language = language_of(sample, clutter)
    if _foreign(language, sample, clutter):
        return _not_read(material, language, clutter)
    code, message = _joined(material.notes)
    status = Status.PARTIAL if code else Status.OK
    return Outcome(material.source, status, code, message, _with_language(report, language))


def _foreign(language: Found | None, sample: str, clutter: Clutter) -> bool:
    return language.value != clutter.language if language else not reads_as(sample, clutter)


def _not_read(material: Material, language: Found | None, clutter: Clutter) -> Outcome:
    if language is None:
        message = f"{material.source}: the text is too short or too mixed to tell its language; add the whole report"
        return Outcome(material.source, Status.SKIPPED, "LANGUAGE", message)
    told = f"is in language '{language.value}'"
    message = f"{material.source}: the text {told}, read is '{clutter.language}'; translate it or leave it out"
    return Outcome(material.source, Status.SKIPPED, "LANGUAGE", message)


def _joined(notes: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    return (notes[0][0], "; ".join(message for _, message in notes)) if notes else ("", "")


def _with_language(report: Report, language: Found | None) -> Report:
    return replace(report, language=language)


def _report(material: Material, clutter: Clutter) -> Report:
    text, given = material.text, material.given
    lines = split_lines(text)
    head = read_head(text, lines, clutter, given.title)
    spans = paragraphs(lines, head.taken, clutter)
    dateline = read_dateline_of(text, spans, clutter)
    body = story(text, spans, dateline, clutter) or anything(text, clutter)
    line = dateline[1] if dateline else None
    publisher = given.found("publisher", given.publisher) or _publisher(text, head, line, lines, body, clutter)
    return Report(
        id=report_id(material.name, text),
        name=material.name,
        source=material.source,
        content_sha256=material.content_sha256,
        text=text,
        body=body,
        title=_title(text, given, head),
        publisher=publisher,
        agency=_agency(text, given, head, line, body, publisher, clutter),
        byline=_byline(text, given, head, lines, clutter),
        published=_published(material, head, line, body, clutter),
        dateline_place=_place(text, head, line),
        url=given.found("url", given.url),
    )


def _title(text: str, given: Given, head: Head) -> Found | None:
    if given.title:
        return given.found("title", given.title)
    return Found(head.title.quote(text), "headline", head.title) if head.title else None


def _publisher(
    text: str, head: Head, line: Dateline | None, lines: list[Line], body: tuple[Span, ...], clutter: Clutter
) -> Found | None:
    """The outlet line, else who signs the dateline, the copyright line or the lead."""
    if head.publisher:
        return head.publisher
    if line and line.credit:
        words = line.credit.quote(text)
        if line.agency or words in clutter.outlets:
            return Found(line.agency.name if line.agency else words, "dateline", line.credit)
    return _of_rights(text, lines) or _of_lead(text, body)


def _of_rights(text: str, lines: list[Line]) -> Found | None:
    for line in (*lines[:3], *lines[-4:]):
        match = _RIGHTS.match(text, line.span.start, line.span.end)
        if match and len(line.text.split()) < 30:
            owner = re.split(r"\.\s|,|\s(?:All|all|ALL|and)\b", match["owner"])[0].strip()
            return Found(owner, "copyright line", Span(match.start("owner"), match.start("owner") + len(owner)))
    return None


def _of_lead(text: str, body: tuple[Span, ...]) -> Found | None:
    """``..., the Example Ledger reports.``: how outlets name themselves at the end of their lead."""
    for span in body[:1]:
        match = _SELF.search(text, span.start, span.end)
        if match:
            return Found(match[1].strip(), "lead", Span(match.start(1), match.end(1) - 1))
    return None


def _agency(
    text: str,
    given: Given,
    head: Head,
    line: Dateline | None,
    body: tuple[Span, ...],
    publisher: Found | None,
    clutter: Clutter,
) -> Found | None:
    """The service signed in the dateline, named as author, cited by the lead, or the publisher itself."""
    if line and line.credit and line.agency:
        return Found(line.agency.label, "dateline", line.credit)
    author = read_authors(given.byline, clutter)[1] if given.byline else None
    if author:
        return Found(author.label, f"{given.rule}:byline")
    if head.agency:
        return Found(head.agency[0].label, "byline", head.agency[1])
    own = clutter.agency(publisher.value) if publisher else None
    if own and publisher:
        return Found(own.label, "publisher", publisher.span)
    return _unknown(text, line, publisher, clutter) or _cited(text, body, clutter)


def _unknown(text: str, line: Dateline | None, publisher: Found | None, clutter: Clutter) -> Found | None:
    """A credit in the dateline that no list names: a service, unless it is the publisher."""
    if not line or not line.credit:
        return None
    words = line.credit.quote(text)
    if words in clutter.outlets or (publisher and _is_short_for(words, publisher.value)):
        return None
    return Found(place_value(words) if len(words) > 5 else words, "dateline", line.credit)


def _is_short_for(words: str, name: str) -> bool:
    """Whether a credit is a part or the first letters of an outlet's name: "DNS" of "Delta News Service"."""
    initials = "".join(w[0] for w in re.findall(r"\w+", name) if w[0].isupper())
    return words.lower() in name.lower() or words.rstrip(".") == initials


def _cited(text: str, body: tuple[Span, ...], clutter: Clutter) -> Found | None:
    """``Azertag reported on ...`` in the first paragraph, ``according to Xinhua`` at the end of it."""
    for span in body[:1]:
        for pattern in (clutter.relayed, clutter.cited):
            match = pattern.search(text, span.start, span.end)
            agency = clutter.agency(match["agency"]) if match else None
            if match and agency:
                return Found(agency.label, "lead", Span(*match.span("agency")))
    return None


def _byline(text: str, given: Given, head: Head, lines: list[Line], clutter: Clutter) -> Found | None:
    people = read_authors(given.byline, clutter)[0] if given.byline else ""
    if people:
        return given.found("byline", people)
    if head.byline:
        return head.byline
    for line in lines[-6:]:
        names = read_reporting(text, line.span, clutter)
        if names:
            people = read_authors(names.quote(text), clutter)[0]
            return Found(people, "closing credit", names)
    return None


def _published(
    material: Material, head: Head, line: Dateline | None, body: tuple[Span, ...], clutter: Clutter
) -> Found | None:
    given = material.given
    told = parse_day(given.published, clutter) if given.published else None
    if told:
        return given.found("published", told.isoformat())
    lead = Span(body[0].start, body[min(1, len(body) - 1)].end) if body else None
    found = published_on(material.text, head.days, line.day if line else None, lead, clutter)
    address = day_in_name(given.url) if given.url else None
    of_url = Found(address.isoformat(), f"{given.rule}:url") if address else None
    return found or of_url or of_name(material.name)


def _place(text: str, head: Head, line: Dateline | None) -> Found | None:
    span = (line.place if line else None) or head.place
    return Found(place_value(span.quote(text)), "dateline", span) if span else None
