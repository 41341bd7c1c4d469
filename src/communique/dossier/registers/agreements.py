"""The page of agreements: a card for each, with its life, its steps and what it obliges to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.dossier.lifeline import Moment, life_line
from communique.dossier.registers.lives import cited_of, last_told, since, step_moments, told_on
from communique.dossier.registers.page import Card, Made, Page, small_map
from communique.model.record import Evidence
from communique.record.wording import capital, listed, when
from communique.registers.agreements import Agreement
from communique.registers.duties import Duty

ABOUT = "Treaties, memoranda, contracts and joint statements: who is party to them, each step of their life, what they "
ABOUT += "oblige whom to do, and whether reports tell that it was done."
NOT_YET = {
    "announced": "Announced{on}; no report tells that it was signed.",
    "negotiated": "Negotiated{on}; no report tells that it was signed.",
    "initialled": "Initialled{on}; no report tells that it was signed.",
    "signed": "Signed{on}; no report tells that it took effect.",
    "approved": "Approved{on}; no report tells that it took effect.",
    "ratified": "Ratified{on}; no report tells that it took effect.",
    "in_force": "In force{since}.",
    "amended": "Amended{on}.",
    "extended": "Extended{on}.",
    "suspended": "Suspended{since}.",
    "ended": "Ended{on}.",
}
DUTIES = {
    "open": "open: no report tells whether it was done",
    "reported_done": "reported done",
    "reported_broken": "reported not done",
    "disputed": "disputed: some report it done, some not",
}
LATER = {"reported_done": "last reported done", "reported_broken": "last reported not done"}  # otherwise before


def page(made: Made) -> Page:
    """All agreements, those with most told of them first."""
    found = sorted(made.agreements, key=lambda a: -len(a.steps) - len(a.duties))
    cards = tuple(_card(made, agreement, f"agreement-{n}") for n, agreement in enumerate(found, 1))
    cited = tuple(evidence for agreement in found for evidence in _cited(agreement))
    values = {"answered": answered}
    return Page("agreements", "Agreements", ABOUT, "agreement", "in a name or party", cards, cited, len(cards), values)


def _card(made: Made, agreement: Agreement, anchor: str) -> Card:
    moments = [*step_moments(agreement.steps, anchor), *_dues(agreement, anchor)]
    parties = [made.side(side) for side in agreement.parties]
    return Card(
        agreement,
        anchor,
        capital(_title(agreement, parties)),
        agreement.standing or "planned",
        stands(made, agreement),
        life_line(moments, made.last, title=f"Life of {_title(agreement, parties)}; as told below"),
        small_map(
            made.book, agreement.parties, [s.place for s in agreement.steps], f"Where {agreement.name} is told of"
        ),
        " ".join((*agreement.names, agreement.name, *parties, *agreement.bodies)),
    )


def _title(agreement: Agreement, parties: Sequence[str]) -> str:
    """Its name; a mere description, "agreement", with the parties, so that cards can be told apart."""
    if agreement.names or not parties or any(party in agreement.name for party in parties):
        return agreement.name
    return f"{agreement.name} {'between' if len(parties) > 1 else 'of'} {listed(parties)}"


def _dues(agreement: Agreement, anchor: str) -> Iterator[Moment]:
    for at, duty in enumerate(agreement.duties, 1):
        if duty.due is not None:
            what = f"not {duty.what}" if duty.is_forbidden else duty.what
            yield Moment(f"due: {what}", duty.standing, duty.due, "due", f"#{anchor}-duty-{at}")
    if agreement.until is not None:
        yield Moment("to end", "planned", agreement.until, "due")


def stands(made: Made, agreement: Agreement) -> str:
    """How it stands, as a sentence for those who do not know the terms."""
    told = agreement.standing
    if told is None:
        sentence = "Nothing is told as done yet."
    elif told == "withdrawn":
        sentence = _left(made, agreement)
    else:
        day = last_told(agreement.steps, told)
        sentence = NOT_YET.get(told, "{on}").format(on=told_on(day), since=since(day))
    return f"{sentence} It is to end {when(agreement.until)}." if agreement.until else sentence


def answered(duty: Duty) -> str:
    """How an obligation stands, in words; where reports once told otherwise, that this is the last that they tell."""
    told = DUTIES[duty.standing]
    return LATER.get(duty.standing, told) if duty.done and duty.broken else told


def _left(made: Made, agreement: Agreement) -> str:
    who = dict.fromkeys(side for s in agreement.steps if s.step == "withdrawn" for side in s.by)
    names = " and ".join(made.side(side) for side in who)
    return f"{names or 'A party'} left it{told_on(last_told(agreement.steps, 'withdrawn'))}."


def _cited(agreement: Agreement) -> Iterator[Evidence]:
    yield from agreement.called
    yield from cited_of(agreement.steps)
    for duty in agreement.duties:
        yield from (*duty.evidence, *duty.done, *duty.broken)
