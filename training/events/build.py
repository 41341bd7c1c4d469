"""Puts annotators' sheets into the corpus: ``python -m training.events.build --sheets FOLDER --news FILE``.

Sheets ``n*.ann`` label sheets of news sentences that `training.events.sample` wrote, ``w*.ann`` hold their own text.
Lines that the notation refuses are left out and counted. With ``--add`` the runs join those that the corpus holds, but
for those of the parts for tuning and testing, so that figures of other days stay comparable.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.events import corpus, notation, sample
from training.events.notation import Run


def news_runs(articles: dict[str, dict[str, object]], idents: set[str], longest: int) -> dict[str, Run]:
    """The runs of these ids, with the sentences as `sample` cut them."""
    out = {}
    for ident in idents:
        name, _, start = ident.partition(":")
        if name in articles:
            article = articles[name]
            text = str(article["text"])
            spans = sample.cut(text)[int(start) : int(start) + longest]
            out[ident] = Run(ident, text, spans, str(article["published"] or ""), "")
    return out


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=Path, required=True)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=corpus.FOLDER)
    parser.add_argument("--add", action="store_true", help="keep what the corpus holds, and add runs to train on")
    args = parser.parse_args()
    articles = corpus.articles(args.news)
    written: dict[str, Run] = {}
    news: dict[str, Run] = {}
    for path in sorted(args.sheets.glob("*.ann")):
        text = path.read_text(encoding="utf-8")
        known = None
        if path.name.startswith("n"):
            idents = {line.split()[1] for line in text.splitlines() if line.startswith("=== ")}
            known = news_runs(articles, idents, sample.LONGEST)
        found, wrong = notation.read(text, known)
        (news if known is not None else written).update({run.id: run for run in found})
        told = sum(len(r.sentences) for r in found)
        print(f"{path.name}: {len(found)} runs, {told} sentences, {len(wrong)} lines refused")
        for line in wrong[:5]:
            print("   ", line[:200])
    if args.add:
        held = list(corpus.read(args.out, articles))
        for kind, other in ((written, False), (news, True)):
            new = {i: run for i, run in kind.items() if corpus.part(i) == "train"}
            kind.clear()
            kind.update({**{r.id: r for r in held if (r.id.partition(":")[0] in articles) is other}, **new})
    corpus.write(args.out / corpus.WRITTEN, written.values(), with_text=True)
    corpus.write(args.out / corpus.NEWS, news.values(), with_text=False)


if __name__ == "__main__":
    main()
