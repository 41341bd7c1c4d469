"""What a time expression says, before it is placed on the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from communique.model.span import Span

Value: TypeAlias = int | str | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plain:
    """One form with its values: "November 10" is ``Plain("date", {"month": 11, "day": 10})``."""

    means: str
    fields: Mapping[str, Value]

    def number(self, name: str) -> int:
        """The whole number in field ``name``; of a vague one the least."""
        value = self.fields[name]
        return value[0] if isinstance(value, tuple) else int(value)

    def maybe(self, name: str) -> int | None:
        """The whole number in field ``name``, None where the form has no such field."""
        return self.number(name) if name in self.fields else None

    def word(self, name: str) -> str:
        """The value of field ``name`` as a word: the unit "day"."""
        return str(self.fields[name])


@dataclass(frozen=True, slots=True)
class Bent:
    """A time bent by the words left of it: "early" February is part 0 of 3."""

    means: str
    value: int
    of: int
    inner: Phrase


@dataclass(frozen=True, slots=True)
class Within:
    """A smaller time placed by a larger one: "March of last year"."""

    inner: Plain
    outer: Plain


@dataclass(frozen=True, slots=True)
class Shifted:
    """A distance and the time it is counted from: "two days after April 1"."""

    distance: Plain
    anchor: Phrase


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one time to another: "from March to May 2019"."""

    first: Phrase
    last: Phrase


Phrase: TypeAlias = Plain | Bent | Within | Shifted | Stretch


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase and the words that tell it."""

    span: Span
    phrase: Phrase


DURATION = "duration"
_YEARLESS = frozenset("date date_span month season quarter month_week holiday".split())


def innermost(phrase: Phrase) -> Plain:
    """The plain form at the heart of a phrase; of a stretch that of its end."""
    match phrase:
        case Plain():
            return phrase
        case Bent():
            return innermost(phrase.inner)
        case Within():
            return phrase.inner
        case Shifted():
            return phrase.distance
        case Stretch():
            return innermost(phrase.last)


def leans(phrase: Phrase) -> bool:
    """Whether another time must place it: a weekday, or a date without its year."""
    if isinstance(phrase, Bent):
        return leans(phrase.inner)
    if not isinstance(phrase, Plain):
        return False
    if phrase.means == "weekday":
        return "deictic" not in phrase.fields
    return phrase.means in _YEARLESS and "year" not in phrase.fields
