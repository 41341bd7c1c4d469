"""What surrounds the story in one language's reports, read from a data file and passed in as a value."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import UsageError


@dataclass(frozen=True, slots=True)
class Agency:
    """A wire service: the name it is given in records and the spellings under which texts name it."""

    name: str
    full: str
    forms: tuple[str, ...]
    dateline_only: bool = False

    @property
    def label(self) -> str:
        """The name with its abbreviation where it has one: ``"Associated Press (AP)"``."""
        return self.full if self.name in self.full else f"{self.full} ({self.name})"


@dataclass(frozen=True, slots=True)
class Clutter:
    """Words and patterns of one language. Values only, so that it travels to worker processes."""

    language: str
    months: dict[str, int]
    weekdays: dict[str, int]
    function_words: frozenset[str]
    open_words: frozenset[str]
    abbreviations: frozenset[str]
    future_words: frozenset[str]
    date_labels: frozenset[str]
    byline_titles: tuple[str, ...]
    whole: frozenset[str]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    walls: tuple[str, ...]
    agencies: dict[str, Agency]
    outlets: frozenset[str]
    labels: frozenset[str]
    masthead: frozenset[str]
    sections: frozenset[str]
    section_ends: tuple[str, ...]
    reading_time: tuple[str, ...]
    institutions: frozenset[str]
    states: frozenset[str]
    articles: frozenset[str]
    desks: frozenset[str]
    starts: re.Pattern[str]
    prefixes: re.Pattern[str]
    byline_start: re.Pattern[str]
    reporting: re.Pattern[str]
    source_label: re.Pattern[str]
    credit: re.Pattern[str]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    bare_year: re.Pattern[str]
    reported_on: re.Pattern[str]
    relayed: re.Pattern[str]
    cited: re.Pattern[str]

    def agency(self, credit: str) -> Agency | None:
        """The wire service that a credit such as ``"Reuters"`` or ``"The Associated Press"`` names."""
        return self.agencies.get(credit.strip()) or self.agencies.get(credit.strip().removeprefix("The "))


def alternatives(phrases: Iterable[str]) -> str:
    """One pattern for any of the phrases, longest first."""
    return "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))


def _numbered(rows: list[list[str]], first: int) -> dict[str, int]:
    return {form: n for n, row in enumerate(rows, first) for name in row for form in (name, name.upper())}


def _agencies(rows: list[dict[str, Any]]) -> dict[str, Agency]:
    found: dict[str, Agency] = {}
    for row in rows:
        agency = Agency(row["name"], row.get("full", row["name"]), tuple(row["forms"]), row.get("dateline_only", False))
        for form in (*agency.forms, *(f.upper() for f in agency.forms), agency.name, agency.label):
            found.setdefault(form, agency)
    return found


def _date_patterns(months: dict[str, int], weekdays: dict[str, int]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    month, weekday = alternatives(months), alternatives(weekdays)
    lead = rf"(?:\b(?P<weekday>{weekday})\b\.?,?\s{{1,2}})?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|ST|ND|RD|TH)?"
    year = r"(?P<year>\d{4})(?!\d)"
    day_month = rf"{lead}(?<![\d.,$€£:/-]){day}(?:\s(?:of\s)?|-)(?P<month>{month})\b\.?(?:(?:,?\s|-){year})?"
    month_day = rf"{lead}\b(?P<month>{month})\b\.?\s{day}(?![\d:%]|[.,]\d)(?:,?\s{year})?"
    return re.compile(day_month), re.compile(month_day)


def _agency_patterns(agencies: dict[str, Agency], told: dict[str, Any]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = alternatives({f for a in agencies.values() if not a.dateline_only for f in a.forms})
    verbs, before = alternatives(told["verbs"]), alternatives(told["before"])
    relayed = rf"\b(?P<agency>{names})\b(?:\s[\w-]+){{0,3}}?\s(?:{verbs})\b"
    cited = rf"\b(?:{before})\s(?:the\s|The\s|state\s|news\s|agency\s){{0,3}}(?P<agency>{names})\b"
    return re.compile(relayed), re.compile(cited)


def _starts(phrases: Iterable[str]) -> re.Pattern[str]:
    return _folded(rf"(?:{alternatives(phrases)})(?!\w)")


def _folded(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def load_clutter(path: Path) -> Clutter:
    """Reads ``clutter.toml``; UsageError where it is no such file."""
    try:
        return _build(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, KeyError, UnicodeDecodeError) as fault:
        raise UsageError(f"{path}: cannot be read as a clutter table ({fault!r}); reinstall the package") from fault


def _build(data: dict[str, Any]) -> Clutter:
    months, weekdays = _numbered(data["months"], 1), _numbered(data["weekdays"], 0)
    agencies, cues = _agencies(data["agencies"]), data["clutter"]
    day_month, month_day = _date_patterns(months, weekdays)
    relayed, cited = _agency_patterns(agencies, data["agency"])
    return Clutter(
        language=data["language"],
        months=months,
        weekdays=weekdays,
        function_words=frozenset(data["function_words"]),
        open_words=frozenset(data["open_words"]),
        abbreviations=frozenset(data["abbreviations"]),
        future_words=frozenset(data["future_words"]),
        date_labels=frozenset(data["dates"]["labels"]),
        byline_titles=tuple(data["byline"]["titles"]),
        whole=frozenset(cues["whole"]),
        strong=tuple(cues["strong"]),
        weak=tuple(cues["weak"]),
        walls=tuple(data["page"]["walls"]),
        agencies=agencies,
        outlets=frozenset(data["agency"]["outlets"]),
        labels=frozenset(data["dateline"]["labels"]),
        masthead=frozenset(data["dateline"]["masthead"]),
        sections=frozenset(data["head"]["sections"]),
        section_ends=tuple(data["head"]["section_ends"]),
        reading_time=tuple(data["head"]["reading_time"]),
        institutions=frozenset(data["head"]["institutions"]),
        states=frozenset(data["head"]["states"]),
        articles=frozenset(data["head"]["articles"]),
        desks=frozenset(data["byline"]["desks"]),
        starts=_starts(cues["starts"]),
        prefixes=_folded(rf"(?:(?:{alternatives(cues['prefixes'])})(?!\w)\s*){{1,4}}"),
        byline_start=_folded(rf"(?:{alternatives(data['byline']['starts'])})(?::\s*|\s+)"),
        reporting=_folded(rf"\(?(?:{alternatives(data['byline']['reporting'])})\s+"),
        source_label=_folded(rf"(?:{alternatives(data['agency']['source_labels'])})\s*:\s*"),
        credit=_folded(rf"(?<!\w)(?:{alternatives(data['credit']['words'])})(?!\w)"),
        day_month=day_month,
        month_day=month_day,
        bare_year=_folded(rf"\b(?:{alternatives(data['year_words'])})[\s-](?P<year>(?:19|20)\d\d)\b"),
        reported_on=_folded(rf"\b(?:{alternatives(data['dates']['reported'])})\b[^.!?\n]{{0,40}}?\bon\s"),
        relayed=relayed,
        cited=cited,
    )
