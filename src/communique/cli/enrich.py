"""``communique enrich``: what local files of known persons and bodies say of the entities of a record."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.decide import signed_by, signed_options
from communique.cli.explain import opened
from communique.cli.options import json_option, record_option, stored
from communique.cli.terminal import flat, paint, put, put_json, say, wrapped
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.ingest.followthemoney import BadLine
    from communique.merge.outside import Fit, Matcher, Open
    from communique.model.outside import Enrichment
    from communique.model.record import Record, Signed
    from communique.record.store import Store

FORMAT = "communique-enrichment/1"
MOST_TOLD = 20  # bad lines told with their reason; all are counted
CUT = ("TRUNCATED", "BOMB")  # codes of what ends a file early
WORD_EVERY = 30.0  # seconds between two lines of progress


@dataclass
class Pass:
    """What came of one file: ``lines`` are ``entities``, ``others`` (of schemata not matched) and ``bad``."""

    file: str
    sha256: str
    lines: int = 0
    entities: int = 0
    others: int = 0
    bad: Counter[str] = field(default_factory=Counter)
    told: list[BadLine] = field(default_factory=list)
    matched: tuple[Fit, ...] = ()
    left_open: tuple[Open, ...] = ()
    replaced: int = 0

    @property
    def is_cut(self) -> bool:
        """Whether the file ended early: then nothing of it is kept, as better matches may be in what is missing."""
        return any(code in self.bad for code in CUT)


@click.command(epilog="Nothing is fetched. See the result with: communique explain ENTITY")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE...")
@record_option
@click.option("--remove", "removed", multiple=True, metavar="ID", help="Take a match away: an identifier or an entity.")
@click.option("--again", is_flag=True, help="Also match what was taken away before.")
@click.option("--dry-run", is_flag=True, help="Tell what would be matched or taken away; keep nothing.")
@signed_options
@json_option
def enrich(
    files: tuple[Path, ...],
    path: Path,
    removed: tuple[str, ...],
    again: bool,
    dry_run: bool,
    reason: str,
    author: str | None,
    as_json: bool,
) -> int:
    """Match persons and bodies of the record with those of local files.

    Each FILE holds JSON lines as FollowTheMoney and OpenSanctions write them, also packed with gzip. What it adds is
    kept beside what reports tell and shown as coming from the file. A later run with a file of the same name, or of
    the same content, replaces what it gave.
    """
    if bool(files) == bool(removed):
        raise UsageError("Name files to match with, or --remove ID; one of the two.")
    signed = signed_by(author, reason)
    with stored(path) as store:
        if removed:
            _take_away(store, removed, signed, dry_run, as_json)
            return 0
        passes = _match(store, files, signed, again, dry_run)
    if as_json:
        put_json({"format": FORMAT, "dry_run": dry_run, "files": [_as_json(each) for each in passes]})
    else:
        for each in passes:
            _tell(each, dry_run)
    return 1 if any(each.bad for each in passes) else 0


# -- matching ----------------------------------------------------------------------------------------------------------


def _match(store: Store, files: Sequence[Path], signed: Signed, again: bool, dry_run: bool) -> list[Pass]:
    from communique.merge.outside import enrichment

    names = Counter(file.name for file in files)
    if twice := [name for name, n in names.items() if n > 1]:
        raise UsageError(f"Two files are called {twice[0]}, and the second would replace the first; rename one.")
    record, apart = _opened(store)
    passes = [_pass(file, record, frozenset() if again else apart) for file in files]
    if len({each.sha256 for each in passes}) < len(passes):
        raise UsageError("Two of the files are the same; name it once.")
    if dry_run:
        return passes
    with store.writing() as writer:
        for each in passes:
            if not each.is_cut:
                found = [enrichment(fit, each.file, each.sha256, signed) for fit in each.matched]
                each.replaced = writer.enrich(each.file, each.sha256, found, again)
    return passes


def _opened(store: Store) -> tuple[Record, frozenset[tuple[str, str]]]:
    """The record, and the pairs of an entity and an outside identifier that were taken away."""
    from communique.merge.outside import rebound

    book = opened(store)
    gone = rebound([e for e in store.enrichments() if e.removal is not None], book.material.claims)
    of_chain = book.record.entity_of_chains()
    return book.record, frozenset((of_chain[e.mention], e.outside) for e in gone if e.mention in of_chain)


def _pass(file: Path, record: Record, apart: frozenset[tuple[str, str]]) -> Pass:
    from communique.ingest import followthemoney
    from communique.merge.outside import Matcher

    matcher = Matcher(record.entities, apart)
    with followthemoney.opened(file) as (sha256, lines):
        found = Pass(_name(file), sha256)
        _count(found, lines, matcher)
    found.matched, found.left_open = matcher.result()
    return found


def _name(file: Path) -> str:
    return file.name.encode(errors="replace").decode()  # a name that is no UTF-8 cannot be stored


def _count(found: Pass, lines: Iterable[Any], matcher: Matcher) -> None:
    from communique.ingest.followthemoney import BadLine

    word = time.monotonic() + WORD_EVERY
    for line in lines:
        found.lines += 1
        if line is None:
            found.others += 1
        elif isinstance(line, BadLine):
            found.bad[line.code] += 1
            found.told += [line] if len(found.told) < MOST_TOLD else []
        else:
            found.entities += 1
            matcher.take(line)
        if found.lines % 1000 == 0 and time.monotonic() > word:
            say(f"{flat(found.file)}: {found.lines} lines so far")
            word = time.monotonic() + WORD_EVERY


# -- taking away -------------------------------------------------------------------------------------------------------


def _take_away(store: Store, ids: Sequence[str], signed: Signed, dry_run: bool, as_json: bool) -> None:
    from communique.merge.outside import rebound

    book = opened(store)
    standing = [e for e in store.enrichments() if e.removal is None]
    now = [e.mention for e in rebound(standing, book.material.claims)]
    of_chain = book.record.entity_of_chains()
    pairs = [(e, of_chain.get(mention, "")) for e, mention in zip(standing, now, strict=True)]
    chosen: dict[tuple[str, str, str], Enrichment] = {}
    for id_ in ids:
        found = [e for e, _ in pairs if e.outside == id_] or [e for e, entity in pairs if entity and entity == id_]
        if not found:
            raise UsageError(f"No match with {id_!r} to take away: name an outside identifier, or an entity with one.")
        chosen |= {(e.file, e.mention, e.outside): e for e in found}
    if not dry_run:
        with store.writing() as writer:
            writer.take_away(chosen.values(), signed)
    if as_json:
        rows = [{"id": e.outside, "caption": e.caption, "file": e.file} for e in chosen.values()]
        put_json({"format": FORMAT, "dry_run": dry_run, "removed": rows})
        return
    for e in chosen.values():
        say(f"{'Would take' if dry_run else 'Taken'} away: {flat(e.caption)} [{flat(e.outside)}] of {flat(e.file)}")


# -- telling -----------------------------------------------------------------------------------------------------------


def _tell(found: Pass, dry_run: bool) -> None:
    for fit in found.matched:
        head = f"{paint(fit.entity.id, fg='blue')}  {flat(fit.outside.caption)} [{flat(fit.outside.id)}]"
        for line in wrapped(f"{head}  {fit.score:.2f} {flat(fit.explanation)}", "    ", ""):
            put(line)
    for left in found.left_open:
        ids = ", ".join(f"{flat(fit.outside.caption)} [{flat(fit.outside.id)}]" for fit in left.fits)
        for line in wrapped(f"{paint(left.entity.id, fg='blue')}  left open: {flat(left.reason)}: {ids}", "    ", ""):
            put(line)
    bad = found.bad.total()
    counts = f"{found.entities} entities, {found.others} of other sorts, {bad} bad"
    say(f"{flat(found.file)}: {found.lines} lines: {counts}.")
    for line_ in found.told:
        say(f"  line {line_.line}: {line_.code} {flat(line_.message)}")
    if bad > len(found.told):
        say(f"  and {bad - len(found.told)} more")
    if found.is_cut:
        say("  The file is cut, so nothing of it was kept; fetch it again.")
        return
    kept = "would be kept" if dry_run else f"kept, in place of {found.replaced} that the file gave before"
    say(f"  {len(found.matched)} matched and {kept}; {len(found.left_open)} left open.")


def _as_json(found: Pass) -> dict[str, Any]:
    from communique.merge.outside import alpha3, sector

    matched = [
        {
            "entity": fit.entity.id,
            **_candidate(fit),
            "explanation": fit.explanation,
            "countries": list(alpha3(fit.outside.countries)),
            "positions": list(fit.outside.positions),
            "topics": list(fit.outside.topics),
            "sector": sector(fit.outside.topics) or None,
        }
        for fit in found.matched
    ]
    left_open = [
        {"entity": left.entity.id, "reason": left.reason, "candidates": [_candidate(fit) for fit in left.fits]}
        for left in found.left_open
    ]
    return {
        "file": found.file,
        "sha256": found.sha256,
        "lines": found.lines,
        "entities": found.entities,
        "others": found.others,
        "bad": found.bad.total(),
        "reasons": [{"line": b.line, "code": b.code, "message": b.message} for b in found.told],
        "cut": found.is_cut,
        "replaced": found.replaced,
        "matched": matched,
        "open": left_open,
    }


def _candidate(fit: Fit) -> dict[str, Any]:
    return {"id": fit.outside.id, "caption": fit.outside.caption, "line": fit.outside.line, "score": fit.score}
