"""What every register is scored by: its lines, expected and found, and how names and dates are compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from communique.model.record import Record
from communique.model.time import Interval
from communique.reference import fold

Told = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of a register: what it is about, by which lines are paired, and its values, which are compared."""

    about: tuple[Any, ...]
    values: dict[str, Any]
    shown: str = ""

    def __str__(self) -> str:
        return self.shown or f"{' / '.join(map(str, self.about))}: {self.values}"


@dataclass
class Score:
    """Counts over one register: ``found`` of ``expected``, of these ``right``; ``beside`` are told in passing."""

    expected: int = 0
    found: int = 0
    right: int = 0
    invented: int = 0
    beside: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another story's in."""
        for name in ("expected", "found", "right", "invented", "beside"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.notes += other.notes


@dataclass(frozen=True)
class Register:
    """How one register is scored.

    ``expected`` and ``found`` give its lines, ``same`` tells whether two are about one thing, ``faults`` which values
    of the second differ from those of the first, ``is_invented`` whether a line that nobody expects is wrong, or only
    told in passing.
    """

    expected: Callable[[Sequence[Told]], Iterable[Line]]
    found: Callable[[Record, Sequence[Told]], Iterable[Line]]
    same: Callable[[Line, Line], bool]
    faults: Callable[[Line, Line], list[str]]
    is_invented: Callable[[Line, Sequence[Line]], bool]


def score(register: Register, record: Record, told: Sequence[Told], story: str) -> Score:
    """Pair each expected line with the found one that is about the same and differs least, and count."""
    wanted, left = list(register.expected(told)), list(register.found(record, told))
    result = Score(expected=len(wanted))
    for line in wanted:
        fits = [other for other in left if register.same(line, other)]
        if not fits:
            result.notes.append(f"{story}: missed    {line}")
            continue
        best = min(fits, key=lambda other: len(register.faults(line, other)))
        left.remove(best)
        faults = register.faults(line, best)
        result.found += 1
        result.right += not faults
        if faults:
            result.notes.append(f"{story}: wrong     {line.about}: {'; '.join(faults)}")
    for other in left:
        invented = register.is_invented(other, wanted)
        result.invented += invented
        result.beside += not invented
        result.notes.append(f"{story}: {'invented ' if invented else 'in passing'} {other}")
    return result


def same_name(one: str, other: str) -> bool:
    """Whether all words of one name are among those of the other, in any spelling.

    >>> same_name("Ada Long Berg", "Berg"), same_name("Ada Berg", "Ole Berg")
    (True, False)
    """
    a, b = set(re.findall(r"\w+", fold(one))), set(re.findall(r"\w+", fold(other)))
    return bool(a and b) and (a <= b or b <= a)


def same_day(expected: str | None, found: Interval | None) -> bool:
    """Whether a date is the expected one, as exactly as that is told.

    >>> same_day(None, None), same_day("2014-06", None)
    (True, False)
    """
    if expected is None or found is None:
        return expected is None and found is None
    return str(found.start)[: len(expected)] == expected and (
        str(found.end)[: len(expected)] == expected or len(expected) == len("YYYY-MM-DD")
    )


def spelled(found: Interval | None) -> str:
    """A date to be read."""
    if found is None:
        return "none"
    return str(found.start) if found.start == found.end else f"{found.start}/{found.end}"


def same_about(one: Line, other: Line) -> bool:
    """Whether two lines are about the same."""
    return one.about == other.about


def value_faults(line: Line, other: Line) -> list[str]:
    """Which values differ."""
    return [
        f"{key} {value}, not {other.values.get(key)}"
        for key, value in line.values.items()
        if other.values.get(key) != value
    ]
