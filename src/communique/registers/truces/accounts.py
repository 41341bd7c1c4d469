"""An account of a breach, and the words by which breaches are told and laid at a side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.model.record import Evidence
from communique.model.report import Report
from communique.model.time import Basis, Interval
from communique.registers.truces.model import Toll
from communique.registers.truces.passages import Passage
from communique.registers.truces.tellers import Teller, Tellers
from communique.registers.truces.words import pattern, row, spellings, steps

NEAR = 60  # characters between a word of blame and who is blamed
EXACT = 3  # days that one incident may span


@dataclass(frozen=True, slots=True)
class Account:
    """One incident as one place of one report tells it; ``denies`` where the accused says that it was not so.

    ``firm`` where that report speaks of a breach: others tell only of incidents that are known as breaches.
    """

    report: Report
    evidence: Evidence
    interval: Interval
    accused: int
    teller: Teller
    toll: Toll | None
    grave: bool
    place: str | None
    events: tuple[str, ...]
    firm: bool = True
    denies: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether its day is told, not taken from the report's."""
        return self.interval.basis is not Basis.INFERRED


@cache
def _not() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{spellings('breach', 'no')})\b[^.;,]{{0,40}}$", re.IGNORECASE)


def is_not(head: str) -> bool:
    """Whether words deny what stands behind them: "no violation"."""
    return _not().search(head) is not None


def is_breach(passage: Passage) -> bool:
    """Whether a sentence speaks of a breach of a truce, not of there being none."""
    noun = pattern("breach", "nouns").search(passage.text)
    if noun is not None and not is_not(passage.text[: noun.start()]):
        return True
    verb = broke().search(passage.text)
    if verb is not None and verb[0].endswith("it") and not (passage.is_about or passage.follows):
        return False
    return verb is not None and not is_not(passage.text[: verb.start()])


def is_breakdown(passage: Passage) -> bool:
    """Whether a sentence tells that a truce broke down: "say that it is dead"."""
    match = steps()["broken"]["subjects"].search(passage.text)
    if match is None or not (passage.is_about or passage.follows):
        return False
    head = passage.text[: match.start()]
    return not is_not(head) and not pattern("truce", "elsewhere").search(head)  # "since it broke down" is no news


@cache
def broke() -> re.Pattern[str]:
    """ "Broke the truce", "violated their ceasefire", "the truce was broken"."""
    nouns = rf"{spellings('truce', 'strong')}|{spellings('truce', 'weak')}"
    named = rf"(?:the|its|their|this|that|a|his) (?:[\w’'-]+ ){{0,2}}(?:{nouns})"
    verbs = spellings("breach", "verbs")
    passive = rf"(?:{nouns}) (?:was|were|(?:has|have|had) been) (?:{verbs})"
    return re.compile(rf"\b(?:(?:{verbs}) (?:{named}|it\b)|{passive})(?!\w)", re.IGNORECASE)


def blamed_in(tellers: Tellers, text: str) -> int | None:
    """The side that words lay something at: "held the army responsible", "at the door of the rebels", "by the army"."""
    named = tellers.sides.in_words(text)
    for before, behind in row("breach")["blame"]:
        for match in re.finditer(rf"{before}\b", text, re.IGNORECASE):
            if is_not(text[: match.start()]):
                continue
            near = [(at, k) for at, k in named if 0 <= at - match.end() <= (NEAR if behind else 8)]
            if near and (not behind or re.search(rf"\b{behind}", text[near[0][0] : near[0][0] + NEAR], re.IGNORECASE)):
                return near[0][1]
    return None


# -- words beside a time ----------------------------------------------------------------------------------------------

BESIDE = r"(?:,? (?:that|which) [^,;]*|,? in (?:force|effect|place)[^,;]*|,? (?:of|since))"


@cache
def said_in() -> re.Pattern[str]:
    """Words behind which a time is that of saying: "said on"."""
    return re.compile(rf"\b(?:{spellings('breach', 'said')})(?: (?:on|in|late|early))* ?$", re.IGNORECASE)


@cache
def not_denied() -> re.Pattern[str]:
    """ "Did not deny"."""
    return re.compile(rf"(?:\b|(?=n))(?:{spellings('truce', 'not')})\b[^.;,]{{0,12}}$", re.IGNORECASE)


@cache
def beside() -> re.Pattern[str]:
    """Words behind which a time is that of the truce, not of its breach: "the truce that has been in force since"."""
    nouns = rf"{spellings('truce', 'strong')}|{spellings('truce', 'weak')}"
    return re.compile(
        rf"\b(?:{nouns}){BESIDE} ?$",
        re.IGNORECASE,
    )
