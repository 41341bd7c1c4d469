"""Words as Universal Dependencies cuts English: "can't" is "ca" and "n't", "US-led" is "US", "-" and "led"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communique.language import tables
from communique.model.span import Span

_CHUNK = re.compile(r"\S+")

_WHOLE = r"""
    (?:https?://|www\.)[^\s<>"”]*[^\s<>"”.,;:!?)\]'’]          # web addresses
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                # mail addresses
    | (?<!\w)@\w+ | (?<!\w)\#[^\W\d]\w*                          # handles and tags
    | (?:[\w-]+\.)+(?:com|org|net|gov|edu|info|co\.uk)(?:/[^\s<>"”]*[^\s<>"”.,;:!?)\]'’])?(?![\w])
    | \d{4}-\d{2}-\d{2}(?!\d)                                     # dates
    | \d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\w/])
    | \d{3}-(?:\d{3}-)?\d{4}(?!\d)                               # telephone numbers
    | \[\.\.\.\] | Ph\.D\.?
    | <[A-Z][A-Z_]*>                                              # placeholders
    | [:;]-?[)(DP](?!\w)                                          # smileys
    | (?:US|[A-Z])\$                                              # US$, C$
    | [A-Z]{1,2}&[A-Z]{1,2}(?![^\W_])                            # R&D, AT&T
    | (?i:{prefixes})[-‐‑][^\W_]+                                    # prefixes hold on to their word
    """
"""Words with characters that cut others."""

_PART = r"""
    (?:[A-Za-z]\.){2,}[A-Za-z]?(?![A-Za-z]) | [A-Z]\.[A-Z](?![^\W_])                       # U.S., a.m.
    | \d++(?:[.,:]\d++)*+(?:{endings})?(?![^\W\d])       # 1,200  3.5  10:30  1990s
    | \d++(?:[.,:]\d++)*+(?=(?:{units})(?![^\W_]))                         # 40km
    | \d++[^\W_]*                                                # 39A, 4chan
    | [^\W\d_]+(?:\d+[^\W_]*)+                                    # G7, B52s
    | [^\W\d_][^\W_]*(?:[’'][^\W\d_]+)*                           # words, O'Brien
    | \.{2,}|…+|-{2,}|[!?]{2,}
    | (?:{clitics})(?![^\W_])
    | .
    """
"""Words, and what stands by itself. In both patterns a word in braces stands for a list of `tables`."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """The patterns with their lists filled in; ``clitic`` finds what is cut off a word."""

    whole: re.Pattern[str]
    part: re.Pattern[str]
    clitic: re.Pattern[str]
    two: Mapping[str, int]


@cache
def _rules() -> _Rules:
    known = tables.load()
    part = _PART.replace("{endings}", _any(known.number_endings)).replace("{units}", _any(known.units))
    part = part.replace("{clitics}", _any((*known.clitics, *(c.upper() for c in known.clitics))))
    return _Rules(
        whole=re.compile(_WHOLE.replace("{prefixes}", _any(known.prefixes)), re.VERBOSE),
        part=re.compile(part, re.VERBOSE | re.DOTALL),
        clitic=re.compile(rf"(?:{_any((*known.negations, *known.clitics))})$", re.IGNORECASE),
        two=known.two,
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, with straight apostrophes or curly ones."""
    return "|".join(re.escape(word).replace("'", "[’']") for word in words)


def words(text: str, sentence: Span) -> list[Span]:
    """The words of a sentence, in order; what lies between them is white space.

    >>> text = "Iran's deal can't hold."
    >>> [w.quote(text) for w in words(text, Span(0, len(text)))]
    ['Iran', "'s", 'deal', 'ca', "n't", 'hold', '.']
    """
    out: list[Span] = []
    for chunk in _CHUNK.finditer(text, sentence.start, sentence.end):
        out.extend(_chunk(text, chunk.start(), chunk.end(), chunk.end() == sentence.end))
    return out


def _chunk(text: str, start: int, end: int, final: bool) -> Iterator[Span]:
    """The words of a piece without white space; ``final`` where the sentence ends with it."""
    if text[start:end].isalpha() and text[start:end].lower() not in _rules().two:
        yield Span(start, end)
        return
    rules, at = _rules(), start
    while at < end:
        whole = rules.whole.match(text, at, end)
        if whole and whole.end() > at:
            yield Span(at, whole.end())
            at = whole.end()
        else:
            stop = _part(text, at, end, final)
            yield from _split(text, at, stop)
            at = stop


def _part(text: str, at: int, end: int, final: bool) -> int:
    """Where the word that begins at ``at`` ends."""
    found = _rules().part.match(text, at, end)
    stop = found.end() if found else at + 1
    if stop < end and text[stop] == "." and _keeps_stop(text, at, stop, end, final):
        return stop + 1
    return stop


def _keeps_stop(text: str, at: int, stop: int, end: int, final: bool) -> bool:
    """Whether the full stop after a word belongs to it."""
    word = text[at : stop + 1].lower()
    rest = text[stop + 1 : end].strip("\"'”’)]")
    if rest.startswith("."):
        return False
    last = final and not rest
    abbreviations = tables.load().abbreviations
    known = word in (abbreviations.always if last else abbreviations.any)
    initial = len(word) == 2 and text[at].isupper() and not last
    return known or initial


def _split(text: str, start: int, stop: int) -> Iterator[Span]:
    """Cuts contractions and possessives off a word."""
    word = text[start:stop]
    rules = _rules()
    clitic = rules.clitic.search(word)
    cut = rules.two.get(word.lower()) or (clitic.start() if clitic and clitic.start() else 0)
    if cut:
        yield from _split(text, start, start + cut)
        yield Span(start + cut, stop)
    else:
        yield Span(start, stop)
