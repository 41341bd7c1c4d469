"""Other names in the place of a sentence's, so that the network learns what is told and not of whom.

Half of the event corpus is news of few outlets and years: a name that a label often stands beside must not be what
tells the label. A name gives way to one of the same sort and as many words, so that all labels stay where they are.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from communique import reference
from training.language.corpora import Example

Key = tuple[frozenset[str], str | None, int, bool]


class Swapper:
    """Puts in names that other sentences hold, each of them as likely, and demonyms of any state."""

    def __init__(self, examples: Iterable[Example]) -> None:
        pools: dict[Key, dict[tuple[str, ...], None]] = {}
        for example in examples:
            for at, key in _names(example):
                pools.setdefault(key, {})[example.forms[at.start : at.stop]] = None
        self.pools = {key: list(pool) for key, pool in pools.items()}

    def swap(self, example: Example, chance: random.Random) -> Example:
        """The example with another name for each, the same for the same; labels stay."""
        forms, found = list(example.forms), dict[tuple[Key, tuple[str, ...]], tuple[str, ...]]()
        for at, key in _names(example):
            told = example.forms[at.start : at.stop]
            forms[at.start : at.stop] = found.setdefault((key, told), chance.choice(self.pools.get(key, [told])))
        for i, form in enumerate(forms):
            plural = form.endswith("s")
            if form == example.forms[i] and form.removesuffix("s") in _demonyms():
                forms[i] = chance.choice([d for d in _demonyms() if not plural or d.endswith("n")]) + "s" * plural
        return replace(example, forms=tuple(forms))


def _names(example: Example) -> Iterator[tuple[range, Key]]:
    """The annotated names of a sentence, and what another must be like to stand there."""
    names, first = example.names or (), 0
    while first < len(names):
        last = first + 1
        if all(tag.startswith("B-") for tag in names[first]):
            while last < len(names) and all(tag.startswith("I-") for tag in names[last]):
                last += 1
            kinds = frozenset(tag[2:] for tag in names[first])
            sorts = (example.sorts or ())[first:last]
            sort = next((s for s in reversed(sorts) if s), None)
            yield range(first, last), (kinds, sort, last - first, example.forms[last - 1].isupper())
        first = last


@cache
def _demonyms() -> tuple[str, ...]:
    """The demonyms of states that are one word."""
    states = (c for c in reference.load().countries() if c.kind == "state")
    return tuple(dict.fromkeys(d for c in states for d in c.demonyms[:1] if d.isalpha() and not d.endswith("s")))
