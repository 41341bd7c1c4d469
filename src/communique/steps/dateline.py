"""The town of a dateline as a place, for what is told to have been done "here"; no sentence speaks of it."""

from __future__ import annotations

from communique.entities.attributes import known
from communique.model.analysis import Analysis
from communique.model.entity import Attribute, Chain, Mention
from communique.reference import load

NOWHERE = -1  # the sentence and token of words outside all sentences


def dateline_id(analysis: Analysis) -> str | None:
    """The id of the chain of the dateline's town: that of the same name in the text, else one of its own."""
    told = analysis.report.dateline_place
    if told is None or told.span is None:
        return None
    text = analysis.report.text
    same = (
        c.id for c in analysis.chains if c.kind == "place" and c.name.quote(text).casefold() == told.value.casefold()
    )
    return next(same, f"c{told.span}")


def dateline_chain(analysis: Analysis) -> Chain | None:
    """The chain that `dateline_id` names, where the text has none."""
    told, id_ = analysis.report.dateline_place, dateline_id(analysis)
    if told is None or told.span is None or any(c.id == id_ for c in analysis.chains):
        return None
    found = known(told.value, "place", load())
    mention = Mention(told.span, told.span, "place", "name", NOWHERE, NOWHERE)
    return Chain(
        id=f"c{told.span}",
        kind="place",
        name=told.span,
        mentions=(mention,),
        country=Attribute(found.country, f"reference data: {found.id}") if found and found.country else None,
        reference=Attribute(found.id, "reference data", told.span) if found else None,
    )
