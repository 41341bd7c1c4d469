"""The quality gate: floors hold, rise, and fall only when told to."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from eval import floors
from eval.floors import Floors

HELD = Floors({"event.plover": 0.5, "reuse": 0.9}, {"north": "abc"})


@pytest.mark.parametrize(
    ("means", "told"),
    [
        ({"event.plover": 0.5, "reuse": 0.95}, []),
        ({"event.plover": 0.4997, "reuse": 0.9}, []),  # within the rounding of the scorer
        ({"event.plover": 0.49, "reuse": 0.9}, ["event.plover: floor 0.500, got 0.490"]),
        ({"event.plover": 0.6}, ["reuse: floor 0.900, not measured any more"]),  # a measure that vanishes is a fall
        ({"event.plover": 0.6, "reuse": 0.9, "new": 0.1}, []),
    ],
)
def test_fallen(means: dict[str, float], told: list[str]) -> None:
    assert floors.fallen(HELD, means) == told


def test_floors_rise_and_never_fall_by_themselves() -> None:
    after = floors.raised(HELD, {"event.plover": 0.4, "reuse": 0.9567}, {"north": "abc"})
    assert after.measures == {"event.plover": 0.5, "reuse": 0.956}


def test_lowering_takes_a_flag() -> None:
    assert floors.raised(HELD, {"event.plover": 0.4}, {}, lower=True).measures["event.plover"] == 0.4


def test_a_changed_collection_is_told() -> None:
    assert floors.moved(HELD, {"north": "abd"}) == ["north"]


def test_floors_are_written_and_read_back(tmp_path: Path) -> None:
    HELD.write(tmp_path / "floors.json")
    assert Floors.read(tmp_path / "floors.json") == HELD
    assert Floors.read(tmp_path / "none.json") == Floors({}, {})
