"""Whose truces reports tell of, and which tellings are of one truce."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from communique.model.record import Evidence
from communique.registers.desk import Desk
from communique.registers.truces.meant import Named
from communique.registers.truces.passages import Passage
from communique.registers.truces.sides import Cast, Key, Sides, named_in
from communique.registers.truces.steps import BEGINS, Telling
from communique.registers.truces.tellers import is_short

APART = timedelta(days=270)  # between the last that is told of a truce and the first of another
SOON = timedelta(days=2)  # by which what is agreed is signed
JOINT = ("signed", "agreed", "renewed")  # those that a side takes with another
OWN = ("signed", "agreed", "announced", "renewed")  # steps whose sentences tell whom a truce is between
Told = dict[str, tuple[Telling, ...]]


def named_of(cast: Cast, passages: Mapping[str, Sequence[Passage]]) -> tuple[Named, Named]:
    """In how many sentences each report names which sides: in all, and in those about a truce."""
    told = {r: [(p.is_about, key) for p in of for _, key in named_in(cast, p)] for r, of in passages.items()}
    return (
        {r: Counter(key for _, key in of) for r, of in told.items()},
        {r: Counter(key for is_about, key in of if is_about) for r, of in told.items()},
    )


def with_one_government(cast: Cast, tellings: Told, named: Named, about: Named) -> Told:
    """The tellings with the government that a group has a truce with, where none or a third was taken to be meant.

    A group is not in a second truce with a state that no sentence names as taking a step, while one with a government
    that is so named runs; unless its report tells of the truce with that state alone.
    """
    known = [(t, key) for of in tellings.values() for t in of for key in _named_states(cast, t)]

    def mended(telling: Telling) -> Telling:
        groups = {k for k in telling.sides if k[0] == "group"}
        by_name = {key for _, key in named_in(cast, telling.passage)}
        taken = [k for k in telling.sides if k[0] == "state" and k not in by_name]
        others = {key for t, key in known if groups & set(t.sides) and _are_near(t, telling)}
        if telling.earlier or not groups or len(others) != 1 or others & set(telling.sides):
            return telling
        (other,) = others
        report = telling.passage.report.id
        if len(telling.sides) == 1 and telling.step in JOINT and not set(about[report]) - {*groups, other}:
            return replace(telling, sides=(*telling.sides, other))
        if any(about[report][k] for k in taken) and not named[report][other]:
            return telling
        return replace(telling, sides=tuple(dict.fromkeys(other if k in taken else k for k in telling.sides)))

    return {report: tuple(mended(t) for t in of) for report, of in tellings.items()}


def _named_states(cast: Cast, telling: Telling) -> Sequence[Key]:
    """The states that the sentence of a step taken with others names as taking it."""
    if telling.step not in OWN or telling.earlier or telling.status not in ("happened", "planned"):
        return ()
    named = {key for _, key in named_in(cast, telling.passage)}
    return [k for k in telling.sides if k[0] == "state" and k in named]


def _are_near(telling: Telling, other: Telling) -> bool:
    first, second = telling.passage.report.published_on, other.passage.report.published_on
    return first is None or second is None or abs(first - second) <= APART


def watchers(desk: Desk, watching: Sequence[tuple[str, str | None, Evidence]]) -> set[str]:
    """Entities that watch truces, by what is told of them or by a part of such a name."""
    names = {name for name, _, _ in watching}
    short = {
        e.id for e in desk.entities.values() if e.kind == "organisation" and any(is_short(e.name, n) for n in names)
    }
    return short | {entity for _, entity, _ in watching if entity is not None}


def naming(
    sides: Sides, passages: Mapping[str, Sequence[Passage]], watching: Sequence[tuple[str, str | None, Evidence]]
) -> list[str]:
    """The reports that name these sides, or one of them and who watches their truce."""
    texts = {report: sides.cast.desk.reports[report].text for report in passages}
    named = {report: sides.named_by(text) for report, text in texts.items()}
    full = [r for r in passages if len(named[r]) >= min(2, len(sides.keys))]
    watchers = {name for name, _, quote in watching if quote.report in full}
    return [
        r for r in passages if r in full or (named[r] and any(n.casefold() in texts[r].casefold() for n in watchers))
    ]


def pairs(tellings: Told, named: Named) -> list[tuple[Key, ...]]:
    """The sets of sides that truces are told to be between; a side alone counts where no set has it."""
    counts: Counter[tuple[Key, ...]] = Counter()
    for of in tellings.values():
        for telling in of:
            sides = tuple(sorted(telling.sides))
            if telling.step in OWN and telling.status in ("happened", "planned") and not telling.earlier and sides:
                counts[sides] += 1
    whole = [keys for keys in counts if len(keys) > 1]
    kept = [k for k in whole if not any(set(o) < set(k) and counts[o] >= counts[k] for o in whole)]
    kept = [k for k in kept if not any(set(k) < set(o) for o in kept)]
    alone = [k for k in counts if len(k) == 1 and not _is_within(k, kept, tellings, named)]
    return sorted(kept, key=lambda k: (-counts[k], k)) + sorted(alone)


def _is_within(alone: tuple[Key, ...], kept: Sequence[tuple[Key, ...]], tellings: Told, named: Named) -> bool:
    """Whether all reports that tell of a side alone name another with which reports of about that time tell of one."""
    beside = {key for keys in kept if _is_near(keys, alone, tellings) for key in keys if key not in alone}
    reports = [r for r, of in tellings.items() if any(t.sides == alone for t in of)]
    return all(beside & set(named[r]) for r in reports)


def _is_near(keys: tuple[Key, ...], alone: tuple[Key, ...], tellings: Told) -> bool:
    """Whether a truce of a side and others is told of about when one of it alone is."""
    days = [
        [t.passage.report.published_on for of in tellings.values() for t in of if tuple(sorted(t.sides)) == which]
        for which in (keys, alone)
    ]
    first, second = ([day for day in of if day is not None] for of in days)
    return set(alone) <= set(keys) and any(abs(a - b) <= APART for a in first for b in second)


def answered(keys: tuple[Key, ...], tellings: Told, named: Named, about: Named, watchers: set[str]) -> tuple[Key, ...]:
    """The sides of a truce that one declares alone: with the one that most of its reports name.

    Of those that one of them names where it tells of the truce itself.
    """
    if len(keys) > 1:
        return keys
    reports = [r for r, of in tellings.items() if any(t.sides == keys and not t.earlier for t in of)]
    counts = Counter(key for r in reports for key in sorted(named[r]))
    near = {key for r in reports for key in about[r]}.difference(keys)
    others = [k for k in counts if k in near and k[1] not in watchers and "group" in (k[0], keys[0][0])]
    best = max(others, key=lambda k: (counts[k], k), default=None)
    return keys if best is None or 2 * counts[best] < len(reports) else tuple(sorted((*keys, best)))


def homes(sets: Sequence[Sides], tellings: Told, named: Named) -> dict[str, dict[Telling, Sides]]:
    """Of which truce each telling is, by report.

    Of the one whose sides it names; where several have these, or it names nobody, of that which its report tells most
    of. A telling of others is of none.
    """
    found: dict[str, dict[Telling, Sides]] = {}
    for report, of in tellings.items():
        ranked = sorted(sets, key=lambda s: (*_closeness(s, named[report], of), s.keys), reverse=True)
        found[report] = {}
        for telling in of:
            fits = [s for s in ranked if _fits(telling, s)]
            if fits:
                found[report][telling] = fits[0]
    return found


def _closeness(sides: Sides, named: Counter[Key], tellings: Sequence[Telling]) -> tuple[int, int, int]:
    """How much a report tells of a truce: named sides of it, tellings by them, mentions of the one named less."""
    told = sum(len(set(t.sides) & set(sides.keys)) for t in tellings if set(t.sides) <= set(sides.keys))
    return sum(1 for k in sides.keys if named[k]), told, min(named[k] for k in sides.keys)


def _fits(telling: Telling, sides: Sides) -> bool:
    others = set(telling.sides) - set(sides.keys)
    return not others or len(set(telling.sides) & set(sides.keys)) > 1


def of_sides(sides: Sides, homes: Mapping[str, Mapping[Telling, Sides]], naming: Sequence[str]) -> list[Telling]:
    """The tellings about a truce of these sides, in reports that name them."""
    return [telling for report in naming for telling, home in homes[report].items() if home is sides]


def apart(tellings: Sequence[Telling]) -> Iterator[list[Telling]]:
    """The tellings of truces between the same sides by time: a new one begins long after all of the one before."""
    dated = [t for t in tellings if t.interval is not None and t.status in ("happened", "planned")]
    files = _in_time([t for t in dated if not t.earlier])
    others: list[Telling] = []
    for telling in (t for t in dated if t.earlier):
        same = [f for f in files if any(_is_step(telling, other) for other in f)]
        (same[-1] if same else others).append(telling)
    files = sorted([*files, *_in_time(others)], key=lambda f: _start(f[0])) or ([[]] if tellings else [])
    for telling in (t for t in tellings if t.interval is None and not t.earlier):
        published = telling.passage.report.published_on
        near = [f for f in files if f and f[0].interval and (published is None or _start(f[0]) <= published)]
        (near[-1] if near else files[-1]).append(telling)
    yield from files


def settled(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings of one truce, with what was agreed as its signing; as announced, where it was signed later."""
    signed = [t for t in tellings if t.step == "signed" and not t.earlier and t.status in ("happened", "planned")]
    return [_settled(t, signed) if t.step == "agreed" else t for t in tellings]


def _settled(telling: Telling, signed: Sequence[Telling]) -> Telling:
    day = telling.interval.end if telling.interval else telling.passage.report.published_on
    later = any(o.interval is not None and day is not None and _start(o) - day > SOON for o in signed)
    return replace(telling, step="announced" if later else "signed")


def _is_step(telling: Telling, other: Telling) -> bool:
    same = telling.step == other.step and telling.interval is not None and other.interval is not None
    return same and telling.interval.overlaps(other.interval)  # type: ignore[union-attr, arg-type]


def _in_time(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Tellings parted where a new truce begins long after all of the one before."""
    files: list[list[Telling]] = []
    for telling in sorted(tellings, key=lambda t: (_start(t), t.passage.report.name, t.verb)):
        begins = telling.step in BEGINS and files and _start(telling) - max(_last(t) for t in files[-1]) > APART
        if begins or not files:
            files.append([])
        files[-1].append(telling)
    return files


def _start(telling: Telling) -> date:
    assert telling.interval is not None
    return telling.interval.start


def _last(telling: Telling) -> date:
    """The last day on which something is told of a truce: of a step long past none but its own."""
    published = telling.passage.report.published_on
    assert telling.interval is not None
    near = published is not None and published - telling.interval.end < APART
    return max(telling.interval.end, published) if near and published is not None else telling.interval.end
