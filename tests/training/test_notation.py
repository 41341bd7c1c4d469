"""Annotators' sheets: what is read, and what is refused with which words."""

from __future__ import annotations

import pytest

from communique.language import words
from communique.model.span import Span
from training.events import check, notation
from training.events.examples import examples, settled
from training.events.heads import head_word
from training.events.notation import Run

SHEET = """\
=== t-001 2021-04-06 wire
1> The ministers of Chile and Peru will sign a pact on Tuesday, the ministry said.
1 agreement_signed | planned | sign | A:per The ministers of Chile | A:cou Peru | I:agr a pact | T on Tuesday
1 say | said | S:org the ministry | C The ministers ... on Tuesday
1 names | cou Chile
2> It was raining.
"""


def read(sheet: str) -> Run:
    found, faults = notation.read(sheet)
    assert not faults
    return found[0]


def quoted(run: Run, span: list[int]) -> str:
    return run.text[span[0] : span[1]]


def test_a_sheet_becomes_labels_on_characters() -> None:
    run = read(SHEET)
    assert [run.text[a:b][:9] for a, b in run.sentences] == ["The minis", "It was ra"]
    event = run.events[0]
    assert (event["kind"], event["status"], quoted(run, event["trigger"])) == ("agreement_signed", "planned", "sign")
    assert [(r["role"], r.get("kind"), quoted(run, r["span"])) for r in event["roles"]] == [
        ("actor", "person", "The ministers of Chile"),
        ("actor", "country", "Peru"),
        ("item", "agreement", "a pact"),
        ("time", None, "on Tuesday"),
    ]
    assert quoted(run, run.statements[0]["roles"][1]["span"]) == (
        "The ministers of Chile and Peru will sign a pact on Tuesday"
    )
    assert [quoted(run, n["span"]) for n in run.names] == ["Chile"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("1 meeting | happened | met", "'met' is not in sentence 1"),
        ("1 meetings | happened | sign", "no such kind 'meetings'"),
        ("1 meeting | done | sign", "no such status 'done'"),
        ("3 meeting | planned | sign", "there is no sentence 3"),
        ("1 meeting | planned | a pact", "is more than one word"),
        ("1 meeting | planned | sign | A The ministers", "all others need one"),
        ("1 meeting | planned | sign | T:per on Tuesday", "T and C have no kind"),
        ("1 meeting | planned | sign | A:xyz Peru", "no such entity kind 'xyz'"),
        ("1 meeting | planned", "an event needs"),
        ("1 say | said | S:org the ministry", "a statement needs"),
        ("1 names | cou Bolivia", "'Bolivia' is not in sentence 1"),
        ("1 meeting | planned | sig", "'sig' is not in sentence 1"),
    ],
)
def test_a_line_that_cannot_be_read_is_a_fault(line: str, fault: str) -> None:
    _, faults = notation.read(f"{SHEET}{line}\n")
    assert len(faults) == 1
    assert fault in faults[0]


def test_the_second_of_two_equal_words_and_words_of_another_sentence() -> None:
    run = read(
        "=== t-002\n1> He met her and met him in May.\n2> It was in Oslo.\n"
        "1 meeting | happened | met#2 | A:per He | A:per him | L@2:pla Oslo\n"
    )
    assert run.events[0]["trigger"] == [15, 18]
    assert quoted(run, run.events[0]["roles"][2]["span"]) == "Oslo"


def test_labels_join_to_sentences_that_another_sheet_holds() -> None:
    bare = read("=== t-003\n1> Hungary and Romania met.\n")
    found, faults = notation.read("=== t-003\n1 meeting | happened | met | A:cou Hungary\n", {"t-003": bare})
    assert not faults
    assert found[0].events[0]["roles"][0]["span"] == [0, 7]
    assert notation.read("=== t-004\n1 names | cou Peru\n", {"t-003": bare})[1] == ["line 1: no sentences for t-004"]


def test_faults_that_the_notation_allows() -> None:
    run = read(
        "=== t-005\n1> Rebels attacked a town.\n1 attack | happened | attacked | A:grp Rebels | A:grp Rebels\n"
        "1 clash | happened | attacked | A:grp Rebels attacked a town\n1 names | oth town\n"
    )
    assert [f.partition(": ")[2].split(" at ")[0].split(": ")[0] for f in check.faults(run)] == [
        "a role twice",
        "two events on 'attacked'",
        "'Rebels attacked a town' holds its own trigger 'attacked'",
        "'town' is no name",
    ]


@pytest.mark.parametrize(
    ("phrase", "head", "time"),
    [
        ("the foreign minister of Ghana", "minister", False),
        ("President Amina Diallo", "Diallo", False),
        ("Ghana's army", "army", False),
        ("Hanna Berg's", "Berg", False),
        ("on Monday", "Monday", True),
        ("in early 2014", "2014", True),
        ("the day after the vote", "day", True),
        ("people", "people", False),
    ],
)
def test_the_word_that_stands_for_a_filler(phrase: str, head: str, time: bool) -> None:
    spans = words(phrase, Span(0, len(phrase)))
    forms = [s.quote(phrase) for s in spans]
    assert forms[head_word(spans, forms, [0, len(phrase)], time=time)] == head


def test_labels_at_words() -> None:
    first, second = examples([read(SHEET)])
    at = {form: i for i, form in enumerate(first.forms)}
    assert first.triggers is not None and first.links is not None and first.statuses is not None and first.names
    assert [f for f, t in zip(first.forms, first.triggers, strict=True) if t != "none"] == ["sign"]
    assert first.statuses[at["sign"]] == "planned"
    assert set(first.links) == {
        (at["sign"], at["ministers"], "actor"),
        (at["sign"], at["Peru"], "actor"),
        (at["sign"], at["pact"], "item"),
        (at["sign"], at["Tuesday"], "time"),
        (at["said"], at["ministry"], "speaker"),
    }
    assert first.cues is not None and [i for i, cue in enumerate(first.cues) if cue] == [at["said"]]
    assert first.names[at["Chile"]] == frozenset({"B-place"})
    assert first.names[at["pact"]] == frozenset({"O"})
    assert second.triggers == ("none",) * len(second.forms)


def test_names_are_learned_without_article_and_office() -> None:
    run = read(
        "=== t-006\n1> President Ana Ruiz met the Arab League and Mr. Kone.\n"
        "1 names | per President Ana Ruiz | org the Arab League | per Mr. Kone\n"
    )
    (example,) = examples([run])
    tags = dict(zip(example.forms, example.names or (), strict=True))
    assert [tags[f] for f in ("President", "the", "Mr.")] == [{"O"}] * 3
    assert (tags["Ana"], tags["Ruiz"], tags["Kone"]) == ({"B-person"}, {"I-person"}, {"B-person"})
    assert tags["Arab"] == {"B-organisation"}


@pytest.mark.parametrize(
    ("filler", "exact"),
    [
        ("per the envoy Ana Ruiz of Peru", {"Ana": "B-person", "Ruiz": "I-person"}),
        ("per Prime Minister Kone", {"Kone": "B-person"}),
        ("per U.N. Secretary-General Kone", {"Kone": "B-person"}),
        ("per Omar al-Kone", {"Omar": "B-person", "Kone": "I-person"}),
        ("per the Prime Minister", {}),
        ("per He", {"He": "O"}),
        ("org the Interior Ministry", {"Interior": "B-organisation", "Ministry": "I-organisation"}),
        ("org the Ministry of the Interior", {}),  # the name goes on
        ("pla the Strait of Hormuz", {}),
        ("org Turkish Airlines", {}),  # the demonym may belong to it
        ("cou Peru", {"Peru": "B-place"}),
    ],
)
def test_names_of_fillers_are_learned_where_they_are_sure(filler: str, exact: dict[str, str]) -> None:
    kind, _, named = filler.partition(" ")
    sentence = f"Today {named} met him in the old town by the river."
    run = read(f"=== t-007\n1> {sentence}\n1 meeting | happened | met | A:{kind} {named}\n")
    (example,) = examples([run])
    found = {
        f: next(iter(t))
        for f, t in zip(example.forms, example.names or (), strict=True)
        if len(t) == 1 and f[0].isupper()
    }
    assert found == exact


def test_roles_by_the_rules_settled_late() -> None:
    assert settled("territory_taken", "recipient", "place") == "place"
    assert settled("territory_taken", "recipient", "organisation") == "recipient"
    assert settled("release", "item", "group") == "recipient"
    assert settled("release", "item", "equipment") == "item"
    assert settled("aid", "item", "other") == "item"
