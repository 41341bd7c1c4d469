"""Numbers that reports tell differently of one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique.lexicon import matching, table
from communique.merge import names as nm
from communique.merge.accounts import Accounts
from communique.merge.canonical import Partition
from communique.model.record import Claim, Event, Told
from communique.model.report import Report
from communique.model.values import parse_count_value
from communique.reference import load as load_reference

SOURCE_NEAR = 25  # characters behind a number in which its source is named
ITEMS = "items"
# What became of people, and sums: reports tell them with acts of many kinds ("the attack", "the funeral of the four").
WITH_ANY_ACT = frozenset("killed wounded missing detained freed displaced abducted money volume".split())


@dataclass(frozen=True, slots=True)
class Telling:
    """A number of ``what``, the noun counted, and of what states (alpha-3) those are who are counted, where told."""

    what: str
    told: Told
    noun: str
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Differing:
    """Numbers of ``what`` that cannot all be right, in the order of the claims, and an event of which one is told."""

    event: Event | None
    what: str
    told: tuple[Told, ...]


def differing_numbers(accounts: Accounts) -> Iterator[Differing]:
    """The numbers that reports tell differently of one thing, by what is counted."""
    for what, tellings in _tellings(accounts).items():
        for group in _groups(tellings, what, accounts):
            event = next(
                (accounts.event_of[t.told.claim.key] for t in group if t.told.claim.key in accounts.event_of), None
            )
            yield Differing(event, what, tuple(t.told for t in group))


def _tellings(accounts: Accounts) -> dict[str, list[Telling]]:
    """The numbers of event mentions by what is counted."""
    found: dict[str, list[Telling]] = defaultdict(list)
    for claim in accounts.claims:
        if claim.prop == "count" and claim.span is not None and claim.report in accounts.reports:
            what, low, best, high = parse_count_value(claim.value)
            words = claim.span.quote(accounts.reports[claim.report].text)
            people = frozenset(match.alpha3 for match in load_reference().countries_in(words))
            found[what].append(Telling(what, Told(low, best, high, claim), _noun(words), people))
    return found


def _noun(words: str) -> str:
    """The noun of "some 24 uncrewed aerial systems", as it stands there."""
    return words.split()[-1]


def _groups(tellings: Sequence[Telling], what: str, accounts: Accounts) -> Iterator[tuple[Telling, ...]]:
    """The tellings that contradict each other, by way of others or not."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        by_key[telling.told.claim.key].append(i)
    groups, differing = Partition(), set()
    for one, two in (*((k, k) for k in by_key), *accounts.of_one_act(by_key, what if what in WITH_ANY_ACT else "")):
        for i, j in _contradicting(by_key[one], by_key[two], tellings, accounts.reports):
            groups.join(f"{i:09}", f"{j:09}")
            differing |= {i, j}
    found: dict[str, list[Telling]] = defaultdict(list)
    for i in sorted(differing):
        found[groups.root(f"{i:09}")].append(tellings[i])
    return (tuple(group) for group in found.values())


def _contradicting(
    left: Sequence[int], right: Sequence[int], tellings: Sequence[Telling], reports: Mapping[str, Report]
) -> list[tuple[int, int]]:
    """The numbers of two mentions that contradict each other; none where they agree on one."""
    pairs = [(i, j) for i in left for j in right if i != j and _one_thing(tellings[i], tellings[j])]
    found = [(i, j) for i, j in pairs if _disagree(tellings[i].told, tellings[j].told, reports)]
    return found if left is right or len(found) == len(pairs) else []


def _one_thing(one: Telling, two: Telling) -> bool:
    """Whether what is counted may be one thing: boats and ships may, boats and radars may not.

    A name may be that of any thing ("six Albatrosses"), a word that no row has of any people, but of no other thing.
    """
    if one.people and two.people and one.people.isdisjoint(two.people):
        return False  # "1,047 Palestinians", "50 Israelis"
    a, b = _forms(one.noun.casefold()), _forms(two.noun.casefold())
    left, right = ({i for i, row in enumerate(_alike()) if not row.isdisjoint(forms)} for forms in (a, b))
    if a & b or left & right or not (_is_common(one.noun) and _is_common(two.noun)):
        return True
    return not (left or right) and one.what != ITEMS


def _forms(noun: str) -> set[str]:
    """The noun and what it may be the plural of: "buses" of "bus", "bodies" of "body"."""
    return {noun, *(noun.removesuffix(end) + rest for end, rest in matching().plurals if noun.endswith(end))}


def _is_common(noun: str) -> bool:
    return noun.isalpha() and noun.islower()


@cache
def _alike() -> tuple[frozenset[str], ...]:
    """Nouns of which those of one row may stand for one another."""
    known = table("counts")["alike"]
    people = known["people"]
    rows = (*known["things"], *(f"{row} {people}" for row in known["persons"]))
    return tuple(frozenset(row.split()) for row in rows)


def _disagree(one: Told, two: Told, reports: Mapping[str, Report]) -> bool:
    """Whether two tell different numbers; a guess may be a little out, a bound leaves room on its side.

    One sentence that counts twice counts two groups, unless it says who says so: "3,000, according to the party".
    """
    if one.claim.key == two.claim.key and not _are_attributed(one.claim, two.claim, reports):
        return False
    a, b = (n.low if n.low is not None else 0.0 for n in (one, two))
    c, d = (n.high if n.high is not None else float("inf") for n in (one, two))
    if max(a, b) > min(c, d):
        return True
    told = one.best is not None and two.best is not None and one.best != two.best
    return told and not (_is_guess(one) or _is_guess(two))


def _are_attributed(one: Claim, two: Claim, reports: Mapping[str, Report]) -> bool:
    """Whether the words between two numbers, or behind the later one, name a source."""
    report = reports.get(one.report)
    if report is None or one.span is None or two.span is None:
        return False
    first, last = sorted((one.span, two.span))
    told = nm.fold(report.text[first.end : last.end + SOURCE_NEAR])
    return any(words in told for words in matching().sources)


def _is_guess(told: Told) -> bool:
    return told.low is not None and told.high is not None and told.low < told.high
