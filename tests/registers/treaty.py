"""A made-up report of a treaty: its signing, and what it obliges one side to do."""

from __future__ import annotations

from typing import Any

from communique.model.analysis import Analysis
from communique.model.event import Role
from communique.model.step import ObligationMention, StepMention, Thing
from tests.factories import at, chain, event, interval, report, role

TEXT = "Chad and Mali signed the Fada Treaty on 1 May 2021. Chad undertakes to open the Adré crossing by 1 June 2021.\n"


def told(text: str = TEXT, name: str = "a", day: str = "2021-05-02") -> Analysis:
    """A report of a treaty, its signing and an obligation."""
    chad = chain(text, "Chad", kind="country", country="TCD")
    mali = chain(text, "Mali", kind="country", country="MLI")
    treaty = chain(text, f"{text.split()[5]} Treaty", kind="agreement")
    thing = Thing(f"t{treaty.name}", "agreement", "treaty", treaty.name, treaty.name, (treaty.name,), (treaty.id,))
    signing = event(
        text, "signed", text.split(".")[0], role("actor", chad), role("actor", mali), kind="agreement_signed",
        date=interval("2021-05-01"),
    )  # fmt: skip
    step = StepMention(
        f"p{at(text, 'signed')}", "signed", thing.id, treaty.name, signing.trigger, signing.evidence, 0, "happened",
        by=(Role("by", chad.id, chad.name), Role("by", mali.id, mali.name)), date=interval("2021-05-01"),
        date_span=at(text, "1 May 2021"), event=signing.id,
    )  # fmt: skip
    action, said = at(text, "open the Adré crossing by 1 June 2021"), at(text, text.split(". ")[1][:-1])
    who = (Role("who", chad.id, at(text, "Chad", 1)),)
    due: Any = {"due": interval("2021-06-01"), "due_span": at(text, "1 June 2021")}
    duty = ObligationMention(f"o{action}", thing.id, who, action, said, 1, **due)
    chains, one = (chad, mali, treaty), report(text, name, day)
    return Analysis(one, (), (), chains, (signing,), things=(thing,), steps=(step,), obligations=(duty,))
