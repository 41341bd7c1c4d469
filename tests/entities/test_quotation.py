"""Stretches in quotation marks, by the marks alone."""

from __future__ import annotations

import pytest

from communique.model.quotation import quotations
from communique.model.span import Span

# (why, paragraph, what stands in quotation marks)
ROWS: list[tuple[str, str, list[str]]] = [
    ("curly", "“It is open,” she said.", ["It is open,"]),
    ("straight", '"It is open," she said.', ["It is open,"]),
    ("two of them", "“It is open,” she said. “Come in.”", ["It is open,", "Come in."]),
    ("left open to the end", "“It is open. You may all come in.", ["It is open. You may all come in."]),
    (
        "left open after a closed one",
        "“It is open,” she said. “You may all come in.",
        ["It is open,", "You may all come in."],
    ),
    ("left open before another", "“It is open. “Come in,” she said.", ["It is open. ", "Come in,"]),
    ("single marks inside", "“He called it a ‘fine’ day,” she said.", ["He called it a ‘fine’ day,"]),
    ("an apostrophe is no mark", "The minister's son didn't come.", []),
    ("inches are no mark", 'The 5" gun fired.', []),
    ("one word in scare quotes", "It was a “fine” day.", ["fine"]),
    ("none", "It was a fine day.", []),
    ("several sentences", "“It is open. It is big. Come in,” she said.", ["It is open. It is big. Come in,"]),
]


@pytest.mark.parametrize(("why", "text", "found"), ROWS, ids=[row[0] for row in ROWS])
def test_quotations(why: str, text: str, found: list[str]) -> None:
    assert [q.quote(text) for q in quotations(text, Span(0, len(text)))] == found


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    text = "“It is open.\n“Come in,” she said."
    first, second = Span(0, text.index("\n")), Span(text.index("\n") + 1, len(text))
    assert [q.quote(text) for q in quotations(text, first)] == ["It is open."]
    assert [q.quote(text) for q in quotations(text, second)] == ["Come in,"]


def test_nested_marks_of_one_sort_keep_what_is_between() -> None:
    text = "“She said “come in” and left,” he said."
    joined = "".join(q.quote(text) for q in quotations(text, Span(0, len(text))))
    assert "come in" in joined
