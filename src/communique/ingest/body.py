"""The paragraphs of the story as spans: lines joined where a sentence was broken, furniture left out."""

from __future__ import annotations

import re

from communique.ingest.clutter import Clutter
from communique.ingest.dateline import Dateline
from communique.ingest.furniture import is_furniture, is_heading, without_furniture
from communique.ingest.lines import Line, ends_sentence, open_quote, split_lines, trimmed
from communique.model.span import Span

_BULLET = re.compile(r"[-*•·–—▪●]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s")
_WIDTH = 100  # characters; texts broken by hand have no longer lines, paragraphs on one line nearly always do
_LEAST = 40  # characters before a break within a sentence; shorter lines are headings
_LONGEST_LINK = 20  # words; the longest headline met among related links had 17
_QUOTE_TAIL = 200


def paragraphs(lines: list[Line], taken: set[int], clutter: Clutter) -> list[Span]:
    """The story's lines as spans, those of one sentence in one span."""
    wrapped = is_wrapped(lines)
    joined: list[tuple[Span, str]] = []
    previous = -2
    for n, line in enumerate(lines):
        if n in taken or is_furniture(line.text, clutter):
            continue
        if joined and previous == n - 1 and _continues(joined[-1], line, wrapped, clutter):
            span, words = joined[-1]
            joined[-1] = (Span(span.start, line.span.end), f"{words} {line.text}" if len(words) < 2000 else line.text)
        else:
            joined.append((line.span, line.text))
        previous = n
    return [span for span, _ in joined]


def is_wrapped(lines: list[Line]) -> bool:
    """Whether the text's lines were broken by hand at a width."""
    inner = [line for line in lines if not line.gap]
    return len(inner) >= 2 and len(inner) * 2 > len(lines) and max(len(line.text) for line in lines) <= _WIDTH


def _continues(before: tuple[Span, str], line: Line, wrapped: bool, clutter: Clutter) -> bool:
    words = before[1]
    if wrapped and not line.gap:
        return not _BULLET.match(line.text)
    if len(words) < _LEAST or _BULLET.match(line.text):
        return False
    if ends_sentence(words):
        return _ends_short(words, clutter)
    last = words.rsplit(None, 1)[-1].lower()
    if last in clutter.open_words or words.endswith(","):
        return True
    return line.text[0].islower() or (open_quote(words[-2000:]) and _closes(line.text))


def _ends_short(words: str, clutter: Clutter) -> bool:
    """Whether the stop at the end is an abbreviation's: ``Gen.``."""
    return words.endswith(".") and words.rsplit(None, 1)[-1].rstrip(".") in clutter.abbreviations - {"U.S", "U.N"}


def _closes(text: str) -> bool:
    """Whether a quotation opened before ends here, before another begins."""
    first = re.search(r"[\"“”]", text)
    if first is None or len(text) > _QUOTE_TAIL or first.start() == 0:
        return False
    return first.group() == "”" or (first.group() == '"' and text.count('"') % 2 == 1)


def story(text: str, spans: list[Span], dateline: tuple[int, Dateline] | None, clutter: Clutter) -> tuple[Span, ...]:
    """The paragraphs without dateline, credits, subheads, lists of links and repeats."""
    found: list[Span] = []
    for n, span in enumerate(spans):
        start = dateline[1].end if dateline and dateline[0] == n else span.start
        cut = without_furniture(text, trimmed(text, start, span.end), clutter)
        cut = trimmed(text, cut.start, cut.end)
        if cut.end > cut.start and any(c.isalnum() for c in cut.quote(text)):
            found.append(cut)
    return tuple(_without_repeats(text, _without_links(text, found)))


def _without_links(text: str, spans: list[Span]) -> list[Span]:
    """Leaves out subheads, three and more headlines in a row, and headlines behind the story's end."""
    loose = [_is_loose(text, span) for span in spans]
    last = max((n for n, is_loose in enumerate(loose) if not is_loose), default=-1)
    kept: list[Span] = []
    for n, span in enumerate(spans):
        row = _row(loose, n)
        listed = n > 0 and spans[n - 1].quote(text).endswith(":")
        if not loose[n] or (n <= last and row < 3 and not is_heading(span.quote(text))) or listed:
            kept.append(span)
    return kept


def _is_loose(text: str, span: Span) -> bool:
    """A short line without a stop, which no list sign opens."""
    words = text[span.start : min(span.end, span.start + 400)]
    if _BULLET.match(words) or words[0] in "\"“‘'":
        return False
    return words.count(" ") < _LONGEST_LINK and not ends_sentence(re.sub(r"\s*\([^()]*\)$", "", words))


def _row(loose: list[bool], n: int) -> int:
    """How many loose lines stand together around the one at ``n`` (counted no further than needed)."""
    if not loose[n]:
        return 0
    start = end = n
    while start and loose[start - 1] and n - start < 3:
        start -= 1
    while end + 1 < len(loose) and loose[end + 1] and end - n < 3:
        end += 1
    return end - start + 1


def _without_repeats(text: str, spans: list[Span]) -> list[Span]:
    """A caption or pull quote that stands word for word before is read once."""
    seen: set[str] = set()
    kept: list[Span] = []
    for span in spans:
        words = span.quote(text)
        if words.count(" ") < 5 or words not in seen:
            kept.append(span)
        seen.add(words)
    return kept


def anything(text: str, clutter: Clutter) -> tuple[Span, ...]:
    """Every line that is no furniture: the body of a text that is nothing but headlines."""
    return tuple(line.span for line in split_lines(text) if not is_furniture(line.text, clutter))
