"""What the reference promises to list in full: kinds, codes, tables and columns, keys of the formats."""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from communique.coding import coding
from communique.export.flat import COLUMNS
from communique.export.registers.tables import REGISTERS
from communique.model import entity, event
from communique.record.migrations import migrate
from docs.pages import ROOT, Page, read

REFERENCE = ROOT / "docs" / "reference"
SOURCE = ROOT / "src" / "communique"
CODE = re.compile(r"[A-Z]{3,}|[A-Z]{2,}(_[A-Z]+)+")
UNSEEN = {"TOO_DEEP"}  # a note that a page keeps to itself
CLAIM = re.compile(r"^\| `([ces]\d+-\d+)` \| (\w+) \| `([^`]+)` \| ?([^(|]*?) ?(?:\([\d-]+\) )?\|$", re.MULTILINE)
CODED = ("ingest/sources.py", "ingest/jsonl.py", "ingest/compose.py", "ingest/page.py", "workers.py")


def missing_terms() -> Iterator[str]:
    """Kinds, with their PLOVER codes, statuses, roles, sectors and codes of inputs that the reference does not list."""
    page = read(REFERENCE / "events.md")
    for kind, codes in event.PLOVER.items():
        row = re.search(rf"^\| `{kind}` \|([^|]*)\|", page.text, re.MULTILINE)
        told = tuple(part.strip() for part in row[1].split(",")) if row else None
        if told is None:
            yield f"{page.name}: the table lacks the kind {kind}"
        elif tuple(filter(None, told)) != tuple(filter(None, codes)):
            yield f"{page.name}: the kind {kind} is {', '.join(codes)}, not {', '.join(told)}"
    yield from _wrong_codes()
    roles = ("actor", "recipient", "place", *event.OTHER_ROLES)
    yield from _unlisted(page, (*event.STATUSES, *roles, *entity.ENTITY_KINDS, *entity.SECTORS))
    yield from _unlisted(read(REFERENCE / "inputs.md"), codes_of_inputs())


def _wrong_codes() -> Iterator[str]:
    """Kinds whose CAMEO code, quad class or score the reference does not have."""
    page = read(REFERENCE / "plover.md")
    for kind in event.KINDS:
        codes = coding(kind)
        score = "" if codes.score is None else format(codes.score, "g")
        row = re.search(rf"^\| `{kind}` \|(.*)\|$", page.text, re.MULTILINE)
        told = [cell.strip() for cell in row[1].split("|")] if row else None
        if told != [codes.cameo or "", str(codes.quad or ""), score]:
            yield f"{page.name}: the kind {kind} has the codes {codes.cameo}, {codes.quad}, {score}, not {told}"


def codes_of_inputs() -> tuple[str, ...]:
    """The codes that inputs may end with: the words in capitals among the strings of the modules that give them."""
    found = set()
    for name in CODED:
        for node in ast.walk(ast.parse((SOURCE / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found.add(node.value)
    return tuple(sorted(found))


def _unlisted(page: Page, terms: Iterable[str]) -> Iterator[str]:
    for term in (t for t in terms if t not in UNSEEN):
        if f"`{term}`" not in page.text:
            yield f"{page.name} does not list {term}"


def missing_columns() -> Iterator[str]:
    """Tables, views and columns of a record's file, and columns of tables, that the reference does not list."""
    page = read(REFERENCE / "record-file.md")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, 0)
        names = [n for (n,) in connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")]
        for name in (n for n in names if not n.startswith("sqlite_")):
            section = page.section(name)
            if not section:
                yield f"{page.name} has no heading for {name}"
            for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", (name,)):
                if f"`{column}`" not in section:
                    yield f"{page.name}: {name} lacks the column {column}"
    formats = read(REFERENCE / "formats.md")
    yield from _unlisted(formats, COLUMNS)
    for name, table in REGISTERS.items():
        section = formats.section(name) + formats.section("The registers as tables")
        yield from (f"{formats.name}: {name} lacks the column {c}" for c in table.columns if f"`{c}`" not in section)


def missing_keys(record: Path) -> Iterator[str]:
    """Keys of the exported formats that the reference does not list; ``record`` is a record's file."""
    from communique.cli.options import assembled
    from communique.export import ftm, geojson, ics, jsonl, plover
    from communique.export.flat import rows
    from communique.export.record import as_json

    found = assembled(record)
    events = (jsonl.EventWriter(found), plover.PloverWriter(found))
    entities = list(ftm.FtmWriter(found).lines(found))
    calendar = b"".join(ics.render(found)).decode()
    listed = {
        "formats.md": [as_json(found), *map(events[0].event, found.events)],
        "plover.md": list(map(events[1].event, found.events)),
        "geojson.md": [{**geojson.feature(row), "properties": None} for row in rows(found)],
        "followthemoney.md": [{str(line["schema"]): line["properties"]} for line in entities],
        "icalendar.md": [dict.fromkeys(re.findall(r"^(?!BEGIN|END)[A-Z]+", calendar, re.MULTILINE))],
    }
    for name, values in listed.items():
        yield from _unlisted(read(REFERENCE / name), sorted(set(keys_of(values))))


def stale_claims(record: Path) -> Iterator[str]:
    """Claims in the tables of the page on one sentence that the demonstration's record does not hold."""
    page = read(ROOT / "docs" / "explanation" / "from-report-to-record.md")
    sql = "SELECT quote FROM view_claims WHERE report = ? AND subject = ? AND property = ? AND value = ?"
    with closing(sqlite3.connect(record)) as connection:
        for subject, prop, value, quote in CLAIM.findall(page.text):
            row = connection.execute(sql, ("05_name_deal_ratified", subject, prop, value)).fetchone()
            if row is None or (quote and row[0] != quote):
                yield f"{page.name}: no longer read: {subject} {prop} {value} {quote}"


def keys_of(value: Any) -> Iterator[str]:
    """All keys in a value of JSON.

    >>> sorted(set(keys_of({"a": [{"b": 1}]})))
    ['a', 'b']
    """
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from keys_of(item)
