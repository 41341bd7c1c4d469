"""Weighs the features of two subjects into one score and one explanation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from communique.lexicon import matching, subject_of
from communique.merge import names as nm
from communique.merge import pairs
from communique.merge.block import family
from communique.merge.compare import (
    SHORT_FORM,
    SHORTENED,
    Feature,
    acronym_fits,
    countries,
    differently_placed,
    known_bodies,
    known_place,
    person_conflict,
    person_names,
    references,
    same_wording,
    spelled_alike,
    titles,
    word_fit,
    wording,
)
from communique.merge.subjects import ChainView, EventView
from communique.reference import load as load_reference

ENOUGH = 0.4  # probability from which two mentions are one event
COPIED = 0.99  # score of what stands at one place of a shared passage
UNSURE = 0.3  # from here on undecided: worth a person's look
_CACHE = 1 << 16
CONFLICT = 0.1  # below it a mention does not join an event for the sake of another


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
    if name is None or not name.score:
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
    if one.kind == two.kind == "agreement" and subjects_apart(one, two):
        return True
    country = countries(one, two)
    return country is not None and country.score < 0 and bool(one.names and two.names) and one.kind != "person"


def subjects_apart(one: ChainView, two: ChainView) -> bool:
    """Whether two agreements, not both called by a name, are told to be about things of which none is the same."""
    if one.names and two.names:
        return False
    a, b = matter(one), matter(two)
    return bool(a and b) and a.isdisjoint(b)


def matter(view: ChainView) -> frozenset[str]:
    """The beginnings of the words that say what an agreement is about; a name of one such word may be a town's."""
    found = frozenset(word for name in (*view.names, *view.nominals) for word in _subject(name))
    return found if not view.names or len(found) > 1 else frozenset()


@lru_cache(_CACHE)
def _subject(name: str) -> frozenset[str]:
    """The same of one name or description, without the states that it is with."""
    for match in reversed(load_reference().countries_in(name)):
        name = f"{name[: match.span.start]} {name[match.span.end :]}"
    return subject_of(word for word in nm.words(name) if len(word) > 2 and not word.isdigit())


def _person(one: ChainView, two: ChainView) -> Feature | None:
    if min(len(one.full), len(two.full)) < 2:
        return None
    fit = person_names(one.full, two.full)
    if not fit:
        return None
    if fit == SHORTENED and not _second_surname(one, two):
        return None
    loose = fit == SHORTENED or fit <= SHORT_FORM
    return Feature("part" if loose else "name", fit, _agree(one.label, two.label, fit))


def _second_surname(one: ChainView, two: ChainView) -> bool:
    """Whether nothing speaks against a shortened name; a father's or a clan's name is no second surname."""
    families = matching().particles & {w for view in (one, two) for name in view.names for w in nm.words(name)}
    return not families and (bool(set(one.titles) & set(two.titles)) or one.country == two.country)


def _agree(one: str, two: str, fit: float) -> str:
    return f"same name: {one}" if one == two else f"names agree ({fit:.2f}): {one} / {two}"


def _thing(one: ChainView, two: ChainView) -> Feature | None:
    found = [f for a in one.names for b in two.names if (f := _thing_names(a, b, one, two)) is not None]
    return max(found, key=lambda f: (f.score, f.reason), default=None)


def _thing_names(a: str, b: str, one: ChainView, two: ChainView) -> Feature | None:
    left, right = nm.content(a), nm.content(b)
    if not left or not right:
        return None
    if set(left) == set(right):
        return Feature("name" if _telling(left, one, two) else "part", 1.0, _agree(a, b, 1.0))
    if one.kind == "place":
        return _place_names(a, b, one, two)
    if acronym_fits(a, b):
        return Feature("name", 0.9, f"initials agree: {a} / {b}")
    if one.kind != "country" and (known := _known(a, b)) is not None:
        return known
    if not wording(a).countries.isdisjoint(wording(b).countries) and same_wording(a, b):
        return Feature("name", 0.93, _agree(a, b, 0.93))
    if _foreign(a, b):
        return None
    if same_wording(a, b):
        return Feature("name" if _telling(left, one, two) else "part", 0.93, _agree(a, b, 0.93))
    shared, n, m = word_fit(left, right)
    same_country = one.country is not None and one.country == two.country
    if one.kind == "country" or shared < min(n, m):
        if one.kind != "country" and spelled_alike(a, b):
            return Feature("name", 0.85, _agree(a, b, 0.85))
        return _most_words(a, b, shared, n, m, one)
    if shared >= 2 or (same_country and left[0] == right[0] and left[0] not in matching().institution):
        fit = 0.85 if same_country else 0.8
        return Feature("part", fit, f"one name within the other: {a} / {b}")
    return None


def _known(a: str, b: str) -> Feature | None:
    """What the tables know of two names: the same organisation, or two."""
    left, right = known_bodies(a), known_bodies(b)
    if not left or not right:
        return None
    if left.isdisjoint(right):
        return Feature("known", 0.0, "")
    words = set(nm.content(a)), set(nm.content(b))
    within = words[0] < words[1] or words[1] < words[0]
    sure = len(left | right) == 1 and not within
    return Feature("name" if sure else "part", 0.93, f"names of one organisation: {a} / {b}")


def _foreign(a: str, b: str) -> bool:
    """Whether two names name different countries."""
    left, right = wording(a).countries, wording(b).countries
    return bool(left) and bool(right) and left != right


def _place_names(a: str, b: str, one: ChainView, two: ChainView) -> Feature | None:
    """One place in two transliterations or languages; the tables hold apart what they know for two."""
    if differently_placed(a, b):
        return None
    known = known_place(a), known_place(b)
    if all(known):
        return Feature("name", 0.93, f"names of one place: {a} / {b}") if known[0] == known[1] else None
    if one.country is not None and two.country is not None and one.country != two.country:
        return None
    if spelled_alike(a, b, strict=any(known)) and not (one.reference and two.reference):
        return Feature("name", 0.85, _agree(a, b, 0.85))
    shared, n, m = word_fit(nm.content(a), nm.content(b))
    same_country = one.country is not None and one.country == two.country
    if shared == min(n, m) and (shared >= 2 or (same_country and nm.content(a)[0] == nm.content(b)[0])):
        return Feature("part", 0.85 if same_country else 0.8, f"one name within the other: {a} / {b}")
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


def compare_events(one: EventView, two: EventView, scene: pairs.Scene, shared: bool) -> Verdict:
    """Whether two event mentions are one event; ``shared`` tells that they stand at one place of a shared passage."""
    if shared and pairs.class_of(one.kind) == pairs.class_of(two.kind):
        return Verdict(COPIED, "told at the same place of a shared passage")
    if pairs.ruled_out(one, two, scene.cast):
        return NO
    found = pairs.features(one, two, scene)
    score = _probability(found)
    why = pairs.told(found) if score >= UNSURE else ""
    return Verdict(round(score, 3), why, loose=score < ENOUGH)


def likelihood(one: EventView, two: EventView, scene: pairs.Scene) -> float:
    """The probability that two event mentions are one event, 0 where that is ruled out."""
    return 0.0 if pairs.ruled_out(one, two, scene.cast) else _probability(pairs.features(one, two, scene))


def _probability(found: Iterable[pairs.Feature]) -> float:
    return 1 / (1 + exp(-pairs.log_odds(found)))


def events_conflict(one: EventView, two: EventView, scene: pairs.Scene) -> bool:
    """Whether two event mentions cannot be one, though each may be one with a third."""
    return likelihood(one, two, scene) < CONFLICT
