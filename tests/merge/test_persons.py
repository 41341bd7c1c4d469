"""What persons decide, take back, and find again after a new reading."""

import pytest

from communique.errors import UsageError
from communique.merge.canonical import clusters
from communique.merge.persons import actions, joined, parted, rebound, taken_back
from communique.model.record import Claim, Decision, Judgement, Signed
from communique.model.span import Span
from tests.merge.build import decide

RULE = decide("r/e1-2", "s/e1-2", Judgement.SAME, "rules")


def at(second: int) -> Signed:
    return Signed("ana", f"2026-01-01T00:00:{second:02}Z", "seen")


def groups(keys: str, decisions: list[Decision]) -> list[str]:
    found = clusters(keys.split(), decisions)
    return sorted({"".join(k for k in keys.split() if found[k] == root) for root in found.values()})


def undone(made: list[Decision], number: int | None, second: int) -> list[Decision]:
    return [*made, *taken_back(number, made, at(second))[1]]


def test_a_merge_holds_all_members_together_whatever_the_rules_say() -> None:
    made = list(joined(("c", "a", "b"), "merge", at(1)))
    assert groups("a b c", [decide("a", "b", Judgement.DIFFERENT, "rules"), *made]) == ["abc"]


def test_what_is_split_off_leaves_the_rest_of_a_merge_together() -> None:
    made = [*joined("abc", "merge", at(1)), *parted("a", "bc", "split", at(2))]
    assert groups("a b c", made) == ["a", "bc"]
    many = [f"k{i:03}" for i in range(100)]
    assert len(joined(many, "merge", at(1))) < 300


def test_a_split_holds_each_of_one_side_from_each_of_the_other() -> None:
    rules = [decide("a", "b", Judgement.SAME, "rules"), decide("b", "c", Judgement.SAME, "rules")]
    made = list(parted(("c",), ("a", "b"), "split", at(1)))
    assert groups("a b c", [*rules, *made]) == ["ab", "c"]


def test_undoing_gives_the_pairs_back_to_the_rules_and_can_be_undone() -> None:
    rules = [decide("a", "b", Judgement.SAME, "rules")]
    made = list(parted("a", "b", "split", at(1)))
    assert groups("a b", [*rules, *made]) == ["a", "b"]
    back = undone(made, None, 2)
    assert groups("a b", [*rules, *back]) == ["ab"]
    assert groups("a b", back) == ["a", "b"]  # nothing is held to be one without the rule
    again = undone(back, 2, 3)
    assert groups("a b", [*rules, *again]) == ["a", "b"]


def test_undoing_restores_an_earlier_decision_of_a_person() -> None:
    made = [*parted("a", "b", "split", at(1)), *joined(("a", "b", "c"), "merge", at(2))]
    assert groups("a b c", made) == ["abc"]
    assert groups("a b c", undone(made, None, 3)) == ["a", "b", "c"]
    assert undone(made, None, 3)[-3].judgement is Judgement.DIFFERENT


def test_undoing_an_earlier_action_leaves_what_later_ones_decided() -> None:
    made = [*joined(("a", "b", "c"), "merge", at(1)), *parted("a", "b", "split", at(2))]
    after = undone(made, 1, 3)
    assert [(d.left, d.right, d.judgement) for d in after[4:]] == [
        ("a", "b", Judgement.DIFFERENT),
        ("a", "c", Judgement.WITHDRAWN),
        ("b", "c", Judgement.WITHDRAWN),
    ]


def test_a_split_stands_again_when_the_merge_over_it_is_undone() -> None:
    made = [*parted("a", "b", "split", at(1)), *joined("ab", "merge", at(2))]
    after = undone(made, None, 3)
    assert [a.stands for a in actions(after)] == [True, False, True]
    assert [d.judgement for d in undone(after, None, 4)[3:]] == [Judgement.WITHDRAWN]


def test_actions_are_numbered_and_tell_whether_they_stand() -> None:
    made = undone([*joined(("a", "b"), "merge 1", at(1)), *joined(("c", "d", "e"), "merge 2", at(1))], None, 2)
    told = [(a.number, a.words, len(a.decisions), a.undoes, a.stands) for a in actions([RULE, *made])]
    assert told == [(1, "merge 1", 1, None, True), (2, "merge 2", 3, None, False), (3, "undo 2", 3, 2, True)]
    again = actions(undone(made, 3, 3))
    assert [a.stands for a in again] == [True, True, False, True]


@pytest.mark.parametrize("number, words", [(None, "nothing to undo"), (7, "nothing to undo")])
def test_nothing_to_undo(number: int | None, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        taken_back(number, [RULE], at(1))


def test_what_cannot_be_undone_is_told() -> None:
    made = undone(list(joined(("a", "b"), "merge", at(1))), None, 2)
    with pytest.raises(UsageError, match="numbered 1 to 2"):
        taken_back(3, made, at(3))
    with pytest.raises(UsageError, match="Decision 1 has been undone"):
        taken_back(1, made, at(3))
    with pytest.raises(UsageError, match="has been undone"):
        taken_back(None, made, at(3))


# -- after a new reading -----------------------------------------------------------------------------------------------


def claim(report: str, subject: str, start: int, end: int, prop: str = "kind") -> Claim:
    return Claim(report, subject, prop, "x", Span(start, end), "test")


def test_a_decision_follows_words_that_a_new_reading_moved() -> None:
    mine = decide("r/e40-46", "s/e5-9", Judgement.DIFFERENT)
    claims = [
        claim("r", "e38-46", 38, 46),
        claim("r", "e45-60", 45, 60),
        claim("r", "c40-46", 40, 46, "mention"),  # a chain is no event
        claim("s", "e5-9", 5, 9),
    ]
    (found,) = rebound([mine], claims)
    assert (found.left, found.right, found.judgement) == ("r/e38-46", "s/e5-9", Judgement.DIFFERENT)


def test_a_chain_is_found_by_any_of_its_mentions() -> None:
    mine = decide("r/c40-46", "s/c5-9", Judgement.SAME)
    claims = [claim("r", "c2-8", 2, 8, "mention"), claim("r", "c2-8", 40, 46, "mention"), claim("s", "c5-9", 5, 9)]
    assert rebound([mine], claims)[0].left == "r/c2-8"


def test_a_decision_about_what_is_gone_or_has_become_one_has_no_effect() -> None:
    gone = decide("r/e40-46", "s/e5-9", Judgement.SAME)
    one = decide("r/e40-43", "r/e44-46", Judgement.DIFFERENT)
    assert rebound([gone], [claim("s", "e5-9", 5, 9)]) == (gone,)
    (found,) = rebound([one], [claim("r", "e40-46", 40, 46)])
    assert found.left == found.right == "r/e40-46"
    assert clusters(["r/e40-46"], [found]) == {"r/e40-46": "r/e40-46"}
    strange = decide("r/x", "s/", Judgement.SAME)
    assert rebound([strange], []) == (strange,)
    assert rebound([RULE], []) == (RULE,)
