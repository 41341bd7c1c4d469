"""Lemma edits."""

from __future__ import annotations

import pytest

from communique.language import lemma


@pytest.mark.parametrize(
    ("form", "base", "edit"),
    [
        ("Signed", "sign", "l|ed>"),
        ("treaties", "treaty", "l|ies>y"),
        ("was", "be", "l|was>be"),
        ("Moscow", "Moscow", "k|>"),
        ("MOSCOW", "Moscow", "t|>"),  # a headline in capitals
        ("n’t", "not", "l|'t>ot"),  # curly apostrophes count as straight ones
    ],
)
def test_derive_and_apply(form: str, base: str, edit: str) -> None:
    assert lemma.derive(form, base) == edit
    assert lemma.apply(edit, form) == base


@pytest.mark.parametrize(("edit", "form"), [("l|ies>y", "signs"), ("l|s>", "s")])
def test_edits_that_do_not_apply(edit: str, form: str) -> None:
    assert lemma.apply(edit, form) is None
