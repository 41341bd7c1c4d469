"""Reliability: how often the coding changes when it should not, and stays when it should change.

The reports of `eval/held` are read as they are and with one thing changed: countries swapped for others, paragraphs in
reverse order, spelling turned from British to American or back, and finite past verbs of told events put into the
future, which must make them planned. Compared are the events by kind and status, in text order left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.model.analysis import Analysis
from communique.model.event import EventMention
from communique.model.span import Span
from communique.pipeline import Tools, load_tools, read_report
from eval.texts import as_report

HELD = Path(__file__).parent / "held"

SWAPS = (
    ("Peru", "Ghana"), ("Ecuador", "Nepal"), ("Colombia", "Latvia"), ("Chile", "Kenya"), ("Brazil", "Poland"),
    ("Mali", "Laos"), ("Burkina Faso", "Sri Lanka"), ("Nigeria", "Hungary"), ("Niger", "Oman"),
    ("Philippines", "Netherlands"), ("Indonesia", "Morocco"), ("Malaysia", "Bolivia"), ("Vietnam", "Uganda"),
    ("Japan", "Norway"), ("Serbia", "Belize"), ("Kosovo", "Lesotho"), ("Bosnia", "Guinea"),
)  # fmt: skip
"""Countries exchanged for each other, in both directions at once; no rule should mind which they are."""

SPELLINGS = (
    ("defence", "defense"), ("centre", "center"), ("programme", "program"), ("organisation", "organization"),
    ("honour", "honor"), ("labour", "labor"), ("neighbour", "neighbor"), ("harbour", "harbor"), ("armour", "armor"),
    ("mobilis", "mobiliz"), ("recognis", "recogniz"), ("criticis", "criticiz"), ("apologis", "apologiz"),
    ("travell", "travel"), ("licence", "license"), ("grey", "gray"), ("plough", "plow"), ("favour", "favor"),
)  # fmt: skip


@dataclass(frozen=True)
class Probe:
    """``same`` of ``events`` are read alike before and after; what should change counts as same where it did."""

    name: str
    events: int
    same: int

    @property
    def share(self) -> float:
        """The share that is as it should be."""
        return self.same / max(self.events, 1)


def measure(tools: Tools, folder: Path = HELD) -> list[Probe]:
    """All probes over all reports below ``folder``."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*/reports/*.txt"))]
    changes: dict[str, Callable[[str], str]] = {
        "countries swapped": swapped, "paragraphs reversed": reversed_paragraphs, "spelling changed": respelled,
    }  # fmt: skip
    plain = [_read(text, tools) for text in texts]
    probes = [_unchanged(name, change, texts, plain, tools) for name, change in changes.items()]
    return [*probes, _future(texts, plain, tools)]


def _unchanged(name: str, change: Callable[[str], str], texts: list[str], plain: list[Analysis], tools: Tools) -> Probe:
    events = same = 0
    for text, before in zip(texts, plain, strict=True):
        changed = change(text)
        if changed != text:
            old, new = (_coded(a.events) for a in (before, _read(changed, tools)))
            events += max(old.total(), new.total())
            same += (old & new).total()
    return Probe(name, events, same)


def _future(texts: list[str], plain: list[Analysis], tools: Tools) -> Probe:
    """Each plainly past event alone in the future: "met" to "will meet"."""
    events = same = 0
    for text, before in zip(texts, plain, strict=True):
        for sentence, word, kind in _past(text, before):
            verb = next(t for t in before.sentences[sentence].sentence.tokens if t.span == word)
            span = before.sentences[sentence].sentence.span
            told = text[span.start : word.start] + f"will {verb.lemma}" + text[word.end : span.end]
            after = _read(told, tools)
            events += 1
            same += any(e.kind == kind and e.status == "planned" for e in after.events)
    return Probe("past put into the future", events, same)


def _past(text: str, analysis: Analysis) -> Iterator[tuple[int, Span, str]]:
    for event in analysis.events:
        sent = analysis.sentences[event.sentence].sentence
        at = next((i for i, t in enumerate(sent.tokens) if t.span == event.trigger), None)
        if at is not None and event.status == "happened" and sent.tokens[at].xpos == "VBD":
            yield event.sentence, event.trigger, event.kind


def _coded(events: tuple[EventMention, ...]) -> Counter[tuple[str, str]]:
    return Counter((e.kind, e.status) for e in events)


def _read(text: str, tools: Tools) -> Analysis:
    body = tuple(Span(*m.span()) for m in re.finditer(r"[^\n]+", text))
    return read_report(as_report("probe", text, "2023-06-15", body), tools)


def swapped(text: str) -> str:
    """Each country of `SWAPS` exchanged for its partner."""
    table = dict(SWAPS) | {b: a for a, b in SWAPS}
    return re.sub(rf"\b({'|'.join(sorted(table, key=len, reverse=True))})\b", lambda m: table[m[0]], text)


def reversed_paragraphs(text: str) -> str:
    """Title first, then the paragraphs from the last to the first."""
    title, *rest = text.split("\n\n")
    return "\n\n".join([title, *reversed(rest)])


def respelled(text: str) -> str:
    """British spelling made American, or the reverse where none is British."""
    british = any(a in text for a, _ in SPELLINGS)
    for a, b in SPELLINGS:
        text = text.replace(a, b) if british else text.replace(b, a)
    return text


def report(probes: list[Probe]) -> str:
    """A line a probe."""
    return "\n".join(f"{p.name:28}{p.share:>8.3f}   ({p.same} of {p.events} events as they should be)" for p in probes)


if __name__ == "__main__":
    print(report(measure(load_tools())))
