"""The life stories are well formed: lists and words as the README tells, every report named is there, dates hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique.model.event import PLOVER

STORIES = Path(__file__).parent.parent.parent / "eval" / "stories"
FOLDERS = sorted(folder for folder in STORIES.iterdir() if folder.is_dir())
EVENTS = {event for event, _, _ in PLOVER.values() if event}
STATUSES = {"happened", "planned", "proposed", "alleged", "denied"}
AGREEMENT_STEPS = set(
    "announced negotiated initialled signed approved ratified in_force amended extended suspended"
    " withdrawn ended".split()
)
BODY_STEPS = set("planned founded working renamed extended ended".split())
FORMS = set("treaty agreement memorandum contract statement declaration".split())
OBLIGATIONS = {"open", "reported_done", "reported_broken", "disputed"}
ARMS = {"planned", "ordered", "partly_delivered", "delivered", "cancelled", "disputed"}
TRUCE_STEPS = set("announced signed in_force broken renewed ended".split())
TRUCE = {"holds", "disputed", "broken", "ended", "renewed"}
# The keys of each list, those that may be missing after the stroke.
KEYS = {
    "agreements": "name form parties steps standing | names obligations bodies",
    "bodies": "name names steps standing founded_by | members seat staff",
    "arms": "supplier recipient designation kind delivered licence price training standing reports"
    " | ordered ordered_before",
    "ceasefires": "parties start area steps violations standing | monitor",
    "offices": "office of holders |",
    "relations": "between events turns |",
    "as_of": "date shows not_yet |",
}
NAMED = set("person designation place seat supplier recipient accused told_by monitor".split())
DATED = {"date", "from", "to", "begins", "ends", "start", "by", "month"}
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
DAY = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),? )?"
    rf"(?:(?P<day>\d\d?) (?P<month>{'|'.join(MONTHS)})"
    rf"|(?P<month2>{'|'.join((*MONTHS, *(m[:3] for m in MONTHS)))})\.? (?P<day2>\d\d?),?)"
    r" (?P<year>\d{4})"
    r"|(?P<day3>\d\d)-(?P<month3>\d\d)-(?P<year3>\d{4})"
)


def expected(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """What the analyst has at the end."""
    loaded: dict[str, list[dict[str, Any]]] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return loaded


def texts(folder: Path) -> dict[str, str]:
    """The reports of a story by file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "reports").iterdir())}


def pairs(value: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from pairs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pairs(inner)


def days(text: str) -> Iterator[tuple[date, str | None]]:
    """The full dates of a text with the weekday before them: "Friday 10 June 2016", "September 18, 2012"."""
    for found in DAY.finditer(text):
        if found["day3"]:
            yield date(int(found["year3"]), int(found["month3"]), int(found["day3"])), None
            continue
        month = next(i for i, m in enumerate(MONTHS, 1) if m[:3] == (found["month"] or found["month2"])[:3])
        yield date(int(found["year"]), month, int(found["day"] or found["day2"])), found["weekday"]


def published(text: str) -> date:
    """The first full date, with which each of these reports opens."""
    return next(days(text))[0]


def is_date(told: object) -> bool:
    """Whether it is a day, a month or a year that exists: "2016-06-08", "2016-06", "2016"."""
    if not isinstance(told, str) or not re.fullmatch(r"\d{4}(-\d\d){0,2}", told):
        return False
    try:
        date.fromisoformat(told + "2000-01-01"[len(told) :])
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
class TestStory:
    def test_reports_are_short_and_in_order(self, folder: Path) -> None:
        reports = texts(folder)
        assert 4 <= len(reports) <= 8
        assert [name[:4] for name in reports] == [f"{n:03}_" for n in range(1, len(reports) + 1)]
        assert all(120 <= len(text.split()) <= 300 for text in reports.values())
        dates = [published(text) for text in reports.values()]
        assert dates == sorted(dates)

    def test_weekdays_agree_with_the_calendar(self, folder: Path) -> None:
        for name, text in texts(folder).items():
            for day, weekday in days(text):
                assert weekday in (None, WEEKDAYS[day.weekday()]), (name, day)

    def test_keys(self, folder: Path) -> None:
        told = expected(folder)
        assert set(told) <= set(KEYS) and told["as_of"] and len(told) > 1
        for name, lines in told.items():
            needed, free = (set(part.split()) for part in KEYS[name].split("|"))
            for line in lines:
                assert needed <= set(line) <= needed | free, (name, set(line) ^ needed)

    def test_reports_named_exist(self, folder: Path) -> None:
        there = set(texts(folder))
        for key, value in pairs(expected(folder)):
            if key == "reports":
                assert value and set(value) <= there, value

    def test_dates_parse_and_spans_run_forward(self, folder: Path) -> None:
        told = expected(folder)
        for key, value in pairs(told):
            if key in DATED and not isinstance(value, list):  # a list under "by" names parties
                assert value is None or is_date(value), (key, value)
        for office in told.get("offices", []):
            for holder in office["holders"]:
                width = min(len(holder["from"]), len(holder["to"] or holder["from"]))
                assert holder["from"][:width] <= (holder["to"] or holder["from"])[:width], holder
        for truce in told.get("ceasefires", []):
            assert truce["standing"] == sorted(truce["standing"])

    def test_words(self, folder: Path) -> None:
        told = expected(folder)
        for agreement in told.get("agreements", []):
            assert agreement["form"] in FORMS and agreement["standing"] in AGREEMENT_STEPS
            for step in agreement["steps"]:
                assert step["step"] in AGREEMENT_STEPS and step["status"] in STATUSES
                assert set(step.get("by", [])) <= set(agreement["parties"])
            assert {duty["standing"] for duty in agreement.get("obligations", [])} <= OBLIGATIONS
        agreements = {agreement["name"] for agreement in told.get("agreements", [])}
        for body in told.get("bodies", []):
            assert body["name"] == body["names"][-1] and body["standing"] in BODY_STEPS
            assert all(step["step"] in BODY_STEPS and step["status"] in STATUSES for step in body["steps"])
            assert body["founded_by"] is None or body["founded_by"] in agreements
        for arms in told.get("arms", []):
            assert arms["standing"] in ARMS and isinstance(arms["licence"], bool)
            assert all(batch["status"] in {"happened", "alleged", "denied"} for batch in arms["delivered"])
        for truce in told.get("ceasefires", []):
            assert {step["step"] for step in truce["steps"]} <= TRUCE_STEPS
            assert all(is_date(day) and word in TRUCE for day, word in truce["standing"])
        for relation in told.get("relations", []):
            assert len(relation["between"]) == 2 and all(is_date(month) for month in relation["turns"])
            assert all(event["kind"] in EVENTS and event["status"] in STATUSES for event in relation["events"])

    def test_counts_run_from_low_to_high(self, folder: Path) -> None:
        for _, value in pairs({"all": expected(folder)}):
            for count in value if isinstance(value, list) else [value]:
                if isinstance(count, dict) and "low" in count:
                    assert 0 <= count["low"] <= count["high"], count

    def test_names_stand_in_the_reports(self, folder: Path) -> None:
        text = " ".join(" ".join(texts(folder).values()).split()).casefold()
        for key, value in pairs(expected(folder)):
            if key in NAMED:
                assert value.casefold() in text, (key, value)
            if key in {"parties", "members", "staff", "between"}:
                assert all(party.casefold() in text for party in value), (key, value)

    def test_as_of_lies_between_two_reports(self, folder: Path) -> None:
        dates = [published(text) for text in texts(folder).values()]
        for moment in expected(folder)["as_of"]:
            assert dates[0] <= date.fromisoformat(moment["date"]) < dates[-1], moment["date"]
            assert moment["shows"] and moment["not_yet"]


def test_the_readme_lists_all() -> None:
    readme = (STORIES / "README.md").read_text(encoding="utf-8")
    assert len(FOLDERS) >= 14
    for folder in FOLDERS:
        row = re.search(rf"^\| `{folder.name}` \|.*\| (\d) \|$", readme, re.M)
        assert row and int(row[1]) == len(texts(folder)), folder.name
