"""What is printed: cleaned of anything that could steer a terminal, wrapped to its width, coloured only if wanted."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from typing import Any

import click

WIDEST = 100  # longer lines are hard to read
# Controls but line feed; marks that reorder text, joiners and other invisible ones that a name can hide behind.
UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def clean(text: str) -> str:
    """``text`` without terminal escapes, other control characters and bidirectional overrides.

    >>> clean("\\x1b[31mred\\u202e")
    '[31mred'
    """
    return UNSAFE.sub("", text)


def flat(text: str) -> str:
    """``text`` cleaned, on one line."""
    return clean(" ".join(text.split()))


def width() -> int:
    """How wide lines may be."""
    return max(40, min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST))


def has_colour() -> bool:
    """Whether standard output is a terminal that wants colour."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, **style: Any) -> str:
    """``text`` in a style where colour is wanted."""
    return click.style(text, **style) if has_colour() and text else text


def wrapped(text: str, indent: str = "", first: str | None = None) -> list[str]:
    """``text`` as lines that fit, indented; ``first`` stands before the first one."""
    head = indent if first is None else first
    room = max(20, width() - len(indent))
    lines = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]
    return [f"{head if i == 0 else indent}{line}" for i, line in enumerate(lines)]


def put(text: str = "") -> None:
    """Print data: to standard output."""
    click.echo(text, color=has_colour() or None)


def put_json(value: Any) -> None:
    """Print data as indented JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def say(text: str = "") -> None:
    """Print talk: to standard error."""
    click.echo(text, err=True)
