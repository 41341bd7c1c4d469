"""Sentences and tokens in the terms of Universal Dependencies (UD)."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property

from communique.model.span import Span

HYPHENS = frozenset({"-", "–"})


@dataclass(frozen=True, slots=True)
class Token:
    """One UD word with its place in the report's text.

    ``head`` is the index of the governor within the sentence, -1 at the root. ``xpos`` is the Penn tag
    (VBD, VBN, NNP ...). ``space_after`` tells whether white space follows.
    """

    span: Span
    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str

    @property
    def rel(self) -> str:
        """The relation without its subtype: ``nsubj`` for ``nsubj:pass``."""
        return self.deprel.partition(":")[0]


@dataclass(frozen=True)
class Sentence:
    """A sentence: its characters and its tokens, in order, as one tree."""

    span: Span
    tokens: tuple[Token, ...]

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head >= 0:
                below[token.head].append(i)
        return tuple(tuple(c) for c in below)

    @cached_property
    def _rels(self) -> tuple[str, ...]:
        return tuple(token.rel for token in self.tokens)

    def children(self, i: int, *rels: str) -> tuple[int, ...]:
        """Dependents of token ``i`` in text order; with ``rels`` only those.

        A relation named without subtype matches all its subtypes: ``"nsubj"`` finds ``nsubj:pass``.
        """
        below = self._children[i]
        if not rels or not below:
            return below
        own, tokens = self._rels, self.tokens
        return tuple(c for c in below if own[c] in rels or tokens[c].deprel in rels)

    def subtree(self, i: int, without: tuple[str, ...] = ()) -> tuple[int, ...]:
        """Token ``i`` and all below it, in text order, leaving out the branches hung by ``without``."""
        return tuple(sorted(self._walk(i, without)))

    def _walk(self, i: int, without: tuple[str, ...]) -> Iterator[int]:
        stack, own, tokens = [i], self._rels, self.tokens
        while stack:
            j = stack.pop()
            yield j
            below = self._children[j]
            if without and below:
                below = tuple(c for c in below if own[c] not in without and tokens[c].deprel not in without)
            stack.extend(below)

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of token ``i``, nearest first, up to the root."""
        j = self.tokens[i].head
        while j >= 0:
            yield j
            j = self.tokens[j].head

    def first_conjunct(self, i: int) -> int:
        """The first of the coordination that token ``i`` is in, on which the others hang; ``i`` itself outside any."""
        while self.tokens[i].rel == "conj":
            i = self.tokens[i].head
        return i

    def within(self, span: Span) -> tuple[int, ...]:
        """The indices of the tokens that lie within a stretch of the report's text, in order."""
        return tuple(i for i, token in enumerate(self.tokens) if span.covers(token.span))

    @cached_property
    def root(self) -> int:
        """The index of the root token."""
        return next(i for i, t in enumerate(self.tokens) if t.head < 0)

    def at(self, offset: int) -> int | None:
        """The index of the token that covers character ``offset``, if any."""
        for i, token in enumerate(self.tokens):
            if token.span.start <= offset < token.span.end:
                return i
        return None


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens ``first`` to ``last`` (inclusive) of a sentence that name something of ``kind``."""

    first: int
    last: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class NominalHead:
    """Token ``index`` heads a mention of ``kind``: "minister", "troops", "agreement"."""

    index: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Filler:
    """Token ``index`` stands for what fills ``role``, with this probability; "speaker" where the act is speech."""

    index: int
    role: str
    score: float


@dataclass(frozen=True, slots=True)
class Act:
    """Token ``index`` likely tells an event: kinds and statuses it may have, each with its probability, best first.

    ``score`` is the probability that it tells an event at all. ``speech`` is the probability that it reports speech.
    """

    index: int
    score: float
    speech: float
    kinds: tuple[tuple[str, float], ...]
    statuses: tuple[tuple[str, float], ...]
    fillers: tuple[Filler, ...]

    def pointing(self, roles: Container[str], least: float) -> Iterator[Filler]:
        """What fills one of ``roles`` with at least this probability, in text order."""
        return (f for f in self.fillers if f.role in roles and f.score >= least)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the language model reads in one sentence: its tree, names, heads of other mentions, and acts.

    ``sorts`` gives for each token the kind of entity it would be as a party to an event.
    """

    sentence: Sentence
    names: tuple[NameSpan, ...] = ()
    heads: tuple[NominalHead, ...] = ()
    acts: tuple[Act, ...] = ()
    sorts: tuple[str, ...] = ()
