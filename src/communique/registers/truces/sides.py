"""Who is a side of a truce: states and groups as the sentences name them, and who speaks or acts for which."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise

from communique.model.entity import IGO
from communique.model.record import Entity
from communique.model.span import Span
from communique.reference import load as load_reference
from communique.registers.desk import Desk
from communique.registers.truces.model import Party
from communique.registers.truces.passages import Passage
from communique.registers.truces.words import NAME, pattern, row, spellings

Key = tuple[str, str]  # ("state", alpha-3) or ("group", an entity's id)
KINDS = ("country", "organisation", "group", "person", "body")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SHORTEST = 3  # letters of a name by which somebody else's name tells whose they are


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(row("sides")[name].split())


@cache
def _sort_set() -> frozenset[str]:
    return _words("state") | _words("rebels")


@cache
def _sort_words() -> tuple[str, ...]:
    return tuple(sorted(_sort_set()))


def sort_of(word: str) -> str | None:
    """Of which sort of side a word tells: "army" of a state's, "rebels" of a group's."""
    folded = word.casefold()
    return "state" if folded in _words("state") else "group" if folded in _words("rebels") else None


def state_words(text: str) -> bool:
    """Whether words tell of a state's own people: "the army"."""
    return any(word.casefold() in _words("state") for word in WORD.findall(text))


def rebel_words(text: str) -> bool:
    """Whether words tell of those who fight a state: "the rebels"."""
    return any(word.casefold() in _words("rebels") for word in WORD.findall(text))


@dataclass(frozen=True)
class Cast:
    """Sides of a record: which entity is of which."""

    desk: Desk
    named: dict[str, Key | None] = field(default_factory=dict)
    aside: set[Key] = field(default_factory=set)  # those who help or watch, for whom no mere word of a sort stands

    def key(self, entity: Entity) -> Key | None:
        """Whose side an entity is by itself: a state's with its government and forces, or its own."""
        if entity.id not in self.named:
            self.named[entity.id] = self._key(entity)
        return self.named[entity.id]

    def _key(self, entity: Entity) -> Key | None:
        country = entity.country.value if entity.country else None
        sector = entity.sector.value if entity.sector else None
        if entity.kind not in KINDS or country == IGO:
            return None
        if entity.kind == "country":
            return ("state", country) if country else None
        if sector in row("sides")["group_sectors"]:
            return self._group(entity)
        if country and (sector in row("sides")["state_sectors"] or state_words(entity.name)):
            return ("state", country)
        return None if country and sector else self._group(entity)

    @cached_property
    def keys(self) -> frozenset[Key]:
        """The sides that there are in the record, whether or not of a truce."""
        return frozenset(k for e in self.desk.entities.values() if (k := self.key(e)))

    def _group(self, entity: Entity) -> Key | None:
        if entity.kind != "organisation" or not entity.is_named or not is_own(entity.name):
            return None
        return ("group", self.full.get(entity.id, entity.id))

    @cached_property
    def full(self) -> dict[str, str]:
        """For an organisation told by the last words of one other's name, that one: "the Column"; and for a short name
        in brackets behind a long one, and a part of a name that "'s" cuts off, the whole.
        """
        named = [e for e in self.desk.entities.values() if e.kind == "organisation" and e.is_named]
        by_last: dict[str, list[Entity]] = {}
        for entity in named:
            for name in {n.value.casefold() for n in entity.names}:
                by_last.setdefault(name.split()[-1], []).append(entity)
        found = {}
        for entity in named:
            words = entity.name.casefold().split()
            longer = {
                other.id
                for other in by_last.get(words[-1], ())
                if other.id != entity.id and _ends_with(other.name, words)
            }
            if len(words) == 1 and len(longer) == 1:
                found[entity.id] = longer.pop()
        return {**found, **self._beside}

    @cached_property
    def _beside(self) -> dict[str, str]:
        """Organisations that stand as one name: "Eastern People" and "'s Front", and "(EPF)" behind them."""
        found: dict[str, str] = {}
        for report, mentions in self.desk.mentions.items():
            text = self.desk.reports[report].text
            named = [(s, e) for s, e, _ in mentions if e.kind == "organisation" and e.is_named]
            for (one, first), (two, second) in pairwise(named):
                between = text[one.end : two.start]
                if first.id == second.id or one.overlaps(two) or between not in ("'s ", "’s ", " ("):
                    continue
                long, short = (first, second) if between == " (" else (second, first)
                found.setdefault(short.id, found.get(long.id, long.id))
        return {short: found.get(long, long) for short, long in found.items() if found.get(long) != short}


def is_own(name: str) -> bool:
    """Whether a name tells by itself whose it is: "Chadian army", not "army"."""
    return bool({word.casefold() for word in WORD.findall(name)} - _words("state") - _words("dress"))


def _ends_with(name: str, words: list[str]) -> bool:
    theirs = name.casefold().split()
    return len(theirs) > len(words) and theirs[-len(words) :] == words


def named_in(cast: Cast, passage: Passage, within: Span | None = None) -> list[tuple[Span, Key]]:
    """The sides that a sentence names, each where it does so first; places and mediators are none."""
    found: dict[Key, Span] = {}
    span = within or passage.span
    mentions = [m for m in cast.desk.mentions.get(passage.report.id, ()) if span.covers(m[0])]
    blank = len(passage.text) - len(passage.text.lstrip())
    for place, entity, form in mentions:
        if place.start < passage.span.start + blank or form == "pronoun" or not (entity.is_named or entity.country):
            continue
        around = ((s, o) for s, o, f in mentions if f != "several")  # whose words hold other states too
        if any(o is not entity and s != place and s.covers(place) and cast.key(o) for s, o in around):
            continue
        key = cast.key(entity)
        if key is not None and key not in found and not _is_aside(passage, place, entity):
            found[key] = place
    return sorted(((span, key) for key, span in found.items()), key=lambda pair: pair[0])


def _is_aside(passage: Passage, place: Span, entity: Entity) -> bool:
    """Whether it is named as a place, or as one who helps: "in Brunei", "mediated by Qatar", "thanked Norway"."""
    text = passage.text
    at, end = place.start - passage.span.start, place.end - passage.span.start
    before, behind = text[max(0, at - 60) : at], text[end : end + 40]
    if re.search(rf"\b(?:{row('sides')['within']})(?: the)? $", before, re.IGNORECASE):
        return True
    if re.search(rf"\b(?:{spellings('area', 'nouns')}) of (?:[\w’'-]+ and )?$", before, re.IGNORECASE):
        return True
    if _is_thanked(text[:at]):
        return True
    if entity.kind == "country":
        if pattern("sides", "lent").match(behind.lstrip()) or _from().search(text[:at]):
            return True  # "Norwegian observers", "observers from Norway and Chile"
        if re.search(rf"\b(?:{row('sides')['places']})(?: the)? $", before, re.IGNORECASE):
            return True
        if re.match(r"[’']s? \w+", behind) and not state_words(" ".join(behind.split()[1:3])):
            return True  # "Brunei's capital"
        if re.search(r"\bof(?: the)? $", before) and not state_words(before):
            return True
    return bool(re.search(r"[^.;]*$", before) and pattern("sides", "mediators").search(before[-40:]))


def _is_thanked(head: str) -> bool:
    """Whether words before a name thank whoever bears it, for help or for those who watch."""
    thanks = list(pattern("sides", "thanks").finditer(head))
    return bool(thanks) and pattern("sides", "thanked").search(head[thanks[-1].end() :]) is None


@cache
def _from() -> re.Pattern[str]:
    """Those who watch, or so many of them, with the countries before the one that they are also from."""
    names = rf"(?:(?:the )?{NAME}(?: {NAME})*(?:, and |, | and ))"
    return re.compile(rf"\b(?:{spellings('sides', 'lent')}) (?:\w+ )?(?:from|of) {names}*(?:the )?$", re.IGNORECASE)


def _demonyms(party: Party) -> tuple[str, ...]:
    """What a state's own are called: "Paraguayan"."""
    country = load_reference().country_by_code(party.country) if party.country else None
    return country.demonyms if country else ()


@dataclass(frozen=True)
class Sides:
    """The sides of one truce, told apart."""

    cast: Cast
    keys: tuple[Key, ...]
    known: dict[str, int | None] = field(default_factory=dict)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """As the file shows them."""
        return tuple(self._party(k) for k in range(len(self.keys)))

    def _party(self, k: int) -> Party:
        sort, which = self.keys[k]
        own = [e for e in self.cast.desk.entities.values() if self.cast.key(e) == self.keys[k]]
        if sort == "group":
            best = self.cast.desk.entities[which]
            names = dict.fromkeys(n.value for e in (best, *own) for n in e.names)
            longest = max(names, key=lambda n: len(n) if n in (x.value for x in best.names) else 0)
            return Party(longest, tuple(names), tuple(dict.fromkeys((best.id, *(e.id for e in own)))), None)
        states = [e for e in own if e.kind == "country"]
        forces = [e for e in own if e.kind == "organisation"]
        names = dict.fromkeys(n.value for e in (*states, *forces) for n in e.names if is_own(n.value))
        named = Counter({e.name: len(e.mentions) for e in (*states, *forces)})
        shown = states[0].name if states else named.most_common(1)[0][0] if named else which
        return Party(shown, tuple(names), tuple(e.id for e in own), which)

    @cached_property
    def _aliases(self) -> tuple[tuple[re.Pattern[str], int], ...]:
        """Names of each side, the longest first, by which other words tell whose they are."""
        listed = [(n, k) for k, p in enumerate(self.parties) for n in (*p.names, *_demonyms(p)) if len(n) >= SHORTEST]
        listed += self._short()
        listed.sort(key=lambda pair: (-len(pair[0]), pair))
        return tuple((re.compile(rf"(?<!\w){re.escape(n)}(?!\w)", re.IGNORECASE), k) for n, k in listed)

    def _short(self) -> list[tuple[str, int]]:
        """The last words of the names of groups, by which they are told again: "the Front", where one alone has it."""
        last = [(p.name.split()[-1], k) for k, p in enumerate(self.parties) if p.country is None and " " in p.name]
        words = [w.casefold() for w, _ in last]
        return [(f"the {w}", k) for w, k in last if words.count(w.casefold()) == 1 and sort_of(w) is None]

    def in_words(self, text: str) -> list[tuple[int, int]]:
        """Where words name a side, by name or by sort ("the army"), each place once: (place, side)."""
        found: dict[int, tuple[int, int]] = {}
        for alias, k in self._aliases:
            for match in alias.finditer(text):
                if not any(a < match.end() and match.start() < b for a, (b, _) in found.items()):
                    found[match.start()] = (match.end(), k)
        for match in WORD.finditer(text):
            known = match[0].casefold() in _sort_set()
            sort = self.of_words(match[0]) if known else None
            if sort is not None and not any(a < match.end() and match.start() < b for a, (b, _) in found.items()):
                found[match.start()] = (match.end(), sort)
        return sorted((start, k) for start, (_, k) in found.items())

    def length(self, text: str) -> int:
        """The length of the name with which a text begins; nothing for a word of a sort."""
        found = (m.end() for alias, _ in self._aliases if (m := alias.match(text)) is not None)
        return max(found, default=0)

    def named_by(self, text: str) -> set[int]:
        """The sides that a text names anywhere: as `in_words` does, but quick."""
        folded = text.casefold()
        names = [(n.casefold(), k) for k, p in enumerate(self.parties) for n in (*p.names, *_demonyms(p))]
        found = {k for n, k in names if len(n) >= SHORTEST and n in folded}
        if len(found) < len(self.keys):
            sorts = {self.of_words(word) for word in _sort_words() if word in folded}
            found |= {k for k in sorts if k is not None}
        return found

    def of_words(self, words: str) -> int | None:
        """The only side of a sort that words are of: the state's for "army", the other for "rebels"."""
        for sort, is_it in (("group", rebel_words), ("state", state_words)):
            if is_it(words):
                of_sort = [k for k, key in enumerate(self.keys) if key[0] == sort]
                return of_sort[0] if len(of_sort) == 1 else None
        return None

    def of(self, entity: str | None) -> int | None:
        """The side that an entity is of, speaks or acts for; None where that is not told."""
        if entity is None:
            return None
        if entity not in self.known:
            self.known[entity] = self._of(self.cast.desk.entities[entity])
        return self.known[entity]

    def _of(self, entity: Entity) -> int | None:
        key = self.cast.key(entity)
        if key in self.keys:
            return self.keys.index(key)
        for words in (entity.name, *(t.value for t in entity.titles)):
            for alias, k in self._aliases:
                if alias.search(words) and entity.kind != "country":
                    return k
        if entity.kind == "person":
            return self._of_person(entity)
        if entity.country and entity.kind != "country" and entity.is_named:
            return None  # of some other state
        return self.of_words(entity.name)

    def _of_person(self, entity: Entity) -> int | None:
        """The side beside whose name somebody is mostly told: "the CVA's chairman, Saw Lin Tun"."""
        votes: Counter[int] = Counter()
        for claim in entity.mentions:
            if claim.span is not None and claim.value == "name":
                votes.update(self._beside(claim.report, claim.span))
        if votes:
            (side, most), *rest = votes.most_common()
            return None if rest and rest[0][1] == most else side
        return next((k for t in entity.titles if (k := self.of_words(t.value)) is not None), None)

    def _beside(self, report: str, span: Span) -> Iterator[int]:
        text = self.cast.desk.reports[report].text
        before = re.split(r"[.;\n]", text[max(0, span.start - 60) : span.start])[-1]
        behind = re.split(r"[.;\n]", text[span.end : span.end + 60])[0]
        near = self.in_words(before)
        if near:
            yield near[-1][1]
        elif behind.startswith(("(", ", ", " of ")) and (after := self.in_words(behind)):
            yield after[0][1]


def pairs(told: Iterable[Sequence[Key]]) -> list[tuple[Key, ...]]:
    """The sets of sides that truces are between: those told together, the most told first; single ones last."""
    counts = Counter(tuple(sorted(keys)) for keys in told if keys)
    return sorted(counts, key=lambda keys: (len(keys) < 2, -counts[keys], keys))
