"""Maps drawn into the pages: outlines of countries, shaded ones, and circles for places, as SVG without any script."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from communique import reference
from communique.dossier import outlines
from communique.dossier.labels import Label, Sheet, text_width
from communique.dossier.marks import seen
from communique.dossier.outlines import Box, Ring, View

LEAST = 3.0  # pixels: the radius of the smallest circle, so that it can be hit
SHARE = 0.042  # of the map's shorter side: the radius of the largest
FINE = 2  # parts of a pixel in which lines are drawn
NEAR = 1.5  # pixels: a corner nearer to the last goes
TINY = 7.0  # pixels: a shaded country smaller than this gets a dot
ROOM = 2200.0  # square pixels: a country smaller than this is not named
SHADES = 4
NEARER = 4


@dataclass(frozen=True, slots=True)
class Point:
    """A circle: ``label`` is its name, ``told`` what a pointer reads over it, ``tone`` one of `balance.TONES`.

    ``wide``: a region, drawn as a ring at its middle. ``data`` is handed to the page's script as it stands.
    """

    latitude: float
    longitude: float
    count: int
    label: str
    told: str = ""
    href: str = ""
    tone: str = "none"
    wide: bool = False
    data: str = ""


@dataclass(frozen=True, slots=True)
class Shade:
    """A country that is shaded, darker the larger its ``count`` is among those of the map."""

    count: int
    label: str
    told: str = ""
    href: str = ""
    tone: str = "none"
    data: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle with its place and radius in pixels."""

    point: Point
    x: float
    y: float
    r: float


def world_map(
    points: Sequence[Point],
    countries: Mapping[str, Shade],
    size: tuple[int, int] = (1080, 560),
    *,
    title: str = "Map",
    names: bool = True,
    near: bool = False,
) -> Markup:
    """A map of ``size`` pixels, fitted to its points and to the shaded countries (by alpha-3 code).

    To a reader who does not see it, it is one picture called ``title``: put a list of the same beside it.
    ``names`` writes the names of places and of countries wherever there is room. ``near`` adds those that have room
    where the page's script shows a part of the map, `NEARER` times as large.
    """
    view = outlines.fit(_boxes(points, countries), size)
    largest = max((p.count for p in points), default=1)
    most = SHARE * min(size)
    ranked = sorted(points, key=lambda p: (-p.count, p.label, p.latitude, p.longitude))
    spots = [Spot(p, *view.nearest(p.longitude, p.latitude), radius(p.count, largest, most)) for p in ranked]
    busiest = '" data-near="{} {:.0f} {:.0f}'.format(NEARER, *_busiest(spots, view)) if near and spots else ""
    frame = (
        '<svg class="map" viewBox="0 0 {} {}" role="img" aria-label="{}" data-most="{:.1f}{}">'
        '<rect class="sea" width="{}" height="{}"/>'
    )
    parts = [Markup(frame).format(*size, seen(title), most, Markup(busiest), *size)]
    parts += _lands(view, countries)
    parts += map(_circle, spots)
    if names:
        parts += _names(view, countries, spots, 1)
    if near:
        parts += _names(view, countries, spots, NEARER)
    return Markup("\n").join([*parts, Markup("</svg>")])


def radius(count: int, largest: int, most: float) -> float:
    """The radius of a circle whose area stands for ``count`` where ``largest`` has the radius ``most``."""
    return max(LEAST, most * math.sqrt(count / largest))


def shade(count: int, largest: int) -> int:
    """How dark a country is, from 1 to `SHADES`; by the square root, for counts differ widely.

    >>> shade(1, 100), shade(30, 100), shade(100, 100)
    (1, 3, 4)
    """
    return max(1, math.ceil(SHADES * math.sqrt(count / largest)))


def _boxes(points: Sequence[Point], countries: Mapping[str, Shade]) -> Iterator[Box]:
    for point in points:
        yield Box(point.longitude, point.latitude, point.longitude, point.latitude)
    yield from (box for code in countries if (box := outlines.box_of(code)))


def _lands(view: View, countries: Mapping[str, Shade]) -> Iterator[Markup]:
    """All countries in view: those without a shade as one path, each other one by itself, above them."""
    plain, shaded = [], []
    largest = max((s.count for s in countries.values()), default=1)
    for code, rings in outlines.load().items():
        found = countries.get(code) if code else None
        if found is None:
            plain += [_path(line) for ring in rings for line in view.line(ring)]
        else:
            shaded.append(_shaded(view, rings, found, largest))
    inner = Markup('<path class="land" d="{}"/>').format("".join(plain))
    yield Markup('<g transform="scale({})">{}\n{}</g>').format(1 / FINE, inner, Markup("\n").join(shaded))


def _shaded(view: View, rings: Sequence[Ring], found: Shade, largest: int) -> Markup:
    lines = [line for ring in rings for line in view.line(ring)]
    name = f"land shade s{shade(found.count, largest)} t-{found.tone}"
    if not any(_extent(line) >= TINY for line in lines):
        box = rings[0].box
        x, y = view.nearest((box.west + box.east) / 2, (box.south + box.north) / 2)
        dot = '<circle class="{}" cx="{:.0f}" cy="{:.0f}" r="{:.0f}"{}>{}</circle>'
        shape = Markup(dot).format(name, x * FINE, y * FINE, TINY / 2 * FINE, *_about(found))
    else:
        path = '<path class="{}" d="{}"{}>{}</path>'
        shape = Markup(path).format(name, "".join(_path(line) for line in lines), *_about(found))
    return _linked(shape, found.href)


def _path(line: list[tuple[float, float]]) -> str:
    """A closed line in whole parts of pixels, each corner told from the one before; "" where nothing would be seen."""
    if len(line) < 3 or _extent(line) < 1:
        return ""
    x, y = round(line[0][0] * FINE), round(line[0][1] * FINE)
    steps = [f"M{x} {y}l"]
    for to_x, to_y in line[1:]:
        dx, dy = round(to_x * FINE) - x, round(to_y * FINE) - y
        if abs(dx) + abs(dy) >= NEAR * FINE:
            steps.append(f"{dx}{' ' if dy >= 0 else ''}{dy} ")
            x, y = x + dx, y + dy
    return "".join(steps).rstrip() + "z" if len(steps) > 2 else ""


def _extent(line: list[tuple[float, float]]) -> float:
    if not line:
        return 0.0
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _circle(spot: Spot) -> Markup:
    name = f"spot t-{spot.point.tone}{' wide' if spot.point.wide else ''}"
    shape = '<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"{}>{}</circle>'
    return _linked(Markup(shape).format(name, spot.x, spot.y, spot.r, *_about(spot.point)), spot.point.href)


def _busiest(spots: Sequence[Spot], view: View) -> tuple[float, float]:
    """The place around which most happens, as far as the nearer map would show."""
    wide, high = view.width / NEARER / 2, view.height / NEARER / 2

    def around(middle: Spot) -> int:
        return sum(s.point.count for s in spots if abs(s.x - middle.x) < wide and abs(s.y - middle.y) < high)

    best = max(spots, key=around)
    return best.x, best.y


def _about(found: Point | Shade) -> tuple[Markup, Markup]:
    """What the script reads, and what a pointer does."""
    data = Markup(' data-n="{}"').format(found.data) if found.data else Markup()
    return data, Markup("<title>{}</title>").format(seen(found.told or found.label))


def _linked(shape: Markup, href: str) -> Markup:
    """A link for the pointer only: by keyboard the list beside the map leads to the same."""
    return Markup('<a href="{}" tabindex="-1">{}</a>').format(href, shape) if href else shape


# -- names -------------------------------------------------------------------------------------------------------------


def _names(view: View, countries: Mapping[str, Shade], spots: Sequence[Spot], nearer: int) -> Iterator[Markup]:
    """Names of places, those with most events first, then of countries, wherever they cover nothing.

    On the map as shown ``nearer`` times as large; circles grow there by the root of that.
    """
    sheet = Sheet(view.width * nearer, view.height * nearer)
    held = [(s.point.label, s.x * nearer, s.y * nearer, s.r * math.sqrt(nearer)) for s in spots]
    for _, x, y, r in held:
        sheet.cover(x - r * 0.7, y - r * 0.7, x + r * 0.7, y + r * 0.7)
    yield Markup('<g class="names{}">').format(" nearer" if nearer > 1 else "")
    for label, x, y, r in held:
        if put := sheet.beside(seen(label), x, y, r):
            yield _text("", put, nearer)
    for name, x, y in _country_names(view, countries, nearer):
        if put := sheet.centred(seen(name), x, y):
            yield _text("country", put, nearer)
    yield Markup("</g>")


def _country_names(view: View, countries: Mapping[str, Shade], nearer: int) -> Iterator[tuple[str, float, float]]:
    """The countries that are large enough to be named, with the middle of what is seen of each."""
    tables = reference.load()
    for code, rings in outlines.load().items():
        known = tables.country_by_code(code) if code else None
        lines = [line for line in view.line(rings[0]) if len(line) > 2]
        if known is None or not lines:
            continue
        x, y, size = _middle(max(lines, key=_extent))
        name = countries[code].label if code in countries else known.name
        if size * nearer**2 >= max(ROOM, text_width(name) ** 2 / 3):
            yield name, x * nearer, y * nearer


def _middle(line: list[tuple[float, float]]) -> tuple[float, float, float]:
    """The centre of what a line encloses, and its size."""
    total = x = y = 0.0
    for (ax, ay), (bx, by) in zip(line, [*line[1:], line[0]], strict=True):
        cross = ax * by - bx * ay
        total, x, y = total + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    if not total:
        return *line[0], 0.0
    return x / (3 * total), y / (3 * total), abs(total) / 2


def _text(name: str, put: Label, nearer: int) -> Markup:
    x, y = f"{put.x / nearer:.{nearer > 1:d}f}", f"{put.y / nearer:.{nearer > 1:d}f}"
    named = Markup(' class="{}"').format(name) if name else Markup()
    anchor = Markup(' text-anchor="{}"').format(put.anchor) if put.anchor != "start" else Markup()
    return Markup('<text x="{}" y="{}"{}{}>{}</text>').format(x, y, named, anchor, put.text)
