"""Weapons between both sides: each line of the register with its orders, batches, price and training."""

from __future__ import annotations

from collections.abc import Iterator

from communique.brief.desk import Desk, Pair
from communique.brief.tree import Sentence
from communique.brief.wording import cited, opened, put
from communique.model.record import Entity, Evidence
from communique.record.wording import listed, when
from communique.registers.arms import Arms
from communique.registers.batches import Account, Number
from communique.registers.systems import Party
from communique.registers.training import Training

MOST = 10  # weapons, and orders and batches of one


def arms(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    """The weapons that one side supplies to the other; for one side alone, those that it supplies or receives."""
    found = [line for line in desk.arms if _is_between(line, pair)]
    for n, line in enumerate(found[:MOST]):
        left = len(found) - MOST if n == MOST - 1 else 0
        told = list(_line(desk, line))
        for k, (text, evidence) in enumerate(told):
            last = left if k == len(told) - 1 else 0
            yield Sentence(opened(text), cited(desk, evidence), group=_heading(line), left=max(0, last))


def _is_between(line: Arms, pair: Pair) -> bool:
    sides = [side for side, _ in pair.sides]
    hosts = [party for party in (line.supplier, line.recipient) if party]
    return all(any(_is_of(side, party) for party in hosts) for side in sides)


def _is_of(side: Entity, party: Party) -> bool:
    code = side.country.value if side.kind == "country" and side.country else None
    return side.id in (party.entity, party.key) or (code is not None and code in (party.country, party.key))


def _heading(line: Arms) -> str:
    supplier = put("arms", "from", supplier=line.supplier.name) if line.supplier else ""
    standing = put("arms", "stands", standing=line.standing.replace("_", " ")) if line.standing else ""
    name = line.designation or line.kind
    return put("arms", "heading", name=name, supplier=supplier, recipient=line.recipient.name, standing=standing)


def _line(desk: Desk, line: Arms) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    for order in line.orders[:MOST]:
        key = "promised" if order.promised else order.change or "ordered"
        day = f" {when(order.when)}" if order.when else ""
        evidence = tuple(a.evidence for a in order.accounts)
        if evidence:
            yield put("arms", key, number=_number(order.number), were=_were(order.number), when=day), evidence
    for batch in line.batches[:MOST]:
        day = f" {when(batch.when)}" if batch.when else ""
        told: dict[str, list[Evidence]] = {}
        for account in batch.accounts:
            if account.number or len(batch.accounts) == 1:
                told.setdefault(_delivery(account, day), []).append(account.evidence)
        yield from ((text, tuple(of)) for text, of in told.items())
    if line.held:
        yield put("arms", "held", recipient=line.recipient.name), line.held
    if line.licence:
        yield put("arms", "licence"), line.licence
    for training in line.trainings[:MOST]:
        yield _training(training), training.evidence
    for price in line.prices[-1:]:
        yield put("arms", "price", words=price.words), (price.evidence,)
    for effect in line.effects[:MOST]:
        teller = effect.teller or put("arms", "report")
        yield put("arms", "effect", teller=teller, words=" ".join(effect.evidence.quote.split())), (effect.evidence,)


def _delivery(account: Account, day: str) -> str:
    """ "Twelve came on 3 May 2021, according to the ministry." """
    number = account.number
    told = put("arms", f"delivery_{account.status}", number=_number(number), were=_were(number), when=day)
    return told + (put("arms", "teller", teller=account.teller) if account.teller else "")


def _training(training: Training) -> str:
    """ "Training of forty pilots by the army began on 3 May 2021." """
    status = training.status if training.status in ("planned", "alleged", "denied") else ""
    return put(
        "arms",
        f"training_{status or ('ended' if training.completed else 'begun')}",
        trainee=training.trainee or put("arms", "somebody"),
        by=put("arms", "by", trainers=listed(training.trainers)) if training.trainers else "",
        when=f" {when(training.when)}" if training.when else "",
    )


def _were(number: Number | None) -> str:
    return put("arms", "was" if number is None or number.high == 1 else "were")


def _number(number: Number | None) -> str:
    if number is None:
        return put("arms", "untold")
    if number.low == number.high:
        return f"{number.best:g}"
    return put("arms", "range", low=f"{number.low:g}", high=f"{number.high:g}")
