"""What agreements oblige whom to do by when, as a report tells it: "Chad undertakes to open the crossing by 1 May".

An obligation is told by a verb of undertaking, by "is to" or "will" of a party where the agreement is spoken of, or by
the agreement as the one that obliges; and by a clause that stands beside such a one and is told by the same auxiliary.
Wishes and news of other plans are none: the words stand beside the agreement. See `acts` for the words of an act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from communique.events.arguments import ChainIndex
from communique.events.frame import frame_of, preposition
from communique.lexicon import table
from communique.model.entity import Chain
from communique.model.event import Role
from communique.model.language import Sentence
from communique.model.span import Span, hull
from communique.model.step import ObligationMention, StepMention, Thing
from communique.model.time import Interval
from communique.steps.acts import LONGEST, Act, acts_of, due_of
from communique.steps.things import Things

PARTIES = frozenset({"country", "organisation", "group", "person", "body"})
NEWS = 10  # days from the signing to a report of it
LEAD = 2  # sentences of a report's head that may tell an agreement's terms before they name it
CONCLUDED = frozenset({"signed", "announced", "initialled", "negotiated", "in_force", "ratified", "approved"})
MADE = frozenset({"signed", "announced", "initialled", "negotiated"})
WILL = ("MD", "VB")


@dataclass(frozen=True)
class Words:
    """The table `obligation` of `data/en/steps.toml`."""

    verbs: frozenset[str]
    obliges: frozenset[str]
    helpers: frozenset[str]
    duty: frozenset[str]
    adjectives: frozenset[str]
    links: frozenset[str]
    due: frozenset[str]
    on: frozenset[str]
    little: frozenset[str]
    every: frozenset[str]
    none: frozenset[str]
    far: int


@cache
def words() -> Words:
    """The words that oblige."""
    row = table("steps")["obligation"]
    names = "verbs obliges helpers duty adjectives links due on little every none".split()
    return Words(**{name: frozenset(row[name].split()) for name in names}, far=row["far"])


def find_obligations(index: ChainIndex, things: Things, steps: Sequence[StepMention]) -> tuple[ObligationMention, ...]:
    """All obligations told in a report, in text order, each act once."""
    reader = _Reader(index, things, tuple(steps))
    found: dict[Span, ObligationMention] = {}
    for scene in _scenes(reader):
        told = list(_in_sentence(reader, scene, tuple(found.values())))
        for mention in told:
            found.setdefault(mention.action, mention)
        scene.note(bool(told))
    return tuple(found.values())


@dataclass
class _Trail:
    """The agreement last spoken of, and where."""

    thing: Thing | None = None
    at: int = 0


@dataclass(frozen=True)
class _Scene:
    """A sentence with the agreement that it may tell of; ``away`` counts the sentences since that was spoken of."""

    sent: Sentence
    i: int
    thing: Thing
    own: bool
    away: int
    trail: _Trail

    def note(self, told: bool) -> None:
        """Remember the agreement where the sentence spoke of it, or told what it obliges to."""
        if self.own or told:
            self.trail.thing, self.trail.at = self.thing, self.i


def _scenes(reader: _Reader) -> Iterator[_Scene]:
    trail = _Trail()
    for i, parsed in enumerate(reader.index.analysis.sentences):
        own = reader.agreement_in(i)
        lead = reader.agreement_ahead(i) if own is None and trail.thing is None else None
        thing, away = own or lead or trail.thing, 0 if own or lead else i - trail.at
        if thing is not None and (away <= words().far or reader.is_news(thing)):
            yield _Scene(parsed.sentence, i, thing, own is not None, away, trail)


@dataclass(frozen=True)
class _Reader:
    index: ChainIndex
    things: Things
    steps: tuple[StepMention, ...]

    @cached_property
    def countries(self) -> dict[str, str | None]:
        """The country of each chain, by its id."""
        return {c.id: c.country.value if c.country else None for c in self.index.analysis.chains}

    @cached_property
    def kinds(self) -> dict[str, Chain]:
        """The chains by id."""
        return {c.id: c for c in self.index.analysis.chains}

    @cached_property
    def states(self) -> dict[str, str]:
        """The chain of each country that the report names, by its code."""
        return {code: id_ for id_, code in reversed(self.countries.items()) if code and self.kinds[id_].kind == "country"}

    def parties_of(self, thing: Thing) -> tuple[str, ...]:
        """The chains that made an agreement: those told beside its noun and those who signed it, persons by country."""
        signers = (r.chain for s in self.steps if s.thing == thing.id and s.step in MADE for r in s.by)
        told = (self._as_party(id_) for id_ in (*(p.chain for p in thing.parties), *signers))
        return tuple(dict.fromkeys(id_ for id_ in told if id_))

    def _as_party(self, id_: str) -> str | None:
        chain = self.kinds.get(id_)
        if chain is None:
            return None
        is_of_state = chain.kind in ("person", "place") or (chain.sector and chain.sector.value in ("GOV", "LEG"))
        if not is_of_state:
            return id_
        return self.states.get(self.countries[id_] or "", None if chain.kind in ("person", "place") else id_)

    def all_of(self, thing: Thing, count: int) -> tuple[str, ...]:
        """Who is meant by "both sides": the parties, or the only countries that the report names where it tells none."""
        made = self.parties_of(thing)
        if len(made) > 1:
            return made
        named = tuple(sorted(self.states.values(), key=list(self.kinds).index))
        return named if len(named) == count and set(made) <= set(named) else ()

    def is_news(self, thing: Thing) -> bool:
        """Whether a report brings the news of an agreement: it was concluded just now, and its terms are told."""
        published = self.index.analysis.report.published_on
        concluded = [s for s in self.steps if s.thing == thing.id and s.step in CONCLUDED and s.status != "denied"]
        days = [s.date.end for s in concluded if s.date]
        return published is not None and any(abs((published - day).days) <= NEWS for day in days)

    @cached_property
    def lived(self) -> frozenset[str]:
        """The agreements of which the report tells that they were made."""
        return frozenset(s.thing for s in self.steps if s.step in CONCLUDED)

    def agreement_in(self, i: int) -> Thing | None:
        """The agreement that a sentence speaks of: one of which a step is told or something done "under" it."""
        sent = self.index.analysis.sentences[i].sentence
        here = [(t, thing) for (s, t), thing in self.things.at.items() if s == i and thing.kind == "agreement"]
        told = (x for t, x in sorted(here, key=lambda h: h[0]) if x.id in self.lived or preposition(sent, t) == "under")
        return next(told, None)

    def agreement_ahead(self, i: int) -> Thing | None:
        """The agreement of the news whose terms a report's first sentences tell before they name it."""
        if i > LEAD:
            return None
        ahead = next((thing for k in (i + 1, i + 2) if (thing := self.agreement_in(k))), None)
        return ahead if ahead and self.is_news(ahead) else None


@dataclass
class _Found:
    """The obligations of one sentence while it is read; ``helpers`` are the auxiliaries that told one."""

    helpers: set[str] = field(default_factory=set)
    verbs: set[int] = field(default_factory=set)


def _in_sentence(
    reader: _Reader, scene: _Scene, before: tuple[ObligationMention, ...]
) -> Iterator[ObligationMention]:
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


def _is_act(reader: _Reader, scene: _Scene, act: int) -> bool:
    """Whether a verb tells an act, and none done to the agreement ("send the text to parliament")."""
    agreements = {t.id for t in reader.things.all if t.kind == "agreement"}
    token = scene.sent.tokens[act]
    if any(s.trigger == token.span for s in reader.steps if s.sentence == scene.i and s.thing in agreements):
        return False
    frame = frame_of(scene.sent, act, reader.index.lexicon)
    objects = frame.get("object")
    inside = tuple(c for k in objects for c in scene.sent.children(k, "nmod") if preposition(scene.sent, c) == "of")
    return not _is_thing(reader, scene.i, (*objects, *inside)) and token.lemma.lower() not in words().little


def _verbs(sent: Sentence, first: int) -> Iterator[int]:
    """The verbs of what is to be done: "[release] prisoners and [return] the dead", "will have to [pay]"."""
    below = [c for c in sent.children(first, "xcomp") if _has_to(sent, c)]
    if sent.tokens[first].lemma.lower() in ("have", "be") and below:
        first = below[0]
    yield first
    for c in sent.children(first, "conj"):
        if sent.tokens[c].xpos == sent.tokens[first].xpos and not sent.children(c, "nsubj"):
            yield from _verbs(sent, c)


def _may_be_bound(reader: _Reader, role: Role, thing: Thing) -> bool:
    """Whether an agreement can oblige somebody: its parties and what belongs to them; no persons, no parliaments."""
    chain = reader.kinds[role.chain]
    if (chain.kind == "person" and role.role == "who") or (chain.sector and chain.sector.value == "LEG"):
        return False
    made = reader.parties_of(thing)
    sides = {reader.countries[c] for c in made} - {None}
    if role.role == "about":
        return not made or chain.id in made or reader.countries[chain.id] in sides
    return chain.id in made or chain.kind == "country" or len(sides) < 2 or reader.countries[chain.id] in sides


def _is_said(reader: _Reader, span: Span) -> bool:
    """Whether words stand in somebody's own words, where "will" promises for the speaker alone."""
    return any(s.direct and s.quote.covers(span) for s in reader.index.analysis.statements)


def _helpers(sent: Sentence, t: int) -> set[str]:
    return {sent.tokens[c].form.lower() for c in sent.children(t, "aux", "cop")}


def _told(
    reader: _Reader, scene: _Scene, t: int, found: _Found | None
) -> Iterator[tuple[tuple[Role, ...], int, Thing]]:
    """Who is obliged, the verb of what they have to do, and by which agreement; ``found`` on a second reading."""
    sent, i, thing, known = scene.sent, scene.i, scene.thing, words()
    lemma = sent.tokens[t].lemma.lower()
    acts = [c for c in sent.children(t, "xcomp", "ccomp", "advcl") if _has_to(sent, c)]
    frame = frame_of(sent, t, reader.index.lexicon)
    if lemma in known.verbs or (lemma in known.adjectives and sent.children(t, "cop", "aux:pass")):
        yield from ((_parties(reader, scene, t, thing), c, thing) for c in acts)
        return
    if lemma in known.obliges and _is_it(reader, scene, frame.get("subject")):
        bound = frame.get("object") or sent.children(t, "iobj")
        yield from ((_who(reader, i, bound, thing), c, thing) for c in acts)
        return
    under = _under(reader, scene, t)
    if _is_told(reader, scene, t, under, found) and not _is_condition(sent, t) and lemma != "be":
        yield _parties(reader, scene, t, under or thing), t, under or thing


def _is_told(reader: _Reader, scene: _Scene, t: int, under: Thing | None, found: _Found | None) -> bool:
    """Whether a verb tells a duty: "is to pay", "under the treaty Chad pays", "will pay" in the news of a treaty."""
    sent, token, known = scene.sent, scene.sent.tokens[t], words()
    helpers = _helpers(sent, t)
    near = scene.away <= known.far
    if helpers & {"is", "are", "was", "were", "has", "have"} and _has_to(sent, t) and token.xpos in ("VB", "VBN"):
        return near
    if under is not None and token.xpos in ("VBZ", "VBP") and not helpers:
        return True
    if not helpers & known.helpers or token.xpos == "VBN" and not sent.children(t, "aux:pass"):
        return False
    if found is not None:
        return bool(helpers & found.helpers) and bool(sent.children(t, "nsubj"))
    if under is not None or _tells_all(reader, scene, t):
        return True
    return scene.away < 2 and (bool(helpers & known.duty) or reader.is_news(scene.thing))


def _under(reader: _Reader, scene: _Scene, t: int) -> Thing | None:
    """The agreement where a clause is told "under the agreement", or of an agreement "under which"."""
    sent, i = scene.sent, scene.i
    for c in sent.children(sent.first_conjunct(t), "obl", "nmod"):
        if preposition(sent, c) in words().links:
            above = sent.tokens[t].head if sent.tokens[t].rel == "acl" else _named_before(sent, c)
            if found := next((_agreement(reader, i, k) for k in (c, above) if _agreement(reader, i, k)), None):
                return found
    if sent.tokens[t].rel in ("root", "conj", "ccomp") and sent.tokens[0].form.lower() in words().links:
        comma = next((k for k, token in enumerate(sent.tokens) if token.form == ","), 0)
        return next((found for k in range(comma) if k < t and (found := _agreement(reader, i, k))), None)
    return None


def _named_before(sent: Sentence, c: int) -> int:
    """What "which" means, where the tree hangs no clause on it: the noun before "under which"."""
    return c - 2 if sent.tokens[c].xpos == "WDT" and c >= 2 else c


def _agreement(reader: _Reader, i: int, k: int) -> Thing | None:
    thing = reader.things.at.get((i, k))
    return thing if thing is not None and thing.kind == "agreement" else None


def _has_to(sent: Sentence, c: int) -> bool:
    return any(sent.tokens[m].form.lower() == "to" for m in sent.children(c, "mark"))


def _is_condition(sent: Sentence, t: int) -> bool:
    return any(
        sent.tokens[m].form.lower() in ("if", "once", "unless", "when", "as") for m in sent.children(t, "mark", "advmod")
    )


def _is_thing(reader: _Reader, i: int, tokens: tuple[int, ...]) -> bool:
    return any(_agreement(reader, i, k) is not None for k in tokens)


def _is_it(reader: _Reader, scene: _Scene, tokens: tuple[int, ...]) -> bool:
    """Whether words mean the agreement, or are "it" in the sentence after one that speaks of it."""
    it = any(scene.sent.tokens[k].form.lower() == "it" for k in tokens)
    return _is_thing(reader, scene.i, tokens) or (it and scene.away == 1)


# -- who ---------------------------------------------------------------------------------------------------------------


def _parties(reader: _Reader, scene: _Scene, t: int, thing: Thing) -> tuple[Role, ...]:
    """The subject of a verb where it is a party, or the agreement's own parties for "both sides" and "each country"."""
    sent, i = scene.sent, scene.i
    frame = frame_of(sent, t, reader.index.lexicon)
    if frame.passive and not [k for k in frame.get("subject") if k not in frame.get("object")]:
        return ()
    nobody = _nobody(sent, t)
    if nobody is not None:
        return tuple(Role("who", id_, sent.tokens[nobody].span) for id_ in reader.all_of(thing, 2))
    found = _who(reader, i, frame.get("subject"), thing)
    return found or tuple(role for k in frame.get("subject") for role in _owned(reader, i, k, thing))


def _nobody(sent: Sentence, t: int) -> int | None:
    """ "Neither may bring in troops": the word, which is no subject in some trees."""
    return next((c for c in sent.children(t, "nsubj", "cc") if sent.tokens[c].form.lower() in words().none), None)


def _owned(reader: _Reader, i: int, token: int, thing: Thing) -> Iterator[Role]:
    """Whose are the things that are to act: "aircraft of the Chadian air force", "one boat from each country"."""
    sent = reader.index.analysis.sentences[i].sentence
    for c in sent.children(token, "nmod", "nmod:poss", "amod", "compound"):
        if count := _counted(sent, c):
            yield from (Role("who", id_, sent.tokens[c].span) for id_ in reader.all_of(thing, count))
        found = reader.index.at(i, c)
        if found and found[0].kind in ("country", "organisation") and found[0].id not in reader.things.by_chain:
            yield Role("who", found[0].id, found[1].span)


def _who(reader: _Reader, i: int, tokens: tuple[int, ...], thing: Thing) -> tuple[Role, ...]:
    sent = reader.index.analysis.sentences[i].sentence
    found: list[Role] = []
    for token in tokens:
        if (i, token) in reader.things.at:
            continue
        span, count = sent.tokens[token].span, _counted(sent, token)
        own = [Role("who", id_, span) for id_ in reader.all_of(thing, count)] if count else []
        own = own or _sides(reader, sent, i, token)
        if len(own) > 1:
            found += own
            continue
        found += [
            Role("who", chain.id, span)
            for chain, span in reader.index.parties(i, token)
            if chain.kind in PARTIES and chain.id not in reader.things.by_chain
        ]
    return tuple(dict.fromkeys(found))


def _sides(reader: _Reader, sent: Sentence, i: int, token: int) -> list[Role]:
    """The countries of "the Chadian and Malian sides"."""
    near = [c for a in sent.children(token, "amod", "compound") for c in (a, *sent.children(a, "conj"))]
    chains = [found[0] for c in near if (found := reader.index.at(i, c)) and found[0].kind == "country"]
    return [Role("who", chain.id, sent.tokens[token].span) for chain in dict.fromkeys(chains)]


def _counted(sent: Sentence, token: int) -> int:
    """ "both sides", "the two countries", "neither", "each party": how many made the agreement; 0 for others."""
    inside = {sent.tokens[k].form.lower() for k in (token, *sent.children(token, "det", "nummod", "amod", "cc"))}
    if not inside & words().every:
        return 0
    return 3 if "three" in inside else 2


def _tells_all(reader: _Reader, scene: _Scene, t: int) -> bool:
    """Whether those who are told to act are all the parties: "both sides", "the Chadian and Malian sides"."""
    sent = scene.sent
    if _nobody(sent, t) is not None:
        return True
    subject = frame_of(sent, t, reader.index.lexicon).get("subject")
    sides = {role.chain for k in subject for role in _sides(reader, sent, scene.i, k)}
    inside = (c for k in subject for c in sent.children(k, "nmod"))
    return len(sides) > 1 or any(_counted(sent, k) for k in (*subject, *inside))


# -- what --------------------------------------------------------------------------------------------------------------


def _mentions(
    reader: _Reader,
    scene: _Scene,
    thing: Thing,
    who: tuple[Role, ...],
    verb: int,
    before: tuple[ObligationMention, ...],
) -> Iterator[ObligationMention]:
    """The obligations that one verb tells to those who are bound; ``before`` are those told so far."""
    sent = scene.sent
    for act in acts_of(reader.index, scene.i, verb, _stops(reader, scene)):
        told = act.own or who or act.about or _same_as_before(scene, act, before)
        bound = tuple(role for role in told if _may_be_bound(reader, role, thing))
        if not bound:
            continue
        last = next(((o.due, o.due_span) for o in reversed(before) if o.due and o.due_span), None)
        due = due_of(reader.index, scene.i, verb, (words().due, words().on), last)
        yield _mention(sent, scene, thing, bound, act, due)


def _stops(reader: _Reader, scene: _Scene) -> tuple[int, ...]:
    """The verbs that tell a step of an agreement: no part of what it obliges to."""
    agreements = {t.id for t in reader.things.all if t.kind == "agreement"}
    told = [s.trigger for s in reader.steps if s.sentence == scene.i and s.thing in agreements]
    verbs = [k for k, t in enumerate(scene.sent.tokens) if t.upos == "VERB" and any(s.covers(t.span) for s in told)]
    return tuple(min((k, *scene.sent.children(k, "aux"))) for k in verbs)


def _same_as_before(scene: _Scene, act: Act, before: tuple[ObligationMention, ...]) -> tuple[Role, ...]:
    """Of "the boats" with nobody told to send them: who was told to give some in the sentences before."""
    subject = act.object
    if subject is None or not any(scene.sent.tokens[c].form.lower() == "the" for c in scene.sent.children(subject, "det")):
        return ()
    last = next((o for o in reversed(before) if scene.i - o.sentence <= LEAD and o.sentence != scene.i), None)
    return tuple(role for role in last.who if role.role == "who") if last and last.thing == scene.thing.id else ()


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
        verb=tokens[act.verb].span,
        object=tokens[act.object].span if act.object is not None else None,
    )


def _is_negated(sent: Sentence, act: int) -> bool:
    return any(sent.tokens[c].form.lower() in ("not", "n't", "no", "never") for c in sent.children(act, "advmod"))


def _is_none(sent: Sentence, act: int) -> bool:
    """ "neither may bring in troops", "no party will levy tolls"."""
    subjects = sent.children(act, "nsubj", "cc")
    inside = [k for c in subjects for k in (c, *sent.children(c, "det", "cc"))]
    return any(sent.tokens[k].form.lower() in words().none for k in inside)
