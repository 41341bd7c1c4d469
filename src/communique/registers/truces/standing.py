"""How a truce stands on any day, by its steps and by who tells which breaches.

- It **holds** from the day on which it takes effect; where none is told, from that on which it was declared or signed.
- It is **disputed** from the first breach that one side alone tells of the other.
- It is **broken** from the first grave breach where the monitor tells one, where each side tells one of the other, or
  where a report or the monitor says in its own words that the truce broke down. A breach is grave unless told to have
  hurt nobody.
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
EXACT = 7  # days within which an incident's time tells a day


def standing_on(ceasefire: Ceasefire, day: date) -> Standing | None:
    """How a truce stands on a day, as far as the record tells; None before it begins."""
    return next((s for s in reversed(ceasefire.standings) if s.since <= day), None)


def standings(steps: Sequence[Step], violations: Sequence[Violation], broken: Sequence[Step]) -> tuple[Standing, ...]:
    """The days on which its standing changes; ``broken`` are tellings in a neutral's own words that it broke down."""
    done = sorted((s for s in steps if s.status == DONE and s.step in WORDS), key=_day)
    found: list[Standing] = []
    for step in done:
        _add(found, step)
    for start, end in _phases(done):
        inside = [v for v in violations if start <= v.interval.start and (end is None or v.interval.start < end)]
        told = [s for s in broken if start <= _day(s) and (end is None or _day(s) < end)]
        found += _doubts([v for v in inside if v.grave], told)
    return tuple(_settled(sorted(found, key=lambda s: (s.since, ORDER.index(s.standing)))))


ORDER = ("disputed", "broken", "ended", "agreed", "renewed", "holds")


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


def _doubts(grave: Sequence[Violation], told: Sequence[Step]) -> Iterator[Standing]:
    """When a truce came to be disputed, and broken, within one such time."""
    charged = sorted((v for v in grave), key=lambda v: v.interval.start)
    accused = {v.accused for v in charged if v.teller == "party"}
    sure = [v for v in charged if v.teller == "monitor"]
    if told or sure or len(accused) > 1:
        days = _days(charged) or [_day(s) for s in told]
        because = [e for s in told for e in s.evidence] + [e for v in charged for e in v.evidence]
        yield Standing(min(days), "broken", _unique(because))
    elif accused:
        first = next(v for v in charged if v.teller == "party")
        yield Standing(first.interval.start, "disputed", _unique(e for v in charged for e in v.evidence))


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
