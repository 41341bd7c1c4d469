"""The file: what is refused and how it is said, who waits for whom, what SQL users see."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from communique.errors import RecordError
from communique.record import connect
from communique.record.migrations import VERSION
from communique.record.sqlite import SqliteStore
from tests.factories import decision, stored


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record with one report."""
    with SqliteStore(tmp_path / "record.db", create=True) as store, store.writing() as writer:
        item = stored()
        writer.put(item.outcome, item.content, "1", item.claims)
    return tmp_path / "record.db"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Some notes that are no record of anything.")
    with pytest.raises(RecordError, match="is not a record of communique"):
        SqliteStore(tmp_path / "notes.txt", create=True)
    assert (tmp_path / "notes.txt").read_text().startswith("Some notes")


def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE things (x)")
        other.commit()
    before = (tmp_path / "other.db").read_bytes()
    with pytest.raises(RecordError, match="not a record of communique"):
        SqliteStore(tmp_path / "other.db", create=True)
    assert (tmp_path / "other.db").read_bytes() == before


def test_a_newer_layout_is_refused_with_both_numbers(path: Path) -> None:
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(RecordError, match=rf"layout {VERSION + 1}; this one knows up to {VERSION}"):
        SqliteStore(path)


def test_a_damaged_file_says_so(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[16384:] = b"\xff" * (len(data) - 16384)
    path.write_bytes(data)
    with pytest.raises(RecordError, match="damaged"):
        SqliteStore(path).claims()


def test_a_cut_file_says_so(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20000])
    with pytest.raises(RecordError, match="damaged"):
        SqliteStore(path).claims()


@pytest.mark.parametrize(
    ("name", "words"),
    [("missing.db", "There is no record at"), ("", "is a folder"), ("nowhere/x.db", "There is no record at")],
)
def test_what_is_not_there_is_not_made_by_looking(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(RecordError, match=words):
        SqliteStore(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(RecordError, match="is empty"):
        SqliteStore(tmp_path / "empty.db")
    SqliteStore(tmp_path / "empty.db", create=True).close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_folder_can_be_read_and_says_why_it_cannot_be_written(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with SqliteStore(path) as store:
            assert len(store.reports()) == 1
            with pytest.raises(RecordError, match="permissions"), store.writing():
                pass
        with pytest.raises(RecordError, match="permissions"):
            SqliteStore(path.parent / "new.db", create=True)
    finally:
        path.parent.chmod(0o700)


def test_a_read_only_connection_says_why_it_cannot_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with SqliteStore(path) as store:
        assert len(store.reports()) == 1
        with pytest.raises(RecordError, match="check the permissions"), store.writing():
            pass


def test_a_full_disk_is_named(path: Path) -> None:
    with SqliteStore(path) as store:
        store._connection.execute(f"PRAGMA max_page_count = {path.stat().st_size // 16384 + 1}")
        with pytest.raises(RecordError, match="disk is full"), store.writing() as writer:
            for n in range(100):
                item = stored(f"r{n}")
                writer.put(item.outcome, item.content, "1", item.claims)
        assert len(store.reports()) == 1


def test_a_second_writer_is_told_who_holds_the_file(path: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom communique.record.sqlite import SqliteStore\n"
        "with SqliteStore(Path(sys.argv[1])) as store, store.writing():\n"
        "    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdin is not None
        other.stdout.readline()
        with SqliteStore(path, wait=0.1) as store:
            assert len(store.reports()) == 1  # reading goes on meanwhile
            with pytest.raises(RecordError, match=f"written by process {other.pid} on"), store.writing():
                pass
        other.stdin.close()
        other.wait()
    with SqliteStore(path, wait=0.1) as store, store.writing():
        pass


def test_a_transaction_cut_off_by_a_kill_is_undone(path: Path) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom communique.record.sqlite import SqliteStore\n"
        "from tests.factories import stored\n"
        "with SqliteStore(Path(sys.argv[1])) as store, store.writing() as writer:\n"
        "    store._connection.execute('PRAGMA cache_spill = 1')\n"
        "    for n in range(300):\n        item = stored(f'r{n}')\n"
        "        writer.put(item.outcome, item.content, '1', item.claims)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    root = Path(__file__).parent.parent.parent
    subprocess.run([sys.executable, "-c", code, str(path)], cwd=root, check=False)
    with SqliteStore(path) as store:
        assert len(store.reports()) == 1
        assert store._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with store.writing():
            pass
        assert len(store._connection.execute("SELECT * FROM writers").fetchall()) == 1


def test_decisions_of_persons_cannot_be_changed_even_by_sql(path: Path) -> None:
    with SqliteStore(path) as store:
        with store.writing() as writer:
            writer.decide(decision("r/c0-1", "r/c2-3", author="ann"))
        for sql in ("DELETE FROM decided", "UPDATE decided SET author = 'bob'"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                store._connection.execute(sql)


def test_views_read_like_the_report(path: Path) -> None:
    with closing(sqlite3.connect(path)) as reader:
        actors = reader.execute("SELECT quote FROM view_claims WHERE property = 'actor' ORDER BY start").fetchall()
        event = reader.execute("SELECT report, kind, status, date FROM view_events").fetchone()
        assert reader.execute("SELECT name, published FROM view_reports").fetchone() == ("a", "2021-04-02")
        assert reader.execute("SELECT count(*) FROM view_decisions").fetchone() == (0,)
        assert reader.execute("SELECT count(*) FROM view_reuse").fetchone() == (0,)
    assert actors == [("Ilham Aliyev",), ("Selçuk Bayraktar",)]
    assert event == ("a", "meeting", "happened", "2021-04-01/2021-04-01 day resolved")


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_write_ahead_logging_only_where_sqlite_is_mended(version: tuple[int, int, int], safe: bool) -> None:
    assert connect.wal_is_safe(version) is safe


def test_an_older_layout_is_copied_before_it_is_changed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.record import migrations

    def second_layout(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE extra (x)")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, second_layout))
    for module in (migrations, connect):
        monkeypatch.setattr(module, "VERSION", VERSION + 1)
    before = path.with_name("before.db")
    shutil.copy(path, before)
    with SqliteStore(path) as store:
        assert store._connection.execute("SELECT count(*) FROM extra").fetchone() == (0,)
        assert len(store.reports()) == 1
    copy = path.with_name(f"record.db.layout-{VERSION}.bak")
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (VERSION,)
