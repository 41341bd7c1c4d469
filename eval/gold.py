"""Scores of the record on every gold collection, made through the real command line.

A collection is a folder with `reports/` and `gold.json` (communique-record/1).
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "communique"]


@dataclass(frozen=True)
class Scores:
    """One collection's scores by measure, 0 to 1, with the raw rows of the scorer and a digest of its files."""

    name: str
    digest: str
    values: dict[str, float]
    raw: dict[str, Any]


def collections(folder: Path) -> list[Path]:
    """The collections below ``folder``, sorted by name."""
    return sorted(path.parent for path in folder.glob("*/gold.json"))


def score(collection: Path, scorer: Path, out: Path) -> Scores:
    """Read a collection's reports with the command line, export the record and score it against gold."""
    out.mkdir(parents=True, exist_ok=True)
    store, record = out / "record.sqlite", out / "record.json"
    store.unlink(missing_ok=True)
    _run([*COMMAND, "read", str(collection / "reports"), "--record", str(store), "--quiet"])
    _run([*COMMAND, "export", "--record", str(store), "--format", "record", "--output", str(record)])
    gold = collection / "gold.json"
    scored = _run(
        [sys.executable, str(scorer), str(gold), str(record), "--reports", str(collection / "reports"), "--json"]
    )
    raw = json.loads(scored)
    return Scores(
        collection.name, digest(collection), {name: value(row) for name, row in raw.items() if counted(row)}, raw
    )


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def counted(row: dict[str, Any]) -> bool:
    """Whether a row of the scorer measures anything in this collection."""
    if "f1" in row:
        return bool(row.get("gold", 1) or row.get("predicted", 1))
    return bool(row["of"])


def value(row: dict[str, Any]) -> float:
    """F1, or the share that is right."""
    return float(row["f1"]) if "f1" in row else row["right"] / row["of"]


def digest(collection: Path) -> str:
    """SHA-256 over the gold record and the reports: a floor holds for these files only."""
    sha = hashlib.sha256()
    for path in sorted([collection / "gold.json", *(collection / "reports").iterdir()]):
        sha.update(path.name.encode() + b"\0" + path.read_bytes())
    return sha.hexdigest()[:16]


def means(scores: list[Scores]) -> dict[str, float]:
    """The mean of each measure over the collections that have it."""
    names = list(dict.fromkeys(name for s in scores for name in s.values))
    return {n: sum(v) / len(v) for n in names if (v := [s.values[n] for s in scores if n in s.values])}
