"""Who may import whom: the direction of the package, read from its imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "communique"

BASE = {"model", "errors"}
WORDS = {"lexicon", "reference"}
CODES = {"coding"}
STAGES = {"ingest", "reuse", "language", "entities", "events", "steps", "merge"}
ALL = (
    BASE
    | WORDS
    | CODES
    | STAGES
    | {"record", "workers", "linking", "pipeline", "export", "dossier", "registers", "kept", "brief", "cli"}
)

# part of the package: what of ours it may import, beside itself
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "reference": BASE | {"lexicon"},
    "lexicon": BASE,
    "coding": BASE,
    "ingest": BASE | {"reference"},  # which words of a page's head are a town
    "reuse": BASE,
    "language": BASE,
    "entities": BASE | WORDS,
    "events": BASE | WORDS,
    "steps": BASE | WORDS | {"entities", "events"},
    "merge": BASE | WORDS,
    "record": BASE | WORDS,
    "workers": BASE,
    "linking": BASE | {"merge", "reuse", "record"},
    "pipeline": BASE | WORDS | STAGES | {"record", "workers", "linking"},
    "export": BASE | CODES | {"reference", "record", "registers"},
    "kept": BASE | {"pipeline", "record", "registers", "export"},
    "registers": BASE | WORDS | CODES | {"record", "events", "language"},  # sentences, times, numbers in words
    "dossier": BASE | CODES | {"reference", "record", "registers", "export"},
    "brief": BASE | CODES | {"lexicon", "record", "registers", "export", "dossier"},
    "cli": ALL,
    "__main__": {"cli"},
    "__init__": ALL,
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(module: str) -> str:
    """``communique.record.sqlite`` is of the part ``record``."""
    return module.split(".")[1] if "." in module else "__init__"


def imported(path: Path) -> Iterator[str]:
    """The modules of ours that the file at ``path`` imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "communique")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "communique":
            names = [alias.name for alias in node.names]
            yield from (f"communique.{name}" for name in names) if node.module == "communique" else (str(node.module),)
        elif isinstance(node, ast.ImportFrom) and node.level:
            raise AssertionError(f"{path}: relative import; name the module in full")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_part_may(path: Path) -> None:
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert part in ALLOWED, f"{part} is new: say in ALLOWED what it may import"
    met = {part_of(module) for module in imported(path)} - {part}
    assert met <= ALLOWED[part], f"{path.relative_to(PACKAGE)} imports {sorted(met - ALLOWED[part])}"


def test_the_table_names_no_part_that_is_gone() -> None:
    parts = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}
    assert set(ALLOWED) - parts == set()
