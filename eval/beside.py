"""``python -m eval.beside RECORD``: what it costs to add reports, and how far the outcome differs from linking anew.

The last reports of the record (by day) are taken away, the rest is linked as a whole, then they are added one by one.
For each mention in an added report, those that are one with it then are compared with those that are one with it when
the whole record is linked anew: B3 precision and recall, over mentions that are joined in one of the two.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from communique import linking
from communique.merge import clusters
from communique.merge.canonical import groups
from communique.model.report import Outcome, Report, Status
from communique.pipeline import Quiet
from communique.record.sqlite import SqliteStore
from communique.record.store import View

NOW = "2026-01-01T00:00:00Z"
VERSION = "measured"


def main() -> None:
    """Print the two measures."""
    parser = argparse.ArgumentParser(prog="eval.beside", description=__doc__)
    parser.add_argument("record", type=Path, help="a record file; it is only read")
    parser.add_argument("--added", type=int, default=50, help="reports that are added one by one")
    parser.add_argument("--near", type=int, default=linking.LIMITS.near, help="reports that are looked at for each")
    args = parser.parse_args()
    with SqliteStore(args.record) as source, tempfile.TemporaryDirectory() as folder:
        reports = source.reports()
        with SqliteStore(Path(folder) / "whole.db", create=True) as whole:
            put(source, whole, reports)
            begun = time.perf_counter()
            linking.link(whole, VERSION, NOW, Quiet(), replace(linking.LIMITS, small=len(reports)))
            print(f"{len(reports)} reports linked as a whole: {time.perf_counter() - begun:.1f} s")
            right = things(whole)
        with SqliteStore(Path(folder) / "beside.db", create=True) as beside:
            before, added = reports[: -args.added], reports[-args.added :]
            limits = replace(linking.LIMITS, small=0, near=args.near)
            put(source, beside, before)
            linking.link(beside, VERSION, NOW, Quiet(), replace(limits, batch=len(reports)))
            seconds = sorted(add(source, beside, one, limits) for one in added)
            found = things(beside)
        middle, late = seconds[len(seconds) // 2], seconds[int(0.95 * (len(seconds) - 1))]
        print(f"{len(added)} reports added one by one: {middle:.2f} s each (median), {late:.2f} s (95th percentile)")
        fresh = {report.id for report in added}
        for sort, name in (("c", "chains"), ("e", "event mentions")):
            precision, recall, count = b_cubed(right, found, sort, fresh)
            print(f"{count} {name} joined: B3 precision {precision:.3f}, recall {recall:.3f}")


def put(source: View, store: SqliteStore, reports: Iterable[Report]) -> None:
    """Copy reports with their claims."""
    with store.writing() as writer:
        for report in reports:
            writer.put(Outcome(report.source, Status.OK, report=report), report.id, "r", source.claims(report.id))


def add(source: View, store: SqliteStore, report: Report, limits: linking.Limits) -> float:
    """Add one report and link; the seconds that linking took."""
    put(source, store, [report])
    begun = time.perf_counter()
    linking.link(store, VERSION, NOW, Quiet(), limits)
    return time.perf_counter() - begun


def things(view: View) -> list[list[str]]:
    """The subjects of each thing that has several."""
    return groups(clusters({claim.key for claim in view.claims()}, view.rule_decisions()))


def b_cubed(
    right: Iterable[Sequence[str]], found: Iterable[Sequence[str]], sort: str, fresh: set[str]
) -> tuple[float, float, int]:
    """B3 precision and recall of ``found`` over the subjects of a sort in ``fresh`` (report ids), and their number."""
    ones, twos = ({key: set(group) for group in several for key in group} for several in (right, found))
    keys = [
        k for k in sorted(ones.keys() | twos.keys()) if k.partition("/")[2][0] == sort and k.partition("/")[0] in fresh
    ]
    rows = [(ones.get(key, {key}), twos.get(key, {key})) for key in keys]
    precision = sum(len(a & b) / len(b) for a, b in rows) / max(1, len(rows))
    return precision, sum(len(a & b) / len(a) for a, b in rows) / max(1, len(rows)), len(rows)


if __name__ == "__main__":
    main()
