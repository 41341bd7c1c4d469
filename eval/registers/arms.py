"""How lines of the register of arms are compared: one for each thing that is told of a weapon between two sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from communique.model.record import Record
from communique.reference import fold
from communique.registers.arms import arms
from communique.registers.batches import Account, Batch, Number
from communique.registers.training import Training
from eval.registers.lines import Line, Register, Told, same_day, same_name, spelled

PLAIN = frozenset("a an the of and some group others".split())  # words that make no two descriptions one


def arms_expected(told: Sequence[Told]) -> Iterator[Line]:
    """A line each for supplier, kind, licence, price and standing, each order, batch and training."""
    for one in told:
        key = (one["recipient"], one["designation"])
        yield Line((*key, "supplier"), {"name": one["supplier"]})
        yield Line((*key, "kind"), {"name": one["kind"]})
        yield Line((*key, "licence"), {"is": one["licence"]})
        yield Line((*key, "price"), {"price": one["price"]})
        yield Line((*key, "standing"), {"is": one["standing"]})
        if one.get("ordered"):
            yield Line((*key, "ordered"), _numbered(one["ordered"]))
        for order in one.get("ordered_before", ()):
            yield Line((*key, "before"), _numbered(order))
        for batch in one["delivered"]:
            yield Line((*key, "delivered"), {**_numbered(batch), "is": batch["status"]})
        for training in one["training"]:
            yield Line((*key, "training"), training)


def _numbered(told: Told) -> dict[str, Any]:
    return {"number": (told["low"], told["high"]), "date": told["date"]}


def arms_found(record: Record, told: Sequence[Told]) -> Iterator[Line]:
    """The same of every line that the register has."""
    for line in arms(record):
        key = (line.recipient.name, line.designation)
        yield Line((*key, "supplier"), {"name": line.supplier.name if line.supplier else ""})
        yield Line((*key, "kind"), {"name": line.kind})
        yield Line((*key, "licence"), {"is": bool(line.licence)})
        yield Line((*key, "price"), {"price": [price.words for price in line.prices]})
        yield Line((*key, "standing"), {"is": line.standing})
        if line.order:
            yield _found((*key, "ordered"), line.order.number, line.order.when, {})
        for order in line.before:
            yield _found((*key, "before"), order.number, order.when, {})
        for batch in line.batches:
            for number, status in _accounts(batch):
                yield _found((*key, "delivered"), number, batch.when, {"is": status})
        for training in line.trainings:
            shown = f"{', '.join(training.trainers)} trains {training.trainee}, {spelled(training.when)}"
            yield Line((*key, "training"), {"training": training}, f"{key}: {shown}")


def _found(about: tuple[str, ...], number: Number | None, when: Any, more: dict[str, Any]) -> Line:
    told = (number.low, number.high) if number else None
    return Line(about, {"number": told, "date": when, **more}, f"{about}: {told}, {spelled(when)} {more.get('is', '')}")


def _accounts(batch: Batch) -> list[tuple[Number | None, str]]:
    """The differing accounts of a batch: each number with each status once; none without a number beside others."""
    found: dict[tuple[float, float, str] | str, tuple[Number | None, str]] = {}
    for account in batch.accounts:
        found.setdefault(_key(account), (account.number, account.status))
    counted = {k: v for k, v in found.items() if v[0] is not None}
    return list((counted or found).values())


def _key(account: Account) -> tuple[float, float, str] | str:
    return (account.number.low, account.number.high, account.status) if account.number else account.status


def same_thing(one: Line, other: Line) -> bool:
    """Whether two lines are about the same: the weapon between the two, and for batches number and status."""
    if one.about[2] != other.about[2] or not _same_weapon(one, other):
        return False
    if one.about[2] == "training":
        return not _training_faults(one.values, other.values["training"])[:2].count("trainee")
    if one.about[2] in ("delivered", "before"):
        return bool(one.values["number"] == other.values["number"] and one.values.get("is") == other.values.get("is"))
    return True


def _same_weapon(one: Line, other: Line) -> bool:
    return same_name(one.about[0], other.about[0]) and same_name(one.about[1] or "-", other.about[1] or "-")


def thing_faults(line: Line, other: Line) -> list[str]:
    """Which values differ."""
    wanted, found, sort = line.values, other.values, line.about[2]
    if sort in ("supplier", "kind"):
        return [] if same_name(wanted["name"], found["name"]) else [f"{wanted['name']}, not {found['name']}"]
    if sort == "price":
        return _price_faults(wanted["price"], found["price"])
    if sort == "training":
        return _training_faults(wanted, found["training"])
    faults = [f"{k} {wanted[k]}, not {found.get(k)}" for k in ("is", "number") if wanted.get(k) != found.get(k)]
    if "date" in wanted and not same_day(wanted["date"], found["date"]):
        faults.append(f"date {wanted['date']}, not {spelled(found['date'])}")
    return faults


def _price_faults(wanted: str | None, found: Sequence[str]) -> list[str]:
    """A price agrees where all its parts are told, its sum last of the sums; none with none."""
    if wanted is None:
        return [f"no price, not {found}"] if found else []
    parts = [_sum(part) for part in wanted.split(";")]
    told = [_sum(words) for words in found]
    last = told[-len(parts) :]
    return [] if parts == last else [f"price {wanted}, not {'; '.join(found)}"]


def _sum(words: str) -> tuple[str, ...]:
    """The number and scale of a sum, or the words of a gift."""
    numbers = tuple(re.findall(r"\d[\d.,]*|million|billion|crore|lakh", words.lower()))
    return numbers or tuple(words.lower().split())


def _training_faults(wanted: Told, found: Training) -> list[str]:
    faults = []
    if not _share(wanted["trainee"], found.trainee or ""):
        faults.append("trainee")
    if not any(_share(wanted["trainer"], name) for name in found.trainers):
        faults.append(f"trainer {wanted['trainer']}, not {', '.join(found.trainers) or 'none'}")
    if not same_day(wanted["date"], found.when) and not _begins(wanted["date"], found):
        faults.append(f"date {wanted['date']}, not {spelled(found.when)}")
    return faults


def _begins(wanted: str | None, found: Training) -> bool:
    """Whether a course told from month to month begins in the month wanted."""
    return wanted is not None and found.when is not None and str(found.when.start)[: len(wanted)] == wanted


def _share(one: str, other: str) -> bool:
    """Whether two descriptions share a word that says who it is."""
    a, b = ({w for w in re.findall(r"\w+", fold(words)) if not w.isdigit()} - PLAIN for words in (one, other))
    return bool(a & b)


def is_invented(line: Line, wanted: Sequence[Line]) -> bool:
    """Whether a line that nobody expects is of a weapon that is expected; others are told in passing."""
    empty = line.values in ({"is": False}, {"price": []})
    return not empty and any(_same_weapon(other, line) or same_name(other.about[1], line.about[1]) for other in wanted)


ARMS = Register(arms_expected, arms_found, same_thing, thing_faults, is_invented)
