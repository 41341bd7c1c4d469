"""Words as Universal Dependencies cuts English: "can't" is "ca" and "n't", "US-led" is "US", "-" and "led"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.language import abbreviations
from communique.model.span import Span

_CHUNK = re.compile(r"\S+")

_WHOLE = re.compile(
    r"""
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
    | (?i:non|anti|pre|pro|co|re|ex|e|mid|post|semi|sub|multi|counter|inter|intra|neo|mini|cross|micro|socio|ultra
        )[-‐‑][^\W_]+                                            # prefixes hold on to their word
    """,
    re.VERBOSE,
)
"""Words with characters that cut others."""

_PART = re.compile(
    r"""
    (?:[A-Za-z]\.){2,}[A-Za-z]?(?![A-Za-z]) | [A-Z]\.[A-Z](?![^\W_])                       # U.S., a.m.
    | \d++(?:[.,:]\d++)*+(?:st|nd|rd|th|s|[’']s)?(?![^\W\d])       # 1,200  3.5  10:30  1990s
    | \d++(?:[.,:]\d++)*+(?=(?:km|mm?|cm|kg|g|mph|kph|kmh|am|pm|bn|mn?|k|ft|nm|lbs?|[GM]B|hrs?|min|yr|x|[CF])(?![^\W_]))
    | \d++[^\W_]*                                                # 39A, 4chan
    | [^\W\d_]+(?:\d+[^\W_]*)+                                    # G7, B52s
    | [^\W\d_][^\W_]*(?:[’'][^\W\d_]+)*                           # words, O'Brien
    | \.{2,}|…+|-{2,}|[!?]{2,}
    | [’'](?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)(?![^\W_])
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_CLITIC = re.compile(r"(?i)(?:n[’']t|[’'](?:s|re|ve|ll|d|m))$")
_TWO = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dunno": 2}


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
    if text[start:end].isalpha() and text[start:end].lower() not in _TWO:
        yield Span(start, end)
        return
    at = start
    while at < end:
        whole = _WHOLE.match(text, at, end)
        if whole and whole.end() > at:
            yield Span(at, whole.end())
            at = whole.end()
        else:
            stop = _part(text, at, end, final)
            yield from _split(text, at, stop)
            at = stop


def _part(text: str, at: int, end: int, final: bool) -> int:
    """Where the word that begins at ``at`` ends."""
    found = _PART.match(text, at, end)
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
    known = word in (abbreviations.ALWAYS if last else abbreviations.ANY)
    initial = len(word) == 2 and text[at].isupper() and not last
    return known or initial


def _split(text: str, start: int, stop: int) -> Iterator[Span]:
    """Cuts contractions and possessives off a word."""
    word = text[start:stop]
    clitic = _CLITIC.search(word)
    cut = _TWO.get(word.lower()) or (clitic.start() if clitic and clitic.start() else 0)
    if cut:
        yield from _split(text, start, start + cut)
        yield Span(start + cut, stop)
    else:
        yield Span(start, stop)
