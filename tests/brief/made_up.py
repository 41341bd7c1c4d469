"""A record of made-up reports on Malta and Norway: what happened, is planned, told by a side, denied and disputed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from communique.brief.desk import Desk, Pair, pair_of
from communique.model.analysis import Analysis
from communique.model.entity import Chain
from communique.model.event import Count
from communique.model.record import Record
from communique.pipeline import open_record
from communique.record.memory import MemoryStore
from communique.record.unroll import unroll
from tests.factories import at, chain, decision, event, interval, mention, outcome, report, role, statement

STATES = {"Malta": "MLT", "Norway": "NOR", "Iceland": "ISL"}
HOSTILE = "1. <b>Malta</b> met *Norway* [here](http://x.example)\u202e & `all`\x01"


class Made:
    """Reports as they are written; chains of one name are one over all of them."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.chains: dict[str, list[str]] = {}
        self.events: dict[str, str] = {}

    def add(self, name: str, text: str, day: str | None, *acts: dict[str, Any], said: str = "", **more: Any) -> None:
        """A report; ``said`` are the words that Norway's minister Kari Lund is told to say."""
        found = {who: chain(text, who, kind="country", country=code) for who, code in STATES.items() if who in text}
        if "Kari Lund" in text:
            title = mention(text, "Norwegian Foreign Minister", form="title")
            person = chain(text, "Kari Lund", country="NOR")
            found["Kari Lund"] = replace(person, mentions=(title, *person.mentions))
        events = tuple(self._event(text, found, **act) for act in acts)
        spoken = (statement(text, said, found["Kari Lund"]),) if said else ()
        read = Analysis(report(text, name, day, **more), (), (), tuple(found.values()), events, spoken)
        with self.store.writing() as writer:
            writer.put(outcome(read.report), read.report.content_sha256, "1", unroll(read))
        for who, one in found.items():
            self.chains.setdefault(who, []).append(f"{read.report.id}/{one.id}")
        for one in events:
            self.chains.setdefault(f"event {one.kind}", []).append(f"{read.report.id}/{one.id}")

    def _event(self, text: str, found: dict[str, Chain], kind: str, words: str, **more: Any) -> Any:
        roles = [role(name, found[who]) for name in ("actor", "recipient") for who in more.pop(name, ())]
        if day := more.pop("day", None):
            more["date"] = interval(*day.split("/"))
        if place := more.pop("place", None):
            more["place"] = role("place", found[place])
        if killed := more.pop("killed", None):
            more["counts"] = (Count("killed", killed, killed, killed, at(text, f"{killed} men")),)
        return event(text, words, text[text.index(words) :].split(".")[0], *roles, kind=kind, **more)

    def record(self, *joined: str) -> Record:
        """The record; events of the kinds ``joined`` are one each."""
        kept = {k: v for k, v in self.chains.items() if not k.startswith("event") or k.split()[1] in joined}
        same = [decision(keys[0], other) for keys in kept.values() for other in keys[1:]]
        with self.store.writing() as writer:
            writer.link("1", (), same)
        return open_record(self.store)


def both(kind: str, words: str, **more: Any) -> dict[str, Any]:
    """Malta does something to Norway."""
    return {"kind": kind, "words": words, "actor": ["Malta"], "recipient": ["Norway"], **more}


def record() -> Record:
    """Seven reports."""
    made = Made()
    made.add("a", "Malta met Norway in May.\n", "2021-05-03", both("meeting", "Malta met", day="2021-05-02"))
    made.add(
        "b", "Malta signed a pact with Norway.\n", "2021-06-02", both("agreement_signed", "signed", day="2021-06-01")
    )
    made.add(
        "c", "Malta will visit Norway.\n", "2021-06-03", both("visit", "visit", status="planned", day="2021-09-01")
    )
    for name, killed, day in (("d", 3, "2021-07-02"), ("e", 5, "2021-07-04")):
        text = f"Malta shot at Norway on the first. It is told that Malta's attack cost Norway {killed} men.\n"
        made.add(name, text, day, both("attack", "attack", day="2021-07-01", killed=killed))
    text = 'Norwegian Foreign Minister Kari Lund said: "Malta seized a boat of Norway".\n'
    act = both("coercion", "seized", status="alleged", day="2021-07-08")
    made.add("f", text, "2021-07-09", act, said="Malta seized a boat of Norway")
    made.add(
        "g", f"{HOSTILE}. Malta threatened Norway.\n", "2021-07-10", both("threat", "threatened", day="2021-07-10")
    )
    return made.record("attack")


def pair(found: Record, one: str = "malta", other: str | None = "norway", **more: Any) -> tuple[Desk, Pair]:
    """The desk and the two sides."""
    desk = Desk(found)
    return desk, pair_of(desk, desk.entities[one], desk.entities[other] if other else None, **more)
