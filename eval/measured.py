"""The page of figures in the docs, written from the last measurement so that none is typed by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from eval import aims

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
    page.write_text(with_aims(text), encoding="utf-8")


def with_aims(text: str) -> str:
    """The page with the table of aims in step with its blocks."""
    told = dict(re.findall(r"<!-- (\w+) -->\n\n```text\n(.*?)\n```\n\n<!-- end \1 -->", text, re.DOTALL))
    before, start, rest = text.partition("<!-- aims -->\n")
    _, end, after = rest.partition("<!-- end aims -->")
    if not end:
        raise ValueError("the page has no marks for aims")
    return f"{before}{start}\n{aims.table(told)}\n\n{end}{after}"
