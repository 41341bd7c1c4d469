"""What stands above a story: title, outlet, byline and date lines, told from its first words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from communique.ingest.bylines import read_authors, read_byline
from communique.ingest.clutter import Agency, Clutter
from communique.ingest.dateline import place_value, read_dateline
from communique.ingest.dates import DateSeen, find_dates
from communique.ingest.fields import (
    Field,
    dashed,
    fields_of,
    is_institution,
    is_outlet,
    is_section,
    is_time,
    outlet_words,
    parts_of,
    without_bracket,
)
from communique.ingest.furniture import bare, is_furniture
from communique.ingest.gazetteer import is_place, is_state
from communique.ingest.lines import Line, ends_sentence, trimmed
from communique.ingest.mastheads import Told, settle
from communique.model.report import Found
from communique.model.span import Span

_DEPTH = 25  # lines; the fullest head met, a reprint's, had eleven
_LONGEST_TITLE = 35  # words
_LONGEST_FIELDS, _LONGEST_DATED, _LONGEST_MOTTO = 40, 16, 8  # words
_BEHIND_NAME = re.compile(r"(?:,|\sin)\s(?P<place>[^\W\d_a-z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})(?=[.,|]|\s*$)")
_INNER_STOP = re.compile(r"[a-z\d][.!?][\"”’]?\s+[A-Z\"“|]")
OUTLETS = ("agency", "byline", "outlet")  # kinds of fields that speak for a row of a paper's own
_LONGEST_PLACE = 5  # words of a town and its state
_WRAP = (40, 130)  # a line of that length goes on in the next where texts are broken by hand


@dataclass(slots=True)
class Head:
    """What was read above the story; ``taken`` are the numbers of the lines that are no story.

    ``loose`` are names in rows that tell no outlet: the author's where the outlet stands on a line of its own.
    """

    title: Span | None = None
    publisher: Found | None = None
    byline: Found | None = None
    agency: tuple[Agency, Span] | None = None
    place: Span | None = None
    days: list[tuple[str, DateSeen]] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    loose: list[Span] = field(default_factory=list)


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
    _settle(text, lines, candidates, clutter, head)
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
        _fielded(text, lines, n, clutter, head)
        or _placed(text, line, head)
        or _byline(text, line, clutter, head)
        or _source(text, line, clutter, head)
        or _lone_agency(line, clutter, head)
        or is_furniture(line.text, clutter)
    )


def _repeats(line: Line, title: str) -> bool:
    return bool(title) and bare(line.text).casefold() == title.strip().casefold()


def _fielded(text: str, lines: list[Line], n: int, clutter: Clutter, head: Head) -> bool:
    """``Outlet | Jane Doe, John Roe | 2020-01-09``, ``Lima, 2 June 2020``, ``Outlet > World``: all fields are read."""
    line = lines[n]
    fields = fields_of(text, line.span, clutter)
    kinds = {f.kind for f in fields}
    count, several = len(line.text.split()), len(parts_of(text, line.span)) > 1
    if count > (_LONGEST_DATED if ends_sentence(line.text) else _LONGEST_FIELDS):
        return False
    if not several and not _is_dated(text, line, fields, clutter):
        return False
    if several and "day" not in kinds and not _is_row(lines, n, fields):
        return False
    if not _is_menu(fields):
        for number, part in enumerate(fields):
            _read_field(text, part, number, fields, clutter, head)
    return True


def _is_dated(text: str, line: Line, fields: list[Field], clutter: Clutter) -> bool:
    """A day that stands alone, behind a label, behind an outlet, an author or a place."""
    if not fields or fields[-1].kind != "day" or fields[-1].day is None or len(line.text.split()) > _LONGEST_DATED:
        return False
    if any(f.kind == "other" for f in fields[:-1]):
        return False
    return is_time(text[fields[-1].span.end : line.span.end], clutter)


def _is_row(lines: list[Line], n: int, fields: list[Field]) -> bool:
    """Whether fields without a day stand where an outlet line does: below the title, or with sections of a paper."""
    if ends_sentence(lines[n].text):
        return False
    told = {f.kind for f in fields}
    below = n > 0 and not lines[n].gap and (n == 1 or lines[n - 1].gap)
    return below or ("section" in told and "other" not in told)


def _placed(text: str, line: Line, head: Head) -> bool:
    """A town with its state on a line of its own: "KARS, Türkiye"."""
    town, comma, state = line.text.partition(", ")
    if not comma or len(line.text.split()) > _LONGEST_PLACE or not (is_place(town) and is_state(state)):
        return False
    head.place = head.place or Span(line.span.start, line.span.start + len(town))
    return True


def _is_menu(fields: list[Field]) -> bool:
    """``Home / News / Releases`` or ``Town | Politics | Sports | Weather``: parts of a site and no outlet."""
    sections = sum(f.kind == "section" for f in fields)
    undated = all(f.kind != "day" for f in fields)
    if undated and len(fields) > 1 and fields[0].kind == "place" and not any(f.kind in OUTLETS for f in fields):
        return True  # "Chad | Mali | Niger", "Chad / Security"
    return undated and (fields[0].kind == "section" or sections > 2) and len(fields) > 1


def _read_field(text: str, part: Field, number: int, row: list[Field], clutter: Clutter, head: Head) -> None:
    words = part.span.quote(text)
    if part.day:
        head.days.append((_day_rule(row), part.day))
    elif part.kind == "byline":
        _set_byline(text, read_byline(text, part.span, clutter), head)
        _place_behind(text, part.span, clutter, head)
    elif part.kind == "place" and (number or head.publisher or _goes_before_day(text, part, row) or ")" in words):
        plain = without_bracket(words)
        head.place = head.place or Span(part.span.start, part.span.start + len(plain))
        _agency_of(words[len(plain) :].strip(" ()"), part.span, clutter, head)
    elif part.kind == "agency" and number:
        _agency_of(words, part.span, clutter, head)
    elif part.kind == "name" and (number or _is_author_of(row, head)) and head.publisher is None:
        head.loose.append(part.span)
    elif part.kind != "section" and head.publisher is None and _may_be_outlet(words, part, number, clutter):
        told = outlet_words(words)
        spelt = _spelt(told, text)
        head.publisher = Found(spelt, "outlet line" if spelt == told else "masthead", part.span)
        _agency_of(words, part.span, clutter, head)
    elif (
        head.byline is None
        and number
        and (part.kind in ("name", "other") or (part.kind == "outlet" and not is_institution(words, clutter)))
    ):
        people, agency = read_authors(words, clutter)
        head.byline = Found(people, "outlet line", part.span) if people else None
        head.agency = head.agency or ((agency, part.span) if agency else None)


def _is_author_of(row: list[Field], head: Head) -> bool:
    """Whether the one name before a day is an author's: below a headline and what stands above that."""
    return len(row) == 2 and row[-1].day is not None and len(head.taken) > 1


def _spelt(words: str, text: str) -> str:
    """A masthead's capitals as the text spells them elsewhere, else as a name: "The Delta Mail"; an acronym stays."""
    if not words.isupper():
        return words
    others = (m.group() for m in re.finditer(rf"\b{re.escape(words)}\b", text, re.IGNORECASE))
    return next((w for w in others if not w.isupper()), place_value(words) if " " in words else words)


def _day_rule(row: list[Field]) -> str:
    """How a day is told: beside an outlet or author, beside a place, or alone."""
    kinds = {f.kind for f in row} - {"day", "section"}
    if kinds == {"byline"}:
        return "byline"
    return "date line" if not kinds else "dateline" if kinds == {"place"} else "outlet line"


def _may_be_outlet(words: str, part: Field, number: int, clutter: Clutter) -> bool:
    told = outlet_words(words)
    return part.kind in ("outlet", "agency") or (number == 0 and is_outlet(told, clutter)) or len(told.split()) <= 6


def _goes_before_day(text: str, part: Field, row: list[Field]) -> bool:
    """Whether a comma ties a place to a day: "Lima, 2 June 2020"."""
    return any(f.day and text[part.span.end : f.span.start].strip() == "," for f in row)


def _place_behind(text: str, span: Span, clutter: Clutter, head: Head) -> None:
    """The town that an author writes from: "By Ana Lund, Accra", "By Ana Lund in Accra"."""
    byline = read_byline(text, span, clutter)
    if byline is None or byline[0] is None or head.place:
        return
    behind = _BEHIND_NAME.match(text, byline[0].end, span.end)
    if behind and is_place(behind["place"]):
        head.place = Span(*behind.span("place"))


def _set_byline(text: str, byline: tuple[Span | None, Agency | None] | None, head: Head) -> None:
    names, agency = byline or (None, None)
    if names and head.byline is None:
        people = re.split(r"\s*(?:,|\b[Aa][Nn][Dd]\b|&)\s*", names.quote(text))
        told = ", ".join(place_value(each) if each.isupper() and " " in each else each for each in people)
        head.byline = Found(told, "byline", names)
    if agency and head.agency is None:
        head.agency = (agency, names or Span(0, 0))


def _agency_of(words: str, span: Span, clutter: Clutter, head: Head) -> None:
    found = clutter.agency(words)
    if found and head.agency is None:
        head.agency = (found, span)


def _byline(text: str, line: Line, clutter: Clutter, head: Head) -> bool:
    byline = read_byline(text, line.span, clutter)
    if byline is None:
        return False
    _set_byline(text, byline, head)
    _place_behind(text, line.span, clutter, head)
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
    if not words or not is_outlet(words, clutter):
        return False
    span = Span(match.end(), match.end() + len(words))
    head.publisher = head.publisher or Found(words, "source line", span)
    _agency_of(words, span, clutter, head)
    head.days += [("outlet line", d) for d in find_dates(text, clutter, span.end, line.span.end)[:1] if d.full]
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
    if count > _LONGEST_TITLE or _goes_on(lines, n):
        return True
    if _INNER_STOP.search(words):
        return not _dated_below(text, lines, n, clutter)
    if (read_dateline(text, lines[n].span, clutter) and not _is_motto(text, lines, n, clutter)) or words[-1] in ",;":
        return True
    if marked or not ends_sentence(_without_bracket(words)):
        return False
    on_top = n == 0 or (n < 3 and all(is_section(line.text, clutter) for line in lines[:n]))
    return not (_head_below(text, lines, n, clutter) or (on_top and _asks(lines, n, count)))


def _is_motto(text: str, lines: list[Line], n: int, clutter: Clutter) -> bool:
    """Whether a line of capitals with a dash is an outlet with its motto: "RIVER POST - The voice of the delta"."""
    parts = dashed(text, lines[n].span)
    if n > 1 or len(parts) < 2 or ends_sentence(lines[n].text):
        return False
    return is_section(parts[1].quote(text), clutter) or len(parts[1].quote(text).split()) <= _LONGEST_MOTTO


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
    return _fielded(text, lines, n + 1, clutter, probe) or _byline(text, below, clutter, probe)


def _dated_below(text: str, lines: list[Line], n: int, clutter: Clutter) -> bool:
    """Whether the line on top is followed by one with the day: "The bridge is built. Who pays?"."""
    probe = Head()
    return n == 0 and len(lines) > 2 and _fielded(text, lines, 1, clutter, probe) and bool(probe.days)


def _settle(text: str, lines: list[Line], candidates: list[int], clutter: Clutter, head: Head) -> None:
    """Title, outlet and author among the lines that hold no field."""
    read = frozenset(head.taken) - frozenset(candidates)
    signed = next(
        (read_dateline(text, line.span, clutter) for n, line in enumerate(lines) if n not in head.taken), None
    )
    credit = signed.credit.quote(text) if signed and signed.credit else ""
    found = settle(text, lines, candidates, Told(read, head.publisher is not None, credit), clutter)
    head.title = found.title
    if found.publisher and head.publisher is None:
        words = found.publisher.quote(text)
        spelt = _spelt(words, text)
        head.publisher = Found(spelt, found.rule if spelt == words else "masthead", found.publisher)
        _agency_of(words, found.publisher, clutter, head)
    for span in head.loose:
        if head.publisher is None:
            head.publisher = Found(span.quote(text), "outlet line", span)
        elif head.byline is None:
            head.byline = Found(span.quote(text), "outlet line", span)
    if found.author and head.byline is None:
        head.byline = Found(found.author.quote(text), "byline", found.author)


def _take_repeats(lines: list[Line], head: Head, text: str) -> None:
    title = head.title.quote(text) if head.title else ""
    head.taken |= {n for n, line in enumerate(lines) if title and _repeats(line, title)}
