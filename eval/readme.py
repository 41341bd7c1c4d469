"""The figures in the README, written from the last measurement so that none is typed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eval.speed import Speed

README = Path(__file__).parent.parent / "README.md"
MARKS = ("<!-- figures: python -m eval -->", "<!-- end of figures -->")
# What a reader is told, the measure, and how far two independent codings agree (mean of four collections).
ROWS = (
    ("publisher, date and author of a report", "report.published", ""),
    ("entities found", "entity.found", "0.91"),
    ("events found, with the right PLOVER class", "event.plover", "0.90"),
    ("events found, with the right kind", "event.kind", ""),
    ("events found, with the right kind, parties and date", "event.strict", "0.79"),
    ("actors", "event.actors", "0.93"),
    ("recipients", "event.recipients", "0.87"),
    ("date", "event.date", "0.97"),
    ("place", "event.place", "0.92"),
    ("status", "event.status", "0.97"),
    ("events of several reports that are joined", "event.joined_across_reports", "0.93"),
    ("joined events that are rightly so", "event.joins_right", "0.97"),
    ("statements found", "statement.found", "0.90"),
    ("their speakers", "statement.speaker", "0.96"),
    ("shared passages found", "reuse", "0.92"),
    ("disputes found", "dispute", "0.93"),
    ("quotations that are verbatim", "evidence.verbatim", ""),
)


def write(means: Mapping[str, float], speed: Speed, words: int, workers: int) -> None:
    """Put the table and the line on speed between the marks of the README."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    figures = section(means, speed, words, workers)
    README.write_text(f"{before}{MARKS[0]}\n\n{figures}\n{MARKS[1]}{after}", encoding="utf-8")


def section(means: Mapping[str, float], speed: Speed, words: int, workers: int) -> str:
    """The table and the line on speed."""
    rows = "\n".join(f"| {told} | {means[name]:.2f} | {people} |" for told, name, people in ROWS)
    return (
        f"| measure | communique | two people |\n|---|---|---|\n{rows}\n\n"
        f"Speed, with {workers} processes on two cores: {speed.rate:.0f} reports of {words} words a second, start and\n"
        f"linking included. The largest process held {speed.peak_mb:.0f} MB; a record takes {speed.kb_a_report:.1f} kB "
        "a report beside\nits text.\n"
    )
