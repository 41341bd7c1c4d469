"""``python -m eval.following --shared DIR``: what registers show of the collection of seeds, against what they should.

Each line is one thing that an analyst of that file has to find: an agreement's steps, a commission not yet founded, a
statement under two dates, a monitoring centre, training and claims. A line is right or not; those not right are named.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from communique import pipeline
from communique.ingest import find_inputs
from communique.model.record import Record
from communique.record.memory import MemoryStore
from communique.registers.agreements import Agreement, agreements
from communique.registers.arms import Arms, arms
from communique.registers.bodies import Body, bodies
from communique.registers.lives import Line

COLLECTION = "seeds"
NOW = "2026-01-01T00:00:00Z"
EARLY_FEBRUARY = (date(2021, 2, 1), date(2021, 2, 10))

Check = tuple[str, Callable[[], bool]]


def main() -> int:
    """Print each line, right or not."""
    parser = argparse.ArgumentParser(prog="eval.following", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    folder = args.shared / "eval" / "dev" / COLLECTION / "reports"
    if not folder.exists():
        print(f"eval.following: no collection at {folder}")
        return 3
    print(report(folder))
    return 0


def report(folder: Path) -> str:
    """How many lines are right, and all of them."""
    found = [(name, holds()) for name, holds in checks(read(folder))]
    right = sum(ok for _, ok in found)
    rows = [f"  {'yes' if ok else 'no ':<4}{name}" for name, ok in found]
    return "\n".join([f"{right} of {len(found)} right", *rows])


def read(folder: Path) -> Record:
    """The reports of the collection, read and linked."""
    store = MemoryStore()
    pipeline.read(find_inputs([folder]), store, pipeline.Options(), lambda: NOW)
    return pipeline.open_record(store)


def checks(record: Record) -> Iterator[Check]:
    """What each register should show."""
    pacts, centres, weapons = agreements(record), bodies(record), arms(record)
    industry = next((a for a in pacts if set(a.parties) == {"AZE", "TUR"} and step(a, "ratified")), None)
    statement = next((a for a in pacts if {"ARM", "AZE", "RUS"} <= set(a.parties)), None)
    centre = next((b for b in centres if {"RUS", "TUR"} <= set(b.members)), None)
    commission = next((b for b in centres if {"AZE", "TUR"} <= set(b.members) and b is not centre), None)
    drones = [a for a in weapons if a.recipient.country == "AZE"]
    yield "agreement of 2017: signed in 2017", lambda: on(step(industry, "signed"), "2017")
    yield "agreement of 2017: ratified on 2021-04-05", lambda: on(step(industry, "ratified"), "2021-04-05")
    yield "its commission planned, not yet founded", lambda: planned_only(commission)
    yield (
        "the commission founded by the agreement",
        lambda: (
            bool(commission and industry)
            and (
                commission.founded_by == industry.name  # type: ignore[union-attr]
            )
        ),
    )
    yield "trilateral statement: both dates", lambda: days(step(statement, "signed")) == {"2020-11-09", "2020-11-10"}
    for name, words in (("positions", "position"), ("peacekeepers", "deploy"), ("prisoners and bodies", "exchange")):
        yield f"its obligation on {name}", lambda words=words: obliges(statement, words)  # type: ignore[misc]
    yield "monitoring centre: memorandum of 2020-11-11", lambda: memorandum(pacts, centre)
    yield "monitoring centre: working from 2021-01-30", lambda: on(step(centre, "working"), "2021-01-30")
    yield "monitoring centre: parents and staff", lambda: centre is not None and {"RUS", "TUR"} <= set(centre.staff)
    yield "UAVs: supplier and user", lambda: any(a.supplier and a.supplier.country == "TUR" for a in drones)
    yield "UAVs: training in early February 2021", lambda: any(trained(a) for a in drones)
    yield "UAVs: claims of effect as claims", lambda: any(a.effects for a in drones)
    yield "two Karabakh Orders to two people", lambda: two_orders(record)


def step(life: Agreement | Body | None, name: str) -> Line | None:
    """The step of a life that happened."""
    return next((s for s in life.steps if s.step == name and s.status == "happened"), None) if life else None


def on(line: Line | None, day: str) -> bool:
    """Whether a step is told for a day, or within a year."""
    return line is not None and line.date is not None and str(line.date.start).startswith(day)


def days(line: Line | None) -> set[str]:
    """All first days told of a step."""
    return {str(d.start) for d in (line.date, *line.dates) if d} if line else set()


def planned_only(body: Body | None) -> bool:
    """Whether a body is planned, and nothing tells that it was founded."""
    return body is not None and body.standing == "planned" and step(body, "founded") is None


def obliges(pact: Agreement | None, words: str) -> bool:
    """Whether an obligation with these words is open or reported on."""
    return pact is not None and any(words in duty.what for duty in pact.duties)


def memorandum(pacts: tuple[Agreement, ...], centre: Body | None) -> bool:
    """Whether the founding act of the centre is a memorandum of its day."""
    acts = [a for a in pacts if centre and a.name == centre.founded_by and a.form == "memorandum"]
    return any(on(step(a, "signed"), "2020-11-11") for a in acts)


def trained(line: Arms) -> bool:
    """Whether a training of early February is told."""
    return any(t.when and EARLY_FEBRUARY[0] <= t.when.start and t.when.end <= EARLY_FEBRUARY[1] for t in line.trainings)


def two_orders(record: Record) -> bool:
    """Whether two awards of one order name two receivers."""
    entities = {e.id: e for e in record.entities}
    given = [e for e in record.events if e.kind == "award" and e.status in ("happened", "ongoing")]
    orders = [e for e in given if any("karabakh" in entities[p.entity].name.lower() for p in e.others)]
    receivers = {p.entity for e in orders for p in e.recipients if entities[p.entity].kind == "person"}
    return len(orders) == 2 and len(receivers) == 2


if __name__ == "__main__":
    sys.exit(main())
