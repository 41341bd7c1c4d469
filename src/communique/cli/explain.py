"""``communique explain``: everything that one event, entity, statement or dispute rests on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import json_option, record_option, stored
from communique.cli.terminal import clean, flat, has_colour, paint, put, put_json, wrapped
from communique.cli.timeline import told
from communique.errors import UsageError
from communique.export.naming import report_names

if TYPE_CHECKING:
    from communique.model.record import Claim, Decision, Dispute, Entity, Event, Record, Statement
    from communique.model.report import Report
    from communique.model.span import Span
    from communique.record.store import Store
    from communique.record.subjects import Material

    Thing = Event | Entity | Statement | Dispute

FORMAT = "communique-explanation/1"
CONTEXT = 70  # characters shown on either side of the quoted words
MOST = 4  # quotations of one value, unless all are asked for
LABEL = 11
NO_WORDS = {"status": "(no words nearby say otherwise)", "date": "(inferred from the report's date or its neighbours)"}

Line = tuple[str, str, tuple["Claim", ...]]  # label, value, claims


@click.command()
@click.argument("id_", metavar="ID")
@record_option
@click.option("--all", "show_all", is_flag=True, help=f"Every quotation of a value, not just the first {MOST}.")
@json_option
def explain(id_: str, path: Path, show_all: bool, as_json: bool) -> None:
    """Show what an event, entity, statement or dispute rests on.

    Each value comes with the words it was read in, in their context, and the part of the program that read it; then
    the decisions that joined what several reports tell. ID may be cut short as long as it stays unambiguous.
    """
    with stored(path) as store:
        book = opened(store)
    thing = book.find(id_)
    lines, decisions = book.lines(thing)
    if as_json:
        put_json(book.as_json(thing, lines, decisions))
        return
    _head(book, thing)
    for label, value, claims in lines:
        _value(book, label, value, claims, show_all)
    _decisions(book, decisions)


def opened(store: Store) -> Book:
    """The record in ``store`` with its claims."""
    from communique.pipeline import material, put_together

    found = material(store)
    return Book(put_together(found), found)


@dataclass(frozen=True)
class Book:
    """A record with the claims that it was assembled from."""

    record: Record
    material: Material

    @cached_property
    def names(self) -> dict[str, str]:
        """Exported report names by report id."""
        return report_names(self.record.reports)

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.record.entities}

    @cached_property
    def claims(self) -> dict[str, list[Claim]]:
        """Claims by the key of their subject."""
        found: dict[str, list[Claim]] = {}
        for claim in self.material.claims:
            found.setdefault(claim.key, []).append(claim)
        return found

    @cached_property
    def things(self) -> dict[str, Thing]:
        """All that has an id, by it."""
        record = self.record
        groups: tuple[tuple[Thing, ...], ...] = (record.disputes, record.statements, record.entities, record.events)
        return {thing.id: thing for group in groups for thing in group}

    def find(self, wanted: str) -> Thing:
        """The thing with this id, or the only one whose id begins so; UsageError with near ids otherwise."""
        from communique.model.record import Dispute

        if wanted in self.things:
            return self.things[wanted]
        if not wanted:
            raise UsageError("An empty id names nothing. See: communique timeline, communique show entities.")
        longer = sorted(id_ for id_ in self.things if id_.startswith(wanted))
        longer = [i for i in longer if not isinstance(self.things[i], Dispute)] or longer  # named after their events
        if len(longer) == 1:
            return self.things[longer[0]]
        if longer:
            raise UsageError(f"{wanted!r} begins {len(longer)} ids: {_some(longer)}.")
        near = (
            difflib.get_close_matches(wanted.casefold(), self.things, 5, 0.5)
            or [i for i in self.things if wanted in i][:5]
        )
        hint = f" Near ones: {_some(near)}." if near else " See: communique timeline, communique show entities."
        raise UsageError(f"Nothing in the record has the id {wanted!r}.{hint}")

    def lines(self, thing: Thing) -> tuple[list[Line], tuple[Decision, ...]]:
        """The values of ``thing`` with the claims they rest on, and the decisions that made it one."""
        from communique.model.record import Entity, Event, Statement

        if isinstance(thing, Event):
            return list(self._event(thing)), thing.decisions
        if isinstance(thing, Entity):
            return list(self._entity(thing)), thing.decisions
        if isinstance(thing, Statement):
            return list(self._statement(thing)), ()
        return list(self._dispute(thing)), ()

    def _event(self, event: Event) -> Iterator[Line]:
        from communique.record.wording import date_words

        yield from self._by_value("kind", event.members)
        for status in event.statuses:
            yield "status", status.value, status.claims
        for part in (*event.actors, *event.recipients, *event.others, *event.places):
            label = {"actor": "who", "recipient": "to whom"}.get(part.role, part.role)
            yield label, self._named(part.entity), part.claims
        for date in event.dates:
            yield "date", f"{date_words(date.interval)} ({date.interval.basis})", date.claims
        yield "told in", told(event), tuple(c for m in event.members for c in self.claims[m] if c.prop == "evidence")
        for dispute in self.record.disputes:
            if dispute.event == event.id:
                yield "dispute", f"{dispute.prop}: {' / '.join(dict.fromkeys(v.value for v in dispute.values))}", ()

    def _by_value(self, prop: str, members: Iterable[str]) -> Iterator[Line]:
        groups: dict[str, list[Claim]] = {}
        for member in members:
            for claim in self.claims[member]:
                if claim.prop == prop:
                    groups.setdefault(claim.value, []).append(claim)
        for value, claims in groups.items():
            yield prop, value.replace("_", " "), tuple(claims)

    def _entity(self, entity: Entity) -> Iterator[Line]:
        yield from self._by_value("kind", entity.members)
        for name in entity.names:
            yield "name", name.value, name.claims
        for label, value in (("country", entity.country), ("sector", entity.sector), ("reference", entity.reference)):
            if value is not None:
                yield label, value.value, value.claims
        for title in entity.titles:
            yield "title", title.value, title.claims
        yield from self._outside(entity)
        for event in self.record.events:
            parts = (*event.actors, *event.recipients, *event.others, *event.places)
            roles = dict.fromkeys(part.role for part in parts if part.entity == entity.id)
            if roles:
                yield ", ".join(roles), f"{event.summary} [{event.id}]", ()

    def _outside(self, entity: Entity) -> Iterator[Line]:
        """What files from outside add, each value with where it does not come from."""
        from communique.model.outside import added

        for found in self.record.enriched.get(entity.id, ()):
            source = f"from {found.file}, not from a report"
            why = f"{found.score:.2f} by {found.author}: {found.explanation}"
            yield "outside", f"{found.caption} [{found.outside}] ({source}; {why})", ()
            for name, values in added(entity, found).items():
                yield "outside", f"{name} {'; '.join(values)} ({source})", ()

    def _statement(self, statement: Statement) -> Iterator[Line]:
        from communique.record.wording import date_words

        claims = self.claims[statement.member]
        speaker = self._named(statement.speaker) if statement.speaker else "nobody identifiable"
        yield "who", speaker, tuple(c for c in claims if c.prop == "speaker")
        yield "words", "direct" if statement.direct else "indirect", tuple(c for c in claims if c.prop == "quote")
        if statement.date:
            yield "date", date_words(statement.date.interval), statement.date.claims

    def _dispute(self, dispute: Dispute) -> Iterator[Line]:
        yield "event", dispute.event, ()
        for value in dispute.values:
            evidence = value.evidence
            yield (
                dispute.prop,
                f"{value.value}: {self.names[evidence.report]}: {self.context(evidence.report, evidence.span)}",
                (),
            )

    def _named(self, entity: str) -> str:
        name = self.entities[entity].name if entity in self.entities else entity
        return f"{name} [{entity}]"

    def context(self, report: str, span: Span) -> str:
        """The quoted words, marked, with some of what stands around them."""
        return in_context(self.material.by_id[report], span)

    def as_json(self, thing: Thing, lines: list[Line], decisions: Iterable[Decision]) -> dict[str, Any]:
        """The explanation as plain values."""
        from communique.export.record import enriched_json
        from communique.model.record import Entity

        values = [{"property": p, "value": v, "claims": [self._claim(c) for c in claims]} for p, v, claims in lines]
        joined = [
            {**{name: str(getattr(d, name)) for name in ("judgement", "explanation", "author", "time", "reason")},
             "left": self.key(d.left), "right": self.key(d.right), "score": round(d.score, 4)}
            for d in decisions
        ]  # fmt: skip
        kind = type(thing).__name__.lower()
        outside = enriched_json(self.record, thing) if isinstance(thing, Entity) else {}
        return {"format": FORMAT, "id": thing.id, "type": kind, "values": values, "decisions": joined, **outside}

    def _claim(self, claim: Claim) -> dict[str, Any]:
        base = {"report": self.names[claim.report], "mention": claim.subject, "extractor": claim.extractor}
        if claim.span is None:
            return base
        quote = flat(claim.span.quote(self.material.by_id[claim.report].text))
        return {**base, "from": claim.span.start, "to": claim.span.end, "quote": quote}

    def key(self, key: str) -> str:
        """A claim key with the report's name for its id."""
        report, _, subject = key.partition("/")
        return f"{self.names.get(report, report)}/{subject}"

    def quoted(self, key: str) -> str:
        """The words that a subject is named after."""
        claim = self._naming(key)
        return flat(claim[1].quote(self.material.by_id[claim[0]].text)) if claim else "(no longer in the record)"

    def surroundings(self, key: str) -> str:
        """The words that a subject is named after, marked, with some of what stands around them."""
        claim = self._naming(key)
        return self.context(*claim) if claim else "(no longer in the record)"

    def _naming(self, key: str) -> tuple[str, Span] | None:
        found = ((c.report, c.span) for c in self.claims.get(key, ()) if c.prop in ("name", "kind", "quote") and c.span)
        return next(found, None)


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:5]) + (" ..." if len(ids) > 5 else "")


def in_context(report: Report, span: Span) -> str:
    """``…the defence minister «Zakir Hasanov» met…``, within the paragraph where there is one."""
    text = report.text
    around = next((p for p in report.body if p.covers(span)), None)
    first = max(around.start if around else 0, span.start - CONTEXT)
    last = min(around.end if around else len(text), span.end + CONTEXT)
    before, after = text[first : span.start], text[span.end : last]
    if first > (around.start if around else 0):
        before = f"…{before.partition(' ')[2]}"
    if last < (around.end if around else len(text)):
        after = f"{after.rpartition(' ')[0]}…"
    quote = clean(" ".join(span.quote(text).split()))
    marked = paint(quote, bold=True, underline=True) if has_colour() else f"«{quote}»"
    return clean_ends(before) + marked + clean_ends(after)


def clean_ends(words: str) -> str:
    """White space made single, also at the ends, and cleaned."""
    head, tail = " " if words[:1].isspace() else "", " " if words[-1:].isspace() else ""
    return f"{head}{flat(words)}{tail}" if words.strip() else head


# -- for readers -------------------------------------------------------------------------------------------------------


def _head(book: Book, thing: Any) -> None:
    put(f"{paint(thing.id, fg='blue', bold=True)}  {paint(type(thing).__name__.lower(), dim=True)}")
    about = {"Event": "summary", "Entity": "name", "Dispute": "about"}.get(type(thing).__name__)
    text = getattr(thing, about) if about else f"“{thing.evidence.quote.strip(chr(34) + '“”')}”"
    for line in wrapped(flat(text)):
        put(paint(line, bold=True))
    put()


def _value(book: Book, label: str, value: str, claims: tuple[Claim, ...], show_all: bool) -> None:
    for line in wrapped(flat(value), " " * LABEL, f"{label:<{LABEL}}"):
        put(line)
    shown = claims if show_all else claims[:MOST]
    for claim in shown:
        where = paint(f"{book.names[claim.report]} · {flat(claim.extractor)}", dim=True)
        words = book.context(claim.report, claim.span) if claim.span else NO_WORDS.get(label, "(rests on no words)")
        for line in wrapped(words, " " * (LABEL + 2)):
            put(line)
        put(f"{' ' * (LABEL + 4)}{where}")
    if len(shown) < len(claims):
        put(f"{' ' * (LABEL + 2)}and {len(claims) - len(shown)} more (--all)")


def _decisions(book: Book, decisions: tuple[Decision, ...]) -> None:
    if not decisions:
        return
    put(f"\n{len(decisions)} decision{'s' if len(decisions) > 1 else ''} joined this:")
    for d in decisions:
        ends = f"{book.key(d.left)} “{book.quoted(d.left)}” – {book.key(d.right)} “{book.quoted(d.right)}”"
        for line in wrapped(ends, "    ", "  "):
            put(line)
        reasons = flat("; ".join(filter(None, (d.explanation, d.reason))))
        why = f"{d.judgement} {d.score:.2f} by {flat(d.author)}: {reasons}"
        for line in wrapped(why, "    "):
            put(paint(line, dim=True))
