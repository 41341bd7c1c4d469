"""``python -m eval.stories``: what registers make of the life stories, against what an analyst has (`eval/stories`).

Reads the reports of each story with the whole program, makes the registers, and counts expected lines found and right,
and lines invented. ``-v`` prints every miss. Which line counts as right stands in `eval/stories/README.md`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from communique import pipeline
from communique.ingest import find_inputs
from communique.model.record import Entity, Record
from communique.model.time import Interval
from communique.record.memory import MemoryStore
from communique.reference import fold
from communique.reference import load as load_reference
from communique.registers.offices import Holder, offices
from communique.registers.relations import relations, sides
from communique.registers.titles import title_of

FOLDER = Path(__file__).parent / "stories"
NOW = "2026-01-01T00:00:00Z"
Told = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of a register: what it is about, by which lines are paired, and its values, which are compared."""

    about: tuple[Any, ...]
    values: dict[str, Any]
    shown: str = ""

    def __str__(self) -> str:
        return self.shown or f"{' / '.join(map(str, self.about))}: {self.values}"


@dataclass
class Score:
    """Counts over one register: ``found`` of ``expected``, of these ``right``; ``beside`` are told in passing."""

    expected: int = 0
    found: int = 0
    right: int = 0
    invented: int = 0
    beside: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another story's in."""
        for name in ("expected", "found", "right", "invented", "beside"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.notes += other.notes


@dataclass(frozen=True)
class Register:
    """How one register is scored.

    ``expected`` and ``found`` give its lines, ``same`` tells whether two are about one thing, ``faults`` which values
    of the second differ from those of the first, ``is_invented`` whether a line that nobody expects is wrong, or only
    told in passing.
    """

    expected: Callable[[Sequence[Told]], Iterable[Line]]
    found: Callable[[Record, Sequence[Told]], Iterable[Line]]
    same: Callable[[Line, Line], bool]
    faults: Callable[[Line, Line], list[str]]
    is_invented: Callable[[Line, Sequence[Line]], bool]


def main() -> None:
    """Print a row for each register."""
    parser = argparse.ArgumentParser(prog="eval.stories", description=__doc__)
    parser.add_argument("--only", metavar="NAME", help="one story, or all whose name begins so")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every line missed, wrong or invented")
    args = parser.parse_args()
    totals = measure(folder for folder in folders() if folder.name.startswith(args.only or ""))
    print(f"{'':<12}{'expected':>9}{'found':>7}{'right':>7}{'invented':>10}{'in passing':>12}")
    for name, score in totals.items():
        share = f"{score.right / score.expected:7.2f}" if score.expected else ""
        print(
            f"{name:<12}{score.expected:>9}{score.found:>7}{score.right:>7}{score.invented:>10}{score.beside:>12}{share}"
        )
    if args.verbose:
        for name, score in totals.items():
            print(f"\n{name}")
            for note in score.notes:
                print(f"  {note}")


def folders() -> list[Path]:
    """The stories."""
    return sorted(folder for folder in FOLDER.iterdir() if folder.is_dir() and (folder / "expected.json").exists())


def measure(stories: Iterable[Path]) -> dict[str, Score]:
    """The scores of each register over ``stories``, and of what must show, or not yet, on a day."""
    totals = {name: Score() for name in (*REGISTERS, "as of")}
    reader = pipeline.make_reader()
    for folder in stories:
        told = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        store = read(folder / "reports", reader)
        record = pipeline.open_record(store)
        for name, register in REGISTERS.items():
            if name in told:
                totals[name].add(score(register, record, told[name], folder.name))
        totals["as of"].add(on_days(store, told["as_of"], folder.name))
    return totals


def read(reports: Path, reader: pipeline.Reader) -> MemoryStore:
    """The reports of one story, read and linked."""
    store = MemoryStore()
    options = pipeline.Options(make=lambda: reader, version="stories")
    pipeline.read(find_inputs([reports]), store, options, lambda: NOW)
    return store


def score(register: Register, record: Record, told: Sequence[Told], story: str) -> Score:
    """Pair each expected line with the found one that is about the same and differs least, and count."""
    wanted, left = list(register.expected(told)), list(register.found(record, told))
    result = Score(expected=len(wanted))
    for line in wanted:
        fits = [other for other in left if register.same(line, other)]
        if not fits:
            result.notes.append(f"{story}: missed    {line}")
            continue
        best = min(fits, key=lambda other: len(register.faults(line, other)))
        left.remove(best)
        faults = register.faults(line, best)
        result.found += 1
        result.right += not faults
        if faults:
            result.notes.append(f"{story}: wrong     {line.about}: {'; '.join(faults)}")
    for other in left:
        invented = register.is_invented(other, wanted)
        result.invented += invented
        result.beside += not invented
        result.notes.append(f"{story}: {'invented ' if invented else 'in passing'} {other}")
    return result


# -- values ------------------------------------------------------------------------------------------------------------


def same_name(one: str, other: str) -> bool:
    """Whether all words of one name are among those of the other, in any spelling.

    >>> same_name("Ada Long Berg", "Berg"), same_name("Ada Berg", "Ole Berg")
    (True, False)
    """
    a, b = set(re.findall(r"\w+", fold(one))), set(re.findall(r"\w+", fold(other)))
    return bool(a and b) and (a <= b or b <= a)


def same_day(expected: str | None, found: Interval | None) -> bool:
    """Whether a date is the expected one, as exactly as that is told.

    >>> same_day(None, None), same_day("2014-06", None)
    (True, False)
    """
    if expected is None or found is None:
        return expected is None and found is None
    return str(found.start)[: len(expected)] == expected and (
        str(found.end)[: len(expected)] == expected or len(expected) == len("YYYY-MM-DD")
    )


def spelled(found: Interval | None) -> str:
    """A date to be read."""
    if found is None:
        return "none"
    return str(found.start) if found.start == found.end else f"{found.start}/{found.end}"


# -- offices -----------------------------------------------------------------------------------------------------------


def offices_expected(told: Sequence[Told]) -> Iterator[Line]:
    """One line for each holder."""
    for office in told:
        for holder in office["holders"]:
            yield Line((office["office"], office["of"], holder["person"]), holder)


def offices_found(record: Record, told: Sequence[Told]) -> Iterator[Line]:
    """One line for each holder that the register has."""
    for office in offices(record):
        for holder in office.holders:
            values = {"holder": holder}
            span = f"{spelled(holder.first.interval)} to {spelled(holder.last.interval if holder.last else None)}"
            shown = f"{office.office} of {office.of}: {holder.name}, {span}{', acting' if holder.acting else ''}"
            yield Line((office.office, office.of or "", holder.name), values, shown)


def same_office(one: Line, other: Line) -> bool:
    """Whether two lines are of one office of one state or body: the one may tell more words of it than the other."""
    a, b = title_of(one.about[0]), title_of(other.about[0])
    if a is None or b is None or not same_name(one.about[1], other.about[1]):
        return False
    ranks = {"deputy", "vice"}
    return (
        (a.head, a.host) == (b.head, b.host)
        and (a.realm <= b.realm or b.realm <= a.realm)
        and a.realm & ranks == b.realm & ranks
    )


def same_holder(one: Line, other: Line) -> bool:
    """Whether two lines are of one person in one office."""
    return same_office(one, other) and same_name(one.about[2], other.about[2])


def office_faults(line: Line, other: Line) -> list[str]:
    """What differs: first and last day in office, acting, and taking and leaving it where that is told."""
    holder: Holder = other.values["holder"]
    found = {
        "from": holder.first.interval,
        "to": holder.last.interval if holder.last else None,
        "begins": holder.begins.interval if holder.begins else None,
        "ends": holder.ends.interval if holder.ends else None,
    }
    faults = [
        f"{key} {line.values.get(key)}, not {spelled(found[key])}"
        for key in found
        if not same_day(line.values.get(key), found[key])
    ]
    return faults + ["acting"] * (line.values["acting"] != holder.acting)


def office_invented(line: Line, wanted: Sequence[Line]) -> bool:
    """A line of an expected office, or of somebody expected in another, is wrong; others are told in passing."""
    return any(same_office(w, line) or same_name(w.about[2], line.about[2]) for w in wanted)


# -- relations ---------------------------------------------------------------------------------------------------------


def relations_expected(told: Sequence[Told]) -> Iterator[Line]:
    """One line for each PLOVER event of a month, one for each turn."""
    for relation in told:
        pair = tuple(relation["between"])
        for event in relation["events"]:
            yield Line((*pair, event["month"], event["kind"]), {"count": event["count"], "status": event["status"]})
        for month in relation["turns"]:
            yield Line((*pair, month, "turn"), {})


def relations_found(record: Record, told: Sequence[Told]) -> Iterator[Line]:
    """The same of what the register has between the same states."""
    for relation in told:
        one, other = sides(record, *(_country(record, name) for name in relation["between"]))
        found = relations(record, one, other)
        pair = tuple(relation["between"])
        for month in found.months:
            for kind, count in month.plover.items():
                ids = ", ".join(act.event.id for act in month.events if act.plover == kind)
                shown = f"{month.month} {kind} {count}: {ids}"
                yield Line((*pair, month.month, kind), {"count": count, "status": "happened"}, shown)
        for turn in found.turns:
            yield Line((*pair, turn.month, "turn"), {}, f"{turn.month} turn to {turn.direction}")


def _country(record: Record, name: str) -> Entity:
    match = load_reference().country(name)
    code = match.alpha3 if match else ""
    found = (e for e in record.entities if e.kind == "country" and e.country and e.country.value == code)
    return next(found)


def same_about(one: Line, other: Line) -> bool:
    """Whether two lines are about the same."""
    return one.about == other.about


def value_faults(line: Line, other: Line) -> list[str]:
    """Which values differ."""
    return [
        f"{key} {value}, not {other.values.get(key)}"
        for key, value in line.values.items()
        if other.values.get(key) != value
    ]


REGISTERS = {
    "offices": Register(offices_expected, offices_found, same_holder, office_faults, office_invented),
    "relations": Register(relations_expected, relations_found, same_about, value_faults, lambda line, wanted: True),
}


# -- as of -------------------------------------------------------------------------------------------------------------

IN_OFFICE = re.compile(
    r"(?P<person>[A-Z].*?) (?:is|is named) (?P<acting>acting )?(?P<office>[a-z].*?)(?: of (?P<of>[A-Z].*))?"
)


def on_days(store: MemoryStore, moments: Sequence[Told], story: str) -> Score:
    """What must show on a day, and what must not yet, as far as it is about who holds an office.

    ``invented`` counts what shows too early; sentences that nothing here can check are left out.
    """
    result = Score()
    for moment in moments:
        record = pipeline.open_record(store, date.fromisoformat(moment["date"]))
        lines = list(offices_found(record, ()))
        for sentence in moment["shows"]:
            if (shows := _is_shown(sentence, lines)) is not None:
                result.expected += 1
                result.found += shows
                result.right += shows
                result.notes += [] if shows else [f"{story}: {moment['date']} missed {sentence}"]
        for sentence in moment["not_yet"]:
            if _is_shown(sentence, lines):
                result.invented += 1
                result.notes.append(f"{story}: {moment['date']} too early {sentence}")
    return result


def _is_shown(sentence: str, lines: Iterable[Line]) -> bool | None:
    """Whether a register tells what a sentence does; None where no register here can."""
    match = IN_OFFICE.fullmatch(sentence)
    if match is None or title_of(match["office"]) is None:
        return None
    return any(
        same_name(match["person"], line.about[2])
        and same_office(Line((match["office"], match["of"] or line.about[1], ""), {}), line)
        and line.values["holder"].acting == bool(match["acting"])
        for line in lines
    )


if __name__ == "__main__":
    main()
