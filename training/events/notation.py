"""The notation that annotators write, read into labels with character offsets, and checked.

A sheet holds runs of numbered sentences; a label line begins with the number of its sentence:

    === w01-003 2021-04-06 wire
    1> The ministers of Chile and Peru will meet in Arica on Tuesday, the Foreign Ministry said.
    1 meeting | planned | meet | A:per The ministers | L:pla Arica | T on Tuesday
    1 say | said | S:org the Foreign Ministry | C The ministers ... on Tuesday
    1 names | cou Chile | cou Peru

See ANNOTATION.md for what each line means. Words stand exactly as in the sentence; ``#2`` after them takes the second
place where they stand, `` ... `` joins the first and last words of a longer stretch, ``A@1:`` takes the words from
sentence 1 of the same run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.model.event import KINDS, STATUSES

ENTITY_KINDS = {
    "per": "person", "cou": "country", "org": "organisation", "bod": "body", "pla": "place", "equ": "equipment",
    "agr": "agreement", "awd": "award", "grp": "group", "oth": "other",
}  # fmt: skip
"""Abbreviations of what fills a role; "other" is what the guide has no kind for ("the plan")."""

ROLES = {
    "A": "actor", "R": "recipient", "I": "item", "B": "beneficiary", "N": "instrument", "M": "mediator",
    "W": "witness", "L": "place", "T": "time", "S": "speaker", "C": "content",
}  # fmt: skip

_HEADER = re.compile(r"=== (?P<id>\S+)(?: (?P<published>\d{4}-\d\d-\d\d))?(?: (?P<note>.*))?$")
_TEXT = re.compile(r"(?P<n>\d+)> (?P<text>.+)$")
_LABEL = re.compile(r"(?P<n>\d+) (?P<rest>\S.*)$")
_FILLER = re.compile(r"(?P<role>[ARIBNMWLTSC])(?:@(?P<n>\d+))?(?::(?P<kind>[a-z]{3}))? (?P<words>.+)$")
_WORDS = re.compile(r"(?P<words>.*?)(?:#(?P<nth>\d))?$")


class SheetError(ValueError):
    """A line of a sheet that cannot be read; says which and why."""


@dataclass
class Run:
    """A run of sentences of one article or one written passage, with its labels; spans are (start, end) in ``text``."""

    id: str
    text: str
    sentences: list[tuple[int, int]]
    published: str | None = None
    note: str = ""
    events: list[dict[str, Any]] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)
    names: list[dict[str, Any]] = field(default_factory=list)


def read(sheet: str, runs: Mapping[str, Run] | None = None) -> tuple[list[Run], list[str]]:
    """The runs of a sheet with labels, and its faults, one line each.

    ``runs`` gives the sentences where the sheet leaves them out; ids that are not in it are faults.
    """
    found: list[Run] = []
    faults: list[str] = []
    for block in _blocks(sheet):
        try:
            run = _open(block, runs)
        except SheetError as error:
            faults.append(str(error))
            continue
        found.append(run)
        for number, line in block[1:]:
            try:
                _label(run, line)
            except SheetError as error:
                faults.append(f"line {number} ({run.id}): {error}: {line}")
    return found, faults


def _blocks(sheet: str) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    for number, line in enumerate(sheet.splitlines(), 1):
        line = line.rstrip()
        if line.startswith("==="):
            if block:
                yield block
            block = [(number, line)]
        elif line and not line.startswith("#") and block:
            block.append((number, line))
    if block:
        yield block


def _open(block: list[tuple[int, str]], runs: Mapping[str, Run] | None) -> Run:
    """The run of a block, with the sentences that the block or ``runs`` holds."""
    number, line = block[0]
    head = _HEADER.match(line)
    if not head:
        raise SheetError(f"line {number}: no header: {line}")
    texts = [m["text"].strip() for _, other in block[1:] if (m := _TEXT.match(other))]
    if not texts:
        known = (runs or {}).get(head["id"])
        if known is None:
            raise SheetError(f"line {number}: no sentences for {head['id']}")
        return Run(known.id, known.text, known.sentences, known.published, known.note)
    spans, at = [], 0
    for text in texts:
        spans.append((at, at + len(text)))
        at += len(text) + 1
    return Run(head["id"], "\n".join(texts), spans, head["published"], head["note"] or "")


def _label(run: Run, line: str) -> None:
    if _TEXT.match(line):
        return
    found = _LABEL.match(line)
    if not found:
        raise SheetError("not a label line")
    n = int(found["n"])
    if not 1 <= n <= len(run.sentences):
        raise SheetError(f"there is no sentence {n}")
    parts = [p.strip() for p in found["rest"].split("|")]
    if parts[0] == "say":
        run.statements.append(_statement(run, n, parts))
    elif parts[0] == "names":
        run.names.extend(_name(run, n, p) for p in parts[1:] if p)
    else:
        run.events.append(_event(run, n, parts))


def _event(run: Run, n: int, parts: list[str]) -> dict[str, Any]:
    if len(parts) < 3:
        raise SheetError("an event needs kind | status | trigger")
    kind, status, trigger, *fillers = parts
    if kind not in KINDS:
        raise SheetError(f"no such kind {kind!r}")
    if status not in STATUSES:
        raise SheetError(f"no such status {status!r}")
    event = {"sentence": n - 1, "kind": kind, "status": status, "trigger": _word(run, n, trigger)}
    return event | {"roles": [_filler(run, n, f, "ARIBNMWLT") for f in fillers if f]}


def _statement(run: Run, n: int, parts: list[str]) -> dict[str, Any]:
    if len(parts) < 3:
        raise SheetError("a statement needs say | cue | C ...")
    cue = None if parts[1] == "-" else _word(run, n, parts[1])
    roles = [_filler(run, n, f, "SC") for f in parts[2:] if f]
    if [r["role"] for r in roles].count("content") != 1:
        raise SheetError("a statement needs one C")
    return {"sentence": n - 1, "cue": cue, "roles": roles}


def _filler(run: Run, n: int, text: str, allowed: str) -> dict[str, Any]:
    found = _FILLER.match(text)
    if not found or found["role"] not in allowed:
        raise SheetError(f"cannot read the filler {text!r}")
    role, kind = found["role"], found["kind"]
    at = int(found["n"]) if found["n"] else n
    if not 1 <= at <= len(run.sentences):
        raise SheetError(f"there is no sentence {at}")
    if (kind is None) != (role in "TC"):
        raise SheetError(f"{text!r}: T and C have no kind, all others need one")
    if kind is not None and kind not in ENTITY_KINDS:
        raise SheetError(f"no such entity kind {kind!r}")
    out: dict[str, Any] = {"role": ROLES[role], "span": _place(run, at, found["words"])}
    if kind:
        out["kind"] = ENTITY_KINDS[kind]
    return out


def _name(run: Run, n: int, text: str) -> dict[str, Any]:
    kind, _, words = text.partition(" ")
    if kind not in ENTITY_KINDS or not words:
        raise SheetError(f"cannot read the name {text!r}")
    return {"kind": ENTITY_KINDS[kind], "span": _place(run, n, words)}


def _word(run: Run, n: int, text: str) -> list[int]:
    span = _place(run, n, text)
    if re.search(r"\s", run.text[span[0] : span[1]]):
        raise SheetError(f"{text!r} is more than one word")
    return span


def _place(run: Run, n: int, text: str) -> list[int]:
    """Where the words of a sentence stand, as whole words."""
    found = _WORDS.match(text.strip())
    assert found is not None
    first, dots, last = found["words"].partition(" ... ")
    nth = int(found["nth"] or 1)
    span = _find(run, n, first, nth, 0)
    if dots:
        span = [span[0], _find(run, n, last, 1, span[1])[1]]
    return span


def _find(run: Run, n: int, words: str, nth: int, after: int) -> list[int]:
    start, end = run.sentences[n - 1]
    pattern = r"\s+".join(re.escape(w) for w in words.split())
    pattern = (r"(?<!\w)" if words[:1].isalnum() else "") + pattern + (r"(?!\w)" if words[-1:].isalnum() else "")
    hits = [m.span() for m in re.compile(pattern).finditer(run.text, max(start, after), end)]
    if len(hits) < nth:
        raise SheetError(f"{words!r}{f' #{nth}' if nth > 1 else ''} is not in sentence {n}")
    return list(hits[nth - 1])
