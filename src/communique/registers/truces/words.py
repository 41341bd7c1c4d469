"""How truces are told: the patterns of `data/en/ceasefires.toml`, made once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from communique.lexicon import table

NAME = r"[^\W\d_a-z][\w’'-]*"
SMALL = r"(?:of|for|and|the|de|del|la|al|on|in)"


@cache
def row(name: str) -> Mapping[str, Any]:
    """One part of the table."""
    found: Mapping[str, Any] = table("ceasefires")[name]
    return found


def _flat(words: str) -> str:
    return " ".join(words.split()).replace("| ", "|")


@cache
def spellings(part: str, name: str) -> str:
    """The spellings of an entry as a pattern: of words where it is a list of them, else as it stands there."""
    words = _flat(row(part)[name])
    words = words if "|" in words or "\\" in words else "|".join(words.split(" "))
    return words.replace("TRUCE", _flat(row("truce")["strong"])).replace("WEAK", _flat(row("truce")["weak"]))


@cache
def pattern(part: str, name: str) -> re.Pattern[str]:
    """The entry as a pattern that finds whole words, however written."""
    return re.compile(rf"\b(?:{spellings(part, name)})(?!\w)", re.IGNORECASE)


@cache
def steps() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """For each step the patterns of verbs done to a truce (objects), told of it (subjects), and phrases (alone)."""
    return {
        step: {role: re.compile(rf"\b(?:{_flat(words)})(?!\w)", re.IGNORECASE) for role, words in roles.items()}
        for step, roles in table("ceasefires")["steps"].items()
    }


@cache
def over() -> re.Pattern[str]:
    """What is said behind a truce that is declared over: "the truce with the army over", "the truce in Gao dead"."""
    beside = rf"(?: with [^,.;]{{1,40}}?| (?:in|on|along) (?:the )?{NAME}(?: {NAME}){{0,3}})?"
    return re.compile(rf"{beside}\s+(?:to be )?(?i:{spellings('truce', 'over')})\b")


@cache
def names_within() -> re.Pattern[str]:
    """A proper name of one or more words."""
    return re.compile(rf"{NAME}(?: (?:{SMALL} )*{NAME})*")


def clues_in(text: str) -> bool:
    """Whether a text may tell of a truce: a quick look before it is read."""
    return any(clue in text for clue in row("truce")["clues"])
