"""The network: a BERT encoder (the first layers of all-MiniLM-L6-v2), heads over its words and over pairs of them."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 384, 12, 1536, 30522, 512
"""Sizes of all-MiniLM-L6-v2."""

HINTS_KNOWN = 64
"""Room for the kinds of event that a dictionary may hint at; 0 is none."""


@dataclass(frozen=True)
class Sizes:
    """How many classes each head has, and how wide the biaffine parts are."""

    layers: int
    upos: int
    xpos: int
    lemma: int
    deprel: int
    kind: int
    name: int
    trigger: int
    status: int
    sort: int
    role: int
    arc_width: int = 192
    rel_width: int = 64
    role_width: int = 96
    event_width: int = 256


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = nn.Linear(WIDTH, 3 * WIDTH)  # queries, keys and values: one product is quicker than three
        self.out, self.attention_norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down, self.norm = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        x = self.attention_norm(x + self.drop(self.attend(x, bias)))
        hidden = functional.gelu(self.up(x))
        normed: Tensor = self.norm(x + self.drop(self.down(hidden)))
        return normed

    def attend(self, x: Tensor, bias: Tensor) -> Tensor:
        """Self-attention; ``bias`` is 0 at sub-words and very low at padding."""
        batch, length, _ = x.shape
        q, k, v = self.looks(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.softmax(torch.matmul(q, k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + bias, dim=-1)
        mixed = torch.matmul(self.drop(weights), v).transpose(1, 2).reshape(batch, length, WIDTH)
        out: Tensor = self.out(mixed)
        return out


class Encoder(nn.Module):
    """Sub-words and shapes to vectors."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(8, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        where = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(where) + self.shapes(shapes)
        x = self.drop(self.norm(x))
        bias = (ids == 0).to(x.dtype)[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        out: Tensor = x
        return out


class Reader(nn.Module):
    """Encoder and heads. ``words`` gives word vectors, the other methods score them."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes.layers)
        self.upos, self.xpos = nn.Linear(WIDTH, sizes.upos), nn.Linear(WIDTH, sizes.xpos)
        self.lemma, self.kind, self.name = (nn.Linear(WIDTH, n) for n in (sizes.lemma, sizes.kind, sizes.name))
        self.top = nn.Parameter(torch.randn(WIDTH) * 0.05)
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, sizes.arc_width), nn.Linear(WIDTH, sizes.arc_width)
        self.arc = nn.Linear(sizes.arc_width + 1, sizes.arc_width, bias=False)
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, sizes.rel_width), nn.Linear(WIDTH, sizes.rel_width)
        self.rel = nn.Linear(sizes.rel_width + 1, sizes.deprel * (sizes.rel_width + 1), bias=False)
        self.trigger, self.status, self.cue = (Deep(n, sizes.event_width) for n in (sizes.trigger, sizes.status, 2))
        self.sort = nn.Linear(WIDTH, sizes.sort)
        self.role_from, self.role_to = nn.Linear(WIDTH, sizes.role_width), nn.Linear(WIDTH, sizes.role_width)
        self.role = nn.Linear(sizes.role_width + 1, sizes.role * (sizes.role_width + 1), bias=False)
        self.drop = nn.Dropout(0.15)

    def words(self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Word vectors: the mean of a word's first and last sub-word."""
        x = self.encoder(ids, shapes)
        ends = [torch.gather(x, 1, at[:, :, None].expand(-1, -1, WIDTH)) for at in (first, last)]
        out: Tensor = self.drop((ends[0] + ends[1]) * 0.5)
        return out

    def with_top(self, words: Tensor) -> Tensor:
        """Word vectors behind the one that stands for the root."""
        top = self.top[None, None, :].expand(words.shape[0], 1, WIDTH)
        return torch.cat([top, words], dim=1)

    def arcs(self, words: Tensor) -> Tensor:
        """Scores [batch, word, governor], governor 0 being the root."""
        dep = self.drop(functional.gelu(self.arc_dep(words)))
        head = self.drop(functional.gelu(self.arc_head(self.with_top(words))))
        out: Tensor = torch.matmul(self.arc(_one(dep)), head.transpose(1, 2)) * self.sizes.arc_width**-0.5
        return out

    def relations(self, words: Tensor) -> Tensor:
        """Scores [batch, word, relation, governor]."""
        dep = self.drop(functional.gelu(self.rel_dep(words)))
        head = _one(self.drop(functional.gelu(self.rel_head(self.with_top(words)))))
        batch, count, _ = words.shape
        mixed = self.rel(_one(dep)).view(batch, count * self.sizes.deprel, self.sizes.rel_width + 1)
        scores = torch.matmul(mixed, head.transpose(1, 2)) * self.sizes.rel_width**-0.5
        out: Tensor = scores.view(batch, count, self.sizes.deprel, count + 1)
        return out

    def roles(self, words: Tensor) -> Tensor:
        """Scores [batch, trigger word, role, filling word]."""
        start = self.drop(functional.gelu(self.role_from(words)))
        end = _one(self.drop(functional.gelu(self.role_to(words))))
        batch, count, _ = words.shape
        mixed = self.role(_one(start)).view(batch, count * self.sizes.role, self.sizes.role_width + 1)
        scores = torch.matmul(mixed, end.transpose(1, 2)) * self.sizes.role_width**-0.5
        out: Tensor = scores.view(batch, count, self.sizes.role, count)
        return out


class Deep(nn.Module):
    """A head with a layer of its own, which also sees the dictionary's hints [batch, word, hint]."""

    def __init__(self, classes: int, width: int) -> None:
        super().__init__()
        self.hint = nn.Embedding(HINTS_KNOWN, width, padding_idx=0)
        nn.init.zeros_(self.hint.weight)
        self.inner, self.outer, self.drop = nn.Linear(WIDTH, width), nn.Linear(width, classes), nn.Dropout(0.2)

    def forward(self, words: Tensor, hints: Tensor) -> Tensor:
        told = self.hint(hints).sum(dim=2)
        out: Tensor = self.outer(self.drop(functional.gelu(self.inner(words) + told)))
        return out


def _one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], dim=-1)


_SELF = "encoder.layer.{}.attention.self.{}.{}"
_NAMES = {
    "attention.output.dense": "out", "attention.output.LayerNorm": "attention_norm",
    "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm",
}  # fmt: skip


def load_encoder(encoder: Encoder, path: Path) -> None:
    """Fills the encoder from the safetensors file of all-MiniLM-L6-v2; layers we do not have are skipped."""
    state, found = {}, safetensors(path)
    for name, value in found.items():
        ours = _our_name(name)
        if ours in encoder.state_dict():
            state[ours] = value
    for number in range(len(encoder.layers)):
        for kind in ("weight", "bias"):
            parts = [found[_SELF.format(number, part, kind)] for part in ("query", "key", "value")]
            state[f"layers.{number}.looks.{kind}"] = torch.cat(parts)
    state["words.weight"][0] = 0
    kind = found["embeddings.token_type_embeddings.weight"][0]
    state["positions.weight"] = state["positions.weight"] + kind
    state["shapes.weight"] = encoder.shapes.weight.data
    encoder.load_state_dict(state)


def _our_name(name: str) -> str:
    name = name.removeprefix("bert.")
    if name.startswith("embeddings."):
        table = {"word_embeddings": "words", "position_embeddings": "positions", "LayerNorm": "norm"}
        part, _, rest = name.removeprefix("embeddings.").partition(".")
        return f"{table.get(part, part)}.{rest}"
    if not name.startswith("encoder.layer."):
        return name
    number, _, rest = name.removeprefix("encoder.layer.").partition(".")
    part, _, last = rest.rpartition(".")
    return f"layers.{number}.{_NAMES.get(part, part)}.{last}"


def safetensors(path: Path) -> dict[str, Tensor]:
    """The arrays of a safetensors file (32-bit floats only; others are left out)."""
    blob = path.read_bytes()
    (size,) = struct.unpack("<Q", blob[:8])
    header = json.loads(blob[8 : 8 + size])
    out = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = (8 + size + o for o in entry["data_offsets"])
            array = np.frombuffer(blob[start:end], dtype="<f4").reshape(entry["shape"])
            out[name] = torch.from_numpy(array.copy())
    return out
