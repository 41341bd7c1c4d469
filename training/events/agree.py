"""How far two annotations of the same runs agree: ``python -m training.events.agree ONE TWO --text TEXT``.

ONE and TWO are sheets of labels for the sentences of TEXT. Triggers agree on the word; kinds and PLOVER names also
where two triggers of one sentence differ in the word.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any

from communique.model.event import plover_name
from training.events import notation
from training.events.notation import Run

Label = Mapping[str, Any]


def measures(one: list[Run], two: list[Run]) -> dict[str, float]:
    """F1 of triggers, kinds, PLOVER names, cues and names; then statuses and roles at shared triggers."""
    pairs = [(a, b) for a in one for b in two if a.id == b.id]
    out = {
        "trigger": _f1(pairs, lambda r: Counter(tuple(e["trigger"]) for e in r.events)),
        "kind": _f1(pairs, lambda r: Counter((e["sentence"], e["kind"]) for e in r.events)),
        "plover": _f1(pairs, lambda r: Counter((e["sentence"], plover_name(e["kind"])) for e in r.events)),
        "speech": _f1(pairs, lambda r: Counter(tuple(s["cue"]) for s in r.statements if s["cue"])),
        "names": _f1(pairs, lambda r: Counter((*n["span"], n["kind"]) for n in r.names)),
    }
    same = [(e, f) for a, b in pairs for e in a.events for f in b.events if e["trigger"] == f["trigger"]]
    out["status at shared triggers"] = sum(e["status"] == f["status"] for e, f in same) / max(len(same), 1)
    left, right = ([_fillers(e) for e in side] for side in zip(*same, strict=True))
    hits = sum(sum((a & b).values()) for a, b in zip(left, right, strict=True))
    total = sum(c.total() for c in (*left, *right))
    out["roles at shared triggers"] = 2 * hits / max(total, 1)
    return out


def _fillers(event: Label) -> Counter[Hashable]:
    """Roles with the last character of their words, which "the two ministers" and "two ministers" share."""
    return Counter((r["role"], r["span"][1]) for r in event["roles"])


def _f1(pairs: list[tuple[Run, Run]], labels: Callable[[Run], Counter[Any]]) -> float:
    hits = total = 0
    for a, b in pairs:
        left, right = labels(a), labels(b)
        hits += (left & right).total()
        total += left.total() + right.total()
    return 2 * hits / max(total, 1)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("one", type=Path, nargs="+")
    parser.add_argument("two", type=Path)
    parser.add_argument("--text", type=Path, required=True)
    args = parser.parse_args()
    known = {run.id: run for run in notation.read(args.text.read_text(encoding="utf-8"))[0]}
    one = [run for path in args.one for run in notation.read(path.read_text(encoding="utf-8"), known)[0]]
    two = notation.read(args.two.read_text(encoding="utf-8"), known)[0]
    for name, value in measures(one, two).items():
        print(f"{name:28}{value:.3f}")


if __name__ == "__main__":
    main()
