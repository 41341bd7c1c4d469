"""Steps of truces as sentences tell them: which, when, planned or done, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique.model.span import Span
from communique.model.time import Basis, Interval, TimeExpression
from communique.registers.truces.passages import Anchor, Passage, forward
from communique.registers.truces.sides import Cast, Key, named_in
from communique.registers.truces.words import over, pattern, spellings, steps

BEGINS = ("announced", "signed", "in_force")
OBJECT_FAR, SUBJECT_FAR, TIME_FAR = 70, 110, 140  # characters from a verb to what it is told of, and to its time
BREAK = re.compile(r"[;:]|\. ")
APART = re.compile(
    r"[;:.]|, |\bthat (?:it|they|he|she)\b|\b(?:of|in|at|with|after|before|since|during|under)\b", re.IGNORECASE
)  # no object stands behind
APART_IN_TIME = re.compile(r"\b(?:after|before|when|while|until)\b", re.IGNORECASE)
CLAUSE = re.compile(r"\b(?:how|what|who|when|where|why|that)\b", re.IGNORECASE)
LEAD = 4  # characters before a time with which a sentence begins
BEFORE = 45  # characters before a verb in which "will" and "not" stand
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: \w+ly)? $", re.IGNORECASE)
HAD = re.compile(r"\b(?:had|has|have)(?: \w+){0,2} $", re.IGNORECASE)
DEADLINE = re.compile(r"\b(?:until|till|to|for|before|by|through|within)\b", re.IGNORECASE)
PRESENT = re.compile(r"(?:takes?|comes?|goes?|enters?|begins?|starts?|ends?|expires?|fall|be)\b|.*ing$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Telling:
    """One step as one sentence tells it; ``interval`` is None where no time is told, ``sides`` are named as taking it.

    ``earlier`` tells that the words mean another truce than the report is about.
    """

    step: str
    status: str
    passage: Passage
    verb: Span
    interval: Interval | None
    sides: tuple[Key, ...]
    earlier: bool


def steps_told(cast: Cast, passages: Sequence[Passage]) -> Iterator[Telling]:
    """All steps that the sentences of one report tell."""
    for passage in passages:
        if passage.is_about or passage.follows:
            found = list(_in_sentence(passage))
            found += list(_announced(passage, found))
            before: Telling | None = None
            for step, verb, anchor in sorted(found, key=lambda f: (f[0] == "in_force", f[1])):
                others = [v for _, v, _ in found if v != verb]
                told = _telling(cast, passage, step, verb, anchor, others)
                yield _after(passage, told, before) if step == "in_force" else told
                before = told if told.interval is not None and told.status == "happened" else before


Found = tuple[str, Span, Anchor | None]


def _in_sentence(passage: Passage) -> Iterator[Found]:
    """Verbs of steps with the words for a truce that they are told of; each place tells one step."""
    taken: list[Span] = []
    for step, role in _order():
        if role not in steps()[step]:
            continue
        for match in steps()[step][role].finditer(passage.text):
            verb = passage.at(*match.span())
            if any(verb.overlaps(other) for other in taken) or (role != "alone" and not _stands_free(passage, match)):
                continue
            fits, anchor = _told_of(passage, match, role)
            if fits:
                taken.append(verb)
                yield (_over(passage, step, anchor), verb, anchor)


def _announced(passage: Passage, found: Sequence[Found]) -> Iterator[Found]:
    """Before a step to be taken the words that announce it: "announced on Sunday that the army would suspend"."""
    for step, verb, anchor in found:
        if step != "in_force" or status_at(passage, verb) != "planned":
            continue
        before = passage.text[: verb.start - passage.span.start]
        for match in steps()["announced"]["saying"].finditer(before):
            if re.search(r"\bthat\b", before[match.end() :]) and not BREAK.search(before[match.end() :]):
                yield "announced", passage.at(*match.span()), anchor


@cache
def _order() -> tuple[tuple[str, str], ...]:
    """What is told of the truce itself before what is done to it, since the latter may stand far off."""
    return tuple((step, role) for role in ("alone", "subjects", "objects") for step in steps())


def _stands_free(passage: Passage, match: re.Match[str]) -> bool:
    """Whether it is no noun: "the start of", "an end to"."""
    return not re.search(r"\b(?:the|a|an|no|its|their)(?: \w+)? $", passage.text[: match.start()]) or match[0].endswith(
        "ed"
    )


def _told_of(passage: Passage, match: re.Match[str], role: str) -> tuple[bool, Anchor | None]:
    if role == "alone":
        return True, None
    before, after = _nearest_before(passage, match.start()), _nearest_after(passage, match.end())
    text = passage.text
    if role == "subjects":
        return (False, None) if _is_ground(passage, before[1]) else before
    if PASSIVE.search(text[: match.start()]) or _is_relative(text, passage, match, before[1]):
        return before
    return after


def _is_ground(passage: Passage, anchor: Anchor | None) -> bool:
    """Whether a truce is named as that on which others act: "a mission set up under the truce began work"."""
    text = passage.text[: anchor.span.start - passage.span.start] if anchor is not None else ""
    return re.search(r"\bunder (?:[a-z]+ )?$", text, re.IGNORECASE) is not None


def _is_relative(text: str, passage: Passage, match: re.Match[str], anchor: Anchor | None) -> bool:
    """Whether a verb follows the truce as a part of what it is: "truce, signed on", "truce which it signed"."""
    if anchor is None:
        return False
    between = text[anchor.span.end - passage.span.start : match.start()]
    return bool(re.fullmatch(r",? (?:\w+ )?|,? (?:which|that) (?:[\w’'-]+ ){1,6}", between))


def _nearest_before(passage: Passage, at: int) -> tuple[bool, Anchor | None]:
    """The words for a truce before a place of the sentence; "it" and "which" mean one that was named."""
    text = passage.text[:at]
    for anchor in reversed(passage.anchors):
        end = anchor.span.end - passage.span.start
        if end <= at and not BREAK.search(text[end:]) and (at - end <= SUBJECT_FAR):
            return True, anchor
    first = re.match(r"\W*(?:it|this|both)\b", text, re.IGNORECASE)
    if first and passage.follows and not BREAK.search(text) and not CLAUSE.search(text[first.end() :]):
        return True, None
    pronoun = re.search(r"\b(?:it|which)(?: \w+){0,3} $", text, re.IGNORECASE)
    named = [a for a in passage.anchors if a.span.start < passage.span.start + at]
    return (True, named[-1]) if pronoun and named else (False, None)


def _nearest_after(passage: Passage, at: int) -> tuple[bool, Anchor | None]:
    text = passage.text[at:]
    for anchor in passage.anchors:
        start = anchor.span.start - passage.span.start - at
        if 0 <= start <= OBJECT_FAR and not APART.search(text[:start]):
            return True, anchor
    if passage.follows and re.match(r" (?:it|them)\b", text):
        return True, None
    return False, None


def _over(passage: Passage, step: str, anchor: Anchor | None) -> str:
    """The step, or "ended" where the truce is declared over."""
    if (
        step == "announced"
        and anchor is not None
        and over().match(passage.text[anchor.span.end - passage.span.start :])
    ):
        return "ended"
    return step


# -- what is told of the step ------------------------------------------------------------------------------------------


def _telling(
    cast: Cast, passage: Passage, step: str, verb: Span, anchor: Anchor | None, others: Sequence[Span]
) -> Telling:
    status = status_at(passage, verb)
    time = _time(passage, verb, others)
    interval = time.interval if time else None
    if time is not None and interval is not None:
        if (status == "planned" or PRESENT.match(verb.quote(passage.report.text))) and step in (
            "in_force",
            "ended",
            "renewed",
        ):
            interval = forward(passage, time).interval or interval
            published = passage.report.published_on
            if published and interval.start > published and status == "happened":
                status = "planned"
        if time.span.quote(passage.report.text).casefold().startswith("since") and interval.start != interval.end:
            interval = Interval(interval.start, interval.start, "day", interval.basis)
    return Telling(step, status, passage, verb, interval, _sides(cast, passage, verb), bool(anchor and anchor.earlier))


def _after(passage: Passage, told: Telling, before: Telling | None) -> Telling:
    """A truce that is told to be agreed "starting on" a day starts on the first such day after that."""
    if before is None or before.interval is None or not told.verb.quote(passage.report.text).endswith("ing"):
        return told
    first = before.interval.start
    times = [t for t in passage.times if told.interval is not None and t.span.start > told.verb.start]
    for time in times[:1]:
        if time.interval is not None and time.interval.start >= first and told.status == "planned":
            published = passage.report.published_on
            done = published is not None and time.interval.start <= published
            return replace(told, interval=time.interval, status="happened" if done else "planned")
    return told


def status_at(passage: Passage, verb: Span) -> str:
    """Whether what a verb tells happened, is planned, is wished or is denied, by the words before it."""
    text = passage.text[: verb.start - passage.span.start]
    clause = re.split(r"[;:,]|\b(?:and|but|which|that|who)\b", text[-BEFORE:])[-1]
    near = re.split(r"[;:]", text[-2 * BEFORE :])[-1]
    if pattern("truce", "no").search(clause):
        return "denied"
    if re.search(rf"\b(?:{spellings('truce', 'wishes')})\b", near):
        return "proposed"
    if re.search(rf"\b(?:{spellings('truce', 'planned')})(?: \w+){{0,2}} ?$", clause, re.IGNORECASE):
        return "planned"
    if pattern("truce", "planned").search(verb.quote(passage.report.text)):
        return "planned"
    return "happened"


def _time(passage: Passage, verb: Span, others: Sequence[Span]) -> TimeExpression | None:
    """The time of what a verb tells: the nearest behind it, else before it, that no other verb stands nearer to."""
    text, offset = passage.text, passage.span.start
    blank = offset + len(text) - len(text.lstrip())

    def fits(time: TimeExpression) -> bool:
        first, last = sorted((time.span, verb))
        between = text[first.end - offset : last.start - offset]
        deadline = DEADLINE.match(time.span.quote(passage.report.text)) or re.search(
            r"\b(?:until|till) (?:\w+ )?$", text[: time.span.start - offset]
        )
        apart = APART_IN_TIME.search(between)
        crossed = apart or any(first.end <= other.start and other.end <= last.start for other in others)
        leads = time.span.start - blank <= LEAD
        return (len(between) <= TIME_FAR or leads) and not BREAK.search(between) and not deadline and not crossed

    times = [t for t in passage.times if t.span.start >= blank and t.interval and not t.span.overlaps(verb) and fits(t)]
    behind = [t for t in times if t.span.start > verb.start]
    return behind[0] if behind else times[-1] if times else None


def _sides(cast: Cast, passage: Passage, verb: Span) -> tuple[Key, ...]:
    """Who is named as taking a step: before its verb, or behind "between"; else all whom the sentence names."""
    named = named_in(cast, passage)
    before = [key for span, key in named if span.end <= verb.start]
    between = passage.text.find(" between ")
    behind = [key for span, key in named if between >= 0 and span.start > passage.span.start + between]
    if len(behind) > 1:
        return tuple(behind[:2])
    return tuple(dict.fromkeys(before or [key for _, key in named]))


def day_of(passage: Passage, interval: Interval | None) -> Interval | None:
    """The time told, else the day of the report."""
    published = passage.report.published_on
    if interval is None and published is not None:
        return Interval(published, published, "day", Basis.INFERRED)
    return interval
