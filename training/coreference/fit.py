"""Fits the weights by which pronouns choose what they stand for, on GUM: ``python -m training.coreference.fit``.

Each pronoun of the training documents that GUM puts into a chain is one example: its candidates as the program finds
them, of which those are right that hold a word of the same chain; where none does, staying alone is right. The weights
maximise the likelihood of the right ones (a softmax over candidates and "none", whose score is 0), with a quadratic
penalty. What earlier pronouns stand for is taken from the corpus while examples are made.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from communique import pipeline
from communique.entities import find_chains
from communique.entities.draft import PROPER, Draft
from communique.entities.ranking import CANDIDATES, Candidate, sort_of
from communique.model.analysis import Analysis
from communique.model.entity import Mention
from training.coreference.documents import Document, documents

SPOKEN = ("conversation", "vlog")  # genres far from reports
PENALTY, STEPS, RATE = 3.0, 400, 0.5
LEAST = 5  # times that a feature must be met in training
OUT = Path("src/communique/data/en/coreference.toml")
HEAD = """# What speaks for and against a chain as what a pronoun stands for: weights by sort of pronoun.
# Fitted by training/coreference/fit.py on the training part of GUM v11 (texts CC BY and CC BY-SA, annotation CC BY
# 4.0); features are named in entities/ranking.py. The chain with the highest sum is chosen, if high enough.
"""

Read = tuple[Document, Analysis]


@dataclass(frozen=True, slots=True)
class Choice:
    """A pronoun's candidates by their features, and which of them are right."""

    sort: str
    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def read(data: Path, part: str, tools: pipeline.Tools) -> list[Read]:
    """The documents of one part in the genres that are near to reports, analysed."""
    found = (d for d in documents(data, part) if d.name.split("_")[1] not in SPOKEN)
    return [(d, Analysis(d.report, tools.analyser.read(d.report.text, d.report.body), ())) for d in found]


def choices(known: Iterable[Read], tools: pipeline.Tools) -> Iterator[Choice]:
    """The choices that the pronouns of these documents pose, the earlier ones made as the corpus has them."""
    for document, analysis in known:
        found: list[Choice] = []

        def head(mention: Mention, analysis: Analysis = analysis) -> int:
            return analysis.sentences[mention.sentence].sentence.tokens[mention.token].span.start

        def choose(
            sort: str,
            mention: Mention,
            candidates: Sequence[Candidate],
            document: Document = document,
            found: list[Choice] = found,
        ) -> Draft | None:
            own = document.chain_at.get(head(mention), frozenset())
            fits = [any(_is_right(m, own, document) for m in c.draft.mentions) for c in candidates]
            named = [f and _is_named(c.draft) for f, c in zip(fits, candidates, strict=True)]
            right = tuple(named if any(named) else fits)  # "a mother of four" after a name is chained to it by GUM only
            if own:
                found.append(Choice(sort, tuple(c.features for c in candidates), right))
            return next((c.draft for c, is_right in zip(candidates, right, strict=True) if is_right), None)

        def _is_right(mention: Mention, own: frozenset[str], document: Document = document) -> bool:
            return mention.form != "pronoun" and bool(own & document.chain_at.get(head(mention), frozenset()))

        find_chains(analysis, tools.lexicon, tools.reference, choose)
        yield from found


def _is_named(draft: Draft) -> bool:
    return any(m.form in PROPER for m in draft.mentions)


def fit(examples: Sequence[Choice]) -> dict[str, float]:
    """The weights of one sort of pronoun, by gradient ascent (Adagrad) on all examples at once."""
    counts = Counter(f for e in examples for features in e.features for f in set(features))
    names = sorted(f for f, n in counts.items() if n >= LEAST)
    place = {f: i for i, f in enumerate(names)}
    matrices = []
    for e in examples:
        rows = np.zeros((len(e.features) + 1, len(names)))  # the last row is "none", with no features
        for i, features in enumerate(e.features):
            for f in features:
                if f in place:
                    rows[i, place[f]] = 1.0
        right = np.array([*e.right, not any(e.right)], dtype=float)
        matrices.append((rows, right))
    weights, squares = np.zeros(len(names)), np.full(len(names), 1e-8)
    for _ in range(STEPS):
        gradient = -PENALTY * weights
        for rows, right in matrices:
            scores = rows @ weights
            odds = np.exp(scores - scores.max())
            odds /= odds.sum()
            aim = odds * right
            gradient += rows.T @ (aim / aim.sum() - odds)
        squares += gradient**2
        weights += RATE * gradient / np.sqrt(squares)
    return {f: round(float(w), 2) for f, w in zip(names, weights, strict=True)}


def scores(known: Sequence[Read], tools: pipeline.Tools) -> dict[str, tuple[int, int, int]]:
    """By sort of pronoun: chains chosen rightly, chosen, and there to be chosen, with the shipped weights."""
    told: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for document, analysis in known:
        chains = find_chains(analysis, tools.lexicon, tools.reference)
        for chain in chains:
            for mention in chain.mentions:
                sentence = analysis.sentences[mention.sentence].sentence
                token = sentence.tokens[mention.token]
                sort = sort_of(token.form, tools.lexicon)
                own = document.chain_at.get(token.span.start, frozenset())
                if mention.form != "pronoun" or not sort or not own:
                    continue
                others = [m for m in chain.mentions if m.form != "pronoun" and m.span.start < mention.span.start]
                heads = (analysis.sentences[m.sentence].sentence.tokens[m.token].span.start for m in others)
                told[sort][0] += any(own & document.chain_at.get(at, frozenset()) for at in heads)
                told[sort][1] += bool(others)
    for choice in choices(known, tools):
        told[choice.sort][2] += any(choice.right)
    return {sort: (row[0], row[1], row[2]) for sort, row in told.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of ud/gum")
    parser.add_argument("--measure", action="store_true", help="only measure the shipped weights on dev and test")
    options = parser.parse_args()
    tools = pipeline.load_tools()
    if not options.measure:
        examples = list(choices(read(options.data, "train", tools), tools))
        lines = [HEAD]
        for sort in CANDIDATES:
            chosen = fit([e for e in examples if e.sort == sort])
            lines += [f"\n[{sort}]\n", *(f'"{name}" = {weight}\n' for name, weight in chosen.items())]
        OUT.write_text("".join(lines), encoding="utf-8")
        return
    for part in ("dev", "test"):
        for sort, (right, chosen, there) in scores(read(options.data, part, tools), tools).items():
            print(f"{part} {sort}: right {right} of {chosen} chosen, {there} there")


if __name__ == "__main__":
    main()
