"""Who tells it: a side, the monitor, or the outlet itself; and who the monitor of a truce is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from communique.model.record import Entity, Evidence, Statement
from communique.model.report import Report
from communique.model.span import Span
from communique.registers.desk import Desk
from communique.registers.truces.model import Monitor
from communique.registers.truces.passages import Passage
from communique.registers.truces.sides import Sides, is_own, state_words
from communique.registers.truces.words import NAME, SMALL, names_within, pattern, row, spellings

PARTY, MONITOR, REPORT = "party", "monitor", "report"
BESIDE = 24  # characters between somebody's name and what they do
CAPITAL = r"[^\W\d_a-z][\w’'-]*"  # a word of a name
HEAD = 5  # lines before the story, and of it, in which a paper tells whose it is


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells something: a side (by its number), the monitor, or a report in its own words."""

    sort: str
    side: int | None = None


@dataclass(frozen=True)
class Tellers:
    """Who tells what stands where, for one truce."""

    sides: Sides
    monitors: tuple[Monitor, ...]
    voices: dict[str, Teller]

    @property
    def desk(self) -> Desk:
        """The record's indexes."""
        return self.sides.cast.desk

    def at(self, report: Report, span: Span) -> Teller:
        """Who tells what stands at ``span``: whoever is quoted there, else whoever puts out the report."""
        found = self.quoted(report, span)
        if found is None and self._goes_on(report, span):
            before = (s for s in self._statements(report) if s.evidence.span.end <= span.start and s.speaker)
            told = [t for s in before if s.speaker and (t := self.of(s.speaker, report)) is not None]
            return told[-1] if told else self._named_before(report, span) or self.voice(report)
        return found or self.voice(report)

    def quoted(self, report: Report, span: Span) -> Teller | None:
        """Who is quoted with what stands at ``span``; None where nobody of a side, nor the monitor, is."""
        told = (s.speaker for s in self._statements(report) if s.evidence.span.overlaps(span) and s.speaker)
        return next((t for speaker in told if (t := self.of(speaker, report)) is not None), None)

    def _statements(self, report: Report) -> list[Statement]:
        return sorted(self.desk.said.get(report.id, ()), key=lambda s: s.evidence.span)

    def _named_before(self, report: Report, span: Span) -> Teller | None:
        """The last body named before a place that is of a side: whose statement it is that goes on."""
        told = [
            e for s, e, _ in self.desk.mentions.get(report.id, ()) if s.end <= span.start and e.kind == "organisation"
        ]
        return next((t for e in reversed(told) if (t := self.of(e.id, report)) is not None), None)

    def _goes_on(self, report: Report, span: Span) -> bool:
        """Whether a sentence says that a paper told of before goes on: "the statement recalled that"."""
        start = max(report.text.rfind(mark, 0, span.start + 1) + len(mark) for mark in ("\n", ". "))
        return pattern("voice", "papers").match(report.text, start) is not None

    def said(self, text: str) -> Teller | None:
        """Who is told to say it where a verb of saying stands right behind them: "..., the army said"."""
        for match in pattern("breach", "says").finditer(text):
            before = text[: match.start()]
            plain = re.sub(r", [^\W\d_a-z][^,]*, $", " ", before)  # "the mission's head, Colonel Ada Vella, "
            if self.monitor_in(before[-BESIDE:]) or self.monitor_in(plain[-BESIDE:]):
                return Teller(MONITOR)
            if (named := self.sides.in_words(before)) and self._stands_beside(before[named[-1][0] :]):
                return Teller(PARTY, named[-1][1])
        return None

    def _stands_beside(self, words: str) -> bool:
        """Whether a name with which words begin ends beside what follows them, however long it is."""
        return len(words) - self.sides.length(words) <= BESIDE

    def of(self, entity: str, report: Report | None = None) -> Teller | None:
        """The side that an entity speaks for, or the monitor; an office without a country is of the report's own."""
        who = self.desk.entities[entity]
        if self._watches(who):
            return Teller(MONITOR)
        side = self.sides.of(entity)
        if side is None and report is not None and who.kind in ("organisation", "group"):
            side = self._echoed(who, report) if not who.is_named else None
            side = self._home(report) if side is None and state_words(who.name) and not is_own(who.name) else side
        return None if side is None else Teller(PARTY, side)

    def _echoed(self, entity: Entity, report: Report) -> int | None:
        """The side of whom a report names in full and then calls by one word of that: "the committee"."""
        told = self.desk.mentions.get(report.id, ())
        first = min((s.start for s, e, _ in told if e is entity), default=0)
        words = entity.name.casefold().split()
        full = (
            e for s, e, _ in reversed(told) if s.start < first and e.is_named and words[-1] in e.name.casefold().split()
        )
        return next((k for e in full if (k := self.sides.of(e.id)) is not None), None)

    def _home(self, report: Report) -> int | None:
        """The side in whose country a report appears, as far as its outlet's name or its first line tells."""
        first = report.body[0].start if report.body else 0
        published = report.publisher.value if report.publisher else ""
        for words in (published, *report.text[:first].splitlines()[1:HEAD]):
            named = {k for _, k in self.sides.in_words(words)}
            if len(named) == 1:
                return named.pop()
        return None

    def _watches(self, entity: Entity) -> bool:
        if any(entity.id == monitor.entity for monitor in self.monitors):
            return True
        if any(entity.name.casefold() == _head(monitor.name).casefold() for monitor in self.monitors):
            return True
        return any(self._alias.search(n) for n in (entity.name, *(t.value for t in entity.titles)))

    @cached_property
    def _alias(self) -> re.Pattern[str]:
        """The monitor's names, and the last word of each, by which it is told again: "the Group", "the observers"."""
        names = [m.name for m in self.monitors]
        plural = (word for name in names for word in re.findall(r" of ([a-z]+s)$", name))  # "team of elders"
        listed = sorted({*names, *plural, *(f"the {_head(name)}" for name in names)}, key=lambda n: (-len(n), n))
        words = "|".join(map(re.escape, listed))
        kinds = "observers|monitors|inspectors|verifiers"
        return re.compile(rf"(?<!\w)(?:{words}|{kinds})(?!\w)" if words else rf"\b(?:{kinds})\b", re.IGNORECASE)

    def monitor_in(self, text: str) -> bool:
        """Whether words name the monitor."""
        return bool(self._alias.search(text))

    def voice(self, report: Report) -> Teller:
        """Who puts out a report, by its head: "bulletin of the Front"; an outlet of nobody's own speaks for itself."""
        if report.id not in self.voices:
            self.voices[report.id] = self._voice(report)
        return self.voices[report.id]

    def _voice(self, report: Report) -> Teller:
        first = report.body[0].start if report.body else len(report.text)
        lines = [line.strip() for line in report.text[: max(first, 1)].splitlines() if line.strip()][:HEAD]
        published = report.publisher.value if report.publisher else ""
        for at, line in enumerate(lines):
            if pattern("voice", "own").search(line):
                for words in (line, *reversed(lines[:at]), published):
                    if (teller := self._named(words)) is not None:
                        return teller
        return Teller(REPORT)

    def _named(self, words: str) -> Teller | None:
        """The monitor or the side that a line of the head names; one that names both sides is a headline."""
        told = set(words.casefold().split())
        known = ({word.casefold() for word in re.findall(CAPITAL, m.name)} for m in self.monitors)
        if any(name and name <= told for name in known):
            return Teller(MONITOR)
        named = {side for _, side in self.sides.in_words(re.split(r" [-–—|] ", words)[0])}
        return Teller(PARTY, named.pop()) if len(named) == 1 else None

    def name(self, teller: Teller, report: Report) -> str:
        """Who it is, to be read."""
        if teller.sort == PARTY and teller.side is not None:
            return self.sides.parties[teller.side].name
        if teller.sort == MONITOR:
            return self.monitors[0].name if self.monitors else "observers"
        return report.publisher.value if report.publisher else report.name


# -- the monitor -------------------------------------------------------------------------------------------------------


def monitors_told(desk: Desk, passages: Mapping[str, Sequence[Passage]]) -> Iterator[tuple[str, str | None, Evidence]]:
    """Who is told to watch a truce: by a name that says so, or by what they are told to do."""
    for of in passages.values():
        for passage in of:
            for match in _by_name().finditer(passage.text):
                yield _told(desk, passage, *match.span())
            for match in (
                pattern("monitor", "acts").finditer(passage.text) if passage.is_about or passage.follows else ()
            ):
                if (found := _doer(desk, passage, match.start())) is not None:
                    yield _told(desk, passage, *found)
            for match in (
                pattern("monitor", "done").finditer(passage.text) if passage.is_about or passage.follows else ()
            ):
                if (plain := _plain().match(passage.text, match.end())) is not None:
                    yield _told(desk, passage, *plain.span("who"))


def monitors(found: Iterable[tuple[str, str | None, Evidence]], sides: Sides) -> tuple[Monitor, ...]:
    """The monitors of one truce, the most told first; a short name counts for the long one that ends or begins so."""
    body = pattern("monitor", "plain")
    kept = [(n, e, q) for n, e, q in found if e is None or sides.of(e) is None or body.search(n)]
    names = sorted(dict.fromkeys(n for n, _, _ in kept), key=lambda n: (-len(n), n))
    full: dict[str, str] = {}
    for name in names:
        longer = next((o for o in dict.fromkeys(full.values()) if is_short(name, o)), name)
        full[name] = longer
    counts = Counter(full[n] for n, _, _ in kept)
    made = []
    for name, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        own = [(e, q) for n, e, q in kept if full[n] == name]
        entity = next((e for e, _ in own if e is not None), None)
        made.append(Monitor(name, entity, tuple(dict.fromkeys(q for _, q in own))))
    return tuple(made)


def _head(name: str) -> str:
    """The word of a name by which its bearer is told again: "Mission" of "Observer Mission in the North"."""
    return re.split(r" (?:of|for|in) ", name)[0].split()[-1]


def is_short(name: str, other: str) -> bool:
    """Whether a name is the beginning or the end of another, or of what stands before its "of": "the Cell".

    >>> is_short("Cell", "Pause Verification Cell"), is_short("Verification", "Pause Verification Cell")
    (True, False)
    """
    a, b = name.casefold().split(), other.casefold().split()
    head = b[: b.index("of")] if "of" in b else b
    return a == b[: len(a)] or a == b[-len(a) :] or a == head[-len(a) :]


@cache
def _by_name() -> re.Pattern[str]:
    """A proper name with a word for watching and one for a body: "Truce Observation Group"."""
    watching, bodies = row("monitor")["watching"], spellings("monitor", "bodies").replace("\n", "")
    part, behind = rf"(?:{SMALL} )*{NAME}", rf"(?: (?:of|for|in) (?:the )?{NAME}(?: {NAME})*)?"
    return re.compile(rf"(?:{NAME} (?:of )?)*\b(?:{watching})\b(?: {part})*? ?(?:{bodies})\b{behind}")


def _told(desk: Desk, passage: Passage, start: int, end: int) -> tuple[str, str | None, Evidence]:
    words = re.sub(r"^(?:The|A|An) ", "", passage.text[start:end])
    words = re.sub(rf"^(?:{spellings('monitor', 'members')}) of (?:the )?", "", words, flags=re.IGNORECASE)
    span = Span(passage.span.start + end - len(words), passage.span.start + end)
    mentions = desk.mentions.get(passage.report.id, ())
    entity = next(
        (e.id for s, e, _ in mentions if s.overlaps(span) and e.kind in ("organisation", "body", "group")), None
    )
    return words, entity, desk.quote(passage.report.id, passage.span)


def _doer(desk: Desk, passage: Passage, at: int) -> tuple[int, int] | None:
    """The proper name before what somebody is told to do, nearest to it, of no person, state or place."""
    before = passage.text[:at]
    plain = [m.span("who") for m in _plain().finditer(before) if not BREAKS.search(before[m.end() :])]
    named = [
        m.span()
        for m in names_within().finditer(before)
        if _is_body(desk, passage, m) and not re.search(r"\bby (?:the )?$", before[: m.start()])
    ]
    if plain and not re.search(r", the $", before[: plain[-1][0]]):
        named += plain[-1:]
    return max(named or plain[-1:], default=None)


def _is_body(desk: Desk, passage: Passage, match: re.Match[str]) -> bool:
    """Whether a proper name may be a body's: of several words, of no person, state, place or day."""
    if " " not in match[0]:
        return False
    span = passage.at(*match.span())
    others = (e.kind for s, e, _ in desk.mentions.get(passage.report.id, ()) if s.overlaps(span))
    return not ({"person", "country", "place"} & set(others)) and not any(t.span.overlaps(span) for t in passage.times)


@cache
def _plain() -> re.Pattern[str]:
    """A body without a name: "a joint military commission"."""
    body = spellings("monitor", "plain")
    return re.compile(
        rf"\s*(?:\b(?:an?|the|its|their) |^)(?P<who>(?:[A-Za-z][\w-]+ ){{0,3}}?(?:{body}))\b", re.IGNORECASE
    )


BREAKS = re.compile(r"[.;:]")
