"""Which events are acts between two sides, in which direction, and how often: told by their parties, or by what stands
in for one: the arms that one used, the country in whose streets a crowd marched, the side that its words name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from communique.coding import coding
from communique.lexicon import table
from communique.model.event import MUTUAL, plover_name
from communique.model.record import Event, Part, Record
from communique.model.span import Span, named_span
from communique.model.time import Basis
from communique.registers.desk import Desk, sentence_at, sentence_before

# Acts done towards somebody, who may be told otherwise than as a party: "marched on the Maltese consulate".
AIMED = frozenset("protest threat accusation request sanction praise concession".split())
WORDS = frozenset("request threat accusation rejection".split())
# Acts done to people of whom reports may tell no state: "the skipper", "their families".
DONE_TO = frozenset("coercion release attack".split())
REACHING = (AIMED - {"protest"}) | WORDS | DONE_TO
# Common acts of which one side, or who they were of both, may be told around them only: "the deputy ministers met".
COMMON = frozenset("negotiation meeting agreement_ratified".split())
AROUND = 2  # sentences before an act, and one behind, whose states it may be about
VISIT = "visit"
ARMS = "instrument"


@dataclass(frozen=True, slots=True)
class Act:
    """An event between the two: ``forward`` where a side of the first is told to do it, both for a common act.

    ``weight`` is how much it counts: as often as it was done ("exchanged fire twice").
    """

    event: Event
    plover: str
    quad: int
    score: float
    weight: int
    forward: bool
    backward: bool

    @property
    def month(self) -> str:
        """The month in which it begins, "" where no date is told."""
        return str(self.event.date.interval.start)[:7] if self.event.date else ""


@dataclass(frozen=True, slots=True)
class Deed:
    """An event with all that its texts tell of who did it to whom, whichever two sides are asked for.

    ``named`` are entities (ids) that its words name elsewhere than as its place, ``addressed`` those spoken to in the
    sentence before, ``near`` those of states named around an act of which a party has no state: "the navy seized the
    boat and its crew". ``is_open`` marks an act of none whose state is told. ``held_by`` are those who held whom a
    release frees. ``times`` is how often it was done; ``apart`` holds, for each sentence that tells it more than once,
    the actors of each telling. ``is_return`` marks somebody's coming back to where they serve.
    """

    event: Event
    named: tuple[str, ...] = ()
    addressed: tuple[str, ...] = ()
    times: int = 1
    apart: tuple[tuple[tuple[str, ...], ...], ...] = ()
    is_return: bool = False
    near: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def about(self) -> frozenset[str]:
        """All entities (ids) through which a side may have a part in it."""
        parts = (*self.event.actors, *self.event.recipients, *self.event.others, *self.event.places)
        return frozenset((*(part.entity for part in parts), *self.named, *self.addressed, *self.near, *self.held_by))


def deeds(record: Record) -> tuple[Deed, ...]:
    """The events of a record that may be acts between two sides, in its order."""
    return deeds_on(Desk(record))


def deeds_on(desk: Desk) -> tuple[Deed, ...]:
    """The same from a desk at hand."""
    record = desk.record
    holders: dict[str, set[str]] = defaultdict(set)
    for event in record.events:
        if event.kind == "coercion":
            for part in event.recipients:
                holders[part.entity] |= _ids(event.actors) or _ids(event.places)
    return tuple(_deed(desk, event, holders) for event in record.events if coding(event.kind).quad is not None)


def _deed(desk: Desk, event: Event, holders: Mapping[str, set[str]]) -> Deed:
    aimed = event.kind in AIMED
    freed = _ids(event.recipients) if event.kind == "release" and not event.actors else set()
    return Deed(
        event=event,
        named=tuple(sorted(set(_named(desk, event)))) if aimed else (),
        addressed=tuple(sorted(_addressed(desk, event))) if aimed else (),
        times=max((_times_told(desk, telling) for telling in _tellings(desk, event)), default=1),
        apart=tuple(_apart(desk, event)) if event.kind not in MUTUAL else (),
        is_return=_is_return(desk, event),
        near=tuple(sorted(set(_near(desk, event)))) if event.kind in REACHING | COMMON else (),
        is_open=not any(map(desk.state_of, _ids(event.actors))),
        held_by=tuple(sorted({holder for person in freed for holder in holders.get(person, ())})),
    )


def _near(desk: Desk, event: Event) -> Iterator[str]:
    """Those of some state whom the sentences around an act name, where a party of it is told without its state."""
    if all(any(map(desk.state_of, _ids(parts))) for parts in (event.actors, event.recipients)):
        return
    if _is_aside(desk, event) or (event.kind in DONE_TO and not _is_news(event, desk)):
        return
    for evidence in event.evidence:
        around = _around(desk.reports[evidence.report].text, evidence.span)
        for span, entity, _ in desk.mentions.get(evidence.report, ()):
            if around.covers(span) and desk.state_of(entity.id):
                yield entity.id


def _is_news(event: Event, desk: Desk) -> bool:
    """Whether an act is told with a day or month of its own, and of others than private persons."""
    if event.date is None or event.date.interval.basis is Basis.INFERRED:
        return False
    actors = desk.known(_ids(event.actors))
    return not actors or any(entity.kind != "person" for entity in actors)


def _is_aside(desk: Desk, event: Event) -> bool:
    """Whether an act is told as the cause of another, or is one of or towards people at odds with their own state."""
    parties = desk.known(_ids((*event.actors, *event.recipients)))
    if any(_own_people().search(party.name) for party in parties):
        return True
    cause = _cause()
    return all(
        cause.search(desk.reports[report].text, max(0, trigger.start - 40), trigger.start)
        for report, trigger in _tellings(desk, event)
    )


def _around(text: str, span: Span) -> Span:
    """The sentence of a passage with those before and the one behind."""
    sentence = sentence_at(text, span)
    start, end = sentence.start, sentence.end
    for _ in range(AROUND):
        words = text[:start].rstrip()
        start = sentence_at(text, Span(len(words) - 1, len(words))).start if words else start
    behind = re.compile(r"\S").search(text, end)
    end = sentence_at(text, Span(behind.start(), behind.end())).end if behind else end
    return Span(start, end)


def _named(desk: Desk, event: Event) -> Iterator[str]:
    """Whom the words of an act name, but for where it took place."""
    sites = {(c.report, c.span) for part in event.places for c in part.claims}
    for evidence in event.evidence:
        for span, entity, _ in desk.mentions.get(evidence.report, ()):
            if evidence.span.covers(span) and (evidence.report, span) not in sites:
                yield entity.id


def _addressed(desk: Desk, event: Event) -> set[str]:
    """To whom somebody spoke in the sentence before: "Berg summoned the ambassador. She demanded an apology"."""
    if event.kind not in WORDS or event.recipients:
        return set()
    found: set[str] = set()
    for evidence in event.evidence:
        sentence = sentence_at(desk.reports[evidence.report].text, evidence.span)
        before = sentence_before(desk.reports[evidence.report].text, sentence)
        for span, other in desk.told.get(evidence.report, ()) if before else ():
            if before and span.overlaps(before) and other.kind in WORDS and _ids(other.actors) & _ids(event.actors):
                found |= _ids(other.recipients)
    return found


def _is_return(desk: Desk, event: Event) -> bool:
    """Whether somebody comes to where they serve: an ambassador is no guest."""
    if event.kind != VISIT:
        return False
    comers = desk.known(part.entity for part in event.actors)
    words = [" ".join((e.name, *(title.value for title in e.titles))) for e in comers]
    return bool(words) and all(_serving().search(told) for told in words)


def _tellings(desk: Desk, event: Event) -> Iterator[tuple[str, Span]]:
    for key in event.members:
        report, _, subject = key.partition("/")
        trigger = named_span(subject)
        if trigger is not None and report in desk.reports:
            yield report, trigger


def _times_told(desk: Desk, telling: tuple[str, Span]) -> int:
    """ "exchanged fire twice", "two gunfights": the number told beside the word of the act."""
    report, trigger = telling
    text = desk.reports[report].text
    before, behind, numbers = _counting()
    sentence = sentence_at(text, trigger)
    found = before.search(text, max(sentence.start, trigger.start - 30), trigger.start)
    if found and text[: trigger.end].endswith("s"):
        return numbers[found[1].lower()]
    found = behind.match(text, trigger.end, sentence.end)
    return numbers[found[1].lower()] if found else 1


def _apart(desk: Desk, event: Event) -> Iterator[tuple[tuple[str, ...], ...]]:
    """For each sentence with several tellings of the event, who acts in each of them."""
    actors: dict[tuple[str, Span], set[str]] = {}
    for part in event.actors:
        for claim in part.claims:
            trigger = named_span(claim.subject)
            if trigger is not None:
                actors.setdefault((claim.report, trigger), set()).add(part.entity)
    sentences: dict[tuple[str, Span], list[tuple[str, ...]]] = {}
    for (report, trigger), of in sorted(actors.items()):
        sentence = sentence_at(desk.reports[report].text, trigger)
        sentences.setdefault((report, sentence), []).append(tuple(sorted(of)))
    yield from (tuple(tellings) for tellings in sentences.values() if len(tellings) > 1)


@dataclass(frozen=True)
class Acts:
    """Finds the acts between two sides, each given by the ids of the entities that belong to it."""

    one: frozenset[str]
    other: frozenset[str]
    weighted: bool = False

    @cached_property
    def both(self) -> frozenset[str]:
        """All that belong to either side: of a large record some ten thousand."""
        return self.one | self.other

    def of(self, deed: Deed) -> Act | None:
        """A deed as an act between the two sides; None where it is none, or of a kind that PLOVER does not have."""
        event, codes = deed.event, coding(deed.event.kind)
        if codes.quad is None or codes.score is None or deed.is_return:
            return None
        forward, backward = self._directions(deed)
        if not (forward or backward):
            return None
        times = self._times(deed, forward and backward)
        weight = times * (event.origins if self.weighted else 1)
        return Act(event, plover_name(event.kind), codes.quad, codes.score, weight, forward, backward)

    def _directions(self, deed: Deed) -> tuple[bool, bool]:
        event, both = deed.event, self.both
        actors, recipients = _ids(event.actors), _ids(event.recipients)
        if event.kind in MUTUAL or not actors & both:
            actors |= {part.entity for part in event.others if part.role == ARMS}
        if not actors & both:
            actors |= set(deed.held_by)
        if event.kind in ("protest", *DONE_TO) and not actors & both:
            actors |= {part.entity for part in event.places}
        if event.kind in AIMED and not recipients & both:
            recipients |= (set(deed.named) & self._target(actors)) or set(deed.addressed)
        if event.kind in REACHING and deed.near:
            recipients |= self._unnamed(actors, recipients - _ids(event.places), deed)
            actors |= (
                self._unnamed(recipients, actors, deed) if event.kind in WORDS and not _ids(event.actors) else set()
            )
        elif event.kind in COMMON and deed.near:
            actors |= self._in_common(actors, event.kind, deed)
        common = bool(actors & self.one and actors & self.other)
        common = common and (bool(recipients & both) if recipients else event.kind != "visit")  # two who travel
        forward = common or bool(actors & self.one and recipients & self.other)
        backward = common or bool(actors & self.other and recipients & self.one)
        return forward, backward

    def _unnamed(self, known: set[str], open_party: set[str], deed: Deed) -> set[str]:
        """The other side named around an act of one, if whom it was done to or by is of neither as far as told."""
        return set() if open_party & self.both else set(deed.near) & self._target(known)

    def _in_common(self, actors: set[str], kind: str, deed: Deed) -> set[str]:
        """Both sides of an act of people of no told state, and the other party to what one side ratified."""
        if kind == "agreement_ratified":
            return set(deed.near) & self._target(actors)
        is_open = deed.is_open and not actors & self.both
        return set(deed.near) if is_open and set(deed.near) <= self.both else set()

    def _target(self, actors: set[str]) -> frozenset[str]:
        """The side at which an act of the other aims; none where both act."""
        if actors & self.one:
            return frozenset() if actors & self.other else self.other
        return self.one if actors & self.other else frozenset()

    def _times(self, deed: Deed, is_common: bool) -> int:
        """How often it was done: as many times as its words say, or once by each side, where each is told apart."""
        if deed.times == 1 and is_common:
            return 2 if self._is_by_each(deed) else 1
        return deed.times

    def _is_by_each(self, deed: Deed) -> bool:
        """Whether one sentence tells apart what each side did: "A lifted its ban, and B reopened its ports"."""
        for tellings in deed.apart:
            sides = [set(self._sides(actors)) for actors in tellings]
            if any(len(of) == 1 and any(o - of for k, o in enumerate(sides) if k != i) for i, of in enumerate(sides)):
                return True
        return False

    def _sides(self, actors: tuple[str, ...]) -> Iterator[str]:
        if self.one & set(actors):
            yield "one"
        if self.other & set(actors):
            yield "other"


def _ids(parts: Iterable[Part]) -> set[str]:
    return {part.entity for part in parts}


@cache
def _counting() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, int]]:
    """How often an act was done, before its noun and behind its verb, and the numbers."""
    before, behind = (dict(table("relations")["times"][place]) for place in ("before", "behind"))
    numbers = {word: int(number) for word, number in (*before.items(), *behind.items())}
    noun = re.compile(rf"\b({'|'.join(before)})[ ](?:[\w-]+[ ])?$", re.IGNORECASE)
    verb = re.compile(rf"(?:[ ][\w-]+){{0,2}}[ ]({'|'.join(behind)})\b", re.IGNORECASE)
    return noun, verb, numbers


@cache
def _own_people() -> re.Pattern[str]:
    """People whom a state meets as its own: "protesters"."""
    return re.compile(rf"\b(?:{'|'.join(table('relations')['own']['words'])})", re.IGNORECASE)


@cache
def _cause() -> re.Pattern[str]:
    """Before an act that is told as the cause of another: "over the [killing] of"."""
    return re.compile(str(table("relations")["cause"]["before"]), re.VERBOSE)


@cache
def _serving() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('relations')['serving']['words'])})\b", re.IGNORECASE)
