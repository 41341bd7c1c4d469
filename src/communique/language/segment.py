"""Sentences: where they begin and end within the paragraphs of a report.

A sentence ends at a full stop, question or exclamation mark, or ellipsis, with the quotes and brackets that close
there, before white space and something that can begin a sentence. Abbreviations, initials and speech after a quoted
question are looked at twice. On GUM's news these rules find more of the gold boundaries than the library `sentencex`
(F1 94 against 89), which keeps a quotation of several sentences in one piece; on speech and essays the two are equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.language import tables
from communique.model.span import Span

_END = re.compile(r"(?:[.!?]+|…+|[。！？])[\"'”’»)\]]*(?=\s)")
_NEXT = re.compile(r"\s+[\"'“‘«(\[<—–-]*\s*")
_LAST_WORD = re.compile(r"[^\s\"“”‘«(\[<—–]+$")
_WORDS = re.compile(r"[\w’'-]+")
_LABEL = re.compile(r"[A-Z]\w+:\s")
_INITIAL = re.compile(r"(?:[A-Z]\.-?)+$")
_BOX = re.compile(r"\b([A-Z][\w'’-]+) (?:[\w.()'’-]+ ){0,5}\1(?=[“\"‘']?[A-Z]).{10,600}? MORE\b")
_ITEM = re.compile(
    r"\s*(?:\(?(?:\d{1,2}|[a-z])\)|\d{1,2}\.)(?=\s+\w)"
)  # the number of a paragraph, which is no sentence
_DOTTED = re.compile(r"(?:[A-Za-z]\.){2,}$")


def sentences(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """The sentences of all paragraphs in text order, without white space at their ends.

    >>> text = "Gen. Milley left. He did not speak."
    >>> [s.quote(text) for s in sentences(text, [Span(0, len(text))])]
    ['Gen. Milley left.', 'He did not speak.']

    The number of a paragraph ("2.", "(a)") belongs to none.
    """
    return [s for p in paragraphs for s in _split(text, p)]


def without_boxes(text: str) -> str:
    """The text with white space, as much of it, for boxes on a person that a page shows inside its sentences.

    Such a box repeats the name and runs on into headlines and "MORE", as a page does that lost its markup.

    >>> text = "Sen. Ann Berg Ann Maria BergFive things to watch Berg drops out of race MORE said no."
    >>> " ".join(without_boxes(text).split())
    'Sen. Ann Berg said no.'
    """
    if " MORE" not in text:
        return text
    return _BOX.sub(lambda found: found[1] + " " * (found.end() - found.end(1)), text)


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    body = paragraph.quote(text)
    start = number.end() if (number := _ITEM.match(body)) else 0
    for found in _END.finditer(body):
        if _ends(body, found, start):
            yield from _trimmed(body, start, found.end(), paragraph.start)
            start = found.end()
    yield from _trimmed(body, start, len(body), paragraph.start)


def _trimmed(body: str, start: int, end: int, offset: int) -> Iterator[Span]:
    piece = body[start:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield Span(offset + start + left, offset + start + len(piece.rstrip()))


def _ends(body: str, found: re.Match[str], start: int) -> bool:
    """Whether the sentence that began at ``start`` ends with this punctuation."""
    gap = _NEXT.match(body, found.end())
    if gap is None or gap.end() >= len(body):
        return False
    head = body[gap.end()]
    if head.islower():
        return False
    mark = found.group()
    if mark[0] in "!?…" or len(mark) > 1:
        return not _speech_follows(mark, body, gap)
    return not _abbreviated(body, start, found, gap)


def _speech_follows(mark: str, body: str, gap: re.Match[str]) -> bool:
    """``"Why now?" Mrs. Merkel asked``: a quoted question within its sentence."""
    closed = mark[-1] in "\"'”’»"
    if not closed or mark[0] == "." or gap.group().strip():
        return False
    spoke = tables.load().spoke
    return any(w in spoke for w in _WORDS.findall(body, gap.end(), gap.end() + 60)[:4])


def _abbreviated(body: str, start: int, found: re.Match[str], gap: re.Match[str]) -> bool:
    """Whether a lone full stop belongs to an abbreviation and the sentence goes on."""
    if _LABEL.match(body, gap.end()):
        return False
    last = _LAST_WORD.search(body, start, found.end())
    word = last.group() if last else ""
    low, following, known = word.lower(), _following(body, gap), tables.load().abbreviations
    if low in known.titles:
        return following[:1].isupper() and not (low in known.closing_titles and _starts(following))
    if _INITIAL.fullmatch(word) or low in known.others or _DOTTED.fullmatch(word):
        return not _starts(following)
    return low in known.before_number and following[:1].isdigit()


def _following(body: str, gap: re.Match[str]) -> str:
    found = _WORDS.match(body, gap.end())
    return found.group() if found else ""


def _starts(word: str) -> bool:
    return word[:1].isupper() and word.lower() in tables.load().starters
