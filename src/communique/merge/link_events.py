"""Which event mentions are one event, and what the events then tell about things without a name."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date as Day
from heapq import heappop, heappush

from communique.merge import names as nm
from communique.merge.block import event_pairs, family
from communique.merge.cast import Cast
from communique.merge.joiner import Joiner
from communique.merge.pairs import Scene, in_one_sentence, points_back, ruled_out, standing
from communique.merge.passages import Passages
from communique.merge.score import NO, UNSURE, Verdict, compare_events, likelihood
from communique.merge.subjects import ChainView, EventView
from communique.model.time import Basis

REVIVED = 0.1  # score from which a mention may fit an event after all, when more is known of it
BACK_SCORE = 0.6  # of a join that rests on an article that points back
MOST = 6  # mentions of one event that are held against those of another to tell which fit best


def link_events(views: Iterable[EventView], passages: Passages, scene: Scene, joiner: Joiner) -> None:
    """Join the event mentions that tell one event, the surest first.

    What is joined is compared further as a whole: with all the parties that its mentions tell, the best date, the
    place. So the second report of an attack may tell the place by which the third is known to tell of it.
    """
    ordered = sorted(views, key=lambda v: v.key)
    columns = {v.key: passages.column(v.report, v.trigger_span) for v in ordered}
    whole = Wholes(ordered, scene, columns, joiner)
    for one, two in (*_passage_pairs(ordered, columns), *event_pairs(ordered, scene, joiner.fresh)):
        whole.meet(one, two)
    whole.settle()
    _point_back(ordered, scene, joiner)


def _point_back(views: Sequence[EventView], scene: Scene, joiner: Joiner) -> None:
    """Join "the attack" to the act of its kind last told before in its report, if nothing speaks against it."""
    told: dict[tuple[str, str], list[EventView]] = {}
    for view in sorted(views, key=lambda v: (v.report, v.at)):
        row = told.setdefault((view.report, view.kind), [])
        last = next((o for o in reversed(row) if standing(o) == standing(view)), None)
        alone = not any(joiner.partition.same(view.key, o.key) for o in row)
        if last and alone and points_back(view) and not ruled_out(last, view, scene.cast):
            joiner.join(last.key, view.key, BACK_SCORE, f'one report, "the {view.trigger}" last told of')
        if not view.faint:
            row.append(view)


class Wholes:
    """Events as far as they are joined, with how well those that met in a block fit each other.

    After a join, what met either half is weighed again when its turn comes, not at once.
    """

    def __init__(
        self, views: Iterable[EventView], scene: Scene, columns: Mapping[str, Hashable | None], joiner: Joiner
    ) -> None:
        self._scene, self._columns, self._joiner = scene, columns, joiner
        self._members: dict[str, list[EventView]] = {}
        for view in views:  # those that a person joined are one from the beginning
            self._members.setdefault(joiner.partition.root(view.key), []).append(view)
        self._reports = {root: {m.report for m in members} for root, members in self._members.items()}
        self._places = {root: self._standing_in(members) for root, members in self._members.items()}
        self._view = {root: whole_of(members, scene.cast) for root, members in self._members.items()}
        self._met: dict[str, dict[str, Verdict]] = {root: {} for root in self._members}
        self._stale: set[tuple[str, str]] = set()
        self._queue: list[tuple[float, str, str]] = []

    def meet(self, one: EventView, two: EventView) -> None:
        """Compare the events that two mentions are part of."""
        a, b = (self._joiner.partition.root(v.key) for v in (one, two))
        if a != b and b not in self._met[a] and not self._joiner.stand(a, b):
            self._weigh(a, b)

    def settle(self) -> None:
        """Join what fits, the surest first; then write down what may fit."""
        while self._queue:
            score, a, b = heappop(self._queue)
            verdict = self._met.get(a, {}).get(b)
            if verdict is None or verdict.score != -score:
                continue
            if (a, b) in self._stale:
                self._weigh(a, b)
            elif not verdict.loose:
                self._join(a, b, verdict)
        for a in sorted(self._met):
            for b, verdict in sorted(self._met[a].items()):
                if a < b and verdict.score >= UNSURE:
                    self._joiner.leave(*self._nearest(a, b), verdict.score, verdict.explanation)

    def _weigh(self, a: str, b: str) -> None:
        verdict = NO
        if not self._in_one_sentence(a, b):
            verdict = compare_events(self._view[a], self._view[b], self._scene, self._is_copied(a, b))
        self._stale.discard((min(a, b), max(a, b)))
        self._enter(a, b, verdict)

    def _enter(self, a: str, b: str, verdict: Verdict) -> None:
        self._met[a][b] = self._met[b][a] = verdict
        if verdict.score and (not verdict.loose or (min(a, b), max(a, b)) in self._stale):
            heappush(self._queue, (-verdict.score, min(a, b), max(a, b)))

    def _in_one_sentence(self, a: str, b: str) -> bool:
        return any(in_one_sentence(x, y) for x, y in self._told_in_one_report(a, b))

    def _told_in_one_report(self, a: str, b: str) -> Iterator[tuple[EventView, EventView]]:
        reports = self._reports[a] & self._reports[b]
        if reports:
            ones, twos = ([m for m in self._members[key] if m.report in reports] for key in (a, b))
            yield from ((x, y) for x in ones for y in twos if x.report == y.report)

    def _is_copied(self, a: str, b: str) -> bool:
        """Whether a mention of each stands at one place of a passage that their reports share."""
        one, two = self._places[a], self._places[b]
        columns = {column for column, _ in one} & {column for column, _ in two} if one and two else ()
        return any(len({r for c, r in one | two if c == column}) > 1 for column in columns)

    def _standing_in(self, members: Iterable[EventView]) -> set[tuple[Hashable, str]]:
        """The shared passages that the mentions stand in, each with the report."""
        return {(column, m.report) for m in members if (column := self._columns[m.key]) is not None}

    def _join(self, a: str, b: str, verdict: Verdict) -> None:
        if not self._joiner.join(*self._nearest(a, b), verdict.score, verdict.explanation):
            self._met[a][b] = self._met[b][a] = NO
            return
        root = self._joiner.partition.root(a)
        halves = [self._met.pop(key) for key in (a, b)]
        members = self._members.pop(a) + self._members.pop(b)
        self._reports[root], self._places[root] = self._reports[a] | self._reports[b], self._places[a] | self._places[b]
        del self._view[a], self._view[b]
        self._members[root], self._view[root], self._met[root] = members, whole_of(members, self._scene.cast), {}
        for other in sorted((halves[0].keys() | halves[1].keys()) - {a, b}):
            for gone in (a, b):
                self._met[other].pop(gone, None)
            best = max((half[other] for half in halves if other in half), key=lambda v: v.score)
            if best.score >= REVIVED:
                self._stale.add((min(root, other), max(root, other)))
                self._enter(root, other, best)

    def _nearest(self, a: str, b: str) -> tuple[str, str]:
        """The mentions of both that fit each other best."""
        pairs = [(x, y) for x in self._members[a][:MOST] for y in self._members[b][:MOST]]
        if len(pairs) == 1:
            return pairs[0][0].key, pairs[0][1].key
        return min((-round(likelihood(x, y, self._scene), 3), x.key, y.key) for x, y in pairs)[1:]


def whole_of(members: Sequence[EventView], cast: Cast) -> EventView:
    """Several mentions of one event as one: all parties, each entity once, the best date, the place, all numbers."""
    first = min(members, key=lambda m: (m.faint, m.published or Day.max, m.key))
    if len(members) == 1:
        return first
    firm = [m for m in members if not m.faint] or list(members)
    dated = [m for m in firm if m.date is not None]
    when = min(dated, key=_date_rank, default=first)
    site = next((m for m in sorted(firm, key=lambda m: (m.published or Day.max, m.key)) if m.place), first)
    others = {(role, cast.entity.get(c, c)): (role, c) for m in reversed(firm) for role, c in m.others}
    return replace(
        first,
        actors=_entities((m.actors for m in firm), cast),
        recipients=_entities((m.recipients for m in firm), cast),
        others=tuple(others.values()),
        counts=tuple(dict.fromkeys(c for m in members for c in m.counts)),
        date=when.date,
        date_span=when.date_span,
        place=site.place,
        members=tuple(sorted(k for m in members for k in m.keys)),
    )


def _entities(sides: Iterable[Sequence[str]], cast: Cast) -> tuple[str, ...]:
    """The chains of all sides, one for each entity."""
    found: dict[str, str] = {}
    for side in sides:
        for chain in side:
            found.setdefault(cast.entity.get(chain, chain), chain)
    return tuple(found.values())


def _date_rank(view: EventView) -> tuple[bool, int, Day, str]:
    """What is told before what is inferred, the tightest first."""
    assert view.date is not None
    return (view.date.basis is Basis.INFERRED, view.date.days, view.date.start, view.key)


def face(view: EventView, cast: Cast) -> Hashable:
    """What of an event mention matters for conflicts with others."""
    sides = tuple(tuple(cast.entity.get(c, c) for c in side) for side in (view.actors, view.recipients))
    return (view.kind, sides, view.date, cast.entity.get(view.place or ""))


def _passage_pairs(
    views: Sequence[EventView], columns: Mapping[str, Hashable | None]
) -> Iterator[tuple[EventView, EventView]]:
    """Events told at one place of a shared passage: each with the first."""
    first: dict[Hashable, EventView] = {}
    for view in views:
        column = columns[view.key]
        if column is not None:
            known = first.setdefault((column, view.kind), view)
            if known is not view:
                yield known, view


# -- what events tell of their participants ----------------------------------------------------------------------------


def link_fillers(
    chains: Mapping[str, ChainView], events: Mapping[str, EventView], joined: Joiner, joiner: Joiner
) -> None:
    """Join things, one of them unnamed, that fill the same role of one event in two reports: the only one there."""
    clusters: dict[str, list[EventView]] = {}
    for key in sorted(events):
        clusters.setdefault(joined.partition.root(key), []).append(events[key])
    for members in clusters.values():
        if len(members) > 1:
            _fillers(chains, members, joiner)


def _fillers(chains: Mapping[str, ChainView], members: Sequence[EventView], joiner: Joiner) -> None:
    first: dict[Hashable, ChainView] = {}
    for event in members:
        for (role, kind), keys in _roles(chains, event).items():
            counted = [((role, kind, v.number), v) for v in (chains[k] for k in keys) if v.number is not None]
            alone = [((role, kind), chains[keys[0]])] if len(keys) == 1 else []
            for place, view in (*alone, *counted):
                known = first.setdefault(place, view)
                if known is not view and known.report != view.report and (_fits(known, view) or _as_many(known, view)):
                    why = f"both {role} of one {event.kind}: {known.label} / {view.label}"
                    joiner.join(known.key, view.key, 0.7, why)


def _as_many(one: ChainView, two: ChainView) -> bool:
    """Whether two groups without a name are as many, more than one, and not of two states."""
    people = one.kind == two.kind == "group" and not one.names and not two.names
    apart = one.country is not None and two.country is not None and one.country != two.country
    return people and not apart and one.number is not None and one.number > 1 and one.number == two.number


def _roles(chains: Mapping[str, ChainView], event: EventView) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    sides = [("actor", c) for c in event.actors] + [("recipient", c) for c in event.recipients] + list(event.others)
    for role, key in sides:
        if key in chains:
            found.setdefault((role, family(chains[key].kind)), []).append(key)
    return found


def _fits(one: ChainView, two: ChainView) -> bool:
    """Whether two fillers may be one: one of them is unnamed, no country speaks against it, a head word supports it."""
    if (one.names and two.names) or one.kind in ("country", "place"):
        return False
    if one.country and two.country and one.country != two.country:
        return False
    if one.kind in ("agreement", "award", "body"):
        return True
    common = set(_heads(one)) & set(_heads(two))
    return bool(common) or (one.kind == "group" and one.country is not None and one.country == two.country)


def _heads(view: ChainView) -> list[str]:
    return [w[:6] for n in (*view.names, *view.nominals) for w in nm.content(n)[-1:]]
