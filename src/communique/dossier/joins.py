"""Why several tellings are held to be one thing: the decisions in plain words, and how to take them back."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from dataclasses import dataclass, replace

from communique.dossier import words
from communique.dossier.book import Book, claims_of
from communique.model.record import Decision, Entity, Event
from communique.model.report import Report

RULES = "rules"  # who signs what no person decided
RECORD = "RECORD"  # stands for the record's file in a command, since pages do not know where it lies
_APART = re.compile(r"; (?![^(]*\))")  # parts of an explanation; what stands in brackets is one part
_AGAINST = re.compile(r"\(but (.*)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class End:
    """One of the two mentions that a decision is about."""

    key: str
    words: str
    report: Report | None


@dataclass(frozen=True, slots=True)
class Join:
    """One decision in plain words: what speaks for it, what against, and the command that holds the two apart."""

    decision: Decision
    ends: tuple[End, End]
    speaks_for: tuple[str, ...]
    against: tuple[str, ...]
    split: str
    more: int = 0  # other pairs that the same act of a person decided

    @property
    def by_rules(self) -> bool:
        """Whether the rules decided, and no person."""
        return self.decision.author.partition(" ")[0].partition(":")[0] in (RULES, "rule")


def joins(book: Book, thing: Entity | Event) -> tuple[Join, ...]:
    """The decisions about a thing's mentions, the least sure first, since these are worth a look.

    What a person decided in one act, over many pairs, stands once.
    """
    ends = Counter(key for d in thing.decisions for key in (d.left, d.right))
    acts: dict[tuple[str, ...], list[Join]] = {}
    for decision in thing.decisions:
        join = _join(book, thing.id, decision, ends)
        pair = (decision.left, decision.right) if join.by_rules else ()
        told = (decision.author, decision.time, decision.judgement, decision.explanation, decision.reason)
        acts.setdefault((*told, *pair), []).append(join)
    found = [replace(act[0], more=len(act) - 1) for act in acts.values()]
    found.sort(key=lambda j: (j.decision.score, j.decision.left, j.decision.right))
    return tuple(found)


def _join(book: Book, id_: str, decision: Decision, ends: Counter[str]) -> Join:
    speaks_for, against = reasons(decision.explanation)
    apart = decision.left if ends[decision.left] < ends[decision.right] else decision.right
    return Join(
        decision,
        (_end(book, decision.left), _end(book, decision.right)),
        speaks_for,
        against,
        f"communique split {shlex.quote(id_)} {shlex.quote(apart)} --record {RECORD}",
    )


def _end(book: Book, key: str) -> End:
    found = book.member(key)
    return End(key, found[1] if found else "", found[0] if found else None)


def reasons(explanation: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An explanation's parts in plain words: what speaks for its being one, and what against.

    >>> reasons("same word: signed; (but places differ: Irbil / Baghdad)")
    (('both say “signed”',), ('the places differ: Irbil / Baghdad',))
    """
    speaks_for: list[str] = []
    against: list[str] = []
    for part in filter(None, _APART.split(explanation)):
        turned = _AGAINST.fullmatch(part)
        (against if turned else speaks_for).append(words.reason(turned[1] if turned else part))
    return tuple(dict.fromkeys(speaks_for)), tuple(dict.fromkeys(against))


def pointing_back(event: Event) -> frozenset[str]:
    """The mentions that only point back ("the attack"): they lend the event their passage and none of its values."""
    firm = {claim.key for claim in claims_of(event)}
    return frozenset(key for key in event.members if key not in firm) if firm else frozenset()
