"""Stretches of a paragraph in quotation marks, by the marks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.model.span import Span

CLOSED = re.compile(r"[“\"]([^“”\"]{2,2000})[”\"]")
OPENED = re.compile(r"(?:^|(?<=\s))[“\"](?=\w)")


def quotations(text: str, paragraph: Span) -> Iterator[Span]:
    """What stands in quotation marks, without the marks.

    A mark left open runs to the next opening mark or the end of the paragraph, as quotations of several paragraphs do.
    """
    at = paragraph.start
    while (opened := OPENED.search(text, at, paragraph.end)) or (closed := CLOSED.search(text, at, paragraph.end)):
        closed = CLOSED.search(text, at, paragraph.end)
        if opened and (closed is None or opened.start() < closed.start()):
            following = OPENED.search(text, opened.end(), paragraph.end)
            end = following.start() if following else paragraph.end
            yield Span(opened.end(), end)
            at = end
        elif closed:
            yield Span(*closed.span(1))
            at = closed.end()
        else:
            return
