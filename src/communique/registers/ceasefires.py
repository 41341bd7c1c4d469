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
from communique.registers.truces.charges import retold
from communique.registers.truces.counts import counted
from communique.registers.truces.grouping import (
    APART,
    OWN,
    answered,
    apart,
    homes,
    named_of,
    naming,
    of_sides,
    pairs,
    settled,
    watchers,
    with_one_government,
)
from communique.registers.truces.incidents import violations
from communique.registers.truces.joining import (
    at_once,
    broken_by,
    carried_out,
    is_same,
    joined,
    ordered,
    own_steps,
)
from communique.registers.truces.meant import Meant
from communique.registers.truces.model import Ceasefire, Count, Standing, Step, Violation
from communique.registers.truces.passages import Passage, all_passages
from communique.registers.truces.sides import Cast, Key, Sides, named_in
from communique.registers.truces.standing import standing_on, standings
from communique.registers.truces.steps import BEGINS, Telling, day_of, steps_told
from communique.registers.truces.takers import helpers
from communique.registers.truces.tellers import MONITOR, PARTY, Teller, Tellers, monitors, monitors_told
from communique.registers.truces.terms import area, terms
from communique.registers.truces.words import pattern, steps

__all__ = ["Ceasefire", "Standing", "Step", "Violation", "ceasefires", "standing_on"]

ALONE = ("announced", "in_force", "ended")  # steps that one side may take by itself


def ceasefires(record: Record, told: Iterable[Step] = ()) -> tuple[Ceasefire, ...]:
    """All truces that reports tell of, by their first day; ``told`` are steps read elsewhere, kept where they fit."""
    return ceasefires_on(Desk(record), told)


def ceasefires_on(whole: Desk, told: Iterable[Step] = ()) -> tuple[Ceasefire, ...]:
    """The same from a desk at hand."""
    passages = all_passages(whole.record.reports)
    desk = whole.narrowed(_about(whole.record, passages.keys()))
    cast = Cast(desk)
    watching = list(monitors_told(desk, passages))
    guards = watchers(desk, watching)
    help_of = {report: helpers(cast, of) for report, of in passages.items()}
    cast.aside.update(*help_of.values(), (("group", guard) for guard in guards))
    named, about = named_of(cast, passages)
    meant = Meant(cast, named, about)
    told_of = {
        report: tuple(_without(t, guards, help_of[report]) for t in steps_told(meant, of))
        for report, of in passages.items()
    }
    tellings = with_one_government(cast, told_of, named, about)
    more = tuple(told)
    found = []
    keysets = (answered(keys, tellings, named, about, guards) for keys in pairs(tellings, named))
    sets = [Sides(cast, keys) for keys in dict.fromkeys(keysets)]
    home = homes(sets, tellings, about)
    for sides in sets:
        reports = naming(sides, passages, watching)
        files = list(apart(of_sides(sides, home, reports)))
        for at, own in enumerate(files):
            later = files[at + 1] if at + 1 < len(files) else []
            until = min((t.interval.start for t in later if t.interval is not None), default=None)
            of = {r: passages[r] for r in reports}
            file = _File(desk, sides, settled(own), of, watching, more, until).ceasefire()
            if file is not None:
                found.append(file)
    ids = unique((f.id for f in found), "-")
    made = (replace(f, id=i) for f, i in zip(found, ids, strict=True))
    return tuple(sorted(made, key=lambda f: (str(f.start.start) if f.start else "", f.id)))


def _without(telling: Telling, guards: Collection[str], helping: Collection[Key]) -> Telling:
    """A telling without those who watch or helped, among its sides."""
    return replace(telling, sides=tuple(k for k in telling.sides if k[1] not in guards and k not in helping))


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
    until: date | None = None  # the first day of the next truce of the same sides

    def ceasefire(self) -> Ceasefire | None:
        """The file; None where nothing tells that there was such a truce."""
        if not any(t.step in (*BEGINS, "renewed") and (t.interval or not t.earlier) for t in self.tellings):
            return None
        if not any(t.interval is not None and self._is_named(t) for t in self.tellings):
            return None
        self.reports = self._reports()
        own = {report: self.passages[report] for report in self.reports}
        is_aside = all(t.earlier for t in self.tellings)  # told beside another, whom those who watch are of
        self.watch = monitors((w for w in self.watching if w[2].report in own and not is_aside), self.sides)
        self.tellers = Tellers(self.sides, self.watch, {})
        done, broken, held = self._steps()
        told = self._accounts(own, done)
        offences = violations(self.tellers, told)
        stands = standings([*done, *at_once(done)], offences, broken, held)
        done = ordered([*done, *broken_by(stands, done, broken)])
        states = {name for party in self.sides.parties if party.country for name in party.names}
        begun = [t for t in self.tellings if t.step in OWN and t.status == "happened" and t.interval is not None]
        start = next((s.interval for s in done if s.step == "in_force"), done[0].interval if done else None)
        return Ceasefire(
            id=self._id(start),
            name=self._name(),
            parties=self.sides.parties,
            start=start,
            area=area(self.desk, [p for of in own.values() for p in of], states),
            terms=terms(self.desk, begun, own),
            monitors=self.watch,
            steps=tuple(done),
            violations=offences,
            counted=_counts(self.tellers, own),
            standings=stands,
            reports=tuple(self.reports),
        )

    def _is_named(self, telling: Telling) -> bool:
        """Whether a telling names a side, or its report all of them where it tells of the truce."""
        of = self.passages[telling.passage.report.id]
        keys = set(self.sides.keys)
        return bool(set(telling.sides) & keys) or (
            not telling.earlier and keys <= {k for p in of if p.is_about for _, k in named_in(self.sides.cast, p)}
        )

    def _reports(self) -> list[str]:
        """The reports that tell of the truce: with a step of it, or of its sides within its time."""
        days = [t.interval.start for t in self.tellings if t.interval is not None]
        with_step = {t.passage.report.id for t in self.tellings}
        found = []
        for report in self.passages:
            published = self.desk.reports[report].published_on
            of_next = published is not None and self.until is not None and published >= self.until
            late = (published is not None and days and published - max(days) > APART) or of_next
            late = late and report not in with_step
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

    def _steps(self) -> tuple[list[Step], list[Step], list[Step]]:
        """The steps, each once, and the tellings in nobody's own cause that the truce broke down, or is holding."""
        told = [(t, s) for t in self.tellings if not t.earlier or t.interval is not None for s in self._step(t)]
        found = [s for _, s in told]
        broken = [self._before_renewal(t, s) for t, s in told if s.step == "broken"]
        held = [s for _, s in told if s.step == "holding"]
        kept: list[Step] = []
        for step in sorted(
            (*self._elsewhere(), *found), key=lambda s: (s.is_published, s.interval.days, str(s.interval.start))
        ):
            if step.step in ("broken", "holding"):
                continue
            at = next((i for i, other in enumerate(kept) if is_same(step, other)), None)
            if at is None:
                if not (step.is_published and self._is_looking_back(step, kept)):
                    kept.append(step)
            else:
                kept[at] = joined(kept[at], step)
        return ordered(own_steps(self._come_true(carried_out(kept)))), broken, held

    def _before_renewal(self, telling: Telling, step: Step) -> Step:
        """A breakdown told without a day; one told with a renewal was before it: "three months after it collapsed"."""
        report = step.evidence[0].report
        renewed = [
            t.interval.start
            for t in self.tellings
            if t.step == "renewed" and t.status == "happened" and t.interval and t.passage.report.id == report
        ]
        head = telling.passage.text[: telling.verb.start - telling.passage.span.start]
        if not step.is_published or not renewed or not pattern("truce", "elsewhere").search(head):
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
        if interval is None or (telling.step == "broken" and not self._is_found(telling, teller)):
            return
        if telling.step == "renewed" and telling.interval is None and not telling.sides:
            return  # told in passing: "a truce that was renewed"
        own = [self.sides.keys.index(k) for k in telling.sides if k in self.sides.keys]
        named = {k for _, k in self.sides.in_words(telling.passage.text)}
        if telling.step == "holding" and teller.sort == PARTY and len(named) < len(self.sides.keys):
            return  # that it holds is the word of one side
        by = (
            self.sides.parties[own[0]].name
            if len(own) == 1 and len(self.sides.keys) > 1 and telling.step in ALONE
            else None
        )
        evidence = self.desk.quote(report.id, telling.passage.span)
        is_state = telling.step == "broken" and steps()["broken"]["states"].fullmatch(telling.verb.quote(report.text))
        yield Step(telling.step, telling.status, interval, by, (evidence,), telling.interval is None or bool(is_state))

    def _is_found(self, telling: Telling, teller: Teller) -> bool:
        """Whether it is told in nobody's own cause that the truce broke down: no charge of a side, nor one retold."""
        if teller.sort == PARTY:
            return False
        passage = telling.passage
        head = passage.text[: telling.verb.start - passage.span.start]
        says = list(pattern("breach", "says").finditer(head))
        if not says or self.tellers.monitor_in(head[says[-1].end() :]):
            return True
        before = head[says[-2].end() if len(says) > 1 else 0 : says[-1].start()]
        reader = Reader(self.tellers, passage.report, self.passages[passage.report.id])
        return reader.subject(passage, before).sort == MONITOR

    def _is_looking_back(self, step: Step, known: Sequence[Step]) -> bool:
        """Whether a step told without a day is one of long before: only the news of it tells a beginning of its own."""
        if step.step == "renewed" and any(k.step == "renewed" for k in known):
            return True
        if step.step in BEGINS and any(k.step in ("announced", "signed") for k in known):
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
        """All that is told of breaches since it took effect, but for a time between its end and its renewal."""
        starts = [s.interval.start for s in steps if s.step in (*BEGINS, "renewed")]
        first = min((s.interval.start for s in steps if s.step == "in_force"), default=min(starts, default=date.min))
        ends = [s.interval.end for s in steps if s.step == "ended" and s.status == "happened"]
        gaps = [(end, min((start for start in starts if start > end), default=date.max)) for end in ends]
        readers = [Reader(self.tellers, self.desk.reports[r], of) for r, of in own.items()]
        told = [a for reader in readers for a in reader.accounts() if first <= a.interval.start]
        told = [a for a in told if not any(end < a.interval.start < again for end, again in gaps)]
        return [*told, *(a for reader in readers for a in retold(reader, told))]


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
