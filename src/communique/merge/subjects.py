"""What the claims say of one chain or one event mention, gathered for comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day

from communique.lexicon import matching, table
from communique.merge import names as nm
from communique.model.event import OTHER_ROLES
from communique.model.record import Claim
from communique.model.report import Report
from communique.model.span import Span
from communique.model.time import Interval
from communique.model.values import number_told, parse_count_value, parse_date_value

ANYONE = frozenset("a an another any one as".split())  # before an office: whoever holds it, or one of its holders


@dataclass(frozen=True, slots=True)
class ChainView:
    """A chain of one report: how it is named there and what is known of it.

    ``names`` are its proper names, ``nominals`` its other descriptions, each spelling once. ``spans`` are its mentions
    but for pronouns; ``home`` is the country lent where none is told. ``offices`` are the words by which a person's
    office is told, none where it is anyone's ("a minister"). ``published`` is the date of its report; ``number`` how
    many there are, of a group whose description starts with it: 14 of "fourteen armed soldiers".
    """

    key: str
    report: str
    kind: str
    names: tuple[str, ...] = ()
    nominals: tuple[str, ...] = ()
    country: str | None = None
    home: str | None = None
    sector: str | None = None
    reference: str | None = None
    titles: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    published: Day | None = None
    number: int | None = None

    @property
    def label(self) -> str:
        """The fullest name, else the fullest description."""
        return max(self.names or self.nominals or (self.key,), key=lambda n: (len(nm.words(n)), len(n), n))

    @property
    def full(self) -> tuple[str, ...]:
        """The words of a person's fullest name."""
        return max((nm.person(n) for n in self.names), key=lambda w: (len(w), sum(map(len, w))), default=())


@dataclass(frozen=True, slots=True)
class EventView:
    """An event mention; participants and place are keys of chains.

    ``definite``: the trigger has an article that points back ("the attack", "this latest round of talks"). ``faint``:
    it is no event by itself, but may tell again one that is told elsewhere. ``counts`` are what is counted and the
    number told. A view may be the whole of several
    mentions, its ``members``, with all that they tell.
    """

    key: str
    report: str
    kind: str
    trigger: str = ""
    trigger_span: Span | None = None
    evidence: str = ""
    evidence_span: Span | None = None
    status: str = "happened"
    status_span: Span | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    date: Interval | None = None
    date_span: Span | None = None
    place: str | None = None
    place_span: Span | None = None
    published: Day | None = None
    definite: bool = False
    faint: bool = False
    counts: tuple[tuple[str, float], ...] = ()
    members: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the mentions it is made of: its own, where it is no whole."""
        return self.members or (self.key,)

    @property
    def at(self) -> tuple[int, str]:
        """Sorts the mentions of one report by where they stand."""
        return (self.trigger_span.start if self.trigger_span else 0, self.key)

    @property
    def items(self) -> tuple[str, ...]:
        """What is given, signed or set up."""
        return tuple(c for role, c in self.others if role == "item")


@dataclass(frozen=True, slots=True)
class Subjects:
    """All chains and event mentions by key, in the order of the claims."""

    chains: dict[str, ChainView]
    events: dict[str, EventView]


def gather(reports: Sequence[Report], claims: Iterable[Claim]) -> Subjects:
    """The subjects of all claims about ``reports``."""
    texts = {r.id: r for r in reports}
    by_subject: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.report in texts:
            by_subject.setdefault(claim.key, []).append(claim)
    chains: dict[str, ChainView] = {}
    events: dict[str, EventView] = {}
    for key, own in by_subject.items():
        if own[0].subject.startswith("c"):
            chains[key] = _chain(key, own, texts[own[0].report])
        elif own[0].subject.startswith("e"):
            events[key] = _event(key, own, texts[own[0].report])
    return Subjects(chains, events)


def _first(claims: Iterable[Claim], prop: str) -> Claim | None:
    return next((c for c in claims if c.prop == prop), None)


def _value(claims: Iterable[Claim], prop: str) -> str | None:
    found = _first(claims, prop)
    return found.value if found else None


def _chain(key: str, claims: Sequence[Claim], report: Report) -> ChainView:
    mentions = [c for c in claims if c.prop == "mention" and c.span is not None]
    quotes = [(c.value, _flat(c.span.quote(report.text))) for c in mentions if c.span is not None]
    named = [q for form, q in quotes if form == "name"]
    described = [q for form, q in quotes if form in ("nominal", "several")]
    name = _value(claims, "name")
    if name and not named and not described:
        named = [_flat(name)]
    return ChainView(
        key=key,
        report=report.id,
        kind=_value(claims, "kind") or "",
        names=tuple(dict.fromkeys(named)),
        nominals=tuple(dict.fromkeys(described)),
        country=_value(claims, "country"),
        home=_value(claims, "home"),
        sector=_value(claims, "sector"),
        reference=_value(claims, "reference"),
        titles=tuple(dict.fromkeys(nm.fold(c.value) for c in claims if c.prop == "title")),
        offices=_offices(claims, report.text),
        spans=tuple(c.span for c in mentions if c.span is not None and c.value != "pronoun"),
        published=report.published_on,
        number=_how_many(_value(claims, "description")),
    )


def _offices(claims: Sequence[Claim], text: str) -> tuple[str, ...]:
    """The words for a person's office: titles, else descriptions, unless the first of these tells of anyone."""
    if _value(claims, "kind") != "person":
        return ()
    titles = [_flat(c.value) for c in claims if c.prop == "title"]
    titles += [_flat(c.span.quote(text)) for c in claims if c.prop == "mention" and c.value == "title" and c.span]
    if titles:
        return tuple(dict.fromkeys(titles))
    told = [c.span for c in claims if c.span and (c.prop == "description" or c.value == "nominal")]
    if not told or _before(text, min(told).start) in ANYONE:
        return ()
    return tuple(dict.fromkeys(_flat(span.quote(text)) for span in told))


def _before(text: str, offset: int) -> str:
    """The word right before an offset."""
    return (text[max(0, offset - 20) : offset].casefold().split() or [""])[-1]


def _how_many(description: str | None) -> int | None:
    """The number that a description starts with, "all" left aside; a guess or a bound is none."""
    words = [w for w in re.findall(r"[\w,.-]+", (description or "").casefold()) if w not in ("all", "the")]
    first = words[0].replace(",", "") if words else ""
    return int(first) if first.isdecimal() else table("counts")["values"].get(first)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _event(key: str, claims: Sequence[Claim], report: Report) -> EventView:
    def fillers(*roles: str) -> list[tuple[str, str]]:
        return list(dict.fromkeys((c.prop, f"{report.id}/{c.value}") for c in claims if c.prop in roles))

    kind, evidence = _first(claims, "kind"), _first(claims, "evidence")
    status, when, where = _first(claims, "status"), _first(claims, "date"), _first(claims, "place")
    trigger_span = kind.span if kind else None
    return EventView(
        key=key,
        report=report.id,
        kind=kind.value if kind else "",
        trigger=_flat(trigger_span.quote(report.text)) if trigger_span else "",
        trigger_span=trigger_span,
        evidence=_flat(evidence.span.quote(report.text)) if evidence and evidence.span else "",
        evidence_span=evidence.span if evidence else None,
        status=status.value if status else "happened",
        status_span=status.span if status else None,
        actors=tuple(c for _, c in fillers("actor")),
        recipients=tuple(c for _, c in fillers("recipient")),
        others=tuple(fillers(*OTHER_ROLES)),
        date=parse_date_value(when.value) if when else None,
        date_span=when.span if when else None,
        place=f"{report.id}/{where.value}" if where else None,
        place_span=where.span if where else None,
        published=report.published_on,
        definite=trigger_span is not None and _is_definite(report.text, trigger_span),
        faint=_first(claims, "faint") is not None,
        counts=tuple(dict.fromkeys(_number(c) for c in claims if c.prop == "count")),
    )


def _number(claim: Claim) -> tuple[str, float]:
    """What a count claim counts, and the number told or else its bound."""
    what, *numbers = parse_count_value(claim.value)
    return what, number_told(*numbers)


def _is_definite(text: str, trigger: Span) -> bool:
    """Whether "the" or the like stands before the trigger, with two words between at most."""
    before = text[max(0, trigger.start - 40) : trigger.start].casefold()
    return not matching().definite.isdisjoint(re.findall(r"[\w-]+|[^\w\s]", before)[-3:])
