"""Who supplies whom with which weapons: ordered, changed, delivered, paid, taught, and what they are said to have done.

One line is one weapon between a supplier and one who receives it. Every value is told by the words of a report. Batches
are kept apart from running totals; what one side tells and another denies is alleged, and the denial is kept beside it.
Claims of effect are somebody's words and stay that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.lexicon import general_weapons, mass_weapons, vague_weapons
from communique.model.record import ArmsStep, Evidence, Part, Record
from communique.model.time import Interval
from communique.registers.batches import FIRM, Account, Batch, Number, Order, batches, day_told, number, orders
from communique.registers.desk import Desk
from communique.registers.systems import ORDERS, RECEIVES, Party, Sides, System, noun_of, systems
from communique.registers.training import Training, trainings

SURE, WEAK = 3.0, 1.0  # what a word for the supplier weighs beside an order, beside a delivery
ROLES = {"supplier": 1.0, "party": 0.8, "maker": 0.2, "origin": 0.1}


@dataclass(frozen=True, slots=True)
class Price:
    """The words of a sum, or that it is free, as one report tells it."""

    words: str
    teller: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Effect:
    """What somebody says the weapons did; ``teller`` None where the report says it in its own words."""

    teller: str | None
    number: Number | None
    status: str
    when: Interval | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Arms:
    """One weapon between a supplier and a recipient; every part with its evidence.

    ``order`` is what stands now, ``before`` what it replaced. ``totals`` are running totals as told, ``due`` batches
    that were to come; ``held`` tells that the recipient has or uses it, ``licence`` that it is made under licence or
    together. ``events`` are the ids of the events that the same words tell.
    """

    supplier: Party | None
    recipient: Party
    designation: str
    names: tuple[str, ...]
    kind: str
    orders: tuple[Order, ...]
    batches: tuple[Batch, ...]
    totals: tuple[Account, ...]
    due: tuple[Batch, ...]
    held: tuple[Evidence, ...]
    licence: tuple[Evidence, ...]
    prices: tuple[Price, ...]
    trainings: tuple[Training, ...]
    effects: tuple[Effect, ...]
    standing: str
    told_by: dict[str, tuple[Evidence, ...]]
    evidence: tuple[Evidence, ...]
    events: tuple[str, ...]

    @property
    def order(self) -> Order | None:
        """What is ordered now."""
        return self.orders[-1] if self.orders else None

    @property
    def before(self) -> tuple[Order, ...]:
        """What was ordered and replaced."""
        return self.orders[:-1]

    @property
    def delivered(self) -> Number | None:
        """How many came in all: the sum of the firm batches, or a greater total that somebody tells."""
        came = [n for b in self.batches if b.status in FIRM and (n := b.number)]
        total = Number(sum(n.low for n in came), sum(n.best for n in came), sum(n.high for n in came)) if came else None
        told = max((a.number for a in self.totals if a.number), key=lambda n: n.best, default=None)
        return told if told and (total is None or told.best > total.best) else total


def arms(record: Record) -> tuple[Arms, ...]:
    """All weapons that reports tell of as ordered or delivered, by recipient, then supplier, then designation."""
    return arms_on(Desk(record))


def arms_on(desk: Desk) -> tuple[Arms, ...]:
    """The same from a desk at hand."""
    sides = Sides(desk)
    found = [line for system in systems(desk.record.arms, sides) for line in _lines(system, sides)]
    return tuple(
        sorted(found, key=lambda a: (a.recipient.name, a.supplier.name if a.supplier else "", a.designation, a.kind))
    )


def _lines(system: System, sides: Sides) -> Iterator[Arms]:
    """One line for each who receives a weapon."""
    by_receiver: dict[str, list[ArmsStep]] = defaultdict(list)
    main = _main_receiver(system, sides)
    if main is None:
        return
    parties = {main.key: main}
    for steps in _by_report(system.steps).values():
        own = Counter(p.key for s in steps if s.step in RECEIVES and (p := sides.receiver(s)))
        home = main.key if main.key in own or not own else own.most_common(1)[0][0]
        for step in steps:
            party = sides.receiver(step)
            if party and step.step != "training":
                parties.setdefault(party.key, party)
            by_receiver[party.key if party else home].append(step)
    for key, steps in by_receiver.items():
        steps = sorted(steps, key=lambda s: (_day(sides, s), s.key))
        line = _line(system, parties[key], steps, sides, key == main.key)
        if line is not None:
            yield line


def _day(sides: Sides, step: ArmsStep) -> str:
    published = sides.desk.published(step.evidence.report)
    return f"{published.start if published else ''} {step.evidence.report} {step.order:09}"


def _by_report(steps: Iterable[ArmsStep]) -> dict[str, list[ArmsStep]]:
    found: dict[str, list[ArmsStep]] = defaultdict(list)
    for step in steps:
        found[step.evidence.report].append(step)
    return found


def _main_receiver(system: System, sides: Sides) -> Party | None:
    """Who is told most often to receive a weapon; who only has it, or denies that it came, where nobody is."""
    for steps, denied in ((RECEIVES, False), (("held",), False), (RECEIVES, True)):
        told: Counter[str] = Counter()
        found: dict[str, Party] = {}
        for step in system.steps:
            party = sides.receiver(step) if step.step in steps and (denied or step.status != "denied") else None
            if party:
                told[party.key] += 1
                found.setdefault(party.key, party)
        if told:
            return found[max(told, key=lambda k: (told[k], found[k].country is not None, k))]
    return _other_side(system, sides)


def _other_side(system: System, sides: Sides) -> Party | None:
    """Of the states that sign for a weapon, the one that nobody says supplies or makes it."""
    from_whom = {c for s in system.steps for c in sides.states(s, "supplier", "maker", "origin")}
    signed = [s for s in system.steps if s.step in ORDERS and s.status != "denied"]
    parties = {p.key: p for s in signed for e in s.parties("party") if (p := sides.of(e)) and p.key == p.country}
    left = [p for key, p in sorted(parties.items()) if key not in from_whom]
    return left[0] if len(left) == 1 and len(parties) > 1 else None


def _line(system: System, recipient: Party, steps: Sequence[ArmsStep], sides: Sides, is_main: bool) -> Arms | None:
    told = [s for s in steps if s.step in ("ordered", "promised", "delivered", "held", "changed", "cancelled")]
    if not told:
        return None
    supplier = _supplier(steps, recipient, sides) or _supplier(system.steps, recipient, sides)
    if supplier is None and not (system.name and any(s.step in ("ordered", "delivered") and s.count for s in steps)):
        return None
    if supplier and supplier.country and supplier.country == recipient.country:
        return None

    def teller(step: ArmsStep) -> str | None:
        own = step.parties("receiver") if step.status == "denied" else ()
        return next((sides.desk.entities[e].name for e in (*step.parties("teller"), *own)), None)

    ordered = orders(steps, teller)
    came, totals, due = batches(steps, teller, sides.desk.published)
    if not (ordered or came or totals or due or any(s.step == "held" for s in steps)):
        return None
    evidence = {(s.evidence.report, s.evidence.span): s.evidence for s in steps}
    return Arms(
        supplier=supplier,
        recipient=recipient,
        designation=system.name,
        names=tuple(sorted({s.designation for s in system.steps if s.designation})),
        kind=_kind(system),
        orders=ordered,
        batches=tuple(sorted(came, key=lambda b: (b.when is None, str(b.when.start) if b.when else ""))),
        totals=totals,
        due=due,
        held=tuple(s.evidence for s in steps if s.step == "held" and s.status in FIRM),
        licence=tuple(s.evidence for s in steps if s.step == "licence" and s.status != "denied"),
        prices=_prices(steps, teller),
        trainings=trainings([s for s in steps if s.step == "training"], sides, supplier),
        effects=tuple(_effects(steps, teller)),
        standing=standing(ordered, came, totals, steps),
        told_by=_told_by(steps, system, recipient, supplier),
        evidence=tuple(evidence.values()),
        events=tuple(sorted({s.event for s in steps if s.event})),
    )


# -- supplier and kind -------------------------------------------------------------------------------------------------


def _supplier(steps: Iterable[ArmsStep], recipient: Party, sides: Sides) -> Party | None:
    """Who supplies: a firm that the order names before its state, that before who makes or delivers them."""
    weights: dict[str, float] = defaultdict(float)
    found: dict[str, Party] = {}
    steps = list(steps)
    licensed = _licensed(steps)
    for step in steps:
        for part in step.parts:
            party = sides.of(part.entity) if part.role in ROLES and part.entity not in licensed else None
            if party is None or party.key == recipient.key or party.country == recipient.key:
                continue
            if part.role == "party" and not _is_firm(part, sides):
                continue
            shown = _firm(part, party, sides)
            found.setdefault(shown.key, shown)
            weights[shown.key] += ROLES[part.role] * (SURE if step.step in ORDERS else WEAK)
    if not weights:
        return None
    firms = [k for k in weights if _is_named_firm(found[k], sides) and weights[k] >= 2]
    return found[max(firms or weights, key=lambda k: (weights[k], k))]


def _licensed(steps: Sequence[ArmsStep]) -> set[str]:
    """Who builds a weapon under another's licence: the licence is from whom it is ordered."""
    under = [s.evidence for s in steps if s.step == "licence"]
    made = (s for s in steps if s.step == "made" and any(_overlap(s.evidence, e) for e in under))
    return {id_ for step in made for id_ in step.parties("maker")}


def _overlap(one: Evidence, two: Evidence) -> bool:
    return one.report == two.report and one.span.overlaps(two.span)


def _is_firm(part: Part, sides: Sides) -> bool:
    """Whether a party to a paper may be the side that supplies: neither a ministry nor a person."""
    entity = sides.desk.entities[part.entity]
    ministry = entity.sector is not None and entity.sector.value in ("GOV", "MIL", "LEG")
    return entity.kind == "country" or (entity.is_named and not ministry and entity.kind in ("organisation", "place"))


def _firm(part: Part, party: Party, sides: Sides) -> Party:
    """A firm by its own name, whatever its state."""
    entity = sides.desk.entities[part.entity]
    state = entity.sector is not None and entity.sector.value in ("GOV", "MIL", "LEG", "SPY")
    if entity.kind in ("organisation", "place") and entity.is_named and not state:
        return Party(entity.id, entity.name, entity.id, party.country)
    return party


def _is_named_firm(party: Party, sides: Sides) -> bool:
    return party.key == party.entity and sides.desk.entities[party.entity].kind != "country"


def _kind(system: System) -> str:
    """What the weapon is: the words that most reports use, those that say more first, "ship" and the like last."""
    told = Counter(sort for sort, _ in sorted({(s.sort, s.evidence.report) for s in system.steps if s.sort}))
    rank = {k: _says(k) for k in told}
    best = max(rank.values(), default=0)
    nouns = Counter(noun_of(s) for s in system.steps if s.sort)
    return max(
        (k for k in told if rank[k] == best),
        key=lambda k: (nouns[k.split(" ")[-1].split("-")[-1].lower()] > 0, told[k], len(k), k),
        default="",
    )


def _says(kind: str) -> int:
    """How much words say of a weapon: nothing ("equipment"), little ("ship"), what it is ("frigate"), its sort."""
    noun = kind.split(" ")[-1].split("-")[-1].lower()
    if noun in general_weapons() - vague_weapons():
        return 0
    if noun in mass_weapons():
        return 1  # "towed artillery"
    return 3 if " " in kind or "-" in kind else 1 if noun in vague_weapons() else 2


def _told_by(
    steps: Sequence[ArmsStep], system: System, recipient: Party, supplier: Party | None
) -> dict[str, tuple[Evidence, ...]]:
    """The words that tell who supplies, who receives, and what it is called."""
    who = {"supplier": supplier, "recipient": recipient}
    roles = {"supplier": tuple(ROLES), "recipient": ("receiver", "party")}
    found: dict[str, tuple[Evidence, ...]] = {}
    for side, party in who.items():
        own = [s for s in (*steps, *system.steps) if party and party.entity in s.parties(*roles[side])]
        found[side] = tuple(dict.fromkeys(s.evidence for s in own))[:3]
    found["designation"] = tuple(s.evidence for s in steps if s.designation == system.name and s.designation)[:1]
    found["kind"] = tuple(s.evidence for s in system.steps if s.sort and s.sort == _kind(system))[:1]
    return found


# -- the rest ----------------------------------------------------------------------------------------------------------


def _prices(steps: Sequence[ArmsStep], teller: Callable[[ArmsStep], str | None]) -> tuple[Price, ...]:
    """Each sum once, in the order told; the last stands."""
    found: dict[str, Price] = {}
    for step in steps:
        if step.step == "price" and step.price:
            key = f"{step.count.number:.0f}" if step.count else step.price.lower()
            words = " ".join(step.price.split())
            known = found.pop(key, None)
            found[key] = (
                known if known and len(known.words) >= len(words) else Price(words, teller(step), step.evidence)
            )
    return tuple(found.values())


def _effects(steps: Iterable[ArmsStep], teller: Callable[[ArmsStep], str | None]) -> Iterator[Effect]:
    told: set[str] = set()
    for step in steps:
        words = " ".join(step.evidence.quote.casefold().split())
        if step.step == "effect" and words not in told:  # a copied passage is one claim
            told.add(words)
            yield Effect(teller(step), number(step.count), step.status, day_told(step), step.evidence)


def standing(
    ordered: Sequence[Order], came: Sequence[Batch], totals: Sequence[Account], steps: Sequence[ArmsStep]
) -> str:
    """How it stands: planned, ordered, partly_delivered, delivered, cancelled or disputed."""
    firm = sum(n.best for b in came if b.status in FIRM and (n := b.number))
    firm = max([firm, *(a.number.best for a in totals if a.number and a.status in FIRM)])
    wanted = next((o.number.best for o in reversed(ordered) if o.number), None)
    if ordered and ordered[-1].change == "cancelled":
        return "cancelled"
    if any(b.status in ("alleged", "denied") for b in came) and not firm:
        return "disputed"
    if firm or any(b.status in FIRM for b in came):
        if wanted and firm < wanted:
            return "disputed" if firm + _contested(came) >= wanted else "partly_delivered"
        return "delivered"
    if not ordered:
        return "delivered" if any(s.step == "held" for s in steps) else "planned"
    return "planned" if all(o.promised for o in ordered) or not _is_firm_order(steps) else "ordered"


def _contested(came: Sequence[Batch]) -> float:
    """How many more came if those are right who tell more of a batch than others, and whom nobody contradicts."""
    more = 0.0
    for batch in came:
        firm = batch.number
        told = [a.number.best for a in batch.accounts if a.status == "alleged" and a.number]
        if batch.status in FIRM and firm and told and not batch.denied:
            more += max(0.0, max(told) - firm.best)
    return more


def _is_firm_order(steps: Iterable[ArmsStep]) -> bool:
    return any(s.step == "ordered" and s.status in FIRM for s in steps)
