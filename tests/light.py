"""A reader of one kind of sentence, quick enough to read hundreds of reports in a test, with faults on demand.

It enters by the same door as any other reader: `pipeline.Options(make=...)`.
"""

from __future__ import annotations

import os
import random
import re
import signal
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

from communique.ingest import Input, Options, load_clutter, read_input
from communique.model.analysis import Analysis
from communique.model.entity import Chain, Mention
from communique.model.event import EventMention, Role
from communique.model.report import Report
from communique.model.span import Span
from communique.pipeline import PACKAGE, Reader, Reading
from communique.record.unroll import unroll
from tests.factories import interval

MET = re.compile(
    r"(?P<actor>[A-Z]\w+ [A-Z]\w+) met (?P<other>[A-Z]\w+ [A-Z]\w+) in (?P<place>[A-Z]\w+) on (?P<date>\d{4}-\d\d-\d\d)"
)
KINDS = {"actor": "person", "other": "person", "place": "place"}


def make() -> Reader:
    """The reader without faults."""
    return partial(read, Options(load_clutter(PACKAGE / "data" / "en" / "clutter.toml")))


def make_faulty() -> Reader:
    """A reader that does what the report's text asks: CRASH, HANG, RAISE."""
    return partial(_faulty, make())


def _faulty(reader: Reader, entry: Input) -> Reading:
    outcome, claims = reader(entry)
    text = outcome.report.text if outcome.report else ""
    if "CRASH" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "HANG" in text:
        time.sleep(600)
    if "RAISE" in text:
        raise ValueError("cannot be read")
    return outcome, claims


def read(options: Options, entry: Input) -> Reading:
    """The end of one input with its claims."""
    outcome = read_input(entry, options)
    return outcome, unroll(analyse(outcome.report)) if outcome.report else ()


def analyse(report: Report) -> Analysis:
    """Chains and meetings of the sentences that MET fits."""
    chains: dict[str, Chain] = {}
    events = []
    for match in MET.finditer(report.text):
        roles = {}
        for group, kind in KINDS.items():
            span = Span(*match.span(group))
            chain = chains.setdefault(match[group], Chain(f"c{span}", kind, span, ()))
            mention = Mention(span, span, kind, "name", 0, 0)
            chains[match[group]] = replace(chain, mentions=(*chain.mentions, mention))
            roles[group] = Role("place" if group == "place" else "actor", chain.id, span)
        trigger = Span(match.end("actor") + 1, match.end("actor") + 4)
        date, date_span = interval(match["date"]), Span(*match.span("date"))
        events.append(
            EventMention(
                f"e{trigger}", "meeting", trigger, Span(*match.span()), 0, "happened",
                (roles["actor"], roles["other"]), date, date_span, roles["place"], extractor="light",
            )
        )  # fmt: skip
    return Analysis(report, chains=tuple(chains.values()), events=tuple(events))


# -- made-up reports ---------------------------------------------------------------------------------------------------

FIRST = "Anna Boris Clara David Elena Fadil Greta Hakan Irena Jonas".split()
LAST = "Novak Kaya Silva Petrov Haddad Berg Costa Marin Okoye Lind".split()
PLACES = "Baku Ankara Vienna Tirana Skopje Astana".split()
FILL = (
    "Officials of the two sides later told the press that the talks had been held in a good spirit. "
    "No date was given for the next round, which is expected to take place before the end of the year. "
    "The ministry did not answer a request for a list of those who took part in the talks. "
)


def write_reports(folder: Path, count: int, seed: int = 7) -> None:
    """Write ``count`` made-up reports of meetings among a hundred people; some share a passage of 50 words."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    for i in range(count):
        (folder / f"report_{i:04}.txt").write_text(_text(chance), encoding="utf-8")


def _text(chance: random.Random) -> str:
    day = f"2021-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    lines = [f"{_person(chance)} met {_person(chance)} in {chance.choice(PLACES)} on {day}." for _ in range(3)]
    if chance.random() < 0.05:
        lines.append(FILL)
    lines.append(" ".join(f"Reporter {chance.randint(1, 10**6)} has seen the list." for _ in range(5)))
    return "\n\n".join(lines) + "\n"


def _person(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"
