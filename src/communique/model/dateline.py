"""The town that a report is written from, among the chains of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.model.entity import Chain
from communique.model.report import Report

TOWN = re.compile(r"[,/;\[(]")


def town_of(words: str) -> str:
    """The town of a dateline's place: "Sanaa" of "Sanaa, Yemen"."""
    return TOWN.split(words)[0].strip()


def town_chain(report: Report, chains: Sequence[Chain]) -> Chain | None:
    """The chain of the dateline's town; None where no place is called so."""
    if report.dateline_place is None:
        return None
    town = town_of(report.dateline_place.value).casefold()
    return next((c for c in chains if c.kind == "place" and c.name.quote(report.text).casefold() == town), None)
