"""Builds claims by hand: reports are told in words, chains and events are found in them by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.merge import clusters, find_disputes, link
from communique.model.record import Claim, Decision, Dispute, Judgement
from communique.model.report import Found, Report
from communique.model.reuse import Reuse
from communique.model.span import Span
from communique.record.assemble import assemble
from communique.record.subjects import Material


def report(name: str, text: str, published: str | None = "2021-04-02") -> Report:
    """A report whose text is one paragraph."""
    found = Found(published, "test") if published else None
    return Report(name, name, name, "", text, (Span(0, len(text)),), published=found)


@dataclass
class Desk:
    """Reports and claims as they come in."""

    reports: list[Report] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def read(self, name: str, text: str, published: str | None = "2021-04-02") -> str:
        """Take in a report; its id is its name."""
        self.reports.append(report(name, text, published))
        return name

    def chain(self, where: str, *names: str, kind: str = "person", form: str = "name", **known: str | None) -> str:
        """A chain mentioned by ``names``, all of which stand in the text; its key."""
        spans = [self._at(where, n) for n in names]
        subject = f"c{spans[0]}"
        self._claim(where, subject, "kind", kind, spans[0])
        self._claim(where, subject, "name", names[0], spans[0])
        for span in spans:
            self._claim(where, subject, "mention", form, span)
        for prop, value in known.items():
            if value is not None:
                self._claim(where, subject, prop, value, None)
        return f"{where}/{subject}"

    def person(self, name: str, country: str | None = None, published: str = "2021-04-02", **known: str) -> str:
        """A chain alone in a report of its own."""
        where = self.read(f"r{len(self.reports):03}", f"{name} spoke.", published)
        return self.chain(where, name, country=country, **known)

    def event(
        self,
        where: str,
        evidence: str,
        trigger: str,
        kind: str,
        actors: Sequence[str] = (),
        recipients: Sequence[str] = (),
        date: str | None = None,
        place: str | None = None,
        item: str | None = None,
        status: str = "happened",
        precision: str = "day",
        basis: str = "stated",
    ) -> str:
        """An event mention; ``date`` is a day or START/END; its key."""
        span = self._at(where, evidence)
        at = self._at(where, trigger, span.start)
        subject = f"e{at}"
        self._claim(where, subject, "kind", kind, at)
        self._claim(where, subject, "evidence", evidence, span)
        self._claim(where, subject, "status", status, None)
        filled = [("actor", a) for a in actors] + [("recipient", r) for r in recipients]
        filled += [("place", place)] * bool(place) + [("item", item)] * bool(item)
        for role, key in filled:
            self._claim(where, subject, role, str(key).split("/")[1], None)
        if date:
            days = date if "/" in date else f"{date}/{date}"
            self._claim(where, subject, "date", f"{days} {precision} {basis}", None)
        return f"{where}/{subject}"

    def count(self, key: str, words: str, value: str) -> None:
        """A number told by an event mention in ``words``; ``value`` as `model.values.count_value` writes it."""
        where, _, subject = key.partition("/")
        self._claim(where, subject, "count", value, self._at(where, words))

    def denial(self, key: str, words: str) -> None:
        """A sentence that denies an event mention."""
        where, _, subject = key.partition("/")
        self._claim(where, subject, "denial", "denied", self._at(where, words))

    def disputes(self) -> list[Dispute]:
        """What the reports differ about, as linked."""
        known = self.link()
        material = Material(tuple(self.reports), tuple(self.claims), tuple(self.decisions), clusters=known)
        return list(assemble(material, find_disputes).disputes)

    def faint(self, key: str) -> None:
        """Mark an event mention as told faintly."""
        where, _, subject = key.partition("/")
        self._claim(where, subject, "faint", "vague", None)

    def link(self, reuse: Sequence[Reuse] = (), decided: Sequence[Decision] = ()) -> dict[str, str]:
        """Link everything; the canonical key of each key."""
        self.decisions = list(link(self.reports, self.claims, reuse, decided, "2026-01-01T00:00:00Z"))
        return clusters({c.key for c in self.claims}, [*self.decisions, *decided])

    def judged(self, judgement: Judgement) -> list[Decision]:
        """The last decisions of one judgement."""
        return [d for d in self.decisions if d.judgement is judgement]

    def _at(self, where: str, words: str, start: int = 0) -> Span:
        text = next(r.text for r in self.reports if r.id == where)
        first = text.index(words, start)
        return Span(first, first + len(words))

    def _claim(self, where: str, subject: str, prop: str, value: str, span: Span | None) -> None:
        self.claims.append(Claim(where, subject, prop, value, span, "test"))


def decide(left: str, right: str, judgement: Judgement, author: str = "ana", time: str = "2026-02-01") -> Decision:
    """A decision about two keys in either order."""
    left, right = sorted((left, right))
    return Decision(left, right, judgement, 1.0, "", author, time)
