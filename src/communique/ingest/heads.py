"""What stands above a story: title, outlet, byline and date lines, told from its first words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from communique.ingest.bylines import read_authors, read_byline
from communique.ingest.clutter import Agency, Clutter
from communique.ingest.dateline import Dateline, place_value, read_dateline
from communique.ingest.dates import DateSeen, find_dates
from communique.ingest.furniture import bare, is_furniture
from communique.ingest.lines import Line, ends_sentence, trimmed
from communique.model.report import Found
from communique.model.span import Span

_DEPTH = 25  # lines; the fullest head met, a reprint's, had eleven
_LONGEST_TITLE = 35  # words
_LONGEST_OUTLET = 6
_BAR = re.compile(r"\s*\|\s*")
_TIME = re.compile(
    r"[\s,.|()\[\]•·*_T-]{0,6}(?:at\s)?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?\s?(?:[ap]\.?m\.?)?\s?\(?(?:[A-Z]{1,5})?(?:[+-]\d+)?"
    r"[\s).\]|*_-]{0,6}$",
    re.IGNORECASE,
)
_OUTLET = re.compile(r"[\w.'’&-]{1,60}(?:\s[\w.'’&-]{1,60}){0,5}")
_INNER_STOP = re.compile(r"[a-z\d][.!?][\"”’]?\s+[A-Z\"“|]")
_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{2,40}:\s")
_WRAP = (40, 110)  # a line of that length goes on in the next where texts are broken by hand


@dataclass(slots=True)
class Head:
    """What was read above the story; ``taken`` are the numbers of the lines that are no story."""

    title: Span | None = None
    publisher: Found | None = None
    byline: Found | None = None
    agency: tuple[Agency, Span] | None = None
    place: Span | None = None
    days: list[tuple[str, DateSeen]] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)


def read_head(text: str, lines: list[Line], clutter: Clutter, title: str = "") -> Head:
    """Reads lines from the top until the story begins; ``lines`` loses a date label that runs into the story."""
    head, candidates = Head(), []
    _cut_label(text, lines, clutter, head)
    for n, line in enumerate(lines[:_DEPTH]):
        if _read_line(text, lines, n, clutter, head) or _repeats(line, title):
            head.taken.add(n)
        elif _starts_story(text, lines, n, clutter):
            break
        else:
            candidates.append(n)
            head.taken.add(n)
    _choose_title(text, lines, candidates, clutter, head)
    _take_repeats(lines, head, text)
    return head


def _cut_label(text: str, lines: list[Line], clutter: Clutter, head: Head) -> None:
    """`` date 2023-04-03 By Jane Doe``: the label and its day are read and cut from the first line."""
    if not lines:
        return
    first = lines[0].span
    word = re.compile(r"([A-Za-z]+):?\s+").match(text, first.start, first.end)
    if not word or word[1].lower() not in clutter.date_labels:
        return
    seen = find_dates(text, clutter, word.end(), min(first.end, word.end() + 40))[:1]
    if seen and seen[0].full and seen[0].span.start == word.end() and seen[0].span.end < first.end:
        head.days.append(("header date", seen[0]))
        rest = trimmed(text, seen[0].span.end, first.end)
        lines[0] = Line(rest, rest.quote(text), True)


def _read_line(text: str, lines: list[Line], n: int, clutter: Clutter, head: Head) -> bool:
    """Whether the line is one of the head's known kinds; if so, it is read."""
    line = lines[n]
    if line.span.end - line.span.start > 300:
        return False
    return (
        _bars(text, lines, n, clutter, head)
        or _dated(text, line, clutter, head)
        or _byline(text, line, clutter, head)
        or _source(text, line, clutter, head)
        or _lone_outlet(text, lines, n, clutter, head)
        or _lone_agency(line, clutter, head)
        or is_furniture(line.text, clutter)
    )


def _repeats(line: Line, title: str) -> bool:
    return bool(title) and bare(line.text).casefold() == title.strip().casefold()


def _bars(text: str, lines: list[Line], n: int, clutter: Clutter, head: Head) -> bool:
    """``Outlet | Jane Doe, John Roe | 2020-01-09``, below a title or with a date."""
    span = lines[n].span
    fields = _fields(text, span)
    if len(fields) < 2:
        return False
    below = n > 0 and not lines[n].gap and (n == 1 or lines[n - 1].gap)
    days = [d for f in fields for d in find_dates(text, clutter, f.start, f.end) if d.full]
    if not (days or (below and not ends_sentence(lines[n].text))) or len(lines[n].text.split()) > 40:
        return False
    for number, part in enumerate(fields):
        _read_field(text, part, number, clutter, head)
    return True


def _fields(text: str, span: Span) -> list[Span]:
    found, at = [], span.start
    for part in _BAR.split(span.quote(text)):
        at = text.index(part, at, span.end) if part else at
        found += [Span(at, at + len(part))] if part else []
        at += len(part)
    return found


def _read_field(text: str, part: Span, number: int, clutter: Clutter, head: Head) -> None:
    seen = [d for d in find_dates(text, clutter, part.start, part.end) if d.full]
    words = part.quote(text)
    byline = read_byline(text, part, clutter)
    if seen:
        head.days.append(("outlet line", seen[0]))
    elif byline:
        _set_byline(text, byline, head)
    elif head.publisher is None and len(words.split()) <= _LONGEST_OUTLET:
        head.publisher = Found(words, "outlet line", part)
    elif head.byline is None and number:
        people, agency = read_authors(words, clutter)
        head.byline = Found(people, "outlet line", part) if people else None
        head.agency = head.agency or ((agency, part) if agency else None)


def _set_byline(text: str, byline: tuple[Span | None, Agency | None], head: Head) -> None:
    names, agency = byline
    if names and head.byline is None:
        head.byline = Found(", ".join(re.split(r"\s*(?:,|\band\b|&)\s*", names.quote(text))), "byline", names)
    if agency and head.agency is None:
        head.agency = (agency, names or Span(0, 0))


def _dated(text: str, line: Line, clutter: Clutter, head: Head) -> bool:
    """A date that stands alone, behind a label, behind an outlet, or with a place."""
    seen = [d for d in find_dates(text, clutter, line.span.start, line.span.end) if d.full]
    if not seen or len(line.text.split()) > 14 or not _TIME.match(text[seen[-1].span.end : line.span.end]):
        return False
    before = text[line.span.start : seen[0].span.start].strip(" \t,;:|([–—-*_#•·")
    if not before or before.lower() in clutter.date_labels:
        head.days.append(("date line", seen[0]))
        return True
    return _outlet_dated(text, line, before, seen[0], clutter, head)


def _outlet_dated(text: str, line: Line, before: str, day: DateSeen, clutter: Clutter, head: Head) -> bool:
    start = text.index(before, line.span.start)
    words = Span(start, start + len(before))
    dateline = before.isupper() and text[words.end : day.span.start].strip() == "," and not clutter.agency(before)
    if dateline and len(before) > 5 and before.split(",")[0].lower() not in clutter.labels:
        head.place = head.place or words
        head.days.append(("dateline", day))
        return True
    byline = read_byline(text, words, clutter)
    if byline:
        _set_byline(text, byline, head)
    elif _is_outlet(before, clutter):
        head.publisher = head.publisher or Found(before, "outlet line", words)
        _agency_of(before, words, clutter, head)
    else:
        return False
    head.days.append(("outlet line", day))
    return True


def _agency_of(words: str, span: Span, clutter: Clutter, head: Head) -> None:
    found = clutter.agency(words)
    if found and head.agency is None:
        head.agency = (found, span)


def _is_outlet(words: str, clutter: Clutter) -> bool:
    if not _OUTLET.fullmatch(words) or len(words.split()) > _LONGEST_OUTLET:
        return False
    small = clutter.function_words
    return all(w[0].isupper() or w[0].isdigit() or w.lower() in small or "." in w for w in words.split())


def _byline(text: str, line: Line, clutter: Clutter, head: Head) -> bool:
    byline = read_byline(text, line.span, clutter)
    if byline is None:
        return False
    _set_byline(text, byline, head)
    if byline[0] is None and head.agency and head.agency[1] == Span(0, 0):
        head.agency = (head.agency[0], line.span)
    for seen in find_dates(text, clutter, line.span.start, line.span.end)[:1]:
        if seen.full:
            head.days.append(("byline", seen))
    return True


def _source(text: str, line: Line, clutter: Clutter, head: Head) -> bool:
    """``Source: Xinhua`` and the like, also with a day behind."""
    match = clutter.source_label.match(text, line.span.start, line.span.end)
    if not match or match.end() >= line.span.end or len(line.text.split()) > 12:
        return False
    words = re.split(r"[|,(\[]|\s-\s|\bUpdated|\bPublished", text[match.end() : line.span.end])[0].strip()
    if not _is_outlet(words, clutter):
        return False
    span = Span(match.end(), match.end() + len(words))
    head.publisher = head.publisher or Found(words, "source line", span)
    _agency_of(words, span, clutter, head)
    head.days += [("outlet line", d) for d in find_dates(text, clutter, span.end, line.span.end)[:1] if d.full]
    return True


def _lone_outlet(text: str, lines: list[Line], n: int, clutter: Clutter, head: Head) -> bool:
    """The outlet alone, directly below the title and above an empty line."""
    if n != 1 or lines[n].gap or (n + 1 < len(lines) and not lines[n + 1].gap) or ends_sentence(lines[n].text):
        return False
    words = lines[n].text
    if len(words.split()) > 4 or not _is_outlet(words, clutter) or len(lines[0].text.split()) < 3:
        return False
    if not all(w[0].isupper() for w in words.split() if w.lower() not in {"of", "and", "the"}):
        return False
    head.publisher = head.publisher or Found(words, "outlet line", lines[n].span)
    _agency_of(words, lines[n].span, clutter, head)
    return True


def _lone_agency(line: Line, clutter: Clutter, head: Head) -> bool:
    """A wire service's name and nothing else."""
    if len(line.text) < 2 or not clutter.agency(line.text):
        return False
    _agency_of(line.text, line.span, clutter, head)
    return True


def _starts_story(text: str, lines: list[Line], n: int, clutter: Clutter) -> bool:
    """Whether a line is the story's and no headline."""
    words = bare(lines[n].text)
    count = words.count(" ") + 1
    marked = words != lines[n].text and lines[n].text[0] in "#*"
    if count > _LONGEST_TITLE or _INNER_STOP.search(words) or _goes_on(lines, n):
        return True
    if read_dateline(text, lines[n].span, clutter) or words.endswith((",", ";")):
        return True
    if marked or not ends_sentence(_without_bracket(words)):
        return False
    return not (_head_below(text, lines, n, clutter) or (n == 0 and _asks(lines, n, count)))


def _without_bracket(words: str) -> str:
    return re.sub(r"\s*\([^()]*\)$", "", words[-120:])


def _asks(lines: list[Line], n: int, count: int) -> bool:
    """A question or an exclamation on top, apart from what follows."""
    apart = n + 1 < len(lines) and lines[n + 1].gap
    return apart and count <= 20 and lines[n].text.rstrip("\"'”’*_ ")[-1:] in ("?", "!")


def _goes_on(lines: list[Line], n: int) -> bool:
    """Whether the line is the first of a paragraph broken by hand."""
    if n + 1 >= len(lines) or lines[n + 1].gap or not _WRAP[0] <= len(lines[n].text) <= _WRAP[1]:
        return False
    last = n + 1
    while last + 1 < len(lines) and not lines[last + 1].gap and last < n + 40:
        last += 1
    wrapped = all(len(line.text) <= _WRAP[1] for line in lines[n : last + 1])
    return wrapped and ends_sentence(lines[last].text) and (last > n + 1 or lines[n + 1].text[0].islower())


def _head_below(text: str, lines: list[Line], n: int, clutter: Clutter) -> bool:
    """Whether the next line, with no empty line between, is an outlet, date or byline line."""
    if n + 1 >= len(lines) or lines[n + 1].gap or n > 3:
        return False
    probe = Head()
    below = lines[n + 1]
    return (
        _bars(text, lines, n + 1, clutter, probe)
        or _dated(text, below, clutter, probe)
        or _byline(text, below, clutter, probe)
    )


def _choose_title(text: str, lines: list[Line], candidates: list[int], clutter: Clutter, head: Head) -> None:
    """The marked headline, else the first line of three words or more; a masthead above it names the outlet."""
    marked = [n for n in candidates if lines[n].text[0] in "#*"]
    long = [n for n in candidates if len(bare(lines[n].text).split()) > 2]
    chosen = next(iter(marked or long), None)
    if chosen is None:
        return
    if not marked and _is_masthead(lines, chosen, clutter) and len(long) > 1:
        chosen = next((n for n in long if n > chosen + (not lines[chosen + 1].gap)), chosen)
    words = bare(lines[chosen].text)
    start = lines[chosen].span.start + lines[chosen].text.index(words)
    head.title = Span(start, start + len(words))
    for n in candidates:
        if n < chosen and head.publisher is None and _is_masthead(lines, n, clutter):
            head.publisher = Found(place_value(lines[n].text), "masthead", lines[n].span)


def _is_masthead(lines: list[Line], n: int, clutter: Clutter) -> bool:
    """A few capitals above the headline that hold a newspaper's word or have a motto below."""
    words = lines[n].text.lower().split()
    if len(words) > 4 or not lines[n].text.isupper() or lines[n].text.lower() in clutter.whole:
        return False
    motto = n + 1 < len(lines) and not lines[n + 1].gap and not lines[n + 1].text.isupper()
    return len(words) > 1 and (motto or any(w in clutter.masthead for w in words))


def _take_repeats(lines: list[Line], head: Head, text: str) -> None:
    title = head.title.quote(text) if head.title else ""
    head.taken |= {n for n, line in enumerate(lines) if title and _repeats(line, title)}


def read_dateline_of(text: str, spans: list[Span], clutter: Clutter) -> tuple[int, Dateline] | None:
    """The first dateline among the story's first paragraphs, with the paragraph's number."""
    spoken = sum(bool(_SPEAKER.match(text, s.start, s.end)) for s in spans[:12]) > 1
    for n, span in enumerate(spans[:6]):
        found = read_dateline(text, span, clutter, first=n == 0 and not spoken)
        if found:
            return n, found
    return None
