"""The commands as a user meets them: what goes where, how it ends, what is said."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique import cli, pipeline
from communique.export import TABLES
from communique.model.analysis import Analysis
from communique.model.arms import ArmsMention
from communique.model.event import Count
from communique.model.span import Span
from communique.record.sqlite import SqliteStore
from communique.record.unroll import unroll
from tests import light
from tests.factories import TEXT, at, chain, decision, interval, outcome, report, role, stored
from tests.registers.build import Reports

ROOT = Path(__file__).parent.parent.parent
GOOD = "Anna Novak met Boris Kaya in Vienna on 2021-04-01. Officials told the press that the talks went well.\n"


@pytest.fixture(autouse=True)
def light_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with the quick reader, also where a command does not name one."""
    monkeypatch.setattr(pipeline, "make_reader", light.make)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of one report with a meeting and a statement, and a copy of it."""
    path = tmp_path / "record.db"
    with SqliteStore(path, create=True) as store, store.writing() as writer:
        one, two = stored("one"), stored("two", text=f"{TEXT}More was not told.\n")
        for item in (one, two):
            writer.put(item.outcome, item.content, "1", item.claims)
        names = [{c.value: c.key for c in item.claims if c.prop == "name"} for item in (one, two)]
        kinds = [next(c.key for c in item.claims if c.value == "meeting") for item in (one, two)]
        joined = [decision(names[0][n], names[1][n]) for n in names[0]]
        writer.link("1", (), (*joined, decision(*kinds, explanation="same day; same parties")))
    return path


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD)
    (folder / "b.txt").write_text(GOOD.replace("Novak", "Silva"))
    (folder / "empty.txt").touch()
    return folder


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command; gives its exit code, output and talk."""
    monkeypatch.setenv("COLUMNS", "80")

    def go(*arguments: str | Path) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = cli.run([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return go


# -- read --------------------------------------------------------------------------------------------------------------


def test_read_counts_every_input_and_says_where_the_reasons_are(run: Run, reports: Path, tmp_path: Path) -> None:
    code, out, err = run("read", reports, "--record", tmp_path / "r.db", "--workers", 1)
    assert (code, out) == (0, "")
    assert "3 seen: 2 ok, 0 partial, 1 skipped, 0 failed. 3 read now" in err
    assert "1 skipped EMPTY" in err
    assert "communique show inputs --record" in err


def test_read_again_reads_nothing(run: Run, reports: Path, tmp_path: Path) -> None:
    for read in (3, 1):  # what has no content to tell it by is looked at again
        code, out, err = run("read", reports, "--record", tmp_path / "r.db", "--workers", 1, "--json")
        found = json.loads(out)
        assert (code, found["seen"], found["ok"], found["skipped"]) == (0, 3, 2, 1)
        assert found["read"] in (read, 0)
    assert "seen" in err


def test_failures_end_with_exit_code_1(run: Run, reports: Path, tmp_path: Path) -> None:
    (reports / "broken.jsonl").write_text('{"text": \n')
    code, _, err = run("read", reports, "--record", tmp_path / "r.db", "--workers", 1, "--quiet")
    assert code == 1
    assert "1 failed" in err
    code, out, _ = run("show", "inputs", "--status", "failed", "--record", tmp_path / "r.db", "--json")
    assert [row["status"] for row in json.loads(out)["inputs"]] == ["failed"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["read", "no/such/folder"], 2, "no such file or folder"),
        (["read"], 2, "Missing argument"),
        (["tmeline"], 2, "Did you mean"),
        (["timeline", "--record", "none.db"], 3, "There is no record at"),
        (["export", "--record", "none.db", "--format", "xml", "--output", "-"], 2, "xml"),
        (["timeline", "--kind", "party"], 2, "no kind 'party'"),
        (["timeline", "--from", "last week"], 2, "is no date"),
    ],
)
def test_wrong_use_and_missing_things_have_their_codes(run: Run, arguments: list[str], code: int, words: str) -> None:
    got, out, err = run(*arguments)
    assert (got, out) == (code, "")
    assert words in err
    assert "Traceback" not in err


def test_a_bare_call_says_how_to_begin(run: Run) -> None:
    code, out, _ = run()
    assert code == 0
    assert "communique demo" in out and "communique read reports/" in out


# -- timeline ----------------------------------------------------------------------------------------------------------


def test_the_timeline_tells_what_when_where_and_how_sure(run: Run, record: Path) -> None:
    code, out, _ = run("timeline", "--record", record)
    assert code == 0
    assert out.splitlines() == [
        "2021",
        "  1 April 2021      Ilham Aliyev met Selçuk Bayraktar in Baku on 1 April 2021.",
        "                    meeting · Baku · 2 reports",
        "                    2021-04-01-meeting-ilham-aliyev-selcuk-bayraktar",
    ]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--who", "aliyev"], 1),
        (["--who", "putin"], 0),
        (["--kind", "meeting", "--kind", "visit"], 1),
        (["--kind", "visit"], 0),
        (["--status", "planned"], 0),
        (["--from", "2021-04", "--to", "2021"], 1),
        (["--from", "2021-04-02"], 0),
        (["--to", "2021-03"], 0),
    ],
)
def test_the_timeline_can_be_narrowed(run: Run, record: Path, filters: list[str], found: int) -> None:
    code, out, _ = run("timeline", "--record", record, *filters, "--json")
    assert (code, len(json.loads(out)["events"])) == (0, found)


def test_as_of_shows_what_was_known_then_and_tells_what_cannot_be_placed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with SqliteStore(path, create=True) as store, store.writing() as writer:
        for name, day in (("one", "2021-04-02"), ("two", "2021-07-01"), ("three", None)):
            item = stored(name, text=f"{TEXT}This is {name}.\n", published=day)
            writer.put(item.outcome, item.content, "1", item.claims)
    evidence = [len(e["evidence"]) for e in json.loads(run("timeline", "--record", path, "--json")[1])["events"]]
    assert sum(evidence) == 3
    code, out, err = run("timeline", "--record", path, "--as-of", "2021-04", "--json")
    assert (code, [e["report"] for event in json.loads(out)["events"] for e in event["evidence"]]) == (0, ["one"])
    assert "1 report has no date of publication and is left out" in err
    assert run("timeline", "--record", path, "--as-of", "2021-03")[1:] == ("", f"{err}The record has no events.\n")
    assert run("timeline", "--record", path, "--as-of", "soon")[0] == 2


# -- registers ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def neighbours(tmp_path: Path) -> Path:
    """A record of two states and a minister."""
    path = tmp_path / "neighbours.db"
    made = Reports(SqliteStore(path, create=True), {})
    states = {"Malta": {"kind": "country", "country": "MLT"}, "Norway": {"kind": "country", "country": "NOR"}}
    act = {"actor": ["Malta"], "recipient": ["Norway"], "words": "Malta told"}
    for day, kind, status in ((1, "sanction", "happened"), (9, "attack", "denied")):
        people = {who: dict(more) for who, more in states.items()}
        people["Ada Berg"] = {"titles": [("Maltese Defence Minister", "title")]}
        text = f"Malta told Norway. Maltese Defence Minister Ada Berg spoke on day {day}.\n"
        told = {**act, "kind": kind, "status": status, "day": f"2021-02-0{day}"}
        made.add(f"r{day}", text, f"2021-02-0{day}", people, told)
    made.record()
    made.store.close()
    return path


def test_offices_lists_holders_with_their_days_and_words(run: Run, neighbours: Path) -> None:
    code, out, err = run("offices", "--record", neighbours)
    assert (code, err) == (0, "")
    assert "Malta\n  defence minister\n    1–9 February 2021: Ada Berg\n" in out
    assert "r1 and 1 more: “Maltese Defence Minister Ada Berg spoke" in out
    told = json.loads(run("offices", "--record", neighbours, "--as-of", "2021-02-05", "--json")[1])
    assert told["format"] == "communique-offices/1"
    (holder,) = told["offices"][0]["holders"]
    assert (holder["person"], holder["first"]["from"], holder["last"]) == ("ada_berg", "2021-02-01", None)
    assert [e["report"] for e in holder["evidence"]] == ["r1"]


@pytest.mark.parametrize("filters", [["--holder", "roy"], ["--of", "Norway"], ["--from", "2022"], ["--to", "2020"]])
def test_offices_says_when_nothing_fits(run: Run, neighbours: Path, filters: list[str]) -> None:
    assert run("offices", "--record", neighbours, *filters) == (0, "", "No office fits.\n")
    assert run("offices", "--record", neighbours, "--holder", "berg", "--of", "malta", "--from", "2021")[1]


@pytest.fixture
def truce(tmp_path: Path) -> Path:
    """A record of a truce and a charge against one of its sides."""
    path = tmp_path / "truce.db"
    made = Reports(SqliteStore(path, create=True), {})
    for name, day, text, *acts in (
        ("a", "2021-05-04", "Malta and the Gozo League signed a ceasefire on Monday. It takes effect on Friday.\n"),
        (
            "b",
            "2021-05-11",
            "Malta said the Gozo League attacked a post on 10 May, in breach of the ceasefire.\n",
            {
                "kind": "attack",
                "words": "attacked",
                "actor": ["Gozo League"],
                "recipient": ["Malta"],
                "day": "2021-05-10",
            },
            {"kind": "accusation", "words": "said", "actor": ["Malta"], "recipient": ["Gozo League"]},
        ),
    ):
        sides = {"Malta": {"kind": "country", "country": "MLT"}, "Gozo League": {"kind": "organisation"}}
        made.add(name, text, day, sides, *acts)
    made.record()
    made.store.close()
    return path


def test_ceasefires_tells_steps_violations_and_standing(run: Run, truce: Path) -> None:
    code, out, err = run("ceasefires", "--record", truce)
    assert (code, err) == (0, "")
    assert "10 May 2021: Gozo League, told by Malta; alleged" in " ".join(out.split())
    assert "from 7 May 2021: holds\n    from 10 May 2021: disputed\n" in out
    told = json.loads(run("ceasefires", "--record", truce, "--json")[1])
    assert told["format"] == "communique-ceasefires/1"
    (file,) = told["ceasefires"]
    assert [s["standing"] for s in file["standing"]] == ["holds", "disputed"]
    assert file["violations"][0]["evidence"][0]["report"] == "b"


def test_ceasefires_draws_a_calendar(run: Run, truce: Path) -> None:
    out = run("ceasefires", "--record", truce, "--calendar")[1]
    assert " 7.*  8.   9.\n  10?! 11?  12   13\n".replace("\n", "") in out.replace("\n", "")
    assert max(len(line) for line in out.splitlines()) <= 80


def test_ceasefires_as_of_a_day_knows_nothing_of_later_reports(run: Run, truce: Path) -> None:
    (file,) = json.loads(run("ceasefires", "--record", truce, "--as-of", "2021-05-05", "--json")[1])["ceasefires"]
    assert (file["violations"], file["standing"], file["steps"][1]["status"]) == ([], [], "planned")


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (["--party", "gozo"], True),
        (["--party", "sicily"], False),
        (["--standing", "disputed"], True),
        (["--standing", "holds"], False),
        (["--standing", "holds", "--on", "2021-05-08"], True),
        (["--from", "2022"], False),
        (["--to", "2020"], False),
    ],
)
def test_ceasefires_that_fit(run: Run, truce: Path, filters: list[str], fits: bool) -> None:
    code, out, err = run("ceasefires", "--record", truce, *filters)
    assert (code, bool(out), err) == (0, fits, "" if fits else "No ceasefire fits.\n")


def test_relations_tells_months_turns_and_what_is_apart(run: Run, neighbours: Path) -> None:
    code, out, err = run("relations", "Malta", "NOR", "--record", neighbours)
    assert (code, err) == (0, "")
    assert re.search(r"^2021-02 +-6\.0 +1 +SANCTION  worse$", out, re.M)
    assert "2021-02 worse (sum -6.0, against +0.0 a month before)" in out
    assert "-9.0 denied:" in out
    told = json.loads(run("relations", "Malta", "norway", "--record", neighbours, "--json")[1])
    assert told["format"] == "communique-relations/1"
    assert [m["quads"] for m in told["months"]] == [{"material conflict": 1}]
    assert [m["sum"] for m in told["months"]] == [-6.0]
    assert told["turns"][0]["because"] == [told["months"][0]["events"][0]["event"]]


@pytest.mark.parametrize(
    ("sides", "code", "words"),
    [
        (["Malta", "Peru"], 2, "The record has no 'Peru'"),
        (["Malta", "ada_berg"], 2, "belong together"),
        (["Malta", "Norway", "--to", "2020"], 0, "No report tells of anything between Malta and Norway."),
    ],
)
def test_relations_says_what_is_missing(run: Run, neighbours: Path, sides: list[str], code: int, words: str) -> None:
    found = run("relations", *sides, "--record", neighbours)
    assert found[0] == code and words in found[2]


def test_brief_is_printed_with_its_sources_or_written(run: Run, neighbours: Path, tmp_path: Path) -> None:
    code, out, err = run("brief", "Malta", "NOR", "--record", neighbours)
    assert (code, err) == (0, "")
    assert out.startswith("# Malta and Norway\n")
    assert "- **1 February 2021:** Malta imposed measures on Norway. [1]\n" in out
    assert "- [1] “Malta told Norway. Maltese" in out
    code, printed, err = run("brief", "malta", "Norway", "--record", neighbours, "--out", tmp_path / "b.md")
    assert (code, printed, (tmp_path / "b.md").read_text(encoding="utf-8")) == (0, "", out)
    assert re.fullmatch(r".*b\.md: \d+ sentences, \d+ sources\.\n", err)
    early = run("brief", "Malta", "Norway", "--record", neighbours, "--as-of", "2021-02-05")[1]
    assert "As of: 5 February 2021" in early and "denied" not in early
    assert run("brief", "Malta", "--record", neighbours)[1].startswith("# Malta\n")


def test_brief_writes_a_word_document(run: Run, neighbours: Path, tmp_path: Path) -> None:
    pytest.importorskip("docx")
    made = tmp_path / "b.docx"
    assert run("brief", "Malta", "Norway", "--record", neighbours, "--out", made)[0] == 0
    assert made.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["Malta", "Norway", "--format", "docx"], 2, "name a file with --out"),
        (["Malta", "Atlantis"], 2, "has no 'Atlantis'"),
        (["Malta", "ada_berg"], 2, "belong together"),
        (["Malta", "Norway", "--from", "2030"], 0, "No report tells of anything between"),
    ],
)
def test_brief_says_what_is_missing(run: Run, neighbours: Path, arguments: list[str], code: int, words: str) -> None:
    found = run("brief", *arguments, "--record", neighbours)
    assert found[0] == code and words in found[2]


# -- explain -----------------------------------------------------------------------------------------------------------


def test_explain_shows_each_value_in_its_context_with_its_reader(run: Run, record: Path) -> None:
    code, out, _ = run("explain", "2021-04-01-meeting", "--record", record)
    assert code == 0
    assert "President «Ilham Aliyev» met Selçuk Bayraktar" in out
    assert "date       1 April 2021 (resolved)" in out
    assert "one · rules" in out
    assert "1 decision joined this:" in out
    assert "same 0.90 by rules: same day; same parties" in out


def test_explain_an_entity_lists_what_it_did(run: Run, record: Path) -> None:
    code, out, _ = run("explain", "selcuk", "--record", record)
    assert code == 0
    assert "selcuk_bayraktar  entity" in out
    assert "country    TUR" in out
    assert "[2021-04-01-meeting-ilham-aliyev-selcuk-bayraktar]" in out


def test_explain_a_statement(run: Run, record: Path) -> None:
    code, out, _ = run("explain", "one-s", "--record", record)
    assert code == 0
    assert "who        Ilham Aliyev [ilham_aliyev]" in out


def test_explain_as_json_quotes_what_stands_in_the_text(run: Run, record: Path) -> None:
    _, out, _ = run("explain", "ilham_aliyev", "--record", record, "--json")
    found = json.loads(out)
    assert (found["format"], found["type"]) == ("communique-explanation/1", "entity")
    for claim in (c for value in found["values"] for c in value["claims"]):
        assert TEXT[claim["from"] : claim["to"]] == claim["quote"]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [("ilham_alyev", "Near ones: ilham_aliyev"), ("2021-05", "has the id"), ("", "An empty id names nothing")],
)
def test_explain_suggests_near_ids(run: Run, record: Path, wanted: str, words: str) -> None:
    code, out, err = run("explain", wanted, "--record", record)
    assert (code, out) == (2, "")
    assert words in err


# -- show, export, dossier ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["overview", "inputs", "reports", "entities", "statements", "reuse", "disputes"])
def test_every_listing_has_words_and_json(run: Run, record: Path, part: str) -> None:
    code, out, err = run("show", part, "--record", record)
    assert code == 0
    assert out or f"No {part}." in err
    code, out, _ = run("show", part, "--record", record, "--json")
    assert (code, json.loads(out)["format"]) == (0, f"communique-{part}/1")


def test_export_writes_all_tables_into_a_folder(run: Run, record: Path, tmp_path: Path) -> None:
    code, _, err = run(
        "export", "--record", record, "--format", "csv", "--table", "all", "--output", tmp_path / "tables"
    )
    assert (code, err) == (0, f"{tmp_path / 'tables'}: 16 tables.\n")
    assert sorted(path.stem for path in (tmp_path / "tables").iterdir()) == sorted(TABLES)
    code, _, err = run("export", "--record", record, "--format", "csv", "--table", "all", "--output", "-")
    assert code == 2 and "several files" in err
    then = ("export", "--record", record, "--format", "csv", "--as-of", "1990", "--output", "-")
    code, out, _ = run(*then)
    assert code == 0 and len(out.splitlines()) == 1


def test_export_writes_a_file_or_to_standard_output(run: Run, record: Path, tmp_path: Path) -> None:
    code, out, err = run("export", "--record", record, "--format", "record", "--output", tmp_path / "out.json")
    assert (code, out) == (0, "")
    assert "1 events, 3 entities, 2 reports." in err
    code, out, _ = run("export", "--record", record, "--format", "record", "--output", "-")
    assert out == (tmp_path / "out.json").read_text(encoding="utf-8")
    code, _, err = run("export", "--record", record, "--format", "parquet", "--output", "-")
    assert code == 2 and "name a file" in err


def test_dossier_prints_the_page_to_open(run: Run, record: Path, tmp_path: Path) -> None:
    pytest.importorskip("communique.dossier")
    code, out, _ = run("dossier", "--record", record, "--output", tmp_path / "pages")
    assert code == 0
    assert Path(out.strip()) == tmp_path / "pages" / "index.html"
    assert (tmp_path / "pages" / "index.html").exists()


def test_demo_leaves_a_record_and_pages(run: Run, tmp_path: Path) -> None:
    code, _, err = run("demo", "--output", tmp_path / "demo")
    assert code == 0
    assert "9 seen: 9 ok" in err
    assert str(tmp_path / "demo" / "dossier" / "index.html") in err
    code, _, err = run("demo", "--output", tmp_path / "demo")  # safe to run again
    assert code == 0
    assert "0 read now" in err


# -- the terminal ------------------------------------------------------------------------------------------------------


def test_hostile_words_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    text = f"{GOOD}\x1b]8;;http://example.org\x07\x9b31m \u202edesrever [red]not markup[/red]\n"
    path = tmp_path / "r.db"
    with SqliteStore(path, create=True) as store, store.writing() as writer:
        hostile = TEXT.replace("Bayraktar in Baku", "Bayraktar in \x1b[31m\u202eBaku")
        item = stored("a\x1b[2J", text=hostile)
        writer.put(item.outcome, item.content, "1", item.claims)
    assert "\x1b" in text
    for arguments in (
        ["timeline"],
        ["show", "reports"],
        ["show", "inputs"],
        ["show", "statements"],
        ["explain", "2021"],
    ):
        code, out, err = run(*arguments, "--record", path)
        assert code == 0
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out + err)


def communique(*arguments: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False, **more)  # type: ignore[call-overload, no-any-return]


def test_no_colour_where_nobody_looks(record: Path) -> None:
    assert "\x1b" not in communique("timeline", "--record", record).stdout


def test_a_reader_that_hangs_up_is_no_error(record: Path) -> None:
    command = f"{sys.executable} -m communique show entities --record {record} --json | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr and "BrokenPipe" not in done.stderr


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    heavy = {
        "numpy",
        "onnxruntime",
        "trafilatura",
        "rich",
        "sqlite3",
        "tokenizers",
        "jinja2",
        "anyascii",
        "pyarrow",
        "docx",
    }
    code = "import sys\nfrom communique import cli\ncli.run(['--help'])\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert heavy & set(done.stderr.split()) == set()


@pytest.mark.skipif(os.name != "posix", reason="needs SIGINT")
def test_interrupted_it_says_how_to_go_on(tmp_path: Path) -> None:
    light.write_reports(tmp_path / "reports", 400)
    code = (
        "import sys, time\nfrom communique import cli, pipeline\nfrom tests import light\n"
        "def make():\n    reader = light.make()\n    return lambda entry: (time.sleep(0.02), reader(entry))[1]\n"
        "pipeline.make_reader = make\n"
        "sys.exit(cli.run(sys.argv[1:]))\n"
    )
    arguments = ["read", "reports", "--record", "r.db", "--workers", "1"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True
    ) as process:
        while not (tmp_path / "r.db").exists():
            time.sleep(0.05)
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "To go on: communique read reports --record r.db" in err
    with SqliteStore(tmp_path / "r.db") as store:
        assert 0 < len(store.reports()) < 400


# -- decisions ---------------------------------------------------------------------------------------------------------


def events_of(run: Run, record: Path) -> list[str]:
    return [e["id"] for e in json.loads(run("timeline", "--record", record, "--json")[1])["events"]]


def test_split_merge_and_undo_change_the_record_for_good(run: Run, record: Path) -> None:
    (event,) = events_of(run, record)
    code, out, err = run("split", event, "--record", record)
    assert code == 0 and out.count("«") == 2 and "communique split" in err
    code, out, err = run("split", event, "two", "--record", record, "--author", "Ana", "--reason", "other day")
    assert code == 0 and "as Ana" in err
    one, two = events_of(run, record)
    code, out, _ = run("merge", one, two, "--record", record, "--author", "Ana", "--json")
    assert json.loads(out)["now"] == [{"id": event, "type": "event", "mentions": 2}]
    assert run("undo", "--record", record, "--author", "Ana")[0] == 0
    assert events_of(run, record) == [one, two]
    _, out, _ = run("show", "decisions", "--record", record)
    assert [line[:5].strip() for line in out.splitlines() if line[:3].strip()] == ["1", "2", "3"]
    assert "other day" in out and out.count("no longer stands") == 1


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("merge", "{event}"), "at least two"),
        (("merge", "{event}", "ilham_aliyev"), "of the same sort"),
        (("split", "{event}", "nine"), "is no mention"),
        (("split", "{event}", "one", "two"), "nothing would be left"),
        (("split", "nothing"), "Nothing in the record"),
        (("undo",), "nothing to undo"),
        (("merge", "{event}", "{event}", "--author", "rules"), "at least two"),
        (("split", "{event}", "two", "--author", "rules"), "stands for the rules"),
    ],
)
def test_wrong_decisions_are_refused(run: Run, record: Path, arguments: tuple[str, ...], words: str) -> None:
    (event,) = events_of(run, record)
    code, out, err = run(*(a.format(event=event) for a in arguments), "--record", record)
    assert (code, out) == (2, "")
    assert words in err


@pytest.fixture
def armed(tmp_path: Path) -> Path:
    """A record in which Malta orders six boats from Norway, of which two come."""
    text = "Malta ordered six Kestrel K2 boats from Norway. Two came on 3 May 2021, Ada Berg said.\n"
    norway = chain(text, "Norway", kind="country", country="NOR")
    malta = chain(text, "Malta", kind="country", country="MLT")
    ordered, came = at(text, "Malta ordered six Kestrel K2 boats from Norway"), at(text, "Two came on 3 May 2021")

    def step(name: str, words: Span, how_many: float, span: str, **more: Any) -> ArmsMention:
        count = Count("items", how_many, how_many, how_many, at(text, span))
        named = at(text, "Kestrel K2")
        return ArmsMention(
            f"a{words}", name, words, words, 0, "happened", "Kestrel K2", named, "boat", count=count, **more
        )

    told = (
        step("ordered", ordered, 6, "six", roles=(role("receiver", malta), role("supplier", norway))),
        step("delivered", came, 2, "Two", date=interval("2021-05-03"), date_span=at(text, "3 May 2021")),
    )
    read = Analysis(report(text, "boats", "2021-05-04"), chains=(norway, malta), arms=told)
    path = tmp_path / "armed.db"
    with SqliteStore(path, create=True) as store, store.writing() as writer:
        writer.put(outcome(read.report), read.report.content_sha256, "1", unroll(read))
    return path


def test_arms_lists_orders_and_batches_with_their_words(run: Run, armed: Path) -> None:
    code, out, err = run("arms", "--record", armed)
    assert (code, err) == (0, "")
    assert out.startswith("Malta, from Norway: Kestrel K2 boat\n  partly delivered: 2 of 6\n    ordered 6\n")
    assert "    3 May 2021: 2 delivered\n        boats: “Two came on 3 May 2021”" in out
    told = json.loads(run("arms", "--record", armed, "--json")[1])
    assert told["format"] == "communique-arms/1"
    (line,) = told["arms"]
    assert (line["standing"], line["delivered"]["best"], line["ordered"]["number"]["best"]) == (
        "partly_delivered",
        2,
        6,
    )


@pytest.mark.parametrize(
    "filters",
    [["--party", "peru"], ["--weapon", "tank"], ["--from", "2022"], ["--to", "2020"], ["--standing", "planned"]],
)
def test_arms_says_when_nothing_fits(run: Run, armed: Path, filters: list[str]) -> None:
    assert run("arms", "--record", armed, *filters) == (0, "", "No line fits.\n")
    assert run("arms", "--record", armed, "--party", "norway", "--weapon", "k2", "--from", "2021")[1]


def test_arms_are_not_known_before_they_are_told(run: Run, armed: Path) -> None:
    code, out, err = run("arms", "--record", armed, "--as-of", "2021-05-03")
    assert (code, out, err) == (0, "", "No report tells who supplies whom with weapons.\n")


def test_arms_are_exported_in_sipris_columns_with_sources(run: Run, armed: Path) -> None:
    rows = run("export", "--record", armed, "--format", "sipri", "--output", "-")[1].splitlines()
    assert rows[1] == "Malta,Norway,,,6,,Kestrel K2,boat,2,,2021,,,,,"
    cells = run("export", "--record", armed, "--format", "sipri", "--table", "sources", "--output", "-")[1]
    assert "1,Malta,Norway,Kestrel K2,Number delivered,2,boats,48,70,Two came on 3 May 2021" in cells
    code, _, err = run("export", "--record", armed, "--format", "csv", "--table", "sources", "--output", "-")
    assert code == 2 and "--table sources is for sipri" in err
