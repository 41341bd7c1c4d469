"""Words: one row a case, the words divided by spaces on the right."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language.tokenise import words
from communique.model.span import Span

CASES = [
    ("Iran's deal can't hold.", "Iran 's deal ca n't hold ."),
    ("Iran’s deal won’t hold.", "Iran ’s deal wo n’t hold ."),  # curly apostrophes
    ("They cannot, they're told.", "They can not , they 're told ."),
    ("the troops' pay", "the troops ' pay"),
    ("a US-led, Saudi-backed force", "a US - led , Saudi - backed force"),
    ("the anti-government, pro-Russian, non-nuclear bloc", "the anti-government , pro-Russian , non-nuclear bloc"),
    ("Kim Jong-un", "Kim Jong - un"),
    ("U.S. and U.N. envoys", "U.S. and U.N. envoys"),
    ("He left the U.S.", "He left the U.S."),
    ("Gen. Orlov met Mr. Tan on Jan. 8.", "Gen. Orlov met Mr. Tan on Jan. 8 ."),
    ("J. R. Halloway said no.", "J. R. Halloway said no ."),
    ("Resolution No. 2231 passed.", "Resolution No. 2231 passed ."),
    ("$1.2 billion, €5m, US$3bn and 10%", "$ 1.2 billion , € 5 m , US$ 3 bn and 10 %"),
    ("1,200 troops, 30km away", "1,200 troops , 30 km away"),
    ("on 2020-11-10 at 6:30pm", "on 2020-11-10 at 6:30 pm"),
    ("the 1990s, the 2nd and 3rd corps", "the 1990s , the 2nd and 3rd corps"),
    ("the F-16s and S-400s", "the F - 16s and S - 400s"),
    ("(AP) — Rebels", "( AP ) — Rebels"),
    ("talks—now in week two—stall", "talks — now in week two — stall"),
    ("wait... what?!", "wait ... what ?!"),
    ("“We go,” he said", "“ We go , ” he said"),
    ("see https://example.org/a?b=1.", "see https://example.org/a?b=1 ."),
    ("mail desk@example.org, @state or #truce", "mail desk@example.org , @state or #truce"),
    ("O'Brien and AT&T", "O'Brien and AT&T"),
    ("<PERSON> and <ORG_NAME> met", "<PERSON> and <ORG_NAME> met"),
    ("and/or", "and / or"),
    ("al-Nusra’s men", "al - Nusra ’s men"),
    ("CAN'T STOP", "CA N'T STOP"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words(text: str, expected: str) -> None:
    assert [w.quote(text) for w in words(text, Span(0, len(text)))] == expected.split(" ")


@given(st.text(alphabet=st.sampled_from("abAn'’t.s-–/$10%:@#<>&()\"“”… \u200bé"), max_size=60))
def test_words_cover_all_but_white_space(text: str) -> None:
    found = words(text, Span(0, len(text)))
    assert "".join(w.quote(text) for w in found) == "".join(text.split())
    assert all(a.end <= b.start and a.start < a.end for a, b in pairwise(found))


def test_offsets_are_those_of_the_report() -> None:
    text = "Old text. The truce held."
    assert [w.quote(text) for w in words(text, Span(10, len(text)))] == ["The", "truce", "held", "."]
