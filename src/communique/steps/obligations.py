"""What agreements oblige whom to do by when, as a report tells it: "Chad undertakes to open the crossing by 1 May".

An obligation is told by a verb of undertaking, by "is to" or "will" of a party where the agreement is spoken of, or by
the agreement as the one that obliges; and by a clause that stands beside such a one and is told by the same auxiliary.
Wishes and news of other plans are none: the words stand beside the agreement. See `acts` for the words of an act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from communique.events.arguments import ChainIndex
from communique.events.frame import frame_of, preposition
from communique.model.event import Role
from communique.model.language import Sentence
from communique.model.span import Span, hull
from communique.model.step import ObligationMention, StepMention, Thing
from communique.model.time import Interval, TimeExpression
from communique.steps.acts import LONGEST, Act, acts_of, due_of, shares_object
from communique.steps.bound import (
    LEAD,
    Reader,
    agreement_at,
    bound_by,
    is_party,
    may_be_bound,
    parties_told,
    tells_all,
    words,
)
from communique.steps.things import Things

PRONOUNS = frozenset({"it", "they"})
DOERS = ("nsubj", "obl:agent")  # relations in which who does something stands to its verb


def find_obligations(
    index: ChainIndex,
    things: Things,
    steps: Sequence[StepMention],
    forward: Callable[[TimeExpression], TimeExpression] = lambda t: t,
) -> tuple[ObligationMention, ...]:
    """All obligations told in a report, in text order, each act once; ``forward`` places a day still to come."""
    reader = Reader(index, things, tuple(steps), forward)
    found: dict[Span, ObligationMention] = {}
    for scene in _scenes(reader):
        told = list(_in_sentence(reader, scene, tuple(found.values())))
        for mention in told:
            found.setdefault(mention.action, mention)
        scene.note(told)
    return tuple(found.values())


@dataclass
class _Trail:
    """The agreement last spoken of, and where; the sentence that last told what it obliges to, and by which words."""

    thing: Thing | None = None
    at: int = 0
    told_at: int = -1
    helpers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Scene:
    """A sentence with the agreement that it may tell of; ``away`` counts the sentences since that was spoken of."""

    sent: Sentence
    i: int
    thing: Thing
    own: bool
    away: int
    trail: _Trail

    def note(self, told: Sequence[ObligationMention]) -> None:
        """Remember the agreement where the sentence spoke of it, or told what it obliges to."""
        if self.own or told:
            self.trail.thing, self.trail.at = self.thing, self.i
        if told:
            starts = {m.verb.start for m in told if m.verb}
            verbs = (t for t, token in enumerate(self.sent.tokens) if token.span.start in starts)
            self.trail.told_at = self.i
            self.trail.helpers = frozenset(h for t in verbs for h in _helpers(self.sent, t) & words().helpers)


def _scenes(reader: Reader) -> Iterator[_Scene]:
    trail = _Trail()
    for i, parsed in enumerate(reader.index.analysis.sentences):
        own = reader.agreement_in(i)
        lead = reader.agreement_ahead(i) if own is None and trail.thing is None else None
        thing, away = own or lead or trail.thing, 0 if own or lead else i - trail.at
        if thing is not None and (away <= words().far or reader.is_news(thing)):
            yield _Scene(parsed.sentence, i, thing, own is not None, away, trail)


@dataclass
class _Found:
    """The obligations of one sentence while it is read; ``helpers`` are the auxiliaries that told one."""

    helpers: set[str] = field(default_factory=set)
    verbs: set[int] = field(default_factory=set)


def _in_sentence(reader: Reader, scene: _Scene, before: tuple[ObligationMention, ...]) -> Iterator[ObligationMention]:
    found = _Found()
    for again in (False, True):
        for t, token in enumerate(scene.sent.tokens):
            if token.upos not in ("VERB", "AUX", "ADJ") or _is_said(reader, token.span):
                continue
            for who, first, thing in _told(reader, scene, t, found if again else None):
                for verb in _verbs(scene.sent, first):
                    if verb in found.verbs or not _is_act(reader, scene, verb):
                        continue
                    told = list(_mentions(reader, scene, thing, who, verb, before))
                    if told:
                        found.verbs.add(verb)
                        found.helpers |= _helpers(scene.sent, t) & words().helpers
                        before = (*before, *told)
                    yield from told


def _is_act(reader: Reader, scene: _Scene, act: int) -> bool:
    """Whether a verb tells an act, and none done to the agreement ("send the text to parliament")."""
    agreements = {t.id for t in reader.things.all if t.kind == "agreement"}
    token = scene.sent.tokens[act]
    here = [s for s in reader.steps if s.sentence == scene.i and (s.thing in agreements or s.step == "staffed")]
    if any(s.trigger == token.span for s in here):
        return False  # "each will send officers to the centre" tells who works there
    frame = frame_of(scene.sent, act, reader.index.lexicon)
    objects = frame.get("object")
    inside = tuple(c for k in objects for c in scene.sent.children(k, "nmod") if preposition(scene.sent, c) == "of")
    if _is_thing(reader, scene.i, (*objects, *inside)) or _is_little(scene.sent, act):
        return False
    return not any(scene.sent.tokens[k].lemma.lower() in words().duties for k in objects)  # "assume obligations"


def _verbs(sent: Sentence, first: int) -> Iterator[int]:
    """The verbs of what is to be done: "[release] prisoners and [return] the dead", "will have to [pay]"."""
    below = [c for c in sent.children(first, "xcomp") if _has_to(sent, c)]
    if sent.tokens[first].lemma.lower() in ("have", "be") and below:
        first = below[0]
    yield first
    beside = (c for k in (first, *_had_done(sent, first)) for c in sent.children(k, "conj"))
    for c in beside:
        alike = sent.tokens[c].xpos == sent.tokens[first].xpos and not sent.children(c, "nsubj")
        if alike and not shares_object(sent, first, c):
            yield from _verbs(sent, c)


def _is_little(sent: Sentence, verb: int) -> bool:
    """Whether a verb tells nothing that can be seen done: "look at it", "stay where they are", "bear the damage"."""
    lemma, known = sent.tokens[verb].lemma.lower(), words()
    if lemma in known.little:
        after = verb + 1 < len(sent) and sent.tokens[verb + 1].form.lower() == "after"  # "look after the wells"
        return not after and not _had_done(sent, verb)
    if lemma in known.bears:
        return any(sent.tokens[k].lemma.lower() in known.borne for k in sent.children(verb, "obj"))
    if lemma not in known.stays:
        return False
    clauses = sent.children(verb, "advcl", "ccomp", "advmod")
    return any(sent.tokens[k].form.lower() == "where" for c in clauses for k in (c, *sent.children(c)))


def _had_done(sent: Sentence, verb: int) -> tuple[int, ...]:
    """What somebody has others do, or has done: "to have twelve pilots [trained]"."""
    if sent.tokens[verb].lemma.lower() != "have":
        return ()
    return tuple(c for c in sent.children(verb, "xcomp", "ccomp") if sent.tokens[c].xpos == "VBN")


def _is_said(reader: Reader, span: Span) -> bool:
    """Whether words stand in somebody's own words, where "will" promises for the speaker alone."""
    return any(s.direct and s.quote.covers(span) for s in reader.index.analysis.statements)


def _helpers(sent: Sentence, t: int) -> set[str]:
    return {sent.tokens[c].form.lower() for c in sent.children(t, "aux", "cop")}


def _told(reader: Reader, scene: _Scene, t: int, found: _Found | None) -> Iterator[tuple[tuple[Role, ...], int, Thing]]:
    """Who is obliged, the verb of what they have to do, and by which agreement; ``found`` on a second reading."""
    sent, i, thing, known = scene.sent, scene.i, scene.thing, words()
    lemma = sent.tokens[t].lemma.lower()
    acts = [c for c in sent.children(t, "xcomp", "ccomp", "advcl") if _has_to(sent, c)]
    frame = frame_of(sent, t, reader.index.lexicon)
    if lemma in known.verbs or (lemma in known.adjectives and sent.children(t, "cop", "aux:pass")):
        yield from ((bound_by(reader, scene.i, t, thing), c, thing) for c in acts)
        return
    behind = sent.tokens[t + 1].form.lower() if t + 1 < len(sent) else ""
    if lemma == "have" and behind == "to" and acts and scene.away <= known.far:  # not "has yet to pay"
        yield from ((bound_by(reader, i, t, thing), c, thing) for c in acts)
        return
    if lemma in known.obliges and _is_it(reader, scene, frame.get("subject")):
        bound = frame.get("object") or sent.children(t, "iobj")
        yield from ((parties_told(reader, i, bound, thing), c, thing) for c in acts)
        return
    under = _under(reader, scene, t)
    if under is None and _is_intent(reader, scene, t):
        return
    if _is_told(reader, scene, t, under, found) and not _is_aside(sent, t) and lemma != "be":
        yield bound_by(reader, scene.i, t, under or thing), t, under or thing


def _is_intent(reader: Reader, scene: _Scene, t: int) -> bool:
    """Whether somebody says what he himself will do: "Chad said it would close the border"; that binds nobody."""
    sent, lexicon = scene.sent, reader.index.lexicon
    first = sent.first_conjunct(t)
    head = sent.tokens[first].head
    if head < 0 or sent.tokens[first].rel not in ("ccomp", "parataxis"):
        return False
    if sent.tokens[head].lemma.lower() not in lexicon.speech["content"] - words().verbs:
        return False
    own, speaker = frame_of(sent, t, lexicon).get("subject"), frame_of(sent, head, lexicon).get("subject")
    chains = [{found[0].id for k in of if (found := reader.index.at(scene.i, k))} for of in (own, speaker)]
    return any(sent.tokens[k].form.lower() in PRONOUNS for k in own) or bool(chains[0] & chains[1])


def _is_told(reader: Reader, scene: _Scene, t: int, under: Thing | None, found: _Found | None) -> bool:
    """Whether a verb tells a duty: "is to pay", "under the treaty Chad pays", "will pay" in the news of a treaty."""
    sent, token, known = scene.sent, scene.sent.tokens[t], words()
    helpers = _helpers(sent, t)
    near = scene.away <= known.far
    if helpers & {"is", "are", "was", "were", "has", "have"} and _has_to(sent, t) and token.xpos in ("VB", "VBN"):
        return near
    if under is not None and token.xpos in ("VBZ", "VBP") and not helpers:
        return True
    if helpers & known.rights and not (_is_negated(sent, t) or _is_none(sent, t)):
        return False
    if not helpers & known.helpers or (token.xpos == "VBN" and not sent.children(t, "aux:pass")):
        return False
    if found is not None:
        return bool(helpers & found.helpers) and bool(sent.children(t, "nsubj"))
    if under is not None or tells_all(reader, scene.i, t):
        return True
    if _goes_on(reader, scene, t, helpers):
        return True
    if scene.away < 2:
        return bool(helpers & known.duty) or reader.is_news(scene.thing)
    return near and reader.is_news(scene.thing) and is_party(reader, scene.i, t, scene.thing)


def _goes_on(reader: Reader, scene: _Scene, t: int, helpers: set[str]) -> bool:
    """Whether a state's act goes on with a list of duties: "Chad will pay for it. Mali will clear the road." """
    frame = frame_of(scene.sent, t, reader.index.lexicon)
    subjects = [found[0] for k in frame.get("subject") if (found := reader.index.at(scene.i, k))]
    in_list = scene.trail.told_at == scene.i - 1 and bool(helpers & scene.trail.helpers)
    return in_list and not frame.passive and any(chain.kind == "country" for chain in subjects)


def _under(reader: Reader, scene: _Scene, t: int) -> Thing | None:
    """The agreement where a clause is told "under the agreement", or of an agreement "under which"."""
    sent, i = scene.sent, scene.i
    for c in sent.children(sent.first_conjunct(t), "obl", "nmod"):
        if preposition(sent, c) in words().links:
            above = sent.tokens[t].head if sent.tokens[t].rel == "acl" else _named_before(sent, c)
            if found := next((agreement_at(reader, i, k) for k in (c, above) if agreement_at(reader, i, k)), None):
                return found
    if sent.tokens[t].rel in ("root", "conj", "ccomp") and sent.tokens[0].form.lower() in words().links:
        comma = next((k for k, token in enumerate(sent.tokens) if token.form == ","), 0)
        return next((found for k in range(comma) if k < t and (found := agreement_at(reader, i, k))), None)
    return None


def _named_before(sent: Sentence, c: int) -> int:
    """What "which" means, where the tree hangs no clause on it: the noun before "under which"."""
    return c - 2 if sent.tokens[c].xpos == "WDT" and c >= 2 else c


def _has_to(sent: Sentence, c: int) -> bool:
    return any(sent.tokens[m].form.lower() == "to" for m in sent.children(c, "mark"))


def _is_aside(sent: Sentence, t: int) -> bool:
    return _is_condition(sent, t) or _is_compared(sent, t)


def _is_condition(sent: Sentence, t: int) -> bool:
    return any(
        sent.tokens[m].form.lower() in ("if", "once", "unless", "when", "as")
        for m in sent.children(t, "mark", "advmod")
    )


def _is_compared(sent: Sentence, t: int) -> bool:
    """Whether an act is held against what was hoped or planned, which is news: "build fewer than it had hoped"."""
    return any(
        sent.tokens[c].lemma.lower() in words().hopes
        and any(sent.tokens[m].form.lower() == "than" for m in sent.children(c, "mark", "case"))
        for c in sent.subtree(t)
        if sent.tokens[c].rel in ("advcl", "ccomp", "acl")
    )


def _is_thing(reader: Reader, i: int, tokens: tuple[int, ...]) -> bool:
    return any(agreement_at(reader, i, k) is not None for k in tokens)


def _is_it(reader: Reader, scene: _Scene, tokens: tuple[int, ...]) -> bool:
    """Whether words mean the agreement, or are "it" in the sentence after one that speaks of it."""
    it = any(scene.sent.tokens[k].form.lower() == "it" for k in tokens)
    return _is_thing(reader, scene.i, tokens) or (it and scene.away == 1)


# -- what --------------------------------------------------------------------------------------------------------------


def _mentions(
    reader: Reader,
    scene: _Scene,
    thing: Thing,
    who: tuple[Role, ...],
    verb: int,
    before: tuple[ObligationMention, ...],
) -> Iterator[ObligationMention]:
    """The obligations that one verb tells to those who are bound; ``before`` are those told so far."""
    sent = scene.sent
    for act in acts_of(reader.index, scene.i, verb, _stops(reader, scene)):
        told = act.own or who or _undergone(scene, act, before)
        if not act.own and not any(may_be_bound(reader, role, thing) for role in told):
            told = _it(scene, verb, before)
        bound = tuple(role for role in told if may_be_bound(reader, role, thing))
        if not bound:
            continue
        last = next(((o.due, o.due_span) for o in reversed(before) if o.due and o.due_span), None)
        forward = reader.forward if reader.is_news(thing) else lambda t: t
        due = due_of(reader.index, scene.i, verb, (words().due, words().on), last, forward)
        yield _mention(sent, scene, thing, bound, act, due)


def _undergone(scene: _Scene, act: Act, before: tuple[ObligationMention, ...]) -> tuple[Role, ...]:
    """Of what is to be done by nobody told: whose it is, or who was told to give it; not of "a body will survey it"."""
    if any(scene.sent.tokens[k].deprel in DOERS for k in scene.sent.children(act.verb, "nsubj", "obl")):
        return ()
    return act.about or _same_as_before(scene, act, before)


def _stops(reader: Reader, scene: _Scene) -> tuple[int, ...]:
    """The verbs that tell a step of an agreement: no part of what it obliges to."""
    agreements = {t.id for t in reader.things.all if t.kind == "agreement"}
    told = [s.trigger for s in reader.steps if s.sentence == scene.i and s.thing in agreements]
    verbs = [k for k, t in enumerate(scene.sent.tokens) if t.upos == "VERB" and any(s.covers(t.span) for s in told)]
    return tuple(min((k, *scene.sent.children(k, "aux"))) for k in verbs)


def _same_as_before(scene: _Scene, act: Act, before: tuple[ObligationMention, ...]) -> tuple[Role, ...]:
    """Of "the boats" with nobody told to send them: who was told to give some in the sentences before."""
    subject = act.object
    if subject is None or not any(
        scene.sent.tokens[c].form.lower() == "the" for c in scene.sent.children(subject, "det")
    ):
        return ()
    last = next((o for o in reversed(before) if scene.i - o.sentence <= LEAD and o.sentence != scene.i), None)
    return tuple(role for role in last.who if role.role == "who") if last and last.thing == scene.thing.id else ()


def _it(scene: _Scene, verb: int, before: tuple[ObligationMention, ...]) -> tuple[Role, ...]:
    """Of "it will train crews": who was told alone to act in the sentence before."""
    first = scene.sent.first_conjunct(verb)
    while scene.sent.tokens[first].rel in ("xcomp", "conj") and not scene.sent.children(first, "nsubj"):
        first = scene.sent.tokens[first].head  # "it undertakes to train crews"
    if not any(scene.sent.tokens[c].form.lower() in PRONOUNS for c in scene.sent.children(first, "nsubj")):
        return ()
    last = [o for o in before if o.sentence == scene.i - 1 and o.thing == scene.thing.id]
    bearers = {tuple(r.chain for r in o.who) for o in last}
    return last[-1].who if len(bearers) == 1 else ()


def _mention(
    sent: Sentence, scene: _Scene, thing: Thing, who: tuple[Role, ...], act: Act, due: tuple[Interval, Span] | None
) -> ObligationMention:
    tokens = sent.tokens
    return ObligationMention(
        id=f"o{act.action}",
        thing=thing.id,
        who=who,
        action=act.action,
        evidence=sent.span if len(sent) <= LONGEST else hull([act.action, *(r.span for r in who)]),
        sentence=scene.i,
        is_forbidden=_is_negated(sent, act.verb) or _is_none(sent, act.verb),
        due=due[0] if due else None,
        due_span=due[1] if due else None,
        words=act.words if len(act.words) > 1 else (),
        verb=tokens[next(iter(_had_done(sent, act.verb)), act.verb)].span,  # "have crews [trained]"
        object=tokens[act.object].span if act.object is not None else None,
    )


def _is_negated(sent: Sentence, act: int) -> bool:
    return any(sent.tokens[c].form.lower() in ("not", "n't", "no", "never") for c in sent.children(act, "advmod"))


def _is_none(sent: Sentence, act: int) -> bool:
    """ "neither may bring in troops", "no party will levy tolls"."""
    subjects = sent.children(act, "nsubj", "cc")
    inside = [k for c in subjects for k in (c, *sent.children(c, "det", "cc"))]
    return any(sent.tokens[k].form.lower() in words().none for k in inside)
