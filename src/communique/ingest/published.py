"""On which day a report came out: what is told outright first, what can be inferred last, else nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from communique.ingest.clutter import Clutter
from communique.ingest.dates import DateSeen, day_in_name, find_dates
from communique.model.report import Found
from communique.model.span import Span

_URL = re.compile(r"https?://[^\s<>\"')\]]{5,300}")
_POST = re.compile(r"\(@\w{1,20}\)\s{1,3}$")
_WORD = re.compile(r"[\w'’-]+")
_TOP_LINES, _SHORT = 8, 90
_APART_BEFORE = re.compile(
    r"(?:^|[,|·(–—-]|\b[Pp]osted|\b[Uu]pdated|\b[Nn]ote of|\b[Rr]elease of|\b[Ss]tatement of)\s*$"
)
_APART_AFTER = re.compile(r"\s*(?:$|[|·)–—-])")
_TOWN = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [\w’'-]+){0,3}, ")
_BEFORE = 70  # characters of a clause in which a word such as "will" makes its year a coming one
_NEAR = timedelta(days=31)  # a reprint's date line is rarely further from the dateline
TOLD = ("header date", "outlet line", "byline")


def published_on(
    text: str, heads: list[tuple[str, DateSeen]], dateline: DateSeen | None, lead: Span | None, clutter: Clutter
) -> Found | None:
    """The publication day that the text tells: head lines, dateline, the lead's own date, dated posts.

    ``heads`` are the days of the lines above the story, each with the line's kind.
    """
    for rule in TOLD:
        for kind, seen in heads:
            if kind == rule and seen.full:
                return _found(seen.full, rule, seen.span)
    seen_days = find_dates(text, clutter)
    return (
        _of_dateline(dateline, heads, seen_days, text, clutter)
        or next((_found(d.full, k, d.span) for k, d in heads if d.full), None)
        or _of_top(text, seen_days)
        or _of_address(text)
        or _of_lead(lead, seen_days, text, clutter)
        or _of_posts(seen_days, text, clutter)
    )


def _found(day: date, rule: str, span: Span | None) -> Found:
    return Found(day.isoformat(), rule, span)


def _of_dateline(
    seen: DateSeen | None, heads: list[tuple[str, DateSeen]], told: list[DateSeen], text: str, clutter: Clutter
) -> Found | None:
    if seen is None:
        return None
    if seen.full:
        return _found(seen.full, "dateline", seen.span)
    near = _near(seen, [d.full for _, d in heads if d.full])
    if near:
        return _found(near, "dateline, year of the date line", seen.span)
    inferred = infer_year(seen, told, text, clutter)
    return _found(inferred, "dateline, year inferred", seen.span) if inferred else None


def _near(seen: DateSeen, days: Iterable[date]) -> date | None:
    for day in days:
        for year in (day.year, day.year - 1):
            found = seen.in_year(year)
            if found and timedelta(days=-2) <= day - found <= _NEAR:
                return found
    return None


def _of_top(text: str, told: list[DateSeen]) -> Found | None:
    """The day at the end or beginning of a short line above the story: "Press statement, 3 May 2019"; or behind a town.

    A headline may hold a day, but hardly so that it stands apart.
    """
    at = 0
    for line in text.splitlines(keepends=True)[:_TOP_LINES]:
        words, start, at = line.strip(), at + len(line) - len(line.lstrip()), at + len(line)
        for seen in told:
            if seen.full and start <= seen.span.start and seen.span.end <= start + len(words):
                before, after = words[: seen.span.start - start], words[seen.span.end - start :]
                alone = len(words) <= _SHORT and _APART_BEFORE.search(before) and _APART_AFTER.match(after)
                if alone or (_TOWN.fullmatch(before) and after[:1] in (".", ":")):
                    return _found(seen.full, "line above the story", seen.span)
        if len(words) > _SHORT:
            break
    return None


def _of_address(text: str) -> Found | None:
    """The day in the text's only dated address, as in ``https://example.org/2021/04/01/story``."""
    days = {(day_in_name(m.group()), m.span()) for m in _URL.finditer(text)}
    dated = {day: span for day, span in sorted(days, key=lambda d: d[1], reverse=True) if day}
    if len(dated) != 1:
        return None
    day, span = dated.popitem()
    return _found(day, "address", Span(*span))


def _of_lead(lead: Span | None, told: list[DateSeen], text: str, clutter: Clutter) -> Found | None:
    """``..., the ministry reported on June 15`` in the first paragraphs."""
    for match in clutter.reported_on.finditer(text, lead.start, lead.end) if lead else ():
        for seen in told:
            if seen.span.start == match.end():
                day = seen.full or infer_year(seen, told, text, clutter)
                rule = "reported on" if seen.full else "reported on, year inferred"
                return _found(day, rule, seen.span) if day else None
    return None


def _of_posts(told: list[DateSeen], text: str, clutter: Clutter) -> Found | None:
    """The latest dated post that is quoted, where the text names its weekday as reports do in the same week."""
    posts = [d for d in told if d.full and _POST.search(text, max(0, d.span.start - 30), d.span.start)]
    latest = max(posts, key=lambda d: d.full or date.min, default=None)
    if latest is None or latest.full is None:
        return None
    names = {name for name, number in clutter.weekdays.items() if number == latest.full.weekday()}
    named = any(w.group() in names for w in _WORD.finditer(text))
    return _found(latest.full, "latest post quoted, inferred", latest.span) if named else None


def infer_year(seen: DateSeen, told: list[DateSeen], text: str, clutter: Clutter) -> date | None:
    """The day in the first year that fits what the text tells of the past; None where it tells nothing.

    A day without a year is of the report's own year. So the report is no older than any full date of the past in it,
    and younger than a year named alone ("in 2020"), which a report of that year would call "this year".
    """
    past = [d.full for d in told if d.full and not _to_come(text, d.span.start, clutter)]
    years = [int(m["year"]) + 1 for m in _bare_years(text, told, clutter)]
    floor = max(past, default=None)
    first = max([floor.year] if floor else [], default=0)
    first = max([first, *years])
    if not first:
        return None
    days = (seen.in_year(year) for year in range(first, first + 3))
    return next((d for d in days if d and (floor is None or d >= floor)), None)


def _bare_years(text: str, told: list[DateSeen], clutter: Clutter) -> Iterator[re.Match[str]]:
    for match in clutter.bare_year.finditer(text):
        if not _to_come(text, match.start(), clutter):
            yield match


def _to_come(text: str, at: int, clutter: Clutter) -> bool:
    """Whether the clause before ``at`` speaks of the future."""
    clause = re.split(r"[.!?;]\s", text[max(0, at - _BEFORE) : at])[-1]
    return any(w.group().lower() in clutter.future_words for w in _WORD.finditer(clause))


def of_name(name: str) -> Found | None:
    """Last resort: the day in the file's name."""
    day = day_in_name(name)
    return _found(day, "file name", None) if day else None
