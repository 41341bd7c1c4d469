"""Ceasefires: who agreed to hold fire where and when, who is said to have broken it by whom, and how it stands.

A file is one truce between the same sides, with its renewals; a truce of another time between them is a file of its
own. Steps, area, terms and who watches are read from sentences that name the truce; breaches from acts of force in
reports that speak of one. Words of a side are told as that side's. How it stands follows: `truces.standing`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.model.record import Evidence, Record
from communique.model.time import Basis, Interval
from communique.record.slugs import slug, unique
from communique.registers.desk import Desk
from communique.registers.truces.accounts import Account
from communique.registers.truces.breaches import Reader
from communique.registers.truces.counts import counted
from communique.registers.truces.grouping import APART, OWN, answered, apart, naming, of_sides, pairs, watchers
from communique.registers.truces.incidents import violations
from communique.registers.truces.model import Ceasefire, Count, Standing, Step, Violation
from communique.registers.truces.passages import Passage, all_passages
from communique.registers.truces.sides import Cast, Sides
from communique.registers.truces.standing import standing_on, standings
from communique.registers.truces.steps import BEGINS, Telling, day_of, steps_told
from communique.registers.truces.tellers import PARTY, Tellers, monitors, monitors_told
from communique.registers.truces.terms import area, terms

__all__ = ["Ceasefire", "Standing", "Step", "Violation", "ceasefires", "standing_on"]

LATE = timedelta(days=2)  # by which a step may miss the day for which it was planned
ALONE = ("announced", "in_force", "ended")  # steps that one side may take by itself


def ceasefires(record: Record, told: Iterable[Step] = ()) -> tuple[Ceasefire, ...]:
    """All truces that reports tell of, by their first day; ``told`` are steps read elsewhere, kept where they fit."""
    passages = all_passages(record.reports)
    desk = Desk(_about(record, passages.keys()))
    cast = Cast(desk)
    watching = list(monitors_told(desk, passages))
    guards = watchers(desk, watching)
    tellings = {
        report: tuple(replace(t, sides=tuple(k for k in t.sides if k[1] not in guards)) for t in steps_told(cast, of))
        for report, of in passages.items()
    }
    more = tuple(told)
    found = []
    sets = (answered(cast, keys, tellings, passages, guards) for keys in pairs(tellings))
    for keys in dict.fromkeys(sets):
        sides = Sides(cast, keys)
        reports = naming(sides, passages, watching)
        for own in apart(of_sides(sides, tellings, reports)):
            file = _File(desk, sides, own, {r: passages[r] for r in reports}, watching, more).ceasefire()
            if file is not None:
                found.append(file)
    ids = unique((f.id for f in found), "-")
    made = (replace(f, id=i) for f, i in zip(found, ids, strict=True))
    return tuple(sorted(made, key=lambda f: (str(f.start.start) if f.start else "", f.id)))


def _about(record: Record, reports: Collection[str]) -> Record:
    """What of a record some reports tell: a large one tells of truces in few."""
    return replace(
        record,
        events=tuple(e for e in record.events if any(q.report in reports for q in e.evidence)),
        statements=tuple(s for s in record.statements if s.evidence.report in reports),
    )


# -- one file ----------------------------------------------------------------------------------------------------------


@dataclass
class _File:
    """Puts one file together."""

    desk: Desk
    sides: Sides
    tellings: list[Telling]
    passages: Mapping[str, Sequence[Passage]]
    watching: Sequence[tuple[str, str | None, Evidence]]
    more: Sequence[Step]

    def ceasefire(self) -> Ceasefire | None:
        """The file; None where nothing tells that there was such a truce."""
        if not any(t.step in (*BEGINS, "renewed") and (t.interval or not t.earlier) for t in self.tellings):
            return None
        if not any(t.interval is not None and set(t.sides) & set(self.sides.keys) for t in self.tellings):
            return None
        self.reports = self._reports()
        own = {report: self.passages[report] for report in self.reports}
        self.watch = monitors((w for w in self.watching if w[2].report in own), self.sides)
        self.tellers = Tellers(self.sides, self.watch, {})
        steps, broken = self._steps()
        told = self._accounts(own, steps)
        offences = violations(self.tellers, told)
        stands = standings([*steps, *_at_once(steps)], offences, broken)
        steps = _ordered([*steps, *_broken(stands)])
        states = {name for party in self.sides.parties if party.country for name in party.names}
        begun = [t for t in self.tellings if t.step in OWN and t.status == "happened" and t.interval is not None]
        start = next((s.interval for s in steps if s.step == "in_force"), steps[0].interval if steps else None)
        return Ceasefire(
            id=self._id(start),
            name=self._name(),
            parties=self.sides.parties,
            start=start,
            area=area(self.desk, [p for of in own.values() for p in of], states),
            terms=terms(self.desk, begun, own),
            monitors=self.watch,
            steps=tuple(steps),
            violations=offences,
            counted=_counts(self.tellers, own),
            standings=stands,
            reports=tuple(self.reports),
        )

    def _reports(self) -> list[str]:
        """The reports that tell of the truce: with a step of it, or of its sides within its time."""
        days = [t.interval.start for t in self.tellings if t.interval is not None]
        with_step = {t.passage.report.id for t in self.tellings}
        found = []
        for report in self.passages:
            published = self.desk.reports[report].published_on
            late = published is not None and days and published - max(days) > APART and report not in with_step
            early = published is not None and days and published < min(days) and report not in with_step
            if not late and not early:
                found.append(report)
        return sorted(found, key=lambda r: (str(self.desk.reports[r].published_on or ""), self.desk.reports[r].name))

    def _id(self, start: Interval | None) -> str:
        day = str(start.start) if start else "undated"
        return "-".join((day, *(slug(party.name, "-") for party in self.sides.parties)))

    def _name(self) -> str:
        names = [party.name for party in self.sides.parties]
        return f"ceasefire between {' and '.join(names)}" if len(names) > 1 else f"ceasefire of {names[0]}"

    # -- steps ---------------------------------------------------------------------------------------------------------

    def _steps(self) -> tuple[list[Step], list[Step]]:
        """The steps, each once, and the tellings in nobody's own cause that the truce broke down."""
        found = [s for t in self.tellings if not t.earlier or t.interval is not None for s in self._step(t)]
        broken = [self._before_renewal(s) for s in found if s.step == "broken"]
        kept: list[Step] = []
        for step in sorted(
            (*self._elsewhere(), *found), key=lambda s: (s.is_published, s.interval.days, str(s.interval.start))
        ):
            if step.step in ("broken", "holding"):
                continue
            at = next((i for i, other in enumerate(kept) if _is_same(step, other)), None)
            if at is None:
                if not (step.is_published and self._is_looking_back(step, kept)):
                    kept.append(step)
            else:
                kept[at] = _joined(kept[at], step)
        return _ordered(self._come_true(_carried_out(kept))), broken

    def _before_renewal(self, step: Step) -> Step:
        """A breakdown told without a day; one told with a renewal was before it: "three months after it collapsed"."""
        report = step.evidence[0].report
        renewed = [
            t.interval.start
            for t in self.tellings
            if t.step == "renewed" and t.status == "happened" and t.interval and t.passage.report.id == report
        ]
        if not step.is_published or not renewed:
            return step
        day = min(renewed) - timedelta(days=1)
        return replace(step, interval=Interval(day, day, "day", Basis.INFERRED))

    def _elsewhere(self) -> Iterator[Step]:
        """Steps read elsewhere that rest on sentences of this truce."""
        spans = {(t.passage.report.id, t.passage.span) for t in self.tellings}
        for step in self.more:
            if any(e.report == r and e.span.overlaps(s) for e in step.evidence for r, s in spans):
                yield step

    def _step(self, telling: Telling) -> Iterator[Step]:
        if telling.status not in ("happened", "planned") or (telling.status == "planned" and telling.interval is None):
            return
        interval = day_of(telling.passage, telling.interval)
        report = telling.passage.report
        teller = self.tellers.at(report, telling.verb)
        if interval is None or (telling.step == "broken" and teller.sort == PARTY):
            return
        own = [self.sides.keys.index(k) for k in telling.sides if k in self.sides.keys]
        by = (
            self.sides.parties[own[0]].name
            if len(own) == 1 and len(self.sides.keys) > 1 and telling.step in ALONE
            else None
        )
        evidence = self.desk.quote(report.id, telling.passage.span)
        yield Step(telling.step, telling.status, interval, by, (evidence,), telling.interval is None)

    def _is_looking_back(self, step: Step, known: Sequence[Step]) -> bool:
        """Whether a step told without a day is one of long before: only the news of it tells a beginning of its own."""
        if step.step == "renewed" or (step.step in BEGINS and any(k.step in ("announced", "signed") for k in known)):
            return True
        starts = [k.interval.start for k in known if k.step == "in_force"]
        return step.step in BEGINS and (step.step == "in_force" or (bool(starts) and min(starts) < step.interval.start))

    def _come_true(self, steps: Sequence[Step]) -> list[Step]:
        """Steps with those done that were planned for a day after which reports speak of the truce as under way."""
        days = [self.desk.reports[r].published_on for r in self.reports]
        return [
            replace(s, status="happened")
            if s.status == "planned"
            and s.step == "in_force"
            and any(d is not None and d >= s.interval.end for d in days)
            else s
            for s in steps
            if s.status != "planned" or s.step == "in_force" or s.step == "signed"
        ]

    def _accounts(self, own: Mapping[str, Sequence[Passage]], steps: Sequence[Step]) -> list[Account]:
        """All that is told of breaches since it took effect."""
        starts = [s.interval.start for s in steps if s.step in (*BEGINS, "renewed")]
        first = min((s.interval.start for s in steps if s.step == "in_force"), default=min(starts, default=date.min))
        readers = [Reader(self.tellers, self.desk.reports[r], of) for r, of in own.items()]
        told = [a for reader in readers for a in reader.accounts() if a.interval.start >= first]
        return [*told, *(a for reader in readers for a in reader.retold(told))]


def _carried_out(steps: Sequence[Step]) -> list[Step]:
    """Steps without plans that were carried out on another day soon after: these are one step."""
    kept: list[Step] = []
    done = [s for s in steps if s.status == "happened"]
    for step in steps:
        near = (s for s in done if s.step == step.step and abs(s.interval.start - step.interval.start) <= LATE)
        if step.status == "planned" and any(True for _ in near):
            continue
        kept.append(step)
    return kept


def _is_same(step: Step, other: Step) -> bool:
    """Whether two tellings are of one step: its day, or no day of its own after that one."""
    if step.step != other.step:
        return False
    if step.is_published:
        return other.interval.start <= step.interval.start
    return step.interval.overlaps(other.interval)


def _joined(step: Step, other: Step) -> Step:
    status = "happened" if "happened" in (step.status, other.status) else step.status
    by = (step.by or other.by) if None in (step.by, other.by) or step.by == other.by else None
    first, second = (other, step) if (step.status, other.status) == ("planned", "happened") else (step, other)
    return replace(step, status=status, by=by, evidence=tuple(dict.fromkeys((*first.evidence, *second.evidence))))


def _at_once(steps: Sequence[Step]) -> list[Step]:
    """The entry into force of a truce of which no report tells it: on the last day that its first step may mean."""
    first = next((s for s in steps if s.step in ("announced", "signed") and s.status == "happened"), None)
    if first is None or any(s.step == "in_force" for s in steps):
        return []
    day = first.interval.end
    return [replace(first, step="in_force", interval=Interval(day, day, "day", Basis.INFERRED))]


def _broken(stands: Sequence[Standing]) -> list[Step]:
    found = (s for s in stands if s.standing == "broken")
    return [
        Step("broken", "happened", Interval(s.since, s.since, "day", Basis.RESOLVED), None, s.because) for s in found
    ]


def _ordered(steps: Iterable[Step]) -> list[Step]:
    order = ("announced", "signed", "in_force", "broken", "ended", "renewed")
    return sorted(steps, key=lambda s: (s.interval.start, order.index(s.step), s.interval.end))


def _counts(tellers: Tellers, own: Mapping[str, Sequence[Passage]]) -> tuple[Count, ...]:
    """The counts told, each once; an outlet that tells one of the monitor's again adds what it rests on."""
    found: dict[tuple[float, str], Count] = {}
    for of in own.values():
        for count in counted(tellers, of):
            key = (count.number, count.told_by)
            known = found.get(key) if count.number else None
            if known is None:
                found[key if count.number else (0.0, f"{count.told_by} {count.interval.start}")] = count
            else:
                best = known if len(known.by_party) >= len(count.by_party) else replace(known, by_party=count.by_party)
                found[key] = replace(best, evidence=(*known.evidence, *count.evidence))
    return tuple(sorted(found.values(), key=lambda c: (c.interval.start, c.told_by, c.number)))
