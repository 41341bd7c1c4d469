"""The examples that are run: on a record of the demonstration's reports, in a folder that is thrown away.

A ``console`` block holds a command after ``$`` and what it prints; a line ``...`` at its end or beginning stands for
what is left out there. ``sql`` and ``python`` blocks are run and must not fail.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import chdir, closing, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from communique import cli
from docs.pages import Block, Page

REST = "..."
COLUMNS = "92"


class Desk:
    """A folder with the demonstration's record, as ``demo/record.db`` and as ``record.db``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printed = {"communique demo": _run(["demo"])}
        shutil.copy(folder / "demo" / "record.db", folder / "record.db")

    def output(self, command: str) -> str:
        """What a command prints to standard output."""
        if command not in self.printed:
            self.printed[command] = _run(shlex.split(command)[1:])
        return self.printed[command]


@contextmanager
def desk() -> Iterator[Desk]:
    """A desk, made in a folder of its own that is the current one meanwhile."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = COLUMNS
    try:
        with tempfile.TemporaryDirectory() as folder, chdir(folder):
            yield Desk(Path(folder))
    finally:
        os.environ.pop("COLUMNS") if before is None else os.environ.update(COLUMNS=before)


def _run(arguments: list[str]) -> str:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.run(arguments)
    if code:
        raise ValueError(f"communique {shlex.join(arguments)} ended with {code}: {err.getvalue().strip()}")
    return out.getvalue()


def failing(pages: tuple[Page, ...], at: Desk) -> Iterator[str]:
    """Blocks that print something else by now, or fail."""
    for page in pages:
        for block in page.blocks:
            try:
                if block.language == "console" and refreshed(block, at) != block.body:
                    yield f"{page.name}: {block.body.splitlines()[0]} prints something else: run docs.check --write"
                elif block.language in ("sql", "python"):
                    _try(block, at)
            except Exception as error:  # whatever an example raises is a fault of the page
                yield f"{page.name}: an example fails: {error}\n{block.body}"


def _try(block: Block, at: Desk) -> None:
    if block.language == "python":
        with redirect_stdout(io.StringIO()):
            exec(compile(block.body, "example", "exec"), {"__name__": "example"})
        return
    with closing(sqlite3.connect(at.folder / "demo" / "record.db")) as connection:
        for statement in block.body.split(";\n"):
            connection.execute(statement).fetchall()


def refreshed(block: Block, at: Desk) -> str:
    """A console block with what its command prints now, cut where it was cut."""
    first, *shown = block.body.splitlines()
    lines = at.output(first.removeprefix("$ ")).rstrip("\n").splitlines()
    if shown and shown[-1] == REST:
        lines = [*lines[: len(shown) - 1], REST]
    elif shown and shown[0] == REST:
        lines = [REST, *lines[1 - len(shown) :]]
    return "\n".join((first, *lines)) + "\n"


def rewritten(page: Page, at: Desk) -> str:
    """The page with all its console blocks refreshed."""
    text = page.text
    for block in reversed(page.blocks):
        if block.language == "console":
            text = text[: block.start] + refreshed(block, at) + text[block.end :]
    return text
