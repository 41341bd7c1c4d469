"""Who takes a step of a truce, as its sentence tells it: not who tells of it, and not who helps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.model.record import Entity
from communique.model.span import Span
from communique.registers.truces.meant import Meant
from communique.registers.truces.passages import Passage
from communique.registers.truces.sides import WORD, Cast, Key, named_in, sort_of
from communique.registers.truces.words import pattern

NEAR = 4  # characters between words that agree and those for a truce in "a truce signed by"
BEHIND = 30  # characters between a word for a sort and the name that it is put to
FAR = 60  # characters between somebody's name and what they do for others
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: \w+ly)? $", re.IGNORECASE)
Mentions = Sequence[tuple[Span, Entity, str]]
Named = Sequence[tuple[Span, Key]]


def helpers(cast: Cast, passages: Sequence[Passage]) -> set[Key]:
    """Those whom the sentences of a report tell to have helped others to a truce: "Algeria, which brokered it"."""
    found: set[Key] = set()
    for passage in passages:
        told = [m for m in cast.desk.mentions.get(passage.report.id, ()) if passage.span.covers(m[0])]
        for match in pattern("sides", "helps").finditer(passage.text):
            at = passage.span.start + match.start()
            before = [(s, k) for s, e, _ in told if s.end <= at and at - s.end <= FAR and (k := cast.key(e))]
            behind = re.match(r"(?: [\w’'-]+){0,3}? by (?:the )?", passage.text[match.end() :])
            start = passage.span.start + match.end() + (behind.end() if behind else 0)
            if behind:
                found.update(k for s, e, _ in told if 0 <= s.start - start <= BEHIND and (k := cast.key(e)))
            elif before and not re.search(r"[.;:]", passage.report.text[before[-1][0].end : at]):
                found.add(before[-1][1])
    return found


def takers(meant: Meant, passage: Passage, verb: Span) -> tuple[Key, ...]:
    """The sides that are told to take a step.

    Those behind "between"; of what was "signed by" somebody, those; else those named before the verb within the clause
    or the saying in which it stands, or whoever says it of "it" or "them"; else all whom these words name.
    """
    cast, offset, text = meant.cast, passage.span.start, passage.text
    between = text.find(" between ")
    behind = _keys([(s, k) for s, k in named_in(cast, passage) if between >= 0 and s.start > offset + between])
    if len(behind) > 1:
        return behind[:2]
    if pattern("sides", "helps").fullmatch(verb.quote(passage.report.text)):
        return ()
    if (by := _by(cast, passage, verb)) is not None:
        return by
    clause, speaker = _clause(cast, passage, verb)
    named = [(s, k) for s, k in _named(meant, passage, clause) if not _says(passage, s)]
    before = _keys([(s, k) for s, k in named if s.end <= verb.start])
    if before:
        return before
    if speaker and pattern("sides", "pronouns").search(text[clause.start - offset : max(0, verb.start - offset)]):
        return (speaker,)
    return () if PASSIVE.search(text[: verb.start - offset]) else _keys(named)


def _named(meant: Meant, passage: Passage, clause: Span) -> Named:
    """The sides that words name, or mean by their sort: "the government and the rebels"."""
    cast = meant.cast
    named = named_in(cast, passage, clause)
    known = {k for _, k in named}
    told = cast.desk.mentions.get(passage.report.id, ())
    for match in WORD.finditer(passage.text):
        place = passage.at(*match.span())
        sort = sort_of(match[0])
        if sort is None or not clause.covers(place) or any(s.overlaps(place) and cast.key(e) for s, e, _ in told):
            continue
        key = meant.side(passage.report, sort)
        if key is not None and key not in known and not _is_title(passage, place, told, cast):
            known.add(key)
            named = [*named, (place, key)]
    return sorted(named, key=lambda pair: pair[0])


def _is_title(passage: Passage, place: Span, told: Mentions, cast: Cast) -> bool:
    """Whether a word only says what somebody named behind it is: "the rebel Front", "the government of Niger"."""
    behind = [s for s, e, _ in told if 0 <= s.start - place.end <= BEHIND and cast.key(e)]
    words = passage.report.text[place.end : behind[0].start] if behind else ""
    return bool(behind) and not re.search(r"[,.;]|\b(?:and|or)\b", words)


def _keys(named: Named) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(key for _, key in named))


def _by(cast: Cast, passage: Passage, verb: Span) -> tuple[Key, ...] | None:
    """Those behind "signed by"; nobody where what was signed is named in passing; None where that is not told so."""
    anchor = next((a for a in reversed(passage.anchors) if a.span.end <= verb.start), None)
    if (
        anchor is None
        or verb.start - anchor.span.end > NEAR
        or not verb.quote(passage.report.text).endswith(("ed", "uck", "en"))
    ):
        return None
    text = passage.text[verb.end - passage.span.start :]
    match = re.search(r"^[^;:]{0,60}?\bby (?:the )?", text)
    if match is None:
        return ()
    start = verb.end + match.end()
    return _keys([(s, k) for s, k in named_in(cast, passage) if s.start >= start - 4])


def _clause(cast: Cast, passage: Passage, verb: Span) -> tuple[Span, Key | None]:
    """The words that tell a step without those that tell who says so, and the side that says it."""
    said = [s for s in cast.desk.said.get(passage.report.id, ()) if s.evidence.span.covers(verb)]
    for statement in sorted(said, key=lambda s: s.evidence.span.end - s.evidence.span.start):
        entity = cast.desk.entities.get(statement.speaker) if statement.speaker else None
        return statement.evidence.span, cast.key(entity) if entity else None
    head = passage.text[: verb.start - passage.span.start]
    that = [m for m in re.finditer(r"\bthat\b", head) if pattern("breach", "says").search(head[: m.start()])]
    start = passage.span.start + (that[-1].end() if that else 0)
    return Span(start, passage.span.end), None


def _says(passage: Passage, place: Span) -> bool:
    """Whether somebody is named as who says it, behind what they say: "..., the ministry said"."""
    behind = passage.text[place.end - passage.span.start :]
    return pattern("sides", "tells").match(behind) is not None
