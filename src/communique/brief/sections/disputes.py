"""What is told differently: each point with its values side by side, and who tells which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.brief.desk import Desk, Pair
from communique.brief.tree import Sentence
from communique.brief.wording import cited, clause, opened, put, speaker_at, words
from communique.dossier.accounts import Value, account
from communique.dossier.narrative import weight
from communique.model.record import Dispute, Event, Evidence
from communique.record.summary import named
from communique.record.wording import listed

MOST = 10
TELLERS = 3


def disputes(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    """The weightier points, each followed by a line for every value; none is picked."""
    ranked = sorted(pair.disputes, key=lambda d: (-weight(desk.book, desk.events[d.event]), d.id))
    best = {dispute.id for dispute in ranked[:MOST]}
    kept = [dispute for dispute in pair.disputes if dispute.id in best]
    events = {event.id: event for event in pair.events}
    for dispute in kept:
        values = account(desk.book, dispute).values
        every = [e for value in values for e in value.evidence]
        yield Sentence(opened(_about(desk, dispute, events[dispute.event])), cited(desk, every))
        for value in values:
            is_last = dispute is kept[-1] and value is values[-1]
            yield _value(desk, dispute, value, len(pair.disputes) - len(kept) if is_last else 0)


def _about(desk: Desk, dispute: Dispute, event: Event) -> str:
    """What is told differently, and of which event: "date: Ada Brenn met Tomas Kell on 2 May 2021"."""
    return put("disputes", "about", what=dispute.about.partition(": ")[0], clause=clause(desk, event, is_dated=True))


def _value(desk: Desk, dispute: Dispute, value: Value, left: int) -> Sentence:
    told = words("disputes")[value.text] if dispute.prop == "status" else value.text
    text = put("disputes", "value", value=told, tellers=_tellers(desk, value.evidence))
    return Sentence(
        opened(text),
        cited(desk, value.evidence),
        belongs=True,
        reports=value.reports,
        origins=value.origins,
        left=left,
    )


def _tellers(desk: Desk, evidence: Iterable[Evidence]) -> str:
    """The outlets, each with the one it lets speak: "Ada Brenn in Lantern"."""
    found: dict[str, None] = {}
    for e in evidence:
        outlet, speaker = desk.book.outlet(desk.reports[e.report]), speaker_at(desk, e)
        found[put("disputes", "teller", speaker=named(speaker), outlet=outlet) if speaker else outlet] = None
    return listed(list(found), TELLERS)
