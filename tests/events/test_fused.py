"""Triggers of one sentence that tell one event."""

from __future__ import annotations

import pytest

from communique.events.find import fused
from communique.events.triggers import find_hits
from tests.notation import ENGLISH, parsed, tree

# (why, tree, one line per event: its trigger, then the others that tell it)
ROWS: list[tuple[str, str, str]] = [
    (
        "the strike that killed",
        "air/NN/compound>strike strike/NN/nsubj>killed killed=kill/VBD/root miners=miner/NNS/obj>killed",
        "killed strike",
    ),
    (
        "the attack with those whom it killed",
        "attack/NN/root that/WDT/nsubj>killed killed=kill/VBD/acl:relcl>attack miners=miner/NNS/obj>killed",
        "attack killed",
    ),
    (
        "two attacks in sequence are two",
        "They/PRP/nsubj>shelled shelled=shell/VBD/root towns=town/NNS/obj>shelled and/CC/cc>bombed "
        "bombed=bomb/VBD/conj>shelled roads=road/NNS/obj>bombed",
        "",
    ),
]


@pytest.mark.parametrize(("why", "written", "events"), ROWS, ids=[row[0] for row in ROWS])
def test_triggers_of_one_event(why: str, written: str, events: str) -> None:
    sent = tree(written)
    hits = list(find_hits(sent, lambda _: None, lambda _: False, ENGLISH))
    forms = [" ".join(sent.tokens[h.frame.token].form for h in (lead, *parts)) for lead, parts in fused(sent, hits)]
    assert [f for f in forms if " " in f] == ([events] if events else [])


def test_hits_come_in_text_order() -> None:
    sent = parsed(
        "Talks=talk/NNS/nsubj>began began=begin/VBD/root after/IN/case>clashes clashes=clash/NNS/obl>began"
    ).sentence
    hits = find_hits(sent, lambda _: None, lambda _: False, ENGLISH)
    assert [(sent.tokens[h.frame.token].form, h.trigger.kind) for h in hits] == [
        ("Talks", "negotiation"),
        ("clashes", "clash"),
    ]
