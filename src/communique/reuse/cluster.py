"""From passages of two reports to one entry for each set of reports that shares a passage.

Words of different reports that were aligned form a column, as in a multiple alignment. Along the earliest report of the
columns, neighbours with the same set of reports form one passage; where the set changes, the next one begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from communique.model.report import Report
from communique.model.reuse import Passage, Reuse
from communique.reuse.align import LEAST_SIMILAR, LEAST_WORDS, WIDEST_GAP, Shared, align
from communique.reuse.index import find_seeds
from communique.reuse.shingle import Vocabulary, Words

Place = tuple[int, int]  # report (in the order of origin) and word


@dataclass(frozen=True, slots=True)
class Column:
    """Equal words: one word of each report, by report; the earliest report's word leads."""

    words: dict[int, int]

    @property
    def reports(self) -> frozenset[int]:
        return frozenset(self.words)

    @property
    def lead(self) -> Place:
        report = min(self.words)
        return report, self.words[report]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Columns in a row that the same reports share."""

    reports: frozenset[int]
    columns: tuple[Column, ...]

    def bounds(self, report: int) -> Place:
        """The first and last word of the stretch in ``report``."""
        at = [c.words[report] for c in self.columns if report in c.words]
        return min(at), max(at)

    def length(self, report: int) -> int:
        """How many words the stretch takes in ``report``."""
        first, last = self.bounds(report)
        return last - first + 1


def find_reuse(reports: Sequence[Report]) -> tuple[Reuse, ...]:
    """Passages of at least 20 words that stand, word for word or nearly, in two or more reports.

    An entry names all reports that share its passage; entries do not overlap. Entries stand in the order of their first
    passage: by report in the order of publication (undated last), then by place.
    """
    vocabulary = Vocabulary()
    texts = [vocabulary.read(r) for r in sorted(reports, key=_origin)]
    shared = ((s.left, s.right, p) for s in find_seeds(texts) for p in align(texts[s.left], texts[s.right], s))
    stretches = [s for group in _neighbours(_columns(shared)) for s in _settle(group)]
    found = [_entry(s, texts) for s in _without_overlap(s for s in stretches if _counts(s))]
    return tuple(found)


def _origin(report: Report) -> tuple[date, str, str]:
    return report.published_on or date.max, report.name, report.id


# -- columns -----------------------------------------------------------------------------------------------------------


def _columns(shared: Iterable[tuple[int, int, Shared]]) -> list[Column]:
    """All columns of at least two reports, in the order of their leading words."""
    parent: dict[Place, Place] = {}
    for left, right, passage in shared:
        for run in passage.runs:
            for i in range(run.length):
                _unite(parent, (left, run.left + i), (right, run.right + i))
    members: dict[Place, dict[int, int]] = {}
    for place in sorted(parent):
        members.setdefault(_root(parent, place), {}).setdefault(*place)
    return sorted((Column(m) for m in members.values() if len(m) > 1), key=lambda c: c.lead)


def _root(parent: dict[Place, Place], place: Place) -> Place:
    root = place
    while parent[root] != root:
        root = parent[root]
    while parent[place] != root:
        parent[place], place = root, parent[place]
    return root


def _unite(parent: dict[Place, Place], one: Place, two: Place) -> None:
    a = _root(parent, one) if one in parent else parent.setdefault(one, one)
    b = _root(parent, two) if two in parent else parent.setdefault(two, two)
    parent[max(a, b)] = min(a, b)


# -- stretches ---------------------------------------------------------------------------------------------------------


def _neighbours(columns: Sequence[Column]) -> list[list[Stretch]]:
    """Stretches that follow each other without a wide gap in their leading report, as one list each."""
    groups: list[list[Stretch]] = []
    shared = {place for c in columns for place in c.words.items()}
    last: Column | None = None
    for column in columns:
        if last is None or not _adjoins(last.lead, column.lead, shared):
            groups.append([])
        one = Stretch(column.reports, (column,))
        if groups[-1] and _joins(groups[-1][-1], one):
            one = _join(groups[-1].pop(), one, one.reports)
        groups[-1].append(one)
        last = column
    return groups


def _adjoins(one: Place, two: Place, shared: set[Place]) -> bool:
    """Whether two words stand close in one report, with only words between them that no other report shares."""
    if one[0] != two[0] or two[1] - one[1] > WIDEST_GAP + 1:
        return False
    return not any((one[0], i) in shared for i in range(one[1] + 1, two[1]))


def _joins(left: Stretch, right: Stretch) -> bool:
    return left.reports == right.reports and _continues(left, right, left.reports)


def _continues(left: Stretch, right: Stretch, reports: Iterable[int]) -> bool:
    """Whether ``right`` goes on, in each of ``reports``, where ``left`` ends."""
    for report in reports:
        end, start = _edge(left, report, -1), _edge(right, report, 1)
        if end is not None and start is not None and not 0 < start - end <= WIDEST_GAP + 1:
            return False
    return True


def _edge(stretch: Stretch, report: int, step: int) -> int | None:
    """The outermost word of the stretch in ``report``: the first with step 1, the last with -1."""
    return next((c.words[report] for c in stretch.columns[::step] if report in c.words), None)


def _join(left: Stretch, right: Stretch, reports: frozenset[int]) -> Stretch:
    return Stretch(reports, (*left.columns, *right.columns))


def _settle(group: list[Stretch]) -> list[Stretch]:
    """The stretches after those too short to be passages went over to a neighbour, shortest first.

    A word edited in one of three reports leaves a short stretch of the other two inside a passage of all three; twelve
    words of three reports within a passage of two belong to the two.
    """
    group = list(group)
    while True:
        short = sorted((len(s.columns), i) for i, s in enumerate(group) if len(s.columns) < LEAST_WORDS)
        if not any(_absorb(group, i) for _, i in short):
            return group


def _absorb(group: list[Stretch], i: int) -> bool:
    """Joins stretch ``i`` to its neighbours where that makes a passage; whether it did."""
    before, after = group[i - 1] if i else None, group[i + 1] if i + 1 < len(group) else None
    if before and after and before.reports == after.reports:
        whole = _join(_join(before, group[i], before.reports), after, before.reports)
        if _continues(before, after, before.reports) and _similarity(whole) >= LEAST_SIMILAR:
            group[i - 1 : i + 2] = [whole]
            return True
    for j in (i - 1, i + 1):
        if 0 <= j < len(group) and group[j].reports < group[i].reports:
            left, right = group[min(i, j)], group[max(i, j)]
            if _continues(left, right, group[j].reports):
                group[min(i, j) : max(i, j) + 1] = [_join(left, right, group[j].reports)]
                return True
    return False


# -- entries -----------------------------------------------------------------------------------------------------------


def _counts(stretch: Stretch) -> bool:
    lengths = [stretch.length(r) for r in stretch.reports]
    return min(lengths) >= LEAST_WORDS and _similarity(stretch) >= LEAST_SIMILAR


def _similarity(stretch: Stretch) -> float:
    """The lowest share of equal words between the first report and any other."""
    first, *others = sorted(stretch.reports)
    return min(_pair_similarity(stretch, first, other) for other in others)


def _pair_similarity(stretch: Stretch, first: int, other: int) -> float:
    same = sum(first in c.words and other in c.words for c in stretch.columns)
    if not same:
        return 0.0
    return same / max(stretch.length(first), stretch.length(other))


def _without_overlap(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The longest stretches that share no word in any report, in the order of origin."""
    taken: dict[int, list[Place]] = {}
    kept: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: (-len(s.columns) * len(s.reports), s.columns[0].lead)):
        bounds = {r: stretch.bounds(r) for r in stretch.reports}
        if not any(a <= last and first <= b for r, (first, last) in bounds.items() for a, b in taken.get(r, ())):
            kept.append(stretch)
            for r, place in bounds.items():
                taken.setdefault(r, []).append(place)
    return sorted(kept, key=lambda s: s.columns[0].lead)


def _entry(stretch: Stretch, texts: Sequence[Words]) -> Reuse:
    passages = tuple(Passage(texts[r].report.id, texts[r].span(*stretch.bounds(r))) for r in sorted(stretch.reports))
    return Reuse(passages, round(_similarity(stretch), 4))
