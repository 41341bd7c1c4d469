"""Which of the agreements, and which of the bodies, that reports speak of are one: a file for each.

An agreement is seldom called by its name, and seldom by the same noun twice. Reports are gone through in their order;
each thing joins the file that speaks for it most: the same entity, the same event of signing, the same name, or the
same parties with the same day, place, subject or circumstances. What speaks against it keeps two apart: other parties,
another day of signing, another form, another subject. The files are a view; nothing of them is stored.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from communique.lexicon import matching, table
from communique.model.record import Obligation, Record, Step, Thing
from communique.model.span import Span
from communique.model.time import Basis, Interval
from communique.reference import fold
from communique.registers.answers import Heard
from communique.registers.desk import Desk, sentence_at

ENOUGH = 3  # points from which two are one
SIDES_OF_THEIR_OWN = ("BUS", "REB", "CRM", "NGO", "PTY", "OPP")  # sectors whose bearers make agreements for themselves
CONCLUDED = ("signed", "announced", "initialled", "negotiated")
TOGETHER = ("extended", "amended")  # told of several, they are its parties
OF_STATES = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY")
STEM = 5  # letters by which words of a subject are compared
NEAR_DAYS = 3
SOME_SHARED, ENOUGH_SHARED = 2, 3  # entities that two reports share, from which they tell of the same affairs
RARE = 12  # reports that speak of an entity, up to which it tells what affairs a report is about


@dataclass
class File:
    """The things that are one; the first names it least badly where none has a name."""

    kind: str
    things: list[Thing] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    signed: list[Interval] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    movers: set[str] = field(default_factory=set)
    views: list[File] = field(default_factory=list)
    amending: list[Thing] = field(default_factory=list)

    def add(self, thing: Thing, view: File) -> None:
        """Take in a thing with all that is known of it."""
        self.things.append(thing)
        self.signed += view.signed
        self.views.append(view)
        for name in ("names", "entities", "forms", "about", "sides", "events", "places", "around", "states", "movers"):
            getattr(self, name).update(getattr(view, name))


@dataclass(frozen=True)
class Shelf:
    """All files of one record, with what is told of their things."""

    desk: Desk
    read: dict[str, Heard] = field(default_factory=dict, compare=False, repr=False)

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
    def things(self) -> dict[str, Thing]:
        """The things by key."""
        return {thing.id: thing for thing in self.record.things}

    @cached_property
    def names_in(self) -> dict[str, frozenset[str]]:
        """The entities with a proper name, states aside, that each report and few others speak of."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity in self.record.entities:
            reports = {claim.report for claim in entity.mentions}
            if entity.kind != "country" and entity.is_named and len(reports) <= RARE:
                for report in reports:
                    found[report].add(entity.id)
        return {report: frozenset(of) for report, of in found.items()}

    @cached_property
    def states_in(self) -> dict[str, frozenset[str]]:
        """The states that each report names."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity in self.record.entities:
            if entity.kind == "country" and entity.country:
                for claim in entity.mentions:
                    found[claim.report].add(entity.country.value)
        return {report: frozenset(of) for report, of in found.items()}

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
        home: dict[str, int] = {}
        own = [t for t in self.record.things if t.kind == kind]
        for thing in (t for t in own if not t.amends):
            view = self._view(thing)
            near = {i for key in _blocks(view) for i in blocks.get(key, ())}
            if thing.also in home:
                near = {home[thing.also]}
                at = home[thing.also]
            else:
                at = self._best(view, files, sorted(near))
            if at < 0:
                files.append(File(kind))
                at = len(files) - 1
            files[at].add(thing, view)
            home[thing.id] = at
            for key in _blocks(files[at]):
                if at not in blocks[key]:
                    blocks[key].append(at)
        self._unite(files, home)
        for thing in own:
            if thing.amends and thing.amends in home:
                files[home[thing.amends]].amending.append(thing)
        return tuple(f for f in files if f.things)

    def _unite(self, files: list[File], home: dict[str, int]) -> None:
        """Put together what turned out to be other names of one thing."""
        for thing in self.record.things:
            if thing.also and thing.id in home and thing.also in home and home[thing.id] != home[thing.also]:
                one, two = sorted((home[thing.id], home[thing.also]))
                for other, view in zip(files[two].things, files[two].views, strict=True):
                    files[one].add(other, view)
                    home[other.id] = one
                files[two].things = []

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
        for thing in self.record.things:
            for id_ in thing.entities:
                entity = self.desk.entities.get(id_)
                for claim in entity.mentions if entity else ():
                    if claim.report == thing.report and claim.span:
                        found[thing.id].append(claim.span)
        return {id_: tuple(of) for id_, of in found.items()}

    def _view(self, thing: Thing) -> File:
        """One thing as a file of its own."""
        steps = self.steps.get(thing.id, [])
        signing = [s for s in steps if s.step in CONCLUDED and s.status not in ("denied",)]
        told = {side for id_ in thing.parties for side in self.sides_of(id_)}
        if thing.kind == "agreement":
            both = [*signing, *(s for s in steps if s.step in TOGETHER and len(s.by) > 1 and s.status != "denied")]
            told |= {side for s in both for id_ in s.by for side in self.sides_of(id_)}
            told |= self._hosts(told, signing)
        if thing.form == "contract" and len(told) < 2:
            told |= self._buyers(thing.report)
        days = [s.date.interval for s in steps if s.step == "signed" and s.date and is_told(s.date.interval)]
        return File(
            kind=thing.kind,
            names={fold(thing.name)} if thing.name else set(),
            entities={id_ for id_ in thing.entities if self.desk.entities[id_].is_named},
            forms={thing.form},
            about=subject(thing.called.quote),
            sides=told,
            events={s.event for s in steps if s.event and s.step == "signed"},
            signed=days if all(s.status == "happened" for s in steps if s.step == "signed") else [],
            places={fold(self.desk.entities[s.place].name) for s in steps if s.place and s.step == "signed"},
            around=set(self.names_in.get(thing.report, ())),
            states=set(self.states_in.get(thing.report, ())),
            movers={side for s in steps if s.status == "proposed" for id_ in s.by for side in self.sides_of(id_)},
        )

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
        if entity.kind == "place" and entity.reference is None:
            if entity.is_named:
                yield entity.id  # no place that is known: a company, named for its town
            return
        of_state = entity.kind not in ("organisation", "body") or sector in OF_STATES
        if entity.country and of_state and sector not in SIDES_OF_THEIR_OWN:
            yield entity.country.value
        elif entity.kind in ("organisation", "body") and sector != "LEG" and entity.is_named:
            yield entity.id

    def _best(self, view: File, files: list[File], near: Iterable[int]) -> int:
        """The file that a thing belongs to; -1 where it begins a new one."""
        ranked = [(points(view, files[i]), -i) for i in near if not _conflict_in(view, files[i])]
        best, at = max(ranked, default=(0.0, 0))
        return -at if best >= ENOUGH else -1


def points(one: File, two: File) -> float:
    """How much speaks for it that a thing belongs to a file; 0 or less where something speaks against it.

    A name or an entity in common settles it, and so does one event of signing. Else the same parties count 2, a day of
    signing in common 2, the subject up to 2, the place and a special form 1 each, and reports about the same affairs 1
    or 2, which name the parties 1.
    """
    other = bool(one.about and two.about and not one.about & two.about)
    same = one.entities & two.entities or one.events & two.events
    if (same and not other) or _share_name(one, two):
        return float(ENOUGH) + 4
    if _is_named_after_place(one, two) and not _differ(one, two, by_subject=False):
        return float(ENOUGH) + 2
    if (one.names and two.names) or _differ(one, two):
        return 0.0
    score = 0.0
    if len(one.sides) > 1 and len(two.sides) > 1:
        score += 2 if one.sides == two.sides else 1
    elif one.sides and two.sides:
        score += 0.5
    shared = one.about & two.about
    score += min(2, len(shared))
    if one.signed and two.signed:
        score += 2 if any(a.overlaps(b) and min(a.days, b.days) <= 31 for a in one.signed for b in two.signed) else 1
    score += bool(one.places & two.places)
    score += 2 * bool(one.movers & two.movers)
    special = (one.forms & two.forms) - {"agreement", "text"}
    score += bool(special)
    affairs = len(one.around & two.around)
    score += 2 if affairs >= ENOUGH_SHARED else affairs >= SOME_SHARED
    if not one.sides and len(two.sides) > 1 and affairs:
        score += two.sides <= one.states | two.around
    return score


def _conflict_in(one: File, file: File) -> bool:
    """Whether a thing cannot be one with some thing of a file, whatever it shares with the others."""
    return any(_days_apart(one, two) or _sides_apart(one, two) for two in file.views)


def _sides_apart(one: File, two: File) -> bool:
    """Whether both are told with parties, one with several, and neither has all of the other's."""
    several = max(len(one.sides), len(two.sides)) > 1 and one.sides and two.sides and not _share_name(one, two)
    return bool(several) and not (one.sides <= two.sides or two.sides <= one.sides)


def _days_apart(one: File, two: File) -> bool:
    """Whether both are told with days of signing, and these are not of one signing."""
    told = one.signed and two.signed and not _share_name(one, two)
    return bool(told) and not any(_may_be_one_day(a, b) for a in one.signed for b in two.signed)


def _is_named_after_place(one: File, two: File) -> bool:
    """Whether the name of one is the place where the other was signed: "Lisbon Treaty"."""
    return any(
        name.startswith(f"{place} ") and len(name.split()) == len(place.split()) + 1
        for a, b in ((one, two), (two, one))
        for name in a.names
        for place in b.places
    )


def _share_name(one: File, two: File) -> bool:
    for a in one.names:
        for b in two.names:
            x, y = set(a.split()), set(b.split())
            if len(x & y) > 1 and (x <= y or y <= x):
                return True
    return False


def _differ(one: File, two: File, by_subject: bool = True) -> bool:
    """Whether two cannot be one: parties of whom neither has all, days of signing apart, other forms or subjects."""
    if one.sides and two.sides and not (one.sides <= two.sides or two.sides <= one.sides):
        return True
    if one.signed and two.signed and not any(_may_be_one_day(a, b) for a in one.signed for b in two.signed):
        return True
    a, b = one.forms - {"agreement", "text"}, two.forms - {"agreement", "text"}
    if one.kind == "agreement" and a and b and not a & b:
        return True
    if one.kind == "body" and not one.forms & two.forms:
        return True
    return bool(by_subject and one.about and two.about and not one.about & two.about)


def _may_be_one_day(a: Interval, b: Interval) -> bool:
    gap = max((a.start - b.end).days, (b.start - a.end).days, 0)
    return gap <= NEAR_DAYS


def _blocks(view: File) -> Iterator[str]:
    """Keys under which files are looked up: what two that are one have in common."""
    yield from (f"n {name.split()[0]}" for name in sorted(view.names))
    yield from (f"e {id_}" for id_ in sorted(view.entities))
    yield from (f"v {id_}" for id_ in sorted(view.events))
    yield from (f"s {side}" for side in sorted(view.sides))
    yield from (f"a {word}" for word in sorted(view.about))
    yield from (f"d {day.start}" for day in view.signed if day.days == 1)
    yield from (f"p {place}" for place in sorted(view.places))
    yield from (f"p {' '.join(name.split()[:-1])}" for name in sorted(view.names))
    yield from (f"w {id_}" for id_ in sorted(view.around))


def is_told(interval: Interval) -> bool:
    """Whether a date is told by words, not inferred from the report's."""
    return interval.basis is not Basis.INFERRED


def subject(words: str) -> set[str]:
    """What a phrase says that a thing is about: the beginnings of its words, without those that say little.

    >>> sorted(subject("memorandum on joint patrols against smugglers"))
    ['again', 'patro', 'smugg']
    """
    found = set(re.findall(r"[^\W\d_]{3,}", fold(words)))
    return {word[:STEM] for word in found - _little()} - {word[:STEM] for word in _nouns()}


def _little() -> set[str]:
    return set(table("steps")["words"]["plain"].split()) | set(matching().stop)


def _nouns() -> set[str]:
    rows = table("steps")
    return {part for nouns in rows["agreement"]["forms"].values() for word in nouns.split() for part in word.split("-")}


def names_of(file: File) -> tuple[str, ...]:
    """The proper names of a file, the first told first."""
    found: dict[str, str] = {}
    for name in (t.name for t in file.things if t.name):
        if found.setdefault(fold(name), name).isupper():
            found[fold(name)] = name  # not as in a letterhead
    return tuple(found.values())


def title_of(file: File) -> str:
    """What a file is called: by its fullest name, a body by its last, else by the reports' own description."""
    names = names_of(file)
    if names:
        return names[-1] if file.kind == "body" else max(names, key=len)
    told = [t for t in file.things if len(t.called.quote.split()) > 1]
    if file.kind == "body" and told:
        return " ".join(told[0].called.quote.split())
    best = max(file.things, key=lambda t: (len(t.called.quote.split()) > 1, t.form != "text", -len(t.called.quote)))
    return " ".join(best.called.quote.split())
