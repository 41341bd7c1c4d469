"""The page of figures in the docs, written from the last measurement so that none is typed by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "measured.md"


def write(blocks: Mapping[str, str], page: Path = PAGE) -> None:
    """Puts each block of text between its marks ``<!-- name -->`` and ``<!-- end name -->`` of the page."""
    text = page.read_text(encoding="utf-8")
    for name, block in blocks.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        if not pattern.search(text):
            raise ValueError(f"{page.name} has no marks for {name}")
        filled = f"\n```text\n{block.strip()}\n```\n\n"
        text = pattern.sub(lambda m, filled=filled: f"{m[1]}{filled}{m[2]}", text)
    page.write_text(text, encoding="utf-8")
