"""Comparing names within one report: folded spellings, parts of names, misspellings, initials."""

from __future__ import annotations

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from communique.lexicon import Lexicon


def name_key(words: str) -> str:
    """A name folded for comparison: ASCII letters, lower-case, no possessive: "Čaputová’s" is "caputova"."""
    folded = anyascii(words).lower().replace("'s", "").replace("-", " ")
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def has_word(key: str, word: str, lexicon: Lexicon) -> bool:
    """Whether a one-word name is part of a full one; "Faisal" is no name for "Turki bin Faisal", his son."""
    parts = [
        w
        for before, w in zip(["", *key.split()], key.split(), strict=False)
        if before not in lexicon.grammar["patronymic"]
    ]
    if word in parts:
        return True
    return len(word) > 5 and any(
        p[0] == word[0] and Levenshtein.distance(p, word, score_cutoff=1) <= 1 for p in parts if len(p) > 5
    )


def same_person(left: str, right: str) -> bool:
    """Two full names of one person: one word set within the other, or the same but for a letter, or an initial."""
    a, b = left.split(), right.split()
    if len(a) > 1 and len(b) > 1 and (set(a) <= set(b) or set(b) <= set(a)):
        return True
    if len(a) != len(b) or not a:
        return False
    return all(_same_word(x, y) for x, y in zip(a, b, strict=True))


def _same_word(a: str, b: str) -> bool:
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    longest = max(len(a), len(b))
    return longest > 4 and a[0] == b[0] and Levenshtein.distance(a, b) <= longest // 5


def is_acronym(short: str, full: str, lexicon: Lexicon) -> bool:
    words = [w for w in full.split() if w not in lexicon.grammar["filler"]]
    return " " not in short and len(words) > 1 and len(short) == len(words) and short == "".join(w[0] for w in words)
