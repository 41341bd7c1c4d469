"""Agreements: a file for each treaty, memorandum, contract, statement: its parties, its life, what it obliges to.

See `files` for which of the agreements that reports speak of are one, `lives` for the steps, `duties` for obligations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.lexicon import table
from communique.model.record import Evidence, Record
from communique.model.time import Interval
from communique.record.wording import listed
from communique.registers.alike import File
from communique.registers.called import is_told, names_of, subject, title_of
from communique.registers.desk import Desk, sentence_at
from communique.registers.duties import Duty, duties_of
from communique.registers.files import Shelf
from communique.registers.founding import bodies_of, called_in
from communique.registers.lives import BY_PARLIAMENTS, DONE, Line, Telling, announced_at, lines_of, telling_of
from communique.registers.whose import home_of

ORDER = "announced negotiated initialled signed approved ratified in_force amended extended suspended withdrawn ended"
RANK = {step: i for i, step in enumerate(ORDER.split())}
MOVES_LITTLE = frozenset({"approved", "extended"})  # these leave the whole where it stands
BY_ONE = frozenset({"withdrawn", "suspended"})  # what one side does to the whole
MANY = 6  # tellings with sides, from which one side told once only is none
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
    return agreements_on(Desk(record))


def agreements_on(desk: Desk) -> tuple[Agreement, ...]:
    """The same from a desk at hand, made once."""
    return desk.once("agreements", lambda: tuple(_all_on(Shelf.of(desk))))


def _all_on(shelf: Shelf) -> Iterator[Agreement]:
    found = (_agreement(shelf, file) for file in shelf.filed("agreement"))
    return (a for a in found if (a.steps or a.duties) and _is_particular(a))


def _is_particular(found: Agreement) -> bool:
    """Whether it is plain which agreement is meant: by a name, two parties, or a subject with a day."""
    if found.names or len(found.parties) > 1:
        return True
    if found.form == "text":
        return False  # "a paper on the question"
    done = [s for s in found.steps if s.status in DONE and s.date and s.date.days <= 31 and is_told(s.date)]
    if found.form == "statement" or not done:
        return False
    told = found.parties or any(s.signers for s in done)
    return bool(told) and (any(subject(c.quote) for c in found.called) or any(s.place for s in done))


def _agreement(shelf: Shelf, file: File) -> Agreement:
    set_up = bodies_of(shelf, file)
    made = {id_ for body in set_up for id_ in body.entities}  # no party to their own founding
    parties = tuple(sorted(_sides_told(file) - made))
    tellings = _with_neighbours(shelf, [_with_side(shelf, t, parties) for t in _tellings(shelf, file)])
    lines = lines_of(shelf.desk, tellings, frozenset(parties))
    steps = _with_announcement(shelf, [s for s in lines if (s.step, s.status) != ("ended", "planned")], tellings)
    steps = tuple(_in_force(step, steps) for step in steps)
    later = [s for t in file.amending for s in shelf.steps.get(t.id, ())]
    joined = frozenset(side for s in later for id_ in s.by for side in shelf.sides_of(id_))
    duties = [o for t in (*file.things, *file.amending) for o in shelf.obligations.get(t.id, ())]
    duties.sort(key=lambda o: shelf.told_at[o.id])
    return Agreement(
        name=_title(shelf, file, parties),
        names=names_of(file),
        form=_form(file),
        parties=parties,
        steps=steps,
        duties=duties_of(shelf, duties, parties, joined, _reports_of(shelf, file, set_up)),
        bodies=tuple(called_in(body, file) for body in set_up),
        standing=standing_of(steps, parties),
        until=next((s.date for s in lines if s.step == "ended" and s.status == "planned"), None),
        things=tuple(t.id for t in file.things),
        called=tuple(t.called for t in file.things),
    )


def _sides_told(file: File) -> set[str]:
    """The sides of an agreement; where it is told with sides again and again, without those told once only."""
    told = Counter(side for view in file.views for side in view.sides)
    often = sum(bool(view.sides) for view in file.views) >= MANY
    return {side for side in file.sides if not often or told[side] > 1}


def _reports_of(shelf: Shelf, file: File, set_up: Sequence[File]) -> Iterator[str]:
    """The reports that speak of an agreement or of the bodies that it sets up, which watch over it."""
    yield from (t.report for f in (file, *set_up) for t in (*f.things, *f.amending))
    for id_ in sorted(id_ for f in set_up for id_ in f.entities):
        yield from shelf.naming.get(id_, ())


def _title(shelf: Shelf, file: File, parties: tuple[str, ...]) -> str:
    """What a file is called; one that no report calls more than "the agreement", by those whom it is between."""
    title = title_of(file)
    if " " in title or len(parties) < 2:
        return title
    names = [shelf.desk.name_of(side) for side in parties]
    return str(table("steps")["words"]["unnamed"]).format(noun=title.lower(), sides=listed(names))


def _tellings(shelf: Shelf, file: File) -> Iterator[Telling]:
    """The steps of a file; the signing of a protocol to it amends it, and chambers pass both."""
    for thing in file.things:
        yield from (telling_of(shelf, step) for step in shelf.steps.get(thing.id, ()) if step.step in RANK)
    for thing in file.amending:
        for step in shelf.steps.get(thing.id, ()):
            if step.step in BEFORE or step.step in ("in_force", "amended"):
                yield telling_of(shelf, step, "amended")
            elif step.step in BY_PARLIAMENTS:
                yield telling_of(shelf, step)


def _with_side(shelf: Shelf, telling: Telling, parties: tuple[str, ...]) -> Telling:
    """A telling of what one side does, with that side where those who do it have no state: "Congress ratified it".

    It is the last party that its sentence names before them, else the state that the report is from, or of two parties
    the one with which it does not call the agreement: "deputies approved the accord with Chad".
    """
    if telling.step not in BY_PARLIAMENTS or telling.sides & set(parties):
        return telling
    report = shelf.desk.reports[telling.evidence.report]
    around = sentence_at(report.text, telling.evidence.span)
    told = [(s, e) for s, e, _ in shelf.desk.mentions.get(report.id, ()) if around.covers(s)]
    chambers = [e.id for s, e in told if telling.evidence.span.covers(s) and e.sector and e.sector.value == "LEG"]
    who = telling.who or chambers  # "the plenary of the Senate gave its approval"
    if not who:
        return telling
    doer = next((s.start for s, e in told if e.id in who), telling.evidence.span.start)
    before = [e.country.value for s, e in told if e.country and e.country.value in parties and s.end <= doer]
    side = before[-1] if before else home_of(report)
    if side not in parties and len(parties) == 2:
        text = report.text
        others = [e.country.value for s, e in told if e.country and text[max(0, s.start - 5) : s.start] == "with "]
        side = next((p for p in parties if p != others[0] and others[0] in parties), None) if others else None
    return replace(telling, sides=frozenset({side})) if side in parties else telling


def _with_neighbours(shelf: Shelf, tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings; one that names nobody is of the side whose parliament its sentence tells of: "Chad's assembly
    passed the text and the instrument was deposited".
    """
    found = []
    for telling in tellings:
        if telling.step in BY_PARLIAMENTS and not telling.who and not telling.sides:
            text = shelf.desk.reports[telling.evidence.report].text
            around = sentence_at(text, telling.evidence.span)
            beside = [t for t in tellings if t.evidence.report == telling.evidence.report and t.step in BY_PARLIAMENTS]
            sides = {t.sides for t in beside if t.sides and around.covers(t.evidence.span)}
            telling = replace(telling, sides=sides.pop()) if len(sides) == 1 else telling
        found.append(telling)
    return found


def _with_announcement(shelf: Shelf, lines: Sequence[Line], tellings: list[Telling]) -> tuple[Line, ...]:
    """The steps, with the first report of a plan to sign as the announcement, where none is told by that word."""
    if any(line.step == "announced" for line in lines):
        return tuple(lines)
    signed = next((line for line in lines if line.step == "signed" and line.status in DONE), None)
    plans = [
        t
        for t in tellings
        if t.step in BEFORE
        and t.status == "planned"
        and (t.step != "negotiated" or t.day)
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


def _in_force(line: Line, steps: Sequence[Line]) -> Line:
    """The day on which an agreement took effect: that of its signing, where it did with that; that planned, where more
    came of it later: what is prolonged was in force.
    """
    if line.step != "in_force":
        return line
    signed = next((s for s in steps if s.step == "signed" and s.status in DONE and s.date), None)
    words = {w.strip(".,;").lower() for e in line.evidence for w in e.quote.split()}
    if signed and line.date and not is_told(line.date) and words & set(table("steps")["words"]["signing"].split()):
        return replace(line, date=signed.date)
    later = [s for s in steps if RANK[s.step] > RANK["in_force"] and s.status in DONE and s.date and line.date]
    if line.status == "planned" and any(s.date and line.date and s.date.start > line.date.end for s in later):
        return replace(line, status="happened")
    return line


def _form(file: File) -> str:
    forms = [t.form for t in file.things if t.name] or [t.form for t in file.things]
    plain = [f for f in forms if f != "text"] or ["text"]
    special = [f for f in plain if f != "agreement"] or plain
    return max(dict.fromkeys(special), key=special.count)


def standing_of(steps: tuple[Line, ...], parties: tuple[str, ...]) -> str | None:
    """The last step that the whole has reached: what one of several sides does alone moves it only by leaving it."""
    done = [s for s in steps if s.status in DONE and s.step not in MOVES_LITTLE and s.date and not s.what]
    whole = [s for s in done if not s.by or s.step in BY_ONE or _all_sides(s, done, parties)]
    if not whole:
        return next((s.step for s in reversed(steps) if s.status in DONE), None)
    if any(s.step == "in_force" for s in whole):
        whole = [s for s in whole if RANK[s.step] >= RANK["in_force"]]
    return max(whole, key=lambda s: (s.date.start if s.date else None, RANK[s.step])).step


def _all_sides(line: Line, done: list[Line], parties: tuple[str, ...]) -> bool:
    sides = {side for other in done if other.step == line.step for side in other.by}
    return line.step == "ratified" and set(parties) <= sides
