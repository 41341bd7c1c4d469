"""A brief as Markdown (CommonMark) that reads well as it stands; words of reports cannot act as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import indent

from communique.brief.text import marks, plain, quotation, reference
from communique.brief.tree import Brief, Group, Line, Part, Source

_MARKUP = re.compile(r"[\\`*\[\]<>|~&$^{}]|(?<![^\W_])_|_(?![^\W_])")  # a line within a word is none
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")
_OPENING = re.compile(r"^(\s*)([#+=:-]|\d+(?=[.)]))")


def escaped(words: str) -> str:
    """Words in which nothing is markup, an address no link, and a number or sign at the start no list.

    >>> print(escaped("1. <b>*see*</b> https://x.example"))
    1\\. \\<b\\>\\*see\\*\\</b\\> https\\://x.example
    """
    told = _MARKUP.sub(r"\\\g<0>", plain(words))
    told = _LINK.sub(r"\1\\\2", told)
    match = _OPENING.match(told)
    if match is None:
        return told
    return (
        f"{told[: match.end()]}\\{told[match.end() :]}" if match[2].isdigit() else f"{match[1]}\\{told[match.end(1) :]}"
    )


def markdown(brief: Brief) -> str:
    """The whole text, with a line break at its end."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {escaped(brief.title)}"
    yield ""
    for label, words in brief.head:
        yield f"- {escaped(label)}: {escaped(words)}"
    for part in brief.parts:
        yield from _part(part)
    yield from ("", f"## {brief.method_title}", "")
    for words in brief.method:
        yield from (escaped(words), "")
    yield from (f"## {brief.sources_title}", "")
    for source in brief.sources:
        yield from _source(source)


def _part(part: Part) -> Iterator[str]:
    yield from ("", f"## {escaped(part.title)}")
    for group in part.groups:
        yield from ("", f"### {escaped(group.heading)}", "") if group.heading else ("",)
        if part.flowing:
            yield " ".join(_line(line) for line in group.lines)
        else:
            yield from _list(group)
        if group.left:
            yield from ("", escaped(group.left))


def _list(group: Group) -> Iterator[str]:
    for line in group.lines:
        yield f"{'  ' if line.belongs else ''}- {_line(line)}"


def _line(line: Line) -> str:
    label = f"**{escaped(line.label)}:** " if line.label else ""
    return f"{label}{escaped(line.text)} {marks(line)}"


def _source(source: Source) -> Iterator[str]:
    yield f"- [{source.number}] {escaped(reference(source))}"
    yield indent(escaped(quotation(source)), "  ")
