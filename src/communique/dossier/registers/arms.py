"""The page of arms: who supplies whom with which weapons, each order and delivery with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from communique.dossier.lifeline import Moment, life_line
from communique.dossier.registers.page import Card, Made, Page, small_map
from communique.model.record import Evidence
from communique.model.time import Interval
from communique.record.wording import capital, number_words

ABOUT = (
    "Who supplies whom with which weapons: ordered, changed, delivered in batches, paid, taught. What weapons are said "
)
ABOUT += "to have done is quoted with who says it."
STANDS = {
    "planned": "Planned; no report tells of an order or a delivery.",
    "ordered": "Ordered; no report tells of a delivery.",
    "partly_delivered": "Delivered in part.",
    "delivered": "Delivered.",
    "cancelled": "Cancelled.",
    "disputed": "Disputed: a delivery is alleged, and nobody tells it as fact.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """What is told, in words, with its passages.

    ``mark`` tells whether and how it is drawn: "step", "due", ""; ``label`` in which words, where others than ``what``.
    ``denied`` are the passages that deny it.
    """

    what: str
    when: Interval | None
    status: str
    teller: str | None
    evidence: tuple[Evidence, ...]
    mark: str = ""
    denied: tuple[Evidence, ...] = ()
    label: str = ""


def page(made: Made) -> Page:
    """All lines, by recipient, supplier and designation, as the register has them."""
    cards = tuple(_card(made, line, f"arms-{n}") for n, line in enumerate(made.lines("arms"), 1))
    cited = tuple(evidence for card in cards for row in card.more["rows"] for evidence in (*row.evidence, *row.denied))
    return Page("arms", "Arms", ABOUT, "weapon transfer", "in a weapon or party", cards, cited, len(cards))


def _card(made: Made, line: Any, anchor: str) -> Card:
    rows = tuple(_rows(line))
    moments = [
        Moment(row.label or row.what, row.status, row.when, row.mark, f"#{anchor}-row-{n}")
        for n, row in enumerate(rows, 1)
        if row.mark and row.when
    ]
    parties = [party for party in (line.supplier, line.recipient) if party]
    title = " ".join(filter(None, (line.designation, line.kind))) or "weapons"
    return Card(
        line,
        anchor,
        capital(title),
        line.standing,
        f"{STANDS.get(line.standing, '')}{_so_many(line)}",
        life_line(moments, made.last, title=f"Orders and deliveries of {title}; as told below"),
        small_map(made.book, [p.country for p in parties if p.country], (), "Supplier and recipient"),
        " ".join((title, *line.names, *(party.name for party in parties))),
        {"rows": rows},
    )


def _so_many(line: Any) -> str:
    """How many of how many came, as a sentence of its own."""
    wanted, came = (line.order.number if line.order else None), line.delivered
    if came is None:
        return f" {number_words(wanted)} ordered." if wanted and wanted.best else ""
    return f" {number_words(came)} came{f' of {number_words(wanted)}' if wanted else ''}, as far as reports tell."


def _rows(line: Any) -> Iterator[Row]:
    """What is told, in the order of an order's life."""
    for order in line.orders:
        evidence = (*(account.evidence for account in order.accounts), *order.when_told)
        status = "planned" if order.promised else "denied" if order.change == "cancelled" else "happened"
        yield Row(_order(order), order.when, status, None, evidence, "step")
    for batch in line.batches:
        yield from _batch(batch)
    for account in line.totals:
        yield Row(f"in all {_came(account)}", None, account.status, account.teller, (account.evidence,))
    for batch in line.due:
        evidence = (*(account.evidence for account in batch.accounts), *batch.when_told)
        number = number_words(batch.accounts[0].number) if batch.accounts else ""
        yield Row(f"due: {number or 'some'}", batch.when, "open", None, evidence, "due")
    yield from _beside(line)


def _batch(batch: Any) -> Iterator[Row]:
    """One delivery: a row for each number and teller; who denies it, beside the first."""
    denied = tuple(account.evidence for account in batch.accounts if account.status == "denied")
    told: dict[tuple[str, str, str | None], list[Evidence]] = {}
    for account in batch.accounts:
        if account.status != "denied":
            told.setdefault((_came(account), account.status, account.teller), []).append(account.evidence)
    if not told:
        yield Row(_came(batch.accounts[0]), batch.when, "denied", None, denied, "step")
    for n, ((what, status, teller), evidence) in enumerate(told.items()):
        if n == 0:
            yield Row(what, batch.when, status, teller, (*evidence, *batch.when_told), "step", denied)
        else:
            yield Row(what, batch.when, status, teller, tuple(evidence))


def _beside(line: Any) -> Iterator[Row]:
    """What is told beside orders and deliveries."""
    if line.held:
        yield Row("in the hands of the recipient", None, "", None, line.held)
    if line.licence:
        yield Row("made under licence or together", None, "", None, line.licence)
    for price in line.prices:
        yield Row(f"price: {price.words}", None, "", price.teller, (price.evidence,))
    for training in line.trainings:
        who = ", ".join(training.trainers) or "somebody"
        word = "to train" if training.status == "planned" else "trained" if training.completed else "began to train"
        what = f"{who} {word} {training.trainee or 'somebody'}"
        yield Row(what, training.when, training.status, None, training.evidence, "step", (), "training")
    for effect in line.effects:
        yield Row("claim of effect", effect.when, effect.status, effect.teller, (effect.evidence,))


def _order(order: Any) -> str:
    if order.change == "cancelled":
        return "cancelled"
    word = "promised" if order.promised else f"order {order.change} to" if order.change else "ordered"
    return f"{word} {number_words(order.number) or 'a number untold'}"


def _came(account: Any) -> str:
    return f"{number_words(account.number) or 'some'} delivered"
