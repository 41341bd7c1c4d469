"""Places lent from one act to another, and acts at home."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from communique.events.scene import with_scene
from communique.model.entity import Attribute, Chain, Mention
from communique.model.event import EventMention, Role
from communique.model.report import Found, Report
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
    placed = with_scene((SITE, replace(other, sentence=9)))[1]  # far below
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
        (event("appointment", None, "police"), True),
        (event("appointment", None, "police", "berg"), False),  # two countries
        (event("resignation", None, "police"), False),  # may be written anywhere, and gold tells no place
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


def test_a_place_without_a_name_gives_way_to_a_named_one() -> None:
    """ "The building" of one sentence is in the town that the sentence before names."""
    mention = Mention(Span(0, 4), Span(0, 4), "place", "nominal", 0, 0)
    hall = Chain("hall", "place", Span(0, 4), (mention,))
    first = event("attack", days(4, 4), "berg", place=OSLO)
    second = replace(event("coercion", days(4, 4), "police", place=Role("place", "hall", Span(0, 4))), sentence=1)
    assert with_scene((first, second), (*CHAINS, hall))[1].place == OSLO
    (alone,) = with_scene((replace(second, kind="meeting"),), (*CHAINS, hall))
    assert alone.place and alone.place.chain == "hall"  # better than none
    lent = with_scene((replace(first, place=alone.place), replace(second, place=None, roles=())), (*CHAINS, hall))
    assert lent[1].place is None  # and lent to no other act


def test_a_country_gives_way_to_its_town_and_several_towns_lend_nothing() -> None:
    town, other = (replace(chain(c, "place", "PER"), id=c) for c in ("lima", "cusco"))
    known = (*CHAINS, town, other)
    country = event("visit", days(4, 4), "berg", place=Role("place", "peru", Span(0, 4)))
    lima = event("award", days(4, 4), "berg", place=Role("place", "lima", Span(5, 9)))
    cusco = event("agreement_signed", days(4, 4), "berg", place=Role("place", "cusco", Span(5, 9)))
    met = event("meeting", days(4, 4), "berg")
    placed = with_scene((country, lima, met), known)[2].place
    assert placed and placed.chain == "lima"
    assert with_scene((lima, cusco, met), known)[2].place is None


def test_a_journey_of_many_days_places_no_act_in_person() -> None:
    journey = event("visit", days(1, 9), "berg", place=OSLO)
    assert with_scene((journey, event("meeting", days(4, 4), "berg")))[1].place is None


def test_words_addressed_in_the_sentence_of_an_act_in_person_are_spoken_there() -> None:
    spoken = event("request", days(4, 4), "berg")
    people, states = (chain("berg", "person"),), (chain("berg", "country"),)
    assert with_scene((SITE, spoken), people)[1].place == OSLO
    assert with_scene((SITE, spoken), states)[1].place is None
    assert with_scene((SITE, replace(spoken, sentence=1)), people)[1].place is None  # may be a letter


@pytest.mark.parametrize(
    ("kind", "sentence", "when", "lent"),
    [
        ("agreement_signed", 1, days(4, 4), True),
        ("agreement_signed", 2, days(3, 4), True),
        ("agreement_signed", 3, days(4, 4), False),  # too far on
        ("agreement_signed", 1, days(5, 5), False),  # another day
        ("attack", 1, days(4, 4), False),  # not in person
    ],
)
def test_acts_in_person_of_a_day_go_on_where_the_sentence_before_has_them(
    kind: str, sentence: int, when: Interval, lent: bool
) -> None:
    """ "They met at Fort Amal. The pact was signed in the evening": whoever "they" are."""
    placed = with_scene((SITE, replace(event(kind, when, "novak"), sentence=sentence)))[1]
    assert placed.place == (OSLO if lent else None)


@pytest.mark.parametrize(
    ("told", "there"),
    [
        (event("attack", None, "depot", role="recipient"), "depot"),
        (event("attack", None, "peru", role="recipient"), "peru"),
        (event("attack", None, "peru", "depot", role="recipient"), "depot"),  # the narrower of the two
        (event("aid", None, "police", role="recipient"), None),  # no place
        (event("request", None, "peru", role="recipient"), None),  # words reach anywhere
        (event("attack", None, "peru"), None),  # where the attacker is from
    ],
)
def test_force_and_help_are_where_they_are_done_to(told: EventMention, there: str | None) -> None:
    (placed,) = with_scene((told,), (*CHAINS, chain("depot", "place", "PER")))
    assert (placed.place.chain if placed.place else None) == there


def test_what_is_struck_is_nearer_than_the_place_of_the_act_before() -> None:
    first = event("attack", days(4, 4), "berg", place=OSLO)
    second = replace(event("attack", None, "depot", role="recipient"), sentence=1)
    third = replace(event("attack", None, "peru", role="recipient"), sentence=1)
    placed = with_scene((first, second, third), (*CHAINS, chain("depot", "place", "PER")))
    assert [e.place.chain for e in placed if e.place] == ["oslo", "depot", "depot"]


REPORT = Report(
    "r1", "r1.txt", "r1.txt", "0" * 64, "Lima was calm.", (Span(0, 14),),
    published=Found("2021-05-04", "dateline"), dateline_place=Found("Lima, Peru", "dateline"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("told", "there"),
    [
        (event("meeting", days(4, 4), "police", "berg"), True),
        (event("meeting", days(3, 3), "police"), True),  # told the day after
        (event("meeting", days(2, 2), "police"), False),
        (event("meeting", days(5, 5), "police"), False),  # still to come
        (event("meeting", days(4, 4), "berg"), False),  # nobody of that country
        (event("meeting", days(3, 5), "police"), False),  # three days: anywhere
        (event("visit", days(4, 4), "police"), False),  # where visitors go, not whence
        (event("call", days(4, 4), "police"), False),  # not done in person
        (replace(event("meeting", days(4, 4), "police"), status="planned"), False),
        (replace(event("meeting", days(4, 4), "police"), place=OSLO), False),
    ],
)
def test_acts_in_person_of_the_day_are_where_the_report_was_sent_from(told: EventMention, there: bool) -> None:
    (placed,) = with_scene((told,), (*CHAINS, chain("lima", "place", "PER")), REPORT)
    assert (placed.place is not None and placed.place.chain == "lima") is there


@pytest.mark.parametrize("changed", [{"published": None}, {"dateline_place": None}, {"text": "Cuzco was calm"}])
def test_without_a_dated_dateline_of_a_town_that_is_told_no_place_is_lent(
    changed: dict[str, Found | str | None],
) -> None:
    report = replace(REPORT, **changed)  # type: ignore[arg-type]
    (placed,) = with_scene((event("meeting", days(4, 4), "police"),), (*CHAINS, chain("lima", "place", "PER")), report)
    assert placed.place is None
