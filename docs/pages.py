"""The pages as text: their headings, links and code blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOP = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")

FENCE = re.compile(r"^(?P<ticks>```+)(?P<language>\w*)\n(?P<body>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(?P<words>.+?)\s*$", re.MULTILINE)
OUTSIDE = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language ("sh", "console", "sql" ...), what it holds, and where that stands in the page."""

    language: str
    body: str
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """One page in Markdown."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """The path from the root of the repository."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its fenced blocks, in order."""
        return tuple(Block(m["language"], m["body"], m.start("body"), m.end("body")) for m in FENCE.finditer(self.text))

    @cached_property
    def prose(self) -> str:
        """Its text without fenced blocks."""
        return FENCE.sub("", self.text)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a link may point at within the page."""
        return frozenset(anchor(m["words"]) for m in HEADING.finditer(self.prose))

    def links(self) -> Iterator[str]:
        """The targets of its links, but for those into the web."""
        for match in LINK.finditer(self.prose):
            if not match["target"].startswith(OUTSIDE):
                yield match["target"]

    def section(self, heading: str) -> str:
        """What stands under the heading with these words, up to the next heading; "" where there is none."""
        found = re.search(rf"^#+ +`?{re.escape(heading)}`?\s*$(.*?)(?=^#|\Z)", self.text, re.MULTILINE | re.DOTALL)
        return found[1] if found else ""


def anchor(heading: str) -> str:
    """The anchor that a heading gets where Markdown is shown.

    >>> anchor("A record is `one` file, and stays yours")
    'a-record-is-one-file-and-stays-yours'
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def read(path: Path) -> Page:
    """The page at ``path``."""
    return Page(path, path.read_text(encoding="utf-8"))


def pages() -> tuple[Page, ...]:
    """All pages: those at the root first, then those of `docs`, by path."""
    return tuple(read(path) for path in (*(ROOT / name for name in TOP), *sorted((ROOT / "docs").rglob("*.md"))))


def broken_links(found: tuple[Page, ...]) -> Iterator[str]:
    """Links to files or headings that are not there."""
    anchors = {page.path: page.anchors for page in found}
    for page in found:
        for link in page.links():
            file, _, heading = link.partition("#")
            target = (page.path.parent / file).resolve() if file else page.path
            if target not in anchors and not target.exists():
                yield f"{page.name}: the link to {link} leads nowhere"
            elif heading and heading not in anchors.get(target, frozenset()):
                yield f"{page.name}: {link} names no heading of that page"
