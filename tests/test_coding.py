"""The codes of kinds: none is left out, and each agrees with the kind's PLOVER event."""

from __future__ import annotations

from collections import Counter

import pytest

from communique.coding import Coding, coding, table
from communique.model.event import KINDS, PLOVER


def test_every_kind_of_plover_has_one_cameo_code_and_no_other_kind_has_any() -> None:
    coded = Counter(kind for row in table()["cameo"] for kind in row["kinds"].split())
    assert coded == Counter(kind for kind in KINDS if PLOVER[kind][0])


def test_a_code_converts_back_to_the_kinds_plover_event() -> None:
    for row in table()["cameo"]:
        assert {PLOVER[kind][0] for kind in row["kinds"].split()} == {row["plover"]}, row


@pytest.mark.parametrize("kind", [kind for kind in KINDS if PLOVER[kind][0]])
def test_cooperation_scores_no_less_than_zero_and_conflict_no_more(kind: str) -> None:
    found = coding(kind)
    assert found.quad is not None and found.score is not None
    assert found.score > 0 if found.quad <= 2 else found.score <= 0


@pytest.mark.parametrize(
    ("kind", "cameo", "root", "quad", "score"),
    [
        ("visit", "042", "04", 1, 4.0),  # the mode's score, not that of CONSULT
        ("meeting", "04", "04", 1, 2.5),
        ("ceasefire", "0871", "08", 2, 7.5),
        ("sanction", "16", "16", 4, -6.0),
        ("territory_taken", "192", "19", 4, -7.0),  # COERCE in PLOVER, among the acts of force in CAMEO
        ("accusation", "11", "11", 3, -3.5),
        ("election", None, None, None, None),
    ],
)
def test_codes_of_a_kind(kind: str, cameo: str | None, root: str | None, quad: int | None, score: float | None) -> None:
    assert coding(kind) == Coding(cameo, quad, score)
    assert coding(kind).cameo_root == root
