"""Which chains of different reports are one thing: from what settles most to what settles least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations, pairwise

from communique.merge import names as nm
from communique.merge.block import family, name_pairs
from communique.merge.institutions import link_institutions
from communique.merge.joiner import Joiner
from communique.merge.offices import office_of, same_office
from communique.merge.passages import Passages
from communique.merge.score import Verdict, compare_chains, matter
from communique.merge.subjects import ChainView

SAME_NEWS = timedelta(days=10)  # reports of one affair: "the protesters" of a week later are others
UNSURE = frozenset({"place", "organisation"})  # what a person's full name is read as where the words around are few
SAME_TIMES = timedelta(days=400)  # a surname that only one person bears in the reports means that person for so long
SAME_OFFICE = timedelta(days=365)  # an office is taken to be held by one person for so long
FEW = 3  # "two soldiers" of one state are told of on many days
CANDIDATES = 3  # undecided pairs written down for one subject

Found = tuple[ChainView, ChainView, Verdict]


def link_chains(views: Iterable[ChainView], passages: Passages, joiner: Joiner) -> None:
    """Join the chains that are one thing."""
    ordered = sorted(views, key=lambda v: v.key)
    _by_reference(ordered, joiner)
    _by_equal_name(ordered, joiner)
    _by_name(ordered, joiner)
    link_institutions(ordered, joiner)
    _by_passage(ordered, passages, joiner)
    _by_surname(ordered, joiner)
    _by_stray_name(ordered, joiner)
    _by_office(ordered, joiner)
    _by_unnamed_office(ordered, joiner)
    _by_description(ordered, joiner)


def face(view: ChainView) -> Hashable:
    """What of a chain matters for conflicts with others."""
    named = view.full if view.kind == "person" else bool(view.names)
    return (view.kind, named, view.country, view.reference, matter(view) if view.kind == "agreement" else None)


def _buckets(
    views: Iterable[ChainView], key: Callable[[ChainView], Hashable | None]
) -> Iterator[tuple[Hashable, list[ChainView]]]:
    """Views with an equal key, where it is not None, in the order of the views."""
    found: dict[Hashable, list[ChainView]] = {}
    for view in views:
        place = key(view)
        if place is not None:
            found.setdefault(place, []).append(view)
    yield from found.items()


def _by_reference(views: Sequence[ChainView], joiner: Joiner) -> None:
    for _, same in _buckets(views, lambda v: (family(v.kind), v.reference) if v.reference else None):
        for view in same[1:]:
            joiner.join(same[0].key, view.key, 1.0, f"same reference {view.reference}")


def _by_equal_name(views: Sequence[ChainView], joiner: Joiner) -> None:
    """Chains whose fullest names are equal, and nothing else differs: no need to compare each with each."""
    for _, same in _buckets(views, signature):
        for view in same[1:]:
            verdict = compare_chains(same[0], view)
            if verdict.score and not verdict.loose:
                joiner.join(same[0].key, view.key, verdict.score, verdict.explanation)


def signature(view: ChainView) -> Hashable | None:
    """What chains have in common whose names are equal and say enough; None where a name does not."""
    if not view.names:
        return None
    if view.kind == "person":
        return (view.kind, view.full) if len(view.full) > 1 else None
    return (family(view.kind), frozenset(nm.content(view.label)), view.country)


def _by_name(views: Sequence[ChainView], joiner: Joiner) -> None:
    """Names that are alike, the surest first; a loose fit only where nothing else would do as well."""
    distinct = {(joiner.partition.root(v.key), frozenset(v.names)): v for v in reversed(views) if v.names}
    faces = sorted(distinct.values(), key=lambda v: v.key)
    met = ((a, b) for a, b in name_pairs(faces) if not joiner.stand(a.key, b.key))
    found = [(a, b, v) for a, b in met if (v := compare_chains(a, b)).score]
    found.sort(key=lambda f: (-f[2].score, f[0].key, f[1].key))
    for one, two, verdict in found:
        if not verdict.loose:
            joiner.join(one.key, two.key, verdict.score, verdict.explanation)
    _choose((f for f in found if f[2].loose), joiner)


def _choose(found: Iterable[Found], joiner: Joiner) -> None:
    """Join what has one candidate only; leave what has several undecided."""
    options: dict[str, dict[str, Found]] = defaultdict(dict)
    for one, two, verdict in found:
        a, b = joiner.partition.root(one.key), joiner.partition.root(two.key)
        if a != b:
            options[a].setdefault(b, (one, two, verdict))
            options[b].setdefault(a, (one, two, verdict))
    left: set[frozenset[str]] = set()
    for root, others in options.items():
        several = len(others) > 1 and not _compatible(list(others), options, joiner)
        for one, two, verdict in sorted(others.values(), key=lambda f: -f[2].score)[: CANDIDATES if several else None]:
            if several and root in (joiner.partition.root(one.key), joiner.partition.root(two.key)):
                if (pair := frozenset((one.key, two.key))) not in left:
                    joiner.leave(one.key, two.key, min(verdict.score, 0.5), f"several would fit: {verdict.explanation}")
                left.add(pair)
            elif not any(len(options[r]) > 1 and not _compatible(list(options[r]), options, joiner) for r in others):
                joiner.join(one.key, two.key, verdict.score, verdict.explanation)


def _compatible(roots: Sequence[str], options: Mapping[str, Mapping[str, Found]], joiner: Joiner) -> bool:
    """Whether several candidates may all be one thing: each has become, or would itself do for, each of the others."""
    now = {joiner.partition.root(r) for r in roots}
    return len(now) == 1 or all(two in options.get(one, ()) for one, two in combinations(sorted(set(roots)), 2))


# -- words at one place of a shared passage ----------------------------------------------------------------------------


def _by_passage(views: Sequence[ChainView], passages: Passages, joiner: Joiner) -> None:
    """Chains mentioned at the same place of a passage that the reports share."""
    at: dict[Hashable, dict[str, ChainView]] = {}
    for view in views:
        for span in view.spans:
            column = passages.column(view.report, span)
            if column is not None:
                at.setdefault((family(view.kind), column), {}).setdefault(view.report, view)
    for same in at.values():
        first, *others = same.values()
        for view in others:
            why = f"named at the same place of a shared passage: {first.label} / {view.label}"
            joiner.join(first.key, view.key, 0.97, why)


# -- persons by surname or office --------------------------------------------------------------------------------------


def _by_surname(views: Sequence[ChainView], joiner: Joiner) -> None:
    """A person with one name only joins the one person who is called so, if there is one only."""
    bearers: dict[str, list[ChainView]] = defaultdict(list)
    persons = [v for v in views if v.kind == "person" and v.names]
    for view in persons:
        for calling in sorted({c for n in view.names for c in nm.callings(n)}):
            bearers[calling].append(view)
    bare = [v for v in persons if len(v.full) == 1]
    for view in bare:
        if len(joiner.partition.members(view.key)) == 1:
            _find_bearer(view, bearers.get(nm.bare(view.label), ()), joiner)
    left = [v for v in bare if len(joiner.partition.members(v.key)) == 1 and nm.bare(v.label) not in bearers]
    for _, same in _buckets(left, lambda v: nm.bare(v.label)):
        first = same[0]
        for view in same[1:]:
            same_title = bool(set(first.titles) & set(view.titles))
            if first.country == view.country and (same_title or _near(first, view, SAME_TIMES)):
                why = f"same name: {view.label}; nobody with a fuller name is called so"
                joiner.join(first.key, view.key, 0.75, why)


def _find_bearer(view: ChainView, bearers: Iterable[ChainView], joiner: Joiner) -> None:
    clusters: dict[str, list[ChainView]] = defaultdict(list)
    for bearer in bearers:
        if bearer.report != view.report and not (view.country and bearer.country and view.country != bearer.country):
            clusters[joiner.partition.root(bearer.key)].append(bearer)
    known, how = _best(view, clusters)
    for found in list(known.values())[:CANDIDATES]:
        bearer = found[0]
        if len(known) == 1 and _backed(view, found):
            joiner.join(view.key, bearer.key, 0.8, f"{view.label} is {bearer.label}: {how}")
        else:
            joiner.leave(view.key, bearer.key, 0.4, f"{view.label} may be {bearer.label}")


def _best(view: ChainView, clusters: Mapping[str, list[ChainView]]) -> tuple[Mapping[str, list[ChainView]], str]:
    """The candidates left after the first test that only one of them passes, and that test."""
    calling = nm.bare(view.label)

    def called(bearer: ChainView) -> bool:
        return any(nm.bare(n) == calling for n in bearer.names)

    def surnamed(bearer: ChainView) -> bool:
        return any(nm.callings(n)[:1] == (calling,) for n in bearer.names)

    def titled(bearer: ChainView) -> bool:
        return bool(set(bearer.titles) & set(view.titles))

    if len(clusters) > 1:
        for test, how in ((titled, "same title"), (called, "alone called so elsewhere"), (surnamed, "by surname")):
            passed = {root: found for root, found in clusters.items() if any(test(b) for b in found)}
            if len(passed) == 1:
                return passed, how
    return clusters, "nobody else is called so"


def _backed(view: ChainView, found: Sequence[ChainView]) -> bool:
    """Whether anything beside the name ties the two: country, title, or reports of the same weeks."""
    same_country = any(b.country and b.country == view.country for b in found)
    same_title = any(set(b.titles) & set(view.titles) for b in found)
    return same_country or same_title or any(_near(view, b, SAME_TIMES) for b in found)


def _by_stray_name(views: Sequence[ChainView], joiner: Joiner) -> None:
    """A name that a report takes for a place or the like joins the one person or body of another kind so called.

    "Gatera" alone reads like a town; where no table knows a town of the name and other reports tell of Alphonse Gatera,
    or of Gatera Shipping, it is that. So is "Burundi's Alphonse Gatera" where that was read as a place.
    """
    bearers: dict[tuple[str, ...], dict[str, ChainView]] = defaultdict(dict)
    for view in views:
        for calling in _callings(view):
            bearers[calling].setdefault(joiner.partition.root(view.key), view)
    strays = {view.key: word for view in views if (word := _stray(view)) is not None}
    for view in views:
        word = strays.get(view.key)
        if word is None or any(strays.get(k) != word for k in joiner.partition.members(view.key)):
            continue
        known = [b for b in bearers.get(word, {}).values() if b.report != view.report]
        if len(known) == 1 and family(known[0].kind) != family(view.kind) and _near(view, known[0], SAME_TIMES):
            bearer = known[0]
            joiner.join(view.key, bearer.key, 0.7, f"{view.label} is {bearer.label}: nothing else is called so")


def _stray(view: ChainView) -> tuple[str, ...] | None:
    """How the words sound that a report calls something, where no table knows it."""
    words = nm.content(view.label) if view.names and not view.reference and view.kind != "country" else ()
    return tuple(map(nm.sound, words)) if len(words) == 1 or (words and view.kind in UNSURE) else None


def _callings(view: ChainView) -> set[tuple[str, ...]]:
    """The whole name of a person, and the one word by which a person, or a body of a longer name, may be called."""
    if view.kind == "person":
        return {tuple(map(nm.sound, view.full)), (nm.sound(view.full[-1]),)} if len(view.full) > 1 else set()
    if view.kind not in ("organisation", "body", "equipment"):
        return set()
    return {(nm.sound(nm.content(n)[0]),) for n in view.names if len(nm.content(n)) > 1}


def _near(one: ChainView, two: ChainView, within: timedelta) -> bool:
    return one.published is None or two.published is None or abs(one.published - two.published) <= within


def _states_of(view: ChainView, joiner: Joiner, by_key: Mapping[str, ChainView]) -> set[str]:
    """The countries that the reports tell of a person, else those lent."""
    members = [by_key[k] for k in joiner.partition.members(view.key) if k in by_key]
    return {v.country for v in members if v.country} or {v.home for v in members if v.home}


def _by_office(views: Sequence[ChainView], joiner: Joiner) -> None:
    """ "The Malian trade minister" is the one person who has that office of the country in reports of the year.

    Where no country is told, it is the one who has it in any report of those days.
    """
    offices = {v.key: tuple(o for w in v.offices if (o := office_of(w)) is not None) for v in views}
    holders = [v for v in views if v.names and offices[v.key]]
    by_key = {v.key: v for v in views}
    states = {v.key: _states_of(v, joiner, by_key) for v in holders}
    for view in views:
        if view.kind != "person" or view.names or not offices[view.key]:
            continue
        within = SAME_OFFICE if view.country else SAME_NEWS
        people: dict[str, ChainView] = {}
        for holder in holders:
            same = any(same_office(a, b) for a in offices[view.key] for b in offices[holder.key])
            ours = not view.country or view.country in states[holder.key]
            if same and ours and _near(view, holder, within):
                people.setdefault(joiner.partition.root(holder.key), holder)
        if len(people) == 1:
            holder = next(iter(people.values()))
            of = f" of {view.country} within a year" if view.country else " in reports of those days"
            joiner.join(view.key, holder.key, 0.75, f"only {holder.label} is told to be {view.label}{of}")


def _by_unnamed_office(views: Sequence[ChainView], joiner: Joiner) -> None:
    """Whom nobody names, in one office of one country in reports of the same days: "the foreign minister of Mali"."""
    unnamed = [v for v in views if v.kind == "person" and not v.names and v.country and v.offices]
    for _, same in _buckets(unnamed, _office_held):
        for one, two in pairwise(sorted(same, key=lambda v: (str(v.published), v.key))):
            if one.report != two.report and one.published and two.published and _near(one, two, SAME_NEWS):
                why = f"in one office of {one.country}, unnamed; reported within days: {one.label} / {two.label}"
                joiner.join(one.key, two.key, 0.7, why)


def _office_held(view: ChainView) -> Hashable | None:
    office = next((o for words in view.offices if (o := office_of(words)) is not None), None)
    return (view.country, office) if office else None


# -- things without a name ---------------------------------------------------------------------------------------------


def _by_description(views: Sequence[ChainView], joiner: Joiner) -> None:
    """Unnamed things described in the same words, of one country, in reports of the same days."""
    unnamed = [v for v in views if v.nominals and not v.names and v.country and v.kind != "person"]
    for key, how in ((_words, "same words"), (_numbered, "same number and noun")):
        for _, same in _buckets(unnamed, key):
            ordered = sorted(same, key=lambda v: (str(v.published), v.key))
            for one, two in pairwise(ordered):
                if one.report != two.report and one.published and two.published and _near(one, two, SAME_NEWS):
                    why = f"{how}: {one.label}; same country {one.country}; reported within days"
                    joiner.join(one.key, two.key, 0.7, why)


def _words(view: ChainView) -> Hashable:
    return (view.kind, view.country, frozenset(nm.content(view.label)))


def _numbered(view: ChainView) -> Hashable | None:
    """ "Fourteen armed Malian soldiers" are "14 Malian soldiers": so many of a sort are hardly others."""
    if view.kind != "group" or view.number is None or view.number < FEW:
        return None
    return (view.country, view.number, nm.content(view.label)[-1:])
