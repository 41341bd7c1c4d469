"""The words and forms of times in one language, read from its data file and made into patterns once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.events.times.phrases import Plain, Value

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,4}(?:\.[0-9]+)?"
_DIGITS: Mapping[str, str] = {
    "year": r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9]|[.,][0-9])",
    "recent_year": r"(?:19[0-9]{2}|20[0-4][0-9])(?![0-9]|[.,][0-9])",
    "day": r"(?:3[01]|[12][0-9]|0?[1-9])(?:{endings})?(?![0-9%]|[.,:][0-9])",
    "two": r"[0-9]{1,2}",
    "yy": r"[0-9]{2}(?![0-9]|[-/.][0-9])",
    "nth": r"[0-9]{1,2}(?:{endings})",
    "decade": r"(?:1[0-9]|20)[0-9]0['’]?s",
    "short_decade": r"[2-9]0['’]?s",
    "number": _NUMBER,
}
"""Classes written in figures; ``number`` has words too. {endings} are the language's: "th"."""

_WORD = re.compile(r"[^\W_]+")
_FIGURES = re.compile(r"[0-9][0-9,]*")
_PLACEHOLDER = re.compile(r"\{(?P<cls>\w+)(?:=(?P<name>\w+))?\}")
_BEFORE_END = r"(?:\s+|(?<=-))[\"'“‘’(]*$"


@dataclass(frozen=True)
class WordClass:
    """Spellings and the values they stand for; figures are their own value."""

    pattern: str
    values: Mapping[str, Value]

    def value(self, text: str) -> Value:
        """The value of a spelling: 11 for "Nov." in the class of months, 5 for "5th"."""
        found = self.values.get(_key(text))
        return _figures(text) if found is None else found

    def first_words(self) -> set[str]:
        """The lower-cased first words of the spellings."""
        return {_first_word(spelling) for spelling in self.values}


@dataclass(frozen=True)
class Guards:
    """What must and must not stand right before and right after a match."""

    before: re.Pattern[str] | None = None
    unless_before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    unless_after: re.Pattern[str] | None = None

    def pass_(self, text: str, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` stands where it may."""
        if self.after and not self.after.match(text, end):
            return False
        if self.unless_after and self.unless_after.match(text, end):
            return False
        if not (self.before or self.unless_before):
            return True
        left = text[max(0, start - LOOK_BACK) : start]
        if self.before and not self.before.search(left):
            return False
        return not (self.unless_before and self.unless_before.search(left))


LOOK_BACK = 48
"""Characters left of a match that guards and operators see; the longest of them has 40."""


@dataclass(frozen=True)
class Rule:
    """One form of one meaning; of two forms of one length the one of lower ``order`` is read."""

    order: int
    means: str
    pattern: re.Pattern[str]
    classes: Mapping[str, WordClass]
    guards: Guards
    fixed: Mapping[str, Value] = field(default_factory=dict)

    def read(self, text: str, start: int, end: int) -> tuple[int, Plain] | None:
        """Where the form ends that begins at ``start``, and what it says."""
        found = self.pattern.match(text, start, end)
        if found is None or not self.guards.pass_(text, start, found.end()):
            return None
        fields = {name: self.classes[name].value(value) for name, value in found.groupdict().items() if value}
        return found.end(), Plain(self.means, {**self.fixed, **fields})


@dataclass(frozen=True)
class Operator:
    """Words left of a time that bend it: "early", "since", "by"."""

    means: str
    value: int
    of: int
    pattern: re.Pattern[str]
    guards: Guards


@dataclass(frozen=True)
class TimeWords:
    """All that one language brings to the reading of times; see the head of its data file."""

    leads: Mapping[str, tuple[Rule, ...]]
    figures: tuple[tuple[re.Pattern[str], tuple[Rule, ...]], ...]
    operators: tuple[Operator, ...]
    left_of_day: re.Pattern[str]
    right_of_day: re.Pattern[str]
    joints: Mapping[str, re.Pattern[str]]
    sizes: Mapping[str, int]

    def rules_for(self, word: str) -> tuple[Rule, ...]:
        """The rules whose forms may begin with this word."""
        spelt = self.leads.get(word.lower(), ())
        if not word[0].isdigit():
            return spelt
        return spelt + tuple(rule for pattern, rules in self.figures if pattern.fullmatch(word) for rule in rules)


def load_time_words(path: Path) -> TimeWords:
    """Reads a language's times from its data file, ``data/en/times.toml``."""
    with path.open("rb") as file:
        return _build(tomllib.load(file))


def _build(data: Mapping[str, Any]) -> TimeWords:
    classes = _classes(data)
    guards = data["guards"]
    leads: dict[str, list[Rule]] = {}
    figures: dict[str, list[Rule]] = {}
    for rule, lead in _rules(data["rule"], classes, guards):
        for word in _lead_words(lead, classes):
            leads.setdefault(word, []).append(rule)
        if found := _figure_class(lead):
            figures.setdefault(found, []).append(rule)
    around = {
        name: _spelt(value).replace("{clock}", f"(?:{data['around']['clock']})")
        for name, value in data["around"].items()
    }
    return TimeWords(
        leads={word: tuple(rules) for word, rules in leads.items()},
        figures=tuple((re.compile(classes[name].pattern), tuple(rules)) for name, rules in figures.items()),
        operators=tuple(_operator(entry, guards) for entry in data["operator"]),
        left_of_day=re.compile(rf"(?<!\w)(?:{around['left']})"),
        right_of_day=re.compile(rf"(?:{around['right']})"),
        joints={name: re.compile(_spelt(value)) for name, value in data["joints"].items()},
        sizes=data["sizes"],
    )


def _classes(data: Mapping[str, Any]) -> dict[str, WordClass]:
    tables = {name: _spellings(table) for name, table in data["classes"].items()}
    for name, parts in data["compounds"].items():
        tables[name] |= dict(_compounds(tables[parts["tens"]], tables[parts["ones"]]))
    figures = {name: form.replace("{endings}", data["endings"]) for name, form in _DIGITS.items()}
    exact = set(data["exact"])
    return {
        name: _word_class(tables.get(name, {}), figures.get(name), name in exact)
        for name in dict.fromkeys([*tables, *figures])
    }


def _spellings(table: Mapping[str, Any]) -> dict[str, Value]:
    return {
        spelling.strip(): tuple(value) if isinstance(value, list) else value
        for spellings, value in table.items()
        for spelling in spellings.split(",")
    }


def _compounds(tens: Mapping[str, Value], ones: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """ "twenty-five" of "twenty" and "five"."""
    low = {word: value for word, value in ones.items() if isinstance(value, int) and value < 10 and word.isalpha()}
    for ten, high in tens.items():
        if isinstance(high, int) and high in range(20, 100, 10):
            yield from ((f"{ten}-{one}", high + value) for one, value in low.items())


def _word_class(table: Mapping[str, Value], figures: str | None, exact: bool) -> WordClass:
    spellings = sorted(table, key=len, reverse=True)
    options = [figures] if figures else []
    if spellings:
        shown = [*spellings, *(s.upper() for s in spellings)] if exact else spellings
        options.append(f"(?{'' if exact else 'i'}:{'|'.join(map(_literal, dict.fromkeys(shown)))})")
    return WordClass("(?:" + "|".join(options) + ")", {_key(s): v for s, v in table.items()})


def _rules(
    entries: list[Mapping[str, Any]], classes: Mapping[str, WordClass], guards: Mapping[str, str]
) -> Iterator[tuple[Rule, str]]:
    """The rules of the data file, each with the atom it begins with."""
    order = 0
    for entry in entries:
        guard, fixed = _guards(entry, guards), entry.get("value", {})
        for form in entry["forms"]:
            pattern, used = _pattern(form, classes)
            yield Rule(order, entry["means"], re.compile(pattern), used, guard, fixed), form.split()[0]
            order += 1


def _pattern(form: str, classes: Mapping[str, WordClass]) -> tuple[str, dict[str, WordClass]]:
    """The regular expression of a form and the class of each of its groups."""
    used: dict[str, WordClass] = {}
    pattern = ""
    for atom in form.split():
        glued, atom = atom.startswith("~"), atom.removeprefix("~")
        optional = not (glued and "{" not in atom) and atom.endswith("?")
        piece = _piece(atom.removesuffix("?") if optional else atom, glued, classes, used)
        gap = "" if glued or not pattern else r"\s+"
        pattern += f"(?:{gap}{piece})?" if optional else gap + piece
    return pattern + r"(?!\w)", used


def _piece(atom: str, glued: bool, classes: Mapping[str, WordClass], used: dict[str, WordClass]) -> str:
    found = _PLACEHOLDER.fullmatch(atom)
    if found:
        name = found["name"] or found["cls"]
        used[name] = classes[found["cls"]]
        return f"(?P<{name}>{used[name].pattern})"
    return f"(?i:{_spelt(atom)})" if glued else f"(?i:{'|'.join(map(_literal, atom.split('|')))})"


def _lead_words(atom: str, classes: Mapping[str, WordClass]) -> set[str]:
    """The words an atom may begin with."""
    found = _PLACEHOLDER.fullmatch(atom)
    words = classes[found["cls"]].first_words() if found else {_first_word(word) for word in atom.split("|")}
    return words - {""}


def _figure_class(atom: str) -> str | None:
    """The class of the figures an atom may begin with, if any."""
    found = _PLACEHOLDER.fullmatch(atom)
    return found["cls"] if found and found["cls"] in _DIGITS else None


def _guards(entry: Mapping[str, Any], guards: Mapping[str, str]) -> Guards:
    return Guards(
        before=_before(entry.get("before"), guards),
        unless_before=_before(entry.get("unless_before"), guards),
        after=_after(entry.get("after"), guards),
        unless_after=_after(entry.get("unless_after"), guards),
    )


def _before(names: str | None, guards: Mapping[str, str]) -> re.Pattern[str] | None:
    """Words right before a match; several guards' names are parted by spaces."""
    if names is None:
        return None
    words = "|".join(_spelt(guards[name]) for name in names.split())
    return re.compile(rf"(?<!\w)(?i:{words}){_BEFORE_END}")


def _after(names: str | None, guards: Mapping[str, str]) -> re.Pattern[str] | None:
    return None if names is None else re.compile("|".join(f"(?:{_spelt(guards[name])})" for name in names.split()))


def _operator(entry: Mapping[str, Any], guards: Mapping[str, str]) -> Operator:
    forms = "|".join(_operator_form(form) for form in entry["forms"])
    article = rf"(?i:(?:{_spelt(guards['article'])})\s+)?" if entry.get("article", True) else ""
    pattern = re.compile(rf"(?<!\w)(?i:{forms}){article}$")
    return Operator(entry["means"], entry.get("value", 0), entry.get("of", 1), pattern, _guards(entry, guards))


def _operator_form(form: str) -> str:
    if form.endswith("-"):
        return _literal(form.removesuffix("-").strip()) + r"\s?[-–]\s?"
    return _literal(form) + r"\s+"


def _literal(spelling: str) -> str:
    """A spelling as a pattern: any white space, either apostrophe."""
    return r"\s+".join(_spelt(re.escape(word)) for word in spelling.split())


def _spelt(pattern: str) -> str:
    return pattern.replace("'", "['’]")


def _key(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _first_word(spelling: str) -> str:
    found = _WORD.match(spelling)
    return found[0].lower() if found else ""


def _figures(text: str) -> Value:
    """The figures a text begins with; 0 for less than one ("0.5")."""
    found = _FIGURES.match(text)
    return int(found[0].replace(",", "")) if found else 0
