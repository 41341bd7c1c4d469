"""Texts of the measurements as reports that nothing was taken from but what is given."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model.report import Found, Report
from communique.model.span import Span


def as_report(ident: str, text: str, published: str, body: Sequence[Span] = ()) -> Report:
    """A text as a report of that day; one paragraph where ``body`` gives none."""
    spans = tuple(body) or (Span(0, len(text)),)
    return Report(ident, ident, ident, "", text, spans, published=Found(published, "given"))
