"""Accounts of breaches as violations: one for each incident and teller, with what the accused and the papers say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from communique.model.record import Evidence
from communique.model.time import Interval
from communique.registers.truces.accounts import EXACT, Account
from communique.registers.truces.model import Toll, Violation
from communique.registers.truces.tellers import PARTY, REPORT, Teller, Tellers


def violations(tellers: Tellers, accounts: Sequence[Account]) -> tuple[Violation, ...]:
    """The violations of one truce by day, accused and teller."""
    known = [incident for incident in _incidents(accounts) if any(a.firm and not a.denies for a in incident)]
    found = [v for incident in known for v in _of_incident(tellers, incident)]
    return tuple(sorted(found, key=lambda v: (v.interval.start, v.interval.end, v.accused, v.teller, v.told_by)))


def _incidents(accounts: Sequence[Account]) -> list[list[Account]]:
    """Accounts of one incident together; what is told without a day goes to the latest that it may mean."""
    found: list[list[Account]] = []
    for account in sorted(accounts, key=lambda a: (not a.is_dated, a.interval.days, a.interval.start)):
        fits = [of for of in found if any(_is_same(account, other) for other in of)]
        if fits:
            max(fits, key=lambda of: _nearness(account, of)).append(account)
        else:
            found.append([account])
    return found


def _nearness(account: Account, incident: Sequence[Account]) -> tuple[bool, bool, date]:
    """Which of several incidents an account is rather of: one of its report, told by its day, the latest."""
    first = min(incident, key=lambda a: a.interval.days)
    return (any(a.report is account.report for a in incident), first.interval.days <= EXACT, first.interval.start)


def _is_same(account: Account, other: Account) -> bool:
    if account.accused != other.accused:
        return False
    if set(account.events) & set(other.events) and not _are_apart(account, other):
        return True
    if not account.is_dated:  # told as of the report's day: the latest of the days before
        return other.interval.start <= account.interval.start and (account.report is other.report or account.denies)
    if max(account.interval.days, other.interval.days) > EXACT:
        return account.interval == other.interval or _is_told_again(account, other)
    return account.interval.overlaps(other.interval)


def _is_told_again(account: Account, other: Account) -> bool:
    """Whether somebody tells by the month what they told by the day: as many dead, and by the same side."""
    same = account.teller == other.teller and account.is_dated and account.interval.overlaps(other.interval)
    tolls = {toll.best for toll in (account.toll, other.toll) if toll}
    return same and other.interval.days <= EXACT < account.interval.days and len(tolls) < 2


def _are_apart(account: Account, other: Account) -> bool:
    """Whether both tell a day, and not the same: one event may have been made of two incidents."""
    exact = account.is_dated and other.is_dated and max(account.interval.days, other.interval.days) <= EXACT
    return exact and abs((account.interval.start - other.interval.start).days) > EXACT


def _of_incident(tellers: Tellers, incident: Sequence[Account]) -> Iterator[Violation]:
    told = [a for a in incident if not a.denies]
    denied = _evidence(a for a in incident if a.denies)
    papers = [a for a in told if a.teller.sort == REPORT]
    others = [a for a in told if a.teller.sort != REPORT]
    for teller in dict.fromkeys(a.teller for a in others):
        own = [a for a in others if a.teller == teller]
        yield _violation(tellers, teller, own, incident, denied, _evidence(papers))
    if papers and not others:
        yield _violation(tellers, papers[0].teller, papers, incident, denied, ())


def _violation(
    tellers: Tellers,
    teller: Teller,
    own: Sequence[Account],
    incident: Sequence[Account],
    denied: tuple[Evidence, ...],
    papers: tuple[Evidence, ...],
) -> Violation:
    first = own[0]
    place = next((a.place for a in (*own, *incident) if a.place), None)
    return Violation(
        interval=_when(own, incident),
        accused=tellers.sides.parties[first.accused].name,
        told_by=tellers.name(teller, first.report),
        teller=teller.sort,
        status="alleged" if teller.sort == PARTY or (denied and teller.sort == REPORT) else "happened",
        place=tellers.desk.entities[place].name if place else None,
        killed=_killed([a.toll for a in own if a.toll is not None]),
        grave=any(a.grave for a in own),
        evidence=_evidence(own),
        events=tuple(dict.fromkeys(e for a in own for e in a.events)),
        denied=denied,
        reports=papers,
    )


def _when(own: Sequence[Account], incident: Sequence[Account]) -> Interval:
    """The day as its teller gives it, else as others do."""
    dated = [a for a in own if a.is_dated] or [a for a in incident if a.is_dated] or list(own)
    return min((a.interval for a in dated), key=lambda i: (i.days, i.start))


def _killed(tolls: Sequence[Toll]) -> Toll | None:
    """The numbers that one teller gives: the lowest and the highest, the last as the best."""
    if not tolls:
        return None
    return Toll(min(t.low for t in tolls), tolls[-1].best, max(t.high for t in tolls))


def _evidence(accounts: Iterator[Account] | Sequence[Account]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(a.evidence for a in accounts))
