"""Which events are acts between two sides, in which direction, and how often: told by their parties, or by what stands
in for one: the arms that one used, the country in whose streets a crowd marched, the side that its words name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from communique.coding import coding
from communique.lexicon import table
from communique.model.event import MUTUAL, plover_name
from communique.model.record import Event, Part
from communique.model.span import Span, named_span
from communique.registers.days import sentence_before
from communique.registers.desk import Desk, sentence_at

# Acts done towards somebody, who may be told otherwise than as a party: "marched on the Maltese consulate".
AIMED = frozenset("protest threat accusation request sanction praise concession".split())
WORDS = frozenset("request threat accusation rejection".split())
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


@dataclass(frozen=True)
class Acts:
    """Finds the acts between two sides, each given by the ids of the entities that belong to it."""

    desk: Desk
    one: frozenset[str]
    other: frozenset[str]
    weighted: bool = False

    def of(self, event: Event) -> Act | None:
        """The event as an act between the two sides; None where it is none, or of a kind that PLOVER does not have."""
        codes = coding(event.kind)
        if codes.quad is None or codes.score is None or self._is_return(event):
            return None
        forward, backward = self._directions(event)
        if not (forward or backward):
            return None
        times = self._times(event, forward and backward)
        weight = times * (event.origins if self.weighted else 1)
        return Act(event, plover_name(event.kind), codes.quad, codes.score, weight, forward, backward)

    def _directions(self, event: Event) -> tuple[bool, bool]:
        actors, recipients = _ids(event.actors), _ids(event.recipients)
        if event.kind in MUTUAL or not actors & (self.one | self.other):
            actors |= {part.entity for part in event.others if part.role == ARMS}
        if event.kind == "protest" and not actors & (self.one | self.other):
            actors |= {part.entity for part in event.places}
        if event.kind in AIMED and not recipients & (self.one | self.other):
            recipients |= self._named(event, actors) or self._addressed(event)
        common = bool(actors & self.one and actors & self.other)
        common = common and (not recipients or bool(recipients & (self.one | self.other)))
        forward = common or bool(actors & self.one and recipients & self.other)
        backward = common or bool(actors & self.other and recipients & self.one)
        return forward, backward

    def _named(self, event: Event, actors: set[str]) -> set[str]:
        """The side that the words of an act of the other name, but for where it took place."""
        target = self.other if actors & self.one else self.one if actors & self.other else frozenset()
        if bool(actors & self.one) and bool(actors & self.other):
            return set()
        sites = {(c.report, c.span) for part in event.places for c in part.claims}
        found: set[str] = set()
        for evidence in event.evidence:
            for span, entity, _ in self.desk.mentions.get(evidence.report, ()):
                if entity.id in target and evidence.span.covers(span) and (evidence.report, span) not in sites:
                    found.add(entity.id)
        return found

    def _addressed(self, event: Event) -> set[str]:
        """To whom somebody spoke in the sentence before: "Berg summoned the ambassador. She demanded an apology"."""
        if event.kind not in WORDS or event.recipients:
            return set()
        found: set[str] = set()
        for evidence in event.evidence:
            sentence = sentence_at(self.desk.reports[evidence.report].text, evidence.span)
            before = sentence_before(self.desk.reports[evidence.report].text, sentence)
            for span, other in self.desk.told.get(evidence.report, ()) if before else ():
                if before and span.overlaps(before) and other.kind in WORDS and _ids(other.actors) & _ids(event.actors):
                    found |= _ids(other.recipients)
        return found

    def _is_return(self, event: Event) -> bool:
        """Whether somebody comes to where they serve: an ambassador is no guest."""
        comers = [self.desk.entities[part.entity] for part in event.actors]
        words = [" ".join((e.name, *(title.value for title in e.titles))) for e in comers]
        return event.kind == VISIT and bool(words) and all(_serving().search(told) for told in words)

    # -- how often -----------------------------------------------------------------------------------------------------

    def _times(self, event: Event, is_common: bool) -> int:
        """How often it was done: as many times as its words say, or once by each side, where each is told apart."""
        told = max((self._times_told(telling) for telling in self._tellings(event)), default=1)
        if told == 1 and is_common and event.kind not in MUTUAL:
            return 2 if self._is_by_each(event) else 1
        return told

    def _tellings(self, event: Event) -> Iterator[tuple[str, Span]]:
        for key in event.members:
            report, _, subject = key.partition("/")
            trigger = named_span(subject)
            if trigger is not None and report in self.desk.reports:
                yield report, trigger

    def _times_told(self, telling: tuple[str, Span]) -> int:
        """ "exchanged fire twice", "two gunfights": the number told beside the word of the act."""
        report, trigger = telling
        text = self.desk.reports[report].text
        before, behind, numbers = _counting()
        sentence = sentence_at(text, trigger)
        found = before.search(text, max(sentence.start, trigger.start - 30), trigger.start)
        if found and text[: trigger.end].endswith("s"):
            return numbers[found[1].lower()]
        found = behind.match(text, trigger.end, sentence.end)
        return numbers[found[1].lower()] if found else 1

    def _is_by_each(self, event: Event) -> bool:
        """Whether one sentence tells apart what each side did: "A lifted its ban, and B reopened its ports"."""
        sides: dict[tuple[str, Span], set[str]] = {}
        for part in event.actors:
            for claim in part.claims:
                trigger = named_span(claim.subject)
                if trigger is not None:
                    sides.setdefault((claim.report, trigger), set()).update(self._side(part.entity))
        tellings = sorted(sides.items())
        for (report, trigger), of in tellings:
            sentence = sentence_at(self.desk.reports[report].text, trigger)
            others = (o for (r, t), o in tellings if r == report and t != trigger and sentence.covers(t))
            if len(of) == 1 and any(other - of for other in others):
                return True
        return False

    def _side(self, entity: str) -> Iterator[str]:
        if entity in self.one:
            yield "one"
        if entity in self.other:
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
def _serving() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('relations')['serving']['words'])})\b", re.IGNORECASE)
