"""``python -m eval.views RECORD``: how long a register takes in a record of a hundred thousand events.

The record is copied, and its reports again and again under other ids with all that was decided among them, until it has
that many events; who bears a name is the same in all copies. Then each command is run once to make its lines, and three
times to show them, in a process of its own as a user would: its time includes the start of Python. In brackets stand
the seconds that the processor worked, which other programs do not lengthen as much. ``--keep FILE`` leaves the grown
record there for another run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from communique.model.record import Decision, Judgement
from communique.model.report import Outcome, Status
from communique.model.reuse import Reuse
from communique.pipeline import linking_version, open_record
from communique.record.sqlite import SqliteStore
from communique.record.store import View

AGAIN = 3
NOW = "2026-01-01T00:00:00Z"


def main() -> None:
    """Print a line for each register."""
    parser = argparse.ArgumentParser(prog="eval.views", description=__doc__)
    parser.add_argument("record", type=Path, help="a record file; it is only read")
    parser.add_argument("--events", type=int, default=100_000, help="events that the grown record has at least")
    parser.add_argument("--between", nargs=2, default=("United States", "Russia"), help="for `relations`")
    parser.add_argument("--party", default="Russia", help="for the other registers")
    parser.add_argument("--keep", type=Path, help="where to leave the grown record, or find it from another run")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.keep or Path(folder) / "grown.db"
        if not path.exists():
            print(grow(args.record, path, args.events), flush=True)
        for name, options in commands(args.between, args.party):
            first, *rest = (timed(name, *options, "--record", str(path)) for _ in range(AGAIN + 1))
            told = f"first {first[0]:.2f} s ({first[1]:.2f}), then {min(rest)[0]:.2f} to {max(rest)[0]:.2f} s"
            print(f"{name:<12} {told} ({min(cpu for _, cpu in rest):.2f})", flush=True)


def commands(between: tuple[str, str], party: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each command with a filter as an analyst would set it."""
    yield "relations", tuple(between)
    for name in ("agreements", "bodies", "arms", "ceasefires"):
        yield name, ("--party", party)
    yield "offices", ("--of", party)


def timed(*arguments: str) -> tuple[float, float]:
    """The seconds that a command takes, and those that the processor works for it."""
    begun, worked = time.perf_counter(), _worked()
    subprocess.run([sys.executable, "-m", "communique", *arguments], check=True, capture_output=True)
    return time.perf_counter() - begun, _worked() - worked


def _worked() -> float:
    """The seconds that the processor has worked for the processes that this one has waited for."""
    found = os.times()
    return found.children_user + found.children_system


def grow(source: Path, path: Path, events: int) -> str:
    """A record of copies of all reports of ``source``, as many as it takes; says how many of what."""
    with SqliteStore(source) as view, SqliteStore(path, create=True) as grown:
        record = open_record(view)
        own = len(record.events)
        bearers = [entity.members[0] for entity in record.entities if entity.is_named]
        copies = -(-events // own)
        reports = view.reports()
        decisions: list[Decision] = []
        reuse: list[Reuse] = []
        for k in range(copies):
            with grown.writing() as writer:
                for report in reports:
                    copy = replace(
                        report, id=f"{k:x}-{report.id}", name=f"{report.name}-{k}", source=f"{report.source}-{k}"
                    )
                    claims = (replace(claim, report=copy.id) for claim in view.claims(report.id))
                    writer.put(Outcome(copy.source, Status.OK, report=copy), copy.id, "copied", claims)
            decisions += [_of_copy(d, k) for d in view.rule_decisions()]
            decisions += [_same(key, k) for key in bearers if k]
            reuse += list(_reuse_of_copy(view, k))
        with grown.writing() as writer:
            writer.link(linking_version(), reuse, decisions)
    return f"{copies} copies of {len(reports)} reports with {own} events each: {copies * own} events"


def _of_copy(decision: Decision, k: int) -> Decision:
    return replace(decision, left=f"{k:x}-{decision.left}", right=f"{k:x}-{decision.right}")


def _same(key: str, k: int) -> Decision:
    """Whoever bears a name is the same in all copies; what they do there is not."""
    left, right = sorted((f"0-{key}", f"{k:x}-{key}"))
    return Decision(left, right, Judgement.SAME, 1.0, "copied", "rules", NOW)


def _reuse_of_copy(view: View, k: int) -> Iterator[Reuse]:
    for found in view.reuse():
        yield replace(found, passages=tuple(replace(p, report=f"{k:x}-{p.report}") for p in found.passages))


if __name__ == "__main__":
    main()
