"""A line of the register of arms as JSON (`communique-arms/1`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from communique.export.naming import days_or_null, quotes_json

if TYPE_CHECKING:
    from communique.registers.arms import Arms
    from communique.registers.batches import Account, Batch, Number, Order
    from communique.registers.systems import Party
    from communique.registers.training import Training

Json = dict[str, Any]

FORMAT = "communique-arms/1"


def as_json(names: Mapping[str, str], line: Arms) -> Json:
    """One line; ``names`` are the reports' exported names."""
    return {
        "supplier": _party(line.supplier),
        "recipient": _party(line.recipient),
        "designation": line.designation or None,
        "names": list(line.names),
        "kind": line.kind or None,
        "ordered": _order(names, line.order) if line.order else None,
        "ordered_before": [_order(names, order) for order in line.before],
        "delivered": _number(line.delivered),
        "batches": [_batch(names, batch) for batch in line.batches],
        "totals": [_account(names, account) for account in line.totals],
        "due": [_batch(names, batch) for batch in line.due],
        "held": quotes_json(names, line.held),
        "licence": quotes_json(names, line.licence),
        "prices": [
            {"price": p.words, "told_by": p.teller, "evidence": quotes_json(names, (p.evidence,))} for p in line.prices
        ],
        "training": [_training(names, training) for training in line.trainings],
        "effects": [
            {
                "told_by": effect.teller,
                "number": _number(effect.number),
                "status": effect.status,
                "date": days_or_null(effect.when),
                "evidence": quotes_json(names, (effect.evidence,)),
            }
            for effect in line.effects
        ],
        "standing": line.standing,
        "told_by": {cell: quotes_json(names, evidence) for cell, evidence in line.told_by.items()},
        "evidence": quotes_json(names, line.evidence),
        "events": list(line.events),
    }


def told(line: Json) -> Iterator[Json]:
    """What a line (as JSON) tells, thing by thing, in one shape: ``what``, when, how many, who tells it."""
    for order in (*line["ordered_before"], *filter(None, (line["ordered"],))):
        what = "promised" if order["promised"] else order["change"] or "ordered"
        yield {
            **order,
            "what": what,
            "status": "planned" if order["promised"] else "happened",
            **_of(order["accounts"]),
        }
    for what, batches in (("delivered", line["batches"]), ("due", line["due"])):
        for batch in batches:
            yield {**batch, "what": what, **_of(batch["accounts"])}
    for what, found in (("total", line["totals"]), ("price", line["prices"]), ("effect", line["effects"])):
        for one in found:
            yield {**one, "what": what, "words": one.get("price")}
    for training in line["training"]:
        who = f"{', '.join(training['trainers'])}: {training['trainee'] or ''}".strip(": ")
        yield {**training, "what": "trained" if training["completed"] else "training", "words": who}


def _of(accounts: list[Json]) -> Json:
    """Who tells of an order or a batch, where, and who denies it."""
    denied = [a for a in accounts if a["status"] == "denied"]
    firm = [a for a in accounts if a not in denied] or accounts
    return {
        "told_by": [a["told_by"] for a in firm],
        "evidence": [quote for a in firm for quote in a["evidence"]],
        "denied": [quote for a in denied for quote in a["evidence"]],
    }


def _party(party: Party | None) -> Json | None:
    return {"name": party.name, "entity": party.entity, "country": party.country} if party else None


def _number(number: Number | None) -> Json | None:
    return {"low": number.low, "best": number.best, "high": number.high} if number else None


def _order(names: Mapping[str, str], order: Order) -> Json:
    return {
        "number": _number(order.number),
        "date": days_or_null(order.when),
        "change": order.change or None,
        "promised": order.promised,
        "accounts": [_account(names, account) for account in order.accounts],
        "date_evidence": quotes_json(names, order.when_told),
    }


def _batch(names: Mapping[str, str], batch: Batch) -> Json:
    return {
        "number": _number(batch.number),
        "date": days_or_null(batch.when),
        "status": batch.status,
        "accounts": [_account(names, account) for account in batch.accounts],
        "date_evidence": quotes_json(names, batch.when_told),
    }


def _account(names: Mapping[str, str], account: Account) -> Json:
    return {
        "number": _number(account.number),
        "status": account.status,
        "told_by": account.teller,
        "evidence": quotes_json(names, (account.evidence,)),
    }


def _training(names: Mapping[str, str], training: Training) -> Json:
    return {
        "trainers": list(training.trainers),
        "trainee": training.trainee,
        "date": days_or_null(training.when),
        "completed": training.completed,
        "status": training.status,
        "evidence": quotes_json(names, training.evidence),
    }
