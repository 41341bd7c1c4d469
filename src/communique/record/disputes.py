"""The plainest finder of disputes: values of one event that cannot all be true, each with its passage.

Dates that share no day, places neither of which is a whole country, told and denied, differing items of one kind.
A finder that sees more takes its place through the argument ``find_disputes`` of `record.assemble.assemble`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from communique.model.record import Claim, Dispute, DisputedValue, Entity, Event, Evidence
from communique.model.report import Report
from communique.model.time import Basis
from communique.record.wording import date_words

Values = list[tuple[str, tuple[Claim, ...]]]


def find_disputes(
    events: Iterable[Event], entities: Mapping[str, Entity], reports: Mapping[str, Report]
) -> Iterator[Dispute]:
    """Disputes of ``events``, by event and property."""
    for event in events:
        for prop, values in (
            ("date", _dates(event)),
            ("place", _places(event, entities)),
            ("status", _statuses(event)),
        ):
            told = tuple(_value(value, claims, reports) for value, claims in values)
            known = tuple(value for value in told if value is not None)
            if len({value.value for value in known}) > 1:
                yield Dispute(f"{event.id}-{prop}", f"{prop}: {event.summary}", event.id, prop, known)


def _value(value: str, claims: tuple[Claim, ...], reports: Mapping[str, Report]) -> DisputedValue | None:
    for claim in claims:
        if claim.span is not None:
            quote = claim.span.quote(reports[claim.report].text)
            return DisputedValue(value, Evidence(claim.report, claim.span, quote))
    return None


def _dates(event: Event) -> Values:
    told = [date for date in event.dates if date.interval.basis is not Basis.INFERRED]
    apart = {
        id(date)
        for one, other in combinations(told, 2)
        for date in (one, other)
        if one.interval.end < other.interval.start or other.interval.end < one.interval.start
    }
    return [(date_words(date.interval), date.claims) for date in told if id(date) in apart]


def _places(event: Event, entities: Mapping[str, Entity]) -> Values:
    within = [part for part in event.places if entities[part.entity].kind != "country"]
    return [(entities[part.entity].name, part.claims) for part in within]


def _statuses(event: Event) -> Values:
    by_claim: dict[str, list[Claim]] = {}
    for status in event.statuses:
        for claim in status.claims:
            by_claim.setdefault(claim.value, []).append(claim)
    if "denied" not in by_claim:
        return []
    return [(status, tuple(dict.fromkeys(claims))) for status, claims in by_claim.items()]
