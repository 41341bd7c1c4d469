"""Where the nodes of a network are put: a force layout without chance, so that the same network lies the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

ROUNDS = 300  # of the forces
PUSHES = 250  # that part boxes which overlap
GOLDEN = 2.399963229728653  # the angle of sunflower seeds: a start in which no two nodes lie together
PULL = 0.06  # towards the middle, so that parts without a tie between them do not drift away

Array = NDArray[np.float64]
Pulls = Sequence[tuple[int, int, float]]  # two numbers of nodes and how strongly their tie pulls
Boxes = Sequence[tuple[float, float]]  # width and height of each node with its name
Layout = Callable[[Pulls, Boxes, tuple[float, float]], list[tuple[float, float]]]


def positions(weights: Pulls, boxes: Boxes, size: tuple[float, float]) -> list[tuple[float, float]]:
    """The middle of each box within ``size``, none over another. The first, the weightiest, begins in the middle."""
    if not boxes:
        return []
    count = len(boxes)
    at = _start(count)
    force = np.zeros((count, count))
    for one, other, weight in weights:
        force[one, other] = force[other, one] = weight
    for step in range(ROUNDS):
        at += _moves(at, force, 0.12 * (1 - step / ROUNDS) + 0.002)
    halves = np.array(boxes, dtype=float) / 2
    return [(float(x), float(y)) for x, y in np.round(_parted(_spread(at, halves, size), halves, size), 1)]


def around(weights: Pulls, boxes: Boxes, size: tuple[float, float]) -> list[tuple[float, float]]:
    """The first box in the middle, the others evenly around it, the second on top."""
    wide = size[0] / 2 - max((w for w, _ in boxes), default=0) / 2
    high = size[1] / 2 - max((h for _, h in boxes), default=0) / 2
    seats = (len(boxes) - 1) | 1  # an odd number: a tie between two that sit opposite would run through the middle
    turns = [2 * math.pi * at / seats - math.pi / 2 for at in range(len(boxes) - 1)]
    found = [(size[0] / 2 + wide * math.cos(turn), size[1] / 2 + high * math.sin(turn)) for turn in turns]
    return [(size[0] / 2, size[1] / 2), *found][: len(boxes)]


def _start(count: int) -> Array:
    ranks = np.arange(count, dtype=float)
    far = np.sqrt((ranks + 0.5) / count)
    return np.stack([far * np.cos(ranks * GOLDEN), far * np.sin(ranks * GOLDEN)], axis=1)


def _moves(at: Array, force: Array, longest: float) -> Array:
    """One round: all push each other away, ties pull (as Fruchterman and Reingold have it), none moves too far."""
    near = 0.9 / np.sqrt(len(at))
    apart = at[:, None, :] - at[None, :, :]
    far = np.sqrt((apart**2).sum(axis=2)) + 1e-6
    strength = near**2 / far**2 - force * far / near * near
    moves = (apart * strength[:, :, None]).sum(axis=1) - PULL * at
    length = np.sqrt((moves**2).sum(axis=1)) + 1e-9
    return np.asarray(moves * (np.minimum(length, longest) / length)[:, None])


def _spread(at: Array, halves: Array, size: tuple[float, float]) -> Array:
    """The layout stretched to the size: half as the forces have it, half by rank, so that no corner stays empty."""
    low, high = at.min(axis=0), at.max(axis=0)
    first, last = halves.max(axis=0), np.array(size) - halves.max(axis=0)
    share = np.where(high > low, (at - low) / np.where(high > low, high - low, 1.0), 0.5)
    ranks = np.argsort(np.argsort(np.round(share, 6), axis=0, kind="stable"), axis=0, kind="stable")
    even = ranks / max(1, len(at) - 1) if len(at) > 1 else share
    return np.asarray(first + (share + even) / 2 * (last - first))


def _parted(at: Array, halves: Array, size: tuple[float, float]) -> Array:
    """Boxes that overlap pushed apart, along the way that is shorter, until none does or the rounds are over."""
    numbers = np.arange(len(at), dtype=float)
    order: Array = np.sign(numbers[:, None] - numbers[None, :])
    reach = halves[:, None, :] + halves[None, :, :]
    np.einsum("iij->ij", reach)[:] = -1.0  # none overlaps itself
    for _ in range(PUSHES):
        apart = at[:, None, :] - at[None, :, :]
        over = reach - np.abs(apart)
        meet = (over[:, :, 0] > 0) & (over[:, :, 1] > 0)
        if not meet.any():
            break
        side = np.where(apart == 0, order[:, :, None], np.sign(apart))
        along_x = over[:, :, 0] <= over[:, :, 1]
        push = np.where(meet[:, :, None], side * over / 2, 0.0)
        push[:, :, 0] *= along_x
        push[:, :, 1] *= ~along_x
        at = np.clip(at + push.sum(axis=1) * 0.6, halves, np.array(size) - halves)
    return at
