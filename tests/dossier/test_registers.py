"""The pages of registers: one for each that has a line, every quotation linked to its words, nothing let loose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from communique import dossier
from communique.dossier.book import Book
from communique.dossier.moods import mood
from communique.dossier.registers.page import Made
from communique.dossier.registers.pages import cited, pages
from communique.registers.relations import relations
from tests.dossier.made_up import EMPTY
from tests.dossier.test_pages import Page, parse
from tests.dossier.treaty import EVENTS, HOSTILE_WORDS, RECORD


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("registers")
    dossier.write(RECORD, directory)
    return directory


@pytest.fixture(scope="module")
def shown(folder: Path) -> dict[str, Page]:
    return {path.relative_to(folder).as_posix(): parse(path) for path in sorted(folder.rglob("*.html"))}


def test_a_register_without_lines_makes_no_page(shown: dict[str, Page], tmp_path: Path) -> None:
    assert {"registers.html", "agreements.html", "bodies.html", "relations.html"} <= shown.keys()
    assert not {"offices.html", "arms.html", "ceasefires.html"} & shown.keys()
    dossier.write(EMPTY, tmp_path)
    assert not (tmp_path / "registers.html").exists()
    assert "registers.html" not in (tmp_path / "index.html").read_text("utf-8")


def test_the_pages_are_whole_and_their_links_arrive(shown: dict[str, Page], folder: Path) -> None:
    for name, page in shown.items():
        assert page.faults == [] and len(page.ids) == len(set(page.ids)), name
        for link in [a["href"] for a in page.all("a") if not urlsplit(a["href"]).scheme]:
            parts = urlsplit(link)
            target = (folder / name).parent / unquote(parts.path) if parts.path else folder / name
            assert target.is_file(), f"{name} links to {link}"
            where = target.resolve().relative_to(folder.resolve()).as_posix()
            if parts.fragment and "=" not in parts.fragment:
                assert unquote(parts.fragment) in shown[where].ids, f"{name} links to {link}"


def test_every_passage_that_is_quoted_can_be_linked_to(shown: dict[str, Page]) -> None:
    held = cited(pages(Book(RECORD)))
    assert held
    for report, spans in held.items():
        page = shown[f"reports/{report}.html"]
        assert {f"q-{span.start}-{span.end}" for span in spans} <= set(page.ids)
    (first, *_) = held[RECORD.reports[1].id]
    assert f"reports/{RECORD.reports[1].id}.html#q-{first.start}-{first.end}" in {
        a["href"] for a in shown["agreements.html"].all("a")
    }


def test_an_agreement_tells_its_life_its_duty_and_how_it_stands(shown: dict[str, Page]) -> None:
    text = " ".join(shown["agreements.html"].text.split())
    assert "In force since 1 July 2021." in text
    assert "Malta" in text and "Chile" in text
    assert "due 30 September 2021" in text and "hand over two patrol boats to the Chilean navy" in text
    assert "the event" not in text and "Malta did 1 to Chile." in text
    marks = [a.get("href") for a in shown["agreements.html"].all("a") if "mark" in a.get("class", "")]
    assert "#agreement-1-step-1" in marks and "#agreement-1-duty-1" in marks


def test_the_words_of_reports_stay_words(folder: Path) -> None:
    page = (folder / "agreements.html").read_text("utf-8")
    assert HOSTILE_WORDS not in page
    assert "the &lt;img src=x onerror=alert(1)&gt;" in page


def test_relations_are_told_by_month_with_their_turns(shown: dict[str, Page]) -> None:
    page = shown["relations.html"]
    assert "4 events in 2 months" in " ".join(page.text.split())
    assert "pair-1-2021-08" in page.ids and "pair-1-turn-2021-08" in page.ids
    assert "Planned, alleged or denied: 1 event" in page.text


def test_a_pair_needs_three_events() -> None:
    few = replace(RECORD, events=EVENTS[1:3])
    assert [page.name for page in pages(Book(few))] == ["agreements", "bodies"]


def test_months_without_an_event_are_drawn_and_long_silences_cut() -> None:
    drawn = str(mood(relations(RECORD, ["malta"], ["chile"]), "p", title="Both"))
    assert drawn.count('class="quad') == 2 and 'class="cut"' not in drawn  # May, and August behind two empty months
    assert 'class="turn worse"' in drawn


def test_registers_are_made_once() -> None:
    made = Made(Book(RECORD))
    assert made.agreements is made.agreements and made.shelf is made.shelf


def test_the_same_record_gives_the_same_pages(folder: Path, tmp_path: Path) -> None:
    dossier.write(RECORD, tmp_path)
    for name in ("agreements.html", "bodies.html", "relations.html", "registers.html"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_an_agreement_without_a_name_is_told_apart_by_its_parties() -> None:
    nameless = tuple(replace(thing, name=None, entities=()) for thing in RECORD.things)
    (agreements, *_) = pages(Book(replace(RECORD, things=nameless)))
    assert agreements.items[0].title.endswith(" between Chile and Malta")
