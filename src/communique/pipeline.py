"""Orders the stages: inputs to reports, reports to claims, claims of all reports to decisions, and all to a record."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from communique.model.analysis import Analysis
from communique.model.record import Claim, Decision, Record
from communique.model.report import Outcome, Report, Status
from communique.model.time import TimeExpression
from communique.record.assemble import assemble
from communique.record.entities import enriched
from communique.record.garbage import uncollected
from communique.record.store import InputRow, Store, View, Writer
from communique.record.subjects import Material
from communique.record.unroll import unroll
from communique.workers import Fault, Plan, run

if TYPE_CHECKING:
    from communique.events.times import TimeWords
    from communique.ingest import Input
    from communique.ingest import Options as IngestOptions
    from communique.language import Analyser
    from communique.lexicon import Lexicon
    from communique.reference import Reference

PACKAGE = Path(__file__).parent
BATCH_REPORTS, BATCH_SECONDS = 16, 1.0  # a transaction syncs the disk; a killed run loses what the last one lacks

# What a report's claims depend on: when any of it changes, reports are read again.
READING = ("model", "ingest", "language", "entities", "events", "steps", "lexicon.py", "reference.py", "data/en")
READING_CODE = ("pipeline.py", "record/unroll.py")
READING_DATA = ("data/reference", "data/weights/en/card.json")
LINKING = ("model", "reuse", "merge", "lexicon.py", "linking.py", "record/nearby.py")
REGISTERS = ("record", "registers", "coding.py", "kept.py", "data/plover.toml")
LINKING_DATA = ("data/en/matching.toml", "data/en/joining.toml", "data/reference")


# -- one report --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tools:
    """What reading needs, loaded once."""

    analyser: Analyser
    lexicon: Lexicon
    time_words: TimeWords
    reference: Reference
    ingest: IngestOptions


def load_tools() -> Tools:
    """The language model, the word lists and the tables; a MachineError says what is missing."""
    from communique import language, lexicon, reference
    from communique.events.times import load_time_words
    from communique.ingest import Options as IngestOptions
    from communique.ingest import load_clutter

    folder, words = PACKAGE / "data" / "en", lexicon.load()
    return Tools(
        language.load(forms=words.forms()),
        words,
        load_time_words(folder / "times.toml"),
        reference.load(),
        IngestOptions(load_clutter(folder / "clutter.toml")),
    )


def read_report(report: Report, tools: Tools) -> Analysis:
    """All that one report tells: sentences, times, chains, events, statements, steps of agreements and bodies."""
    from communique.entities import find_chains
    from communique.events import find_events, find_statements, with_tellers
    from communique.events.arms import find_arms
    from communique.events.times import find_times, towards_future
    from communique.steps import with_steps

    def forward(time: TimeExpression) -> TimeExpression:
        return towards_future(time, report.text, report.published_on, tools.time_words)

    sentences = tools.analyser.read(report.text, report.body)
    spans = [parsed.sentence.span for parsed in sentences]
    times = find_times(report.text, spans, report.published_on, tools.time_words)
    analysis = Analysis(report, sentences, times)
    analysis = replace(analysis, chains=find_chains(analysis, tools.lexicon, tools.reference))
    analysis = replace(analysis, statements=find_statements(analysis, tools.lexicon))
    events = find_events(analysis, tools.lexicon, forward)
    firm = with_tellers([e for e in events if not e.faint], analysis.statements, analysis.chains)
    analysis = replace(analysis, events=firm, faint=tuple(e for e in events if e.faint))
    analysis = with_steps(analysis, tools.lexicon, forward)
    return replace(analysis, arms=find_arms(analysis, tools.lexicon, forward))


# -- many reports ------------------------------------------------------------------------------------------------------

Reading = tuple[Outcome, tuple[Claim, ...]]
Reader = Callable[["Input"], Reading]


def make_reader() -> Reader:
    """The function that reads one input, with its tools loaded; called once in each worker."""
    return partial(_read_input, load_tools())


def _read_input(tools: Tools, entry: Input) -> Reading:
    from communique.ingest import read_input

    outcome = read_input(entry, tools.ingest)
    if outcome.report is None:
        return outcome, ()
    return outcome, unroll(read_report(outcome.report, tools))


@dataclass(frozen=True)
class Options:
    """How to read: ``seconds`` is the longest one input may take, where there are worker processes to be stopped.

    With one worker all is read in this process, unless ``apart`` asks for a process of its own, which may crash.
    ``again`` reads also what was read before. ``make`` and ``version`` replace the reader, as tests and other
    extractors do: ``make`` is importable from a module, since workers import it.
    """

    workers: int = 1
    apart: bool = False
    seconds: float = 120.0
    again: bool = False
    make: Callable[[], Reader] | None = None
    version: str = ""
    stop: Callable[[], bool] = lambda: False

    @property
    def reader(self) -> str:
        """The version written beside each input."""
        return self.version or reading_version()


@dataclass(frozen=True)
class Summary:
    """The end of a run: ``statuses`` counts every input seen, ``reasons`` those that were not simply read."""

    statuses: Counter[Status] = field(default_factory=Counter)
    reasons: Counter[tuple[Status, str]] = field(default_factory=Counter)
    read: int = 0
    seconds: float = 0.0
    interrupted: bool = False

    @property
    def seen(self) -> int:
        """How many inputs there were: the sum over all statuses."""
        return self.statuses.total()

    @property
    def unchanged(self) -> int:
        """How many of them had been read before."""
        return self.seen - self.read


class Progress(Protocol):
    """Told of each input as it ends, and of the linking afterwards."""

    def ended(self, source: str, status: Status) -> None:
        """One input has ended."""

    def linking(self, reports: int) -> None:
        """All inputs have ended; what ``reports`` reports tell is now put together."""


class Quiet:
    """Progress that nobody watches."""

    def ended(self, source: str, status: Status) -> None:
        """Say nothing."""

    def linking(self, reports: int) -> None:
        """Say nothing."""


def read(
    inputs: Iterable[Input], store: Store, options: Options, clock: Callable[[], str], progress: Progress | None = None
) -> Summary:
    """Read ``inputs`` into ``store`` and link all that it holds; ``clock`` gives the time of the decisions."""
    summary = _read_all(inputs, store, options, progress or Quiet())
    if not summary.interrupted:
        link(store, clock(), progress or Quiet())
    return summary


def _read_all(inputs: Iterable[Input], store: Store, options: Options, progress: Progress) -> Summary:
    begun = time.monotonic()
    known = {} if options.again else {(row.source, row.content): row for row in store.inputs() if _counts(row, options)}
    statuses: Counter[Status] = Counter()
    reasons: Counter[tuple[Status, str]] = Counter()
    read_now = 0

    def count(source: str, status: Status, code: str) -> None:
        statuses[status] += 1
        if code:
            reasons[status, code] += 1
        progress.ended(source, status)

    def fresh() -> Iterator[tuple[Input, str]]:
        for entry in inputs:
            content = _content(entry)
            row = known.get((entry.source, content)) if content else None
            if row is None:
                yield entry, content
            else:
                count(row.source, row.status, row.code)

    plan = Plan(
        partial(_make_pairs, options.make or make_reader), options.workers, options.apart, options.seconds, options.stop
    )
    with _Batches(store) as batches:
        for (entry, content), result in run(fresh(), plan):
            outcome, claims = _failed(entry, result) if isinstance(result, Fault) else result
            report = outcome.report
            batches.writer().put(outcome, report.content_sha256 if report else content, options.reader, claims)
            count(outcome.source, outcome.status, outcome.code)
            read_now += 1
    return Summary(statuses, reasons, read_now, time.monotonic() - begun, options.stop())


def _counts(row: InputRow, options: Options) -> bool:
    """Whether an input as stored need not be read again: read by this reader, and not failed."""
    return row.reader == options.reader and row.status is not Status.FAILED


def _content(entry: Input) -> str:
    from communique.ingest import content_sha256

    return content_sha256(entry) or ""


def _make_pairs(make: Callable[[], Reader]) -> Callable[[tuple[Input, str]], Reading]:
    return partial(_read_pair, make())


def _read_pair(reader: Reader, pair: tuple[Input, str]) -> Reading:
    return reader(pair[0])


def _failed(entry: Input, fault: Fault) -> Reading:
    return Outcome(entry.source, Status.FAILED, fault.code, f"{entry.source}: {fault.message}"), ()


class _Batches:
    """Lends a writer and keeps its transaction open over several reports: one disk sync for all of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._open: AbstractContextManager[Writer] | None = None
        self._writer: Writer | None = None
        self._count, self._since = 0, 0.0

    def writer(self) -> Writer:
        """The writer for the next report."""
        if self._count >= BATCH_REPORTS or time.monotonic() - self._since > BATCH_SECONDS:
            self._end(None)
        if self._writer is None:
            self._open = self._store.writing()
            self._writer = self._open.__enter__()
            self._count, self._since = 0, time.monotonic()
        self._count += 1
        return self._writer

    def __enter__(self) -> _Batches:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Keep the last batch; where the run ends in an error, undo it, since its last report may be half written."""
        self._end(error)

    def _end(self, error: BaseException | None) -> None:
        opened, self._open, self._writer = self._open, None, None
        if opened is not None:
            opened.__exit__(type(error) if error else None, error, None)


# -- the whole record --------------------------------------------------------------------------------------------------


def link(store: Store, now: str, progress: Progress, anew: bool = False) -> None:
    """Put together what all reports tell: shared passages, and which chains and events are one thing.

    ``anew`` does so from the start also where nothing, or little, is new.
    """
    from communique import linking

    linking.link(store, linking_version(), now, progress, anew=anew)


def decide(store: Store, decisions: Iterable[Decision], now: str, progress: Progress | None = None) -> None:
    """Add a person's decisions and link again, so that what the rules made of them is seen at once."""
    with store.writing() as writer:
        for decision in decisions:
            writer.decide(decision)
    link(store, now, progress or Quiet())


def open_record(view: View, as_of: date | None = None, disputes: bool = True) -> Record:
    """The record that ``view`` amounts to; with ``as_of`` what it amounted to on the evening of that day.

    Then only reports published by that day are read, and nothing that others tell is known: see `published_by`.
    Without ``disputes`` none are looked for, which spares a third of the time.
    """
    with uncollected():
        found = material(view, as_of)
        return put_together(found) if disputes else enriched(assemble(found), found.enrichments)


def put_together(found: Material) -> Record:
    """The record that ``found`` amounts to, with what reports differ about and what files from outside add."""
    from communique.merge import find_disputes

    return enriched(assemble(found, find_disputes), found.enrichments)


def material(view: View, as_of: date | None = None) -> Material:
    """What a record is assembled from, with the clusters that all decisions amount to; see `open_record`."""
    from communique.merge import clusters, outside, rebound

    claims = view.claims()
    decisions = (*view.rule_decisions(), *rebound(view.human_decisions(), claims))
    standing = [found for found in view.enrichments() if found.removal is None]
    found = Material(view.reports(), claims, decisions, view.reuse(), None, outside.rebound(standing, claims))
    if as_of is not None:
        found = published_by(found, as_of)
    keys = dict.fromkeys(claim.key for claim in found.claims)
    return replace(found, clusters=clusters(keys, found.decisions))


def published_by(found: Material, day: date) -> Material:
    """What the reports published up to ``day`` tell by themselves; undated ones are left out.

    A decision counts where both its ends lie in them: two mentions that only a later report holds together are apart.
    Of a shared passage the early copies remain, where there are two.
    """
    reports = tuple(r for r in found.reports if r.published_on is not None and r.published_on <= day)
    known = {report.id for report in reports}

    def is_known(key: str) -> bool:
        return key.partition("/")[0] in known

    shared = (replace(one, passages=tuple(p for p in one.passages if p.report in known)) for one in found.reuse)
    return Material(
        reports,
        tuple(claim for claim in found.claims if claim.report in known),
        tuple(d for d in found.decisions if is_known(d.left) and is_known(d.right)),
        tuple(one for one in shared if len(one.passages) > 1),
        None,
        tuple(e for e in found.enrichments if is_known(e.mention)),
    )


# -- versions ----------------------------------------------------------------------------------------------------------


@cache
def reading_version() -> str:
    """The package's version with a digest of all that reading depends on: "0.1.0+1f4c22ab"."""
    return _version((*READING, *READING_CODE, *READING_DATA))


@cache
def registers_version() -> str:
    """The same for what registers make of a record."""
    return _version((*READING, *LINKING, *LINKING_DATA, *REGISTERS))


@cache
def linking_version() -> str:
    """The same for linking."""
    return _version((*LINKING, *LINKING_DATA))


def _version(parts: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        for path in _files(PACKAGE / part):
            digest.update(path.relative_to(PACKAGE).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return f"{metadata.version('communique')}+{digest.hexdigest()[:8]}"


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(p for p in path.rglob("*") if p.is_file() and p.suffix in (".py", ".toml", ".json", ".gz"))
