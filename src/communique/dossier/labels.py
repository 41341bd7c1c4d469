"""Names set on a drawing so that none covers another."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

SIZE = 12.0  # pixels: the letters of names, as the style sheet has them
GAP = 3.0
LONGEST = 26  # characters


@dataclass(frozen=True, slots=True)
class Label:
    """A name with the place of its base line; ``anchor`` as in SVG: start, middle, end."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(slots=True)
class Sheet:
    """A drawing's surface, and which boxes of it are taken."""

    width: float
    height: float
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def cover(self, left: float, top: float, right: float, bottom: float) -> None:
        """Take a box."""
        self.taken.append((left, top, right, bottom))

    def beside(self, text: str, x: float, y: float, radius: float) -> Label | None:
        """A name to the right of a circle, else left, below or above; None where nothing is free."""
        text, wide = short(text), text_width(short(text))
        middle, off = y + SIZE * 0.35, radius + GAP
        tries = (
            Label(text, x + off, middle, "start"),
            Label(text, x - off, middle, "end"),
            Label(text, x, y + off + SIZE * 0.8, "middle"),
            Label(text, x, y - off, "middle"),
        )
        return next((label for label in tries if self._put(label, wide)), None)

    def centred(self, text: str, x: float, y: float) -> Label | None:
        """A name with its middle there; None where that is taken."""
        label = Label(short(text), x, y + SIZE * 0.35, "middle")
        return label if self._put(label, text_width(label.text)) else None

    def _put(self, label: Label, wide: float) -> bool:
        left = label.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
        box = (left, label.y - SIZE * 0.85, left + wide, label.y + SIZE * 0.3)
        free = box[0] >= 2 and box[1] >= 2 and box[2] <= self.width - 2 and box[3] <= self.height - 2
        if not free or any(_meet(box, other) for other in self.taken):
            return False
        self.taken.append(box)
        return True


def stairs(spots: Sequence[tuple[float, float]]) -> list[int]:
    """For names side by side, given by left edge and width from left to right, the row of each, so that none meets.

    A name stands above all that begin within it, so that a line down from its left edge crosses none either.

    >>> stairs([(0, 50), (20, 50), (60, 30), (100, 10)])
    [2, 1, 0, 0]
    """
    rows: list[int] = [0] * len(spots)
    for at in reversed(range(len(spots))):
        left, wide = spots[at]
        within = [rows[k] for k in range(at + 1, len(spots)) if spots[k][0] < left + wide]
        rows[at] = max(within, default=-1) + 1
    return rows


def short(text: str, longest: int = LONGEST) -> str:
    """A name cut to what a drawing has room for.

    >>> short("Organization for Security and Co-operation")
    'Organization for Security…'
    """
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip(" -,") + "…"


def text_width(text: str) -> float:
    """About how wide a name is, in pixels."""
    return SIZE * sum(1.05 if unicodedata.east_asian_width(c) in "WF" else 0.66 if c.isupper() else 0.54 for c in text)


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
