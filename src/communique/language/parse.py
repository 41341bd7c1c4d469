"""Parses the sentences of one report: tags, lemmas, tree, names and mention heads.

Batches never mix reports. The graph quantises activations by their range over a batch, so a sentence's scores depend
on what shares its batch; with one report to a batch, a report reads the same whatever is read before or beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from communique.language import encode, lemma, names, tree
from communique.language.weights import Labels, Weights
from communique.model.language import NameSpan, NominalHead, Parsed, Sentence, Token
from communique.model.span import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

BATCH = 1024
"""Sub-words a batch, padding included: more gains no speed and takes memory."""

JOIN = "parataxis"
"""Relation of the root of a later window to the root of the first, in sentences too long to parse at once."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a sentence short enough to parse: word ``offset`` onwards."""

    sentence: int
    offset: int
    code: encode.Encoded

    def __len__(self) -> int:
        return len(self.code.first)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the graph says of one window, cut to its words; classes as numbers, governors within the window."""

    window: Window
    upos: list[int]
    xpos: list[int]
    lemma: list[list[int]]
    heads: list[int]
    deprel: list[int]
    names: tuple[NameSpan, ...]
    kinds: tuple[tuple[int, int, float], ...]


class Parser:
    """Runs the graph over the sentences of one report at a time."""

    def __init__(self, weights: Weights) -> None:
        self._session, self._labels = weights.session, weights.labels
        self._encoder = encode.Encoder(weights.tokenizer)

    def parse(self, text: str, sentences: Sequence[tuple[Span, Sequence[Span]]]) -> tuple[Parsed, ...]:
        """One `Parsed` for each sentence, given with its words; all of one report."""
        forms = [[w.quote(text) for w in words] for _, words in sentences]
        found: dict[int, list[Reading]] = {n: [] for n in range(len(sentences))}
        for reading in self._readings(self._windows(forms)):
            found[reading.window.sentence].append(reading)
        return tuple(
            assemble(span, words, forms[n], sorted(found[n], key=lambda r: r.window.offset), self._labels)
            for n, (span, words) in enumerate(sentences)
        )

    def _windows(self, forms: Sequence[Sequence[str]]) -> list[Window]:
        return [w for n, words in enumerate(forms) for w in windows(n, self._encoder.pieces(words))]

    def _readings(self, found: list[Window]) -> Iterator[Reading]:
        for group in batches(found):
            yield from self._run(group)

    def _run(self, group: list[Window]) -> Iterator[Reading]:
        outputs = self._session.run(None, feed(group))
        upos, xpos, edits, kind, name, arcs, rels = outputs
        chosen = names.best_tags(_without_padding(name, group), self._labels.name)
        kinds, sure = kind.argmax(axis=-1), kind.max(axis=-1)
        for row, window in enumerate(group):
            n = len(window)
            heads = tree.heads(arcs[row, :n, : n + 1])
            yield Reading(
                window,
                upos[row, :n].tolist(),
                xpos[row, :n].tolist(),
                edits[row, :n].tolist(),
                heads,
                [int(rels[row, i, h + 1]) for i, h in enumerate(heads)],
                tuple(names.spans(chosen[row, :n].tolist(), name[row], self._labels.name, window.offset)),
                tuple((int(i), int(kinds[row, i]), float(sure[row, i])) for i in kinds[row, :n].nonzero()[0]),
            )


def windows(sentence: int, pieces: Sequence[tuple[tuple[int, ...], int]]) -> Iterator[Window]:
    """The sentence as one window, or as several of at most `encode.LONGEST` sub-words, cut between words."""
    start, size = 0, 0
    for i, (ids, _) in enumerate(pieces):
        if size + len(ids) > encode.LONGEST:
            yield Window(sentence, start, encode.encode(pieces[start:i]))
            start, size = i, 0
        size += len(ids)
    if start < len(pieces):
        yield Window(sentence, start, encode.encode(pieces[start:]))


def batches(found: list[Window]) -> Iterator[list[Window]]:
    """Windows of like length together, at most about `BATCH` sub-words with padding."""
    group: list[Window] = []
    for window in sorted(found, key=lambda w: (len(w.code.ids), w.sentence, w.offset)):
        if group and len(window.code.ids) * (len(group) + 1) > BATCH:
            yield group
            group = []
        group.append(window)
    if group:
        yield group


def feed(group: Sequence[Window]) -> dict[str, Array]:
    """The graph's inputs for a batch; padding is 0, which no word begins at."""
    codes = [w.code for w in group]
    return {
        "ids": _padded([c.ids for c in codes]),
        "shapes": _padded([c.shapes for c in codes]),
        "first": _padded([c.first for c in codes]),
        "last": _padded([c.last for c in codes]),
    }


def _padded(rows: Sequence[Sequence[int]]) -> Array:
    import numpy as np

    out = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out


def _without_padding(log: Array, group: Sequence[Window]) -> Array:
    """The scores with nothing said of the places past a window's last word."""
    out = log.copy()
    for row, window in enumerate(group):
        out[row, len(window) :] = 0.0
    return out


def assemble(
    span: Span, words: Sequence[Span], forms: Sequence[str], readings: Sequence[Reading], labels: Labels
) -> Parsed:
    """The sentence out of the readings of its windows, in order."""
    top = _root(readings[0]) if readings else 0
    tokens: list[Token] = []
    for reading in readings:
        tokens.extend(_tokens(words, forms, reading, labels, top))
    found = [n for reading in readings for n in reading.names]
    heads = [
        NominalHead(i + r.window.offset, labels.kind[kind], round(score, 4))
        for r in readings
        for i, kind, score in r.kinds
    ]
    return Parsed(Sentence(span, tuple(tokens)), tuple(found), tuple(heads))


def _root(reading: Reading) -> int:
    return reading.heads.index(-1)


def _tokens(words: Sequence[Span], forms: Sequence[str], reading: Reading, labels: Labels, top: int) -> Iterator[Token]:
    offset = reading.window.offset
    for i, head in enumerate(reading.heads):
        at = i + offset
        xpos = labels.xpos[reading.xpos[i]]
        rel = labels.deprel[reading.deprel[i]]
        governor = head + offset
        if head < 0:
            governor, rel = (top, JOIN) if offset else (-1, "root")
        form = forms[at]
        yield Token(
            words[at], form, _lemma(form, reading.lemma[i], labels), labels.upos[reading.upos[i]], xpos, governor, rel
        )


def _lemma(form: str, choices: Sequence[int], labels: Labels) -> str:
    """What the best applicable edit makes of the form; the form itself where none applies."""
    made = (lemma.apply(labels.lemma[c], form) for c in choices)
    return next((m for m in made if m is not None), form)
