"""Steps told of weapons in one report: orders, changes, deliveries, what is held, made, paid, taught and claimed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.events.arguments import ChainIndex
from communique.events.arms.acts import Act, acts_in, between, is_noun, parties, party_at
from communique.events.arms.beside import effects, licences, prices
from communique.events.arms.desk import Desk
from communique.events.arms.names import names_of
from communique.events.arms.parts import parts_in, with_days, with_parts
from communique.events.arms.teaching import trainings
from communique.events.arms.things import Thing, things_in
from communique.events.arms.words import words
from communique.events.counts import numbers_in
from communique.events.find import Forward
from communique.events.frame import preposition
from communique.lexicon import Lexicon
from communique.model.analysis import Analysis
from communique.model.arms import ArmsMention
from communique.model.event import Count, Role
from communique.model.language import Sentence
from communique.model.span import Span, hull

STEPS = {
    "ordered": "ordered",
    "sold": "ordered",
    "promised": "promised",
    "given": "delivered",
    "supplied": "delivered",
    "received": "delivered",
    "moved": "delivered",
    "held": "held",
    "made": "made",
    "cancelled": "cancelled",
}
NEWS = 3  # sentences at the top of a report, which tell what is new on its day
NEAR = 2  # sentences between a paper and the order that it is of
TO_COME = ("planned", "proposed")


def find_arms(analysis: Analysis, lexicon: Lexicon, forward: Forward = lambda t: t) -> tuple[ArmsMention, ...]:
    """All steps told of weapons in a report, in text order; none where it names no weapon."""
    index = ChainIndex(analysis, lexicon)
    names = names_of(index, lexicon)
    times = [t.span for t in analysis.times]
    things = [things_in(p.sentence, names, times, analysis.report.text) for p in analysis.sentences]
    if not any(t.strong for of in things for t in of):
        return ()
    desk = Desk(analysis, lexicon, index, tuple(things), forward)
    found = [m for i in range(len(analysis.sentences)) for m in _in_sentence(desk, i)]
    told = {m.id: m for m in reversed(list(with_days(desk, found)))}
    return tuple(sorted(told.values(), key=lambda m: (m.trigger, m.id)))


def _in_sentence(desk: Desk, i: int) -> Iterator[ArmsMention]:
    sent = desk.analysis.sentences[i].sentence
    acts = list(acts_in(sent, desk.things[i], desk.lexicon))
    for act in acts:
        others = [a.anchor for a in acts if a.anchor != act.anchor]
        for mention in _steps(desk, sent, i, act, others):
            yield _in_place_of(desk, sent, mention)
    yield from _in_service(desk, sent, i)
    yield from prices(desk, sent, i)
    yield from trainings(desk, sent, i)
    yield from licences(desk, sent, i)
    yield from effects(desk, sent, i)


def _in_place_of(desk: Desk, sent: Sentence, mention: ArmsMention) -> ArmsMention:
    """What is ordered or still to come "instead of 24" changes how many are on order."""
    to_come = mention.step == "ordered" or (mention.step == "delivered" and mention.status in TO_COME)
    if not to_come or mention.count is None:
        return mention
    for tokens, count in numbers_in(sent, [t.span for t in desk.analysis.times]):
        ahead = [sent.tokens[k].form.lower() for k in range(max(0, tokens.start - 2), tokens.start)]
        if " ".join(ahead) in words().replaced and count.what != "money" and count.best != mention.count.best:
            return replace(mention, step="changed", status="happened", before=count)
    return mention


def _steps(desk: Desk, sent: Sentence, i: int, act: Act, others: Sequence[int]) -> Iterator[ArmsMention]:
    if act.sort == "changed":
        yield from _changed(desk, sent, i, act, others)
        return
    if act.sort == "amended" or (is_noun(sent, act.token) and act.anchor != act.token):
        yield from _signed(desk, sent, i, act, others)
    step = STEPS.get(act.sort, "")
    if not step:
        return
    if act.sort == "cancelled" and not act.things:
        yield from _undone(desk, sent, i, act, others)
    parts = parts_in(desk.things[i], act.things)
    for thing in (t for t in act.things if t not in parts):
        mention = _told(desk, sent, i, act, thing, step, others)
        if mention:
            yield from with_parts(desk, sent, i, mention, thing)


def _told(
    desk: Desk, sent: Sentence, i: int, act: Act, thing: Thing, step: str, others: Sequence[int]
) -> ArmsMention | None:
    """The step that an act tells of one thing; None where it is only wished, or the thing is no weapon after all."""
    status = desk.status(sent, i, act.anchor, act.token)
    if thing.none or desk.is_untrue(sent, act.token):
        status = "denied"
    if status in ("", "proposed") or not desk.is_weapon(thing) or _is_open(sent, thing) or _is_halted(sent, act):
        return None
    if act.sort == "supplied" and status == "happened" and _is_foreseen(sent, act):
        status = "planned"
    if act.sort == "ordered" and not is_noun(sent, act.token) and _is_command(sent, act.token):
        return None  # "ordered the vessel to stop", "his units into the field"
    if status == "happened" and _is_only_named(desk, sent, i, act):
        return None
    if act.sort == "moved" and not _is_transfer(desk, thing, i):
        return None
    if step == "ordered" and _is_part(sent, act, thing):
        thing = replace(thing, count=thing.whole)
    if act.sort == "given" and status == "planned":
        step = "promised"
    if act.sort == "cancelled" and thing.bare:
        return None
    when, when_span = desk.when(sent, i, (act.token, act.anchor), status, others)
    if step == "ordered" and is_noun(sent, act.token) and act.anchor == act.token and when_span:
        inside = hull(sent.tokens[t].span for t in sent.subtree(act.token))
        if not inside.overlaps(when_span) or _is_undone(sent, act.token):
            when = when_span = None  # "has cancelled the order on Friday": the day is that of the other act
    if status == "denied" and when_span is None:
        when = None
    if step == "delivered" and status == "happened" and thing.single and when and when_span and when.days == 1:
        thing = replace(thing, count=Count("", 1.0, 1.0, 1.0, thing.span))  # "the ship was handed over on 14 December"
    roles = parties(act, sent, i, desk.index)
    if step == "promised" and not any(r.role == "receiver" for r in roles):
        return None
    known = desk.resolved(thing, i)[0] and roles
    if not known and (step == "made" or (step == "held" and not thing.count)):
        return None
    mention = desk.mention(sent, i, act.token, step, status, thing)
    total = step == "held" or _is_total(desk, sent, act, thing, when_span)
    return replace(
        mention,
        roles=(*roles, *(() if status == "alleged" else desk.teller(sent.tokens[act.token].span))),
        date=when,
        date_span=when_span,
        marks=("total", *mention.marks) if total else mention.marks,
        evidence=desk.passage(sent, act.anchor, (act.token, *thing.tokens)),
    )


def _is_halted(sent: Sentence, act: Act) -> bool:
    """Whether deliveries are only what is stopped or talked about: "suspended all deliveries of equipment"."""
    head = sent.tokens[act.token].head
    if act.sort != "supplied" or not is_noun(sent, act.token) or head < 0:
        return False
    lemma = sent.tokens[head].lemma.lower()
    return lemma in words().halted or words().verbs.get(lemma) == "cancelled"


def _is_command(sent: Sentence, k: int) -> bool:
    """Whether somebody is told to do something or go somewhere."""
    where = [c for c in sent.children(k, "obl") if preposition(sent, c) in ("into", "onto")]
    return bool(where or sent.children(k, "xcomp", "ccomp"))


def _is_only_named(desk: Desk, sent: Sentence, i: int, act: Act) -> bool:
    """Whether an act is spoken of without being told: "talks on supplying Iran", "let them send missiles".

    A form of the verb that tells no time tells of no act, unless it stands behind "after" or goes on from a clause that
    does, or the reader of events has one there.
    """
    token = sent.tokens[act.token]
    event = desk.events.get((i, token.span))
    if is_noun(sent, act.token) or token.xpos not in ("VB", "VBG") or (event and not event.faint):
        return False
    if sent.children(act.token, "aux"):
        return False
    marks = {sent.tokens[c].form.lower() for c in sent.children(act.token, "mark", "case")}
    return token.xpos == "VB" or (token.rel != "conj" and bool(marks - words().after)) or token.rel in (
        "csubj", "xcomp", "ccomp", "root"
    )  # fmt: skip


def _is_transfer(desk: Desk, thing: Thing, i: int) -> bool:
    """Whether what comes by itself is delivered: named things, several, or where others are ordered or sent."""
    several = thing.count is not None and (thing.count.best or thing.count.low or 0) > 1
    return several or bool(desk.resolved(thing, i)[0]) or desk.tells_transfer


def _is_foreseen(sent: Sentence, act: Act) -> bool:
    """Whether a delivery is only what a paper is for: "provides for the supply of six aircraft"."""
    head = sent.tokens[act.token].head
    if not is_noun(sent, act.token) or head < 0:
        return False
    return preposition(sent, act.token) == "for" or sent.tokens[head].lemma.lower() in words().foreseen


def _undone(desk: Desk, sent: Sentence, i: int, act: Act, others: Sequence[int]) -> Iterator[ArmsMention]:
    """A contract ended that is of weapons told of nearby: "agreed on Monday to terminate the contract"."""
    papers = [o for o in act.frame.get("object") if sent.tokens[o].lemma.lower() in words().paper]
    about = desk.ordered_near(i, NEAR)
    if not papers or not about:
        return
    head = sent.tokens[act.token].head
    agreed = sent.tokens[act.token].rel == "xcomp" and sent.tokens[head].lemma.lower() in words().agrees
    anchor = head if agreed else act.token
    status = desk.status(sent, i, anchor, anchor)
    if status not in ("happened", "alleged", "denied"):
        return
    when, when_span = desk.when(sent, i, (act.token, anchor), status, [o for o in others if o != anchor])
    if when_span and any(hull(sent.tokens[t].span for t in sent.subtree(o)).covers(when_span) for o in papers):
        when = when_span = None  # "the contract of February": the day of that
    yield replace(
        desk.mention(sent, i, act.token, "cancelled", status, about[0]), count=None, date=when, date_span=when_span,
        roles=desk.teller(sent.tokens[act.token].span),
    )  # fmt: skip


def _is_undone(sent: Sentence, k: int) -> bool:
    """Whether an order is told only as what is cancelled or changed now."""
    head = sent.tokens[k].head
    return head >= 0 and words().verbs.get(sent.tokens[head].lemma.lower()) in ("cancelled", "changed")


def _in_service(desk: Desk, sent: Sentence, i: int) -> Iterator[ArmsMention]:
    """ "Which are in the armament of the army", "serves with two navies": who has a weapon that is named."""
    for k, token in enumerate(sent.tokens):
        inside = [sent.tokens[c].form.lower() for c in sent.children(k, "case")]
        if token.lemma.lower() not in words().service or "in" not in inside:
            continue
        whose = [c for c in sent.children(k, "nmod") if preposition(sent, c) in ("of", "with")]
        roles = tuple(Role("receiver", *at) for c in whose if (at := party_at(c, i, desk.index)))
        things = [
            t for t in desk.things[i] if t.head < k and desk.is_weapon(t) and desk.resolved(t, i)[0] and not t.bare
        ]
        if roles and things:
            yield replace(desk.mention(sent, i, k, "held", "happened", things[0]), roles=roles, marks=("total",))


def _is_part(sent: Sentence, act: Act, thing: Thing) -> bool:
    """Whether what was ordered is more than the number told: "20 of the 48 ordered", "the first six ordered"."""
    return thing.lot or (thing.whole is not None and sent.tokens[act.token].rel == "acl")


def _is_open(sent: Sentence, thing: Thing) -> bool:
    """Whether it only may be ordered: "an option for twenty more"."""
    return any(sent.tokens[a].lemma.lower() in words().open for a in sent.ancestors(thing.head))


def _is_total(desk: Desk, sent: Sentence, act: Act, thing: Thing, when: Span | None) -> bool:
    """Whether a number is all that came so far: a part of the whole, "so far", or the perfect without a day."""
    if STEPS.get(act.sort) in ("ordered", "promised", "made"):
        return False  # what is ordered is counted once
    if thing.whole and not thing.lot:
        return True
    clause = hull(sent.tokens[t].span for t in sent.subtree(act.anchor, ("conj", "parataxis")))
    told = f" {' '.join(clause.quote(desk.analysis.report.text).lower().split())} "
    if any(f" {w} " in told or f" {w}," in told or told.rstrip().endswith(f" {w}") for w in words().total):
        return not (thing.again or thing.lot)
    perfect = any(sent.tokens[c].lemma == "have" for c in sent.children(act.token, "aux"))
    return perfect and when is None and not (thing.again or thing.lot)


def _changed(desk: Desk, sent: Sentence, i: int, act: Act, others: Sequence[int]) -> Iterator[ArmsMention]:
    """ "The number is reduced from sixty to forty-two", "cut that to 42"."""
    frame = act.frame
    about = list(frame.get("object", "subject", "of", "poss"))
    lemmas = {sent.tokens[t].lemma.lower() for t in about}
    owned = any(t.tokens & set(about) for t in desk.things[i] if not t.bare)
    status = desk.status(sent, i, act.anchor, act.token)
    if not (lemmas & words().number or owned) or status in ("", "proposed"):
        return
    if about and sent.tokens[about[0]].lemma.lower() in words().price - words().number:
        return
    if not owned and any(_is_of_other(desk, sent, i, t) for t in about):
        return
    came = ("supplied", "received", "given")
    if any(words().verbs.get(sent.tokens[c].lemma.lower()) in came for t in about for c in sent.children(t, "acl")):
        return  # "bringing the number delivered to 18"
    before, after = _from_to(desk, sent, act.token)
    if after is None:
        return
    when, when_span = desk.when(sent, i, (act.token,), status, others)
    thing = next((t for t in desk.things[i] if not t.bare), None)
    nsubj = [t for t in frame.get("subject") if not frame.passive]
    roles = tuple(r for r in parties(replace(act, sort="ordered", things=()), sent, i, desk.index) if nsubj)
    yield replace(
        desk.mention(sent, i, act.token, "changed", status, thing),
        count=after,
        before=before,
        roles=(*(r for r in roles if r.role == "receiver"), *desk.teller(sent.tokens[act.token].span)),
        date=when,
        date_span=when_span,
    )


def _is_of_other(desk: Desk, sent: Sentence, i: int, t: int) -> bool:
    """Whether it is the number of something else than weapons: "the number of dead"."""
    of = [c for c in sent.children(t, "nmod") if preposition(sent, c) == "of"]
    return bool(of) and not any(thing.tokens & {*of, *sent.subtree(of[0])} for thing in desk.things[i])


def _from_to(desk: Desk, sent: Sentence, verb: int) -> tuple[Count | None, Count | None]:
    """The numbers behind "from" and "to" after a verb, up to the next clause; sums of money are none."""
    before = after = None
    for tokens, count in numbers_in(sent, [t.span for t in desk.analysis.times]):
        if tokens.start < verb or count.what == "money" or (count.best or 0) >= 1e5:
            continue
        if any(sent.tokens[t].lemma.lower() in words().price - words().number for t in range(verb, tokens.start)):
            break
        word = sent.tokens[tokens.start - 1].form.lower()
        if word == "from" and before is None:
            before = count
        elif word == "to" and after is None and count.low is not None and "-" not in sent.tokens[tokens.start].form:
            after = count
    return before, after


def _signed(desk: Desk, sent: Sentence, i: int, act: Act, others: Sequence[int]) -> Iterator[ArmsMention]:
    """A paper signed for weapons, or near an order: when, and by whom; what amends it is a change."""
    anchor = act.anchor
    about = act.things or desk.ordered_near(i, NEAR)
    if (anchor == act.token and is_noun(sent, anchor)) or not about:
        return
    status = desk.status(sent, i, anchor, anchor)
    if status in ("", "proposed"):
        return
    when, when_span = desk.when(sent, i, (anchor,), status, [o for o in others if o != anchor])
    roles = between(act, sent, i, desk.index)
    marks = ("amended",) if act.sort == "amended" else ()
    yield replace(
        desk.mention(sent, i, act.token, "signed", status, about[0]),
        count=None,
        roles=roles,
        date=when,
        date_span=when_span,
        marks=marks,
    )
