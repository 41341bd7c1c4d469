"""What agreements oblige whom to do by when, as a report tells it: "Chad undertakes to open the crossing by 1 May".

An obligation is told by a verb of undertaking, by "is to" or "will" of a party where the agreement is spoken of, or by
the agreement as the one that obliges. Wishes and news of other plans are none: the words stand beside the agreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, cached_property

from communique.events.arguments import ChainIndex
from communique.events.dates import times_in
from communique.events.frame import frame_of, preposition
from communique.lexicon import table
from communique.model.entity import Chain
from communique.model.event import Role
from communique.model.language import Sentence
from communique.model.span import Span, hull
from communique.model.step import ObligationMention, StepMention, Thing
from communique.model.time import Interval
from communique.steps.things import Things

PARTIES = frozenset({"country", "organisation", "group", "person", "body"})
NEWS = 10  # days from the signing to a report of it
LONGEST = 45  # words of what is to be done
CONCLUDED = frozenset({"signed", "announced", "initialled", "negotiated", "in_force", "ratified", "approved"})


@dataclass(frozen=True)
class Words:
    """The table `obligation` of `data/en/steps.toml`."""

    verbs: frozenset[str]
    obliges: frozenset[str]
    helpers: frozenset[str]
    scheduled: frozenset[str]
    adjectives: frozenset[str]
    links: frozenset[str]
    due: frozenset[str]
    little: frozenset[str]
    far: int


@cache
def words() -> Words:
    """The words that oblige."""
    row = table("steps")["obligation"]
    names = ("verbs", "obliges", "helpers", "scheduled", "adjectives", "links", "due", "little")
    return Words(**{name: frozenset(row[name].split()) for name in names}, far=row["far"])


def find_obligations(index: ChainIndex, things: Things, steps: Sequence[StepMention]) -> tuple[ObligationMention, ...]:
    """All obligations told in a report, in text order, each act once."""
    reader = _Reader(index, things, tuple(steps))
    found: dict[Span, ObligationMention] = {}
    last: tuple[Thing, int] | None = None
    for i, parsed in enumerate(index.analysis.sentences):
        own = reader.agreement_in(i)
        thing = own or (last[0] if last and i - last[1] <= words().far else None)
        near = own is not None or (last is not None and i - last[1] == 1)
        told = list(_in_sentence(reader, parsed.sentence, i, thing, near)) if thing else []
        for mention in told:
            found.setdefault(mention.action, mention)
        if own or told:
            last = (thing, i) if thing else last
    return tuple(found.values())


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

    def parties_of(self, thing: Thing) -> tuple[str, ...]:
        """The chains that made an agreement: those told beside its noun and those who signed it."""
        signers = (r.chain for s in self.steps if s.thing == thing.id and s.step in CONCLUDED for r in s.by)
        return tuple(dict.fromkeys((*(p.chain for p in thing.parties), *signers)))

    def is_news(self, thing: Thing) -> bool:
        """Whether a report brings the news of an agreement: it was concluded just now, and its terms are told."""
        published = self.index.analysis.report.published_on
        concluded = [s for s in self.steps if s.thing == thing.id and s.step in CONCLUDED and s.status != "denied"]
        days = [s.date.end for s in concluded if s.date]
        return published is not None and any(abs((published - day).days) <= NEWS for day in days)

    def agreement_in(self, i: int) -> Thing | None:
        """The agreement that a sentence speaks of: one that the report tells a step of, else none."""
        lived = {s.thing for s in self.steps if s.step in CONCLUDED}
        here = sorted((t, thing) for (s, t), thing in self.things.at.items() if s == i)
        return next((thing for _, thing in here if thing.kind == "agreement" and thing.id in lived), None)


def _in_sentence(reader: _Reader, sent: Sentence, i: int, thing: Thing, near: bool) -> Iterator[ObligationMention]:
    agreements = {t.id for t in reader.things.all if t.kind == "agreement"}
    steps = {s.trigger for s in reader.steps if s.sentence == i and s.thing in agreements}
    for t, token in enumerate(sent.tokens):
        if token.upos not in ("VERB", "AUX", "ADJ") or _is_said(reader, token.span):
            continue
        for doers, first in _told(reader, sent, i, t, thing, near):
            who = tuple(r for r in doers if _may_be_bound(reader, r, thing))
            for act in _acts(sent, first) if who else ():
                if sent.tokens[act].span not in steps and not _is_about_itself(reader, sent, i, act):
                    yield _mention(reader, sent, i, thing, who, act)


def _is_about_itself(reader: _Reader, sent: Sentence, i: int, act: int) -> bool:
    """Whether an act is done to the agreement ("send the text to parliament"), or is none ("be known")."""
    frame = frame_of(sent, act, reader.index.lexicon)
    return _is_thing(reader, i, frame.get("object")) or sent.tokens[act].lemma.lower() in words().little


def _acts(sent: Sentence, first: int) -> Iterator[int]:
    """The verbs of what is to be done: "[release] prisoners and [return] the dead", "will have to [pay]"."""
    below = [c for c in sent.children(first, "xcomp") if _has_to(sent, c)]
    if sent.tokens[first].lemma.lower() in ("have", "be") and below:
        first = below[0]
    yield first
    for c in sent.children(first, "conj"):
        if sent.tokens[c].xpos == sent.tokens[first].xpos and not sent.children(c, "nsubj"):
            yield c


def _may_be_bound(reader: _Reader, role: Role, thing: Thing) -> bool:
    """Whether an agreement can oblige somebody: its parties and what belongs to them; no persons, no parliaments."""
    chain = reader.kinds[role.chain]
    if chain.kind == "person" or (chain.sector and chain.sector.value == "LEG"):
        return False
    made = reader.parties_of(thing)
    sides = {reader.countries[c] for c in made} - {None}
    return chain.id in made or chain.kind == "country" or len(sides) < 2 or reader.countries[chain.id] in sides


def _is_said(reader: _Reader, span: Span) -> bool:
    """Whether words stand in somebody's own words, where "will" promises for the speaker alone."""
    return any(s.direct and s.quote.covers(span) for s in reader.index.analysis.statements)


def _told(
    reader: _Reader, sent: Sentence, i: int, t: int, thing: Thing, near: bool
) -> Iterator[tuple[tuple[Role, ...], int]]:
    """Who is obliged, and the verb of what they have to do."""
    known, token, lexicon = words(), sent.tokens[t], reader.index.lexicon
    lemma = token.lemma.lower()
    acts = [c for c in sent.children(t, "xcomp", "ccomp", "advcl") if _has_to(sent, c)]
    if lemma in known.verbs or (lemma in known.adjectives and sent.children(t, "cop", "aux:pass")):
        yield from ((_parties(reader, sent, i, t, thing), c) for c in acts)
        return
    if lemma in known.obliges and _is_thing(reader, i, frame_of(sent, t, lexicon).get("subject")):
        yield from ((_who(reader, i, frame_of(sent, t, lexicon).get("object"), thing), c) for c in acts)
        return
    helpers = {sent.tokens[c].form.lower() for c in sent.children(t, "aux")}
    scheduled = (
        bool(helpers & {"is", "are", "was", "were", "has", "have"}) and _has_to(sent, t) and token.xpos in ("VB", "VBN")
    )
    promised = bool(helpers & known.helpers)
    under = _is_under(reader, sent, i, t)
    news = near and reader.is_news(thing)
    provided = under and token.xpos in ("VBZ", "VBP") and not helpers
    told = scheduled or provided or (promised and (under or news or _tells_all(reader, sent, t)))
    if told and not _is_condition(sent, t) and sent.tokens[t].lemma.lower() != "be":
        yield _parties(reader, sent, i, t, thing), t


def _is_under(reader: _Reader, sent: Sentence, i: int, t: int) -> bool:
    """Whether a clause is told "under the agreement", or of an agreement "under which"."""
    for c in sent.children(sent.first_conjunct(t), "obl", "nmod"):
        if preposition(sent, c) in words().links:
            above = sent.tokens[t].head if sent.tokens[t].rel == "acl" else c
            if _is_thing(reader, i, (c, above)):
                return True
    return False


def _tells_all(reader: _Reader, sent: Sentence, t: int) -> bool:
    return any(_means_all(sent, k) for k in frame_of(sent, t, reader.index.lexicon).get("subject"))


def _has_to(sent: Sentence, c: int) -> bool:
    return any(sent.tokens[m].form.lower() == "to" for m in sent.children(c, "mark"))


def _is_condition(sent: Sentence, t: int) -> bool:
    return any(
        sent.tokens[m].form.lower() in ("if", "once", "unless", "when") for m in sent.children(t, "mark", "advmod")
    )


def _is_thing(reader: _Reader, i: int, tokens: tuple[int, ...]) -> bool:
    return any((i, k) in reader.things.at and reader.things.at[i, k].kind == "agreement" for k in tokens)


def _parties(reader: _Reader, sent: Sentence, i: int, t: int, thing: Thing) -> tuple[Role, ...]:
    """The subject of a verb where it is a party, or the agreement's own parties for "both sides" and "each country"."""
    frame = frame_of(sent, t, reader.index.lexicon)
    if frame.passive and not [k for k in frame.get("subject") if k not in frame.get("object")]:
        return _owners(reader, sent, i, frame.get("object"))
    return _who(reader, i, frame.get("subject"), thing)


def _owners(reader: _Reader, sent: Sentence, i: int, tokens: tuple[int, ...]) -> tuple[Role, ...]:
    """Of what is to be done with nobody told to do it, whose thing it is done to."""
    found = []
    for token in tokens:
        for c in (token, *sent.children(token, "nmod:poss", "nmod", "amod")):
            found += [(chain, span) for chain, span in reader.index.parties(i, c) if chain.kind in PARTIES]
    return tuple(Role("about", chain.id, span) for chain, span in dict.fromkeys(found))


def _who(reader: _Reader, i: int, tokens: tuple[int, ...], thing: Thing) -> tuple[Role, ...]:
    sent = reader.index.analysis.sentences[i].sentence
    found: list[Role] = []
    for token in tokens:
        if (i, token) in reader.things.at:
            continue
        span = sent.tokens[token].span
        several = _means_all(sent, token)
        own = [Role("who", chain, span) for chain in reader.parties_of(thing) if several] or _sides(
            reader, sent, i, token
        )
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


def _means_all(sent: Sentence, token: int) -> bool:
    """ "both sides", "the two countries", "neither", "each party": all who made the agreement."""
    inside = [token, *sent.children(token, "det", "nummod", "amod", "cc")]
    return any(sent.tokens[k].form.lower() in ("both", "two", "three", "each", "neither", "all") for k in inside)


def _mention(
    reader: _Reader, sent: Sentence, i: int, thing: Thing, who: tuple[Role, ...], act: int
) -> ObligationMention:
    below = sent.subtree(act)
    clauses = [c for c in below if c > act and sent.tokens[c].rel == "conj" and _is_clause(sent, c, act)]
    others = {k for c in clauses for k in sent.subtree(c)}
    inside = [k for k in sent.subtree(act, ("nsubj", "aux", "mark", "cc", "parataxis", "punct")) if k >= act]
    inside = [k for k in inside if k not in others and not any(act < o < k for o in others)]
    last = min(max(inside), act + LONGEST)
    while last > act and sent.tokens[last].upos == "PUNCT":
        last -= 1
    action = hull(sent.tokens[k].span for k in (act, last))
    due = _due(reader, sent, act)
    return ObligationMention(
        id=f"o{action}",
        thing=thing.id,
        who=who,
        action=hull([action, *(sent.tokens[c].span for c in sent.children(act, "aux:pass"))]),
        evidence=sent.span if len(sent) <= LONGEST else hull([action, *(r.span for r in who)]),
        sentence=i,
        is_forbidden=_is_negated(sent, act) or any(_is_none(sent, r.span) for r in who),
        due=due[0] if due else None,
        due_span=due[1] if due else None,
    )


def _is_clause(sent: Sentence, c: int, act: int) -> bool:
    """Whether a coordinated word tells another act: a verb beside this one, or with a subject of its own."""
    return sent.tokens[c].upos == "VERB" and (sent.tokens[c].head == act or bool(sent.children(c, "nsubj")))


def _is_negated(sent: Sentence, act: int) -> bool:
    return any(sent.tokens[c].form.lower() in ("not", "n't", "no", "never") for c in sent.children(act, "advmod"))


def _is_none(sent: Sentence, span: Span) -> bool:
    """ "neither may bring in troops"."""
    return any(t.form.lower() in ("neither", "no") and span.overlaps(t.span) for t in sent.tokens)


def _due(reader: _Reader, sent: Sentence, act: int) -> tuple[Interval, Span] | None:
    """The time by which, at the act or at the head of the sentence."""
    for time in times_in(reader.index.analysis, sent.span):
        heads = [k for k, t in enumerate(sent.tokens) if time.span.covers(t.span)]
        if not heads or time.interval is None:
            continue
        top = next((k for k in heads if sent.tokens[k].head not in heads), heads[0])
        word = preposition(sent, top) or next(
            (sent.tokens[k].form.lower() for k in range(max(0, heads[0] - 2), heads[0])), ""
        )
        first = sent.tokens[heads[0]].form.lower()
        before = {sent.tokens[k].form.lower() for k in range(max(0, heads[0] - 2), heads[0])}
        if ({word, first} | before) & words().due and (
            act in sent.ancestors(top) or act == sent.tokens[top].head or top < act
        ):
            return _last_day(time.interval, before | {word, first}), time.span
    return None


def _last_day(interval: Interval, words_before: set[str]) -> Interval:
    """The end of a time, which "before" leaves out though papers mean it: "before 30 June" is due on that day."""
    end = interval.end + timedelta(days=1) if "before" in words_before and interval.days > 1 else interval.end
    start = end if interval.precision == "period" else min(interval.start, end)
    return replace(interval, start=start, end=end, precision="day" if start == end else interval.precision)
