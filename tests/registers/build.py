"""Records of made-up reports, with what a reader would find in them given by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.model.analysis import Analysis
from communique.model.entity import Chain
from communique.model.event import EventMention
from communique.model.record import Record
from communique.pipeline import open_record
from communique.record.memory import MemoryStore
from communique.record.store import Store
from communique.record.unroll import unroll
from tests.factories import chain, decision, event, interval, mention, outcome, report, role


@dataclass
class Reports:
    """Reports as they are written, and the chains of one name that are joined over all of them."""

    store: Store
    chains: dict[str, list[str]]

    def add(self, name: str, text: str, day: str | None, people: dict[str, Any], *acts: dict[str, Any]) -> None:
        """A report: ``people`` maps names to the titles told of them, ``acts`` tell what they do."""
        found: dict[str, Chain] = {}
        for who, more in people.items():
            titles = tuple(mention(text, title, form=form) for title, form in more.pop("titles", ()))
            one = chain(text, who, **more)
            found[who] = Chain(one.id, one.kind, one.name, (*titles, *one.mentions), one.country)
        events = tuple(self._event(text, found, **act) for act in acts)
        read = Analysis(report(text, name, day), (), (), tuple(found.values()), events)
        with self.store.writing() as writer:
            writer.put(outcome(read.report), read.report.content_sha256, "1", unroll(read))
        for who, one in found.items():
            self.chains.setdefault(who, []).append(f"{read.report.id}/{one.id}")

    def _event(self, text: str, found: dict[str, Chain], kind: str, words: str, **more: Any) -> EventMention:
        roles = [role(name, found[who]) for name in ("actor", "recipient") for who in more.pop(name, ())]
        day = more.pop("day", None)
        if day:
            more["date"] = interval(*day.split("/"))
        return event(text, words, text[text.index(words) :].split(".")[0], *roles, kind=kind, **more)

    def record(self) -> Record:
        """The record of all of them."""
        same = [decision(keys[0], other) for keys in self.chains.values() for other in keys[1:]]
        with self.store.writing() as writer:
            writer.link("1", (), same)
        return open_record(self.store)


def reports() -> Reports:
    """None yet."""
    return Reports(MemoryStore(), {})
