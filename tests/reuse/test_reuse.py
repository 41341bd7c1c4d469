"""Passages shared by reports, against a slow and obvious search for them."""

from __future__ import annotations

import random
import re
import time
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.model.report import Found, Report
from communique.model.span import Span
from communique.reuse import find_reuse


def words(count: int, seed: int) -> str:
    """Made-up words; those of two seeds have nothing in common."""
    rng = random.Random(seed)
    return " ".join("".join(rng.choice("abcdefghiklmnoprstuv") for _ in range(7)) for _ in range(count))


def report(name: str, *paragraphs: str, published: str | None = None) -> Report:
    """A report with a title, which is not part of its body."""
    text, body = f"{TITLE}\n\n", []
    for paragraph in paragraphs:
        body.append(Span(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    date = Found(published, "test") if published else None
    return Report(name, name, name, "", text, tuple(body), published=date)


TITLE = words(30, 99)
P, Q, R, S = (words(30, i) for i in range(1, 5))
LONG = words(60, 5)


def own(n: int) -> str:
    return words(25, 100 + n)


def edited(text: str, every: int) -> str:
    """The text with one word in ``every`` changed."""
    return " ".join(f"x{i}" if i % every == every - 1 else w for i, w in enumerate(text.split()))


def found(*reports: Report) -> list[tuple[str, int]]:
    """The sets of reports that share passages, with the length in the first one."""
    texts = {r.id: r.text for r in reports}
    return [
        ("".join(p.report for p in u.passages), len(u.passages[0].span.quote(texts[u.passages[0].report]).split()))
        for u in find_reuse(reports)
    ]


CASES = [
    # paragraphs of a, b, c; what is shared
    ((P,), (Q,), (R,), []),  # the same title alone is no reuse
    ((own(1), P), (P, own(2)), (own(3),), [("ab", 30)]),
    ((P,), (P,), (P,), [("abc", 30)]),
    ((P, Q, R), (P, Q, R), (own(3),), [("ab", 90)]),  # neighbours shared by the same reports are one passage
    ((P, Q), (P, own(1), Q), (own(3),), [("ab", 30), ("ab", 30)]),  # no neighbours in b
    ((P, Q, R), (P, Q, R), (P, R), [("abc", 30), ("ab", 30), ("abc", 30)]),  # where the set differs, another passage
    ((P, Q), (P,), (own(1), Q), [("ab", 30), ("ac", 30)]),
    ((own(1),), (P, own(2)), (own(3), P), [("bc", 30)]),
    ((words(19, 7),), (words(19, 7),), (own(3),), []),  # too short
    ((LONG,), (edited(LONG, 8),), (own(3),), [("ab", 60)]),  # a word in eight changed
    ((LONG,), (edited(LONG, 3),), (own(3),), []),  # too much changed
    ((P,), (P.upper().replace(" ", "\n"),), (own(3),), [("ab", 30)]),  # case and line breaks do not count
    ((P,), (edited(P, 10),), (P,), [("abc", 29)]),  # an edit in one of three
]


@pytest.mark.parametrize("a, b, c, expected", CASES)
def test_passages(a: tuple[str, ...], b: tuple[str, ...], c: tuple[str, ...], expected: list[tuple[str, int]]) -> None:
    reports = [report(name, *paragraphs) for name, paragraphs in zip("abc", (a, b, c), strict=True)]
    assert found(*reports) == expected
    assert found(*reversed(reports)) == expected  # whatever the order of reading


def test_the_earliest_report_comes_first_and_undated_ones_last() -> None:
    dated = {"a": None, "b": "2021-04-06", "c": "2021-04-01"}
    reuse = find_reuse([report(name, P, own(i), published=d) for i, (name, d) in enumerate(dated.items())])
    assert [p.report for p in reuse[0].passages] == ["c", "b", "a"]


def test_similarity_is_the_lowest_against_the_first() -> None:
    exact = find_reuse([report("a", LONG), report("b", LONG)])
    changed = find_reuse([report("a", LONG), report("b", LONG), report("c", edited(LONG, 10))])
    assert exact[0].similarity == 1.0
    assert 0.85 < changed[0].similarity < 0.95


def test_passages_quote_the_reports_and_lie_in_their_bodies() -> None:
    reports = [report("a", own(1), P), report("b", P, own(2))]
    for passage, whole in zip(find_reuse(reports)[0].passages, reports, strict=True):
        assert passage.span.quote(whole.text) == P
        assert any(part.covers(passage.span) for part in whole.body)


def slowly(one: Report, two: Report) -> int:
    """The words of all exact runs of 20 and more that two bodies share, by comparing every word with every word."""
    left, right = (re.findall(r"\w+", " ".join(s.quote(r.text) for s in r.body)) for r in (one, two))
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks if b.size >= 20)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=5), st.lists(st.integers(1, 6), min_size=1, max_size=5))
def test_as_the_slow_search_finds_it(left: list[int], right: list[int]) -> None:
    left, right = sorted(set(left)), sorted(set(right))
    one, two = (report(n, *(words(24, 10 + i) for i in order)) for n, order in (("a", left), ("b", right)))
    assert sum(length for _, length in found(one, two)) == slowly(one, two)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.integers(1, 5), max_size=4), min_size=2, max_size=5))
def test_entries_never_overlap(orders: list[list[int]]) -> None:
    reports = [report(f"r{n}", *(words(22, 20 + i) for i in order)) for n, order in enumerate(orders)]
    taken: dict[str, list[Span]] = {}
    for entry in find_reuse(reports):
        assert len({p.report for p in entry.passages}) == len(entry.passages) >= 2
        for passage in entry.passages:
            assert not any(passage.span.overlaps(s) for s in taken.get(passage.report, []))
            taken.setdefault(passage.report, []).append(passage.span)


def test_many_copies_take_linear_time() -> None:
    """A passage in all of 400 reports must not cost 400 times 400 comparisons."""
    reports = [report(f"r{i:03}", own(i), LONG, own(1000 + i)) for i in range(400)]
    start = time.perf_counter()
    reuse = find_reuse(reports)
    assert len(reuse) == 1 and len(reuse[0].passages) == 400
    assert time.perf_counter() - start < 20  # about 1 s; the square would take minutes
