"""What one place of a report tells of weapons: ordered, delivered, changed in number, taught, claimed."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.event import Count, Role
from communique.model.span import Span
from communique.model.time import Interval

# Steps: an order or a promise, a change or the end of one, a delivery, what somebody has (a running total), who makes
# it, the paper that is signed for it, a licence or joint production, a price, a training, a claim of effect.
ARMS_STEPS = tuple(
    "ordered promised changed cancelled delivered held made signed licence price training effect".split()
)
# "origin" is the state by whose adjective a weapon is called, "party" a side of a paper that may be either.
ARMS_ROLES = ("supplier", "receiver", "maker", "origin", "party", "trainer", "trainee", "teller")
# "total": all that came so far, not a batch; "again": beside others ("nine more"); "lot": a part of the whole ("the
# first six"); "amended": the paper changes another; "completed": the training ended then.
ARMS_MARKS = ("total", "again", "lot", "amended", "completed")


@dataclass(frozen=True, slots=True)
class ArmsMention:
    """One step as one place of one report tells it.

    ``id`` is ``a`` with the span of the words that tell it. ``designation`` is what the weapon is called ("TB2"),
    ``sort`` what it is ("self-propelled howitzer"); "" where the place tells none. ``before`` is the number that a
    change replaces. ``roles`` bear the names of ARMS_ROLES. ``event`` is the id of the event told by the same words.
    """

    id: str
    step: str
    trigger: Span
    evidence: Span
    sentence: int
    status: str
    designation: str = ""
    designation_span: Span | None = None
    sort: str = ""
    sort_span: Span | None = None
    count: Count | None = None
    before: Count | None = None
    marks: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    date: Interval | None = None
    date_span: Span | None = None
    price: Span | None = None
    event: str = ""
