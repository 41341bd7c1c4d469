"""Killed at any moment and run again, a read ends in the same record as one that nobody disturbed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.export import renderer
from communique.pipeline import open_record
from communique.record.sqlite import SqliteStore
from tests.light import write_reports

REPORTS = 500
KILLS = 20
ROOT = Path(__file__).parent.parent


def start(folder: Path, record: Path, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.killed", str(folder), str(record), str(workers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, start_new_session=True)


def run(folder: Path, record: Path, workers: int = 1) -> None:
    process = start(folder, record, workers)
    process.communicate()
    assert process.returncode == 0


def run_and_kill(folder: Path, record: Path, workers: int, steps: int, delay: float) -> None:
    """Kill the read ``delay`` seconds after its ``steps``-th step (or at its linking)."""
    with start(folder, record, workers) as process:
        assert process.stdout is not None
        for _ in range(steps):
            if process.stdout.read(1) in (b"L", b""):
                break
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)


def exported(record: Path) -> list[bytes]:
    with SqliteStore(record) as store:
        found = open_record(store)
        assert store.linked()
        assert len(store.inputs()) == len(found.reports) == REPORTS
    return [b"".join(renderer(name)(found)) for name in ("record", "jsonl", "csv")]


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_killed_at_random_moments_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write_reports(folder, REPORTS)
    run(folder, tmp_path / "calm.db")
    calm = exported(tmp_path / "calm.db")
    chance = random.Random(11)
    for _ in range(KILLS):
        steps = chance.choice((0, 1, chance.randint(2, 80), chance.randint(2, 80), REPORTS + 1))
        run_and_kill(folder, tmp_path / "killed.db", chance.choice((1, 1, 2)), steps, chance.uniform(0, 0.3))
    run(folder, tmp_path / "killed.db", workers=2)
    assert exported(tmp_path / "killed.db") == calm


def test_workers_do_not_show_in_the_record(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write_reports(folder, REPORTS)
    run(folder, tmp_path / "one.db", workers=1)
    run(folder, tmp_path / "three.db", workers=3)
    assert exported(tmp_path / "one.db") == exported(tmp_path / "three.db")
