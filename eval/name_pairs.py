"""Whether two names can be one thing's: pairs of names in twelve scripts and styles, half of them hard to tell apart.

Usage: python -m eval.name_pairs [--show] [--half 0|1]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.merge.score import compare_chains
from communique.merge.subjects import ChainView

PAIRS = Path(__file__).parent / "names" / "pairs.psv"
ENOUGH = 0.6  # score from which the two names alone make one entity


@dataclass(frozen=True)
class Pair:
    """Two names of one ``kind`` and whether they are the ``same`` thing's."""

    kind: str
    style: str
    left: str
    right: str
    same: bool


def pairs(path: Path = PAIRS) -> Iterator[Pair]:
    """The pairs of the file."""
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    for kind, style, left, right, same in (row.split("|") for row in rows):
        yield Pair(kind, style, left, right, same == "yes")


def verdict(pair: Pair) -> str:
    """What the program says of the two: "same", "loose" (the same where no other fits as well) or "no"."""
    one, two = (ChainView(k, k, pair.kind, (name,)) for k, name in (("a", pair.left), ("b", pair.right)))
    found = compare_chains(one, two)
    if found.score < ENOUGH:
        return "no"
    return "loose" if found.loose else "same"


def matches(pair: Pair) -> bool:
    """Whether the program takes the two for one by their names alone."""
    return verdict(pair) == "same"


@dataclass(frozen=True)
class Figures:
    """Precision and recall of what is taken for one, and how many loose fits there are: right ones and all."""

    precision: float
    recall: float
    pairs: int
    loose_right: int
    loose: int


def score(found: Iterable[Pair]) -> dict[str, Figures]:
    """The figures for all and by style and kind."""
    counts: Counter[tuple[str, str]] = Counter()
    for pair in found:
        told = verdict(pair)
        for group in ("all", pair.style, pair.kind):
            counts[group, "pairs"] += 1
            counts[group, told] += 1
            counts[group, "is same"] += pair.same
            counts[group, f"{told} right"] += pair.same
    return {
        g: Figures(
            counts[g, "same right"] / max(1, counts[g, "same"]),
            counts[g, "same right"] / max(1, counts[g, "is same"]),
            counts[g, "pairs"],
            counts[g, "loose right"],
            counts[g, "loose"],
        )
        for g in dict.fromkeys(group for group, _ in counts)
    }


def table(found: Iterable[Pair]) -> str:
    """The figures as text."""
    head = f"{'':20}{'precision':>10}{'recall':>8}{'pairs':>7}{'loose fits right':>18}"
    rows = (
        f"{name:20}{f.precision:>10.3f}{f.recall:>8.3f}{f.pairs:>7}{f'{f.loose_right} of {f.loose}':>18}"
        for name, f in score(found).items()
    )
    return "\n".join([head, *rows])


def main() -> None:
    """Print the figures, and with ``--show`` the pairs taken wrongly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only every other line: 0 the first, 1 the second")
    args = parser.parse_args()
    chosen = list(pairs())[args.half :: 2] if args.half is not None else list(pairs())
    if args.show:
        for pair in chosen:
            told = verdict(pair)
            if told == "loose" or (told == "same") != pair.same:
                wrong = "loose " if told == "loose" else "missed" if pair.same else "WRONG "
                print(f"{wrong} {pair.kind:13}{pair.style:20}{pair.left} / {pair.right} ({pair.same})")
    print(table(chosen))


if __name__ == "__main__":
    main()
