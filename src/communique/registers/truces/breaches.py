"""What is told of breaches of a truce: who is said to have done what when, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.model.record import Claim, Event, Part
from communique.model.report import Report
from communique.model.span import Span
from communique.model.time import Basis, Interval
from communique.registers.desk import trigger_of
from communique.registers.truces.accounts import (
    EXACT,
    Account,
    beside,
    blamed_in,
    broke,
    is_breach,
    is_breakdown,
    not_denied,
    said_in,
)
from communique.registers.truces.charges import in_list, laid, parts, pointed
from communique.registers.truces.model import Toll
from communique.registers.truces.passages import Passage
from communique.registers.truces.steps import day_of, status_at
from communique.registers.truces.tellers import MONITOR, PARTY, REPORT, Teller, Tellers
from communique.registers.truces.tolls import toll_in
from communique.registers.truces.words import pattern

FORCE = ("attack", "clash", "death", "ceasefire_violation")


@dataclass(frozen=True)
class Reader:
    """Reads the breaches of one truce in one report."""

    tellers: Tellers
    report: Report
    passages: Sequence[Passage]

    def accounts(self) -> Iterator[Account]:
        """All incidents that the report tells; firm ones where it speaks of a breach."""
        breaches = [p for p in self.passages if is_breach(p) or is_breakdown(p)]
        listed = [p for p in breaches if ":" in p.text and list(parts(p))]
        for passage in listed:
            yield from in_list(self, passage)
        spans = [p.span for p in listed]
        told = [a for a in self._events(breaches) if not any(s.overlaps(a.evidence.span) for s in spans)]
        yield from told
        laid_at = [a for p in self.passages for a in laid(self, p)] if breaches else []
        yield from laid_at
        for passage in breaches:
            for account, is_own in () if passage in listed else self._said(passage):
                if not self._is_told(account, is_own, [*told, *laid_at]):
                    laid_at.append(account)
                    yield account
        if breaches:
            yield from pointed(self, [*told, *laid_at])
        yield from self._denied([*told, *laid_at])

    def _is_told(self, account: Account, is_own: bool, told: Sequence[Account]) -> bool:
        """Whether the incident that a charge is about is told beside it: it needs a day of its own to be another."""
        same = [a for a in told if a.accused == account.accused and a.teller == account.teller]
        return bool(same) and (not is_own or any(a.interval.overlaps(account.interval) for a in same))

    def _denied(self, told: Sequence[Account]) -> Iterator[Account]:
        """What a side says of charges against it: "the army dismissed the claim"."""
        for passage in self.passages:
            match = pattern("breach", "denials").search(passage.text)
            interval = day_of(passage, None)
            if match is None or interval is None or not_denied().search(passage.text[: match.start()]):
                continue
            named = self.tellers.sides.in_words(passage.text[: match.start()])
            known = {a.accused for a in told if not a.denies}
            charged = pattern("breach", "charges").search(passage.text[match.end() :])
            if named and charged and named[-1][1] in known:
                quote = self.tellers.desk.quote(self.report.id, passage.span)
                yield Account(
                    self.report,
                    quote,
                    interval,
                    named[-1][1],
                    Teller(PARTY, named[-1][1]),
                    None,
                    False,
                    None,
                    (),
                    denies=True,
                )

    # -- acts of force -------------------------------------------------------------------------------------------------

    def _events(self, breaches: Sequence[Passage]) -> Iterator[Account]:
        near = {p.paragraph for p in breaches}
        for span, event in self.tellers.desk.told.get(self.report.id, ()):
            passage = next((p for p in self.passages if p.span.overlaps(span)), None)
            if passage is None or event.kind not in FORCE or event.kind == "ceasefire_violation":
                continue
            doubts = pattern("breach", "doubts").search(self.report.text[passage.span.start : span.end])
            if doubts or pattern("breach", "unknown").search(passage.text):
                continue
            accused = self._accused(event, passage, span)
            if accused is None:
                continue
            account = self._account(passage, span, event, accused)
            if account is None:
                continue  # of a report without a day
            is_near = account.teller.sort != REPORT or passage.paragraph in near
            is_charge = account.teller.sort == PARTY  # what a side tells of the other while a truce is told of
            account = replace(account, firm=is_charge or (bool(breaches) and is_near))
            if account.teller == Teller(PARTY, accused):
                if not self._denies(passage, event):
                    continue
                account = replace(account, denies=True)
            elif self._is_negated(passage, event):
                continue
            yield account

    def _account(self, passage: Passage, span: Span, event: Event, accused: int) -> Account | None:
        interval = self.date(passage, event) or day_of(passage, None)
        if interval is None:
            return None
        toll = self.toll(passage, event)
        return Account(
            report=self.report,
            evidence=self.tellers.desk.quote(self.report.id, passage.span),
            interval=interval,
            accused=accused,
            teller=self._teller(passage, span, accused),
            toll=toll,
            grave=toll is None or toll.best > 0,
            place=next((p.entity for p in event.places if self.tellers.desk.entities[p.entity].is_named), None),
            events=(event.id,),
        )

    def _accused(self, event: Event, passage: Passage, span: Span) -> int | None:
        """The side that is said to have done it: who acts, who is blamed beside, else not those whom it befell."""
        instruments = [p for p in event.others if p.role == "instrument"]
        here, others = self._by_report(event.actors), self._by_report(instruments)
        did = self._sides_of(here[0]) or self._sides_of(others[0])
        broken = broke().search(passage.text)
        if not did and broken is not None and (charged := self._charged(passage, broken)):
            return charged[0] if len(charged) == 1 else None
        if len(did) == 1 and event.kind != "death":
            return did.pop()
        if did:
            return None
        before = [p.text for p in self.paragraph(passage) if p.span < passage.span][-1:]
        if not passage.times and before and (blamed := blamed_in(self.tellers, before[0])) is not None:
            return blamed
        did = self._sides_of(here[1]) or self._sides_of(others[1])
        if did:
            return did.pop() if len(did) == 1 and event.kind != "death" else None
        blamed = blamed_in(self.tellers, self._around(passage))
        if blamed is not None:
            return blamed
        here = self._by_report(event.recipients)
        befell = self._sides_of(here[0] or here[1])
        both = range(len(self.tellers.sides.keys))
        if len(befell) == 1 and len(both) == 2:
            return next(k for k in both if k not in befell)
        words = span.quote(self.report.text)
        force = pattern("breach", "force").search(words)
        text = words[: force.start()] if force else ""
        named = [k for at, k in self.tellers.sides.in_words(text) if not re.search(r"\bby (?:the )?$", text[:at])]
        return named[-1] if named and event.kind == "attack" else None

    def _by_report(self, parts: Sequence[Part]) -> tuple[list[Part], list[Part]]:
        """Those in a role as this report tells, and all where it tells none."""
        here = [p for p in parts if any(c.report == self.report.id for c in p.claims)]
        return here, [] if here else list(parts)

    def _sides_of(self, parts: Sequence[Part]) -> set[int]:
        """The sides of those in a role."""
        return {k for p in parts if (k := self.tellers.sides.of(p.entity)) is not None}

    def _teller(self, passage: Passage, span: Span, accused: int) -> Teller:
        """Whoever accuses in the same sentence, is quoted there, or puts out the report."""
        for place, event in self.tellers.desk.told.get(self.report.id, ()):
            if event.kind == "accusation" and passage.span.overlaps(place):
                charges = {k for p in event.actors if (k := self.tellers.sides.of(p.entity)) is not None}
                if len(charges) == 1 and accused not in charges:
                    return Teller(PARTY, charges.pop())
        teller = self.tellers.at(self.report, span)
        said = self.tellers.said(passage.text) if teller.sort == REPORT else None
        if teller.sort == REPORT and said is None:
            for near in self.behind(passage, 2)[1:]:  # the source is often told at the end of what it tells
                behind = self.tellers.at(self.report, near.span)
                said = behind if behind.sort != REPORT else None
        return teller if said is None or said == Teller(PARTY, accused) else said

    def _is_negated(self, passage: Passage, event: Event) -> bool:
        """Whether the sentence tells that it was not so."""
        claims = (c for s in event.statuses if s.value == "denied" for c in s.claims)
        return any(c.report == self.report.id and c.span is not None and c.span.overlaps(passage.span) for c in claims)

    def _denies(self, passage: Passage, event: Event) -> bool:
        return pattern("breach", "denials").search(passage.text) is not None or self._is_negated(passage, event)

    def date(self, passage: Passage, event: Event | None) -> Interval | None:
        """When it was: as this report tells it, as its paragraph was telling, or as another report tells."""
        dates = [d for d in (event.dates if event is not None else ()) if not all(map(self._is_beside, d.claims))]
        told = [d.interval for d in dates if d.interval.basis is not Basis.INFERRED]
        here = [d.interval for d in dates if d.interval in told and any(c.report == self.report.id for c in d.claims)]
        if here:
            return min(here, key=lambda i: i.days)
        near = ((p, t) for p in self.paragraph(passage) for t in p.times if p.span <= passage.span)
        times = [
            t.interval
            for p, t in near
            if self._is_of_act(p.text[: t.span.start - p.span.start]) and not self._is_before(passage, t.span, event)
        ]
        exact = [i for i in times if i is not None and i.days <= EXACT]
        if not exact and pattern("breach", "pointers").search(passage.text):
            exact = [i for i in (self._before(passage),) if i is not None]
        return exact[-1] if exact else told[0] if told else None

    def _is_before(self, passage: Passage, time: Span, event: Event | None) -> bool:
        """Whether a sentence tells by a time what came after the act: "in ruins on Monday after the army shelled"."""
        told = self.tellers.desk.told.get(self.report.id, ()) if event is not None else ()
        starts = [s.start for s, e in told if e is event and s.overlaps(passage.span) and s.start >= time.end]
        between = self.report.text[time.end : min(starts)] if starts and passage.span.covers(time) else ""
        return pattern("truce", "elsewhere").search(between) is not None

    def _is_of_act(self, head: str) -> bool:
        """Whether a time behind these words is that of an act: not of saying it, nor of the truce told of beside."""
        return not said_in().search(head) and not beside().search(head)

    def _before(self, passage: Passage) -> Interval | None:
        """The day of the last act of force that the report tells before."""
        found = None
        for span, event in self.tellers.desk.told.get(self.report.id, ()):
            if event.kind in FORCE[:3] and span.end <= passage.span.start:
                own = next((p for p in self.passages if p.span.overlaps(span)), None)
                found = (self.date(own, event) if own is not None else None) or found
        return found

    def _is_beside(self, claim: Claim) -> bool:
        """Whether a date is that of the words alone, or of what came before or after: "said on Wednesday that"."""
        trigger = trigger_of(claim)
        if claim.report == self.report.id and claim.span is not None and not claim.span.overlaps(trigger):
            first, last = sorted((claim.span, trigger))
            if pattern("truce", "elsewhere").search(self.report.text[first.end : last.start]):
                return True
        head = self.report.text[max(0, claim.span.start - 40) : claim.span.start] if claim.span is not None else ""
        return claim.report == self.report.id and said_in().search(head) is not None

    def toll(self, passage: Passage, event: Event | None) -> Toll | None:
        """The dead as the sentence tells them, else the next one, else as the event's numbers in this report do."""
        for near in self.behind(passage, 3):
            if (toll := toll_in(near.text)) is not None:
                return toll
        for counted in event.counts if event is not None else ():
            for told in counted.told:
                if counted.what == "killed" and told.claim.report == self.report.id:
                    low, high = (n if n is not None else told.number for n in (told.low, told.high))
                    return Toll(low, told.number, high)
        return None

    def paragraph(self, passage: Passage) -> list[Passage]:
        return [p for p in self.passages if p.paragraph == passage.paragraph]

    def behind(self, passage: Passage, number: int) -> list[Passage]:
        of = self.paragraph(passage)
        at = of.index(passage)
        return of[at : at + number]

    def _around(self, passage: Passage) -> str:
        return " ".join(p.text for p in self.behind(passage, 2))

    # -- charges -------------------------------------------------------------------------------------------------------

    def _said(self, passage: Passage) -> Iterator[tuple[Account, bool]]:
        """A charge by itself, and whether it tells a day: "the army has broken the truce", "both have"."""
        match = broke().search(passage.text)
        if match is None or status_at(passage, passage.at(*match.span())) not in ("happened", "denied"):
            return
        told = self.tellers.desk.told.get(self.report.id, ())
        event = next((e.id for s, e in told if e.kind == FORCE[-1] and s.overlaps(passage.span)), None)
        toll = next((t for p in self.behind(passage, 3) if (t := toll_in(p.text)) is not None), None)
        for accused in self._charged(passage, match):
            teller = self._teller(passage, passage.at(*match.span()), accused)
            if teller.sort == REPORT and self.tellers.monitor_in(passage.text[: match.start()]):
                teller = Teller(MONITOR)
            if teller.sort == REPORT and self._is_mutual(passage, match):
                teller = Teller(PARTY, 1 - accused)
            own = self._day_within(passage, match)
            interval = own or self._day_beside(passage) or day_of(passage, None)
            if teller == Teller(PARTY, accused) or interval is None:
                continue
            quote = self.tellers.desk.quote(self.report.id, passage.span)
            events = (event,) if event else ()
            yield Account(self.report, quote, interval, accused, teller, toll, True, None, events), own is not None

    def _is_mutual(self, passage: Passage, match: re.Match[str]) -> bool:
        """Whether two sides are told to charge each other, so that neither charge is the outlet's own."""
        head = passage.text[: match.start()]
        return len(self.tellers.sides.keys) == 2 and pattern("breach", "mutual").search(head) is not None

    def _charged(self, passage: Passage, match: re.Match[str]) -> list[int]:
        """The sides that a charge names: before its verb, "both", or whom it blames."""
        before = passage.text[: match.start()]
        if re.search(r"\b(?:both|each)\b[^.;,]*$", before, re.IGNORECASE):
            return list(range(len(self.tellers.sides.keys)))
        named = self.tellers.sides.in_words(before)
        blamed = blamed_in(self.tellers, passage.text) if not named else named[-1][1]
        return [] if blamed is None else [blamed]

    def _day_within(self, passage: Passage, match: re.Match[str]) -> Interval | None:
        """The day of what is charged where its own sentence tells it: not that on which it was said."""
        says = pattern("breach", "says").search(passage.text[: match.start()])
        own = [
            t.interval
            for t in passage.times
            if t.interval
            and (t.span.start > passage.span.start + match.start() or not says)
            and not beside().search(passage.text[match.start() : max(match.start(), t.span.start - passage.span.start)])
        ]
        return own[0] if own else None

    def _day_beside(self, passage: Passage) -> Interval | None:
        """The day that the words point back at, else that of the sentences behind."""
        if re.search(r"\b(?:this|these|such)\b", passage.text, re.IGNORECASE):
            times = [t.interval for p in self.passages for t in p.times if p.span < passage.span]
            exact = [i for i in times if i is not None and i.days <= EXACT]
            if exact:
                return exact[-1]
        later = [t.interval for p in self.behind(passage, 3)[1:] for t in p.times if t.interval is not None]
        return next((i for i in later if i.days <= EXACT), None)

    def subject(self, passage: Passage, head: str) -> Teller:
        """Who tells what stands behind ``head``: whom it names; for "it" and "they", the sentence before."""
        if re.match(r"\W*(?:it|they|he|she)\b", head, re.IGNORECASE):
            earlier = [p for p in self.paragraph(passage) if p.span < passage.span]
            head = earlier[-1].text if earlier else head
        if self.tellers.monitor_in(head):
            return Teller(MONITOR)
        named = self.tellers.sides.in_words(head)
        return Teller(PARTY, named[0][1]) if named else self.tellers.at(self.report, passage.span)
