"""Who is bound by an agreement, and which agreement a sentence speaks of: what the reader of obligations asks.

An agreement binds its parties: those told beside its noun, those who signed it, a state for its ministers; and the only
two countries of a report where it speaks of "both sides" without more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from communique.events.arguments import ChainIndex
from communique.events.frame import frame_of, preposition
from communique.lexicon import table
from communique.model.entity import IGO, Chain
from communique.model.event import Role
from communique.model.language import Sentence
from communique.model.step import StepMention, Thing
from communique.model.time import TimeExpression
from communique.steps.things import Things

PARTIES = frozenset({"country", "organisation", "group", "person", "body"})
NEWS = 10  # days from the signing to a report of it
LEAD = 2  # sentences of a report's head that may tell an agreement's terms before they name it
CONCLUDED = frozenset({"signed", "announced", "initialled", "negotiated", "in_force", "ratified", "approved"})
MADE = frozenset({"signed", "announced", "initialled", "negotiated"})


@dataclass(frozen=True)
class Words:
    """The table `obligation` of `data/en/steps.toml`."""

    verbs: frozenset[str]
    obliges: frozenset[str]
    helpers: frozenset[str]
    rights: frozenset[str]
    duty: frozenset[str]
    adjectives: frozenset[str]
    links: frozenset[str]
    due: frozenset[str]
    on: frozenset[str]
    little: frozenset[str]
    stays: frozenset[str]
    bears: frozenset[str]
    borne: frozenset[str]
    hopes: frozenset[str]
    duties: frozenset[str]
    every: frozenset[str]
    none: frozenset[str]
    far: int


@cache
def words() -> Words:
    """The words that oblige."""
    row = table("steps")["obligation"]
    return Words(**{name: frozenset(told.split()) for name, told in row.items() if name != "far"}, far=row["far"])


@dataclass(frozen=True)
class Reader:
    index: ChainIndex
    things: Things
    steps: tuple[StepMention, ...]
    forward: Callable[[TimeExpression], TimeExpression]

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
        return {
            code: id_ for id_, code in reversed(self.countries.items()) if code and self.kinds[id_].kind == "country"
        }

    def parties_of(self, thing: Thing) -> tuple[str, ...]:
        """The chains that made an agreement: those told beside its noun and those who signed it, persons by country."""
        signers = (r.chain for s in self.steps if s.thing == thing.id and s.step in MADE for r in s.by)
        told = (self._as_party(id_) for id_ in (*(p.chain for p in thing.parties), *signers))
        return tuple(dict.fromkeys(id_ for id_ in told if id_))

    def states_of(self, made: Iterable[str]) -> set[str | None]:
        """The countries of those who made an agreement."""
        return {self.countries[id_] for id_ in made} - {None, IGO}

    def _as_party(self, id_: str) -> str | None:
        chain = self.kinds.get(id_)
        if chain is None:
            return None
        is_of_state = chain.kind in ("person", "place") or (chain.sector and chain.sector.value in ("GOV", "LEG"))
        if not is_of_state:
            return id_
        return self.states.get(self.countries[id_] or "", None if chain.kind in ("person", "place") else id_)

    def all_of(self, thing: Thing, count: int) -> tuple[str, ...]:
        """Who is meant by "both sides": the parties, or else the only countries that the report names."""
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
        count = len(self.index.analysis.sentences)
        ahead = next((thing for k in (i + 1, i + 2) if k < count and (thing := self.agreement_in(k))), None)
        return ahead if ahead and self.is_news(ahead) else None


def agreement_at(reader: Reader, i: int, k: int) -> Thing | None:
    thing = reader.things.at.get((i, k))
    return thing if thing is not None and thing.kind == "agreement" else None


def may_be_bound(reader: Reader, role: Role, thing: Thing) -> bool:
    """Whether an agreement can oblige somebody: its parties and what belongs to them; no persons, no parliaments."""
    chain = reader.kinds[role.chain]
    if (chain.kind == "person" and role.role == "who") or (chain.sector and chain.sector.value == "LEG"):
        return False
    made = reader.parties_of(thing)
    sides = reader.states_of(made)
    if role.role == "about":
        return not made or chain.id in made or reader.countries[chain.id] in sides
    if chain.id in made or chain.kind == "country":
        return True
    return reader.countries[chain.id] in sides if len(sides) > 1 else _is_organ(reader, chain)


def _is_organ(reader: Reader, chain: Chain) -> bool:
    """Whether a party may be told so where few are read: a state's organ or an organisation; no villagers, no staff."""
    sector = chain.sector.value if chain.sector else ""
    if sector == "CVL":
        return chain.kind == "organisation" and chain.is_named
    return chain.kind != "group" or bool(sector or reader.countries[chain.id])


def is_party(reader: Reader, i: int, t: int, thing: Thing) -> bool:
    """Whether who is told to act is one of those who made the agreement, or acts for one."""
    if frame_of(reader.index.analysis.sentences[i].sentence, t, reader.index.lexicon).passive:
        return False  # "the director will be appointed by Chad"
    made = reader.parties_of(thing)
    sides = reader.states_of(made)
    return any(role.chain in made or reader.countries[role.chain] in sides for role in bound_by(reader, i, t, thing))


def bound_by(reader: Reader, i: int, t: int, thing: Thing) -> tuple[Role, ...]:
    """The subject of a verb where it is a party, or the agreement's own parties for "both sides" and "each country"."""
    sent = reader.index.analysis.sentences[i].sentence
    frame = frame_of(sent, t, reader.index.lexicon)
    if frame.passive and not [k for k in frame.get("subject") if k not in frame.get("object")]:
        return ()
    nobody = _nobody(sent, t)
    if nobody is not None:
        return tuple(Role("who", id_, sent.tokens[nobody].span) for id_ in reader.all_of(thing, 2))
    found = parties_told(reader, i, frame.get("subject"), thing)
    owned = [k for k in frame.get("subject") if agreement_at(reader, i, k) is None]  # not "the Chad deal will"
    return found or tuple(role for k in owned for role in _owned(reader, i, k, thing))


def _nobody(sent: Sentence, t: int) -> int | None:
    """ "Neither may bring in troops": the word, which is no subject in some trees."""
    return next((c for c in sent.children(t, "nsubj", "cc") if sent.tokens[c].form.lower() in words().none), None)


def _owned(reader: Reader, i: int, token: int, thing: Thing) -> Iterator[Role]:
    """Whose are the things that are to act: "aircraft of the Chadian air force", "one boat from each country"."""
    sent = reader.index.analysis.sentences[i].sentence
    for c in sent.children(token, "nmod", "nmod:poss", "amod", "compound"):
        if count := _counted(sent, c):
            yield from (Role("who", id_, sent.tokens[c].span) for id_ in reader.all_of(thing, count))
        found = reader.index.at(i, c)
        if found and found[0].kind in ("country", "organisation") and found[0].id not in reader.things.by_chain:
            yield Role("who", found[0].id, found[1].span)


def parties_told(reader: Reader, i: int, tokens: tuple[int, ...], thing: Thing) -> tuple[Role, ...]:
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


def _sides(reader: Reader, sent: Sentence, i: int, token: int) -> list[Role]:
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


def tells_all(reader: Reader, i: int, t: int) -> bool:
    """Whether those who are told to act are all the parties: "both sides", "the Chadian and Malian sides"."""
    sent = reader.index.analysis.sentences[i].sentence
    if _nobody(sent, t) is not None:
        return True
    subject = frame_of(sent, t, reader.index.lexicon).get("subject")
    sides = {role.chain for k in subject for role in _sides(reader, sent, i, k)}
    inside = (c for k in subject for c in sent.children(k, "nmod"))
    return len(sides) > 1 or any(_counted(sent, k) for k in (*subject, *inside))
