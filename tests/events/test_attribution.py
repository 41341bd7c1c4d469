"""Who tells it: force told by one of its parties is alleged; the outlet's own telling and other acts stay."""

from __future__ import annotations

import pytest

from communique.events import with_tellers
from communique.model.entity import Attribute, Chain, Mention
from communique.model.event import EventMention, Role, StatementMention
from communique.model.span import Span


def chain(name: str, start: int, kind: str, country: str | None) -> Chain:
    span = Span(start, start + 3)
    home = Attribute(country, "told") if country else None
    return Chain(f"c{name}", kind, span, (Mention(span, span, kind, "name", 0, start),), country=home)


CHAINS = (
    chain("army", 0, "organisation", "KEN"),
    chain("president", 4, "person", "KEN"),
    chain("rebels", 8, "group", None),
    chain("observer", 12, "organisation", "FRA"),
)


def event(kind: str = "attack", status: str = "happened") -> EventMention:
    roles = (Role("actor", "crebels", Span(8, 11)), Role("recipient", "carmy", Span(0, 3)))
    return EventMention("e50-55", kind, Span(50, 55), Span(40, 70), 1, status, roles)


def said(speaker: str | None, start: int = 40, end: int = 70) -> StatementMention:
    role = Role("speaker", speaker, Span(0, 3)) if speaker else None
    return StatementMention(f"s{start}-{end}", Span(start, end), role, Span(30, 34), False, 1)


@pytest.mark.parametrize(
    ("told", "statement", "status"),
    [
        (event(), said("carmy"), "alleged"),  # the victim's own word
        (event(), said("crebels"), "alleged"),  # the attackers boast
        (event(), said("cpresident"), "alleged"),  # speaks for the army's country
        (event(), said("cobserver"), "happened"),  # a third party
        (event(), said(None), "happened"),  # nobody known to speak
        (event(), said("carmy", 80, 99), "happened"),  # said of something else
        (event("meeting"), said("carmy"), "happened"),  # an official's act told by the official is what it is
        (event(status="planned"), said("carmy"), "planned"),  # what has a status keeps it
    ],
)
def test_force_told_by_a_party(told: EventMention, statement: StatementMention, status: str) -> None:
    (found,) = with_tellers((told,), (statement,), CHAINS)
    assert found.status == status
    assert (found.status_span == statement.cue) == (status == "alleged")
