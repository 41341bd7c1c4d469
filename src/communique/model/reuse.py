"""Passages that stand in more than one report."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one report's text, by report id."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reuse:
    """One passage of at least 20 words that two or more reports share, word for word or nearly.

    ``passages`` has one entry a report, in the order of likely origin (earliest first, then by report name).
    ``similarity`` is the share of words that are the same, 0 to 1, at its lowest over the pairs with the first.
    """

    passages: tuple[Passage, ...]
    similarity: float
