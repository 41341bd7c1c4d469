"""PLOVER's gold sentences: is the event's name among the kinds found in its sentence? Never trained or tuned on.

`gsr_dev.json` holds 109 sentences of the CAMEO manual in PLOVER form (Open Event Data Alliance, CC BY-SA 4.0).
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from communique.model.event import PLOVER
from communique.pipeline import Tools, load_tools, read_report
from eval.texts import as_report

DATED = date(2000, 1, 1)  # the sentences carry no dates of their own


@dataclass(frozen=True)
class Named:
    """Sentences whose event was ``right``ly named, ``wrong``ly, or ``silent``ly passed over, by PLOVER name."""

    right: Counter[str]
    wrong: Counter[str]
    silent: Counter[str]

    @property
    def share(self) -> float:
        """The share of sentences with the right name among those found."""
        return self.right.total() / (self.right.total() + self.wrong.total() + self.silent.total())


def measure(path: Path) -> Named:
    """Read each sentence as a report of its own."""
    tools = load_tools()
    named = Named(Counter(), Counter(), Counter())
    for row in json.loads(path.read_text(encoding="utf-8")):
        found = names(row, tools)
        gold = row["event2021"]
        (named.right if gold in found else named.wrong if found else named.silent)[gold] += 1
    return named


def names(row: dict[str, Any], tools: Tools) -> set[str]:
    """The PLOVER names of the events found in one sentence."""
    report = as_report(row["id"], row["text"], DATED.isoformat())
    return {PLOVER[event.kind][0] for event in read_report(report, tools).events}


def report(path: Path) -> str:
    """The share, and what goes wrong most."""
    named = measure(path)
    missed = (named.wrong + named.silent).most_common(6)
    return (
        f"PLOVER gold sentences, current name among the kinds found: {named.share:.3f} "
        f"({named.right.total()} right, {named.wrong.total()} wrong, {named.silent.total()} with no event; "
        f"missed most: {', '.join(f'{name} {count}' for name, count in missed)})"
    )
