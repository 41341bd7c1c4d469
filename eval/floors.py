"""The ratchet: scores may not fall below `floors.json`; raising a floor is routine, lowering one takes a reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "floors.json"
SLACK = 0.0005  # rounding of the scorer's own output, no more


@dataclass(frozen=True)
class Floors:
    """The lowest accepted mean of each measure, and the digests of the collections they were measured on."""

    measures: Mapping[str, float]
    digests: Mapping[str, str]

    @classmethod
    def read(cls, path: Path = FILE) -> Floors:
        """The floors in ``path``; none where the file does not exist yet."""
        if not path.exists():
            return cls({}, {})
        table = json.loads(path.read_text(encoding="utf-8"))
        return cls(table["measures"], table["digests"])

    def write(self, path: Path = FILE) -> None:
        """Write the floors, sorted, so that a change reads well in a diff."""
        table = {"measures": dict(sorted(self.measures.items())), "digests": dict(sorted(self.digests.items()))}
        path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def fallen(floors: Floors, means: Mapping[str, float]) -> list[str]:
    """A line for each measure below its floor, or gone."""
    out = []
    for name, floor in floors.measures.items():
        got = means.get(name)
        if got is None:
            out.append(f"{name}: floor {floor:.3f}, not measured any more")
        elif got < floor - SLACK:
            out.append(f"{name}: floor {floor:.3f}, got {got:.3f}")
    return out


def raised(floors: Floors, means: Mapping[str, float], digests: Mapping[str, str], lower: bool = False) -> Floors:
    """The floors moved up to the measured means (rounded down to 0.001); down too where ``lower`` says so."""
    measures = {n: int(v * 1000) / 1000 for n, v in means.items()}
    if not lower:
        measures = {n: max(v, floors.measures.get(n, 0.0)) for n, v in measures.items()}
    return Floors(measures, dict(digests))


def moved(floors: Floors, digests: Mapping[str, str]) -> list[str]:
    """Collections that are not the files the floors were measured on."""
    return [name for name, d in floors.digests.items() if digests.get(name) != d]
