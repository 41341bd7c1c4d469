"""The status of an event, by the words that decide it, in trees written by hand."""

from __future__ import annotations

import pytest

from communique.events.frame import frame_of
from communique.events.status import status_of
from communique.model.language import Sentence
from tests.notation import ENGLISH, text_of, token, tree

# (tree, trigger, status with the words that decide it); a status in brackets is not told as an event at all
ROWS: list[tuple[str, str, str]] = [
    ("Laos/NNP/nsubj>met met=meet/VBD/root Peru/NNP/obj>met", "met", "happened"),
    ("Laos/NNP/nsubj>met has=have/VBZ/aux>met met=meet/VBN/root Peru/NNP/obj>met", "met", "happened"),
    # -- to come
    ("Laos/NNP/nsubj>meet will/MD/aux>meet meet/VB/root Peru/NNP/obj>meet", "meet", "planned: will"),
    ("Laos/NNP/nsubj>meet would/MD/aux>meet meet/VB/root Peru/NNP/obj>meet", "meet", "planned: would"),
    (
        "Laos/NNP/nsubj>plans plans=plan/VBZ/root to/TO/mark>meet meet/VB/xcomp>plans Peru/NNP/obj>meet",
        "meet",
        "planned: plans",
    ),
    (
        "Laos/NNP/nsubj>due is=be/VBZ/cop>due due/JJ/root to/TO/mark>meet meet/VB/xcomp>due Peru/NNP/obj>meet",
        "meet",
        "planned: due",
    ),
    (
        "Laos/NNP/nsubj>meet is=be/VBZ/cop>due due/JJ/mark>meet to/TO/mark>meet meet/VB/root Peru/NNP/obj>meet",
        "meet",
        "planned: due",
    ),  # a cue also where the parser hangs it as a mark
    (
        "Laos/NNP/nsubj:pass>expected is=be/VBZ/aux:pass>expected expected=expect/VBN/root to/TO/mark>meet "
        "meet/VB/xcomp>expected Peru/NNP/obj>meet",
        "meet",
        "planned: expected",
    ),
    (
        "Laos/NNP/nsubj>hold will/MD/aux>hold hold/VB/root talks=talk/NNS/obj>hold with/IN/case>Peru "
        "Peru/NNP/nmod>talks",
        "talks",
        "planned: will",
    ),
    ("upcoming/JJ/amod>talks talks=talk/NNS/root with/IN/case>Peru Peru/NNP/nmod>talks", "talks", "planned: upcoming"),
    (
        "Laos/NNP/nsubj>help will/MD/aux>help help/VB/root to/TO/mark>train train/VB/xcomp>help "
        "troops=troop/NNS/obj>train",
        "train",
        "planned: will",
    ),  # what the help will do is to come as well
    (
        "pact/NN/nsubj:pass>signed is=be/VBZ/aux:pass>signed to/TO/mark>signed be/VB/aux:pass>signed "
        "signed=sign/VBN/root",
        "signed",
        "planned: is",
    ),
    (
        "The/DT/det>meeting meeting/NN/nsubj:pass>scheduled is=be/VBZ/aux:pass>scheduled scheduled=schedule/VBN/root "
        "for/IN/case>May May/NNP/obl>scheduled",
        "meeting",
        "planned: scheduled",
    ),  # the verb schedules its passive subject
    # -- wished
    (
        "Laos/NNP/nsubj>urged urged=urge/VBD/root Peru/NNP/obj>urged to/TO/mark>sign sign/VB/xcomp>urged",
        "sign",
        "proposed: urged",
    ),
    ("Laos/NNP/nsubj>sign should/MD/aux>sign sign/VB/root it/PRP/obj>sign", "sign", "proposed: should"),
    ("proposed/JJ/amod>talks talks=talk/NNS/root", "talks", "proposed: proposed"),
    (
        "Laos/NNP/nsubj>called called=call/VBD/root for/IN/case>talks talks=talk/NNS/obl>called",
        "talks",
        "proposed: called",
    ),  # `for` after a call leads to what is wished, not to what is over
    # -- said by one side
    (
        "Laos/NNP/nsubj>accused accused=accuse/VBD/root Peru/NNP/obj>accused of/IN/mark>shelling "
        "shelling=shell/VBG/advcl>accused towns=town/NNS/obj>shelling",
        "shelling",
        "alleged: accused",
    ),
    ("Laos/NNP/nsubj>shelled allegedly/RB/advmod>shelled shelled=shell/VBD/root it/PRP/obj>shelled", "shelled",
     "alleged: allegedly"),
    ("alleged/JJ/amod>attack attack/NN/root", "attack", "alleged: alleged"),
    (
        "Laos/NNP/nsubj>claimed claimed=claim/VBD/root Peru/NNP/nsubj>attacked attacked=attack/VBD/ccomp>claimed "
        "it/PRP/obj>attacked",
        "attacked",
        "alleged: claimed",
    ),
    # -- denied
    (
        "Laos/NNP/nsubj>denied denied=deny/VBD/root shelling=shell/VBG/xcomp>denied towns=town/NNS/obj>shelling",
        "shelling",
        "denied: denied",
    ),
    (
        "Laos/NNP/nsubj>denied denied=deny/VBD/root it/PRP/nsubj>shelled had=have/VBD/aux>shelled "
        "shelled=shell/VBN/ccomp>denied towns=town/NNS/obj>shelled",
        "shelled",
        "denied: denied",
    ),
    # -- no events
    ("Laos/NNP/nsubj>meet did=do/VBD/aux>meet not/RB/advmod>meet meet/VB/root", "meet", "(denied: not)"),
    ("No/DT/det>talks talks=talk/NNS/nsubj>took took=take/VBD/root place/NN/obj>took", "talks", "(denied: No)"),
    ("Laos/NNP/nsubj>meet could/MD/aux>meet meet/VB/root Peru/NNP/obj>meet", "meet", "(proposed: could)"),
    (
        "If/IN/mark>attacks Laos/NNP/nsubj>attacks attacks=attack/VBZ/advcl>falls Peru/NNP/obj>attacks "
        "oil/NN/nsubj>falls falls=fall/VBZ/root",
        "attacks",
        "(proposed: If)",
    ),
    (
        "Laos/NNP/nsubj>threatened threatened=threaten/VBD/root to/TO/mark>attack attack/VB/xcomp>threatened "
        "Peru/NNP/obj>attack",
        "attack",
        "(proposed: threatened)",
    ),
    # -- under way
    ("Laos/NNP/nsubj>shelling is=be/VBZ/aux>shelling shelling=shell/VBG/root Peru/NNP/obj>shelling", "shelling",
     "ongoing: shelling"),
    ("ongoing/JJ/amod>talks talks=talk/NNS/root", "talks", "ongoing: ongoing"),
    (
        "Crowds=crowd/NNS/nsubj>continue continue/VBP/root to/TO/mark>march march/VB/xcomp>continue",
        "march",
        "ongoing: continue",
    ),  # the cue is the verb that governs it
    # -- what others hang on is over, whatever they will do
    (
        "Laos/NNP/nsubj>retaliate will/MD/aux>retaliate retaliate/VB/root after/IN/case>attack the/DT/det>attack "
        "attack/NN/obl>retaliate",
        "attack",
        "happened",
    ),
    (
        "Laos/NNP/nsubj>vowed vowed=vow/VBD/root to/TO/mark>answer answer/VB/xcomp>vowed after/IN/mark>shelled "
        "Peru/NNP/nsubj>shelled shelled=shell/VBD/advcl>answer it/PRP/obj>shelled",
        "shelled",
        "happened",
    ),
]  # fmt: skip


def shown(sent: Sentence, trigger: str) -> str:
    """ "planned: will"; in brackets where the words tell no event."""
    frame = frame_of(sent, token(sent, trigger), ENGLISH)
    reading = status_of(sent, frame.anchor, frame.token, ENGLISH)
    words = f": {reading.span.quote(text_of(sent))}" if reading.span else ""
    return f"{reading.status}{words}" if reading.real else f"({reading.status}{words})"


@pytest.mark.parametrize(("written", "trigger", "status"), ROWS, ids=[f"{r[2]} ({r[1]})" for r in ROWS])
def test_the_nearest_cue_decides(written: str, trigger: str, status: str) -> None:
    assert shown(tree(written), trigger) == status
