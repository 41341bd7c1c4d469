"""Puts the sections together: numbers the sources in the order in which they are cited, and writes the head."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from communique.brief.desk import Desk, Pair
from communique.brief.sections.agreements import agreements
from communique.brief.sections.ahead import ahead
from communique.brief.sections.arms import arms
from communique.brief.sections.ceasefires import ceasefires
from communique.brief.sections.chronology import chronology
from communique.brief.sections.disputes import disputes
from communique.brief.sections.offices import offices
from communique.brief.sections.relations import relations
from communique.brief.sections.standing import standing
from communique.brief.tree import Brief, Group, Line, Part, Sentence, Source
from communique.brief.wording import counted, put, words
from communique.dossier.book import base
from communique.model.record import Evidence
from communique.record.summary import named
from communique.record.wording import capital, day_words

Section = Callable[[Desk, Pair], Iterable[Sentence]]

# The sections in order, by the key of their heading in `data/en/brief.toml`; one without sentences is left out.
SECTIONS: tuple[tuple[str, Section], ...] = (
    ("standing", standing),
    ("agreements", agreements),
    ("arms", arms),
    ("ceasefires", ceasefires),
    ("relations", relations),
    ("chronology", chronology),
    ("ahead", ahead),
    ("disputes", disputes),
    ("offices", offices),
)
FLOWING = ("standing",)


class Numbers:
    """Gives passages their numbers, in the order in which they are first cited."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._given: dict[Evidence, int] = {}

    def of(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """The numbers of some passages, in order."""
        return tuple(sorted(self._given.setdefault(e, len(self._given) + 1) for e in dict.fromkeys(evidence)))

    def sources(self) -> Iterator[Source]:
        """All passages that have a number."""
        book = self._desk.book
        for evidence, number in self._given.items():
            report = self._desk.reports[evidence.report]
            day, file = report.published_on, base(report.source)
            outlet = report.publisher or report.agency
            yield Source(number, outlet.value if outlet else "", book.title(report), day, file, evidence)


def compose(desk: Desk, pair: Pair, version: str, sections: Iterable[tuple[str, Section]] = SECTIONS) -> Brief:
    """The brief on ``pair``; ``version`` is that of the program, told in the head."""
    told = [(name, list(section(desk, pair))) for name, section in sections]
    numbers = Numbers(desk)
    parts = tuple(_part(numbers, name, sentences) for name, sentences in told if sentences)
    sources = tuple(numbers.sources())
    return Brief(
        title=_title(pair),
        head=tuple(_head(desk, pair, sources, version)),
        parts=parts,
        method_title=put("section", "method"),
        method=tuple(words("method")["lines"]),
        sources_title=put("section", "sources"),
        sources=sources,
    )


def _part(numbers: Numbers, name: str, sentences: Iterable[Sentence]) -> Part:
    groups = (_group(numbers, heading, list(of)) for heading, of in groupby(sentences, key=lambda s: s.group))
    return Part(put("section", name), tuple(groups), name in FLOWING)


def _group(numbers: Numbers, heading: str, sentences: list[Sentence]) -> Group:
    left = sum(sentence.left for sentence in sentences)
    lines = tuple(_line(numbers, sentence) for sentence in sentences)
    return Group(heading, lines, put("word", "left", count=f"{left:,}") if left else "")


def _line(numbers: Numbers, sentence: Sentence) -> Line:
    if not sentence.evidence:
        raise ValueError(f"a sentence without a source: {sentence.text}")
    note = ""
    if sentence.reports > 1:
        origins = counted("origin", sentence.origins)
        note = put("word", "note", reports=counted("report", sentence.reports), origins=origins)
    return Line(sentence.text, numbers.of(sentence.evidence), sentence.label, sentence.belongs, note)


# -- title and head ----------------------------------------------------------------------------------------------------


def _title(pair: Pair) -> str:
    title = named(pair.one)
    if pair.other:
        title = put("title", "both", one=title, other=named(pair.other))
    return capital(title)


def _head(desk: Desk, pair: Pair, sources: Iterable[Source], version: str) -> Iterator[tuple[str, str]]:
    """What the brief is about and rests on, as pairs of a label and its words."""
    yield put("head", "period"), _period(pair)
    yield put("head", "rests"), _rests(desk, pair, sources)
    if pair.as_of:
        yield put("head", "as_of"), day_words(pair.as_of)
    yield put("head", "made"), f"communique {version}"


def _period(pair: Pair) -> str:
    first, last = (day_words(date.fromisoformat(day)) if day else "" for day in pair.period)
    if first and last:
        return put("head", "between", first=first, last=last)
    if first or last:
        return put("head", "from", first=first) if first else put("head", "to", last=last)
    return put("head", "all")


def _rests(desk: Desk, pair: Pair, sources: Iterable[Source]) -> str:
    """The reports that tell what is told here, all of them, be they cited or not; their origins, and their days."""
    evidence = [e for event in pair.events for e in event.evidence]
    evidence += [source.evidence for source in sources]
    origin = desk.origins(evidence)
    told = {"reports": counted("report", len(origin)), "origins": counted("origin", len(set(origin.values())))}
    days = [day for report in origin if (day := desk.reports[report].published_on)]
    if not days:
        return put("head", "reports_undated", **told)
    first, last = day_words(min(days)), day_words(max(days))
    when = first if first == last else put("head", "between", first=first, last=last)
    return put("head", "reports", when=when, **told)
