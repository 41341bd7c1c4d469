"""Entities of a local file in the format of FollowTheMoney and OpenSanctions: a JSON object a line, read as a stream.

Nothing is looked up or fetched, and what a line links to is not followed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from communique.errors import MachineError, UsageError
from communique.ingest.jsonl import read_lines
from communique.ingest.plain import repair
from communique.ingest.sources import NotRegularError, open_regular, unpacked
from communique.model.outside import OutsideEntity

# Schemata that are matched, with our kind; all others (addresses, sanctions, ships ...) are passed over.
SCHEMATA = {
    "Person": "person",
    "Organization": "organisation",
    "Company": "organisation",
    "PublicBody": "organisation",
    "LegalEntity": "organisation",
}
NAMES = ("name", "alias", "previousName")  # a ``weakAlias`` is many people's, so none is matched by it
COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry")

LONGEST_LINE = 4_000_000  # bytes
LONGEST = 300  # characters of one value; longer ones are left out
MOST_NAMES, MOST = 300, 30  # values of one property that are used


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used, with a code and what to do about it."""

    line: int
    code: str
    message: str


Line = OutsideEntity | BadLine | None  # None: a whole entity of a schema that is not matched


@contextmanager
def opened(path: Path) -> Iterator[tuple[str, Iterator[Line]]]:
    """The SHA-256 of the file's bytes, and its lines; gzip is unpacked. UsageError where it is no file to read."""
    try:
        file = open_regular(str(path))
    except NotRegularError as error:
        raise UsageError(f"{path} is no regular file; name a file of JSON lines.") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    with file:
        before = _state(file)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        yield digest, read_entities(unpacked(file))
        if _state(file) != before:
            raise MachineError(f"{path} was written to while it was read; nothing was kept. Run again.")


def _state(file: BinaryIO) -> tuple[int, int]:
    found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns


def read_entities(stream: BinaryIO) -> Iterator[Line]:
    """One value for each line that holds something; a bad one harms no other."""
    for line in read_lines(stream, LONGEST_LINE):
        if line.fault is not None:
            yield BadLine(line.number, *line.fault)
        else:
            yield parse_entity(line.data, line.number)


def parse_entity(data: bytes, number: int) -> Line:
    """The entity of a line.

    >>> parse_entity(b'{"id": "x1", "schema": "Person", "properties": {"name": ["Ana Doe"]}}', 3).names
    ('Ana Doe',)
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as fault:
        return BadLine(number, "JSON", f"is no JSON object ({fault or 'nested too deep'})")
    if not isinstance(value, dict):
        return BadLine(number, "JSON", f"holds a {type(value).__name__}, wanted is an object")
    try:
        return _entity(value, number)
    except _WrongField as fault:
        return BadLine(number, "FIELD", str(fault))


class _WrongField(ValueError):
    """A field that is missing or of the wrong type."""


def _entity(value: dict[str, Any], number: int) -> OutsideEntity | None:
    schema = value.get("schema")
    if not isinstance(schema, str):
        raise _WrongField("'schema' is missing or no string")
    kind = SCHEMATA.get(schema)
    if kind is None:
        return None
    id_ = _one(value, "id")
    if not id_:
        raise _WrongField("'id' is missing, empty or too long")
    properties = value.get("properties")
    if not isinstance(properties, dict):
        raise _WrongField("'properties' is missing or no object")
    caption = _one(value, "caption")
    names = [name for prop in NAMES for name in _texts(properties, prop, MOST_NAMES)]
    names = names or ([caption] if caption else [])
    return OutsideEntity(
        id=id_,
        kind=kind,
        caption=caption or (names[0] if names else id_),
        names=tuple(dict.fromkeys(names)),
        countries=tuple(dict.fromkeys(c for prop in COUNTRIES for c in _texts(properties, prop))),
        positions=_texts(properties, "position"),
        topics=_texts(properties, "topics"),
        datasets=_texts(value, "datasets"),
        referents=_texts(value, "referents", MOST_NAMES),
        line=number,
    )


def _one(fields: dict[str, Any], name: str) -> str:
    found = fields.get(name, "")
    if not isinstance(found, str):
        raise _WrongField(f"'{name}' is a {type(found).__name__}, wanted is a string")
    flat = _flat(found)
    return flat if len(flat) <= LONGEST else ""


def _texts(fields: dict[str, Any], name: str, most: int = MOST) -> tuple[str, ...]:
    if name not in fields:
        return ()
    found = fields[name]
    if isinstance(found, str):
        found = (found,)
    if not isinstance(found, list | tuple) or not all(isinstance(text, str) for text in found):
        raise _WrongField(f"'{name}' is no list of strings")
    flat = [text for each in found[:most] if len(each) <= LONGEST and (text := _flat(each))]
    return tuple(flat) if len(flat) < 2 else tuple(dict.fromkeys(flat))


def _flat(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        text = repair(text)[0]
    return " ".join(text.split())
