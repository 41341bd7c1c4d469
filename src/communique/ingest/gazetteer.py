"""Which words of a page's head are a town: what the tables of places know."""

from __future__ import annotations

from communique import reference

LONGEST_PLACE = 4  # words


def is_state(words: str) -> bool:
    """Whether words name a country, and no town of it as well: "Peru", neither "Djibouti" nor "Lima"."""
    if not 0 < len(words.split()) <= LONGEST_PLACE or not words[:1].isupper():
        return False
    known = reference.load()
    spelt = words.title() if words.isupper() else words
    country, place = known.country(spelt), known.place(spelt)
    town = place is not None and place.kind in ("city", "capital") and country and place.country == country.alpha3
    return country is not None and country.form == "name" and not town


def is_place(words: str) -> bool:
    """Whether words are a place that the tables know: "Lima", "Nairobi, Kenya"."""
    first = words.split(",")[0].strip()
    if not 0 < len(first.split()) <= LONGEST_PLACE or not first[:1].isupper():
        return False
    known = reference.load()
    spelt = first.title() if first.isupper() else first
    country = known.country(spelt)
    place = known.place(spelt)
    return bool((country and country.form == "capital") or (place and place.kind in ("city", "capital")))
