"""How runs of the event corpus that nothing was trained on are read: by kind, status, style and threshold.

An event is found where one with the same PLOVER name is read in the same sentence; of several the one on the same word.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.model.analysis import Analysis
from communique.model.event import EventMention, plover_name
from communique.model.report import Found, Report
from communique.model.span import Span
from communique.pipeline import Tools, load_tools, read_report
from training.events import corpus
from training.events.notation import Run


@dataclass
class Tally:
    """Counts of what was found, by measure and by kind, status and style; ``shown`` are confidences of events read."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    shown: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, name: str, right: bool, side: str) -> None:
        """One thing of the gold side ("gold"), of what was read ("read"), or of both ("both")."""
        for one in ("gold", "read") if side == "both" else (side,):
            self.counts[f"{name}|{one}"] += 1
            self.counts[f"{name}|{one}+"] += right

    def share(self, name: str, side: str) -> float:
        """The share of one side that is right."""
        return self.counts[f"{name}|{side}+"] / max(self.counts[f"{name}|{side}"], 1)

    def f1(self, name: str) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.share(name, "read"), self.share(name, "gold")
        return 2 * p * r / (p + r) if p + r else 0.0


def as_report(run: Run) -> Report:
    """A run as a report of its own, each sentence a paragraph."""
    body = tuple(Span(*s) for s in run.sentences)
    found = Found(run.published, "given") if run.published and re.match(r"\d{4}-\d\d-\d\d", run.published) else None
    return Report(run.id, run.id, run.id, "", run.text, body, **({"published": found} if found else {}))


def measure(runs: Iterable[Run], tools: Tools) -> Tally:
    """Reads the runs and compares."""
    tally = Tally()
    for run in runs:
        analysis = read_report(as_report(run), tools)
        _compare(run, analysis, tally)
    return tally


def _compare(run: Run, analysis: Analysis, tally: Tally) -> None:
    style = "news" if ":" in run.id else "written"
    for n, (start, end) in enumerate(run.sentences):
        gold = [e for e in run.events if e["sentence"] == n]
        read = [e for e in analysis.events if start <= e.trigger.start < end]
        pairs = list(_pairs(gold, read))
        for g, r in pairs:
            _filled(run, analysis, g, r, tally)
        for g in gold:
            hit = any(g is a for a, _ in pairs)
            for name in ("event", f"kind {g['kind']}", f"status {g['status']}", f"style {style}"):
                tally.add(name, hit, "gold")
            if not hit:
                tally.misses.append(
                    f"MISSED {g['kind']} {g['status']} [{_at(run, g['trigger'])}] {_at(run, (start, end))}"
                )
        for r in read:
            hit = any(r is b for _, b in pairs)
            tally.shown.append((r.confidence, hit))
            for name in ("event", f"kind {r.kind}", f"status {r.status}", f"style {style}"):
                tally.add(name, hit, "read")
            if not hit:
                tally.misses.append(f"FALSE {r.kind} {r.status} [{r.trigger.quote(run.text)}] {_at(run, (start, end))}")
    _speech(run, analysis, tally)


def _pairs(gold: list[dict[str, Any]], read: list[EventMention]) -> Iterator[tuple[dict[str, Any], EventMention]]:
    left = list(read)
    ranked = sorted(
        ((g, r) for g in gold for r in read if plover_name(g["kind"]) == plover_name(r.kind)),
        key=lambda pair: (pair[0]["kind"] != pair[1].kind, abs(pair[0]["trigger"][0] - pair[1].trigger.start)),
    )
    done: list[dict[str, Any]] = []
    for g, r in ranked:
        if any(r is x for x in left) and not any(g is x for x in done):
            left = [x for x in left if x is not r]
            done.append(g)
            yield g, r


def _filled(run: Run, analysis: Analysis, g: dict[str, Any], r: EventMention, tally: Tally) -> None:
    """Kind, status, parties, place and time of an event that was found."""
    tally.add("kind", g["kind"] == r.kind, "both")
    tally.add("status", g["status"] == r.status, "both")
    tally.add(f"status told {g['status']}", g["status"] == r.status, "gold")
    chains = {c.id: c for c in analysis.chains}
    for role in ("actor", "recipient"):
        wanted = [f["span"] for f in g["roles"] if f["role"] == role]
        told = [f for f in r.roles if f.role == role]
        for span in wanted:
            tally.add(role, any(_touches(span, f.span) for f in told), "gold")
        for f in told:
            tally.add(role, any(_touches(span, m.span) for span in wanted for m in chains[f.chain].mentions), "read")
    place = [f["span"] for f in g["roles"] if f["role"] == "place"]
    if place:
        hit = r.place is not None and any(_touches(s, m.span) for s in place for m in chains[r.place.chain].mentions)
        tally.add("place", hit, "gold")
    if r.place is not None:
        tally.add("place", any(_touches(s, m.span) for s in place for m in chains[r.place.chain].mentions), "read")
    when = [f["span"] for f in g["roles"] if f["role"] == "time"]
    if when:
        tally.add("time", r.date_span is not None and any(_touches(s, r.date_span) for s in when), "gold")
    if r.date_span is not None:
        tally.add("time", any(_touches(s, r.date_span) for s in when), "read")


def _speech(run: Run, analysis: Analysis, tally: Tally) -> None:
    chains = {c.id: c for c in analysis.chains}
    spans = {(tuple(f["span"])): s for s in run.statements for f in s["roles"] if f["role"] == "content"}
    used: set[str] = set()
    for content, told in spans.items():
        found = next((s for s in analysis.statements if s.id not in used and _mostly(content, s.quote)), None)
        tally.add("statement", found is not None, "gold")
        speaker = [f["span"] for f in told["roles"] if f["role"] == "speaker"]
        if found:
            used.add(found.id)
            if speaker:
                mentions = chains[found.speaker.chain].mentions if found.speaker else ()
                tally.add("speaker", any(_touches(s, m.span) for s in speaker for m in mentions), "gold")
    for s in analysis.statements:
        tally.add("statement", s.id in used, "read")


def _touches(span: Sequence[int], other: Span) -> bool:
    return span[0] < other.end and other.start < span[1]


def _mostly(span: Sequence[int], other: Span) -> bool:
    shared = min(span[1], other.end) - max(span[0], other.start)
    return shared > 0.5 * max(span[1] - span[0], other.end - other.start)


def _at(run: Run, span: Sequence[int]) -> str:
    return " ".join(run.text[span[0] : span[1]].split())


def table(tally: Tally) -> str:
    """Precision, recall and F1 of each measure."""
    lines = [f"{'':26}{'precision':>10}{'recall':>10}{'F1':>10}{'gold':>8}{'read':>8}"]
    for name in dict.fromkeys(key.partition("|")[0] for key in sorted(tally.counts)):
        c = tally.counts
        p, r = tally.share(name, "read"), tally.share(name, "gold")
        lines.append(
            f"{name:26}{p:>10.3f}{r:>10.3f}{tally.f1(name):>10.3f}{c[f'{name}|gold']:>8}{c[f'{name}|read']:>8}"
        )
    return "\n".join(lines)


def curve(tally: Tally) -> str:
    """Precision and recall of the events read with at least some confidence."""
    gold = tally.counts["event|gold"]
    lines = [f"{'least confidence':18}{'shown':>8}{'precision':>11}{'recall':>9}"]
    for least in (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [right for confidence, right in tally.shown if confidence >= least]
        if kept:
            lines.append(f"{least:<18}{len(kept):>8}{sum(kept) / len(kept):>11.3f}{sum(kept) / max(gold, 1):>9.3f}")
    return "\n".join(lines)


def report(data: Path, tools: Tools, part: str = "test", folder: Path = corpus.FOLDER) -> str:
    """What is read of one part of the corpus, as a table."""
    news = corpus.articles(data / "news" / "foreign_affairs.jsonl.gz")
    tally = measure((run for run in corpus.read(folder, news) if corpus.part(run.id) == part), tools)
    return f"{table(tally)}\n\n{curve(tally)}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", type=Path, default=corpus.FOLDER)
    parser.add_argument("--part", default="dev", choices=("dev", "test", "train"))
    parser.add_argument("--misses", type=Path, help="write what was missed and falsely read here")
    args = parser.parse_args()
    news = corpus.articles(args.shared / "data" / "news" / "foreign_affairs.jsonl.gz")
    runs = [run for run in corpus.read(args.corpus, news) if corpus.part(run.id) == args.part]
    tally = measure(runs, load_tools())
    print(f"{len(runs)} runs, {sum(len(r.sentences) for r in runs)} sentences")
    print(f"{table(tally)}\n\n{curve(tally)}")
    if args.misses:
        args.misses.write_text("\n".join(tally.misses) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
