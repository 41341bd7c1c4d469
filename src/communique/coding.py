"""The codes that event data sets give to a kind of event, from `data/plover.toml`: CAMEO, quad class, score."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from communique.model.event import KINDS, PLOVER

TABLE = Path(__file__).parent / "data" / "plover.toml"
ROOT_DIGITS = 2
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class Coding:
    """``cameo`` is the longest code that covers all of a kind, ``quad`` 1 to 4, ``score`` from -10 to 10.

    All are None for kinds that PLOVER does not have: elections, disasters.
    """

    cameo: str | None = None
    quad: int | None = None
    score: float | None = None

    @property
    def cameo_root(self) -> str | None:
        """The first two digits of the code.

        >>> coding("ceasefire").cameo, coding("ceasefire").cameo_root
        ('0871', '08')
        """
        return self.cameo[:ROOT_DIGITS] if self.cameo else None


def coding(kind: str) -> Coding:
    """The codes of a kind.

    >>> coding("visit")
    Coding(cameo='042', quad=1, score=4.0)
    """
    return _codings().get(kind, Coding())


def table() -> dict[str, Any]:
    """The file as it stands."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def _codings() -> Mapping[str, Coding]:
    found = table()
    cameo = {kind: row["code"] for row in found["cameo"] for kind in row["kinds"].split()}
    return {kind: _coding(kind, cameo.get(kind), found) for kind in KINDS}


def _coding(kind: str, cameo: str | None, found: Mapping[str, Any]) -> Coding:
    """A mode has a score of its own where the manual has one; the event's stands for the other modes."""
    event, mode, _ = PLOVER[kind]
    if not event:
        return Coding()
    scores = found["score"]
    return Coding(cameo, found["quad"][event], float(scores.get(f"{event} {mode}", scores.get(event))))
