"""Lines of JSON, one report each: read as a stream, split at LF only, one bad line harming no other."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

from communique.ingest.compose import Given
from communique.ingest.plain import repair

FIELDS = ("id", "publisher", "published", "byline", "title", "url", "text")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line's bytes with its number from 1; ``fault`` is a (code, message) where it could not be had whole."""

    number: int
    data: bytes = b""
    fault: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One line's report as given; ``notes`` name the fields that could not be used."""

    id: str
    text: str
    given: Given
    notes: tuple[tuple[str, str], ...] = ()


def read_lines(stream: BinaryIO, limit: int) -> Iterator[RawLine]:
    """The lines that hold something. A line over ``limit`` bytes is passed over; a cut gzip ends with a fault."""
    number = 0
    while True:
        number += 1
        try:
            data = stream.readline(limit + 1)
            if len(data) > limit and not data.endswith(b"\n"):
                _pass_over(stream)
                yield RawLine(number, fault=("TOO_LARGE", f"the line has more than {limit} bytes"))
                continue
        except (EOFError, OSError, ValueError, zlib.error) as fault:
            code = "BOMB" if "bomb" in str(fault) else "TRUNCATED"
            yield RawLine(number, fault=(code, f"the file ends or is damaged here ({fault}); fetch it again"))
            return
        if not data:
            return
        if data.strip(b" \t\r\n\xef\xbb\xbf"):
            yield RawLine(number, data)


def _pass_over(stream: BinaryIO) -> None:
    while (part := stream.readline(_CHUNK)) and not part.endswith(b"\n"):
        pass


def parse_record(data: bytes, number: int) -> Record | tuple[str, str]:
    """The record of a line, or the (code, message) of what is wrong with it."""
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError) as fault:
        return "JSON", f"line {number} is no JSON object ({fault or 'nested too deep'}); mend or drop the line"
    if not isinstance(value, dict):
        return "JSON", f"line {number} holds a {type(value).__name__}, wanted is an object with 'text'"
    if not isinstance(value.get("text"), str):
        return "FIELD", f"line {number}: 'text' is {_kind(value.get('text'))}, wanted is a string"
    return _record(value, number)


def _record(value: dict[str, Any], number: int) -> Record:
    fields: dict[str, str] = {}
    notes: list[tuple[str, str]] = []
    for name in FIELDS:
        field = value.get(name)
        if isinstance(field, list) and all(isinstance(f, str) for f in field):
            field = ", ".join(field)
        if isinstance(field, str):
            fields[name] = repair(field)[0]
        elif isinstance(field, int) and not isinstance(field, bool) and name == "id":
            fields[name] = str(field)
        elif field is not None:
            notes.append(("FIELD", f"line {number}: '{name}' is {_kind(field)}, wanted is a string; not used"))
    told = {name: " ".join(fields.get(name, "").split()) for name in FIELDS if name not in ("id", "text")}
    return Record(fields.get("id", "").strip(), fields["text"], Given(rule="jsonl", **told), tuple(notes))


def _kind(value: object) -> str:
    return "missing" if value is None else f"a {type(value).__name__}"


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def looks_like_records(head: bytes) -> bool:
    """Whether bytes begin with a JSON object on a line of its own."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] != b"{":
        return False
    return b'"text"' in start or b'"title"' in start
