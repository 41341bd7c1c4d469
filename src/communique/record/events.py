"""Clusters of event mentions as events: the headline value of each property, and the differing ones after it.

- Kind: told by most independent origins, then the more specific, then the first told.
- Actors and recipients: all that any report names; a state gives way where another report names its agent, and one
  without a name where another report names somebody of that kind. Where force hits people, the places and things hit
  with them are left out.
- Date: told in words before inferred; then the tightest; then told by most origins; then the earlier.
- Place: one told by name; not a whole country where something within is told; then told by most origins; then the
  first told.
- Status: that of the latest report, but what was done does not become a plan again, and what one side tells and
  another denies is alleged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from communique.model.event import MUTUAL, OTHER_ROLES
from communique.model.record import Claim, Counted, DateValue, Entity, Event, Evidence, Part, Sourced, Told
from communique.model.time import Basis, Interval
from communique.model.values import parse_count_value, parse_date_value
from communique.record.entities import Cast
from communique.record.origins import Origins
from communique.record.slugs import slug, unique
from communique.record.subjects import Cluster, Material, Subject, flat
from communique.record.summary import Facts, summarise

GENERAL = ("other", "cooperation", "pledge", "negotiation")  # kinds that yield to any other, the vaguest first
FORCE = ("attack", "ceasefire_violation", "coercion", "disaster")  # kinds done to people, and to where they are
DONE, NOT_YET = ("happened", "ongoing"), ("planned", "proposed")
FIRMNESS = ("happened", "ongoing", "denied", "alleged", "planned", "proposed")


@dataclass(frozen=True)
class Desk:
    """What is at hand while events are put together."""

    material: Material
    cast: Cast
    origins: Origins

    def entity(self, claim: Claim) -> Entity | None:
        """The entity that a claim names as the value of a role, if it is one."""
        return self.cast.of_chain.get(f"{claim.report}/{claim.value}")


def assemble_events(material: Material, cast: Cast) -> tuple[Event, ...]:
    """One event for each cluster of event mentions, by date (undated last), then id."""
    desk = Desk(material, cast, Origins(material.reuse))
    told = [cluster for cluster in material.grouped("e") if any(not _is_faint(subject) for subject in cluster)]
    drafts = sorted((_draft(desk, cluster) for cluster in told), key=_draft_order)
    ids = unique((event.id for event in drafts), "-")
    return tuple(sorted((replace(e, id=i) for e, i in zip(drafts, ids, strict=True)), key=event_order))


def event_order(event: Event) -> tuple[bool, str, str, str]:
    """Sorts events by date (undated last), then id."""
    if event.date is None:
        return (True, "", "", event.id)
    interval = event.date.interval
    return (False, str(interval.start), str(interval.end), event.id)


def _draft_order(event: Event) -> tuple[bool, str, str, str, str]:
    return (*event_order(event), event.members[0])


def _is_faint(subject: Subject) -> bool:
    """Whether a mention is no event by itself; it lends an event its passage and numbers, no other value."""
    return subject.first("faint") is not None


def _draft(desk: Desk, every: Cluster) -> Event:
    cluster = tuple(subject for subject in every if not _is_faint(subject))
    origin = desk.origins.of([claim for subject in every for claim in subject.all("evidence")])
    kind = _kind(cluster, origin)
    actors, recipients = _participants(desk, cluster, kind)
    others = tuple(part for role in OTHER_ROLES for part in _parts(desk, cluster, (role,), role))
    members = tuple(subject.key for subject in every)
    event = Event(
        id="",
        kind=kind,
        actors=actors,
        recipients=recipients,
        others=others,
        dates=_dates(cluster, origin),
        places=_places(desk, cluster, origin),
        statuses=_statuses(desk, cluster, kind),
        summary="",
        evidence=_evidence(desk, every, kind),
        origins=len(set(origin.values())),
        members=members,
        decisions=desk.material.decisions_within(members),
        counts=_counts(desk, every, origin),
        confidence=max((float(c.value) for s in cluster for c in s.all("confidence")), default=1.0),
    )
    return replace(event, id=_readable_id(desk, event), summary=summarise(_facts(desk, event)))


def told_by(claims: Iterable[Claim], origin: dict[str, str]) -> int:
    """How many independent origins ``claims`` come from."""
    return len({origin.get(claim.report, claim.report) for claim in claims})


def _grouped(cluster: Cluster, prop: str, key: Callable[[Claim], str]) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for subject in cluster:
        for claim in subject.all(prop):
            groups[key(claim)].append(claim)
    return groups


def _kind(cluster: Cluster, origin: dict[str, str]) -> str:
    groups = _grouped(cluster, "kind", lambda claim: claim.value)

    def rank(kind: str) -> tuple[int, int]:
        return (-told_by(groups[kind], origin), -GENERAL.index(kind) if kind in GENERAL else -len(GENERAL))

    return min(groups, key=rank, default="other")


# -- participants ------------------------------------------------------------------------------------------------------


def _participants(desk: Desk, cluster: Cluster, kind: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    if kind in MUTUAL:
        return _named(desk, _agents(desk, _parts(desk, cluster, ("actor", "recipient"), "actor"))), ()
    actors = _parts(desk, cluster, ("actor",), "actor")
    recipients = _parts(desk, cluster, ("recipient",), "recipient")
    did = {p.entity for p in actors if len(p.claims) >= _times(recipients, p.entity)}
    actors = tuple(p for p in actors if p.entity in did)
    recipients = tuple(p for p in recipients if p.entity not in did)
    done_to = _agents(desk, recipients)
    return _agents(desk, actors), _done_to_people(desk, done_to) if kind in FORCE else done_to


def _done_to_people(desk: Desk, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Those hit, without where they were or what was hit with them: "the market" where twelve traders were killed."""
    by_id = desk.cast.by_id

    def is_thing(part: Part) -> bool:
        entity = by_id[part.entity]
        return entity.kind == "place" or (entity.kind == "equipment" and not entity.is_named)

    return tuple(p for p in parts if not is_thing(p)) or parts


def _times(parts: tuple[Part, ...], entity: str) -> int:
    return sum(len(part.claims) for part in parts if part.entity == entity)


def _parts(desk: Desk, cluster: Cluster, roles: tuple[str, ...], shown: str) -> tuple[Part, ...]:
    """The entities in ``roles``, in the order of the texts."""
    groups: dict[str, list[Claim]] = {}
    for subject in cluster:
        told = subject.all(roles[0]) if len(roles) == 1 else (c for c in subject.claims if c.prop in roles)
        for claim in told:
            entity = desk.entity(claim)
            if entity is not None:
                groups.setdefault(entity.id, []).append(claim)
    return tuple(Part(shown, entity, tuple(claims)) for entity, claims in groups.items())


def _agents(desk: Desk, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """``parts`` without those that another mention of the event tells more of: a state by its agent, "he" by a name."""
    by_id = desk.cast.by_id

    def less_told(part: Part, other: Part) -> bool:
        a, b = by_id[part.entity], by_id[other.entity]
        if {c.key for c in part.claims} & {c.key for c in other.claims}:
            return False
        same = a.country is not None and b.country is not None and a.country.value == b.country.value
        if a.kind == "country":
            return same and b.kind != "country"
        unnamed = not a.is_named and b.is_named and a.kind == b.kind
        return unnamed and (same or a.country is None or b.country is None)

    return tuple(p for p in parts if not any(less_told(p, other) for other in parts))


def _named(desk: Desk, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """``parts`` without people left unnamed ("the ministers") where other mentions name two persons or more."""
    by_id = desk.cast.by_id
    persons = [p for p in parts if by_id[p.entity].is_named and by_id[p.entity].kind == "person"]
    if len(persons) < 2:
        return parts
    beside = {c.key for p in persons for c in p.claims}

    def meant(part: Part) -> bool:
        entity = by_id[part.entity]
        people = entity.kind in ("group", "person") and not entity.is_named
        return people and not any(c.key in beside for c in part.claims)

    return tuple(p for p in parts if not meant(p))


# -- date, place, status -----------------------------------------------------------------------------------------------


def _dates(cluster: Cluster, origin: dict[str, str]) -> tuple[DateValue, ...]:
    groups = _grouped(cluster, "date", lambda claim: claim.value.rpartition(" ")[0])
    values = [_date(claims) for claims in groups.values()]

    def rank(date: DateValue) -> tuple[bool, int, int, str]:
        interval = date.interval
        inferred = interval.basis is Basis.INFERRED
        return (inferred, interval.days, -told_by(date.claims, origin), str(interval.start))

    return tuple(sorted(values, key=rank))


def _date(claims: list[Claim]) -> DateValue:
    """Claims of the same days and precision, on the firmest basis that any of them has."""
    intervals: list[Interval] = [parse_date_value(claim.value) for claim in claims]
    return DateValue(min(intervals, key=lambda i: list(Basis).index(i.basis)), tuple(claims))


def _places(desk: Desk, cluster: Cluster, origin: dict[str, str]) -> tuple[Part, ...]:
    by_id = desk.cast.by_id

    def rank(part: Part) -> tuple[bool, bool, int]:
        place = by_id[part.entity]
        nameless = not place.is_named and place.name.islower()  # "the base", not "Otar air base"
        return (nameless, place.kind == "country", -told_by(part.claims, origin))

    return tuple(sorted(_parts(desk, cluster, ("place",), "place"), key=rank))


def _statuses(desk: Desk, cluster: Cluster, kind: str) -> tuple[Sourced, ...]:
    groups = {s: tuple(c) for s, c in _grouped(cluster, "status", lambda claim: claim.value).items()}
    if kind != "accusation":  # what is denied there is the charge, not that it was made
        denials = tuple(claim for subject in cluster for claim in subject.all("denial"))
        groups |= {"denied": groups.get("denied", ()) + denials} if denials else {}
    if "denied" in groups and ("alleged" in groups or any(s in groups for s in DONE)):
        told = tuple(c for s in ("alleged", *DONE) for c in groups.pop(s, ())) + groups["denied"]
        groups["alleged"] = told
    latest = {s: max(desk.material.rank[c.report] for c in claims) for s, claims in groups.items()}
    done = any(s in groups for s in DONE)

    def rank(status: str) -> tuple[bool, bool, int, int]:
        contested = "denied" in groups and status != "alleged"
        firmness = FIRMNESS.index(status) if status in FIRMNESS else len(FIRMNESS)
        return (contested, done and status in NOT_YET, -_day(desk, latest[status]), firmness)

    return tuple(Sourced(status, groups[status]) for status in sorted(groups, key=rank)) or (Sourced("happened", ()),)


def _day(desk: Desk, rank: int) -> int:
    """The publication day of the report at ``rank`` as a number; undated reports count as the last."""
    published = desk.material.reports[rank].published_on
    return published.toordinal() if published else 10**7


# -- numbers -----------------------------------------------------------------------------------------------------------


def _counts(desk: Desk, cluster: Cluster, origin: dict[str, str]) -> tuple[Counted, ...]:
    """The numbers told of each thing counted, in the order of the texts."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for subject in cluster:
        for claim in subject.all("count"):
            what, low, best, high = parse_count_value(claim.value)
            groups[what].append(Told(low, best, high, claim))
    return tuple(_counted(desk, what, tuple(told), origin) for what, told in groups.items())


def _counted(desk: Desk, what: str, told: tuple[Told, ...], origin: dict[str, str]) -> Counted:
    values: dict[float, list[Claim]] = defaultdict(list)
    for one in told:
        values[one.number].append(one.claim)

    def rank(value: float) -> tuple[int, int, float]:
        latest = max(desk.material.rank[c.report] for c in values[value])
        return (told_by(values[value], origin), latest, value)

    low = min(next(n for n in (t.low, t.best, t.high, 0.0) if n is not None) for t in told)
    high = max(next(n for n in (t.high, t.best, t.low, 0.0) if n is not None) for t in told)
    return Counted(what, low, max(values, key=rank), high, told)


# -- evidence, id, summary ---------------------------------------------------------------------------------------------


def _evidence(desk: Desk, cluster: Cluster, kind: str) -> tuple[Evidence, ...]:
    """One passage a report: of the mentions that agree on the kind before others, then the shortest."""
    best: dict[str, tuple[tuple[bool, int], Evidence]] = {}
    for subject in cluster:
        claim = subject.first("evidence")
        if claim is None or claim.span is None:
            continue
        quote = claim.span.quote(desk.material.by_id[subject.report].text)
        rank = (_is_faint(subject) or not _is_of(subject, kind), len(quote))
        if subject.report not in best or rank < best[subject.report][0]:
            best[subject.report] = (rank, Evidence(subject.report, claim.span, quote))
    return tuple(evidence for _, evidence in best.values())


def _is_of(subject: Subject, kind: str) -> bool:
    told = subject.first("kind")
    return told is not None and told.value == kind


def _readable_id(desk: Desk, event: Event) -> str:
    names = [slug(desk.cast.by_id[part.entity].name, "-") for part in (*event.actors, *event.recipients)[:2]]
    return "-".join(filter(None, (_day_id(event.date), event.kind.replace("_", "-"), *names)))


def _day_id(date: DateValue | None) -> str:
    """The date as part of an id: ``2021-04-01``, ``2021-04`` for a month, ``2021`` for a year."""
    if date is None:
        return "undated"
    length = {"month": 7, "year": 4}.get(date.interval.precision, 10)
    return str(date.interval.start)[:length]


def _facts(desk: Desk, event: Event) -> Facts:
    by_id = desk.cast.by_id
    others: dict[str, list[Entity]] = defaultdict(list)
    for part in event.others:
        others[part.role].append(by_id[part.entity])
    return Facts(
        kind=event.kind,
        status=event.status,
        actors=tuple(by_id[p.entity] for p in event.actors),
        recipients=tuple(by_id[p.entity] for p in event.recipients),
        others={role: tuple(filled) for role, filled in others.items()},
        place=by_id[event.place.entity] if event.place else None,
        date=event.date.interval if event.date else None,
        quote=flat(event.evidence[0].quote) if event.evidence else "",
    )
