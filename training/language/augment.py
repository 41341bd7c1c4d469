"""Variants of a sentence as news has them: headlines, capitals, curly quotes, no full stop."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from training.language.corpora import Example

SHARES = {"headline": 0.07, "capitals": 0.04, "lower": 0.02, "no_stop": 0.06, "quotes": 0.5}
"""Share of sentences changed each way; untuned."""

_SMALL = frozenset("a an the of in on at to for and or but by with from as".split())
_CURLY = {"'": "’", "'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'m": "’m", "'d": "’d"}
_DASH = {"--": "—", "-": "–"}


def vary(example: Example, chance: random.Random) -> Example:
    """The example, or a variant of it; labels follow."""
    roll = chance.random()
    if roll < SHARES["headline"]:
        example = headline(example)
    elif roll < SHARES["headline"] + SHARES["capitals"]:
        example = _each(example, str.upper)
    elif roll < SHARES["headline"] + SHARES["capitals"] + SHARES["lower"]:
        example = _each(example, str.lower)
    if chance.random() < SHARES["no_stop"]:
        example = _no_stop(example)
    if chance.random() < SHARES["quotes"]:
        example = curly(example, chance)
    return example


def headline(example: Example) -> Example:
    """Title Case without articles and full stop: "Army Takes Town"."""
    example = _no_stop(example)
    for i in reversed(range(len(example.forms))):
        if example.forms[i].lower() in ("a", "an", "the"):
            example = drop(example, i)
    forms = [f if f.lower() in _SMALL and i else f[:1].upper() + f[1:] for i, f in enumerate(example.forms)]
    return replace(example, forms=tuple(forms))


def curly(example: Example, chance: random.Random) -> Example:
    """Typographic quotes, apostrophes and dashes for the typewriter's."""
    forms = list(example.forms)
    for i, form in enumerate(forms):
        quote = form in ('"', "'") and example.xpos is not None
        if quote and example.xpos is not None:
            opens = example.xpos[i] == "``"
            forms[i] = ("“" if opens else "”") if form == '"' else ("‘" if opens else "’")
        elif form in _DASH and (form == "--" or chance.random() < 0.2):
            forms[i] = _DASH[form]
        else:
            forms[i] = _CURLY.get(form.lower(), form)
    return replace(example, forms=tuple(forms))


def _each(example: Example, change: Callable[[str], str]) -> Example:
    return replace(example, forms=tuple(change(f) for f in example.forms))


def _no_stop(example: Example) -> Example:
    last = len(example.forms) - 1
    return drop(example, last) if example.forms[last] == "." else example


def drop(example: Example, i: int) -> Example:
    """The example without word ``i``, where that leaves a tree and a word; else unchanged."""
    if len(example.forms) < 3 or (example.heads and (i in example.heads or example.heads[i] < 0)):
        return example
    keep = [k for k in range(len(example.forms)) if k != i]
    changes: dict[str, object] = {}
    for field in ("forms", "upos", "xpos", "lemmas", "deprels", "kinds", "triggers", "statuses", "cues", "sorts"):
        values = getattr(example, field)
        changes[field] = values and tuple(values[k] for k in keep)
    if example.heads:
        changes["heads"] = tuple(h - (h > i) for k, h in enumerate(example.heads) if k != i)
    if example.links:
        kept = ((a, b, role) for a, b, role in example.links if i not in (a, b))
        changes["links"] = tuple((a - (a > i), b - (b > i), role) for a, b, role in kept)
    if example.names:
        changes["names"] = _drop_name(example.names, i)
    return replace(example, **changes)  # type: ignore[arg-type]


def _drop_name(names: tuple[frozenset[str], ...], i: int) -> tuple[frozenset[str], ...]:
    """Name tags without word ``i``: where a name began there, it begins at the next word."""
    tags = list(names)
    gone = tags.pop(i)
    begins = len(gone) == 1 and next(iter(gone)).startswith("B-")
    if begins and i < len(tags) and tags[i] == frozenset({f"I-{next(iter(gone))[2:]}"}):
        tags[i] = gone
    return tuple(tags)
