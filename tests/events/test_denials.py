"""Sentences that deny what was told before, and the events that they deny."""

import pytest

from communique.events.denials import answers
from tests.notation import read


@pytest.mark.parametrize(
    "text, denies",
    [
        ("The ministry denies it.", True),
        ("The army denied any involvement.", True),
        ("The mayor called the report a pure invention.", True),
        ("The colonel said that the charge was false.", True),
        ("The colonel insists that nothing happened there.", True),
        ("A spokesman said its men had taken no part in it.", True),
        ("Rome denies having paid a ransom.", True),
        ("The court denied bail.", False),
        ("The general denied that his men had crossed the river.", False),  # it tells the act that it denies
        ("The minister called the talks useful.", False),
    ],
)
def test_answers(text: str, denies: bool) -> None:
    assert any(answers(parsed.sentence) for parsed in read(text).sentences) is denies


def denied(text: str) -> dict[str, list[str]]:
    """The denied events of a report, by trigger, with the sentences that deny them."""
    analysis = read(text)
    quote = analysis.report.text
    events = (e for e in analysis.events if e.denials)
    return {e.trigger.quote(quote): [d.quote(quote) for d in e.denials] for e in events}


def test_the_act_of_the_sentence_before_is_denied() -> None:
    text = "Gunmen of the Tarsi Front attacked an army post at Agadez on Monday. The front denies it."
    assert denied(text) == {"attacked": ["The front denies it."]}


def test_an_act_negated_is_denied_where_it_was_told() -> None:
    text = "Egyptian jets bombed the port of Derna on Monday, the mayor said. Cairo said it had not bombed the port."
    assert denied(text) == {"bombed": ["Cairo said it had not bombed the port."]}


def test_nothing_is_denied_where_no_act_was_told() -> None:
    assert denied("The road to Agadez is long. The front denies it.") == {}
