"""Events of one report: triggers of the lexicon over the trees, with roles, status, date, place and evidence."""

from __future__ import annotations

from collections.abc import Iterator

from communique.events.arguments import ChainIndex, roles_of
from communique.events.dates import date_of
from communique.events.places import place_of
from communique.events.status import StatusReading, status_of
from communique.events.triggers import Hit, find_hits
from communique.lexicon import Lexicon
from communique.model.analysis import Analysis
from communique.model.entity import Chain
from communique.model.event import EventMention, Role
from communique.model.language import Sentence
from communique.model.span import Span, hull

EXTRACTOR = "lexicon/1"
LONGEST_EVIDENCE = 60  # words; the scorer and readers take a longer quotation for no quotation of a passage
# Only proposals to do something together are worth keeping; other wishes are requests, which are events themselves.
PROPOSALS = frozenset(
    "meeting visit call negotiation agreement_signed exercise training ceasefire body_established cooperation "
    "joint_production release peacekeeping election".split()
)
NEEDS_NO_PARTY = frozenset({"disaster", "election"})


def find_events(analysis: Analysis, lexicon: Lexicon) -> tuple[EventMention, ...]:
    """All events told in a report, in text order."""
    index = ChainIndex(analysis, lexicon)
    found = (event for i in range(len(analysis.sentences)) for event in _in_sentence(analysis, i, index, lexicon))
    return tuple({event.id: event for event in found}.values())


def _in_sentence(analysis: Analysis, i: int, index: ChainIndex, lexicon: Lexicon) -> Iterator[EventMention]:
    sent = analysis.sentences[i].sentence

    def chain_at(token: int) -> Chain | None:
        found = index.at(i, token)
        return found[0] if found else None

    for hit in find_hits(sent, chain_at, lambda t: (i, t) in index.named_tokens, lexicon):
        event = _event(analysis, sent, i, hit, index, lexicon)
        if event:
            yield event


def _event(
    analysis: Analysis, sent: Sentence, i: int, hit: Hit, index: ChainIndex, lexicon: Lexicon
) -> EventMention | None:
    frame, kind = hit.frame, hit.trigger.kind
    status = status_of(sent, frame.anchor, frame.token, lexicon)
    if not status.real or (status.status == "proposed" and kind not in PROPOSALS):
        return None
    roles = roles_of(frame, hit.trigger, i, index)
    if not _told_of_someone(roles, hit, index, sent):
        return None
    when, when_span = date_of(analysis, sent, frame.anchor, frame.token, status.status)
    return _mention(sent, i, hit, status, roles, evidence(sent, hit), place_of(sent, i, frame.anchor, frame.token, kind, index)).with_date(
        when, when_span
    )


def _mention(
    sent: Sentence, i: int, hit: Hit, status: StatusReading, roles: tuple[Role, ...], quote: Span, place: Role | None
) -> EventMention:
    trigger = sent.tokens[hit.frame.token].span
    return EventMention(
        id=f"e{trigger}",
        kind=hit.trigger.kind,
        trigger=trigger,
        evidence=quote,
        sentence=i,
        status=status.status,
        roles=roles,
        place=place,
        status_span=status.span,
        extractor=EXTRACTOR,
    )


def _told_of_someone(roles: tuple[Role, ...], hit: Hit, index: ChainIndex, sent: Sentence) -> bool:
    """An event needs an identifiable actor or recipient; a noun needs one beside it or a verb that carries it."""
    if hit.trigger.kind in NEEDS_NO_PARTY or hit.trigger.loose:
        return True
    return any(r.role in ("actor", "recipient") for r in roles)


def evidence(sent: Sentence, hit: Hit) -> Span:
    """The shortest passage that states the event: the trigger's clause with the parties that stand outside it."""
    anchor = hit.frame.anchor
    inside = [i for i in sent.subtree(anchor, ("parataxis", "conj", "cc", "punct", "mark")) if i == anchor or True]
    tokens = set(inside) | {hit.frame.token}
    for slot in ("subject", "object"):
        tokens.update(hit.frame.get(slot))
    first, last = min(tokens), max(tokens)
    if last - first + 1 > LONGEST_EVIDENCE:
        first, last = min(inside), max(inside)
    if last - first + 1 < 4:
        first, last = _widen(sent, anchor)
    if last - first + 1 > LONGEST_EVIDENCE:
        first, last = max(first, hit.frame.token - 20), min(last, hit.frame.token + 30)
    return hull(sent.tokens[i].span for i in (first, last))


def _widen(sent: Sentence, anchor: int) -> tuple[int, int]:
    for i in sent.ancestors(anchor):
        below = sent.subtree(i)
        if below[-1] - below[0] >= 3:
            return below[0], below[-1]
    return 0, len(sent) - 1
