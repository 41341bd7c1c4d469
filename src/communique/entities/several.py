"""What one noun tells of several states, and offices told as another's.

"The foreign ministers of Kenya and Uganda" are two persons, each with an office and a state; by "Kenyan and Ugandan
troops" two states act; "his Danish counterpart" has the office of whoever he is. Other sentences and other reports may
name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from communique.entities.phrases import left_edge, words_before
from communique.entities.titles import office_told
from communique.lexicon import Lexicon, NounClass, office_words
from communique.model.entity import Attribute, Chain, Mention
from communique.model.language import Parsed, Sentence
from communique.model.span import Span, hull
from communique.reference import CountryMatch, Reference

LISTED = frozenset({"PROPN", "CCONJ", "PUNCT", "DET", "ADP", "ADJ"})
LISTING = frozenset({"and", "the", "of", "'s", "’s", "s"})  # between the states of a list
MANY = 3  # states of which a number of people stand for these: "850 men from Chad, Mali and Niger"
At = Mapping[tuple[int, int], Chain]


@dataclass(frozen=True, slots=True)
class Several:
    """A plural noun of several states, from where its words start, and where each state is told.

    ``title`` is the office that one of each state has, "" where they are those by whom the states act.
    """

    sentence: int
    head: int
    start: int
    title: str
    noun: NounClass | None
    states: tuple[tuple[str, Span], ...]


def with_officers(
    chains: Sequence[Chain], parsed: Sequence[Parsed], text: str, reference: Reference, lexicon: Lexicon
) -> tuple[Chain, ...]:
    """The chains, with a person for each office of several states, the states that act by theirs, and the offices of
    counterparts.
    """
    at = {(m.sentence, m.token): c for c in chains for m in c.mentions}
    compared = tuple(_compared(c, at, parsed, text, reference) for c in chains)
    found = [s for i, p in enumerate(parsed) for s in _several(p.sentence, i, at, text, reference, lexicon)]
    known = {c.id: c for c in compared}
    for offices in found:
        if not offices.title:
            known |= {c.id: c for c in _acting(offices, known.values(), parsed)}
            continue
        officers = tuple(_officers(offices, parsed))
        listed = _listed(offices, at, parsed)
        for i, officer in enumerate(officers):
            named = listed[i] if len(listed) == len(officers) else _owned_by(officer, at, parsed)
            holder = known[named] if named else _holder(officer, known.values())
            if holder is None and officer.id in known:  # the plural, read without the first state
                group = _by_head(known.pop(officer.id))
                known[group.id] = group
            known[holder.id if holder else officer.id] = _with(holder, officer) if holder else officer
    return tuple(sorted(known.values(), key=lambda c: (c.mentions[0].span, c.id))) if found else compared


# -- what several states have ------------------------------------------------------------------------------------------


def _several(
    sent: Sentence, index: int, at: At, text: str, reference: Reference, lexicon: Lexicon
) -> Iterator[Several]:
    for i, token in enumerate(sent.tokens):
        words = _singular(sent, i, lexicon) if token.upos in ("NOUN", "PROPN") else ()
        if not words:
            continue
        noun = lexicon.noun(*words)
        like = words[-1] in office_words("like")
        title = _owners_office(sent, index, i, at, text, reference) if like else _one_each(words, reference)
        if not (title and noun and noun.kind == "person") and words[-1] not in office_words("agents"):
            continue
        first = left_edge(sent, i)
        states = _behind(sent, i, text, reference) or _before(sent, i, first, text, reference)
        counted = not title and len(states) < MANY and any(sent.tokens[c].upos == "NUM" for c in sent.subtree(i))
        if len({code for code, _ in states}) > 1 and not counted:
            start = sent.tokens[_office_from(sent, i, first, text, reference)].span.start
            told = tuple({code: (code, span) for code, span in states}.values())
            yield Several(index, i, start, title or "", noun, told)


def _one_each(words: Sequence[str], reference: Reference) -> str | None:
    """The office that these words tell, where each state has one of it: no "ministers", who are many."""
    if words[-1] not in office_words("each"):
        return None
    own = [w for w in words if not reference.country(w.capitalize())]
    return " ".join(own) if len(own) > 1 or own[-1] not in ("minister", "secretary") else None


def _singular(sent: Sentence, i: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a plural office in the singular, small: ("foreign", "minister"); empty where it is none.

    At the head of a sentence a plural may pass for a name: "Presidents of Togo and Ghana".
    """
    token = sent.tokens[i]
    words = words_before(sent, i)
    if token.xpos in ("NNS", "NNPS"):
        return words
    form = token.form.lower()
    if token.xpos == "NNP" and form.endswith("s") and lexicon.noun(form[:-1]):
        return (*words[:-1], form[:-1])
    return ()


def _behind(sent: Sentence, head: int, text: str, reference: Reference) -> list[tuple[str, Span]]:
    """The states in a list right behind an office: "of Kenya and Uganda", "from Peru, Chile and Bolivia"."""
    first = head + 1
    if first >= len(sent) or sent.tokens[first].form.lower() not in office_words("listed_with"):
        return []
    last = first
    while last + 1 < len(sent) and sent.tokens[last + 1].upos in LISTED:
        last += 1
    return _run(hull(t.span for t in sent.tokens[first : last + 1]), text, reference, "name")


def _before(sent: Sentence, head: int, first: int, text: str, reference: Reference) -> list[tuple[str, Span]]:
    """The states in a list of adjectives or owners right before an office: "the Kenyan and Ugandan ministers"."""
    while first and sent.tokens[first - 1].upos in (LISTED | {"PART"}) - {"ADP", "DET"}:
        first -= 1
    if first == head:
        return []
    found = _run(hull(t.span for t in sent.tokens[first:head]), text, reference, "demonym", "name")
    apart = found and "," in text[found[-1][1].end : sent.tokens[head].span.start]  # "in Mali and Chad, officials said"
    return [] if apart else found


def _run(span: Span, text: str, reference: Reference, *forms: str) -> list[tuple[str, Span]]:
    """The last states told in a stretch one behind the other, with nothing between them but commas and a last "and"."""
    told = [m for m in reference.countries_in(span.quote(text)) if m.form in forms]
    words, run = span.quote(text), list[CountryMatch]()
    for match in told:
        between = _between(words[run[-1].span.end : match.span.start]) if run else set()
        if not between <= LISTING:
            break
        run.append(match)
        if "and" in between:
            return [(m.alpha3, Span(span.start + m.span.start, span.start + m.span.end)) for m in run]
    return []


def _between(words: str) -> set[str]:
    return set(words.lower().replace(",", " ").split())


def _office_from(sent: Sentence, head: int, first: int, text: str, reference: Reference) -> int:
    """The first word of an office, behind the states before it: "foreign" of "Ugandan foreign ministers"."""
    while first < head and reference.countries_in(sent.tokens[first].span.quote(text)):
        first += 1
    return first


def _by_head(group: Chain) -> Chain:
    """A group named by its noun alone: "presidents" of "Chilean presidents"."""
    head = min(m.head for m in group.mentions if m.span == group.name)
    return replace(group, id=f"c{head}", name=head)


def _mentions(several: Several, kind: str, parsed: Sequence[Parsed]) -> Iterator[tuple[Attribute, Mention]]:
    """For each state the words that tell its own: those of the noun and of the state."""
    sent = parsed[several.sentence].sentence
    whole = Span(several.start, sent.tokens[several.head].span.end)
    for code, span in several.states:
        token = next(i for i, t in enumerate(sent.tokens) if t.span.end >= span.end)
        head = sent.tokens[several.head].span
        mention = Mention(hull((whole, span)), head, kind, "several", several.sentence, token)
        yield Attribute(code, "told beside the noun", span), mention


def _officers(offices: Several, parsed: Sequence[Parsed]) -> Iterator[Chain]:
    """One person for each state."""
    for country, mention in _mentions(offices, "person", parsed):
        sector = offices.noun.sector if offices.noun else None
        yield Chain(
            id=f"c{mention.span}",
            kind="person",
            name=mention.span,
            mentions=(mention,),
            country=country,
            sector=Attribute(sector, f'title "{offices.title}"', mention.head) if sector else None,
            title=Attribute(offices.title, "title", mention.head),
        )


def _acting(several: Several, chains: Iterable[Chain], parsed: Sequence[Parsed]) -> Iterator[Chain]:
    """The states that act by what they have: those of the report, or new ones."""
    known_chains = tuple(chains)
    states, ids = {_code(c): c for c in known_chains if c.kind == "country"}, {c.id for c in known_chains}
    for country, told in _mentions(several, "country", parsed):
        mention = replace(told, span=country.span or told.span)
        known = Attribute(f"iso:{country.value}", "reference data", country.span)
        new = Chain(f"c{mention.span}", "country", mention.span, (), country, reference=known)
        state = states.get(country.value, new)
        if state is new and new.id in ids:
            continue  # its words are something else to the report
        yield replace(state, mentions=tuple(sorted((*state.mentions, mention), key=lambda m: m.span)))


def _listed(offices: Several, at: At, parsed: Sequence[Parsed]) -> list[str]:
    """The chains of the persons named right behind offices, in order: "..., Ada Roy and Ben Ito"."""
    sent = parsed[offices.sentence].sentence
    last = max(offices.head, *(i for i, t in enumerate(sent.tokens) for _, s in offices.states if s.covers(t.span)))
    found: list[str] = []
    for i in range(last + 1, len(sent)):
        chain = at.get((offices.sentence, i))
        if sent.tokens[i].upos not in ("PROPN", "PUNCT", "CCONJ") or (i == last + 1 and sent.tokens[i].form != ","):
            break
        if chain and chain.kind == "person" and chain.id not in found:
            found.append(chain.id)
    return found


def _owned_by(officer: Chain, at: At, parsed: Sequence[Parsed]) -> str | None:
    """Whom the sentence, or the next, names as the state's: "Malta's Ada Roy and Norway's Ben Ito"."""
    here = officer.mentions[0].sentence
    for index in range(here, min(here + 2, len(parsed))):
        sent = parsed[index].sentence
        for i in range(len(sent)):
            chain = at.get((index, i))
            if chain is None or chain.kind != "person" or not chain.is_named or chain.title:
                continue
            owners = (at.get((index, c)) for c in sent.children(i, "nmod:poss"))
            if any(o and o.kind == "country" and _code(o) == _code(officer) for o in owners):
                return chain.id
    return None


def _holder(officer: Chain, chains: Iterable[Chain]) -> Chain | None:
    """The one whom the report names with such an office of the state; papers differ in what a minister is for."""
    told = set(_words(officer))
    people = [c for c in chains if c.kind == "person" and (c.is_named or c.title)]
    own = [c for c in people if _code(c) == _code(officer)]
    exact = [c for c in own if told <= set(_words(c))]
    alike = exact or [c for c in own if _words(officer)[-1] in _words(c) and c.is_named]
    stateless = [c for c in people if c.country is None and c.home is None and c.is_named and told <= set(_words(c))]
    found = alike or stateless
    return found[0] if len(found) == 1 else None


def _words(chain: Chain) -> list[str]:
    return chain.title.value.lower().split() if chain.title else []


def _code(chain: Chain) -> str | None:
    return chain.country.value if chain.country else None


def _with(holder: Chain, officer: Chain) -> Chain:
    mentions = tuple(sorted((*holder.mentions, *officer.mentions), key=lambda m: m.span))
    return replace(
        holder,
        mentions=mentions,
        country=holder.country or officer.country,
        sector=holder.sector or officer.sector,
        title=holder.title or officer.title,
    )


# -- counterparts ------------------------------------------------------------------------------------------------------


def _compared(chain: Chain, at: At, parsed: Sequence[Parsed], text: str, reference: Reference) -> Chain:
    """A "counterpart" with the office of whose it is; any other chain as it is."""
    if chain.kind != "person" or chain.is_named or chain.title is not None:
        return chain
    for m in chain.mentions:
        sent = parsed[m.sentence].sentence if m.form == "nominal" else None
        if sent and sent.tokens[m.token].lemma.lower() in office_words("like"):
            title = _owners_office(sent, m.sentence, m.token, at, text, reference)
            if title:
                return replace(chain, title=Attribute(title, "the office of whose counterpart it is", m.span))
    return chain


def _owners_office(sent: Sentence, index: int, head: int, at: At, text: str, reference: Reference) -> str | None:
    """The office of whoever a counterpart is one of, without its state: "his", "the minister's"."""
    owners = (at.get((index, i)) for i in sent.children(head, "nmod:poss"))
    for owner in owners:
        words = owner.description.quote(text) if owner and owner.description else ""
        if owner and owner.kind == "person" and (owner.title or words):
            return office_told(owner.title.value if owner.title else words, reference)[0] or None
    return None
