"""What the stage knows of a language, read from `data/en/language.toml` when first asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Abbreviations with their full stops; `language.toml` tells of each part what it holds.

    ``always`` keep their stop even at the end of a sentence, ``any`` in front of more words of it.
    """

    titles: frozenset[str]
    closing_titles: frozenset[str]
    others: frozenset[str]
    before_number: frozenset[str]
    always: frozenset[str]
    any: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tables:
    """The entries of `language.toml`: ``verbs`` holds the edits of endings by tag, ``two`` where a word is cut."""

    abbreviations: Abbreviations
    starters: frozenset[str]
    spoke: frozenset[str]
    clitics: tuple[str, ...]
    negations: tuple[str, ...]
    two: Mapping[str, int]
    prefixes: tuple[str, ...]
    units: tuple[str, ...]
    number_endings: tuple[str, ...]
    verbs: Mapping[str, tuple[str, ...]]
    doubling: tuple[str, ...]
    never_doubled: str


@cache
def load(language: str = "en") -> Tables:
    """The tables of ``language`` (an ISO 639-1 code with a folder in `data`)."""
    with (DATA / language / "language.toml").open("rb") as file:
        found = tomllib.load(file)
    words, sentences, doubling = found["words"], found["sentences"], found["doubling"]
    return Tables(
        abbreviations=_abbreviations(found["abbreviations"]),
        starters=frozenset(sentences["starters"].split()),
        spoke=frozenset(sentences["spoke"].split()),
        clitics=tuple(words["clitics"].split()),
        negations=tuple(words["negations"].split()),
        two=words["two"],
        prefixes=tuple(words["prefixes"].split()),
        units=tuple(words["units"].split()),
        number_endings=tuple(words["number_endings"].split()),
        verbs={tag: tuple(edits.split()) for tag, edits in found["verbs"].items()},
        doubling=tuple(doubling["endings"].split()),
        never_doubled=doubling["never"],
    )


def _abbreviations(found: Mapping[str, Any]) -> Abbreviations:
    parts = {name: frozenset(words.split()) for name, words in found.items()}
    before_number = parts["before_number"] | parts["months"]
    every = parts["titles"] | parts["others"] | before_number
    return Abbreviations(
        titles=parts["titles"],
        closing_titles=parts["closing_titles"],
        others=parts["others"],
        before_number=before_number,
        always=every - parts["words_too"],
        any=every,
    )
