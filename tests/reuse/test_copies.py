"""Rewritten copies of whole reports, made with a fixed seed from words of our own."""

from __future__ import annotations

import random
from difflib import SequenceMatcher

import pytest

from communique.reuse import find_reuse
from eval.copies import Editor, rewritten, score, sentences

RNG = random.Random(1)
WORDS = ["".join(RNG.choice(c) for c in ("bdfglmnprst", "aeiou", "bdfglmnprst", "aeiou", "nrst")) for _ in range(4000)]


def texts(count: int) -> list[list[str]]:
    rng = random.Random(3)
    return [[rng.choice(WORDS) for _ in range(400)] for _ in range(count)]


@pytest.mark.parametrize("rate, least", [(0.0, 0.99), (0.1, 0.99), (0.3, 0.9)])
def test_passages_rewritten_at_a_rate_are_found(rate: float, least: float) -> None:
    reports, copies = rewritten(texts(80), rate, random.Random(5))
    found = score(find_reuse(reports), copies)
    assert found.f1 >= least, found
    assert found.gold == 40


def test_the_editor_changes_as_many_words_as_asked() -> None:
    words = texts(1)[0]
    new = Editor(random.Random(1)).rewrite(words, 0.3)
    kept = sum(block.size for block in SequenceMatcher(None, words, new, autojunk=False).get_matching_blocks())
    assert 0.6 < kept / len(words) < 0.85
    assert Editor(random.Random(1)).rewrite(words, 0.0) == words


def test_sentences_end_at_full_stops() -> None:
    assert [len(s) for s in sentences("one two three four five. six seven eight nine ten.".split())] == [5, 5]
