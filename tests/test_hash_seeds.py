"""The same input gives the same output whatever the seed of Python's hashes, by which sets are ordered."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

STORY = Path(__file__).parent.parent / "eval" / "stories" / "huallaga-truce" / "reports"
PROGRAM = """
import json, sys
from pathlib import Path
from communique import pipeline
from communique.export.record import as_json
from communique.ingest import find_inputs
from communique.record.memory import MemoryStore
from communique.registers.agreements import agreements_on
from communique.registers.arms import arms_on
from communique.registers.acts import deeds_on
from communique.registers.bodies import bodies_on
from communique.registers.ceasefires import ceasefires_on
from communique.registers.desk import Desk
from communique.registers.offices import offices_on

store = MemoryStore()
pipeline.read(find_inputs([Path(sys.argv[1])]), store, pipeline.Options(workers=1), lambda: "2026-01-01T00:00:00Z")
record = pipeline.open_record(store)
print(json.dumps(as_json(record)))
for make in (agreements_on, arms_on, bodies_on, ceasefires_on, deeds_on, offices_on):
    print(make(Desk(record)))
"""


def told(seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(STORY)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_nothing_hangs_on_the_order_of_sets() -> None:
    assert told("1") == told("2")
