"""Words that may tell an event, by the trained model and by the lexicon, with one probability for both."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique.events.frame import frame_of
from communique.events.triggers import Hit
from communique.lexicon import Lexicon, table
from communique.model.event import plover_name
from communique.model.language import Act, Parsed

UNSEEN = 0.02
"""The model's probability for a word that it does not list."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell an event of ``kind``: what the model says of it, and the lexicon's entries it meets.

    ``anchor`` is the token whose clause it stands in; ``hits`` the lexicon's, the leading one first.
    """

    token: int
    anchor: int
    kind: str
    score: float
    act: Act | None
    hits: tuple[Hit, ...] = ()

    @property
    def hit(self) -> Hit | None:
        """The lexicon's entry, where it tells the same kind."""
        return self.hits[0] if self.hits and self.hits[0].trigger.kind == self.kind else None

    @property
    def tokens(self) -> tuple[int, ...]:
        """The words that tell it with the heads of their clauses."""
        own = (self.anchor, self.token)
        return tuple(dict.fromkeys([*own, *(t for h in self.hits for t in (h.frame.anchor, h.frame.token))]))


def candidates(
    parsed: Parsed, led: Sequence[tuple[Hit, tuple[Hit, ...]]], lexicon: Lexicon, odds: Confidence
) -> Iterator[Candidate]:
    """All candidates of a sentence in text order; ``led`` are the lexicon's hits with those that tell the same."""
    acts = {act.index: act for act in parsed.acts if act.score >= UNSEEN}
    taken: set[int] = set()
    found = []
    for hit, parts in led:
        act = _act_of(acts, (hit, *parts))
        if act:
            taken.add(act.index)
        found.append(_candidate(act, (hit, *parts), odds))
    for act in acts.values():
        if act.index not in taken:
            found.append(_alone(parsed, act, lexicon, odds))
    yield from sorted(found, key=lambda c: c.token)


def _act_of(acts: dict[int, Act], hits: Sequence[Hit]) -> Act | None:
    """The likeliest act on one of the words that the lexicon's hits stand on, or on what an entry's verb is done to.

    The model may point at "training" in "completed training", which the lexicon knows by its verb.
    """
    tokens = dict.fromkeys(t for h in hits for t in (h.frame.token, h.frame.anchor))
    found = max((acts[t] for t in tokens if t in acts), key=lambda act: act.score, default=None)
    done = dict.fromkeys(t for h in hits if h.trigger.turns for t in h.frame.get("object") if t in acts)
    same = [acts[t] for t in done if any(acts[t].kinds[0][0] == h.trigger.kind for h in hits)]
    return found or max(same, key=lambda act: act.score, default=None)


def _candidate(act: Act | None, hits: tuple[Hit, ...], odds: Confidence) -> Candidate:
    frame, kind = hits[0].frame, hits[0].trigger.kind
    if act is None:
        return Candidate(frame.token, frame.anchor, kind, odds.probability(UNSEEN, "lexicon"), None, hits)
    best = act.kinds[0][0]
    same, other = odds.probability(strength(act, kind), "both"), odds.probability(strength(act, best), "other")
    if same >= other or plover_name(best) == plover_name(kind):
        return Candidate(frame.token, frame.anchor, kind, same, act, hits)
    return Candidate(frame.token, frame.anchor, best, other, act, hits)


def _alone(parsed: Parsed, act: Act, lexicon: Lexicon, odds: Confidence) -> Candidate:
    frame, kind = frame_of(parsed.sentence, act.index, lexicon), act.kinds[0][0]
    return Candidate(act.index, frame.anchor, kind, odds.probability(strength(act, kind), "model"), act)


def of_event(act: Act, kind: str) -> float:
    """The model's probability of all kinds of one PLOVER event."""
    return sum(score for other, score in act.kinds if plover_name(other) == plover_name(kind))


def strength(act: Act, kind: str) -> float:
    """The mean of the model's probabilities that this is told and that anything is: kinds may be hard to tell apart."""
    return (of_event(act, kind) + act.score) / 2


SUPPORT = ("both", "other", "model", "lexicon")
"""Who speaks for a kind: model and lexicon, the model against the lexicon's other kind, the model or lexicon alone."""


@dataclass(frozen=True)
class Confidence:
    """Log odds of a candidate: ``slope`` times the model's log odds plus the weight of who speaks for it.

    Fitted by ``python -m training.events.calibrate`` on runs that the model was not trained on. From ``threshold`` on
    an event is told; from ``faint`` on a word may tell again what is told elsewhere.
    """

    slope: float
    support: Mapping[str, float]
    threshold: float
    faint: float

    def probability(self, score: float, support: str) -> float:
        """The probability that an event of this PLOVER name is told, from the model's probability of it."""
        return 1.0 / (1.0 + math.exp(-(self.slope * log_odds(score) + self.support[support])))


def log_odds(score: float) -> float:
    """The log odds of a probability, kept within bounds."""
    score = min(max(score, UNSEEN), 0.999)
    return math.log(score / (1.0 - score))


@cache
def load_confidence() -> Confidence:
    """The fitted weights of `data/en/confidence.toml`."""
    row = table("confidence")
    return Confidence(row["slope"], row["support"], row["threshold"], row["faint"])
