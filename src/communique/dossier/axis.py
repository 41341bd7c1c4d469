"""An axis of time for drawings: where a day stands, and the ticks; long silences are cut out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from communique.dossier.dates import SHORT

CUT = 44.0  # pixels that stand for a silence which is cut out
LONG = 365  # days: nothing shorter is cut out
LEAST = 90  # days that an axis shows at least
APART = 62.0  # pixels between two ticks
YEARS = (1, 2, 5, 10, 20, 50, 100, 500)
MONTHS = (1, 3, 6)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of days with its place in pixels; ``cut`` where it is a silence that is cut out."""

    first: date
    last: date
    left: float
    right: float
    cut: bool = False

    def x(self, day: date) -> float:
        """Where a day stands."""
        whole = (self.last - self.first).days
        return self.left + (self.right - self.left) * ((day - self.first).days / whole if whole else 0.5)


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that is named on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Pieces in the order of time, without a gap between them."""

    pieces: tuple[Piece, ...]

    def x(self, day: date) -> float:
        """Where a day stands; one that lies outside, at the nearer end."""
        day = min(max(day, self.pieces[0].first), self.pieces[-1].last)
        return next(piece for piece in self.pieces if day <= piece.last).x(day)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The first days of years or months, as many as there is room for."""
        return tuple(tick for piece in self.pieces if not piece.cut for tick in _ticks(piece))


def axis(days: Sequence[date], left: float, right: float) -> Axis:
    """An axis between two places in pixels on which all ``days`` stand, with some room around them.

    A silence that is longer than a year and twice as long as all the rest is cut out, however often there is one.
    """
    held = sorted(set(days))
    gaps = list(pairwise(held))
    cuts = _cuts(gaps)
    kept = sum(map(_length, gaps)) - sum(map(_length, cuts))
    ends = 2 * (1 + len(cuts))
    room = timedelta(days=max(7, kept // 20, (LEAST - kept) // ends))
    whole = kept + room.days * ends
    scale = (right - left - CUT * len(cuts)) / whole
    found: list[Piece] = []
    first, at = _before(held[0], room), left
    for a, b in cuts:
        to = at + ((a - first).days + room.days) * scale
        found += [Piece(first, a + room, at, to), Piece(a + room, b - room, to, to + CUT, True)]
        first, at = b - room, to + CUT
    found.append(Piece(first, _after(held[-1], room), at, right))
    return Axis(tuple(found))


def _before(day: date, room: timedelta) -> date:
    return day - min(room, day - date.min)


def _after(day: date, room: timedelta) -> date:
    return day + min(room, date.max - day)


def _cuts(gaps: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    """The silences to be cut out, in the order of time."""
    left, cuts = list(gaps), []
    while left:
        longest = max(left, key=_length)
        rest = sum(map(_length, left)) - _length(longest)
        if _length(longest) <= max(LONG, 2 * max(rest, LEAST)):
            break
        left.remove(longest)
        cuts.append(longest)
    return sorted(cuts)


def _length(gap: tuple[date, date]) -> int:
    return (gap[1] - gap[0]).days


def _ticks(piece: Piece) -> Iterator[Tick]:
    a_day = (piece.right - piece.left) / max(1, (piece.last - piece.first).days)
    months = next((n for n in MONTHS if n * 30 * a_day >= APART), 0)
    years = next((n for n in YEARS if n * 365 * a_day >= APART), YEARS[-1])
    for year in range(piece.first.year, piece.last.year + 1):
        for month in range(1, 13, months or 12):
            day = date(year, month, 1)
            if piece.first <= day <= piece.last and (months or year % years == 0):
                label = f"{SHORT[month - 1]} {year}" if months else str(year)
                x = piece.x(day)
                if piece.left + 4 <= x <= piece.right - 4:
                    yield Tick(x, label)
