"""Opens the SQLite file of a record with the settings it needs, and turns SQLite's complaints into ours.

Journal: write-ahead logging only where this SQLite has the fix of the WAL-reset bug (3.44.6, 3.50.7, 3.51.3 and later;
older ones can corrupt a file that two connections write), else the rollback journal. Both with ``synchronous=FULL``.
"""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from communique.errors import RecordError
from communique.record.migrations import APPLICATION_ID, VERSION, migrate

MAGIC = b"SQLite format 3\x00"
WAIT_SECONDS = 30.0
WAL_FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))  # first fixed version of each line, newest line first


def connect(path: Path, create: bool = False, wait: float = WAIT_SECONDS) -> sqlite3.Connection:
    """A connection to the record at ``path``, brought to the newest layout; RecordError where it is none of ours."""
    _refuse_early(path, create)
    with faults(path):
        connection = _open(path, create, wait)
        try:
            _check_version(connection, path)
            _settle(connection, path, create)
        except BaseException:
            connection.close()
            raise
    return connection


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether SQLite ``version`` may be trusted with write-ahead logging."""
    for fixed in WAL_FIXED:
        if version[:2] == fixed[:2]:
            return version >= fixed
    return version > WAL_FIXED[0]


def _refuse_early(path: Path, create: bool) -> None:
    if path.is_dir():
        raise RecordError(f"{path} is a folder, not a record file; name a file in it, such as {path / 'record.db'}.")
    if not path.exists():
        if not create:
            raise RecordError(f"There is no record at {path}. Make one with: communique read PATH --record {path}")
        if not path.parent.is_dir():
            raise RecordError(f"The folder {path.parent} does not exist, so no record can be made in it.")
        return
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise RecordError(f"{path} cannot be opened: {error.strerror}. Check its permissions.") from error
    if head and head != MAGIC:
        raise RecordError(f"{path} is not a record of communique (it does not begin as an SQLite file does).")


def _open(path: Path, create: bool, wait: float) -> sqlite3.Connection:
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    mode = "rwc" if create else "rw" if writable else "ro"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=wait, isolation_level=None, cached_statements=256
    )
    # Pages of 16 kB: with 4 kB, a quarter of the space for texts is the unused end of their last page.
    for pragma in (
        "page_size = 16384",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "synchronous = FULL",
        "cache_size = -32000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    version, owner = _number(connection, "user_version"), _number(connection, "application_id")
    if owner == 0 and version == 0 and not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
        return
    if owner != APPLICATION_ID:
        raise RecordError(f"{path} is an SQLite file, but not a record of communique; name another file.")
    if version > VERSION:
        raise RecordError(
            f"{path} was written by a newer communique (layout {version}; this one knows up to {VERSION}). "
            "Update with: pip install --upgrade communique"
        )


def _settle(connection: sqlite3.Connection, path: Path, create: bool) -> None:
    """Bring the file to the newest layout."""
    version = _number(connection, "user_version")
    if version == VERSION:
        return
    if version == 0 and not create:
        raise RecordError(f"{path} is empty. Fill it with: communique read PATH --record {path}")
    if version:
        _copy_first(connection, path.with_name(f"{path.name}.layout-{version}.bak"))
    else:
        connection.execute(f"PRAGMA journal_mode = {'WAL' if wal_is_safe(sqlite3.sqlite_version_info) else 'DELETE'}")
    connection.execute("BEGIN IMMEDIATE")
    migrate(connection, _number(connection, "user_version"))
    connection.execute("COMMIT")


def _copy_first(connection: sqlite3.Connection, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as target:
        connection.backup(target)


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


# -- faults ------------------------------------------------------------------------------------------------------------


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file at ``path`` into a RecordError that tells what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise RecordError(_explain(path, error)) from error


def _explain(path: Path, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"{path} is being written by {holder(path)}; wait until it has ended and run the same command again."
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return f"{path} cannot be written ({error}): check the permissions of the file and of its folder {path.parent}."
    if code == sqlite3.SQLITE_FULL:
        return f"The disk is full: {path} cannot grow. What was read so far is kept; free space and run again."
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return f"{path} is damaged ({error}). Restore a copy, or read the reports again into a new file."
    return f"{path} cannot be used: {error} ({getattr(error, 'sqlite_errorname', 'unknown fault')})."


def holder(path: Path) -> str:
    """Who is writing to the record at ``path``, as far as it tells."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.5)) as connection:
            rows = connection.execute("SELECT pid, host, since FROM writers ORDER BY since").fetchall()
    except sqlite3.Error:
        rows = []
    others = [row for row in rows if row[0] != os.getpid() or row[1] != socket.gethostname()]
    return " or ".join(f"process {pid} on {host} (since {since})" for pid, host, since in others) or "another process"


def is_alive(pid: int) -> bool:
    """Whether a process ``pid`` runs on this machine; True where that cannot be told."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
