"""Whose office words tell: of which state or body, by the words, by the person, by where the report is from."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from communique.model.record import Entity
from communique.model.report import Report
from communique.model.span import Span
from communique.reference import load as load_reference
from communique.registers.desk import Desk, sentence_at
from communique.registers.titles import Title, is_department, is_seat, pattern, title_of

BODIES = ("organisation", "body", "group")
HOME, KNOWN, TOLD = 1, 2, 3  # whose office: by where the report is from, by what is known of the person, by the words
FAR = 1000
HEAD_LINES, HEAD_WIDTH = 8, 90
DAY_OR_BAR = re.compile(r"\b(?:19|20)\d\d\b|\|")
HEAD_PARTS = re.compile(r"[|,\n()]| - | – ")
APART = 120  # characters between two names of one body that tells both


@dataclass
class Owners:
    """Finds the states and bodies whose offices the words of one record tell."""

    desk: Desk
    homes: dict[str, str | None] = field(default_factory=dict)

    def country(self, entity: Entity, report: str, phrase: Span, title: Title) -> tuple[str | None, int]:
        """The state whose office it is, and how that is known."""
        if title.country:
            return title.country, TOLD
        owner = self._there(report, phrase) or self._owner(report, phrase, title) or self._acted_for(report, phrase)
        if owner:
            return owner, TOLD
        if entity.country and entity.country.value != title.host:
            return entity.country.value, KNOWN
        home = self._home(report)
        if home is None and title.is_of_state:
            home = self._where(report, phrase)
        return (home if home != title.host else None), HOME

    def _where(self, report: str, phrase: Span) -> str | None:
        """The state in whose towns all of a sentence happens: "signed in Bangkok by the defence minister"."""
        around = sentence_at(self.desk.reports[report].text, phrase)
        told = [e for s, e, _ in self.desk.mentions.get(report, ()) if around.covers(s) and e.country]
        towns = {e.country.value for e in told if e.kind == "place" and e.country}
        others = {e.country.value for e in told if e.kind == "country" and e.country} - towns
        return towns.pop() if len(towns) == 1 and not others else None

    def _owner(self, report: str, phrase: Span, title: Title) -> str | None:
        """The state that "its" means before somebody sent: the last one named before, but for the host."""
        text = self.desk.reports[report].text
        if not pattern("its").search(text, max(0, phrase.start - 8), phrase.start + 4):
            return None
        if not title.host and not (title.is_of_state and self._owner_is_state(report, phrase)):
            return None
        return next((c for c in self._before(report, phrase) if c != title.host), None)

    def _there(self, report: str, phrase: Span) -> str | None:
        """The state named last before "has been minister there"."""
        if not pattern("there").match(self.desk.reports[report].text, phrase.end):
            return None
        return next(iter(self._before(report, phrase)), None)

    def _acted_for(self, report: str, phrase: Span) -> str | None:
        """The state for which the office is told to act: "on behalf of Mali by the minister", "the Malian side by"."""
        text = self.desk.reports[report].text
        before = [(s, e) for s, e, _ in self.desk.mentions.get(report, ()) if s.end <= phrase.start]
        told = [(s, e) for s, e in before if e.kind == "country"]
        if not told:
            return None
        span, state = told[-1]
        fits = state.country and pattern("acted_for").fullmatch(text, span.end, phrase.start)
        return state.country.value if state.country and fits else None

    def _before(self, report: str, phrase: Span) -> list[str]:
        """The states named before a place of a report, the last first."""
        told = [
            e.country.value
            for s, e, form in self.desk.mentions.get(report, ())
            if s.end <= phrase.start and e.kind == "country" and form != "demonym" and e.country
        ]
        return told[::-1]

    def _home(self, report: str) -> str | None:
        """The country that a report is from, by what stands around its text: a press office, a town."""
        if report not in self.homes:
            self.homes[report] = home_of(self.desk.reports[report])
        return self.homes[report]

    # -- bodies --------------------------------------------------------------------------------------------------------

    def body(self, report: str, phrase: Span, title: Title) -> str | None:
        """The body in the words of an office, the one that "its" means, or that its last word calls by a noun."""
        text = self.desk.reports[report].text
        told = [(span.quote(text), e) for span, e, _ in self.desk.mentions.get(report, ()) if span.overlaps(phrase)]
        found = (
            e.id
            for words, e in told
            if e.kind in BODIES and e.is_named and not is_department(words) and not _is_office(words, title)
        )
        body = next(found, None)
        its = pattern("its").search(text, max(0, phrase.start - 8), phrase.start + 4)
        if body is None and its and title.is_of_body:
            body = self._meant_by_its(report, phrase)
        if body is None and its and title.is_of_body and not self._owner_is_state(report, phrase):
            body = self.last_before(report, phrase.start)
        noun = next((w for w in (*title.behind[-1:], *title.before[-1:]) if w != "general"), "")
        is_other = not noun or is_department(noun) or any(e.kind in BODIES for _, e in told)
        if body is None and not is_other:
            body = self.by_noun(report, noun)
        if body is None and not title.realm - {"general"} and title.is_of_body and not title.states_have_it:
            body = self._only(report, phrase)
        return self.same(body) if body else None

    def _meant_by_its(self, report: str, phrase: Span) -> str | None:
        """The body that the reader takes "its" to mean."""
        near = Span(max(0, phrase.start - len("their ")), phrase.start + 1)
        told = self.desk.mentions.get(report, ())
        found = (e.id for s, e, form in told if form == "pronoun" and s.overlaps(near) and e.kind in BODIES)
        return next((body for body in found if self.desk.entities[body].is_named), None)

    def _owner_is_state(self, report: str, phrase: Span) -> bool:
        """Whether the nearest that "its" may mean is a state."""
        told = [e.kind for s, e, form in self.desk.mentions.get(report, ()) if s.end <= phrase.start and form == "name"]
        near = [kind for kind in told if kind in (*BODIES, "country")]
        return near[-1:] == ["country"]

    def _only(self, report: str, phrase: Span) -> str | None:
        """The one body that a report names before an office that states do not have: "the party's chairman"."""
        found = {self.same(e.id) for s, e, _ in self._bodies(report) if s.end <= phrase.start}
        return found.pop() if len(found) == 1 else None

    def by_noun(self, report: str, noun: str) -> str | None:
        """The one body whose name ends in a noun: of the report, else of the record."""
        named = self._by_last_word.get(noun.lower(), set())
        own = {e.id for _, e, form in self.desk.mentions.get(report, ()) if form == "name" and e.id in named}
        found = {self.same(body) for body in own or named}
        return min(found) if len(found) == 1 else None

    @cached_property
    def _by_last_word(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for entity in self.desk.named:
            if entity.kind in BODIES and entity.is_named:
                found[entity.name.lower().split()[-1]].add(entity.id)
        return found

    def last_before(self, report: str, at: int) -> str | None:
        """The body named last before a place of a report."""
        told = [e.id for s, e, form in self._bodies(report) if s.end <= at]
        return self.same(told[-1]) if told else None

    def _bodies(self, report: str) -> list[tuple[Span, Entity, str]]:
        told = self.desk.mentions.get(report, ())
        return [m for m in told if m[1].kind in BODIES and m[2] == "name" and title_of(m[1].name) is None]

    def same(self, body: str) -> str:
        """The body under its last name, where reports tell that it was renamed."""
        seen = {body}
        while (later := self._later.get(body)) is not None and later not in seen:
            seen.add(body := later)
        return body

    @cached_property
    def _later(self) -> dict[str, str]:
        """The later of two names of one body, by the earlier: of the two, the one that reports tell first."""
        first: dict[str, int] = {}
        pairs: list[tuple[str, str]] = []
        for number, report in enumerate(self.desk.record.reports):
            told = self._bodies(report.id)
            for _, entity, _ in told:
                first.setdefault(entity.id, number)
            for (a, one, _), (b, other, _) in pairwise(told):
                near = one.id != other.id and b.start - a.end <= APART
                if near and pattern("renamed").fullmatch(report.text, a.end, b.start):
                    pairs.append((one.id, other.id))
        ordered = (sorted(pair, key=lambda body: (first[body], body)) for pair in pairs)
        return {early: late for early, late in ordered if first[early] < first[late]}


def _is_office(words: str, title: Title) -> bool:
    """Whether words that were read as a body's name are those of an office: "Inspector General of Police"."""
    told = title_of(words)
    return told is not None and told.head == title.head


def home_of(report: Report) -> str | None:
    """The country of a letterhead, else of the town in a line with the outlet or the day, else of the dateline."""
    reference = load_reference()
    head = report.text[: report.body[0].start if report.body else 0] or report.text[:FAR]
    lines = [line for line in head.splitlines()[:HEAD_LINES] if len(line) <= HEAD_WIDTH]
    for line in lines:
        told = {m.alpha3 for m in reference.countries_in(line) if m.form == "name"}
        if pattern("letterhead").search(line) and len(told) == 1:
            return told.pop()
    for line in lines:
        parts = (
            [part.strip() for part in HEAD_PARTS.split(line)]
            if DAY_OR_BAR.search(line) or line.endswith(")") or pattern("letterhead").search(line)
            else []
        )
        told = {c for part in parts for c in _countries_of(part)}
        if len(told) == 1:
            return told.pop()
    place = reference.place(report.dateline_place.value) if report.dateline_place else None
    if place is not None or report.dateline_place is None:
        return place.country if place else None
    told = {m.alpha3 for m in reference.countries_in(report.dateline_place.value) if m.form == "name"}
    return told.pop() if len(told) == 1 else None


def _countries_of(words: str) -> set[str]:
    """The country of a town, or the countries named in the words."""
    if is_seat(words):
        return set()
    town = load_reference().place(words)
    if town is not None and town.country:
        return {town.country}
    return {m.alpha3 for m in load_reference().countries_in(words) if m.form in ("name", "capital", "seat")}


def title_of_country(desk: Desk, report: str, phrase: Span) -> str | None:
    """The country behind the name that follows a phrase: "her counterpart Lee of Malta"."""
    after = pattern("of_state").search(desk.reports[report].text, phrase.end, phrase.end + 80)
    told = load_reference().country(after[1]) if after else None
    return told.alpha3 if told else None
