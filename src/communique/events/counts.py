"""Numbers that an event's sentence tells: how many, of what, and whether that is a bound or a guess.

"At least twelve soldiers were killed" counts ``killed`` with 12 as the least, "some 1,500 people took part" people.
Times, distances, shares and ages count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique.lexicon import table
from communique.model.event import Count
from communique.model.language import Sentence
from communique.model.span import Span, hull

_DIGITS = re.compile(r"\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
ABOUT = 0.1  # by how much a guess may be out


@dataclass(frozen=True)
class Words:
    """`data/en/counts.toml`."""

    values: Mapping[str, int]
    multipliers: Mapping[str, int]
    vague: Mapping[str, int]
    hedges: Mapping[str, Sequence[tuple[str, ...]]]
    fates: Mapping[str, str]
    units: Mapping[str, str]
    people: frozenset[str]
    persons: Mapping[str, str]
    things: frozenset[str]


@cache
def words() -> Words:
    """The words for numbers and what they count."""
    row = table("counts")
    hedges = {name: [tuple(h.split()) for h in found] for name, found in row["hedges"].items()}
    fates = {word: fate for fate, listed in row["fates"].items() for word in listed.split()}
    units = {word: unit for unit, listed in row["units"].items() for word in listed.split()}
    of_events = row["of_events"]
    people, things = frozenset(of_events["people"].split()), frozenset(of_events["things"].split())
    persons = {kind: what for what, kinds in of_events["persons"].items() for kind in kinds.split()}
    return Words(row["values"], row["multipliers"], row["vague"], hedges, fates, units, people, persons, things)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number at tokens ``first`` to ``last``: its value, or the least that a vague word means."""

    first: int
    last: int
    value: float
    vague: bool = False


def counts_in(sent: Sentence, times: Sequence[Span]) -> Iterator[tuple[int, Count]]:
    """The numbers of a sentence that count something, each with the token it hangs on; ``times`` count nothing."""
    found = [n for n in _numbers(sent) if not any(t.overlaps(sent.tokens[n.first].span) for t in times)]
    skip = -1
    for k, number in enumerate(found):
        if k == skip:
            continue
        other = found[k + 1] if k + 1 < len(found) and _is_range(sent, number, found[k + 1]) else None
        skip = k + 1 if other else -1
        head, what = _counted(sent, other or number)
        if what:
            last = max(head, (other or number).last)
            span = hull(sent.tokens[i].span for i in range(number.first - _hedge(sent, number.first)[1], last + 1))
            yield head, _count(what, sent, number, other, span)


def _numbers(sent: Sentence) -> Iterator[_Number]:
    known, i = words(), 0
    while i < len(sent):
        j, value, named = i, 0.0, False
        total = 0.0
        while j < len(sent):
            form = sent.tokens[j].form.lower()
            part = _value(form)
            if part is not None:
                if value and (value % 100 or part >= 100) and (value % 10 or value > 90 or part >= 10):
                    break
                value, named = value + part, True
            elif form in known.multipliers and (named or form == "dozen") and len(form) > (0 if named else 2):
                value, named = (value or 1) * known.multipliers[form], True
                if known.multipliers[form] >= 1000:
                    total, value = total + value, 0.0
            elif not (named and j + 1 < len(sent) and _goes_on(sent, j, value)):
                break
            j += 1
        if named:
            yield _Number(i, j - 1, total + value)
            i = j
            continue
        vague = _vague(sent, i)
        if vague:
            yield vague
            i = vague.last
        i += 1


def _value(form: str) -> float | None:
    if _DIGITS.fullmatch(form):
        return float(re.sub(r"[^\d.]", "", form))
    parts = [words().values.get(part) for part in form.split("-")]
    return float(sum(p for p in parts if p)) if all(p is not None for p in parts) else None


def _goes_on(sent: Sentence, i: int, value: float) -> bool:
    """Whether a number goes on after token ``i``: "twenty-three", "two hundred and ten"."""
    form, following = sent.tokens[i].form.lower(), _value(sent.tokens[i + 1].form.lower())
    if following is None or not sent.tokens[i + 1].form.isalpha():
        return False
    return (form == "-" and value in range(20, 100, 10) and following < 10) or (
        form == "and" and value >= 100 > following
    )


def _vague(sent: Sentence, i: int) -> _Number | None:
    for length in (3, 1):
        form = " ".join(t.form.lower() for t in sent.tokens[i : i + length])
        if form in words().vague:
            return _Number(i, i + length - 1, words().vague[form], vague=True)
    return None


def _is_range(sent: Sentence, one: _Number, two: _Number) -> bool:
    """Whether only "to", "or" or "and" after "between" stands between two numbers, the larger one last."""
    between = [t.form.lower() for t in sent.tokens[one.last + 1 : two.first]]
    if len(between) != 1 or between[0] not in {w for (w,) in words().hedges["between"]} or two.value <= one.value:
        return False
    before = sent.tokens[one.first - 1].form.lower() if one.first else ""
    return between[0] != "and" or before == "between"


def _count(what: str, sent: Sentence, number: _Number, other: _Number | None, span: Span) -> Count:
    value = number.value
    if other:
        return Count(what, value, None, other.value, span)
    hedge, _ = _hedge(sent, number.first)
    if number.vague or hedge == "least":
        return Count(what, value, None if number.vague else value, None, span)
    if hedge == "most":
        return Count(what, None, value, value, span)
    if hedge == "about":
        return Count(what, value * (1 - ABOUT), value, value * (1 + ABOUT), span)
    return Count(what, value, value, value, span)


def _hedge(sent: Sentence, first: int) -> tuple[str, int]:
    """What the words before a number make of it, and how many they are: ("least", 2) for "at least"."""
    article = first > 0 and sent.tokens[first - 1].form.lower() == "a"  # "more than a dozen"
    before = tuple(t.form.lower() for t in sent.tokens[max(0, first - article - 3) : first - article])
    for name in ("least", "most", "about"):
        for hedge in words().hedges[name]:
            if before[-len(hedge) :] == hedge:
                return name, len(hedge) + article
    return "", 0


def of_event(count: Count, kind: str) -> Count:
    """The count with what it means in an event of ``kind``: people let go are freed, weapons handed over are items."""
    known = words()
    if count.what in known.people:
        return replace(count, what=known.persons.get(kind, "people"))
    if kind in known.things and count.what not in (*set(known.fates.values()), *set(known.units.values())):
        return replace(count, what="items")
    return count


# -- what is counted ---------------------------------------------------------------------------------------------------


def _counted(sent: Sentence, number: _Number) -> tuple[int, str]:
    """The token that the number hangs on, and what it counts; "" where that is nothing of an event."""
    known = words()
    inside = range(number.first, number.last + 1)
    top = next((i for i in inside if sent.tokens[i].head not in inside), number.first)
    token = sent.tokens[top]
    head = token.head if token.rel in ("nummod", "amod", "compound", "det") and token.head >= 0 else top
    if token.rel == "root" or head == top:
        below = (c for i in inside for c in sent.children(i, "nmod") if c > number.last)
        head = next(below, top)  # "dozens of people"
    if head in inside and number.last + 1 < len(sent) and sent.tokens[number.last + 1].upos == "NOUN":
        head = number.last + 1
    near = [sent.tokens[i].form.lower() for i in (number.first - 1, number.last + 1) if 0 <= i < len(sent)]
    lemmas = {sent.tokens[head].lemma.lower(), sent.tokens[head].form.lower(), *near}
    unit = next((known.units[w] for w in sorted(lemmas) if w in known.units), "")
    if unit == "idle":
        return head, ""
    if unit:
        return head, unit
    after = sent.tokens[number.last + 1].lemma.lower() if number.last + 1 < len(sent) else ""
    fate = known.fates.get(after) if head == top else None
    fate = fate or _fate(sent, head) or _fate(sent, top)
    if fate:
        return head, fate
    noun = sent.tokens[head]
    return head, noun.lemma.lower() if head not in inside and noun.upos in ("NOUN", "PROPN") else ""


def _fate(sent: Sentence, head: int) -> str:
    """What became of those counted: by the verb they depend on, or a word that hangs on them."""
    known = words().fates
    token = sent.tokens[head]
    if token.upos in ("NOUN", "ADJ") and token.lemma.lower() in known:
        return known[token.lemma.lower()]
    if token.rel in ("nsubj", "obj", "nmod", "root", "conj", "obl"):
        above = sent.tokens[token.head] if token.head >= 0 else None
        below = (sent.tokens[c] for c in sent.children(head, "acl", "amod"))
        for other in (above, *below):
            if other is not None and other.lemma.lower() in known and _is_undergone(sent, head, other.rel):
                return known[other.lemma.lower()]
    return ""


def _is_undergone(sent: Sentence, head: int, rel: str) -> bool:
    """Whether it befell them: not "twelve soldiers killed a farmer"."""
    token = sent.tokens[head]
    if token.rel != "nsubj" or token.head < 0:
        return True
    return token.deprel.endswith("pass") or not sent.children(token.head, "obj")
