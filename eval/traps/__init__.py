"""Short cases that invite a mistake, by group: what must be read in each, and what must not.

`traps.toml` holds the cases, `open.txt` the ids of those still fallen into; the tests hold both to the program.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique.model.analysis import Analysis
from communique.model.event import EventMention
from communique.pipeline import Tools, read_report
from eval.texts import as_report

FOLDER = Path(__file__).parent
OPEN = FOLDER / "open.txt"


@dataclass(frozen=True)
class Case:
    """A text with the events that a careful reader codes ("kind status word") and plain mistakes ("kind status")."""

    id: str
    group: str
    published: str
    text: str
    events: tuple[str, ...]
    never: tuple[str, ...]
    date: tuple[str, ...] = ()


@cache
def cases() -> tuple[Case, ...]:
    """All cases in the order of the file."""
    with (FOLDER / "traps.toml").open("rb") as file:
        rows = tomllib.load(file)["case"]
    return tuple(Case(**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}) for row in rows)


def known_open() -> frozenset[str]:
    """Ids of the cases that are known to be fallen into."""
    return frozenset(OPEN.read_text(encoding="utf-8").split()) if OPEN.exists() else frozenset()


def read(case: Case, tools: Tools) -> Analysis:
    """What is read in a case, as a report of its own."""
    return read_report(as_report(case.id, case.text, case.published), tools)


def mistakes(case: Case, events: Sequence[EventMention]) -> list[str]:
    """The plain mistakes that were made: "clash happened"."""
    told = [f"{e.kind} {e.status}" for e in events]
    return [t for t in told if any(t == n or (n.endswith(" *") and t.split()[0] == n.split()[0]) for n in case.never)]


def found(case: Case, events: Sequence[EventMention]) -> list[bool]:
    """For each event to be read whether its kind is, and then whether with its status."""
    told = {(e.kind, e.status) for e in events}
    return [(kind, status) in told for kind, status, *_ in (event.split() for event in case.events)]


def report(tools: Tools) -> str:
    """By group: cases without a plain mistake, and events read with their status."""
    counts: Counter[str] = Counter()
    for case in cases():
        events = read(case, tools).events
        right = found(case, events)
        for name in (case.group, "all"):
            counts.update({f"{name} cases": 1, f"{name} avoided": int(not mistakes(case, events))})
            counts.update({f"{name} events": len(right), f"{name} found": sum(right)})
    lines = [f"{'':14}{'avoided':>10}{'cases':>8}{'found':>10}{'events':>8}"]
    for group in (*dict.fromkeys(case.group for case in cases()), "all"):
        avoided, all_cases, right_, told = (counts[f"{group} {n}"] for n in ("avoided", "cases", "found", "events"))
        lines.append(f"{group:14}{avoided:>10}{all_cases:>8}{right_:>10}{told:>8}")
    return "\n".join(lines)
