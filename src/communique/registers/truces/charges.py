"""Charges that stand apart from what they are about: in lists of incidents, or pointing back at one told before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.model.record import Event
from communique.model.span import Span
from communique.model.time import Interval
from communique.registers.truces.accounts import EXACT, Account, blamed_in, is_breach, is_not
from communique.registers.truces.passages import Passage
from communique.registers.truces.tellers import PARTY, REPORT, Teller
from communique.registers.truces.tolls import toll_in, whole_toll
from communique.registers.truces.words import pattern

if TYPE_CHECKING:
    from communique.registers.truces.breaches import Reader

FORCE = ("attack", "clash", "death")


# -- pointing back -----------------------------------------------------------------------------------------------------


def pointed(reader: Reader, told: Sequence[Account]) -> Iterator[Account]:
    """Charges about an incident told before: "called the incident a breach", "put the number of dead at eight"."""
    found: list[Account] = []
    for passage in reader.passages:
        whole = whole_toll(passage.text)
        if whole is None and not (is_breach(passage) and pattern("breach", "pointers").search(passage.text)):
            continue
        before = _incident_before(reader, passage)
        teller, accused = _charge(reader, passage, [*told, *found])
        if before is None or accused is None or teller.sort == REPORT or teller == Teller(PARTY, accused):
            continue
        of, event, interval = before
        interval = next((t.interval for t in passage.times if t.interval and t.interval.days == 1), interval)
        known = [a for a in (*told, *found) if (a.accused, a.teller) == (accused, teller) and not a.denies]
        if any(a.interval.overlaps(interval) for a in known if a.toll is not None or whole is None):
            continue
        toll = whole or toll_in(passage.text) or reader.toll(of, event)
        quote = reader.tellers.desk.quote(reader.report.id, passage.span)
        grave = toll is None or toll.best > 0
        account = Account(reader.report, quote, interval, accused, teller, toll, grave, None, ())
        found.append(account)
        yield account


def _incident_before(reader: Reader, passage: Passage) -> tuple[Passage, Event, Interval] | None:
    """The last act of force that a report tells before a sentence, with its day."""
    found = None
    for span, event in reader.tellers.desk.told.get(reader.report.id, ()):
        of = next((p for p in reader.passages if p.span.overlaps(span)), None)
        if event.kind in FORCE and of is not None and of.span.end <= passage.span.start:
            interval = reader.date(of, event)
            found = (of, event, interval) if interval is not None else found
    return found


def _charge(reader: Reader, passage: Passage, told: Sequence[Account]) -> tuple[Teller, int | None]:
    """Who charges whom: as the sentence tells, or those around it, or else as it is told before."""
    around = reader.paragraph(passage)
    accused = blamed_in(reader.tellers, passage.text)
    if accused is None:
        accused = blamed_in(reader.tellers, " ".join(p.text for p in around))
    if accused is None:
        accused = next((a.accused for a in reversed(told) if a.report is reader.report and not a.denies), None)
    named = [k for _, k in reader.tellers.sides.in_words(passage.text)]
    others = [k for k in named if k != accused]
    said = reader.tellers.quoted(reader.report, passage.span) or reader.tellers.said(passage.text)
    if said is not None and said != Teller(PARTY, accused):
        return said, accused
    if accused is not None and others and (whole_toll(passage.text) or accused in named):
        return Teller(PARTY, others[0]), accused
    return reader.subject(passage, passage.text), accused


# -- lists -------------------------------------------------------------------------------------------------------------


def parts(passage: Passage) -> Iterator[tuple[Span, Interval]]:
    """The parts of a list behind a colon that each tell a time: "two breaches: a shot in May, a raid in June"."""
    start = passage.text.index(":") + 1
    at = start
    for part in re.split(r"(; |, and | and (?=an? ))", passage.text[start:]):
        span = passage.at(at, at + len(part))
        at += len(part)
        times = [t.interval for t in passage.times if span.covers(t.span)]
        if times and times[0] is not None:
            yield span, times[0]


def in_list(reader: Reader, passage: Passage) -> Iterator[Account]:
    """The incidents of such a list."""
    tellers = reader.tellers
    head = passage.text[: passage.text.index(":")]
    for span, interval in parts(passage):
        words = span.quote(reader.report.text)
        named = tellers.sides.in_words(words)
        accused = blamed_in(tellers, words)
        accused = accused if accused is not None else named[0][1] if named else None
        if accused is None:
            continue
        teller, accused = _told_in(reader, passage, words, head, accused)
        behind = (toll_in(p.text) for p in reader.behind(passage, 2)[1:])
        toll = toll_in(words) or next((t for t in behind if t), None)
        quote = tellers.desk.quote(reader.report.id, span)
        grave = toll is None or toll.best > 0
        yield Account(reader.report, quote, interval, accused, teller, toll, grave, None, ())


def _told_in(reader: Reader, passage: Passage, words: str, head: str, accused: int) -> tuple[Teller, int]:
    """Who tells a part of a list of whom: in "the army says a soldier died" it is the army that tells of the other."""
    sides = reader.tellers.sides
    says = pattern("breach", "says").search(words)
    first = sides.in_words(words[: says.start()]) if says else []
    quoted = reader.tellers.at(reader.report, passage.span)
    teller = Teller(PARTY, first[0][1]) if first else quoted if quoted.sort != REPORT else reader.subject(passage, head)
    if teller == Teller(PARTY, accused) and len(sides.keys) == 2:
        return (teller, 1 - accused) if first else (Teller(PARTY, 1 - accused), accused)
    return teller, accused


# -- laid at a side, by its day ----------------------------------------------------------------------------------------


def laid(reader: Reader, passage: Passage) -> Iterator[Account]:
    """Incidents told by their days, each laid at a side: "blamed A for the shot of 9 May and B for another"."""
    lays = pattern("breach", "lays").search(passage.text)
    if lays is None or not passage.times:
        return
    tellers = reader.tellers
    named = [(at, k) for at, k in tellers.sides.in_words(passage.text) if at > lays.start()]
    for at, (place, accused) in enumerate(named):
        end = named[at + 1][0] if at + 1 < len(named) else len(passage.text)
        times = [t.interval for t in passage.times if _is_of(passage, t.span, place, end) and t.interval]
        if not times or times[0].days > EXACT:
            continue
        span = passage.at(place, end)
        teller = reader.subject(passage, passage.text[: lays.start()])
        toll = toll_in(span.quote(reader.report.text))
        if teller != Teller(PARTY, accused):
            quote = tellers.desk.quote(reader.report.id, passage.span)
            grave = toll is None or toll.best > 0
            yield Account(reader.report, quote, times[0], accused, teller, toll, grave, None, ())


def _is_of(passage: Passage, time: Span, place: int, end: int) -> bool:
    """Whether a time is told of what is laid at the side named at ``place``: not when it was so laid."""
    at = time.start - passage.span.start
    return place < at < end and not re.fullmatch(r"\W*\w+(?: on)? ", passage.text[place:at])


# -- told again --------------------------------------------------------------------------------------------------------


def retold(reader: Reader, known: Sequence[Account]) -> Iterator[Account]:
    """Known incidents that a paragraph of a side's or the monitor's own paper tells by their day."""
    tellers = reader.tellers
    voice = tellers.voice(reader.report)
    if voice.sort == REPORT:
        return
    told = {(a.accused, a.interval) for a in known if a.report is reader.report}
    for paragraph in dict.fromkeys(p.paragraph for p in reader.passages):
        of = [p for p in reader.passages if p.paragraph == paragraph]
        days = [t.interval for p in of for t in p.times if t.interval is not None and t.interval.days == 1]
        blamed = blamed_in(tellers, " ".join(p.text for p in of))
        for account in known:
            key = (account.accused, account.interval)
            if account.denies or account.accused != blamed or key in told or voice == Teller(PARTY, blamed):
                continue
            if any((i.start, i.end) == (account.interval.start, account.interval.end) for i in days):
                told.add(key)
                tolls = (toll_in(p.text) for p in of if not is_not(p.text))
                toll = next((t for t in tolls if t is not None), None)
                quote = tellers.desk.quote(reader.report.id, Span(of[0].span.start, of[-1].span.end))
                grave = toll is None or toll.best > 0
                yield replace(account, report=reader.report, evidence=quote, teller=voice, toll=toll, grave=grave)
