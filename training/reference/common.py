"""What the three build scripts share: reading hand-kept tables and their `form{sense, =CODE}` notation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "communique" / "data" / "reference"
_NOTE = re.compile(r"^(?P<form>[^{]*?)\s*(?:\{(?P<senses>[^}]*)\})?$")

Form = tuple[str, list[str]]


def rows(name: str, width: int) -> Iterator[list[str]]:
    """The rows of a `|` separated table beside this file, comments left out."""
    for number, line in enumerate((HERE / name).read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != width:
            raise ValueError(f"{name}:{number}: met {len(cells)} cells, expected {width}: {line}")
        yield cells


def forms(cell: str) -> list[Form]:
    """``"Congo{=COD};Kongo"`` as forms with their other senses: ``[("Congo", ["=COD"]), ("Kongo", [])]``."""
    return [form(part) for part in cell.split(";") if part.strip()]


def form(part: str) -> Form:
    """One form with its other senses; a leading article is dropped, as readers of the tables do."""
    match = _NOTE.match(part.strip())
    if not match:
        raise ValueError(f"cannot read the form {part!r}, expected 'words' or 'words{{sense, ...}}'")
    senses = [sense.strip() for sense in (match["senses"] or "").split(",") if sense.strip()]
    return re.sub(r"^[Tt]he ", "", match["form"]), senses


def write_json(name: str, value: Mapping[str, Sequence[object]]) -> Path:
    """Writes one row a line, so that a rebuild shows in a diff as the rows that changed."""
    OUT.mkdir(parents=True, exist_ok=True)
    parts = []
    for key, items in value.items():
        lines = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
        parts.append(f"{json.dumps(key)}:[\n{lines}\n]")
    path = OUT / name
    path.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")
    return path
