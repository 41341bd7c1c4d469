"""How many a passage tells killed: "killing three villagers and two fighters" is five, "nobody was hurt" none."""

from __future__ import annotations

import calendar
import re
from functools import cache

from communique.events.counts import words as number_words
from communique.registers.truces.model import Toll
from communique.registers.truces.words import row, spellings

LIST = 70  # characters in which the numbers of one list stand


@cache
def number() -> str:
    """A number in figures or words, as a pattern."""
    known = sorted(number_words().values, key=len, reverse=True)
    return rf"(?:\d[\d,]*|{'|'.join(known)})(?:-(?:{'|'.join(known)}))?"


def value(text: str) -> float | None:
    """The number that words tell."""
    text = text.casefold().replace(",", "")
    if text.isdigit():
        return float(text)
    tens, _, ones = text.partition("-")
    known = number_words().values
    return float(known[tens] + known.get(ones, 0)) if tens in known else None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    deaths, lives = row("toll")["deaths"], row("toll")["lives"]
    be = r"(?:was|were|is|are|have been|had been|has been)"
    some = rf"\b(?:between )?(?P<n>{number()})(?:(?: and | to |-|–)(?P<to>{number()}))?\b"
    word = r"(?!(?:which|who|that|when|where)\b)[\w’'-]+"
    who = rf"(?P<who>(?: {word}){{0,6}}(?:,[^,.;]{{0,40}},)?)"
    return (
        re.compile(
            rf"\b(?:{spellings('toll', 'nobody')})\b[^.]{{0,30}}\b(?:{spellings('toll', 'hurt')})\b|\bno casualties\b",
            re.I,
        ),
        re.compile(rf"\b(?:killing|killed|kills|{row('toll')['death_of']})\b(?P<list>[^.;:]{{0,{LIST}}})", re.I),
        re.compile(rf"{some}{who} (?:{be} )?(?:{deaths}|{lives})\b", re.I),
        re.compile(
            rf"\b(?:an? |one |the )?(?P<who>[\w’'-]+(?: [A-Z][\w’'-]+)*) (?:was|is|has been) (?:shot dead|{deaths})\b"
        ),
    )


@cache
def _whole() -> re.Pattern[str]:
    """The toll as somebody puts it: "put the number of dead at eight", "speaks of twelve dead"."""
    speaks = row("toll")["speaks"].replace("NUMBER", rf"(?P<m>{number()})")
    return re.compile(rf"\b(?:{row('toll')['puts']} (?:at least |some |about )?(?P<n>{number()})|{speaks})\b", re.I)


def whole_toll(text: str) -> Toll | None:
    """The toll as somebody puts it at; None where a passage tells none so."""
    match = _whole().search(" ".join(text.split()))
    told = value(match["n"] or match["m"]) if match else None
    return None if told is None else Toll(told, told, told)


def toll_in(text: str) -> Toll | None:
    """The number killed that a passage tells, the first that it does; None where it tells none."""
    text = " ".join(text.split())
    nobody, listed, counted, single = _patterns()
    if (whole := whole_toll(text)) is not None:
        return whole
    for match in counted.finditer(text):
        told = None if _is_date(match["who"]) else _people(match["n"], match["who"])
        told = told + _others(match["who"]) if told is not None else None
        most = value(match["to"]) if match["to"] else told
        if told is not None and most is not None:
            return Toll(told, told if most <= told else (told + most) / 2, max(told, most))
    for match in listed.finditer(text):
        passive = re.search(r"\b(?:was|were|been|be) $", text[: match.start()])
        numbers = [] if passive else list(_listed(match["list"]))
        if numbers:
            return Toll(sum(numbers), sum(numbers), sum(numbers))
    if single.search(text):
        return Toll(1, 1, 1)
    return Toll(0, 0, 0) if nobody.search(text) else None


def _others(who: str) -> float:
    """The people told behind the first in one list: "five soldiers and a nurse"."""
    found = 0.0
    for match in re.finditer(rf"(?:,| and) ({number()}|an?)\b(?! of\b)(?P<who>(?: [\w’'-]+)*)", who, re.I):
        found += 1.0 if match[1].casefold() in ("a", "an") else _people(match[1], match["who"]) or 0.0
    return found


def _is_date(who: str) -> bool:
    """Whether a number is no count: "on 10 May and killed"."""
    words = who.split()
    return bool(words) and (words[0] in calendar.month_name or words[-1] == "and")


def _people(told: str, who: str) -> float | None:
    beasts = row("toll")["beasts"].split()
    return None if any(word in beasts for word in who.casefold().split()) else value(told)


def _listed(text: str) -> list[float]:
    """The numbers of people in a list behind "killing", up to a word that begins something else."""
    text = re.split(r"\b(?:wound\w*|injur\w*|who|which|that|when|after|near|since|according|on)\b", text)[0]
    found = []
    for part in re.split(r",| and ", text):
        match = re.match(rf"\s*(?:at least |about |some |up to )?({number()}|an?)\b(?P<who>.*)", part, re.I)
        if not match:
            break
        count = 1.0 if match[1] in ("a", "an") else _people(match[1], match["who"])
        if count is None:
            break
        found.append(count)
    return found
