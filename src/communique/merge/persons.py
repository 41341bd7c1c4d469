"""What persons decide: joining, holding apart and taking back, each an action of one or more decisions.

Decisions are only ever added. Those of one action stand in a row with the same author, time and words. Taking an action
back adds, for each of its pairs, what the other actions on that pair amount to: the last one that stands, or
`Judgement.WITHDRAWN`, which gives the pair back to the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby, pairwise, product

from communique.errors import UsageError
from communique.merge.canonical import by_rule
from communique.model.record import Claim, Decision, Judgement, Signed
from communique.model.span import Span, named_span

Pair = tuple[str, str]
UNDO = "undo"
EACH = 60  # mentions of which each is joined with each


@dataclass(frozen=True, slots=True)
class Action:
    """Decisions made in one go, counted from 1; ``undoes`` is the number of the one that it took back.

    ``stands`` tells whether it has not been taken back.
    """

    number: int
    decisions: tuple[Decision, ...]
    undoes: int | None
    stands: bool = True

    @property
    def words(self) -> str:
        """What was done, as it was written down."""
        return self.decisions[0].explanation


def joined(members: Iterable[str], words: str, signed: Signed) -> tuple[Decision, ...]:
    """All ``members`` (claim keys) are one: each with each, so that one split off later leaves the others together.

    Where they are very many, each with the first and with the next.
    """
    keys = sorted(set(members))
    pairs = list(combinations(keys, 2)) if len(keys) <= EACH else [*product(keys[:1], keys[1:]), *pairwise(keys[1:])]
    return tuple(_decision(pair, Judgement.SAME, words, signed) for pair in pairs)


def parted(some: Iterable[str], others: Iterable[str], words: str, signed: Signed) -> tuple[Decision, ...]:
    """None of ``some`` is any of ``others``; whether those of one side belong together is left to the rules."""
    pairs = sorted({(min(a, b), max(a, b)) for a, b in product(set(some), set(others)) if a != b})
    return tuple(_decision(pair, Judgement.DIFFERENT, words, signed) for pair in pairs)


def actions(decisions: Sequence[Decision]) -> tuple[Action, ...]:
    """The actions behind persons' ``decisions``, which stand in the order in which they were made."""
    persons = [d for d in decisions if not by_rule(d)]
    groups = groupby(persons, key=lambda d: (d.author, d.time, d.explanation, d.reason))
    made = [Action(i, tuple(group), None) for i, (_, group) in enumerate(groups, 1)]
    made = [replace(a, undoes=_undone(a, len(made))) for a in made]
    stands: dict[int, bool] = {}
    for action in made:
        stands[action.number] = True
        other = action.undoes
        while other is not None:  # taking back a taking back lets the first stand again
            stands[other] = not stands[other]
            other = made[other - 1].undoes
    return tuple(replace(a, stands=stands[a.number]) for a in made)


def _undone(action: Action, most: int) -> int | None:
    """The number in "undo 3", if that came before."""
    word, _, number = action.words.partition(" ")
    earlier = word == UNDO and number.isdecimal() and 0 < int(number) < action.number <= most
    return int(number) if earlier else None


def taken_back(
    number: int | None, decisions: Sequence[Decision], signed: Signed
) -> tuple[Action, tuple[Decision, ...]]:
    """The action with ``number``, or the last that stands and is no undoing, and the decisions that take it back.

    Raises UsageError where there is none, or it has been taken back already.
    """
    made = actions(decisions)
    if not made:
        raise UsageError("Nobody has decided anything in this record yet, so there is nothing to undo.")
    if number is None:
        number = next((a.number for a in reversed(made) if a.stands and a.undoes is None), 0)
        if not number:
            raise UsageError("All that was decided has been undone. To redo one, name its undoing: undo NUMBER")
    if not 0 < number <= len(made):
        raise UsageError(f"There is no decision {number}: they are numbered 1 to {len(made)}.")
    action = made[number - 1]
    if not action.stands:
        raise UsageError(f"Decision {number} has been undone already.")
    return action, _reversed(action, made, f"{UNDO} {number}", signed)


def _reversed(action: Action, made: Sequence[Action], words: str, signed: Signed) -> tuple[Decision, ...]:
    """For each pair of ``action`` what the last action on it says that stands then; else the rules may decide it."""
    after = actions(
        [*(d for a in made for d in a.decisions), replace(action.decisions[0], explanation=words, time="~")]
    )
    held: dict[Pair, Judgement] = {}
    for each in after[:-1]:
        if each.stands and each.undoes is None:
            held |= {(d.left, d.right): d.judgement for d in each.decisions}
    pairs = [(d.left, d.right) for d in action.decisions]
    return tuple(_decision(p, held.get(p, Judgement.WITHDRAWN), words, signed) for p in pairs)


def _decision(pair: Pair, judgement: Judgement, words: str, signed: Signed) -> Decision:
    left, right = sorted(pair)
    return Decision(left, right, judgement, 1.0, words, signed.author, signed.time, signed.reason)


# -- after a new reading -----------------------------------------------------------------------------------------------


def rebound(decisions: Sequence[Decision], claims: Sequence[Claim]) -> tuple[Decision, ...]:
    """Persons' decisions with the ends that a new reading has renamed put right; the others as they are.

    A subject is named after the span of its words. Where a better reader moves them, the subject of the same sort in
    the same report whose words overlap most takes its place. Where the two ends fall together, a decision says nothing.
    """
    ends = {key for d in decisions if not by_rule(d) for key in (d.left, d.right)}
    missing = ends - {claim.key for claim in claims} if ends else ends
    if not missing:
        return tuple(decisions)
    found = successors(missing, claims)
    return tuple(
        d if by_rule(d) else _renamed(d, found.get(d.left, d.left), found.get(d.right, d.right)) for d in decisions
    )


def _renamed(decision: Decision, left: str, right: str) -> Decision:
    return replace(decision, left=min(left, right), right=max(left, right))


def successors(missing: set[str], claims: Iterable[Claim]) -> Mapping[str, str]:
    """The subject that took the place of each missing one: of the same sort, in the same report, on the same words."""
    reports = {key.partition("/")[0] for key in missing}
    words: dict[tuple[str, str], list[tuple[Span, str]]] = defaultdict(list)
    for claim in claims:
        if claim.report in reports and claim.span is not None and claim.prop in ("mention", "kind", "quote"):
            words[claim.report, claim.subject[0]].append((claim.span, claim.key))
    found: dict[str, str] = {}
    for key in missing:
        report, _, subject = key.partition("/")
        old = named_span(subject)
        if old is None:
            continue
        near = [(_shared(old, span), other) for span, other in words[report, subject[:1]] if span.overlaps(old)]
        if near:
            found[key] = min(near, key=lambda n: (-n[0], n[1]))[1]
    return found


def _shared(one: Span, two: Span) -> int:
    return min(one.end, two.end) - max(one.start, two.start)
