"""A made-up record in which an agreement has a life: signed, in force, an obligation due and not met."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from communique.model.record import DateValue, Event, Evidence, Obligation, Part, Record, Sourced, Step, Thing
from communique.model.report import Report
from communique.model.span import Span
from communique.model.time import Basis, Interval
from tests.dossier.made_up import A, at, entity, evidence, on, report

HOSTILE_WORDS = 'the <img src=x onerror=alert(1)> "Reef" Accord'
SIGNED = (
    "Malta and Chile signed the Reef Accord in Valletta on 3 May 2021.\n\n"
    "Under the Reef Accord Malta will hand over two patrol boats to the Chilean navy by 30 September 2021, it says.\n\n"
    "The accord sets up a Reef Commission, they added, and its seat is to be in Valletta.\n"
)
FORCE = (
    "The Reef Accord between Malta and Chile entered into force on 1 July 2021, both foreign ministries said today.\n\n"
    "The two patrol boats were not handed over to the navy of Chile, Malta said, which the Reef Accord wants.\n\n"
    f"Chile calls it {HOSTILE_WORDS}, and its ministry denied that it would withdraw from it in August.\n"
)
ONE, TWO = report("d", SIGNED, "2021-05-04"), report("e", FORCE, "2021-10-10")
MALTA = replace(entity("malta", "country", "Malta", (ONE, "Malta"), (TWO, "Malta"), country="MLT"))
CHILE = replace(entity("chile", "country", "Chile", (ONE, "Chile"), (TWO, "Chile"), country="CHL"))
ACCORD = entity("reef_accord", "agreement", "Reef Accord", (ONE, "Reef Accord"), (TWO, "Reef Accord"))


def thing(where: Report, kind: str, words: str, name: str | None, parties: tuple[str, ...]) -> Thing:
    key = f"{where.id}/t{at(where.text, words)}"
    of = ("reef_accord",) if kind == "agreement" else ()
    return Thing(
        key, kind, "accord" if of else "commission", where.id, evidence(where, words), name, of, parties, None, None
    )


FIRST = thing(ONE, "agreement", "the Reef Accord", "Reef Accord", ("malta", "chile"))
SECOND = thing(TWO, "agreement", "The Reef Accord", "Reef Accord", ("malta", "chile"))
BODY = thing(ONE, "body", "Reef Commission", "Reef Commission", ("malta", "chile"))


def step(of: Thing, name: str, status: str, words: str, day: DateValue | None, event: str | None = None) -> Step:
    where = {r.id: r for r in (ONE, TWO)}[of.report]
    key = f"{where.id}/s{at(where.text, words)}-{name}"
    return Step(key, of.id, name, status, (), None, day, evidence(where, words), event)


STEPS = (
    step(
        FIRST,
        "signed",
        "happened",
        "Malta and Chile signed the Reef Accord in Valletta",
        on(date(2021, 5, 3)),
        "signing",
    ),
    step(BODY, "founded", "planned", "The accord sets up a Reef Commission", None),
    step(SECOND, "in_force", "happened", "entered into force on 1 July 2021", on(date(2021, 7, 1))),
    step(SECOND, "withdrawn", "denied", HOSTILE_WORDS, on(date(2021, 8, 1), date(2021, 8, 31))),
)
DUTY = Obligation(
    f"{ONE.id}/o",
    FIRST.id,
    ("malta",),
    (),
    evidence(ONE, "hand over two patrol boats to the Chilean navy"),
    evidence(ONE, "Malta will hand over two patrol boats to the Chilean navy by 30 September 2021"),
    False,
    on(date(2021, 9, 30)),
)


def event(number: int, kind: str, day: date, status: str = "happened") -> Event:
    return Event(
        id="signing" if kind == "agreement_signed" else f"event-{number}",
        kind=kind,
        actors=(Part("actor", "malta", ()),),
        recipients=(Part("recipient", "chile", ()),),
        others=(),
        dates=(on(day),),
        places=(),
        statuses=(Sourced(status, ()),),
        summary=f"Malta did {number} to Chile.",
        evidence=(Evidence(ONE.id, Span(0, 5), "Malta"),),
        origins=1,
        members=(),
        decisions=(),
    )


EVENTS = (
    event(1, "agreement_signed", date(2021, 5, 3)),
    event(2, "meeting", date(2021, 5, 20)),
    event(3, "attack", date(2021, 8, 9)),
    event(4, "attack", date(2021, 8, 10)),
    event(5, "attack", date(2021, 8, 11), "denied"),
)
RECORD = Record(
    reports=(A, ONE, TWO),
    entities=(CHILE, MALTA, ACCORD),
    events=EVENTS,
    statements=(),
    reuse=(),
    disputes=(),
    things=(FIRST, BODY, SECOND),
    steps=STEPS,
    obligations=(DUTY,),
)


def days(first: date, last: date | None = None) -> Interval:
    return Interval(first, last or first, "day" if last is None else "period", Basis.STATED)
