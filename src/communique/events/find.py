"""Events of one report: triggers of the lexicon over the trees, with roles, status, date, place and evidence."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from communique.events.arguments import ChainIndex, merged_roles, roles_of, split_by_host
from communique.events.dates import date_of
from communique.events.places import place_of, place_taken
from communique.events.scene import with_scene
from communique.events.status import StatusReading, status_of
from communique.events.triggers import Hit, find_hits
from communique.lexicon import Lexicon
from communique.model.analysis import Analysis
from communique.model.entity import Chain
from communique.model.event import MUTUAL, PLOVER, EventMention, Role
from communique.model.language import Sentence
from communique.model.span import Span, hull
from communique.model.time import Interval, TimeExpression

EXTRACTOR = "lexicon/1"
LONGEST_EVIDENCE = 60  # words; the scorer and readers take a longer quotation for no quotation of a passage
# Only proposals to do something together are worth keeping; other wishes are requests, which are events themselves.
PROPOSALS = frozenset(
    "meeting visit call negotiation agreement_signed exercise training ceasefire body_established cooperation "
    "joint_production release peacekeeping election".split()
)
NEEDS_NO_PARTY = frozenset({"disaster", "election"})


Forward = Callable[[TimeExpression], TimeExpression]


@dataclass(frozen=True)
class _Reader:
    """What the reading of one report needs at every sentence."""

    analysis: Analysis
    lexicon: Lexicon
    index: ChainIndex
    forward: Forward


def find_events(analysis: Analysis, lexicon: Lexicon, forward: Forward = lambda t: t) -> tuple[EventMention, ...]:
    """All events told in a report, in text order.

    ``forward`` gives the reading of a time for what is still to come: "on Monday" as the next Monday.
    """
    reader = _Reader(analysis, lexicon, ChainIndex(analysis, lexicon), forward)
    found = (event for i in range(len(analysis.sentences)) for event in _in_sentence(reader, i))
    return with_scene(tuple({event.id: event for event in found}.values()))


def _in_sentence(reader: _Reader, i: int) -> Iterator[EventMention]:
    sent, index = reader.analysis.sentences[i].sentence, reader.index

    def chain_at(token: int) -> Chain | None:
        found = index.at(i, token)
        return found[0] if found else None

    hits = list(find_hits(sent, chain_at, lambda t: (i, t) in index.named_tokens, reader.lexicon))
    told: set[Hashable] = set()
    for hit, parts in fused(sent, hits):
        for event in _events(reader, sent, i, hit, parts):
            same = (event.kind, event.status, frozenset((r.role, r.chain) for r in event.roles))
            if same not in told:  # "was hit and destroyed" tells one attack
                told.add(same)
                yield event


def fused(sent: Sentence, hits: Sequence[Hit]) -> Iterator[tuple[Hit, tuple[Hit, ...]]]:
    """Each event's main trigger with others that tell the same event: "the strike that killed", "killing in a raid".

    Two triggers of one act where one hangs on the other are one event; the upper one leads.
    """
    by_token = {hit.frame.token: hit for hit in hits}
    leader: dict[int, int] = {}
    for hit in hits:
        above = next((t for t in sent.ancestors(hit.frame.token) if t in by_token), None)
        near = above is not None and _hangs_on(sent, hit, by_token[above])
        if above is None or not near or sent.tokens[hit.frame.token].rel == "conj":
            continue
        if hit.trigger.undated or by_token[above].trigger.undated:
            continue  # "liberated from occupation": a state is no part of the act that ends it
        if _one_act(by_token[above].trigger.kind, hit.trigger.kind):
            leader[hit.frame.token] = leader.get(above, above)
    for hit in hits:
        if hit.frame.token not in leader:
            parts = tuple(h for h in hits if leader.get(h.frame.token) == hit.frame.token)
            yield hit, parts


def _one_act(kind: str, other: str) -> bool:
    """Whether two kinds may tell one act: the same kind, or two words for one use of force or one talk."""
    return kind == other or (PLOVER[kind][0] == PLOVER[other][0] and PLOVER[kind][0] in ("ASSAULT", "CONSULT"))


def _hangs_on(sent: Sentence, hit: Hit, above: Hit) -> bool:
    """Whether a trigger tells more of the one above: it hangs on it or on its parties, or has it as a party."""
    head = sent.tokens[hit.frame.token].head
    parties = above.frame.get("subject", "object")
    return head == above.frame.token or head in parties or above.frame.token in hit.frame.get("subject", "object")


def _events(reader: _Reader, sent: Sentence, i: int, hit: Hit, parts: tuple[Hit, ...]) -> Iterator[EventMention]:
    """The event of one trigger and those fused with it, or one for each host where it lists several visits."""
    frame, kind = hit.frame, hit.trigger.kind
    status = status_of(sent, frame.anchor, frame.token, reader.lexicon)
    if hit.trigger.status and status.status == "happened":
        status = StatusReading(hit.trigger.status, sent.tokens[frame.token].span)
    roles = merged_roles(tuple(roles_of(h.frame, h.trigger, i, reader.index) for h in (hit, *parts)))
    if not _worth_keeping(status, kind) or not _told_of_someone(roles, hit) or _names_a_thing(reader, sent, i, hit):
        return
    if _is_general(reader, sent, hit, roles):
        return
    trigger = sent.tokens[frame.token].span
    when, when_span = (None, None) if hit.trigger.undated else _when(reader, sent, (hit, *parts), status)
    sites = (place_of(sent, i, h.frame.anchor, h.frame.token, kind, reader.index) for h in (hit, *parts))
    taken = place_taken(frame, hit.trigger, i, reader.index)
    site = taken or next((found for found in sites if found), None)
    if when_span is None and kind in MUTUAL and not any(r.is_party for r in roles):
        return  # "the deal was sealed": neither who nor when
    split = split_by_host(kind, roles)
    for part in split:
        anchor = trigger if len(split) == 1 else part[-1].span
        yield EventMention(
            id=f"e{anchor}",
            kind=kind,
            trigger=trigger,
            evidence=evidence(sent, hit),
            sentence=i,
            status=status.status,
            roles=part,
            date=when,
            date_span=when_span,
            place=site if len(split) == 1 and site else _host(kind, part, reader.index),
            status_span=status.span,
            extractor=EXTRACTOR,
        )


def _worth_keeping(status: StatusReading, kind: str) -> bool:
    return status.real and (status.status != "proposed" or kind in PROPOSALS)


def _is_general(reader: _Reader, sent: Sentence, hit: Hit, roles: tuple[Role, ...]) -> bool:
    """A general truth in the simple present about nobody in particular: "terrorists murder innocents"."""
    if sent.tokens[hit.frame.token].upos != "VERB" or not _simple_present(sent, hit.frame.token):
        return False
    return not any(reader.index.is_particular(r.chain) for r in roles if r.is_party)


def _simple_present(sent: Sentence, i: int) -> bool:
    helpers = [sent.tokens[c] for c in sent.children(i, "aux")]
    if sent.tokens[i].xpos in ("VBP", "VBZ"):
        return not helpers
    return sent.tokens[i].xpos == "VBN" and [t.xpos for t in helpers] in (["VBZ"], ["VBP"]) and helpers[0].lemma == "be"


def _names_a_thing(reader: _Reader, sent: Sentence, i: int, hit: Hit) -> bool:
    """Whether a noun only says what a thing is for: "the centre for monitoring the ceasefire"."""
    token = sent.tokens[hit.frame.token]
    if token.upos == "VERB" or token.rel not in ("nmod", "compound") or token.head < 0:
        return False
    above = reader.index.at(i, token.head)
    return bool(above and above[0].kind in ("body", "award", "equipment", "agreement"))


def _when(
    reader: _Reader, sent: Sentence, hits: Sequence[Hit], status: StatusReading
) -> tuple[Interval | None, Span | None]:
    """The date told nearest to one of the event's triggers; else what can be inferred for the first."""
    to_come = status.status in ("planned", "proposed")
    forward = reader.forward if to_come else lambda t: t
    tokens = tuple(t for h in hits for t in (h.frame.anchor, h.frame.token))
    return date_of(reader.analysis, sent, tokens, status.status, reader.lexicon, forward)


def _host(kind: str, roles: tuple[Role, ...], index: ChainIndex) -> Role | None:
    """A visit takes place where it leads."""
    if kind != "visit":
        return None
    hosts = [r for r in roles if r.role == "recipient" and index.kind_of(r.chain) in ("place", "country")]
    return Role("place", hosts[0].chain, hosts[0].span) if hosts else None


def _told_of_someone(roles: tuple[Role, ...], hit: Hit) -> bool:
    """An event needs an identifiable actor or recipient; a noun needs one beside it or a verb that carries it."""
    if hit.trigger.two:
        return len({r.chain for r in roles if r.is_party}) > 1
    if hit.trigger.kind in NEEDS_NO_PARTY or hit.trigger.loose:
        return True
    things = hit.trigger.kind in ("agreement_signed", "agreement_ratified", "body_established")
    return any(r.is_party or (things and r.role == "item") for r in roles)


def evidence(sent: Sentence, hit: Hit) -> Span:
    """The shortest passage that states the event: the trigger's clause with the parties that stand outside it."""
    anchor = hit.frame.anchor
    inside = sent.subtree(anchor, ("parataxis", "conj", "cc", "punct", "mark"))
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
    while first < hit.frame.token and _leads_in(sent, first, anchor):
        first += 1
    while last > hit.frame.token and sent.tokens[last].upos == "PUNCT":
        last -= 1
    return hull(sent.tokens[i].span for i in (first, last))


def _leads_in(sent: Sentence, i: int, anchor: int) -> bool:
    """Whether a first word only ties the passage to what stands before: "of" in "of the signing"."""
    token = sent.tokens[i]
    return token.upos in ("PUNCT", "CCONJ") or (token.head == anchor and token.rel in ("case", "mark"))


def _widen(sent: Sentence, anchor: int) -> tuple[int, int]:
    for i in sent.ancestors(anchor):
        below = sent.subtree(i)
        if below[-1] - below[0] >= 3:
            return below[0], below[-1]
    return 0, len(sent) - 1
