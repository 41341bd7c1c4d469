"""Collections of real news, packed without their words and made whole again; the texts here are invented."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from eval import news

ARTICLE = {
    "id": "a1",
    "publisher": "The Harbour Post",
    "byline": None,
    "published": "2019-05-02",
    "title": "Ministers meet",
    "text": "The ministers met in Port Vale\non Thursday.  “We agreed,” said Ada Roy.\n",
}
TEXT = """Ministers meet
The Harbour Post | 2019-05-02

The ministers met in Port Vale
on Thursday.  “We agreed,” said Ada Roy.
"""
GOLD: dict[str, Any] = {
    "format": "communique-record/1",
    "reports": [{"id": "001_a1", "file": "001_a1.txt", "title": "Ministers meet", "published": "2019-05-02"}],
    "entities": [],
    "events": [{"id": "e1", "evidence": [{"report": "001_a1", "quote": "met in Port Vale on Thursday"}]}],
    "statements": [{"speaker": "roy", "report": "001_a1", "quote": "We agreed"}],
    "reuse": [{"reports": ["001_a1", "002"], "quote_start": "The ministers met in Port", "quote_end": "said Ada Roy."}],
    "disputes": [{"about": "day", "values": [{"value": "Thursday", "report": "001_a1", "quote": "on Thursday"}]}],
}


def test_text_of_an_article() -> None:
    assert news.text_of(ARTICLE) == TEXT


def test_packed_record_holds_no_words_of_the_reports() -> None:
    bare = news.packed(GOLD, {"001_a1": TEXT}, {"001_a1": "a1"})
    assert bare["format"] == news.FORMAT
    assert bare["reports"][0]["article"] == "a1"
    start, end = bare["statements"][0]["at"]
    assert TEXT[start:end] == "We agreed"
    assert "Port Vale" not in json.dumps(bare)
    assert "Ministers" not in json.dumps(bare)


def test_whole_again() -> None:
    bare = news.packed(GOLD, {"001_a1": TEXT}, {"001_a1": "a1"})
    assert news.whole(bare, {"001_a1": TEXT}) == GOLD


def test_a_quotation_that_nobody_wrote_is_refused() -> None:
    bad = {**GOLD, "statements": [{"speaker": "roy", "report": "001_a1", "quote": "We refused"}]}
    with pytest.raises(ValueError, match="We refused"):
        news.packed(bad, {"001_a1": TEXT}, {"001_a1": "a1"})


def test_collections_are_written(tmp_path: Path) -> None:
    corpus = tmp_path / "shared" / news.CORPUS
    corpus.parent.mkdir(parents=True)
    with gzip.open(corpus, "wt", encoding="utf-8") as file:
        file.write(json.dumps(ARTICLE) + "\n" + json.dumps({**ARTICLE, "id": "a2"}) + "\n")
    packed = tmp_path / "packed"
    packed.mkdir()
    bare = news.packed(GOLD, {"001_a1": TEXT}, {"001_a1": "a1"})
    (packed / "port-vale.json").write_text(json.dumps(bare), encoding="utf-8")
    (folder,) = news.collections(packed, tmp_path / "shared", tmp_path / "out")
    assert (folder / "reports" / "001_a1.txt").read_text(encoding="utf-8") == TEXT
    assert json.loads((folder / "gold.json").read_text(encoding="utf-8")) == GOLD


def test_without_the_articles_there_are_none(tmp_path: Path) -> None:
    assert news.collections(tmp_path, tmp_path, tmp_path / "out") == []
