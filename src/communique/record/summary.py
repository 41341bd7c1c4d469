"""One neutral sentence for an event, from the frames of `data/en/summary.toml`.

"Ilham Aliyev met Selçuk Bayraktar in Baku on 1 April 2021."
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from communique.lexicon import table
from communique.model.record import Entity
from communique.model.time import Basis, Interval
from communique.record.wording import listed, when

REMEMBERED = 100_000  # names: an entity takes part in many events
SLOT = re.compile(r"\{(\w+)(?:\|([^}]*))?\}")
OPTION = re.compile(r" ?\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a summary is made of: the headline values of an event."""

    kind: str
    status: str
    actors: tuple[Entity, ...] = ()
    recipients: tuple[Entity, ...] = ()
    others: Mapping[str, tuple[Entity, ...]] | None = None
    place: Entity | None = None
    date: Interval | None = None
    quote: str = ""


def summarise(facts: Facts) -> str:
    """The sentence; where nobody is known to say it of, the kind alone with place and date."""
    words = _slots(facts)
    kinds = _table()["kind"]
    row = kinds.get(facts.kind, kinds["default"])
    chosen = next((f for f in row["frames"] if _can_fill(f, words)), "")
    frame, _, own_verb = chosen.partition(" :: ")
    clause = _clause(frame, (own_verb or row["verb"]).split(), facts, words) if frame else _bare(facts, row["noun"])
    tail = (_where(frame, facts), _when(facts))
    sentence = " ".join(filter(None, (clause, *tail)))
    return f"{sentence[0].upper()}{sentence[1:].rstrip('.')}."


def _where(frame: str, facts: Facts) -> str:
    """The place, unless the sentence has it already."""
    if facts.place is None or "{place}" in frame or facts.place in (*facts.actors, *facts.recipients):
        return ""
    return str(_table()["place"]["where"]).format(place=named(facts.place))


def _when(facts: Facts) -> str:
    """The date, where words of a report tell it."""
    return when(facts.date) if facts.date and facts.date.basis is not Basis.INFERRED else ""


def _table() -> Mapping[str, Any]:
    return table("summary")


@cache
def _words(part: str, name: str) -> tuple[str, ...]:
    return tuple(str(_table()[part][name]).split())


def _bare(facts: Facts, noun: str) -> str:
    """What can be said where nobody is known to have taken part: "an election was planned"."""
    patterns = _table()["bare"]
    return str(patterns.get(facts.status, patterns["happened"])).format(noun=noun)


def _slots(facts: Facts) -> dict[str, str]:
    """The words for every slot that is filled."""
    names = {
        "actors": facts.actors,
        "recipients": facts.recipients,
        "first": facts.actors[:1] if len(facts.actors) > 1 else (),
        "rest": facts.actors[1:],
        "place": (facts.place,) if facts.place else (),
        **(facts.others or {}),
    }
    return {slot: listed([_in_slot(entity, slot) for entity in filled]) for slot, filled in names.items() if filled}


def _in_slot(entity: Entity, slot: str) -> str:
    """Things in the plural need no article: "supplied drones", "attacked with missiles"."""
    return entity.name if slot in ("item", "instrument") and _is_many(entity) else named(entity)


def named(entity: Entity) -> str:
    """The name of an entity as it stands in a sentence: "the Defence Ministry", "Ilham Aliyev".

    Words of a side ("invaders") are set in quotation marks.
    """
    return _named(entity.name, entity.kind)


@lru_cache(maxsize=REMEMBERED)
def _named(name: str, kind: str) -> str:
    words = name.split()
    if words and ({words[-1].lower(), *(w for w in words if w.islower())} & set(_words("partisan", "words"))):
        quoted = str(_table()["partisan"]["quoted"]).format(name=name)
        return str(_table()["article"]["definite"]).format(name=quoted) if words[-1].islower() else quoted
    if not words or words[0].lower() in _words("article", "own"):
        return name
    begins = len(words) > 1 and words[0] in _words("article", "first") and kind not in ("country", "place")
    fits = words[-1] in _words("article", "last") or begins
    is_named = kind not in _words("article", "kinds") and not words[-1].islower()
    if is_named and (not fits or kind == "person"):
        return name
    return str(_table()["article"]["definite"]).format(name=name)


def _can_fill(frame: str, words: Mapping[str, str]) -> bool:
    needed = (slot for slot, other in SLOT.findall(OPTION.sub("", frame)) if not other)
    return all(slot in words for slot in needed)


def _fill(frame: str, words: Mapping[str, str]) -> str:
    kept = OPTION.sub(lambda m: f" {m[1]}" if _can_fill(m[1], words) else "", frame)
    return SLOT.sub(lambda m: words.get(m[1], m[2] or ""), kept)


def _clause(frame: str, verb: list[str], facts: Facts, words: Mapping[str, str]) -> str:
    """The frame with its slots filled and its verb in the form that the status asks for."""
    passive = "HAVE" in frame
    subject, _, rest = (part.strip() for part in frame.partition("HAVE" if passive else "VERB"))
    patterns = _table()["passive" if passive else "status"]
    pattern = patterns.get(facts.status, patterns["happened"])
    past, plain, done, ing = verb
    sentence = pattern.format(
        s=_fill(subject, words), o=_fill(rest, words).strip(), past=past, plain=plain, done=done, ing=ing,
        was=_table()["was"]["many" if _is_plural(subject, facts) else "one"],
    )  # fmt: skip
    return " ".join(sentence.split()).replace(" ,", ",")


def _is_plural(subject: str, facts: Facts) -> bool:
    slot = SLOT.findall(subject)
    counts = {"actors": facts.actors, "recipients": facts.recipients, "first": facts.actors[:1]}
    filled = counts.get(slot[0][0], (facts.others or {}).get(slot[0][0], ())) if slot else ()
    return len(filled) != 1 or _is_many(filled[0])


def _is_many(entity: Entity) -> bool:
    """Whether a single name stands for several: "missiles", "Iraqi armed forces", "Americans"."""
    last = entity.name.split()[-1] if entity.name else ""
    ends, ends_not, ends_always = (_words("plural", k) for k in ("endings", "not_endings", "sure_endings"))
    regular = last.endswith(ends) and not last.endswith(ends_not) and (last.islower() or entity.kind == "group")
    return regular or last.endswith(ends_always) or last.lower() in _words("plural", "last")
