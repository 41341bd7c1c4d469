"""Events and reported speech as read in one report, and the kinds that the annotation guide defines."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.span import Span
from communique.model.time import Interval

STATUSES = ("happened", "ongoing", "planned", "proposed", "alleged", "denied")
OTHER_ROLES = ("item", "beneficiary", "instrument", "mediator", "witness")

# kind: (PLOVER event, mode, contexts); PLOVER 2.0 manual, Open Event Data Alliance, with the kinds of the guide.
PLOVER: dict[str, tuple[str, str, str]] = {
    "meeting": ("CONSULT", "", ""),
    "visit": ("CONSULT", "visit", ""),
    "call": ("CONSULT", "phone", ""),
    "negotiation": ("CONSULT", "", ""),
    "pledge": ("AGREE", "", ""),
    "praise": ("SUPPORT", "", ""),
    "recognition": ("SUPPORT", "", "diplomatic"),
    "agreement_signed": ("SUPPORT", "", "diplomatic"),
    "agreement_ratified": ("SUPPORT", "", "diplomatic"),
    "award": ("SUPPORT", "", ""),
    "cooperation": ("COOPERATE", "", ""),
    "body_established": ("COOPERATE", "", "diplomatic"),
    "exercise": ("COOPERATE", "", "military"),
    "training": ("COOPERATE", "", "military"),
    "arms_order": ("COOPERATE", "", "military"),
    "arms_transfer": ("AID", "", "military"),
    "joint_production": ("COOPERATE", "", "military"),
    "aid": ("AID", "", ""),
    "peacekeeping": ("AID", "", "peacekeeping"),
    "concession": ("CONCEDE", "", ""),
    "ceasefire": ("RETREAT", "ceasefire", "military"),
    "withdrawal": ("RETREAT", "withdraw", "military"),
    "release": ("RETREAT", "release", ""),
    "disarmament": ("RETREAT", "disarm", "military"),
    "resignation": ("RETREAT", "resign", ""),
    "request": ("REQUEST", "", ""),
    "accusation": ("ACCUSE", "allege", ""),
    "investigation": ("ACCUSE", "investigate", ""),
    "rejection": ("REJECT", "", ""),
    "threat": ("THREATEN", "", ""),
    "protest": ("PROTEST", "", ""),
    "sanction": ("SANCTION", "", ""),
    "mobilisation": ("MOBILIZE", "", ""),
    "coercion": ("COERCE", "", ""),
    "territory_taken": ("COERCE", "seize", "military"),
    "attack": ("ASSAULT", "", ""),
    "clash": ("ASSAULT", "", ""),
    "ceasefire_violation": ("ASSAULT", "", ""),
    "appointment": ("", "", ""),
    "election": ("", "", ""),
    "disaster": ("", "", ""),
    "death": ("", "", ""),
    "other": ("", "", ""),
}
KINDS = tuple(PLOVER)


def plover_name(kind: str) -> str:
    """The PLOVER event of a kind; the kind itself where PLOVER has none."""
    return PLOVER[kind][0] or kind


# All parties to these are actors.
MUTUAL = frozenset(
    "meeting negotiation agreement_signed agreement_ratified exercise clash call cooperation body_established "
    "joint_production ceasefire".split()
)


@dataclass(frozen=True, slots=True)
class Role:
    """A part in an event: ``role`` is actor, recipient or one of OTHER_ROLES; ``chain`` who or what fills it.

    ``span`` is the mention in the sentence that fills it ("the two sides"), which the chain explains.
    """

    role: str
    chain: str
    span: Span

    @property
    def is_party(self) -> bool:
        """Whether it is a side of the event: who did it, or to whom."""
        return self.role in ("actor", "recipient")


@dataclass(frozen=True, slots=True)
class Count:
    """How many of ``what`` are told: ``best`` as told, within ``low`` and ``high`` where these are told or meant.

    ``what`` is what became of people (killed, wounded, missing, detained, freed, displaced, abducted), ``people``,
    ``taking part``, ``deployed``, ``items`` (given, ordered, laid down), ``money``, ``vote``, or the noun counted.
    Amounts of money are in the currency of the words.
    """

    what: str
    low: float | None
    best: float | None
    high: float | None
    span: Span


@dataclass(frozen=True, slots=True)
class EventMention:
    """One event as one place of one report tells it.

    ``id`` is ``e`` with the trigger's span. ``evidence`` is the shortest passage, at most one sentence, that states it.
    ``status_span`` quotes the words that decide the status ("will", "denied"), ``date_span`` those that tell the date.
    ``confidence`` is the probability, 0 to 1, that an event of this kind is told there. ``faint`` says why it is no
    event by itself, but may tell again one that is told elsewhere: "unlikely", or "vague" (nobody, nowhere, no time).
    ``counts`` are the numbers told within its evidence. ``denials`` are the sentences that say it did not happen.
    """

    id: str
    kind: str
    trigger: Span
    evidence: Span
    sentence: int
    status: str
    roles: tuple[Role, ...] = ()
    date: Interval | None = None
    date_span: Span | None = None
    place: Role | None = None
    status_span: Span | None = None
    extractor: str = ""
    confidence: float = 1.0
    faint: str = ""
    counts: tuple[Count, ...] = ()
    denials: tuple[Span, ...] = ()

    def fillers(self, role: str) -> tuple[str, ...]:
        """Chain ids in ``role``, in text order, each once."""
        return tuple(dict.fromkeys(r.chain for r in self.roles if r.role == role))

    @property
    def parties(self) -> frozenset[str]:
        """Chain ids of actors and recipients."""
        return frozenset(r.chain for r in self.roles if r.is_party)


@dataclass(frozen=True, slots=True)
class StatementMention:
    """Reported speech: who (``speaker``, None where nobody identifiable) is told to have said which words.

    ``id`` is ``s`` with the quotation's span; ``cue`` the verb or phrase that reports ("said", "according to").
    """

    id: str
    quote: Span
    speaker: Role | None
    cue: Span | None
    direct: bool
    sentence: int
    date: Interval | None = None
    date_span: Span | None = None
    extractor: str = ""
