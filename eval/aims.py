"""What the program was to reach beside what it does: a table made from the blocks of figures below it on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping

PARTS = ("collections", "held", "joins")
HEAD = (
    "| measure | aim | two annotators | measured | on collections of our own | not used to fit joining |",
    "|---|---|---|---|---|---|",
)
# What a reader is told, the aim, how far two annotators agree, and the measures.
ROWS = (
    ("event.plover F1", "0.65", "0.90", ("event.plover",)),
    ("event.strict F1", "0.40", "0.79", ("event.strict",)),
    ("event.status, right of those found", "0.88", "0.97", ("event.status",)),
    ("event.date, right of those found", "0.85", "0.97", ("event.date",)),
    ("event.place, right of those found", "0.75", "0.92", ("event.place",)),
    ("event.joined_across_reports", "0.75", "0.93", ("event.joined_across_reports",)),
    ("event.joins_right", "0.95", "0.97", ("event.joins_right",)),
    ("dispute F1", "0.50", "", ("dispute",)),
    ("reuse F1", "0.90", "", ("reuse",)),
    ("statement.found F1", "0.75", "0.90", ("statement.found",)),
    ("statement.speaker, right of those found", "0.90", "0.96", ("statement.speaker",)),
    ("entity.found F1", "0.75", "0.91", ("entity.found",)),
    ("entity.names_b3 F1", "0.92", "", ("entity.names_b3",)),
    ("entity.country, entity.sector", "0.95, 0.78", "", ("entity.country", "entity.sector")),
)
# The same for what no gold collection measures: aim, block, and the beginning of the line whose first number counts.
OTHERS = (
    ("reuse F1, passages rewritten at 30%", "0.90", "copies", "30% of the words edited: F1 "),
    ("pairs of names, precision", "0.95", "names", "all "),
    ("PLOVER sentences, current name found", "0.75", "sentences", "PLOVER gold sentences, "),
    ("precision of events shown, held-out sentences", "0.80", "reading", "event "),
)
SPEED = re.compile(r"of (\d+) words in .* ([0-9.]+) a second")

Page = Mapping[str, str]  # blocks of figures by name, as the page has them


def table(blocks: Page) -> str:
    """The table, each figure as the blocks tell it."""
    rows = [(told, aim, people, *(_means(blocks[part], names) for part in PARTS)) for told, aim, people, names in ROWS]
    rows += [(told, aim, "", f"{_numbers(blocks[b], start)[0]:.2f}", "", "") for told, aim, b, start in OTHERS]
    if found := SPEED.search(blocks["speed"]):
        rows.append((f"reports of {found[1]} words a second, two cores", "20", "", f"{float(found[2]):.0f}", "", ""))
    return "\n".join([*HEAD, *("".join(f"| {cell} " if cell else "| " for cell in row) + "|" for row in rows)])


def _means(block: str, names: tuple[str, ...]) -> str:
    return ", ".join(f"{_numbers(block, f'{name} ')[-1]:.2f}" for name in names)


def _numbers(block: str, start: str) -> list[float]:
    """The numbers of the line that begins with ``start``; the mean stands last."""
    line = next(line for line in block.splitlines() if line.startswith(start))
    return [float(n) for n in re.findall(r"\d+\.\d+", line.removeprefix(start))]
