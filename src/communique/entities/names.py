"""Mentions by name: the language model's name spans, typed with reference data and the words they end in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from communique.entities.attributes import union_seated
from communique.entities.phrases import NOMINAL, head_of, phrase_span
from communique.lexicon import Lexicon, table
from communique.model.entity import Mention
from communique.model.language import NameSpan, Parsed, Sentence
from communique.model.span import Span
from communique.reference import Reference

DESIGNATION = re.compile(r"^[A-Z][A-Za-z]*[- ]?\d+[A-Z]?s?$|^[A-Z]{1,4}-\d+\w*$")  # F-16, TB2, S-400, Su-35
LONGEST_SYLLABLE = 6  # letters
KIND_OF_MODEL = {"person": "person", "organisation": "organisation", "place": "place"}
# A name that modifies one of these makes a longer name with it: "Baykar Company", "Nobel Prize", "Minsk agreement".
SPOKEN = frozenset("accusation request threat praise rejection pledge sanction negotiation".split())
UNTYPED = "misc"  # a name of no kind yet: a weapon where the report calls it one elsewhere, else dropped
REGIONS = frozenset({"region", "sea", "continent"})
LENDS_NAME = frozenset({"organisation", "body", "agreement", "award", "equipment"})


def name_mentions(
    parsed: Parsed, index: int, text: str, times: Sequence[Span], lexicon: Lexicon, reference: Reference
) -> Iterator[Mention]:
    """The named mentions of sentence ``index``, none inside another; words that tell a time are no names."""
    sent = parsed.sentence
    money = (i for i, t in enumerate(sent.tokens) if i and t.form.islower() and t.lemma.lower() in _currencies())
    covered = {i - 1 for i in money}  # "US dollars", but not "Kim Dong"
    for first, last in _regions(sent, text, reference):
        covered.update(range(first, last + 1))
        yield _mention(sent, index, first, last, "place")
    for name in _joined(parsed, text, lexicon, reference):
        first, last = _trim(sent, name, lexicon, reference)
        while last >= first and any(t.overlaps(sent.tokens[last].span) for t in times):
            last -= 1
        if first > last or first in covered:
            continue
        first, last = _across_hyphens(sent, first, last, name.kind)
        first, last, kind = _extend(sent, first, last, name.kind, text, lexicon, reference)
        if kind is None or _is_common_noun(sent, first, last, kind, lexicon):
            if name.kind == "misc" and not _is_demonym(sent, first, last, text, reference):
                yield _mention(sent, index, first, last, UNTYPED)
            continue
        words = phrase_span(sent, first, last).quote(text)
        if kind == "person" and first == last and _is_site(sent, first, words, lexicon, reference):
            kind = "place"
        if kind == "place" and _acts(sent, first, last, lexicon) and is_capital(words, reference):
            kind = "organisation" if _is_union(words, text, reference) else "country"
        covered.update(range(first, last + 1))
        yield _mention(sent, index, first, last, kind, _form(kind, words, reference))
    for first, last in _passed_over(parsed, covered):
        covered.update(range(first, last + 1))
        yield _mention(sent, index, first, last, "person", "name")
    yield from _known_names(sent, index, covered, text, lexicon, reference)
    yield from _demonyms(sent, index, covered, reference)


def _passed_over(parsed: Parsed, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Names of persons in several words, as the tree and the heads of mentions tell, that are read as no name."""
    sent = parsed.sentence
    for head in parsed.heads:
        first = last = head.index
        while last + 1 < len(sent) and sent.tokens[last + 1].deprel == "flat" and sent.tokens[last + 1].head == first:
            last += 1
        first, last = _across_hyphens(sent, first, last, "person") if last > first else (first, last)
        capital = all(sent.tokens[i].form[:1].isupper() for i in (first, first + 1) if i <= last)
        if head.kind == "person" and last > first and capital and covered.isdisjoint(range(first, last + 1)):
            yield first, last


@cache
def _currencies() -> frozenset[str]:
    """Nouns of money: a state's name before one tells which, and of no state."""
    return frozenset(table("counts")["units"]["money"].split())


def _joined(parsed: Parsed, text: str, lexicon: Lexicon, reference: Reference) -> Iterator[NameSpan]:
    """Name spans with the parts of one name put together: "Centre for" and "Defence Studies", "Ha" and "Noi"."""
    sent, pending = parsed.sentence, None
    for name in parsed.names:
        if pending and _goes_on(sent, pending, name, lexicon):
            pending = NameSpan(pending.first, name.last, pending.kind, min(pending.score, name.score))
            continue
        if (
            pending
            and name.first == pending.last + 1
            and is_capital(phrase_span(sent, pending.first, name.last).quote(text), reference)
        ):
            pending = NameSpan(pending.first, name.last, "place", min(pending.score, name.score))
            continue
        if pending:
            yield pending
        pending = name
    if pending:
        yield pending


def _goes_on(sent: Sentence, left: NameSpan, right: NameSpan, lexicon: Lexicon) -> bool:
    """Whether a name breaks off at a preposition that the next name continues, or at "People's"."""
    if _is_folk(sent, left, right, lexicon):
        return True
    if left.kind not in ("organisation", "misc") or right.first - left.last > 2:
        return False
    if right.first == left.last + 1:
        return sent.tokens[left.last].upos in ("ADP", "CCONJ")
    return sent.tokens[left.last + 1].form in lexicon.grammar["naming"] | {"&"} and right.kind == "organisation"


def _is_folk(sent: Sentence, left: NameSpan, right: NameSpan, lexicon: Lexicon) -> bool:
    """Whether the first name is the beginning of the second: "Eastern People's" of "Eastern People's Front"."""
    mark = right.first - 1
    if mark <= left.first or left.last not in (mark - 1, mark) or right.kind != "organisation":
        return False
    folk = sent.tokens[mark - 1].form
    return (
        sent.tokens[mark].form in ("'s", "’s", "'", "’")
        and folk[:1].isupper()
        and folk.lower() in lexicon.grammar["folk"]
    )


def _across_hyphens(sent: Sentence, first: int, last: int, kind: str) -> tuple[int, int]:
    """A name does not end at a hyphen within a word: "Guinea" in "Guinea-Bissau", "Moon Jae" in "Moon Jae-in"."""
    while last + 2 < len(sent) and _tied(sent, last, last + 2) and _is_name_part(sent, last + 2):
        last += 2
    if kind == "person" and last > first and last + 2 < len(sent) and _tied(sent, last, last + 2):
        last += 2 if _is_syllable(sent, last + 2) else 0
    while first >= 2 and _tied(sent, first - 2, first) and sent.tokens[first - 2].form[:1].isupper():
        first -= 2
    return first, last


def _is_name_part(sent: Sentence, i: int) -> bool:
    """Whether the word behind a hyphen is of the name too, which "led" in "Roy-led" is not."""
    return sent.tokens[i].form[:1].isupper() or (sent.tokens[i].rel == "flat" and sent.tokens[i].upos == "PROPN")


def _is_syllable(sent: Sentence, i: int) -> bool:
    """Whether a word behind a hyphen ends a given name, whatever else it means: "in" of "Moon Jae-in"; not "led"."""
    token = sent.tokens[i]
    verbal = token.upos in ("VERB", "ADJ", "ADV", "NUM") or token.xpos.startswith("VB")
    return token.form.isalpha() and token.form.islower() and len(token.form) <= LONGEST_SYLLABLE and not verbal


def _tied(sent: Sentence, left: int, right: int) -> bool:
    """Whether two tokens are joined by a hyphen without white space."""
    a, hyphen, b = sent.tokens[left], sent.tokens[left + 1], sent.tokens[right]
    return hyphen.form in ("-", "‑") and a.span.end == hyphen.span.start and hyphen.span.end == b.span.start


def _is_common_noun(sent: Sentence, first: int, last: int, kind: str, lexicon: Lexicon) -> bool:
    """A word that the noun table knows ("UAVs"), an office ("High Representative"), or its front ("Slovak Defence")."""
    words = [t.lemma.lower() for t in sent.tokens[first : last + 1]]
    whole = lexicon.nouns.get("-".join(words))
    if kind == "person" and whole and whole.kind == "person":
        return True
    after = sent.tokens[last + 1].lemma.lower() if last + 1 < len(sent) else ""
    front = lexicon.name_words["department"] | lexicon.name_words["rank"]
    if after in lexicon.titles and sent.tokens[last].form.lower() in front:
        return True
    return first == last and kind != "country" and lexicon.noun(sent.tokens[first].lemma.lower()) is not None


def _is_demonym(sent: Sentence, first: int, last: int, text: str, reference: Reference) -> bool:
    return reference.country(phrase_span(sent, first, last).quote(text)) is not None


def _is_site(sent: Sentence, i: int, words: str, lexicon: Lexicon, reference: Reference) -> bool:
    """A single name that something is "in" and that the gazetteer knows: a town that the model took for a person."""
    case = sent.children(i, "case")
    return (
        bool(case)
        and sent.tokens[case[0]].form.lower() in lexicon.grammar["site"]
        and reference.place(words) is not None
    )


def _form(kind: str, words: str, reference: Reference) -> str:
    """ "metonym" for a capital or seat of government that stands for its country or a union, else "name"."""
    country = reference.country(words) if kind in ("country", "organisation") else None
    return "metonym" if country and country.form in ("capital", "seat") else "name"


def is_capital(words: str, reference: Reference) -> bool:
    """Whether a name is a capital, which may stand for its government."""
    country = reference.country(words)
    return bool(country and country.form == "capital")


def _is_union(words: str, text: str, reference: Reference) -> bool:
    """Whether a capital stands for a union of states, its own being told of nowhere: the EU for "Brussels"."""
    capital = reference.country(words)
    if capital is None or union_seated(capital, reference) is None:
        return False
    return all(m.form == "capital" for m in reference.countries_in(text) if m.alpha3 == capital.alpha3)


def _acts(sent: Sentence, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a name stands where a party stands: a subject, an owner, "between X and Y", "with X"."""
    i = sent.first_conjunct(head_of(sent, first, last))
    case = sent.children(i, "case")
    word = sent.tokens[case[0]].form.lower() if case else ""
    rel = sent.tokens[i].rel
    if rel in ("nsubj", "iobj") or sent.tokens[i].deprel == "nmod:poss" or word in lexicon.grammar["party"]:
        return True
    return (rel == "obj" or word in lexicon.grammar["upon"]) and _is_spoken_to(sent, i, lexicon)


def _is_spoken_to(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether the word above tells an act by words or a measure: "warned Washington", "sanctions on Tehran"."""
    above = sent.tokens[i].head
    if above < 0:
        return False
    lemma = sent.tokens[above].lemma.lower()
    entries = (*lexicon.verbs.get(lemma, ()), *lexicon.event_nouns.get(lemma, ()))
    return any(entry.kind in SPOKEN for entry in entries)


def _mention(sent: Sentence, index: int, first: int, last: int, kind: str, form: str = "name") -> Mention:
    head = head_of(sent, first, last)
    return Mention(phrase_span(sent, first, last), sent.tokens[head].span, kind, form, index, head)


def _trim(sent: Sentence, name: NameSpan, lexicon: Lexicon, reference: Reference) -> tuple[int, int]:
    """Drop articles, honorifics and titles before a person's name, and a closing possessive."""
    first, last, edges = name.first, name.last, lexicon.grammar["edges"]
    while last > first and (sent.tokens[last].upos == "PUNCT" or sent.tokens[last].form in edges):
        last -= 1
    while first <= last and (sent.tokens[first].upos == "DET" or sent.tokens[first].form in edges):
        first += 1
    if name.kind == "person":
        first += office_before([t.form for t in sent.tokens[first : last + 1]], lexicon, reference)
        if first == last and _before_name(sent.tokens[first].form, lexicon):
            first += 1
    return first, last


def office_before(forms: Sequence[str], lexicon: Lexicon, reference: Reference) -> int:
    """How many words before a person's name are titles or office; the last word never counts.

    >>> from communique import lexicon, reference
    >>> office_before(["Saudi", "King", "Salman"], lexicon.load(), reference.load())
    2
    """
    count, within = 0, lexicon.name_words["rank"] | lexicon.name_words["department"] | {"-"}
    for i, form in enumerate(forms[:-1]):
        if _before_name(form, lexicon):
            count = i + 1
        elif form.lower() not in within and reference.country(form) is None:
            break
    return count


def _before_name(form: str, lexicon: Lexicon) -> bool:
    word = form.lower().rstrip(".")
    return word in lexicon.name_words["honorifics"] or word in lexicon.titles or word in lexicon.name_words["former"]


def kind_of_name(words: str, model_kind: str, lexicon: Lexicon, reference: Reference) -> str | None:
    """The guide's kind for a name: reference data first, then the word it ends in, then the model.

    None for a name that is only an adjective ("Turkish") or of no kind that is recorded.
    """
    country = reference.country(words)
    if country and country.form != "demonym" and not (country.ambiguous and model_kind == "person"):
        return "country" if country.form in ("name", "former") else "place" if country.form == "capital" else "country"
    if country and country.form == "demonym":
        return None
    actor = reference.actor(words)
    if actor and (model_kind != "person" or not actor.ambiguous):
        return actor.kind
    if model_kind == "person":
        return "person"
    ending = lexicon.kind_of(tuple(w.lower() for w in words.split()))
    if ending in LENDS_NAME | {"place"} and " " in words:
        return ending
    if DESIGNATION.match(words):
        return "equipment"
    return KIND_OF_MODEL.get(model_kind)


def _extend(
    sent: Sentence, first: int, last: int, model_kind: str, text: str, lexicon: Lexicon, reference: Reference
) -> tuple[int, int, str | None]:
    """Type a name, taking in the noun it modifies where that makes the name of an organisation or thing."""
    kind = kind_of_name(phrase_span(sent, first, last).quote(text), model_kind, lexicon, reference)
    noun = _modified_noun(sent, first, last)
    if noun is not None:
        words = (*phrase_span(sent, first, last).quote(text).lower().split(), sent.tokens[noun].lemma.lower())
        ending = lexicon.kind_of(words)
        capital = sent.tokens[noun].form[:1].isupper()
        if ending in LENDS_NAME and (
            capital or (kind is not None and ending in ("equipment", "award", "agreement") and kind != "country")
        ):
            return first, noun, ending
    return first, last, kind


def _modified_noun(sent: Sentence, first: int, last: int) -> int | None:
    """The noun that a name modifies, right behind it but for modifiers: "Baykar Company", "Rafale fighter jets"."""
    head = head_of(sent, first, last)
    noun = sent.tokens[head].head
    if not last < noun <= last + 3 or sent.tokens[head].rel not in ("compound", "amod", "flat", "nmod"):
        return None
    between = sent.tokens[last + 1 : noun]
    fits = sent.tokens[noun].upos in NOMINAL and all(t.head == noun and t.upos in NOMINAL for t in between)
    return noun if fits else None


def _known_names(
    sent: Sentence, index: int, covered: set[int], text: str, lexicon: Lexicon, reference: Reference
) -> Iterator[Mention]:
    """Countries and well-known actors that the model passed over, longest first."""
    i = 0
    while i < len(sent):
        last = _known_at(sent, i, covered, text, reference)
        if last is None:
            i += 1
            continue
        kind = kind_of_name(phrase_span(sent, i, last).quote(text), "misc", lexicon, reference)
        if kind:
            words = phrase_span(sent, i, last).quote(text)
            yield _mention(sent, index, i, last, kind, _form(kind, words, reference))
        i = last + 1


def _regions(sent: Sentence, text: str, reference: Reference) -> Iterator[tuple[int, int]]:
    """Names of regions in several words ("Middle East", "Horn of Africa"), which are often cut by the model."""
    i = 0
    while i < len(sent):
        reach = range(min(i + 4, len(sent) - 1), i, -1) if sent.tokens[i].form[:1].isupper() else ()
        last = next((j for j in reach if _is_region(sent, i, j, text, reference)), None)
        if last is not None:
            yield i, last
        i = last + 1 if last is not None else i + 1


def _is_region(sent: Sentence, first: int, last: int, text: str, reference: Reference) -> bool:
    if not sent.tokens[last].form[:1].isupper():
        return False
    place = reference.place(phrase_span(sent, first, last).quote(text))
    return bool(place and place.kind in REGIONS)


def _known_at(sent: Sentence, i: int, covered: set[int], text: str, reference: Reference) -> int | None:
    if sent.tokens[i].upos not in NOMINAL or not sent.tokens[i].form[:1].isupper():
        return None
    for last in range(min(i + 4, len(sent) - 1), i - 1, -1):
        if any(j in covered for j in range(i, last + 1)):
            continue
        words = phrase_span(sent, i, last).quote(text)
        country = reference.country(words)
        if country and country.form != "demonym" and not country.ambiguous:
            return last
        if reference.actor(words):
            return last
        if last > i and (place := reference.place(words)) and place.kind in REGIONS:
            return last
    return None


def _demonyms(sent: Sentence, index: int, covered: set[int], reference: Reference) -> Iterator[Mention]:
    """Adjectives of a country ("Slovak"), which stand for it as an owner: "Slovak air strike"."""
    for i, token in enumerate(sent.tokens):
        if i in covered or not token.form[:1].isupper() or token.rel not in ("amod", "compound", "nmod", "conj"):
            continue
        country = reference.country(token.form)
        if country and country.form == "demonym":
            yield Mention(token.span, token.span, "country", "demonym", index, i)
