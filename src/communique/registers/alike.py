"""What speaks for it that two agreements, or two bodies, of which reports speak are one, and what against it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from communique.lexicon import subject_of
from communique.model.record import Thing
from communique.model.time import Interval

ENOUGH = 3  # points from which two are one
NEAR_DAYS = 3
SOME_SHARED, ENOUGH_SHARED = 2, 3  # entities that two reports share, from which they tell of the same affairs

GATHERED = (
    "names", "entities", "forms", "about", "sides", "events", "places", "around", "states", "movers", "charters",
)  # fmt: skip


@dataclass
class File:
    """The things that are one; the first names it least badly where none has a name."""

    kind: str
    things: list[Thing] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    signed: list[Interval] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    movers: set[str] = field(default_factory=set)
    charters: set[str] = field(default_factory=set)
    views: list[File] = field(default_factory=list)
    amending: list[Thing] = field(default_factory=list)

    def add(self, thing: Thing, view: File) -> None:
        """Take in a thing with all that is known of it."""
        self.things.append(thing)
        self.signed += view.signed
        self.views.append(view)
        for name in GATHERED:
            getattr(self, name).update(getattr(view, name))


def points(one: File, two: File, common: Collection[str] = ()) -> float:
    """How much speaks for it that two things are one; 0 or less where something speaks against it.

    A name or an entity in common settles it, and so does one event of signing. Else the same parties count 2, a day of
    signing in common 2, the subject up to 2, the place and a special form 1 each, and reports about the same affairs 1
    or 2, which name the parties 1. A body of which nothing is told counts 2 for the one agreement of both reports.
    Words of a subject that are ``common``, since much is about them, count half.
    """
    other = _apart(one.about, two.about) or _apart(one.sides, two.sides)
    same = one.entities & two.entities or one.events & two.events
    if (same and not other) or _share_name(one, two):
        return float(ENOUGH) + 4
    if _is_named_after_place(one, two) and not differ(one, two, by_subject=False):
        return float(ENOUGH) + 2
    if (one.names and two.names) or differ(one, two) or _is_only_named(one, two) or _is_only_named(two, one):
        return 0.0
    score = 0.0
    if len(one.sides) > 1 and len(two.sides) > 1:
        score += 2 if one.sides == two.sides else 1
    elif one.sides and two.sides:
        score += 0.5
    shared = one.about & two.about
    score += min(2, sum(0.5 if word in common else 1 for word in shared))
    if one.signed and two.signed:
        score += 2 if any(a.overlaps(b) and min(a.days, b.days) <= 31 for a in one.signed for b in two.signed) else 1
    score += bool(one.places & two.places)
    score += 2 * bool(one.movers & two.movers)
    special = (one.forms & two.forms) - {"agreement", "text"}
    score += bool(special)
    affairs = len(one.around & two.around)
    score += 2 if affairs >= ENOUGH_SHARED else affairs >= SOME_SHARED
    if not one.sides and len(two.sides) > 1 and affairs:
        score += two.sides <= one.states | two.around
    if one.kind == "body" and is_bare(one) and one.charters & two.charters:
        score += 2
    return score


def is_bare(one: File) -> bool:
    """Whether nothing is told that tells a thing from others of its form: "the treaty", "the commission"."""
    of_form = subject_of(one.forms)
    return not (one.names or one.about - of_form or len(one.sides) > 1 or one.signed)


def _apart(one: set[str], two: set[str]) -> bool:
    """Whether both tell something and nothing in common."""
    return bool(one and two) and one.isdisjoint(two)


def _is_only_named(one: File, two: File) -> bool:
    """Whether of one nothing is told but a name that the other does not bear: it may be any treaty of these parties."""
    bare = one.kind == "agreement" and one.names and not (one.sides or one.signed or one.places)
    return bool(bare) and not two.names and not one.about & two.about


def is_apart(one: File, file: File) -> bool:
    """Whether a thing cannot be one with some thing of a file, whatever it shares with the others."""
    return any(_days_apart(one, two) or _sides_apart(one, two) for two in file.views)


def _sides_apart(one: File, two: File) -> bool:
    """Whether both are told with parties, one with several, and neither has all of the other's."""
    several = max(len(one.sides), len(two.sides)) > 1 and one.sides and two.sides and not _share_name(one, two)
    return bool(several) and not (one.sides <= two.sides or two.sides <= one.sides)


def _days_apart(one: File, two: File) -> bool:
    """Whether both are told with days of signing, and these are not of one signing."""
    told = one.signed and two.signed and not _share_name(one, two)
    return bool(told) and not any(_may_be_one_day(a, b) for a in one.signed for b in two.signed)


def _is_named_after_place(one: File, two: File) -> bool:
    """Whether the name of one is the place where the other was signed: "Lisbon Treaty"."""
    return any(
        name.startswith(f"{place} ") and len(name.split()) == len(place.split()) + 1
        for a, b in ((one, two), (two, one))
        for name in a.names
        for place in b.places
    )


def _share_name(one: File, two: File) -> bool:
    for a in one.names:
        for b in two.names:
            x, y = set(a.split()), set(b.split())
            if len(x & y) > 1 and (x <= y or y <= x):
                return True
    return False


def differ(one: File, two: File, by_subject: bool = True) -> bool:
    """Whether two cannot be one: parties of whom neither has all, days of signing apart, other forms or subjects."""
    if one.sides and two.sides and not (one.sides <= two.sides or two.sides <= one.sides):
        return True
    if one.signed and two.signed and not any(_may_be_one_day(a, b) for a in one.signed for b in two.signed):
        return True
    a, b = one.forms - {"agreement", "text"}, two.forms - {"agreement", "text"}
    if one.kind == "agreement" and a and b and not a & b:
        return True
    if one.kind == "body" and not one.forms & two.forms:
        return True
    return by_subject and _apart(one.about, two.about)


def _may_be_one_day(a: Interval, b: Interval) -> bool:
    gap = max((a.start - b.end).days, (b.start - a.end).days, 0)
    return gap <= NEAR_DAYS


def keys_of(view: File) -> Iterator[str]:
    """Keys under which files are looked up: what two that are one have in common."""
    yield from (f"n {name.split()[0]}" for name in sorted(view.names))
    yield from (f"e {id_}" for id_ in sorted(view.entities))
    yield from (f"v {id_}" for id_ in sorted(view.events))
    yield from (f"s {side}" for side in sorted(view.sides))
    yield from (f"a {word}" for word in sorted(view.about))
    yield from (f"d {day.start}" for day in view.signed if day.days == 1)
    yield from (f"p {place}" for place in sorted(view.places))
    yield from (f"p {' '.join(name.split()[:-1])}" for name in sorted(view.names))
    yield from (f"w {id_}" for id_ in sorted(view.around))
    yield from (f"c {thing}" for thing in sorted(view.charters))
