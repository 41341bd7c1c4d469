"""Which office tells who a person is: "Mali's trade minister" and "Minister of Trade" name one office.

Only offices that a state has one of say who is meant; a rank, an envoy or an official is one of many.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from communique import reference
from communique.lexicon import load, office_words, table
from communique.merge import names as nm
from communique.merge.compare import COUNTRY_WORDS


@dataclass(frozen=True, slots=True)
class Office:
    """The noun of an office, the rank and the field told with it, as they sound: minister, deputy, foreign."""

    head: str
    rank: frozenset[str]
    field: frozenset[str]


@lru_cache(1 << 12)
def office_of(words: str) -> Office | None:
    """The office that a description or a title tells; None where it tells none of a state, or one that is held no more.

    >>> office_of("Malian trade minister") == office_of("Minister of Trade"), office_of("former trade minister")
    (True, None)
    """
    rest = words
    for match in reversed(reference.load().countries_in(words)):
        if match.form in COUNTRY_WORDS:
            rest = f"{rest[: match.span.start]} {rest[match.span.end :]}"
    same = table("offices")["same"]
    found = [same.get(word, word) for word in nm.words(rest)]
    head = next((w for w in found if w in office_words("state")), None)
    if head is None or not office_words("gone", "coming").isdisjoint(found):
        return None
    idle = office_words("without") | {"s"}
    told = [w for w in found if w != head and w not in idle]
    ranks = load().name_words["rank"] | office_words("several", "acting")
    rank, field = (frozenset(w for w in told if (w in ranks) is is_rank) for is_rank in (True, False))
    if not field and head not in office_words("alone") and "prime" not in rank:
        return None
    return Office(head, rank, frozenset(nm.sounds(sorted(field))) if field else field)


def same_office(one: Office, two: Office) -> bool:
    """Whether two are one office of a state; of a ministry of many fields, one tells it.

    >>> same_office(office_of("minister of oil and energy"), office_of("oil minister"))
    True
    >>> same_office(office_of("foreign minister"), office_of("deputy foreign minister"))
    False
    """
    if (one.head, one.rank) != (two.head, two.rank):
        return False
    if one.head in office_words("alone"):
        return one.field == two.field
    return one.field <= two.field or two.field <= one.field if one.field and two.field else one.field == two.field
