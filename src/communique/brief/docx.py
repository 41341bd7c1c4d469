"""A brief as a Word document, by python-docx (the extra ``brief``); the same brief gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from importlib import import_module
from typing import Any

from communique.brief.text import marks, plain, quotation, reference
from communique.brief.tree import Brief, Line, Part, Source
from communique.errors import MachineError

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip file can tell
SMALL, GREY = 9, (0x59, 0x59, 0x59)


def docx(brief: Brief) -> bytes:
    """The whole file."""
    document = _package().Document()
    _set_up(document, brief)
    document.add_heading(plain(brief.title), 0)
    for label, words in brief.head:
        paragraph = document.add_paragraph()
        _tight(paragraph)
        paragraph.add_run(f"{plain(label)}: ").bold = True
        paragraph.add_run(plain(words))
    for part in brief.parts:
        _part(document, part)
    document.add_heading(plain(brief.method_title), 1)
    for words in brief.method:
        document.add_paragraph(plain(words))
    document.add_heading(plain(brief.sources_title), 1)
    for source in brief.sources:
        _source(document, source)
    return _bytes(document)


def _package() -> Any:
    try:
        return import_module("docx")
    except ImportError as error:
        raise MachineError(
            "A Word document needs the package python-docx, which is not installed. Install it with: "
            "pip install 'communique[brief]', or write Markdown: --format md"
        ) from error


def _set_up(document: Any, brief: Brief) -> None:
    about = document.core_properties
    about.title, about.author, about.comments = plain(brief.title), "communique", ""


def _part(document: Any, part: Part) -> None:
    document.add_heading(plain(part.title), 1)
    for group in part.groups:
        if group.heading:
            document.add_heading(plain(group.heading), 2)
        if part.flowing:
            paragraph = document.add_paragraph()
            for n, line in enumerate(group.lines):
                _line(paragraph, line, " " if n else "")
        else:
            for line in group.lines:
                style = "List Bullet 2" if line.belongs else "List Bullet"
                _line(document.add_paragraph(style=style), line)
        if group.left:
            document.add_paragraph().add_run(plain(group.left)).italic = True


def _line(paragraph: Any, line: Line, before: str = "") -> None:
    if line.label:
        paragraph.add_run(f"{before}{plain(line.label)}: ").bold = True
        before = ""
    paragraph.add_run(f"{before}{plain(line.text)} ")
    _small(paragraph.add_run(marks(line)))


def _source(document: Any, source: Source) -> None:
    paragraph = document.add_paragraph()
    _tight(paragraph)
    _small(paragraph.add_run(f"[{source.number}] {reference(source)}"), grey=False)
    paragraph = document.add_paragraph()
    _small(paragraph.add_run(quotation(source)))


def _small(run: Any, grey: bool = True) -> None:
    shared = import_module("docx.shared")
    run.font.size = shared.Pt(SMALL)
    if grey:
        run.font.color.rgb = shared.RGBColor(*GREY)


def _tight(paragraph: Any) -> None:
    paragraph.paragraph_format.space_after = import_module("docx.shared").Pt(0)
    paragraph.paragraph_format.keep_with_next = True


def _bytes(document: Any) -> bytes:
    """The document's file, its parts without the hour at which they were put in."""
    made, kept = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as out:
        for name in whole.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, whole.read(name))
    return kept.getvalue()
