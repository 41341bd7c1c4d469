"""Where reports show somebody in an office, and where they tell that somebody takes or leaves one.

Titles beside names come from the reader; what is said of a name in plain words ("has been defence minister") and whose
office it is are told by patterns of `data/en/offices.toml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from communique.model.record import Entity, Event, Evidence
from communique.model.report import Report
from communique.model.span import Span
from communique.model.time import Basis, Interval
from communique.reference import load as load_reference
from communique.registers.desk import Desk, sentence_at, trigger_of
from communique.registers.titles import Title, is_department, is_seat, office_behind, pattern, phrase_around, title_of

TAKING, LEAVING = "appointment", "resignation"
BODIES = ("organisation", "body", "group")
DONE = ("happened", "ongoing")
BEFORE_NAME = 160  # characters between an office and the "counterpart" that shares it
FAR = 1000  # what somebody says is no nearer to their title than what they do
HOME, KNOWN, TOLD = 1, 2, 3  # whose office: by where the report is from, by what is known of the person, by the words
NEWS = 10  # days in which a report tells of what is new
HEAD_LINES, HEAD_WIDTH = 8, 90
DAY_OR_BAR = re.compile(r"\b(?:19|20)\d\d\b|\|")
HEAD_PARTS = re.compile(r"[|,\n()]| - | – ")


@dataclass(frozen=True, slots=True)
class Told:
    """A day or period, and the passages that tell it; ``event`` is the id of the event that does.

    ``is_published`` marks the day on which the report appeared, where it tells no other.
    """

    interval: Interval
    evidence: tuple[Evidence, ...]
    event: str | None = None
    is_published: bool = False


def is_whole(title: Title, country: str | None, body: str | None) -> bool:
    """Whether an office is told with its state or body."""
    if body:
        return title.is_of_body
    return bool(country and title.is_told_in_full and title.states_have_it)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person shown with a title at one place; ``sort`` is "shown", "begins" or "ends"."""

    person: str
    title: Title
    country: str | None
    body: str | None
    when: Told
    sort: str = "shown"
    firm: bool = True
    trust: int = TOLD

    @property
    def report(self) -> str:
        """The report (id) whose words these are."""
        return self.when.evidence[0].report

    @property
    def is_whole(self) -> bool:
        """Whether the words tell which office of which state or body it is."""
        return is_whole(self.title, self.country, self.body)

    @property
    def acting(self) -> bool:
        """Whether it is in another's stead."""
        return self.title.standing == "acting"


@dataclass(frozen=True, slots=True)
class Turn:
    """The taking or leaving of an office, planned where it is not ``firm``."""

    when: Told
    sort: str
    firm: bool


@dataclass
class Finder:
    """Finds the sightings of one record."""

    desk: Desk
    homes: dict[str, str | None] = field(default_factory=dict)
    successors: list[tuple[Entity, str, Span]] = field(default_factory=list)

    def all(self) -> list[Sighting]:
        """Every place that shows a person in an office, takes them in or out, as far as its words alone tell."""
        found = [
            s
            for entity in self._persons()
            for s in (*self._titles(entity), *self._said_of(entity), *self._leads(entity))
        ]
        turns = [t for event in self.desk.record.events for t in self._turns(event)]
        found += [s for _, _, s in turns if s is not None]
        known = list(found)
        found += [s for turn, person, s in turns if s is None for s in _nearest(turn, person, known)]
        found += [s for one in self.successors for s in self._after(*one, known)]
        return found

    def _after(self, entity: Entity, report: str, phrase: Span, shown: Sequence[Sighting]) -> Iterator[Sighting]:
        """A successor in the office that the one named before last held: "Berg's successor, Roy"."""
        before = self.desk.meant(report, phrase, ("person",))
        held = [s for s in shown if before and s.person == before.id and s.title.is_told_in_full]
        when = self._when(entity, report, phrase)
        if held and when is not None and before is not None and before.id != entity.id:
            last = max(held, key=lambda s: (s.is_whole, s.when.interval.start, s.title.words))
            yield replace(last, person=entity.id, when=when, sort="shown", firm=True)

    def _persons(self) -> Iterator[Entity]:
        return (e for e in self.desk.record.entities if e.kind == "person")

    def _titles(self, entity: Entity) -> Iterator[Sighting]:
        for claim in entity.mentions:
            if claim.value in ("title", "nominal") and claim.span is not None:
                if claim.value == "nominal" and self._is_predicate(claim.report, claim.span):
                    continue
                phrase, title = self._phrase(claim.report, claim.span)
                person = self._bearer(entity, claim.report, phrase) if title else None
                if title is not None and person is not None:
                    yield from self._shown(person, claim.report, phrase, title)

    def _is_predicate(self, report: str, span: Span) -> bool:
        """Whether a noun tells what the subject of its sentence was or is no longer: "resigned as minister"."""
        return bool(pattern("predicate").search(self.desk.reports[report].text, max(0, span.start - 12), span.start))

    def _said_of(self, entity: Entity) -> Iterator[Sighting]:
        """What is said behind a name: "Berg, MP, Minister of Trade, ...", "Berg has been defence minister"."""
        if not entity.is_named:
            return
        for claim in entity.mentions:
            if claim.value != "name" or claim.span is None:
                continue
            report, text = claim.report, self.desk.reports[claim.report].text
            sentence = sentence_at(text, claim.span)
            for phrase in self._phrases_beside(report, claim.span, sentence):
                title = title_of(" ".join(phrase.quote(text).split()))
                if title is None or title.like or self._names_another(report, phrase):
                    continue
                if not title.is_told_in_full and not self.desk.meant(report, phrase, BODIES):
                    continue
                when = self._when(entity, report, claim.span)
                if when is not None and title.standing in ("holds", "acting"):
                    acts = pattern("acts").search(text, claim.span.end, phrase.start)
                    title = replace(title, standing="acting") if acts else title
                    yield self._sighting(entity, report, phrase, title, when)

    def _phrases_beside(self, report: str, name: Span, sentence: Span) -> Iterator[Span]:
        """Words that may tell an office of a name: set off by commas before or behind it, or what it is told to be."""
        text = self.desk.reports[report].text
        found = (
            pattern("before_name").search(text, sentence.start, name.start),
            pattern("behind_name").match(text, name.end, sentence.end),
        )
        for match in filter(None, found):
            yield from (Span(*match.span(n)) for n in range(1, match.re.groups + 1) if match[n])
        told = pattern("is_office").match(text, name.end, sentence.end)
        phrase = office_behind(text, told.end(), sentence.end) if told else None
        if phrase is not None:
            yield phrase

    def _leads(self, entity: Entity) -> Iterator[Sighting]:
        """Who is told to lead a body: "Berg leads the mission", "headed by Berg"."""
        for claim in entity.mentions if entity.is_named else ():
            if claim.value != "name" or claim.span is None:
                continue
            report, text = claim.report, self.desk.reports[claim.report].text
            match = pattern("leads").match(text, claim.span.end)
            body = self._led(report, Span(match.end(), match.end() + 1)) if match else None
            when = self._when(entity, report, claim.span) if body else None
            title = title_of("head")
            if body is not None and when is not None and title is not None:
                yield Sighting(entity.id, title, None, body, when)

    def _led(self, report: str, span: Span) -> str | None:
        found = self.desk.meant(report, span, BODIES)
        return found.id if found else None

    def _names_another(self, report: str, phrase: Span) -> bool:
        """Whether a person's name stands in the words, who then bears the office."""
        return any(
            s.overlaps(phrase) and e.kind == "person" and form in ("name", "title")
            for s, e, form in self.desk.mentions.get(report, ())
        )

    def _bearer(self, entity: Entity, report: str, phrase: Span) -> Entity | None:
        """Whom an office is told of: the one whose name follows right behind, else whom it is taken to mean."""
        text = self.desk.reports[report].text
        for span, other, form in self.desk.mentions[report]:
            if span.start >= phrase.end and form == "name" and other.kind == "person":
                if pattern("honorific").fullmatch(text, phrase.end, span.start):
                    return other
                break
        return entity if entity.is_named else None

    def _phrase(self, report: str, span: Span) -> tuple[Span, Title | None]:
        """The office told at a place, in the whole of its phrase."""
        text = self.desk.reports[report].text
        names = (s.start for s, e, form in self.desk.mentions[report] if e.kind == "person" and form == "name")
        stop = next((start for start in names if start >= span.end), len(text))
        phrase = phrase_around(text, span, stop)
        return phrase, title_of(" ".join(phrase.quote(text).split()))

    def _shown(self, entity: Entity, report: str, phrase: Span, title: Title) -> Iterator[Sighting]:
        if title.standing in ("gone", "coming"):
            return
        if title.like:
            if title.like == "after":
                self.successors.append((entity, report, phrase))
                return
            model = self._model(entity, report, phrase)
            if model is None:
                return
            title = replace(model, country=title.country or model.country, host=None, standing="holds")
            title = replace(title, country=title_of_country(self.desk, report, phrase) or title.country)
        when = self._when(entity, report, phrase)
        if when is None:
            return
        if title.is_plural:
            yield from self._listed(report, phrase, replace(title, is_plural=False), when)
            return
        yield self._sighting(entity, report, phrase, title, when)

    def _sighting(
        self,
        entity: Entity,
        report: str,
        phrase: Span,
        title: Title,
        when: Told,
        sort: str = "shown",
        firm: bool = True,
    ) -> Sighting:
        country, trust = self._country(entity, report, phrase, title)
        body = None if trust == TOLD or title.is_of_state else self._body(report, phrase, title)
        if body is not None and self.desk.entities[body].is_named:
            title = title.without(w for name in self.desk.entities[body].names for w in name.value.lower().split())
        return Sighting(entity.id, title, None if body else country, body, when, sort, firm, trust)

    def _country(self, entity: Entity, report: str, phrase: Span, title: Title) -> tuple[str | None, int]:
        """The state whose office it is, and how that is known."""
        if title.country:
            return title.country, TOLD
        owner = self._owner(report, phrase, title) if title.host else None
        if owner:
            return owner, TOLD
        if entity.country and entity.country.value != title.host:
            return entity.country.value, KNOWN
        home = self._home(report)
        return (home if home != title.host else None), HOME

    def _owner(self, report: str, phrase: Span, title: Title) -> str | None:
        """The state that "its" means before somebody sent: the last one named before, but for the host."""
        text = self.desk.reports[report].text
        if not pattern("its").search(text, max(0, phrase.start - 8), phrase.start + 4):
            return None
        told = [
            e.country.value
            for s, e, form in self.desk.mentions.get(report, ())
            if s.end <= phrase.start and e.kind == "country" and form != "demonym" and e.country
        ]
        return next((c for c in reversed(told) if c != title.host), None)

    def _model(self, entity: Entity, report: str, phrase: Span) -> Title | None:
        """The office that a "counterpart" or "colleague" shares: the last told before of somebody else."""
        text = self.desk.reports[report].text
        before = [
            (s, e)
            for s, e, form in self.desk.mentions[report]
            if form == "title" and s.end <= phrase.start and e.id != entity.id and phrase.start - s.end < BEFORE_NAME
        ]
        for span, _ in reversed(before):
            title = title_of(" ".join(phrase_around(text, span, span.end).quote(text).split()))
            if title and not title.like and title.is_told_in_full:
                return replace(title, country=None)
        return None

    def _listed(self, report: str, phrase: Span, title: Title, when: Told) -> Iterator[Sighting]:
        """The persons listed behind a plural: "the ministers A of Mali and B of Niger"."""
        text = self.desk.reports[report].text
        at = phrase.end
        for span, entity, form in self.desk.mentions[report]:
            if form != "name" or entity.kind != "person" or span.start < at:
                continue
            gap = text[at : span.start]
            if gap.strip(" ,") and not pattern("listed").fullmatch(gap):
                return
            after = pattern("of_state").match(text, span.end)
            told = load_reference().country(after[1]) if after else None
            own = replace(title, country=told.alpha3 if told else None)
            found = self._sighting(entity, report, phrase, own, when)
            yield found if found.trust > HOME else replace(found, country=None)
            at = span.end

    # -- whose office it is --------------------------------------------------------------------------------------------

    def _body(self, report: str, phrase: Span, title: Title) -> str | None:
        """The body in the words of an office, or the one of the report that its last word calls by its noun."""
        text = self.desk.reports[report].text
        told = ((span.quote(text), e) for span, e, _ in self.desk.mentions.get(report, ()) if span.overlaps(phrase))
        found = (e.id for words, e in told if e.kind in BODIES and e.is_named and not is_department(words))
        body = next(found, None)
        if body is not None:
            return body
        if not title.behind:
            return None
        noun = title.behind[-1]
        named = {
            e.id
            for _, e, form in self.desk.mentions.get(report, ())
            if e.kind in BODIES and form == "name" and e.name.lower().split()[-1:] == [noun]
        }
        return min(named) if len(named) == 1 else None

    def _home(self, report: str) -> str | None:
        """The country that a report is from, by what stands around its text: a press office, a town."""
        if report not in self.homes:
            self.homes[report] = home_of(self.desk.reports[report])
        return self.homes[report]

    # -- when ----------------------------------------------------------------------------------------------------------

    def _when(self, entity: Entity, report: str, phrase: Span) -> Told | None:
        """The day of what somebody does or says in the sentence of a title, else that on which the report appeared."""
        sentence = sentence_at(self.desk.reports[report].text, phrase)
        evidence = (self.desk.quote(report, sentence),)
        found: list[tuple[int, str, Interval]] = []
        for span, event in self.desk.told.get(report, ()):
            if span.overlaps(sentence) and event.status in DONE and event.date is not None:
                parts = (p for p in (*event.actors, *event.recipients) if p.entity == entity.id)
                near = (c for p in parts for c in p.claims if c.report == report and c.span and sentence.covers(c.span))
                found += [(abs(c.span.start - phrase.start), event.id, event.date.interval) for c in near if c.span]
                if span.covers(phrase) and self._is_news(report, event.date.interval):
                    found.append((FAR, event.id, event.date.interval))
        for statement in self.desk.said.get(report, ()):
            if statement.speaker == entity.id and statement.date and statement.evidence.span.overlaps(sentence):
                found.append((FAR, statement.id, statement.date.interval))
        exact = [f for f in found if f[2].basis is not Basis.INFERRED and f[2].days == 1]
        if exact:
            _, event_id, interval = min(exact, key=lambda f: (f[0], f[1]))
            return Told(interval, evidence, event_id if event_id in self.desk.events else None)
        day = self.desk.published(report)
        return Told(day, evidence, is_published=True) if day else None

    def _is_news(self, report: str, interval: Interval) -> bool:
        """Whether a report tells of days right before it: who is named there with a title has it now."""
        day = self.desk.published(report)
        return day is not None and NEWS >= (day.start - interval.start).days >= 0

    # -- taking and leaving --------------------------------------------------------------------------------------------

    def _turns(self, event: Event) -> Iterator[tuple[Turn, Entity, Sighting | None]]:
        """Who takes or leaves office by an event, and which where a sentence tells that."""
        if event.kind not in (TAKING, LEAVING) or event.status in ("denied", "alleged", "proposed"):
            return
        when = self._day_of(event)
        if when is None:
            return
        told = Told(when, event.evidence, event.id)
        turn = Turn(told, "begins" if event.kind == TAKING else "ends", event.status in DONE)
        offices = {p: self._office_in(event, p, reports) for p, reports in self._who(event).items()}
        for person, office in offices.items():
            entity = self.desk.entities[person]
            if office is not None:
                yield turn, entity, self._sighting(entity, *office, told, turn.sort, turn.firm)
            elif not any(offices.values()):  # of several, it is the one whose office is told
                yield turn, entity, None

    def _office_in(self, event: Event, person: str, reports: list[str]) -> tuple[str, Span, Title] | None:
        """The office that a sentence about somebody's taking or leaving of one tells."""
        told = (e for e in event.evidence if e.report in reports or self._is_in(person, e))
        found = ((e, *office) for e in told for office in self._offices_in(e, person))
        return next(((e.report, p, t) for e, p, t in found if self._is_told_of(person, e, p)), None)

    def _is_told_of(self, person: str, evidence: Evidence, phrase: Span) -> bool:
        """Whether somebody is the last person told before an office; the first behind where nobody is."""
        told = [
            (s, e.id)
            for s, e, form in self.desk.mentions[evidence.report]
            if e.is_named and e.kind == "person" and form in ("name", "pronoun") and evidence.span.overlaps(s)
        ]
        before = [who for s, who in told if s.end <= phrase.start]
        return (before[-1] if before else told[0][1] if told else person) == person

    def _is_in(self, person: str, evidence: Evidence) -> bool:
        """Whether a passage means somebody by any words."""
        return any(e.id == person and evidence.span.overlaps(s) for s, e, _ in self.desk.mentions[evidence.report])

    def _who(self, event: Event) -> dict[str, list[str]]:
        """Who takes or leaves office, with the reports that say so: in each telling the person told next to it."""
        tellings: dict[str, list[tuple[int, Entity, str]]] = defaultdict(list)
        for part in event.actors:
            entity = self.desk.entities[part.entity]
            for claim in part.claims:
                if entity.kind == "person" and claim.span is not None:
                    trigger = trigger_of(claim)
                    gap = max(claim.span.start - trigger.end, trigger.start - claim.span.end)
                    tellings[claim.key].append((gap, entity, claim.report))
        found: dict[str, list[str]] = defaultdict(list)
        for telling in tellings.values():
            _, entity, report = min(telling, key=lambda t: (t[0], t[1].id))
            if entity.is_named:
                found[entity.id].append(report)
        return found

    def _day_of(self, event: Event) -> Interval | None:
        """The day of an event; where it is only inferred, that on which the first report of it appeared."""
        if event.date is not None and event.date.interval.basis is not Basis.INFERRED:
            interval = event.date.interval
            if interval.precision == "period":  # "since 3 May" runs on to the day of the report
                return Interval(interval.start, interval.start, "day", interval.basis)
            return interval
        days = (self.desk.published(e.report) for e in event.evidence)
        return min((d for d in days if d is not None), key=lambda d: d.start, default=None)

    def _offices_in(self, evidence: Evidence, person: str) -> Iterator[tuple[Span, Title]]:
        """The offices told in a sentence that are no title of somebody else there."""
        others = [
            s
            for s, e, form in self.desk.mentions[evidence.report]
            if e.id != person and e.kind == "person" and form in ("title", "name")
        ]
        text = self.desk.reports[evidence.report].text
        for match in pattern("turn").finditer(text, evidence.span.start, evidence.span.end):
            phrase = office_behind(text, match.end(), evidence.span.end)
            if phrase is None or any(s.overlaps(phrase) for s in others):
                continue
            title = title_of(" ".join(phrase.quote(text).split()))
            if title is not None and pattern("acts").search(match.group()):
                title = replace(title, standing="acting")
            if title and not title.like and title.is_told_in_full and title.standing in ("holds", "acting"):
                yield phrase, title


def _nearest(turn: Turn, person: Entity, shown: Iterable[Sighting]) -> Iterator[Sighting]:
    """The office that a turn is of where its sentence does not tell: the one shown nearest in time."""
    start = turn.when.interval.start
    fits = [s for s in shown if s.person == person.id and s.is_whole]
    near = min(fits, key=lambda s: (abs((s.when.interval.start - start).days), s.title.words), default=None)
    if near is not None:
        yield replace(near, when=turn.when, sort=turn.sort, firm=turn.firm)


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
            if DAY_OR_BAR.search(line) or pattern("letterhead").search(line)
            else []
        )
        told = {c for part in parts for c in _countries_of(part)}
        if len(told) == 1:
            return told.pop()
    place = reference.place(report.dateline_place.value) if report.dateline_place else None
    return place.country if place else None


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
