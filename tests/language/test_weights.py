"""The weights folder: what fits is loaded, what does not is refused with a reason."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from communique import language
from communique.errors import WeightsError
from communique.language import weights

CARD_KEYS = {"format", "language", "licence", "base", "data", "settings", "sizes", "shapes", "files", "scores"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped folder to spoil."""
    return Path(shutil.copytree(weights.DEFAULT, tmp_path / "en"))


def _edit_card(folder: Path, **changes: object) -> None:
    path = folder / weights.CARD
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_the_card_says_where_the_model_comes_from() -> None:
    card = weights.read_card(weights.DEFAULT)
    assert card.keys() >= CARD_KEYS
    assert all(source["licence"] for source in card["data"])


@pytest.mark.parametrize("name", [weights.MODEL, weights.TOKENIZER, weights.LABELS])
def test_a_changed_file_is_refused(folder: Path, name: str) -> None:
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(WeightsError, match=f"{name}.*SHA-256"):
        language.load(folder)


@pytest.mark.parametrize("name", [weights.MODEL, weights.TOKENIZER, weights.LABELS, weights.CARD])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(WeightsError, match=f"{name}.*missing"):
        language.load(folder)


def test_a_card_of_another_format_is_refused(folder: Path) -> None:
    _edit_card(folder, format="communique-language/99")
    with pytest.raises(WeightsError, match="communique-language/99"):
        language.load(folder)


def test_other_word_shapes_are_refused(folder: Path) -> None:
    _edit_card(folder, shapes=["lower", "upper"])
    with pytest.raises(WeightsError, match="word shapes"):
        language.load(folder)


def test_other_kinds_are_refused_even_with_a_fitting_card(folder: Path) -> None:
    path = folder / weights.LABELS
    path.write_text(json.dumps(json.loads(path.read_text()) | {"kind": ["none", "ship"]}))
    files = weights.read_card(folder)["files"] | {weights.LABELS: weights.digest(path)}
    _edit_card(folder, files=files)
    with pytest.raises(WeightsError, match="other kinds"):
        language.load(folder)


def test_a_card_that_is_no_json_is_refused(folder: Path) -> None:
    (folder / weights.CARD).write_text("{")
    with pytest.raises(WeightsError, match="cannot be read"):
        language.load(folder)
