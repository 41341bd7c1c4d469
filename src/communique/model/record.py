"""What is stored (claims and decisions) and what is assembled from it (entities, events, statements, disputes)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from communique.model.report import Report
from communique.model.reuse import Reuse
from communique.model.span import Span
from communique.model.time import Interval
from communique.model.values import number_told

if TYPE_CHECKING:
    from communique.model.outside import Enrichment

# -- stored ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of one property of one subject, as read at one place of one report.

    ``subject`` is the id of a chain (``c12-27``), event mention (``e40-46``), statement mention (``s50-90``), thing
    (``t12-30``), step (``p14-40``) or obligation (``o60-90``) within ``report`` (a report id). ``span`` quotes what the
    value rests on, None where it rests on no words of the text.

    Properties of a chain: kind, name (span), mention (value: form), country, home (the country that the report is
    written from, where none is told), sector, reference, title.
    Of an event mention: kind (span: the trigger), status, actor, recipient, item, beneficiary, instrument, mediator,
    witness, place (value: a chain's id), date (value: see `model.values.date_value`), evidence (span), confidence,
    faint (why it is no event by itself), count (value: see `model.values.count_value`), denial (value: "denied"; span:
    a sentence that says it did not happen).
    Of a statement mention: quote (value: "direct" or "indirect"), speaker (value: a chain's id), cue, date.
    Of a thing: kind (agreement or body), form, name, mention, chain and party (values: a chain's id), amends and also
    (values: a thing's id). Of a step: step, thing (value: its id; span: the words there), evidence, status, by and
    place (values: a chain's id), date, event (value: an event mention's id). Of an obligation: action, thing, evidence,
    forbidden, who and about (values: a chain's id), due (value: as a date's).
    Of a step told of weapons (``a40-46``): step (span: the trigger), state, passage (span), designation, sort, number
    and before (values: see `model.values.count_value`), mark, the roles of `model.arms` (values: chains' ids), day,
    price, event.
    """

    report: str
    subject: str
    prop: str
    value: str
    span: Span | None
    extractor: str

    @property
    def key(self) -> str:
        """The subject's id across reports: ``report/subject``."""
        return f"{self.report}/{self.subject}"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, when (ISO 8601, UTC) and why."""

    author: str
    time: str
    reason: str = ""


class Judgement(StrEnum):
    """What a decision says of two subjects; ``WITHDRAWN`` takes a person's back and leaves them to the rules."""

    SAME = "same"
    DIFFERENT = "different"
    UNDECIDED = "undecided"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Decision:
    """Two subjects are held the same, different, or left undecided, by a rule or a person, with score and reason.

    ``left`` and ``right`` are claim keys (``report/subject``) with left < right. ``explanation`` tells feature by
    feature ("same surname; same country SVK; first names agree"). ``time`` is ISO 8601 UTC, handed in by the caller.
    A person's decision outranks a rule's, a later one an earlier one.
    """

    left: str
    right: str
    judgement: Judgement
    score: float
    explanation: str
    author: str
    time: str
    reason: str = ""


# -- assembled ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sourced:
    """A value with the claims that give it."""

    value: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An entity (by id) in a role of an event, with the claims that put it there."""

    role: str
    entity: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date of an event or statement with the claims that give it."""

    interval: Interval
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A number as one claim tells it: the least and the most that it may mean, and itself; None where untold."""

    low: float | None
    best: float | None
    high: float | None
    claim: Claim

    @property
    def number(self) -> float:
        """The number told, else the bound that is."""
        return number_told(self.low, self.best, self.high)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of ``what`` an event tells: the lowest, the best and the highest over all reports, and what each tells.

    ``best`` is what most independent origins tell, the latest of those told equally often.
    """

    what: str
    low: float
    best: float
    high: float
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim passage of a report (by report id)."""

    report: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One real-world thing over all reports of a record.

    ``id`` is a readable slug of the name, unique in the record; ``members`` the chains it is made of (claim keys);
    ``decisions`` those that joined them. ``coordinates`` are latitude and longitude in degrees (WGS 84) of a place that
    reference data knows: a point of it, which for a region says little. ``mentions`` are the claims of all words that
    mean it, in the order of the texts: names, descriptions, offices, pronouns. ``home`` is the country that reports
    lend where none tells one (`entities.seat`): the record gives it, nothing is inferred from it.
    """

    id: str
    kind: str
    name: str
    names: tuple[Sourced, ...]
    country: Sourced | None
    sector: Sourced | None
    titles: tuple[Sourced, ...]
    reference: Sourced | None
    members: tuple[str, ...]
    decisions: tuple[Decision, ...]
    coordinates: tuple[float, float] | None = None
    mentions: tuple[Claim, ...] = ()
    home: Sourced | None = None

    @property
    def is_named(self) -> bool:
        """Whether some report calls it by a proper name."""
        return any(claim.value == "name" for name in self.names for claim in name.claims)


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world event over all reports of a record, each value with its claims.

    ``dates``, ``places`` and ``statuses`` hold every differing value, the headline value first; ``origins`` counts the
    independent origins among the reports (copies of one passage count once). ``history`` holds (date reported, status)
    in the order of the reports. ``confidence`` is the probability that it is told, by its surest mention.
    ``counts`` are the numbers told of it.
    """

    id: str
    kind: str
    actors: tuple[Part, ...]
    recipients: tuple[Part, ...]
    others: tuple[Part, ...]
    dates: tuple[DateValue, ...]
    places: tuple[Part, ...]
    statuses: tuple[Sourced, ...]
    summary: str
    evidence: tuple[Evidence, ...]
    origins: int
    members: tuple[str, ...]
    decisions: tuple[Decision, ...]
    confidence: float = 1.0
    counts: tuple[Counted, ...] = ()

    @property
    def status(self) -> str:
        """The headline status."""
        return self.statuses[0].value

    @property
    def date(self) -> DateValue | None:
        """The headline date, if any is told."""
        return self.dates[0] if self.dates else None

    @property
    def place(self) -> Part | None:
        """The headline place, if any is told."""
        return self.places[0] if self.places else None


@dataclass(frozen=True, slots=True)
class Statement:
    """What someone is reported to have said, in one report; ``speaker`` is an entity's id or None."""

    id: str
    speaker: str | None
    evidence: Evidence
    cue: Evidence | None
    direct: bool
    date: DateValue | None
    member: str


@dataclass(frozen=True, slots=True)
class Thing:
    """An agreement or body (``kind``) as one report speaks of it; `registers` find which of them are one.

    ``id`` is its claim key, ``called`` the phrase for it, ``name`` its proper name or None. ``entities`` and
    ``parties`` are entities' ids: those that it is, and those told beside its noun. ``amends`` and ``also`` are claim
    keys, ``mentions`` where its report means it.
    """

    id: str
    kind: str
    form: str
    report: str
    called: Evidence
    name: str | None
    entities: tuple[str, ...]
    parties: tuple[str, ...]
    amends: str | None
    also: str | None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the life of a thing, as one report tells it.

    ``id`` is its claim key. ``step`` and ``status`` are those of `model.step.StepMention`; ``by`` and ``place`` are
    entities' ids, ``event`` an event's, ``what`` the words for the part that it touches, None where it is the whole.
    """

    id: str
    thing: str
    step: str
    status: str
    by: tuple[str, ...]
    place: str | None
    date: DateValue | None
    evidence: Evidence
    event: str | None
    what: str | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """What an agreement (``thing``) obliges somebody to do, as one report tells it.

    ``action`` quotes what is to be done, or left undone where ``is_forbidden``; ``words`` quote it in full where its
    verb stands elsewhere. ``who`` has it to do, ``about`` is whose it is where nobody is told to: entities' ids.
    ``verb`` and ``object`` quote what is done and to what.
    """

    id: str
    thing: str
    who: tuple[str, ...]
    about: tuple[str, ...]
    action: Evidence
    evidence: Evidence
    is_forbidden: bool
    due: DateValue | None
    words: tuple[Evidence, ...] = ()
    verb: Evidence | None = None
    object: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ArmsStep:
    """What one place of a report tells of weapons: an `ArmsMention` with entities for chains; see `model.arms`.

    ``parts`` bear the names of ARMS_ROLES. ``count`` is how many, ``before`` how many a change replaces, ``price`` the
    words of a sum. ``event`` is the id of the event that the same words tell. ``order`` is its place in the report.
    """

    key: str
    step: str
    status: str
    designation: str
    sort: str
    count: Told | None
    before: Told | None
    marks: tuple[str, ...]
    parts: tuple[Part, ...]
    date: DateValue | None
    price: str
    event: str | None
    evidence: Evidence
    order: int

    def parties(self, *roles: str) -> tuple[str, ...]:
        """The entities (by id) in ``roles``, in the order told."""
        return tuple(part.entity for part in self.parts if part.role in roles)


@dataclass(frozen=True, slots=True)
class DisputedValue:
    """One of the differing values, with the passage that gives it."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Dispute:
    """Differing values for one thing: ``prop`` (date, place, status, item ...) of the event with id ``event``."""

    id: str
    about: str
    event: str
    prop: str
    values: tuple[DisputedValue, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything assembled: what exports, pages and listings are made from. Tuples are in a stable, readable order:

    reports by publication date then name, entities by id, events by date (undated last) then id, statements and
    steps told of weapons by report and place, reuse and disputes by id. ``enriched`` is what files from outside say
    of entities, by the entity's id. ``things``, ``steps`` and ``obligations`` are in the order of the reports and their
    texts. ``aside`` are entities of which only these and the steps told of weapons speak: "the crews"; ``passing``
    those that a report only names, of which it tells nothing and nothing is known: often a part of a name.
    """

    reports: tuple[Report, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    reuse: tuple[Reuse, ...]
    disputes: tuple[Dispute, ...]
    arms: tuple[ArmsStep, ...] = ()
    aside: tuple[Entity, ...] = ()
    passing: tuple[Entity, ...] = ()
    enriched: Mapping[str, tuple[Enrichment, ...]] = field(default_factory=dict)
    things: tuple[Thing, ...] = ()
    steps: tuple[Step, ...] = ()
    obligations: tuple[Obligation, ...] = ()

    @property
    def everybody(self) -> dict[str, Entity]:
        """All entities by id, those told of in passing and aside too: whoever a line of a register may name."""
        found = (*self.entities, *self.passing, *self.aside)
        return {entity.id: entity for entity in sorted(found, key=lambda entity: entity.id)}

    def entity_of_chains(self) -> dict[str, str]:
        """The entity (by id) that each chain (by claim key) is part of."""
        return {member: entity.id for entity in self.entities for member in entity.members}
