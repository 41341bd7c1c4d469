"""One function for each feature by which two subjects are compared; each tells its reason with the values used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from communique import reference
from communique.lexicon import genders_differ, matching
from communique.merge import names as nm
from communique.merge.subjects import ChainView

# How well names fit, by what they have in common.
SAME, SPELLED = 0.97, 0.96  # the same letters; spellings of the same
SHORTENED = 0.85  # a name without the second of two surnames, where something else agrees too
LONG_PART = 0.92  # so too, but three names agree
TURNED = 0.9  # the surname first
SHORT_FORM = 0.79  # "Chris" may be Christopher: good for one candidate only
INITIAL = 0.78
WORD = 0.84  # likeness of letters of one word
LONG = 7  # letters of a word in which one may be wrong
WRONG_LETTER = 0.8
KNOWN_GIVEN, ROOM_GIVEN = 0.15, 0.38  # what spellings of a first name may differ by: of two known ones, of any
SKELETON, SKELETONS = 0.4, 0.84  # what two words may differ by of which one has no vowels, and how well they fit then
SURNAME = 0.8  # likeness of letters below which two surnames are no slips of one pen


@dataclass(frozen=True, slots=True)
class Feature:
    """How far one feature speaks for (score up to 1) or against (down to -1) the two being one, and why.

    ``veto`` rules it out whatever else speaks for it.
    """

    name: str
    score: float
    reason: str
    veto: bool = False


# -- names -------------------------------------------------------------------------------------------------------------


def given_names(one: Sequence[str], two: Sequence[str]) -> float:
    """How well the first names of two people fit: those of the shorter list must stand in the longer one, in order.

    An initial stands for the name at its own place: B. T. is neither D. B. nor Daniel B.

    >>> given_names(["s"], ["selcuk"]), given_names(["lutfi", "haluk"], ["selcuk"])
    (0.78, 0.0)
    """
    if not one or not two:
        return 0.0
    if "".join(one) == "".join(two):
        return 1.0
    short, long = sorted((tuple(one), tuple(two)), key=len)
    return _in_order(short, long)


def _in_order(short: Sequence[str], long: Sequence[str]) -> float:
    """The worst fit of the best way to find ``short`` in ``long``; no name is skipped before an initial."""
    if not short:
        return 1.0
    best = 0.0
    for i in range(len(long) - len(short) + 1):
        if i and 1 in (len(short[0]), len(long[i])):
            continue
        best = max(best, min(_given(short[0], long[i]), _in_order(short[1:], long[i + 1 :])))
    return best


@lru_cache(1 << 16)
def _given(one: str, two: str) -> float:
    if one == two:
        return 1.0
    if 1 in (len(one), len(two)):
        return INITIAL if nm.difference(one[0], two[0]) < nm.HARD else 0.0
    if nm.same_given(one, two):
        return 0.95
    if nm.is_patronymic(one) != nm.is_patronymic(two):
        return 0.0
    cost = nm.difference(one, two)
    both_known = nm.is_given(one) and nm.is_given(two)
    if cost <= (KNOWN_GIVEN if both_known else min(ROOM_GIVEN, 0.1 * min(len(one), len(two)))):
        return round(1.0 - cost / 5, 3)
    if _short_form(*sorted((one, two), key=len)):
        return SHORT_FORM
    known = nm.is_given(one) or nm.is_given(two)
    return WRONG_LETTER if not known and min(len(one), len(two)) >= LONG and _one_slip(one, two) else 0.0


def _short_form(short: str, long: str) -> bool:
    """Whether one name begins with another, and what follows is neither a name nor makes it one."""
    rest = long[len(short) :]
    if len(short) < 4 or not long.startswith(short) or nm.is_given(rest) or rest in nm.spelling().joined:
        return False
    return len(rest) > 1 and not (nm.is_given(short) and nm.is_given(long))


@lru_cache(1 << 16)
def _surname(one: str, two: str) -> float:
    if one == two:
        return 1.0
    if 1 in (len(one), len(two)) or genders_differ(one, two):
        return 0.0
    cost, least = nm.difference(one, two), min(len(one), len(two))
    if cost <= min(0.9, 0.07 * least + 0.13):
        return round(1.0 - cost / 6, 3)
    return WRONG_LETTER if least >= LONG and _one_slip(one, two) else 0.0


def _one_slip(one: str, two: str) -> bool:
    """Whether a single letter is wrong, left out, or changed places with the next."""
    return OSA.distance(one, two, score_cutoff=1) <= 1


def person_names(one: Sequence[str], two: Sequence[str]) -> float:
    """How well two full names fit, 0 where surname or first names speak against it.

    >>> person_names(("selcuk", "bayraktar"), ("selcuk", "baytraktar")) > 0.85
    True
    >>> person_names(("selcuk", "bayraktar"), ("lutfi", "haluk", "bayraktar"))
    0.0
    """
    return _person_names(tuple(one), tuple(two))


def _person_names(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    return _as_written(one, two) or _as_written(*_without_glued(one, two))


def _without_glued(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two names without an article that only one of them writes as part of a word: "Alhousseini", "al-Husseini"."""
    pairs = [_unglued(a, b) for a, b in zip(one, two, strict=True)] if len(one) == len(two) else []
    return (tuple(a for a, _ in pairs), tuple(b for _, b in pairs)) if pairs else (one, two)


def _unglued(one: str, two: str) -> tuple[str, str]:
    """Two words, of which one may lose an article to be spelled like the other; known first names lose nothing."""
    a, b = (w[2:] if w[:2] in ("al", "el") and len(w) >= LONG and not nm.is_given(w) else w for w in (one, two))
    alike = (a == one) != (b == two) and nm.difference(a, b) <= ROOM_GIVEN
    return (a, b) if alike else (one, two)


@lru_cache(1 << 16)
def _as_written(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    if one == two:
        return 1.0
    one, two = nm.plain(one), nm.plain(two)
    if "".join(one) == "".join(two):
        return SAME
    if nm.is_abjad(one) or nm.is_abjad(two):
        return _skeletons(one, two)
    if _shorter(one, two):
        return LONG_PART if min(len(one), len(two)) > 2 else SHORTENED
    if nm.is_syllabic(one) and nm.is_syllabic(two):
        return max(_turned(one, two), _syllables(one, two))
    surname, given = _surname(one[-1], two[-1]), given_names(one[:-1], two[:-1])
    if surname == given == 1.0:
        return 1.0
    if surname and given and (min(surname, given) > WRONG_LETTER or max(surname, given) >= 0.96):
        return min(SPELLED, round(0.5 * surname + 0.5 * given, 3)) if given > SHORT_FORM else given
    return max(_joined(one, two), _turned(one, two), _syllables(one, two))


def _joined(one: Sequence[str], two: Sequence[str]) -> float:
    """Names cut into words differently: "Jong Un", "Jongun"; "Nasr Allah", "Nasrullah"."""
    if len(one) == len(two) or abs(sum(map(len, one)) - sum(map(len, two))) > 3:
        return 0.0
    a, b = "".join(one), "".join(two)
    return 0.9 if one[0][0] == two[0][0] and nm.difference(a, b) <= 0.04 * min(len(a), len(b)) else 0.0


def _turned(one: Sequence[str], two: Sequence[str]) -> float:
    """One name with the surname first, all words else as they sound: "Orban Viktor", but not "Ali Hassan"."""
    if len(one) == len(two) == 2 and all(map(nm.is_given, one)):
        return 0.0
    turns = ("".join((*one[i:], *one[:i])) for i in (1, len(one) - 1))
    other = "".join(two)
    near = (t for t in turns if abs(len(t) - len(other)) < 3 and nm.difference(t[:1], other[:1]) < nm.HARD)
    return TURNED if any(nm.difference(turn, other) <= 0.1 for turn in near) else 0.0


def _syllables(one: Sequence[str], two: Sequence[str]) -> float:
    """Chinese and Korean names, in either order."""
    for a in (one, (*one[1:], one[0])):
        if nm.same_chinese(a, two) or nm.same_korean(a, two):
            return TURNED
    return 0.0


def _skeletons(one: Sequence[str], two: Sequence[str]) -> float:
    """Names of which one has no vowels, by their consonants, word by word and as a whole."""
    bones, flesh = (one, two) if nm.is_abjad(one) else (two, one)
    if nm.is_abjad(flesh):
        return 0.0
    whole = nm.skeleton_difference("".join(bones), "".join(flesh))
    if len(bones) != len(flesh):
        return SKELETONS if whole <= SKELETON else 0.0
    costs = [nm.skeleton_difference(a, b) for a, b in zip(bones, flesh, strict=True)]
    return SKELETONS if max(costs) <= SKELETON and sum(costs) <= 1.5 * SKELETON else 0.0


def _shorter(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether one name leaves out the other's second surname: "Rodrigo Egas", "Rodrigo Egas Cevallos"."""
    short, long = sorted((tuple(one), tuple(two)), key=len)
    if not 1 < len(short) < len(long) or any(len(w) < 3 for w in short):
        return False
    return long[: len(short)] == short or short == (long[0], long[-2])


def person_conflict(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two full names cannot be one person's, even by way of a third spelling.

    >>> person_conflict(("qassam", "soleimani"), ("qassed", "soleimani"))
    False
    >>> person_conflict(("ilham", "aliyev"), ("heydar", "aliyev"))
    True
    >>> person_conflict(("rodrigo", "egas"), ("egas", "cevallos"))
    False
    """
    if person_names(one, two) or _overlap(one, two) or _overlap(two, one):
        return False
    if genders_differ(one[-1], two[-1]):
        return True
    if nm.likeness(one[-1], two[-1]) < SURNAME and not _surname(one[-1], two[-1]):
        return True
    if len(one) == len(two) and any(nm.difference(a[0], b[0]) >= nm.HARD for a, b in zip(one, two, strict=True)):
        return True
    short, long = sorted((one[:-1], two[:-1]), key=len)
    return any(all(a[0] != b[0] or 0 < nm.likeness(a, b) < 0.6 or len(b) == 1 for b in long) for a in short)


def _overlap(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether a longer name may be cut to both: "Rodrigo Egas", "Egas Cevallos"."""
    return len(one) == len(two) == 2 and one[1] == two[0]


def word_fit(one: Iterable[str], two: Iterable[str]) -> tuple[int, int, int]:
    """How many words of two names are alike, and how many each has."""
    left, right = list(one), list(two)
    rest = list(right)
    shared = 0
    for word in left:
        twin = next((r for r in rest if r == word), None)
        twin = twin or next((r for r in rest if _one_word(word, r)), None)
        if twin is not None:
            rest.remove(twin)
            shared += 1
    return shared, len(left), len(right)


def _one_word(one: str, two: str) -> bool:
    least = min(len(one), len(two))
    return least >= 4 and nm.likeness(one, two) >= (WORD if least >= 5 else 0.96)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of the name of a body or place, countries apart: "Georgian Defence Ministry"."""

    words: tuple[str, ...]
    countries: frozenset[str]


@lru_cache(1 << 14)
def wording(name: str) -> Wording:
    """The words that tell a name from others, and the countries (alpha-3) that it names or has an adjective of.

    >>> wording("Georgian Defence Ministry") == Wording(("defense", "ministri"), frozenset({"GEO"}))
    True
    """
    rest, codes = name, set()
    for match in reversed(reference.load().countries_in(name)):
        if match.form in COUNTRY_WORDS:
            rest = f"{rest[: match.span.start]} {rest[match.span.end :]}"
            codes.add(match.alpha3)
    found = [w for w in nm.content(rest) if len(w) > 1] if rest.strip() else []
    if OFFICE in found:
        found = [w for w in found if w not in IDLE]
    return Wording(tuple(sorted(map(nm.sound, found))), frozenset(codes))


COUNTRY_WORDS = ("name", "former", "demonym")
OFFICE, IDLE = "ministry", frozenset({"affairs", "national"})  # "Foreign Ministry", "Ministry of Foreign Affairs"


def same_wording(one: str, two: str) -> bool:
    """Whether two names have the same words in whatever order, a country's name as good as its adjective.

    >>> same_wording("Georgian Defence Ministry", "Ministry of Defense of Georgia")
    True
    >>> same_wording("72nd Army", "73rd Army")
    False
    """
    a, b = wording(one), wording(two)
    if a.countries != b.countries or differently_placed(one, two) or not a.words or len(a.words) != len(b.words):
        return False
    rest = list(b.words)
    for word in a.words:
        twin = next((r for r in rest if r == word), None) or next((r for r in rest if _same_word(word, r)), None)
        if twin is None:
            return False
        rest.remove(twin)
    return True


def differently_placed(one: str, two: str) -> bool:
    """Whether two names have different words like "North" and "Lower".

    >>> differently_placed("North Kivu", "South Kivu")
    True
    """
    apart = nm.spelling().apart
    return apart.intersection(nm.words(one)) != apart.intersection(nm.words(two))


def _same_word(one: str, two: str) -> bool:
    least = min(len(one), len(two))
    return least >= 5 and (one + two).isalpha() and nm.difference(one, two) <= min(0.4, 0.06 * least)


def spelled_alike(one: str, two: str, strict: bool = False) -> bool:
    """Whether two names may be spellings of one that is not translated, however it is cut into words.

    ``strict``: one of them is known, so that the other should be.

    >>> spelled_alike("Ansar Allah", "Ansarullah"), spelled_alike("Gori", "Goris")
    (True, False)
    """
    what = matching().place
    a, b = (tuple(w for w in nm.without_articles(nm.content(n)) if w not in what) for n in (one, two))
    if not matching().institution.isdisjoint((*a, *b)):
        return False
    left, right = "".join(a), "".join(b)
    least = min(len(left), len(right))
    if least < 4 or not (left + right).isalpha():
        return False
    if nm.is_abjad(a) != nm.is_abjad(b):
        return nm.skeleton_difference(*((left, right) if nm.is_abjad(a) else (right, left))) <= SKELETON / 2
    return nm.difference(left, right) <= (0.5 if strict else 1.0) * min(0.45, 0.04 * least)


@lru_cache(1 << 14)
def known_place(name: str) -> str | None:
    """The identifier of a place that the tables have."""
    found = reference.load().place(name) or reference.load().place(nm.fold(name).title())
    return found.id if found is not None else None


@lru_cache(1 << 14)
def known_bodies(name: str) -> frozenset[str]:
    """The names of the organisations that the tables have under this one."""
    found = reference.load().actor(name)
    return frozenset((found.name, *found.alternatives)) if found is not None else frozenset()


def acronym_fits(one: str, two: str) -> bool:
    """Whether one name is made of the initials of the other.

    >>> acronym_fits("IAEA", "International Atomic Energy Agency"), acronym_fits("U.N.", "United Nations")
    (True, True)
    """
    for short, long in ((one, two), (two, one)):
        letters = short.replace(".", "")
        if not (letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 6):
            continue
        initials = nm.initials(long)
        every = "".join(w[0] for w in nm.words(long))
        if len(initials) > 1 and letters.casefold() in (initials, every):
            return True
    return False


# -- chains ------------------------------------------------------------------------------------------------------------


def references(one: ChainView, two: ChainView) -> Feature | None:
    """The same outside identifier settles it, and so do two different ones."""
    if not one.reference or not two.reference:
        return None
    if one.reference == two.reference:
        return Feature("reference", 1.0, f"same reference {one.reference}")
    return Feature("reference", -1.0, f"references differ: {one.reference} / {two.reference}", veto=True)


def countries(one: ChainView, two: ChainView) -> Feature | None:
    """The same country supports; different ones speak against."""
    if not one.country or not two.country:
        return None
    if one.country == two.country:
        return Feature("country", 0.5, f"same country {one.country}")
    return Feature("country", -1.0, f"countries differ: {one.country} / {two.country}")


def titles(one: ChainView, two: ChainView) -> Feature | None:
    """A title in common supports; people change office, so different ones say nothing."""
    common = sorted(set(one.titles) & set(two.titles))
    return Feature("title", 0.3, f"same title: {common[0]}") if common else None
