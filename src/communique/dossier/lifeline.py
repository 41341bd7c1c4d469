"""The life of an agreement or a body drawn on a line of time: its steps above, what is due below, as SVG.

Each step is named beside its mark; a thin line leads from it to its day. What is not known to the day has a bar as long
as it may mean. The drawing says nothing that the table under it does not say too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from communique.dossier import dates
from communique.dossier.axis import Axis, axis
from communique.dossier.labels import SIZE, short, stairs, text_width
from communique.dossier.marks import seen
from communique.model.time import Interval

WIDE, NARROW = 1040, 660  # pixels: the drawing, and one of a few marks
FEW = 4
ROW = 19.0  # pixels between two rows of names
EDGE = 8.0
MARK = 5.5  # the radius of a mark
NAME = MARK + 5  # from the middle of a mark to its name
NARROWEST = 28.0  # from the left: a tick nearer to the edge has no room for its name
TICKS = 26.0  # pixels under the line that its ticks take
MOST = 14  # names on one side of the line; the others have their marks only on the line

# How a mark is filled, by the status of a step or the standing of an obligation.
FILLS = {
    "happened": "full",
    "ongoing": "full",
    "planned": "hollow",
    "proposed": "hollow",
    "alleged": "half",
    "denied": "crossed",
    "open": "hollow",
    "reported_done": "full",
    "disputed": "half",
    "reported_broken": "crossed",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A mark: a step (above the line), something due or the end of what is told (below: "due", "now").

    ``status`` tells how it is filled; ``href`` leads to its row in the table.
    """

    label: str
    status: str
    when: Interval
    shape: str = "step"
    href: str = ""

    @property
    def day(self) -> date:
        """The middle of the time that it may be."""
        return self.when.start + (self.when.end - self.when.start) // 2

    @property
    def told(self) -> str:
        """What a pointer reads."""
        about = f" ({self.status.replace('_', ' ')})" if self.status and self.status != "happened" else ""
        return f"{self.label}{about}: {dates.interval(self.when)}"


@dataclass(frozen=True, slots=True)
class Set:
    """A mark where it is set: ``row`` is counted from the line outwards, None where there is no room for its name."""

    moment: Moment
    x: float
    row: int | None


def life_line(moments: Sequence[Moment], last: date | None, *, title: str) -> Markup:
    """The drawing; "" where nothing has a date. ``last`` is the day of the last report: nothing later can be known."""
    if not moments:
        return Markup()
    now = [Moment("last report", "", Interval(last, last, "day", moments[0].when.basis), "now")] if last else []
    ordered = sorted((*moments, *now), key=lambda m: (m.day, m.when.start, m.shape, m.label))
    width = WIDE if len(ordered) > FEW else NARROW
    time = _axis(ordered, width)
    above = _set([m for m in ordered if m.shape == "step"], time)
    below = _set([m for m in ordered if m.shape != "step"], time)
    line = EDGE + ROW * (_rows(above) + 0.4)
    height = line + TICKS + ROW * (_rows(below) + 0.2)
    frame = '<svg class="life" viewBox="0 0 {0} {1:.0f}" width="{0}" height="{1:.0f}" role="img" aria-label="{2}">'
    parts = [Markup(frame).format(width, height, seen(title)), *_line(time, line, last)]
    parts += _drawn(above, time, line, line - ROW * 0.9, -ROW)
    parts += _drawn(below, time, line, line + TICKS, ROW)
    return Markup("\n").join([*parts, Markup("</svg>")])


def _axis(moments: Sequence[Moment], width: int) -> Axis:
    """The axis, so short that every name has room at its right."""
    days = [day for m in moments for day in (m.when.start, m.when.end)]
    right = width - 2 * EDGE
    while True:
        found = axis(days, EDGE, right)
        over = max(found.x(m.day) + _room(m) for m in moments) - (width - EDGE)
        if over <= 0 or right <= width / 3:
            return found
        right -= max(over, 4)


def _words(moment: Moment) -> tuple[str, str]:
    """The name, and the day in fewer letters."""
    return short(seen(moment.label)), dates.interval(moment.when)


def _room(moment: Moment) -> float:
    return NAME + text_width(" ".join(_words(moment))) * 1.05


def _set(moments: Sequence[Moment], time: Axis) -> list[Set]:
    named = moments[:MOST] if len(moments) > MOST else moments
    rows = stairs([(time.x(m.day) - MARK - 2, _room(m) + MARK + 4) for m in named])
    found = [Set(m, time.x(m.day), row) for m, row in zip(named, rows, strict=True)]
    return [*found, *(Set(m, time.x(m.day), None) for m in moments[len(named) :])]


def _rows(held: Sequence[Set]) -> int:
    return max((one.row + 1 for one in held if one.row is not None), default=0)


# -- drawing -----------------------------------------------------------------------------------------------------------


def _line(time: Axis, y: float, last: date | None) -> Iterator[Markup]:
    """The line with its ticks; thinner behind the last report, where all is to come."""
    end = time.x(last) if last else time.pieces[-1].right
    for piece in time.pieces:
        for css, left, right in (
            ("cut", piece.left, piece.right) if piece.cut else ("axis", piece.left, min(piece.right, end)),
            ("axis later", max(piece.left, end), piece.left if piece.cut else piece.right),
        ):
            if right > left:
                yield Markup('<path class="{}" d="M{:.1f} {:.1f}H{:.1f}"/>').format(css, left, y, right)
    for tick in (t for t in time.ticks if t.x >= NARROWEST):
        yield Markup(
            '<path class="axis" d="M{0:.1f} {1:.1f}v5"/><text class="tick" x="{0:.1f}" y="{2:.1f}">{3}</text>'
        ).format(tick.x, y, y + 17, tick.label)


def _drawn(held: Sequence[Set], time: Axis, line: float, first: float, step: float) -> Iterator[Markup]:
    """All marks on one side of the line, whose rows begin at ``first``: what lies lowest is drawn first."""
    heights = [line if one.row is None else first + step * one.row for one in held]
    yield from (_bar(one, time, line) for one in held if one.moment.when.days > 1)
    yield from (_lead(one, line, y) for one, y in zip(held, heights, strict=True))
    yield from (_mark(one, y) for one, y in zip(held, heights, strict=True))


def _bar(one: Set, time: Axis, y: float) -> Markup:
    left, right = time.x(one.moment.when.start), time.x(one.moment.when.end)
    return Markup('<rect class="may {}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="6" rx="3"/>').format(
        one.moment.shape, left, y - 3, max(right - left, 3)
    )


def _lead(one: Set, line: float, y: float) -> Markup:
    return Markup('<path class="lead {}" d="M{:.1f} {:.1f}V{:.1f}"/>').format(one.moment.shape, one.x, line, y)


def _mark(one: Set, y: float) -> Markup:
    moment = one.moment
    label, day = _words(moment)
    drawn = Markup("<title>{}</title>{}").format(seen(moment.told), shape(moment.shape, moment.status, one.x, y))
    if one.row is not None:
        drawn += Markup('<text x="{:.1f}" y="{:.1f}">{} <tspan>{}</tspan></text>').format(
            one.x + NAME, y + SIZE * 0.35, label, day
        )
    opening = Markup('<a class="mark {}" href="{}" tabindex="-1">') if moment.href else Markup('<g class="mark {}">')
    return opening.format(moment.shape, moment.href) + drawn + Markup("</a>" if moment.href else "</g>")


def shape(name: str, status: str, x: float, y: float) -> Markup:
    """A mark alone: a circle for a step, a flag for what is due, filled as its status wants it."""
    fill = FILLS.get(status, "full")
    if name == "now":
        return Markup('<path class="now" d="M{:.1f} {:.1f}l4 4-4 4-4-4Z"/>').format(x, y - 4)
    whole = _flag(x, y) if name == "due" else _circle(x, y)
    css = "body hollow" if fill in ("half", "hollow", "crossed") else "body"
    found = Markup('<path class="{}" d="{}"/>').format(css, whole)
    if fill == "half":
        half = _half_flag(x, y) if name == "due" else f"M{x:.1f} {y - MARK:.1f}a{MARK} {MARK} 0 0 0 0 {2 * MARK}Z"
        found += Markup('<path class="body" d="{}"/>').format(half)
    if fill == "crossed":
        found += Markup('<path class="strike" d="M{0:.1f} {1:.1f}l{2} {2}m0 -{2}l-{2} {2}"/>').format(
            x - MARK, y - MARK, 2 * MARK
        )
    return found


def _circle(x: float, y: float) -> str:
    return f"M{x - MARK:.1f} {y:.1f}a{MARK} {MARK} 0 1 1 {2 * MARK} 0a{MARK} {MARK} 0 1 1 -{2 * MARK} 0Z"


def _flag(x: float, y: float) -> str:
    return f"M{x - MARK:.1f} {y + MARK:.1f}v-{2 * MARK}l{2 * MARK} {MARK * 0.7:.2f}l-{2 * MARK} {MARK * 0.7:.2f}"


def _half_flag(x: float, y: float) -> str:
    return f"M{x - MARK:.1f} {y - MARK * 0.3:.1f}h{2 * MARK}l-{2 * MARK} {MARK * 0.7:.2f}Z"
