"""``communique read``: reports into a record."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import json_option, record_option, stored
from communique.cli.terminal import clean, put_json, say

if TYPE_CHECKING:
    from communique.cli.progress import Shown
    from communique.pipeline import Summary

FORMAT = "communique-summary/1"
MOST_REASONS = 5


@click.command(
    epilog="Safe to run again: what was read before is not read twice, and what was cut off is gone on with."
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@record_option
@click.option(
    "--workers",
    type=click.IntRange(1),
    help="Processes that read; 1 reads in this process.  [default: as fits the inputs, at most 4]",
)
@click.option(
    "--seconds", type=click.FloatRange(1), default=120.0, show_default=True, help="Longest time for one input."
)
@click.option("--again", is_flag=True, help="Read also what was read before.")
@click.option("--quiet", is_flag=True, help="No progress; only the summary.")
@json_option
def read(
    paths: tuple[str, ...], path: Path, workers: int | None, seconds: float, again: bool, quiet: bool, as_json: bool
) -> int:
    """Read text files, web pages and JSON lines under each PATH into a record.

    A PATH is a file, a folder, or - for standard input.
    """
    summary = read_into(path, paths, workers=workers, seconds=seconds, again=again, quiet=quiet)
    _tell(summary, path, paths)
    if as_json:
        put_json(_as_json(summary))
    return 130 if summary.interrupted else 1 if _failed(summary) else 0


def read_into(
    path: Path,
    paths: tuple[str, ...],
    workers: int | None = None,
    seconds: float = 120.0,
    again: bool = False,
    quiet: bool = False,
) -> Summary:
    """Read ``paths`` into the record at ``path`` with the progress shown."""
    from communique import pipeline
    from communique.cli.progress import shown
    from communique.errors import UsageError
    from communique.ingest import find_inputs
    from communique.workers import MOST_WORKERS, WORTH_A_WORKER, default_workers

    inputs = find_inputs(paths)  # first, since it refuses paths that do not exist
    first = list(islice(inputs, MOST_WORKERS * WORTH_A_WORKER))
    if not first:
        raise UsageError(
            f"No files in {', '.join(paths)}. Name files or folders that hold .txt, .html or .jsonl reports."
        )
    total = None if "-" in paths else lambda: sum(1 for _ in find_inputs(paths))
    with stored(path, create=True) as store, shown(total, quiet) as progress, _stoppable(progress) as stop:
        options = pipeline.Options(workers or default_workers(len(first)), workers is None, seconds, again, stop=stop)
        return pipeline.read(chain(first, inputs), store, options, now, progress)


def now() -> str:
    """The time in UTC, as decisions carry it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@contextmanager
def _stoppable(progress: Shown) -> Iterator[Callable[[], bool]]:
    """Ctrl-C once: finish what is being read and keep it. Twice, or while linking: stop at once."""
    asked = False

    def on_signal(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked or progress.is_linking:
            raise KeyboardInterrupt
        asked = True
        say("\nFinishing what is being read; press Ctrl-C again to stop at once.")

    before: dict[int, Any] = {n: signal.signal(n, on_signal) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _failed(summary: Summary) -> int:
    return sum(n for (status, _), n in summary.reasons.items() if status == "failed")


def _tell(summary: Summary, path: Path, paths: tuple[str, ...]) -> None:
    """The end summary."""
    say(counted(summary))
    for (status, code), n in summary.reasons.most_common(MOST_REASONS):
        say(f"  {n} {status} {clean(code)}")
    if summary.reasons:
        say(f"  each with its reason: communique show inputs --record {path}")
    if not summary.seen:
        say(f"Nothing to read under {' '.join(paths)}: text files (.txt), web pages (.html) and JSON lines are read.")
    if summary.interrupted:
        say(f"Interrupted. To go on: communique read {' '.join(paths)} --record {path}")
    elif sys.stdout.isatty():
        say(f"Next: communique timeline --record {path}")


def counted(summary: Summary) -> str:
    """How a run ended: every input seen is in one of the four counts."""
    from communique.model.report import Status

    counts = ", ".join(f"{summary.statuses[status]} {status}" for status in Status)
    rate = f", {summary.read / summary.seconds:.1f}/s" if summary.read and summary.seconds else ""
    now = f"{summary.read} read now in {summary.seconds:.1f} s{rate}, {summary.unchanged} read before"
    return f"{summary.seen} seen: {counts}. {now}."


def _as_json(summary: Summary) -> dict[str, Any]:
    from communique.model.report import Status

    reasons = [{"status": status, "code": code, "count": n} for (status, code), n in sorted(summary.reasons.items())]
    return {
        "format": FORMAT,
        "seen": summary.seen,
        **{str(status): summary.statuses[status] for status in Status},
        "read": summary.read,
        "unchanged": summary.unchanged,
        "seconds": round(summary.seconds, 3),
        "interrupted": summary.interrupted,
        "reasons": reasons,
    }
