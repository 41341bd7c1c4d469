"""Collections of real news: gold records whose quotations are offsets, made whole with the articles of the data folder.

The texts belong to their outlets and are not here. A packed record is a gold record in which each quotation is
`"at": [start, end]`, in characters of the report as `text_of` composes it, and in which each report names the `article`
of `news/foreign_affairs.jsonl.gz` that it is; its title is left out.

    python -m eval.news GOLD_FOLDER --shared ../shared --out eval/news/NAME.json    # packs a coded collection
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

FORMAT = "communique-news/1"
CORPUS = Path("data") / "news" / "foreign_affairs.jsonl.gz"

Texts = Mapping[str, str]  # texts of reports by their ids
Quoted = dict[str, Any]  # what holds quotations: evidence, a statement, a value of a dispute


def text_of(article: Mapping[str, Any]) -> str:
    """An article as a report: title, a line of outlet, author and date, then the text."""
    head = " | ".join(article[name] for name in ("publisher", "byline", "published") if article[name])
    return f"{article['title']}\n{head}\n\n{article['text'].strip()}\n"


def packed(gold: Mapping[str, Any], texts: Texts, articles: Mapping[str, str]) -> dict[str, Any]:
    """A gold record without words of the reports; ``articles`` are the articles of the reports (ids).

    Raises ValueError where a quotation does not stand in its report.
    """
    bare = _changed(gold, lambda quoted, name, report: _at(quoted, name, report, texts))
    bare["reports"] = [{**row, "title": None, "article": articles[row["id"]]} for row in gold["reports"]]
    return {**bare, "format": FORMAT}


def whole(bare: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    """The gold record again, given the texts of its reports."""
    gold = _changed(bare, lambda quoted, name, report: _quote(quoted, name, report, texts))
    titles = {report: text.partition("\n")[0] for report, text in texts.items()}
    gold["reports"] = [
        {**{k: v for k, v in row.items() if k != "article"}, "title": titles[row["id"]]} for row in bare["reports"]
    ]
    return {**gold, "format": "communique-record/1"}


def collections(packed_in: Path, shared: Path, out: Path) -> list[Path]:
    """Write each packed collection of a folder as reports and gold record below ``out``; none without the articles."""
    files = sorted(packed_in.glob("*.json"))
    if not files or not (shared / CORPUS).exists():
        return []
    bare = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}
    wanted = {row["article"] for record in bare.values() for row in record["reports"]}
    articles = {row["id"]: row for row in _articles(shared / CORPUS) if row["id"] in wanted}
    return [_written(out / name, record, articles) for name, record in bare.items()]


def _written(folder: Path, bare: Mapping[str, Any], articles: Mapping[str, Mapping[str, Any]]) -> Path:
    texts = {row["id"]: text_of(articles[row["article"]]) for row in bare["reports"]}
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "reports").mkdir(parents=True)
    for row in bare["reports"]:
        (folder / "reports" / row["file"]).write_text(texts[row["id"]], encoding="utf-8")
    (folder / "gold.json").write_text(json.dumps(whole(bare, texts), ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


def _articles(corpus: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# -- quotations --------------------------------------------------------------------------------------------------------


def _changed(record: Mapping[str, Any], change: Callable[[Quoted, str, str], Quoted]) -> dict[str, Any]:
    """A record with each quotation changed; ``change`` gets what holds it, its name and its report."""
    events = [
        {**event, "evidence": [change(e, "quote", e["report"]) for e in event["evidence"]]}
        for event in record["events"]
    ]
    said = [change(row, "quote", row["report"]) for row in record["statements"]]
    reuse = [
        change(change(row, "quote_start", row["reports"][0]), "quote_end", row["reports"][0]) for row in record["reuse"]
    ]
    disputes = [
        {**row, "values": [change(v, "quote", v["report"]) for v in row["values"]]} for row in record["disputes"]
    ]
    return {**record, "events": events, "statements": said, "reuse": reuse, "disputes": disputes}


def _at(quoted: Quoted, name: str, report: str, texts: Texts) -> Quoted:
    pattern = r"\s+".join(map(re.escape, quoted[name].split()))
    found = re.search(pattern, texts[report]) if pattern else None
    if found is None:
        raise ValueError(f"{report} does not say {quoted[name]!r}")
    return {**{k: v for k, v in quoted.items() if k != name}, name.replace("quote", "at"): list(found.span())}


def _quote(quoted: Quoted, name: str, report: str, texts: Texts) -> Quoted:
    at = name.replace("quote", "at")
    start, end = quoted[at]
    return {**{k: v for k, v in quoted.items() if k != at}, name: " ".join(texts[report][start:end].split())}


def main() -> None:
    """Pack one coded collection, whose files are named ``NUMBER_ARTICLE.txt``."""
    parser = argparse.ArgumentParser(prog="eval.news", description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="holds reports/ and gold.json")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    gold = json.loads((args.folder / "gold.json").read_text(encoding="utf-8"))
    of = {row["id"]: Path(row["file"]).stem.partition("_")[2] for row in gold["reports"]}
    articles = {row["id"]: row for row in _articles(args.shared / CORPUS) if row["id"] in of.values()}
    texts = {report: text_of(articles[article]) for report, article in of.items()}
    bare = packed(gold, texts, of)
    args.out.write_text(json.dumps(bare, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
