"""What a set of decisions amounts to."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.merge.canonical import clusters
from communique.model.record import Decision, Judgement
from tests.merge.build import decide

SAME, DIFFERENT, UNDECIDED = Judgement.SAME, Judgement.DIFFERENT, Judgement.UNDECIDED
RULE = "rules 0.1"


def judged(text: str) -> list[Decision]:
    """ "a=b" by a rule, "a=b!" by a person, "a/b" different, "a?b" undecided; persons decide one after the other."""
    signs = {"=": SAME, "/": DIFFERENT, "?": UNDECIDED}
    found = []
    for i, word in enumerate(text.split()):
        author = "ana" if word.endswith("!") else RULE
        found.append(decide(word[0], word[2], signs[word[1]], author, f"2026-01-{i + 1:02}"))
    return found


CASES = [
    ("", "a b c"),
    ("a=b", "ab c"),
    ("a=b b=c", "abc"),  # by way of b
    ("a?b", "a b c"),
    ("a=b a/b!", "a b c"),  # a person outranks a rule
    ("a/b a=b!", "ab c"),
    ("a=b! a/b!", "a b c"),  # the later decision holds
    ("a/b! a=b!", "ab c"),
    ("a=b b=c a/c!", "ab c"),  # what a person holds apart is not joined by way of b
    ("a=b! b=c! a/c!", "a bc"),  # the latest two hold, the oldest gives way
    ("a=b a?b!", "a b c"),  # undecided again
]


@pytest.mark.parametrize("decisions, expected", CASES)
def test_clusters(decisions: str, expected: str) -> None:
    canonical = clusters("abc", judged(decisions))
    groups: dict[str, str] = {}
    for key in "abc":
        groups[canonical[key]] = groups.get(canonical[key], "") + key
    assert sorted(groups.values()) == sorted(expected.split())
    assert all(canonical[members[0]] == members[0] for members in groups.values())  # the smallest stands for all


def test_decisions_about_vanished_subjects_do_no_harm() -> None:
    assert clusters("bc", judged("a=b a=c")) == {"b": "b", "c": "b"}


def test_the_order_in_which_rules_are_listed_does_not_matter() -> None:
    decisions = judged("a=b b=c c=d d=e a/e! b/d!")
    rng = random.Random(0)
    for _ in range(20):
        shuffled = rng.sample(decisions, len(decisions))
        assert clusters("abcde", shuffled) == clusters("abcde", decisions)


@given(st.lists(st.tuples(st.sampled_from(list(itertools.combinations("abcdef", 2))), st.sampled_from("=/"))))
def test_the_last_word_of_a_person_always_holds(words: list[tuple[tuple[str, str], str]]) -> None:
    decisions = judged(" ".join(f"{a}{sign}{b}" for (a, b), sign in words) + " a/b!")
    canonical = clusters("abcdef", decisions)
    assert canonical["a"] != canonical["b"]
