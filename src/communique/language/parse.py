"""Parses the sentences of one report: tags, lemmas, tree, names and mention heads.

Batches never mix reports. The graph quantises activations by their range over a batch, so a sentence's scores depend
on what shares its batch; with one report to a batch, a report reads the same whatever is read before or beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from communique.language import encode, lemma, names, tree
from communique.language.weights import Labels, Weights
from communique.model.language import Act, Filler, NameSpan, NominalHead, Parsed, Sentence, Token
from communique.model.span import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

BATCH = 256
"""Sub-words a batch, padding included: 1,024 are a fifth slower, as they do not fit the processor's cache."""

LEAST_ACT, LEAST_SPEECH, LEAST_FILLER, LEAST_KIND = 0.05, 0.2, 0.2, 0.02
"""Probabilities below which the model's word on an act, on speech, on a filler or on a class is not kept."""

REMEMBERED = 100_000
"""Lemmas kept."""

JOIN = "parataxis"
"""Relation of the root of a later window to the root of the first, in sentences too long to parse at once."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a sentence short enough to parse: its words from ``offset`` onwards."""

    sentence: int
    offset: int
    forms: tuple[str, ...]
    code: encode.Encoded

    def __len__(self) -> int:
        return len(self.forms)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of one window; governors within the window, names and mention heads within the sentence."""

    window: Window
    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[NameSpan]
    mentions: list[NominalHead]
    acts: list[Act]
    sorts: list[str]


class Scores(NamedTuple):
    """The graph's outputs, the first two dimensions being [window, word].

    ``upos`` and ``xpos`` are classes, ``edits`` the three best classes of lemma edit, ``kind`` probabilities, ``name``
    and ``arcs`` log probabilities, ``rels`` the best class of relation to each possible governor, ``trigger``,
    ``status`` and ``cue`` probabilities, ``sort`` classes, ``roles`` probabilities of each role for a pair of words.
    """

    upos: Array
    xpos: Array
    edits: Array
    kind: Array
    name: Array
    arcs: Array
    rels: Array
    trigger: Array
    status: Array
    cue: Array
    sort: Array
    roles: Array

    def of(self, row: int, words: int) -> Scores:
        """What concerns one window, without padding after its words."""
        return Scores(*(part[row, :words] for part in self))


class Parser:
    """Runs the graph over the sentences of one report at a time."""

    def __init__(self, weights: Weights, forms: Mapping[tuple[str, str], str] | None = None) -> None:
        self._session, self._labels = weights.session, weights.labels
        self._encoder = encode.Encoder(weights.tokenizer, weights.labels.hints)
        self._lemmas = frozenset(found for table in weights.labels.lemmas.values() for found in table.values())
        self._forms = forms or {}
        self._made: dict[tuple[str, str, tuple[int, ...]], str] = {}

    def parse(self, text: str, sentences: Sequence[tuple[Span, Sequence[Span]]]) -> tuple[Parsed, ...]:
        """One `Parsed` for each sentence, given with its words; all of one report."""
        forms = [[w.quote(text) for w in words] for _, words in sentences]
        found: dict[int, list[Reading]] = {n: [] for n in range(len(sentences))}
        for reading in self._readings(self._windows(forms)):
            found[reading.window.sentence].append(reading)
        for readings in found.values():
            readings.sort(key=lambda r: r.window.offset)
        return tuple(assemble(span, words, found[n]) for n, (span, words) in enumerate(sentences))

    def _windows(self, forms: Sequence[Sequence[str]]) -> list[Window]:
        return [w for n, words in enumerate(forms) for w in windows(n, words, self._encoder.pieces(words))]

    def _readings(self, found: list[Window]) -> Iterator[Reading]:
        for group in batches(found):
            scores = Scores(*self._session.run(None, feed(group)))
            tags = names.best_tags(_without_padding(scores.name, group), self._labels.name)
            for row, window in enumerate(group):
                yield self._reading(window, scores.of(row, len(window)), tags[row, : len(window)].tolist())

    def _reading(self, window: Window, scores: Scores, tags: list[int]) -> Reading:
        labels = self._labels
        heads = tree.heads(scores.arcs[:, : len(window) + 1])
        xpos = [labels.xpos[x] for x in scores.xpos.tolist()]
        return Reading(
            window,
            [labels.upos[u] for u in scores.upos.tolist()],
            xpos,
            list(map(self._lemma, window.forms, xpos, scores.edits.tolist())),
            heads,
            [labels.deprel[int(scores.rels[i, h + 1])] if h >= 0 else "root" for i, h in enumerate(heads)],
            names.spans(tags, scores.name, labels.name, window.offset),
            _mentions(scores.kind, labels, window.offset),
            list(_acts(scores, labels, window)),
            [labels.sort[x] for x in scores.sort.tolist()],
        )

    def _lemma(self, form: str, xpos: str, choices: Sequence[int]) -> str:
        """The lemma of a form with this tag, remembered: the same words come again and again."""
        key = (form, xpos, tuple(choices))
        found = self._made.get(key)
        if found is None:
            if len(self._made) > REMEMBERED:
                self._made.clear()
            found = self._made[key] = self._make_lemma(form, xpos, choices)
        return found

    def _make_lemma(self, form: str, xpos: str, choices: Sequence[int]) -> str:
        """The lemma of a known form; else what the best edit makes of it that is a word; else what the best makes."""
        known = self._forms.get((xpos[:2], form.lower())) if xpos not in ("NNP", "VB") else None
        known = known or self._labels.lemmas.get(xpos, {}).get(form.lower())
        if known is not None:
            return known
        made = list(_applied(form, [self._labels.lemma[c] for c in choices])) or [form]
        if xpos == "NNP":  # names change their case at most: "United" of the United States is not "Unite"
            return next((m for m in made if m.lower() == form.lower()), form)
        best = made[0]
        if best.lower() == form.lower() or xpos not in lemma.INFLECTED or self._knows(best):
            return best
        edits = [*(self._labels.lemma[c] for c in choices[1:]), *lemma.regular(form, xpos)]
        return next((m for m in _applied(form, edits) if m.lower() != form.lower() and self._knows(m)), best)

    def _knows(self, word: str) -> bool:
        return word in self._lemmas or self._encoder.knows(word)


def _applied(form: str, edits: Sequence[str]) -> Iterator[str]:
    """What those edits make of the form that can be applied to it."""
    made = (lemma.apply(edit, form) for edit in edits)
    return (m for m in made if m is not None)


def _mentions(kind: Array, labels: Labels, offset: int) -> list[NominalHead]:
    """The words that likely head a mention, class 0 being none."""
    best, sure = kind.argmax(axis=-1), kind.max(axis=-1)
    return [
        NominalHead(int(i) + offset, labels.kind[best[i]], round(float(sure[i]), 4)) for i in best.nonzero()[0].tolist()
    ]


def _acts(scores: Scores, labels: Labels, window: Window) -> Iterator[Act]:
    """The words that may tell an event or report speech, class 0 of triggers and roles being none."""
    told, speech = 1.0 - scores.trigger[:, 0], scores.cue
    for i in ((told >= LEAST_ACT) | (speech >= LEAST_SPEECH)).nonzero()[0].tolist():
        roles = scores.roles[i, : len(window)]
        best = roles[:, 1:].argmax(axis=-1) + 1
        fillers = [
            Filler(j + window.offset, labels.role[best[j]], round(float(roles[j, best[j]]), 4))
            for j in (roles[:, 0] < 1.0 - LEAST_FILLER).nonzero()[0].tolist()
        ]
        yield Act(
            i + window.offset,
            round(float(told[i]), 4),
            round(float(speech[i]), 4),
            _ranked(scores.trigger[i, 1:], labels.trigger[1:]),
            _ranked(scores.status[i], labels.status),
            tuple(fillers),
        )


def _ranked(row: Array, names: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """Classes of some weight with their probabilities, the best first; always the best."""
    order = (-row).argsort(kind="stable")[:4].tolist()
    return tuple((names[k], round(float(row[k]), 4)) for n, k in enumerate(order) if n == 0 or row[k] >= LEAST_KIND)


def windows(sentence: int, forms: Sequence[str], pieces: Sequence[encode.Piece]) -> Iterator[Window]:
    """The sentence as one window, or as several of at most `encode.LONGEST` sub-words, cut between words."""
    start, size = 0, 0
    for i, (ids, _, _) in enumerate(pieces):
        if size + len(ids) > encode.LONGEST:
            yield Window(sentence, start, tuple(forms[start:i]), encode.encode(pieces[start:i]))
            start, size = i, 0
        size += len(ids)
    if start < len(pieces):
        yield Window(sentence, start, tuple(forms[start:]), encode.encode(pieces[start:]))


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
        "hints": _padded([c.hints for c in codes], encode.HINTS),
    }


def _padded(rows: Sequence[Sequence[Any]], *inner: int) -> Array:
    """The rows in one array filled up with zeros; ``inner`` is the shape of an element that is no number."""
    import numpy as np

    out = np.zeros((len(rows), max(map(len, rows)), *inner), dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out


def _without_padding(log: Array, group: Sequence[Window]) -> Array:
    """The scores with nothing said of the places past a window's last word."""
    out = log.copy()
    for row, window in enumerate(group):
        out[row, len(window) :] = 0.0
    return out


def assemble(span: Span, words: Sequence[Span], readings: Sequence[Reading]) -> Parsed:
    """The sentence out of the readings of its windows, in order."""
    top = readings[0].heads.index(-1) if readings else 0
    tokens = [token for reading in readings for token in _tokens(words, reading, top)]
    found = [name for reading in readings for name in reading.names]
    heads = [mention for reading in readings for mention in reading.mentions]
    acts = [act for reading in readings for act in reading.acts]
    sorts = [sort for reading in readings for sort in reading.sorts]
    return Parsed(Sentence(span, tuple(tokens)), tuple(found), tuple(heads), tuple(acts), tuple(sorts))


def _tokens(words: Sequence[Span], r: Reading, top: int) -> Iterator[Token]:
    """The tokens of a window; the root of a later one hangs on ``top``, the root of the first."""
    offset = r.window.offset
    for i, head in enumerate(r.heads):
        governor, rel = head + offset, r.deprels[i]
        if head < 0:
            governor, rel = (top, JOIN) if offset else (-1, rel)
        yield Token(words[i + offset], r.window.forms[i], r.lemmas[i], r.upos[i], r.xpos[i], governor, rel)
