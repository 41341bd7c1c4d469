"""Datelines: place, day and wire service before a story's first words, as in ``NAIROBI, Kenya (AP) — ``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.ingest.clutter import Agency, Clutter
from communique.ingest.dates import DateSeen, find_dates
from communique.ingest.gazetteer import is_place
from communique.model.span import Span

_REACH = 160  # characters; the longest datelines met (three capitals, a day and a service) stay under 100
_WORD = r"(?:(?:St|Ft|Mt|ST|FT|MT)\.|(?:[A-Z]\.){2,3}|[^\W\d_](?:[\w'’‘`]|-(?=\w))*)"
_NAME = re.compile(rf"{_WORD}(?:\s{_WORD}){{0,4}}(?:\s?\[[^\[\]\n]{{2,25}}\])?")
_MORE = re.compile(r"\s?[/;]\s?|,\s|\sand\s")
_GAP = re.compile(r"[\s,.]{0,3}")
_BEFORE_DAY = re.compile(r"[\s,.(]{0,3}")
_CREDIT = re.compile(r"[\s,.]{0,3}(?:\((?P<paren>[^()\n]{2,45})\)|/(?P<slash>[^/\n]{2,30})/)")
_BARE = re.compile(r"[\s,.]{0,3}(?P<bare>[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w-]*){0,3}?)(?=\s*(?:[:.—–]|--|-\s|$))")
_STOP = re.compile(r"[\s.,]{0,3}(?P<mark>—|–|--|-(?=\s)|:(?=\s))[\s—–-]{0,3}|(?P<dot>\.)\s+")
_DASHES = ("—", "–", "--", "-", ":")
_SMALL = frozenset("of de da do la el al and the du le au es del di bin ul".split())
_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{2,40}:\s")
_PARTS = re.compile(r"[^\W\d_](?:[\w'’.]|-(?=\w))*")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline tells; ``end`` is where the story's words begin."""

    end: int
    place: Span | None
    credit: Span | None
    agency: Agency | None
    day: DateSeen | None


@dataclass(slots=True)
class _Scan:
    """The reading point within a dateline, and what was read up to it."""

    text: str
    pos: int
    end: int
    place: Span | None = None
    credit: Span | None = None
    agency: Agency | None = None
    bracket: bool = False
    day: DateSeen | None = None

    def quote(self, span: Span | None) -> str:
        return span.quote(self.text) if span else ""


def read_dateline(text: str, span: Span, clutter: Clutter, *, first: bool = False) -> Dateline | None:
    """The dateline at the start of ``span``, None where there is none.

    ``first`` says that the span is the story's first paragraph, where ``ACCRA: `` is a dateline and no speaker.
    """
    scan = _Scan(text, span.start, min(span.end, span.start + _REACH))
    if clutter.starts.match(text, span.start, span.end) or clutter.prefixes.match(text, span.start, span.end):
        return None
    _read_place(scan, clutter)
    for _ in range(2):
        _read_day(scan, clutter)
        _read_credit(scan, clutter)
    stop = _STOP.match(text, scan.pos, scan.end)
    mark = "$" if scan.pos >= span.end else (stop["mark"] or ".") if stop else ""
    if not _believed(scan, mark, clutter, first):
        return None
    gap = stop or _GAP.match(text, scan.pos, span.end)
    return Dateline(gap.end() if gap else scan.pos, scan.place, scan.credit, scan.agency, scan.day)


def read_dateline_of(text: str, spans: list[Span], clutter: Clutter) -> tuple[int, Dateline] | None:
    """The first dateline among the story's first paragraphs, with the paragraph's number."""
    spoken = sum(bool(_SPEAKER.match(text, s.start, s.end)) for s in spans[:12]) > 1
    for n, span in enumerate(spans[:6]):
        found = read_dateline(text, span, clutter, first=n == 0 and not spoken)
        if found:
            return n, found
    return None


def _read_place(scan: _Scan, clutter: Clutter) -> None:
    start = pos = scan.pos
    for _ in range(6):
        end = _place_end(scan, pos, clutter)
        if end == pos:
            break
        scan.place, scan.pos = Span(start, end), end
        more = _MORE.match(scan.text, end, scan.end)
        if not more:
            break
        pos = more.end()


def _place_end(scan: _Scan, pos: int, clutter: Clutter) -> int:
    """Where the place that starts at ``pos`` ends; ``pos`` itself where none does."""
    name = _NAME.match(scan.text, pos, scan.end)
    if not name or clutter.agency(name.group()):
        return pos
    end, first = pos, True
    for word in _PARTS.finditer(scan.text, pos, name.end()):
        if not _place_word(word.group(), first, clutter):
            return end
        end, first = word.end(), False
    return name.end()


def _place_word(word: str, first: bool, clutter: Clutter) -> bool:
    bare = word.rstrip(".")
    if bare in clutter.months or bare in clutter.weekdays:
        return False
    if first and bare.lower() in clutter.function_words:
        return False
    return word[0].isupper() or (not first and (word in _SMALL or "-" in word))


def _read_day(scan: _Scan, clutter: Clutter) -> None:
    at = _BEFORE_DAY.match(scan.text, scan.pos, scan.end)
    start = at.end() if at else scan.pos
    if scan.day is None:
        for seen in find_dates(scan.text, clutter, start, min(scan.end, start + 40)):
            if seen.span.start == start:
                closed = scan.text[start - 1 : start] == "(" and scan.text[seen.span.end : seen.span.end + 1] == ")"
                scan.day, scan.pos = seen, seen.span.end + closed
            break


def _read_credit(scan: _Scan, clutter: Clutter) -> None:
    if scan.credit is not None:
        return
    match = _CREDIT.match(scan.text, scan.pos, scan.end)
    if match:
        scan.bracket = True
    else:
        match = _BARE.match(scan.text, scan.pos, scan.end)
        if not match or not clutter.agency(match["bare"]):
            return
    scan.credit = Span(*match.span(match.lastgroup or 0))
    scan.agency = clutter.agency(scan.quote(scan.credit)) or _agency_within(scan.quote(scan.credit), clutter)
    scan.pos = match.end()


def _agency_within(credit: str, clutter: Clutter) -> Agency | None:
    """The service in a shared credit: ``Reuters/AFP``, ``AP Photo``, ``Xinhua, staff``."""
    for part in re.split(r"[/,&|]| and | - ", credit):
        found = clutter.agency(part)
        if found:
            return found
    return None


def _believed(scan: _Scan, mark: str, clutter: Clutter, first: bool) -> bool:
    """Whether what was read is a dateline: a place alone needs capitals and a dash, a service or a day less."""
    if not mark and not scan.bracket:
        return False
    if scan.place is None:
        return _signed(scan, mark, clutter)
    place = scan.quote(scan.place)
    capitals = _in_capitals(place) and place.lower() not in clutter.labels | clutter.whole
    if scan.agency:
        told = mark in _DASHES or scan.day is not None or capitals
        return told and mark != "$" and (bool(mark) or capitals or scan.day is not None)
    if scan.credit:
        told = mark in _DASHES or (mark == "." and scan.text[scan.credit.start - 1] == "/")
        return bool(mark) and told and _is_credit(scan.quote(scan.credit), capitals)
    if scan.day:
        comma = scan.text[scan.place.end : scan.place.end + 1] == ","  # "Oslo, 3 May 2015. The Minister ..."
        return mark in (*_DASHES, "$") or ((capitals or (first and comma)) and mark == ".")
    if first and not place.isupper() and mark in (".", *_DASHES[:-1]) and is_place(place):
        return True  # "Osh. Traders of the bazaar ...", "Lyon – The firm ..."
    return capitals and ((mark in _DASHES and mark != ":") or (first and mark in (":", ".") and len(place) > 3))


def _signed(scan: _Scan, mark: str, clutter: Clutter) -> bool:
    """A service or outlet in brackets before the first words, without a place: ``(Reuters) - ``, ``(CNN) ``."""
    known = scan.agency is not None or scan.quote(scan.credit) in clutter.outlets
    return known and scan.bracket and mark != "$" and scan.text[scan.pos - 1] == ")"


def _in_capitals(place: str) -> bool:
    head = re.split(r"[,/;]", place)[0].strip()
    return len(head) > 2 and head.isupper()


def _is_credit(words: str, capitals: bool) -> bool:
    return len(words) > 1 and words[0].isupper() and len(words.split()) < 5 and (capitals or words.isupper())


def place_value(words: str) -> str:
    """How a dateline's place is written in records: ``SANAA, Yemen`` is ``Sanaa, Yemen``; ``A/B`` is ``A, B``."""
    parts = [p.strip() for p in re.split(r"\s?[/;,]\s?|\sand\s", words) if p.strip()]
    return ", ".join(" ".join(_plain(w, n) for n, w in enumerate(p.split())) for p in parts)


def _plain(word: str, place: int) -> str:
    if not word.isupper() or word.count(".") > 1:
        return word
    if word.lower() in _SMALL:
        return word.lower() if place else word.capitalize()
    if len(word) < 3:
        return word
    return "-".join(w.lower() if w.lower() in _SMALL and n else w.capitalize() for n, w in enumerate(word.split("-")))
