"""Builds data/reference/people.json.gz from people.psv; forms that two people share are left out and listed.

Run from the repository root: ``python training/reference/build_people.py``.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from pathlib import Path

from build_actors import SECTORS
from common import rows, write_json

from communique.reference import fold, load

_OFFICE = re.compile(r"(?P<title>[^()]+?)\s*\(\s*(?P<start>[\d-]*)\s*to\s*(?P<end>[\d-]*|\?)\s*\)")
FAMILY_FIRST = frozenset("CHN TWN HKG KOR PRK VNM SGP KHM".split())
WRITTEN = "2025-12"  # month up to which open offices are held to go on
_DATE = re.compile(r"(?:\d{4}(?:-(?:0[1-9]|1[0-2]))?)?")


def offices(cell: str, name: str) -> list[list[str]]:
    """``"premier (2004-03 to 2008)"`` as ``[["premier", "2004-03", "2008"]]``; a start or an end may be empty."""
    found = []
    for part in filter(None, map(str.strip, cell.split(";"))):
        match = _OFFICE.fullmatch(part)
        if not match or not all(_DATE.fullmatch(match[which].strip("?")) for which in ("start", "end")):
            raise ValueError(f"{name}: cannot read the office {part!r}, expected 'title (YYYY-MM to YYYY-MM)'")
        if match["start"] and match["end"][:1].isdigit() and match["start"][:4] > match["end"][:4]:
            raise ValueError(f"{name}: {part!r} ends before it starts")
        title, country = elsewhere(match["title"].strip())
        found.append([title, match["start"], match["end"], *([country] if country else [])])
    return found


def elsewhere(title: str) -> tuple[str, str]:
    """An office and the country it was of: "defence minister of germany", "defence minister @DEU"."""
    office, _, code = title.partition(" @")
    if code:
        return office, code
    office, _, where = title.rpartition(" of ")
    words = where.removeprefix("the ")
    for name in (words.title(), words.upper()):
        found = load().country(name) if office else None
        if found and found.form in ("name", "former") and not (found.ambiguous and len(words) < 4):
            return office, found.alpha3
    return title, ""


def last_names(name: str, country: str) -> list[str]:
    """What papers call somebody after the first time: "Lavrov", "von der Leyen", "Xi"."""
    words = name.split()
    small = next((i for i, word in enumerate(words) if i and word[0].islower()), len(words) - 1)
    found = [words[-1], " ".join(words[small:])]
    if country in FAMILY_FIRST and len(words) > 1:
        found.append(words[0])
    return list(dict.fromkeys(fold(word) for word in found))


def means_others(words: str, name: str, surnames: Counter[str]) -> bool:
    """Whether a single word is not enough to tell somebody: a surname that others bear, a place, a body."""
    if " " in words or words == name:
        return False
    known = load()
    others = surnames[fold(words)] - (fold(words) == fold(name.split()[-1]))
    return others > 0 or bool(known.country(words) or known.place(words) or known.actor(words))


def build() -> Path:
    """Writes people and their forms."""
    told = list(rows("people.psv", 5))
    surnames = Counter(fold(name.split()[-1]) for name, *_ in told)
    people: list[object] = []
    owners: dict[str, set[int]] = defaultdict(set)
    for name, others, country, sector, held in told:
        if sector not in SECTORS or len(country) != 3 or not country.isupper():
            raise ValueError(f"{name}: met country {country!r}, sector {sector!r}")
        for words in [name, *filter(None, map(str.strip, others.split(";")))]:
            if means_others(words, name, surnames):
                continue
            owners[fold(words)].add(len(people))
        people.append([name, last_names(name, country), country, sector, offices(held, name)])
    forms = [[key, number] for key, found in owners.items() if len(found) == 1 for number in found]
    for key, found in owners.items():
        if len(found) > 1:
            print(f"{key}: {' / '.join(str(people[number]) for number in sorted(found))}")
    print(f"{len(people)} people, {len(forms)} forms")
    path = write_json("people.json", {"written": [WRITTEN], "people": people, "forms": forms})
    packed = path.with_suffix(".json.gz")
    packed.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    path.unlink()
    return packed


if __name__ == "__main__":
    print(build())
