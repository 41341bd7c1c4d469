"""``communique dossier``: a record as pages to read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from communique.cli.options import assembled, record_option
from communique.cli.terminal import put, say


@click.command()
@record_option
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The folder for the pages.")
@click.option("--title", default="What the reports say", show_default=True, help="The title of the first page.")
@click.option("--open", "open_it", is_flag=True, help="Open the first page in the browser.")
def dossier(path: Path, output: Path, title: str, open_it: bool) -> None:
    """Write the record as static pages: they open from disk, load nothing, and quote every value."""
    index = write_pages(path, output, title)
    put(str(index))
    if open_it:
        click.launch(str(index))


def write_pages(path: Path, output: Path, title: str) -> Path:
    """Write the pages and return the one to open."""
    from communique.dossier import write
    from communique.record.wording import day_words

    pages = write(assembled(path), output, title=title, generated=day_words(datetime.now(UTC).date()))
    say(f"{len(pages)} files in {output}.")
    return pages[0]
