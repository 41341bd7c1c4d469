"""Events of one report, told by the model or the lexicon: with roles, status, date, place and evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from communique.events.arguments import SURE, ChainIndex, roles_told, split_by_host, with_hosts
from communique.events.candidates import Candidate, Confidence, candidates, load_confidence
from communique.events.counts import counts_in, of_event, tells_loss
from communique.events.dates import date_of, time_counted, time_pointed_at
from communique.events.denials import NEGATED, with_denials
from communique.events.places import (
    FAINT_PLACE,
    OF_OTHERS,
    breadth,
    is_of_other,
    place_of,
    place_taken,
    site_pointed_at,
)
from communique.events.scene import with_scene
from communique.events.status import StatusReading, status_of
from communique.events.triggers import Hit, find_hits
from communique.lexicon import Lexicon
from communique.model.analysis import Analysis
from communique.model.entity import Chain
from communique.model.event import MUTUAL, PLOVER, Count, EventMention, Role
from communique.model.language import Sentence
from communique.model.span import Span, hull
from communique.model.time import Interval, TimeExpression

EXTRACTOR, FALLBACK = "model+lexicon/1", "lexicon/1"
SURE_REAL = 0.65  # confidence from which an event is told though the words about it make it a condition or deny it
PLAIN = 0.7  # confidence from which an event may be told of nobody in particular
OTHER_ACT = 0.5  # probability from which another word tells an act that has its own date
SURE_STATUS = 0.6  # probability from which the model's status counts
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
    """All events told in a report, in text order, with those told faintly.

    ``forward`` gives the reading of a time for what is still to come: "on Monday" as the next Monday.
    """
    reader = _Reader(analysis, lexicon, ChainIndex(analysis, lexicon), forward)
    found = (event for i in range(len(analysis.sentences)) for event in _in_sentence(reader, i))
    told = tuple({event.id: event for event in sorted(found, key=lambda e: not e.faint)}.values())
    told = _counted(analysis, with_denials(analysis, told))
    return _placed(analysis, sorted(told, key=lambda e: (e.sentence, e.trigger, e.id)))


def _counted(analysis: Analysis, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """The events with the numbers of their sentences: each to the event with the shortest passage around it.

    Where no passage holds it, to the only event of the sentence. What counts again what the sentence before counted
    is of the same event. Where a sentence tells no event, its dead, its money and the like are of the one told last in
    the sentence before: "The shells hit the market. Twelve traders were dead by noon."
    """
    times = [t.span for t in analysis.times]
    told: dict[int, list[EventMention]] = defaultdict(list)
    for event in events:
        told[event.sentence].append(event)
    found: dict[str, list[Count]] = defaultdict(list)
    last: tuple[EventMention, str] | None = None
    for i, parsed in enumerate(analysis.sentences):
        before, last = last, None
        for _, count in counts_in(parsed.sentence, times):
            host, what = _around(count, told[i]), count.what
            if not what and before:
                host, what = before
            elif not told[i] and tells_loss(count):
                host = _last(told.get(i - 1, ()))
            if host and what:
                found[host.id].append(of_event(replace(count, what=what), host.kind))
                last = host, what
    return tuple(replace(e, counts=tuple(found[e.id])) if e.id in found else e for e in events)


def _around(count: Count, own: Sequence[EventMention]) -> EventMention | None:
    """The event of ``own``, told in one sentence, that ``count`` is a number of."""
    firm = [e for e in own if not e.faint]
    around = [e for e in own if e.evidence.covers(count.span)] or (firm if len(firm) == 1 else [])
    return min(around, key=lambda e: (bool(e.faint), e.evidence.end - e.evidence.start, e.id), default=None)


def _last(told: Sequence[EventMention]) -> EventMention | None:
    """The event told last, a firm one if there is one."""
    return max(told, key=lambda e: (not e.faint, e.trigger, e.id), default=None)


def _placed(analysis: Analysis, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """The events with the places that others lend them; what is told faintly lends none."""
    firm = {e.id: e for e in with_scene([e for e in events if not e.faint], analysis.chains, analysis.report)}
    every = with_scene(events, analysis.chains, analysis.report) if len(firm) < len(events) else ()
    return tuple(firm.get(e.id, e) for e in every or firm.values())


def candidates_in(index: ChainIndex, i: int, odds: Confidence) -> Iterator[Candidate]:
    """What may tell an event in sentence ``i``, however unlikely, in text order."""

    def chain_at(token: int) -> Chain | None:
        found = index.at(i, token)
        return found[0] if found else None

    parsed = index.analysis.sentences[i]
    hits = list(find_hits(parsed.sentence, chain_at, lambda t: (i, t) in index.named_tokens, index.lexicon))
    yield from candidates(parsed, list(fused(parsed.sentence, hits)), index.lexicon, odds)


def _in_sentence(reader: _Reader, i: int) -> Iterator[EventMention]:
    sent, odds = reader.analysis.sentences[i].sentence, load_confidence()
    told: set[Hashable] = set()
    for candidate in candidates_in(reader.index, i, odds):
        if candidate.score < odds.faint:
            continue
        for event in _events(reader, sent, i, candidate, candidate.score < odds.threshold):
            same = (event.kind, event.status, bool(event.faint), frozenset((r.role, r.chain) for r in event.roles))
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


def _events(reader: _Reader, sent: Sentence, i: int, told: Candidate, unlikely: bool = False) -> Iterator[EventMention]:
    """The event of one candidate, or one for each host where it lists several visits."""
    kind, hit = told.kind, told.hit
    status = _status(reader, sent, told)
    roles = roles_told(told, i, reader.index)
    kind = _by_item(kind, roles, reader.index)
    negated = status.status == "denied" and not status.real and not unlikely
    if not negated and not _worth_keeping(status, kind):
        return
    if told.act is None and _names_a_thing(reader, sent, i, told):
        return
    if _is_general(reader, sent, told, roles):
        return
    trigger = sent.tokens[told.token].span
    undated = hit is not None and hit.trigger.undated
    when, when_span = (None, None) if undated else _when(reader, sent, i, told, status)
    site = _site(reader, sent, i, told)
    vague = when_span is None and site is None and not _is_identifiable(reader, kind, roles)
    aside = vague and told.score < PLAIN  # "the murder of innocents": nobody in particular, nowhere, at no time
    bare = when_span is None and kind in MUTUAL and not any(r.is_party for r in roles)  # "the deal was sealed"
    faint = (
        NEGATED
        if negated
        else "unlikely"
        if unlikely
        else "vague"
        if aside or bare or not _told_of_someone(roles, told)
        else ""
    )
    split = split_by_host(kind, roles, trigger, reader.index)
    for part in split:
        anchor = trigger if len(split) == 1 else part[-1].span
        yield EventMention(
            id=f"e{anchor}",
            kind=kind,
            trigger=trigger,
            evidence=evidence(sent, told),
            sentence=i,
            status=status.status,
            roles=with_hosts(kind, part, reader.index),
            date=when,
            date_span=when_span,
            place=site if len(split) == 1 and site else _host(kind, part, reader.index),
            status_span=status.span,
            extractor=EXTRACTOR if told.act else FALLBACK,
            confidence=round(told.score, 2),
            faint=faint,
        )


def _by_item(kind: str, roles: tuple[Role, ...], index: ChainIndex) -> str:
    """What is done with weapons: a contract signed for them orders them, and sent to somebody they are delivered."""
    if not any(r.role == "item" and index.kind_of(r.chain) == "equipment" for r in roles):
        return kind
    if kind == "mobilisation" and any(r.role == "recipient" for r in roles):
        return "arms_transfer"
    return "arms_order" if kind == "agreement_signed" else kind


def _status(reader: _Reader, sent: Sentence, told: Candidate) -> StatusReading:
    """The model's status where it is sure of one, else that of the words about the trigger.

    What these words negate or make a condition is kept only where the model is sure that it is told.
    """
    status = status_of(sent, told.anchor, told.token, reader.lexicon)
    if told.hit and told.hit.trigger.status and status.status == "happened":
        return StatusReading(told.hit.trigger.status, sent.tokens[told.token].span)
    best = told.act.statuses[0][0] if told.act else ""
    negated = status.status == "denied" and best != "denied"
    if not status.real and (negated or told.score < SURE_REAL):
        return status
    hedges = reader.lexicon.status.words("alleged", "adverbs")
    if best == "happened" and status.span and status.span.quote(reader.analysis.report.text).lower() in hedges:
        return status  # "reportedly", however much the rest reads like a plain report
    if told.act and told.act.statuses[0][1] >= SURE_STATUS:
        return StatusReading(best, status.span if best == status.status else None)
    return status


def _site(reader: _Reader, sent: Sentence, i: int, told: Candidate) -> Role | None:
    """Where it took place: of all places told of it the most specific, of several the first."""
    others = _other_acts(reader, i, told) if told.kind in OF_OTHERS else []
    found = [
        site
        for site in _sites_told(sent, i, told, reader.index)
        if not is_of_other(sent, site.span, told.tokens, others)
    ]
    return min(found, key=lambda site: breadth(site.chain, reader.index), default=None)


def _sites_told(sent: Sentence, i: int, told: Candidate, index: ChainIndex) -> Iterator[Role]:
    """The place taken, what the model points at, the nearest in the tree, and what the model points at faintly."""
    taken, ends = told.kind == "territory_taken", [(told.anchor, told.token)]
    ends += [(h.frame.anchor, h.frame.token) for h in told.hits]
    found = [
        place_taken(told.hit.frame, told.hit.trigger, i, index) if told.hit else None,
        site_pointed_at(told.act, i, index, taken) if told.act else None,
        *(place_of(sent, i, anchor, token, told.kind, index) for anchor, token in dict.fromkeys(ends)),
        site_pointed_at(told.act, i, index, taken, FAINT_PLACE) if told.act else None,
    ]
    yield from (site for site in found if site)


def _other_acts(reader: _Reader, i: int, told: Candidate) -> list[int]:
    """Words of a sentence that tell other acts, with days and places of their own."""
    acts = reader.analysis.sentences[i].acts
    return [act.index for act in acts if act.score >= OTHER_ACT and act.index not in told.tokens]


def _worth_keeping(status: StatusReading, kind: str) -> bool:
    return status.real and (status.status != "proposed" or kind in PROPOSALS)


def _is_general(reader: _Reader, sent: Sentence, told: Candidate, roles: tuple[Role, ...]) -> bool:
    """A general truth in the simple present about nobody in particular: "terrorists murder innocents"."""
    if sent.tokens[told.token].upos != "VERB" or not _simple_present(sent, told.token):
        return False
    return not any(reader.index.is_particular(r.chain) for r in roles if r.is_party)


def _is_identifiable(reader: _Reader, kind: str, roles: tuple[Role, ...]) -> bool:
    """Whether one of the parties, or a thing signed or set up, is someone or something in particular."""
    return kind in NEEDS_NO_PARTY or any(reader.index.is_particular(r.chain) for r in roles if r.role != "instrument")


def _simple_present(sent: Sentence, i: int) -> bool:
    helpers = [sent.tokens[c] for c in sent.children(i, "aux")]
    if sent.tokens[i].xpos in ("VBP", "VBZ"):
        return not helpers
    return sent.tokens[i].xpos == "VBN" and [t.xpos for t in helpers] in (["VBZ"], ["VBP"]) and helpers[0].lemma == "be"


def _names_a_thing(reader: _Reader, sent: Sentence, i: int, told: Candidate) -> bool:
    """Whether a noun only says what a thing is for: "the centre for monitoring the ceasefire"."""
    token = sent.tokens[told.token]
    if token.upos == "VERB" or token.rel not in ("nmod", "compound") or token.head < 0:
        return False
    above = reader.index.at(i, token.head)
    return bool(above and above[0].kind in ("body", "award", "equipment", "agreement"))


def _when(
    reader: _Reader, sent: Sentence, i: int, told: Candidate, status: StatusReading
) -> tuple[Interval | None, Span | None]:
    """The time that the model points at, or that is told nearest to the triggers; else what can be inferred."""
    to_come = status.status in ("planned", "proposed")
    forward = reader.forward if to_come else lambda t: t
    pointed = time_pointed_at(reader.analysis, sent, told.act) if told.act else None
    if pointed:
        read: tuple[Interval | None, Span | None] = (forward(pointed).interval, pointed.span)
    else:
        others = _other_acts(reader, i, told)
        read = date_of(reader.analysis, sent, told.tokens, status.status, reader.lexicon, forward, others)
    counted = time_counted(reader.analysis, sent, told.tokens, reader.lexicon)
    if counted and (read[1] is None or read[1] < counted.span):
        return counted.other, counted.span if counted.other else None
    return read


def _host(kind: str, roles: tuple[Role, ...], index: ChainIndex) -> Role | None:
    """A visit takes place where it leads."""
    if kind != "visit":
        return None
    hosts = [r for r in roles if r.role == "recipient" and index.kind_of(r.chain) in ("place", "country")]
    return Role("place", hosts[0].chain, hosts[0].span) if hosts else None


def _told_of_someone(roles: tuple[Role, ...], told: Candidate) -> bool:
    """An event needs an identifiable actor or recipient; a noun needs one beside it or a verb that carries it."""
    if told.hit and told.hit.trigger.two and told.act is None:
        return len({r.chain for r in roles if r.is_party}) > 1
    if told.kind in NEEDS_NO_PARTY or (told.hit and told.hit.trigger.loose):
        return True
    things = told.kind in ("agreement_signed", "agreement_ratified", "body_established")
    return any(r.is_party or (things and r.role == "item") for r in roles)


def evidence(sent: Sentence, told: Candidate) -> Span:
    """The shortest passage that states the event: the trigger's clause with the parties that stand outside it."""
    anchor, token = told.anchor, told.token
    inside = sent.subtree(anchor, ("parataxis", "conj", "cc", "punct", "mark"))
    tokens = set(inside) | {token}
    for hit in told.hits[:1]:
        tokens.update(hit.frame.get("subject", "object"))
    if told.act:
        tokens.update(f.index for f in told.act.pointing(("actor", "recipient"), SURE))
    first, last = min(tokens), max(tokens)
    if last - first + 1 > LONGEST_EVIDENCE:
        first, last = min(inside), max(inside)
    if last - first + 1 < 4:
        first, last = _widen(sent, anchor)
    if last - first + 1 > LONGEST_EVIDENCE:
        first, last = max(first, token - 20), min(last, token + 30)
    while first < token and _leads_in(sent, first, anchor):
        first += 1
    while last > token and sent.tokens[last].upos == "PUNCT":
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
