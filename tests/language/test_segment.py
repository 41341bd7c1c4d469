"""Sentences: one row a case, the sentences divided by " | "."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language.segment import sentences, without_boxes
from communique.model.span import Span

CASES = [
    "The minister left. | He did not speak.",
    "Gen. Orlov met Sen. Ruiz and Mr. Tan. | They spoke for an hour.",  # titles
    "Lt. Col. Vance and Brig. Gen. Osei agreed.",  # titles in a row
    "The U.S. embassy closed. | U.S. officials left.",
    "He flew to the U.S. | The visit lasted a week.",  # an abbreviation that ends its sentence
    "The visit to the U.K. ended on Jan. 8 without a deal.",
    "Talks began at 9 a.m. local time. | They ended at 5 p.m. | No one spoke.",
    "Rolvex Inc. shares fell. | Investors sold.",
    "The envoy, J. R. Halloway, arrived.",  # initials
    "Photo by Nadia P. Okonjo of the agency. | See p. 5 for more.",  # "P." is no page before a name
    "“We will not yield,” he said. | “We never have.” | The crowd cheered.",
    '"Stop the shelling now," she said. | "People die." | Aides nodded.',
    '"Why now?" Mrs. Adeyemi asked. | Nobody answered.',  # speech goes on after a quoted question
    '"Who fired?" the mayor asked.',
    "Is it war? | Yes! | It is.",
    "The truce held... | Then it broke.",
    "The truce … held.",
    "Spending rose 3.5 percent to $1.2 billion. | Imports fell.",
    "The law (see Art. 5) was voided. | Parliament met.",
    "Resolution No. 2231 was adopted. | Was it kept? | The answer was no. | Critics agreed.",
    "<PERSON> arrived in Lagos. | <PERSON> left.",
    "The talks (which failed.) ended. | All left.",
    "Police fired.\nCrowds fled.",
]


def _cut(text: str) -> list[str]:
    return [s.quote(text) for s in sentences(text, [Span(0, len(text))])]


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str) -> None:
    expected = case.replace("fired.\nCrowds", "fired. | Crowds").split(" | ")
    assert _cut(case.replace(" | ", " ")) == expected


def test_paragraphs_are_never_joined() -> None:
    text = "Army takes town\nThe army took a town. It held."
    spans = [Span(0, 15), Span(16, len(text))]
    found = [s.quote(text) for s in sentences(text, spans)]
    assert found == ["Army takes town", "The army took a town.", "It held."]


def test_text_outside_paragraphs_is_left_alone() -> None:
    text = "Advertisement. The truce held. Subscribe now."
    assert [s.quote(text) for s in sentences(text, [Span(15, 30)])] == ["The truce held."]


@pytest.mark.parametrize("text", ["", "   ", "\n\t "])
def test_no_words_no_sentences(text: str) -> None:
    assert _cut(text) == []


@pytest.mark.parametrize("number", ["2.", "(2)", "2)", "(b)"])
def test_the_number_of_a_paragraph_is_no_sentence(number: str) -> None:
    assert _cut(f"{number} Chad will open the port.") == ["Chad will open the port."]


@given(st.text(alphabet=st.sampled_from("abAB .!?…\"'”“\n<>-U.S"), max_size=120))
def test_sentences_cover_all_but_white_space(text: str) -> None:
    covered = sentences(text, [Span(0, len(text))])
    left = [c for i, c in enumerate(text) if not any(s.start <= i < s.end for s in covered)]
    assert "".join(left).strip() == ""
    assert all(a.end <= b.start for a, b in pairwise(covered))
    assert all(s.quote(text) == s.quote(text).strip() != "" for s in covered)


BOX = "Gov. Ines Varga Ines Maria VargaRivals attack new budget Varga leads in poll MORE"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (f"{BOX} met him.", "Gov. Ines Varga met him."),
        (
            f"{BOX} met Sen. Otto Lund Otto LundFive takeaways from the debate MORE (X).",
            "Gov. Ines Varga met Sen. Otto Lund (X).",
        ),
        (f"Varga said Varga's aides left. {BOX} left.", "Varga said Varga's aides left. Gov. Ines Varga left."),
        ("Varga said MORE money was needed.", "Varga said MORE money was needed."),
        ("Ines Varga met Otto Varga, who wants MORE.", "Ines Varga met Otto Varga, who wants MORE."),
    ],
)
def test_boxes_on_persons_are_blanked_and_nothing_moves(text: str, plain: str) -> None:
    found = without_boxes(text)
    assert len(found) == len(text)
    assert " ".join(found.split()) == plain
