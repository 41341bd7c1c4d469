"""How many breaches somebody counts: "the group counted eleven violations, seven by the army"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.registers.truces.breaches import Reader
from communique.registers.truces.model import Count
from communique.registers.truces.passages import Passage
from communique.registers.truces.steps import day_of
from communique.registers.truces.tellers import Tellers
from communique.registers.truces.tolls import number, value
from communique.registers.truces.words import spellings

BY = 40  # characters between a number and the side that it is laid at


def counted(tellers: Tellers, passages: Sequence[Passage]) -> Iterator[Count]:
    """The counts that the sentences of one report tell; that there were none is one, too."""
    nouns = spellings("breach", "nouns")
    whole = re.compile(rf"\b(?P<n>no|{number()}) (?:[\w’'-]+ ){{0,2}}(?:{nouns})(?!\w)", re.IGNORECASE)
    for passage in passages:
        match = whole.search(passage.text)
        total = (0.0 if match["n"].casefold() == "no" else value(match["n"])) if match else None
        records = (
            re.search(rf"\b(?:{spellings('breach', 'records')})\b", passage.text[: match.start()], re.IGNORECASE)
            if match
            else None
        )
        interval = day_of(passage, next((t.interval for t in passage.times if t.interval), None))
        if match is None or total is None or records is None or interval is None:
            continue
        teller = Reader(tellers, passage.report, passages).subject(passage, passage.text[: match.start()])
        yield Count(
            number=total,
            by_party=tuple(_by_party(tellers, passage.text[match.end() :])) if total else (),
            told_by=tellers.name(teller, passage.report),
            interval=interval,
            evidence=(tellers.desk.quote(passage.report.id, passage.span),),
        )


def _by_party(tellers: Tellers, text: str) -> Iterator[tuple[str, float]]:
    for match in re.finditer(rf"\b({number()}) (?:by|to|against|were laid at) ", text, re.IGNORECASE):
        named = [k for at, k in tellers.sides.in_words(text) if 0 <= at - match.end() <= BY]
        told = value(match[1])
        if named and told is not None:
            yield tellers.sides.parties[named[0]].name, told
