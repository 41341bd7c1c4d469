"""``communique arms``: who ordered and delivered which weapons, as far as reports tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from communique.cli.options import period_options, period_told, register_shown
from communique.cli.registers import (
    has_words,
    is_within,
    put_lines,
    put_title,
    put_told,
    register_command,
    show_lines,
    show_words,
    standing_option,
    words_option,
)
from communique.cli.terminal import flat, paint, put
from communique.record.wording import date_words, number_words

if TYPE_CHECKING:
    from communique.model.record import Evidence
    from communique.model.time import Interval
    from communique.registers.arms import Arms
    from communique.registers.batches import Account, Order
    from communique.registers.training import Training

STANDINGS = ("planned", "ordered", "partly_delivered", "delivered", "cancelled", "disputed")


@register_command(
    words_option("party", "those of which the supplier or recipient has"),
    words_option("weapon", "weapons that are called by"),
    period_options("those ordered or delivered"),
    standing_option(STANDINGS),
)
def arms(
    path: Path,
    party: str | None,
    weapon: str | None,
    since: str | None,
    until: str | None,
    standing: str | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List which weapons who ordered from whom, what came of it, and what is told beside it.

    Batches are told one by one. What one side tells and another denies is shown as alleged, with the denial. What
    weapons are said to have done is quoted with who says it. Dates are YYYY[-MM[-DD]].
    """
    from communique.export.registers.arms import FORMAT
    from communique.export.registers.arms import as_json as line_json

    period = period_told(since, until)
    register = register_shown(path, "arms", as_of)
    narrowed = any((party, weapon, standing, *period))
    found = [
        line
        for line in register.lines
        if has_words((p.name for p in (line.recipient, line.supplier) if p), party)
        and has_words((line.designation, line.kind, *line.names), weapon)
        and is_within((one.when for one in (*line.orders, *line.batches)), period)
        and (not standing or line.standing == standing)
    ]
    names = register.names
    if as_json:
        put_lines("arms", FORMAT, (line_json(names, line) for line in found))
        return
    nothing = "No line fits." if narrowed else "No report tells who supplies whom with weapons."
    show_lines(found, lambda line: _show(line, names), nothing)


# -- for readers -------------------------------------------------------------------------------------------------------


def _show(line: Arms, reports: Mapping[str, str]) -> None:
    supplier = line.supplier.name if line.supplier else "unknown supplier"
    title = " ".join(filter(None, (line.designation, line.kind))) or "weapons"
    put_title(f"{line.recipient.name}, from {supplier}: {title}")
    put(f"  {line.standing.replace('_', ' ')}{_of(line)}")
    for text, evidence in _told(line):
        put_told(text)
        show_words((evidence,) if evidence else (), reports)


def _of(line: Arms) -> str:
    wanted = line.order.number if line.order else None
    came = line.delivered
    if came is None:
        return f": none of {number_words(wanted)} shown" if wanted and wanted.best else ""
    return f": {number_words(came)}{f' of {number_words(wanted)}' if wanted else ''}"


def _told(line: Arms) -> Iterator[tuple[str, Evidence | None]]:
    """What is told, line by line, each with the words of one report."""
    for order in line.orders:
        yield _order(order), _first(order.accounts)
    for batch in line.batches:
        for account in batch.accounts:
            if account.number or len(batch.accounts) == 1:
                yield f"{_day(batch.when)}{_account(account)}", account.evidence
    for account in line.totals:
        yield f"in all: {_account(account)}", account.evidence
    for batch in line.due:
        yield f"due {_day(batch.when)}{number_words(batch.accounts[0].number)}", _first(batch.accounts)
    for quote in line.held[:1]:
        yield f"in the hands of {flat(line.recipient.name)}", quote
    for price in line.prices:
        yield f"price: {flat(price.words)}", price.evidence
    for quote in line.licence[:1]:
        yield "under licence or jointly made", quote
    for training in line.trainings:
        yield _training(training), training.evidence[0]
    for effect in line.effects:
        yield f"claim of effect by {flat(effect.teller or 'the report')}", effect.evidence


def _order(order: Order) -> str:
    word = "promised" if order.promised else {"": "ordered", "cancelled": "cancelled"}.get(order.change)
    word = word or f"order {order.change} to"
    number = "" if order.change == "cancelled" else f" {number_words(order.number) or 'a number untold'}"
    return f"{_day(order.when)}{word}{number}"


def _account(account: Account) -> str:
    status = "" if account.status == "happened" else paint(f" {account.status}", fg="yellow")
    teller = f", told by {flat(account.teller)}" if account.teller else ""
    return f"{number_words(account.number) or 'some'} delivered{status}{teller}"


def _training(training: Training) -> str:
    who = flat(", ".join(training.trainers)) or "somebody"
    word = "to train" if training.status == "planned" else "trained" if training.completed else "began to train"
    return f"{_day(training.when)}{who} {word} {flat(training.trainee or 'somebody')}"


def _first(accounts: tuple[Account, ...]) -> Evidence | None:
    return accounts[0].evidence if accounts else None


def _day(when: Interval | None) -> str:
    return f"{date_words(when)}: " if when else ""
