"""Clauses that tell of taking and leaving an office: who takes it, who leaves it, which, on what day.

A clause is read in a copy of its sentence in which every name of a person is one mark and every time another, so that
one pattern of `data/en/changes.toml` serves for names of any length, with whatever ranks and titles stand around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from communique.lexicon import table
from communique.model.span import Span
from communique.model.time import Interval
from communique.registers.days import day_of_news, is_news, times_in
from communique.registers.desk import Desk, sentence_at
from communique.registers.titles import Title, is_to_a_seat, office_before, office_behind, pattern, right_of, title_of

PERSON, TIME = "\ue000", "\ue001"
CLAUSE_MARKS = (", ", "; ", ": ", " - ", " – ")
LOOK_BACK = 60
LIST = 1000  # characters between what introduces a list and a line of it
ANY_YEAR = 366  # days; what is told less exactly than by its year has no day

Office = tuple[Span, Title]


@dataclass(frozen=True, slots=True)
class Change:
    """One clause: ``taker`` and ``leaver`` are entities (ids), ``when`` the day or period that it tells.

    ``when`` is None where the change is told in passing, and not when; ``is_dated`` marks a time of the clause itself.
    ``office`` is None where the clause does not tell it.
    """

    report: str
    sentence: Span
    taker: str | None
    leaver: str | None
    office: Office | None
    when: Interval | None
    firm: bool
    is_dated: bool = False


@dataclass(frozen=True)
class Changes:
    """Finds the changes of one record; ``meant`` tells for an entity whom it means, by what they are called."""

    desk: Desk
    meant: dict[str, str]
    _news: dict[tuple[str, int], Interval | None] = field(default_factory=dict)
    _read: dict[str, list[Change]] = field(default_factory=dict)

    def all(self) -> Iterator[Change]:
        """Every clause that tells of a taking or leaving, in the order of the reports."""
        for report in self.desk.record.reports:
            done = -1
            for span, entity, form in self.desk.mentions.get(report.id, ()):
                if span.start < done or entity.kind != "person" or form not in ("name", "pronoun"):
                    continue
                sentence = sentence_at(report.text, span)
                done = sentence.end
                if _keywords().search(report.text, sentence.start, sentence.end):
                    found = self._in_sentence(report.id, sentence)
                    self._read.setdefault(report.id, []).extend(found)
                    yield from found
                line = report.text.rfind("\n", 0, span.start) + 1
                is_item = _told("item").fullmatch(report.text, line, span.start)
                is_item = is_item or _is_line(report.text, line, span)
                if is_item or ":" in report.text[sentence.start : span.start]:
                    yield from self._in_list(report.id, sentence, span, self.meant.get(entity.id, entity.id))

    def _in_sentence(self, report: str, sentence: Span) -> list[Change]:
        text = self.desk.reports[report].text
        people = {
            s.start: (self.meant.get(e.id, e.id), s)
            for s, e, form in self.desk.mentions[report]
            if sentence.covers(s) and e.kind == "person" and form in ("name", "pronoun")
        }
        times = times_in(self.desk, report, sentence)
        marks = [(s, PERSON) for _, s in people.values()] + [(s, TIME) for s, _ in times]
        coded = _coded(text, sentence, marks)
        found: list[Change] = []
        for name, clause in _clauses().items():
            for match in clause.finditer(coded):
                span = Span(sentence.start + match.start(), sentence.start + match.end())
                if _is_never(text, sentence, span, match) or _is_no_subject(text, span, match):
                    continue
                who = {
                    part: people[sentence.start + match.start(part)][0]
                    for part in ("taker", "leaver")
                    if part in match.re.groupindex
                }
                office = self._office(report, name, sentence, span)
                own = self._own_time(text, match, span, times)
                firm = not _told("plan").search(_clause_until(text, sentence, span, match))
                if name == "fills":
                    firm = office is not None and office[1].standing == "acting"
                empty = office is None and name in _words("need_office")
                if empty or who.get("taker") == who.get("leaver") or (own is None and not firm):
                    continue
                when = own or self._when(report, sentence, span, match, times)
                if not firm and when is not None and self._is_past(report, when):
                    continue
                if office is None and _is_of_no_office(text, span, match):
                    continue
                firm = firm and not self._is_to_come(report, when)
                if name in _words("background") and own is None and _told("past").search(match.group()):
                    when = self._day_of(report, sentence, who.values())
                change = Change(report, sentence, who.get("taker"), who.get("leaver"), office, when, firm, bool(own))
                if name == "in_place":  # who comes is told before: "was appointed to replace Berg"
                    found = [replace(c, leaver=change.leaver) if c.taker and not c.leaver else c for c in found]
                    change = replace(change, taker=next((c.taker for c in found if c.leaver == change.leaver), None))
                found.append(change)
        return _joined(found)

    def _in_list(self, report: str, sentence: Span, name: Span, person: str) -> Iterator[Change]:
        """One line of a list of those appointed: "- Minister of Trade: Ms Berg;", "- Ms Berg, Minister of Trade;"."""
        text = self.desk.reports[report].text
        colon = text.rfind(":", sentence.start, name.start)
        line = text.rfind("\n", 0, name.start)
        if _told("listed").fullmatch(text, colon, name.start):
            first = re.compile(r"[^\W\d_]").search(text, sentence.start, colon)
            phrase = office_behind(text, first.start(), colon) if first else None
        elif _told("item").fullmatch(text, line + 1, name.start) and text[name.end : name.end + 2] == ", ":
            phrase = office_behind(text, name.end + 2, sentence.end)
        elif (dash := _is_line(text, line + 1, name)) is not None:
            end = text.find("\n", name.end)
            phrase = office_behind(text, dash.end(), end if end >= 0 else len(text))
        else:
            return
        title = title_of(phrase.quote(text)) if phrase else None
        heads = list(_told("heading").finditer(text, max(0, sentence.start - LIST), sentence.start))
        if phrase is None or title is None or not title.is_told_in_full or not heads:
            return
        day = self._day_before(report, sentence) or self.desk.published(report)
        yield Change(report, sentence, person, None, (phrase, title), day, True)

    # -- which office --------------------------------------------------------------------------------------------------

    def _office(self, report: str, clause: str, sentence: Span, span: Span) -> Office | None:
        text = self.desk.reports[report].text
        if clause in _words("offices_before"):
            found = office_before(text, sentence.start, span.start)
            told = (found, title_of(found.quote(text))) if found else _department_before(text, sentence, span.start)
        else:
            told = _office_at(text, span.end, sentence.end)
        phrase, title = told or (span, None)
        if title is None or title.like or title.standing not in ("holds", "acting"):
            return None
        if _told("acting").search(text, span.start, min(sentence.end, phrase.end + LOOK_BACK)):
            title = replace(title, standing="acting")
        return phrase, title

    # -- when ----------------------------------------------------------------------------------------------------------

    def _own_time(
        self, text: str, match: re.Match[str], span: Span, times: list[tuple[Span, Interval]]
    ) -> Interval | None:
        """The time that a clause tells: the nearest, but for what is told beside a name."""
        start = span.start - match.start()
        beside = [
            Span(start + match.start(part), start + match.end(part))
            for part in ("taker_beside", "leaver_beside")
            if part in match.re.groupindex and match[part]
        ]
        own = [
            (s, i)
            for s, i in times
            if i.days <= ANY_YEAR and not any(b.overlaps(s) for b in beside) and not _is_apart(text, span, s)
        ]

        def rank(told: tuple[Span, Interval]) -> tuple[bool, bool, int]:
            place = told[0]
            return (not span.overlaps(place), place.start < span.start, abs(place.start - span.end))

        return min(own, key=rank)[1] if own else None

    def _when(
        self, report: str, sentence: Span, span: Span, match: re.Match[str], times: list[tuple[Span, Interval]]
    ) -> Interval | None:
        """The day told last before a clause that leans on it or is news; None where it is told in passing."""
        text = self.desk.reports[report].text
        clause = _clause_until(text, sentence, span, match)
        aside = _told("aside").search(clause) and not _told("said").search(text, sentence.start, span.end)
        if aside and not _told("same").search(clause):
            return None
        if _told("same").search(clause):
            return day_of_news(self.desk, report, sentence.start, nearest=True) or self.desk.published(report)
        before = [i for s, i in times if s.end <= span.start and i.days == 1 and is_news(self.desk, report, i)]
        return before[-1] if before else self._day_before(report, sentence) or self.desk.published(report)

    def _day_of(self, report: str, sentence: Span, who: Iterable[str]) -> Interval | None:
        """The day on which a report tells, in another sentence before, that one of some persons took or left office."""
        told = (c for c in self._read.get(report, ()) if c.sentence.end <= sentence.start)
        return next((c.when for c in told if c.when and {c.taker, c.leaver} & set(who)), None)

    def _is_to_come(self, report: str, when: Interval | None) -> bool:
        day = self.desk.published(report)
        return day is not None and when is not None and when.start > day.end

    def _is_past(self, report: str, when: Interval) -> bool:
        day = self.desk.published(report)
        return day is not None and when.end < day.start

    def _day_before(self, report: str, sentence: Span) -> Interval | None:
        """The latest day of news told before a sentence, found once."""
        key = (report, sentence.start)
        if key not in self._news:
            self._news[key] = day_of_news(self.desk, report, sentence.start)
        return self._news[key]


def _joined(found: list[Change]) -> list[Change]:
    """The changes of one sentence, each with the office and the time that another tells of the same person."""
    joined: list[Change] = []
    for change in found:
        like = [c for c in found if c.taker == change.taker and (c.taker is not None or c.leaver == change.leaver)]
        office = change.office or next((c.office for c in like if c.office), None)
        dated = change if change.is_dated else next((c for c in like if c.is_dated), change)
        joined.append(replace(change, office=office, when=dated.when, is_dated=dated.is_dated, firm=dated.firm))
    return list(dict.fromkeys(joined))


def _coded(text: str, sentence: Span, marks: list[tuple[Span, str]]) -> str:
    """A sentence with marks in the place of names and times, each as long as what it stands for."""
    found = list(sentence.quote(text).replace("\n", " "))
    for span, mark in marks:
        bent = _told("bends").match(text, span.start, span.end)
        start = bent.end() if bent and mark == TIME else span.start
        for at in range(start - sentence.start, min(span.end - sentence.start, len(found))):
            found[at] = mark
    return "".join(found)


def _is_line(text: str, start: int, name: Span) -> re.Match[str] | None:
    """Whether a line is a name with an office behind a dash: "Ms Ada Berg - Minister of Trade"."""
    alone = _told("unmarked").fullmatch(text, start, name.start)
    return _told("dash").match(text, name.end) if alone else None


def _is_of_no_office(text: str, span: Span, match: re.Match[str]) -> bool:
    """Whether a clause without an office tells of something else: "elected to parliament", "retired from the army"."""
    if _told("as_what").search(match.group()) or is_to_a_seat(text, span.end):
        return True
    return bool(_told("from_what").search(match.group())) and not _told("in_office").match(text, span.end)


def _office_at(text: str, at: int, end: int) -> tuple[Span, Title | None] | None:
    """The office whose words begin at a place: by its name, its department, or its work ("command of ...")."""
    department = _told("department").match(text, at, end)
    if department is not None:
        return Span(at, department.end()), title_of(f"{department[1] or department[2]} minister")
    work = _told("work").match(text, at, end)
    if work is not None:
        stop = right_of(text, work.end(), end)
        return Span(at, stop), title_of(f"{table('changes')['works'][work[1]]}{text[work.end() : stop]}")
    phrase = office_behind(text, at, end)
    return (phrase, title_of(" ".join(phrase.quote(text).split()))) if phrase else None


def _department_before(text: str, sentence: Span, end: int) -> tuple[Span, Title | None] | None:
    for found in _told("department").finditer(text, max(sentence.start, end - LOOK_BACK), end):
        if found.end() == end:
            return Span(found.start(), end), title_of(f"{found[1] or found[2]} minister")
    return None


def _clause_until(text: str, sentence: Span, span: Span, match: re.Match[str]) -> str:
    """The words of a clause, from where it begins, without what is told beside a name."""
    starts = [text.rfind(mark, sentence.start, span.start) + len(mark) for mark in CLAUSE_MARKS]
    start = max((at for at in starts if at > sentence.start), default=sentence.start)
    own = match.group()
    for part in ("taker_beside", "leaver_beside"):
        if part in match.re.groupindex and match[part]:
            own = own.replace(match[part], " ", 1)
    return text[min(start, span.start) : span.start] + own


def _is_never(text: str, sentence: Span, span: Span, match: re.Match[str]) -> bool:
    """Whether a clause tells what did not happen or is only wished, or somebody's own words tell it."""
    told = text[sentence.start : span.start]
    clause = _clause_until(text, sentence, span, match)
    return bool(_told("never").search(clause)) or told.count('"') % 2 == 1 or told.count("“") > told.count("”")


def _is_no_subject(text: str, span: Span, match: re.Match[str]) -> bool:
    """Whether a clause that begins with a name is of something else: "charges against Berg were dismissed"."""
    first = match.start("leaver") if "leaver" in match.re.groupindex else -1
    first = min(first, match.start("taker")) if "taker" in match.re.groupindex and first >= 0 else first
    begins = first >= 0 and not re.search(r"[ ][a-z]+[ ]", match.group()[: first - match.start()])
    return begins and bool(_told("of_whom").search(text, max(0, span.start - LOOK_BACK), span.start))


def _is_apart(text: str, span: Span, time: Span) -> bool:
    """Whether a time is told in another clause."""
    if span.overlaps(time):
        return False
    between = text[span.end : time.start] if time.start >= span.end else text[time.end : span.start]
    return bool(pattern("clause").search(between)) or between.count('"') % 2 == 1


@cache
def _clauses() -> dict[str, re.Pattern[str]]:
    return {name: _compiled(told) for name, told in table("changes")["clauses"].items()}


@cache
def _told(name: str) -> re.Pattern[str]:
    return _compiled(table("changes")["words_of"][name])


def _compiled(told: str) -> re.Pattern[str]:
    parts = {
        **table("changes")["parts"],
        "TAKER": "{RANK}(?:{PERSON}[ ])?(?P<taker>{NAME})(?P<taker_beside>{BESIDE})",
        "LEAVER": "{RANK}(?:{PERSON}[ ])?(?P<leaver>{NAME})(?P<leaver_beside>{BESIDE})",
        "PERSON": f"{PERSON}+",
        "NAME": rf"{PERSON}+(?!{PERSON}|['’])",
        "ANYONE": PERSON,
        "TIME": f"{TIME}+",
    }
    while found := re.search(r"\{([A-Z]+)\}", told):
        told = told.replace(found[0], parts[found[1]])
    return re.compile(told, re.VERBOSE)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("changes")[name].split())


@cache
def _keywords() -> re.Pattern[str]:
    return re.compile(table("changes")["keywords"], re.VERBOSE)
