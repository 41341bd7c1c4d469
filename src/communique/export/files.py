"""Writes a file as a whole or not at all: to a temporary one in the same folder, which then takes its name."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from communique.errors import MachineError


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write ``pieces`` to ``path``; MachineError where the folder or the disk does not allow it."""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {error.strerror}. Name another place with --output.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {error.strerror}. Nothing was changed.") from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
