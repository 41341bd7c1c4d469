"""The mean of several runs' weights."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="torch comes with the extra `training`")


def test_floats_are_averaged_and_the_rest_is_of_the_first() -> None:
    from training.language.average import mean

    one = {"w": torch.tensor([1.0, 3.0]), "n": torch.tensor([7])}
    two = {"w": torch.tensor([3.0, 5.0]), "n": torch.tensor([9])}
    found = mean([one, two])
    assert found["w"].tolist() == [2.0, 4.0]
    assert found["n"].tolist() == [7]


def test_runs_of_different_sizes_are_refused() -> None:
    from training.language.average import mean

    with pytest.raises(ValueError, match="different"):
        mean([{"w": torch.zeros(2)}, {"w": torch.zeros(3)}])
