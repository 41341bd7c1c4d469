"""The fields of a line above a story, told apart one by one: outlet, section, place, day, author.

Papers order them as they like and part them with bars, slashes, arrows or dots: ``Lima, 2 June 2023 | POLITICS``,
``Evening Sun > Region > Osh``, ``By Ana Lund | Accra | 4 May 2018``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.ingest.bylines import is_name, read_byline
from communique.ingest.clutter import Clutter
from communique.ingest.dates import DateSeen, find_dates
from communique.ingest.gazetteer import is_place, is_state
from communique.ingest.lines import trimmed
from communique.model.span import Span

LONGEST_OUTLET = 6  # words; an institution's name may be longer
LONGEST_INSTITUTION = 14
_LONGEST_UNKNOWN = 2  # words of a town that the tables lack
# Bars and the like; and a stop before a day or an author: "The Quay. Monday, May 3, 2008. By Ada Roy".
_PARTING = re.compile(
    r"\s*[|·•»]\s*|\s+[/>›]\s+|(?<=[a-z\d])\.\s+(?=By\s[A-Z]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{1,2}\s[A-Z][a-z]+\s\d{4})"
)
_DASHED = re.compile(r"\s+[–—-]\s+")
_MARKS = " \t,;:|([–—-*_#•·.\u00a0"
_TIME = re.compile(
    r"[\s,.|()\[\]•·*_T-]{0,6}(?:at\s)?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?\s?h?(?:[ap]\.?m\.?)?\s?\(?(?:[A-Z]{1,5})?(?:[+-]\d+)?"
    r"[\s).\]|*_-]{0,6}$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s+(?:News|Story|Article)?\s*(?:ID|Code)\s*[:#]?\s*\d+\s*$", re.IGNORECASE)
_OUTLET = re.compile(r"[\w.'’&-]{1,60}(?:,?\s[(]?[\w.'’&-]{1,60}[)]?){0,13}")
_FOLLOWED = re.compile(r",\s(?=[a-z])")  # "Delta Post, newspaper of the river party"
_LISTED = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
_BRACKET = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: ``kind`` is day, place, byline, agency, outlet, section, name or other."""

    kind: str
    span: Span
    day: DateSeen | None = None


def parts_of(text: str, span: Span, parting: re.Pattern[str] = _PARTING) -> list[Span]:
    """The stretches between the bars of a line."""
    found, at = [], span.start
    for mark in parting.finditer(text, span.start, span.end):
        found.append(trimmed(text, at, mark.start()))
        at = mark.end()
    return [part for part in (*found, trimmed(text, at, span.end)) if part.end > part.start]


def dashed(text: str, span: Span) -> list[Span]:
    """The stretches between the dashes of a line: ``RIVER POST - The voice of the delta``."""
    return parts_of(text, span, _DASHED)


def fields_of(text: str, span: Span, clutter: Clutter) -> list[Field]:
    """The fields of a line in text order; a field with a town and a day is two."""
    return [field for part in parts_of(text, span) for field in _read(text, part, clutter)]


def _read(text: str, part: Span, clutter: Clutter) -> Iterator[Field]:
    seen = next((d for d in find_dates(text, clutter, part.start, part.end) if d.full), None)
    if seen is None:
        yield Field(kind_of(text, part, clutter), part)
        return
    for before in _pieces(text, _stripped(text, part.start, seen.span.start), clutter):
        yield Field(_before_day(text, before, seen, clutter), before)
    yield Field("day", seen.span, seen)
    behind = _stripped(text, seen.span.end, part.end)
    if not is_time(text[seen.span.end : part.end], clutter):
        yield Field("other", behind)


def _pieces(text: str, before: Span, clutter: Clutter) -> Iterator[Span]:
    """What stands before a day, in one piece or, behind a section, a piece further on: "News release, Lima"."""
    if before.end <= before.start or before.quote(text).lower() in clutter.date_labels:
        return
    first, comma, _ = before.quote(text).partition(", ")
    if comma and is_section(first, clutter) and not is_place(first):
        yield Span(before.start, before.start + len(first))
        yield from _pieces(text, Span(before.start + len(first) + len(comma), before.end), clutter)
    else:
        yield before


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = len(words) - len(words.lstrip(_MARKS))
    return Span(start + left, max(start + left, start + len(words.rstrip(_MARKS))))


def is_time(words: str, clutter: Clutter) -> bool:
    """Whether words tell an hour, or how long a text takes to read, and nothing else."""
    words = _NUMBERED.sub("", words)
    hour = _TIME.match(words) and (not words.strip(_MARKS + ")]") or any(c.isdigit() for c in words))
    return bool(hour) or words.strip(_MARKS).lower().endswith(clutter.reading_time)


def kind_of(text: str, part: Span, clutter: Clutter) -> str:
    """What a field without a day is."""
    words = part.quote(text)
    if is_desk(words, clutter):
        return "name"
    if is_time(words, clutter) or is_section(words, clutter) or is_state(words) or clutter.starts.match(words):
        return "section"
    if read_byline(text, part, clutter):
        return "byline"
    if clutter.agency(words):
        return "agency"
    if is_institution(words, clutter):
        return "outlet"
    if is_place(words) or is_place(without_bracket(words)):  # "Lima (DNS)"
        return "place"
    if all(is_name(each, clutter) for each in _LISTED.split(words)):
        return "name"
    return "outlet" if is_outlet(outlet_words(words), clutter) else "other"


def _before_day(text: str, part: Span, seen: DateSeen, clutter: Clutter) -> str:
    """What stands right before a day: a town ("Lima, 2 June 2023") unless the words speak for an outlet or author."""
    kind, words = kind_of(text, part, clutter), part.quote(text)
    if is_section(words, clutter):
        return "section"
    if is_section(words.rpartition(" ")[0], clutter) and words.split()[-1] in clutter.open_words:
        return "section"  # "Press release of 4 June 2020"
    if kind not in ("outlet", "name", "place") or is_institution(words, clutter):
        return kind
    comma = text[part.end : seen.span.start].strip() == ","
    if kind == "place" or not comma:
        return "place" if kind == "place" else "outlet"
    first = words.split()[0].lower()
    short = (
        len(words.split()) <= _LONGEST_UNKNOWN and len(words) > 2 and words not in clutter.outlets and "," not in words
    )
    return "place" if short and first not in clutter.articles and not clutter.agency(words) else "outlet"


def is_section(words: str, clutter: Clutter) -> bool:
    """Whether words name a part of a paper or a site, or what sort of text it is: "Politics", "Press release No. 7"."""
    if not any(len(w) > 2 and w.isalpha() for w in re.split(r"[^\w]+", words)) and any(c.isdigit() for c in words):
        return True  # "No. 31/17", "3", "04/05/2017"
    plain = re.sub(r"[\s,]*\b(?:[Nn]o|NO|#)?[.\s]*\d[\d/-]*$", "", words).strip(_MARKS + "[]").casefold()
    if not plain:
        return True
    told = [w for w in re.split(r"[\s&,]+", plain) if w and w not in ("and", "the")]
    known = clutter.sections | clutter.whole | set(clutter.byline_titles)
    if "," in plain and is_institution(words.split(",")[0], clutter):
        return False  # "Ministry of Works, Press Office"
    return plain in known or all(w in known for w in told) or plain.endswith(clutter.section_ends)


def is_desk(words: str, clutter: Clutter) -> bool:
    """Whether words are those of a paper who sign together: "The Editors", "Politics Desk"."""
    plain = words.casefold()
    return plain in clutter.desks or (plain.split()[-1:] != [plain] and plain.split()[-1] in clutter.desks)


def is_outlet(words: str, clutter: Clutter) -> bool:
    """Whether words are spelt as the name of an outlet: capitals but for small words, and no stop."""
    if not _OUTLET.fullmatch(words):
        return False
    told = words.split()
    longest = LONGEST_INSTITUTION if is_institution(words, clutter) else LONGEST_OUTLET
    return len(told) <= longest and all(_outlet_word(w, clutter) for w in told)


def _outlet_word(word: str, clutter: Clutter) -> bool:
    small = _small(clutter) | clutter.function_words
    elided = len(word) > 3 and word[1] in "'’" and word[2].isupper()  # "d'Information"
    return elided or not word[0].islower() or word.lower() in small or "." in word


def is_institution(words: str, clutter: Clutter) -> bool:
    """Whether a capitalised name is built on a word for a newspaper or an office that issues releases.

    The word stands last, or something told of it follows: "Delta News Service", "Ministry of Works", "Post-Dispatch".
    """
    told = [w.strip("(),.") for w in re.split(r"[\s-]", without_bracket(outlet_words(words))) if w.strip("(),.")]
    if not 0 < len(told) <= LONGEST_INSTITUTION or not all(_outlet_word(w, clutter) for w in told):
        return False
    known = clutter.masthead | clutter.institutions
    return any(
        w.lower() in known and not w.islower() and (after is None or after.lower() in _small(clutter))
        for w, after in zip(told, [*told[1:], None], strict=True)
    )


def _small(clutter: Clutter) -> frozenset[str]:
    return clutter.articles | {"of", "for", "and", "on"}


def outlet_words(words: str) -> str:
    """An outlet's name without what is told of it: ``Delta Post, newspaper of the river party``."""
    return _FOLLOWED.split(words)[0].strip()


def without_bracket(words: str) -> str:
    """A name without its short form: ``Delta News Service (DNS)``."""
    return _BRACKET.sub("", words)
