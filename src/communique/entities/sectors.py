"""PLOVER's sector of a chain, with the words or the table it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from communique.entities.attributes import OF_STATE, Described, Known, between_states
from communique.entities.compare import name_key
from communique.entities.phrases import phrase_tokens, words_before
from communique.entities.titles import Title
from communique.lexicon import Lexicon, table, word_set
from communique.model.entity import BY_RANK, Attribute, Mention
from communique.model.language import Sentence
from communique.model.span import hull
from communique.reference import Reference

NO_SECTOR = ("place", "agreement", "award", "equipment")
CALLED = ("organisation", "group")
LONGEST_CLUE = 3  # words
LEFT = "office left"  # how the reason begins for one who holds an office no longer


def sector_of(
    kind: str,
    found: Known | None,
    titles: Sequence[Title],
    described: Described,
    text: str,
    reference: Reference,
    lexicon: Lexicon,
) -> Attribute | None:
    """PLOVER's sector of a chain: from an office that tells one by itself, the tables, another title, or its noun.

    Where the noun tells none, other words of its name or description do: "the State Revenue Committee".
    """
    if kind in NO_SECTOR:
        return None
    if kind == "country":
        return Attribute("GOV", "a state acts through its government") if found else None
    title = min(titles, key=lambda t: _weight(t, lexicon), default=None)
    told = title.noun_class.sector if title else None
    if title and told and not (found and _weight(title, lexicon)[0]):
        if not found and told in OF_STATE and all(_is_past(t, text, lexicon) for t in titles):
            return _since(title, described, lexicon)
        by_rank = lexicon.ranks.issuperset(name_key(title.span.quote(text)).split())
        return Attribute(told, f'{BY_RANK if by_rank else "title"} "{title.head}"', title.span)
    if found:
        return Attribute(found.sector, f"reference data: {found.id}") if found.sector else None
    return _by_noun(kind, described, lexicon) or _by_words(kind, described, reference, lexicon)


def _weight(title: Title, lexicon: Lexicon) -> tuple[int, int]:
    """Which of several offices says what somebody is: a minister's before a colonel's rank, a spokesman's last."""
    order = 2 if title.head in lexicon.name_words["employed"] else int(title.noun_class.sector == "MIL")
    return order, title.span.start


def _is_past(title: Title, text: str, lexicon: Lexicon) -> bool:
    """Whether an office is told as no longer held: "former foreign minister"."""
    return bool(set(name_key(title.span.quote(text)).split()) & lexicon.name_words["former"])


def _since(title: Title, described: Described, lexicon: Lexicon) -> Attribute:
    """What somebody is who has left an office: of the opposition where the phrase says so, else of the elite."""
    sent, name = next(((s, m.token) for s, m in described if s.span.covers(title.span)), (None, 0))
    words = {*sent.subtree(title.token), *sent.subtree(name)} if sent else ()
    for token in (sent.tokens[i] for i in sorted(words)) if sent else ():
        if token.lemma.lower() in lexicon.name_words["opposing"]:
            return Attribute("OPP", f'{LEFT}, now "{token.form}"', token.span)
    return Attribute("ELI", f'{LEFT}: "{title.head}"', title.span)


def _by_noun(kind: str, described: Described, lexicon: Lexicon) -> Attribute | None:
    for sent, mention in described:
        if mention.form == "pronoun":
            continue
        noun = lexicon.noun(*words_before(sent, mention.token)) or lexicon.noun(sent.tokens[mention.token].form.lower())
        if noun and noun.sector and (noun.kind == kind or (noun.kind, kind) == ("person", "group")):
            return Attribute(noun.sector, f'"{sent.tokens[mention.token].form}"', mention.head)
    return None


def _by_words(kind: str, described: Described, reference: Reference, lexicon: Lexicon) -> Attribute | None:
    """The sector that a word of the name or description tells, whatever its noun: "militia" in "militia groups"."""
    for sent, mention in described if kind in CALLED else ():
        if mention.form == "pronoun":
            continue
        inside = phrase_tokens(sent, mention.span, mention.token)
        found = between_states(sent, inside, reference) if kind == "organisation" else None
        found = found or _of_labour(sent, mention) or (sector_by_clue(sent, inside) if len(inside) > 1 else None)
        if found:
            return found if found.value else None
    return None


def _of_labour(sent: Sentence, mention: Mention) -> Attribute | None:
    """A union behind those who work: "the Carriers' Union"."""
    token = sent.tokens[mention.token]
    owned = mention.token > 0 and sent.tokens[mention.token - 1].xpos == "POS"
    if owned and token.lemma.lower() in _unions():
        return Attribute("LAB", f'"{token.form}" of those who work', token.span)
    return None


def sector_by_clue(sent: Sentence, inside: Sequence[int]) -> Attribute | None:
    """The sector of the first row that has words of a phrase; an empty one where that row has none."""
    clues, best = _clues(), None
    for at, i in enumerate(inside):
        for j in inside[at : at + LONGEST_CLUE]:
            tokens = [t for t in sent.tokens[i : j + 1] if t.form != "-"]
            told = ("-".join(t.form.lower() for t in tokens), "-".join(t.lemma.lower() for t in tokens))
            found = min((clues[words] for words in told if words in clues), default=None)
            if found and (best is None or found < best[0]):
                best = found, hull(t.span for t in tokens), " ".join(t.form for t in tokens)
    return Attribute(best[0][1], f'"{best[2]}" in the name', best[1]) if best else None


@cache
def _clues() -> dict[str, tuple[int, str]]:
    """Each word or run of words with the number of its row and the sector."""
    rows = list(enumerate(table("sectors")["rows"]))
    return {word: (number, sector) for number, (sector, words) in reversed(rows) for word in word_set(words)}


@cache
def _unions() -> frozenset[str]:
    return word_set(table("sectors")["unions"])
