"""Word shapes and sub-words."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from communique.language import encode, weights


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("troops", "lower"), ("Aleppo", "title"), ("NATO", "upper"), ("A", "title"), ("McKay", "mixed"),
        ("iPhone", "mixed"), ("2020", "digits"), ("16s", "alphanumeric"), ("”", "punctuation"), ("O'Neil", "mixed"),
        ("北京", "other"),
    ],
)  # fmt: skip
def test_shape(word: str, expected: str) -> None:
    assert encode.SHAPES[encode.shape(word)] == expected


@pytest.fixture(scope="module")
def encoder() -> encode.Encoder:
    return encode.Encoder(Tokenizer.from_file(str(weights.DEFAULT / weights.TOKENIZER)))


def test_words_without_sub_words_are_unknown(encoder: encode.Encoder) -> None:
    assert encoder.pieces(["\u200b"])[0][0] == (encode.UNK,)


def test_letters_with_strokes_read_as_plain_ones(encoder: encode.Encoder) -> None:
    assert encoder.pieces(["Łódź"])[0][0] == encoder.pieces(["Lodz"])[0][0]


def test_long_words_keep_both_ends(encoder: encode.Encoder) -> None:
    ids = encoder.pieces(["https://example.org/" + "a1-" * 20])[0][0]
    assert len(ids) == encode.LONGEST_WORD


def test_first_and_last_point_at_the_words_ends(encoder: encode.Encoder) -> None:
    code = encode.encode(encoder.pieces(["Peshmerga", "fled"]))
    assert code.ids[0] == encode.CLS
    assert code.ids[-1] == encode.SEP
    assert code.first[0] == 1
    assert code.last[0] + 1 == code.first[1]
    assert len(code.ids) == len(code.shapes)
