"""``python -m eval.stories``: what registers make of the life stories, against what an analyst has (`eval/stories`).

Reads the reports of each story with the whole program, makes the registers, and counts expected lines found and right,
and lines invented. ``-v`` prints every miss. Which line counts as right stands in `eval/stories/README.md`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from communique import pipeline
from communique.ingest import find_inputs
from communique.record.memory import MemoryStore
from communique.registers.titles import title_of
from eval.registers import REGISTERS
from eval.registers.lines import Line, Score, Told, same_name, score
from eval.registers.offices import offices_found, same_office

FOLDER = Path(__file__).parent / "stories"
UNSEEN = Path(__file__).parent / "stories_unseen"
NOW = "2026-01-01T00:00:00Z"


def main() -> None:
    """Print a row for each register."""
    parser = argparse.ArgumentParser(prog="eval.stories", description=__doc__)
    parser.add_argument("--only", metavar="NAME", help="one story, or all whose name begins so")
    parser.add_argument("--unseen", action="store_true", help="the stories on which nothing was tried out")
    parser.add_argument("--in", dest="within", type=Path, metavar="FOLDER", help="stories that lie elsewhere")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every line missed, wrong or invented")
    args = parser.parse_args()
    every = folders(args.within or (UNSEEN if args.unseen else FOLDER))
    totals = measure(folder for folder in every if folder.name.startswith(args.only or ""))
    print(table(totals))
    if args.verbose:
        for name, of in totals.items():
            print(f"\n{name}")
            for note in of.notes:
                print(f"  {note}")


def table(totals: Mapping[str, Score]) -> str:
    """A row for each register."""
    rows = [f"{'':<12}{'expected':>9}{'found':>7}{'right':>7}{'invented':>10}{'in passing':>12}"]
    for name, of in totals.items():
        share = f"{of.right / of.expected:7.2f}" if of.expected else ""
        rows.append(f"{name:<12}{of.expected:>9}{of.found:>7}{of.right:>7}{of.invented:>10}{of.beside:>12}{share}")
    return "\n".join(rows)


def folders(within: Path = FOLDER) -> list[Path]:
    """The stories in a folder."""
    return sorted(folder for folder in within.iterdir() if folder.is_dir() and (folder / "expected.json").exists())


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
