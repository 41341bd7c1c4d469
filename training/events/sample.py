"""Draws runs of news sentences to annotate: ``python -m training.events.sample --news FILE --out FOLDER``.

Each sheet holds the numbered sentences of several runs, one after the other; the runs' ids are ``article:first`` with
the number of the first sentence taken. The draw is by seed and the same for the same news file. Half of the articles
are drawn evenly, half among those with the most words of the rarer acts, since chance alone gives few of these.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.language import sentences
from communique.model.span import Span
from training.events import corpus
from training.events.notation import Run

LONGEST, SHORTEST = 24, 8
"""Sentences of a run."""

RARE = re.compile(
    r"\b(ceasefires?|cease-fires?|truces?|treat(y|ies)|accords?|ratif\w+|drills?|exercises|delegations?|arms|missiles?|"
    r"peacekeep\w+|disarm\w*|prisoners?|sanctions|envoys?|ambassadors?|troops|withdr\w+|weapons|jets|summits?|talks|"
    r"memorandum|deliver\w+|trained|training|observers|commission|recogni[sz]\w+|hostages?|exchange)\b",
    re.IGNORECASE,
)


def cut(text: str) -> list[tuple[int, int]]:
    """The sentences of an article; its lines are its paragraphs."""
    lines = [Span(*m.span()) for m in re.finditer(r"\S[^\n]*", text)]
    return [(s.start, s.end) for s in sentences(text, lines)]


def runs(found: list[dict[str, Any]], seed: int) -> Iterator[Run]:
    """Runs in the order drawn, evenly and rich by turns."""
    chance = random.Random(seed)
    even = list(found)
    chance.shuffle(even)
    rich = sorted(even, key=lambda a: -len(RARE.findall(a["text"])) / (400 + len(a["text"].split())))[: len(even) // 3]
    chance.shuffle(rich)
    seen: set[str] = set()
    for pair in zip(rich, even, strict=False):
        for article in pair:
            if article["id"] not in seen:
                seen.add(article["id"])
                yield _run(article, chance)


def _run(article: dict[str, Any], chance: random.Random) -> Run:
    spans = cut(article["text"])
    start = 0 if chance.random() < 0.6 else chance.randrange(max(1, len(spans) - SHORTEST))
    taken = spans[start : start + LONGEST]
    ident = f"{article['id']}:{start}"
    return Run(ident, article["text"], taken, article["published"], article["title"])


def sheet(drawn: list[Run]) -> str:
    """The sentences of runs as annotators see them."""
    lines = []
    for run in drawn:
        lines.append(f"=== {run.id} {run.published} {run.note}")
        for n, (start, end) in enumerate(run.sentences, 1):
            lines.append(f"{n}> {' '.join(run.text[start:end].split())}")
        lines.append("")
    return "\n".join(lines) + "\n"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sheets", type=int, default=8)
    parser.add_argument("--size", type=int, default=900, help="sentences a sheet")
    parser.add_argument("--seed", type=int, default=3)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    source = runs(list(corpus.articles(args.news).values()), args.seed)
    for number in range(1, args.sheets + 1):
        taken: list[Run] = []
        while sum(len(r.sentences) for r in taken) < args.size:
            run = next(source)
            if len(run.sentences) >= SHORTEST:
                taken.append(run)
        (args.out / f"n{number:02}.txt").write_text(sheet(taken), encoding="utf-8")


if __name__ == "__main__":
    main()
