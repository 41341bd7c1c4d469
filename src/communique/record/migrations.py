"""The layout of the SQLite file, as ordered steps; ``user_version`` tells how many of them a file has been through.

Lean by integer keys and two dictionaries: `subjects` numbers the subjects of one report, `readings` holds each
(property, value, extractor) once. A claim whose value is the quoted words themselves has the reading's value NULL; one
whose value is a chain has it in ``filler``. Views with plain names undo all of this for whoever opens the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial

APPLICATION_ID = 0x434D4E51  # "CMNQ"

TABLES = """
CREATE TABLE reports (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, source TEXT NOT NULL,
  content_sha256 TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE paragraphs (
  report INTEGER NOT NULL REFERENCES reports, position INTEGER NOT NULL, start INTEGER NOT NULL,
  length INTEGER NOT NULL, PRIMARY KEY (report, position)) WITHOUT ROWID;
CREATE TABLE found (
  report INTEGER NOT NULL REFERENCES reports, field TEXT NOT NULL, value TEXT NOT NULL, rule TEXT NOT NULL,
  start INTEGER, length INTEGER, PRIMARY KEY (report, field)) WITHOUT ROWID;
CREATE TABLE inputs (
  source TEXT NOT NULL, content TEXT NOT NULL, status TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
  reader TEXT NOT NULL, report INTEGER REFERENCES reports, PRIMARY KEY (source, content)) WITHOUT ROWID;
CREATE INDEX inputs_by_report ON inputs (report);
CREATE TABLE subjects (
  report INTEGER NOT NULL REFERENCES reports, number INTEGER NOT NULL, id TEXT NOT NULL,
  PRIMARY KEY (report, number)) WITHOUT ROWID;
CREATE TABLE readings (
  number INTEGER PRIMARY KEY, property TEXT NOT NULL, value TEXT, extractor TEXT NOT NULL);
CREATE UNIQUE INDEX readings_once ON readings (property, coalesce(value, ''), value IS NULL, extractor);
CREATE TABLE claims (
  report INTEGER NOT NULL, position INTEGER NOT NULL, subject INTEGER NOT NULL,
  reading INTEGER NOT NULL REFERENCES readings, filler INTEGER, start INTEGER, length INTEGER,
  PRIMARY KEY (report, position), FOREIGN KEY (report, subject) REFERENCES subjects,
  FOREIGN KEY (report, filler) REFERENCES subjects) WITHOUT ROWID;
CREATE TABLE linkings (
  number INTEGER PRIMARY KEY, author TEXT NOT NULL, time TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE linked (
  position INTEGER PRIMARY KEY, linking INTEGER NOT NULL REFERENCES linkings,
  left_report INTEGER NOT NULL, left_subject INTEGER NOT NULL,
  right_report INTEGER NOT NULL, right_subject INTEGER NOT NULL,
  judgement TEXT NOT NULL, score REAL NOT NULL, explanation TEXT NOT NULL);
CREATE TABLE decided (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, left TEXT NOT NULL, right TEXT NOT NULL, judgement TEXT NOT NULL,
  score REAL NOT NULL, explanation TEXT NOT NULL, author TEXT NOT NULL, time TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE reuse (number INTEGER PRIMARY KEY, similarity REAL NOT NULL);
CREATE TABLE reused (
  reuse INTEGER NOT NULL REFERENCES reuse, position INTEGER NOT NULL, report INTEGER NOT NULL REFERENCES reports,
  start INTEGER NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (reuse, position)) WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE writers (host TEXT NOT NULL, pid INTEGER NOT NULL, since TEXT NOT NULL, PRIMARY KEY (host, pid))
  WITHOUT ROWID;
CREATE TRIGGER decided_stays BEFORE UPDATE ON decided
  BEGIN SELECT raise(ABORT, 'decisions of persons are only ever added'); END;
CREATE TRIGGER decided_stays_too BEFORE DELETE ON decided
  BEGIN SELECT raise(ABORT, 'decisions of persons are only ever added'); END;
"""

VIEWS = """
CREATE VIEW view_reports AS
SELECT r.id, r.name, (SELECT value FROM found WHERE report = r.number AND field = 'title') AS title,
  (SELECT value FROM found WHERE report = r.number AND field = 'publisher') AS publisher,
  (SELECT value FROM found WHERE report = r.number AND field = 'published') AS published, r.source, r.text
FROM reports r;
CREATE VIEW view_claims AS
SELECT r.name AS report, s.id AS subject, g.property,
  coalesce(g.value, f.id, substr(r.text, c.start + 1, c.length)) AS value,
  substr(r.text, c.start + 1, c.length) AS quote, c.start, c.start + c.length AS "end", g.extractor
FROM claims c JOIN reports r ON r.number = c.report JOIN readings g ON g.number = c.reading
  JOIN subjects s ON s.report = c.report AND s.number = c.subject
  LEFT JOIN subjects f ON f.report = c.report AND f.number = c.filler;
CREATE VIEW view_decisions AS
SELECT a.id || '/' || x.id AS "left", b.id || '/' || y.id AS "right", d.judgement, d.score, d.explanation,
  l.author, l.time, l.reason
FROM linked d JOIN linkings l ON l.number = d.linking
  JOIN reports a ON a.number = d.left_report JOIN reports b ON b.number = d.right_report
  JOIN subjects x ON x.report = d.left_report AND x.number = d.left_subject
  JOIN subjects y ON y.report = d.right_report AND y.number = d.right_subject
UNION ALL SELECT "left", "right", judgement, score, explanation, author, time, reason FROM decided;
CREATE VIEW view_events AS
SELECT report, subject, max(value) FILTER (WHERE property = 'kind') AS kind,
  max(value) FILTER (WHERE property = 'status') AS status, max(value) FILTER (WHERE property = 'date') AS date,
  max(quote) FILTER (WHERE property = 'evidence') AS evidence
FROM view_claims WHERE subject LIKE 'e%' GROUP BY report, subject;
CREATE VIEW view_reuse AS
SELECT u.number AS reuse, u.similarity, r.name AS report, substr(r.text, p.start + 1, p.length) AS quote
FROM reuse u JOIN reused p ON p.reuse = u.number JOIN reports r ON r.number = p.report;
"""

# Layout 2: what files from outside say of entities. Lists are JSON; the three columns of a removal are null until then.
ENRICHED = """
CREATE TABLE enriched (
  file TEXT NOT NULL, mention TEXT NOT NULL, outside TEXT NOT NULL, caption TEXT NOT NULL, countries TEXT NOT NULL,
  positions TEXT NOT NULL, topics TEXT NOT NULL, sector TEXT NOT NULL, datasets TEXT NOT NULL, sha256 TEXT NOT NULL,
  line INTEGER NOT NULL, score REAL NOT NULL, explanation TEXT NOT NULL, author TEXT NOT NULL, time TEXT NOT NULL,
  reason TEXT NOT NULL, removed_by TEXT, removed_at TEXT, removed_because TEXT,
  PRIMARY KEY (file, mention, outside)) WITHOUT ROWID;
CREATE VIEW view_enrichments AS
SELECT mention, outside, caption, countries, positions, topics, sector, datasets, file, sha256, line, score,
  explanation, author, time, reason
FROM enriched WHERE removed_by IS NULL;
"""

# Layout 3: what a large record is searched by when reports are added to it. All of it follows from the rest.
NEARBY = """
CREATE TABLE waiting (report INTEGER PRIMARY KEY REFERENCES reports, again INTEGER NOT NULL);
CREATE TABLE members (
  report INTEGER NOT NULL, subject INTEGER NOT NULL, cluster INTEGER NOT NULL, PRIMARY KEY (report, subject))
  WITHOUT ROWID;
CREATE INDEX members_by_cluster ON members (cluster);
CREATE TABLE marks (
  mark INTEGER NOT NULL, day INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (mark, day, report)) WITHOUT ROWID;
CREATE TABLE told (stem INTEGER PRIMARY KEY, reports INTEGER NOT NULL);
CREATE TABLE entries (
  key INTEGER NOT NULL, day INTEGER NOT NULL, report INTEGER NOT NULL, subject INTEGER NOT NULL,
  PRIMARY KEY (key, day, report, subject)) WITHOUT ROWID;
CREATE INDEX reused_by_report ON reused (report);
CREATE INDEX linked_by_left ON linked (left_report, left_subject);
CREATE INDEX linked_by_right ON linked (right_report, right_subject);
"""

# Layout 4: lines of registers, kept until anything is written. All of it follows from the rest.
KEPT = """
CREATE TABLE kept (name TEXT NOT NULL, position INTEGER NOT NULL, line BLOB NOT NULL, PRIMARY KEY (name, position));
CREATE TABLE kept_keys (
  name TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (name, key, position)) WITHOUT ROWID;
CREATE TABLE kept_made (name TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID;
"""


def _run(script: str, connection: sqlite3.Connection) -> None:
    for statement in _statements(script):
        connection.execute(statement)


def _statements(script: str) -> list[str]:
    """The single statements of ``script``: unlike ``executescript``, running them leaves the transaction open."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return [statement for statement in found if statement]


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    partial(_run, TABLES + VIEWS),
    partial(_run, ENRICHED),
    partial(_run, NEARBY),
    partial(_run, KEPT),
)

VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a file at ``version`` to `VERSION`; call it within one transaction."""
    for step in MIGRATIONS[version:]:
        step(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
