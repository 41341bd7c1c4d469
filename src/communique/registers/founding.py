"""Which bodies an agreement sets up, as the reports that tell of both say or show."""

from __future__ import annotations

import re
from functools import cache

from communique.lexicon import table
from communique.model.record import Step, Thing
from communique.registers.alike import File
from communique.registers.called import names_of, title_of
from communique.registers.desk import sentence_at
from communique.registers.files import Shelf
from communique.registers.lives import DONE, NEWS

FARTHEST = 90  # characters between a body and the agreement that it goes back to
NEVER = 10_000  # days


def bodies_of(shelf: Shelf, file: File) -> list[File]:
    """The bodies that the agreement plans or founds, as its reports tell."""
    found: list[File] = []
    reports = {thing.report: thing for thing in (*file.things, *file.amending)}
    for body in shelf.filed("body"):
        steps = [s for t in body.things for s in shelf.steps.get(t.id, ()) if s.step in ("founded", "seated")]
        if any(_is_decreed(shelf, s) for s in steps):
            continue
        near = [s for s in steps if s.evidence.report in reports]
        if (
            any(s.step == "founded" and shelf.is_beside(reports[s.evidence.report], s) for s in near)
            or any(_goes_back_to(shelf, t, reports[t.report]) for t in body.things if t.report in reports)
            or any(s.status == "planned" and _is_only_signed(shelf, file, s.evidence.report) for s in near)
        ):
            found.append(body)
    return found


def called_in(body: File, agreement: File) -> str:
    """The name of a body in the reports of an agreement, the first told: it may bear another since."""
    reports = {thing.report for thing in (*agreement.things, *agreement.amending)}
    told = next((t.name for t in body.things if t.name and t.report in reports), None)
    return told if told in names_of(body) else title_of(body)


def _is_decreed(shelf: Shelf, step: Step) -> bool:
    """Whether a body is told to have been founded by another act: "set up by a decision of the ministers"."""
    text = shelf.desk.reports[step.evidence.report].text
    told = sentence_at(text, step.evidence.span).quote(text)
    return step.step == "founded" and _decreed().search(told) is not None


def _goes_back_to(shelf: Shelf, body: Thing, agreement: Thing) -> bool:
    """Whether a report says that a body goes back to an agreement: "the office rests on a memorandum"."""
    text, founding = shelf.desk.reports[body.report].text, _founding()
    return any(
        0 < two.start - one.end <= FARTHEST and founding.search(text[one.end : two.start])
        for one in body.mentions
        for two in agreement.mentions
    )


def _is_only_signed(shelf: Shelf, file: File, report: str) -> bool:
    """Whether a report tells the signing of this agreement, as news, and of no other."""
    signed = [
        f is file
        for f in shelf.filed("agreement")
        if any(_news_gap(shelf, s, report) < NEWS for t in f.things for s in shelf.steps.get(t.id, ()))
    ]
    return signed == [True]


def _news_gap(shelf: Shelf, step: Step, report: str) -> int:
    """Days between a signing told in a report and the report; many where it tells none."""
    published = shelf.desk.reports[report].published_on
    told = step.evidence.report == report and step.step == "signed" and step.status in DONE and step.date
    return abs((published - step.date.interval.end).days) if told and published and step.date else NEVER


@cache
def _founding() -> re.Pattern[str]:
    """The words between a body and the agreement that it goes back to."""
    return re.compile(rf"\b(?:{table('steps')['alias']['founding']})$", re.VERBOSE)


@cache
def _decreed() -> re.Pattern[str]:
    """The founding of a body by an act that is no agreement."""
    return re.compile(rf"\b(?:{table('steps')['alias']['decreed']})\b", re.VERBOSE)
