"""The page of bodies: commissions, centres and missions, with their life."""

from __future__ import annotations

from collections.abc import Mapping

from communique.dossier.lifeline import life_line
from communique.dossier.registers.lives import cited_of, last_told, since, step_moments, told_on
from communique.dossier.registers.page import Card, Made, Page, small_map
from communique.record.wording import capital, when
from communique.registers.bodies import Body, bodies_on

ABOUT = "Commissions, centres and missions: who founded them, who is in them, where they sit, how they stand."
STANDS = {
    "planned": "Planned; no report tells that it was founded.",
    "founded": "Founded{on}; no report tells of its work.",
    "working": "At work{since}.",
    "ended": "Ended{on}.",
}


def page(made: Made) -> Page:
    """All bodies, those with most told of them first."""
    found = sorted(bodies_on(made.desk), key=lambda b: -len(b.steps))
    cards = tuple(_card(made, body, f"body-{n}") for n, body in enumerate(found, 1))
    cited = tuple(e for body in found for e in (*body.called, *cited_of(body.steps)))
    return Page("bodies", "Bodies", ABOUT, "body", "in a name or member", cards, cited, len(cards))


def _card(made: Made, body: Body, anchor: str) -> Card:
    moments = tuple(step_moments(body.steps, anchor))
    sides = tuple(dict.fromkeys((*body.members, *body.staff)))
    return Card(
        body,
        anchor,
        capital(body.name),
        body.standing or "planned",
        _stands(body, STANDS),
        life_line(moments, made.last, title=f"Life of {body.name}; as told below"),
        small_map(made.book, sides, [body.seat, *(s.place for s in body.steps)], f"Members and seat of {body.name}"),
        " ".join((*body.names, body.name, *(made.side(side) for side in sides), body.founded_by or "")),
    )


def _stands(body: Body, words: Mapping[str, str]) -> str:
    day = last_told(body.steps, body.standing or "")
    told = words.get(body.standing or "", "Nothing is told as done yet.").format(on=told_on(day), since=since(day))
    end = next((s.date for s in body.steps if s.step == "ended" and s.status == "planned" and s.date), None)
    return f"{told} It is to end {when(end)}." if end and body.standing != "ended" else told
