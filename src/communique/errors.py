"""What callers may catch.

CommuniqueError
├── UsageError         wrong use: a path, option or format that cannot be served (exit code 2)
└── MachineError       the machine is in the way: rights, disk, a lock, a missing extra (exit code 3)
    ├── RecordError    the record file is not one of ours, is damaged or newer than this version
    └── WeightsError   the language model's files are missing or do not fit this version

Faults in the reports themselves are never raised: they are values (`model.report.Outcome`).
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """A fault a caller can act on; the message says what was met, where, why and what to try."""

    exit_code = 3


class UsageError(CommuniqueError):
    """Wrong use of a command or function."""

    exit_code = 2


class MachineError(CommuniqueError):
    """Something about the machine stands in the way."""


class RecordError(MachineError):
    """The record file cannot be opened or written."""


class WeightsError(MachineError):
    """The language model's files are missing, damaged or made for another version."""
