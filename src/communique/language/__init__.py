"""The language stage: text to sentences with words, tags, lemmas, trees, names and mention heads.

`load` reads the trained model once; the `Analyser` it returns reads reports. Nothing here touches the network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.language.segment import sentences, without_boxes
from communique.language.tokenise import words
from communique.model.language import Parsed
from communique.model.span import Span

if TYPE_CHECKING:
    from communique.language.weights import Weights

__all__ = ["Analyser", "load", "sentences", "words"]


class Analyser:
    """Reads one report at a time; the same text gives the same result, whatever was read before."""

    def __init__(self, weights: Weights, forms: Mapping[tuple[str, str], str] | None = None) -> None:
        from communique.language.parse import Parser

        self._parser = Parser(weights, forms)
        self._card = weights.card

    @property
    def card(self) -> dict[str, Any]:
        """The model's card: version, data, seed, held-out scores."""
        return self._card

    def read(self, text: str, paragraphs: Sequence[Span]) -> tuple[Parsed, ...]:
        """The sentences of ``paragraphs`` (spans of ``text``), parsed, in the order given."""
        plain = without_boxes(text)
        found = [(s, words(plain, s)) for s in sentences(plain, paragraphs)]
        return self._parser.parse(text, [pair for pair in found if pair[1]])

    def read_words(self, text: str, cut: Sequence[tuple[Span, Sequence[Span]]]) -> tuple[Parsed, ...]:
        """The same for sentences that are cut into words already."""
        return self._parser.parse(text, cut)


def load(
    directory: Path | None = None, threads: int = 1, forms: Mapping[tuple[str, str], str] | None = None
) -> Analyser:
    """The analyser of a weights folder, the shipped English one by default; `WeightsError` where it does not fit.

    ``forms`` are lemmas known beforehand, by a Penn tag's first two letters and the form: ("VB", "ratified").
    """
    from communique.language import weights

    return Analyser(weights.load(directory or weights.DEFAULT, threads), forms)
