"""How the two get on, by year with PLOVER's mean score, and the months in which that turned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.brief.desk import Desk, Pair
from communique.brief.tree import Sentence
from communique.brief.wording import about, cited, clause, counted, put
from communique.model.record import Evidence
from communique.record.wording import day_words, listed, months
from communique.registers.relations import Act, Turn

YEARS, TURNS = 6, 3  # the latest that are told
ENOUGH, CLEAR = 5, 1.0  # events in each of two years, and the distance of their scores, for one to be better or worse


@dataclass(frozen=True)
class Year:
    """One year of a relation."""

    year: int
    acts: tuple[Act, ...]

    @property
    def score(self) -> float:
        """The mean score of its events, each counted once."""
        return sum(act.score for act in self.acts) / len(self.acts)

    @property
    def weightiest(self) -> tuple[Act, ...]:
        """Its events, those that pull its score most first."""
        return tuple(sorted(self.acts, key=lambda a: (-abs(a.score), -a.event.origins, a.event.id)))


def relations(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    """A sentence for each of the last years, then one for each of the last turns that more than one event makes."""
    if pair.relation is None:
        return
    years = by_year(pair)
    kept = years[-YEARS:]
    for year in kept:
        left = len(years) - len(kept) if year is kept[-1] else 0
        yield _sentence(desk, year, _year(pair, year), left)
    several = {month.month for month in pair.relation.months if len(month.events) > 1}
    for turn in [turn for turn in pair.relation.turns if turn.month in several][-TURNS:]:
        yield _turn(desk, turn)


def by_year(pair: Pair) -> list[Year]:
    """The years in which something happened between the two."""
    found: dict[int, list[Act]] = {}
    for month in pair.relation.months if pair.relation else ():
        found.setdefault(int(month.month[:4]), []).extend(month.events)
    return [Year(year, tuple(acts)) for year, acts in sorted(found.items())]


def direction(desk: Desk, pair: Pair) -> Iterator[Sentence]:
    """The last year against the one before it."""
    years = by_year(pair)
    if not years:
        return
    last = years[-1]
    before = next((year for year in years if year.year == last.year - 1), None)
    told = {"year": _so_far(pair, last.year), "events": counted("event", len(last.acts)), "score": signed(last.score)}
    if before is None:
        yield _sentence(desk, last, put("relations", "no_year", before=last.year - 1, **told))
        return
    more = {"before": before.year, "events_before": counted("event", len(before.acts))}
    change = put("relations", _change(last, before))
    text = put("relations", "against", **told, **more, score_before=signed(before.score), change=change)
    yield _sentence(desk, last, text)


def _change(last: Year, before: Year) -> str:
    if min(len(last.acts), len(before.acts)) < ENOUGH:
        return "few"
    change = last.score - before.score
    return "level" if abs(change) < CLEAR else "up" if change > 0 else "down"


def signed(score: float) -> str:
    """A score with its sign: "+4.5", "-2.0", "0.0"."""
    return f"{score:+.1f}" if round(score, 1) else "0.0"


def _so_far(pair: Pair, year: int) -> str:
    if pair.as_of and pair.as_of.year == year and (pair.as_of.month, pair.as_of.day) != (12, 31):
        return put("relations", "so_far", year=year, day=day_words(pair.as_of).removesuffix(f" {year}"))
    return str(year)


def _year(pair: Pair, year: Year) -> str:
    quads = Counter(act.quad for act in year.acts)
    sorts = [put("relations", f"quad_{quad}", count=count).strip() for quad, count in sorted(quads.items())]
    told = {"year": _so_far(pair, year.year), "events": counted("event", len(year.acts)), "score": signed(year.score)}
    if len(quads) == 1:
        pattern = "year_one" if len(year.acts) == 1 else "year_all"
        return put("relations", pattern, quad=put("relations", f"quad_{next(iter(quads))}", count="").strip(), **told)
    return put("relations", "year", quads=listed(sorts), **told)


def _sentence(desk: Desk, year: Year, text: str, left: int = 0) -> Sentence:
    """A sentence on a year, with the passages on the events that pull its score most."""
    evidence = [passage for act in year.weightiest[:3] for passage in cited(desk, act.event.evidence, 1)]
    return Sentence(text, _once(evidence), left=left)


def _once(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))


def _turn(desk: Desk, turn: Turn) -> Sentence:
    """A month that was better or worse, with the event that explains it best."""
    act = turn.because[0]
    year, month = turn.month.split("-")
    text = put(
        "relations",
        "turn",
        month=f"{months()[int(month) - 1]} {year}",
        direction=put("relations", turn.direction),
        score=signed(turn.score),
        level=signed(turn.level),
        clause=clause(desk, act.event),
    )
    return about(desk, [act.event], text)
