"""Which event mentions are one event, and what the events then tell about things without a name."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from communique.merge import names as nm
from communique.merge.block import event_pairs, family
from communique.merge.compare import Cast
from communique.merge.joiner import Joiner
from communique.merge.passages import Passages
from communique.merge.score import UNDECIDED, compare_events, echoes, is_echo, last_told
from communique.merge.subjects import ChainView, EventView

ECHO_SCORE = 0.7  # of a join within one report that rests on there being one candidate only
BACK_SCORE = 0.6  # of one that rests on an article that points back


def link_events(views: Iterable[EventView], passages: Passages, cast: Cast, joiner: Joiner) -> None:
    """Join the event mentions that tell one event, the surest first."""
    ordered = sorted(views, key=lambda v: v.key)
    columns = {v.key: passages.column(v.report, v.trigger_span) for v in ordered}

    def shared(one: EventView, two: EventView) -> bool:
        column = columns[one.key]
        return column is not None and column == columns[two.key] and one.report != two.report

    pairs = {(a.key, b.key): (a, b) for a, b in (*_passage_pairs(ordered, columns), *event_pairs(ordered, cast))}
    found = [(a, b, compare_events(a, b, cast, shared(a, b))) for a, b in pairs.values()]
    found = [f for f in found if f[2].score >= UNDECIDED]
    found.sort(key=lambda f: (-f[2].score, f[0].key, f[1].key))
    for one, two, verdict in found:
        if not verdict.loose:
            joiner.join(one.key, two.key, verdict.score, verdict.explanation)
    _link_echoes(ordered, cast, joiner)
    for one, two, verdict in found:
        if verdict.loose:
            joiner.leave(one.key, two.key, verdict.score, verdict.explanation)


def _link_echoes(views: Sequence[EventView], cast: Cast, joiner: Joiner) -> None:
    """Join what a report tells again without a date ("the attack on the base") to the one event there that it fits."""
    by_report: dict[str, list[EventView]] = {}
    for view in views:
        by_report.setdefault(view.report, []).append(view)
    for told in by_report.values():
        for echo in told:
            if not is_echo(echo):
                continue
            fits = [(other, why) for other in told if (why := echoes(echo, other, cast))]
            roots = {joiner.partition.root(other.key) for other, _ in fits}
            if len(roots) == 1:
                joiner.join(echo.key, fits[0][0].key, ECHO_SCORE, fits[0][1])
            elif echo.definite:
                known = last_told(echo, [other for other, _ in fits] or told, cast)
                if known:
                    joiner.join(echo.key, known.key, BACK_SCORE, f'one report, "the {echo.trigger}" last told of')


def face(view: EventView, cast: Cast) -> Hashable:
    """What of an event mention matters for conflicts with others."""
    sides = tuple(tuple(cast.entity.get(c, c) for c in side) for side in (view.actors, view.recipients))
    return (view.kind, sides, view.date, cast.entity.get(view.place or ""))


def _passage_pairs(
    views: Sequence[EventView], columns: Mapping[str, Hashable | None]
) -> Iterator[tuple[EventView, EventView]]:
    """Events told at one place of a shared passage: each with the first."""
    first: dict[Hashable, EventView] = {}
    for view in views:
        column = columns[view.key]
        if column is not None:
            known = first.setdefault((column, view.kind), view)
            if known is not view:
                yield known, view


# -- what events tell of their participants ----------------------------------------------------------------------------


def link_fillers(
    chains: Mapping[str, ChainView], events: Mapping[str, EventView], joined: Joiner, joiner: Joiner
) -> None:
    """Join things, one of them unnamed, that fill the same role of one event in two reports: the only one there."""
    clusters: dict[str, list[EventView]] = {}
    for key in sorted(events):
        clusters.setdefault(joined.partition.root(key), []).append(events[key])
    for members in clusters.values():
        if len(members) > 1:
            _fillers(chains, members, joiner)


def _fillers(chains: Mapping[str, ChainView], members: Sequence[EventView], joiner: Joiner) -> None:
    first: dict[Hashable, ChainView] = {}
    for event in members:
        for (role, kind), keys in _roles(chains, event).items():
            if len(keys) != 1:
                continue
            view = chains[keys[0]]
            known = first.setdefault((role, kind), view)
            if known is not view and known.report != view.report and _fits(known, view):
                why = f"both {role} of one {event.kind}: {known.label} / {view.label}"
                joiner.join(known.key, view.key, 0.7, why)


def _roles(chains: Mapping[str, ChainView], event: EventView) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    sides = [("actor", c) for c in event.actors] + [("recipient", c) for c in event.recipients] + list(event.others)
    for role, key in sides:
        if key in chains:
            found.setdefault((role, family(chains[key].kind)), []).append(key)
    return found


def _fits(one: ChainView, two: ChainView) -> bool:
    """Whether two fillers may be one: one of them is unnamed, no country speaks against it, a head word supports it."""
    if (one.names and two.names) or one.kind in ("country", "place"):
        return False
    if one.country and two.country and one.country != two.country:
        return False
    if one.kind in ("agreement", "award", "body"):
        return True
    common = set(_heads(one)) & set(_heads(two))
    return bool(common) or (one.kind == "group" and one.country is not None and one.country == two.country)


def _heads(view: ChainView) -> list[str]:
    return [w[:6] for n in (*view.names, *view.nominals) for w in nm.content(n)[-1:]]
