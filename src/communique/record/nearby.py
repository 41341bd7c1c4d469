"""The index of a large record: which reports and things are near a new report, and what they are part of."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import log
from typing import Any

from communique.model.nearby import UNDATED, Entry, Found, Marks, digest

PARAMETERS = 500  # of one statement
FEW = 60  # reports at most that have a word which is looked for at any time
MANY = 400  # reports at most that are looked at for one word
SPAN = 45  # days around a report in which its more frequent words are looked for
FADE = 60.0  # days after which a shared word counts half
SHINGLE_WEIGHT = 4.0  # of a shared shingle, beside the weight of words
ANY = digest()  # stands for any word, so that reports with words are counted
LATER = 1 << 40  # a day after all others, for what has no date
# Of a row of linked: whether both its ends are part of one cluster.
OF_ONE_CLUSTER = (
    "EXISTS (SELECT 1 FROM members a JOIN members b ON b.cluster = a.cluster WHERE a.report = left_report "
    "AND a.subject = left_subject AND b.report = right_report AND b.subject = right_subject)"
)


class SqliteNearby:
    """Reads and writes the index of the record behind ``connection``; writing needs an open transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, parameters).fetchall()

    def _in(self, sql: str, values: Collection[Any], *first: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of ``sql``, whose {} stands for the ``values``, by parts that SQLite can take."""
        left = iter(sorted(values))
        while part := tuple(islice(left, PARAMETERS)):
            yield from self._connection.execute(sql.format(", ".join("?" * len(part))), (*first, *part))

    # -- what stands ---------------------------------------------------------------------------------------------------

    def size(self) -> int:
        """How many reports the record holds."""
        return int(self._rows("SELECT count(*) FROM reports")[0][0])

    def version(self) -> str:
        """The rules by which the index was made together with a linking that still stands, "" where there is none."""
        rows = dict(self._rows("SELECT name, value FROM state WHERE name IN ('linked', 'indexed')"))
        return str(rows.get("linked", "")) if rows.get("linked") == rows.get("indexed") else ""

    def waiting(self) -> dict[str, bool]:
        """The reports (ids) that are to be linked, and whether they were linked before."""
        sql = "SELECT id, again FROM waiting JOIN reports ON number = report ORDER BY id"
        return {report: bool(again) for report, again in self._rows(sql)}

    def told(self, stems: Collection[int]) -> dict[int, int]:
        """In how many reports each word stands."""
        return dict(self._in("SELECT stem, reports FROM told WHERE stem IN ({})", stems))

    def telling(self) -> int:
        """How many of the reports in the index tell events."""
        return self.told((ANY,)).get(ANY, 0)

    def lost(self, keys: Collection[str]) -> set[str]:
        """Those of ``keys`` that no subject bears."""
        ends = Ends(self._connection)
        return {key for key in keys if ends.find(key) is None}

    # -- what is near --------------------------------------------------------------------------------------------------

    def near(self, marks: Marks, most: int) -> list[str]:
        """The reports (ids) that share most with one: rare words before frequent ones, shingles, days close by."""
        told = self.told({*marks.stems, ANY})
        size = told.pop(ANY, 0)
        weights = {stem: (log((1 + size) / count), count) for stem, count in told.items()}
        weights |= dict.fromkeys(marks.shingles, (SHINGLE_WEIGHT, 0))
        points: dict[tuple[int, int], float] = {}
        for mark, (weight, count) in sorted(weights.items()):
            for place in self._with(mark, marks.day, count):
                points[place] = points.get(place, 0.0) + weight
        scored = sorted((-score * _fade(day, marks.day), report) for (day, report), score in points.items())
        return self._ids([report for _, report in scored[:most]])

    def _with(self, mark: int, day: int, told: int) -> list[tuple[int, int]]:
        if told <= FEW:
            return self._rows("SELECT day, report FROM marks WHERE mark = ? LIMIT ?", (mark, MANY))
        if day == UNDATED:
            return []
        sql = "SELECT day, report FROM marks WHERE mark = ? AND day BETWEEN ? AND ? LIMIT ?"
        width = max(1, min(SPAN, SPAN * MANY // told))
        return self._rows(sql, (mark, day - width, day + width, MANY))

    def sharing(self, shingles: Collection[int], most: int) -> list[str]:
        """The reports (ids) that share a shingle, those that share most of them first."""
        found = Counter(r for (r,) in self._in("SELECT report FROM marks WHERE mark IN ({})", shingles))
        return self._ids([r for r, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:most]])

    def found(self, keys: Collection[int], day: int, most: int) -> list[Found]:
        """The entries under each of ``keys``, ``most`` of them on either side of ``day``."""
        sql = (
            "SELECT e.key, e.day, r.id || '/' || s.id, m.cluster FROM ({}) e JOIN reports r ON r.number = e.report "
            "JOIN subjects s ON s.report = e.report AND s.number = e.subject "
            "LEFT JOIN members m ON m.report = e.report AND m.subject = e.subject"
        )
        sides = (
            "SELECT * FROM (SELECT * FROM entries WHERE key = ?1 AND day <= ?2 ORDER BY day DESC, report LIMIT ?3) "
            "UNION ALL "
            "SELECT * FROM (SELECT * FROM entries WHERE key = ?1 AND day > ?2 ORDER BY day, report LIMIT ?3)"
        )
        about = LATER if day == UNDATED else day  # the latest things, where nothing else tells the time
        rows = (row for key in sorted(keys) for row in self._rows(sql.format(sides), (key, about, most)))
        return [Found(Entry(key, day_, chain), cluster) for key, day_, chain, cluster in rows]

    def reuse_with(self, reports: Collection[str]) -> dict[int, set[str]]:
        """The number of each shared passage in one of ``reports`` (ids), with the reports (ids) that share it."""
        shared = {
            u
            for (u,) in self._in(
                "SELECT DISTINCT reuse FROM reused WHERE report IN ({})", self._numbers(reports).values()
            )
        }
        found: dict[int, set[str]] = {number: set() for number in sorted(shared)}
        sql = "SELECT reuse, id FROM reused JOIN reports ON number = report WHERE reuse IN ({})"
        for number, report in self._in(sql, shared):
            found[number].add(report)
        return found

    def clusters(self, keys: Collection[str]) -> dict[str, int]:
        """The cluster of each subject (by key) that is part of one."""
        numbers = self._numbers({key.partition("/")[0] for key in keys})
        found: dict[str, int] = {}
        for report, number in sorted(numbers.items()):
            rows = self._rows(
                "SELECT s.id, m.cluster FROM members m JOIN subjects s ON s.report = m.report AND s.number = m.subject "
                "WHERE m.report = ?", (number,),
            )  # fmt: skip
            found |= {f"{report}/{subject}": cluster for subject, cluster in rows}
        return {key: found[key] for key in keys if key in found}

    def _numbers(self, reports: Collection[str]) -> dict[str, int]:
        return dict(self._in("SELECT id, number FROM reports WHERE id IN ({})", reports))

    def _ids(self, numbers: Sequence[int]) -> list[str]:
        ids = dict(self._in("SELECT number, id FROM reports WHERE number IN ({})", numbers))
        return [ids[number] for number in numbers]

    # -- writing -------------------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Throw the index away."""
        for table in ("members", "marks", "told", "entries"):
            self._connection.execute(f"DELETE FROM {table}")
        self._connection.execute("DELETE FROM state WHERE name = 'indexed'")

    def settle(self, version: str) -> None:
        """Write down that the index is as the linking by ``version`` left it."""
        self._connection.execute("INSERT OR REPLACE INTO state VALUES ('indexed', ?)", (version,))

    def reopen(self, keys: Collection[str], most: int) -> bool:
        """Take back what rules decided about the things that ``keys`` are part of, and have their reports linked again.

        Not where they stand in more than ``most`` reports, or there is no index: whether it was done.
        """
        if not self.version():
            return False
        clusters = set(self.clusters(keys).values())
        rows = self._in("SELECT report, subject FROM members WHERE cluster IN ({})", clusters)
        members = {(report, subject) for report, subject in rows}
        reports = {report for report, _ in members} | set(self._numbers({k.partition("/")[0] for k in keys}).values())
        if len(reports) > most:
            return False
        self._forget(members, f"(judgement = 'undecided' OR {OF_ONE_CLUSTER})")
        self._connection.executemany("DELETE FROM members WHERE cluster = ?", [(c,) for c in sorted(clusters)])
        self._connection.executemany("INSERT OR IGNORE INTO waiting VALUES (?, 1)", [(r,) for r in sorted(reports)])
        return True

    def add(self, marks: Iterable[Marks], entries: Iterable[Entry]) -> None:
        """Enter reports by their marks, and things."""
        marks, told = list(marks), Counter[int]()
        numbers = self._numbers({m.report for m in marks})
        for mark in marks:
            told.update(mark.stems | {ANY} if mark.stems else ())
            rows = [(number, mark.day, numbers[mark.report]) for number in sorted(mark.stems | mark.shingles)]
            self._connection.executemany("INSERT OR IGNORE INTO marks VALUES (?, ?, ?)", rows)
        self._connection.executemany(
            "INSERT INTO told VALUES (?, ?) ON CONFLICT (stem) DO UPDATE SET reports = reports + excluded.reports",
            sorted(told.items()),
        )
        ends = Ends(self._connection)
        found = [(e.key, e.day, *ends(e.chain)) for e in entries]
        self._connection.executemany("INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?)", found)

    def cluster(self, groups: Iterable[Sequence[str]]) -> None:
        """Make one cluster of the subjects of each group, and of the clusters that they are part of."""
        ends = Ends(self._connection)
        moved: set[tuple[int, int]] = set()
        for group in groups:
            places = [place for key in group if (place := ends.find(key)) is not None]
            sql = "SELECT cluster FROM members WHERE report = ? AND subject = ?"
            found = {place: cluster for place in places for (cluster,) in self._rows(sql, place)}
            known = set(found.values())
            if len(places) < 2 or (len(known) == 1 and len(found) == len(places)):
                continue
            number = max(known, key=self._weight) if len(known) > 1 else next(iter(known), None) or self._next()
            for other in sorted(known - {number}):
                moved |= set(self._rows("SELECT report, subject FROM members WHERE cluster = ?", (other,)))
                self._connection.execute("UPDATE members SET cluster = ? WHERE cluster = ?", (number, other))
            fresh = [place for place in places if place not in found]
            moved |= set(fresh)
            rows = [(*place, number) for place in fresh]
            self._connection.executemany("INSERT OR REPLACE INTO members VALUES (?, ?, ?)", rows)
        self._forget(moved, f"judgement = 'undecided' AND {OF_ONE_CLUSTER}")

    def _forget(self, places: Iterable[tuple[int, int]], which: str) -> None:
        """Drop those decisions of rules about the subjects at ``places`` of which ``which`` (SQL) holds."""
        for side in ("left", "right"):
            sql = f"DELETE FROM linked WHERE {side}_report = ? AND {side}_subject = ? AND {which}"
            self._connection.executemany(sql, sorted(places))

    def _weight(self, cluster: int) -> tuple[int, int]:
        return (int(self._rows("SELECT count(*) FROM members WHERE cluster = ?", (cluster,))[0][0]), -cluster)

    def _next(self) -> int:
        return int(self._rows("SELECT coalesce(max(cluster), 0) + 1 FROM members")[0][0])


def _fade(one: int, two: int) -> float:
    """How much less it means that two reports share words, the further apart they are in time."""
    return 0.5 if UNDATED in (one, two) else 1 / (1 + abs(one - two) / FADE)


class Ends:
    """Looks up the numbers of subjects by their keys, a report at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._reports: dict[str, int] = {}
        self._subjects: dict[int, Mapping[str, int]] = {}

    def __call__(self, key: str) -> tuple[int, int]:
        """The numbers of the report and of the subject in it."""
        report, _, subject = key.partition("/")
        number = self.report(report)
        if number not in self._subjects:
            rows = self._connection.execute("SELECT id, number FROM subjects WHERE report = ?", (number,))
            self._subjects[number] = dict(rows.fetchall())
        return number, self._subjects[number][subject]

    def find(self, key: str) -> tuple[int, int] | None:
        """The same, or None where no subject bears the key."""
        try:
            return self(key)
        except KeyError:
            return None

    def report(self, report: str) -> int:
        """The number of the report with an id."""
        if report not in self._reports:
            found = self._connection.execute("SELECT number FROM reports WHERE id = ?", (report,)).fetchone()
            if found is None:
                raise KeyError(report)
            self._reports[report] = int(found[0])
        return self._reports[report]
