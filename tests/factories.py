"""Builds any type of the vocabulary in one call; spans are given by the words they quote."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from communique.model.analysis import Analysis
from communique.model.entity import Attribute, Chain, Mention
from communique.model.event import EventMention, Role, StatementMention
from communique.model.outside import Enrichment
from communique.model.record import Claim, Decision, Judgement
from communique.model.report import Found, Outcome, Report, Status
from communique.model.reuse import Passage, Reuse
from communique.model.span import Span
from communique.model.time import Basis, Interval
from communique.record.unroll import unroll

TEXT = (
    "BAKU, April 2 (TASS). President Ilham Aliyev met Selçuk Bayraktar in Baku on April 1.\n"
    'He thanked Baykar for its work. "We value it," Aliyev said.\n'
)
TIME = "2026-01-01T00:00:00Z"


def at(text: str, words: str, nth: int = 0) -> Span:
    """Where ``words`` stand in ``text`` for the ``nth`` time, from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def sha(data: str) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data.encode()).hexdigest()


def report(text: str = TEXT, name: str = "a", published: str | None = "2021-04-02", **more: Any) -> Report:
    """A report; all its text is one paragraph."""
    values: dict[str, Any] = {
        "id": sha(name + text)[:16],
        "name": name,
        "source": f"{name}.txt",
        "content_sha256": sha(text),
        "body": (Span(0, len(text)),),
        "published": Found(published, "dateline") if published else None,
    }
    return Report(text=text, **{**values, **more})


def mention(text: str, words: str, kind: str = "person", form: str = "name", nth: int = 0) -> Mention:
    """A mention whose head is its last word."""
    span = at(text, words, nth)
    return Mention(span, Span(span.end - len(words.split()[-1]), span.end), kind, form, 0, 0)


def chain(text: str, *words: str, kind: str = "person", country: str | None = None, **more: Any) -> Chain:
    """A chain of named mentions: the first names it."""
    mentions = tuple(mention(text, w, kind) for w in words)
    state = Attribute(country, "made up", mentions[0].span) if country else None
    return Chain(f"c{mentions[0].span}", kind, mentions[0].span, mentions, state, **more)


def role(name: str, filler: Chain, span: Span | None = None) -> Role:
    """``filler`` in the role ``name``."""
    return Role(name, filler.id, span or filler.name)


def event(text: str, trigger: str, evidence: str, *roles: Role, kind: str = "meeting", **more: Any) -> EventMention:
    """An event mention that happened."""
    span = at(text, trigger)
    values = {"status": "happened", "sentence": 0, "extractor": "rules"}
    return EventMention(f"e{span}", kind, span, at(text, evidence), roles=roles, **{**values, **more})


def statement(text: str, quote: str, speaker: Chain | None, cue: str = "said", **more: Any) -> StatementMention:
    """Reported speech in direct form."""
    span = at(text, quote)
    who = role("speaker", speaker) if speaker else None
    values = {"direct": True, "sentence": 0, "extractor": "speech"}
    return StatementMention(f"s{span}", span, who, at(text, cue), **{**values, **more})


def interval(start: str, end: str = "", precision: str = "day", basis: str = "stated") -> Interval:
    """Days from ISO text."""
    return Interval(date.fromisoformat(start), date.fromisoformat(end or start), precision, Basis(basis))


def analysis(name: str = "a", text: str = TEXT, published: str | None = "2021-04-02", **more: Any) -> Analysis:
    """TEXT as a reader would find it: three chains, a meeting, an act of thanks, a statement."""
    aliyev = chain(text, "Ilham Aliyev", country="AZE")
    bayraktar = chain(text, "Selçuk Bayraktar", country="TUR")
    baku = chain(text, "Baku", kind="place", country="AZE")
    first = text[text.index("President") : text.index("\n")]
    met = event(
        text,
        "met",
        first,
        role("actor", aliyev),
        role("actor", bayraktar),
        date=interval("2021-04-01", basis="resolved"),
        date_span=at(text, "on April 1"),
        place=role("place", baku),
    )
    said = statement(text, "We value it,", aliyev)
    found = Analysis(report(text, name, published), (), (), (aliyev, bayraktar, baku), (met,), (said,))
    return replace(found, **more)


def outcome(found: Report | None = None, source: str = "a.txt", code: str = "EMPTY") -> Outcome:
    """An input that ended well with ``found``, or was skipped without."""
    if found is None:
        return Outcome(source, Status.SKIPPED, code, "nothing in it")
    return Outcome(found.source, Status.OK, report=found)


def claim(subject: str = "c0-4", prop: str = "kind", value: str = "person", **more: Any) -> Claim:
    """A claim of report "r"."""
    return Claim(
        **{"report": "r", "subject": subject, "prop": prop, "value": value, "span": None, "extractor": "x"} | more
    )


def decision(left: str, right: str, judgement: str = "same", author: str = "rules", **more: Any) -> Decision:
    """Two claim keys judged."""
    left, right = sorted((left, right))
    values: dict[str, Any] = {"score": 0.9, "explanation": "same name", "time": TIME}
    return Decision(left, right, Judgement(judgement), author=author, **{**values, **more})


def reuse(*passages: tuple[Report, str]) -> Reuse:
    """One passage, by its words in each report."""
    return Reuse(tuple(Passage(r.id, at(r.text, words)) for r, words in passages), 1.0)


@dataclass(frozen=True)
class Stored:
    """What is put in a store for one report."""

    outcome: Outcome
    content: str
    claims: tuple[Claim, ...]


def stored(name: str = "a", text: str = TEXT, **more: Any) -> Stored:
    """A report of TEXT with all its claims, ready to be put."""
    found = analysis(name, text, **more)
    return Stored(outcome(found.report), found.report.content_sha256, unroll(found))


def enrichment(mention: str = "a/c0-4", **more: Any) -> Enrichment:
    """A match with an entity of a file."""
    given = {
        "outside": "Q-1", "caption": "Ilham Aliev", "countries": (), "positions": (), "topics": (), "sector": "",
        "datasets": (), "file": "list.json", "sha256": sha("list"), "line": 7, "score": 0.95,
        "explanation": "names agree", "author": "Ann", "time": "2024-05-02T00:00:00Z",
    }  # fmt: skip
    return Enrichment(mention, **{**given, **more})
