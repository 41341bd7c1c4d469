"""Bars for the time in which somebody is shown in an office, one for each row of a table, all on one axis of time."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from communique.dossier.axis import Axis
from communique.dossier.marks import seen

WIDTH, HEIGHT, EDGE = 340, 16, 6.0
THICK = 7.0
NAME = 27.0  # half the room that the name of a tick takes
LEAST = 6.0  # pixels of a bar that stands for a day


def head(time: Axis) -> Markup:
    """The ticks, for the head of the table."""
    frame = Markup(
        '<svg class="term" viewBox="0 0 {0} 20" width="{0}" height="20" aria-hidden="true" focusable="false">'
    )
    ticks = (
        Markup('<text class="tick" x="{0:.1f}" y="12">{1}</text><path class="axis" d="M{0:.1f} 16v4"/>').format(
            tick.x, tick.label
        )
        for tick in time.ticks
        if NAME <= tick.x <= WIDTH - NAME
    )
    return frame.format(WIDTH) + Markup().join(ticks) + Markup("</svg>")


def bar(time: Axis, first: date, last: date, css: str, ends: tuple[bool, bool], told: str) -> Markup:
    """A bar from ``first`` to ``last``; ``ends``: whether taking and leaving the office are told, not only shown."""
    left, right = time.x(first), time.x(last)
    wide = max(right - left, LEAST)
    left -= (wide - (right - left)) / 2
    top = (HEIGHT - THICK) / 2
    frame = '<svg class="term" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-hidden="true" focusable="false">'
    parts = [Markup(frame).format(WIDTH, HEIGHT), Markup("<title>{}</title>").format(seen(told)), *_grid(time)]
    parts.append(
        Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" rx="{}"/>').format(
            css, left, top, wide, THICK, 0 if css == "gap" else 2
        )
    )
    for is_told, x in zip(ends, (left, left + wide), strict=True):
        if is_told:
            parts.append(Markup('<path class="cap" d="M{:.1f} 1v{}"/>').format(x, HEIGHT - 2))
    return Markup().join([*parts, Markup("</svg>")])


def _grid(time: Axis) -> list[Markup]:
    lines = [Markup('<path class="axis" d="M{:.1f} 0v{}"/>').format(tick.x, HEIGHT) for tick in time.ticks]
    cuts = [p for p in time.pieces if p.cut]
    return lines + [
        Markup('<path class="cut" d="M{:.1f} {:.1f}H{:.1f}"/>').format(p.left, HEIGHT / 2, p.right) for p in cuts
    ]
