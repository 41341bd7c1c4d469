"""Names as comparable words: without case, accents, titles and the accidents of transliteration."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from communique.lexicon import matching

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_CACHE = 1 << 16

# Spellings of one sound in different transliterations, applied in this order.
_SOUNDS = (
    ("xh", "dz"), ("tch", "ch"), ("sch", "sh"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("ph", "f"), ("th", "t"),
    ("dj", "j"),
    ("zh", "j"), ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("y", "i"), ("w", "v"),
    ("q", "k"), ("x", "ks"),
)  # fmt: skip


@lru_cache(_CACHE)
def fold(text: str) -> str:
    """Text in plain lower-case letters.

    >>> fold("Selçuk Bayraktar")
    'selcuk bayraktar'
    """
    return str(anyascii(text)).casefold()


@lru_cache(_CACHE)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a name, without the possessive; "U.S." is one word.

    >>> words("the U.S. Army's")
    ('the', 'us', 'army')
    """
    plain = _POSSESSIVE.sub("", fold(text))
    plain = re.sub(r"\b(?:[a-z]\.){2,}", lambda m: m.group().replace(".", "") + " ", plain)
    return tuple(_WORD.findall(plain))


@lru_cache(_CACHE)
def content(text: str) -> tuple[str, ...]:
    """The words of a name that tell it from others of its kind, each once.

    >>> content("the Baykar Company")
    ('baykar',)
    """
    known = matching()
    idle = known.stop | known.particles
    found = tuple(dict.fromkeys(w for w in words(text) if w not in idle and not w.isdigit()))
    return tuple(w for w in found if w not in known.generic) or found or words(text)


def initials(text: str) -> str:
    """The first letters of the words of a name that tell something.

    >>> initials("Organization of the Petroleum Exporting Countries")
    'opec'
    """
    stop = matching().stop
    return "".join(w[0] for w in words(text) if w not in stop)


@lru_cache(_CACHE)
def person(text: str) -> tuple[str, ...]:
    """A person's names in order, without titles and particles; () where nothing is left.

    >>> person("Prime Minister Abdel Fattah el-Sisi")
    ('abdel', 'fattah', 'sisi')
    """
    if text.startswith("@"):
        return ()
    known = matching()
    named = words(text.partition(f" {known.realm} ")[0])
    found = [w for w in named if w not in known.honorifics and w not in known.suffixes]
    return tuple(w for w in found if w not in known.particles) or tuple(found)


def bare(text: str) -> str:
    """The one name by which a person is called, as it sounds: "bin Salman" is not "Salman".

    >>> bare("Mr. Trump"), bare("bin Salman"), bare("Mohammed bin Salman")
    ('trump', 'bin salman', '')
    """
    found = person(text)
    return _patronym(words(text), found[0]) if len(found) == 1 else ""


def callings(text: str) -> tuple[str, ...]:
    """The single names by which the bearer of a full name may be called.

    >>> callings("Donald J. Trump"), callings("Mohammed bin Salman")
    (('trump', 'donald'), ('bin salman', 'mohamed'))
    >>> callings("Julia Quispe Salazar")
    ('salazar', 'kuispe', 'julia')
    """
    found = person(text)
    every = words(text)
    if len(found) < 2:
        return ()
    middle = (sound(w) for w in found[1:-1] if len(w) > 1)  # the first of two surnames
    return tuple(dict.fromkeys((_patronym(every, found[-1]), *middle, sound(found[0]))))


def _patronym(every: tuple[str, ...], word: str) -> str:
    i = every.index(word)
    return f"bin {sound(word)}" if i and every[i - 1] in matching().fathers else sound(word)


@lru_cache(_CACHE)
def sound(word: str) -> str:
    """A word as it sounds, roughly: "Qaddafi", "Gaddafi" differ in one letter only.

    >>> sound("yusuf"), sound("youssef")
    ('iusuf', 'iusef')
    """
    for spelling, sound_ in _SOUNDS:
        word = word.replace(spelling, sound_)
    word = re.sub(r"tre$", "ter", re.sub(r"ence$", "ense", word))  # centre, defence
    word = re.sub(r"c(?!h)", "k", word)
    return re.sub(r"(.)\1+", r"\1", word)


def consonants(word: str) -> str:
    """The consonants of a word as it sounds.

    >>> consonants("Erbil".lower()) == consonants("Irbil".lower())
    True
    """
    return "".join(c for c in sound(word) if c not in "aeiou")


@lru_cache(_CACHE)
def likeness(one: str, two: str) -> float:
    """How alike two words are, 0 to 1; words under four letters are alike only if they sound the same."""
    if one == two:
        return 1.0
    a, b = sound(one), sound(two)
    if a == b:
        return 0.96
    if min(len(a), len(b)) < 4:
        return 0.0
    return float(Levenshtein.normalized_similarity(a, b))
