"""Who held which office of which state or body when, as far as reports show.

A report shows somebody in office where it gives them the title: on the day of what they are told to do with it, else on
the day on which it appeared. Taking and leaving office is told by events. Nothing is held between two reports but by
one who is shown before and after; a time in which nobody is shown is a gap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.lexicon import table
from communique.model.record import Record
from communique.reference import load as load_reference
from communique.registers.desk import Desk
from communique.registers.sighting import Sighting, is_whole
from communique.registers.sightings import Finder
from communique.registers.terms import Holder, terms_of
from communique.registers.titles import Title
from communique.registers.whose import TOLD

__all__ = ["Gap", "Holder", "Office", "offices"]

HEAD = "head"  # the office of chiefs and leaders
DEPUTY = {"deputy", "vice"}
GENERAL = {"general"}  # in the name of an office no part of what it is of


@dataclass(frozen=True, slots=True)
class Gap:
    """Days between two holders of which reports tell nothing."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Office:
    """An office of a state (``country``, alpha-3) or of a body (``body``, an entity's id), with its holders in order.

    ``of`` is its name; None where no report tells whose office it is.
    """

    office: str
    of: str | None
    country: str | None
    body: str | None
    holders: tuple[Holder, ...]
    gaps: tuple[Gap, ...]


Sort = tuple[Title, str | None, str | None, int]  # the words, the state, the body, and how the state is known
Place = tuple[str | None, str | None]
Key = tuple[str, frozenset[str], str | None]


def offices(record: Record) -> tuple[Office, ...]:
    """All offices that reports show somebody in, by state or body, then name."""
    return offices_on(Desk(record))


def offices_on(desk: Desk) -> tuple[Office, ...]:
    """The same from a desk at hand, made once."""
    return desk.once("offices", lambda: _offices(desk))


def _offices(desk: Desk) -> tuple[Office, ...]:
    sightings = _settled(Finder(desk).all())
    groups: dict[tuple[Place, Key], list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        title = sighting.title
        groups[(sighting.country, sighting.body), (title.head, title.realm, title.host)].append(sighting)
    _join_heads(groups)
    found = (_office(desk, place, of) for (place, _), of in groups.items())
    return tuple(
        sorted((o for o in found if o.holders), key=lambda o: (o.of is None, o.of or "", o.office, o.body or ""))
    )


def _join_heads(groups: dict[tuple[Place, Key], list[Sighting]]) -> None:
    """One who is told to lead a body has the office that leads it, where reports name one: "chair"."""
    leading: dict[Place, list[tuple[int, tuple[Place, Key]]]] = defaultdict(list)
    for key, of in groups.items():
        rank = of[0].title.leads
        if key[0][1] is not None and rank is not None and of[0].title.is_of_one:
            leading[key[0]].append((rank, key))
    for place, found in leading.items():
        head = (place, (HEAD, frozenset[str](), None))
        if head in groups:
            groups[min(found, key=lambda f: f[0])[1]].extend(groups.pop(head))


def _settled(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Sightings with what other sightings of the same person tell: whose office it is, and which "the minister" is."""
    by_person: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_person[sighting.person].append(sighting)
    return [s for of in by_person.values() for s in _of_person(_moved_up(_called_alike(_borne_out(of))))]


def _called_alike(sightings: list[Sighting]) -> list[Sighting]:
    """One person's sightings; an office told by a looser word, too, is the one: "envoy to Oslo" of the ambassador.

    So is "the police chief" the inspector general of police.
    """
    strict: dict[str, str] = table("offices")["loose"]
    told = {(s.title.head, s.title.host) for s in sightings}
    named = list(dict.fromkeys(s.title for s in sightings if s.title.head != HEAD))
    return [replace(s, title=_meant(s.title, strict.get(s.title.head, ""), told, named)) for s in sightings]


def _meant(title: Title, strict: str, told: set[tuple[str, str | None]], named: list[Title]) -> Title:
    if (strict, title.host) in told:
        return replace(title, head=strict)
    like = [own for own in named if title.head == HEAD and title.realm and own.realm - GENERAL == title.realm]
    found = like[0] if len({(own.head, own.realm) for own in like}) == 1 else None
    return replace(title, head=found.head, before=found.before, behind=found.behind) if found else title


def _moved_up(sightings: list[Sighting]) -> list[Sighting]:
    """One person's sightings; a deputy who took over is one no longer: "the deputy commander has assumed command"."""
    taken = [s for s in sightings if s.sort == "begins" and s.firm and s.title.standing != "acting"]

    def since(sighting: Sighting) -> Sighting | None:
        title, rest = sighting.title, sighting.title.realm - DEPUTY
        if rest == title.realm:
            return None
        own = (s for s in taken if (s.title.head, s.title.realm, s.body) == (title.head, rest, sighting.body))
        return next((s for s in own if s.when.interval.start <= sighting.when.interval.start), None)

    told = [(s, since(s)) for s in sightings]
    return [replace(s, title=now.title) if now else s for s, now in told if not (now and s.sort == "shown")]


def _borne_out(sightings: list[Sighting]) -> list[Sighting]:
    """One person's sightings without offices beside which no name of theirs stands: "the president" may be another."""
    firm = {(s.title.head, s.title.is_of_one) for s in sightings if not s.is_nominal}
    return [s for s in sightings if not s.is_nominal or (s.title.head, s.title.is_of_one) in firm]


def _of_person(sightings: list[Sighting]) -> Iterator[Sighting]:
    """The sightings of one person settled; those of the same words together, since a president is shown often."""
    told = Counter((s.title, s.country, s.body, s.trust) for s in sightings)
    here: dict[str, Counter[Sort]] = defaultdict(Counter)
    placed = {sort: _placed(sort, told) for sort in told}
    counts = Counter(placed[s.title, s.country, s.body, s.trust] for s in sightings)
    full = [sort for sort in counts if is_whole(*sort[:3])]
    for sighting in sightings:
        sort = placed[sighting.title, sighting.country, sighting.body, sighting.trust]
        if is_whole(*sort[:3]):
            here[sighting.report][sort] += 1
    settled = {sort: _whole(sort, full, counts) for sort in counts}
    for sighting in sightings:
        sort = placed[sighting.title, sighting.country, sighting.body, sighting.trust]
        own = here.get(sighting.report)
        found = (_whole(sort, sorted(own, key=repr), own) if own and sort not in own else None) or settled[sort]
        if found is not None:
            title, country, body, _ = found
            title = replace(title, standing=sighting.title.standing)
            yield replace(sighting, title=title, country=country, body=body)


def _placed(sort: Sort, told: Counter[Sort]) -> Sort:
    """Words of an office with the state that other places tell of it, where they tell none themselves."""
    title, country, body, trust = sort
    if body or (country and trust == TOLD):
        return sort
    states = [o for o in told if o[1]]
    like = [o for o in states if o[0].is_told_in_full and _is_like(title, o[0])] if title.is_told_in_full else []
    like = like or [o for o in states if o[0].is_of_state and title.is_of_state]
    if not like:
        return sort
    best = max(o[3] for o in like)
    votes: Counter[str | None] = Counter()
    for other in like:
        if other[3] == best:
            votes[other[1]] += told[other]
    (most, count), *rest = votes.most_common()
    return (title, None, None, trust) if rest and rest[0][1] == count else (title, most, None, best)


def _whole(sort: Sort, full: list[Sort], counts: Counter[Sort]) -> Sort | None:
    """The office in full that words may be a short form of, the one told most; None where there is none."""
    like = [other for other in full if _is_short_for(sort, other)]
    realms: Counter[frozenset[str]] = Counter()
    for other in like:
        realms[other[0].realm] += counts[other]

    def rank(other: Sort) -> tuple[bool, int, int, str, str, str]:
        title, country, body, _ = other
        same = (title.standing == "acting") == (sort[0].standing == "acting")
        return (same, realms[title.realm], -len(title.realm), title.words, country or "", body or "")

    return max(like, key=rank, default=None)


def _is_like(a: Title, b: Title) -> bool:
    """Whether the words of one office may be a short form of another's: "the minister", "minister of transport"."""
    if a.head != b.head or a.is_of_one != b.is_of_one or (a.host and b.host and a.host != b.host):
        return False
    return a.realm <= b.realm or b.realm <= a.realm


def _is_short_for(sort: Sort, other: Sort) -> bool:
    title, country, body, _ = sort
    return (not body or body == other[2]) and (not country or country == other[1]) and _is_like(title, other[0])


def _office(desk: Desk, place: Place, sightings: list[Sighting]) -> Office:
    country, body = place
    names = Counter(s.title.words for s in sightings)
    title = sightings[0].title
    words = max(names, key=lambda w: (names[w], -len(w), w))
    holders = _holders(desk, sightings, title.is_of_one)
    return Office(
        office=f"{words} {_host_words(title.host)}" if title.host else words,
        of=_name(desk, country, body),
        country=country,
        body=body,
        holders=holders,
        gaps=tuple(_gaps(holders)),
    )


def _host_words(host: str) -> str:
    country = load_reference().country_by_code(host)
    return f"to {country.name if country else host}"


def _name(desk: Desk, country: str | None, body: str | None) -> str | None:
    if body is not None:
        return desk.entities[body].name
    known = load_reference().country_by_code(country) if country else None
    return known.name if known else country


def _holders(desk: Desk, sightings: list[Sighting], of_one: bool) -> tuple[Holder, ...]:
    by_person: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_person[sighting.person].append(sighting)
    seen = sorted((s.when.interval.start, s.person) for s in sightings if s.sort == "shown")
    taken = sorted((s.when.interval.start, s.person) for s in sightings if s.sort == "begins" and s.firm)
    own = [_confirmed(_without_looks_back(_most_exact(of), taken), seen) for of in by_person.values()]
    terms = [term for of in own for term in terms_of(desk, of)]
    terms.sort(key=lambda h: (h.first.interval.start, h.first.interval.end, h.person))
    if not of_one:
        return tuple(terms)
    terms = [_relieved(term, terms) for term in terms]
    return tuple(replace(h, disputed_by=tuple(o.person for o in terms if _is_against(h, o))) for h in terms)


def _confirmed(own: list[Sighting], seen: list[tuple[date, str]]) -> list[Sighting]:
    """One person's sightings without what was planned and no later report shows done.

    A taking is, where they are shown in office from that day on; a leaving, where somebody else is.
    """
    kept: list[Sighting] = []
    for sighting in own:
        day, person = sighting.when.interval.start, sighting.person
        since = seen[bisect_left(seen, (day, "")) :]
        others = sighting.sort == "ends" and any(who != person for _, who in since)
        themselves = sighting.sort == "begins" and any(who == person for _, who in since)
        if sighting.firm or sighting.sort == "shown" or others or themselves:
            kept.append(sighting)
    return kept


def _relieved(holder: Holder, terms: list[Holder]) -> Holder:
    """One who acts in another's stead until somebody takes the office: it ends on that day, if no other end is told."""
    if not holder.acting or holder.ends is not None:
        return holder
    day = holder.until.start
    coming = [t.begins for t in terms if t.begins and t.person != holder.person and not t.acting]
    end = min((b for b in coming if b.interval.start >= day), key=lambda b: b.interval.start, default=None)
    if end is None:
        return holder
    return replace(holder, ends=end, last=end if end.interval.days == 1 else holder.last)


def _without_looks_back(own: list[Sighting], taken: list[tuple[date, str]]) -> list[Sighting]:
    """One person's sightings in an office without titles told of the past.

    Such are those by the day of their report alone, where somebody else has taken the office since the time before, or
    they themselves have left it.
    """
    kept: list[Sighting] = []
    left = [s.when.interval.start for s in own if s.sort == "ends" and s.firm and s.when.interval.days == 1]
    begun = [s.when.interval.start for s in own if s.sort == "begins"]
    others = [day for day, person in taken if person != own[0].person]
    known = sorted({s.when.interval.start for s in own})
    for sighting in own:
        day = sighting.when.interval.start
        before = bisect_left(known, day)
        since = bisect_right(others, known[before - 1]) if before else len(others)
        past = since < bisect_left(others, day) or any(
            gone <= day and not any(gone <= again <= day for again in begun) for gone in left
        )
        if not (past and sighting.sort == "shown" and sighting.when.is_published):
            kept.append(sighting)
    return kept


def _most_exact(own: list[Sighting]) -> list[Sighting]:
    """One person's sightings without a taking or leaving told by its month or year, of which another tells the day."""
    turns = [s for s in own if s.sort in ("begins", "ends")]
    return [
        s
        for s in own
        if s.sort not in ("begins", "ends")
        or not any(o.sort == s.sort and o.when.interval.days < s.when.interval.days and _is_in(o, s) for o in turns)
    ]


def _is_in(sighting: Sighting, other: Sighting) -> bool:
    return other.when.interval.start <= sighting.when.interval.start <= other.when.interval.end


def _is_against(holder: Holder, other: Holder) -> bool:
    """Whether two are shown in one office at a time; the day on which one hands over to the other is none."""
    if holder.person == other.person or holder.acting or other.acting:
        return False
    return (holder.first.interval.end < other.until.start and other.first.interval.end < holder.until.start) or (
        holder.first.interval == other.first.interval and holder.last is None and other.last is None
    )


def _gaps(holders: Iterable[Holder]) -> Iterator[Gap]:
    """The days between one who is last shown and the next who is first shown, where more than one lies between."""
    known: date | None = None
    for holder in holders:
        start, end = holder.first.interval.start, holder.until.end
        if known is not None and start - known > timedelta(days=1):
            yield Gap(known + timedelta(days=1), start - timedelta(days=1))
        known = max(known, end) if known else end
