"""The pages as a reader's browser would take them: whole, linked, inert, and true to the reports' words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from communique import dossier
from communique.errors import MachineError
from communique.model.record import Record
from tests.dossier.made_up import EMPTY, FIRST, HOSTILE, HOSTILE_NAME, MEETING, RECORD, REPORTS
from tests.factories import enrichment

VOID = frozenset("meta link input br img".split())
SOURCE = Path(dossier.__file__).parent


@dataclass
class Page(HTMLParser):
    """What a page holds: elements with their attributes, ids, links, the text of each kind of mark; and its faults."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    pieces: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if len(given) < len(attrs):
            self.faults.append(f"<{tag}> says an attribute twice")
        self.elements.append((tag, given))
        if tag not in VOID:
            self.stack.append(tag)
            if tag == "mark":
                self.marks.append(given.get("class", ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")
        elif tag == "mark":
            self.marks.pop()

    def handle_data(self, data: str) -> None:
        self.pieces.append((tuple(c for mark in self.marks for c in mark.split()), data))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]

    @property
    def text(self) -> str:
        return "".join(data for _, data in self.pieces)

    def marked(self, kind: str) -> str:
        """All text under marks of a kind, in order."""
        return "".join(data for kinds, data in self.pieces if kind in kinds)


def parse(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text("utf-8"))
    page.close()
    if page.stack:
        page.faults.append(f"left open: {page.stack}")
    return page


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("dossier")
    dossier.write(RECORD, directory, title="Amar", generated="5 May 2024")
    return directory


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Page]:
    return {path.relative_to(folder).as_posix(): parse(path) for path in sorted(folder.rglob("*.html"))}


def page_of(pages: dict[str, Page], folder_name: str, heading: str) -> Page:
    """The one page of a kind whose heading reads so."""
    (found,) = [p for name, p in pages.items() if name.startswith(folder_name) and heading in p.text]
    return found


def test_there_is_a_page_for_everything(pages: dict[str, Page]) -> None:
    single = {"index.html", "timeline.html", "entities.html", "statements.html", "disputes.html", "reuse.html"}
    drawn = {"map.html", "network.html", "network-countries.html"}
    assert single | drawn | {"reports.html"} == {name for name in pages if "/" not in name}
    for kind, count in [("events", len(RECORD.events)), ("entities", len(RECORD.entities)), ("reports", 3)]:
        assert sum(name.startswith(f"{kind}/") for name in pages) == count


def test_every_page_is_well_formed(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.faults == [], name
        assert len(page.ids) == len(set(page.ids)), f"{name} says an id twice"
        assert len(page.all("h1")) == 1, name


def links(pages: dict[str, Page]) -> Iterator[tuple[str, str]]:
    for name, page in pages.items():
        for tag, attribute in (("a", "href"), ("link", "href"), ("script", "src"), ("use", "href")):
            yield from ((name, attrs[attribute]) for attrs in page.all(tag) if attribute in attrs)


def test_no_link_is_broken(pages: dict[str, Page], folder: Path) -> None:
    filters = {"timeline.html", "statements.html"}  # what follows the # there is a choice, not a place
    for name, link in links(pages):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = (folder / name).parent / unquote(parts.path) if parts.path else folder / name
        assert target.is_file(), f"{name} links to {link}"
        where = target.resolve().relative_to(folder.resolve()).as_posix()
        if parts.fragment and where not in filters:
            assert unquote(parts.fragment) in pages[where].ids, f"{name} links to {link}"


def test_scripts_point_at_pages_that_exist(folder: Path) -> None:
    for path in sorted((folder / "data").iterdir()):
        for item in payload(path)["items"]:
            assert (folder / item["href"].partition("#")[0]).is_file()


def payload(path: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads(
        path.read_text("utf-8").removeprefix("window.dossier = ").rstrip(";\n")
    )
    return found


def test_links_that_leave_are_web_addresses_and_tell_no_one_where_from(pages: dict[str, Page]) -> None:
    outside = [a for page in pages.values() for a in page.all("a") if urlsplit(a["href"]).scheme]
    assert [a["href"] for a in outside] == ["https://lantern.example/1?a=1&b=2"]
    assert "noreferrer" in outside[0]["rel"]


def test_hostile_text_stays_text(pages: dict[str, Page]) -> None:
    """No element, no handler and no style comes from a report, a name or a title."""
    allowed = {f"assets/{name}.js" for name in ("list", "map", "timeline", "entities", "statements", "report")}
    allowed |= {f"data/{name}.js" for name in ("timeline", "entities", "statements")}
    for name, page in pages.items():
        for tag, attrs in page.elements:
            assert tag not in ("img", "iframe", "object", "base", "style", "b", "i"), name
            assert not any(key.startswith("on") or key == "style" for key in attrs), name
        assert {attrs["src"].removeprefix("../") for attrs in page.all("script")} <= allowed, name
        policy = page.all("meta")[1]["content"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:" in policy
    shown = page_of(pages, "reports/", "said Mallory").text
    assert "</script><script>alert(1)</script>" in shown
    assert "{{ 7*7 }}" in shown
    assert HOSTILE_NAME in page_of(pages, "entities/", f"{HOSTILE_NAME} · Amar").text


def test_hostile_text_is_inert_in_scripts(folder: Path) -> None:
    for path in (folder / "data").iterdir():
        raw = path.read_text("utf-8")
        assert not re.search("[<>&\u2028\u2029]", raw), path.name
        assert raw.count("\n") == 1
    assert any(HOSTILE_NAME in item["text"] for item in payload(folder / "data" / "timeline.js")["items"])


def test_what_cannot_be_seen_is_shown(pages: dict[str, Page], folder: Path) -> None:
    for path in folder.rglob("*.*"):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028]", path.read_text("utf-8")), path.name
    page = page_of(pages, "reports/", "said Mallory")
    assert "MalloryU+202Egnp.exe" in page.text
    assert {"class": "unseen", "title": "U+202E RIGHT-TO-LEFT OVERRIDE"} in page.all("span")


def test_templates_never_call_text_safe_and_quote_every_attribute() -> None:
    for path in sorted((SOURCE / "templates").iterdir()):
        source = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe|autoescape|Markup", source), path.name
        assert not re.search(r"\s[\w-]+=\{\{", source), path.name
    scripts = "".join(path.read_text("utf-8") for path in sorted((SOURCE / "assets").glob("*.js")))
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(", scripts)


@pytest.mark.parametrize("event", RECORD.events, ids=lambda event: event.id)
def test_evidence_is_marked_word_for_word(event, pages: dict[str, Page]) -> None:  # type: ignore[no-untyped-def]
    page = page_of(pages, "events/", f"{event.summary} · Amar")
    marked = page.marked("evidence")
    for evidence in event.evidence:
        assert plain(evidence.quote) in marked


def plain(text: str) -> str:
    return text.replace("\u202e", "U+202E").replace("\u2028", "U+2028")


def test_parts_are_marked_where_they_are_told(pages: dict[str, Page]) -> None:
    page = page_of(pages, "events/", "Ada Brenn and Tomas Kell met in Port Amar. · Amar")
    assert page.marked("trigger") == "act" + "met" + "received"  # the legend, then the words
    assert "Foreign Minister Ada Brenn" in page.marked("actor")
    assert page.marked("date") == "date" + "on May 2" + "on May 3"
    assert "Port Amar" in page.marked("place")


def test_a_report_is_shown_whole(pages: dict[str, Page], folder: Path) -> None:
    """The blocks put together are the text, character by character; story and surroundings told apart."""
    for letter, report in REPORTS.items():
        raw = (folder / f"reports/{letter * 16}.html").read_text("utf-8")
        words = re.findall(r'<p class="words" dir="auto">(.*?)</p>\n', raw, re.DOTALL)
        page = Page()
        page.feed("".join(words))
        assert page.text == plain(report.text)
    page = pages["reports/" + "a" * 16 + ".html"]
    kinds = [attrs["class"] for attrs in page.all("div") if attrs.get("class", "").startswith("block")]
    assert [kind.split()[1] for kind in kinds] == ["clutter", "story", "story", "story", "clutter"]


def test_overlapping_marks_each_keep_their_words(pages: dict[str, Page]) -> None:
    page = pages["reports/" + "a" * 16 + ".html"]
    both = "".join(data for kinds, data in page.pieces if {"ev", "said"} <= set(kinds))
    assert "We came to sign, and we signed the Amar Accord" in both
    assert FIRST[FIRST.index("The two governments") :].split(", the ministry")[0] in page.marked("shared")
    commission = "a joint commission of twelve officers will watch the river border"
    assert commission in "".join(d for kinds, d in page.pieces if {"ev", "said", "shared"} <= set(kinds))


def test_differing_words_of_a_shared_passage_are_marked(pages: dict[str, Page]) -> None:
    assert pages["reuse.html"].marked("diff") == "Words that differ" + "twelve" + "fourteen"


def test_disputes_stand_side_by_side(pages: dict[str, Page]) -> None:
    text = pages["disputes.html"].text
    assert text.index("2 May 2024") < text.index("on May 2") < text.index("3 May 2024") < text.index("on May 3")
    event = page_of(pages, "events/", "Ada Brenn and Tomas Kell met in Port Amar. · Amar")
    assert "day of the meeting" in event.text
    assert "same name; same country" in event.text
    assert "rules/0.1" in event.text


def test_a_page_tells_how_many_origins_and_who_copies_whom(pages: dict[str, Page]) -> None:
    event = page_of(pages, "events/", "A joint commission was to be set up. · Amar")
    assert "Told in 2 reports, of 1 independent origin" in " ".join(event.text.split())
    assert "Who has it from whom" in event.text
    meeting = page_of(pages, "events/", "Ada Brenn and Tomas Kell met in Port Amar. · Amar")
    assert "of 2 independent origins: none copies another here" in " ".join(meeting.text.split())
    assert "Who has it from whom" not in meeting.text


def test_a_copy_is_marked_on_its_page_and_in_the_lists(pages: dict[str, Page]) -> None:
    copy, origin = (pages[f"reports/{letter * 16}.html"].text for letter in "ba")
    assert "of this story also stands there, word for word or nearly so (the likely origin: published earlier)" in copy
    assert "Likely origin of passages in" in origin
    assert "% in" in pages["reports.html"].text
    assert "Families of reports" in pages["reuse.html"].text


def test_numbers_stand_with_who_tells_them(pages: dict[str, Page]) -> None:
    event = page_of(pages, "events/", "A joint commission was to be set up. · Amar").text
    assert "officer: 12 to 14, best 14" in event
    numbers = event.index("officer: 12")
    assert event.index("twelve officers", numbers) < event.index("fourteen officers", numbers)


def test_what_only_points_back_is_marked_so(pages: dict[str, Page]) -> None:
    for heading, count in [
        ("A joint commission was to be set up.", 1),
        ("Ada Brenn and Tomas Kell met in Port Amar.", 0),
    ]:
        page = page_of(pages, "events/", f"{heading} · Amar")
        assert [a["class"] for a in page.all("figure")].count("passage points-back") == count


def test_a_join_tells_its_reasons_and_how_to_take_it_back(pages: dict[str, Page]) -> None:
    meeting = page_of(pages, "events/", "Ada Brenn and Tomas Kell met in Port Amar. · Amar").text
    assert "Why these are held to be one" in meeting
    assert "score 0.91" in meeting
    assert "Against: the reports tell 2 others of this kind" in meeting
    assert f"communique split 2024-05-02-meeting {MEETING.members[1]} --record RECORD" in meeting
    commission = page_of(pages, "events/", "A joint commission was to be set up. · Amar").text
    assert "by Ann, 2024-05-06" in commission
    assert "Reason given: one" in commission
    assert "communique undo NUMBER --record RECORD" in commission


def test_titles_stand_in_the_order_of_the_reports_as_told(pages: dict[str, Page]) -> None:
    page = page_of(pages, "entities/", "Ada Brenn · Amar").text
    office = page.index("Titles and offices over time")
    first, then = page.index("Foreign Minister", office), page.index("former envoy", office)
    assert office < page.index("3 May 2024", office) < first < page.index("4 May 2024", office) < then


def test_no_folder_of_the_maker_shows(folder: Path) -> None:
    assert not [path for path in folder.rglob("*.*") if "somebody" in path.read_text("utf-8")]


def test_the_same_record_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    written = dossier.write(RECORD, tmp_path, title="Amar", generated="5 May 2024")
    assert written[0] == tmp_path / "index.html"
    assert sorted(p.relative_to(tmp_path) for p in written) == sorted(
        p.relative_to(folder) for p in folder.rglob("*") if p.is_file()
    )
    for path in written:
        assert path.read_bytes() == (folder / path.relative_to(tmp_path)).read_bytes()


def test_an_empty_record_gives_pages_that_say_so(tmp_path: Path) -> None:
    dossier.write(EMPTY, tmp_path)
    assert "no reports yet" in parse(tmp_path / "index.html").text
    for path in tmp_path.rglob("*.html"):
        assert parse(path).faults == []


def test_long_lists_go_over_several_pages(tmp_path: Path) -> None:
    many = tuple(replace(RECORD.disputes[0], id=f"d{n}") for n in range(95))
    dossier.write(replace(RECORD, disputes=many), tmp_path)
    assert "dispute-40" in parse(tmp_path / "disputes.html").ids
    assert "dispute-95" in parse(tmp_path / "disputes-3.html").ids
    event = next(p for p in (tmp_path / "events").iterdir() if "meeting" in p.name)
    assert "../disputes-2.html#dispute-41" in [attrs["href"] for attrs in parse(event).all("a")]


def test_ids_that_differ_in_case_alone_get_two_files(tmp_path: Path) -> None:
    """Some systems hold "Evil" and "evil" for one name."""
    twin = replace(RECORD.events[3], id="Evil")
    written = dossier.write(replace(RECORD, events=(*RECORD.events, twin)), tmp_path)
    assert len({str(path).lower() for path in written}) == len(written)


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(MachineError, match="choose another folder"):
        dossier.write(RECORD, tmp_path / "taken")


def test_nothing_but_the_arguments_shows(tmp_path: Path) -> None:
    dossier.write(Record((), (), (), (), (), ()), tmp_path, title="A & <B>")
    page = parse(tmp_path / "index.html")
    assert "A & <B>" in page.text
    assert "Generated" not in page.text


def test_the_hostile_report_is_as_hostile_as_it_looks() -> None:
    assert all(found in HOSTILE for found in ("</script>", "\u202e", "\u2028", "onerror"))


def test_what_files_from_outside_add_is_told_apart(tmp_path: Path) -> None:
    found = enrichment(file="<list>.json", caption="A. Brenn", positions=("Envoy",), countries=("FRA",))
    dossier.write(replace(RECORD, enriched={"ada_brenn": (found,)}), tmp_path)
    pages = {path.stem: path.read_text("utf-8") for path in (tmp_path / "entities").iterdir()}
    (told,) = (text for text in pages.values() if "not from the reports" in text)
    assert "From <bdi>&lt;list&gt;.json</bdi>, not from the reports" in told
    shown = told.partition('class="outside"')[2]
    for words in ("A. Brenn", "Q-1", "line 7", "France", "Envoy", "names agree", "score 0.95", "by <bdi>Ann</bdi>"):
        assert words in shown
    assert "<h1" in told and "Ada Brenn" in told
