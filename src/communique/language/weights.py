"""Loads the language model's files and refuses what does not fit this version of the code.

A weights folder holds ``model.int8.onnx``, ``tokenizer.json``, ``labels.json`` and ``card.json``; the card gives
the SHA-256 of the other three, the format, and where the model comes from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import WeightsError
from communique.language import encode
from communique.model import event

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]
    from tokenizers import Tokenizer

FORMAT = "communique-language/2"
"""What this code reads: the graph's inputs and outputs, and how words are encoded for it."""

MODEL, TOKENIZER, LABELS, CARD = "model.int8.onnx", "tokenizer.json", "labels.json", "card.json"
DEFAULT = Path(__file__).parent.parent / "data" / "weights" / "en"

KINDS = ("none", "person", "place", "organisation", "object", "event", "time", "abstract", "other")
"""Kinds of mention heads, "none" for words that head no mention."""

NAME_TAGS = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place", "B-misc", "I-misc")
"""Tags of names: B begins one, I goes on."""

_HEADS = ("upos", "xpos", "lemma", "deprel", "kind", "name", "trigger", "status", "sort", "role")


@dataclass(frozen=True, slots=True)
class Labels:
    """The classes of each head, in the order of the graph's outputs; ``lemmas`` of known forms by Penn tag.

    ``hints`` are numbers of triggers by lower-cased form: the kinds of event that a dictionary has for it.
    """

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    deprel: tuple[str, ...]
    kind: tuple[str, ...]
    name: tuple[str, ...]
    trigger: tuple[str, ...]
    status: tuple[str, ...]
    sort: tuple[str, ...]
    role: tuple[str, ...]
    lemmas: Mapping[str, Mapping[str, str]]
    hints: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Weights:
    """A loaded model: the graph ready to run, the sub-word tokenizer, the classes, and the card."""

    session: InferenceSession
    tokenizer: Tokenizer
    labels: Labels
    card: dict[str, Any]


def load(directory: Path, threads: int) -> Weights:
    """Reads and checks the files of ``directory``; `WeightsError` where anything is amiss."""
    card = read_card(directory)
    for name in (MODEL, TOKENIZER, LABELS):
        _check_digest(directory / name, card)
    labels = _labels(directory / LABELS)
    return Weights(_session(directory / MODEL, threads), _tokenizer(directory / TOKENIZER), labels, card)


def read_card(directory: Path) -> dict[str, Any]:
    """The card, its format and shapes checked."""
    card = _json(directory / CARD)
    if card.get("format") != FORMAT:
        raise _misfit(directory / CARD, f"is of format {card.get('format')!r}, this version reads {FORMAT!r}")
    if card.get("shapes") != list(encode.SHAPES):
        raise _misfit(directory / CARD, "lists other word shapes than this version computes")
    return card


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _check_digest(path: Path, card: dict[str, Any]) -> None:
    expected = card.get("files", {}).get(path.name)
    if not path.is_file():
        raise _misfit(path, "is missing")
    if digest(path) != expected:
        raise _misfit(path, "differs from the SHA-256 in card.json: it is damaged or from another version")


def _labels(path: Path) -> Labels:
    found = _json(path)
    missing = [head for head in _HEADS if not isinstance(found.get(head), list)]
    if missing:
        raise _misfit(path, f"lacks the classes of {', '.join(missing)}")
    if not isinstance(found.get("lemmas"), dict):
        raise _misfit(path, "lacks the lemmas of known forms")
    if not isinstance(found.get("hints"), dict):
        raise _misfit(path, "lacks the kinds of event of known forms")
    labels = Labels(**{head: tuple(found[head]) for head in _HEADS}, lemmas=found["lemmas"], hints=found["hints"])
    if labels.kind != KINDS or labels.name != NAME_TAGS:
        raise _misfit(path, "has other kinds of mentions or names than this version knows")
    if labels.trigger != ("none", *event.KINDS) or labels.status != event.STATUSES:
        raise _misfit(path, "has other kinds of events or statuses than this version knows")
    return labels


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _misfit(path, "is missing") from None
    except (OSError, ValueError) as error:
        raise _misfit(path, f"cannot be read ({error})") from error
    if not isinstance(found, dict):
        raise _misfit(path, "is not a JSON object")
    return found


def _misfit(path: Path, fault: str) -> WeightsError:
    return WeightsError(f"language model: {path.name} in {path.parent} {fault}; reinstall communique to restore it")


def _session(path: Path, threads: int) -> InferenceSession:
    """The graph on ``threads`` threads that sleep when idle."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own kinds, one for each fault
        raise _misfit(path, f"is refused by onnxruntime {onnxruntime.__version__} ({error})") from error


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises plain Exception
        raise _misfit(path, f"cannot be read ({error})") from error
