"""Python's search for cycles rests while a record is opened, and not longer."""

from __future__ import annotations

import gc

import pytest

from communique.record.garbage import uncollected


def test_it_goes_on_afterwards_also_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()


def test_who_has_turned_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
