"""Reports of 400 words a second and peak memory, through the real command line on real articles."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORDS = 400


@dataclass(frozen=True)
class Speed:
    """``reports`` texts of about 400 words read in ``seconds``; the largest process held ``peak_mb`` megabytes.

    ``kb_a_report`` is the record's size beside its texts, in kilobytes a report.
    """

    reports: int
    seconds: float
    peak_mb: float
    kb_a_report: float

    @property
    def rate(self) -> float:
        """Reports a second, start of the process and linking included."""
        return self.reports / self.seconds


def measure(corpus: Path, reports: int, workers: int, out: Path) -> Speed:
    """Time `communique read` over ``reports`` articles of ``corpus``, each cut to its first 400 words."""
    out.mkdir(parents=True, exist_ok=True)
    sample, store = out / "sample.jsonl", out / "speed.sqlite"
    store.unlink(missing_ok=True)
    size = _write_sample(corpus, reports, sample)
    command = [sys.executable, "-m", "communique", "read", str(sample), "--record", str(store), "--quiet"]
    start = time.monotonic()
    done = subprocess.run([*command, "--workers", str(workers)], check=False, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - start
    if done.returncode not in (0, 1):
        raise SystemExit(f"communique read ended with {done.returncode}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Speed(reports, seconds, peak, (store.stat().st_size - size) / reports / 1000)


def _write_sample(corpus: Path, reports: int, sample: Path) -> int:
    """Write the sample and return the size of its texts in bytes."""
    size = 0
    with sample.open("w", encoding="utf-8") as file:
        for row in _articles(corpus, reports):
            size += len(row["text"].encode())
            file.write(json.dumps(row) + "\n")
    return size


def _articles(corpus: Path, reports: int) -> Iterator[dict[str, str]]:
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if len(row["text"].split()) >= WORDS:
                yield {**row, "text": _first_words(row["text"], WORDS)}
                reports -= 1
                if not reports:
                    return


def _first_words(text: str, count: int) -> str:
    """The text up to its ``count``-th word, line breaks kept."""
    seen = 0
    for i, char in enumerate(text):
        if char.isspace() and i and not text[i - 1].isspace():
            seen += 1
            if seen == count:
                return text[:i]
    return text
