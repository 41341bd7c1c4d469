"""Bodies that a state has one of: "the Kenyan navy" of one report is the "Kenya Navy" of another.

What such a body is called without its state is that of the state told beside it, else of the one that the report is
written from, else of the only one whose body of that sort the report tells of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from communique.lexicon import table
from communique.merge import names as nm
from communique.merge.compare import OFFICE, wording
from communique.merge.joiner import Joiner
from communique.merge.subjects import ChainView

BREATH = 80  # characters within which a body is not told of anew

Sort = frozenset[str]  # the words that tell what body it is, as they sound
Body = tuple[Sort, str]  # its sort and its state


def link_institutions(views: Sequence[ChainView], joiner: Joiner) -> None:
    """Join the chains of one body of a state, then those called by a general word for the only such body."""
    sorts = {v.key: sort for v in views if (sort := sort_of(v)) is not None}
    bodies: dict[Body, list[ChainView]] = defaultdict(list)
    told = _told(views, sorts)
    for view in views:
        if view.key in sorts and (state := _state(view, sorts[view.key], told)) is not None:
            bodies[sorts[view.key], state].append(view)
    for (_, state), same in bodies.items():
        for view in same[1:]:
            joiner.join(same[0].key, view.key, 0.8, f"a body that {state} has one of: {same[0].label} / {view.label}")
    _link_general(bodies, joiner)


def sort_of(view: ChainView) -> Sort | None:
    """What body of a state a chain is; None where states have several such, or it is none."""
    if view.kind not in ("organisation", "body") or not (view.names or view.nominals):
        return None
    words = frozenset(wording(view.label).words) - _idle()
    if OFFICE in words or nm.sound(OFFICE) in words:
        return words if len(words) > 1 else None
    return _sorts().get(words)


def _told(views: Iterable[ChainView], sorts: Mapping[str, Sort]) -> Mapping[tuple[str, Sort], list[ChainView]]:
    """The bodies of a sort of which a report says whose they are."""
    found: dict[tuple[str, Sort], list[ChainView]] = defaultdict(list)
    for view in views:
        if view.key in sorts and view.country:
            found[view.report, sorts[view.key]].append(view)
    return found


def _state(view: ChainView, sort: Sort, told: Mapping[tuple[str, Sort], Sequence[ChainView]]) -> str | None:
    """Whose body it is; one that is told of before another's is the report's own."""
    if view.country:
        return view.country
    others = told.get((view.report, sort), ())
    states = {v.country for v in others} - {view.home}
    if view.home or not states:
        return None if states else view.home
    return next(iter(states)) if len(states) == 1 and all(_follows(view, v) for v in others) else None


def _follows(view: ChainView, told: ChainView) -> bool:
    """Whether a body is first told of after another, and not in one breath with it, as of two things."""
    if min(view.spans) < min(told.spans):
        return False
    return all(abs(a.start - b.start) > BREATH for a in view.spans for b in told.spans)


def _link_general(bodies: Mapping[Body, Sequence[ChainView]], joiner: Joiner) -> None:
    """ "The Malian army" is the "Malian Armed Forces" where no other force of that family is named."""
    for row in _families():
        for state in dict.fromkeys(state for _, state in bodies):
            own = [view for sort in row for view in bodies.get((sort, state), ())]
            named = {joiner.partition.root(v.key): v for v in own if v.names}
            if len(named) != 1:
                continue
            body = next(iter(named.values()))
            for view in own:
                if not view.names:
                    why = f"{view.label} of {state}: only {body.label} is so named"
                    joiner.join(body.key, view.key, 0.7, why)


@cache
def _idle() -> frozenset[str]:
    return frozenset(nm.sounds(table("matching")["institutions"]["idle"].split()))


@cache
def _sorts() -> Mapping[Sort, Sort]:
    """The words of each body, with those by which it is known here."""
    rows = [[_words(name) for name in row.split("|")] for row in table("matching")["institutions"]["bodies"]]
    return {words: row[0] for row in rows for words in row}


@cache
def _families() -> tuple[tuple[Sort, ...], ...]:
    """Sorts of bodies that a general word may mean one of."""
    rows = table("matching")["institutions"]["families"]
    return tuple(tuple(_sorts()[_words(name)] for name in row.split("|")) for row in rows)


def _words(name: str) -> Sort:
    return frozenset(nm.sounds(name.split()))
