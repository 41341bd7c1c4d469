"""Places lent from one act to another, and acts at home."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from communique.events.scene import with_scene
from communique.model.entity import Attribute, Chain, Mention
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


def chain(ident: str, kind: str, country: str | None = None) -> Chain:
    home = Attribute(country, "told") if country else None
    mention = Mention(Span(0, 4), Span(0, 4), kind, "name", 0, 0)
    return Chain(ident, kind, Span(0, 4), (mention,), country=home)


CHAINS = (chain("peru", "country", "PER"), chain("police", "organisation", "PER"), chain("berg", "person", "NOR"))


@pytest.mark.parametrize(
    ("told", "home"),
    [
        (event("election", None, "police"), True),
        (event("coercion", None, "police"), True),
        (event("coercion", None, "police", "berg"), False),  # two countries
        (event("meeting", None, "police"), False),  # may be anywhere
        (event("election", None, "berg"), False),  # the country is not told of
    ],
)
def test_a_state_s_own_affairs_take_place_at_home(told: EventMention, home: bool) -> None:
    (placed,) = with_scene((told,), CHAINS)
    assert (placed.place.chain if placed.place else None) == ("peru" if home else None)


@pytest.mark.parametrize(
    ("kind", "sentence", "when", "lent"),
    [
        ("attack", 1, None, True),
        ("clash", 2, None, True),
        ("attack", 3, None, False),  # too far on
        ("attack", 1, days(9, 9), False),  # another day
        ("election", 1, None, False),  # no act on the spot
    ],
)
def test_force_told_next_to_a_placed_act_is_there_too(kind: str, sentence: int, when: Interval, lent: bool) -> None:
    first = event("attack", days(4, 4), "berg", place=OSLO)
    other = replace(event(kind, when, "berg"), sentence=sentence)
    assert (with_scene((first, other))[1].place == OSLO) is lent


def test_words_addressed_on_the_day_of_an_act_in_person_are_spoken_there() -> None:
    spoken = event("request", days(4, 4), "berg")
    people, states = (chain("berg", "person"),), (chain("berg", "country"),)
    assert with_scene((SITE, spoken), people)[1].place == OSLO
    assert with_scene((SITE, spoken), states)[1].place is None
