"""The shipped analyser, loaded once."""

from __future__ import annotations

import pytest

from communique import language


@pytest.fixture(scope="session")
def analyser() -> language.Analyser:
    return language.load()
