"""One function for each feature by which two subjects are compared; each tells its reason with the values used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from rapidfuzz.distance import Levenshtein

from communique.lexicon import matching
from communique.merge import names as nm
from communique.merge.subjects import ChainView, EventView
from communique.model.event import MUTUAL
from communique.model.time import Basis, Interval

# Parts of names that are alike enough: swept by hand over spellings in the press ("Qassem, Qassed, Qasem Soleimani",
# "Bayraktar, Baytraktar") against brothers and namesakes ("Hassan, Hussein"; "Ilham, Heydar").
SURNAME = 0.8
GIVEN = 0.75
SHORTENED = 0.85  # a name without the second of two surnames, where something else agrees too
WORD = 0.84


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
    """How well the first names of two people fit: every one of the shorter list must stand in the longer one.

    >>> given_names(["s"], ["selcuk"]), given_names(["lutfi", "haluk"], ["selcuk"])
    (0.8, 0.0)
    """
    if not one or not two:
        return 0.0
    if "".join(one) == "".join(two):
        return 1.0
    short, long = sorted((one, two), key=len)
    fits = [max(_given(a, b) for b in long) for a in short]
    if len(fits) > 1 and min(fits) == 0.0 and sum(fits) >= len(fits) - 1.3:
        fits = [f or max(_loosely(a, b) for b in long) for f, a in zip(fits, short, strict=True)]
    return min(fits)


def _loosely(one: str, two: str) -> float:
    """One name of several may be spelled quite differently: "Abed Rabbo Mansour", "Abdu Rabbu Mansour"."""
    return GIVEN if min(len(one), len(two)) > 1 and nm.consonants(one) == nm.consonants(two) else 0.0


def _given(one: str, two: str) -> float:
    if one == two:
        return 1.0
    if 1 in (len(one), len(two)):
        return 0.8 if one[0] == two[0] else 0.0
    if min(len(one), len(two)) >= 3 and (one.startswith(two) or two.startswith(one)):
        return 0.9
    alike = nm.likeness(one, two)
    if alike >= GIVEN and _same_skeleton(one, two):
        return alike
    skeleton = nm.consonants(one)
    return GIVEN if alike >= 0.7 and len(skeleton) > 3 and skeleton == nm.consonants(two) else 0.0


def _same_skeleton(one: str, two: str) -> bool:
    """Whether two names begin alike and differ in no more than one consonant: "Hamid" and "Ahmad" do not."""
    a, b = nm.consonants(one), nm.consonants(two)
    return nm.sound(one)[0] == nm.sound(two)[0] and (a == b or Levenshtein.distance(a, b) <= 1)


def person_names(one: Sequence[str], two: Sequence[str]) -> float:
    """How well two full names fit, 0 where surname or first names speak against it.

    >>> person_names(("selcuk", "bayraktar"), ("selcuk", "baytraktar")) > 0.9
    True
    >>> person_names(("selcuk", "bayraktar"), ("lutfi", "haluk", "bayraktar"))
    0.0
    """
    if tuple(one) == tuple(two):
        return 1.0
    if "".join(one) == "".join(two):
        return 0.97
    if _shorter(one, two):
        return SHORTENED
    surname = nm.likeness(one[-1], two[-1])
    given = given_names(one[:-1], two[:-1])
    if surname < SURNAME or given == 0.0 or (surname < 0.96 and given < 0.9):
        return 0.0
    return round(0.5 * surname + 0.5 * given, 3)


def _shorter(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether one name leaves out the other's second surname: "Rodrigo Egas", "Rodrigo Egas Cevallos"."""
    short, long = sorted((tuple(one), tuple(two)), key=len)
    return 1 < len(short) < len(long) and long[: len(short)] == short and all(len(w) > 2 for w in short)


def person_conflict(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two full names cannot be one person's, even by way of a third spelling.

    >>> person_conflict(("qassam", "soleimani"), ("qassed", "soleimani"))
    False
    >>> person_conflict(("ilham", "aliyev"), ("heydar", "aliyev"))
    True
    """
    if person_names(one, two):
        return False
    if nm.likeness(one[-1], two[-1]) < SURNAME:
        return True
    short, long = sorted((one[:-1], two[:-1]), key=len)
    return any(all(a[0] != b[0] or 0 < nm.likeness(a, b) < 0.6 or len(b) == 1 for b in long) for a in short)


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


# -- events ------------------------------------------------------------------------------------------------------------

# Kinds of one PLOVER class that tell the same happening in different words.
NEIGHBOURS = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "attack/clash clash/ceasefire_violation attack/ceasefire_violation meeting/negotiation call/negotiation".split()
    )
)
# Acts by words: one report tells of several alike in one breath, so sharing participants and day is not enough.
VERBAL = frozenset("pledge praise request accusation rejection threat".split())
# Kinds that cover many sorts of acts: arresting and banning, relief and money.
BROAD = frozenset("coercion aid cooperation mobilisation sanction concession other".split())
# How many days two dates may lie apart: night and day, time zones, the day of the act and that of its announcement.
SLACK = timedelta(days=1)
INFERRED_SLACK = timedelta(days=3)
UNDATED = timedelta(days=10)  # reports of one event follow each other within days; older news comes with its date
DONE, OPEN = frozenset({"happened", "ongoing", "alleged", "denied"}), frozenset({"planned", "proposed"})


def kinds(one: EventView, two: EventView) -> Feature:
    """The same kind, or one beside it."""
    if one.kind == two.kind:
        return Feature("kind", 0.0, f"same kind {one.kind}")
    if frozenset((one.kind, two.kind)) in NEIGHBOURS:
        return Feature("kind", -0.4, f"kinds close: {one.kind} / {two.kind}")
    return Feature("kind", -1.0, f"kinds differ: {one.kind} / {two.kind}", veto=True)


def gap(one: Interval, two: Interval) -> timedelta:
    """The time between two intervals, zero where they meet."""
    return max(one.start - two.end, two.start - one.end, timedelta(0))


def dates(one: EventView, two: EventView) -> Feature | None:
    """Days that meet support, the more the fewer they are; days apart rule it out."""
    if one.date is None or two.date is None:
        return _publications(one, two)
    apart, told = gap(one.date, two.date), f"{_days(one.date)} / {_days(two.date)}"
    inferred = Basis.INFERRED in (one.date.basis, two.date.basis)
    if inferred and apart > INFERRED_SLACK:
        return Feature("date", -0.5 if apart <= UNDATED else -1.0, f"dates apart, one only inferred: {told}")
    if apart > (INFERRED_SLACK if inferred else SLACK):
        return Feature("date", -1.0, f"dates apart: {told}", veto=True)
    if apart:
        return Feature("date", 0.3 if inferred else 0.5, f"dates close: {told}")
    longest = max(one.date.days, two.date.days)
    score = 1.0 if longest <= 3 else 0.7 if longest <= 31 else 0.4
    if inferred:
        score *= 0.6
    return Feature(
        "date", round(score, 2), f"dates meet: {told}" if one.date != two.date else f"same date {_days(one.date)}"
    )


def _days(interval: Interval) -> str:
    return str(interval.start) if interval.days == 1 else f"{interval.start} to {interval.end}"


def _publications(one: EventView, two: EventView) -> Feature | None:
    """Where a date is missing: that of the report, or of the other event, stands in for it, weakly."""
    a, b = one.date or _around(one.published), two.date or _around(two.published)
    if a is None or b is None:
        return None
    apart = gap(a, b)
    if apart > UNDATED:
        return Feature("date", -0.5, f"one is undated, and its report came {apart.days} days from the other")
    return Feature("date", 0.1, "one is undated; reported within days")


def _around(day: Day | None) -> Interval | None:
    return Interval(day, day, "day", Basis.INFERRED) if day else None


def _alike(one: str, two: str) -> bool:
    """Whether two descriptions share most of their words: "Muslim leaders", "the leaders of Muslim countries"."""
    a, b = set(nm.content(one)), set(nm.content(two))
    return len(a & b) > 0.5 * min(len(a), len(b))


STATE = 0.7  # a state, and one who acts for it
LEAST_FIT = 0.25  # on average over the participants; below it speaks against


@dataclass(frozen=True)
class Cast:
    """Who is who: the entity that each chain is part of, with what is known of the entity as a whole."""

    chains: Mapping[str, ChainView]
    entity: Mapping[str, str]
    country: Mapping[str, str | None]
    named: Mapping[str, bool]
    label: Mapping[str, str]

    def fit(self, one: str, two: str) -> float:
        """How far two chains may be one participant: 1 the same, 0.7 a state and its agent, less unnamed, 0 not."""
        if one not in self.entity or two not in self.entity:
            return 0.3
        a, b = self.entity[one], self.entity[two]
        if a == b:
            return 1.0
        kind_a, kind_b = self.chains[one].kind, self.chains[two].kind
        same_country = self.country[a] is not None and self.country[a] == self.country[b]
        if same_country and "country" in (kind_a, kind_b):
            return STATE
        if self.named[a] and self.named[b]:
            return 0.1 if same_country and kind_a != kind_b else 0.0
        if self.country[a] and self.country[b] and not same_country:
            return 0.0
        if kind_a != kind_b:
            return 0.2
        return 0.6 if _alike(self.label[a], self.label[b]) else 0.4 if same_country else 0.3

    def words(self, chain: str) -> str:
        """How to speak of the chain in an explanation."""
        return self.label.get(self.entity.get(chain, ""), chain)


def participants(one: EventView, two: EventView, cast: Cast) -> tuple[Feature, ...]:
    """Actors with actors and recipients with recipients; all sides together where the event has no direction."""
    if one.kind in MUTUAL or two.kind in MUTUAL:
        return (_slot("participants", one.actors + one.recipients, two.actors + two.recipients, cast, both=True),)
    return (
        _slot("actors", one.actors, two.actors, cast),
        _slot("recipients", one.recipients, two.recipients, cast),
    )


def _slot(name: str, left: Sequence[str], right: Sequence[str], cast: Cast, both: bool = False) -> Feature:
    if not left or not right:
        return Feature(name, 0.0, f"{name} told on one side only")
    short, long = sorted((left, right), key=len)
    fits = [max((cast.fit(a, b), b) for b in long) for a in short]
    worst = min(f for f, _ in fits)
    words = ", ".join(dict.fromkeys(cast.words(a) for a in short))
    if worst == 0.0 and (both or max(f for f, _ in fits) < 1.0):
        others = ", ".join(dict.fromkeys(cast.words(b) for b in long))
        return Feature(name, -1.0, f"{name} differ: {words} / {others}", veto=True)
    score = sum(f for f, _ in fits) / len(fits)
    if score < LEAST_FIT:
        return Feature(name, -0.5, f"{name} hardly agree: {words}")
    if worst >= STATE:
        score = min(1.0, score + 0.2 * max(0, len(short) - 2))  # three parties do not meet by chance
    if both and len(short) == 1:
        score *= 0.6  # a meeting with one known side says little
    return Feature(name, round(score, 2), f"{name} agree: {words}" if worst == 1.0 else f"{name} may agree: {words}")


def places(one: EventView, two: EventView, cast: Cast) -> Feature | None:
    """The same place supports; a place in another country rules it out; another place speaks against."""
    if one.place is None or two.place is None or one.place not in cast.entity or two.place not in cast.entity:
        return None
    a, b = cast.entity[one.place], cast.entity[two.place]
    told = f"{cast.words(one.place)} / {cast.words(two.place)}"
    if a == b:
        return Feature("place", 0.7, f"same place {cast.words(one.place)}")
    country_a, country_b = cast.country[a], cast.country[b]
    if country_a and country_b and country_a != country_b:
        return Feature("place", -1.0, f"places in different countries: {told}", veto=True)
    if "country" in (cast.chains[one.place].kind, cast.chains[two.place].kind) and country_a == country_b:
        return Feature("place", 0.3, f"one place within the other: {told}")
    taken = one.kind == "territory_taken" and country_a == country_b  # each place is taken by itself
    return Feature("place", -1.0, f"places differ: {told}", veto=taken) if country_a == country_b else None


def items(one: EventView, two: EventView, cast: Cast) -> Feature | None:
    """What is given, signed or set up: the same thing supports, another named thing speaks against."""
    if not one.items or not two.items:
        return None
    fit, a, b = max((cast.fit(a, b), a, b) for a in one.items for b in two.items)
    if fit == 1.0:
        return Feature("item", 0.8, f"same item: {cast.words(a)}")
    if fit == 0.0:
        return Feature("item", -0.8, f"items differ: {cast.words(a)} / {cast.words(b)}")
    return None


def wording(one: EventView, two: EventView) -> Feature | None:
    """The words of the passages in common, beyond the commonest."""
    a, b = _stems(one.evidence), _stems(two.evidence)
    if not a or not b:
        return None
    common = a & b
    share = len(common) / min(len(a), len(b))
    if len(common) < 3 or share < 0.3:
        verbal = one.kind in VERBAL
        return Feature("wording", -0.9 if verbal else -0.4 if share < 0.15 else 0.0, "passages worded differently")
    return Feature("wording", round(min(1.0, share * 1.2), 2), f"passages share {len(common)} words")


def _stems(text: str) -> frozenset[str]:
    stop = matching().stop
    return frozenset(w[:6] for w in nm.words(text) if w not in stop and len(w) > 2)


def triggers(one: EventView, two: EventView) -> Feature | None:
    """The same word for the act supports; in a kind that covers many acts, another word speaks against."""
    a, b = (nm.words(e.trigger) for e in (one, two))
    if not a or not b or max(len(a), len(b)) > 3:
        return None
    if {w[:5] for w in a} & {w[:5] for w in b}:
        return Feature("trigger", 0.4, f"same word: {one.trigger}")
    return Feature("trigger", -1.0, f"other words: {one.trigger} / {two.trigger}") if one.kind in BROAD else None


def once(one: EventView, two: EventView, cast: Cast) -> Feature | None:
    """A person dies once: two reports of the killing of one named person tell one event, whenever they came."""
    if one.kind not in ("attack", "death") or not all(_kills(e) for e in (one, two)):
        return None
    left, right = ([c for c in e.actors + e.recipients if c in cast.entity] for e in (one, two))
    for a in left:
        if cast.chains[a].kind == "person" and cast.named[cast.entity[a]] and any(cast.fit(a, b) == 1.0 for b in right):
            return Feature("once", 1.0, f"killed once only: {cast.words(a)}")
    return None


def _kills(event: EventView) -> bool:
    return any(w.startswith(matching().killing) for w in nm.words(event.evidence))


def statuses(one: EventView, two: EventView) -> Feature | None:
    """A plan and what came of it are one event, but only where nothing else is amiss."""
    if (one.status in OPEN) == (two.status in OPEN):
        return None
    return Feature("status", -0.2, f"a plan and its fulfilment: {one.status} / {two.status}")
