"""Comparing names within one report: folded spellings, parts of names, misspellings, initials."""

from __future__ import annotations

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from communique.lexicon import Lexicon, genders_differ

LIKE_VOWELS = {frozenset(pair) for pair in ("ae", "ei", "ey", "iy", "ou")}  # taken for each other in transliterations


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
    return len(word) > 5 and any(len(p) > 5 and p[0] == word[0] and _misspelled(p, word) for p in parts)


def _misspelled(word: str, other: str) -> bool:
    return Levenshtein.distance(word, other, score_cutoff=1) <= 1 and not genders_differ(word, other)


def same_person(left: str, right: str) -> bool:
    """Two full names of one person: one word set within the other, or the same but for a letter, or an initial.

    >>> same_person("recep t erdogan", "recep tayyip erdogan"), same_person("b b karimov", "d b karimov")
    (True, False)
    """
    a, b = left.split(), right.split()
    if not a or not b or genders_differ(a[-1], b[-1]):
        return False
    short, long = sorted((a, b), key=len)
    if len(short) > 1 and _within(short, long):
        return True
    return len(a) == len(b) and all(_same_word(x, y) for x, y in zip(a, b, strict=True))


def _within(short: list[str], long: list[str]) -> bool:
    """Whether all words of one name stand in another; an initial stands for the name at its own place."""
    return all(w in long if len(w) > 1 else long[i].startswith(w) for i, w in enumerate(short))


def _same_word(a: str, b: str) -> bool:
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    longest = max(len(a), len(b))
    if longest <= 4 or a[0] != b[0] or Levenshtein.distance(a, b) > longest // 5:
        return False
    return longest > 7 or not _other_vowel(a, b)


def _other_vowel(a: str, b: str) -> bool:
    """Whether two words differ in a vowel that no transliteration takes for the other: "Jamil", "Jamal"."""
    differ = [{x, y} for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and any(pair <= set("aeiouy") and pair not in LIKE_VOWELS for pair in differ)


def is_acronym(short: str, full: str, lexicon: Lexicon) -> bool:
    words = [w for w in full.split() if w not in lexicon.grammar["filler"]]
    return " " not in short and len(words) > 1 and len(short) == len(words) and short == "".join(w[0] for w in words)
