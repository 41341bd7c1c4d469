"""The article of a web page, read offline. Huge and deeply nested pages are cut down before the parser sees them."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from communique.ingest.clutter import Clutter
from communique.ingest.compose import Given
from communique.ingest.plain import repair

LARGEST = 2_000_000  # characters given to the parser; articles with their markup stay under a fifth of it
MOST_TAGS = 30_000  # the article finder's time grows faster than their number; news pages have 1,000 to 8,000
DEEPEST = 120  # open containers; the parser's library gives up without a word at about 255
SHORTEST = 120  # characters; a shorter "article" is a notice
_TAGS = re.compile(
    r"<(/?)(div|span|font|b|i|u|em|strong|section|article|main|blockquote|center|ul|ol|table|tbody|a)\b[^<>]*>",
    re.IGNORECASE,
)
_DROPPED = ("script", "style", "noscript", "svg", "template", "iframe")
MANY_TAGS = 16_000  # opening and closing; beyond, the finder's second opinions take quadratic time and are left out
_ELEMENT = re.compile(r"<[a-zA-Z]")
_SPANS = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\d{3,}[\"']?", re.IGNORECASE)
_HIDDEN = (
    "//*[@hidden or @aria-hidden='true' or contains(translate(@style,' ',''),'display:none')"
    " or contains(translate(@style,' ',''),'visibility:hidden')]"
    "[not(self::html or self::body or self::main or self::article)]"
)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|script)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """A page's article: paragraphs separated by line ends, what its meta tags tell, and notes on what was cut."""

    text: str
    given: Given
    notes: tuple[tuple[str, str], ...] = ()


def looks_like_page(data: bytes) -> bool:
    """Whether bytes are a web page, whatever their file's name says."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head[:1] == b"<" and len(_MARKUP.findall(data[:8192])) > 0


def read_page(markup: str, clutter: Clutter) -> Article | None:
    """The article in ``markup``; None where there is none, as on a page that asks for cookies or a captcha."""
    markup, notes = _cut(_without_dropped(markup))
    markup, flat = flatten(_SPANS.sub("", markup))
    if flat:
        notes.append(("TOO_DEEP", f"{flat} tags below level {DEEPEST} were taken off"))
    article = _extracted(markup) or _fallback(markup, notes)
    if article is None or _is_wall(article.text, clutter):
        return None
    return Article(article.text, article.given, tuple(n for n in notes if n[0] != "TOO_DEEP") or article.notes)


def _without_dropped(markup: str) -> str:
    """Without scripts, styles and comments: found by plain search, in one pass each."""
    markup = _between(markup, "<!--", "-->")
    for name in _DROPPED:
        markup = _between(markup, f"<{name}", f"</{name}>")
    return markup


def _between(markup: str, opening: str, closing: str) -> str:
    """``markup`` without what stands between the marks; an opening that nothing closes is kept."""
    lower = markup.lower()
    if len(lower) != len(markup):
        lower = "".join(c.lower() if c.isascii() else c for c in markup)
    kept, at = [], 0
    while (start := lower.find(opening, at)) >= 0 and (end := lower.find(closing, start)) >= 0:
        follows = lower[start + len(opening) : start + len(opening) + 1]
        whole = not follows.isalnum() or opening == "<!--"
        kept.append(markup[at : start if whole else start + len(opening)])
        at = end + len(closing) if whole else start + len(opening)
    return "".join((*kept, markup[at:]))


def _cut(markup: str) -> tuple[str, list[tuple[str, str]]]:
    end = min(len(markup), LARGEST)
    many = next(itertools.islice(_ELEMENT.finditer(markup, 0, end), MOST_TAGS, None), None)
    end = many.start() if many else end
    if end == len(markup):
        return markup, []
    note = f"the page has {len(markup)} characters without scripts; read are the first {end}"
    return markup[:end], [("CUT", note)]


def flatten(markup: str, deepest: int = DEEPEST) -> tuple[str, int]:
    """Takes off containers nested deeper than ``deepest``; the text within stays. Returns how many tags went.

    >>> flatten("<div><div><b>x</b></div></div>", 2)
    ('<div><div>x</div></div>', 2)
    """
    depth, gone, at = 0, 0, 0
    kept: list[str] = []
    for tag in _TAGS.finditer(markup):
        closes = bool(tag[1])
        over = depth > deepest if closes else depth >= deepest
        depth = max(0, depth - 1) if closes else depth + 1
        if over:
            kept.append(markup[at : tag.start()])
            at, gone = tag.end(), gone + 1
    return "".join((*kept, markup[at:])), gone


def _extracted(markup: str) -> Article | None:
    import logging

    from trafilatura import bare_extraction, load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = load_html(markup)
    if tree is None:
        return None
    _without_hidden(tree)
    try:
        found = bare_extraction(
            tree,
            fast=markup.count("<") > MANY_TAGS,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False},
        )
    except (RecursionError, ValueError, TypeError, AttributeError, MemoryError):
        return None
    text = repair(str(getattr(found, "text", "") or ""))[0].strip()
    return Article(text, _given(found)) if found is not None and text else None


def _without_hidden(tree: Any) -> None:
    """Takes out what a reader of the page does not see: it is no evidence."""
    for element in tree.xpath(_HIDDEN):
        parent = element.getparent()
        if parent is not None:
            element.drop_tree()


def _given(found: Any) -> Given:
    def told(name: str) -> str:
        return repair(str(getattr(found, name, None) or ""))[0].strip()

    authors = ", ".join(part.strip() for part in told("author").split(";") if part.strip())
    return Given("html:meta", told("title"), told("sitename"), authors, told("date"), told("url"))


def _fallback(markup: str, notes: list[tuple[str, str]]) -> Article | None:
    """The page's ``<p>`` texts by the plain parser, where the article finder gave nothing."""
    reader = _Paragraphs()
    try:
        reader.feed(markup)
        reader.close()
    except (AssertionError, RecursionError):
        return None
    text = repair("\n".join(p for p in (" ".join(q.split()) for q in reader.found()) if len(p) > 40))[0]
    if len(text) < 2 * SHORTEST:
        return None
    notes.append(("FALLBACK", "the article finder gave nothing; read are the page's paragraphs"))
    return Article(text, Given("html:meta", title=" ".join(repair("".join(reader.title))[0].split())))


class _Paragraphs(HTMLParser):
    """Gathers what stands within ``<p>`` and ``<title>``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[list[str]] = []
        self.title: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p":
            self.parts.append([])
        if tag in ("p", "title"):
            self.within = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "title", "div", "section"):
            self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within == "p":
            self.parts[-1].append(data)
        elif self.within == "title":
            self.title.append(data)

    def found(self) -> list[str]:
        return ["".join(part) for part in self.parts]


def _is_wall(text: str, clutter: Clutter) -> bool:
    """Whether the page says too little, or little more than that it will not be read."""
    lower = text.lower()
    return len(text) < SHORTEST or (len(text) < 1500 and any(cue in lower for cue in clutter.walls))
