"""The documentation agrees with the program; the examples that need the language model are run by ``make docs``."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import check, commands, examples, pages, tables
from docs.pages import Page


def page(text: str, name: str = "docs/page.md") -> Page:
    return Page(pages.ROOT / name, text)


# -- the pages ---------------------------------------------------------------------------------------------------------


def test_links_lead_somewhere() -> None:
    assert list(pages.broken_links(pages.pages())) == []


def test_every_command_and_option_has_help_and_a_place() -> None:
    assert list(commands.undocumented(pages.pages())) == []


def test_the_reference_of_commands_is_what_they_say() -> None:
    assert list(commands.stale_reference()) == []


def test_lines_of_shell_name_what_exists() -> None:
    assert list(commands.wrong_lines(pages.pages())) == []


def test_the_reference_lists_every_term_and_column() -> None:
    assert [*tables.missing_terms(), *tables.missing_columns()] == []


def test_examples_in_docstrings_hold() -> None:
    assert list(check.failing_doctests()) == []


# -- the checks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "is_broken"),
    [
        ("index.md", False),
        ("index.md#documentation", False),
        ("#here-it-is", False),
        ("https://example.org/nowhere", False),  # the web is not asked
        ("nowhere.md", True),
        ("index.md#no-such-heading", True),
        ("#no-such-heading", True),
    ],
)
def test_broken_links(link: str, is_broken: bool) -> None:
    found = (page(f"# Here it is\n\n[there]({link})\n"), pages.read(pages.ROOT / "docs" / "index.md"))
    assert bool([c for c in pages.broken_links(found) if "page.md" in c]) is is_broken


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("communique read reports/ --record my.db", 0),
        ("communique read - --record my.db < reports.jsonl", 0),
        ("COMMUNIQUE_RECORD=my.db communique timeline --kind attack | head", 0),
        ("cat a.jsonl | communique read -", 0),
        ("communique --version && make demo", 0),
        ("ls --no-such-option", 0),  # none of ours
        ("communique timelin", 1),
        ("communique read", 1),  # an argument is missing
        ("communique export --format xml --output a.xml", 1),
        ("communique timeline | communique show --no-such-option", 1),
        ("make coffee", 1),
        ("python -m docs.chekc", 1),
    ],
)
def test_lines_of_shell(line: str, faults: int) -> None:
    assert len(list(commands.faults_of(line))) == faults


def test_shell_lines_leave_out_comments_and_output() -> None:
    found = page("```console\n$ communique show\ncommunique timelin\n```\n\n```sh\ncommunique show  # timelin\n```\n")
    assert list(commands.wrong_lines((found,))) == []


class Printer(examples.Desk):
    """Prints four lines whatever it is asked."""

    def __init__(self) -> None:
        self.folder, self.printed = Path(), {"communique show": "1\n2\n3\n4\n"}


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("old\n", "1\n2\n3\n4\n"),
        ("", "1\n2\n3\n4\n"),
        ("a\nb\n...\n", "1\n2\n...\n"),
        ("...\na\n", "...\n4\n"),
    ],
)
def test_console_blocks_are_refreshed_and_stay_cut(shown: str, expected: str) -> None:
    head, tail = "Before.\n\n```console\n$ communique show\n", "```\n\nAfter.\n"
    assert examples.rewritten(page(head + shown + tail), Printer()) == head + expected + tail


def test_a_page_that_is_as_printed_is_no_fault() -> None:
    good, bad = (page(f"```console\n$ communique show\n{shown}```\n") for shown in ("1\n2\n3\n4\n", "1\n2\n"))
    assert list(examples.failing((good,), Printer())) == []
    assert len(list(examples.failing((good, bad), Printer()))) == 1


def test_codes_of_inputs_are_found_in_the_source() -> None:
    assert {"EMPTY", "LANGUAGE", "TRUNCATED", "TIMEOUT", "NO_ARTICLE"} <= set(tables.codes_of_inputs())
