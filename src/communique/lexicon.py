"""English words as data: loads the tables of `data/en` into frozen values that stages take as arguments.

Everything that knows English lives in `data/en` and is read here; another language is another folder.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
STEM = 5  # letters by which words of what a thing is about are compared


@dataclass(frozen=True, slots=True)
class NounClass:
    """A class of nouns: the entity kind and PLOVER sector that its words carry."""

    name: str
    kind: str
    sector: str | None
    title: bool
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One entry of `triggers.toml`: words that tell an event of ``kind`` under conditions (see that file)."""

    kind: str
    lemmas: frozenset[str]
    roles: Mapping[str, str]
    objects: frozenset[str] = frozenset()
    object_kinds: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    subject_kinds: frozenset[str] = frozenset()
    subject_sectors: frozenset[str] = frozenset()
    not_subjects: frozenset[str] = frozenset()
    subject_plural: bool = False
    two: bool = False
    preps: frozenset[str] = frozenset()
    place_kinds: frozenset[str] = frozenset()
    with_words: frozenset[str] = frozenset()
    with_nouns: frozenset[str] = frozenset()
    of_nouns: frozenset[str] = frozenset()
    from_nouns: frozenset[str] = frozenset()
    not_from: frozenset[str] = frozenset()
    into: frozenset[str] = frozenset()
    compounds: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    complement: bool = False
    complement_or: frozenset[str] = frozenset()
    complement_words: frozenset[str] = frozenset()
    passive: bool = False
    plural: bool = False
    status: str = ""
    bare: bool = False
    intransitive: bool = False
    carried: bool = False
    undated: bool = False
    loose: bool = False

    @property
    def turns(self) -> bool:
        """Whether a verb turns the roles of its object round: who completes a course is whom it is given to."""
        return bool(self.objects) and self.roles.get("subject") == "recipient"


@dataclass(frozen=True, slots=True)
class StatusCues:
    """Words that move an event away from "happened", by status: ``cues["planned"]["governors"]`` and so on."""

    cues: Mapping[str, Mapping[str, frozenset[str]]]

    def words(self, status: str, part: str) -> frozenset[str]:
        """The words of one part, empty where the table has none."""
        return self.cues.get(status, {}).get(part, frozenset())


@dataclass(frozen=True)
class Lexicon:
    """All word tables of one language."""

    classes: tuple[NounClass, ...]
    nouns: Mapping[str, NounClass]
    titles: frozenset[str]
    name_words: Mapping[str, frozenset[str]]
    given_names: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, frozenset[str]]
    grammar: Mapping[str, frozenset[str]]
    verbs: Mapping[str, tuple[Trigger, ...]]
    event_nouns: Mapping[str, tuple[Trigger, ...]]
    light: frozenset[str]
    occur: frozenset[str]
    status: StatusCues
    speech: Mapping[str, frozenset[str]]
    inflection: Mapping[str, Any] = field(default_factory=dict)

    def forms(self) -> Mapping[tuple[str, str], str]:
        """The inflected forms of every word that the tables look for: ("VB", "ratified") is "ratify".

        The key is a Penn tag's first two letters with the form; what the tables know wins over what a model guesses.
        """
        cues = (words for parts in self.status.cues.values() for words in parts.values())
        verbs = frozenset().union(self.verbs, self.light, self.occur, *cues, *self.speech.values())
        nouns = frozenset().union(self.event_nouns, self.nouns)
        return inflected(
            (part for word in sorted(verbs) for part in word.split("_")[:1]),
            (word.rpartition("-")[2] for word in sorted(nouns)),
            self.inflection,
        )

    def hints(self) -> Mapping[str, tuple[str, ...]]:
        """The kinds of event that a lower-cased form may tell, commonest first, then those of `hints.toml`."""
        by_lemma: dict[str, Counter[str]] = {}
        entries = [(lemma.split("_")[0], found) for lemma, found in self.verbs.items()]
        entries += [(lemma.rpartition("-")[2], found) for lemma, found in self.event_nouns.items()]
        for lemma, found in entries:
            by_lemma.setdefault(lemma, Counter()).update(t.kind for t in found if t.kind != "none")
        more_words = hint_words()
        for part in more_words.values():
            for kind, words in part.items():
                for word in words:  # counted as 0, behind those of triggers.toml
                    by_lemma.setdefault(word.split("_")[0], Counter()).update({kind: 0})
        out: dict[str, Counter[str]] = {}
        verbs, nouns = (frozenset().union(*more_words[part].values()) for part in ("verb", "noun"))
        more = inflected((word.split("_")[0] for word in verbs), nouns, self.inflection)
        forms = [(form, lemma) for (_, form), lemma in [*self.forms().items(), *more.items()]]
        for form, lemma in dict.fromkeys([*forms, *((lemma, lemma) for lemma in by_lemma)]):
            out.setdefault(form, Counter()).update(by_lemma.get(lemma, ()))
        ranked = {form: sorted(found, key=lambda kind: (-found[kind], kind)) for form, found in out.items() if found}
        return {form: tuple(kinds) for form, kinds in sorted(ranked.items())}

    @cached_property
    def ranks(self) -> frozenset[str]:
        """The words of which ranks are made: "rear", "admiral"."""
        return frozenset(w for c in self.classes if c.name == "soldier" for word in c.words for w in word.split("-"))

    def kind_of(self, words: tuple[str, ...]) -> str | None:
        """The entity kind of a phrase by its last words; a committee or centre is a body only where it is joint."""
        found = self.noun(*words)
        if found and found.kind == "body":
            return "body" if set(words) & self.name_words["joint"] else "organisation"
        return found.kind if found else None

    def noun(self, *words: str) -> NounClass | None:
        """The class of the longest known compound that ``words`` end in: ("prime", "minister") before ("minister",)."""
        for i in range(len(words)):
            found = self.nouns.get("-".join(words[i:]))
            if found:
                return found
        return None


@dataclass(frozen=True, slots=True)
class Matching:
    """Words by which subjects of different reports are compared: the entries of `matching.toml`."""

    honorifics: frozenset[str]
    particles: frozenset[str]
    fathers: frozenset[str]
    suffixes: frozenset[str]
    realm: str
    stop: frozenset[str]
    generic: frozenset[str]
    place: frozenset[str]
    institution: frozenset[str]
    killing: tuple[str, ...]
    definite: frozenset[str]
    like: tuple[frozenset[str], ...]
    disputable: frozenset[str]
    before: frozenset[str]
    plural: str
    plurals: tuple[tuple[str, str], ...]
    disputes: Mapping[str, str]
    sources: tuple[str, ...]
    means: Mapping[str, int]
    sorts: Mapping[str, int]


def word_set(text: str | list[str]) -> frozenset[str]:
    """Words of a table cell: a list, or one string of words with white space between."""
    return frozenset(text.split() if isinstance(text, str) else text)


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


@cache
def table(name: str, language: str = "en") -> Mapping[str, Any]:
    """The rows of a language's file ``name``.toml as they stand there."""
    return _read(DATA / language / f"{name}.toml")


def _noun_classes(table: dict[str, Any]) -> tuple[NounClass, ...]:
    return tuple(
        NounClass(name, row["kind"], row.get("sector"), row.get("title", False), word_set(row["words"]))
        for name, row in table.items()
    )


def _roles(table: dict[str, Any], kind: str, own: dict[str, str]) -> dict[str, str]:
    """The kind's roles over its base, with the trigger's ``own`` on top; an empty role means "fills nothing"."""
    row = dict(table.get(kind, table["default"]))
    base = row.pop("base", None)
    merged = {**(table[base] if base else {}), **row, **own}
    return {name: role for name, role in merged.items() if role}


def _expand(words: Any, classes: Mapping[str, NounClass]) -> frozenset[str]:
    """Replace "@weapon" by the words of that class."""
    out: set[str] = set()
    for word in word_set(words):
        out |= classes[word[1:]].words if word.startswith("@") else {word}
    return frozenset(out)


def _trigger(row: dict[str, Any], table: dict[str, Any], classes: Mapping[str, NounClass]) -> Trigger:
    conditions: dict[str, Any] = {k: v for k, v in row.items() if isinstance(v, bool)}
    words = (k for k in row if k not in conditions and k not in ("kind", "roles", "status"))
    conditions |= {k: _expand(row[k], classes) for k in words}
    conditions["status"] = row.get("status", "")
    return Trigger(kind=row["kind"], roles=_roles(table["roles"], row["kind"], row.get("roles", {})), **conditions)


def _by_lemma(rows: list[Trigger]) -> dict[str, tuple[Trigger, ...]]:
    out: dict[str, list[Trigger]] = {}
    for row in rows:
        for lemma in sorted(row.lemmas):
            out.setdefault(lemma, []).append(row)
    return {lemma: tuple(entries) for lemma, entries in out.items()}


def _word_sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {name: word_set(value) for name, value in table.items()}


@cache
def load(language: str = "en") -> Lexicon:
    """The word tables of ``language`` (an ISO 639-1 code with a folder in `data`)."""
    folder = DATA / language
    classes = _noun_classes(_read(folder / "nouns.toml"))
    by_name = {c.name: c for c in classes}
    triggers = _read(folder / "triggers.toml")
    return Lexicon(
        classes=classes,
        nouns={word: c for c in classes for word in sorted(c.words)},
        titles=frozenset(w for c in classes if c.title for w in c.words),
        name_words=_word_sets(_read(folder / "titles.toml")),
        given_names=_word_sets(_read(folder / "given_names.toml")),
        pronouns=_word_sets(_read(folder / "pronouns.toml")),
        grammar=_word_sets(_read(folder / "grammar.toml")),
        verbs=_by_lemma([_trigger(row, triggers, by_name) for row in triggers["verb"]]),
        event_nouns=_by_lemma([_trigger(row, triggers, by_name) for row in triggers["noun"]]),
        light=word_set(triggers["light"]),
        occur=word_set(triggers["occur"]),
        status=StatusCues({s: _word_sets(parts) for s, parts in _read(folder / "status.toml").items()}),
        speech=_word_sets(_read(folder / "speech.toml")),
        inflection=_read(folder / "inflection.toml"),
    )


def hint_words(language: str = "en") -> Mapping[str, Mapping[str, frozenset[str]]]:
    """The words of `hints.toml`: verbs and nouns by kind. Only training asks for them; the model carries its hints."""
    return {part: _word_sets(kinds) for part, kinds in table("hints", language).items()}


@cache
def office_words(*entries: str, language: str = "en") -> frozenset[str]:
    """The words of some entries of `offices.toml`."""
    return frozenset(word for entry in entries for word in table("offices", language)[entry].split())


@cache
def matching(language: str = "en") -> Matching:
    """The words of ``language`` for matching."""
    found = table("matching", language)
    names, items = dict(found["names"]), found["items"]
    realm, like = names.pop("realm"), tuple(word_set(row) for row in items["like"])
    return Matching(
        **_word_sets(names),
        realm=realm,
        killing=tuple(found["events"]["killing"].split()),
        definite=word_set(found["events"]["definite"]),
        like=like,
        disputable=word_set(items["unlike"]).union(*like),
        before=word_set(items["before"]),
        plural=items["plural"],
        plurals=tuple((end, rest) for end, _, rest in (ending.partition(" ") for ending in items["plurals"])),
        disputes=found["disputes"],
        sources=tuple(found["numbers"]["sources"]),
        means=_rows(found["events"]["means"]),
        sorts=_rows(items["sorts"]),
    )


def subject_of(words: Iterable[str]) -> frozenset[str]:
    """What words (lower-case) say that an agreement or body is about: their beginnings, of those that say something."""
    return frozenset({word[:STEM] for word in words if word not in _plain_words()} - _noun_stems())


@cache
def _noun_stems(language: str = "en") -> frozenset[str]:
    """The beginnings of words that say of what form an agreement is: "treaty", "letter", "intent"."""
    rows = table("steps", language)["agreement"]["forms"].values()
    return frozenset(part[:STEM] for nouns in rows for word in nouns.split() for part in word.split("-"))


@cache
def _plain_words(language: str = "en") -> frozenset[str]:
    """Words that tell nothing of what a thing is about."""
    return word_set(table("steps", language)["words"]["plain"]) | judging_words(language) | matching(language).stop


@cache
def judging_words(language: str = "en") -> frozenset[str]:
    """Adjectives that say how a thing is judged or how new it is."""
    return word_set(table("steps", language)["words"]["judging"])


@cache
def general_weapons(language: str = "en") -> frozenset[str]:
    """Nouns that any weapon may be called by: "system", "piece"."""
    return word_set(table("arms", language)["general"])


def vague_weapons(language: str = "en") -> frozenset[str]:
    """Nouns that say little of a weapon: "ship", "vehicle"."""
    return word_set(table("arms", language)["faint"])


@cache
def mass_weapons(language: str = "en") -> frozenset[str]:
    """Nouns that tell of weapons without number: "artillery"."""
    return word_set(table("arms", language)["mass"])


def firms(language: str = "en") -> frozenset[str]:
    """Nouns for a firm that sells weapons: "company", "manufacturer"."""
    return word_set(table("arms", language)["training"]["firms"])


def weapons_alike(one: str, other: str) -> bool:
    """Whether two nouns may mean one weapon: boat and craft, drone and aircraft; a general word may mean any.

    >>> weapons_alike("boat", "craft"), weapons_alike("boat", "howitzer")
    (True, False)
    """
    if one == other or not general_weapons().isdisjoint((one, other)):
        return True
    return any(one in row and other in row for row in _weapon_rows())


@cache
def _weapon_rows(language: str = "en") -> tuple[frozenset[str], ...]:
    """Nouns for things of which those of one row may stand for one another."""
    return tuple(frozenset(row.split()) for row in table("counts", language)["alike"]["things"])


def _rows(rows: Iterable[str]) -> Mapping[str, int]:
    """The number of the row that each word stands in."""
    return {word: number for number, row in enumerate(rows) for word in row.split()}


def inflected(verbs: Iterable[str], nouns: Iterable[str], rules: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Forms of ``verbs`` and ``nouns`` by the rules of `inflection.toml`; no lemma counts as a form of another."""
    known_verbs, known_nouns = frozenset(verbs), frozenset(nouns)
    out: dict[tuple[str, str], str] = {}
    for tag, lemmas, table in (("VB", known_verbs, rules["verb"]), ("NN", known_nouns, rules["noun"])):
        for lemma in sorted(lemmas):
            for form in (_inflect(lemma, table[name]) for name in sorted(table)):
                if form not in lemmas:
                    out.setdefault((tag, form), lemma)
    return out | {("VB", form): lemma for form, lemma in rules["irregular"].items() if form not in known_verbs}


def _inflect(lemma: str, rules: list[list[str]]) -> str:
    """The form that the first fitting rule makes."""
    return next(re.sub(pattern, ending, lemma, count=1) for pattern, ending in rules if re.search(pattern, lemma))


# Slavic surnames, folded, as women and men bear them
_FEMALE = re.compile(r"(?:[oe][vw]|[iy]n)a(?:ja)?$|(?:sk|ck|zk)(?:a|aya|aia|aja)$")
_MALE = re.compile(r"(?:[oe](?:v|w|ff?)|[iy]n)e?$|(?:sk|ck|zk)(?:[iyj]+|o[iyj])$")


def genders_differ(one: str, two: str) -> bool:
    """Whether of two folded Slavic surnames one is a woman's form and one a man's.

    >>> genders_differ("aliyeva", "aliyev"), genders_differ("zakharova", "zaharova")
    (True, False)
    """
    return bool((_FEMALE.search(one) and _MALE.search(two)) or (_MALE.search(one) and _FEMALE.search(two)))
