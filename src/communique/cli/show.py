"""``communique show``: what a record holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import json_option, record_option, stored
from communique.cli.terminal import flat, paint, put, put_json, say, wrapped
from communique.export.naming import report_names
from communique.export.record import entity_json

if TYPE_CHECKING:
    from communique.model.record import Decision, Record
    from communique.record.store import InputRow

Row = dict[str, Any]

FORMAT = "communique-{}/1"
STATUSES = ("ok", "partial", "skipped", "failed")
PARTS = ("overview", "inputs", "reports", "entities", "statements", "reuse", "disputes", "decisions")


@click.command()
@click.argument("part", type=click.Choice(PARTS), default="overview")
@record_option
@click.option("--status", type=click.Choice(STATUSES), help="Of inputs: only those that ended so.")
@json_option
def show(part: str, path: Path, status: str | None, as_json: bool) -> None:
    """Show what a record holds: an overview, or all of one PART.

    \b
    inputs      every input with how it ended and why
    reports     the reports with publisher and date
    entities    persons, states, organisations and things
    statements  who is told to have said what
    reuse       passages that several reports share
    disputes    where reports differ
    decisions   what persons joined, held apart and took back, with the number that undo takes
    """
    from communique.pipeline import open_record

    with stored(path) as store:
        if part == "inputs":
            rows = [_input(row) for row in store.inputs() if not status or row.status == status]
            _list("inputs", rows, _input_line, as_json)
            return
        if part == "decisions":
            _list("decisions", list(_decisions(store.human_decisions())), _decision_line, as_json)
            return
        record, inputs = open_record(store), store.inputs()
    if part == "overview":
        _overview(record, inputs, as_json)
    else:
        rows_of, line = LISTINGS[part]
        _list(part, list(rows_of(record)), line, as_json)


def _list(part: str, rows: list[Row], line: Callable[[Row], str], as_json: bool) -> None:
    if as_json:
        put_json({"format": FORMAT.format(part), part: rows})
        return
    for row in rows:
        for text in wrapped(line(row), "    ", ""):
            put(text)
    if not rows:
        say(f"No {part}.")


# -- parts -------------------------------------------------------------------------------------------------------------


def _input(row: InputRow) -> Row:
    return {"source": row.source, "status": row.status, "code": row.code, "message": row.message, "reader": row.reader}


def _input_line(row: Row) -> str:
    about = row["message"] if row["source"] in row["message"] else f"{row['source']}: {row['message']}"
    ended = f"{row['status']}{' ' + row['code'] if row['code'] else ''}"
    return f"{ended:<18}{flat(about if row['message'] else row['source'])}"


def _reports(record: Record) -> Iterator[Row]:
    names = report_names(record.reports)
    for report in record.reports:
        fields = {name: getattr(report, name) for name in ("title", "publisher", "agency", "published")}
        values = {name: found.value if found else None for name, found in fields.items()}
        yield {"id": names[report.id], "source": report.source, **values}


def _report_line(row: Row) -> str:
    about = flat(" · ".join(row[k] for k in ("published", "publisher", "agency", "title") if row[k]))
    return f"{paint(flat(row['id']), fg='blue')}  {about or 'nothing told about it'}"


def _entities(record: Record) -> Iterator[Row]:
    for entity in record.entities:
        yield {
            **entity_json(entity),
            "titles": [title.value for title in entity.titles],
            "mentions": sum(len(name.claims) for name in entity.names),
        }


def _entity_line(row: Row) -> str:
    about = " ".join(filter(None, (row["kind"], row["country"], row["sector"])))
    others = [flat(name) for name in row["names"] if name != row["name"]]
    also = f"; also {', '.join(others[:4])}{' ...' if len(others) > 4 else ''}" if others else ""
    return f"{paint(row['id'], fg='blue')}  {flat(row['name'])} ({about}){also}"


def _statements(record: Record) -> Iterator[Row]:
    names = report_names(record.reports)
    speakers = {entity.id: entity.name for entity in record.entities}
    for s in record.statements:
        yield {
            "id": s.id,
            "speaker": s.speaker,
            "speaker_name": speakers.get(s.speaker or ""),
            "report": names[s.evidence.report],
            "quote": flat(s.evidence.quote),
            "direct": s.direct,
        }


def _statement_line(row: Row) -> str:
    marks = ("“", "”") if row["direct"] else ("", "")
    quote = row["quote"].strip('"“”')
    return f"{paint(row['id'], fg='blue')}  {flat(row['speaker_name'] or 'someone')}: {marks[0]}{quote}{marks[1]}"


def _reuse(record: Record) -> Iterator[Row]:
    names = report_names(record.reports)
    texts = {report.id: report.text for report in record.reports}
    for found in record.reuse:
        first = found.passages[0]
        yield {
            "reports": [names[passage.report] for passage in found.passages],
            "similarity": round(found.similarity, 4),
            "quote": flat(first.span.quote(texts[first.report])),
        }


def _reuse_line(row: Row) -> str:
    words = row["quote"].split()
    short = row["quote"] if len(words) <= 16 else f"{' '.join(words[:8])} … {' '.join(words[-8:])}"
    return f"{', '.join(row['reports'])}  {len(words)} words, {row['similarity']:.0%} alike: {short}"


def _disputes(record: Record) -> Iterator[Row]:
    names = report_names(record.reports)
    for d in record.disputes:
        values = [
            {"value": v.value, "report": names[v.evidence.report], "quote": flat(v.evidence.quote)} for v in d.values
        ]
        yield {"id": d.id, "about": d.about, "event": d.event, "prop": d.prop, "values": values}


def _dispute_line(row: Row) -> str:
    values = "; ".join(f"{flat(v['value'])} ({v['report']}: “{v['quote']}”)" for v in row["values"])
    return f"{paint(row['id'], fg='blue')}  {flat(row['about'])} {values}"


def _decisions(decisions: tuple[Decision, ...]) -> Iterator[Row]:
    from communique.merge.persons import actions

    for action in actions(decisions):
        first = action.decisions[0]
        yield {
            "number": action.number,
            "action": action.words,
            "author": first.author,
            "time": first.time,
            "reason": first.reason,
            "stands": action.stands,
            "decisions": [{"left": d.left, "right": d.right, "judgement": str(d.judgement)} for d in action.decisions],
        }


def _decision_line(row: Row) -> str:
    what = row["action"] or f"{row['decisions'][0]['judgement']}: {row['decisions'][0]['left']}"
    why = f": {row['reason']}" if row["reason"] else ""
    ended = "" if row["stands"] else " (no longer stands)"
    return (
        f"{row['number']:>3}  {flat(what)}  {row['time'][:16].replace('T', ' ')} by {flat(row['author'] + why)}{ended}"
    )


LISTINGS: dict[str, tuple[Callable[[Record], Iterator[Row]], Callable[[Row], str]]] = {
    "reports": (_reports, _report_line),
    "entities": (_entities, _entity_line),
    "statements": (_statements, _statement_line),
    "reuse": (_reuse, _reuse_line),
    "disputes": (_disputes, _dispute_line),
}


# -- overview ----------------------------------------------------------------------------------------------------------


def _overview(record: Record, inputs: tuple[InputRow, ...], as_json: bool) -> None:
    counts = {part: len(getattr(record, part)) for part in ("reports", "entities", "events", "statements")}
    counts |= {part: len(getattr(record, part)) for part in ("reuse", "disputes")}
    ended = dict(sorted(Counter(str(row.status) for row in inputs).items()))
    kinds = dict(Counter(event.kind for event in record.events).most_common())
    statuses = dict(Counter(event.status for event in record.events).most_common())
    if as_json:
        put_json({"format": FORMAT.format("overview"), "inputs": ended, **counts, "kinds": kinds, "statuses": statuses})
        return
    put(f"{'inputs':<12}{len(inputs):>7}  {_joined(ended)}".rstrip())
    for part, count in counts.items():
        about = {"events": _joined(statuses), "reports": _days(record)}.get(part, "")
        put(f"{part:<12}{count:>7}  {about}".rstrip())
    for line in wrapped(_joined(kinds), " " * 21, f"{'kinds':<21}") if kinds else ():
        put(line)


def _joined(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())


def _days(record: Record) -> str:
    days = sorted(report.published.value for report in record.reports if report.published)
    return f"published {days[0]} to {days[-1]}" if days else ""
