"""`data/en/arms.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.lexicon import table, word_set


@dataclass(frozen=True)
class Words:
    """The words by which reports tell of weapons; ``verbs`` and ``nouns`` map a word to the sort of act it tells."""

    weapons: frozenset[str]
    general: frozenset[str]
    faint: frozenset[str]
    martial: frozenset[str]
    batch: frozenset[str]
    kinds: frozenset[str]
    plain: frozenset[str]
    made: frozenset[str]
    again: frozenset[str]
    lots: frozenset[str]
    pairs: Mapping[str, int]
    ordinals: frozenset[str]
    mass: frozenset[str]
    many: frozenset[str]
    forces: frozenset[str]
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    paper: frozenset[str]
    sign: frozenset[str]
    wins: frozenset[str]
    number: frozenset[str]
    denied: frozenset[str]
    false: frozenset[str]
    open: frozenset[str]
    total: tuple[str, ...]
    replaced: tuple[str, ...]
    doubt: tuple[str, ...]
    service: frozenset[str]
    loose: frozenset[str]
    left: frozenset[str]
    lends: frozenset[str]
    halted: frozenset[str]
    foreseen: frozenset[str]
    after: frozenset[str]
    ends: frozenset[str]
    agrees: frozenset[str]
    amend: frozenset[str]
    apart: frozenset[str]
    licence: frozenset[str]
    licensed: tuple[str, ...]
    unlicensed: tuple[str, ...]
    price: frozenset[str]
    rate: frozenset[str]
    each: tuple[str, ...]
    free: tuple[str, ...]
    courses: frozenset[str]
    begin: frozenset[str]
    complete: frozenset[str]
    learn: frozenset[str]
    teach: frozenset[str]
    give: frozenset[str]
    use: frozenset[str]
    schools: frozenset[str]
    effect: frozenset[str]
    by: frozenset[str]


@cache
def words() -> Words:
    """The words as they stand in the table."""
    row = table("arms")
    acts, training, price = row["acts"], row["training"], row["price"]
    sets = """weapons general faint martial batch kinds plain made again lots forces ordinals mass many""".split()
    taught = "courses begin complete learn teach schools give use".split()
    counted = """sign wins number denied false open service loose left amend apart lends halted foreseen after
    ends agrees""".split()
    nouns = {w: sort for sort, listed in row["nouns"].items() if sort != "paper" for w in listed.split()}
    found: dict[str, Any] = {name: word_set(row[name]) for name in sets}
    found |= {name: word_set(training[name]) for name in taught}
    found |= {name: word_set(acts[name]) for name in counted}
    found |= {name: tuple(acts[name]) for name in ("total", "doubt", "replaced")}
    return Words(
        **found,
        pairs=dict(row["pairs"]),
        verbs={w: sort for sort, listed in row["verbs"].items() for w in listed.split()},
        nouns=nouns,
        paper=word_set(row["nouns"]["paper"]),
        licence=word_set(row["licence"]["words"]),
        licensed=tuple(row["licence"]["phrases"]),
        unlicensed=tuple(row["licence"]["without"]),
        price=word_set(price["words"]),
        rate=word_set(price["rate"]),
        each=tuple(price["each"]),
        free=tuple(price["free"]),
        effect=word_set(row["effect"]["words"]),
        by=word_set(row["effect"]["by"]),
    )
