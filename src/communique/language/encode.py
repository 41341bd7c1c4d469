"""Words as the network takes them: sub-word ids, a shape per sub-word, hints, and where each word begins and ends.

Training and run time share this module, so that both see the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP, UNK, PAD = 101, 102, 100, 0
"""Ids of the special sub-words in the vocabulary of the encoder."""

SHAPES = ("other", "lower", "title", "upper", "mixed", "digits", "alphanumeric", "punctuation")
"""Word shapes, since the encoder's own sub-words are lower-cased; "other" are scripts without case."""

LONGEST_WORD = 16
"""Sub-words kept of one word: a web address needs no more, and a word is read at its two ends only."""

LONGEST = 510
"""Sub-words the encoder takes at once, besides the two special ones."""

HINTS = 4
"""Hints a word carries at most."""

_NO_HINTS = (0,) * HINTS
_CACHE_SIZE = 200_000

# Letters that Unicode does not decompose, as readers without them type them.
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss"}
)


@dataclass(frozen=True, slots=True)
class Encoded:
    """One sequence of words for the network; ``first`` and ``last`` index into ``ids``, which start with [CLS].

    ``hints`` holds `HINTS` numbers a word: the kinds of event that a dictionary has for it, 0 where it has no more.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]
    hints: tuple[tuple[int, ...], ...]


Piece = tuple[tuple[int, ...], int, tuple[int, ...]]
"""One word: its sub-word ids, its shape, its hints."""


def shape(word: str) -> int:
    """The index in `SHAPES` of a word's shape.

    >>> SHAPES[shape("F-16s")]
    'alphanumeric'
    """
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if digits:
        return 6 if letters else 5
    if not letters:
        return 7
    if word.lower() == word.upper():
        return 0
    return _letter_shape(word, "".join(letters))


def _letter_shape(word: str, letters: str) -> int:
    if letters.islower():
        return 1
    if letters.isupper():
        return 2 if len(letters) == 1 else 3
    return 2 if word[0].isupper() and letters[1:].islower() else 4


class Encoder:
    """Cuts words into sub-words with the encoder's own tokenizer; remembers the words it has met.

    ``hints`` gives the numbers of the kinds of event that a lower-cased form may tell.
    """

    def __init__(self, tokenizer: Tokenizer, hints: Mapping[str, Sequence[int]] | None = None) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._vocabulary = frozenset(word for word in tokenizer.get_vocab() if word.isalpha())
        self._hints = {form: (*found, *_NO_HINTS)[:HINTS] for form, found in (hints or {}).items()}
        self._known: dict[str, Piece] = {}

    def knows(self, word: str) -> bool:
        """Whether a word is a sub-word by itself: thirty thousand frequent English words are.

        >>> encoder.knows("celebrate"), encoder.knows("celebrat")  # doctest: +SKIP
        (True, False)
        """
        return word.lower() in self._vocabulary

    def pieces(self, words: Sequence[str]) -> list[Piece]:
        """For each word its sub-word ids (at least one, at most `LONGEST_WORD`), its shape and its hints."""
        if len(self._known) > _CACHE_SIZE:
            self._known = {}
        new = list(dict.fromkeys(w for w in words if w not in self._known))
        if new:
            self._learn(new)
        return [self._known[w] for w in words]

    def _learn(self, words: list[str]) -> None:
        plain = [w.translate(_PLAIN) for w in words]
        for word, found in zip(words, self._tokenizer.encode_batch(plain, add_special_tokens=False), strict=True):
            self._known[word] = (_trim(tuple(found.ids)), shape(word), self._hints.get(word.lower(), _NO_HINTS))


def _trim(ids: tuple[int, ...]) -> tuple[int, ...]:
    """Keeps both ends of an overlong word; a word the vocabulary cannot see becomes [UNK]."""
    if len(ids) > LONGEST_WORD:
        half = LONGEST_WORD // 2
        return ids[:half] + ids[-half:]
    return ids or (UNK,)


def encode(pieces: Sequence[Piece]) -> Encoded:
    """The words' pieces in one row, between [CLS] and [SEP]."""
    ids, shapes = [CLS], [0]
    first, last = [], []
    for word, form, _ in pieces:
        first.append(len(ids))
        ids.extend(word)
        shapes.extend([form] * len(word))
        last.append(len(ids) - 1)
    return Encoded((*ids, SEP), (*shapes, 0), tuple(first), tuple(last), tuple(hints for _, _, hints in pieces))
