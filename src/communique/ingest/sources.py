"""Where reports come from: files, folders, JSON lines and standard input, found lazily and read one by one."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from communique.errors import UsageError
from communique.ingest.clutter import Clutter
from communique.ingest.compose import Given, Material, compose
from communique.ingest.jsonl import looks_like_records, parse_record, read_lines
from communique.ingest.page import looks_like_page, read_page
from communique.ingest.plain import decode, repair
from communique.model.report import Outcome, Status

TEXT, PAGE, RECORD, FAULT = "text", "page", "record", "fault"
STDIN = "-"
KINDS = {".txt": TEXT, ".text": TEXT, ".html": PAGE, ".htm": PAGE, ".xhtml": PAGE, ".jsonl": RECORD, ".ndjson": RECORD}
_MAGIC = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP or office file"), (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x7fELF", "a program"), (b"BZh", "a bzip2 file"), (b"\xfd7zXZ", "an xz file"), (b"7z\xbc\xaf", "a 7-Zip file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"), (b"SQLite format 3", "a database"), (b"RIFF", "a media file"),
    (b"{\\rtf", "an RTF file"),
)  # fmt: skip
_GZIP = b"\x1f\x8b"
_SAFE_OUTPUT = 10_000_000  # bytes a gzip may give whatever its ratio
_RATIO = 100  # beyond that; text packs 3 to 5 times, logs up to 30 times
_SKIPPED = {"FORMAT", "HIDDEN", "LOOP", "SPECIAL", "BINARY", "EMPTY", "NO_ARTICLE", "LANGUAGE"}


@dataclass(frozen=True, slots=True)
class Input:
    """One report to be read: small, picklable, and enough for a worker process.

    ``data`` carries the bytes of a JSON line or of standard input; files are opened when read. An input that can only
    end as skipped or failed has kind ``"fault"`` and says why in ``code`` and ``message``.
    """

    path: str
    kind: str
    name: str
    line: int = 0
    data: bytes | None = None
    code: str = ""
    message: str = ""

    @property
    def source(self) -> str:
        """The path as it can be printed and stored, with the line of a JSON record: ``news.jsonl:12``."""
        return f"{printable(self.path)}:{self.line}" if self.line else printable(self.path)


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read: the language's clutter and the limits in bytes."""

    clutter: Clutter
    text_limit: int = 20_000_000
    page_limit: int = 100_000_000


def printable(path: str) -> str:
    """A path whose bytes are no UTF-8, or that holds control characters, with these escaped."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def find_inputs(
    paths: Iterable[str | Path], *, stdin: BinaryIO | None = None, line_limit: int = 20_000_000
) -> Iterator[Input]:
    """The inputs under ``paths``, lazily and in a fixed order; UsageError at once where a path does not exist."""
    named = [str(p) for p in paths]
    for path in named:
        if path != STDIN and not os.path.lexists(path):
            raise UsageError(f"{printable(path)}: no such file or folder; check the path")
    return _inputs(named, stdin, line_limit)


def _inputs(paths: list[str], stdin: BinaryIO | None, line_limit: int) -> Iterator[Input]:
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path == STDIN:
            yield from _from_stream(stdin or sys.stdin.buffer, line_limit)
        elif Path(path).is_dir():
            yield from _from_folder(path, seen, line_limit)
        else:
            yield from _from_file(path, line_limit, named=True)


def _from_folder(folder: str, seen: set[tuple[int, int]], line_limit: int) -> Iterator[Input]:
    """Depth first, names in byte order; a folder reached twice (a link's loop) is named and not entered."""
    pending = [folder]
    while pending:
        path = pending.pop()
        fault = _entered(path, seen)
        if fault:
            yield fault
        elif Path(path).is_dir():
            try:
                names = sorted(os.listdir(path), key=os.fsencode, reverse=True)  # noqa: PTH208 (may be no UTF-8)
            except OSError as error:
                yield _fault(path, "UNREADABLE", f"the folder cannot be listed ({error.strerror}); check its rights")
                continue
            pending += [os.path.join(path, name) for name in names]  # noqa: PTH118 (names may be no UTF-8)
        else:
            yield from _from_file(path, line_limit, named=False)


def _entered(path: str, seen: set[tuple[int, int]]) -> Input | None:
    """Why a path found in a folder is not followed: hidden, or a folder entered before."""
    if seen and Path(path).name.startswith("."):
        return _fault(path, "HIDDEN", "is a hidden file or folder; name it to have it read")
    try:
        status = Path(path).stat()
    except OSError as error:
        code = "LOOP" if Path(path).is_symlink() else "UNREADABLE"
        return _fault(path, code, f"cannot be followed ({error.strerror})")
    key = (status.st_dev, status.st_ino)
    if stat.S_ISDIR(status.st_mode):
        if key in seen:
            return _fault(path, "LOOP", "is a folder that was entered before, reached by a link; not read twice")
        seen.add(key)
    return None


def _from_file(path: str, line_limit: int, *, named: bool) -> Iterator[Input]:
    plain = path[:-3] if path.lower().endswith(".gz") else path
    stem, suffix = os.path.splitext(os.path.basename(plain))  # noqa: PTH119, PTH122 (names may be no UTF-8)
    kind = KINDS.get(suffix.lower())
    if kind is None and not named:
        known = ", ".join(sorted(KINDS))
        yield _fault(path, "FORMAT", f"'{suffix or stem}' is no kind of file that is read ({known}, also .gz)")
    elif kind == RECORD or (kind is None and _holds_records(path)):
        yield from _records_of(path, line_limit)
    else:
        yield Input(path, kind or TEXT, printable(stem if kind else os.path.basename(plain)))  # noqa: PTH119


def _holds_records(path: str) -> bool:
    try:
        with open_regular(path) as stream:
            return looks_like_records(stream.read(2000))
    except OSError:
        return False


def _records_of(path: str, line_limit: int) -> Iterator[Input]:
    try:
        with open_regular(path) as stream:
            yield from _records(path, unpacked(stream), line_limit)
    except OSError as error:
        yield _io_fault(path, error)


def _records(path: str, stream: BinaryIO, line_limit: int) -> Iterator[Input]:
    stem = printable(os.path.basename(path)).removesuffix(".gz").rsplit(".", 1)[0]  # noqa: PTH119
    for line in read_lines(stream, line_limit):
        name = f"{stem}-{line.number}"
        if line.fault:
            message = f"{printable(path)}:{line.number}: {line.fault[1]}"
            yield Input(path, FAULT, name, line.number, code=line.fault[0], message=message)
        else:
            yield Input(path, RECORD, name, line.number, line.data)


def _from_stream(stream: BinaryIO, line_limit: int) -> Iterator[Input]:
    """Standard input: JSON lines where its first line is one, else one text or page."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Raw(stream))
    opened = unpacked(buffered)
    head = opened.peek(4096)
    if looks_like_records(head):
        yield from _records(STDIN, opened, line_limit)
        return
    try:
        data = opened.read(line_limit + 1)
    except (EOFError, OSError) as error:
        yield _fault(STDIN, "TRUNCATED", f"standard input is damaged ({error})")
        return
    if len(data) > line_limit:
        yield _fault(STDIN, "TOO_LARGE", f"holds more than {line_limit} bytes; split it into files")
    else:
        yield Input(STDIN, TEXT, "stdin", data=data)


class _Raw(io.RawIOBase):
    """Any readable as a raw stream, so that it can be looked into before it is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _fault(path: str, code: str, message: str) -> Input:
    return Input(path, FAULT, printable(path), code=code, message=f"{printable(path)}: {message}")


def _io_fault(path: str, error: OSError) -> Input:
    if isinstance(error, FileNotFoundError):
        return _fault(path, "GONE", "the file is no longer there; run again")
    if isinstance(error, NotRegularError):
        return _fault(path, "SPECIAL", "is a pipe, socket or device and no regular file; pass it by standard input")
    return _fault(path, "UNREADABLE", f"cannot be read ({error.strerror or error}); check its rights")


class _BombError(OSError):
    """The gzip unpacks to far more than any text does."""


class NotRegularError(OSError):
    """The path is no regular file."""


def open_regular(path: str) -> io.BufferedReader:
    """Opens a regular file, never waiting for a pipe's other end."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotRegularError(f"{path} is no regular file")
    return os.fdopen(handle, "rb")


def unpacked(stream: io.BufferedReader) -> io.BufferedReader:
    """The stream itself, or what its gzip holds, guarded against bombs."""
    if not stream.peek(2).startswith(_GZIP):
        return stream
    return io.BufferedReader(_Guarded(stream), 1 << 16)


class _Guarded(io.RawIOBase):
    """Reads a gzip and stops where it gives more than a hundred times its size."""

    def __init__(self, packed: BinaryIO) -> None:
        self._counted = _Counted(packed)
        self._gzip = gzip.open(self._counted)  # noqa: SIM115 (closed with the stream below it)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._gzip.read1(len(buffer))
        self._given += len(data)
        if self._given > _SAFE_OUTPUT and self._given > _RATIO * max(1, self._counted.read_so_far):
            raise _BombError(f"unpacks to more than {_RATIO} times its size: a bomb")
        buffer[: len(data)] = data
        return len(data)


class _Counted(io.BufferedReader):
    """Counts the bytes taken from a stream."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(_Raw(stream))
        self.read_so_far = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.read_so_far += len(data)
        return data


def content_sha256(entry: Input) -> str | None:
    """The hash that the input's report would carry, without parsing: a cheap way to know it was read before.

    None for inputs that cannot be read.
    """
    if entry.kind == FAULT:
        return None
    had = _Had(entry.data) if entry.data is not None else _bytes_of(entry, 1 << 30)
    return hashlib.sha256(had.data).hexdigest() if isinstance(had, _Had) else None


@dataclass(frozen=True, slots=True)
class _Had:
    """What a file held; ``notes`` say what could not be had."""

    data: bytes
    notes: tuple[tuple[str, str], ...] = ()


def _bytes_of(entry: Input, limit: int) -> _Had | Input:
    """What the file holds, unpacked; a fault where it cannot be had or is over ``limit``."""
    try:
        with open_regular(entry.path) as file:
            before = os.fstat(file.fileno())
            if before.st_size > limit:
                return _fault(entry.path, "TOO_LARGE", f"has {before.st_size} bytes, the limit is {limit}; split it")
            data, damage = _read_all(unpacked(file), limit)
            after = os.fstat(file.fileno())
    except OSError as error:
        return _io_fault(entry.path, error)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return _fault(entry.path, "CHANGED", "was written to while it was read; run again")
    return _whole(entry, data, damage, limit)


def _read_all(stream: io.BufferedReader, limit: int) -> tuple[bytes, str]:
    """The stream's bytes up to ``limit`` + 1, and what ended them before their end."""
    parts: list[bytes] = []
    left = limit + 1
    try:
        while left > 0 and (part := stream.read1(min(left, 1 << 16))):
            parts.append(part)
            left -= len(part)
    except (EOFError, zlib.error, gzip.BadGzipFile, _BombError) as error:
        return b"".join(parts), str(error)
    return b"".join(parts), ""


def _whole(entry: Input, data: bytes, damage: str, limit: int) -> _Had | Input:
    if "bomb" in damage:
        return _fault(entry.path, "BOMB", damage)
    if len(data) > limit:
        return _fault(entry.path, "TOO_LARGE", f"unpacks to more than {limit} bytes; split it")
    if damage and not data.strip():
        return _fault(entry.path, "TRUNCATED", f"nothing can be unpacked ({damage}); fetch it again")
    note = f"{entry.source}: the gzip file is cut or damaged ({damage}) after {len(data)} bytes; fetch it again"
    return _Had(data, (("TRUNCATED", note),) if damage else ())


def read_input(entry: Input, options: Options) -> Outcome:
    """The end of one input: a report, or why there is none. Never raises for what an input holds."""
    if entry.kind == FAULT:
        return _ended(entry)
    if entry.kind == RECORD and entry.data is not None:
        return _read_record(entry, entry.data, options)
    limit = options.page_limit if entry.kind == PAGE else options.text_limit
    had = _Had(entry.data) if entry.data is not None else _bytes_of(entry, limit)
    return _ended(had) if isinstance(had, Input) else _read_bytes(entry, had, options)


def _ended(fault: Input) -> Outcome:
    status = Status.SKIPPED if fault.code in _SKIPPED else Status.FAILED
    return Outcome(fault.source, status, fault.code, fault.message)


def _stop(entry: Input, code: str, message: str) -> Outcome:
    status = Status.SKIPPED if code in _SKIPPED else Status.FAILED
    return Outcome(entry.source, status, code, f"{entry.source}: {message}")


def _read_record(entry: Input, data: bytes, options: Options) -> Outcome:
    record = parse_record(data, entry.line)
    if isinstance(record, tuple):
        return _stop(entry, *record)
    text, mended = repair(record.text)
    notes = list(record.notes)
    if mended > 0.01 * len(record.text):
        notes.append(("DAMAGED", f"{mended} characters of {len(record.text)} were no text and were mended"))
    name = record.id or entry.name
    digest = hashlib.sha256(data).hexdigest()
    return compose(Material(name, entry.source, digest, text, record.given, tuple(notes)), options.clutter)


def _read_bytes(entry: Input, had: _Had, options: Options) -> Outcome:
    """Text or page, told by the bytes and not by the name."""
    data = had.data
    binary = _binary(data)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        return _stop(entry, "EMPTY", "holds no text; nothing to read")
    if binary:
        return _stop(entry, "BINARY", f"is {binary} and no text; convert it to text first")
    page = looks_like_page(data)
    decoded = decode(data, page=page)
    if decoded is None:
        return _stop(entry, "ENCODING", "its charset cannot be told; save it as UTF-8")
    notes = list(had.notes)
    if not decoded.sure:
        notes.append(("ENCODING", f"{entry.source}: read as {decoded.charset}, which is a guess; save it as UTF-8"))
    if decoded.damaged:
        notes.append(("DAMAGED", f"{entry.source}: {decoded.lost} characters were no text and were mended"))
    digest = hashlib.sha256(data).hexdigest()
    given, text = Given(), decoded.text
    if page:
        article = read_page(text, options.clutter)
        if article is None:
            return _stop(entry, "NO_ARTICLE", "the page holds no article (a notice, a form or a list); nothing to read")
        given, text = article.given, article.text
        notes += article.notes
    elif len(data) > options.text_limit:
        return _stop(entry, "TOO_LARGE", f"has {len(data)} bytes, the limit is {options.text_limit}; split it")
    return compose(Material(entry.name, entry.source, digest, text, given, tuple(notes)), options.clutter)


def _binary(data: bytes) -> str:
    """What kind of binary the bytes are, "" for text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:4096]
    controls = sum(head.count(c) for c in bytes([*range(1, 9), *range(14, 27), *range(28, 32)]))
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return ""
    wide = max(head[::2].count(0), head[1::2].count(0)) > 0.4 * max(1, len(head))
    if not wide and head.count(0) > 0.05 * len(head):
        return "a binary file"
    return "a binary file" if controls > 0.1 * len(head) else ""
