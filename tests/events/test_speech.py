"""Who is reported to have said what, read with the shipped model."""

from __future__ import annotations

import pytest

from tests.notation import read, said

# (why, text, statements); direct speech is shown in quotation marks
ROWS: list[tuple[str, str, list[str]]] = [
    (
        "`said in a statement that`",
        "The army said in a statement that it had found the ship.",
        ["army: it had found the ship"],
    ),
    ("indirect", "Hanna Berg said that the talks had gone well.", ["Hanna Berg: the talks had gone well"]),
    ("without that", "Hanna Berg said the talks had gone well.", ["Hanna Berg: the talks had gone well"]),
    ("an aside", "The ship sank at night, Hanna Berg said.", ["Hanna Berg: The ship sank at night"]),
    ("direct", '"The talks went well," Hanna Berg said.', ["Hanna Berg: “The talks went well”"]),
    (
        "direct, the verb first",
        "“The talks went well,” said Hanna Berg. “We shall meet again in May.”",
        ["Hanna Berg: “The talks went well”", "Hanna Berg: “We shall meet again in May”"],
    ),
    (
        "several sentences in one pair of marks",
        '"The harbour is open. The ships may sail," Hanna Berg told reporters.',
        ["Hanna Berg: “The harbour is open. The ships may sail”"],
    ),
    (
        "after a colon",
        'Asked about the harbour, Hanna Berg said: "It will open in May."',
        ["Hanna Berg: “It will open in May”"],
    ),
    (
        "a pronoun speaks for whom it stands",
        "Hanna Berg spoke in Oslo.\n“The harbour is open to all,” she said.",
        ["Hanna Berg: “The harbour is open to all”"],
    ),
    (
        "a quotation over two paragraphs",
        "“The harbour is open to all,” Hanna Berg said. “Ships may sail.\n“They may sail tonight,” she said.",
        [
            "Hanna Berg: “The harbour is open to all”",
            "Hanna Berg: “Ships may sail”",
            "Hanna Berg: “They may sail tonight”",
        ],
    ),
    (
        "to someone",
        "Pedro Alvarez told the parliament that the harbour was open.",
        ["Pedro Alvarez: the harbour was open"],
    ),
    ("a warning", "Hanna Berg warned that the ice was thin.", ["Hanna Berg: the ice was thin"]),
    ("a denial", "Hanna Berg denied that the ship had sunk.", ["Hanna Berg: the ship had sunk"]),
    (
        "a noun phrase stressed",
        "Hanna Berg stressed the importance of the harbour for the town.",
        ["Hanna Berg: the importance of the harbour for the town"],
    ),
    (
        "a statement speaks for its owner",
        "The ministry's statement said that the ship had sunk at night.",
        ["ministry: the ship had sunk at night"],
    ),
    (
        "and for whom it is by",
        "A statement by the Danish ministry said that the ship had sunk at night.",
        ["Danish ministry: the ship had sunk at night"],
    ),
    (
        "a post set into the page",
        "A great day for our harbour and town — Hanna Berg (@hberg) May 20, 2017",
        ["Hanna Berg: “A great day for our harbour and town”"],
    ),
    (
        "`according to` is a cue, though tagged as a verb",
        "According to the Danish ministry, the ship sank at night.",
        ["Danish ministry: the ship sank at night"],
    ),
    (
        "`according to` after its clause",
        "The ship sank at night, according to Hanna Berg.",
        ["Hanna Berg: The ship sank at night"],
    ),
    ("a word in scare quotes is no statement", 'Hanna Berg called it a "fine" day.', []),
    ("nobody speaks", "The harbour is open to all.", []),
]

LATE: list[tuple[str, str, list[str]]] = []


@pytest.mark.parametrize(
    ("why", "text", "statements"),
    [pytest.param(*row, id=row[0]) for row in ROWS]
    + [pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=row[0]), id=row[0]) for row in LATE],
)
def test_statements(why: str, text: str, statements: list[str]) -> None:
    found = read(text)
    assert [said(s, found) for s in found.statements] == statements


def test_the_cue_is_quoted_and_the_time_of_saying_told() -> None:
    text = "“The harbour is open to all,” Hanna Berg said on Monday."
    (statement,) = read(text).statements
    assert statement.cue and statement.cue.quote(text) == "said"
    assert statement.date and str(statement.date.start) == "2023-04-03"


@pytest.mark.parametrize("mark", ["“{}”", '"{}"'], ids=["curly", "straight"])
def test_marks_make_no_difference(mark: str) -> None:
    text = f"{mark.format('The harbour is open to all,')} Hanna Berg said."
    found = read(text)
    assert [said(s, found) for s in found.statements] == ["Hanna Berg: “The harbour is open to all”"]
