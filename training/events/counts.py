"""Counts of the corpus: ``python -m training.events.counts --news NEWS``."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from training.events import corpus


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, required=True)
    args = parser.parse_args()
    runs = list(corpus.read(corpus.FOLDER, corpus.articles(args.news)))
    for name, some in (("news", [r for r in runs if ":" in r.id]), ("written", [r for r in runs if ":" not in r.id])):
        told = {(r.id, e["sentence"]) for r in some for e in r.events}
        count = sum(len(r.sentences) for r in some)
        print(f"{name}: {len(some)} runs, {count} sentences, {count - len(told)} without an event, "
              f"{sum(len(r.events) for r in some)} events, {sum(len(r.statements) for r in some)} statements, "
              f"{sum(len(r.names) for r in some)} names")  # fmt: skip
    events = [e for r in runs for e in r.events]
    for title, key in (("kind", "kind"), ("status", "status")):
        print(f"{title}: " + ", ".join(f"{k} {n}" for k, n in Counter(e[key] for e in events).most_common()))
    print(
        "role: "
        + ", ".join(f"{k} {n}" for k, n in Counter(x["role"] for e in events for x in e["roles"]).most_common())
    )
    print(
        "part: "
        + ", ".join(f"{k} {n}" for k, n in Counter(corpus.part(r.id) for r in runs for _ in r.sentences).items())
    )


if __name__ == "__main__":
    main()
