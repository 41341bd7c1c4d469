"""What is told of breaches of a truce: who is said to have done what when, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.model.record import Claim, Event, Part
from communique.model.report import Report
from communique.model.span import Span
from communique.model.time import Basis, Interval
from communique.registers.truces.accounts import EXACT, NOT, Account, blamed_in, broke, is_breach
from communique.registers.truces.model import Toll
from communique.registers.truces.passages import Passage
from communique.registers.truces.steps import day_of, status_at
from communique.registers.truces.tellers import MONITOR, PARTY, REPORT, Teller, Tellers
from communique.registers.truces.tolls import toll_in
from communique.registers.truces.words import pattern

FORCE = ("attack", "clash", "death", "ceasefire_violation")
NOT_DENIED = re.compile(r"\b(?:not|never|n[’']t)\b[^.;,]{0,12}$", re.IGNORECASE)
SAID = re.compile(r"\b(?:said|says|told|announced|reported|stated)(?: (?:on|in|late|early))* ?$", re.IGNORECASE)


@dataclass(frozen=True)
class Reader:
    """Reads the breaches of one truce in one report."""

    tellers: Tellers
    report: Report
    passages: Sequence[Passage]

    def accounts(self) -> Iterator[Account]:
        """All incidents that the report tells; firm ones where it speaks of a breach."""
        breaches = [p for p in self.passages if is_breach(p)]
        listed = [p for p in breaches if ":" in p.text and list(self._parts(p))]
        for passage in listed:
            yield from self._listed(passage)
        spans = [p.span for p in listed]
        told = [a for a in self._events(breaches) if not any(s.overlaps(a.evidence.span) for s in spans)]
        yield from told
        laid = [a for p in self.passages for a in self._laid(p)] if breaches else []
        yield from laid
        for passage in breaches:
            for account, is_own in () if passage in listed else self._said(passage):
                if not self._is_told(account, is_own, [*told, *laid]):
                    yield account
        yield from self._denied([*told, *laid])

    def _is_told(self, account: Account, is_own: bool, told: Sequence[Account]) -> bool:
        """Whether the incident that a charge is about is told beside it: it needs a day of its own to be another."""
        same = [a for a in told if a.accused == account.accused and a.teller == account.teller]
        return bool(same) and (not is_own or any(a.interval.overlaps(account.interval) for a in same))

    def _denied(self, told: Sequence[Account]) -> Iterator[Account]:
        """What a side says of charges against it: "the army dismissed the claim"."""
        for passage in self.passages:
            match = pattern("breach", "denials").search(passage.text)
            interval = day_of(passage, None)
            if match is None or interval is None or NOT_DENIED.search(passage.text[: match.start()]):
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
        about = {p.paragraph for p in self.passages if p.is_about}  # what a side says beside the truce is a charge
        for span, event in self.tellers.desk.told.get(self.report.id, ()):
            passage = next((p for p in self.passages if p.span.overlaps(span)), None)
            if passage is None or event.kind not in FORCE or event.kind == "ceasefire_violation":
                continue
            if pattern("breach", "doubts").search(self.report.text[passage.span.start : span.end]):
                continue
            accused = self._accused(event, passage, span)
            if accused is None:
                continue
            account = self._account(passage, span, event, accused)
            if account is None:
                continue  # of a report without a day
            is_near = account.teller.sort != REPORT or passage.paragraph in near
            is_charge = account.teller.sort == PARTY and passage.paragraph in about
            account = replace(account, firm=is_charge or (bool(breaches) and is_near))
            if account.teller == Teller(PARTY, accused):
                if not self._denies(passage, event):
                    continue
                account = replace(account, denies=True)
            yield account

    def _account(self, passage: Passage, span: Span, event: Event, accused: int) -> Account | None:
        interval = self._date(passage, event) or day_of(passage, None)
        if interval is None:
            return None
        toll = self._toll(passage, event)
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
        did = self._sides_of(event.actors) or self._sides_of(instruments)
        if len(did) == 1 and event.kind != "death":
            return did.pop()
        if did:
            return None
        blamed = blamed_in(self.tellers, self._around(passage))
        if blamed is not None:
            return blamed
        befell = self._sides_of(event.recipients)
        both = range(len(self.tellers.sides.keys))
        if len(befell) == 1 and len(both) == 2:
            return next(k for k in both if k not in befell)
        words = span.quote(self.report.text)
        force = pattern("breach", "force").search(words)
        text = words[: force.start()] if force else ""
        named = [k for at, k in self.tellers.sides.in_words(text) if not re.search(r"\bby (?:the )?$", text[:at])]
        return named[-1] if named and event.kind == "attack" else None

    def _sides_of(self, parts: Sequence[Part]) -> set[int]:
        """The sides of those in a role as this report names them, else as others do."""
        here = [p for p in parts if any(c.report == self.report.id for c in p.claims)]
        return {k for p in here or parts if (k := self.tellers.sides.of(p.entity)) is not None}

    def _teller(self, passage: Passage, span: Span, accused: int) -> Teller:
        """Whoever accuses in the same sentence, is quoted there, or puts out the report."""
        for place, event in self.tellers.desk.told.get(self.report.id, ()):
            if event.kind == "accusation" and passage.span.overlaps(place):
                charges = {k for p in event.actors if (k := self.tellers.sides.of(p.entity)) is not None}
                if len(charges) == 1 and accused not in charges:
                    return Teller(PARTY, charges.pop())
        teller = self.tellers.at(self.report, span)
        said = self.tellers.said(passage.text) if teller.sort == REPORT else None
        return teller if said is None or said == Teller(PARTY, accused) else said

    def _denies(self, passage: Passage, event: Event) -> bool:
        claims = (c for s in event.statuses if s.value == "denied" for c in s.claims)
        return pattern("breach", "denials").search(passage.text) is not None or any(
            c.report == self.report.id and c.span is not None and c.span.overlaps(passage.span) for c in claims
        )

    def _date(self, passage: Passage, event: Event | None) -> Interval | None:
        """When it was: as this report tells it, as its paragraph was telling, or as another report tells."""
        dates = [d for d in (event.dates if event is not None else ()) if not all(map(self._is_of_saying, d.claims))]
        told = [d.interval for d in dates if d.interval.basis is not Basis.INFERRED]
        here = [d.interval for d in dates if d.interval in told and any(c.report == self.report.id for c in d.claims)]
        if here:
            return min(here, key=lambda i: i.days)
        near = ((p, t) for p in self._paragraph(passage) for t in p.times if p.span <= passage.span)
        times = [t.interval for p, t in near if not SAID.search(p.text[: t.span.start - p.span.start])]
        exact = [i for i in times if i is not None and i.days <= EXACT]
        return exact[-1] if exact else told[0] if told else None

    def _is_of_saying(self, claim: Claim) -> bool:
        """Whether a date is that of the words alone: "said on Wednesday that"."""
        head = self.report.text[max(0, claim.span.start - 40) : claim.span.start] if claim.span is not None else ""
        return claim.report == self.report.id and SAID.search(head) is not None

    def _toll(self, passage: Passage, event: Event | None) -> Toll | None:
        """The dead as the sentence tells them, else the next one, else as the event's numbers in this report do."""
        for near in self._behind(passage, 2):
            if (toll := toll_in(near.text)) is not None:
                return toll
        for counted in event.counts if event is not None else ():
            for told in counted.told:
                if counted.what == "killed" and told.claim.report == self.report.id:
                    low, high = (n if n is not None else told.number for n in (told.low, told.high))
                    return Toll(low, told.number, high)
        return None

    def _paragraph(self, passage: Passage) -> list[Passage]:
        return [p for p in self.passages if p.paragraph == passage.paragraph]

    def _behind(self, passage: Passage, number: int) -> list[Passage]:
        of = self._paragraph(passage)
        at = of.index(passage)
        return of[at : at + number]

    def _around(self, passage: Passage) -> str:
        return " ".join(p.text for p in self._behind(passage, 2))

    # -- charges -------------------------------------------------------------------------------------------------------

    def _said(self, passage: Passage) -> Iterator[tuple[Account, bool]]:
        """A charge by itself, and whether it tells a day: "the army has broken the truce", "both have"."""
        match = broke().search(passage.text)
        if match is None or status_at(passage, passage.at(*match.span())) not in ("happened", "denied"):
            return
        told = self.tellers.desk.told.get(self.report.id, ())
        event = next((e.id for s, e in told if e.kind == FORCE[-1] and s.overlaps(passage.span)), None)
        toll = next((t for p in self._behind(passage, 3) if (t := toll_in(p.text)) is not None), None)
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
            if t.interval and (t.span.start > passage.span.start + match.start() or not says)
        ]
        return own[0] if own else None

    def _day_beside(self, passage: Passage) -> Interval | None:
        """The day that the words point back at, else that of the sentences behind."""
        if re.search(r"\b(?:this|these|such)\b", passage.text, re.IGNORECASE):
            times = [t.interval for p in self.passages for t in p.times if p.span < passage.span]
            exact = [i for i in times if i is not None and i.days <= EXACT]
            if exact:
                return exact[-1]
        later = [t.interval for p in self._behind(passage, 3)[1:] for t in p.times if t.interval is not None]
        return next((i for i in later if i.days <= EXACT), None)

    def _laid(self, passage: Passage) -> Iterator[Account]:
        """Incidents told by their days, each laid at a side: "blamed A for the shot of 9 May and B for another"."""
        lays = pattern("breach", "lays").search(passage.text)
        if lays is None or not passage.times:
            return
        head = passage.text[: lays.start()]
        named = [(at, k) for at, k in self.tellers.sides.in_words(passage.text) if at > lays.start()]
        for at, (place, accused) in enumerate(named):
            end = named[at + 1][0] if at + 1 < len(named) else len(passage.text)
            times = [t.interval for t in passage.times if self._is_of(passage, t.span, place, end) and t.interval]
            if not times or times[0].days > EXACT:
                continue
            span = passage.at(place, end)
            teller = self.subject(passage, head)
            toll = toll_in(span.quote(self.report.text))
            if teller != Teller(PARTY, accused):
                quote = self.tellers.desk.quote(self.report.id, passage.span)
                grave = toll is None or toll.best > 0
                yield Account(self.report, quote, times[0], accused, teller, toll, grave, None, ())

    def _is_of(self, passage: Passage, time: Span, place: int, end: int) -> bool:
        """Whether a time is told of what is laid at the side named at ``place``: not when it was so laid."""
        at = time.start - passage.span.start
        return place < at < end and not re.fullmatch(r"\W*\w+(?: on)? ", passage.text[place:at])

    def subject(self, passage: Passage, head: str) -> Teller:
        """Who tells what stands behind ``head``: whom it names; for "it" and "they", the sentence before."""
        if re.match(r"\W*(?:it|they|he|she)\b", head, re.IGNORECASE):
            earlier = [p for p in self._paragraph(passage) if p.span < passage.span]
            head = earlier[-1].text if earlier else head
        if self.tellers.monitor_in(head):
            return Teller(MONITOR)
        named = self.tellers.sides.in_words(head)
        return Teller(PARTY, named[0][1]) if named else self.tellers.at(self.report, passage.span)

    # -- lists ---------------------------------------------------------------------------------------------------------

    def _parts(self, passage: Passage) -> Iterator[tuple[Span, Interval]]:
        """The parts of a list behind a colon that each tell a time: "two breaches: a shot in May, a raid in June"."""
        start = passage.text.index(":") + 1
        at = start
        for part in re.split(r"(; |, and | and (?=an? ))", passage.text[start:]):
            span = passage.at(at, at + len(part))
            at += len(part)
            times = [t.interval for t in passage.times if span.covers(t.span)]
            if times and times[0] is not None:
                yield span, times[0]

    def _listed(self, passage: Passage) -> Iterator[Account]:
        head = passage.text[: passage.text.index(":")]
        for span, interval in self._parts(passage):
            words = span.quote(self.report.text)
            named = self.tellers.sides.in_words(words)
            accused = blamed_in(self.tellers, words)
            accused = accused if accused is not None else named[0][1] if named else None
            if accused is None:
                continue
            teller = self.subject(passage, head)
            toll = toll_in(words) or next((t for p in self._behind(passage, 2)[1:] if (t := toll_in(p.text))), None)
            quote = self.tellers.desk.quote(self.report.id, span)
            grave = toll is None or toll.best > 0
            yield Account(self.report, quote, interval, accused, teller, toll, grave, None, ())

    def retold(self, known: Sequence[Account]) -> Iterator[Account]:
        """Known incidents that a paragraph of a side's or the monitor's own paper tells by their day."""
        voice = self.tellers.voice(self.report)
        if voice.sort == REPORT:
            return
        told = {(a.accused, a.interval) for a in known if a.report is self.report}
        for paragraph in dict.fromkeys(p.paragraph for p in self.passages):
            of = [p for p in self.passages if p.paragraph == paragraph]
            days = [t.interval for p in of for t in p.times if t.interval is not None and t.interval.days == 1]
            blamed = blamed_in(self.tellers, " ".join(p.text for p in of))
            for account in known:
                key = (account.accused, account.interval)
                if account.accused != blamed or key in told or voice == Teller(PARTY, blamed):
                    continue
                if any((i.start, i.end) == (account.interval.start, account.interval.end) for i in days):
                    told.add(key)
                    tolls = (toll_in(p.text) for p in of if not NOT.search(p.text))
                    toll = next((t for t in tolls if t is not None), None)
                    quote = self.tellers.desk.quote(self.report.id, Span(of[0].span.start, of[-1].span.end))
                    grave = toll is None or toll.best > 0
                    yield replace(account, report=self.report, evidence=quote, teller=voice, toll=toll, grave=grave)
