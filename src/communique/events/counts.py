"""Numbers that an event's sentence tells: how many, of what, and whether that is a bound or a guess.

"At least twelve soldiers were killed" counts ``killed`` with 12 as the least, "some 1,500 people took part" people.
Times, distances, shares and ages count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique import reference
from communique.lexicon import table
from communique.model.event import Count
from communique.model.language import HYPHENS, Sentence
from communique.model.span import Span, hull

_DIGITS = re.compile(r"\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_GROUP = re.compile(r"\d{1,3}")
_AMBIGUOUS = re.compile(r"\d{1,3}\.\d{3}")  # a thousand here, a fraction there
ABOUT = 0.1  # by how much a guess may be out
MOST = 1e15  # beyond it no number counts what an event did


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
    several: frozenset[str]
    besides: frozenset[str]
    cubic: frozenset[str]
    numbered: frozenset[str]
    puts: frozenset[str]
    by: tuple[str, ...]
    nobody: frozenset[str]
    none: frozenset[str]
    losses: Mapping[str, tuple[str, ...]]


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
    return Words(
        row["values"],
        row["multipliers"],
        row["vague"],
        hedges,
        fates,
        units,
        people,
        persons,
        things,
        frozenset(row["several"]),
        frozenset(row["besides"]),
        frozenset(row["cubic"]),
        frozenset(row["numbered"]),
        frozenset(row["again"]["puts"]),
        tuple(row["again"]["by"]),
        frozenset(row["nobody"]["words"]),
        frozenset(row["nobody"]["before"]),
        {word: tuple(whats.split()) for word, whats in row["nobody"]["losses"].items()},
    )


@dataclass(frozen=True, slots=True)
class _Number:
    """A number at tokens ``first`` to ``last``: its value, or the least that a vague word means."""

    first: int
    last: int
    value: float
    vague: bool = False


def counts_in(sent: Sentence, times: Sequence[Span]) -> Iterator[tuple[int, Count]]:
    """The numbers of a sentence that count something, each with the token it hangs on; ``times`` count nothing.

    A count of nothing ("") counts again what an earlier sentence counted: "the police put them at 400".
    """
    found = [n for n in _numbers(sent) if not any(t.overlaps(sent.tokens[n.first].span) for t in times)]
    skip, before = -1, ""
    for k, number in enumerate(found):
        if k == skip:
            continue
        other = found[k + 1] if k + 1 < len(found) and _is_range(sent, number, found[k + 1]) else None
        skip = k + 1 if other else -1
        head, what = _counted(sent, other or number)
        again = not what and _counts_again(sent, other or number)
        if again:
            head, what = number.first, _loss_put(sent, number) or before
        if what or again:
            last = max(head, (other or number).last)
            span = hull(sent.tokens[i].span for i in range(number.first - _hedge(sent, number.first)[1], last + 1))
            before = what
            yield head, _count(what, sent, number, other, span)
    yield from _nobody(sent)


def numbers_in(sent: Sentence, times: Sequence[Span]) -> Iterator[tuple[range, Count]]:
    """Every number of a sentence that is no time, with its tokens; it counts what its noun names, or nothing ("")."""
    for number in _numbers(sent):
        if any(t.overlaps(sent.tokens[number.first].span) for t in times):
            continue
        _, what = _counted(sent, number)
        span = hull(sent.tokens[i].span for i in range(number.first - _hedge(sent, number.first)[1], number.last + 1))
        yield range(number.first, number.last + 1), _count(what, sent, number, None, span)


def _counts_again(sent: Sentence, number: _Number) -> bool:
    """Whether a number without a noun is somebody's count: "400, according to the police", "put them at 400"."""
    following = sent.tokens[number.last + 1] if number.last + 1 < len(sent) else None
    if following is not None and following.upos in ("NOUN", "PROPN", "ADJ", "SYM", "NUM"):
        return False
    if _form(sent, number.first - 1 - _hedge(sent, number.first)[1]) == "at":
        return any(sent.tokens[i].lemma.lower() in words().puts for i in sent.ancestors(number.first))
    above = sent.tokens[number.first].head
    if sent.tokens[number.first].rel == "nsubj" and above >= 0 and sent.tokens[above].rel == "ccomp":
        return True  # "insisted that ten had come"
    behind = " ".join(t.form.lower() for t in sent.tokens[number.last + 1 : number.last + 4])
    return any(behind.startswith(source) for source in words().by)


def _loss_put(sent: Sentence, number: _Number) -> str:
    """What became of those counted in "put the toll at 19"."""
    known = words()
    puts = [i for i in sent.ancestors(number.first) if sent.tokens[i].lemma.lower() in known.puts]
    objects = (sent.tokens[c].lemma.lower() for i in puts for c in sent.children(i, "obj", "nsubj"))
    return next((known.fates[word] for word in objects if word in known.fates), "")


def _nobody(sent: Sentence) -> Iterator[tuple[int, Count]]:
    """ "No one was killed", "there were no casualties": told as the number 0."""
    known = words()
    for i, token in enumerate(sent.tokens):
        form = token.form.lower()
        if form not in known.nobody and (form not in known.none or token.head <= i):
            continue
        head = i if form in known.nobody else token.head
        noun = sent.tokens[head].lemma.lower()
        whats = known.losses.get(noun, ())
        if not whats and (head == i or noun in known.people | {"one"} or sent.tokens[head].upos == "PROPN"):
            whats = tuple(filter(None, (_fate(sent, head),)))
        for what in whats:
            yield head, Count(what, 0.0, 0.0, 0.0, hull(sent.tokens[k].span for k in (i, head)))


def _numbers(sent: Sentence) -> Iterator[_Number]:
    forms, i = [_without_stop(t.form.lower()) for t in sent.tokens], 0
    while i < len(forms):
        number = None if _is_in_name(sent, i) else _vague_at(forms, i) or _number_at(sent, forms, i)
        if number is None:
            i += 1
            continue
        if number.value <= MOST and not _is_none(forms, number):
            yield number
        i = number.last + 1


def _without_stop(form: str) -> str:
    """ "bn" of "$2bn." at the end of a sentence."""
    return form[:-1] if form.endswith(".") and form[:-1] in words().multipliers else form


def _is_in_name(sent: Sentence, i: int) -> bool:
    """Whether digits end a name or a word: "S-400", "pre-2014"."""
    if i < 2 or not sent.tokens[i].form[:1].isdigit() or sent.tokens[i - 1].form not in HYPHENS:
        return False
    before, hyphen, own = (sent.tokens[k] for k in (i - 2, i - 1, i))
    joined = before.span.end == hyphen.span.start and hyphen.span.end == own.span.start
    return joined and before.form.isalpha() and _value(before.form.lower()) is None


def _is_none(forms: Sequence[str], number: _Number) -> bool:
    """Whether it counts nothing after all: "no one", "none of the 12", "one of", "one in ten"."""
    before = forms[: number.first]
    part = number.value == 1 and forms[number.last + 1 : number.last + 2] in (["of"], ["in"])
    share = before[-1:] == ["in"] and any(_value(form) is not None for form in before[-3:-1])  # "nine voters in ten"
    return (
        part or share or before[-1:] == ["no"] or before[-3:] == ["none", "of", "the"] or before[-2:] == ["one", "in"]
    )


def _vague_at(forms: Sequence[str], i: int) -> _Number | None:
    """ "Dozens", "tens of thousands", "several hundred": the least that is meant."""
    known = words()
    if forms[i] in known.several and i + 1 < len(forms) and forms[i + 1] in known.multipliers:
        return _Number(i, i + 1, 2 * known.multipliers[forms[i + 1]], vague=True)
    for length in (3, 1):
        form = " ".join(forms[i : i + length])
        if form in known.vague:
            return _Number(i, i + length - 1, known.vague[form], vague=True)
    return None


def _number_at(sent: Sentence, forms: Sequence[str], i: int) -> _Number | None:
    """The number that begins at token ``i``: "20 000", "two hundred and ten", "1.5 million", "half a dozen"."""
    known = words()
    k, total, value = i, 0.0, _value(forms[i])
    if forms[i] == "half" and forms[i + 1 : i + 2] in (["a"], ["-"]) and forms[i + 2 : i + 3] == ["dozen"]:
        return _Number(i, i + 2, 6.0)
    if forms[i : i + 2] == ["half", "a"] and forms[i + 2 : i + 3] and forms[i + 2] in known.multipliers:
        return _Number(i, i + 2, known.multipliers[forms[i + 2]] / 2)
    if value is None and not (_stands_for_one(forms, i) and i + 1 < len(forms)):
        return None
    if value is None:
        k, value = (i if forms[i] in known.multipliers else i + 1), 1.0
    else:
        k += 1
        while _GROUP.fullmatch(forms[k - 1]) and k < len(forms) and _is_group(sent, k):
            value, k = value * 1000 + float(forms[k]), k + 1
    while k < len(forms):
        following = _value(forms[k + 1]) if k + 1 < len(forms) else None
        if forms[k] in known.multipliers:
            value *= known.multipliers[forms[k]]
            if known.multipliers[forms[k]] >= 1000:
                total, value = total + value, 0.0
        elif (part := _value(forms[k])) is not None and forms[k].isalpha() and _adds_up(value or total, part):
            value += part
        elif not (
            forms[k] in ("-", "and") and following and forms[k + 1].isalpha() and _adds_up(value or total, following)
        ):
            break
        k += 1
    return _Number(i, k - 1, total + value)


def _stands_for_one(forms: Sequence[str], i: int) -> bool:
    """ "A hundred", "a million", "dozen": one of them."""
    known = words().multipliers
    return forms[i] == "dozen" or (
        forms[i] in ("a", "an") and len(forms) > i + 1 and len(forms[i + 1]) > 2 and forms[i + 1] in known
    )


def _adds_up(value: float, part: float) -> bool:
    """Whether ``part`` is said after ``value`` as the rest of one number: "twenty three", "two hundred ten"."""
    if value >= 1000:
        return part < 1000 and value % 1000 == 0
    return (value >= 100 and value % 100 == 0 and part < 100) or (20 <= value < 100 and value % 10 == 0 and part < 10)


def _is_group(sent: Sentence, i: int) -> bool:
    """Whether token ``i`` goes on a number written in groups of three digits: the "000" of "20 000"."""
    one, two = sent.tokens[i - 1].span, sent.tokens[i].span
    return bool(re.fullmatch(r"\d{3}", sent.tokens[i].form)) and two.start == one.end + 1


def _value(form: str) -> float | None:
    if _DIGITS.fullmatch(form) and not _AMBIGUOUS.fullmatch(form):
        return float(re.sub(r"[^\d.]", "", form)) if len(form) < 20 else float("inf")
    known = words().values
    tens, _, ones = form.partition("-")
    if ones:
        return float(known[tens] + known[ones]) if known.get(tens, 0) >= 20 and 0 < known.get(ones, 0) < 10 else None
    return float(known[form]) if form in known else None


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
    if _form(sent, number.last + 1) in words().besides:
        return Count(what, value, None, None, span)
    hedge, _ = _hedge(sent, number.first)
    if number.vague or hedge == "least":
        return Count(what, value, None if number.vague else value, None, span)
    if hedge == "most":
        return Count(what, None, value, value, span)
    if hedge == "about":
        return Count(what, value * (1 - ABOUT), value, value * (1 + ABOUT), span)
    return Count(what, value, value, value, span)


def _hedge(sent: Sentence, first: int) -> tuple[str, int]:
    """What the words before a number make of it, and how many they are: ("least", 2) for "at least".

    The "over" of "handed over four guns" goes with the verb; the sign of "more than $2bn" stands between.
    """
    sign = first > 1 and not (form := sent.tokens[first - 1].form).isalnum() and words().units.get(form) == "money"
    if sign:
        name, length = _hedge(sent, first - 1)
        return (name, length + 1) if name else ("", 0)
    article = first > 0 and sent.tokens[first - 1].form.lower() == "a"  # "more than a dozen"
    before = tuple(t.form.lower() for t in sent.tokens[max(0, first - article - 3) : first - article])
    for name in ("least", "most", "about"):
        for hedge in words().hedges[name]:
            if before[-len(hedge) :] == hedge and sent.tokens[first - article - 1].deprel != "compound:prt":
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


def _form(sent: Sentence, i: int) -> str:
    return sent.tokens[i].form.lower() if 0 <= i < len(sent) else ""


def tells_loss(count: Count) -> bool:
    """Whether it is of people to whom something was done, or of a sum: of an act, without a word for it."""
    known = words()
    return count.what in known.fates.values() or count.what in known.units.values()


# -- what is counted ---------------------------------------------------------------------------------------------------


def _counted(sent: Sentence, number: _Number) -> tuple[int, str]:
    """The token that the number hangs on, and what it counts; "" where that is nothing of an event."""
    known = words()
    if _form(sent, number.first - 1) in known.numbered:
        return number.first, ""
    inside = range(number.first, number.last + 1)
    top = next((i for i in inside if sent.tokens[i].head not in inside), number.first)
    token = sent.tokens[top]
    head = token.head if token.rel in ("nummod", "amod", "compound", "det") and token.head >= 0 else top
    if _stands_alone(sent, number, head):
        head = top
    if token.rel == "root" or head == top:
        under = [c for i in inside for c in sent.children(i, "nmod") if c not in inside]
        below = (c for c in under if not _stands_alone(sent, number, c))
        head = next(below, top)  # "dozens of people"
    if head in inside and number.last + 1 < len(sent) and sent.tokens[number.last + 1].upos == "NOUN":
        head = number.last + 1
    near = [sent.tokens[i].form.lower() for i in (number.first - 1, number.last + 1) if 0 <= i < len(sent)]
    lemmas = {sent.tokens[head].lemma.lower(), sent.tokens[head].form.lower(), *near}
    unit = next((known.units[w] for w in sorted(lemmas) if w in known.units), "")
    if unit == "idle" and not known.cubic.isdisjoint(near):
        return head, "volume"
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
    if (head in inside and number.vague and token.rel in ("nsubj", "obj")) or _is_demonym(noun.form):
        return head, "people"  # "thousands marched", "500 Iranians"
    return head, noun.lemma.lower() if head > number.last and noun.upos in ("NOUN", "PROPN") else ""


def _is_demonym(form: str) -> bool:
    """Whether a word in the plural names people by their state: "Iranians"."""
    return form[:1].isupper() and form.endswith("s") and bool(reference.load().demonyms_in(form))


def _stands_alone(sent: Sentence, number: _Number, head: int) -> bool:
    """Whether a preposition parts a number from the noun it seems to count: "three by the army's account"."""
    return (
        head > number.last + 1 and sent.tokens[number.last + 1].upos == "ADP" and _form(sent, number.last + 1) != "of"
    )


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
    below = [c for c in sent.children(token.head, "obj", "obl") if sent.tokens[c].deprel in ("obj", "obl")]
    objects = [sent.tokens[c].lemma.lower() for c in below if not sent.children(c, "case")]  # whatever the parse says
    return token.deprel.endswith("pass") or not objects or objects == ["life"]  # "who lost their lives"
