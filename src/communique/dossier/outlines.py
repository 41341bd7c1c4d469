"""The outlines of countries, and the piece of the world that a map shows.

The lines are Natural Earth's (see ``data/reference/NOTICE.md``). The projection is equirectangular, true to scale along
the middle of what is shown: plain, and good enough for a page's width.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FULL = 360.0
WORLD = (-169.0, 191.0)  # where the whole world is cut: in the Bering Strait
NEAREST = 5.0  # degrees of latitude that a map shows at least: nearer, the lines are too coarse
MARGIN = 0.1  # what is left free on each side
FLATTEST = 38.0  # the latitude to whose scale the whole world is drawn
POLES = (-62.0, 84.0)  # beyond these the world's map has only ice

Point = tuple[float, float]  # longitude and latitude


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the world in degrees; ``east`` is beyond 180 where it crosses that line."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line with the box around it."""

    points: tuple[Point, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows: the degrees at its upper left corner, and how many pixels a degree has."""

    west: float
    north: float
    across: float
    down: float
    width: int
    height: int

    @property
    def box(self) -> Box:
        """The degrees shown."""
        return Box(self.west, self.north - self.height / self.down, self.west + self.width / self.across, self.north)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place lies, in pixels; it may lie outside."""
        return (lon - self.west) * self.across, (self.north - lat) * self.down

    def nearest(self, lon: float, lat: float) -> tuple[float, float]:
        """As `at`, by the turn around the globe that brings the place into view."""
        return self.at(self.west + (lon - self.west) % FULL, lat)

    def line(self, ring: Ring) -> Iterator[list[tuple[float, float]]]:
        """The ring in pixels, cut at the map's edge: once for each turn around the globe that brings it into view."""
        shown, edge = self.box, 3 / self.across
        for turn in (-FULL, 0.0, FULL):
            box = ring.box
            west, east = box.west + turn, box.east + turn
            if west > shown.east or east < shown.west or box.south > shown.north or box.north < shown.south:
                continue
            points = [(lon + turn, lat) for lon, lat in ring.points]
            if west < shown.west or east > shown.east or box.south < shown.south or box.north > shown.north:
                points = _cut(points, Box(shown.west - edge, shown.south - edge, shown.east + edge, shown.north + edge))
            yield [self.at(lon, lat) for lon, lat in points]


@cache
def load() -> dict[str, tuple[Ring, ...]]:
    """By alpha-3 code: a country's rings, the largest first; under "" what has no code of its own.

    >>> load()["AZE"][0].box.west
    45.0
    """
    path = files("communique").joinpath("data", "reference", "outlines.json.gz")
    table = json.loads(gzip.decompress(path.read_bytes()))
    lines = [tuple(_points(steps, table["unit"])) for steps in table["lines"]]
    found: dict[str, list[Ring]] = {}
    for code, rings in table["countries"]:
        found.setdefault(code, []).extend(_ring(numbers, lines) for numbers in rings)
    return {code: tuple(sorted(rings, key=lambda r: -_size(r.box))) for code, rings in found.items()}


def box_of(code: str) -> Box | None:
    """The box around a country's main land; None where no outline is known.

    >>> box_of("FRA").west > -6
    True
    """
    rings = load().get(code) if code else None
    return rings[0].box if rings else None


def fit(boxes: Iterable[Box], size: tuple[int, int]) -> View:
    """The view of ``size`` pixels that shows all boxes with a margin; without boxes, the world."""
    held = sorted(boxes, key=lambda b: (b.west % FULL, b.east - b.west, b.south, b.north))
    if not held:
        held = [Box(*WORLD[:1], POLES[0], WORLD[1], POLES[1])]
    west, east = _turn(held)
    south, north = min(b.south for b in held), max(b.north for b in held)
    low = max(NEAREST - (north - south), 0) / 2 + (north - south) * MARGIN
    south, north = max(south - low, -90.0), min(north + low, 90.0)
    middle = (south + north) / 2 if north - south < 90 else FLATTEST
    flat = math.cos(math.radians(min(abs(middle), 75.0)))
    aside = max(NEAREST - (east - west), 0) / 2 + (east - west) * MARGIN
    west, east = (west - aside, east + aside) if east - west + 2 * aside < FULL else WORLD
    down = min(size[0] / ((east - west) * flat), size[1] / (north - south))
    wide, high = size[0] / (down * flat), size[1] / down
    top = (south + north + high) / 2
    if high < 180:  # no more sky above the pole than there must be
        top = max(min(top, 90.0), high - 90.0)
    return View((west + east - wide) / 2, top, down * flat, down, *size)


def _turn(boxes: list[Box]) -> tuple[float, float]:
    """The shortest stretch around the globe that holds all boxes, begun where most of the globe lies empty before."""
    start = boxes[0].west % FULL
    reach, gap, west = start + boxes[0].east - boxes[0].west, 0.0, start
    last = reach
    for box in boxes[1:]:
        begins = box.west % FULL
        if begins - reach > gap:
            gap, west, last = begins - reach, begins, reach
        reach = max(reach, begins + box.east - box.west)
    if start + FULL - reach >= gap:
        gap, west, last = start + FULL - reach, start, reach
    else:
        last += FULL
    if gap < 50:
        return WORLD
    turn = FULL if west > 180 else 0.0
    return west - turn, last - turn


def _points(steps: list[int], unit: int) -> Iterator[Point]:
    x = y = 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / unit, y / unit


def _ring(numbers: list[int], lines: list[tuple[Point, ...]]) -> Ring:
    """The lines of a ring put together; each begins where the one before ends."""
    points = list(_unrolled(p for n in numbers for p in (lines[n] if n >= 0 else lines[~n][::-1])[:-1]))
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return Ring(tuple(points), Box(min(lons), min(lats), max(lons), max(lats)))


def _unrolled(points: Iterable[Point]) -> Iterator[Point]:
    """Points without the leap from 180 to -180 degrees: the Chukchi Peninsula lies at 190, not at the other end."""
    turn, last = 0.0, None
    for lon, lat in points:
        if last is not None and abs(lon - last) > FULL / 2:
            turn += FULL if lon < last else -FULL
        last = lon
        yield lon + turn, lat


def _size(box: Box) -> float:
    return (box.east - box.west) * (box.north - box.south) * math.cos(math.radians((box.north + box.south) / 2))


def _cut(points: list[Point], box: Box) -> list[Point]:
    """What of a closed line lies within a box, closed along its edges (as Sutherland and Hodgman have it)."""
    for axis, bound, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        points = list(_cut_at(points, axis, bound, sign))
    return points


def _cut_at(points: list[Point], axis: int, bound: float, sign: int) -> Iterator[Point]:
    for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
        inside, was = (point[axis] - bound) * sign >= 0, (before[axis] - bound) * sign >= 0
        if inside != was:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            yield (bound, other) if axis == 0 else (other, bound)
        if inside:
            yield point
