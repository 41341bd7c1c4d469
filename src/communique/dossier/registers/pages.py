"""The registers of a record as pages: each made once, those without a line left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from communique.dossier.book import Book
from communique.dossier.registers import agreements, arms, bodies, ceasefires, offices, relations
from communique.dossier.registers.page import Made, Page, quoted
from communique.model.span import Span

MODULES: tuple[Callable[[Made], Page], ...] = (
    agreements.page,
    bodies.page,
    ceasefires.page,
    arms.page,
    offices.page,
    relations.page,
)


def pages(book: Book) -> tuple[Page, ...]:
    """The registers that have lines."""
    made = Made(book)
    found = (make(made) for make in MODULES)
    helpers = {"quoted": partial(quoted, book), "side_name": made.side}
    return tuple(replace(page, values={**helpers, **page.values}) for page in found if page.items)


def cited(held: Iterable[Page]) -> dict[str, tuple[Span, ...]]:
    """By report: the passages that registers quote, so that its page can be linked at each."""
    found: dict[str, set[Span]] = defaultdict(set)
    for page in held:
        for evidence in page.cited:
            found[evidence.report].add(evidence.span)
    return {report: tuple(sorted(spans)) for report, spans in found.items()}
