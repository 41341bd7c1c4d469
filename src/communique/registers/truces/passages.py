"""Sentences of reports that are about a truce, with the words that mean it and the times told in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique.events.times import TimeWords, find_times, load_time_words, towards_future
from communique.language.segment import sentences
from communique.lexicon import DATA
from communique.model.report import Report
from communique.model.span import Span
from communique.model.time import TimeExpression
from communique.registers.truces.words import NAME, clues_in, pattern, spellings

DATELINE = re.compile(r"[^\W\d_a-z][^a-z]{2,}[^\n]{0,40}? [-–—]+ ")
PART_OF_NAME = re.compile(r"[^\W\d_a-z]\w* [^\W\d_a-z]\w+")  # the "Truce" of "Truce Observation Group"
EARLIER = 24  # characters before the noun in which "an earlier" stands


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that mean a truce; ``earlier`` tells that they mean another one than the report is about.

    ``aside`` tells that they only say of something else that it is about a truce: "truce talks".
    """

    span: Span
    strong: bool
    earlier: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a report: its place, its paragraph, the words for a truce in it, the times it tells.

    ``follows`` tells that the sentence before it is about a truce, so that "it" may mean that, ``leads`` that the next
    one is.
    """

    report: Report
    span: Span
    paragraph: Span
    anchors: tuple[Anchor, ...]
    times: tuple[TimeExpression, ...]
    follows: bool = False
    leads: bool = False

    @property
    def text(self) -> str:
        """Its words, without a dateline before them, which counts as white space."""
        words = self.span.quote(self.report.text)
        line = DATELINE.match(words) if self.span.start == self.paragraph.start else None
        return " " * line.end() + words[line.end() :] if line else words

    @property
    def is_about(self) -> bool:
        """Whether a truce is named in it."""
        return bool(self.anchors)

    def at(self, start: int, end: int) -> Span:
        """A place of the report from one within the sentence."""
        return Span(self.span.start + start, self.span.start + end)


@cache
def time_words() -> TimeWords:
    """The words for times."""
    return load_time_words(DATA / "en" / "times.toml")


def all_passages(reports: Sequence[Report]) -> dict[str, tuple[Passage, ...]]:
    """The sentences of all reports that name a truce, by report; none of the others.

    What one report calls "a humanitarian pause" others may call "the pause" alone.
    """
    likely = [report for report in reports if clues_in(report.text) and not _is_figure(report.text)]
    strong = {r.id for r in likely if pattern("truce", "strong").search(r.text)}
    short = any(pattern("truce", "short").search(name) for r in likely if r.id in strong for name in _names(r))
    found = [r for r in likely if r.id in strong or (short and _short().search(r.text))]
    return {report.id: tuple(_following(list(_sentences(report)))) for report in found}


def _is_figure(text: str) -> bool:
    """Whether a text tells of a quarrel without arms, in which a truce is a figure of speech: a trade war."""
    figures, arms = (sum(1 for _ in pattern("truce", name).finditer(text)) for name in ("figures", "arms"))
    return figures > max(arms, 1)


def _names(report: Report) -> list[str]:
    return [match[0] for match in pattern("truce", "strong").finditer(report.text)]


@cache
def _short() -> re.Pattern[str]:
    return re.compile(rf"\bthe [‘“\"']?(?:{spellings('truce', 'short')})(?!\w)")


def _sentences(report: Report) -> Iterator[Passage]:
    spans = [(span, paragraph) for paragraph in report.body for span in sentences(report.text, [paragraph])]
    times = find_times(report.text, [span for span, _ in spans], report.published_on, time_words())
    found = [tuple(_anchors(span.quote(report.text), span.start)) for span, _ in spans]
    known = {
        word
        for (span, _), of in zip(spans, found, strict=True)
        if any(a.strong for a in of)
        for word in span.quote(report.text).split()
    }
    first = min((p.start for (_, p), of in zip(spans, found, strict=True) if any(a.strong for a in of)), default=0)
    for (span, paragraph), of in zip(spans, found, strict=True):
        told = tuple(t for t in times if span.covers(t.span) and t.interval is not None)
        yield Passage(report, span, paragraph, tuple(a for a in of if _is_truce(report.text, a, known, first)), told)


def _is_truce(text: str, anchor: Anchor, known: Collection[str], first: int) -> bool:
    """Whether a weaker word may mean the truce: not before the first strong one, and with no name of something else.

    "The Mdina Agreement" may be a truce; "the Mdina deal" where Mdina is named beside its stronger words, too.
    """
    if anchor.strong:
        return True
    if anchor.span.start < first:
        return False
    *names, noun = anchor.span.quote(text).split()[1:]
    names = [w for w in names if w[:1].isupper()]
    return noun[:1].isupper() or all(name in known or name.rstrip("s’'") in known for name in names)


def _anchors(text: str, offset: int) -> Iterator[Anchor]:
    strong = [match.span() for match in pattern("truce", "strong").finditer(text)]
    weak = [m.span() for m in _meant().finditer(text) if not any(a <= m.start() < b for a, b in strong)]
    for (start, end), is_strong in [*((s, True) for s in strong), *((w, False) for w in weak)]:
        if PART_OF_NAME.match(text[text.rfind(" ", 0, end) + 1 :]):
            continue
        before = text[max(0, start - EARLIER) : start]
        earlier = re.search(rf"\b(?:{spellings('truce', 'earlier')})(?: [\w’'-]+)? $", before, re.IGNORECASE)
        aside = _aside().match(text, end) or _spoken_of().search(text[:start])
        yield Anchor(Span(offset + start, offset + end), is_strong, earlier is not None, aside is not None)


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(rf"[ -](?:{spellings('truce', 'about')})(?!\w)", re.IGNORECASE)


@cache
def _spoken_of() -> re.Pattern[str]:
    """Words before a truce that mean something about it: "talks about a"."""
    about = spellings("truce", "about")
    return re.compile(rf"\b(?:{about}) (?:about|on|for|over|towards?) (?:an? |the )?(?:[\w-]+ )?$", re.IGNORECASE)


@cache
def _meant() -> re.Pattern[str]:
    """A weaker word, where an article or the like, or a name with it, says which is meant: "the Lome Agreement"."""
    article, weak = "(?i:the|this|that|their|its|his)", spellings("truce", "weak")
    return re.compile(rf"\b{article}\s?(?:new |same )?(?:{NAME} ){{0,4}}[“\"‘']?(?i:{weak})(?!\w)")


def _following(found: Sequence[Passage]) -> Iterator[Passage]:
    before: Passage | None = None
    for at, passage in enumerate(found):
        near = before is not None and (before.is_about or before.follows) and passage.span.start - before.span.end < 5
        leads = at + 1 < len(found) and any(a.strong for a in found[at + 1].anchors)
        before = replace(passage, follows=near, leads=leads)
        yield before


def forward(passage: Passage, time: TimeExpression) -> TimeExpression:
    """The time as something to come means it."""
    return towards_future(time, passage.report.text, passage.report.published_on, time_words())
