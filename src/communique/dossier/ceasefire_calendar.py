"""The calendar of a ceasefire as SVG: a box for each day in the colour and with the mark of how it stood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from communique.registers.truces.calendar import Day, Month, months
from communique.registers.truces.model import Ceasefire

# Each standing also has a mark, so that nobody needs the colours.
COLOURS = {"holds": "#cfe8cf", "disputed": "#f4e3a1", "broken": "#efb3ab", "renewed": "#c9dcf2", "ended": "#dddddd"}
MARKS = {"holds": "", "disputed": "?", "broken": "×", "renewed": "~", "ended": "–"}
CELL, HEAD, GAP, ACROSS = 26, 38, 18, 4  # pixels; months in a row
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WIDTH, HEIGHT = 7 * CELL, HEAD + 6 * CELL


def calendar_svg(truce: Ceasefire, last: date) -> str:
    """The calendar up to the day ``last`` as one SVG element that stands by itself; "" where no day is told.

    A violation is a dot in its day, a step a frame around it. What they are is told when one points at the day.
    """
    found = months(truce, last)
    if not found:
        return ""
    rows = -(-len(found) // ACROSS)
    across = min(ACROSS, len(found))
    width, height = across * (WIDTH + GAP) - GAP, rows * (HEIGHT + GAP) + CELL
    parts = [part for k, month in enumerate(found) for part in _month(month, *divmod(k, ACROSS))]
    drawn = "".join((*parts, *_legend(rows * (HEIGHT + GAP))))
    label = escape(f"Calendar of the {truce.name}", quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}"'
        f' viewBox="0 0 {max(width, 560)} {height}" font-family="sans-serif" font-size="11">{drawn}</svg>'
    )


def _month(month: Month, row: int, column: int) -> Iterator[str]:
    yield f'<g transform="translate({column * (WIDTH + GAP)} {row * (HEIGHT + GAP)})">'
    yield f'<text x="0" y="12" font-weight="bold">{month.name}</text>'
    for k, name in enumerate(WEEKDAYS):
        yield f'<text x="{k * CELL + CELL // 2}" y="30" text-anchor="middle" fill="#666">{name}</text>'
    for week, days in enumerate(month.weeks):
        for k, day in enumerate(days):
            if day is not None:
                yield from _day(day, k * CELL, HEAD + week * CELL)
    if month.loose:
        told = "; ".join(f"{v.accused}, told by {v.told_by}" for v in month.loose)
        yield f'<text x="{WIDTH}" y="12" text-anchor="end" fill="#8a1c1c">● {len(month.loose)} without a day'
        yield f"<title>{escape(told)}</title></text>"
    yield "</g>"


def _day(day: Day, x: int, y: int) -> Iterator[str]:
    fill = COLOURS.get(day.standing or "", "none")
    frame = ' stroke="#222" stroke-width="2"' if day.steps else ' stroke="#ccc"'
    yield f'<g><rect x="{x + 1}" y="{y + 1}" width="{CELL - 2}" height="{CELL - 2}" fill="{fill}"{frame}/>'
    yield f'<text x="{x + 4}" y="{y + 13}">{day.day.day}</text>'
    if mark := MARKS.get(day.standing or "", ""):
        yield f'<text x="{x + CELL - 4}" y="{y + 13}" text-anchor="end">{mark}</text>'
    if day.violations:
        yield f'<circle cx="{x + CELL // 2}" cy="{y + CELL - 7}" r="3.5" fill="#8a1c1c"/>'
    yield f"<title>{escape(_told(day))}</title></g>"


def _told(day: Day) -> str:
    """What one day tells, in words."""
    steps = [f"{step.step.replace('_', ' ')} ({step.status})" for step in day.steps]
    breaches = [f"violation by {v.accused}, told by {v.told_by}" for v in day.violations]
    return "; ".join([f"{day.day}: {day.standing or 'not in force'}", *steps, *breaches])


def _legend(y: int) -> Iterator[str]:
    x = 0
    for standing, colour in COLOURS.items():
        mark = f" {MARKS[standing]}" if MARKS[standing] else ""
        yield f'<rect x="{x}" y="{y}" width="12" height="12" fill="{colour}" stroke="#ccc"/>'
        yield f'<text x="{x + 16}" y="{y + 10}">{standing}{mark}</text>'
        x += 84
    yield f'<circle cx="{x + 6}" cy="{y + 6}" r="3.5" fill="#8a1c1c"/>'
    yield f'<text x="{x + 14}" y="{y + 10}">violation told</text>'
    yield f'<rect x="{x + 96}" y="{y}" width="12" height="12" fill="none" stroke="#222" stroke-width="2"/>'
    yield f'<text x="{x + 112}" y="{y + 10}">step</text>'
