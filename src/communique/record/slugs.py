"""Readable ids: "Zakir Həsənov" becomes ``zakir_hasanov``, the second of that name ``zakir_hasanov_2``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

LONGEST = 60
REMEMBERED = 100_000  # names: an entity takes part in many events


@lru_cache(maxsize=REMEMBERED)
def slug(name: str, joint: str = "_") -> str:
    """``name`` in lower-case ASCII letters and digits with ``joint`` between words; "" where nothing is left.

    >>> slug("Selçuk Bayraktar")
    'selcuk_bayraktar'
    """
    from anyascii import anyascii  # here, since it loads its tables when imported

    words = re.findall(r"[a-z0-9]+", anyascii(name).replace("'", "").lower())
    out = ""
    for word in words:
        if out and len(out) + len(word) >= LONGEST:
            break
        out += joint + word if out else word[:LONGEST]
    return out


def unique(wanted: Iterable[str], joint: str = "_") -> list[str]:
    """The ids ``wanted``, in order, with ``_2``, ``_3`` ... on those that were taken before them."""
    taken: set[str] = set()
    last: dict[str, int] = {}
    given = []
    for name in wanted:
        candidate, n = name, last.get(name, 1)
        while candidate in taken:
            n += 1
            candidate = f"{name}{joint}{n}"
        taken.add(candidate)
        last[name] = n
        given.append(candidate)
    return given
