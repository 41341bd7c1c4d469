"""Inputs found and read: each ends as exactly one status with a code, and none harms another."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
from pathlib import Path

import pytest

from communique.errors import UsageError
from communique.ingest import Options, content_sha256, find_inputs, load_clutter, read_input, report_id
from communique.ingest.page import flatten
from communique.model.report import Outcome, Status

OPTIONS = Options(load_clutter(Path(__file__).parents[2] / "src/communique/data/en/clutter.toml"), text_limit=100_000)
TEXT = (
    "The trade minister met his counterpart from the north for two hours and said that they had agreed on a bridge.\n\n"
    "He told reporters that the work would begin within the year and that the two sides would share the cost of it.\n"
)
PARAGRAPHS = "".join(f"<p>{p}</p>" for p in TEXT.strip().split("\n\n"))
HEAD = "<!DOCTYPE html><html><head><title>Ministers agree</title></head>"
PAGE = f"{HEAD}<body><article>{PARAGRAPHS * 2}</article></body></html>"


def outcomes(*paths: Path | str, stdin: bytes | None = None, line_limit: int = 100_000) -> list[Outcome]:
    stream = io.BytesIO(stdin) if stdin is not None else None
    return [read_input(i, OPTIONS) for i in find_inputs(paths, stdin=stream, line_limit=line_limit)]


def line(**fields: object) -> bytes:
    return json.dumps({"id": "x", "text": TEXT} | fields).encode() + b"\n"


FILES = [
    # (name, bytes, status, code, what the case is for)
    ("a.txt", TEXT.encode(), "ok", ""),
    ("a.txt", b"", "skipped", "EMPTY"),
    ("a.txt", b" \r\n\t ", "skipped", "EMPTY"),
    ("a.txt", b"\xef\xbb\xbf", "skipped", "EMPTY"),  # only a byte order mark
    ("a.txt", b"\xef\xbb\xbf" + TEXT.encode(), "ok", ""),
    ("a.txt", TEXT.encode("utf-16"), "ok", ""),
    ("a.txt", TEXT.encode("utf-16-le"), "ok", ""),  # without a mark
    ("a.txt", (TEXT + "The café’s “owner” — she — left.").encode("cp1252"), "ok", ""),
    ("a.txt", TEXT.replace(" ", "\x00 ").encode(), "skipped", "BINARY"),  # a zero in every word
    ("a.txt", TEXT.encode() + b"\x00\x01", "ok", ""),  # a stray control sign is mended
    ("a.txt", b"%PDF-1.7 stream", "skipped", "BINARY"),  # a wrong ending
    ("a.txt", b"PK\x03\x04 office", "skipped", "BINARY"),
    ("a.txt", PAGE.encode(), "ok", ""),  # a page named as text
    ("a.html", TEXT.encode(), "ok", ""),  # text named as a page
    ("a.txt", b"a" * 200_000, "failed", "TOO_LARGE"),
    ("a.txt", "Министр торговли встретился с коллегой с севера и говорил о мосте два часа.".encode(), "skipped",
     "LANGUAGE"),
    ("a.txt.gz", gzip.compress(TEXT.encode()), "ok", ""),
    ("a.txt.gz", gzip.compress(os.urandom(20).hex().encode() + b" " + TEXT.encode() * 5)[:-9], "partial", "TRUNCATED"),
    ("a.txt.gz", gzip.compress(TEXT.encode()) + gzip.compress(TEXT.encode()), "ok", ""),  # two members
    ("a.txt.gz", gzip.compress(b"\n" * 30_000_000), "failed", "TOO_LARGE"),  # a small bomb: stopped at the limit
    ("a.html", b"<html><body></body></html>", "skipped", "NO_ARTICLE"),
    ("a.html", b"<html><body><h1>Access denied</h1><p>Verify you are human.</p></body></html>", "skipped",
     "NO_ARTICLE"),
    ("a.html", PAGE.encode("utf-16"), "ok", ""),
    ("a.html", PAGE.replace("<article>", "<div>" * 300 + "<article>").encode(), "ok", ""),  # the finder gives None here
    ("a.html", PAGE.replace("<article>", "<div>" * 20_000 + "<article>").encode(), "ok", ""),
    ("a.html", PAGE.replace("<p>", '<table><td colspan="9007199254740991"></table><p>').encode(), "ok", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "status", "code"), FILES)
def test_files(tmp_path: Path, name: str, data: bytes, status: str, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (outcome,) = outcomes(path)
    assert (outcome.status, outcome.code) == (status, code), outcome.message
    assert (outcome.report is not None) == (status in ("ok", "partial"))
    if status != "ok":
        assert str(path) in outcome.message and outcome.source == str(path)


RECORDS = [
    # (line, status, code)
    (line(), "ok", ""),
    (line(published="2018-05-04", byline=["Ana Lund", "Bo Ek"]), "ok", ""),
    (line(published=1525392000), "partial", "FIELD"),  # a number is no day
    (line(text=None), "failed", "FIELD"),
    (line(text=["a"]), "failed", "FIELD"),
    (line(text=""), "skipped", "EMPTY"),
    (line(unknown={"a": 1}), "ok", ""),
    (b'{"text": "cut off\n', "failed", "JSON"),
    (b"[1, 2]\n", "failed", "JSON"),
    (b'"text"\n', "failed", "JSON"),
    (b'{"text": NaN}\n', "failed", "JSON"),
    (b'{"text": "a", "text": "b"}\n', "failed", "JSON"),
    (b"[" * 100_000 + b"\n", "failed", "JSON"),
    (b'{"id": ' + b"1" * 5000 + b', "text": "a"}\n', "failed", "JSON"),
    (b'{"text": "\xff"}\n', "failed", "JSON"),
    (b"x" * 300_000 + b"\n", "failed", "TOO_LARGE"),
    (line(text=TEXT + "\ud800 \u2028 \x85 \x1c end"), "ok", ""),  # one record, though Python's splitlines cuts it
    (line().replace(b"\n", b"\r\n"), "ok", ""),
]


@pytest.mark.parametrize(("data", "status", "code"), RECORDS)
def test_one_bad_line_harms_no_other(tmp_path: Path, data: bytes, status: str, code: str) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + line(id="first") + b"\n" + data + line(id="last").rstrip())
    first, middle, last = outcomes(path)
    assert (middle.status, middle.code) == (status, code), middle.message
    assert middle.source == f"{path}:3"
    if status == "failed":
        assert "3" in middle.message
    assert [o.report.name for o in (first, last) if o.report] == ["first", "last"]


def test_a_cut_gzip_of_records_keeps_the_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    lines = b"".join(line(id=str(n), text=f"{TEXT} {os.urandom(99).hex()}") for n in range(500))
    path.write_bytes(gzip.compress(lines)[:-20_000])
    found = outcomes(path)
    assert [o.status for o in found[:100]] == [Status.OK] * 100
    assert (found[-1].status, found[-1].code) == (Status.FAILED, "TRUNCATED")


def test_a_gzip_bomb_of_records_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(b" " * 50_000_000))
    assert [(o.status, o.code) for o in outcomes(path)][-1] in [(Status.FAILED, "BOMB"), (Status.FAILED, "TRUNCATED")]


def test_folders_are_read_in_order_and_each_path_once(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/z.txt", "b/y.md", ".hidden.txt"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    found = {os.path.relpath(o.source, tmp_path): (str(o.status), o.code) for o in outcomes(tmp_path)}
    assert found == {
        ".hidden.txt": ("skipped", "HIDDEN"),
        "a.txt": ("ok", ""),
        "b/loop": ("skipped", "LOOP"),
        "b/y.md": ("skipped", "FORMAT"),
        "b/z.txt": ("ok", ""),
        "c.txt": ("ok", ""),
        "dangling.txt": ("skipped", "LOOP"),
        "pipe.txt": ("skipped", "SPECIAL"),
    }
    assert list(found) == sorted(found)


def test_a_missing_path_is_wrong_use() -> None:
    with pytest.raises(UsageError, match=r"nowhere\.txt"):
        find_inputs(["nowhere.txt"])


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    (entry,) = find_inputs([path])
    path.unlink()
    assert (read_input(entry, OPTIONS).status, read_input(entry, OPTIONS).code) == (Status.FAILED, "GONE")


def test_names_that_are_no_utf8_or_hold_controls(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"a\xff\n\x1b.txt")).write_text(TEXT)
    (outcome,) = outcomes(tmp_path)
    assert outcome.report is not None
    assert outcome.report.name.isprintable() and outcome.source.isprintable()
    outcome.report.name.encode("utf-8")


def test_standard_input_holds_text_page_or_records() -> None:
    (text,) = outcomes("-", stdin=TEXT.encode())
    (page,) = outcomes("-", stdin=PAGE.encode())
    first, second = outcomes("-", stdin=line(id="1") + line(id="2"))
    packed = outcomes("-", stdin=gzip.compress(line(id="1") + line(id="2")))
    assert text.report and page.report and first.report and second.report
    assert (first.report.name, second.report.name, second.source) == ("1", "2", "-:2")
    assert [o.report.name for o in packed if o.report] == ["1", "2"]


def test_inputs_and_options_travel_to_workers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_bytes(line())
    options = pickle.loads(pickle.dumps(OPTIONS))
    for entry in find_inputs([tmp_path]):
        assert read_input(pickle.loads(pickle.dumps(entry)), options) == read_input(entry, OPTIONS)


def test_identity(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (entry,) = find_inputs([tmp_path / "a.txt"])
    report = read_input(entry, OPTIONS).report
    assert report is not None
    assert (report.name, report.id) == ("a", report_id("a", TEXT))
    assert report.content_sha256 == content_sha256(entry)


def test_a_page_tells_its_fields_and_hides_what_is_hidden(tmp_path: Path) -> None:
    meta = (
        '<meta property="og:site_name" content="River Post"><meta name="author" content="Ana Lund">'
        '<meta property="article:published_time" content="2018-05-04T08:00:00Z">'
    )
    hidden = '<p style="display: none">The king sold the bridge to his brother for a boat and a horse.</p>'
    path = tmp_path / "a.html"
    path.write_text(PAGE.replace("<title>", meta + "<title>").replace("<article>", "<article>" + hidden))
    report = outcomes(path)[0].report
    assert report is not None
    told = [f.value if f else None for f in (report.title, report.publisher, report.byline, report.published)]
    assert told == ["Ministers agree", "River Post", "Ana Lund", "2018-05-04"]
    assert "king" not in report.text
    assert [s.quote(report.text) for s in report.body] == TEXT.strip().split("\n\n")


def test_a_huge_page_is_cut_and_said_so(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.replace("</article>", "</article>" + "<!-- x -->" * 10 + "<p>z</p>" * 600_000))
    (outcome,) = outcomes(path)
    assert (outcome.status, outcome.code) == (Status.PARTIAL, "CUT")


def test_flatten_keeps_the_text() -> None:
    assert flatten("<div>a<div>b<b>c</b>d</div>e</div>", 1) == ("<div>abcde</div>", 4)
