"""What speaks for and against two event mentions being one event: named features, each with its reason.

`data/en/joining.toml` weighs them, as fitted by `training/joining`; `score` adds them up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from functools import cache, cached_property, lru_cache, partial
from math import fsum, log, log2, sqrt
from typing import NamedTuple

from communique.lexicon import matching
from communique.merge import names as nm
from communique.merge.cast import OTHER_WORDS, STATE, Cast
from communique.merge.subjects import EventView
from communique.model.event import MUTUAL
from communique.model.time import Basis, Interval

# Kinds that tell the same happening in different words, under the name of one of them.
CLASS: Mapping[str, str] = {
    "clash": "attack",
    "ceasefire_violation": "attack",
    "negotiation": "meeting",
    "call": "meeting",
    "visit": "meeting",
}
# Acts by words: one report tells of several alike in one breath, so sharing participants and day is not enough.
VERBAL = frozenset("pledge praise request accusation rejection threat".split())
# Kinds that cover many sorts of acts: arresting and banning, relief and money.
BROAD = frozenset("coercion aid cooperation mobilisation sanction concession other".split())
ARMED = frozenset({"attack", "death"})
DONE, OPEN = frozenset({"happened", "ongoing", "alleged", "denied"}), frozenset({"planned", "proposed"})
ALIKE = 0.35  # from here on two unnamed participants may be one
SOME = 4  # mentions of a kind beside two; from there on twice as many speak a quarter more against them
DISPUTED = timedelta(days=10)  # reports that differ about the day of one event differ by no more
MEETINGS = timedelta(days=4)  # of those who meet often even less
LONG_AGO = timedelta(days=200)  # an act so old is not told as news
NEWS = timedelta(days=62)  # what is told without a date is news; two such pieces further apart are two events
RARE = 10  # reports at most that have a word by which events are looked for
SUBJECTS = 4  # entities that a report is about
NEXT = 300  # characters between two mentions of one report that follow each other closely
AROUND = 350  # characters from a mention to others of its report that tell of the same affair
KEPT = 1 << 14  # views whose telling is kept at hand
SHARED, SHARED_AROUND = 4, 8  # words in common, each of the rarest, from which more tell nothing


class Feature(NamedTuple):
    """Something that two mentions have or have not in common, to the degree ``value`` (0 to 1, more in a crowd).

    ``why`` tells it, and is put into words only when somebody reads it: most pairs are of two events.
    """

    name: str
    value: float
    why: str | Callable[[], str]

    @property
    def reason(self) -> str:
        """What they have in common, with the values used."""
        return self.why if isinstance(self.why, str) else self.why()


@dataclass(frozen=True)
class Scene:
    """What of all mentions matters when two are compared.

    ``near`` holds the named entities in the sentence of each mention, ``words`` the words of that sentence, ``told_of``
    how many reports have each word, ``around`` the mentions told close by, ``rare`` those of its words that few reports
    have, ``crowd`` how many mentions of its class each report has, faint ones aside, ``about`` the entities
    that each report names most often, ``order`` the place of a mention among those of its class in its report.
    """

    cast: Cast
    near: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    told_of: Frequencies
    around: Mapping[str, Sequence[str]]
    crowd: Mapping[Hashable, int]
    about: Mapping[str, frozenset[str]]
    order: Mapping[str, int]
    rare: Mapping[str, frozenset[str]]

    @cached_property
    def _rarity(self) -> dict[str, float]:
        return {}

    def rarity(self, entity: str) -> float:
        """How seldom an entity is told of: the logarithm of one in how many reports has the rarest word of its name."""
        known = self._rarity.get(entity)
        if known is None:
            weight = self.told_of.weight
            rarest = max((weight.get(stem, 0.0) for stem in stems_of(self.cast.label.get(entity, ""))), default=0.0)
            known = self._rarity[entity] = rarest * self.told_of.rarest
        return known

    @cached_property
    def _told(self) -> dict[tuple[str, ...], Telling]:
        return {}

    def told_in(self, view: EventView) -> Telling:
        """What a view tells."""
        known = self._told.get(view.keys)
        if known is None:
            if len(self._told) > KEPT:
                self._told.clear()
            known = self._told[view.keys] = self._telling(view)
        return known

    def _telling(self, view: EventView) -> Telling:
        words = _union(self.words[key] for key in view.keys)
        return Telling(
            words,
            fsum(self.told_of.weight[stem] ** 2 for stem in words),
            _union(self.words[other] for key in view.keys for other in self.around[key]),
            _union(self.near[key] for key in view.keys),
            frozenset(e for c in view.actors if (e := self.cast.entity.get(c))),
            frozenset(e for c in view.recipients if (e := self.cast.entity.get(c))),
            self.cast.states((*view.actors, *view.recipients)),
            {what: n for what, n in view.counts if n not in (1, 2)},
        )


class Telling(NamedTuple):
    """What a view tells, as it is compared.

    The words of all its passages, the sum of their squared weights, the words around them; the entities named there,
    who did it, to whom, their states; the numbers, but for "a" and "two", which are told too often to tell.
    """

    words: frozenset[str]
    squares: float
    around: frozenset[str]
    near: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    states: frozenset[str]
    counts: Mapping[str, float]


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


@dataclass(frozen=True)
class Frequencies:
    """In how many of ``reports`` reports that tell events each word stands."""

    reports: int
    of: Mapping[str, int]

    @cached_property
    def rarest(self) -> float:
        """The logarithm of one in how many reports has a word that two reports have."""
        return log((1 + self.reports) / 2) or 1.0

    @cached_property
    def weight(self) -> Mapping[str, float]:
        """How much each word tells: 1 for one that two reports have."""
        return {stem: log((1 + self.reports) / count) / self.rarest for stem, count in self.of.items()}


def frequencies(events: Iterable[EventView]) -> Frequencies:
    """The frequencies of the words in the sentences that tell ``events``."""
    told_in: dict[str, set[str]] = defaultdict(set)
    reports = set()
    for event in events:
        reports.add(event.report)
        for stem in stems_of(event.evidence):
            told_in[stem].add(event.report)
    return Frequencies(len(reports), {stem: len(found) for stem, found in told_in.items()})


def set_scene(events: Iterable[EventView], cast: Cast, told_in: Frequencies | None = None) -> Scene:
    """The scene of ``events``; words count the more the fewer reports have them, of these events or by ``told_in``."""
    events = list(events)
    told_in = told_in or frequencies(events)
    stems = {e.key: stems_of(e.evidence) for e in events}
    rare = {key: frozenset(s for s in own if 1 < told_in.of[s] <= RARE) for key, own in stems.items()}
    crowd: Counter[Hashable] = Counter((e.report, class_of(e.kind)) for e in events if not e.faint)
    about, order = _about(events, cast), _order(events)
    return Scene(cast, _near(events, cast), stems, told_in, _around(events), crowd, about, order, rare)


def _around(events: Iterable[EventView]) -> dict[str, list[str]]:
    """The mentions that stand close to each in its report, and itself."""
    rows: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for event in events:
        rows[event.report].append(event.at)
    found: dict[str, list[str]] = {}
    for row in rows.values():
        row.sort()
        starts = [start for start, _ in row]
        for start, key in row:
            close = row[bisect_left(starts, start - AROUND) : bisect_right(starts, start + AROUND)]
            found[key] = [other for _, other in close]
    return found


def _order(events: Iterable[EventView]) -> dict[str, int]:
    rows: dict[Hashable, list[EventView]] = defaultdict(list)
    for event in events:
        rows[event.report, class_of(event.kind)].append(event)
    found: dict[str, int] = {}
    for row in rows.values():
        row.sort(key=lambda e: e.at)
        found.update({e.key: i for i, e in enumerate(row)})
    return found


def _about(events: Iterable[EventView], cast: Cast) -> dict[str, frozenset[str]]:
    """The entities named most often in each report that tells an event."""
    counts: dict[str, Counter[str]] = {event.report: Counter() for event in events}
    for key, view in cast.chains.items():
        if view.names and view.report in counts:
            counts[view.report][cast.entity[key]] += len(view.spans)
    return {
        report: frozenset(sorted(found, key=lambda e: (-found[e], e))[:SUBJECTS]) for report, found in counts.items()
    }


def _near(events: Iterable[EventView], cast: Cast) -> dict[str, frozenset[str]]:
    """The named entities told of in the sentence of each event."""
    chains: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for key, view in cast.chains.items():
        if view.names:
            chains[view.report].extend((s.start, s.end, key) for s in view.spans)
    found: dict[str, frozenset[str]] = {}
    for event in events:
        span = event.evidence_span
        inside = [k for a, b, k in chains[event.report] if span and span.start <= a and b <= span.end]
        found[event.key] = frozenset(cast.entity[k] for k in inside)
    return found


@lru_cache(1 << 12)
def stems_of(text: str) -> frozenset[str]:
    """The words of a sentence that tell it from others, cut to six letters."""
    stop = matching().stop
    return frozenset(w[:6] for w in nm.words(text) if w not in stop and (len(w) > 2 or w.isdigit()))


def class_of(kind: str) -> str:
    """The kind that stands for ``kind`` and its neighbours."""
    return CLASS.get(kind, kind)


# -- what rules it out -------------------------------------------------------------------------------------------------


def ruled_out(one: EventView, two: EventView, cast: Cast) -> bool:
    """Whether two mentions cannot be one event, whatever speaks for it."""
    return (
        class_of(one.kind) != class_of(two.kind)
        or in_one_sentence(one, two)
        or _far_apart(one, two)
        or _other_company(one, two, cast)
        or _elsewhere(one, two, cast)
        or (one.report == two.report and (_words_again(one, two) or _others_told(one, two, cast)))
    )


def in_one_sentence(one: EventView, two: EventView) -> bool:
    """Whether one sentence tells both: "Trump will meet Salman, Netanyahu and Abbas" tells several events."""
    a, b = one.evidence_span, two.evidence_span
    return one.report == two.report and a is not None and b is not None and a.overlaps(b)


def _far_apart(one: EventView, two: EventView) -> bool:
    """Whether told days lie further apart than reports of one event differ, or two pieces of news months apart."""
    if _is_told(one) and _is_told(two):
        assert one.date is not None and two.date is not None
        most = MEETINGS if class_of(one.kind) == "meeting" else DISPUTED
        return gap(one.date, two.date) > most
    if _is_told(one) or _is_told(two) or one.published is None or two.published is None:
        return False
    again = max(one, two, key=lambda v: (v.published or Day.max, v.key))
    return abs(one.published - two.published) > NEWS and not (again.definite or again.faint or _kills_both(one, two))


def _is_told(view: EventView) -> bool:
    return view.date is not None and view.date.basis is not Basis.INFERRED


def _kills_both(one: EventView, two: EventView) -> bool:
    return one.kind in ("attack", "death") and _kills(one) and _kills(two)


def _other_company(one: EventView, two: EventView, cast: Cast) -> bool:
    """Whether each names a person whom the other leaves out, of those who met: he met two people that day."""
    if class_of(one.kind) != "meeting":
        return False
    sides = [[c for c in (*e.actors, *e.recipients) if c in cast.entity] for e in (one, two)]
    strange = [
        [a for a in own if cast.chains[a].kind == "person" and _is_named(a, cast) and _fits_none(a, other, cast)]
        for own, other in (sides, reversed(sides))
    ]
    return all(strange)


def _is_named(chain: str, cast: Cast) -> bool:
    return cast.named[cast.entity[chain]]


def _fits_none(chain: str, others: Iterable[str], cast: Cast) -> bool:
    return all(cast.fit(chain, other) < ALIKE for other in others)


def _elsewhere(one: EventView, two: EventView, cast: Cast) -> bool:
    """Whether those who met did so in two countries."""
    if class_of(one.kind) != "meeting" or one.place is None or two.place is None:
        return False
    a, b = cast.states((one.place,)), cast.states((two.place,))
    return bool(a and b and not a & b)


def _others_told(one: EventView, two: EventView, cast: Cast) -> bool:
    """Whether one report names others as those who did it, to whom it was done, another place or thing: Gao, Kidal."""
    if one.items and two.items and not any(_one_item(a, b, cast) for a in one.items for b in two.items):
        return True
    slots = ((one.actors, two.actors), (one.recipients, two.recipients), (_place(one), _place(two)))
    return any(
        left and right and not any(_may_be(cast.fit(a, b)) for a in left for b in right) for left, right in slots
    )


def _may_be(fit: float) -> bool:
    """Whether two of one report may be one: those of a sort that it tells in other words are two."""
    return fit not in (0.0, *OTHER_WORDS)


def _one_item(one: str, two: str, cast: Cast) -> bool:
    a, b = cast.words(one), cast.words(two)
    return cast.fit(one, two) == 1.0 or bool(set(nm.content(a)) & set(nm.content(b)))


def _place(view: EventView) -> tuple[str, ...]:
    return (view.place,) if view.place else ()


def _words_again(one: EventView, two: EventView) -> bool:
    """Whether one report tells two acts by words, the later not as known."""
    later = max(one, two, key=lambda v: v.at)
    if one.kind not in VERBAL or later.definite:
        return False
    return not _stem_of(one.trigger) & _stem_of(two.trigger)


# -- features ----------------------------------------------------------------------------------------------------------


def features(one: EventView, two: EventView, scene: Scene) -> list[Feature]:
    """All features of two mentions of one class."""
    first, second = (one, two) if _reported(one) <= _reported(two) else (two, one)
    a, b = scene.told_in(one), scene.told_in(two)
    found = (
        *_kinds(one, two),
        *_dates(one, two),
        *_news(one, two),
        *_statuses(first, second),
        *_participants(one, two, a, b, scene.cast),
        *_places(one, two, scene.cast),
        *_items(one, two, scene.cast),
        *_once(one, two, scene.cast),
        *_means(one, two),
        *_numbers(a, b),
        *_rare(one, two, scene),
        *_wording(a, b, one.report == two.report, scene.told_of),
        *_reports(one, two, scene),
    )
    return [f for f in found if f.value]


def _reported(view: EventView) -> tuple[Day, str]:
    return (view.published or Day.max, view.key)


def _kinds(one: EventView, two: EventView) -> Iterator[Feature]:
    if one.kind != two.kind:
        pair = "/".join(sorted((one.kind, two.kind)))
        yield Feature("kinds close", 1.0, f"kinds close: {pair}")
    if one.kind in VERBAL:
        yield Feature("act by words", 1.0, f"an act by words: {one.kind}")
    if one.kind in BROAD:
        yield Feature("broad kind", 1.0, f"a kind of many sorts: {one.kind}")
    if _stem_of(one.trigger) & _stem_of(two.trigger):
        yield Feature("same word", 1.0, f"same word: {one.trigger}")
    elif one.kind in BROAD:
        yield Feature("other word", 1.0, f"other words: {one.trigger} / {two.trigger}")


@lru_cache(1 << 14)
def _stem_of(trigger: str) -> frozenset[str]:
    return frozenset(w[:5] for w in nm.words(trigger))


def gap(one: Interval, two: Interval) -> timedelta:
    """The time between two intervals, zero where they meet."""
    return max(one.start - two.end, two.start - one.end, timedelta(0))


def _dates(one: EventView, two: EventView) -> Iterator[Feature]:
    if one.date is None or two.date is None:
        yield from _undated(one, two)
        return
    days, a, b = gap(one.date, two.date).days, one.date, two.date
    if Basis.INFERRED in (one.date.basis, two.date.basis):
        name = _step(days, ((1, "inferred, same days"), (3, "inferred, near"), (10, "inferred, week")), "inferred, far")
        yield Feature(name, 1.0, lambda: f"one date only inferred: {_days(a)} / {_days(b)}")
        return
    if not days and one.date.overlaps(two.date):
        longest = max(one.date.days, two.date.days)
        name = _step(longest, ((1, "same day"), (4, "same days"), (31, "same month")), "same year")
        yield Feature(name, 1.0, lambda: f"dates meet: {_days(a)} / {_days(b)}" if a != b else f"same date {_days(a)}")
        return
    name = _step(days, ((1, "a day apart"), (4, "days apart"), (31, "weeks apart")), "months apart")
    yield Feature(name, 1.0, lambda: f"dates apart: {_days(a)} / {_days(b)}")


def _undated(one: EventView, two: EventView) -> Iterator[Feature]:
    """Where a date is missing, that of the report stands in for it, weakly."""
    a, b = one.date or _stand_in(one.published), two.date or _stand_in(two.published)
    if a is not None and b is not None:
        days = gap(a, b).days
        name = _step(days, ((2, "undated, days"), (10, "undated, week"), (62, "undated, months")), "undated, far")
        yield Feature(name, 1.0, f"one is undated; {days} days between report and date")


def _news(one: EventView, two: EventView) -> Iterator[Feature]:
    """What is told plainly, with no date and not as known, is news: it is not what was done long before."""
    for dated, other in ((one, two), (two, one)):
        plain = not (_is_told(other) or other.faint or other.definite or other.published is None)
        if _is_told(dated) and dated.date is not None and plain and other.published is not None:
            days = (other.published - dated.date.end).days
            if days > LONG_AGO.days:
                yield Feature("news of long ago", 1.0, f"told as news {days} days later")


def _step(value: int, steps: Sequence[tuple[int, str]], beyond: str) -> str:
    return next((name for most, name in steps if value <= most), beyond)


def _days(interval: Interval) -> str:
    return str(interval.start) if interval.days == 1 else f"{interval.start} to {interval.end}"


def _stand_in(day: Day | None) -> Interval | None:
    return Interval(day, day, "day", Basis.INFERRED) if day else None


def _statuses(first: EventView, second: EventView) -> Iterator[Feature]:
    """``first`` is reported before ``second``."""
    told = f"{first.status} / {second.status}"
    if first.status in OPEN and second.status in DONE:
        yield Feature("plan, then done", 1.0, f"a plan and its fulfilment: {told}")
    elif first.status in DONE and second.status in OPEN:
        yield Feature("done, then plan", 1.0, f"a plan told after the act: {told}")
    elif first.status != second.status and first.status in DONE:
        yield Feature("standing differs", 1.0, f"told differently: {told}")


# -- who, where, what --------------------------------------------------------------------------------------------------


def _participants(one: EventView, two: EventView, left: Telling, right: Telling, cast: Cast) -> Iterator[Feature]:
    """Actors with actors and recipients with recipients; all sides together where the event has no direction."""
    if one.kind in MUTUAL or two.kind in MUTUAL:
        yield from _slot("parties", one.actors + one.recipients, two.actors + two.recipients, cast)
    else:
        yield from _slot("actors", one.actors, two.actors, cast)
        yield from _slot("recipients", one.recipients, two.recipients, cast)
        if left.actors & right.recipients or right.actors & left.recipients:
            yield Feature("sides turned", 1.0, "one is actor here and recipient there")
    a, b = left.states, right.states
    if a and b:
        share = len(a & b) / min(len(a), len(b))
        if not share:
            yield Feature("other states", 1.0, lambda: f"states differ: {_listed(a)} / {_listed(b)}")
        elif a == b and len(a) > 1:
            yield Feature("same states", 1.0, lambda: f"same states: {_listed(a)}")
        else:
            yield Feature("a state shared", share, lambda: f"a state in common: {_listed(a)} / {_listed(b)}")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _slot(name: str, left: Sequence[str], right: Sequence[str], cast: Cast) -> Iterator[Feature]:
    if not left or not right:
        untold = "told by neither" if not left and not right else "told by one only"
        yield Feature(f"{name} {untold}", 1.0, f"{name} {untold}")
        return
    short, long = sorted((left, right), key=len)
    fits = [max([cast.fit(a, b) for b in long]) for a in short]

    def told(chains: Iterable[str]) -> str:
        return ", ".join(dict.fromkeys(cast.words(c) for c in chains))

    shares = Counter(_degree(fit) for fit in fits)
    for degree, count in shares.items():
        why = partial(_slot_told, f"{name} {degree}", told, short, () if degree == "same" else long)
        yield Feature(f"{name} {degree}", count / len(fits), why)
    if shares["differ"] and len(fits) > 1:
        strange = [a for a, fit in zip(short, fits, strict=True) if not fit]
        yield Feature(f"one of {name} differs", 1.0, lambda: f"not among the others: {told(strange)}")
    if shares["same"] > 1:
        yield Feature(f"several {name} same", 1.0, lambda: f"several {name} the same: {told(short)}")


def _slot_told(head: str, told: Callable[[Iterable[str]], str], short: Sequence[str], long: Sequence[str]) -> str:
    return f"{head}: {told(short)} / {told(long)}" if long else f"{head}: {told(short)}"


def _degree(fit: float) -> str:
    if fit == 1.0:
        return "same"
    return "state" if fit >= STATE else "alike" if fit >= ALIKE else "differ" if fit == 0.0 else "other"


def _places(one: EventView, two: EventView, cast: Cast) -> Iterator[Feature]:
    if one.place is None or two.place is None or one.place not in cast.entity or two.place not in cast.entity:
        return
    a, b = cast.entity[one.place], cast.entity[two.place]
    told = f"{cast.words(one.place)} / {cast.words(two.place)}"
    country_a, country_b = cast.country[a], cast.country[b]
    if a == b:
        yield Feature("same place", 1.0, f"same place: {cast.words(one.place)}")
    elif country_a and country_b and country_a != country_b:
        yield Feature("place abroad", 1.0, f"places in different countries: {told}")
    elif "country" in (cast.chains[one.place].kind, cast.chains[two.place].kind):
        yield Feature("place within", float(country_a == country_b), f"one place within the other: {told}")
    elif cast.named[a] and cast.named[b]:
        yield Feature("other place", 1.0, f"places differ: {told}")


def _items(one: EventView, two: EventView, cast: Cast) -> Iterator[Feature]:
    """What is given, signed or set up."""
    if not one.items or not two.items:
        return
    fit, a, b = max((cast.fit(a, b), a, b) for a in one.items for b in two.items)
    told = f"{cast.words(a)} / {cast.words(b)}"
    if fit == 1.0:
        yield Feature("same item", 1.0, f"same item: {cast.words(a)}")
    elif set(nm.content(cast.words(a))) & set(nm.content(cast.words(b))):
        yield Feature("item alike", 1.0, f"items alike: {told}")
    else:
        yield Feature("other item", 1.0, f"items differ: {told}")
    left, right = (_sorts(" ".join(cast.words(c) for c in items)) for items in (one.items, two.items))
    if left and right:
        yield Feature("same sort" if left & right else "other sort", 1.0, f"what sort of thing: {told}")


@lru_cache(1 << 14)
def _sorts(text: str) -> frozenset[int]:
    return _rows_of(text, matching().sorts)


@lru_cache(1 << 14)
def _ways(text: str) -> frozenset[int]:
    return _rows_of(text, matching().means)


def _rows_of(text: str, rows: Mapping[str, int]) -> frozenset[int]:
    """The rows of a table of words that a text has words of."""
    plural = matching().plural
    found = (rows.get(w, rows.get(w.removesuffix(plural))) for w in nm.words(text))
    return frozenset(row for row in found if row is not None)


def _means(one: EventView, two: EventView) -> Iterator[Feature]:
    """By what people were attacked: shells or drones."""
    if class_of(one.kind) not in ARMED:
        return
    left, right = _ways(one.evidence), _ways(two.evidence)
    if left and right:
        name = "same means" if left & right else "other means"
        yield Feature(name, 1.0, f"{name} told: {one.trigger} / {two.trigger}")


def _rare(one: EventView, two: EventView, scene: Scene) -> Iterator[Feature]:
    """What is seldom told of is seldom shared by chance; the more reports there are, the more is."""
    entity = scene.cast.entity
    parties = [{entity[c] for c in (*e.actors, *e.recipients) if c in entity} for e in (one, two)]
    if both := parties[0] & parties[1]:
        yield Feature("rare party", max(map(scene.rarity, sorted(both))) / 10, "a party that few reports tell of")
    yield Feature("many reports", log(1 + scene.told_of.reports) / 10, "many reports")


def _once(one: EventView, two: EventView, cast: Cast) -> Iterator[Feature]:
    """A person dies once: two reports of the killing of one named person tell one event, whenever they came."""
    if not _kills_both(one, two):
        return
    left, right = ([c for c in e.actors + e.recipients if c in cast.entity] for e in (one, two))
    for a in left:
        if cast.chains[a].kind == "person" and cast.named[cast.entity[a]] and any(cast.fit(a, b) == 1.0 for b in right):
            yield Feature("killed once", 1.0, f"killed once only: {cast.words(a)}")
            return


def _numbers(one: Telling, two: Telling) -> Iterator[Feature]:
    """The same number of the same thing, or another."""
    a, b = one.counts, two.counts
    if not a or not b:
        return
    both = sorted(a.keys() & b.keys())
    same = [what for what in both if a[what] == b[what]]
    if same:
        yield Feature("same number", 1.0, f"the same number: {a[same[0]]:.15g} {same[0]}")
    elif both:
        yield Feature("other number", 1.0, f"numbers differ: {a[both[0]]:.15g} / {b[both[0]]:.15g} {both[0]}")


def _kills(event: EventView) -> bool:
    return any(w.startswith(matching().killing) for w in nm.words(event.evidence))


# -- wording, and what else the reports tell ---------------------------------------------------------------------------


def _wording(one: Telling, two: Telling, within: bool, told_of: Frequencies) -> Iterator[Feature]:
    """What the passages share; ``within`` one report what stands around them is shared by all."""
    weight = told_of.weight
    common = one.words & two.words
    if common:
        alike = fsum([weight[s] ** 2 for s in common]) / sqrt(one.squares * two.squares or 1.0)
        yield Feature("wording", round(min(1.0, alike), 3), f"passages share {len(common)} words")
        share = _share(common, weight, SHARED)
        yield Feature("words shared", share, lambda: f"the words shared count as {share * SHARED:.1f} rare ones")
    around = () if within else one.around & two.around
    if around:
        yield Feature("words around", _share(around, weight, SHARED_AROUND), f"{len(around)} words told around both")
    near_one, near_two = one.near, two.near
    both = near_one & near_two
    if both:
        share = len(both) / min(len(near_one), len(near_two))
        yield Feature("same names near", share, f"the same names in both sentences: {len(both)}")
        yield Feature("several names near", float(len(both) > 1), "several names in both sentences")
    elif near_one and near_two:
        yield Feature("other names near", 1.0, "other names in the two sentences")


def _share(common: Iterable[str], weight: Mapping[str, float], enough: int) -> float:
    return round(min(1.0, fsum(map(weight.__getitem__, common)) / enough), 3)


def _reports(one: EventView, two: EventView, scene: Scene) -> Iterator[Feature]:
    kind = class_of(one.kind)
    rivals = scene.crowd[one.report, kind] - (not one.faint) - (not two.faint)
    if one.report != two.report:
        rivals += scene.crowd[two.report, kind]
    if one.faint or two.faint:
        yield Feature("faint", 1.0, "one is told faintly")
    many = max(0, rivals)
    crowd = many / SOME if many < SOME else 1 + log2(many / SOME) / 4
    yield Feature("rivals", crowd, f"{rivals} more of this kind in the reports")
    if one.report != two.report:
        return
    yield Feature("one report", 1.0, "in one report")
    yield Feature("one report, words", float(one.kind in VERBAL), "in one report, acts by words")
    earlier, later = sorted((one, two), key=lambda v: v.at)
    if later.definite:
        yield Feature("points back", 1.0, f'"the {later.trigger}" points back')
    if any(scene.order[later.key] - scene.order[k] == 1 for k in earlier.keys if k in scene.order):
        yield Feature("last told", 1.0, "the last of this kind told before")
    if later.date_span is None:
        yield Feature("no date again", 1.0, "the later mention has no date of its own")
    if earlier.trigger_span and later.trigger_span and later.trigger_span.start - earlier.trigger_span.end < NEXT:
        yield Feature("close by", 1.0, "told close by")


def points_back(view: EventView) -> bool:
    """Whether a mention is of an act that its report has told: "the attack", with no date of its own."""
    return view.definite and view.kind not in VERBAL and view.date_span is None


def standing(view: EventView) -> str:
    """What is done, what one side says was done, and what is yet to come do not tell each other again."""
    return "open" if view.status in OPEN else "told" if view.status in ("alleged", "denied") else "done"


# -- the sum -----------------------------------------------------------------------------------------------------------


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature, and of ``bias``."""
    from communique.lexicon import table

    found: Mapping[str, float] = table("joining")["weights"]
    return found


def log_odds(found: Iterable[Feature]) -> float:
    """How strongly ``found`` speaks for one event: the logarithm of the odds."""
    known = weights()
    return known["bias"] + sum([known.get(f.name, 0.0) * f.value for f in found])


def told(found: Iterable[Feature]) -> str:
    """The reasons, those that weigh most first; what speaks against in brackets."""
    known = weights()
    weighed = sorted(((known.get(f.name, 0.0) * f.value, f.reason) for f in found), key=lambda p: (-p[0], p[1]))
    speaks = [reason for weight, reason in weighed if weight >= 0.1]
    against = [reason for weight, reason in reversed(weighed) if weight <= -0.3]
    return "; ".join((*speaks, *(f"(but {reason})" for reason in against)))
