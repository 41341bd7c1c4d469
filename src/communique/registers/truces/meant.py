"""Which side is meant where words tell only its sort: "the government", "the Minister", "the rebels".

A state that helps, is thanked or lends its observers stands in a report beside a truce, but is no side of it. Hence a
government without a name is that of the paper in which it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.model.report import Report
from communique.registers.truces.sides import Cast, Key
from communique.registers.whose import home_of

Named = Mapping[str, Counter[Key]]  # in how many sentences each report names which sides


@dataclass(frozen=True)
class Meant:
    """Finds whom a word of a sort means, by the sides that the sentences of each report name."""

    cast: Cast
    named: Named
    about: Named
    homes: dict[str, Key | None] = field(default_factory=dict)

    def side(self, report: Report, sort: str) -> Key | None:
        """The state whose paper it is, unless what tells of the truce names another; else the one mostly named."""
        home = self._home(report) if sort == "state" else None
        near = self._most(self.about[report.id], sort)
        if home is not None and not report.dateline_place and (not near or home in near):
            return home
        most = self._most(self.named[report.id], sort)
        if len(most) == 1:
            return most[0]
        return home if home in most else None

    def _most(self, counts: Mapping[Key, int], sort: str) -> list[Key]:
        """Those of a sort that are named most often."""
        of_sort = {k: n for k, n in counts.items() if k[0] == sort and k not in self.cast.aside}
        most = max(of_sort.values(), default=0)
        return sorted(k for k, n in of_sort.items() if n == most)

    def _home(self, report: Report) -> Key | None:
        """The state that a report is from, where the record tells of that state at all, and not as of a helper."""
        if report.id not in self.homes:
            country = home_of(report)
            key = ("state", country) if country else None
            known = key is not None and key not in self.cast.aside and key in self.cast.keys
            self.homes[report.id] = key if known else None
        return self.homes[report.id]
