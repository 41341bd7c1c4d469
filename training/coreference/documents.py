"""GUM's documents as reports, with the words of each chain: what the choice of antecedents learns from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from communique.model.report import Report
from communique.model.span import Span
from training.language.corpora import Row, gum_documents, head_of, mentions, tree


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its chains: ``chain_at`` gives the chains that the word starting at a character heads."""

    name: str
    report: Report
    chain_at: dict[int, frozenset[str]]


def documents(data: Path, part: str) -> Iterator[Document]:
    """The documents of GUM's ``train``, ``dev`` or ``test`` with running text."""
    for name, rows in gum_documents(data, part).items():
        text, starts, paragraphs = _text(rows)
        chain_at: dict[int, set[str]] = {}
        for row, here, begins in zip(rows, mentions(rows), starts, strict=True):
            example = tree(row, "gum")
            for mention in here:
                chain_at.setdefault(begins[head_of(example, mention)], set()).add(mention.chain)
        digest = hashlib.sha256(text.encode()).hexdigest()
        report = Report(digest[:16], name, name, digest, text, paragraphs)
        yield Document(name, report, {at: frozenset(chains) for at, chains in chain_at.items()})


def _text(rows: list[Row]) -> tuple[str, list[list[int]], tuple[Span, ...]]:
    """The text, where each word of each sentence starts in it, and its paragraphs."""
    text, starts, edges = "", [], [0]
    for row in rows:
        if text and any(c.startswith("# newpar") for c in row.comments):
            text = text.rstrip() + "\n\n"
            edges.append(len(text))
        whole = {first: (last, form, misc) for first, last, form, misc in row.ranges}
        begins: list[int] = []
        skip = -1
        for i, cells in enumerate(row.columns):
            begins.append(len(text) if i > skip else begins[-1])
            if i <= skip:
                continue
            last, form, misc = whole.get(i, (i, cells[1], cells[9]))
            skip = last
            text += form if "SpaceAfter=No" in misc.split("|") else form + " "
        if not text.endswith((" ", "\n")):
            text += " "
        starts.append(begins)
    edges.append(len(text))
    bounds = [(a, a + len(text[a:b].rstrip())) for a, b in pairwise(edges)]
    return text, starts, tuple(Span(a, b) for a, b in bounds if b > a)
