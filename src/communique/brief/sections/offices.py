"""Who speaks for whom: the holders of offices of each side, those who take part in its events first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from communique.brief.desk import Desk, Pair
from communique.brief.tree import Sentence
from communique.brief.wording import cited, put
from communique.model.record import Entity, Evidence
from communique.record.summary import named
from communique.record.wording import capital, date_words, listed, when
from communique.registers.offices import Holder, Office

MOST = 6  # of one side
SHARE = 0.2  # of the passages for the best known, that another office or holder needs to be named beside it


@dataclass(frozen=True)
class Held:
    """A person's time in an office, all terms taken together."""

    office: Office
    terms: tuple[Holder, ...]

    @property
    def person(self) -> str:
        """The holder (entity id)."""
        return self.terms[0].person

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The passages that show it."""
        return tuple(e for term in self.terms for e in term.evidence)


def offices(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    """Holders of offices of each side who had a part in what happened, and those whom its reports show last."""
    near = {e.report for event in pair.events for e in event.evidence}
    active = Counter(p.entity for e in pair.events for p in (*e.actors, *e.recipients))
    for side, _ in pair.sides:
        every = (held for office in desk.offices if _is_of(office, side) for held in _held(office, pair, active, near))
        found = sorted(
            _main(list(every)), key=lambda h: (-active[h.person], -len(h.evidence), h.office.office, h.person)
        )
        kept = found[:MOST]
        for held in kept:
            left = len(found) - len(kept) if held is kept[-1] else 0
            yield Sentence(_told(desk, held), cited(desk, held.evidence, 2), group=_heading(side), left=left)


def _heading(side: Entity) -> str:
    return capital(named(side))


def _is_of(office: Office, side: Entity) -> bool:
    if side.kind == "country" and side.country is not None:
        return office.country == side.country.value
    return office.body == side.id


def _held(office: Office, pair: Pair, active: Counter[str], near: set[str]) -> Iterator[Held]:
    """Those shown within the period who had a part in what happened; else the last, if reports of it (``near``) do."""
    first, last = pair.period
    within = [
        holder
        for holder in office.holders
        if (not first or str(holder.until.end) >= first) and (not last or str(holder.first.interval.start) <= last)
    ]
    terms: dict[str, list[Holder]] = {}
    for holder in within:
        is_near = any(e.report in near for e in holder.evidence)
        if active[holder.person] or (holder is within[-1] and is_near):
            terms.setdefault(holder.person, []).append(holder)
    yield from (Held(office, tuple(of)) for of in terms.values())


def _main(found: list[Held]) -> list[Held]:
    """``found`` without what few passages show of one who is far better known in another office."""
    best: dict[str, int] = {}
    for held in found:
        best[held.person] = max(best.get(held.person, 0), len(held.evidence))
    return [held for held in found if len(held.evidence) >= SHARE * best[held.person]]


def _told(desk: Desk, held: Held) -> str:
    first, last = held.terms[0], held.terms[-1]
    acting = all(term.acting for term in held.terms)
    office = put("offices", "acting", office=held.office.office) if acting else held.office.office
    others = listed(_others(desk, held))
    notes = (
        put("offices", "began", when=when(first.begins.interval)) if first.begins else "",
        put("offices", "ended", when=when(last.ends.interval)) if last.ends else "",
        put("offices", "disputed", others=others) if others else "",
    )
    told = {"name": first.name, "office": office, "notes": "".join(notes)}
    if first.first.interval == last.until:
        return put("offices", "shown_on", when=when(first.first.interval), **told)
    span = {"first": date_words(first.first.interval), "last": date_words(last.until)}
    return put("offices", "shown_span", **span, **told)


def _others(desk: Desk, held: Held) -> list[str]:
    """Others whom reports show in the office at the same time, by about as many passages."""
    passages = Counter({h.person: 0 for h in held.office.holders})
    for holder in held.office.holders:
        passages[holder.person] += len(holder.evidence)
    disputed = dict.fromkeys(other for term in held.terms for other in term.disputed_by)
    enough = SHARE * passages[held.person]
    return [desk.entities[other].name for other in disputed if other != held.person and passages[other] >= enough]
