"""Where reports differ about one event: when, where, how many, whether at all, and what was signed or given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from communique.lexicon import matching
from communique.merge import names as nm
from communique.merge.accounts import Accounts
from communique.merge.numbers import differing_numbers
from communique.model.record import Claim, Dispute, DisputedValue, Entity, Event, Evidence, Part
from communique.model.report import Report
from communique.model.span import Span
from communique.model.time import Basis, Interval

Told = tuple[str, Sequence[Claim]]  # a value and the claims that give it
T = TypeVar("T")
SAID = frozenset({"accusation", "rejection"})  # who denies these denies what they are about, not that they were said


def find_disputes(
    events: Sequence[Event],
    entities: Mapping[str, Entity],
    reports: Mapping[str, Report],
    claims: Sequence[Claim],
) -> Iterator[Dispute]:
    """Disputes of ``events``, by event and property; each value with the passage that gives it.

    ``claims`` are those of all mentions: numbers and denials are compared also where mentions were not joined.
    """
    about, accounts = matching().disputes, Accounts(events, entities, reports, claims)
    for event in events:
        for prop, values in (
            ("date", _dates(event, accounts)),
            ("place", _places(event, entities, accounts)),
            ("item", _items(event, entities, reports)),
        ):
            told = _quoted(event, values, reports)
            if len({v.value for v in told}) > 1:
                yield Dispute(f"{event.id}-{prop}", f"{about[prop]}: {event.summary}", event.id, prop, told)
    yield from _denial_disputes(accounts)
    yield from _number_disputes(accounts)


def _denial_disputes(accounts: Accounts) -> Iterator[Dispute]:
    """Acts that one report tells and another, or the next sentence, denies."""
    ids = Ids()
    for keys in accounts.denied():
        event = next((accounts.event_of[k] for k in keys if k in accounts.event_of), None)
        told = [(c.value, (accounts.quoted(c),)) for key in keys for c in accounts.standing(key)]
        values = _quoted(event, [t for t in told if t[0] in ("denied", "alleged", "happened")], accounts.reports)
        if event is not None and event.kind in SAID:
            continue
        if len({v.value for v in values}) > 1 and "denied" in {v.value for v in values}:
            yield _dispute(ids, event, "status", matching().disputes["status"], values)


def _number_disputes(accounts: Accounts) -> Iterator[Dispute]:
    ids = Ids()
    for found in differing_numbers(accounts):
        numbers = [(_words(told.claim, accounts.reports), (told.claim,)) for told in found.told]
        values = _quoted(found.event, numbers, accounts.reports)
        if len({v.value for v in values}) > 1:
            what = f"{matching().disputes['count']} ({found.what})"
            yield _dispute(ids, found.event, "count", what, values, f"-{nm.fold(found.what).replace(' ', '-')}")


class Ids:
    """Gives out ids, each once."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def new(self, name: str) -> str:
        """``name``, with a number behind it from the second time on."""
        self._given[name] += 1
        return f"{name}-{self._given[name]}" if self._given[name] > 1 else name


def _dispute(
    ids: Ids, event: Event | None, prop: str, what: str, values: tuple[DisputedValue, ...], more: str = ""
) -> Dispute:
    """A dispute about ``event``, or about what its first passage tells, where that is too little to be an event."""
    id_ = ids.new(f"{event.id if event else 'told'}-{prop}{more}")
    about = event.summary if event else " ".join(values[0].evidence.quote.split())
    return Dispute(id_, f"{what}: {about}", event.id if event else "", prop, values)


def _quoted(event: Event | None, values: Iterable[Told], reports: Mapping[str, Report]) -> tuple[DisputedValue, ...]:
    """Each value once a report, with the evidence of that report where there is some, else with its own words."""
    found: dict[tuple[str, str], DisputedValue] = {}
    for value, claims in values:
        for claim in claims:
            evidence = _passage(event, claim, reports)
            if evidence is not None:
                found.setdefault((value, claim.report), DisputedValue(value, evidence))
    return tuple(found.values())


def _passage(event: Event | None, claim: Claim, reports: Mapping[str, Report]) -> Evidence | None:
    for evidence in event.evidence if event else ():
        if evidence.report == claim.report and (claim.span is None or evidence.span.covers(claim.span)):
            return evidence
    if claim.span is None or claim.report not in reports:
        return None
    text = reports[claim.report].text
    sentence = claim.span if claim.prop == "denial" else _around(text, claim.span)
    return Evidence(claim.report, sentence, sentence.quote(text))


def _around(text: str, span: Span, reach: int = 120) -> Span:
    """The words of the line around ``span``, from full stop to full stop and no further than ``reach`` characters."""
    stop = text.rfind(". ", 0, span.start)
    start = max(text.rfind("\n", 0, span.start) + 1, stop + 2 if stop >= 0 else 0)
    start = max(start, text.find(" ", max(0, span.start - reach)) + 1 if span.start - start > reach else start)
    stops = [i for i in (text.find("\n", span.end), text.find(". ", span.end)) if i >= 0]
    end = min([*stops, len(text)])
    if end - span.end > reach:
        end = text.rfind(" ", span.end, span.end + reach)
    return Span(min(start, span.start), max(end, span.end))


# -- values ------------------------------------------------------------------------------------------------------------


def _apart(values: Sequence[T], differ: Callable[[T, T], bool]) -> list[T]:
    """The values that differ from at least one other."""
    marked = {i for (i, a), (j, b) in combinations(enumerate(values), 2) if differ(a, b) for i in (i, j)}
    return [v for i, v in enumerate(values) if i in marked]


def _dates(event: Event, accounts: Accounts) -> list[Told]:
    """Dates told that share no day with another, be they neighbours: night and time zones are for a reader to see."""
    told = [d for d in event.dates if d.interval.basis is not Basis.INFERRED]
    apart = _apart(told, lambda a, b: not a.interval.overlaps(b.interval) and accounts.surely_one(a.claims, b.claims))
    return [(_days(d.interval), d.claims) for d in apart]


def _days(found: Interval) -> str:
    return str(found.start) if found.days == 1 else f"{found.start}/{found.end}"


def _places(event: Event, entities: Mapping[str, Entity], accounts: Accounts) -> list[Told]:
    parts = [p for p in event.places if p.entity in entities]
    apart = _apart(parts, lambda a, b: _elsewhere(a, b, entities) and accounts.surely_one(a.claims, b.claims))
    return [(entities[p.entity].name, p.claims) for p in apart]


def _elsewhere(one: Part, two: Part, entities: Mapping[str, Entity]) -> bool:
    """Whether neither place can lie in the other: a named one may hold another, and a country is a guess at best."""
    a, b = entities[one.entity], entities[two.entity]
    country_a, country_b = (e.country.value if e.country else None for e in (a, b))
    if country_a is None or country_b is None or not (a.is_named and b.is_named):
        return False
    if "country" in (a.kind, b.kind):
        return a.kind == b.kind and country_a != country_b
    names = {w for e in (a, b) for w in nm.content(e.name)}
    return len(names) == len(nm.content(a.name)) + len(nm.content(b.name))


def _words(claim: Claim, reports: Mapping[str, Report]) -> str:
    return " ".join(claim.span.quote(reports[claim.report].text).split()) if claim.span else claim.value


def _items(event: Event, entities: Mapping[str, Entity], reports: Mapping[str, Report]) -> list[Told]:
    """What reports call the item, where the nouns tell different things: "peace agreement", "joint statement"."""
    told: dict[str, list[Claim]] = {}
    for part in event.others:
        if part.role == "item" and part.entity in entities:
            for claim in part.claims:
                if claim.span is not None and claim.report in reports:
                    told.setdefault(" ".join(claim.span.quote(reports[claim.report].text).split()), []).append(claim)
    return _apart(list(told.items()), lambda a, b: not _shared(a[1], b[1]) and _other_thing(a[0], b[0]))


def _shared(one: Sequence[Claim], two: Sequence[Claim]) -> bool:
    """Whether one report, in one place, uses both: then they are two things given together."""
    return bool({c.key for c in one} & {c.key for c in two})


def _other_thing(one: str, two: str) -> bool:
    a, b = _noun(one), _noun(two)
    return a != b and a is not None and b is not None and not any(a in like and b in like for like in matching().like)


def _noun(label: str) -> str | None:
    """The noun that tells what an item is: the last one known before "on", "of", "for".

    >>> _noun("a joint statement on a complete ceasefire")
    'statement'
    """
    known, words = matching(), nm.words(label)
    stop = next((i for i, w in enumerate(words) if w in known.before and i), len(words))
    singular = (w.removesuffix(known.plural) for w in reversed(words[:stop]))
    return next((w for w in singular if w in known.disputable), None)
