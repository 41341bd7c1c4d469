"""Where reports show somebody in an office, by a title or in plain words.

Titles beside names come from the reader; what is said of a name in plain words ("has been defence minister") and whose
office it is are told by patterns of `data/en/offices.toml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from communique.model.record import Entity
from communique.model.span import Span, hull
from communique.reference import load as load_reference
from communique.registers.changes import Changes
from communique.registers.days import time_behind
from communique.registers.desk import Desk, sentence_at
from communique.registers.heads import deputies, from_the_first_day, heads
from communique.registers.sighting import Sighting, Told, before_going, in_full, when_shown
from communique.registers.titles import WORD, Title, office_before, office_behind, pattern, phrase_around, title_of
from communique.registers.turns import Turn, Turns, placed
from communique.registers.whose import BODIES, HOME, TOLD, Owners, title_of_country

BEFORE_NAME = 160  # characters between an office and the "counterpart" that shares it
BESIDE = 8  # characters between a name and an office set off by a comma
LISTED = 600  # characters between ministers of two states and the name of one of them
POSSESSIVE = ("'s", "’s")
Words = tuple[str, Span, Title]  # the report, the place, the office


@dataclass
class Finder:
    """Finds the sightings of one record."""

    desk: Desk
    successors: list[tuple[Entity, str, Span]] = field(default_factory=list)
    described: list[tuple[Entity, Words]] = field(default_factory=list)

    @cached_property
    def owners(self) -> Owners:
        """Finds whose office words tell."""
        return Owners(self.desk)

    def all(self) -> list[Sighting]:
        """Every place that shows a person in an office, takes them in or out, as far as its words alone tell."""
        persons = [e for e in self.desk.named if e.kind == "person"]
        found = [s for entity in persons for s in self._of(entity)]
        found += [s for entity in persons for s in deputies(self.desk, entity, found)]
        found += [s for sighting in list(found) for s in from_the_first_day(self.desk, sighting)]
        meant = self._by_surname(found)
        for entity, words in self.described:
            found += self._as_described(entity, words, found, meant)
        changes = list(Changes(self.desk, meant).all())
        turns = list(Turns(self.desk, meant).all(changes))
        turned = [self._turned(turn, turn.office) for turn in turns if turn.office is not None]
        found += turned
        found = [
            in_full(s, found) if s.sort != "shown" and not (s.title.is_told_in_full or s.body) else s for s in found
        ]
        found += [s for one in self.successors for s in self._after(*one, list(found), meant)]
        people: dict[str, list[Sighting]] = defaultdict(list)
        for sighting in found:
            people[sighting.person].append(sighting)
        told = {turn.when.event for turn in turns if turn.office is not None and turn.when.event}
        plain = [t for t in turns if t.office is None and not (t.when.event in told and t.when.event)]
        found += [s for turn in plain for s in placed(turn, people)]
        return [s for sighting in found if (s := before_going(sighting, changes)) is not None]

    def _of(self, entity: Entity) -> Iterator[Sighting]:
        yield from self._titles(entity)
        yield from self._of_several(entity)
        yield from self._said_of(entity)
        yield from heads(self.desk, self.owners, entity)

    def _turned(self, turn: Turn, office: Words) -> Sighting:
        entity = self.desk.entities[turn.person]
        return self._sighting(entity, *office, turn.when, turn.sort, turn.firm)

    def _by_surname(self, shown: Sequence[Sighting]) -> dict[str, str]:
        """Those whom reports call by a surname alone, as the one person of that surname who is shown in an office.

        It serves where they are told to leave an office, which nobody else of the name had.
        """
        held = {s.person for s in shown if s.is_whole}
        named: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.desk.named:
            if entity.kind == "person" and entity.is_named:
                named[entity.name.split()[-1]].append(entity)
        meant: dict[str, str] = {}
        for name, persons in named.items():
            full = [e.id for e in persons if " " in e.name]
            short = [e.id for e in persons if e.name == name]
            if len(full) == 1 and full[0] in held:
                meant.update(dict.fromkeys(short, full[0]))
        return meant

    def _after(
        self, entity: Entity, report: str, phrase: Span, shown: Sequence[Sighting], meant: dict[str, str]
    ) -> Iterator[Sighting]:
        """A successor in the office that the one named before last held: "Berg's successor, Roy"."""
        around = Span(max(0, phrase.start - len("her ")), phrase.end)
        before = self.desk.meant(report, around, ("person",))
        holder = meant.get(before.id, before.id) if before else None
        held = [s for s in shown if s.person == holder and s.title.is_told_in_full]
        when = when_shown(self.desk, entity, report, phrase)
        if held and when is not None and holder != entity.id:
            last = max(held, key=lambda s: (s.is_whole, s.when.interval.start, s.title.words))
            yield replace(
                last,
                person=entity.id,
                when=when,
                sort="shown",
                at=self._beside(entity, report, phrase),
                is_nominal=False,
            )

    # -- titles --------------------------------------------------------------------------------------------------------

    def _titles(self, entity: Entity) -> Iterator[Sighting]:
        for claim in entity.mentions:
            if claim.value in ("title", "nominal") and claim.span is not None:
                if claim.value == "nominal" and self._is_predicate(claim.report, claim.span):
                    continue
                phrase, title = self._phrase(claim.report, claim.span)
                person = self._bearer(entity, claim.report, phrase) if title else None
                if title is not None and self._has_name(entity, claim.report, phrase):
                    continue
                if title is not None and person is not None:
                    nominal = claim.value == "nominal" and not self._is_beside(person, claim.report, phrase)
                    shown = self._shown(person, claim.report, phrase, title)
                    yield from (replace(s, is_nominal=nominal) for s in shown)
                elif title is not None and claim.value == "nominal" and title.country and not title.is_plural:
                    self.described.append((entity, (claim.report, phrase, title)))

    def _is_predicate(self, report: str, span: Span) -> bool:
        """Whether a noun tells what the subject of its sentence was or is no longer: "resigned as minister"."""
        return bool(pattern("predicate").search(self.desk.reports[report].text, max(0, span.start - 12), span.start))

    def _as_described(
        self, entity: Entity, words: Words, shown: Sequence[Sighting], meant: dict[str, str]
    ) -> list[Sighting]:
        """Somebody told by an office alone ("Malta's ambassador"): the one person of the report who has or had it."""
        report, phrase, title = words
        here = {e.id for _, e, form in self.desk.mentions[report] if form == "name" and e.kind == "person"}
        fits = sorted({s.person for s in shown if s.person in here and _is_that(s, title)})
        if len(fits) != 1:
            return []
        meant[entity.id] = fits[0]
        when = when_shown(self.desk, entity, report, phrase) if title.standing == "holds" else None
        return [self._sighting(self.desk.entities[fits[0]], report, phrase, title, when)] if when else []

    def _said_of(self, entity: Entity) -> Iterator[Sighting]:
        """What is said beside a name: "Berg, MP, Minister of Trade, ...", "Berg has been defence minister"."""
        if not entity.is_named:
            return
        for claim in entity.mentions:
            if claim.value == "name" and claim.span is not None:
                sentence = sentence_at(self.desk.reports[claim.report].text, claim.span)
                for phrase in dict.fromkeys(self._phrases_beside(claim.report, claim.span, sentence)):
                    yield from self._said(entity, claim.report, claim.span, phrase, sentence)

    def _said(self, entity: Entity, report: str, name: Span, phrase: Span, sentence: Span) -> Iterator[Sighting]:
        text = self.desk.reports[report].text
        title = title_of(" ".join(phrase.quote(text).split()))
        if title is None or self._names_another(entity, report, phrase):
            return
        if title.like:
            yield from self._shown(entity, report, phrase, title)
            return
        if not title.is_told_in_full and not self.desk.meant(report, phrase, BODIES):
            return
        when = when_shown(self.desk, entity, report, name)
        if when is None or title.standing not in ("holds", "acting"):
            return
        between = text[name.end : phrase.start]
        if pattern("acts").search(between):
            title = replace(title, standing="acting")
        yield self._sighting(entity, report, phrase, title, when)
        if pattern("will_act").search(between):
            yield self._sighting(entity, report, phrase, title, when, "begins", firm=False)
        since = pattern("since_behind").match(text, phrase.end, sentence.end) if name.end < phrase.start else None
        begun = time_behind(self.desk, report, since.start(1), since.end(1)) if since else None
        if begun is not None:
            told = Told(begun, (self.desk.quote(report, sentence),))
            yield self._sighting(entity, report, phrase, title, told, "begins")

    def _phrases_beside(self, report: str, name: Span, sentence: Span) -> Iterator[Span]:
        """Words that may tell an office of a name: set off by commas before or behind it, or what it is told to be."""
        text = self.desk.reports[report].text
        before = text[sentence.start : name.start].rstrip(" ")
        end = sentence.start + len(before)
        if before.endswith(","):
            phrase = office_before(text, sentence.start, end - 1)
        else:
            phrase = office_before(text, sentence.start, end, only_capitals=True)
        if phrase is not None and not self._is_titled(report, phrase):
            yield phrase
        match = pattern("behind_name").match(text, name.end, sentence.end)
        if match is not None:
            yield from (Span(*match.span(n)) for n in range(1, match.re.groups + 1) if match[n])
        told = pattern("is_office").match(text, name.end, sentence.end)
        phrase = office_behind(text, told.end(), sentence.end) if told else None
        if phrase is not None:
            yield phrase

    def _is_titled(self, report: str, phrase: Span) -> bool:
        """Whether the reader took words for a title, which is told apart then, or for less than the words of one."""
        text = self.desk.reports[report].text
        if pattern("to_whom").search(text, max(0, phrase.start - 8), phrase.start):
            return True
        return any(
            s.overlaps(phrase) and form == "title" and title_of(" ".join(s.quote(text).split()))
            for s, _, form in self.desk.mentions.get(report, ())
        )

    def _is_beside(self, entity: Entity, report: str, phrase: Span) -> bool:
        """Whether somebody's name stands right beside an office: "Ada Berg, the minister", "the minister, Berg"."""
        return any(
            e.id == entity.id and form == "name" and max(s.start - phrase.end, phrase.start - s.end) <= BESIDE
            for s, e, form in self.desk.mentions.get(report, ())
        )

    def _names_another(self, entity: Entity, report: str, phrase: Span) -> bool:
        """Whether somebody's name stands in the words, or they are another's title, who then bears the office."""
        return any(
            s.overlaps(phrase) and e.kind == "person" and (form == "name" or (form == "title" and e.id != entity.id))
            for s, e, form in self.desk.mentions.get(report, ())
        )

    def _has_name(self, entity: Entity, report: str, phrase: Span) -> bool:
        """Whether the name of another stands in the words, but for one whose it is: "Berg's successor"."""
        text = self.desk.reports[report].text
        return any(
            s.overlaps(phrase) and e.kind == "person" and form == "name" and e.id != entity.id
            for s, e, form in self.desk.mentions.get(report, ())
            if not text.startswith(POSSESSIVE, s.end)
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
        when = when_shown(self.desk, entity, report, phrase)
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
        country, trust = self.owners.country(entity, report, phrase, title)
        body = None if trust == TOLD or title.is_of_state else self.owners.body(report, phrase, title)
        if body is not None and self.desk.entities[body].is_named:
            names = self.desk.entities[body].names
            title = title.without(word for name in names for word in WORD.findall(name.value.lower()))
        place = self._beside(entity, report, phrase)
        return Sighting(entity.id, title, None if body else country, body, when, sort, firm, trust, place)

    def _beside(self, entity: Entity, report: str, phrase: Span) -> Span:
        """The words of an office with the name of its bearer right behind."""
        for span, other, form in self.desk.mentions.get(report, ()):
            if other.id == entity.id and form == "name" and 0 <= span.start - phrase.end <= len(", Hon. Dr. "):
                return hull((phrase, span))
        return phrase

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

    def _of_several(self, entity: Entity) -> Iterator[Sighting]:
        """One who has an office that several states have: "the trade ministers of Malta and Norway, Berg and Roy"."""
        for claim in entity.mentions:
            if claim.value != "several" or claim.span is None or not entity.is_named or entity.country is None:
                continue
            title = title_of(" ".join(claim.span.quote(self.desk.reports[claim.report].text).split()))
            when = when_shown(self.desk, entity, claim.report, claim.span)
            if title is not None and title.is_of_state and when is not None:
                own = replace(title, is_plural=False, country=entity.country.value)
                yield self._sighting(entity, claim.report, claim.span, own, when)


def _is_that(sighting: Sighting, title: Title) -> bool:
    """Whether an office told with its state, but perhaps not where, is the one that somebody was shown in."""
    other = sighting.title
    alike = (title.head, title.realm) == (other.head, other.realm) and title.country == (
        other.country or sighting.country
    )
    return alike and (title.host is None or title.host == other.host)
