"""The page of figures: its table of aims tells the figures of the blocks below it."""

from __future__ import annotations

from pathlib import Path

from eval import measured

PAGE = measured.PAGE.read_text(encoding="utf-8")


def test_the_aims_are_in_step_with_the_figures() -> None:
    assert measured.with_aims(PAGE) == PAGE


def test_a_new_figure_is_told_in_the_table(tmp_path: Path) -> None:
    page = tmp_path / "measured.md"
    page.write_text(PAGE, encoding="utf-8")
    measured.write({"sentences": "PLOVER gold sentences, current name among the kinds found: 0.123 (1 right)"}, page)
    assert "| PLOVER sentences, current name found | 0.75 | | 0.12 | | |" in page.read_text(encoding="utf-8")
