"""Who wrote a report: names in a byline, an author field or a closing credit."""

from __future__ import annotations

import re

from communique.ingest.clutter import Agency, Clutter
from communique.ingest.lines import ends_sentence
from communique.model.span import Span

_SPLIT = re.compile(r"\s*(?:,|;|&|\band\b|\bAND\b)\s*")
_TAIL = re.compile(r"\s*(?:\||@|\(|\d|\s[-–—]\s|\b(?:in|for|at|of|IN|FOR)\s).*$", re.DOTALL)
_PARTICLE = r"(?:al|el|de|da|di|du|van|von|der|den|bin|ibn|abu|la|le|dos|ul|ur)"
_PART = r"[^\W\d_a-z][\w.'’-]*"
_NAME = re.compile(rf"(?:{_PARTICLE}[\s-])?{_PART}(?:\s(?:{_PARTICLE}[\s-])*{_PART}){{0,4}}")
_DESK = re.compile(r"(?:(?:the|our)\s)?(?P<name>[A-Z]\w+(?:\s[A-Z]\w+){0,3})\s*$")
_LONGEST = 25  # words


def is_name(words: str, clutter: Clutter) -> bool:
    """Whether the words could be a person's name: capitals, no day, month or function word."""
    parts = words.split()
    if not _NAME.fullmatch(words) or (len(parts) == 1 and parts[0].rstrip(".") in clutter.months):
        return False
    return not any(p in clutter.weekdays or (p.lower() in clutter.function_words and len(p) > 1) for p in parts)


def read_byline(text: str, span: Span, clutter: Clutter) -> tuple[Span | None, Agency | None] | None:
    """The names (and the wire service) of a line such as ``By Jane Doe and John Roe, AFP``; None for other lines."""
    match = clutter.byline_start.match(text, span.start, span.end)
    rest = text[match.end() : span.end] if match else ""
    if not match or not rest or len(rest.split()) > _LONGEST or (ends_sentence(rest) and not rest.endswith(".")):
        return None
    names = _names(rest, clutter)
    if names is None:
        desk = _DESK.match(text, match.end(), span.end)
        signed = desk and desk["name"].split()[-1].lower() in clutter.desks
        return (Span(*desk.span("name")), None) if desk and signed else None
    end = match.end() + len(names[0])
    return (Span(match.end(), end) if names[0] else None), names[1]


def _names(rest: str, clutter: Clutter) -> tuple[str, Agency | None] | None:
    """The leading part of ``rest`` that names people, and the service named after or instead of them."""
    head, agency, end, at = _TAIL.sub("", rest).rstrip(" ,"), None, 0, 0
    for part in _SPLIT.split(head):
        at = head.index(part, at) + len(part)
        found = clutter.agency(part.removesuffix(" Staff").removesuffix(" staff"))
        if found:
            agency = agency or found
        elif part.lower() in clutter.byline_titles or not part:
            continue
        elif is_name(part, clutter) and (len(part.split()) > 1 or part.isupper() or end):
            end = at
        else:
            break
    return (head[:end], agency) if end or agency else None


def read_authors(field: str, clutter: Clutter) -> tuple[str, Agency | None]:
    """An author field told apart: the people's names, and a wire service among them."""
    people: list[str] = []
    agency: Agency | None = None
    for part in _SPLIT.split(clutter.byline_start.sub("", field.strip(), count=1)):
        found = clutter.agency(part.removesuffix(" Staff"))
        agency = agency or found
        if part and not found and part.lower() not in clutter.byline_titles:
            people.append(part)
    return ", ".join(people), agency


def read_reporting(text: str, span: Span, clutter: Clutter) -> Span | None:
    """The names in a closing credit: ``(Reporting by Jane Doe in Oslo; editing by John Roe)``."""
    match = clutter.reporting.match(text, span.start, span.end)
    if not match:
        return None
    first = re.split(r"[;)]|\.\s|\s(?:in|In)\s", text[match.end() : span.end], maxsplit=1)[0].rstrip(" .,")
    people = [p for p in _SPLIT.split(first) if p]
    if not people or not all(is_name(p, clutter) for p in people):
        return None
    return Span(match.end(), match.end() + len(first))
