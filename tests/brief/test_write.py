"""A brief as Markdown and as a Word document: the same sentences, and words of reports that cannot act."""

from __future__ import annotations

import io
import re
import sys
from typing import Any

import pytest

from communique.brief import Brief, compose
from communique.brief.docx import docx
from communique.brief.markdown import escaped, markdown
from communique.brief.text import plain
from communique.errors import MachineError
from tests.brief.made_up import pair, record


@pytest.fixture(scope="module")
def brief() -> Brief:
    return compose(*pair(record()), "1.2")


def test_markdown_has_every_sentence_with_its_numbers_and_every_source(brief: Brief) -> None:
    text = markdown(brief)
    assert text.startswith("# Malta and Norway\n\n- Period: all that the reports tell\n")
    assert "- **1 July 2021:** Malta attacked Norway; between 3 and 5 killed. [" in text
    for line in brief.lines():
        assert f"{line.text} {''.join(f'[{n}]' for n in line.sources)}" in text
    for source in brief.sources:
        span = source.evidence.span
        assert f"- [{source.number}] “" in text and f"{source.file}, characters {span.start} to {span.end}:" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("file_name_1.txt", "file_name_1.txt"),
        ("<img src=x> &amp;", r"\<img src=x\> \&amp;"),
        ("[a](b) ![c]", r"\[a\](b) !\[c\]"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),
        ("12. item", r"12\. item"),
        ("3) item", r"3\) item"),
        ("10 men", "10 men"),
        ("see https://x.example or www.x.example", r"see https\://x.example or www\.x.example"),
        ("a | b ~~c~~ $d$", r"a \| b \~\~c\~\~ \$d\$"),
        ("a\n\n# b\u202e\x01", r"a # b\[U+202E\]\[U+0001\]"),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_words_of_reports_are_no_markup(words: str, told: str) -> None:
    assert escaped(words) == told


def test_hostile_words_stand_escaped_in_the_sources(brief: Brief) -> None:
    quoted = next(line for line in markdown(brief).splitlines() if "Malta\\</b\\>" in line)
    assert "“1. \\<b\\>" in quoted
    assert "U+202E" in quoted and "http\\://" in quoted and "\\`all\\`" in quoted
    assert not re.search(r"(?<!\\)[<`*]", quoted)


def test_a_word_document_opens_and_has_the_same_sentences(brief: Brief) -> None:
    library: Any = pytest.importorskip("docx")
    data = docx(brief)
    assert data == docx(compose(*pair(record()), "1.2"))
    document = library.Document(io.BytesIO(data))
    told = [paragraph.text for paragraph in document.paragraphs]
    assert (told[0], document.core_properties.title) == (brief.title, brief.title)
    text = "\n".join(told)
    for line in brief.lines():
        numbers = "".join(f"[{n}]" for n in line.sources)
        assert f"{f'{line.label}: ' if line.label else ''}{plain(line.text)} {numbers}" in text
    for source in brief.sources:
        assert f"“{plain(source.evidence.quote)}”" in told
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles["What happened"] == "Heading 1"


def test_without_python_docx_it_says_how_to_get_it(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MachineError, match=r"communique\[brief\]"):
        docx(brief)
