"""What a truce binds its sides to, and where: sentences and names of places as reports give them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from communique.model.record import Evidence
from communique.reference import load as load_reference
from communique.registers.desk import Desk
from communique.registers.truces.model import Words
from communique.registers.truces.passages import Passage
from communique.registers.truces.steps import Telling
from communique.registers.truces.words import NAME, pattern, row, spellings

MOST_TERMS = 4  # paragraphs after the one that tells of the signing in which its terms are told
PLACE = rf"{NAME}(?:[ -]{NAME})*"
AND = r"(?:,? (?:and|as well as)(?:, [^,.;]{1,30},)? (?:the )?(?:[a-z]+ of )?|, )"


def terms(desk: Desk, begun: Sequence[Telling], passages: Mapping[str, Sequence[Passage]]) -> tuple[Evidence, ...]:
    """Sentences that tell what is agreed, from the reports that tell how it began, each once."""
    found: dict[str, Evidence] = {}
    for telling in begun:
        report = telling.passage.report
        of = passages[report.id]
        paragraphs = list(dict.fromkeys(p.paragraph for p in of))
        first = paragraphs.index(telling.passage.paragraph)
        near = paragraphs[first : first + MOST_TERMS]
        for passage in of:
            if passage.paragraph in near and passage.span > telling.passage.span and _is_term(passage):
                evidence = desk.quote(report.id, passage.span)
                found.setdefault(" ".join(evidence.quote.split()), evidence)
    return tuple(found.values())


def _is_term(passage: Passage) -> bool:
    text = passage.text.strip()
    if re.search(r"[“”\"]|\bsaid\b", text) or not re.match(
        rf"(?:{spellings('terms', 'begins')})\b", text, re.IGNORECASE
    ):
        return False
    return re.search(rf"\b(?:{spellings('terms', 'tells')})\b", text) is not None  # "may", not "May"


# -- the area ----------------------------------------------------------------------------------------------------------


def area(desk: Desk, passages: Sequence[Passage], states: Collection[str]) -> tuple[Words, ...]:
    """The places that sentences about the truce give as where it holds; a state itself is none.

    Places merely named behind it count where nothing tells what it covers.
    """
    told = [p for p in passages if p.is_about or p.follows]
    firm = [
        w for p in told for w in _words(desk, p, (*_sorted().finditer(p.text), *_covered().finditer(p.text)), states)
    ]
    return joined(firm or [w for p in told for w in _words(desk, p, list(_beside(desk, p)), states)])


def _words(desk: Desk, passage: Passage, found: Sequence[re.Match[str]], states: Collection[str]) -> Iterator[Words]:
    for match in found:
        if _is_of_truce(passage, match):
            words = match["where"].strip(" ,")
            names = tuple(
                n
                for n in re.findall(PLACE, words)
                if n not in states and _is_name(n) and not _is_time(passage, match, n)
            )
            if names:
                span = passage.at(match.start("where"), match.start("where") + len(words))
                yield Words(words, names, passage.report.published_on, (desk.quote(passage.report.id, span),))


@cache
def _is_name(name: str) -> bool:
    """Whether a word is a place's: not "Province", nor the "Maltese" of "the Maltese town of Nadur"."""
    return not pattern("area", "nouns").fullmatch(name) and not any(
        name in country.demonyms for country in load_reference().countries()
    )


def _is_time(passage: Passage, match: re.Match[str], name: str) -> bool:
    """Whether a word with a capital is a month or a day."""
    start = passage.text.index(name, match.start("where"))
    return any(t.span.overlaps(passage.at(start, start + len(name))) for t in passage.times)


@cache
def _sorted() -> re.Pattern[str]:
    """Places with a word for what they are, where the sentence tells of the truce: "in the districts of A and B"."""
    noun = spellings("area", "nouns")
    names = rf"{PLACE}(?:{AND}{PLACE})*"
    where = rf"(?:the )?(?:[\w-]+ ){{0,2}}(?:{noun}) of {names}|(?:the )?{names} (?:{noun})"
    return re.compile(rf"\b(?i:{row('area')['before']}|stays the same,) (?P<where>{where})\b")


@cache
def _covered() -> re.Pattern[str]:
    """What a truce covers, whatever it is."""
    where = rf"(?:[\w’'-]+ ){{0,4}}?{PLACE}(?: (?:{spellings('area', 'nouns')}))?(?:{AND}{PLACE})*"
    return re.compile(rf"\b(?:{row('area')['covers']}) (?:only |also )?(?P<where>{where})")


def _is_of_signing(desk: Desk, passage: Passage, match: re.Match[str]) -> bool:
    """Whether something is told to be signed there."""
    where = passage.at(*match.span("where"))
    told = desk.told.get(passage.report.id, ())
    signed = [e for s, e in told if e.kind in ("agreement_signed", "negotiation") and s.overlaps(passage.span)]
    return any(
        c.span is not None and c.report == passage.report.id and c.span.overlaps(where)
        for e in signed
        for p in e.places
        for c in p.claims
    )


def _beside(desk: Desk, passage: Passage) -> Iterator[re.Match[str]]:
    """Places right behind the truce: "a ceasefire in A"; behind "signed a truce in A" stands where that was done."""
    for anchor in passage.anchors:
        at = anchor.span.end - passage.span.start
        match = _behind().match(passage.text, at)
        before = passage.text[max(0, at - 50) : at]
        signs = re.search(rf"\b(?:{row('area')['signs']})\w* (?:[\w’'-]+ ){{0,4}}[\w-]+(?: [\w-]+)?$", before)
        if match and anchor.strong and not signs and not anchor.earlier and not _is_of_signing(desk, passage, match):
            yield match


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf" (?:{row('area')['beside']}) (?:the )?(?P<where>(?:[a-z-]+ )?{PLACE}(?:{AND}{PLACE})*)")


def _is_of_truce(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the places are the truce's: the sentence tells what it covers, of it, or of arms that rest there."""
    if re.match(r"(?:cover|extend|appl|includ|stays)", match[0]):
        head = passage.text[: match.start()]
        return passage.is_about or bool(re.match(r"\W*(?:it|the area)\b", head, re.IGNORECASE)) or " covers" in match[0]
    before = passage.text[: match.start()]
    anchors = [a for a in passage.anchors if a.strong and a.span.end - passage.span.start <= match.start()]
    between = before[anchors[-1].span.end - passage.span.start :] if anchors else ""
    near = bool(anchors) and (len(between) <= 2 or re.fullmatch(row("area")["held"], between) is not None)
    return near or _rest().search(before) is not None


@cache
def _rest() -> re.Pattern[str]:
    """Words for arms that rest, with what stands between them and where."""
    from communique.registers.truces.words import steps

    return re.compile(rf"(?:{steps()['in_force']['alone'].pattern})[^.;]*$", re.IGNORECASE)


def joined(found: Sequence[Words]) -> tuple[Words, ...]:
    """Each place once, where it is first told; words that tell no new place add what they rest on."""
    kept: list[Words] = []
    for words in found:
        known = {n.casefold() for k in kept for n in k.names}
        new = tuple(n for n in words.names if n.casefold() not in known)
        if new:
            kept.append(Words(words.words, new, words.since, words.evidence))
        else:
            at = next(
                i for i, k in enumerate(kept) if {n.casefold() for n in k.names} & {n.casefold() for n in words.names}
            )
            kept[at] = Words(kept[at].words, kept[at].names, kept[at].since, (*kept[at].evidence, *words.evidence))
    return tuple(kept)
