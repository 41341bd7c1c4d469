"""A line of the register of arms as JSON (`communique-arms/1`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from communique.export.naming import days_json, quote_json

if TYPE_CHECKING:
    from communique.model.record import Evidence
    from communique.model.time import Interval
    from communique.registers.arms import Arms
    from communique.registers.batches import Account, Batch, Number, Order
    from communique.registers.systems import Party
    from communique.registers.training import Training

Json = dict[str, Any]


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
        "held": _quotes(names, line.held),
        "licence": _quotes(names, line.licence),
        "prices": [
            {"price": p.words, "told_by": p.teller, "evidence": _quotes(names, (p.evidence,))} for p in line.prices
        ],
        "training": [_training(names, training) for training in line.trainings],
        "effects": [
            {
                "told_by": effect.teller,
                "number": _number(effect.number),
                "status": effect.status,
                "date": _days(effect.when),
                "evidence": _quotes(names, (effect.evidence,)),
            }
            for effect in line.effects
        ],
        "standing": line.standing,
        "told_by": {cell: _quotes(names, evidence) for cell, evidence in line.told_by.items()},
        "evidence": _quotes(names, line.evidence),
        "events": list(line.events),
    }


def _party(party: Party | None) -> Json | None:
    return {"name": party.name, "entity": party.entity, "country": party.country} if party else None


def _number(number: Number | None) -> Json | None:
    return {"low": number.low, "best": number.best, "high": number.high} if number else None


def _days(when: Interval | None) -> Json | None:
    return days_json(when) if when else None


def _order(names: Mapping[str, str], order: Order) -> Json:
    return {
        "number": _number(order.number),
        "date": _days(order.when),
        "change": order.change or None,
        "promised": order.promised,
        "accounts": [_account(names, account) for account in order.accounts],
        "date_evidence": _quotes(names, order.when_told),
    }


def _batch(names: Mapping[str, str], batch: Batch) -> Json:
    return {
        "number": _number(batch.number),
        "date": _days(batch.when),
        "status": batch.status,
        "accounts": [_account(names, account) for account in batch.accounts],
        "date_evidence": _quotes(names, batch.when_told),
    }


def _account(names: Mapping[str, str], account: Account) -> Json:
    return {
        "number": _number(account.number),
        "status": account.status,
        "told_by": account.teller,
        "evidence": _quotes(names, (account.evidence,)),
    }


def _training(names: Mapping[str, str], training: Training) -> Json:
    return {
        "trainers": list(training.trainers),
        "trainee": training.trainee,
        "date": _days(training.when),
        "completed": training.completed,
        "status": training.status,
        "evidence": _quotes(names, training.evidence),
    }


def _quotes(names: Mapping[str, str], evidence: Iterable[Evidence]) -> list[Json]:
    return [quote_json(names[e.report], e.span, e.quote) for e in evidence]
