"""Who acts with or upon whom: pairs of actors, or of countries, each with the events that tie them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from communique import reference
from communique.dossier.balance import Balance, balance, sort_of
from communique.dossier.book import Book, newest, slug
from communique.model.record import Event, Part

NODES = 60  # drawn
TIES = 140  # drawn and listed
SHOWN = 5  # events listed of a pair
OTHERS = 200  # actors listed that are not drawn
MUTUAL = frozenset({"clash"})  # conflicts whose actors fight one another where no other side is told
SIDE_BY_SIDE = "side by side"

Key = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, eq=False)  # by identity: to compare all events of all ties takes long
class Tie:
    """A pair with its events; each event's sort is what the one does to the other, not what both do to a third."""

    one: str
    other: str
    events: tuple[Event, ...]
    sorts: tuple[str, ...]

    @property
    def balance(self) -> Balance:
        """Of what they do with or to one another; what they do side by side counts as neither."""
        return balance(self.sorts)

    @property
    def side_by_side(self) -> int:
        """How many events both do to a third."""
        return self.sorts.count(SIDE_BY_SIDE)

    @property
    def shown(self) -> tuple[Event, ...]:
        """The last events, newest first."""
        return newest(self.events, SHOWN)

    def end(self, node: str) -> str:
        """The other of the two."""
        return self.other if node == self.one else self.one

    @property
    def anchor(self) -> str:
        """The id of its row in a list."""
        return f"tie-{slug(self.one)}-{slug(self.other)}"


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes with the number of events that tie them to others, most first, and ties, most events first.

    ``left`` are the nodes that are not drawn.
    """

    nodes: tuple[tuple[str, int], ...]
    ties: tuple[Tie, ...]
    left: tuple[tuple[str, int], ...] = ()


def of_entities(book: Book) -> tuple[Tie, ...]:
    """All pairs of entities."""
    return ties(book.record.events, lambda key: key if key in book.entities else None)


def of_countries(book: Book) -> tuple[Tie, ...]:
    """All pairs of countries (alpha-3 codes): each entity acts for its country; bodies between states for none."""
    known = reference.load().country_by_code
    codes = {e.id: e.country.value for e in book.record.entities if e.country and known(e.country.value)}
    return ties(book.record.events, codes.get)


def ties(events: Iterable[Event], key: Key) -> tuple[Tie, ...]:
    """All pairs that an event ties, most events first; ``key`` gives the node that an entity belongs to, if any.

    An event counts once for a pair, whatever its status, but not where it is denied.
    """
    found: dict[tuple[str, str], list[tuple[Event, str]]] = defaultdict(list)
    for event in events:
        if event.status == "denied":
            continue
        for pair, sort in _pairs(event, key).items():
            found[pair].append((event, sort))
    made = (Tie(*pair, tuple(e for e, _ in held), tuple(s for _, s in held)) for pair, held in found.items())
    return tuple(sorted(made, key=lambda tie: (-len(tie.events), tie.one, tie.other)))


def _pairs(event: Event, key: Key) -> dict[tuple[str, str], str]:
    """The pairs that one event ties, with its sort for each.

    Actors who do something to a third stand side by side, and so do those of a conflict that tells no other side,
    unless it is of a kind in which they must be at odds.
    """
    actors, recipients = _nodes(event.actors, key), _nodes(event.recipients, key)
    sort = sort_of(event.kind)
    joint = event.recipients or (sort == "conflict" and event.kind not in MUTUAL)
    found = {_pair(a, b): SIDE_BY_SIDE if joint else sort for a, b in combinations(actors, 2)}
    found |= {_pair(a, b): sort for a in actors for b in recipients if a != b}
    return found


def _nodes(parts: Iterable[Part], key: Key) -> tuple[str, ...]:
    return tuple(dict.fromkeys(node for part in parts if (node := key(part.entity))))


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def network(all_ties: tuple[Tie, ...], nodes: int = NODES, most: int = TIES) -> Network:
    """The part that can be drawn: the strongest ties until they have so many nodes, and what else ties these.

    Of ties with equally many events those come first whose ends have most events. Of each node its strongest tie
    stays, then the strongest of all.
    """
    ranked = _ranked(all_ties)
    counts = dict(ranked)
    chosen: set[str] = set()
    for tie in sorted(all_ties, key=lambda t: (-len(t.events), -counts[t.one] - counts[t.other], t.one, t.other)):
        if len(chosen | {tie.one, tie.other}) <= nodes:
            chosen |= {tie.one, tie.other}
    within = [tie for tie in all_ties if tie.one in chosen and tie.other in chosen]
    kept = set(_strongest(within))
    kept |= set(within[: max(0, most - len(kept))])
    return Network(
        nodes=tuple((node, count) for node, count in ranked if node in chosen),
        ties=tuple(tie for tie in within if tie in kept),
        left=tuple((node, count) for node, count in ranked if node not in chosen),
    )


def by_node(all_ties: Iterable[Tie]) -> dict[str, tuple[Tie, ...]]:
    """Each node's ties, most events first."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in all_ties:
        found[tie.one].append(tie)
        found[tie.other].append(tie)
    return {node: tuple(held) for node, held in found.items()}


def neighbourhood(held: Mapping[str, tuple[Tie, ...]], node: str, most: int = 6) -> Network:
    """A node (the first) with those it has most events with, and the ties between all of them.

    ``held`` is what `by_node` returns.
    """
    own = held.get(node, ())
    counts = {tie.end(node): len(tie.events) for tie in own[:most]}
    near = {tie: None for other in (node, *counts) for tie in held.get(other, ()) if tie.end(other) in {node, *counts}}
    left = tuple((tie.end(node), len(tie.events)) for tie in own[most:])
    return Network(((node, sum(counts.values())), *counts.items()) if own else (), tuple(near), left)


def _ranked(all_ties: Iterable[Tie]) -> list[tuple[str, int]]:
    """Nodes with how many events tie them to any other, each event once."""
    held: dict[str, set[str]] = defaultdict(set)
    for tie in all_ties:
        for node in (tie.one, tie.other):
            held[node].update(event.id for event in tie.events)
    counts = Counter({node: len(events) for node, events in held.items()})
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _strongest(within: Iterable[Tie]) -> Iterator[Tie]:
    """The first tie of each node, in a list that begins with the strongest."""
    met: set[str] = set()
    for tie in within:
        if not {tie.one, tie.other} <= met:
            yield tie
        met |= {tie.one, tie.other}
