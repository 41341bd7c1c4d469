"""The words of `data/en/steps.toml` as frozen values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from communique.lexicon import table, word_set


@dataclass(frozen=True, slots=True)
class Step:
    """Words that tell a step of a thing that is a subject, an object, or behind a preposition (verb: prepositions)."""

    of: str
    name: str
    object: frozenset[str]
    subject: frozenset[str]
    behind: frozenset[tuple[str, str]]
    nouns: frozenset[str]
    nouns_behind: frozenset[tuple[str, str]]
    unless: frozenset[tuple[str, str]]  # told where it is denied
    status: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb with a noun that tells a step together; ``behind`` is the noun's preposition, "" for an object."""

    of: str
    name: str
    verbs: frozenset[str]
    behind: frozenset[str]
    nouns: frozenset[str]
    thing: frozenset[str]
    of_nouns: frozenset[str]  # what the noun must be of: "a note of withdrawal"
    status: str


@dataclass(frozen=True)
class StepWords:
    """All of them."""

    forms: dict[str, str]
    general: frozenset[str]
    bodies: frozenset[str]
    spellings: dict[str, str]
    told_bodies: dict[str, frozenset[str]]
    plain: frozenset[str]
    parts: frozenset[str]
    definite: frozenset[str]
    amending: frozenset[str]
    members: frozenset[str]
    has: frozenset[str]
    shares: frozenset[str]
    open: frozenset[str]
    open_to_any: frozenset[str]
    musing: frozenset[str]
    trailing: frozenset[str]
    resolved: frozenset[str]
    decides: frozenset[str]
    decided: frozenset[str]
    leaves: frozenset[str]
    lays_down: frozenset[str]
    terms: frozenset[str]
    sends: frozenset[str]
    told: frozenset[str]
    implied: frozenset[str]
    texts: frozenset[str]
    waiting: frozenset[str]
    ends: frozenset[str]
    calendar: frozenset[str]  # months and days of the week, small: they end a name, and tell nothing of its subject
    same: re.Pattern[str]
    renamed: re.Pattern[str]
    between: frozenset[str]
    beside: frozenset[str]
    steps: tuple[Step, ...]
    phrases: tuple[Phrase, ...]

    @cached_property
    def unbinding(self) -> tuple[Step, ...]:
        """The steps that a verb tells where it is denied."""
        return tuple(s for s in self.steps if s.unless)

    def by_noun(self, noun: str) -> tuple[Step, ...]:
        """The steps that a noun may tell."""
        return tuple(s for s in self.steps if noun in s.nouns or any(noun == n for n, _ in s.nouns_behind))


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """ "withdraw:from" as a verb with its preposition."""
    return frozenset((left, right) for left, _, right in (word.partition(":") for word in text.split()) if right)


def _ending(pattern: str) -> re.Pattern[str]:
    """A pattern of the words right before a name: at the end of what stands between."""
    return re.compile(rf"(?:^|[\s,(])(?:{pattern})\s+(?:the\s+)?[“\"'‘]?$", re.VERBOSE)


@cache
def step_words() -> StepWords:
    """The tables, read once."""
    rows = table("steps")
    forms = {noun: form for form, nouns in rows["agreement"]["forms"].items() for noun in nouns.split()}
    words = {name: word_set(text) for name, text in rows["words"].items() if name != "unnamed"}
    steps = tuple(
        Step(
            row["of"],
            row["name"],
            word_set(row.get("object", "")),
            word_set(row.get("subject", "")),
            _pairs(row.get("behind", "")),
            frozenset(w for w in row.get("nouns", "").split() if ":" not in w),
            _pairs(row.get("nouns", "")),
            _pairs(row.get("unless", "")),
            row.get("status", ""),
        )
        for row in rows["step"]
    )
    phrases = tuple(
        Phrase(
            row["of"],
            row["name"],
            word_set(row.get("verbs", "")),
            word_set(row.get("behind", "")),
            word_set(row.get("nouns", "")),
            word_set(row.get("thing", "")),
            word_set(row.get("of_nouns", "")),
            row.get("status", ""),
        )
        for row in rows["phrase"]
    )
    return StepWords(
        forms=forms,
        general=word_set(rows["agreement"]["general"]),
        bodies=word_set(rows["body"]["nouns"]),
        spellings=rows["body"]["spellings"],
        told_bodies={noun: word_set(words) for noun, words in rows["body"]["told"].items()},
        plain=words["plain"] | words["judging"],
        parts=words["parts"],
        definite=words["definite"],
        amending=words["amending"],
        members=words["members"],
        has=words["has"],
        shares=words["shares"],
        open=words["open"],
        open_to_any=words["open_to_any"],
        musing=words["musing"],
        trailing=words["trailing"],
        resolved=words["resolved"],
        decides=words["decides"],
        decided=words["decided"],
        leaves=words["leaves"],
        lays_down=words["lays_down"],
        terms=words["terms"],
        sends=words["sends"],
        told=words["told"],
        implied=words["implied"],
        texts=words["texts"],
        waiting=words["waiting"],
        ends=words["ends"],
        calendar=_calendar(),
        same=_ending(rows["alias"]["same"]),
        renamed=_ending(rows["alias"]["renamed"]),
        between=words["between"],
        beside=words["beside"],
        steps=steps,
        phrases=phrases,
    )


def _calendar() -> frozenset[str]:
    days = (word.lower() for row in table("times")["classes"]["weekday"] for word in row.split(", "))
    return frozenset({*days, *(month.lower() for month in table("wording")["months"].split())})
