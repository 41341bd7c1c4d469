"""The corpus on disk: JSON Lines of runs with labels; real news is stored without its text.

``corpus/written.jsonl`` holds runs of our own writing with their text, ``corpus/news.jsonl`` runs of articles by id,
with the offsets of sentences and labels in the article's text, which is joined from the news file when it is read.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from training.events.notation import Run

FOLDER = Path(__file__).parent / "corpus"
NEWS, WRITTEN = "news.jsonl", "written.jsonl"


def articles(path: Path) -> dict[str, dict[str, Any]]:
    """The articles of the news file by id."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, file)}


def write(path: Path, runs: Iterable[Run], with_text: bool) -> None:
    """One line a run, ordered by id."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(_row(run, with_text), ensure_ascii=False, separators=(",", ":")) for run in runs]
    path.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")


def _row(run: Run, with_text: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"id": run.id}
    if with_text:
        row |= {"published": run.published, "note": run.note, "text": run.text}
    return row | {
        "sentences": run.sentences, "events": run.events, "statements": run.statements, "names": run.names,
    }  # fmt: skip


def read(folder: Path, news: Mapping[str, Mapping[str, Any]]) -> Iterator[Run]:
    """All runs with their text; runs of articles that ``news`` lacks are left out."""
    for name in (WRITTEN, NEWS):
        path = folder / name
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            row = json.loads(line)
            article = news.get(row["id"].split(":")[0]) if name == NEWS else row
            if article is not None:
                yield Run(
                    row["id"], article["text"], [tuple(s) for s in row["sentences"]], article["published"],
                    row.get("note", ""), row["events"], row["statements"], row["names"],
                )  # fmt: skip


def part(ident: str) -> str:
    """The part of a run, by the digest of its article's id: one in twenty held out, one in twenty for tuning."""
    number = int(hashlib.sha256(ident.split(":")[0].encode()).hexdigest(), 16) % 20
    return "test" if number == 0 else "dev" if number == 1 else "train"
