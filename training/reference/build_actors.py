"""Builds data/reference/actors.json from actors.psv, and complains where one form names two actors unannounced.

Run from the repository root: ``python training/reference/build_actors.py``.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from common import form, forms, rows, write_json

from communique.reference import fold

SECTORS = frozenset("GOV MIL LEG JUD PTY OPP REB SPY COP BUS CVL LAB EDU MED REL NGO IGO REF ELI CRM UNS".split())
KINDS = frozenset({"organisation", "body"})


def check(name: str, kind: str, country: str, sector: str) -> None:
    """Refuses a row whose codes the annotation guide does not know."""
    if kind not in KINDS or (sector and sector not in SECTORS) or (country and len(country) != 3):
        raise ValueError(f"{name}: met kind {kind!r}, country {country!r}, sector {sector!r}")


def build() -> Path:
    """Writes actors and their forms."""
    actors: list[object] = []
    table: list[object] = []
    owners: dict[str, set[str]] = defaultdict(set)
    for cells in rows("actors.psv", 6):
        (name, senses), acronyms, others = form(cells[0]), forms(cells[1]), forms(cells[2])
        kind, country, sector = cells[3:]
        check(name, kind, country, sector)
        short = acronyms[0][0] if acronyms else ""
        seen: set[str] = set()
        for words, notes, case in (
            [(name, senses, "name")] + [(w, n, "acronym") for w, n in acronyms] + [(w, n, "name") for w, n in others]
        ):
            if (key := case + fold(words)) in seen:
                continue
            seen.add(key)
            owners[fold(words)].add(name)
            table.append([words, len(actors), case, notes])
        actors.append([name, short, kind, country, sector])
    for key, names in owners.items():
        if len(names) > 1:
            print(f"{key}: {', '.join(sorted(names))}")
    print(f"{len(actors)} actors, {len(table)} forms")
    return write_json("actors.json", {"actors": actors, "forms": table})


if __name__ == "__main__":
    print(build())
