"""Offices beside a person's name: "Slovak Defence Minister Hanna Berg", "Hanna Berg, the defence minister"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from communique.entities.phrases import is_plural, left_edge, phrase_span, top, words_before
from communique.lexicon import Lexicon, NounClass
from communique.model.entity import Mention
from communique.model.language import Sentence
from communique.model.span import Span
from communique.reference import Reference

MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "PART", "NUM", "DET"})
PAIR = 2  # of those listed behind a noun the first may be what it is called: "a baker, Ada Roy, and a grocer"
REACH = 12  # words to the left that may belong to a title; longer ones are rare in agency copy


@dataclass(frozen=True, slots=True)
class Title:
    """An office, the words that tell it, its head noun (token ``token``) and that noun's class."""

    span: Span
    head: str
    token: int
    noun_class: NounClass


def titles_of(sent: Sentence, mention: Mention, others: frozenset[int], lexicon: Lexicon) -> tuple[Title, ...]:
    """The offices told beside a person's name in this sentence: before it, and as an apposition.

    ``others`` are the tokens of other persons' names, where a title ends.
    """
    found = filter(None, (office_before(sent, mention, others, lexicon), _apposition(sent, mention, others, lexicon)))
    return tuple({title.token: title for title in found}.values())


def office_told(words: str, reference: Reference) -> tuple[str, tuple[str, ...]]:
    """An office without the country in its words, and the countries told there; capitals and seats are none.

    >>> from communique import reference
    >>> office_told("the Slovak defence minister", reference.load())
    ('the defence minister', ('SVK',))
    """
    told = [m for m in reference.countries_in(words) if m.form not in ("capital", "seat")]
    office = words[: told[0].span.start] + words[told[0].span.end :] if told else words
    return " ".join(w for w in office.split() if w[:1].isalpha()), tuple(m.alpha3 for m in told)


def office_before(sent: Sentence, mention: Mention, others: frozenset[int], lexicon: Lexicon) -> Title | None:
    """The office right before a name: "Minister" of "Minister Hanna Berg", with all the words that tell it."""
    first = _first_token(sent, mention)
    head = _title_head(sent, first - 1, others, lexicon)
    if head is None:
        return None
    start = head
    while start > 0 and head - start < REACH and start - 1 not in others and _belongs(sent, start - 1, lexicon):
        if _is_of_another(sent, start - 1, lexicon):
            break
        start -= 1
    # All words before the head, since "consul general" may hang on the name word by word.
    words = (t.lemma.lower() for t in sent.tokens[start : head + 1])
    found = lexicon.noun(*words) or lexicon.noun(sent.tokens[head].lemma.lower().rstrip("."))
    if found is None:
        return None
    while start < head and sent.tokens[start].upos in ("ADP", "PART", "DET"):
        start += 1
    return Title(phrase_span(sent, start, first - 1), sent.tokens[head].lemma.lower(), head, found)


def _is_of_another(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether an "of" before an office ties it to no office: "the killing of General Ada Roy", not "chief of staff"."""
    if sent.tokens[i].form.lower() not in lexicon.grammar["of"]:
        return False
    return i == 0 or not _is_title(sent, i - 1, lexicon)


def _first_token(sent: Sentence, mention: Mention) -> int:
    return next(i for i, t in enumerate(sent.tokens) if t.span.start >= mention.span.start)


def _title_head(sent: Sentence, i: int, others: frozenset[int], lexicon: Lexicon) -> int | None:
    """The title noun at or before token ``i``: in "head of the ministry X" it is not the word next to the name."""
    steps = 0
    while i >= 0 and steps < REACH and i not in others and _inside_title(sent, i, lexicon):
        if _is_title(sent, i, lexicon):
            return i
        i -= 1
        steps += 1
    return None


def _is_title(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether a noun is an office by itself or with the words before it: "minister", "first lady"."""
    token = sent.tokens[i]
    if token.upos not in ("NOUN", "PROPN") and token.deprel != "nmod:desc":
        return False
    if {token.lemma.lower().rstrip("."), token.form.lower().rstrip(".")} & lexicon.titles:
        return True
    found = lexicon.noun(*words_before(sent, i))
    return bool(found and found.title)


def _inside_title(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    return sent.tokens[i].upos in MODIFIERS or sent.tokens[i].form in lexicon.grammar["naming"]


def _belongs(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    token = sent.tokens[i]
    return (
        token.upos in ("NOUN", "PROPN", "ADJ")
        or token.form in ("-", "–", "'s", "’s")
        or token.form in lexicon.grammar["naming"]
    )


def _apposition(sent: Sentence, mention: Mention, others: frozenset[int], lexicon: Lexicon) -> Title | None:
    name, first = top(sent, mention.token), _first_token(sent, mention)
    for i in _set_beside(sent, name, mention, others, lexicon):
        found = _office(sent, i, lexicon)
        if found is not None:
            of = [c for c in sent.children(i, "nmod") if i < c < first or c > i > first]
            last = max([i, *(j for c in of for j in sent.subtree(c, ("acl", "appos", "punct", "parataxis")))])
            return Title(phrase_span(sent, left_edge(sent, i), last), sent.tokens[i].lemma.lower(), i, found)
    return None


def _office(sent: Sentence, i: int, lexicon: Lexicon) -> NounClass | None:
    """The class of a noun that tells what somebody is; a plural tells the office of several, who are listed."""
    noun = None if is_plural(sent.tokens[i]) else lexicon.noun(*words_before(sent, i))
    return noun if noun and (noun.kind == "person" or (noun.kind == "group" and noun.sector)) else None


def _set_beside(sent: Sentence, name: int, mention: Mention, others: frozenset[int], lexicon: Lexicon) -> Iterator[int]:
    """Nouns that may tell the office of a name, by the tree, else by where they stand; the likeliest first."""
    first = _first_token(sent, mention)
    if _has_name_first(sent, first, others):
        yield from _right_behind(sent, mention, lexicon)
        return
    yield from (i for i in sent.children(name, "appos") if not others & set(range(name + 1, i)))
    yield from _set_off(sent, name)
    yield from _told_before(sent, name, mention, lexicon)
    if sent.tokens[name].rel == "appos" and sent.tokens[name].head < first:
        yield sent.tokens[name].head
    elif first and sent.tokens[first - 1].form == ",":
        yield from _right_before(sent, mention, first, others, lexicon)
    else:
        yield from _right_behind(sent, mention, lexicon)


def _has_name_first(sent: Sentence, first: int, others: frozenset[int]) -> bool:
    """Whether a list of names and offices begins with another's name: "Ada Roy, the minister, Ben Ito"."""
    was_name, start = True, first
    while (start > 1 and sent.tokens[start - 1].form == ",") or (start > 2 and sent.tokens[start - 1].upos == "CCONJ"):
        i = start - (1 if sent.tokens[start - 1].form == "," else 2)
        if sent.tokens[i].form != ",":
            break
        is_name, start = i - 1 in others, i
        if is_name is was_name:
            return False
        while start and (start - 1 in others if is_name else _in_phrase(sent, start - 1, others)):
            start -= 1
        was_name = is_name
        if start == i:
            return False
    return was_name and start != first


def _in_phrase(sent: Sentence, i: int, others: frozenset[int]) -> bool:
    """Whether a word may be part of an office with what it is of: "the Malian Minister of Trade and Industry"."""
    return i not in others and sent.tokens[i].upos in MODIFIERS | {"ADP", "CCONJ"}


def _right_behind(sent: Sentence, mention: Mention, lexicon: Lexicon) -> list[int]:
    """The office behind a name and a comma, whatever the tree makes of a list: "Ada Roy, Chad's trade minister,"."""
    after = next((i for i, t in enumerate(sent.tokens) if t.span.start >= mention.span.end), len(sent))
    if after >= len(sent) or sent.tokens[after].form != ",":
        return []
    for i in range(after + 1, min(after + REACH, len(sent))):
        if sent.tokens[i].upos not in MODIFIERS:
            return []
        if _is_title(sent, i, lexicon) and not (i + 1 < len(sent) and _is_title(sent, i + 1, lexicon)):
            return [i]
    return []


def _right_before(sent: Sentence, mention: Mention, first: int, others: frozenset[int], lexicon: Lexicon) -> list[int]:
    """The office before a comma and a name that is set off: "the visiting trade minister of Chad, Ada Roy."."""
    i = first - 2
    while i > max(0, first - REACH) and _between_commas(sent, mention, first) and _in_phrase(sent, i, others):
        if sent.tokens[i].upos == "CCONJ":
            break
        if _is_title(sent, i, lexicon):
            return [i]
        i -= 1
    return []


def _set_off(sent: Sentence, name: int) -> list[int]:
    """Offices before a name that hang on it behind a comma: "Chad's trade minister, Ada Roy, said"."""
    before = (c for c in sent.children(name) if c < name and sent.tokens[c].deprel == "nmod:desc")
    return [c for c in before if any(t.form == "," for t in sent.tokens[c:name])]


def offices_of_several(sent: Sentence, persons: Sequence[Mention], lexicon: Lexicon) -> set[int]:
    """Plural offices whose holders are listed right behind them: "the ministers of Mali and Niger, Roy and Berg"."""
    found: dict[int, int] = {}
    for mention in persons:
        name, first = top(sent, mention.token), _first_token(sent, mention)
        office = sent.tokens[name].head
        listed = sent.tokens[name].rel in ("conj", "appos") and 0 <= office < first
        if not listed or not is_plural(sent.tokens[office]):
            continue
        noun = lexicon.noun(*words_before(sent, office))
        behind = first > 0 and sent.tokens[first - 1].form == ","
        which = sent.children(office, "det") or any(c > office for c in sent.children(office, "nmod"))
        office_told = noun and noun.kind == "person" and noun.title and which
        if office_told and behind and _only_between(sent, office, first, lexicon):
            found[office] = len(sent.children(name, "conj")) + 1
    return {office for office, count in found.items() if count > 1 or len(sent.children(office, "conj")) > 1}


def _told_before(sent: Sentence, name: int, mention: Mention, lexicon: Lexicon) -> list[int]:
    """An office that the tree sets beside a name as a second subject or object, or joins to a second office.

    "The Minister of Trade, H.E. Mr Roy, spoke", "General (retired) Roy", "Crown Prince and Defence Minister Roy",
    "between the mayor, Ada Roy, and the prefect".
    """
    token, first = sent.tokens[name], _first_token(sent, mention)
    if token.rel == "conj":
        ranked = first > 0 and _is_title(sent, first - 1, lexicon)
        joined = ranked and not sent.children(token.head, "det") and len(sent.children(token.head, "conj")) == 1
        return [token.head] if joined or _is_set_off(sent, name, mention, lexicon) else []
    loose = token.rel == "nmod" and not sent.children(name, "case")
    if loose and (_is_honorific(sent, first - 1, lexicon) or _between_commas(sent, mention, first)):
        return [token.head]
    twins = [i for i in sent.children(token.head, token.rel) if i < first] if token.head >= 0 else []
    last = twins[-1:] and [twins[-1], *(c for c in sent.children(twins[-1], "conj") if c < first)][-1:]
    return [i for i in last if _only_between(sent, i, first, lexicon)]


def _is_set_off(sent: Sentence, name: int, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a name that the tree lists behind an office holds it: "between the mayor, Ada Roy, and Ben Ito"."""
    office, first = sent.tokens[name].head, _first_token(sent, mention)
    if sent.children(name, "cc") or not sent.children(office, "det") or not _is_title(sent, office, lexicon):
        return False
    inside = sent.subtree(office, ("conj",))
    return _between_commas(sent, mention, first) and set(range(office, first - 1)) <= set(inside)


def _between_commas(sent: Sentence, mention: Mention, first: int) -> bool:
    """Whether a name is set off by commas: "the mayor of Gulu, Grace Atim, said"."""
    after = next((t for t in sent.tokens[first:] if t.span.start >= mention.span.end), None)
    return first > 0 and sent.tokens[first - 1].form == "," and after is not None and after.form in (",", ".")


def is_set_off_behind(sent: Sentence, noun: int, mention: Mention, people: Set[int]) -> bool:
    """Whether a name stands between commas behind a noun with its own phrases, and hangs on it: "a baker, Ada Roy,".

    ``people`` are the words of persons' names: "a friend of Ada Roy, Ben Ito," is perhaps neither.
    """
    first = _first_token(sent, mention)
    name = sent.tokens[top(sent, mention.token)]
    own = set(sent.subtree(noun, ("conj", "appos", "acl")))
    twin = (name.head, name.rel) == (sent.tokens[noun].head, sent.tokens[noun].rel)
    hangs = name.rel in ("appos", "conj") and name.head in own - people
    if first < noun or not (twin or hangs):
        return False
    between = set(range(noun, first - 1)) <= own and _between_commas(sent, mention, first)
    return (
        between and not sent.children(top(sent, mention.token), "cc") and len(sent.children(name.head, "conj")) <= PAIR
    )


def _is_honorific(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    return i >= 0 and sent.tokens[i].form.lower().rstrip(".") in lexicon.name_words["honorifics"]


def _only_between(sent: Sentence, office: int, first: int, lexicon: Lexicon) -> bool:
    """Whether nothing but what belongs to the office, marks, honorifics and ranks stands between it and a name."""
    inside = set(sent.subtree(office))
    skipped = lexicon.name_words["honorifics"] | lexicon.titles | lexicon.name_words["former"]
    between = (i for i in range(office + 1, first) if i not in inside)
    return all(
        sent.tokens[i].upos == "PUNCT"
        or sent.tokens[i].form.lower().rstrip(".") in skipped
        or sent.tokens[i].rel in ("nmod:desc", "amod")
        for i in between
    )
