"""Fits how model and lexicon together make one probability: ``python -m training.events.calibrate --shared ../shared``.

Candidates of the dev part of the corpus, which the model was not trained on, are marked right where the annotators
have an event of the same PLOVER name on the word, or in the sentence and on no other candidate. A logistic
regression over the model's log odds and who speaks for the candidate gives the weights of `data/en/confidence.toml`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from communique import lexicon, pipeline, reference
from communique.entities import find_chains
from communique.events.arguments import ChainIndex
from communique.events.candidates import SUPPORT, Candidate, Confidence, log_odds, strength
from communique.events.find import candidates_in
from communique.model.analysis import Analysis
from communique.model.event import plover_name
from communique.model.language import Sentence
from communique.model.report import Report
from communique.model.span import Span
from training.events import corpus
from training.events.notation import Run

TARGET = Path(lexicon.DATA) / "en" / "confidence.toml"
NEUTRAL = Confidence(1.0, dict.fromkeys(SUPPORT, 0.0) | {"both": 1.0}, 0.0, 0.0)

HEADER = """\
# How sure an event is: log odds = slope * log odds of the model + the weight of who speaks for it.
# Written by python -m training.events.calibrate on the dev part of the corpus; nothing here is set by hand
# but the threshold, the least probability of an event that is told, and the least of a word that may tell one again.
"""


def of_run(run: Run, tools: pipeline.Tools) -> Iterator[tuple[Candidate, bool]]:
    """The candidates of a run, each with whether it is right."""
    report = Report(run.id, run.id, run.id, "", run.text, tuple(Span(*s) for s in run.sentences))
    analysis = Analysis(report, tools.analyser.read(report.text, report.body), ())
    analysis = Analysis(report, analysis.sentences, (), find_chains(analysis, tools.lexicon, reference.load()))
    index = ChainIndex(analysis, tools.lexicon)
    for i, parsed in enumerate(analysis.sentences):
        span = parsed.sentence.span
        gold = [(e["kind"], e["trigger"][0]) for e in run.events if span.start <= e["trigger"][0] < span.end]
        yield from _marked(list(candidates_in(index, i, NEUTRAL)), gold, parsed.sentence)


def _marked(found: list[Candidate], gold: list[tuple[str, int]], sent: Sentence) -> Iterator[tuple[Candidate, bool]]:
    """Best candidates first, each taking the nearest event of its name that is left."""
    left = list(gold)
    for c in sorted(found, key=lambda c: -c.score):
        start = sent.tokens[c.token].span.start
        same = [g for g in left if plover_name(g[0]) == plover_name(c.kind)]
        best = min(same, key=lambda g: abs(g[1] - start), default=None)
        if best:
            left.remove(best)
        yield c, best is not None


def support(c: Candidate) -> str:
    """Who speaks for a candidate."""
    if c.act is None:
        return "lexicon"
    if not c.hits:
        return "model"
    return "both" if plover_name(c.hits[0].trigger.kind) == plover_name(c.kind) else "other"


def fit(rows: list[tuple[float, str, bool]]) -> tuple[float, dict[str, float]]:
    """Slope and weights by Newton's method with a little ridge."""
    x = np.array([[score, *(float(s == name) for name in SUPPORT)] for score, s, _ in rows])
    y = np.array([float(right) for _, _, right in rows])
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - 1e-2 * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-2 * np.eye(len(w))
        w = w + np.linalg.solve(hessian, gradient)
    return float(w[0]), {name: float(v) for name, v in zip(SUPPORT, w[1:], strict=True)}


def curve(rows: list[tuple[float, bool]], gold: int) -> str:
    """Precision and recall at thresholds."""
    lines = [f"{'threshold':>10}{'shown':>8}{'precision':>11}{'recall':>9}"]
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [right for p, right in rows if p >= least]
        share = sum(kept) / max(len(kept), 1)
        lines.append(f"{least:>10}{len(kept):>8}{share:>11.3f}{sum(kept) / max(gold, 1):>9.3f}")
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", type=Path, default=corpus.FOLDER)
    parser.add_argument("--threshold", type=float, default=0.45)
    parser.add_argument("--faint", type=float, default=0.12)
    args = parser.parse_args()
    tools = pipeline.load_tools()
    news = corpus.articles(args.shared / "data" / "news" / "foreign_affairs.jsonl.gz")
    runs = [run for run in corpus.read(args.corpus, news) if corpus.part(run.id) == "dev"]
    marked = [pair for run in runs for pair in of_run(run, tools)]
    rows = [(log_odds(strength(c.act, c.kind) if c.act else 0.0), support(c), right) for c, right in marked]
    slope, weights = fit(rows)
    odds = Confidence(slope, weights, args.threshold, args.faint)
    lines = [f"slope = {slope:.3f}", f"threshold = {args.threshold}", f"faint = {args.faint}", "", "[support]"]
    lines += [f"{name} = {weights[name]:.3f}" for name in SUPPORT]
    TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    scored = [(odds.probability(strength(c.act, c.kind) if c.act else 0.0, support(c)), right) for c, right in marked]
    print("\n".join(lines))
    print(curve(scored, sum(len(run.events) for run in runs)))


if __name__ == "__main__":
    main()
