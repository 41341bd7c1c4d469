"""Words of reports made fit to be set in a document: on one line, and with nothing that acts unseen."""

from __future__ import annotations

import re

from communique.brief.tree import Line, Source
from communique.brief.wording import put
from communique.dossier.marks import seen
from communique.record.wording import day_words

_NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")  # which no XML may hold


def plain(words: str) -> str:
    """Words on one line; characters that would not be seen, but steer a screen, are written out.

    >>> plain("a\\n b\\u202ec")
    'a b[U+202E]c'
    """
    told = seen(" ".join(words.split()))
    return _NO_CHARACTERS.sub(lambda match: f"[U+{ord(match[0]):04X}]", told)


def marks(line: Line) -> str:
    """The numbers of a line's sources, with the word on how many reports tell it: "[1][2] (2 reports of 1 origin)"."""
    numbers = "".join(f"[{number}]" for number in line.sources)
    return f"{numbers} ({line.note})" if line.note else numbers


def reference(source: Source) -> str:
    """Where a passage stands: publisher, title, date; file and characters."""
    span = source.evidence.span
    return put(
        "method",
        "source",
        origin=", ".join(filter(None, (plain(source.publisher), f"“{plain(source.title)}”"))),
        date=day_words(source.published) if source.published else put("word", "undated"),
        file=plain(source.file),
        start=span.start,
        end=span.end,
    )


def quotation(source: Source) -> str:
    """The passage in quotation marks."""
    return f"“{plain(source.evidence.quote)}”"
