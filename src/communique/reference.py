"""Reference tables: what names of countries, places and well known actors stand for.

Everything here is a pure lookup in tables that ship with the package (see ``data/reference/NOTICE.md``). A match says
what else its words may mean; whether that reading holds in a report is for the caller, who sees the context.

>>> reference = load()
>>> reference.country("Kyiv")
CountryMatch(alpha3='UKR', form='capital', span=Span(start=0, end=4), senses=(), alternatives=())
>>> reference.place("Shusha").country, reference.actor("PKK").sector
('AZE', 'REB')
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, Literal

from communique.lexicon import table, word_set
from communique.model.span import Span

Form = Literal["name", "former", "demonym", "capital", "seat"]

FORM_ORDER: tuple[Form, ...] = ("name", "demonym", "former", "capital", "seat")
REGION_WEIGHT = 1_500_000  # a region competes with cities of its name as if it had so many people: "Victoria"
CAPITAL_WEIGHT = 3  # a capital beats a namesake up to three times its size
ALTERNATE_WEIGHT = 0.2  # a name that is not the main one must belong to a city five times larger to win
SMALL_TOWN = 1000  # what a town counts whose people are not known here
RIVAL_SHARE = 0.25  # a namesake abroad with a quarter of the winner's weight makes the match ambiguous
NEARBY_SHARE = 0.01  # London, Ontario has a hundredth of London's weight; Paris, Texas has less and never wins

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h", "ŋ": "n"}
    | dict.fromkeys("'’‘ʼʻʿʾ`´′.", "")
    | dict.fromkeys("-‐‑–—_", " ")
)
_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*|\d+")
_POSSESSIVE = re.compile(r"(?:['’ʼ`][sS]|['’ʼ`])$")
_GAP = re.compile(r"[ \u00a0\n]|[-‐‑–]|, ?| ?& ?")
_ABBREVIATION_GAP = re.compile(r"\. ?")
_HYPHENS = frozenset("-‐‑–")
_ARABIC_ARTICLES = frozenset("Al El Ad An Ar As At Ash Ed Er Es Ez".split())  # small or capital as a paper likes
_ARABIC_ARTICLE = re.compile(rf"(?:{'|'.join(sorted(_ARABIC_ARTICLES)).lower()})[- ][A-Z]")
_LONGEST_LEAD = 80  # characters within which a phrase must name its country: longer than any name here


@dataclass(frozen=True, slots=True)
class Country:
    """A country, territory or former state.

    ``kind`` is "state", "territory" (has a code without being sovereign) or "former". ``alpha3`` of a
    former state is its code in ISO 3166-3, ``"SUN"``.
    """

    alpha3: str
    alpha2: str
    name: str
    kind: str
    population: int
    capital: str
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """Words that stand for a country.

    ``form`` tells how: "name", "former" (Burma), "demonym" (Azeri, Turks), "capital" (Baku) or "seat" (Kremlin).
    ``senses`` says what else the words mean ("US state", "given name", "word": a common word), ``alternatives`` which
    other countries. ``span`` is the place in the text that was asked about, without article and possessive.
    """

    alpha3: str
    form: Form
    span: Span
    senses: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether the words may mean something else."""
        return bool(self.senses or self.alternatives)


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place on the map.

    ``id`` is a GeoNames number, or ``region:...`` and ``town:...`` for rows of our own. ``kind``: city, capital,
    region, sea or continent. ``country`` is None for seas, regions across borders and where sovereignty is contested.
    ``population`` is 0 where not known. ``ambiguous``: a namesake abroad is nearly as large, or the
    name is a common English word ("Most", "Police").
    """

    id: str
    name: str
    kind: str
    country: str | None
    latitude: float
    longitude: float
    population: int
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """A well known body, organisation, company or armed group, coded as the annotation guide has it.

    ``kind``: organisation or body. ``country``: alpha-3, "IGO" for intergovernmental bodies, None where it has none.
    ``alternatives`` names other actors of our tables that share the words ("RSF"), ``senses`` other meanings.
    """

    name: str
    acronym: str | None
    kind: str
    country: str | None
    sector: str | None
    senses: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether the words may mean something else."""
        return bool(self.senses or self.alternatives)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that somebody held, as papers write it ("foreign minister").

    ``start`` and ``end`` are "YYYY" or "YYYY-MM": start empty where not known, end empty where open, "?" where it ended
    at a date not known. ``country``: alpha-3 code of the state whose office it was, where that is not the person's.
    """

    title: str
    start: str
    end: str
    country: str = ""

    def held_on(self, day: date) -> bool:
        """Whether it was held on that day, as far as is known; a month or year at either end counts as a whole."""
        month = day.isoformat()[:7]
        begun = not self.start or self.start <= month[: len(self.start)]
        return begun and (not self.end or self.end == "?" or month[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """Somebody in public office, coded as the annotation guide has it.

    ``country``: alpha-3 of the state they serve or belong to, "IGO" for intergovernmental bodies. ``sector``: of the
    office for which papers name them most.
    """

    name: str
    country: str
    sector: str
    offices: tuple[Office, ...] = ()

    def country_on(self, day: date | None) -> str:
        """The state served on a day: that of an office held then, else the usual one."""
        held = (o.country for o in self.offices if day and o.country and o.start and o.held_on(day))
        return next(held, self.country)


@cache
def load() -> Reference:
    """The tables, read from disk when first asked.

    >>> load() is load()
    True
    """
    return Reference()


def fold(name: str) -> str:
    """A name without case, accents, quotes, dots and hyphens: the key under which it is looked up.

    >>> fold("Côte d’Ivoire"), fold("U.S."), fold("al-Qaida")
    ('cote divoire', 'us', 'al qaida')
    """
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(name.casefold().translate(_LETTERS).split())


REMEMBERED = 50_000
"""Lookups kept: reports repeat their names."""


class Reference:
    """Lookups by name. Names match whatever their accents and quotes, but not whatever their case.

    A name must start with a capital and an acronym be all capitals, so that "turkey", "polish", "us" and "who" stay
    the words they are.
    """

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 (one Reference lives as long as the process)
    def country(self, name: str) -> CountryMatch | None:
        """The country that ``name`` stands for, as a whole; "Türkiye's" and "the Kremlin" count.

        >>> load().country("the Kremlin").alpha3, load().country("us")
        ('RUS', None)
        >>> load().country("Georgia").senses
        ('US state', 'given name')
        """
        start, end = _core(name)
        for stop in dict.fromkeys((_without_possessive(name, start, end), end)):
            if match := self._country_at(name, start, stop):
                return match
        return None

    def country_by_code(self, code: str) -> Country | None:
        """The country with an ISO 3166 alpha-3 or alpha-2 code.

        >>> load().country_by_code("AZE").capital
        'Baku'
        """
        return self._countries.get(code)

    def countries(self) -> tuple[Country, ...]:
        """All countries in order of their alpha-3 code."""
        return tuple(country for code, country in self._countries.items() if len(code) == 3)

    def countries_in(self, text: str) -> tuple[CountryMatch, ...]:
        """All mentions of countries in order, the longest words first, names such as "New Mexico" left out.

        >>> [(m.alpha3, m.form) for m in load().countries_in("Baku and the Turkish side, New Mexico")]
        [('AZE', 'capital'), ('TUR', 'demonym')]
        """
        return tuple(self._scan(text))

    def demonyms_in(self, text: str) -> tuple[CountryMatch, ...]:
        """The countries that qualify a phrase, in order: adjectives and peoples, acronyms, names joined by a hyphen.

        >>> [m.alpha3 for m in load().demonyms_in("Russian-Turkish patrols and a US-led coalition")]
        ['RUS', 'TUR', 'USA']
        """
        return tuple(match for match in self._scan(text) if _qualifies(match, text))

    def states_joined(self, name: str) -> tuple[str, ...]:
        """The states (alpha-3) of a name that is made of nothing but theirs.

        >>> [load().states_joined(name) for name in ("Lao-Vietnamese", "French Navy", "Guinea-Bissau")]
        [('LAO', 'VNM'), (), ()]
        """
        if any(len(name) == m.span.end for m in self.countries_in(name) if m.span.start == 0):
            return ()
        parts = name.split("-") if "-" in name else []
        found = [(self.countries_in(part), part) for part in parts]
        whole = [told[0].alpha3 for told, part in found if told and len(part) == told[0].span.end]
        return tuple(whole) if len(whole) > 1 and len(whole) == len(parts) else ()

    def leading_demonym(self, text: str) -> tuple[str, str] | None:
        """The country that a phrase opens with, and the rest of the phrase; None where it opens otherwise.

        >>> load().leading_demonym("Turkish Deputy Defence Minister")
        ('TUR', 'Deputy Defence Minister')
        """
        start, _ = _core(text)
        match = next(self._scan(text[: start + _LONGEST_LEAD]), None)
        if match is None or match.span.start != start:
            return None
        rest = text[match.span.end :]
        if not (_qualifies(match, text) or (match.form in ("name", "former") and _POSSESSIVE.match(rest[:2]))):
            return None
        return match.alpha3, re.sub(r"^(?:['’ʼ`][sS]?\b)?[\s\-‐‑–]*", "", rest)

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 (one Reference lives as long as the process)
    def place(self, name: str, near: str | None = None) -> PlaceMatch | None:
        """The place called ``name``: the most populous one, or one in the country ``near`` (alpha-3) of some size.

        >>> load().place("Tripoli").country, load().place("Tripoli", near="LBN").country
        ('LBY', 'LBN')
        """
        start, end = _core(name)
        for stop in dict.fromkeys((end, _without_possessive(name, start, end))):
            if (found := self._place_named(name[start:stop], near)) or stop == start:
                return found
        return None

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 (one Reference lives as long as the process)
    def is_shared(self, name: str) -> bool:
        """Whether places in several countries are called ``name``, or it is no place's main name.

        >>> load().is_shared("Tripoli"), load().is_shared("Kramatorsk")
        (True, False)
        """
        start, end = _core(name)
        key = fold(name[start:end])
        found = [c.place for c in self._gazetteer.named(key)]
        return len({p.country for p in found}) > 1 or key not in {fold(p.name) for p in found}

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 (one Reference lives as long as the process)
    def place_referred_to(self, reference: str) -> PlaceMatch | None:
        """The place that a reference means, as `place` gives it; None for references to other things.

        >>> here = load().place("Vienna")
        >>> load().place_referred_to(f"place:{here.id}") == here
        True
        """
        scheme, _, row_id = reference.partition(":")
        return self._gazetteer.with_id(row_id) if scheme == "place" else None

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 (one Reference lives as long as the process)
    def actor(self, name: str) -> ActorMatch | None:
        """The well known organisation called ``name``.

        >>> load().actor("the OSCE").name
        'Organization for Security and Co-operation in Europe'
        """
        start, end = _core(name)
        for stop in dict.fromkeys((_without_possessive(name, start, end), end)):
            if match := self._actor_named(name[start:stop]):
                return match
        return None

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 (one Reference lives as long as the process)
    def person(self, name: str) -> PersonMatch | None:
        """The one known holder of a public office called ``name``; None where two are called so.

        >>> load().person("Sergei Lavrov").name, load().person("sergei lavrov")
        ('Sergey Lavrov', None)
        """
        start, end = _core(name)
        for stop in dict.fromkeys((_without_possessive(name, start, end), end)):
            words = name[start:stop]
            number = self._person_forms.get(fold(words)) if any(c.isupper() for c in words) else None
            if number is not None:
                return self._person(number)
        return None

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 (one Reference lives as long as the process)
    def office_holder(self, surname: str, office: str, country: str | None, on: date | None) -> PersonMatch | None:
        """The one known person of this last name who held exactly this office, of this country and on this day if told.

        >>> load().office_holder("Clinton", "Secretary of State", "USA", date(2010, 5, 4)).name
        'Hillary Clinton'
        """
        words = _office_words(office)
        found = [
            person
            for person in map(self._person, self._by_last_name.get(fold(surname), ()))
            if any(
                _office_words(o.title) == words
                and (on is None or self._surely_held(o, on))
                and country in (None, o.country or person.country)
                for o in person.offices
            )
        ]
        return found[0] if len(found) == 1 else None

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 (one Reference lives as long as the process)
    def holder_of(self, office: str, country: str, on: date) -> PersonMatch | None:
        """The one known person who held exactly this office of a country (alpha-3) on a day.

        >>> load().holder_of("defense minister", "DEU", date(2015, 3, 1)).name
        'Ursula von der Leyen'
        """
        numbers = self._by_office.get((country, _office_words(office)), ())
        found = {p.name: p for p, o in map(self._held, numbers) if self._surely_held(o, on)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _surely_held(self, office: Office, on: date) -> bool:
        """Whether the table tells of that day: it knows the start, and nothing after the month it was written."""
        written = on.isoformat()[:7] <= self._person_table["written"][0]
        return bool(office.start) and office.held_on(on) and (written or office.end[:1].isdigit())

    # -- countries

    @cached_property
    def _country_table(self) -> Mapping[str, Any]:
        return _read_json("countries.json")

    @cached_property
    def _countries(self) -> Mapping[str, Country]:
        rows = [_country_of(row) for row in self._country_table["countries"]]
        by_alpha2 = {c.alpha2: c for c in sorted(rows, key=lambda c: c.kind != "former")}
        return {c.alpha3: c for c in rows} | by_alpha2

    @cached_property
    def _country_forms(self) -> Mapping[str, tuple[_CountryForm, ...]]:
        """Folded form to what it stands for, the likeliest first."""
        found: dict[str, list[_CountryForm]] = {}
        for words, code, form, senses in self._country_table["forms"]:
            found.setdefault(fold(words), []).append(_CountryForm(words, code, form, tuple(senses)))
        return {key: tuple(sorted(forms, key=self._form_rank)) for key, forms in found.items()}

    def _form_rank(self, form: _CountryForm) -> tuple[int, int]:
        return FORM_ORDER.index(form.form), -self._countries[form.code].population

    @cached_property
    def _skipped(self) -> frozenset[str]:
        return frozenset(fold(name) for name in self._country_table["not_countries"])

    @cached_property
    def _longest_from(self) -> Mapping[str, int]:
        """First folded word of a form to the most words that a form starting with it has."""
        longest: dict[str, int] = {}
        names = [words for words, *_ in self._country_table["forms"]] + self._country_table["not_countries"]
        for name in names:
            words = _WORD.findall(name)
            first = fold(words[0])
            longest[first] = max(longest.get(first, 0), len(words))
        return longest

    def _country_at(self, text: str, start: int, end: int) -> CountryMatch | None:
        """The country that exactly these characters stand for."""
        words = text[start:end]
        forms = [f for f in self._country_forms.get(fold(words), ()) if _case_fits(words, f.words)]
        if not forms:
            return None
        best = min(forms, key=lambda form: form.words != words)  # the first, unless one is spelled just so: Malé, Male
        senses, others = _other_readings(best.senses, words)
        others += tuple(f.code for f in forms if f.code != best.code)
        return CountryMatch(best.code, best.form, Span(start, end), senses, tuple(dict.fromkeys(others)))

    def _scan(self, text: str) -> Iterator[CountryMatch]:
        """Mentions from left to right, at each word the longest that fits."""
        words = list(_WORD.finditer(text))
        position = 0
        while position < len(words):
            taken, match = self._longest_at(text, words, position)
            position += taken
            if match and not (match.form == "capital" and _cues().after_capital.match(text, match.span.end)):
                yield match

    def _longest_at(self, text: str, words: list[re.Match[str]], at: int) -> tuple[int, CountryMatch | None]:
        """How many words to step over from ``at``, and the country that they stand for."""
        first = words[at].group()
        most = max(self._longest_from.get(fold(first), 0), self._longest_from.get(fold(_POSSESSIVE.sub("", first)), 0))
        for count in range(_run_length(text, words, at, most), 0, -1):
            start, end = words[at].start(), words[at + count - 1].end()
            for stop in dict.fromkeys((_without_possessive(text, start, end), end)):
                if fold(text[start:stop]) in self._skipped and first[0].isupper():
                    return count, None
                if match := self._country_at(text, start, stop):
                    return count, match
        return 1, None

    # -- places

    @cached_property
    def _gazetteer(self) -> _Gazetteer:
        return _Gazetteer(gzip.decompress(_data("places.tsv.gz").read_bytes()))

    def _place_named(self, name: str, near: str | None) -> PlaceMatch | None:
        if not (name[:1].isupper() or _ARABIC_ARTICLE.match(name)):
            return None
        ranked = sorted(self._gazetteer.named(fold(name)), key=lambda candidate: -candidate.weight)
        if not ranked:
            return None
        best = ranked[0]
        enough = best.weight * NEARBY_SHARE
        nearby = next((c for c in ranked if near and c.place.country == near and c.weight >= enough), None)
        if nearby:
            return nearby.place
        rivals = [c for c in ranked[1:] if c.place.country != best.place.country]
        rivalled = any(c.weight >= best.weight * RIVAL_SHARE for c in rivals)
        return replace(best.place, ambiguous=rivalled or fold(name) in _cues().common_words)

    # -- actors

    @cached_property
    def _actor_forms(self) -> Mapping[str, tuple[tuple[str, str, ActorMatch], ...]]:
        """Folded form to its spellings, their case rule and their actors."""
        table = _read_json("actors.json")
        found: dict[str, list[tuple[str, str, ActorMatch]]] = {}
        for words, number, case, notes in table["forms"]:
            name, acronym, kind, country, sector = table["actors"][number]
            senses, others = _other_readings(notes, words)
            actor = ActorMatch(name, acronym or None, kind, country or None, sector or None, senses, others)
            found.setdefault(fold(words), []).append((words, case, actor))
        return {key: tuple(forms) for key, forms in found.items()}

    def _actor_named(self, name: str) -> ActorMatch | None:
        forms = self._actor_forms.get(fold(name), ())
        return next((actor for words, case, actor in forms if _actor_case_fits(name, words, case)), None)

    # -- people

    @cached_property
    def _person_table(self) -> Mapping[str, Any]:
        table: dict[str, Any] = json.loads(gzip.decompress(_data("people.json.gz").read_bytes()))
        return table

    @cached_property
    def _person_forms(self) -> Mapping[str, int]:
        """Folded form to the number of the person."""
        return dict(self._person_table["forms"])

    @cached_property
    def _by_last_name(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for number, (_, lasts, *_) in enumerate(self._person_table["people"]):
            for last in lasts:
                found.setdefault(last, []).append(number)
        return {last: tuple(numbers) for last, numbers in found.items()}

    @cached_property
    def _by_office(self) -> Mapping[tuple[str, frozenset[str]], tuple[tuple[int, int], ...]]:
        """Country and words of an office to its holders: numbers of the person and of the office among theirs."""
        found: dict[tuple[str, frozenset[str]], list[tuple[int, int]]] = {}
        for number, (_, _, country, _, offices) in enumerate(self._person_table["people"]):
            for i, (title, _, _, *other) in enumerate(offices):
                found.setdefault((*(other or [country]), _office_words(title)), []).append((number, i))
        return {key: tuple(rows) for key, rows in found.items()}

    def _held(self, place: tuple[int, int]) -> tuple[PersonMatch, Office]:
        person = self._person(place[0])
        return person, person.offices[place[1]]

    def _person(self, number: int) -> PersonMatch:
        name, _, country, sector, offices = self._person_table["people"][number]
        return PersonMatch(name, country, sector, tuple(Office(*office) for office in offices))


@dataclass(frozen=True, slots=True)
class _Cues:
    """The words of `data/en/reference.toml`, as they are looked for."""

    article: re.Pattern[str]
    common_words: frozenset[str]
    short_names: frozenset[str]
    after_capital: re.Pattern[str]


@cache
def _cues() -> _Cues:
    found = table("reference")
    article, after = found["article"], found["after_capital"]
    begun, whole = ("|".join(map(re.escape, after[part])) for part in ("beginnings", "words"))
    return _Cues(
        article=re.compile(rf"(?:{article}|{article.capitalize()}|{article.upper()})\s+"),
        common_words=word_set(found["common_words"]),
        short_names=word_set(found["short_names"]),
        after_capital=re.compile(rf"\s+(?:{begun}|(?:{whole})\b)", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class _CountryForm:
    """One spelling of a country, as the table has it."""

    words: str
    code: str
    form: Form
    senses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place that bears a name, with the weight it has in a choice among namesakes."""

    place: PlaceMatch
    weight: float


class _Gazetteer:
    """The packed places: lines of places, then sorted lines of names, searched in place without parsing."""

    def __init__(self, content: bytes) -> None:
        parting = content.index(b"\n\n")
        self._places = content[: parting + 1]
        self._names = content[parting + 2 :]

    @cached_property
    def _starts(self) -> array[int]:
        """Where each place's line starts."""
        return array("I", [0, *(match.end() for match in re.finditer(b"\n", self._places))])

    def named(self, key: str) -> list[_Candidate]:
        """All places with a folded name."""
        line = self._find(key.encode())
        return [self._candidate(number) for number in line.split(",")] if line else []

    def with_id(self, row_id: str) -> PlaceMatch | None:
        """The place whose line starts with an identifier."""
        key = row_id.encode() + b"\t"
        at = 0 if self._places.startswith(key) else self._places.find(b"\n" + key) + 1
        if not at and not self._places.startswith(key):
            return None
        return self._place(bisect_left(self._starts, at))

    def _candidate(self, number: str) -> _Candidate:
        main = not number.startswith("~")
        place = self._place(int(number.lstrip("~")))
        weight = float(place.population or SMALL_TOWN)
        if place.kind not in ("city", "capital"):
            weight = REGION_WEIGHT
        elif place.kind == "capital":
            weight *= CAPITAL_WEIGHT
        return _Candidate(place, weight if main else weight * ALTERNATE_WEIGHT)

    def _place(self, number: int) -> PlaceMatch:
        start, stop = self._starts[number], self._starts[number + 1] - 1
        row_id, name, kind, country, latitude, longitude, population = self._places[start:stop].decode().split("\t")
        return PlaceMatch(row_id, name, kind, country or None, float(latitude), float(longitude), int(population or 0))

    def _find(self, key: bytes) -> str | None:
        """The part after the tab of the line that starts with ``key``, by bisection over the bytes."""
        low, high = 0, len(self._names)
        while low < high:
            start = self._names.rfind(b"\n", 0, (low + high) // 2) + 1
            end = self._names.index(b"\n", start)
            met, _, numbers = self._names[start:end].partition(b"\t")
            if met == key:
                return numbers.decode()
            if met < key:
                low = end + 1
            else:
                high = start
        return None


def _other_readings(notes: Iterable[str], words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The notes of a table, split into other senses and other bearers of the words ("=COG").

    The note "caps" counts only where the words are all capitals: "POLISH" may be the verb, "Polish" is not.
    """
    real = ["word" if note == "caps" else note for note in notes if note != "caps" or words.isupper()]
    senses = tuple(note for note in real if not note.startswith("="))
    return senses, tuple(note[1:] for note in real if note.startswith("="))


def _country_of(row: list[Any]) -> Country:
    code, alpha2, name, kind, population, capital, demonyms = row
    return Country(code, alpha2, name, kind, population, capital, tuple(demonyms))


def _data(name: str) -> Any:
    return files("communique").joinpath("data", "reference", name)


def _read_json(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(_data(name).read_text(encoding="utf-8"))
    return table


def _core(name: str) -> tuple[int, int]:
    """Where a name starts and ends once spaces and a leading article are left out."""
    start = len(name) - len(name.lstrip())
    if article := _cues().article.match(name, start):
        start = article.end()
    return start, max(start, len(name.rstrip()))


def _without_possessive(text: str, start: int, end: int) -> int:
    """Where the words end without "'s" or a closing apostrophe."""
    found = _POSSESSIVE.search(text[start:end])
    return start + found.start() if found else end


@lru_cache(maxsize=REMEMBERED)
def _office_words(title: str) -> frozenset[str]:
    """The words of an office in one spelling, without those that papers leave out at will."""
    office = table("reference")["office"]
    return frozenset(office["same"].get(w, w) for w in fold(title).split()) - word_set(office["without"])


def _is_acronym(words: str) -> bool:
    """Whether a form has several letters, all capitals: "US", "U.A.E.", "M23"."""
    letters = [c for c in words if c.isalnum()]
    return len(letters) > 1 and not any(c.islower() for c in letters) and any(c.isalpha() for c in letters)


def _case_fits(met: str, form: str) -> bool:
    """Whether the words met have capitals wherever the form has them."""
    if _is_acronym(form):
        return met.upper() == met
    ours, theirs = _WORD.findall(form), _WORD.findall(met)
    if len(ours) != len(theirs):
        return met[:1].isupper()
    pairs = zip(ours, theirs, strict=True)
    return all(t[0].isupper() or not o[0].isupper() or o in _ARABIC_ARTICLES for o, t in pairs)


def _actor_case_fits(met: str, form: str, case: str) -> bool:
    """As for countries, but an acronym with small letters of its own ("AfDB") must be met just so."""
    if case == "acronym" and not _is_acronym(form):
        return met == form
    return _case_fits(met, form)


def _run_length(text: str, words: list[re.Match[str]], at: int, most: int) -> int:
    """How many words from ``at`` on, ``most`` at the utmost, stand together like the words of one name."""
    count = min(1, most)
    while count < most and at + count < len(words):
        before, after = words[at + count - 1], words[at + count]
        gap = text[before.end() : after.start()]
        abbreviated = len(before.group()) <= 3 and _ABBREVIATION_GAP.fullmatch(gap)
        if not (_GAP.fullmatch(gap) or abbreviated):
            break
        count += 1
    return count


def _qualifies(match: CountryMatch, text: str) -> bool:
    """Whether a mention qualifies other words, or can: an adjective, an acronym, a name joined by a hyphen."""
    if match.form in ("capital", "seat"):
        return False
    joined = {text[match.span.end : match.span.end + 1], text[max(0, match.span.start - 1) : match.span.start]}
    return match.form == "demonym" or _is_short_acronym(match.span.quote(text)) or bool(joined & _HYPHENS)


def _is_short_acronym(words: str) -> bool:
    """An acronym as against a name in a headline of capitals: "US", "DPRK", not "TURKEY"."""
    return _is_acronym(words) and len(fold(words)) <= 4 and fold(words) not in _cues().short_names
