"""What the subjects of a report are looked for by in an index, and what stands when a few reports are linked."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from communique.merge import names as nm
from communique.merge.block import family, word_keys
from communique.merge.canonical import Partition
from communique.merge.link_chains import signature
from communique.merge.pairs import Frequencies, stems_of
from communique.merge.subjects import ChainView, EventView
from communique.model.nearby import Entry, day_number, digest


@dataclass(frozen=True)
class Standing:
    """What stands while the reports ``fresh`` (ids) are linked: nothing is decided about the others among themselves.

    ``cluster`` tells which of the other subjects (by key) are one thing, ``apart`` which of them persons held apart,
    ``told_in`` how many reports of the whole record have each word, and in how many there are words at all.
    """

    fresh: frozenset[str]
    cluster: Mapping[str, Hashable] = field(default_factory=dict)
    apart: Sequence[tuple[str, str]] = ()
    told_in: Frequencies | None = None

    def enter(self, partition: Partition) -> None:
        """Join in ``partition`` what stands joined, and hold apart what stands apart."""
        first: dict[Hashable, str] = {}
        for key in sorted(self.cluster):
            partition.join(first.setdefault(self.cluster[key], key), key)
        for one, two in self.apart:
            partition.part(one, two)


def stems_told(events: Iterable[EventView]) -> frozenset[str]:
    """The words of the sentences that tell ``events``."""
    return frozenset[str]().union(*(stems_of(event.evidence) for event in events))


def entries(view: ChainView) -> tuple[Entry, ...]:
    """All ways to find what a chain is a mention of: by what settles it, and by words that it may share."""
    day, sort = day_number(view.published), family(view.kind)
    found = {digest(*words) for words in _settling(view)} | {digest("word", sort, word) for word in word_keys(view)}
    return tuple(Entry(key, day, view.key) for key in sorted(found))


def _settling(view: ChainView) -> Iterator[tuple[str, ...]]:
    if view.reference:
        yield "reference", family(view.kind), view.reference
    if (known := signature(view)) is not None:
        yield "name", repr(_ordered(known))
    for name in view.names:
        words = nm.content(name)
        if view.kind == "person":
            yield from (("called", calling) for calling in {*nm.callings(name), nm.bare(name)} - {""})
        if words:
            yield "sounds", nm.sound(words[0])
            yield "sounds", nm.sound(words[-1])
    if view.kind == "person" and view.country:
        yield from (("office", title, view.country) for title in view.titles)


def _ordered(value: Hashable) -> Hashable:
    """The same with sets as sorted tuples, so that it is written in one way."""
    if isinstance(value, frozenset):
        return tuple(sorted(value))
    return tuple(map(_ordered, value)) if isinstance(value, tuple) else value
