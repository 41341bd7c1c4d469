"""Agreements and bodies as one report tells of them, the steps of their life, and what agreements oblige whom to do."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.event import Role
from communique.model.span import Span
from communique.model.time import Interval

AGREEMENT_STEPS = (
    *"announced negotiated initialled signed approved ratified in_force".split(),
    *"amended extended suspended withdrawn ended".split(),
)
BODY_STEPS = (
    *"planned founded working acted seated staffed supplied".split(),
    *"joined renamed extended suspended ended".split(),
)


@dataclass(frozen=True, slots=True)
class Thing:
    """An agreement or a body (``kind``) in one report, under all its words there.

    ``id`` is ``t`` with the span of the words that call it best; ``called`` is its phrase in full. ``form`` is its
    sort: treaty, memorandum, contract ...; of a body its noun. ``name`` is its proper name, where told. ``mentions``
    are the words that mean it; ``chains`` those (by id) that mean the same. ``parties`` are those told beside its
    noun. ``amends`` is the agreement that this one changes, ``also`` another name of the same thing: ids of things.
    """

    id: str
    kind: str
    form: str
    called: Span
    name: Span | None
    mentions: tuple[Span, ...]
    chains: tuple[str, ...] = ()
    parties: tuple[Role, ...] = ()
    amends: str | None = None
    also: str | None = None


@dataclass(frozen=True, slots=True)
class StepMention:
    """One step of a thing's life, as one place of one report tells it.

    ``id`` is ``p`` with the span of the words that tell it and its thing. ``step`` is one of AGREEMENT_STEPS or
    BODY_STEPS, ``thing`` the thing's id, ``mention`` the words there that mean it. ``status`` is as that of an event;
    "denied" is also what is told not to have happened yet. ``by`` are those who do it, ``event`` the same act's mention
    among events. ``what`` is the part that it touches, where it is not the whole: "the second instalment".
    """

    id: str
    step: str
    thing: str
    mention: Span
    trigger: Span
    evidence: Span
    sentence: int
    status: str
    status_span: Span | None = None
    by: tuple[Role, ...] = ()
    place: Role | None = None
    date: Interval | None = None
    date_span: Span | None = None
    event: str | None = None
    what: Span | None = None


@dataclass(frozen=True, slots=True)
class ObligationMention:
    """What an agreement obliges somebody to do, as one place of one report tells it.

    ``id`` is ``o`` with the span of ``action``, the words of what is to be done, or left undone where ``is_forbidden``.
    ``words`` tell it in full where the verb stands elsewhere: "is to [free] nine miners, and Niger [two drivers]".
    ``who`` has it to do; with role "about" whose thing it is, where nobody is told to do it. ``due`` is the last time.
    ``verb`` is what is done and ``object`` what it is done to, each as one word.
    """

    id: str
    thing: str
    who: tuple[Role, ...]
    action: Span
    evidence: Span
    sentence: int
    is_forbidden: bool = False
    due: Interval | None = None
    due_span: Span | None = None
    words: tuple[Span, ...] = ()
    verb: Span | None = None
    object: Span | None = None
