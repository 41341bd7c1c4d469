"""The place of one act done in person lent to another."""

from __future__ import annotations

from datetime import date

import pytest

from communique.events.scene import with_scene
from communique.model.event import EventMention, Role
from communique.model.span import Span
from communique.model.time import Basis, Interval

OSLO = Role("place", "oslo", Span(20, 24))


def days(first: int, last: int) -> Interval:
    return Interval(date(2021, 5, first), date(2021, 5, last), "day", Basis.RESOLVED)


def event(
    kind: str, when: Interval | None, *parties: str, place: Role | None = None, role: str = "actor"
) -> EventMention:
    trigger = Span(0, 3)
    roles = tuple(Role(role, party, trigger) for party in parties)
    return EventMention(f"e{kind}", kind, trigger, trigger, 0, "happened", roles, when, place=place)


SITE = event("visit", days(4, 4), "berg", place=OSLO)


@pytest.mark.parametrize(
    ("other", "lent"),
    [
        (event("meeting", days(4, 4), "novak", "berg"), True),
        (event("meeting", days(4, 4), "berg", role="recipient"), True),
        (event("meeting", days(3, 4), "berg"), True),  # the two days meet
        (event("meeting", days(5, 5), "berg"), False),  # the day after
        (event("meeting", days(3, 5), "berg"), False),  # three days: anywhere
        (event("meeting", None, "berg"), False),
        (event("meeting", days(4, 4), "novak"), False),  # nobody in common
        (event("meeting", days(4, 4), "berg", role="witness"), False),  # no party
        (event("call", days(4, 4), "berg"), False),  # not done in person
    ],
)
def test_a_place_is_lent_to_acts_in_person_of_a_common_party_and_day(other: EventMention, lent: bool) -> None:
    placed = with_scene((SITE, other))[1]
    assert placed.place == (OSLO if lent else None)


@pytest.mark.parametrize(
    ("other", "meet"), [(days(4, 4), True), (days(1, 4), True), (days(5, 9), False), (days(1, 3), False)]
)
def test_intervals_overlap_where_a_day_lies_in_both(other: Interval, meet: bool) -> None:
    here = days(4, 4)
    assert (here.overlaps(other), other.overlaps(here)) == (meet, meet)
