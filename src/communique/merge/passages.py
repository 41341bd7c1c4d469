"""Where words of reports stand in shared passages: words at corresponding places have one column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from communique.merge import names as nm
from communique.model.report import Report
from communique.model.reuse import Passage, Reuse
from communique.model.span import Span

Column = tuple[int, int]  # shared passage and word, counted in the first report
_WORD = re.compile(r"[^\W_]+")


class Passages:
    """Looks up the column of a span's last word."""

    def __init__(self, reports: Mapping[str, Report], reuse: Iterable[Reuse]) -> None:
        self._ends: dict[str, list[tuple[int, Column]]] = {}
        for number, entry in enumerate(reuse):
            self._add(number, [p for p in entry.passages if p.report in reports], reports)
        for rows in self._ends.values():
            rows.sort()

    def _add(self, number: int, passages: list[Passage], reports: Mapping[str, Report]) -> None:
        read = [_words(p.span, reports[p.report].text) for p in passages]
        for passage, found in zip(passages, read, strict=True):
            rows = self._ends.setdefault(passage.report, [])
            for first, own in _matches([w for w, _ in read[0]], [w for w, _ in found]):
                rows.append((found[own][1], (number, first)))

    def column(self, report: str, span: Span | None) -> Column | None:
        """The column of the last word within ``span``, None outside shared passages."""
        rows = self._ends.get(report)
        if not rows or span is None:
            return None
        i = bisect_left(rows, (span.end + 1, (-1, -1))) - 1
        return rows[i][1] if i >= 0 and rows[i][0] > span.start else None


def _words(span: Span, text: str) -> list[tuple[str, int]]:
    return [(nm.fold(m.group()), m.end()) for m in _WORD.finditer(text, span.start, span.end)]


def _matches(first: list[str], other: list[str]) -> list[tuple[int, int]]:
    if first == other:
        return [(i, i) for i in range(len(first))]
    blocks = SequenceMatcher(None, first, other, autojunk=False).get_opcodes()
    pairs: list[tuple[int, int]] = []
    for _, a, a_end, b, b_end in blocks:
        if a_end - a == b_end - b:  # equal words, or as many words replaced one by one
            pairs.extend(zip(range(a, a_end), range(b, b_end), strict=True))
    return pairs
