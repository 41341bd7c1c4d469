"""Steps of truces as sentences tell them: which, when, planned or done, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique.model.span import Span
from communique.model.time import Basis, Interval, TimeExpression
from communique.registers.truces.accounts import said_in
from communique.registers.truces.meant import Meant
from communique.registers.truces.passages import Anchor, Passage, forward
from communique.registers.truces.sides import Key
from communique.registers.truces.takers import takers
from communique.registers.truces.words import over, pattern, spellings, steps

BEGINS = ("announced", "agreed", "signed", "in_force")
OBJECT_FAR, SUBJECT_FAR, TIME_FAR = 70, 110, 140  # characters from a verb to what it is told of, and to its time
BREAK = re.compile(r"[;:]|\. ")
OWN_NEAR = 40  # characters behind "said" in which it is told that they would
NEWS = 3  # sentences of a report that tell its news
LEAD = 4  # characters before a time with which a sentence begins
BEFORE = 45  # characters before a verb in which "will" and "not" stand
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: \w+ly)? $", re.IGNORECASE)


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


def steps_told(meant: Meant, passages: Sequence[Passage]) -> Iterator[Telling]:
    """All steps that the sentences of one report tell."""
    for at, passage in enumerate(passages):
        if passage.is_about or passage.follows or passage.leads or (at < NEWS and _is_of_arms(passage)):
            found = _acts(passage, list(_in_sentence(passage)))
            found += list(_announced(passage, found))
            before: Telling | None = None
            for step, verb, anchor in sorted(found, key=lambda f: (f[0] == "in_force", f[1])):
                others = [v for _, v, _ in found if v != verb]
                told = _telling(meant, passage, step, verb, anchor, others)
                yield _after(passage, told, before) if step == "in_force" else told
                before = told if told.interval is not None and told.status == "happened" else before


def _is_of_arms(passage: Passage) -> bool:
    """Whether words tell of a truce without a noun for it: "will stop fighting for two months"."""
    return steps()["in_force"]["alone"].search(passage.text) is not None


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


def _acts(passage: Passage, found: Sequence[Found]) -> list[Found]:
    """The verbs found without those that only tell the mood of another: "agreed to extend the truce"."""
    return [
        (step, verb, anchor)
        for step, verb, anchor in found
        if step not in ("agreed", "announced")
        or anchor is None
        or not any(a is anchor and verb.end <= v.start and v.end <= anchor.span.start for _, v, a in found)
    ]


def _announced(passage: Passage, found: Sequence[Found]) -> Iterator[Found]:
    """Beside a step to be taken the words that announce it: "announced on Sunday that the army would suspend"."""
    for step, verb, anchor in found:
        if step != "in_force" or status_at(passage, verb) != "planned":
            continue
        start, end = verb.start - passage.span.start, verb.end - passage.span.start
        for match in steps()["announced"]["saying"].finditer(passage.text):
            between = passage.text[match.end() : start] if match.end() <= start else passage.text[end : match.start()]
            behind = match.start() >= end and re.search(r", [^,]{1,60}$", between)
            if not BREAK.search(between) and (behind or re.search(r"\bthat\b", between)):
                yield "announced", passage.at(*match.span()), anchor
        for match in steps()["announced"]["saying_own"].finditer(passage.text[:start]):
            between = passage.text[match.end() : start]
            if not BREAK.search(between) and steps()["announced"]["own"].search(between[:OWN_NEAR]):
                yield "announced", passage.at(*match.span()), anchor


@cache
def _order() -> tuple[tuple[str, str], ...]:
    """What is told of the truce itself before what is done to it, since the latter may stand far off."""
    return tuple((step, role) for role in ("alone", "subjects", "objects") for step in steps())


def _stands_free(passage: Passage, match: re.Match[str]) -> bool:
    """Whether it is no noun: "the start of", "an end to"; "the signing of it took place" tells that it was signed."""
    if _is_held(passage, match) or " " in match[0]:
        return True
    return not re.search(r"\b(?:the|a|an|no|its|their)(?: \w+)? $", passage.text[: match.start()]) or match[0].endswith(
        "ed"
    )


def _is_held(passage: Passage, match: re.Match[str]) -> bool:
    roles = steps()["signed"]
    return roles["nouns"].fullmatch(match[0]) is not None and roles["held"].search(passage.text) is not None


def _told_of(passage: Passage, match: re.Match[str], role: str) -> tuple[bool, Anchor | None]:
    if role == "alone":
        return True, None
    before, after = _nearest_before(passage, match.start()), _nearest_after(passage, match.end())
    text = passage.text
    if role == "subjects":
        return before if _is_subject(passage, match, before[1]) else (False, None)
    passive = PASSIVE.search(text[: match.start()]) and not match[0].split()[0].endswith("ing")
    if role == "objects" and _is_held(passage, match):
        of = re.match(r" of (?:the |a |an )?", text[match.end() :])
        return _nearest_after(passage, match.end() + of.end()) if of else (False, None)
    if passive or _is_relative(text, passage, match, before[1]):
        return before
    return after


def _is_subject(passage: Passage, match: re.Match[str], anchor: Anchor | None) -> bool:
    """Whether a verb may be told of the truce before it.

    Not where that is what others act under, where another clause begins in between, or where the verb has something
    else that is done to it: "under the truce a mission began", "the truce, the first since talks began", "a truce that
    ended a war".
    """
    behind = passage.text[match.end() :]
    if re.match(r" ", behind) and not _bare().match(behind):
        return False
    if anchor is None:
        return True
    start, end = anchor.span.start - passage.span.start, anchor.span.end - passage.span.start
    ground = re.search(rf"\b(?:{spellings('truce', 'ground')}) (?:[a-z]+ )?$", passage.text[:start], re.IGNORECASE)
    if ground and not re.match(r",? (?:which|that)\b", passage.text[end:]):
        return False
    parts = pattern("truce", "elsewhere").split(passage.text[end : match.start()])
    return len(parts) == 1 or "," in parts[-1]


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{spellings('truce', 'bare')})(?!\w)|\s*[^\w\s]")


def _is_relative(text: str, passage: Passage, match: re.Match[str], anchor: Anchor | None) -> bool:
    """Whether a verb follows the truce as a part of what it is: "truce, signed on", "truce which it signed"."""
    if anchor is None:
        return False
    between = text[anchor.span.end - passage.span.start : match.start()]
    return bool(re.fullmatch(r",? (?:(?!which\b|that\b)\w+ )?|,? (?:which|that) (?:[\w’'-]+ ){1,6}", between))


def _nearest_before(passage: Passage, at: int) -> tuple[bool, Anchor | None]:
    """The words for a truce before a place of the sentence; "it" and "which" mean one that was named."""
    text = passage.text[:at]
    for anchor in reversed([a for a in passage.anchors if not a.aside]):
        end = anchor.span.end - passage.span.start
        if end <= at and not BREAK.search(text[end:]) and (at - end <= SUBJECT_FAR):
            return True, anchor
    first = re.match(r"\W*(?:it|this|both)\b", text, re.IGNORECASE)
    clause = pattern("grammar", "clause").search(text[first.end() :]) if first else None
    if first and clause is None and passage.follows and not BREAK.search(text):
        return True, None
    pronoun = re.search(r"\b(?:it|which)(?: \w+){0,3} $", text, re.IGNORECASE)
    named = [a for a in passage.anchors if a.span.start < passage.span.start + at]
    return (True, named[-1]) if pronoun and named else (False, None)


@cache
def _apart() -> re.Pattern[str]:
    """What no object stands behind."""
    return re.compile(rf"[;:.]|, |\b(?:{spellings('grammar', 'apart')})\b", re.IGNORECASE)


@cache
def _deadline() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{spellings('grammar', 'deadline')})\b", re.IGNORECASE)


def _nearest_after(passage: Passage, at: int) -> tuple[bool, Anchor | None]:
    text = passage.text[at:]
    for anchor in (a for a in passage.anchors if not a.aside):
        start = anchor.span.start - passage.span.start - at
        if 0 <= start <= OBJECT_FAR and not _apart().search(text[:start]):
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
    meant: Meant, passage: Passage, step: str, verb: Span, anchor: Anchor | None, others: Sequence[Span]
) -> Telling:
    status = status_at(passage, verb)
    time = _time(passage, verb, others, is_planned=status == "planned")
    interval = time.interval if time else None
    if time is not None and interval is not None:
        is_present = pattern("grammar", "present").match(verb.quote(passage.report.text)) is not None
        if (status == "planned" or is_present) and step in ("in_force", "ended", "renewed"):
            interval = forward(passage, time).interval or interval
            published = passage.report.published_on
            if published and interval.start > published and status == "happened":
                status = "planned"
        if _is_since(passage, time):
            first = Interval(interval.start, interval.start, "day", interval.basis)
            interval = None if status == "planned" else first if interval.start != interval.end else interval
    return Telling(step, status, passage, verb, interval, takers(meant, passage, verb), bool(anchor and anchor.earlier))


def _is_since(passage: Passage, time: TimeExpression) -> bool:
    before = passage.text[: time.span.start - passage.span.start]
    words = time.span.quote(passage.report.text).casefold()
    return re.search(r"\bsince $", before) is not None or words.startswith("since")


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
    near = re.split(r"[;:]|, (?=(?:it|they|he|she) $)", text[-2 * BEFORE :])[-1]
    if pattern("truce", "no").search(clause) or pattern("truce", "unreal").search(clause):
        return "denied"
    resolved = rf"\b(?:{spellings('truce', 'resolves')})\b(?: [\w’'-]+){{0,8}}? to (?:\w+ly )?$"
    if re.search(resolved, text, re.IGNORECASE):
        return "happened"
    if re.search(rf"\b(?:{spellings('truce', 'wishes')})\b", near):
        return "proposed"
    if re.search(rf"\b(?:{spellings('truce', 'planned')})(?: \w+){{0,2}} ?$", clause, re.IGNORECASE):
        return "planned"
    if pattern("truce", "planned").search(verb.quote(passage.report.text)):
        return "planned"
    return "happened"


def _time(passage: Passage, verb: Span, others: Sequence[Span], is_planned: bool) -> TimeExpression | None:
    """The time of what a verb tells: the nearest behind it, else before it, that no other verb stands nearer to."""
    text, offset = passage.text, passage.span.start
    blank = offset + len(text) - len(text.lstrip())

    def fits(time: TimeExpression) -> bool:
        first, last = sorted((time.span, verb))
        between = text[first.end - offset : last.start - offset]
        deadline = _deadline().match(time.span.quote(passage.report.text)) or re.search(
            r"\b(?:until|till) (?:\w+ )?$", text[: time.span.start - offset]
        )
        apart = pattern("grammar", "apart_in_time").search(between)
        of_truce = any(0 <= time.span.start - a.span.end <= LEAD for a in passage.anchors) and between.endswith(" of ")
        said = time.span < verb and pattern("breach", "says").search(between)
        said = said or (is_planned and said_in().search(text[: time.span.start - offset]))
        other = any(first.end <= o.start and o.end <= last.start for o in others)
        crossed = apart or said or of_truce or other
        leads = time.span.start - blank <= LEAD
        return (len(between) <= TIME_FAR or leads) and not BREAK.search(between) and not deadline and not crossed

    times = [t for t in passage.times if t.span.start >= blank and t.interval and not t.span.overlaps(verb) and fits(t)]
    behind = [t for t in times if t.span.start > verb.start]
    return behind[0] if behind else times[-1] if times else _of_saying(passage, verb)


def _of_saying(passage: Passage, verb: Span) -> TimeExpression | None:
    """The time at which somebody is told to have announced it, behind all that they announced."""
    for match in steps()["announced"]["saying"].finditer(passage.text, verb.end - passage.span.start):
        times = [t for t in passage.times if 0 <= t.span.start - passage.span.start - match.end() <= LEAD]
        between = passage.text[verb.end - passage.span.start : match.start()]
        if times and "," in between and not PASSIVE.search(between) and "which" not in between:
            return times[0]
    return None


def day_of(passage: Passage, interval: Interval | None) -> Interval | None:
    """The time told, else the day of the report."""
    published = passage.report.published_on
    if interval is None and published is not None:
        return Interval(published, published, "day", Basis.INFERRED)
    return interval
