"""Report ids as exported: the file's name without its ending, with ``_2`` where a record has two of that name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from communique.model.record import Evidence
from communique.model.report import Report
from communique.model.span import Span
from communique.model.time import Interval


def report_names(reports: Iterable[Report]) -> dict[str, str]:
    """Exported id by report id, unique, in the order of ``reports``."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for report in reports:
        name, n = report.name, 1
        while name in taken:
            n += 1
            name = f"{report.name}_{n}"
        taken.add(name)
        names[report.id] = name
    return names


def file_name(report: Report) -> str:
    """The last part of the path that the report was read from."""
    return PurePath(report.source).name


def days_json(interval: Interval) -> dict[str, str]:
    """Days as all formats write them."""
    return {"from": str(interval.start), "to": str(interval.end)}


def days_or_null(interval: Interval | None) -> dict[str, str] | None:
    """The same of days that may not be told."""
    return days_json(interval) if interval else None


def quote_json(report: str, span: Span, words: str) -> dict[str, str | int]:
    """A passage of a report (by its exported name) as formats write it that tell its characters."""
    return {"report": report, "from": span.start, "to": span.end, "quote": one_line(words)}


def quotes_json(names: Mapping[str, str], evidence: Iterable[Evidence]) -> list[dict[str, str | int]]:
    """Passages; ``names`` are the exported names of the reports by id."""
    return [quote_json(names[e.report], e.span, e.quote) for e in evidence]


def one_line(words: str) -> str:
    """A quote with line breaks written as one space."""
    return " ".join(words.split())


def printable(words: str) -> str:
    """`one_line` without control characters, which no reader of a format expects within a text.

    >>> printable("met in\\n  Baku\\x00")
    'met in Baku'
    """
    return one_line("".join(c for c in words if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs")))
