"""What weapons are called in one report: "TB2", "Bayraktar TB2" and "the Bayraktar" where that is short for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.events.arguments import ChainIndex
from communique.events.arms.words import words
from communique.lexicon import Lexicon
from communique.model.entity import Chain, Mention
from communique.model.language import Sentence, Token
from communique.model.span import Span, hull

OTHERS = frozenset({"country", "organisation", "place", "body", "award", "agreement"})
BETWEEN = r"[\s\-‐-–]"  # a space or a hyphen
NUMBERED = re.compile(r"\d+s?|[IVX]+")  # a number that may end a name, of one or of several: "12", "20s", "II"
LONGEST_SORT = 5  # words that may say what sort a weapon is, before the noun
LEAST_SHORT = 4  # letters of a first word that may stand for the whole
MODEL = frozenset({"compound", "amod", "flat", "nummod", "punct", "nmod", "appos", "dep"})


@dataclass(frozen=True)
class Names:
    """Where a report calls a weapon by a name: for each place the name in full."""

    found: tuple[tuple[Span, str], ...]

    def at(self, span: Span) -> tuple[Span, str] | None:
        """The first name within or across ``span``."""
        return next(((place, name) for place, name in self.found if place.overlaps(span)), None)


def names_of(index: ChainIndex, lexicon: Lexicon) -> Names:
    """The names of weapons in a report: first those told beside a word for a weapon, then all places of these."""
    told: dict[str, str] = {}
    sure: set[Span] = set()
    for i, parsed in enumerate(index.analysis.sentences):
        for span in _told(parsed.sentence, i, index):
            name = _without_state(_tidy(span.quote(index.analysis.report.text)), index)
            if not name or _is_party(name, index):
                continue
            told.setdefault(name.casefold(), name)
            sure.add(span)
    full = sorted(told.values(), key=lambda n: (-len(n), n))
    places: list[tuple[Span, str]] = []
    for name in full:
        whole = next(o for o in full if name == o or _is_short(name, o))
        _find(index, name, whole, places, sure)
    for name in full:
        first = re.split(r"[ -]", name)[0]
        if first != name and len(first) >= LEAST_SHORT and first.isalpha():
            _find(index, first, name, places, sure)
    return Names(tuple(sorted(places)))


def _is_party(name: str, index: ChainIndex) -> bool:
    """Whether a name is that of a state's force, or of a place or body known elsewhere: "Navy ship", "Dakar tanks"."""
    if any(w.casefold() in words().forces for w in re.split(r"[ -]", name)):
        return True
    known = (c for c in index.analysis.chains if c.kind in OTHERS and c.reference is not None)
    return any(
        m.span.quote(index.analysis.report.text).casefold() == name.casefold() for c in known for m in c.mentions
    )


def _without_state(name: str, index: ChainIndex) -> str:
    """A name without the state before it: "U.S. Kestrel"."""
    text = index.analysis.report.text
    states = {m.span.quote(text) for c in index.analysis.chains if c.kind == "country" for m in c.mentions}
    return next((name[len(s) + 1 :] for s in sorted(states) if name.startswith(f"{s} ")), name)


def _is_short(name: str, other: str) -> bool:
    a, b = ({w.casefold() for w in re.split(r"[ -]", n)} for n in (name, other))
    return a < b


def _find(index: ChainIndex, name: str, whole: str, places: list[tuple[Span, str]], sure: set[Span]) -> None:
    """All places of ``name`` that no longer name covers; a single word is nobody's name there, or ``sure``."""
    parts = [re.escape(part) for part in re.split(BETWEEN, name) if part]
    pattern = re.compile(r"(?<![\w-])" + BETWEEN.join(parts) + r"(?:['’]?s)?(?!\w)", re.IGNORECASE)
    report = index.analysis.report
    for match in pattern.finditer(report.text):
        span = Span(*match.span())
        if not any(paragraph.covers(span) for paragraph in report.body) or any(p.overlaps(span) for p, _ in places):
            continue
        if match[0][:1].islower() or (
            name.isalpha() and not any(s.overlaps(span) for s in sure) and _is_borne(index, span)
        ):
            continue
        places.append((span, whole))


def _is_borne(index: ChainIndex, span: Span) -> bool:
    """Whether a person, a firm or a place bears the name there."""
    return any(
        m.span.overlaps(span) and m.form in ("name", "title")
        for c in index.analysis.chains
        if c.kind != "equipment"
        for m in c.mentions
    )


def _told(sent: Sentence, i: int, index: ChainIndex) -> Iterator[Span]:
    """Names beside a word for a weapon: "Haneul howitzers", "boats of the type Kestrel", "the Bison 6, a vehicle"."""
    for k, token in enumerate(sent.tokens):
        if is_weapon(sent, k):
            span = _before(sent, i, k, index)
            if span:
                yield span
        if token.upos == "NOUN" and token.lemma.lower() in words().kinds:
            for span in (_run(sent, i, k + 1, index), _before(sent, i, k, index)):
                if span and _near_weapon(sent, k):
                    yield span
        if _has_digit(token) or (k and _joined(sent, k) and _has_digit(token)):
            span = _numbered(sent, i, k, index)
            if span:
                yield span


def is_weapon(sent: Sentence, k: int) -> bool:
    """Whether a noun is a word for a weapon and names no other thing: "tank", not "tank crew"."""
    token = sent.tokens[k]
    if not is_weapon_word(token):
        return False
    head = token.head
    return not (token.rel == "compound" and head > k and sent.tokens[head].upos == "NOUN")


def _near_weapon(sent: Sentence, k: int) -> bool:
    return any(is_weapon(sent, a) for a in sent.ancestors(k))


def _before(sent: Sentence, i: int, head: int, index: ChainIndex) -> Span | None:
    """The run of names that stands before a weapon, behind at most its sort: "Järv 6 all-terrain carriers"."""
    k = head - 1
    while k >= 0 and not _is_name(sent, i, k, index):
        token = sent.tokens[k]
        if token.rel not in ("compound", "amod", "det", "punct", "flat") or (
            token.upos == "PUNCT" and token.form != "-"
        ):
            return None
        if token.rel == "det" and token.form.lower() != "all":
            return None
        k -= 1
    if k < 0:
        return None
    last, first = k, k
    while first > 0 and (_is_name(sent, i, first - 1, index) or _bridges(sent, i, first - 1, index)):
        first -= 1
    if first == 0 and last == 0 and not _has_digit(sent.tokens[0]):
        return None  # a first word has its capital anyway
    return _trimmed(sent, first, last)


def _run(sent: Sentence, i: int, first: int, index: ChainIndex) -> Span | None:
    """The run of names that begins at a token."""
    last = first
    while last < len(sent) and (_is_name(sent, i, last, index) or _bridges(sent, i, last, index)):
        last += 1
    return _trimmed(sent, first, last - 1) if last > first else None


def _numbered(sent: Sentence, i: int, k: int, index: ChainIndex) -> Span | None:
    """A name with a number in it that is said to be a weapon: by a word beside it, or by an act done with weapons."""
    if not _is_name(sent, i, k, index):
        return None
    first = k
    while first > 0 and (_is_name(sent, i, first - 1, index) or _bridges(sent, i, first - 1, index)):
        first -= 1
    last = k
    while last + 1 < len(sent) and (_is_name(sent, i, last + 1, index) or _bridges(sent, i, last + 1, index)):
        last += 1
    top = next((t for t in range(first, last + 1) if not first <= sent.tokens[t].head <= last), first)
    beside = [c for c in sent.children(top, "appos", "nmod", "compound") if not first <= c <= last]
    head = sent.tokens[top].head
    if re.search(r"\d[A-Z]?s$", sent.tokens[last].form):
        return _trimmed(sent, first, last)  # several of a model: "TB2s"
    tied = head >= 0 and sent.tokens[top].rel in ("appos", "flat", "compound") and is_weapon_word(sent.tokens[head])
    if tied or any(is_weapon_word(sent.tokens[c]) for c in beside):
        return _trimmed(sent, first, last)
    if head < 0 or sent.tokens[top].rel not in ("obj", "nmod", "obl", "nsubj", "appos"):
        return None
    above = sent.tokens[head].lemma.lower()
    if any(sent.tokens[a].lemma.lower() in words().teach | words().learn for a in sent.ancestors(top)):
        return _trimmed(sent, first, last)  # "trained on the K2"
    told = words().nouns.get(above) or words().verbs.get(above)
    return _trimmed(sent, first, last) if told in ("ordered", "supplied", "sold", "promised") else None


def is_weapon_word(token: Token) -> bool:
    """Whether a word may mean a weapon, whatever it hangs on: a noun, or an acronym."""
    short = token.form.removesuffix("s")
    if token.upos == "PROPN":
        return short.isupper() and short.lower() in words().weapons
    return token.upos == "NOUN" and not words().weapons.isdisjoint((token.lemma.lower(), token.form.lower()))


def _is_name(sent: Sentence, i: int, k: int, index: ChainIndex) -> bool:
    """Whether a token may be a part of a weapon's name: a capital or a number tied to one, and no party's name."""
    token = sent.tokens[k]
    if not token.form[:1].isalnum() or token.form.lower() in words().plain:
        return False
    party = index.named_tokens.get((i, k))
    digits = _has_digit(token)
    if (
        party
        and party[0].kind in OTHERS
        and not (digits and token.form[:1].isalpha())
        and not _is_model(sent, k, party)
    ):
        rest = (t for t in sent.tokens[k + 1 :] if party[1].span.covers(t.span))
        if not any(is_weapon_word(t) for t in rest):
            return False
    here = index.at(i, k)
    if here and here[1].form == "demonym":
        return False
    if NUMBERED.fullmatch(token.form):
        tied = token.rel == "flat" or _joined(sent, k) or _numbers_model(sent, i, k, index)
        return k > 0 and tied and (sent.tokens[k - 1].upos != "NUM" or _joined(sent, k))
    proper = token.upos == "PROPN" or token.xpos.startswith("NNP")
    return (proper or (digits and token.form[:1].isupper())) and token.form[:1].isupper()


def _is_model(sent: Sentence, k: int, party: tuple[Chain, Mention]) -> bool:
    """Whether the name of a place that nobody knows is that of a weapon, since a number and its sort stand behind it.

    Readers of names take what they have not seen for a place: "the Hangang 12 boats".
    """
    chain, mention = party
    unknown = chain.kind in ("place", "organisation") and chain.reference is None
    if not unknown or mention.span.end != sent.tokens[k].span.end or k + 1 == len(sent):
        return False
    number = sent.tokens[k + 1].form
    if number in ("-", "–") and k + 2 < len(sent) and _touch(sent, k):
        return sent.tokens[k + 2].lemma.lower() in words().kinds and _weapon_behind(sent, k + 3)  # "Kolga-class ships"
    if not NUMBERED.fullmatch(number):
        return False
    return number.endswith("s") or (sent.tokens[k].rel in ("compound", "flat") and _weapon_behind(sent, k + 2))


def _weapon_behind(sent: Sentence, first: int) -> bool:
    """Whether a phrase goes on to a word for a weapon, or for a sort of them: "patrol boats", "type"."""
    for token in sent.tokens[first : first + LONGEST_SORT]:
        if is_weapon_word(token) or (token.upos == "NOUN" and token.lemma.lower() in words().kinds):
            return True
        if token.rel not in ("compound", "amod", "punct") or token.form in (",", ";", "(", ")"):
            return False
    return False


def _numbers_model(sent: Sentence, i: int, k: int, index: ChainIndex) -> bool:
    """Whether a number counts nothing but ends a name: "six Kestrel 300 boats", "two Kestrel 300s".

    The words before it in one phrase with it are a name, and neither somebody to whom things are given nor a month. The
    tree is no help here: a parser that does not know the name hangs the number on the noun as often as on the name.
    """
    if k == 0 or not _is_name(sent, i, k - 1, index):
        return False
    token, before = sent.tokens[k], sent.tokens[k - 1]
    if any(t.span.overlaps(token.span) for t in index.analysis.times):
        return False  # "the May 2015 order"
    if before.rel in ("compound", "flat") and before.head == token.head > k:
        return True
    if token.form.endswith("s"):
        return _names_weapons(index)
    return before.rel in ("compound", "flat") and _weapon_behind(sent, k + 1)


def _names_weapons(index: ChainIndex) -> bool:
    """Whether a report has a word for weapons at all."""
    return any(is_weapon(p.sentence, k) for p in index.analysis.sentences for k in range(len(p.sentence)))


def _bridges(sent: Sentence, i: int, k: int, index: ChainIndex) -> bool:
    """A hyphen within a name: "F-16"."""
    if sent.tokens[k].form not in ("-", "–") or not 0 < k < len(sent) - 1:
        return False
    return _touch(sent, k - 1) and _touch(sent, k) and _is_name(sent, i, k - 1, index)


def _joined(sent: Sentence, k: int) -> bool:
    """Whether a hyphen without spaces ties a token to the one before."""
    return k > 1 and sent.tokens[k - 1].form in ("-", "–") and _touch(sent, k - 1) and _touch(sent, k - 2)


def _touch(sent: Sentence, k: int) -> bool:
    return sent.tokens[k].span.end == sent.tokens[k + 1].span.start


def _has_digit(token: Token) -> bool:
    return any(c.isdigit() for c in token.form)


def _trimmed(sent: Sentence, first: int, last: int) -> Span | None:
    while first <= last and sent.tokens[first].form in ("-", "–"):
        first += 1
    while last >= first and sent.tokens[last].form in ("-", "–"):
        last -= 1
    return hull(sent.tokens[t].span for t in (first, last)) if first <= last else None


def _tidy(name: str) -> str:
    """A name without the ending of a plural or an owner: "TB2s", "Haneul's".

    >>> _tidy("Kestrel K2s"), _tidy("Albatross")
    ('Kestrel K2', 'Albatross')
    """
    name = " ".join(name.split())
    name = re.sub(r"['’]s$", "", name)
    return re.sub(r"(?<=[0-9A-Z])s$", "", name)
