"""``communique arms``: who ordered and delivered which weapons, as far as reports tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import as_of_option, json_option, period_told, record_option, register_shown
from communique.cli.terminal import flat, paint, put, put_json, say, wrapped

if TYPE_CHECKING:
    from communique.model.record import Evidence
    from communique.model.time import Interval
    from communique.registers.arms import Arms
    from communique.registers.batches import Account, Number, Order
    from communique.registers.training import Training

FORMAT = "communique-arms/1"
STANDINGS = ("planned", "ordered", "partly_delivered", "delivered", "cancelled", "disputed")
INDENT = " " * 4


@click.command()
@record_option
@click.option("--party", metavar="WORDS", help="Only those with these words in the supplier's or recipient's name.")
@click.option("--weapon", metavar="WORDS", help="Only weapons with these words in what they are called.")
@click.option("--from", "since", metavar="DATE", help="Only those ordered or delivered on or after DATE.")
@click.option("--to", "until", metavar="DATE", help="Only those ordered or delivered on or before DATE.")
@click.option("--standing", type=click.Choice(STANDINGS), help="Only those that stand so.")
@as_of_option
@json_option
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
    from communique.export.registers.arms import as_json as line_json

    period = period_told(since, until)
    register = register_shown(path, "arms", as_of)
    narrowed = any((party, weapon, standing, *period))
    fits = [a for a in register.lines if _is_wanted(a, party, weapon, standing) and _is_within(a, period)]
    names = register.names
    if as_json:
        put_json({"format": FORMAT, "arms": [line_json(names, line) for line in fits]})
        return
    for n, line in enumerate(fits):
        _show(line, names, first=n == 0)
    if not fits:
        say("No line fits." if narrowed else "No report tells who supplies whom with weapons.")


def _is_wanted(line: Arms, party: str | None, weapon: str | None, standing: str | None) -> bool:
    sides = f"{line.recipient.name}\n{line.supplier.name if line.supplier else ''}".casefold()
    called = "\n".join((line.designation, line.kind, *line.names)).casefold()
    return (
        (not party or party.casefold() in sides)
        and (not weapon or weapon.casefold() in called)
        and (not standing or line.standing == standing)
    )


def _is_within(line: Arms, period: tuple[str, str]) -> bool:
    """Whether something ordered or delivered lies within the period; without a period also what has no day."""
    first, last = period
    if not first and not last:
        return True
    days = [o.when for o in line.orders if o.when] + [b.when for b in line.batches if b.when]
    return any((not first or str(d.end) >= first) and (not last or str(d.start) <= last) for d in days)


# -- for readers -------------------------------------------------------------------------------------------------------


def _show(line: Arms, reports: Mapping[str, str], first: bool) -> None:
    supplier = line.supplier.name if line.supplier else "unknown supplier"
    title = " ".join(filter(None, (line.designation, line.kind))) or "weapons"
    put(
        ("" if first else "\n") + paint(f"{flat(line.recipient.name)}, from {flat(supplier)}: {flat(title)}", bold=True)
    )
    put(f"  {line.standing.replace('_', ' ')}{_of(line)}")
    for text, evidence in _told(line):
        for row in wrapped(text, INDENT * 2, INDENT):
            put(row)
        if evidence:
            for row in wrapped(f"{reports[evidence.report]}: “{flat(evidence.quote)}”", INDENT * 2):
                put(paint(row, dim=True))


def _of(line: Arms) -> str:
    wanted = line.order.number if line.order else None
    came = line.delivered
    if came is None:
        return f": none of {_count(wanted)} shown" if wanted and wanted.best else ""
    return f": {_count(came)}{f' of {_count(wanted)}' if wanted else ''}"


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
        yield f"due {_day(batch.when)}{_count(batch.accounts[0].number)}", _first(batch.accounts)
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
    number = "" if order.change == "cancelled" else f" {_count(order.number) or 'a number untold'}"
    return f"{_day(order.when)}{word}{number}"


def _account(account: Account) -> str:
    status = "" if account.status == "happened" else paint(f" {account.status}", fg="yellow")
    teller = f", told by {flat(account.teller)}" if account.teller else ""
    return f"{_count(account.number) or 'some'} delivered{status}{teller}"


def _training(training: Training) -> str:
    who = flat(", ".join(training.trainers)) or "somebody"
    word = "to train" if training.status == "planned" else "trained" if training.completed else "began to train"
    return f"{_day(training.when)}{who} {word} {flat(training.trainee or 'somebody')}"


def _first(accounts: tuple[Account, ...]) -> Evidence | None:
    return accounts[0].evidence if accounts else None


def _day(when: Interval | None) -> str:
    from communique.record.wording import date_words

    return f"{date_words(when)}: " if when else ""


def _count(number: Number | None) -> str:
    """ "42", "8 to 10"; "" where no number is told."""
    if number is None:
        return ""
    return f"{number.best:g}" if number.low == number.high else f"{number.low:g} to {number.high:g}"
