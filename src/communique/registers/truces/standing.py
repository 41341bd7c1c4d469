"""How a truce stands on any day, by its steps and by who tells which breaches.

- It **holds** from the day on which it takes effect; where none is told, from that on which it was declared or signed.
- It is **disputed** from the first grave breach that anybody tells: of a charge by one side, of charges by both, and of
  what the monitor finds, the truce may yet survive. A breach is grave unless told to have hurt nobody.
- It is **broken** where a report or the monitor says in its own words that it was broken or broke down: on the day
  told, else on that on which the last violence before began.
- It **holds again** after that from the day on which a report, the monitor or both sides say that it is holding.
- It is **renewed** from the day on which a broken or ended truce is renewed, and holds again when that takes effect; a
  truce in doubt that is prolonged holds from that day.
- It is **ended** where it is told to have run out, or a side declares it over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from communique.model.record import Evidence
from communique.registers.truces.model import Ceasefire, Standing, Step, Violation

DONE = "happened"
# What each step makes of a truce; a truce agreed on anew after it was broken is renewed.
WORDS = {"announced": "agreed", "signed": "agreed", "in_force": "holds", "renewed": "renewed", "ended": "ended"}
QUIET = 3  # days without violence that part one outbreak of it from another
EXACT = 7  # days within which an incident's time tells a day


def standing_on(ceasefire: Ceasefire, day: date) -> Standing | None:
    """How a truce stands on a day, as far as the record tells; None before it begins."""
    return next((s for s in reversed(ceasefire.standings) if s.since <= day), None)


def standings(
    steps: Sequence[Step], violations: Sequence[Violation], broken: Sequence[Step], held: Sequence[Step] = ()
) -> tuple[Standing, ...]:
    """The days on which its standing changes.

    ``broken`` are tellings in a neutral's own words that it broke down, ``held`` those in a neutral's or both sides'
    that it was holding.
    """
    done = sorted((s for s in steps if s.status == DONE and s.step in WORDS), key=_day)
    found: list[Standing] = []
    for step in done:
        _add(found, step)
    for start, end in _phases(done):
        inside = [v for v in violations if start <= v.interval.start and (end is None or v.interval.start < end)]
        told = [s for s in broken if _is_within(s, start, end)]
        found += _doubts([v for v in inside if v.grave], told)
    found += [Standing(_day(s), "held", s.evidence) for s in held]
    return tuple(_settled(sorted(found, key=lambda s: (s.since, ORDER.index(s.standing)))))


ORDER = ("held", "disputed", "broken", "ended", "agreed", "renewed", "holds")


def _day(step: Step) -> date:
    return step.interval.start


def _add(found: list[Standing], step: Step) -> None:
    found.append(Standing(step.interval.start, WORDS[step.step], step.evidence))


def _phases(done: Sequence[Step]) -> Iterator[tuple[date, date | None]]:
    """The times from taking effect, or being renewed, to the next renewal or end."""
    starts = [s for s in done if s.step in ("in_force", "renewed")]
    if not starts:
        return
    cuts = sorted({_day(starts[0]), *(_day(s) for s in done if s.step != "in_force" and _day(s) > _day(starts[0]))})
    for at, start in enumerate(cuts):
        yield start, cuts[at + 1] if at + 1 < len(cuts) else None


def _is_within(step: Step, start: date, end: date | None) -> bool:
    """Whether a breakdown is told of such a time; one told without a day was before what is told of that day."""
    day = _day(step)
    if step.is_published:
        return start < day and (end is None or day <= end)
    return start <= day and (end is None or day < end)


def _doubts(grave: Sequence[Violation], told: Sequence[Step]) -> Iterator[Standing]:
    """When a truce came to be disputed, and broken, within one such time."""
    charged = sorted(grave, key=lambda v: v.interval.start)
    days = _days(charged)
    broken = min((_broken_on(step, days) for step in told), default=None)
    if days and (broken is None or min(days) < broken):
        yield Standing(min(days), "disputed", _unique(e for v in charged for e in v.evidence))
    if broken is not None:
        because = [e for s in told for e in s.evidence] + [e for v in charged for e in v.evidence]
        yield Standing(broken, "broken", _unique(because))


def _broken_on(step: Step, days: Sequence[date]) -> date:
    """The day on which a truce that is told to have broken down did so.

    The day told; where none is, that on which the last violence told of before began.
    """
    if not step.is_published and step.interval.days <= EXACT:
        return _day(step)
    before = sorted({day for day in days if day <= step.interval.end}, reverse=True)
    if not before:
        return _day(step)
    first = before[0]
    for day in before[1:]:
        if (first - day).days > QUIET:
            break
        first = day
    return first


def _days(charged: Sequence[Violation]) -> list[date]:
    """The days of violations; a month counts from its first day where no incident is told within it."""
    exact = [v.interval for v in charged if v.interval.days <= EXACT]
    return [i.start for i in exact] + [
        v.interval.start
        for v in charged
        if v.interval.days > EXACT and not any(v.interval.overlaps(other) for other in exact)
    ]


def _settled(found: Iterable[Standing]) -> Iterator[Standing]:
    """Changes only: what was held to be so already changes nothing, a truce prolonged while it holds goes on."""
    now = ""
    for standing in found:
        word = standing.standing
        if word == "held":
            if now != "broken":
                continue
            word = "holds"
        if word == "agreed" and now not in ("broken", "ended"):
            continue
        word = "renewed" if word == "agreed" else word
        if word == "renewed":
            word = "holds" if now in ("holds", "disputed") else "renewed"
        if word == "disputed" and now in ("broken", "ended"):
            continue
        if word == "broken" and now == "ended":
            continue
        if word != now:
            yield Standing(standing.since, word, standing.because)
            now = word


def _unique(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))
