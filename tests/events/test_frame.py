"""Frames of trees written by hand: who stands where, however the sentence says it."""

from __future__ import annotations

import pytest

from communique.events.frame import Frame, frame_of, is_passive, preposition, verb_lemmas
from communique.model.language import Sentence
from tests.notation import ENGLISH, quoted, token, tree

SIGNED = "signed=sign/VBD/root"
BY_BOTH = "by/IN/case>Laos Laos/NNP/obl:agent>signed and/CC/cc>Peru Peru/NNP/conj>Laos"

# (why, tree, trigger, frame)
ROWS: list[tuple[str, str, str, str]] = [
    (
        "coordinated parties are all listed",
        f"Laos/NNP/nsubj>signed ,/,/punct>Peru Peru/NNP/conj>Laos and/CC/cc>Oman Oman/NNP/conj>Laos {SIGNED} "
        "treaties=treaty/NNS/obj>signed",
        "signed",
        "subject Laos Peru Oman | object treaties",
    ),
    (
        "a passive's subject is its object, its agent the subject",
        f"Treaties=treaty/NNS/nsubj:pass>signed were=be/VBD/aux:pass>signed signed=sign/VBN/root {BY_BOTH}",
        "signed",
        "passive | object Treaties | subject Laos Peru",
    ),
    (
        "a passive without an agent has no subject",
        "Treaties=treaty/NNS/nsubj:pass>signed were=be/VBD/aux:pass>signed signed=sign/VBN/root",
        "signed",
        "passive | object Treaties",
    ),
    (
        "a reduced relative clause: the noun it stands on is the object",
        f"treaties=treaty/NNS/root signed=sign/VBN/acl>treaties {BY_BOTH}",
        "signed",
        "passive | object treaties | subject Laos Peru",
    ),
    (
        "a relative clause: the pronoun stands for its noun",
        "the/DT/det>treaty treaty/NN/root which/WDT/nsubj:pass>signed was=be/VBD/aux:pass>signed "
        "signed=sign/VBN/acl:relcl>treaty",
        "signed",
        "passive | object treaty",
    ),
    (
        "the same with the party as the noun",
        "minister/NN/root who/WP/nsubj>signed signed=sign/VBD/acl:relcl>minister treaties=treaty/NNS/obj>signed",
        "signed",
        "subject minister | object treaties",
    ),
    (
        "a relative clause without a pronoun",
        "treaty/NN/root they/PRP/nsubj>signed signed=sign/VBD/acl:relcl>treaty",
        "signed",
        "subject they | object treaty",
    ),
    (
        "the second verb of a relative clause",
        "minister/NN/root who/WP/nsubj>came came=come/VBD/acl:relcl>minister and/CC/cc>signed "
        "signed=sign/VBD/conj>came treaties=treaty/NNS/obj>signed",
        "signed",
        "object treaties | subject minister",
    ),
    (
        "a participle after its noun",
        "rebels=rebel/NNS/root holding=hold/VBG/acl>rebels towns=town/NNS/obj>holding",
        "holding",
        "object towns | subject rebels",
    ),
    (
        "a verb in sequence shares the subject",
        "Laos/NNP/nsubj>met met=meet/VBD/root Peru/NNP/obj>met and/CC/cc>signed signed=sign/VBD/conj>met "
        "treaties=treaty/NNS/obj>signed",
        "signed",
        "object treaties | subject Laos",
    ),
    (
        "a passive in sequence shares the object",
        "Miners=miner/NNS/nsubj:pass>held were=be/VBD/aux:pass>held held=hold/VBN/root and/CC/cc>freed "
        "freed=free/VBN/conj>held",
        "freed",
        "passive | object Miners",
    ),
    (
        "who plans is who does",
        "Laos/NNP/nsubj>plans plans=plan/VBZ/root to/TO/mark>sign sign/VB/xcomp>plans treaties=treaty/NNS/obj>sign",
        "sign",
        "object treaties | subject Laos",
    ),
    (
        "who is urged is who does",
        "Laos/NNP/nsubj>urged urged=urge/VBD/root Peru/NNP/obj>urged to/TO/mark>sign sign/VB/xcomp>urged "
        "treaties=treaty/NNS/obj>sign",
        "sign",
        "object treaties | subject Peru",
    ),
    (
        "who is expected is who does",
        "Laos/NNP/nsubj:pass>expected is=be/VBZ/aux:pass>expected expected=expect/VBN/root to/TO/mark>sign "
        "sign/VB/xcomp>expected treaties=treaty/NNS/obj>sign",
        "sign",
        "object treaties | subject Laos",
    ),
    (
        "a finite clause has its own subject, or none",
        "Laos/NNP/nsubj>said said=say/VBD/root it/PRP/nsubj>signed signed=sign/VBD/ccomp>said "
        "treaties=treaty/NNS/obj>signed",
        "signed",
        "subject it | object treaties",
    ),
    (
        "prepositions name their slots",
        "Laos/NNP/nsubj>talked talked=talk/VBD/root with/IN/case>Peru Peru/NNP/obl>talked in/IN/case>Lima "
        "Lima/NNP/obl>talked",
        "talked",
        "in Lima | subject Laos | with Peru",
    ),
    (
        "phrases on the object speak for the verb",
        "Laos/NNP/nsubj>imposed imposed=impose/VBD/root sanctions=sanction/NNS/obj>imposed on/IN/case>Peru "
        "Peru/NNP/nmod>sanctions",
        "imposed",
        "object sanctions | on Peru | subject Laos",
    ),
    (
        "a word of quantity is not what it counts",
        "Laos/NNP/nsubj>freed freed=free/VBD/root dozens=dozen/NNS/obj>freed of/IN/case>prisoners "
        "prisoners=prisoner/NNS/nmod>dozens",
        "freed",
        "object prisoners | subject Laos",
    ),
    (
        "tens of thousands",
        "Laos/NNP/nsubj>freed freed=free/VBD/root tens=ten/NNS/obj>freed of/IN/case>thousands "
        "thousands=thousand/NNS/nmod>tens of/IN/case>miners miners=miner/NNS/nmod>thousands",
        "freed",
        "object miners | subject Laos",
    ),
    (
        "a light verb lends the noun its subject",
        "Laos/NNP/nsubj>held held=hold/VBD/root talks=talk/NNS/obj>held with/IN/case>Peru Peru/NNP/nmod>talks",
        "talks",
        "in clause held | subject Laos | with Peru",
    ),
    (
        "so does one that says that it happened",
        "Talks=talk/NNS/nsubj>began between/IN/case>Laos Laos/NNP/nmod>Talks and/CC/cc>Peru Peru/NNP/conj>Laos "
        "began=begin/VBD/root in/IN/case>Lima Lima/NNP/obl>began",
        "Talks",
        "in clause began | between Laos Peru | in Lima",
    ),
    (
        "any other verb keeps its subject",
        "Laos/NNP/nsubj>mocked mocked=mock/VBD/root talks=talk/NNS/obj>mocked with/IN/case>Peru Peru/NNP/nmod>talks",
        "talks",
        "with Peru",
    ),
    (
        "owners of a noun: a genitive and an adjective",
        "Laos/NNP/nmod:poss>strike 's/POS/case>Laos air/NN/compound>strike strike/NN/root on/IN/case>Peru "
        "Peru/NNP/nmod>strike",
        "strike",
        "on Peru | poss Laos air",
    ),
]


def shown(sent: Sentence, frame: Frame) -> str:
    """ "passive | object treaties | subject Laos": slots by name, after notes on the whole."""
    head = ["passive"] if frame.passive else []
    head += [f"in clause {sent.tokens[frame.anchor].form}"] if frame.anchor != frame.token else []
    return " | ".join([*head, *sorted(f"{slot} {quoted(sent, found)}" for slot, found in frame.slots.items())])


def in_order(frame: str) -> str:
    """A row's frame with its slots sorted, the notes before them kept."""
    parts = frame.split(" | ")
    notes = [p for p in parts if p == "passive" or p.startswith("in clause ")]
    return " | ".join([*notes, *sorted(p for p in parts if p not in notes)])


@pytest.mark.parametrize(("why", "written", "trigger", "frame"), ROWS, ids=[row[0] for row in ROWS])
def test_frames(why: str, written: str, trigger: str, frame: str) -> None:
    sent = tree(written)
    assert shown(sent, frame_of(sent, token(sent, trigger), ENGLISH)) == in_order(frame)


@pytest.mark.parametrize(
    ("written", "word", "lemmas"),
    [
        ("set/VBD/root up/RP/compound:prt>set camps=camp/NNS/obj>set", "set", ("set_up",)),
        ("They/PRP/nsubj>came came=come/VBD/root back/RB/advmod>came", "came", ("come_back", "come")),
        ("They/PRP/nsubj>came came=come/VBD/root late/RB/advmod>came", "came", ("come",)),
        ("Up/RB/advmod>came they/PRP/nsubj>came came=come/VBD/root", "came", ("come",)),  # before its verb: no particle
    ],
)
def test_particles_belong_to_their_verb(written: str, word: str, lemmas: tuple[str, ...]) -> None:
    sent = tree(written)
    assert verb_lemmas(sent, token(sent, word), ENGLISH) == lemmas


@pytest.mark.parametrize(
    ("written", "passive"),
    [
        ("It/PRP/nsubj:pass>signed was=be/VBD/aux:pass>signed signed=sign/VBN/root", True),
        ("Laos/NNP/nsubj>signed has=have/VBZ/aux>signed signed=sign/VBN/root it/PRP/obj>signed", False),  # a perfect
        ("pact/NN/root signed=sign/VBN/acl>pact", True),
        ("Laos/NNP/nsubj>signed signed=sign/VBD/root it/PRP/obj>signed", False),
    ],
)
def test_passives(written: str, passive: bool) -> None:
    sent = tree(written)
    assert is_passive(sent, token(sent, "signed")) is passive


def test_the_first_preposition_counts() -> None:
    sent = tree("went=go/VBD/root from/IN/case>Lima near/IN/case>Lima Lima/NNP/obl>went")
    assert preposition(sent, token(sent, "Lima")) == "from"
    assert preposition(sent, token(sent, "went")) == ""
