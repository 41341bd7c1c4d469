"""Lines of time: where days stand, which silences are cut out, and that no name covers another."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, pairwise

import pytest

from communique.dossier.axis import axis
from communique.dossier.labels import stairs, text_width
from communique.dossier.lifeline import Moment, life_line
from tests.dossier.treaty import days

LAST = date(2022, 4, 11)
CROWD = [Moment(f"step {n}", "happened", days(date(2021, 3, 1 + n // 3)), "step", f"#s{n}") for n in range(12)]
TEXT = re.compile(r'<text x="([\d.]+)" y="([\d.]+)">(.*?) <tspan>(.*?)</tspan>')


def test_days_stand_in_their_order_within_the_axis() -> None:
    told = [date(2020, 1, 5), date(2020, 2, 1), date(2021, 6, 30), date(2021, 7, 1)]
    found = axis(told, 10, 500)
    places = [found.x(day) for day in told]
    assert places == sorted(places) and places[0] > 10 and places[-1] < 500


def test_a_long_silence_is_cut_out_and_a_short_one_is_not() -> None:
    far = axis([date(1991, 5, 1), date(2020, 1, 1), date(2020, 12, 1)], 0, 800)
    assert [piece.cut for piece in far.pieces] == [False, True, False]
    assert all(a.last == b.first and a.right == b.left for a, b in pairwise(far.pieces))
    assert far.x(date(2020, 12, 1)) - far.x(date(2020, 1, 1)) > 400  # the days that matter keep their room
    assert len(axis([date(2018, 5, 1), date(2020, 1, 1), date(2021, 12, 1)], 0, 800).pieces) == 1


@pytest.mark.parametrize("told", [[date(2021, 5, 3)], [date(1, 1, 1), date(2021, 1, 1)], [date(2021, 1, 1), date.max]])
def test_an_axis_is_made_of_any_days(told: list[date]) -> None:
    found = axis(told, 0, 300)
    assert all(0 <= found.x(day) <= 300 for day in told)


def test_ticks_keep_apart_and_are_firsts_of_months_or_years() -> None:
    for last in (date(2021, 5, 1), date(2022, 5, 1), date(2071, 5, 1)):
        ticks = axis([date(2021, 3, 10), last], 0, 700).ticks
        assert ticks and all(b.x - a.x > 50 for a, b in pairwise(ticks))


def test_names_never_cover_each_other_however_many_fall_on_one_day() -> None:
    found = TEXT.findall(str(life_line(CROWD, LAST, title="Life")))
    assert len(found) == len(CROWD) + 1  # and the last report
    boxes = [(float(x), float(y), float(x) + text_width(f"{a} {b}"), float(y) + 12) for x, y, a, b in found]
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_names_stay_within_the_drawing() -> None:
    drawn = str(life_line([Moment("a step with a long name", "planned", days(date(2030, 1, 1)))], LAST, title="Life"))
    width = float(re.search(r'viewBox="0 0 (\d+)', drawn)[1])  # type: ignore[index]
    assert all(float(x) + text_width(f"{a} {b}") <= width for x, _, a, b in TEXT.findall(drawn))


def test_stairs_leave_the_way_down_free() -> None:
    spots = [(float(x), 60.0) for x in (0, 10, 15, 70, 72, 300)]
    rows = stairs(spots)
    for k, (left, _) in enumerate(spots):
        under = [rows[n] for n in range(k) if spots[n][0] + spots[n][1] > left]
        assert all(row > rows[k] for row in under)


def test_marks_differ_by_status_and_uncertain_days_are_bars() -> None:
    def drawn(status: str, shape: str = "step", when: tuple[date, ...] = (date(2021, 5, 3),)) -> str:
        return str(life_line([Moment("signed", status, days(*when), shape)], LAST, title="Life"))

    for shape in ("step", "due"):
        assert len({drawn(s, shape).split("</title>")[1] for s in ("happened", "planned", "alleged", "denied")}) == 4
    assert 'class="may' not in drawn("happened")
    assert 'class="may' in drawn("happened", when=(date(2021, 5, 1), date(2021, 5, 31)))


def test_the_drawing_is_a_picture_with_a_name_and_nothing_in_it_runs() -> None:
    hostile = Moment("</text><script>alert(1)</script>", "happened", days(date(2021, 5, 3)), "step", '#"><script>')
    drawn = str(life_line([hostile], LAST, title='Life "of" <b>'))
    assert drawn.startswith('<svg class="life"') and 'role="img"' in drawn
    assert "<script" not in drawn and "<b>" not in drawn
    assert life_line([], LAST, title="Life") == ""


def test_the_same_moments_give_the_same_drawing_in_any_order() -> None:
    assert life_line(CROWD, LAST, title="Life") == life_line(CROWD[::-1], LAST, title="Life")
