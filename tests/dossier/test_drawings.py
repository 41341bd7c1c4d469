"""Maps and networks: what is drawn, where it lies, what it counts, and that nothing a report says gets out of hand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

import pytest

from communique.dossier import network, outlines, places
from communique.dossier.balance import Balance
from communique.dossier.book import Book, newest
from communique.dossier.graph import Drawing, around_svg, network_svg
from communique.dossier.layout import around, positions
from communique.dossier.maps import NEARER, Point, Shade, world_map
from communique.dossier.network import SIDE_BY_SIDE, Tie
from communique.model.record import Event, Part, Sourced
from tests.dossier.made_up import AMAR, ATTACK, EMPTY, HOSTILE_NAME, MEETING, ORLAND, RECORD, on

HUGE = (1080, 560)


def event(number: int, kind: str, actors: str = "", recipients: str = "", status: str = "happened") -> Event:
    return replace(
        MEETING,
        id=f"event-{number}",
        kind=kind,
        actors=tuple(Part("actor", name, ()) for name in actors.split()),
        recipients=tuple(Part("recipient", name, ()) for name in recipients.split()),
        statuses=(Sourced(status, ()),),
    )


def ties(*events: Event) -> dict[tuple[str, str], Tie]:
    return {(tie.one, tie.other): tie for tie in network.ties(events, lambda key: key)}


# -- outlines ----------------------------------------------------------------------------------------------------------


def test_a_place_lies_in_its_country_on_the_map() -> None:
    box = outlines.box_of("AZE")
    assert box is not None
    view = outlines.fit([box], (400, 300))
    x, y = view.nearest(49.89, 40.38)
    assert 0 < x < 400 and 0 < y < 300
    assert x > view.nearest(46.4, 40.7)[0]


@pytest.mark.parametrize(
    "lons", [(179.0, -179.0), (170.0, -160.0), (-75.0, 37.0), (0.0,), (-150.0, -30.0, 90.0, 150.0)]
)
def test_every_place_is_in_view_also_across_the_date_line(lons: tuple[float, ...]) -> None:
    boxes = [outlines.Box(lon, 10, lon, 12) for lon in lons]
    view = outlines.fit(boxes, HUGE)
    for lon in lons:
        x, y = view.nearest(lon, 11)
        assert 0 <= x <= HUGE[0] and 0 <= y <= HUGE[1]


def test_places_near_the_date_line_make_no_map_of_the_world() -> None:
    view = outlines.fit([outlines.Box(lon, -17, lon, -15) for lon in (178.0, -178.0)], HUGE)
    assert view.box.east - view.box.west < 30


def test_a_ring_across_the_date_line_does_not_leap() -> None:
    for rings in outlines.load().values():
        for ring in rings:
            lons = [lon for lon, _ in ring.points]
            assert max(abs(a - b) for a, b in pairwise(lons)) < 180


# -- maps --------------------------------------------------------------------------------------------------------------


def test_a_circle_covers_as_much_as_it_counts() -> None:
    drawn = world_map([Point(40, 45, 100, "Many"), Point(45, 55, 25, "Fewer")], {})
    many, fewer = map(float, re.findall(r'<circle[^>]* r="([\d.]+)"', drawn))
    assert many == pytest.approx(2 * fewer, abs=0.2)


def test_a_country_is_shaded_and_called_by_its_name() -> None:
    drawn = world_map([], {"AZE": Shade(3, "Azerbaijan", "Azerbaijan: 3 events", "#in-aze", "conflict")})
    assert 'class="land shade s4 t-conflict"' in drawn and "<title>Azerbaijan: 3 events</title>" in drawn
    assert '<a href="#in-aze" tabindex="-1">' in drawn


def test_a_country_too_small_to_be_seen_gets_a_dot() -> None:
    drawn = world_map([Point(40, -100, 1, "West"), Point(-30, 150, 1, "East")], {"BHR": Shade(1, "Bahrain")})
    assert re.search(r'<circle class="land shade[^>]*>', drawn)


def test_names_on_a_map_are_escaped() -> None:
    drawn = world_map([Point(1, 1, 1, HOSTILE_NAME + "\u202e", href='x"onclick="')], {}, title=HOSTILE_NAME, near=True)
    assert "<b " not in drawn and "</script" not in drawn and "\u202e" not in drawn and 'x"onclick' not in drawn


def test_a_map_without_places_is_the_world() -> None:
    assert "Brazil" in world_map([], {}) and "</svg>" in world_map([], {})


def test_nearer_names_are_written_apart() -> None:
    crowd = [Point(48 + at / 10, 2 + at / 10, 1, f"Town {at}") for at in range(12)]
    drawn = world_map([*crowd, Point(-30, 150, 1, "Far")], {}, near=True)
    far, near = drawn.split('<g class="names nearer">')
    assert near.count("Town") > far.count(">Town") - far.count("<title>Town") and f'data-near="{NEARER} ' in far


# -- places ------------------------------------------------------------------------------------------------------------


def at_places(*entities: object) -> Book:
    held = {e.id: e for e in RECORD.entities} | {e.id: e for e in entities}  # type: ignore[attr-defined]
    events = tuple(
        replace(MEETING, id=f"event-{n}", places=(Part("place", e.id, ()),))  # type: ignore[attr-defined]
        for n, e in enumerate(entities)
    )
    return Book(replace(RECORD, entities=tuple(held.values()), events=events))


def test_points_countries_and_what_the_map_cannot_show() -> None:
    known = replace(AMAR, coordinates=(40.0, 45.0))
    country = replace(ORLAND, id="azerbaijan", country=Sourced("AZE", ()))
    village = replace(AMAR, id="village", name="Village", country=Sourced("AZE", ()))
    lost = replace(AMAR, id="lost", name="Lost")
    held = places.atlas(at_places(known, country, village, lost))
    assert [spot.point for spot in held.points] == [(40.0, 45.0)]
    assert [(spot.code, len(spot.events)) for spot in held.countries] == [("AZE", 2)]
    assert [spot.name for spot in held.unplaced] == ["Lost"]


def test_each_event_counts_at_one_place_by_status_and_sort() -> None:
    held = places.atlas(at_places(replace(AMAR, coordinates=(40.0, 45.0))))
    (spot,) = held.points
    assert spot.data == "1,, ,, ,, ,,"
    assert held.placeless == 0 and places.atlas(Book(RECORD)).placeless == 4


def test_the_newest_come_first_and_the_undated_last() -> None:
    days = [replace(MEETING, id=str(n), dates=(on(date(2024, 5, n)),)) for n in (1, 2, 3)]
    undated = replace(MEETING, id="undated", dates=())
    assert [e.id for e in newest((*days, undated), 2)] == ["3", "2"]
    assert [e.id for e in newest((*days, undated), 9)] == ["3", "2", "1", "undated"]


# -- networks ----------------------------------------------------------------------------------------------------------


def test_an_event_ties_who_acts_to_whom_it_is_done() -> None:
    found = ties(event(1, "attack", "a", "b"), event(2, "visit", "b", "a"), event(3, "attack", "a", "a"))
    assert set(found) == {("a", "b")}
    assert found["a", "b"].balance == Balance(1, 1) and found["a", "b"].balance.tone == "mixed"


def test_who_attacks_a_third_together_is_not_at_odds() -> None:
    found = ties(event(1, "attack", "a b", "c"), event(2, "attack", "a b"))
    assert found["a", "b"].sorts == (SIDE_BY_SIDE, SIDE_BY_SIDE) and found["a", "b"].balance.tone == "none"
    assert found["a", "c"].balance.tone == "conflict"


def test_who_clashes_or_meets_does_it_with_one_another() -> None:
    found = ties(event(1, "clash", "a b"), event(2, "meeting", "a c"))
    assert found["a", "b"].balance.tone == "conflict" and found["a", "c"].balance.tone == "cooperation"


def test_an_event_counts_once_for_a_pair_and_not_where_denied() -> None:
    found = ties(event(1, "meeting", "a b", "a b"), event(2, "meeting", "a b", status="denied"))
    assert len(found["a", "b"].events) == 1


def test_countries_stand_for_those_who_act_for_them() -> None:
    codes = {"ada_brenn": "AZE", "tomas_kell": "TUR", "con": "IGO"}
    people = tuple(replace(e, country=Sourced(codes[e.id], ())) for e in RECORD.entities if e.id in codes)
    told = event(1, "meeting", " ".join(codes))
    (tie,) = network.of_countries(Book(replace(RECORD, entities=people, events=(told,))))
    assert (tie.one, tie.other) == ("AZE", "TUR")  # a body between states is of no country


def test_only_so_many_nodes_are_drawn_the_strongest_tied() -> None:
    weak = [event(n, "meeting", f"x{n} y{n}") for n in range(9)]
    strong = [event(20 + n, "meeting", "a b") for n in range(3)]
    held = network.network(network.ties([*weak, *strong], lambda key: key), nodes=4)
    assert len(held.nodes) == 4 and {"a", "b"} <= {node for node, _ in held.nodes} and len(held.left) == 16


def test_a_neighbourhood_holds_the_nearest_and_their_ties() -> None:
    told = [
        event(1, "meeting", "a b"),
        event(2, "meeting", "a c"),
        event(3, "attack", "b", "c"),
        event(4, "visit", "c", "d"),
    ]
    held = network.neighbourhood(network.by_node(network.ties(told, lambda key: key)), "a")
    assert [node for node, _ in held.nodes] == ["a", "b", "c"] and len(held.ties) == 3
    assert network.neighbourhood({}, "a").nodes == ()


def test_a_layout_is_the_same_twice_and_covers_no_name() -> None:
    boxes = [(90.0, 30.0)] * 30
    pulls = [(0, other, 1.0) for other in range(1, 30)]
    first = positions(pulls, boxes, (1000, 700))
    assert first == positions(pulls, boxes, (1000, 700))
    for (x, y), (to_x, to_y) in combinations(first, 2):
        assert abs(x - to_x) >= 85 or abs(y - to_y) >= 26
    assert all(45 <= x <= 955 and 15 <= y <= 685 for x, y in first)
    assert positions([], [], (10, 10)) == [] and positions([], [(2.0, 2.0)], (10, 10)) == [(5.0, 5.0)]


@pytest.mark.parametrize("others", [2, 3, 6])
def test_no_two_sit_opposite_each_other_around_one(others: int) -> None:
    (x, y), *found = around([], [(20.0, 20.0)] * (others + 1), (300, 300))
    for one, other in combinations(found, 2):
        assert abs((one[0] - x) * (other[1] - y) - (one[1] - y) * (other[0] - x)) > 100


def test_a_drawn_network_is_escaped_and_links_nodes_and_ties() -> None:
    held = network.network(network.ties([ATTACK], lambda key: key))
    drawing = Drawing(lambda key: HOSTILE_NAME, lambda key: f"{key}.html", lambda tie: "#tie")
    for drawn in (network_svg(held, drawing, title=HOSTILE_NAME), around_svg(held, drawing)):
        assert "<b " not in drawn and "</script" not in drawn
        assert 'href="orland.html"' in drawn and 'class="tie t-conflict" href="#tie"' in drawn


def test_nothing_to_draw_is_no_error() -> None:
    assert network.network(()).nodes == () and places.atlas(Book(EMPTY)).spots == ()
