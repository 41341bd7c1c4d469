"""Checks annotators' sheets and counts their labels: ``python -m training.events.check SHEET [--text TEXT]``."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.events import notation
from training.events.notation import Run


def faults(run: Run) -> Iterator[str]:
    """What the notation allows but the guide does not."""
    seen: set[tuple[int, ...]] = set()
    for event in run.events:
        key = (*event["trigger"],)
        if key in seen:
            yield f"{run.id}: two events on {_words(run, event['trigger'])!r}: keep the main one, or use another word"
        seen.add(key)
        taken = [(r["role"], *r["span"]) for r in event["roles"]]
        if len(set(taken)) < len(taken):
            yield f"{run.id}: a role twice at {_words(run, event['trigger'])!r}"
        for role in event["roles"]:
            if role["role"] != "time" and role["span"][0] <= event["trigger"][0] < role["span"][1]:
                yield f"{run.id}: {_words(run, role['span'])!r} holds its own trigger {_words(run, event['trigger'])!r}"
    for name in run.names:
        words = _words(run, name["span"])
        if words == words.lower():
            yield f"{run.id}: {words!r} is no name"


def _words(run: Run, span: list[int]) -> str:
    return " ".join(run.text[span[0] : span[1]].split())


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sheet", type=Path)
    parser.add_argument(
        "--text", type=Path, help="the sheet of sentences, where the labels stand in a file of their own"
    )
    args = parser.parse_args()
    known = None
    if args.text:
        known = {run.id: run for run in notation.read(args.text.read_text(encoding="utf-8"))[0]}
    found, wrong = notation.read(args.sheet.read_text(encoding="utf-8"), known)
    for line in [*wrong, *(f for run in found for f in faults(run))]:
        print(line)
    kinds = Counter(e["kind"] for run in found for e in run.events)
    statuses = Counter(e["status"] for run in found for e in run.events)
    told = sum(len(run.sentences) for run in found)
    bare = told - len({(run.id, e["sentence"]) for run in found for e in run.events})
    print(f"{len(found)} runs, {told} sentences, {bare} without an event, {sum(kinds.values())} events, "
          f"{sum(len(r.statements) for r in found)} statements, {sum(len(r.names) for r in found)} names")  # fmt: skip
    print(" ".join(f"{k} {n}" for k, n in kinds.most_common()))
    print(" ".join(f"{k} {n}" for k, n in statuses.most_common()))


if __name__ == "__main__":
    main()
