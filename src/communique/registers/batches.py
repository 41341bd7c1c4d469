"""Orders and deliveries of one weapon between two sides: what was told when, by whom, and what of it is one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from communique.model.record import ArmsStep, Evidence, Told
from communique.model.time import Basis, Interval

FIRM = ("happened", "ongoing")


@dataclass(frozen=True, slots=True)
class Number:
    """How many: the least and the most that reports tell, and what is held best."""

    low: float
    best: float
    high: float


@dataclass(frozen=True, slots=True)
class Account:
    """What one report tells of an order or a batch: how many, with which status, and who is quoted as telling it."""

    number: Number | None
    status: str
    teller: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Order:
    """A number ordered or promised from ``when`` on; ``change`` is "", "cut", "raised" or "cancelled".

    ``promised`` where it is a gift or a pledge and no order.
    """

    number: Number | None
    when: Interval | None
    change: str
    promised: bool
    accounts: tuple[Account, ...]
    when_told: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """One delivery, with every account of it; ``status`` is that of those that tell it."""

    when: Interval | None
    accounts: tuple[Account, ...]
    when_told: tuple[Evidence, ...]

    @property
    def denied(self) -> bool:
        """Whether somebody says that it did not take place."""
        return any(a.status == "denied" for a in self.accounts)

    @property
    def number(self) -> Number | None:
        """How many came, over the accounts that are firm, else those that are alleged."""
        told = [a.number for a in self.accounts if a.status in FIRM and a.number]
        told = told or [a.number for a in self.accounts if a.status != "denied" and a.number]
        return spread(told) if told else None

    @property
    def status(self) -> str:
        """Happened, alleged or denied."""
        statuses = [a.status for a in self.accounts]
        return next((s for s in ("happened", "alleged", "denied") if s in statuses), "happened")


def number(told: Told | None) -> Number | None:
    """A number told, as one with bounds."""
    if told is None:
        return None
    best = told.number
    return Number(told.low if told.low is not None else best, best, told.high if told.high is not None else best)


def spread(told: Sequence[Number]) -> Number:
    """The numbers of several accounts as one: the last is best."""
    return Number(min(n.low for n in told), told[-1].best, max(n.high for n in told))


def day_told(step: ArmsStep) -> Interval | None:
    """The time that the words tell; the report's own day is none."""
    return step.date.interval if step.date and step.date.interval.basis is not Basis.INFERRED else None


# -- orders ------------------------------------------------------------------------------------------------------------


def orders(steps: Sequence[ArmsStep], teller: Callable[[ArmsStep], str | None]) -> tuple[Order, ...]:
    """What was ordered first, and what it was changed to, in the order of time."""
    first = [s for s in steps if s.step in ("ordered", "promised") and s.status not in ("denied", "alleged")]
    changes = [s for s in steps if s.step == "changed" and s.status in FIRM and s.count]
    replaced = {n.best for s in changes if (n := number(s.before))}
    after = {n.best for s in changes if (n := number(s.count))}
    counted = [s for s in first if s.count and "again" not in s.marks]
    initial = [s for s in counted if (n := number(s.count)) and (n.best in replaced or n.best not in after)]
    found = []
    if initial or (first and not changes):
        found.append(_first(initial or first, first, steps, teller))
    elif replaced:
        found.append(_replaced(changes, steps, teller))
    found += _changes(changes, steps, teller, found)
    found += _ended(steps, teller)
    return tuple(found)


def _first(own: Sequence[ArmsStep], first: Sequence[ArmsStep], steps: Sequence[ArmsStep], teller: Teller) -> Order:
    signed = [s for s in steps if s.step == "signed" and "amended" not in s.marks and day_told(s)]
    when, evidence = _when(signed or [s for s in first if s.status != "planned"] or first)
    numbers = [n for s in own if (n := number(s.count))]
    return Order(
        number=spread(numbers) if numbers else None,
        when=when,
        change="",
        promised=all(s.step == "promised" for s in own),
        accounts=tuple(_account(s, teller) for s in own),
        when_told=evidence,
    )


def _replaced(changes: Sequence[ArmsStep], steps: Sequence[ArmsStep], teller: Teller) -> Order:
    """An order known only from what it was changed from."""
    step = changes[0]
    signed = [s for s in steps if s.step == "signed" and "amended" not in s.marks and day_told(s)]
    when, evidence = _when(signed)
    return Order(
        number(step.before), when, "", False, (replace(_account(step, teller), number=number(step.before)),), evidence
    )


def _changes(
    changes: Sequence[ArmsStep], steps: Sequence[ArmsStep], teller: Teller, before: Sequence[Order]
) -> Iterator[Order]:
    known = before[0].number if before else None
    groups: dict[float, list[ArmsStep]] = {}
    for step in changes:
        told = number(step.count)
        if told and not (known and told.best == known.best):
            groups.setdefault(told.best, []).append(step)
    for own in groups.values():
        to = number(own[0].count)
        reports = {s.evidence.report for s in own}
        amended = [s for s in steps if s.step == "signed" and "amended" in s.marks and s.evidence.report in reports]
        when, evidence = _when([s for s in (*amended, *own) if day_told(s)])
        was = next((n for s in own if (n := number(s.before))), known)
        change = "cut" if was and to and to.best < was.best else "raised"
        yield Order(to, when, change, False, tuple(_account(s, teller) for s in own), evidence)
        known = to


def _ended(steps: Sequence[ArmsStep], teller: Teller) -> Iterator[Order]:
    own = [s for s in steps if s.step == "cancelled" and s.status in FIRM]
    if own:
        when, evidence = _when(own)
        yield Order(Number(0, 0, 0), when, "cancelled", False, tuple(_account(s, teller) for s in own), evidence)


Teller = Callable[[ArmsStep], str | None]


def _when(steps: Iterable[ArmsStep]) -> tuple[Interval | None, tuple[Evidence, ...]]:
    """The tightest time told, the earliest of these, with the words."""
    told = [(day, s) for s in steps if (day := day_told(s))]
    if not told:
        return None, ()
    best, _ = min(told, key=lambda pair: (pair[0].days, pair[0].start, pair[1].key))
    same = tuple(s.evidence for day, s in told if (day.start, day.end) == (best.start, best.end))
    return best, same


def _account(step: ArmsStep, teller: Teller) -> Account:
    return Account(number(step.count), step.status, teller(step), step.evidence)


# -- deliveries --------------------------------------------------------------------------------------------------------


def batches(
    steps: Sequence[ArmsStep], teller: Teller, published: Callable[[str], Interval | None]
) -> tuple[tuple[Batch, ...], tuple[Account, ...], tuple[Batch, ...]]:
    """What came, batch by batch; running totals as told; and batches that were only to come when last told of."""
    told = [s for s in steps if s.step == "delivered" and s.status in (*FIRM, "alleged") and "total" not in s.marks]
    totals = [
        s for s in steps if s.step in ("delivered", "held") and "total" in s.marks and s.status in FIRM and s.count
    ]
    dated = sorted((s for s in told if day_told(s)), key=_order)
    drafts: list[list[ArmsStep]] = []
    for step in dated:
        home = next((d for d in drafts if _is_one(step, d)), None)
        (home.append(step) if home is not None else drafts.append([step]))
    for step in (s for s in told if not day_told(s)):
        home = _home(step, drafts)
        if home is not None:
            home.append(step)
        elif step.count and not _is_sum(step, drafts, published):
            drafts.append([step])
        elif step.count:
            totals.append(step)
    found = tuple(_batch(own, teller) for own in drafts if any(s.count for s in own) or day_told(own[0]))
    found = _with_denials(found, [s for s in steps if s.status == "denied"], teller, published)
    plans = [s for s in steps if s.step == "delivered" and s.status == "planned" and s.count]
    return found, tuple(_account(s, teller) for s in totals), tuple(_batch([s], teller) for s in plans)


def _order(step: ArmsStep) -> tuple[int, date, str]:
    day = day_told(step)
    assert day is not None
    return (day.days, day.start, step.key)


def _is_one(step: ArmsStep, draft: Sequence[ArmsStep]) -> bool:
    """Whether a step tells a batch again: the same time, or a wider one with the same number."""
    day, known = day_told(step), day_told(draft[0])
    if day is None or known is None:
        return False
    mine, theirs = number(step.count), [n for s in draft if (n := number(s.count))]
    same = not mine or not theirs or any(mine.low <= n.high and n.low <= mine.high for n in theirs)
    if day.overlaps(known):
        return same or (day.days == 1 and known.days == 1)
    near = abs((day.start - known.start).days) <= NEAR
    return near and same and bool(mine and theirs) and "again" not in step.marks


NEAR = 45  # days by which two reports may tell one batch apart: "before Christmas", "in November"


def _home(step: ArmsStep, drafts: Sequence[list[ArmsStep]]) -> list[ArmsStep] | None:
    """The batch that a step without a time tells again: that of its number, or the last of its report without one."""
    mine = number(step.count)
    beside = [d for d in drafts if any(s.evidence.report == step.evidence.report for s in d)]
    if mine is None:
        return beside[-1] if beside else None
    for draft in (*beside, *drafts):
        if any((n := number(s.count)) and n.best == mine.best for s in draft):
            return draft
    return next((d for d in reversed(beside) if not any(s.count for s in d)), None)


def _is_sum(step: ArmsStep, drafts: Sequence[Sequence[ArmsStep]], published: Callable[[str], Interval | None]) -> bool:
    """Whether a number without a time is the sum of the first batches: a running total, whatever the words."""
    mine, total, day = number(step.count), 0.0, published(step.evidence.report)
    known = sorted((d for d in drafts if day_told(d[0])), key=lambda d: _order(d[0])[1])
    for n, draft in enumerate(known, 1):
        if day and _order(draft[0])[1] > day.end:
            break
        total += next((m.best for s in draft if (m := number(s.count))), 0.0)
        if n > 1 and mine and mine.best == total:
            return True
    return False


def _batch(own: Sequence[ArmsStep], teller: Teller) -> Batch:
    accounts = _contested(tuple(_account(s, teller) for s in own))
    when, evidence = _when(own)
    return Batch(when, accounts, evidence)


def _contested(accounts: tuple[Account, ...]) -> tuple[Account, ...]:
    """The accounts of one batch where two who are quoted differ: all agree on the least; who tells more alleges it."""
    told = [a for a in accounts if a.status in FIRM and a.number]
    tellers = {a.teller for a in told if a.teller}
    least = min((a.number.high for a in told if a.number), default=0.0)
    if len(tellers) < 2:
        return accounts
    return tuple(
        replace(a, status="alleged") if a in told and a.teller and a.number and a.number.low > least else a
        for a in accounts
    )


def _with_denials(
    found: tuple[Batch, ...], denials: Sequence[ArmsStep], teller: Teller, published: Callable[[str], Interval | None]
) -> tuple[Batch, ...]:
    """The batches with what says that they did not come: those that reports told of by then."""
    kept = list(found)
    for step in denials:
        if step.step not in ("delivered", "ordered") or (step.count and "total" in step.marks):
            continue  # who denies a sum does not say which batch did not come
        day, when = published(step.evidence.report), day_told(step)
        hit: dict[int, list[Account]] = {}
        for k, batch in enumerate(kept):
            known = [a for a in batch.accounts if a.status != "denied" and _is_before(a, day, published)]
            apart = when and batch.when and not when.overlaps(batch.when)
            if not apart and any(_same(a.number, number(step.count)) for a in known):
                hit[k] = known
        for k in _meant(step, hit):
            kept[k] = _denied(kept[k], hit[k], step, teller)
    return tuple(kept)


def _meant(step: ArmsStep, hit: Mapping[int, Sequence[Account]]) -> list[int]:
    """The batches that a denial is of: those that its own report tells of, or that are not firm, else all that fit."""
    if step.count:
        return list(hit)
    own = [k for k, known in hit.items() if any(a.evidence.report == step.evidence.report for a in known)]
    loose = [k for k, known in hit.items() if all(a.status not in FIRM for a in known)]
    return own or loose or list(hit)


def _is_before(account: Account, day: Interval | None, published: Callable[[str], Interval | None]) -> bool:
    """Whether an account was told when somebody denied it: what is admitted later is not denied."""
    told = published(account.evidence.report)
    return told is not None and day is not None and told.start <= day.end


def _denied(batch: Batch, known: Sequence[Account], step: ArmsStep, teller: Teller) -> Batch:
    """A batch with a denial; who told it before is contradicted now, and alleges it."""
    told = number(step.count) or next((a.number for a in known if a.number), None)
    mine = Account(told, "denied", teller(step), step.evidence)
    hit = [
        replace(a, status="alleged") if a in known and a.status in FIRM and _same(a.number, told) else a
        for a in batch.accounts
    ]
    return replace(batch, accounts=(*hit, mine))


def _same(one: Number | None, other: Number | None) -> bool:
    return one is None or other is None or (one.low <= other.high and other.low <= one.high)
