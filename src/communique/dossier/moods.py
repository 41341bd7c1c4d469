"""How two states get on, drawn by month: bars of what happened, a line of scores beneath, turns marked, as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from communique.coding import QUADS
from communique.dossier.dates import SHORT
from communique.dossier.words import plural
from communique.registers.relations import Month, Relation, Turn

LEFT, RIGHT, WIDE = 92.0, 12.0, 1040
TOP, BARS, SPACE, SCORES, FOOT = 22.0, 58.0, 14.0, 34.0, 22.0
SLIM, BROAD = 5.0, 36.0  # pixels: a month
SILENT = 4  # months without an event that are drawn; a longer silence is one break
NAMED = 64.0  # pixels between two names of months
LEAST = 10.0  # the sum of scores that the lower panel shows at least: one event can have as much


@dataclass(frozen=True, slots=True)
class Column:
    """A month with its place; ``month`` is None where no event is told, ``broken`` for a longer silence."""

    name: str
    x: float
    month: Month | None
    broken: bool = False


def mood(relation: Relation, anchor: str, *, title: str) -> Markup:
    """The drawing; bars and turns lead to their rows, whose ids begin with ``anchor``."""
    columns, step = _columns(relation.months)
    width = min(WIDE, max(420.0, LEFT + RIGHT + step * len(columns)))
    zero, low = TOP + BARS, TOP + 2 * BARS + SPACE
    height = low + 2 * SCORES + FOOT
    most = max(_sum(m, quads) for m in relation.months for quads in ((1, 2), (3, 4)))
    best = max(LEAST, *(abs(total(m)) for m in relation.months))
    frame = (
        '<svg class="mood" viewBox="0 0 {0:.0f} {1:.0f}" width="{0:.0f}" height="{1:.0f}" role="img" aria-label="{2}">'
    )
    parts = [Markup(frame).format(width, height, title), *_frame(width - RIGHT, zero, low, (most, best))]
    turns = {turn.month: turn for turn in relation.turns}
    for column in columns:
        if column.name in turns:
            parts.append(_turn(turns[column.name], column.x + step / 2, anchor, height - FOOT))
        if column.month:
            parts.append(_bars(column.month, column.x, step, zero, most, anchor))
        if column.broken:
            x = column.x + step / 2
            parts.append(Markup('<path class="cut" d="M{:.1f} {:.1f}V{:.1f}"/>').format(x, TOP, height - FOOT))
    parts += _scores(columns, step, low + SCORES, best)
    parts += _names(columns, height - 6)
    return Markup("\n").join([*parts, Markup("</svg>")])


def total(month: Month) -> float:
    """The sum of the scores of a month's events."""
    return sum(act.score * act.weight for act in month.events)


def _sum(month: Month, quads: Sequence[int]) -> int:
    return sum(month.quads.get(quad, 0) for quad in quads)


def _columns(months: Sequence[Month]) -> tuple[list[Column], float]:
    """The months side by side, short silences as empty months, long ones as a break; and how wide each is."""
    found: list[tuple[str, Month | None, bool]] = []
    for month in months:
        if found:
            empty = _number(month.month) - _number(found[-1][0]) - 1
            between = [_name(_number(found[-1][0]) + 1 + k) for k in range(empty)] if empty <= SILENT else []
            found += [(name, None, False) for name in between]
            found += [("", None, True)] if empty > SILENT else []
            if found[-1][0] == "":
                found[-1] = (_name(_number(month.month) - 1), None, True)
        found.append((month.month, month, False))
    step = max(SLIM, min(BROAD, (WIDE - LEFT - RIGHT) / len(found)))
    found = found[-int((WIDE - LEFT - RIGHT) / step) :]
    return [Column(name, LEFT + step * at, month, cut) for at, (name, month, cut) in enumerate(found)], step


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _name(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def month_words(month: str) -> str:
    """A month in few letters.

    >>> month_words("2021-03")
    'Mar 2021'
    """
    return f"{SHORT[int(month[5:]) - 1]} {int(month[:4])}"


def signed(score: float) -> str:
    """A score with its sign.

    >>> signed(-3.94), signed(0.04)
    ('−3.9', '0.0')
    """
    return f"{score:+.1f}".replace("-", "−") if round(score, 1) else "0.0"


def _frame(right: float, zero: float, low: float, most: tuple[int, float]) -> Iterator[Markup]:
    for y in (zero, low + SCORES):
        yield Markup('<path class="axis" d="M{:.1f} {:.1f}H{:.1f}"/>').format(LEFT, y, right)
    words = (
        (TOP + 12, "cooperation"),
        (zero + BARS - 4, "conflict"),
        (low + 8, f"score +{most[1]:.0f}"),
        (low + 2 * SCORES, f"−{most[1]:.0f}"),
        (TOP + 27, f"up to {plural(most[0], 'event')}"),
    )
    for y, text in words:
        yield Markup('<text class="side" x="{:.1f}" y="{:.1f}">{}</text>').format(LEFT - 8, y, text)


def _bars(month: Month, x: float, step: float, zero: float, most: int, anchor: str) -> Markup:
    counts = ", ".join(f"{count} of {QUADS[quad]}" for quad, count in month.quads.items())
    told = f"{month_words(month.month)}: {counts}; sum of scores {signed(total(month))}"
    parts = [Markup('<a href="#{}-{}" tabindex="-1"><title>{}</title>').format(anchor, month.month, told)]
    for quads, sign in (((1, 2), -1), ((3, 4), 1)):
        y = zero
        for quad in quads:
            high = BARS * month.quads.get(quad, 0) / most
            if high:
                top = y - high if sign < 0 else y
                parts.append(
                    Markup('<rect class="quad q{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
                        quad, x + step * 0.12, top, step * 0.76, high
                    )
                )
                y += sign * high
    return Markup().join([*parts, Markup("</a>")])


def _turn(turn: Turn, x: float, anchor: str, bottom: float) -> Markup:
    up = turn.direction == "better"
    shape = f"M{x - 5:.1f} {14 if up else 5}h10l-5 {-9 if up else 9}Z"
    told = f"{month_words(turn.month)}: a turn for the {turn.direction}"
    return Markup(
        '<a class="turn {}" href="#{}-turn-{}" tabindex="-1"><title>{}</title>'
        '<path class="line" d="M{:.1f} 16V{:.1f}"/><path d="{}"/></a>'
    ).format(turn.direction, anchor, turn.month, told, x, bottom, shape)


def _scores(columns: Sequence[Column], step: float, zero: float, best: float) -> Iterator[Markup]:
    """The sums of scores as points, joined but for a break."""
    line: list[str] = []
    for column in columns:
        if column.broken:
            line.append("")
        if column.month:
            joint = "L" if line and line[-1] else "M"
            line.append(f"{joint}{column.x + step / 2:.1f} {zero - SCORES * total(column.month) / best:.1f}")
    yield Markup('<path class="score" d="{}"/>').format("".join(line))
    for column in columns:
        if column.month:
            y = zero - SCORES * total(column.month) / best
            yield Markup('<circle class="point" cx="{:.1f}" cy="{:.1f}" r="2.6"/>').format(column.x + step / 2, y)


def _names(columns: Sequence[Column], y: float) -> Iterator[Markup]:
    last = -NAMED
    for column in columns:
        if column.month and column.x >= last + NAMED:
            last = column.x
            yield Markup('<text class="tick" x="{:.1f}" y="{:.1f}">{}</text>').format(
                column.x, y, month_words(column.name)
            )
