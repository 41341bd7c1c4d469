"""Which words of a report mean which agreement or body: "the pact on rescue", "the Carmelo Agreement", "the text".

Chains tell who is meant where a name or a pronoun stands. Agreements are seldom named, and called by many nouns in one
report; here a definite phrase goes back to the last thing that its words do not speak against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from communique.entities.phrases import determiner, is_plural, left_edge, phrase_span, words_before
from communique.events.arguments import ChainIndex
from communique.events.dates import times_in
from communique.events.frame import coordinated, preposition
from communique.model.entity import Chain
from communique.model.event import Role
from communique.model.language import Sentence
from communique.model.span import Span
from communique.model.step import Thing
from communique.steps.naming import LONGEST_TOPIC, name_around, own_name, topic_of
from communique.steps.words import StepWords, step_words

OLD = 31  # days from which a time told beside a name is that of another agreement
PARTIES = ("country", "organisation", "group", "person")


@dataclass(frozen=True)
class Words:
    """One phrase that means an agreement or a body: where its noun stands, and what its words tell."""

    span: Span
    sentence: int
    token: int
    kind: str
    noun: str
    about: frozenset[str]
    is_definite: bool
    is_headless: bool  # in a headline, where articles are left out
    is_vague: bool = False  # its noun means a body only where it goes back to one: "the group"
    name: str = ""
    chain: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """Sorts by the order of the text."""
        return (self.sentence, self.token)


@dataclass
class _Draft:
    kind: str
    words: list[Words] = field(default_factory=list)

    @property
    def chains(self) -> set[str]:
        return {w.chain for w in self.words if w.chain}

    @property
    def names(self) -> set[str]:
        return {w.name for w in self.words if w.name}

    @property
    def about(self) -> frozenset[str]:
        return frozenset().union(*(w.about for w in self.words))

    @property
    def nouns(self) -> set[str]:
        return {w.noun for w in self.words}


@dataclass(frozen=True)
class Things:
    """The things of a report, and which stands at a word."""

    all: tuple[Thing, ...]
    at: dict[tuple[int, int], Thing]
    by_chain: dict[str, Thing]


def find_things(index: ChainIndex) -> Things:
    """All agreements and bodies that a report speaks of, in the order of the text."""
    known = step_words()
    drafts: list[_Draft] = []
    for words in sorted(_all_words(index, known), key=lambda w: w.place):
        home = _home(words, drafts, known, index)
        if home is None:
            home = _Draft(words.kind)
            drafts.append(home)
        home.words.append(words)
    drafts = [draft for draft in drafts if not all(w.is_vague for w in draft.words)]
    things = [(draft, _thing(draft, index, known)) for draft in drafts]
    things = _amending(_aliased(things, index, known), known)
    return Things(
        all=tuple(thing for _, thing in things),
        at={w.place: thing for draft, thing in things for w in draft.words},
        by_chain={chain: thing for _, thing in things for chain in sorted(thing.chains)},
    )


# -- phrases -----------------------------------------------------------------------------------------------------------


def _all_words(index: ChainIndex, known: StepWords) -> Iterator[Words]:
    for i, parsed in enumerate(index.analysis.sentences):
        sent = parsed.sentence
        for t, token in enumerate(sent.tokens):
            if token.upos in ("NOUN", "PROPN") and (found := _words_at(index, known, sent, i, t)):
                yield found


def _words_at(index: ChainIndex, known: StepWords, sent: Sentence, i: int, t: int) -> Words | None:
    """The phrase whose head is token ``t``, if it is what an agreement or body is called."""
    noun = _noun(sent, t, known)
    if (
        noun is None
        or is_plural(sent.tokens[t])
        or (sent.tokens[t].rel in ("compound", "flat") and not _ends_name(index, sent, i, t))
    ):
        return None
    det = determiner(sent, t)
    if noun in known.told and not det and not sent.children(t, "nmod:poss"):
        return None
    if noun in known.texts and any(preposition(sent, c) == "of" for c in sent.children(t, "nmod")):
        return None  # "the text of a resolution"
    if noun in known.general and any(_noun(sent, c, known) for c in sent.children(t, "nmod")):
        return None  # "the text of the treaty"
    text, kind = index.analysis.report.text, "agreement" if noun in known.forms else "body"
    found = index.by_head.get((i, t)) or index.named_tokens.get((i, t))
    chain = found[0] if found and _may_be(found[0], kind) else None
    span = phrase_span(sent, left_edge(sent, t), t)
    name = name_around(text, sent, t, found[1].span if found and found[1].form == "name" else None)
    name = name or own_name(index, sent, t, noun)
    every = frozenset(words_before(sent, t)[:-1])
    before = every - (known.plain - {"joint"} if kind == "body" else known.plain)
    return Words(
        span=name or span,
        sentence=i,
        token=t,
        kind=kind,
        noun=noun,
        about=frozenset(before | topic_of(sent, t, known)),
        is_definite=bool(name) or det in known.definite or bool(sent.children(t, "nmod:poss")),
        is_headless=not det and not _has_article(sent),
        is_vague=not name and noun in known.told_bodies and not every & known.told_bodies[noun],
        name=name.quote(text) if name else "",
        chain=chain.id if chain else "",
    )


def _noun(sent: Sentence, t: int, known: StepWords) -> str | None:
    """The noun by which a thing is called, with "of intent" and the like; None where it is no such noun."""
    lemma = sent.tokens[t].lemma.lower()
    for c in sent.children(t, "nmod"):
        joined = f"{lemma}-{preposition(sent, c)}-{sent.tokens[c].lemma.lower()}"
        if joined in known.forms:
            return joined
    return known.spellings.get(lemma, lemma) if lemma in known.forms or lemma in known.bodies else None


def _may_be(chain: Chain, kind: str) -> bool:
    return chain.kind == kind or (kind == "body" and chain.kind == "organisation")


def _ends_name(index: ChainIndex, sent: Sentence, i: int, t: int) -> bool:
    """Whether a word is the last of a name: the tree may hang "Group" on the first of its words."""
    found = index.named_tokens.get((i, t))
    return bool(found and found[1].span.end == sent.tokens[t].span.end)


def _has_article(sent: Sentence) -> bool:
    return any(t.upos == "DET" for t in sent.tokens)


# -- which thing a phrase means ----------------------------------------------------------------------------------------


def _home(words: Words, drafts: list[_Draft], known: StepWords, index: ChainIndex) -> _Draft | None:
    """The thing that a phrase goes back to; None where it tells of a new one."""
    same = [d for d in drafts if d.kind == words.kind]
    for draft in reversed(same):
        if (words.chain and words.chain in draft.chains) or _is_predicate(words, draft, index):
            return draft
    if words.name:
        found = next((d for d in reversed(same) if _is_same_name(words, d) or _is_apposed(words, d, index)), None)
        found = found or next((d for d in reversed(same) if _waits_for(words, d)), None)
        return found or (same[0] if len(same) == 1 and _names(words, same[0], known, index) else None)
    fits = [d for d in reversed(same) if _may_mean(words, d, known)]
    if words.is_definite or words.is_headless:
        return _best(words, fits)
    return next((d for d in fits if all(w.is_headless for w in d.words)), None)  # what the headline told


def _waits_for(words: Words, draft: _Draft) -> bool:
    """Whether a name tells which one "the mission" was, of which the report spoke before."""
    return words.noun in draft.nouns and all(w.is_vague and w.is_definite for w in draft.words)


def _best(words: Words, fits: list[_Draft]) -> _Draft | None:
    """Of the things that a phrase may mean, the one that shares its words, else its noun, else the last told."""
    alike = [d for d in fits if words.about & d.about] or [d for d in fits if words.noun in d.nouns] or fits
    return alike[0] if alike else None


def _may_mean(words: Words, draft: _Draft, known: StepWords) -> bool:
    if (words.noun in known.amending) != bool(draft.nouns & known.amending):
        return False
    if words.about and draft.about and not words.about & draft.about:
        return False
    if words.kind == "body":
        return words.noun in draft.nouns
    forms = {known.forms[noun] for noun in draft.nouns}
    if known.forms[words.noun] in forms or words.noun in known.general:
        return True
    return draft.nouns <= known.general and not draft.names


def _is_predicate(words: Words, draft: _Draft, index: ChainIndex) -> bool:
    """Whether the phrase says what the thing is: "the accord, a document of three pages", "the accord was a draft"."""
    sent = index.analysis.sentences[words.sentence].sentence
    places = {w.token for w in draft.words if w.sentence == words.sentence}
    token = sent.tokens[words.token]
    said = sent.children(words.token, "nsubj") if sent.children(words.token, "cop") else ()
    return bool(places) and ((token.rel == "appos" and token.head in places) or any(c in places for c in said))


def _is_same_name(words: Words, draft: _Draft) -> bool:
    key = set(words.name.lower().split())
    return any(key <= set(n.lower().split()) or set(n.lower().split()) <= key for n in draft.names)


def _names(words: Words, draft: _Draft, known: StepWords, index: ChainIndex) -> bool:
    """Whether a name is that of the one agreement just told without: "signed a truce. The Oslo Agreement ..."."""
    last = draft.words[-1]
    new = not draft.names and not draft.words[0].is_definite and 0 < words.sentence - last.sentence <= 2
    if not new or words.noun not in known.general or (words.about and draft.about and not words.about & draft.about):
        return False
    published = index.analysis.report.published_on
    times = times_in(index.analysis, index.analysis.sentences[words.sentence].sentence.span)
    return not any(t.interval and published and (published - t.interval.end).days > OLD for t in times)


def _is_apposed(words: Words, draft: _Draft, index: ChainIndex) -> bool:
    """Whether a name explains the phrase before it: "(Lisbon Protocol)", "the treaty, the Lisbon Protocol"."""
    last = draft.words[-1]
    if last.sentence != words.sentence:
        return not draft.names and words.noun in draft.nouns and words.sentence - last.sentence <= 2
    between = index.analysis.report.text[last.span.end : words.span.start]
    return bool(re.fullmatch(r"[\s,(“\"'‘]*(?:the |or |called |known as )*[(“\"'‘]?", between))


# -- finished things ---------------------------------------------------------------------------------------------------


def _thing(draft: _Draft, index: ChainIndex, known: StepWords) -> Thing:
    named = max((w for w in draft.words if w.name), key=lambda w: (len(w.name), -w.span.start), default=None)
    best = named or max(draft.words, key=lambda w: (len(w.about), not w.is_headless, -w.span.start))
    forms = [known.forms[w.noun] for w in draft.words if w.noun in known.forms]
    special = [f for f in forms if f not in ("text", "agreement")] or [f for f in forms if f != "text"] or ["text"]
    return Thing(
        id=f"t{best.span}",
        kind=draft.kind,
        form=special[0] if draft.kind == "agreement" else best.noun,
        called=best.span if named else _in_full(best, index),
        name=named.span if named else None,
        mentions=tuple(w.span for w in draft.words),
        chains=tuple(sorted(draft.chains)),
        parties=tuple(_parties(draft, index, known)),
    )


def _in_full(words: Words, index: ChainIndex) -> Span:
    """A phrase with what it is about: "pact on rescue and pollution response in the lower Uruguay river"."""
    sent = index.analysis.sentences[words.sentence].sentence
    last = words.token
    for c in sent.children(words.token, "nmod", "acl"):
        below = sent.subtree(c, ("acl:relcl", "appos", "parataxis", "punct"))
        told = sent.tokens[c].rel == "nmod" or sent.tokens[c].xpos == "VBG"
        if c > last and told and below[0] == last + 1 and len(below) <= LONGEST_TOPIC:
            last = below[-1]
    return Span(words.span.start, sent.tokens[last].span.end)


def _parties(draft: _Draft, index: ChainIndex, known: StepWords) -> Iterator[Role]:
    """Who is told beside the noun: "between Chad and Mali", "with Chad", "Chad's", "the Chad-Mali treaty"."""
    seen: set[str] = set()
    for words in draft.words:
        sent = index.analysis.sentences[words.sentence].sentence
        for token in _beside(sent, words.token, index, known):
            joined = "HYPH" in {sent.tokens[k].xpos for k in (token - 1, token + 1) if 0 <= k < len(sent)}
            country = _country_of(index, sent.tokens[token].span) if joined else None
            told = [(country, sent.tokens[token].span)] if country else named_at(index, words.sentence, token)
            for chain, span in told:
                if words.kind == "body" and chain.kind not in ("country", "organisation"):
                    continue
                own = any(w.span.covers(span) for w in draft.words)
                if chain.kind in PARTIES and chain.id not in seen and not (own and chain.id in draft.chains):
                    seen.add(chain.id)
                    yield Role("party", chain.id, span)


def _country_of(index: ChainIndex, span: Span) -> Chain | None:
    """The country that a word by itself means within a name: the two of "Chad-Mali"."""
    chains = (c for c in index.analysis.chains if c.kind == "country")
    return next((c for c in chains if any(m.span == span for m in c.mentions)), None)


def named_at(index: ChainIndex, sentence: int, token: int) -> Iterator[tuple[Chain, Span]]:
    """Who a word beside a thing means; each of them for "the Chadian and Malian governments"."""
    sent = index.analysis.sentences[sentence].sentence
    pair = [k for a in sent.children(token, "amod") for k in (a, *sent.children(a, "conj"))]
    each = [found for k in pair if (found := index.at(sentence, k)) and found[0].kind == "country"]
    if is_plural(sent.tokens[token]) and len(each) > 1:
        yield from ((chain, mention.span) for chain, mention in each)
        return
    own = list(index.parties(sentence, token))
    if is_plural(sent.tokens[token]) and not any(chain.is_named for chain, _ in own):
        senders = list(_senders(index, sentence, token))
        own = senders if len(senders) > 1 else own
    bare = [c for c in sent.children(token, "nmod") if c > token and not sent.children(c, "case")]
    if not own and sent.tokens[token].upos == "PROPN":  # "Minister of Fisheries [Jan Berg]"
        own = [p for c in bare for p in index.parties(sentence, c) if p[0].kind == "person"]
    yield from own


def _senders(index: ChainIndex, sentence: int, token: int) -> Iterator[tuple[Chain, Span]]:
    """The states for which several act: "representatives of the Republic of Chad, of Gabon and of Niger"."""
    sent = index.analysis.sentences[sentence].sentence
    seen: set[str] = set()
    for k in sent.subtree(token, ("acl", "acl:relcl", "appos", "parataxis")):
        found = index.at(sentence, k) if preposition(sent, sent.first_conjunct(k)) == "of" else None
        if found and found[0].kind == "country" and found[0].id not in seen:
            seen.add(found[0].id)
            yield found[0], found[1].span


def _beside(sent: Sentence, t: int, index: ChainIndex, known: StepWords) -> Iterator[int]:
    for c in sent.children(t, "nmod", "compound", "amod", "nmod:poss"):
        if sent.tokens[c].deprel == "nmod:poss" or sent.tokens[c].rel in ("compound", "amod"):
            yield c
        elif preposition(sent, c) in known.between | known.beside or _is_body_of(sent, t, c, known):
            yield from coordinated(sent, c, index.lexicon)

    yield from _between(sent, t, index, known)


def _between(sent: Sentence, t: int, index: ChainIndex, known: StepWords) -> Iterator[int]:
    """Parties that the tree hangs on a word of the subject: "agreement on defence industry between Chad and Mali"."""
    for k in sent.subtree(t, ("acl", "acl:relcl", "appos", "parataxis", "conj")):
        far = k > t and sent.tokens[k].head != t and sent.tokens[k].rel == "nmod"
        if far and preposition(sent, k) in known.between:
            yield from coordinated(sent, k, index.lexicon)


def _is_body_of(sent: Sentence, t: int, c: int, known: StepWords) -> bool:
    """Whether a body is told to be that of others: "a commission of the three countries"."""
    return sent.tokens[t].lemma.lower() in known.bodies and preposition(sent, c) == "of"


def _aliased(things: list[tuple[_Draft, Thing]], index: ChainIndex, known: StepWords) -> list[tuple[_Draft, Thing]]:
    """The things with other names of theirs: what is told "as" or "by the name of" another is the same."""
    text = index.analysis.report.text
    found: dict[str, str] = {}
    rows = sorted(((w.sentence, w.span, d.kind, w.name, t.id) for d, t in things for w in d.words), key=lambda r: r[:2])
    for one, two in pairwise(rows):
        between = text[one[1].end : two[1].start]
        alike = one[0] == two[0] and one[2] == two[2] and two[3] and one[4] != two[4]
        if alike and (known.same.search(between) or known.renamed.search(between)):
            found[one[4]] = two[4]
    return [(d, replace(t, also=found.get(t.id))) for d, t in things]


def _amending(things: list[tuple[_Draft, Thing]], known: StepWords) -> list[tuple[_Draft, Thing]]:
    """A protocol or amendment beside another agreement changes that one: the one told most."""
    plain = [(d, t) for d, t in things if t.kind == "agreement" and not d.nouns & known.amending]
    if not plain:
        return things
    first, main = max(plain, key=lambda pair: (len(pair[0].words), bool(pair[1].name)))
    return [(d, replace(t, amends=main.id)) if _changes(d, t, first, known) else (d, t) for d, t in things]


def _changes(draft: _Draft, thing: Thing, main: _Draft, known: StepWords) -> bool:
    """Whether a protocol is one to the main agreement, and not on a subject of its own: "protocol of accession"."""
    if thing.kind != "agreement" or not draft.nouns & known.amending:
        return False
    own = {word for word in draft.about if not word[:1].isdigit() and word not in known.calendar}
    return not own or bool(own & main.about)
