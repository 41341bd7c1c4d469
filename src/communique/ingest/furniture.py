"""Lines that are no part of the story: links, calls to the reader, credits, menus, rulers."""

from __future__ import annotations

import re

from communique.ingest.clutter import Clutter
from communique.ingest.lines import ends_sentence, is_ruler
from communique.model.span import Span

_ADDRESS = re.compile(r"^\W*(?:[\w/ ]{0,20}:\s*)?<?(?:https?://|www\.)\S+>?\W*$", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w")
_PIPES = re.compile(r"\s[|•·»]\s")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]\n]{2,90})[)\]]\s*[.]?$")
_LAST_STOP = re.compile(r"[.!?][\"'”’]?\s(?=[^.!?]{0,100}$)")
_BAR = re.compile(r"\s\|\s")
_CREDITLESS = re.compile(r"\w+\.\s")
LONGEST_CALL = 40  # words; the longest call to the reader met in one line without a second cue had 33
LONGEST_HEADING = 8
LONGEST_CREDIT = 14


def bare(text: str) -> str:
    """A line without markdown signs around it."""
    return text.lstrip("#*_>•·- \t\u00a0").rstrip("*_ \t\u00a0")


def is_furniture(text: str, clutter: Clutter) -> bool:
    """Whether a line is something else than the story's words.

    >>> is_furniture("CLICK HERE TO GET OUR APP", clutter)
    True
    """
    if is_ruler(text) or _ADDRESS.match(text):
        return True
    words = bare(text)
    lower, count = words.lower(), words.count(" ") + 1
    if lower.strip(" :.…»>›→") in clutter.whole:
        return True
    if _is_call(words, lower, count, clutter):
        return True
    return is_menu(words) or is_credit(words, clutter)


def _is_call(words: str, lower: str, count: int, clutter: Clutter) -> bool:
    cues = sum(cue in lower for cue in clutter.weak) if count <= 200 else 0
    if cues >= (2 if count <= LONGEST_CALL else 3):
        return True
    if count > LONGEST_CALL:
        return False
    if clutter.starts.match(words.lstrip("(<[")) or any(cue in lower for cue in clutter.strong):
        return True
    return "@" in words and count <= 30 and _MAIL.search(words) is not None and '"' not in words and "“" not in words


def is_menu(text: str) -> bool:
    """Short items between bars: ``Home | World | Africa``."""
    items = _PIPES.split(text)
    return len(items) > 2 and sum(len(i.split()) for i in items) <= 4 * len(items) and not ends_sentence(text)


def is_credit(text: str, clutter: Clutter) -> bool:
    """A picture's credit and nothing else: ``Getty Images``, ``Jane Doe/AFP``, ``(AP Photo/Jane Doe)``."""
    inner = text.strip("()[] ")
    if len(inner.split()) > LONGEST_CREDIT or (ends_sentence(text) and text == inner):
        return False
    found = clutter.credit.search(inner)
    if not found or _CREDITLESS.search(inner):
        return False
    return "/" in inner or text != inner or found.start() == 0 or found.end() == len(inner) or inner.startswith("©")


def is_heading(text: str) -> bool:
    """A few words without a stop between paragraphs."""
    first = text.lstrip("\"'“‘")[:1]
    return text.count(" ") < LONGEST_HEADING and not ends_sentence(text) and (first.isupper() or first == "#")


def without_furniture(text: str, span: Span, clutter: Clutter) -> Span:
    """The part of a paragraph that is the story's or a caption's words: labels before and credits behind it cut."""
    match = clutter.prefixes.match(text, span.start, span.end)
    start = match.end() if match and match.end() < span.end else span.start
    end = _before_credit(text, start, span.end, clutter)
    return Span(start, end) if end > start else span


def _before_credit(text: str, start: int, end: int, clutter: Clutter) -> int:
    for pattern in (_BAR, _BRACKETED, _LAST_STOP):
        at = max(start, end - 400) if pattern is not _BAR else start
        match = pattern.search(text, at, end)
        tail = text[match.start() if pattern is _BRACKETED else match.end() : end] if match else ""
        if match and _credits(tail, pattern, clutter):
            end = match.start() + (1 if pattern is _LAST_STOP else 0)
            end += pattern is _LAST_STOP and text[end] in "\"'”’"
    return end


def _credits(tail: str, pattern: re.Pattern[str], clutter: Clutter) -> bool:
    """Whether what follows a bar, a stop or a bracket is a credit."""
    words = tail.strip(" ()[].")
    found = clutter.credit.search(words[:80])
    if not found or len(words.split()) > 60:
        return False
    if pattern is _BRACKETED:
        return len(words.split()) <= LONGEST_CREDIT
    if pattern is _BAR:
        return True
    return len(words.split()) <= 10 and ("/" in words or ":" in words or words.istitle()) and not ends_sentence(tail)
