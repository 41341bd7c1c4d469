"""Measures the shipped language model through the code that users run: ``python -m eval.language --data DIR --json``.

DIR holds ``ud/`` and ``ner/`` as `training.language.corpora` reads them. Trees, tags, names and mention heads are
measured on gold words; sentences and words on the raw text of GUM's news. ``--card`` writes the scores to card.json
and to the table in CARD.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from communique import language
from communique.language import weights
from communique.model.language import Parsed
from communique.model.span import Span
from training.language import corpora
from training.language.corpora import Example, Row

Scores = dict[str, float]

MARKS = ("<!-- scores -->", "<!-- end of scores -->")
"""Where the table stands in CARD.md."""


def percent(right: float, total: float) -> float:
    """A share in per cent, two decimals."""
    return round(100 * right / max(total, 1), 2)


def f1(found: Iterable[Hashable], gold: Iterable[Hashable]) -> float:
    """Harmonic mean of precision and recall of two sets, in per cent."""
    a, b = set(found), set(gold)
    return percent(2 * len(a & b), len(a) + len(b))


def read(analyser: language.Analyser, examples: Sequence[Example]) -> list[Parsed]:
    """Parses examples with their gold words, twenty to a report as in a long article."""
    out: list[Parsed] = []
    for start in range(0, len(examples), 20):
        text, cut = lay_out([e.forms for e in examples[start : start + 20]])
        out.extend(analyser.read_words(text, cut))
    return out


def lay_out(sents: Iterable[Sequence[str]]) -> tuple[str, list[tuple[Span, list[Span]]]]:
    """A text with the words of each sentence parted by spaces, and where they are."""
    text, cut = "", []
    for forms in sents:
        spans = []
        for form in forms:
            spans.append(Span(len(text), len(text) + len(form)))
            text += form + " "
        cut.append((Span(spans[0].start, spans[-1].end), spans))
    return text, cut


def trees(analyser: language.Analyser, examples: Sequence[Example]) -> Scores:
    """UPOS, XPOS, lemma, UAS and LAS per word, punctuation included; subtypes of relations count."""
    right: Counter[str] = Counter()
    for example, parsed in zip(examples, read(analyser, examples), strict=True):
        right.update(_hits(example, parsed))
    return {key: percent(right[key], right["words"]) for key in ("upos", "xpos", "lemma", "uas", "las")}


def _hits(e: Example, parsed: Parsed) -> Counter[str]:
    assert e.upos and e.xpos and e.lemmas and e.heads and e.deprels
    out: Counter[str] = Counter(words=len(e.forms))
    for i, token in enumerate(parsed.sentence.tokens):
        out["upos"] += token.upos == e.upos[i]
        out["xpos"] += token.xpos == e.xpos[i]
        out["lemma"] += token.lemma == e.lemmas[i]
        out["uas"] += token.head == e.heads[i]
        out["las"] += token.head == e.heads[i] and token.deprel == e.deprels[i]
    return out


def names(analyser: language.Analyser, examples: Sequence[Example], misc: bool) -> float:
    """Strict F1 of names: span and kind. Without ``misc`` names of other things are left out of what was found."""
    gold = {(n, *span) for n, e in enumerate(examples) for span in _gold_names(e)}
    found = {
        (n, s.first, s.last, s.kind)
        for n, parsed in enumerate(read(analyser, examples))
        for s in parsed.names
        if misc or s.kind != "misc"
    }
    return f1(found, gold)


def _gold_names(example: Example) -> list[tuple[int, int, str]]:
    tags = [next(iter(t)) if len(t) == 1 else "O" for t in example.names or ()]
    begins = [i for i, t in enumerate(tags) if t.startswith("B-")]
    return [(i, _last(tags, i), tags[i][2:]) for i in begins]


def _last(tags: Sequence[str], i: int) -> int:
    while i + 1 < len(tags) and tags[i + 1].startswith("I-"):
        i += 1
    return i


def mentions(analyser: language.Analyser, examples: Sequence[Example]) -> Scores:
    """F1 of mention heads, without and with their kind; pronouns are among them."""
    gold = {(n, i, k) for n, e in enumerate(examples) for i, k in enumerate(e.kinds or ()) if k != "none"}
    found = {(n, h.index, h.kind) for n, p in enumerate(read(analyser, examples)) for h in p.heads}
    return {"heads": f1({x[:2] for x in found}, {x[:2] for x in gold}), "heads_with_kind": f1(found, gold)}


def raw(documents: Iterable[Sequence[Row]]) -> Scores:
    """F1 of sentence and word spans on raw text whose paragraphs are known."""
    tables: dict[str, set[tuple[int, int, int]]] = {key: set() for key in ("s", "S", "w", "W")}
    for n, rows in enumerate(documents):
        text, paragraphs, sents, words = raw_text(rows)
        found = language.sentences(text, paragraphs)
        tables["s"] |= {(n, s.start, s.end) for s in found}
        tables["w"] |= {(n, w.start, w.end) for s in found for w in language.words(text, s)}
        tables["S"] |= {(n, *s) for s in sents}
        tables["W"] |= {(n, *w) for w in words}
    return {"sentences": f1(tables["s"], tables["S"]), "words": f1(tables["w"], tables["W"])}


def raw_text(rows: Sequence[Row]) -> tuple[str, list[Span], list[tuple[int, int]], list[tuple[int, int]]]:
    """A document's text, paragraphs, and gold sentences and words as offsets."""
    text, starts = "", []
    sents, words = [], []
    for row in rows:
        if not text or any(c.startswith("# newpar") and "block" not in c for c in row.comments):
            text += "\n\n" if text else ""
            starts.append(len(text))
        else:
            text += " "
        begin = len(text)
        text += row.comment("text") or ""
        sents.append((begin, len(text)))
        words.extend(_word_offsets(row, text, begin))
    ends = [*(s - 2 for s in starts[1:]), len(text)]
    return text, [Span(s, e) for s, e in zip(starts, ends, strict=True)], sents, words


def _word_offsets(row: Row, text: str, at: int) -> list[tuple[int, int]]:
    """The words' places in the text; words that are not spelled out there (as in "wanna") are left out."""
    out = []
    for cells in row.columns:
        start = text.find(cells[1], at)
        if 0 <= start <= at + 2:
            at = start + len(cells[1])
            out.append((start, at))
    return out


def speed(analyser: language.Analyser, texts: Sequence[tuple[str, list[Span]]]) -> int:
    """Words a second from raw text to parsed sentences."""
    analyser.read(*texts[0])
    start = time.perf_counter()
    count = sum(len(p.sentence) for text, paragraphs in texts for p in analyser.read(text, paragraphs))
    return round(count / (time.perf_counter() - start))


def measure(data: Path, directory: Path) -> dict[str, object]:
    """All scores."""
    analyser = language.load(directory, threads=2)
    ewt, gum = corpora.ewt(data, "test"), corpora.gum(data, "test")
    pud = corpora.with_names(corpora.pud(data), corpora.uner(data, "test", "pud"))
    news = {
        n: d for part in ("train", "dev", "test") for n, d in corpora.gum_documents(data, part).items() if "_news_" in n
    }
    held = [d for n, d in news.items() if n in corpora.gum_documents(data, "test")]
    texts = [raw_text(d)[:2] for d in news.values()]
    return {
        "ewt_test": trees(analyser, ewt),
        "gum_test": trees(analyser, gum),
        "gum_test_news": trees(analyser, [e for e in gum if "_news_" in e.ident]),
        "pud": trees(analyser, pud),
        "raw_gum_news": raw(news.values()),
        "raw_gum_test_news": raw(held),
        "names": {
            "uner_ewt_test": names(analyser, corpora.with_names(ewt, corpora.uner(data, "test")), misc=False),
            "uner_pud": names(analyser, pud, misc=False),
            "crossner_politics_test": names(analyser, corpora.crossner(data, "test"), misc=True),
        },
        "mentions_gum_test": mentions(analyser, gum),
        "words_a_second": {str(n): speed(language.load(directory, threads=n), texts) for n in (1, 2)},
    }


def write_card(directory: Path, scores: dict[str, object]) -> None:
    """Puts the scores into card.json and between the marks in CARD.md."""
    path = directory / weights.CARD
    path.write_text(json.dumps(json.loads(path.read_text()) | {"scores": scores}, indent=1) + "\n")
    page = directory / "CARD.md"
    if page.is_file():
        before, _, rest = page.read_text().partition(MARKS[0])
        page.write_text(before + MARKS[0] + "\n" + table(scores) + MARKS[1] + rest.partition(MARKS[1])[2])


def table(scores: dict[str, object]) -> str:
    """The scores as a table in Markdown."""
    rows = ["| held-out text | scores |", "|---|---|"]
    for name, found in scores.items():
        assert isinstance(found, dict)
        cells = ", ".join(f"{key.replace('_', ' ')} {value:.1f}" for key, value in found.items())
        rows.append(f"| {name.replace('_', ' ')} | {cells} |")
    return "\n".join(rows) + "\n"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=weights.DEFAULT)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument("--card", action="store_true", help="write the scores, without speed, to card.json")
    args = parser.parse_args()
    scores = measure(args.data, args.weights)
    print(json.dumps(scores) if args.json else "\n".join(f"{k}: {v}" for k, v in scores.items()))
    if args.card:
        write_card(args.weights, {k: v for k, v in scores.items() if k != "words_a_second"})


if __name__ == "__main__":
    main()
