"""Which of the agreements, and which of the bodies, that reports speak of are one: a file for each.

An agreement is seldom called by its name, and seldom by the same noun twice. Reports are gone through in their order;
each thing joins the file that speaks for it most: the same entity, the same event of signing, the same name, or the
same parties with the same day, place, subject or circumstances. What speaks against it keeps two apart: other parties,
another day of signing, another form, another subject. The files are a view; nothing of them is stored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from communique.model.entity import IGO
from communique.model.record import Entity, Obligation, Record, Step, Thing
from communique.model.span import Span
from communique.reference import fold
from communique.reference import load as load_reference
from communique.registers.alike import ENOUGH, File, differ, is_apart, is_bare, keys_of, points
from communique.registers.answers import Heard
from communique.registers.called import is_told, subject
from communique.registers.desk import Desk, sentence_at

SIDES_OF_THEIR_OWN = ("BUS", "REB", "CRM", "NGO", "PTY", "OPP")  # sectors whose bearers make agreements for themselves
CONCLUDED = ("signed", "announced", "initialled", "negotiated")
TOGETHER = ("extended", "amended")  # told of several, they are its parties
WHO = ("country", "organisation", "person", "group")  # kinds of entities that an agreement is with, not about
OF_STATES = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY")
ALIKE_NAMES = 3  # words that the old and the new name of one body share
TELLING = frozenset({"on", "of", "for", "concerning"})  # within a name: behind it stands what it is about
SMALL = 5  # letters of a word from which it is no particle within a name
COMMON = 3  # files about something, from which more than that it tells little
RARE = 12  # reports that speak of an entity, up to which it tells what affairs a report is about


@dataclass(frozen=True)
class Shelf:
    """All files of one record, with what is told of their things."""

    desk: Desk
    read: dict[str, Heard] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, desk: Desk) -> Shelf:
        """The one shelf of a desk."""
        return desk.once("shelf", lambda: cls(desk))

    def heard(self, report: str) -> Heard:
        """The sentences of a report with their words, taken apart once."""
        if report not in self.read:
            self.read[report] = Heard(report, self.desk.reports[report].text)
        return self.read[report]

    @cached_property
    def states(self) -> dict[str, str]:
        """The entity (id) of each state, by its code; the first where there are several."""
        found: dict[str, str] = {}
        for entity in self.record.entities:
            if entity.kind == "country" and entity.country:
                found.setdefault(entity.country.value, entity.id)
        return found

    @property
    def record(self) -> Record:
        """The record that the files are made from."""
        return self.desk.record

    @cached_property
    def steps(self) -> dict[str, list[Step]]:
        """The steps told of each thing, by its key."""
        found: dict[str, list[Step]] = defaultdict(list)
        for step in self.record.steps:
            found[step.thing].append(step)
        return found

    @cached_property
    def obligations(self) -> dict[str, list[Obligation]]:
        """The obligations told of each thing, by its key."""
        found: dict[str, list[Obligation]] = defaultdict(list)
        for told in self.record.obligations:
            found[told.thing].append(told)
        return found

    @cached_property
    def told_at(self) -> dict[str, int]:
        """The place of each obligation (by id) in the order of the reports and their texts."""
        return {told.id: i for i, told in enumerate(self.record.obligations)}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each report (by id) in their order."""
        return {report.id: i for i, report in enumerate(self.record.reports)}

    @cached_property
    def things(self) -> dict[str, Thing]:
        """The things by key."""
        return {thing.id: thing for thing in self.record.things}

    @cached_property
    def names_in(self) -> dict[str, frozenset[str]]:
        """The entities with a proper name, states aside, that each report and few others speak of."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity in self.desk.named:
            reports = {claim.report for claim in entity.mentions}
            if entity.kind != "country" and entity.is_named and len(reports) <= RARE:
                for report in reports:
                    found[report].add(entity.id)
        return {report: frozenset(of) for report, of in found.items()}

    @cached_property
    def states_in(self) -> dict[str, frozenset[str]]:
        """The states that each report names."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity in self.desk.named:
            if entity.kind == "country" and entity.country:
                for claim in entity.mentions:
                    found[claim.report].add(entity.country.value)
        return {report: frozenset(of) for report, of in found.items()}

    @cached_property
    def naming(self) -> dict[str, list[str]]:
        """The reports that name each of those: a state by its code, others by their ids."""
        found: dict[str, list[str]] = defaultdict(list)
        for report in self.rank:
            for name in self.names_in.get(report, frozenset()) | self.states_in.get(report, frozenset()):
                found[name].append(report)
        return found

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each report in their order."""
        return {report.id: i for i, report in enumerate(self.record.reports)}

    def filed(self, kind: str) -> tuple[File, ...]:
        """The files of agreements or of bodies, made once."""
        return self._agreements if kind == "agreement" else self._bodies

    @cached_property
    def _agreements(self) -> tuple[File, ...]:
        return self._files("agreement")

    @cached_property
    def _bodies(self) -> tuple[File, ...]:
        return self._files("body")

    def _files(self, kind: str) -> tuple[File, ...]:
        """The files of agreements or of bodies, in the order of their first report."""
        files: list[File] = []
        blocks: dict[str, list[int]] = defaultdict(list)
        told_of: Counter[str] = Counter()
        home: dict[str, int] = {}
        own = [t for t in self.record.things if t.kind == kind]
        for thing in (t for t in own if not t.amends):
            view = self._view(thing)
            near = {i for key in keys_of(view) for i in blocks.get(key, ())}
            if thing.also in home:
                near = {home[thing.also]}
                at = home[thing.also]
            else:
                common = {word for word in view.about if told_of[word] > COMMON}
                at = self._best(view, files, sorted(near), common)
            if at < 0:
                files.append(File(kind))
                at = len(files) - 1
            told_of.update(view.about - files[at].about)
            files[at].add(thing, view)
            home[thing.id] = at
            for key in keys_of(files[at]):
                if at not in blocks[key]:
                    blocks[key].append(at)
        self._unite(files, home)
        self._settle(files, home)
        for thing in own:
            if thing.amends and thing.amends in home:
                files[home[thing.amends]].amending.append(thing)
        return tuple(f for f in files if f.things)

    def _unite(self, files: list[File], home: dict[str, int]) -> None:
        """Put together what turned out to be other names of one thing."""
        for thing in self.record.things:
            if thing.also and thing.id in home and thing.also in home:
                if home[thing.id] != home[thing.also]:
                    _join(files, home, home[thing.id], home[thing.also])
                if not thing.name and (before := self._renamed(files, home[thing.id], thing)) is not None:
                    _join(files, home, home[thing.id], before)

    def _settle(self, files: list[File], home: dict[str, int]) -> None:
        """Put what is only called "the treaty" to the only agreement of the record, where its report names the parties.

        In a record of many agreements it may be any.
        """
        known = [i for i, file in enumerate(files) if file.kind == "agreement" and file.things and len(file.sides) > 1]
        if len(known) != 1:
            return
        own, sides = known[0], frozenset(files[known[0]].sides)
        for at, file in enumerate(files):
            near = file.around.union(*(self.states_in.get(thing.report, ()) for thing in file.things))
            if at != own and file.things and is_bare(file) and sides <= near and not differ(file, files[own]):
                _join(files, home, at, own)
                own = min(at, own)

    def _renamed(self, files: list[File], at: int, thing: Thing) -> int | None:
        """The file of what "the institution" was that bears a new name now: told before, under a name much like it."""
        new, found = files[at], []
        for i, file in enumerate(files):
            told = [self.order[t.report] for t in file.things]
            shared = len(new.about & file.about)
            if i != at and told and min(told) < self.order[thing.report] and file.names and shared >= ALIKE_NAMES:
                found.append((shared, -i))
        best = max(found, default=None)
        return -best[1] if best and [s for s, _ in found].count(best[0]) == 1 else None

    def is_beside(self, thing: Thing, step: Step) -> bool:
        """Whether a step is told in a sentence that speaks of a thing too, or in what the thing is called."""
        if thing.report != step.evidence.report:
            return False
        text = self.desk.reports[thing.report].text
        around = sentence_at(text, step.evidence.span)
        spans = [thing.called.span, *(s.evidence.span for s in self.steps.get(thing.id, ()))]
        return any(span.overlaps(around) for span in (*spans, *self.mentions.get(thing.id, ())))

    @cached_property
    def mentions(self) -> dict[str, tuple[Span, ...]]:
        """Where each thing is meant, as far as its entities tell."""
        found: dict[str, list[Span]] = defaultdict(list)
        spans = cache(self._spans)
        for thing in self.record.things:
            for id_ in thing.entities:
                found[thing.id] += spans(id_).get(thing.report, ())
        return {id_: tuple(of) for id_, of in found.items()}

    def _spans(self, id_: str) -> dict[str, list[Span]]:
        """Where an entity is meant, by report."""
        found: dict[str, list[Span]] = defaultdict(list)
        entity = self.desk.entities.get(id_)
        for claim in entity.mentions if entity else ():
            if claim.span:
                found[claim.report].append(claim.span)
        return found

    @cached_property
    def signings(self) -> dict[tuple[str, str], list[Step]]:
        """The signings that each report tells at each place (an entity's id)."""
        found: dict[tuple[str, str], list[Step]] = defaultdict(list)
        for step in self.record.steps:
            if step.step == "signed" and step.place:
                found[step.evidence.report, step.place].append(step)
        return found

    @cached_property
    def founded(self) -> frozenset[str]:
        """The entities that are bodies of whose founding reports tell: made by agreements, and no party to them."""
        bodies = (thing for thing in self.record.things if thing.kind == "body")
        told = (t for t in bodies if any(s.step == "founded" for s in self.steps.get(t.id, ())))
        return frozenset(id_ for thing in told for id_ in thing.entities)

    @cached_property
    def charters(self) -> dict[str, tuple[str, ...]]:
        """The agreement of which a report speaks, where that is one only, by the key of the first thing of its file."""
        told: dict[str, list[str]] = defaultdict(list)
        for file in self.filed("agreement"):
            for report in sorted({thing.report for thing in file.things}):
                told[report].append(file.things[0].id)
        return {report: tuple(of) for report, of in told.items() if len(of) == 1}

    @cached_property
    def bodies_told(self) -> Counter[str]:
        """Of how many bodies each report speaks."""
        return Counter(report for file in self.filed("body") for report in {thing.report for thing in file.things})

    def _view(self, thing: Thing) -> File:
        """One thing as a file of its own."""
        steps = self.steps.get(thing.id, [])
        signing = [s for s in steps if s.step in CONCLUDED and s.status not in ("denied",)]
        told = {side for id_ in thing.parties for side in self.sides_of(id_)}
        if thing.kind == "agreement":
            both = [*signing, *(s for s in steps if s.step in TOGETHER and len(s.by) > 1 and s.status != "denied")]
            told |= {side for s in both for id_ in s.by for side in self.sides_of(id_)}
            told |= self._signers(signing)
            told |= self._hosts(told, signing)
        told |= self._in_name(thing)
        told -= self.founded if thing.kind == "agreement" else frozenset()
        if thing.form == "contract" and len(told) < 2:
            told |= self._buyers(thing.report)
        days = [s.date.interval for s in steps if s.step == "signed" and s.date and is_told(s.date.interval)]
        return File(
            kind=thing.kind,
            names={fold(name) for name in self._names(thing)},
            entities={id_ for id_ in thing.entities if self.desk.entities[id_].is_named},
            forms={thing.form},
            about=self._subject(thing),
            sides=told,
            events={s.event for s in steps if s.event and s.step == "signed"},
            signed=days if all(s.status == "happened" for s in steps if s.step == "signed") else [],
            places={fold(self.desk.entities[s.place].name) for s in steps if s.place and s.step == "signed"},
            around=set(self.names_in.get(thing.report, ())),
            states=set(self.states_in.get(thing.report, ())),
            movers={side for s in steps if s.status == "proposed" for id_ in s.by for side in self.sides_of(id_)},
            charters=set(self.charters.get(thing.report, ())) if thing.kind == "body" else set(),
        )

    def _names(self, thing: Thing) -> Iterator[str]:
        """The proper name of a thing, and other names of an agreement that tell what it is on or of."""
        if thing.name:
            yield thing.name
        text = self.desk.reports[thing.report].text
        for span in thing.mentions if thing.kind == "agreement" else ():
            words = span.quote(text).split()
            if TELLING & set(words) and all(w[0].isupper() or (w.islower() and len(w) < SMALL) for w in words):
                yield " ".join(words)

    def _subject(self, thing: Thing) -> set[str]:
        """What a thing is about; of an agreement without a name, not with whom: "the contract with Chad"."""
        words, at = thing.called.quote, thing.called.span.start
        for span, entity, _ in self.desk.mentions.get(thing.report, ()) if not thing.name else ():
            if thing.kind == "agreement" and thing.called.span.covers(span) and entity.kind in WHO:
                words = words[: span.start - at] + " " * (span.end - span.start) + words[span.end - at :]
        return subject(words)

    def _signers(self, signing: list[Step]) -> set[str]:
        """The sides of those who sign in the event that a step is part of, as the step's own report tells it."""
        found: set[str] = set()
        for step in signing:
            event = self.desk.events.get(step.event or "") if step.step == "signed" else None
            for part in (*event.actors, *event.recipients) if event else ():
                if any(claim.report == step.evidence.report for claim in part.claims):
                    found |= set(self.sides_of(part.entity))
        return found

    def _in_name(self, thing: Thing) -> set[str]:
        """The states that a thing is called after: "the Chadian-Malian commission"; one alone may only be its seat."""
        states = {m.alpha3 for m in load_reference().countries_in(thing.called.quote) if m.form in ("name", "demonym")}
        return states if len(states) > 1 else set()

    def _hosts(self, told: set[str], signing: list[Step]) -> set[str]:
        """The state where it was signed, for a signer of whom no state is told: at home nobody says whose minister."""
        for step in signing:
            place = self.desk.entities.get(step.place or "")
            strangers = [id_ for id_ in step.by if not any(True for _ in self.sides_of(id_))]
            people = [id_ for id_ in strangers if self.desk.entities[id_].kind == "person"]
            if len(told) == 1 and people and place and place.country and step.step == "signed":
                return {place.country.value}
        return set()

    def _buyers(self, report: str) -> set[str]:
        """The sides of an order of arms told in the report of a contract, where it tells of one only."""
        orders = {e.id: e for _, e in self.desk.told.get(report, ()) if e.kind == "arms_order"}
        found = [{s for p in (*e.actors, *e.recipients) for s in self.sides_of(p.entity)} for e in orders.values()]
        whole = [sides for sides in found if len(sides) > 1]
        return whole[0] if len(whole) == 1 else set()

    def sides_of(self, id_: str) -> Iterator[str]:
        """Who an entity acts for: its state, or itself where it makes agreements for itself."""
        entity = self.desk.entities.get(id_)
        if entity is None:
            return
        sector = entity.sector.value if entity.sector else ""
        if states := load_reference().states_joined(entity.name):
            yield from states
            return
        if entity.kind == "place" and entity.reference is None:
            if entity.is_named:
                yield entity.id  # no place that is known: a company, named for its town
            return
        of_state = entity.kind not in ("organisation", "body") or sector in OF_STATES
        if entity.country and entity.country.value == IGO and entity.kind not in ("organisation", "body"):
            yield from self._served(entity)
            return
        if entity.country and of_state and sector not in SIDES_OF_THEIR_OWN:
            yield entity.country.value
        elif entity.kind in ("organisation", "body") and sector != "LEG" and entity.is_named:
            yield entity.id

    def _served(self, entity: Entity) -> list[str]:
        """The organisation named where people are told of who are of no one state: that of "the EU envoy"."""
        told = (*entity.mentions, *(claim for title in entity.titles for claim in title.claims))
        found = (
            other.id
            for claim in told
            for span, other, _ in self.desk.mentions.get(claim.report, ())
            if other.kind == "organisation" and claim.span is not None and claim.span.covers(span)
        )
        return sorted(set(found))

    def _best(self, view: File, files: list[File], near: Iterable[int], common: set[str]) -> int:
        """The file that a thing belongs to, for it is one with one of the file's; -1 where it begins a new one."""
        free = (i for i in near if not is_apart(view, files[i]))
        best, at = max(((max(points(view, v, common) for v in files[i].views), -i) for i in free), default=(0.0, 0))
        return -at if best >= ENOUGH else -1


def _join(files: list[File], home: dict[str, int], a: int, b: int) -> None:
    """Put one file into another: the later into the earlier."""
    one, two = sorted((a, b))
    for thing, view in zip(files[two].things, files[two].views, strict=True):
        files[one].add(thing, view)
        home[thing.id] = one
    files[two].things = []
