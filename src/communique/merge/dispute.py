"""Where reports differ about one event: when, where, whether at all, and what it was that was signed or given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from communique.lexicon import matching
from communique.merge import names as nm
from communique.model.record import Claim, Counted, Dispute, DisputedValue, Entity, Event, Evidence, Part
from communique.model.record import Told as Number
from communique.model.report import Report
from communique.model.span import Span
from communique.model.time import Basis, Interval

Told = tuple[str, Sequence[Claim]]  # a value and the claims that give it
T = TypeVar("T")
SOURCE_NEAR = 25  # characters behind a number in which its source is named


def find_disputes(
    events: Iterable[Event], entities: Mapping[str, Entity], reports: Mapping[str, Report]
) -> Iterator[Dispute]:
    """Disputes of ``events``, by event and property; each value with the passage that gives it."""
    about = matching().disputes
    for event in events:
        for prop, values in (
            ("date", _dates(event)),
            ("place", _places(event, entities)),
            ("status", _statuses(event)),
            ("item", _items(event, entities, reports)),
        ):
            told = _quoted(event, values, reports)
            if len({v.value for v in told}) > 1:
                yield Dispute(f"{event.id}-{prop}", f"{about[prop]}: {event.summary}", event.id, prop, told)
        for count in event.counts:
            told = _quoted(event, _numbers(count, reports), reports)
            if len({v.value for v in told}) > 1:
                words = f"{about['count']} ({count.what}): {event.summary}"
                id_ = f"{event.id}-count-{nm.fold(count.what).replace(' ', '-')}"
                yield Dispute(id_, words, event.id, "count", told)


def _quoted(event: Event, values: Iterable[Told], reports: Mapping[str, Report]) -> tuple[DisputedValue, ...]:
    """Each value once a report, with the evidence of that report where there is some, else with its own words."""
    found: dict[tuple[str, str], DisputedValue] = {}
    for value, claims in values:
        for claim in claims:
            evidence = _passage(event, claim, reports)
            if evidence is not None:
                found.setdefault((value, claim.report), DisputedValue(value, evidence))
    return tuple(found.values())


def _passage(event: Event, claim: Claim, reports: Mapping[str, Report]) -> Evidence | None:
    for evidence in event.evidence:
        if evidence.report == claim.report and (claim.span is None or evidence.span.covers(claim.span)):
            return evidence
    if claim.span is None or claim.report not in reports:
        return None
    text = reports[claim.report].text
    sentence = _around(text, claim.span)
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


def _dates(event: Event) -> list[Told]:
    """Dates told that share no day with another, be they neighbours: night and time zones are for a reader to see."""
    told = [d for d in event.dates if d.interval.basis is not Basis.INFERRED]
    return [(_days(d.interval), d.claims) for d in _apart(told, lambda a, b: not a.interval.overlaps(b.interval))]


def _days(found: Interval) -> str:
    return str(found.start) if found.days == 1 else f"{found.start}/{found.end}"


def _places(event: Event, entities: Mapping[str, Entity]) -> list[Told]:
    parts = [p for p in event.places if p.entity in entities]
    return [(entities[p.entity].name, p.claims) for p in _apart(parts, lambda a, b: _elsewhere(a, b, entities))]


def _elsewhere(one: Part, two: Part, entities: Mapping[str, Entity]) -> bool:
    """Whether neither place can lie in the other: a country holds its cities, a named one may hold another."""
    a, b = entities[one.entity], entities[two.entity]
    country_a, country_b = (e.country.value if e.country else None for e in (a, b))
    if country_a is None or country_b is None or not (a.is_named and b.is_named):
        return False
    if "country" in (a.kind, b.kind):
        return country_a != country_b
    names = {w for e in (a, b) for w in nm.content(e.name)}
    return len(names) == len(nm.content(a.name)) + len(nm.content(b.name))


def _numbers(count: Counted, reports: Mapping[str, Report]) -> list[Told]:
    """The numbers of one thing that cannot all be right, in the words of the reports."""
    disputed = _apart(count.told, lambda a, b: _disagree(a, b, reports))
    return [(_words(told.claim, reports), (told.claim,)) for told in disputed if told.claim.report in reports]


def _disagree(one: Number, two: Number, reports: Mapping[str, Report]) -> bool:
    """Whether two tell different numbers; a guess may be a little out, a bound leaves room on its side.

    One sentence that counts twice counts two groups, unless it says who says so: "3,000, according to the party".
    """
    if one.claim.key == two.claim.key and not _are_attributed(one.claim, two.claim, reports):
        return False
    a, b = (n.low if n.low is not None else 0.0 for n in (one, two))
    c, d = (n.high if n.high is not None else float("inf") for n in (one, two))
    if max(a, b) > min(c, d):
        return True
    told = one.best is not None and two.best is not None and one.best != two.best
    return told and not (_is_guess(one) or _is_guess(two))


def _are_attributed(one: Claim, two: Claim, reports: Mapping[str, Report]) -> bool:
    """Whether the words between two numbers, or behind the later one, name a source."""
    report = reports.get(one.report)
    if report is None or one.span is None or two.span is None:
        return False
    first, last = sorted((one.span, two.span))
    told = nm.fold(report.text[first.end : last.end + SOURCE_NEAR])
    return any(words in told for words in matching().sources)


def _is_guess(told: Number) -> bool:
    return told.low is not None and told.high is not None and told.low < told.high


def _words(claim: Claim, reports: Mapping[str, Report]) -> str:
    return " ".join(claim.span.quote(reports[claim.report].text).split()) if claim.span else claim.value


def _statuses(event: Event) -> list[Told]:
    claims: dict[str, list[Claim]] = {}
    for claim in (c for s in event.statuses for c in s.claims):
        claims.setdefault(claim.value, []).append(claim)
    if "denied" not in claims:
        return []
    return [(status, found) for status, found in claims.items() if status in ("denied", "alleged", "happened")]


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
