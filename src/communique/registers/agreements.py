"""Agreements: a file for each treaty, memorandum, contract, statement: its parties, its life, what it obliges to.

See `files` for which of the agreements that reports speak of are one, `lives` for the steps, `duties` for obligations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.lexicon import table
from communique.model.record import Evidence, Record
from communique.model.time import Interval
from communique.record.wording import listed
from communique.reference import load as load_reference
from communique.registers.desk import Desk
from communique.registers.duties import Duty, duties_of
from communique.registers.files import File, Shelf, is_told, names_of, subject, title_of
from communique.registers.founding import bodies_of
from communique.registers.lives import DONE, Line, Telling, announced_at, lines_of, telling_of

ORDER = "announced negotiated initialled signed approved ratified in_force amended extended suspended withdrawn ended"
RANK = {step: i for i, step in enumerate(ORDER.split())}
MOVES_LITTLE = frozenset({"approved", "extended"})  # these leave the whole where it stands
BY_ONE = frozenset({"withdrawn", "suspended"})  # what one side does to the whole
BEFORE = frozenset({"negotiated", "initialled", "signed"})  # planned, these announce an agreement


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement: ``parties`` are sides (alpha-3 codes or entities' ids), ``standing`` the last step of the whole.

    ``names`` are its proper names, ``name`` the fullest, else the reports' own description. ``bodies`` are those that
    it sets up, by name; ``until`` is when it is to end, where told. ``things`` are the claim keys of what reports say
    it is.
    """

    name: str
    names: tuple[str, ...]
    form: str
    parties: tuple[str, ...]
    steps: tuple[Line, ...]
    duties: tuple[Duty, ...]
    bodies: tuple[str, ...]
    standing: str | None
    until: Interval | None
    things: tuple[str, ...]
    called: tuple[Evidence, ...]


def agreements(record: Record) -> tuple[Agreement, ...]:
    """All agreements of which a step is told, in the order of the reports that first tell of them."""
    return agreements_on(Shelf(Desk(record)))


def agreements_on(shelf: Shelf) -> tuple[Agreement, ...]:
    """The same from a shelf at hand."""
    found = (_agreement(shelf, file) for file in shelf.filed("agreement"))
    return tuple(a for a in found if (a.steps or a.duties) and _is_particular(a))


def _is_particular(found: Agreement) -> bool:
    """Whether it is plain which agreement is meant: by a name, two parties, or a subject with a day."""
    if found.names or len(found.parties) > 1:
        return True
    done = [s for s in found.steps if s.status in DONE and s.date and s.date.days <= 31 and is_told(s.date)]
    if found.form == "statement" or not done:
        return False
    return any(subject(c.quote) for c in found.called) or bool(found.parties and any(s.place for s in done))


def _agreement(shelf: Shelf, file: File) -> Agreement:
    tellings = list(_tellings(shelf, file))
    parties = tuple(sorted(file.sides))
    lines = lines_of(shelf.desk, tellings, frozenset(parties))
    steps = _with_announcement(shelf, [s for s in lines if (s.step, s.status) != ("ended", "planned")], tellings)
    duties = [o for t in (*file.things, *file.amending) for o in shelf.obligations.get(t.id, ())]
    duties.sort(key=lambda o: shelf.told_at[o.id])
    return Agreement(
        name=_title(shelf, file, parties),
        names=names_of(file),
        form=_form(file),
        parties=parties,
        steps=steps,
        duties=duties_of(shelf, duties, parties, (t.report for t in (*file.things, *file.amending))),
        bodies=tuple(bodies_of(shelf, file)),
        standing=standing_of(steps, parties),
        until=next((s.date for s in lines if s.step == "ended" and s.status == "planned"), None),
        things=tuple(t.id for t in file.things),
        called=tuple(t.called for t in file.things),
    )


def _title(shelf: Shelf, file: File, parties: tuple[str, ...]) -> str:
    """What a file is called; one that no report calls more than "the agreement", by those whom it is between."""
    title = title_of(file)
    if " " in title or len(parties) < 2:
        return title
    states = [load_reference().country_by_code(side) for side in parties]
    names = [s.name if s else shelf.desk.entities[p].name for s, p in zip(states, parties, strict=True)]
    return str(table("steps")["words"]["unnamed"]).format(noun=title.lower(), sides=listed(names))


def _tellings(shelf: Shelf, file: File) -> Iterator[Telling]:
    """The steps of a file; the signing of a protocol to it amends it."""
    for thing in file.things:
        yield from (telling_of(shelf, step) for step in shelf.steps.get(thing.id, ()) if step.step in RANK)
    for thing in file.amending:
        for step in shelf.steps.get(thing.id, ()):
            if step.step in RANK:
                yield telling_of(shelf, step, "amended" if step.step in BEFORE else "")


def _with_announcement(shelf: Shelf, lines: Sequence[Line], tellings: list[Telling]) -> tuple[Line, ...]:
    """The steps, with the first report of a plan to sign as the announcement, where none is told by that word."""
    if any(line.step == "announced" for line in lines):
        return tuple(lines)
    signed = next((line for line in lines if line.step == "signed" and line.status in DONE), None)
    plans = [
        t
        for t in tellings
        if t.step in BEFORE
        and (t.status == "planned" or (t.status == "proposed" and t.step == "negotiated"))
        and t.published
        and not (signed and signed.date and t.published > signed.date.end)
    ]
    first = min(plans, key=lambda t: (str(t.published), t.evidence.report, t.evidence.span), default=None)
    if first is None or (not any(t.sides or t.step == "negotiated" for t in plans) and signed is None):
        return tuple(lines)
    told = announced_at(shelf, first, "announced", "happened")
    if not told.events and first.day is None:
        return tuple(lines)  # a wish
    if signed and signed.date and told.date and told.date.end >= signed.date.start:
        return tuple(lines)  # the signing itself
    kept = tuple(line for line in lines if line.step != "negotiated" or line.status in DONE)
    return (told, *kept)


def _form(file: File) -> str:
    forms = [t.form for t in file.things]
    plain = [f for f in forms if f != "text"] or ["agreement"]
    special = [f for f in plain if f != "agreement"] or plain
    return max(dict.fromkeys(special), key=special.count)


def standing_of(steps: tuple[Line, ...], parties: tuple[str, ...]) -> str | None:
    """The last step that the whole has reached: what one of several sides does alone moves it only by leaving it."""
    done = [s for s in steps if s.status in DONE and s.step not in MOVES_LITTLE and s.date and not s.what]
    whole = [s for s in done if not s.by or s.step in BY_ONE or _all_sides(s, done, parties)]
    if not whole:
        return next((s.step for s in reversed(steps) if s.status in DONE), None)
    if any(s.step == "in_force" for s in whole):
        whole = [s for s in whole if RANK[s.step] >= RANK["in_force"] and s.step != "amended"]
    return max(whole, key=lambda s: (s.date.start if s.date else None, RANK[s.step])).step


def _all_sides(line: Line, done: list[Line], parties: tuple[str, ...]) -> bool:
    sides = {side for other in done if other.step == line.step for side in other.by}
    return line.step == "ratified" and set(parties) <= sides
