"""Mentions of things in one report, and the chains of mentions that mean one thing there."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.span import Span

ENTITY_KINDS = (
    "person",
    "country",
    "organisation",
    "body",
    "place",
    "equipment",
    "agreement",
    "award",
    "group",
)
SECTORS = tuple("GOV MIL LEG JUD PTY OPP REB SPY COP BUS CVL LAB EDU MED REL NGO IGO REF ELI CRM UNS".split())
IGO = "IGO"  # in the place of a country: of several states, of no one of them
BY_RANK = "rank"
"""How the reason for a sector begins that only a rank tells: colonels serve armies, police and rebels."""
FORMS = ("name", "metonym", "nominal", "several", "pronoun", "demonym", "title")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a report that refer to something: "Zuzana Čaputová", "the defence minister", "she".

    ``span`` is the mention as quoted, ``head`` its head word. ``kind`` is one of ENTITY_KINDS, ``form`` one of FORMS:
    "metonym" is a capital or palace that stands for its government ("Bratislava agreed"), "demonym" a country's
    adjective ("Slovak air strike"), "title" an office that stands before a name, "several" one of
    those that one noun tells of several states ("ministers of Mali" of "the ministers of Mali and Niger"): its head is
    that noun, its token that of the state.
    ``sentence`` and ``token`` locate the head in the analysis.
    """

    span: Span
    head: Span
    kind: str
    form: str
    sentence: int
    token: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """A value inferred about a chain, and why: country "SVK" because "Slovak" stands in the words at ``span``."""

    value: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """All mentions of one thing within one report.

    ``id`` is ``c`` with the span of the mention that names it best (``c12-27``). ``reference`` is an outside
    identifier where reference data knows the thing: ``iso:SVK``, ``geonames:3060972``, ``actor:nato``.
    ``title`` is an office read beside the name ("defence minister"). ``description`` is what has no name in full: "some
    protesters in Iran". ``home`` is the country that the report is written from, lent where none is told.
    """

    id: str
    kind: str
    name: Span
    mentions: tuple[Mention, ...]
    country: Attribute | None = None
    sector: Attribute | None = None
    reference: Attribute | None = None
    title: Attribute | None = None
    description: Span | None = None
    home: Attribute | None = None

    @property
    def is_named(self) -> bool:
        """Whether it is told by name anywhere in the report."""
        return any(m.form == "name" for m in self.mentions)
