"""What an agreement obliges whom to do by when, and how that stands by the reports: open, done, broken or disputed.

Tellings of one obligation are those of one bearer that tell the same act of the same thing, or share their words; what
a report tells of all sides in sum belongs to what it tells of each. See `answers` for what later sentences say of one.
What was not done at first and then was, is done; where one says so and another says it was not, it is disputed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.model.record import Evidence, Obligation
from communique.model.report import Report
from communique.model.time import Interval
from communique.registers.answers import LEAST, Wanted, answer, is_contested, key_words, same_word, shares, wanted
from communique.registers.files import Shelf

ALIKE = 0.5  # share of words in common from which two tellings are of one obligation
FEWEST = 2  # parties by which a report that names them is taken to be about their affairs
GIVEN_BACK = "release"  # who gives back what is of one of two sides is the other


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation: ``who`` are entities' ids, ``what`` the words of the first report that tells it.

    ``standing`` is open, reported_done, reported_broken or disputed; ``done`` and ``broken`` are the passages that say
    so.
    """

    who: tuple[str, ...]
    what: str
    is_forbidden: bool
    due: Interval | None
    standing: str
    evidence: tuple[Evidence, ...]
    done: tuple[Evidence, ...]
    broken: tuple[Evidence, ...]


def duties_of(
    shelf: Shelf, told: Sequence[Obligation], parties: Sequence[str], joined: frozenset[str], reports: Iterable[str]
) -> tuple[Duty, ...]:
    """The obligations of one agreement, of which ``reports`` speak, in the order in which they are first told.

    They bind its ``parties``, and who ``joined`` them by a protocol.
    """
    desk = _Desk(shelf, tuple(parties), joined, frozenset(reports))
    groups: list[list[Obligation]] = []
    for one in sorted(told, key=lambda o: len(desk.bearers(o)) > 1):
        homes = [g for g in groups if desk.is_same(g[0], one)] or [g for g in groups if desk.is_sum(one, g[0])]
        if homes:
            homes[0].append(one)
        else:
            groups.append([one])
    place = {one.id: k for k, one in enumerate(told)}
    ordered = sorted(groups, key=lambda g: min(place[o.id] for o in g if len(desk.bearers(o)) < 2 or o is g[0]))
    return tuple(desk.duty(group) for group in ordered if desk.may_bind(group))


def what_of(told: Obligation) -> str:
    """The words of what is to be done, with the verb where it stands elsewhere."""
    return " ".join(" ".join(e.quote for e in told.words or (told.action,)).split())


@dataclass(frozen=True)
class _Desk:
    """The obligations of one agreement at the desk; ``parties`` are its sides."""

    shelf: Shelf
    parties: tuple[str, ...]
    joined: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> frozenset[str]:
        """The names in the reports that speak of the agreement."""
        return frozenset().union(*(self.shelf.names_in.get(report, frozenset()) for report in self.reports))

    def bearers(self, told: Obligation) -> tuple[str, ...]:
        """Who has an obligation: the states of those told to; of what is given back, the side whose it is not."""
        if told.who:
            return tuple(dict.fromkeys(self._as_party(id_) for id_ in told.who))
        about = [side for id_ in told.about for side in self.shelf.sides_of(id_) if side in self.parties]
        verb = told.verb.quote if told.verb else ""
        if len(self.parties) == 2 and len(set(about)) == 1 and same_word(verb, GIVEN_BACK):
            return tuple(self._entity(side) for side in self.parties if side not in about)
        return tuple(dict.fromkeys(self._as_party(id_) for id_ in told.about))

    def may_bind(self, group: Sequence[Obligation]) -> bool:
        """Whether one of the parties bears an obligation, or somebody of whom no state is told."""
        bearers = [id_ for o in group for id_ in self.bearers(o)]
        sides = {side for id_ in bearers for side in self.shelf.sides_of(id_)}
        return len(self.parties) < FEWEST or not sides or bool(sides & {*self.parties, *self.joined})

    def _as_party(self, id_: str) -> str:
        """The state that an organ of it acts for: it has made the agreement."""
        return next((self._entity(side) for side in self.shelf.sides_of(id_)), id_)

    def _entity(self, side: str) -> str:
        """The entity of a side: a country's for its code."""
        return self.shelf.states.get(side, side)

    def is_same(self, one: Obligation, two: Obligation) -> bool:
        """Whether two tellings are of one obligation."""
        if one.evidence.report == two.evidence.report and one.evidence.span == two.evidence.span:
            return False
        if not set(self.bearers(one)) & set(self.bearers(two)) or one.is_forbidden != two.is_forbidden:
            return False
        if _quoted(one.verb, two.verb) and _quoted(one.object, two.object):
            return True
        same_report = one.evidence.report == two.evidence.report
        if same_report and one.object and two.object and not _quoted(one.object, two.object):
            return False
        x, y = key_words(what_of(one)), key_words(what_of(two))
        return bool(x and y) and len(x & y) >= max(ALIKE * min(len(x), len(y)), min(LEAST, len(x), len(y)))

    def is_sum(self, whole: Obligation, part: Obligation) -> bool:
        """Whether a report tells of all sides in sum what it tells of one: "they will free the soldiers"."""
        if whole.evidence.report != part.evidence.report or whole.object is None or len(self.bearers(whole)) < 2:
            return False
        if whole.is_forbidden != part.is_forbidden:
            return False
        inside = set(self.bearers(part)) < set(self.bearers(whole))
        return inside and any(same_word(whole.object.quote, word) for word in what_of(part).split())

    def duty(self, group: Sequence[Obligation]) -> Duty:
        """One obligation with its standing."""
        best = max(
            group, key=lambda o: (-len(self.bearers(o)), bool(o.who), len(o.evidence.quote) > 0, -group.index(o))
        )
        if best.due is None:  # a later telling may say it in full
            full = [o for o in group if o.due and self.bearers(o) == self.bearers(best) and not _is_of_what(o, best)]
            best = full[0] if full else best
        due = next((o.due.interval for o in group if o.due), None)
        said = [(e, word) for e, word in self.answers(group, best) if not self._is_in_time(e, word, due)]
        return Duty(
            who=self.bearers(best),
            what=what_of(best),
            is_forbidden=best.is_forbidden,
            due=due,
            standing=self.standing(said, self._sides_of(best)),
            evidence=tuple(o.evidence for o in group),
            done=tuple(e for e, word in said if word == "done"),
            broken=tuple(e for e, word in said if word in ("not", "part", "against")),
        )

    def _is_in_time(self, evidence: Evidence, word: str, due: Interval | None) -> bool:
        """Whether it is only not done yet when there is time left: nothing is broken before it is due."""
        return word in ("not", "part") and due is not None and "" < self._day(evidence) < str(due.start)

    def standing(self, said: Sequence[tuple[Evidence, str]], doers: frozenset[str] = frozenset()) -> str:
        """How an obligation stands: what was done after all was done; what was done in part is open.

        Where others say that it was not done, it does not help that ``doers``, who have it to do, say they did it.
        """
        done = [self._day(e) for e, word in said if word == "done"]
        sure = [self._day(e) for e, word in said if word == "done" and not self._is_claim_of(e, doers)]
        undone = [self._day(e) for e, word in said if word in ("not", "part")]
        against = [self._day(e) for e, word in said if word == "against"]
        if against and max(against) >= max(done, default=""):
            return "reported_broken"
        if done and undone:
            return "reported_done" if max(sure, default="") > max(undone) else "disputed"
        if done:
            return "reported_done"
        return "reported_broken" if any(word == "not" for _, word in said) else "open"

    def _sides_of(self, told: Obligation) -> frozenset[str]:
        return frozenset(side for id_ in self.bearers(told) for side in self.shelf.sides_of(id_))

    def _is_claim_of(self, evidence: Evidence, sides: frozenset[str]) -> bool:
        """Whether a passage tells what one of ``sides`` says."""
        told = (s for s in self.shelf.desk.said.get(evidence.report, ()) if s.evidence.span.overlaps(evidence.span))
        return any(set(self.shelf.sides_of(s.speaker)) & sides for s in told if s.speaker)

    def _day(self, evidence: Evidence) -> str:
        return str(self.shelf.desk.reports[evidence.report].published_on or "")

    def answers(self, group: Sequence[Obligation], best: Obligation) -> Iterator[tuple[Evidence, str]]:
        """The sentences that answer an obligation, each with what it says."""
        told = {(o.evidence.report, o.evidence.span) for o in group}
        first = min(self._day(o.evidence) for o in group)
        news = {o.evidence.report for o in group if self._day(o.evidence) == first}
        wants = [self._want(one) for one in group if one is best or not self.is_sum(one, best)]
        wants = list(dict.fromkeys(want for want in wants if len(want.words) >= LEAST))
        for report in self.told_in:
            early = report.published_on is not None and str(report.published_on) < first
            if early or report.id in news:
                continue
            heard = self.shelf.heard(report.id)
            near = {i for want in wants for i in heard.near(want)}
            previous: tuple[int, tuple[str, ...]] | None = None
            close = report.id in self.reports
            for i in sorted(near | {i + 1 for i in near}):
                if i >= len(heard.sentences):
                    break
                evidence = heard.sentences[i]
                fits = [w for w in wants if close or shares(w, evidence.quote)] if i in near else []
                words = next((said for want in fits if (said := answer(want, evidence.quote))), ())
                if any(report.id == id_ and evidence.span.overlaps(s) for id_, s in told) and words != ("not",):
                    continue
                if not words and previous == (i - 1, ("done",)) and is_contested(self._want(best), evidence.quote):
                    words = ("not",) if not _is_break(report.text, heard.sentences[i - 1], evidence) else ()
                for word in words:
                    yield evidence, self._turned(best, word)
                previous = (i, words)

    def _turned(self, told: Obligation, word: str) -> str:
        """What is done against a prohibition breaks it."""
        return {"done": "not", "not": "done"}.get(word, "not") if told.is_forbidden else word

    def _want(self, told: Obligation) -> Wanted:
        verb, object_ = (e.quote if e else None for e in (told.verb, told.object))
        return wanted(what_of(told), verb, object_, self._sides_of(told), frozenset(self.parties), told.is_forbidden)

    @cached_property
    def told_in(self) -> tuple[Report, ...]:
        """The reports that may say how its obligations stand, in their order."""
        reports = self.shelf.desk.reports
        naming = (self.shelf.naming.get(one, ()) for one in (*self.parties, *self.names))
        near = {report for of in (self.reports, *naming) for report in of if report in reports}
        return tuple(reports[id_] for id_ in sorted(filter(self._is_about, near), key=self.shelf.rank.__getitem__))

    def _is_about(self, report: str) -> bool:
        """Whether a report speaks of the agreement, names the parties, or one of them with others of its affairs."""
        if report in self.reports:
            return True
        if len(self.parties) < FEWEST:
            return len(self.names & self.shelf.names_in.get(report, frozenset())) >= FEWEST
        named = self.shelf.states_in.get(report, frozenset()) | self.shelf.names_in.get(report, frozenset())
        both = set(self.parties) & named
        shared = self.names & self.shelf.names_in.get(report, frozenset())
        return len(both) >= FEWEST or (bool(both) and len(shared) >= FEWEST)


def _quoted(one: Evidence | None, two: Evidence | None) -> bool:
    return same_word(one.quote if one else None, two.quote if two else None)


def _is_of_what(told: Obligation, before: Obligation) -> bool:
    """Whether a telling only adds to one before it in its report: "Chad will give boats. The boats are to ..."."""
    first = what_of(told).partition(" ")[0].lower()
    same = told.evidence.report == before.evidence.report and told.evidence.span.start > before.evidence.span.start
    return same and first in ("the", "these", "it", "they", "all")


def _is_break(text: str, one: Evidence, two: Evidence) -> bool:
    return "\n" in text[one.span.end : two.span.start]
