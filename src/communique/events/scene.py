"""Places that a sentence leaves out because the reader knows them: the scene of the news, and a country's own affairs.

Told in another sentence, a place is lent to
- acts in person of one who took part in another act in person on that day ("received in Oslo ... then awarded"), or
  that one of the sentences just before tells such an act of that day ("they met in Oslo. The pact was signed later"),
- words that one who took part in such an act addresses to others in the sentence that tells it,
- uses of force, crowds and disasters that the same paragraph's neighbouring sentence places.
An election, an appointment or unrest within one state took place in that state; a place that was struck or helped is
where that was done. What one of a country does in person on the day of a dateline in that country is done there.
A place told without a name ("the building") gives way to a named one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from communique.model.dateline import town_chain
from communique.model.entity import Chain
from communique.model.event import EventMention, Role
from communique.model.report import Report
from communique.model.span import Span

# Acts done in person: one who took part in two of them on a day was at one place, unless another is told.
IN_PERSON = frozenset("meeting visit negotiation award agreement_signed body_established praise".split())
ADDRESSED = frozenset("request pledge threat accusation rejection".split())
ON_THE_SPOT = frozenset("attack clash protest coercion disaster death aid ceasefire_violation territory_taken".split())
DOMESTIC = frozenset("election appointment protest disaster".split())
DONE_TO = frozenset("attack aid disaster ceasefire_violation death".split())
UNDER_DATELINE = (IN_PERSON | {"protest"}) - {"praise", "visit"}
BRIEF = 2  # days that an act in person takes at most, to say where somebody was
NEIGHBOURS = 2  # sentences back from which a place is taken


def with_scene(
    events: Sequence[EventMention], chains: Sequence[Chain] = (), report: Report | None = None
) -> tuple[EventMention, ...]:
    """The events, with places lent to those that tell none."""
    placed = _lend(events, chains, report)
    return _lend(placed, chains, report)  # what was placed by another lends on: "received ... thanked him"


def _lend(events: Sequence[EventMention], chains: Sequence[Chain], report: Report | None) -> tuple[EventMention, ...]:
    known = {c.id: c for c in chains}
    town, day = (town_chain(report, chains), report.published_on) if report else (None, None)
    sites = [e for e in events if e.kind in IN_PERSON and e.date and e.date.days <= BRIEF and e.status == "happened"]
    sites = [e for e in sites if _is_named(e.place, known)]
    out: list[EventMention] = []
    for event in events:
        if not _is_named(event.place, known):
            place = (
                _same_day(event, sites, known)
                or _goes_on(event, out, known)
                or _done_to(event, known, "place")
                or _next_to(event, out, known)
                or _at_home(event, known)
                or _done_to(event, known, "country")
                or _under_dateline(event, town, day, known)
            )
            event = replace(event, place=place) if place else event
        out.append(event)
    return tuple(out)


def _same_day(event: EventMention, sites: Sequence[EventMention], chains: Mapping[str, Chain]) -> Role | None:
    """The place of an act in person on the same day with a party of this one."""
    if event.status != "happened" or event.date is None or event.date.days > BRIEF:
        return None
    if event.kind in IN_PERSON:
        parties = event.parties
    elif event.kind in ADDRESSED:
        parties = frozenset(c for c in event.fillers("actor") if c in chains and chains[c].kind == "person")
        sites = [site for site in sites if site.sentence == event.sentence]
    else:
        return None
    shared = (s for s in sites if s.date and s.date.overlaps(event.date) and parties & s.parties and s.id != event.id)
    return _agreed([site.place for site in shared if site.place], chains)


def _agreed(places: Sequence[Role], chains: Mapping[str, Chain]) -> Role | None:
    """The one place that several acts tell, a country giving way to its town; None where they tell of several."""
    towns = {_country(p, chains) for p in places if p.chain in chains and chains[p.chain].kind == "place"}
    exact = [p for p in places if not (_is_country(p, chains) and _country(p, chains) in towns)]
    counts = Counter(place.chain for place in exact).most_common(1)
    if not counts or 2 * counts[0][1] <= len(exact):
        return None
    return next(place for place in exact if place.chain == counts[0][0])


def _is_country(place: Role | None, chains: Mapping[str, Chain]) -> bool:
    return place is not None and place.chain in chains and chains[place.chain].kind == "country"


def _country(place: Role, chains: Mapping[str, Chain]) -> str | None:
    """The country that a place is or lies in."""
    found = chains[place.chain].country if place.chain in chains else None
    return found.value if found else None


def _next_to(event: EventMention, before: Sequence[EventMention], chains: Mapping[str, Chain]) -> Role | None:
    """The place of force, a crowd or a disaster told in one of the sentences just before, unless days differ."""
    if event.kind not in ON_THE_SPOT:
        return None
    for other in reversed(before):
        if event.sentence - other.sentence > NEIGHBOURS:
            return None
        meet = event.date is None or other.date is None or event.date.overlaps(other.date)
        if other.kind in ON_THE_SPOT and other.place is not None and _is_named(other.place, chains) and meet:
            return other.place
    return None


def _goes_on(event: EventMention, before: Sequence[EventMention], chains: Mapping[str, Chain]) -> Role | None:
    """The place of an act in person told just before, of the same day: "met at the palace ... then they signed"."""
    if event.kind not in IN_PERSON or event.status != "happened" or event.date is None or event.date.days > BRIEF:
        return None
    told = [
        other.place
        for other in before
        if other.kind in IN_PERSON and other.status == "happened" and event.sentence - other.sentence <= NEIGHBOURS
        if other.date and other.date.days <= BRIEF and event.date.overlaps(other.date)
        if other.place and _is_named(other.place, chains) and not _is_country(other.place, chains)
    ]
    return _agreed(told, chains)


def _at_home(event: EventMention, chains: Mapping[str, Chain]) -> Role | None:
    """The one country that all parties of a domestic act belong to."""
    if event.kind not in DOMESTIC:
        return None
    parties = [chains[r.chain] for r in event.roles if r.is_party and r.chain in chains]
    codes = {c.country.value for c in parties if c.country}
    if len(codes) != 1:
        return None
    code = codes.pop()
    country = next((c for c in chains.values() if c.kind == "country" and c.country and c.country.value == code), None)
    return Role("place", country.id, _first(country)) if country else None


def _done_to(event: EventMention, chains: Mapping[str, Chain], kind: str) -> Role | None:
    """The place or the country that force or help was done to."""
    recipients = (r for r in event.roles if r.role == "recipient" and r.chain in chains)
    found = next((r for r in recipients if chains[r.chain].kind == kind), None)
    return Role("place", found.chain, found.span) if found and event.kind in DONE_TO else None


def _under_dateline(
    event: EventMention, town: Chain | None, day: date | None, chains: Mapping[str, Chain]
) -> Role | None:
    """The dateline's town, for an act in person of the day or the day before by one of that country."""
    when = event.date
    if town is None or day is None or when is None or when.days > BRIEF:
        return None
    if event.kind not in UNDER_DATELINE or event.status != "happened":
        return None
    if not when.start <= day <= when.end + timedelta(days=1):
        return None
    parties = [chains[p] for p in sorted(event.parties) if p in chains]
    near = any(town.country and c.value == town.country.value for p in parties if (c := p.country or p.home))
    own = any(p.country is None and p.sector and p.sector.value == "GOV" for p in parties)  # "the Minister received"
    return Role("place", town.id, _first(town)) if near or own else None


def _first(chain: Chain) -> Span:
    return chain.mentions[0].span


def _is_named(place: Role | None, chains: Mapping[str, Chain]) -> bool:
    """Whether a place is told by name; "the scene" and "the building" give way to one that is."""
    return place is not None and (place.chain not in chains or chains[place.chain].is_named)
