"""Lines of registers kept in the SQLite file until anything is written there: they only spare making them again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

TABLES = ("kept", "kept_keys", "kept_made")
CHANGES = "changes"  # the row of `state` that counts transactions

Row = tuple[bytes, Iterable[str]]


class SqliteKept:
    """The tables `kept`, `kept_keys` and `kept_made` of one file.

    ``name`` is a register, with the day for which it was made where that is not today. Each line stands at a position
    under some keys; ``version`` tells by which program they were made.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def throw_away(self) -> None:
        """Drop all lines and count a change, within the transaction that makes it."""
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table}")
        self._connection.execute(
            "INSERT INTO state VALUES (?, '1') ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1",
            (CHANGES,),
        )

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Within it all that is read is of one state of the file."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("COMMIT")

    def changes(self) -> int:
        """How many transactions have changed the file."""
        rows = self._connection.execute("SELECT value FROM state WHERE name = ?", (CHANGES,)).fetchall()
        return int(rows[0][0]) if rows else 0

    def has(self, name: str, version: str) -> bool:
        """Whether the lines of ``name`` stand, made by this version."""
        rows = self._connection.execute("SELECT version FROM kept_made WHERE name = ?", (name,)).fetchall()
        return bool(rows) and rows[0][0] == version

    def lines(self, name: str, all_of: Sequence[str] = ()) -> list[bytes]:
        """The lines of ``name`` in their order, or those under all of these keys."""
        if not all_of:
            rows = self._connection.execute("SELECT line FROM kept WHERE name = ? ORDER BY position", (name,))
            return [row[0] for row in rows]
        some = " INTERSECT ".join("SELECT position FROM kept_keys WHERE name = ? AND key = ?" for _ in all_of)
        values = [value for key in all_of for value in (name, key)]
        rows = self._connection.execute(
            f"SELECT line FROM kept WHERE name = ? AND position IN ({some}) ORDER BY position", (name, *values)
        )
        return [row[0] for row in rows]

    def keep(self, changes: int, version: str, lines: Sequence[tuple[str, Sequence[Row]]]) -> None:
        """Keep lines made from the file as it was after ``changes``; nothing where it has changed since.

        A file that cannot be written to, or is being written to, keeps none. What other versions made goes, and of
        days other than today those asked for before.
        """
        (wait,) = self._connection.execute("PRAGMA busy_timeout").fetchone()
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            with suppress(sqlite3.OperationalError):
                self._connection.execute("BEGIN IMMEDIATE")
                self._put(changes, version, lines)
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {wait}")

    def _put(self, changes: int, version: str, lines: Sequence[tuple[str, Sequence[Row]]]) -> None:
        try:
            if self.changes() == changes:
                self._drop_old(version, [name for name, _ in lines])
                for name, rows in lines:
                    self._replace(name, version, rows)
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise

    def _drop_old(self, version: str, names: Sequence[str]) -> None:
        made = self._connection.execute("SELECT name, version FROM kept_made").fetchall()
        is_of_a_day = any(" " in name for name in names)
        for name, by in made:
            if by != version or (is_of_a_day and " " in name):
                self._drop(name)

    def _drop(self, name: str) -> None:
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table} WHERE name = ?", (name,))

    def _replace(self, name: str, version: str, rows: Sequence[Row]) -> None:
        self._drop(name)
        self._connection.executemany(
            "INSERT INTO kept VALUES (?, ?, ?)", ((name, i, line) for i, (line, _) in enumerate(rows))
        )
        keys = ((name, key, i) for i, (_, of) in enumerate(rows) for key in sorted(set(of)))
        self._connection.executemany("INSERT INTO kept_keys VALUES (?, ?, ?)", keys)
        self._connection.execute("INSERT INTO kept_made VALUES (?, ?)", (name, version))
