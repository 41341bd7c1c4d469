"""Whose truces reports tell of, and which tellings are of one truce."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from communique.model.record import Evidence
from communique.registers.desk import Desk
from communique.registers.truces.passages import Passage
from communique.registers.truces.sides import Cast, Key, Sides, named_in
from communique.registers.truces.steps import BEGINS, Telling
from communique.registers.truces.tellers import is_short

APART = timedelta(days=270)  # between the last that is told of a truce and the first of another
OWN = ("signed", "announced", "renewed")  # steps whose sentences tell whom a truce is between
Told = dict[str, tuple[Telling, ...]]


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


def pairs(tellings: Told) -> list[tuple[Key, ...]]:
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
    alone = [k for k in counts if len(k) == 1 and not any(set(k) <= set(o) for o in kept)]
    return sorted(kept, key=lambda k: (-counts[k], k)) + sorted(alone)


def answered(
    cast: Cast, keys: tuple[Key, ...], tellings: Told, passages: Mapping[str, Sequence[Passage]], watchers: set[str]
) -> tuple[Key, ...]:
    """The sides of a truce that one declares alone: with the one that most of its reports name beside."""
    if len(keys) > 1:
        return keys
    reports = [r for r, of in tellings.items() if any(t.sides == keys and not t.earlier for t in of)]
    counts = Counter(key for r in reports for key in {k for p in passages[r] for _, k in named_in(cast, p)})
    others = [k for k in counts if k not in keys and k[1] not in watchers and "group" in (k[0], keys[0][0])]
    best = max(others, key=lambda k: (counts[k], k), default=None)
    return keys if best is None or 2 * counts[best] < len(reports) else tuple(sorted((*keys, best)))


def of_sides(sides: Sides, tellings: Told, naming: Sequence[str]) -> list[Telling]:
    """The tellings about a truce of these sides: naming them, or nobody in a report that tells of them."""
    found = []
    for report in naming:
        for telling in tellings[report]:
            others = [key for key in telling.sides if key not in sides.keys]
            if not telling.sides or len(others) < len(telling.sides):
                found.append(telling)
    return found


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
        near = [f for f in files if f and (published is None or _start(f[0]) <= published)]
        (near[-1] if near else files[-1]).append(telling)
    yield from files


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
