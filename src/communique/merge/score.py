"""Weighs the features of two subjects into one score and one explanation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from communique.lexicon import matching
from communique.merge import names as nm
from communique.merge.block import family
from communique.merge.compare import (
    OPEN,
    SHORTENED,
    VERBAL,
    Cast,
    Feature,
    acronym_fits,
    countries,
    dates,
    items,
    kinds,
    once,
    participants,
    person_conflict,
    person_names,
    places,
    references,
    statuses,
    titles,
    triggers,
    word_fit,
    wording,
)
from communique.merge.subjects import ChainView, EventView

# Points that a feature's full score is worth. A meeting of two named people (3) on one day (2) stands by itself;
# without a date it needs the same place and much the same words.
WEIGHTS: Mapping[str, float] = {
    "passage": 4.0,
    "once": 2.5,
    "participants": 3.0,
    "actors": 2.0,
    "recipients": 2.0,
    "date": 2.0,
    "place": 1.0,
    "item": 1.5,
    "wording": 1.5,
    "trigger": 1.0,
    "kind": 1.0,
    "status": 1.0,
    "report": 1.0,
}
ENOUGH = 4.0
PASSING_WORDS = 12  # of evidence; a mention so short only points back
ECHOED = {"actors": 0.7, "recipients": 0.7, "participants": 0.6, "place": 0.7}  # what makes a mention an echo
NEARLY = 3.4  # from here on undecided: worth a person's look


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely two subjects are one (0 to 1), why, and whether the fit is ``loose``: good for one candidate only."""

    score: float
    explanation: str
    loose: bool = False


NO = Verdict(0.0, "")


def _told(features: Iterable[Feature | None]) -> str:
    return "; ".join(f.reason for f in features if f is not None and f.score)


# -- chains ------------------------------------------------------------------------------------------------------------


def compare_chains(one: ChainView, two: ChainView) -> Verdict:
    """Whether two named chains of different reports are one thing."""
    if family(one.kind) != family(two.kind):
        return NO
    reference = references(one, two)
    if reference is not None and reference.veto:
        return NO
    country = countries(one, two)
    name = _person(one, two) if one.kind == "person" else _thing(one, two)
    if name is None:
        return NO
    exact = name.score >= 0.97
    if country is not None and country.score < 0 and not (exact and one.kind == "person"):
        return NO
    extra = sum(0.05 for f in (country, titles(one, two)) if f is not None and f.score > 0)
    less = 0.15 if country is not None and country.score < 0 else 0.0
    score = min(0.99, name.score - 0.05 + extra - less)
    return Verdict(round(score, 3), _told((name, country, titles(one, two))), loose=name.name == "part")


def chains_conflict(one: ChainView, two: ChainView) -> bool:
    """Whether two chains cannot be one, though each may be one with a third."""
    reference = references(one, two)
    if reference is not None and reference.veto:
        return True
    if one.kind == "person" and two.kind == "person" and min(len(one.full), len(two.full)) > 1:
        if one.report == two.report:  # the reader of the report held them apart
            return person_names(one.full, two.full) < 0.9
        return person_conflict(one.full, two.full)
    country = countries(one, two)
    return country is not None and country.score < 0 and bool(one.names and two.names) and one.kind != "person"


def _person(one: ChainView, two: ChainView) -> Feature | None:
    if min(len(one.full), len(two.full)) < 2:
        return None
    fit = person_names(one.full, two.full)
    if not fit:
        return None
    if fit == SHORTENED and not _second_surname(one, two):
        return None
    initial = fit < 0.97 and any(len(w) == 1 for w in (*one.full[:-1], *two.full[:-1]))
    return Feature("part" if initial or fit == SHORTENED else "name", fit, _agree(one.label, two.label, fit))


def _second_surname(one: ChainView, two: ChainView) -> bool:
    """Whether more than a shortened name says that two are one; a father's or a clan's name is no second surname."""
    families = matching().particles & {w for view in (one, two) for name in view.names for w in nm.words(name)}
    same_title = bool(set(one.titles) & set(two.titles))
    return not families and (same_title or (one.country is not None and one.country == two.country))


def _agree(one: str, two: str, fit: float) -> str:
    return f"same name: {one}" if one == two else f"names agree ({fit:.2f}): {one} / {two}"


def _thing(one: ChainView, two: ChainView) -> Feature | None:
    found = [f for a in one.names for b in two.names if (f := _thing_names(a, b, one, two)) is not None]
    return max(found, key=lambda f: (f.score, f.reason), default=None)


def _thing_names(a: str, b: str, one: ChainView, two: ChainView) -> Feature | None:
    left, right = nm.content(a), nm.content(b)
    if set(left) == set(right):
        return Feature("name" if _telling(left, one, two) else "part", 1.0, _agree(a, b, 1.0))
    if acronym_fits(a, b):
        return Feature("name", 0.9, f"initials agree: {a} / {b}")
    shared, n, m = word_fit(left, right)
    same_country = one.country is not None and one.country == two.country
    if shared == n == m:
        return Feature("name", 0.93, _agree(a, b, 0.93))
    if one.kind == "place":
        return _place_names(a, b, one, two)
    if one.kind == "country" or shared < min(n, m):
        return _most_words(a, b, shared, n, m, one)
    if shared >= 2 or (same_country and left[0] == right[0] and left[0] not in matching().institution):
        fit = 0.85 if same_country else 0.8
        return Feature("part", fit, f"one name within the other: {a} / {b}")
    return None


def _place_names(a: str, b: str, one: ChainView, two: ChainView) -> Feature | None:
    """One place with and without the word for what it is, or in two transliterations within one country."""
    if one.country is None or one.country != two.country:
        return None
    what = matching().place
    left, right = ([w for w in nm.content(n) if w not in what] for n in (a, b))
    alike = nm.likeness("".join(left), "".join(right))
    if alike >= 0.8 and not (one.reference and two.reference):
        return Feature("name", 0.85, _agree(a, b, alike))
    return None


def _telling(words: Sequence[str], one: ChainView, two: ChainView) -> bool:
    """Whether a name stands for one thing by itself: "Baykar" does, "Defence Ministry" needs its country."""
    return one.country == two.country or not set(words) <= matching().institution


def _most_words(a: str, b: str, shared: int, n: int, m: int, one: ChainView) -> Feature | None:
    """Long descriptive names of bodies and agreements rarely match to the word."""
    if one.kind in ("body", "agreement", "award", "equipment") and shared >= 3 and shared >= 0.75 * min(n, m):
        return Feature("part", 0.8, f"names share {shared} words: {a} / {b}")
    return None


# -- events ------------------------------------------------------------------------------------------------------------


def event_features(one: EventView, two: EventView, cast: Cast) -> list[Feature] | None:
    """All features of two event mentions; None where one of them rules out that the two are one."""
    found: list[Feature] = []
    steps = (
        lambda: (kinds(one, two), dates(one, two)),
        lambda: participants(one, two, cast),
        lambda: (places(one, two, cast), items(one, two, cast), once(one, two, cast), statuses(one, two)),
    )
    for step in steps:
        for feature in step():
            if feature is None:
                continue
            if feature.veto:
                return None
            found.append(feature)
    return found


def compare_events(one: EventView, two: EventView, cast: Cast, shared: bool) -> Verdict:
    """Whether two event mentions are one event; ``shared`` tells that they stand at one place of a shared passage."""
    features = event_features(one, two, cast)
    if features is None or _one_sentence(one, two):
        return NO
    if shared:
        features.insert(0, Feature("passage", 1.0, "told at the same place of a shared passage"))
    features.extend(f for f in (wording(one, two), triggers(one, two)) if f is not None)
    if one.report == two.report:
        features.append(_within(one, two))
    points = sum(WEIGHTS[f.name] * f.score for f in features)
    return Verdict(round(1 / (1 + exp(ENOUGH - points)), 3), _told(features), loose=points < ENOUGH)


def _within(one: EventView, two: EventView) -> Feature:
    """One report tells an event again in other words, or tells of several much alike."""
    if one.kind in VERBAL:
        return Feature("report", -2.5, "one report, acts by words")
    if _in_passing(max(one, two, key=lambda v: v.key)):
        return Feature("report", -0.3, "one report, told again in passing")
    return Feature("report", -1.8, "one report")


def is_echo(view: EventView) -> bool:
    """Whether a mention may only tell again what its report has told: an act, not words, without a date of its own."""
    return view.kind not in VERBAL and _is_undated(view)


def echoes(echo: EventView, other: EventView, cast: Cast) -> str:
    """Why a mention may tell again an event of its report that tells more; empty where it does not.

    A party or the place must be the same, nothing may differ, and what is planned is no echo of what was done.
    """
    if echo.key == other.key or _one_sentence(echo, other) or _standing(echo) != _standing(other):
        return ""
    if is_echo(other) and (len(other.actors) + len(other.recipients), echo.key) < (
        len(echo.actors) + len(echo.recipients), other.key
    ):  # fmt: skip
        return ""  # of two without a date the fuller one is the event
    features = event_features(echo, other, cast)
    if features is None or any(f.score < 0 for f in features if f.name in ("actors", "recipients", "participants")):
        return ""
    held = [f for f in features if f.score >= ECHOED.get(f.name, 2.0)]
    return f"one report, told again without a date; {_told(held)}" if held else ""


def last_told(echo: EventView, others: Iterable[EventView], cast: Cast) -> EventView | None:
    """The event of this kind last told before "the attack", if nothing speaks against its being that one."""
    before = [o for o in others if o.kind == echo.kind and o.key != echo.key and _precedes(o, echo)]
    for other in sorted(before, key=lambda o: (o.trigger_span, o.key), reverse=True):
        if _standing(other) == _standing(echo) and event_features(echo, other, cast) is not None:
            return other
    return None


def _precedes(one: EventView, two: EventView) -> bool:
    a, b = one.trigger_span, two.trigger_span
    return a is not None and b is not None and a.end <= b.start and not _one_sentence(one, two)


def _standing(view: EventView) -> str:
    """What is done, what one side says was done, and what is yet to come do not tell each other again."""
    return "open" if view.status in OPEN else "told" if view.status in ("alleged", "denied") else "done"


def _is_undated(view: EventView) -> bool:
    """Whether no words tell a date of its own."""
    return view.date is None or view.date_span is None


def _in_passing(view: EventView) -> bool:
    """A mention with no date of its own and few words: "the Iranian attack"."""
    return _is_undated(view) and len(view.evidence.split()) <= PASSING_WORDS


def _one_sentence(one: EventView, two: EventView) -> bool:
    """ "Trump will meet Salman, Netanyahu and Abbas": one sentence that lists several acts tells several events."""
    a, b = one.evidence_span, two.evidence_span
    return one.report == two.report and a is not None and b is not None and a.overlaps(b)


UNDECIDED = round(1 / (1 + exp(ENOUGH - NEARLY)), 3)


def events_conflict(one: EventView, two: EventView, cast: Cast) -> bool:
    """Whether two event mentions cannot be one, though each may be one with a third."""
    return event_features(one, two, cast) is None
