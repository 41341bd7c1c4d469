"""Reads a folder into a record and says so step by step, for tests that kill it: ``.`` an input ended, ``L`` linking.

python -m tests.killed FOLDER RECORD WORKERS
"""

from __future__ import annotations

import sys
from pathlib import Path

from communique.ingest import find_inputs
from communique.model.report import Status
from communique.pipeline import Options, read
from communique.record.sqlite import SqliteStore
from tests import light
from tests.factories import TIME


class Steps:
    """Writes one letter a step."""

    def ended(self, source: str, status: Status) -> None:
        """An input has ended."""
        self._say(b".")

    def linking(self, reports: int) -> None:
        """Linking has begun."""
        self._say(b"L")

    def _say(self, letter: bytes) -> None:
        sys.stdout.buffer.write(letter)
        sys.stdout.buffer.flush()


def main() -> None:
    """Read as the arguments say."""
    folder, record, workers = sys.argv[1:]
    with SqliteStore(Path(record), create=True) as store:
        options = Options(workers=int(workers), make=light.make, version="light 1")
        read(find_inputs([folder]), store, options, lambda: TIME, Steps())


if __name__ == "__main__":
    main()
