"""Who tells it: a side, the monitor, or the outlet itself; and who the monitor of a truce is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from communique.model.record import Entity, Evidence
from communique.model.report import Report
from communique.model.span import Span
from communique.registers.desk import Desk
from communique.registers.truces.model import Monitor
from communique.registers.truces.passages import Passage
from communique.registers.truces.sides import Sides
from communique.registers.truces.words import NAME, SMALL, names_within, pattern, row, spellings

PARTY, MONITOR, REPORT = "party", "monitor", "report"
BESIDE = 24  # characters between somebody's name and what they do
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
        found: Teller | None = None
        for statement in self.desk.said.get(report.id, ()):
            if statement.speaker and statement.evidence.span.overlaps(span):
                found = found or self.of(statement.speaker)
        return found or self.voice(report)

    def said(self, text: str) -> Teller | None:
        """Who is told to say it where a verb of saying stands right behind them: "..., the army said"."""
        for match in pattern("breach", "says").finditer(text):
            before = text[: match.start()]
            if self.monitor_in(before[-BESIDE:]):
                return Teller(MONITOR)
            if (named := self.sides.in_words(before)) and self._stands_beside(before[named[-1][0] :]):
                return Teller(PARTY, named[-1][1])
        return None

    def _stands_beside(self, words: str) -> bool:
        """Whether a name with which words begin ends beside what follows them, however long it is."""
        return len(words) - self.sides.length(words) <= BESIDE

    def of(self, entity: str) -> Teller | None:
        """The side that an entity speaks for, or the monitor."""
        if self._watches(self.desk.entities[entity]):
            return Teller(MONITOR)
        side = self.sides.of(entity)
        return None if side is None else Teller(PARTY, side)

    def _watches(self, entity: Entity) -> bool:
        if any(entity.id == monitor.entity for monitor in self.monitors):
            return True
        return any(self._alias.search(n) for n in (entity.name, *(t.value for t in entity.titles)))

    @cached_property
    def _alias(self) -> re.Pattern[str]:
        """The monitor's names, and the last word of each, by which it is told again: "the Group", "the observers"."""
        names = [m.name for m in self.monitors]
        listed = sorted({*names, *(f"the {name.split()[-1]}" for name in names)}, key=lambda n: (-len(n), n))
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
        if any(monitor.name.casefold() in words.casefold() for monitor in self.monitors):
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


def is_short(name: str, other: str) -> bool:
    """Whether a name is the beginning or the end of another: "the Cell".

    >>> is_short("Cell", "Pause Verification Cell"), is_short("Verification", "Pause Verification Cell")
    (True, False)
    """
    a, b = name.casefold().split(), other.casefold().split()
    return a == b[: len(a)] or a == b[-len(a) :]


@cache
def _by_name() -> re.Pattern[str]:
    """A proper name with a word for watching and one for a body: "Truce Observation Group"."""
    watching, bodies = row("monitor")["watching"], spellings("monitor", "bodies").replace("\n", "")
    part, behind = rf"(?:{SMALL} )*{NAME}", rf"(?: (?:of|for) (?:the )?{NAME}(?: {NAME})*)?"
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
    named = [m.span() for m in names_within().finditer(before) if _is_body(desk, passage, m)]
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
