"""``python -m docs.check``: whether the documentation says what the program does; exit code 1 where it does not.

``--write`` first writes anew what is written by program: the reference of commands and what the examples print.
``--quick`` leaves out the examples that need the language model.
"""

from __future__ import annotations

import argparse
import doctest
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from docs import commands, examples, pages, tables

PACKAGE = pages.ROOT / "src" / "communique"


def main() -> int:
    """Check, and print what is wrong."""
    parser = argparse.ArgumentParser(prog="docs.check", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the reference and the examples' output anew")
    parser.add_argument("--quick", action="store_true", help="leave out the examples that need the language model")
    args = parser.parse_args()
    if args.write:
        commands.REFERENCE.write_text(commands.reference(), encoding="utf-8")
    complaints = list(quick())
    if not args.quick:
        complaints += with_model(args.write)
    for complaint in complaints:
        print(complaint)
    print(f"{len(complaints)} faults in {len(pages.pages())} pages.")
    return 1 if complaints else 0


def quick() -> Iterator[str]:
    """What can be told without the language model."""
    found = pages.pages()
    yield from pages.broken_links(found)
    yield from commands.stale_reference()
    yield from commands.undocumented(found)
    yield from commands.wrong_lines(found)
    yield from tables.missing_terms()
    yield from tables.missing_columns()
    yield from failing_doctests()


def with_model(write: bool) -> list[str]:
    """What takes a record of the demonstration's reports."""
    with examples.desk() as desk:
        if write:
            for page in pages.pages():
                page.path.write_text(examples.rewritten(page, desk), encoding="utf-8")
        record = desk.folder / "demo" / "record.db"
        return [*examples.failing(pages.pages(), desk), *tables.missing_keys(record), *tables.stale_claims(record)]


def failing_doctests() -> Iterator[str]:
    """Examples in docstrings, of the package and of `docs`, that do not give what they say."""
    from communique.ingest import load_clutter

    given = {"clutter": load_clutter(PACKAGE / "data" / "en" / "clutter.toml")}
    for name in (*_modules(PACKAGE, PACKAGE.parent), *_modules(pages.ROOT / "docs", pages.ROOT)):
        result = doctest.testmod(import_module(name), extraglobs=given, report=False)
        if result.failed:
            yield f"{name}: {result.failed} of {result.attempted} examples in docstrings fail"


def _modules(folder: Path, root: Path) -> Iterator[str]:
    """The modules below ``folder`` whose source holds an example."""
    for path in sorted(folder.rglob("*.py")):
        if ">>> " in path.read_text(encoding="utf-8"):
            yield ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


if __name__ == "__main__":
    sys.exit(main())
