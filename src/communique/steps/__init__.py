"""Agreements and bodies in one report: what they are called there, the steps of their life, and what they oblige to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from communique.events.arguments import ChainIndex
from communique.lexicon import Lexicon
from communique.model.analysis import Analysis
from communique.model.time import TimeExpression
from communique.steps.dateline import dateline_chain, dateline_id
from communique.steps.find import find_steps
from communique.steps.obligations import find_obligations
from communique.steps.things import find_things


def with_steps(
    analysis: Analysis, lexicon: Lexicon, forward: Callable[[TimeExpression], TimeExpression] = lambda t: t
) -> Analysis:
    """``analysis`` with the agreements and bodies of which it tells a step or an obligation, and these."""
    index = ChainIndex(analysis, lexicon)
    things = find_things(index)
    steps = find_steps(index, things, (*analysis.events, *analysis.faint), forward)
    obligations = find_obligations(index, things, steps, forward)
    here = dateline_chain(analysis) if any(s.place and s.place.chain == dateline_id(analysis) for s in steps) else None
    told = {s.thing for s in steps} | {o.thing for o in obligations}
    linked = {other for t in things.all if t.id in told for other in (t.amends, t.also) if other}
    linked |= {t.id for t in things.all if t.also in told | linked}
    named = {t.id for t in things.all if t.name and t.kind == "agreement"}  # others may go back to it
    kept = tuple(t for t in things.all if t.id in told | linked | named)
    chains = (*analysis.chains, here) if here else analysis.chains
    return replace(analysis, chains=chains, things=kept, steps=steps, obligations=obligations)


__all__ = ["with_steps"]
