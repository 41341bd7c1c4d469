"""The public names: pinned, and each there."""

from __future__ import annotations

from pathlib import Path

import pytest

import communique


def test_the_public_names_are_these() -> None:
    assert communique.__all__ == ["load_tools", "open_record", "open_store", "read", "read_report"]
    assert dir(communique) == communique.__all__


@pytest.mark.parametrize("name", communique.__all__)
def test_every_public_name_is_callable_and_documented(name: str) -> None:
    verb = getattr(communique, name)
    assert callable(verb) and verb.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        communique.reed  # noqa: B018


def test_a_record_opens_by_the_public_names(tmp_path: Path) -> None:
    with communique.open_store(tmp_path / "record.db", create=True) as store:
        assert communique.open_record(store).reports == ()
