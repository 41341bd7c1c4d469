"""What a brief is made of, before it is written in any format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique.model.record import Evidence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the passages that it rests on, of which it has at least one.

    ``label`` opens it, set apart: the day on which it happened. ``group`` is the heading under which it stands in its
    section, "" for none. One that ``belongs`` explains the sentence before it. ``reports`` and ``origins`` count what
    tells it, which may be more than is cited; 0 where that says nothing. ``left`` counts what is left out after it.
    """

    text: str
    evidence: tuple[Evidence, ...]
    label: str = ""
    group: str = ""
    belongs: bool = False
    reports: int = 0
    origins: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A passage of a report that some sentence cites, under the number by which it does.

    ``publisher`` is "" where the report tells none.
    """

    number: int
    publisher: str
    title: str
    published: date | None
    file: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with the numbers of its sources, and a word on how many reports tell it."""

    text: str
    sources: tuple[int, ...]
    label: str = ""
    belongs: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading, "" for none; ``left`` says what is left out, "" where all is there."""

    heading: str
    lines: tuple[Line, ...]
    left: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the brief; one that is ``flowing`` is set as a paragraph, any other as a list."""

    title: str
    groups: tuple[Group, ...]
    flowing: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole: ``head`` holds pairs of a label and its words, ``method`` says how it was made."""

    title: str
    head: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    method_title: str
    method: tuple[str, ...]
    sources_title: str
    sources: tuple[Source, ...]

    def lines(self) -> Iterator[Line]:
        """All sentences in order."""
        for part in self.parts:
            for group in part.groups:
                yield from group.lines
