"""One network from several runs: ``python -m training.language.average --runs build/a build/b --out build/both``.

Runs that start from the same encoder and the same seed's heads end near enough to one another that the mean of their
weights reads at least as well as each (Wortsman et al., "Model soups", 2022). Classes must be the same.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor


def mean(weights: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each tensor of floats; of others that of the first. Raises ValueError where shapes differ."""
    first = weights[0]
    if any({k: v.shape for k, v in other.items()} != {k: v.shape for k, v in first.items()} for other in weights):
        raise ValueError("The runs have different classes or sizes.")
    return {
        name: torch.stack([w[name].float() for w in weights]).mean(0) if tensor.is_floating_point() else tensor
        for name, tensor in first.items()
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--runs", type=Path, nargs="+", required=True, help="folders that training.language.train wrote"
    )
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(mean([torch.load(run / "model.pt", weights_only=True) for run in args.runs]), args.out / "model.pt")
    shutil.copy(args.runs[0] / "labels.json", args.out / "labels.json")
    told = [json.loads((run / "run.json").read_text(encoding="utf-8")) for run in args.runs]
    run = {**told[0], "settings": {"mean of": [one["settings"] for one in told]}}
    (args.out / "run.json").write_text(json.dumps(run, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
