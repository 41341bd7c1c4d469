"""Templates to text, and text to files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from communique.dossier import book, dates, words
from communique.dossier.book import Book
from communique.dossier.lifeline import shape
from communique.dossier.marks import runs, seen
from communique.dossier.registers.page import Page
from communique.errors import MachineError
from communique.record.wording import day_words

Renderer = Callable[[str, str, Mapping[str, Any]], str]


def environment() -> Environment:
    """Everything printed is escaped, and what a reader would not see is written out; a missing value is an error."""
    env = Environment(
        loader=PackageLoader("communique.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: seen(value) if type(value) is str else value,
    )
    env.filters |= {
        "plain": words.plain,
        "plural": words.plural,
        "class_name": words.class_name,
        "interval": dates.interval,
        "day": day_words,
        "iso": dates.iso,
        "runs": runs,
        "web": book.web,
        "base": book.base,
    }
    env.globals |= {"words": words, "dates": dates, "class_of": book.class_of, "life_mark": shape}
    return env


def renderer(held: Book, title: str, generated: str | None, registers: tuple[Page, ...] = ()) -> Renderer:
    """A function from a page's address, template and values to its text; ``registers`` are those that have pages."""
    env = environment()

    def render(path: str, template: str, values: Mapping[str, Any]) -> str:
        root = "../" * path.count("/")
        page = path.rpartition("/")[2]
        shared = {
            "book": held,
            "record": held.record,
            "dossier_title": title,
            "generated": generated,
            "registers": registers,
        }
        return env.get_template(template).render(**shared, root=root, page=page, path=path, **values)

    return render


def save(directory: Path, files: Iterable[tuple[str, str]]) -> tuple[Path, ...]:
    """Write each (address, text) under ``directory`` as it comes; a file is either there in full or not there."""
    return tuple(_save(directory / name, text) for name, text in files)


def _save(path: Path, text: str) -> Path:
    draft = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        raise MachineError(f"{path}: cannot be written ({error.strerror or error}); choose another folder") from error
    return path
