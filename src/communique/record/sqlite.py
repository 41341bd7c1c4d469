"""A record in one SQLite file; `migrations` describes its layout."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from communique.model.outside import Enrichment
from communique.model.record import Claim, Decision, Judgement, Signed
from communique.model.report import Found, Outcome, Report, Status
from communique.model.reuse import Passage, Reuse
from communique.model.span import Span
from communique.record.connect import WAIT_SECONDS, connect, faults, is_alive
from communique.record.kept import SqliteKept
from communique.record.nearby import Ends, SqliteNearby
from communique.record.store import InputRow, report_order
from communique.record.unroll import CHAIN_VALUED

FIELDS = "title publisher agency byline published dateline_place language url".split()

REOPENED = 200  # reports that are linked again at most for a person's decision; beyond that, the whole is

# What hangs on a report, in an order that foreign keys allow to be deleted.
OF_REPORT = ("claims", "subjects", "paragraphs", "found")

# Columns of `enriched` in the order of `Enrichment`; those that hold lists, as JSON.
ENRICHMENT = (
    "mention outside caption countries positions topics sector datasets file sha256 line score explanation author time "
    "reason"
).split()
LISTS = ("countries", "positions", "topics", "datasets")
REMOVAL = ("removed_by", "removed_at", "removed_because")

Row = tuple[Any, ...]


class SqliteStore:
    """Keeps a record in the file at ``path``; with ``create`` it is made where there is none."""

    def __init__(self, path: Path, create: bool = False, wait: float = WAIT_SECONDS) -> None:
        self.path = path
        self._connection = connect(path, create, wait)
        self._registered = False

    def close(self) -> None:
        """Let go of the file."""
        try:
            if self._registered:
                self._connection.execute("DELETE FROM writers WHERE host = ? AND pid = ?", _me())
        except sqlite3.Error:
            pass  # a leftover line only names a process that has ended; the next writer clears it
        finally:
            self._connection.close()

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- writing -------------------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[SqliteWriter]:
        """A writer for one transaction, which waits for other writers to end theirs."""
        with faults(self.path):
            self._register()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                SqliteKept(self._connection).throw_away()
                writer = SqliteWriter(self._connection)
                yield writer
                writer.finish()
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _register(self) -> None:
        """Leave word of who writes, so that a second writer can be told whom it waits for."""
        if self._registered:
            return
        self._connection.execute("BEGIN IMMEDIATE")
        for host, pid in self._connection.execute("SELECT host, pid FROM writers").fetchall():
            if host == socket.gethostname() and not is_alive(pid):
                self._connection.execute("DELETE FROM writers WHERE host = ? AND pid = ?", (host, pid))
        since = datetime.now(UTC).isoformat(timespec="seconds")
        self._connection.execute("INSERT OR REPLACE INTO writers VALUES (?, ?, ?)", (*_me(), since))
        self._connection.execute("COMMIT")
        self._registered = True

    # -- view ----------------------------------------------------------------------------------------------------------

    def _rows(self, sql: str, parameters: Row = ()) -> list[Row]:
        with faults(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def inputs(self) -> tuple[InputRow, ...]:
        """All inputs by source, then content."""
        rows = self._rows(
            "SELECT i.source, i.content, status, code, message, reader, coalesce(reports.id, '') FROM inputs i "
            "LEFT JOIN reports ON reports.number = i.report ORDER BY 1, 2"
        )
        return tuple(InputRow(s, c, Status(st), *rest) for s, c, st, *rest in rows)

    def reports(self, only: Collection[str] | None = None) -> tuple[Report, ...]:
        """All reports, or those with the ids ``only``, by publication date, name, id."""
        return tuple(report for _, report in self._numbered(only))

    def _numbered(self, only: Collection[str] | None = None) -> list[tuple[int, Report]]:
        if only is not None:
            return sorted((one for id_ in set(only) for one in self._numbered_where("WHERE id = ?", id_)), key=_order)
        return sorted(self._numbered_where(""), key=_order)

    def _numbered_where(self, where: str, *parameters: str) -> list[tuple[int, Report]]:
        rows = self._rows(f"SELECT number, id, name, source, content_sha256, text FROM reports {where}", parameters)
        which = ("WHERE report = ?", rows[0][0]) if where and rows else ("",)
        found, body = self._found(*which), self._paragraphs(*which)
        return [
            (n, Report(id_, name, source, sha, text, tuple(body.get(n, ())), **found.get(n, {})))
            for n, id_, name, source, sha, text in rows
        ]

    def _found(self, where: str, *parameters: int) -> dict[int, dict[str, Found]]:
        found: dict[int, dict[str, Found]] = {}
        for n, field, value, rule, start, length in self._rows(f"SELECT * FROM found {where}", parameters):
            found.setdefault(n, {})[field] = Found(value, rule, _span(start, length))
        return found

    def _paragraphs(self, where: str, *parameters: int) -> dict[int, list[Span]]:
        body: dict[int, list[Span]] = {}
        sql = f"SELECT report, start, length FROM paragraphs {where} ORDER BY report, position"
        for n, start, length in self._rows(sql, parameters):
            body.setdefault(n, []).append(Span(start, start + length))
        return body

    def undated(self) -> int:
        """How many reports have no date of publication."""
        told = "SELECT 1 FROM found WHERE report = r.number AND field = 'published'"
        return int(self._rows(f"SELECT count(*) FROM reports r WHERE NOT EXISTS ({told})")[0][0])

    def claims(self, report: str | None = None, about: Collection[str] | None = None) -> tuple[Claim, ...]:
        """All claims, or those of one report, or those about its subjects ``about`` (keys)."""
        if report is not None:
            rows = self._rows("SELECT number, text FROM reports WHERE id = ?", (report,))
            return tuple(c for n, text in rows for c in self._claims_of(n, report, text, about=about))
        readings = {n: rest for n, *rest in self._rows("SELECT number, property, value, extractor FROM readings")}
        return tuple(c for n, r in self._numbered() for c in self._claims_of(n, r.id, r.text, readings))

    def _claims_of(
        self,
        number: int,
        report: str,
        text: str,
        readings: Mapping[int, list[Any]] | None = None,
        about: Collection[str] | None = None,
    ) -> Iterator[Claim]:
        """The claims of one report; without all ``readings`` at hand, those that it has are looked up."""
        subjects: dict[int, str] = dict(self._rows("SELECT number, id FROM subjects WHERE report = ?", (number,)))
        if readings is None:
            sql = "SELECT number, property, value, extractor FROM readings WHERE number IN ({})"
            own = "SELECT DISTINCT reading FROM claims WHERE report = ?"
            readings = {n: rest for n, *rest in self._rows(sql.format(own), (number,))}
        rows = self._rows(
            "SELECT subject, reading, filler, start, length FROM claims WHERE report = ? ORDER BY position", (number,)
        )
        for subject, reading, filler, start, length in rows:
            if about is not None and f"{report}/{subjects[subject]}" not in about:
                continue
            prop, value, extractor = readings[reading]
            span = _span(start, length)
            if filler is not None:
                value = subjects[filler]
            elif value is None and span is not None:
                value = span.quote(text)
            yield Claim(report, subjects[subject], prop, value, span, extractor)

    def reuse(self, of: Collection[str] | None = None) -> tuple[Reuse, ...]:
        """Passages in more than one report, as the last linking gave them; or those that one of ``of`` (ids) has."""
        numbers = self.nearby.reuse_with(of) if of is not None else None
        where = "" if numbers is None else f"WHERE reuse IN ({', '.join(map(str, numbers))})"
        passages: dict[tuple[int, float], list[Passage]] = {}
        for number, similarity, report, start, length in self._rows(
            "SELECT reuse, similarity, id, start, length FROM reused JOIN reuse u ON u.number = reuse "
            f"JOIN reports r ON r.number = report {where} ORDER BY reuse, position"
        ):
            passages.setdefault((number, similarity), []).append(Passage(report, Span(start, start + length)))
        return tuple(Reuse(tuple(found), similarity) for (_, similarity), found in passages.items())

    def rule_decisions(self) -> tuple[Decision, ...]:
        """The decisions of the last linking."""
        rows = self._rows(
            "SELECT a.id || '/' || x.id, b.id || '/' || y.id, judgement, score, explanation, author, time, reason "
            "FROM linked JOIN linkings ON linkings.number = linking "
            "JOIN reports a ON a.number = left_report JOIN reports b ON b.number = right_report "
            "JOIN subjects x ON x.report = left_report AND x.number = left_subject "
            "JOIN subjects y ON y.report = right_report AND y.number = right_subject ORDER BY position"
        )
        return tuple(_decision(row) for row in rows)

    def human_decisions(self) -> tuple[Decision, ...]:
        """The decisions of persons, oldest first."""
        rows = self._rows(
            "SELECT left, right, judgement, score, explanation, author, time, reason FROM decided ORDER BY sequence"
        )
        return tuple(_decision(row) for row in rows)

    def enrichments(self) -> tuple[Enrichment, ...]:
        """What files from outside say, also what was taken away."""
        columns = ", ".join((*ENRICHMENT, *REMOVAL))
        rows = self._rows(f"SELECT {columns} FROM enriched ORDER BY file, mention, outside")
        return tuple(_enrichment(row) for row in rows)

    def linked(self) -> str:
        """The rules that linked everything here, or ""."""
        rows = self._rows("SELECT value FROM state WHERE name = 'linked' AND NOT EXISTS (SELECT 1 FROM waiting)")
        return str(rows[0][0]) if rows else ""

    @property
    def nearby(self) -> SqliteNearby:
        """The index by which a large record is added to."""
        return SqliteNearby(self._connection)

    @property
    def kept(self) -> SqliteKept:
        """Lines of registers as they were last made."""
        return SqliteKept(self._connection)


class SqliteWriter:
    """Writes to a record within the transaction that `SqliteStore.writing` holds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.nearby = SqliteNearby(connection)
        self._readings: dict[tuple[str, str | None, str], int] = {}
        self._decided: set[str] = set()  # ends of the decisions that persons make in this transaction

    def put(self, outcome: Outcome, content: str, reader: str, claims: Iterable[Claim] = ()) -> None:
        """Keep the end of one input."""
        gone = self._supersede(outcome.source, content)
        number = self._put_report(outcome.report, tuple(claims)) if outcome.report else None
        self._run(
            "INSERT INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?)",
            (outcome.source, content, outcome.status, outcome.code, outcome.message, reader, number),
        )
        self._drop_orphans(gone - {number})
        if gone:
            self._run("DELETE FROM state WHERE name = 'linked'")
        if number is not None:
            self._run("INSERT OR REPLACE INTO waiting VALUES (?, 0)", (number,))

    def link(self, version: str, reuse: Iterable[Reuse], decisions: Iterable[Decision]) -> None:
        """Replace all reuse and all decisions of rules."""
        self._unlink()
        self.nearby.clear()
        self._put_reuse(reuse)
        self._put_links(decisions, Ends(self._connection))
        self._settle(version)

    def link_beside(
        self, version: str, gone: Iterable[int], reuse: Iterable[Reuse], decisions: Iterable[Decision]
    ) -> None:
        """Add the decisions and reuse that new reports bring to what stands, without the reuse numbered ``gone``."""
        for number in gone:
            self._run("DELETE FROM reused WHERE reuse = ?", (number,))
            self._run("DELETE FROM reuse WHERE number = ?", (number,))
        self._put_reuse(reuse)
        ends = Ends(self._connection)
        self._put_links((d for d in decisions if not self._is_left(d, ends)), ends)
        self._settle(version)

    def _is_left(self, decision: Decision, ends: Ends) -> bool:
        """Whether the same was left undecided before."""
        if decision.judgement is not Judgement.UNDECIDED:
            return False
        sql = (
            "SELECT 1 FROM linked WHERE left_report = ? AND left_subject = ? "
            "AND right_report = ? AND right_subject = ? AND judgement = 'undecided'"
        )
        return self._run(sql, (*ends(decision.left), *ends(decision.right))).fetchone() is not None

    def _settle(self, version: str) -> None:
        self._run("DELETE FROM waiting")
        self._run("INSERT OR REPLACE INTO state VALUES ('linked', ?)", (version,))

    def decide(self, decision: Decision) -> None:
        """Add a person's decision."""
        d = decision
        self._run(
            "INSERT INTO decided (left, right, judgement, score, explanation, author, time, reason) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (d.left, d.right, d.judgement, d.score, d.explanation, d.author, d.time, d.reason),
        )
        self._decided |= {d.left, d.right}

    def finish(self) -> None:
        """Have what persons decided upon in this transaction linked again; call it at the end."""
        if self._decided and not self.nearby.reopen(self._decided, REOPENED):
            self._run("DELETE FROM state WHERE name = 'linked'")
        self._decided.clear()

    def enrich(self, file: str, sha256: str, found: Iterable[Enrichment], again: bool = False) -> int:
        """Replace what a file gave."""
        rows = [tuple(_column(e, name) for name in ENRICHMENT) for e in found]
        old = self._run("DELETE FROM enriched WHERE removed_by IS NULL AND (file = ? OR sha256 = ?)", (file, sha256))
        if again:
            ids = [(row[ENRICHMENT.index("outside")],) for row in rows]
            self._connection.executemany("DELETE FROM enriched WHERE removed_by IS NOT NULL AND outside = ?", ids)
        marks = ", ".join("?" * len(ENRICHMENT))
        self._connection.executemany(
            f"INSERT OR REPLACE INTO enriched ({', '.join(ENRICHMENT)}) VALUES ({marks})", rows
        )
        return old.rowcount

    def take_away(self, found: Iterable[Enrichment], removal: Signed) -> None:
        """Mark what was found as taken away."""
        self._connection.executemany(
            "UPDATE enriched SET removed_by = ?, removed_at = ?, removed_because = ? "
            "WHERE file = ? AND mention = ? AND outside = ?",
            [(removal.author, removal.time, removal.reason, e.file, e.mention, e.outside) for e in found],
        )

    def _run(self, sql: str, parameters: Row = ()) -> sqlite3.Cursor:
        return self._connection.execute(sql, parameters)

    # -- one report ----------------------------------------------------------------------------------------------------

    def _supersede(self, source: str, content: str) -> set[int | None]:
        """Delete what was said before of this input; returns the numbers of its reports."""
        same = "source = ? AND (content = ? OR report IS NULL)"
        rows = self._run(f"SELECT report FROM inputs WHERE {same}", (source, content)).fetchall()
        self._run(f"DELETE FROM inputs WHERE {same}", (source, content))
        return {number for (number,) in rows if number is not None}

    def _drop_orphans(self, numbers: set[int | None]) -> None:
        for number in numbers:
            if not self._run("SELECT 1 FROM inputs WHERE report = ?", (number,)).fetchone():
                self._clear(number)
                self._run("DELETE FROM waiting WHERE report = ?", (number,))
                self._run("DELETE FROM reports WHERE number = ?", (number,))

    def _clear(self, number: int | None) -> None:
        """Delete all that hangs on a report, and with it what was linked."""
        self._unlink()
        for table in OF_REPORT:
            self._run(f"DELETE FROM {table} WHERE report = ?", (number,))

    def _unlink(self) -> None:
        for table in ("linked", "linkings", "reused", "reuse"):
            self._run(f"DELETE FROM {table}")
        self._run("DELETE FROM state WHERE name = 'linked'")

    def _put_report(self, report: Report, claims: tuple[Claim, ...]) -> int:
        columns = (report.id, report.name, report.source, report.content_sha256, report.text)
        known = self._run("SELECT number FROM reports WHERE id = ?", (report.id,)).fetchone()
        if known:
            number = int(known[0])
            self._clear(number)
            self._run("UPDATE reports SET id = ?, name = ?, source = ?, content_sha256 = ?, text = ? WHERE number = ?",
                      (*columns, number))  # fmt: skip
        else:
            sql = "INSERT INTO reports (id, name, source, content_sha256, text) VALUES (?, ?, ?, ?, ?)"
            number = int(self._run(sql, columns).lastrowid or 0)
        self._put_found(number, report)
        self._put_claims(number, report.text, claims)
        return number

    def _put_found(self, number: int, report: Report) -> None:
        body = [(number, i, span.start, span.end - span.start) for i, span in enumerate(report.body)]
        self._connection.executemany("INSERT INTO paragraphs VALUES (?, ?, ?, ?)", body)
        found = [(field, getattr(report, field)) for field in FIELDS]
        rows = [(number, field, f.value, f.rule, *_bounds(f.span)) for field, f in found if f is not None]
        self._connection.executemany("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?)", rows)

    def _put_claims(self, number: int, text: str, claims: tuple[Claim, ...]) -> None:
        subjects = {subject: i for i, subject in enumerate(dict.fromkeys(c.subject for c in claims))}
        self._connection.executemany(
            "INSERT INTO subjects VALUES (?, ?, ?)", [(number, i, subject) for subject, i in subjects.items()]
        )
        rows = []
        for position, claim in enumerate(claims):
            filler = subjects.get(claim.value) if claim.prop in CHAIN_VALUED else None
            quoted = filler is not None or (claim.span is not None and claim.value == claim.span.quote(text))
            reading = self._reading(claim.prop, None if quoted else claim.value, claim.extractor)
            rows.append((number, position, subjects[claim.subject], reading, filler, *_bounds(claim.span)))
        self._connection.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def _reading(self, prop: str, value: str | None, extractor: str) -> int:
        key = (prop, value, extractor)
        if key not in self._readings:
            row = self._run(
                "SELECT number FROM readings WHERE property = ? AND coalesce(value, '') = coalesce(?, '') "
                "AND (value IS NULL) = (? IS NULL) AND extractor = ?", (prop, value, value, extractor),
            ).fetchone()  # fmt: skip
            sql = "INSERT INTO readings (property, value, extractor) VALUES (?, ?, ?)"
            self._readings[key] = int(row[0] if row else self._run(sql, key).lastrowid or 0)
        return self._readings[key]

    # -- linking -------------------------------------------------------------------------------------------------------

    def _put_reuse(self, reuse: Iterable[Reuse]) -> None:
        ends = Ends(self._connection)
        for i, found in enumerate(reuse, self._after("reuse", "number")):
            self._run("INSERT INTO reuse VALUES (?, ?)", (i, found.similarity))
            rows = [(i, j, ends.report(p.report), *_bounds(p.span)) for j, p in enumerate(found.passages)]
            self._connection.executemany("INSERT INTO reused VALUES (?, ?, ?, ?, ?)", rows)

    def _after(self, table: str, column: str) -> int:
        """The number after the highest in ``column``, from 0."""
        return int(self._run(f"SELECT coalesce(max({column}) + 1, 0) FROM {table}").fetchone()[0])

    def _put_links(self, decisions: Iterable[Decision], ends: Ends) -> None:
        first = self._after("linkings", "number")
        linkings: dict[tuple[str, str, str], int] = {}
        rows = []
        for position, d in enumerate(decisions, self._after("linked", "position")):
            linking = linkings.setdefault((d.author, d.time, d.reason), first + len(linkings))
            rows.append((position, linking, *ends(d.left), *ends(d.right), d.judgement, d.score, d.explanation))
        self._connection.executemany("INSERT INTO linkings VALUES (?, ?, ?, ?)", [(n, *k) for k, n in linkings.items()])
        self._connection.executemany("INSERT INTO linked VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _me() -> tuple[str, int]:
    return socket.gethostname(), os.getpid()


def _order(numbered: tuple[int, Report]) -> tuple[bool, str, str, str]:
    return report_order(numbered[1])


def _span(start: int | None, length: int | None) -> Span | None:
    return None if start is None or length is None else Span(start, start + length)


def _bounds(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end - span.start)


def _decision(row: Row) -> Decision:
    left, right, judgement, score, explanation, author, time, reason = row
    return Decision(left, right, Judgement(judgement), score, explanation, author, time, reason)


def _column(found: Enrichment, name: str) -> Any:
    value = getattr(found, name)
    return json.dumps(value, ensure_ascii=False) if name in LISTS else value


def _enrichment(row: Row) -> Enrichment:
    values = dict(zip(ENRICHMENT, row, strict=False))
    lists = {name: tuple(json.loads(values[name])) for name in LISTS}
    author, time, reason = row[len(ENRICHMENT) :]
    removal = Signed(author, time, reason) if author is not None else None
    return Enrichment(**{**values, **lists}, removal=removal)
