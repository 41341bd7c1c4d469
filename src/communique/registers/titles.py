"""Offices in words: "the Danish Defence Minister", "minister of defence", "its ambassador to Rome" taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from communique.lexicon import table
from communique.model.span import Span
from communique.reference import CountryMatch
from communique.reference import load as load_reference

PREMIER = re.compile(r"\bpremier\b(?!-)", re.IGNORECASE)  # papers use both words of one office
REMEMBERED = 50_000
MOST_WORDS = 6  # of an office before its noun, and that
WORD = re.compile(r"[^\W\d_]+")
LINKS = "of for in to at".split()
NAME = r"[^\W\d_a-z][\w’'-]*"


@dataclass(frozen=True, slots=True)
class Title:
    """Words of an office taken apart.

    ``head`` is its noun ("minister"), ``before`` and ``behind`` the words that tell of what ("defence"; "general
    staff"), ``country`` the state told in the words (alpha-3), ``host`` where somebody sent serves. ``standing`` is
    "holds", "acting", "gone" or "coming". ``like`` marks an office told by another's: "counterpart", "successor".
    """

    head: str
    before: tuple[str, ...]
    behind: tuple[str, ...]
    country: str | None
    host: str | None
    standing: str
    is_plural: bool = False
    like: str = ""

    @property
    def realm(self) -> frozenset[str]:
        """Of what it is the office, in one spelling."""
        return frozenset((*self.before, *self.behind))

    @property
    def is_told_in_full(self) -> bool:
        """Whether the words name one office of a state: not "the minister"."""
        if self.host or self.head in _words("sent") & _words("of_states"):
            return bool(self.host)
        return self.head in _words("alone") or bool(self.realm)

    def without(self, words: Iterable[str]) -> Title:
        """The office without words that are told elsewhere."""
        gone = set(words)
        return replace(
            self,
            before=tuple(w for w in self.before if w not in gone),
            behind=tuple(w for w in self.behind if w not in gone),
        )

    @property
    def is_of_body(self) -> bool:
        """Whether bodies have it: heads, chairs, presidents."""
        return self.head in _normal_words("body")

    @property
    def states_have_it(self) -> bool:
        """Whether a state may have it: no chairs, no leaders."""
        if "general" in self.realm and self.head in _words("of_bodies"):
            return False
        return self.head in _normal_words("state") or bool(self.realm & _words("services"))

    @property
    def is_of_state(self) -> bool:
        """Whether only states have it: ministers, ambassadors; a president may be a company's."""
        return self.head in _words("of_states")

    @property
    def is_of_one(self) -> bool:
        """Whether one person holds it at a time."""
        return not {self.head, *self.before} & _words("several")

    @property
    def leads(self) -> int | None:
        """Which place it has among offices of which one leads a body; None where it is none or tells of a part."""
        order = _table()["leading"].split()
        return order.index(self.head) if self.head in order and self.realm <= {"general"} else None

    @property
    def words(self) -> str:
        """The office in plain words: "defence minister", "commander of border troops"."""
        if self.head == "head" and "staff" in self.realm:
            others = (w for w in (*self.before, *self.behind) if w not in ("staff", "general"))
            return " ".join((*others, "chief of staff"))
        if self.head == "minister":
            return " ".join((*self.before, *self.behind, self.head))
        behind = f" of {' '.join(self.behind)}" if self.behind else ""
        if self.head in _words("generals") and "general" in self.before:
            before = (w for w in self.before if w != "general")
            return f"{' '.join((*before, self.head))} general{behind}"
        return f"{' '.join((*self.before, self.head))}{behind}"


@lru_cache(maxsize=REMEMBERED)
def title_of(words: str) -> Title | None:
    """The office that a phrase tells; None where it tells none.

    >>> title_of("Danish Defence Minister").words, title_of("Danish Defence Minister").country
    ('defence minister', 'DNK')
    >>> title_of("acting minister of defence of the Republic of Malta").standing
    'acting'
    >>> title_of("Ambassador of Italy in Tunis").host, title_of("Colonel")
    ('TUN', None)
    """
    words = PREMIER.sub("prime minister", _without_rank(words))
    told = [m for m in load_reference().countries_in(words) if m.form != "seat"]
    first, *rest = re.split(rf"\b(?=(?:{'|'.join(LINKS)})\b)", words, maxsplit=1)
    at = _head_at(first)
    if at is None:
        return None
    head, plural = at
    general = _general().match(words, head.end()) if _normal(head.group().lower()) in _words("generals") else None
    behind = general.end() if general else head.end()
    sent = _normal(head.group().lower()) in _words("sent")
    host = _host(words, told, head.end()) if sent else None
    own = next((m for m in told if m is not host and m.form != "capital"), None)
    left = _realm(words, 0, head.start(), told)
    left = (*left, "general") if general and "general" not in left else left
    right = _realm(words, behind, len(words), told) if rest and not sent else ()
    if len(left) > MOST_WORDS - 2:
        return None
    return Title(
        head=_normal(head.group().lower()),
        before=tuple(w for w in left if w not in _standings()),
        behind=right,
        country=own.alpha3 if own else None,
        host=host.alpha3 if host else None,
        standing=_standing(words),
        is_plural=plural,
        like=next((name for name in ("like", "after") if head.group().lower() in _words(name)), ""),
    )


def _without_rank(words: str) -> str:
    """An office without the rank of its bearer behind a comma: "chief of staff, General"."""
    before, comma, behind = words.rpartition(", ")
    return before if comma and _head_at(before) and not _head_at(behind) else words


def _host(words: str, told: list[CountryMatch], behind: int) -> CountryMatch | None:
    """Where somebody sent serves: the country or capital behind "to" or "in"."""
    found = [m for m in told if m.span.start > behind]
    return next((m for m in found if (_before(words, m.span) or "") in _words("sent_to")), None)


def _before(words: str, span: Span) -> str | None:
    """The word before a place in a phrase, articles left out."""
    found = [w for w in WORD.findall(words[: span.start].lower()) if w != "the"]
    return found[-1] if found else None


def _head_at(words: str) -> tuple[re.Match[str], bool] | None:
    """The last noun of an office in ``words``, and whether it is in the plural."""
    known = _words("state") | _words("body") | _words("sent") | _words("like") | _words("after")
    for match in reversed(list(WORD.finditer(words))):
        word = match.group().lower()
        if _normal(word) in known or word in known:
            if words[match.end() : match.end() + 2] in ("'s", "’s"):
                return None  # "the president's adviser"
            return match, word.endswith("s") and _normal(word) != word
    return None


def _realm(words: str, start: int, end: int, told: list[CountryMatch]) -> tuple[str, ...]:
    """The words of a part of the phrase in one spelling, without countries and what papers leave out."""
    covered = [m.span for m in told if m.form != "capital"]
    found = [
        m.group().lower()
        for m in WORD.finditer(words, start, end)
        if not any(span.start <= m.start() < span.end for span in covered) and len(m.group()) > 1
    ]
    return tuple(dict.fromkeys(_normal(w) for w in found if w not in _words("without") and w not in LINKS))


def _standing(words: str) -> str:
    found = set(WORD.findall(words.lower()))
    return next((name for name in ("gone", "coming", "acting") if found & _words(name)), "holds")


def _standings() -> frozenset[str]:
    return _words("gone") | _words("coming") | _words("acting")


@cache
def _general() -> re.Pattern[str]:
    """Behind a noun of an office: "secretary-general"."""
    return re.compile(r"[ -]general\b", re.IGNORECASE)


@cache
def _table() -> dict[str, Any]:
    return dict(table("offices"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of sentences about offices."""
    sentences = _table()["sentences"]
    told = sentences[name].replace("OFFICE", sentences["OFFICE"]).replace("BEHIND", sentences["behind"])
    return re.compile(told, re.VERBOSE)


def office_of_head(institution: str) -> str | None:
    """The office of whoever heads an institution of a state; None where that has no word of its own.

    >>> office_of_head("Ministry of Defence"), office_of_head("Maltese Trade Ministry"), office_of_head("Fjord Centre")
    ('Minister of Defence', 'Maltese Trade Minister', None)
    """
    heads: dict[str, str] = _table()["heads"]
    words = institution.split()
    found = [i for i, word in enumerate(words) if word.lower() in heads]
    if len(found) != 1:
        return None
    words[found[0]] = heads[words[found[0]].lower()].capitalize()
    return " ".join(words)


def is_to_a_seat(text: str, end: int) -> bool:
    """Whether the verb that ends at ``end`` puts somebody in one of many seats: "elected to parliament"."""
    return pattern("to_a_seat").match(text, end) is not None


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_table()[name].split())


@cache
def _normal_words(name: str) -> frozenset[str]:
    return frozenset(map(_normal, _words(name)))


def _normal(word: str) -> str:
    return str(_table()["same"].get(word, word))


# -- the phrase around a noun ------------------------------------------------------------------------------------------


def phrase_around(text: str, span: Span, stop: int) -> Span:
    """The whole phrase of an office of which ``span`` is a part: "Malta's former [minister] of foreign affairs".

    It ends at ``stop`` at the latest, where a name begins.
    """
    left = _left().search(text, max(0, span.start - 80), span.start)
    start = left.start() if left else span.start
    end = span.end
    if stop > span.end or stop < span.start:
        is_sent = bool({w.lower() for w in WORD.findall(text[start:end])} & _words("sent"))
        right = _right(is_sent).match(text, span.end, stop if stop > span.end else len(text))
        end = right.end() if right else span.end
    return Span(start, end)


def right_of(text: str, at: int, end: int) -> int:
    """Where what an office is of or for ends, behind its noun: at ``at`` itself where nothing tells it."""
    found = _right(False).match(text, at, end)
    return found.end() if found else at


def is_department(words: str) -> bool:
    """Whether words are part of an office and name no body by themselves: "State", "Defence"."""
    known = {*table("titles")["department"].split(), *_words("departments"), "state", "union"}
    return set(words.lower().split()) - {"of", "the"} <= known


def is_seat(words: str) -> bool:
    """Whether words name a town where bodies of many states sit."""
    return bool(set(words.lower().split()) & _words("seats"))


def office_behind(text: str, at: int, end: int) -> Span | None:
    """The words of an office that begin at ``at``: as many as it takes to its noun, with what that is of.

    >>> text = "was sworn in as Maltese minister of defence on Monday"
    >>> office_behind(text, 16, len(text)).quote(text)
    'Maltese minister of defence'
    """
    for found in islice(re.finditer(r"[\w’'-]+([ ]|$|(?=[^\w’' -]))", text[at:end]), MOST_WORDS):
        span = Span(at, at + found.end() - len(found[1]))
        if found[0].strip().lower() in _words("no_part") - {*LINKS, "the", "and"}:
            break
        if title_of(" ".join(span.quote(text).split())) is not None:
            return phrase_around(text, span, end)
        if not found[1]:
            break
    return None


def office_before(text: str, start: int, at: int, only_capitals: bool = False) -> Span | None:
    """The words of an office that end at ``at``, before a comma or a name: all of a phrase, from its possessor on.

    >>> text = "in the presence of Malta's foreign minister, Ada Berg"
    >>> office_before(text, 0, 43).quote(text)
    "Malta's foreign minister"
    """
    first = at
    for word in reversed(list(re.finditer(r"[\w’'-]+", text[start:at]))[-MOST_WORDS:]):
        known = word.group().lower() in _words("no_part") or (only_capitals and not word.group()[0].isupper())
        if text[start + word.end() : first].strip() or known:
            break
        first = start + word.start()
        if re.search(r"(?:['’]s|s['’])$", word.group()):
            break
    found = Span(first, at) if first < at else None
    return found if found and title_of(found.quote(text)) is not None else None


@cache
def _left() -> re.Pattern[str]:
    """A possessor, and words by which an office is no longer or not yet held."""
    marks = "|".join(sorted(_standings()))
    small = "|".join(sorted(_words("forces")))
    owner = rf"(?:(?:{NAME}(?: {NAME}){{0,4}}|\b(?:{small}))['’]s? )"
    return re.compile(rf"(?:{owner}(?:(?:{marks})[ -])?|\b(?:{marks})[ -]\[?)$")


@cache
def _right(is_sent: bool) -> re.Pattern[str]:
    """What a noun is of or for: words with a capital, and departments. Those sent are also to or in somewhere."""
    departments = "|".join(sorted({*table("titles")["department"].split(), *_words("departments")}))
    small = "|".join(sorted(_words("within_names")))
    word = rf"(?:{NAME}(?:\s+(?:{small})\s+{NAME})?|(?:{departments})\b)"
    link = "(?:of|for|in|to|at)" if is_sent else "(?:of|for)"
    return re.compile(rf"(?:\s+{link}\s+(?:(?:the|an?)\s+)?{word}(?:\s+(?:and\s+)?{word})*)+")
