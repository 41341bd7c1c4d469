"""Name tags to spans."""

from __future__ import annotations

import numpy as np

from communique.language import names
from communique.language.weights import NAME_TAGS

_AT = {tag: i for i, tag in enumerate(NAME_TAGS)}


def _log(*rows: dict[str, float]) -> np.ndarray:
    out = np.full((len(rows), len(NAME_TAGS)), -9.0, dtype=np.float32)
    for i, row in enumerate(rows):
        for tag, value in row.items():
            out[i, _AT[tag]] = value
    return out


def test_a_name_needs_a_beginning() -> None:
    log = _log({"O": -0.1}, {"I-person": -0.5, "B-person": -1.0}, {"I-person": -0.1})
    tags = names.best_tags(log[None], NAME_TAGS)[0].tolist()
    assert [NAME_TAGS[t] for t in tags] == ["O", "B-person", "I-person"]


def test_spans_are_inclusive_and_scored() -> None:
    log = _log({"B-place": 0.0}, {"I-place": 0.0}, {"O": 0.0}, {"B-person": -0.5})
    tags = names.best_tags(log[None], NAME_TAGS)[0].tolist()
    found = names.spans(tags, log, NAME_TAGS, offset=10)
    assert [(n.first, n.last, n.kind) for n in found] == [(10, 11, "place"), (13, 13, "person")]
    assert found[0].score == 1.0
    assert 0.6 < found[1].score < 0.61
