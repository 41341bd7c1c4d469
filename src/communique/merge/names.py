"""Names as comparable words: without case, accents, titles and the accidents of transliteration."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from communique.lexicon import load, matching, table, word_set

_WORD = re.compile(r"[^\W_]+")
_INNER_QUOTE = re.compile(r"(?<=[a-z])['`](?=[a-z])")  # "Ma'rib", and how anyascii writes signs without a Latin letter
_SYLLABLE_SIGN = re.compile(r"([\u3400-\u9fff\uac00-\ud7a3])")  # Han and Hangul: one sign is one syllable
_ABBREVIATION = re.compile(r"\b(?:[a-z]\.){2,}")
_EXCELLENCY = re.compile(r"^\W*H\. ?E\.,? (?=\w+\.? \w)")  # before a name of two words and more: no initials
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_CACHE = 1 << 14  # values of one function that are kept: enough for the names of a record, little for a stream of them

# Spellings of one sound in different transliterations, applied in this order.
_SOUNDS = (
    ("xh", "dz"), ("dsch", "j"), ("dzh", "j"), ("tsch", "ch"), ("tsh", "ch"), ("tch", "ch"), ("sch", "sh"),
    ("kh", "h"), ("gh", "g"), ("dh", "d"), ("ph", "f"), ("th", "t"), ("dj", "j"), ("zh", "j"), ("ck", "k"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("y", "i"), ("w", "v"), ("q", "k"), ("x", "ks"),
)  # fmt: skip


@lru_cache(_CACHE)
def fold(text: str) -> str:
    """Text in plain lower-case letters.

    >>> fold("Selçuk Bayraktar")
    'selcuk bayraktar'
    """
    return text.casefold() if text.isascii() else str(anyascii(_voiced(text))).casefold()


def _voiced(text: str) -> str:
    """Indic text with the vowel that its consonants have where nothing is written; not at the end of a word.

    The tables of these scripts are laid out alike: consonants, then vowel signs, then the sign for no vowel.
    """
    if not _INDIC.search(text):
        return text
    text = _NASAL.sub("n", text)
    return "".join(
        c + "\u0905" if _is_indic_consonant(c) and (_is_indic_consonant(after) or after == "n") else c
        for c, after in zip(text, text[1:] + " ", strict=True)
    )


_INDIC = re.compile(r"[\u0900-\u0d7f]")
_NASAL = re.compile("[" + "".join(chr(block + 2) for block in range(0x900, 0xD80, 0x80)) + "]")


def _is_indic_consonant(sign: str) -> bool:
    return 0x900 <= ord(sign) < 0xD80 and 0x15 <= ord(sign) % 0x80 <= 0x39


@lru_cache(_CACHE)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a name, without the possessive; "U.S." is one word.

    >>> words("the U.S. Army's")
    ('the', 'us', 'army')
    """
    plain = fold(text)
    if not plain.replace(" ", "").isalnum():  # most names need none of these
        plain = _POSSESSIVE.sub("", plain)
        plain = _ABBREVIATION.sub(lambda m: m.group().replace(".", "") + " ", plain)
        plain = _INNER_QUOTE.sub("", plain)
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
    >>> person("H.E. Mr. Ali Roy"), person("H.E. Roy")
    (('ali', 'roy'), ('he', 'roy'))
    >>> person("Aung Ez-Zaw, MP"), person("习近平")
    (('aung', 'zaw'), ('xi', 'jin', 'ping'))
    """
    if text.startswith("@"):
        return ()
    if _SYLLABLE_SIGN.search(text):
        return words(_SYLLABLE_SIGN.sub(r"\1 ", text))
    known = matching()
    text = _EXCELLENCY.sub("", text)
    named = without_articles(words(text.partition(f" {known.realm} ")[0]))
    found = [w for w in named if w not in known.honorifics and w not in known.suffixes]
    return tuple(w for w in found if w not in known.particles) or tuple(found)


def without_articles(named: Sequence[str]) -> tuple[str, ...]:
    """Words without the Arabic article whose end is made like what follows.

    >>> without_articles(("deir", "ez", "zor"))
    ('deir', 'zor')
    """
    if not any(len(w) in (2, 3) for w in named):
        return tuple(named)
    return tuple(w for w, after in zip(named, (*named[1:], ""), strict=False) if not _is_article(w, after))


def _is_article(word: str, after: str) -> bool:
    return len(word) in (2, 3) and word[0] in "aeu" and word[1] in "drstznl" and after.startswith(word[1:])


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
    i = every.index(word) if word in every else 0  # a name in Han is cut into syllables
    return f"bin {sound(word)}" if i and every[i - 1] in matching().fathers else sound(word)


_CENTRE, _DEFENCE = re.compile("tre(?= |$)"), re.compile("ence(?= |$)")
_HARD_C = re.compile("c(?!h)")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(_CACHE)
def sound(word: str) -> str:
    """A word as it sounds, roughly: "Qaddafi", "Gaddafi" differ in one letter only.

    >>> sound("yusuf"), sound("youssef")
    ('iusuf', 'iusef')
    """
    return sounds((word,))[0]


def sounds(words_: Sequence[str]) -> list[str]:
    """Each word as it sounds; all at once is much faster than one by one.

    >>> sounds(("defence", "centre"))
    ['defense', 'kenter']
    """
    text = " ".join(words_)
    for spelling, sound_ in _SOUNDS:
        text = text.replace(spelling, sound_)
    if "tre" in text or "ence" in text:
        text = _CENTRE.sub("ter", _DEFENCE.sub("ense", text))
    return _DOUBLED.sub(r"\1", _HARD_C.sub("k", text)).split(" ") if text else list(words_)


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


# -- one sound in many spellings ---------------------------------------------------------------------------------------
#
# A word is cut into letters, and groups of letters that write one consonant; each may be read in several ways. Words
# differ by the cheapest way to turn one into the other: next to nothing where they may be read alike, little for vowels
# of one class and near consonants, HARD for another consonant.

HARD = 1.0
_READ_ALIKE, _NEAR, _GLIDE, _VOWEL = 0.05, 0.3, 0.1, 0.35

# Readings are single signs: Z of "pleasure", j of "judge", C of "church", S of "she", c of "bits", x of "loch", q of
# "box", N of "sing"; "ç" stands for a c before e, i, y.
_READINGS = {
    "b": "b", "p": "p", "ph": "fp", "f": "f", "v": "v", "w": "vw", "m": "m", "d": "d", "dh": "dz", "t": "t", "th": "ts",
    "n": "n", "ng": "N", "g": "g", "gh": "gx", "k": "k", "ck": "k", "q": "kg", "qu": "k", "kh": "xk", "c": "kcjC",
    "ç": "scjC", "h": "h", "x": "qxS", "ks": "q", "s": "s", "z": "zZ", "sh": "S", "sch": "S", "sz": "sS", "zh": "Zj",
    "j": "jZy", "dj": "jZ", "dzh": "jZ", "dsch": "jZ", "dz": "jz", "xh": "jx", "ch": "CxkS", "tch": "C", "tsch": "C",
    "tsh": "C", "cz": "C", "ts": "c", "tz": "cz", "l": "l", "r": "r", "'": "",
}  # fmt: skip
_VOWELS = {"ou": "u", "oo": "u", "ee": "i", "a": "a", "e": "e", "i": "i", "o": "o", "u": "u", "y": "y"}
_UNITS = re.compile("|".join(sorted({*_READINGS, *_VOWELS}, key=lambda u: (-len(u), u))) + "|.")
_NEAR_SOUNDS = frozenset(
    frozenset(pair) for pair in "bp dt gk gx gh kx kh xh sz sS SZ SC ZC Cc cz cs jz jC jc vf bv nN Zz jg zd".split()
)
_VOWEL_COSTS = {
    frozenset(pair): cost
    for cost, row in (
        (0.05, "iy"), (0.1, "ae ei ou"), (0.15, "ey"), (0.3, "uy"), (0.4, "ao oe"), (0.5, "ai ay au eu iu io oy"),
    )
    for pair in row.split()
}  # fmt: skip


@lru_cache(_CACHE)
def units(word: str) -> tuple[str, ...]:
    """A folded word cut into spelled sounds; doubled consonants count once.

    >>> units("dschumhuriyya"), units("cemil")
    (('dsch', 'u', 'm', 'h', 'u', 'r', 'i', 'y', 'a'), ('ç', 'e', 'm', 'i', 'l'))
    """
    once = re.sub(r"([^eo])\1+", r"\1", re.sub(r"[aeo]llah?$", "ullah", word))
    return tuple(_UNITS.findall(re.sub(r"c(?=[eiy])", "ç", once)))


@lru_cache(_CACHE)
def _change(a: str, b: str) -> float:
    """What it costs to take one spelled sound for another."""
    if a == b:
        return 0.0
    if a in _VOWELS and b in _VOWELS:
        one, two = _VOWELS[a], _VOWELS[b]
        return 0.0 if one == two else _VOWEL_COSTS[frozenset((one, two))]
    if a in _VOWELS or b in _VOWELS:
        vowel, other = (_VOWELS[a], b) if a in _VOWELS else (_VOWELS[b], a)
        if other in ("j", "w", "v"):
            like = {"j": "iy", "w": "uo", "v": "u"}[other]
            return _NEAR / 2 if vowel in like else HARD
        return HARD
    one, two = _READINGS.get(a, a), _READINGS.get(b, b)
    if not set(one).isdisjoint(two):
        return _READ_ALIKE
    return _NEAR if any(frozenset((x, y)) in _NEAR_SOUNDS for x in one for y in two) else HARD


@lru_cache(_CACHE)
def _left_out(word: tuple[str, ...]) -> tuple[float, ...]:
    """What it costs to leave out each sound of a word: little for a vowel, less for a glide or one of two vowels."""
    found = []
    for i, unit in enumerate(word):
        before, after = (word[i - 1] if i else ""), (word[i + 1] if i + 1 < len(word) else "")
        beside_vowel = any(u in _VOWELS and u != "y" for u in (before, after))
        if unit == "h":
            found.append(_GLIDE if i else _NEAR)
        elif unit in "yij" and (before in _VOWELS or (after in _VOWELS and (i or after in "eo"))):
            found.append(_GLIDE)
        elif unit == "j" and i:
            found.append(_NEAR)
        elif unit in _VOWELS:
            found.append(_VOWEL / 2 if beside_vowel and i else _VOWEL if i else HARD / 2)
        else:
            found.append(HARD if unit != "'" else 0.0)
    return tuple(found)


@lru_cache(_CACHE)
def difference(one: str, two: str) -> float:
    """How far two folded words are from being spellings of one: 0 for the same, HARD and more for another consonant.

    >>> difference("zheenbekov", "jeenbekow"), difference("karimov", "kasimov")
    (0.1, 1.0)
    """
    if one == two:
        return 0.0
    a, b = units(one), units(two)
    return _cheapest(a, b, _left_out(a), _left_out(b), _change)


def _cheapest(
    one: Sequence[str],
    two: Sequence[str],
    drop: Sequence[float],
    add: Sequence[float],
    change: Callable[[str, str], float],
) -> float:
    """What it costs at least to turn ``one`` into ``two``: leaving out, putting in and changing single sounds."""
    row = [0.0]
    for cost in add:
        row.append(row[-1] + cost)
    for i, a in enumerate(one):
        last, row = row, [row[0] + drop[i]]
        for j, b in enumerate(two):
            row.append(min(last[j] + change(a, b), last[j + 1] + drop[i], row[j] + add[j]))
    return round(row[-1], 2)


# -- scripts without vowels --------------------------------------------------------------------------------------------

# Letters of Arabic and Hebrew that write several sounds, vowels among them.
_SKELETON = {
    "w": ("w", "v", "u", "o", "ou", "oo"), "v": ("v", "w", "u", "o", "ou", "oo", "b"), "y": ("y", "i", "e", "j", "ee"),
    "f": ("f", "p", "ph"), "kh": ("kh", "k", "ch", "x"), "b": ("b", "p"), "s": ("s", "sh"), "h": ("h", "ch", "kh", "t"),
}  # fmt: skip


def is_abjad(name: Sequence[str]) -> bool:
    """Whether a folded name comes from a script that writes consonants only.

    >>> is_abjad(("mhmwd", "bs")), is_abjad(("ng",))
    (True, False)
    """
    letters = "".join(name)
    return len(letters) >= 4 and not re.search("[aeou]|^i|[^aeou]i", letters)


_ASSIMILATED = ("t", "d", "r", "z", "s", "sh", "n", "th", "dh")  # before them the l of the article is not heard


@lru_cache(_CACHE)
def skeleton_difference(abjad: str, word: str) -> float:
    """How far a word without vowels is from being the consonants of another.

    >>> skeleton_difference("mhmwd", "mahmoud"), skeleton_difference("mhmwd", "mohammed")
    (0.0, 0.5)
    """
    one, two = tuple(_UNITS.findall(abjad)), units(word)
    if one[:1] == ("l",) and len(one) > 3 and two[:1] != ("l",):
        one = one[1:]  # the article
    add = [0.0 if u in _VOWELS else _NEAR if u == "w" else _GLIDE if u in "jh" else HARD for u in two]
    drop = [
        HARD / 2 if a in "wvy" else _GLIDE if a in "h'" or (a == "l" and after in _ASSIMILATED) else HARD
        for a, after in zip(one, (*one[1:], ""), strict=False)
    ]
    return _cheapest(one, two, drop, add, lambda a, b: 0.0 if b in _SKELETON.get(a, ()) else _change(a, b))


# -- syllables of Chinese and Korean -----------------------------------------------------------------------------------

_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw", "")
_FINALS = (
    "iang", "iong", "uang", "ang", "eng", "ian", "iao", "ing", "ong", "uai", "uan", "ai", "an", "ao", "ei", "en", "er",
    "ia", "ie", "in", "iu", "ou", "ua", "ue", "ui", "un", "uo", *"aeiou",
)  # fmt: skip
_PINYIN_WORD = re.compile(f"(?:(?:{'|'.join(_INITIALS)})(?:{'|'.join(_FINALS)}))+")
_WADE = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "r": "j", "z": "ts", "c": "ts",
}  # fmt: skip
_WADE_FINALS = {"ong": "ung", "iong": "iung", "ian": "ien", "ie": "ieh", "ue": "ueh", "er": "erh"}


def _wade(initial: str, final: str) -> set[str]:
    """How Wade and Giles wrote a syllable that pinyin writes with these letters, apostrophes left out."""
    start, end = _WADE.get(initial, initial), _WADE_FINALS.get(final, final)
    if initial in ("z", "c", "s") and final == "i":
        return {"ssu", "szu"} if initial == "s" else {"tzu", "tsu"}
    if initial in ("zh", "ch", "sh", "r") and final == "i":
        end = "ih"
    elif final == "e":
        end = "o" if initial in ("g", "k", "h") else "eh" if initial == "y" else "e"
    elif final == "uo" and initial not in ("g", "k", "h", "sh"):
        end = "o"
    elif final == "ui" and initial in ("g", "k"):
        end = "uei"
    elif initial == "y":
        end = {"ou": "u", "an": "en", "ong": "ung", "ue": "ueh"}.get(final, final)
    return {"i", "ih", "yi"} if initial + final == "yi" else {start + end}


@cache
def _pinyin_of() -> Mapping[str, frozenset[str]]:
    """Syllables as Wade and Giles wrote them to the pinyin ones that they may be, themselves among these."""
    found: dict[str, set[str]] = {}
    for initial in _INITIALS:
        for final in _FINALS:
            for old in _wade(initial, final):
                found.setdefault(old, set()).add(initial + final)
    return {old: frozenset(new | {old}) for old, new in found.items()}


def same_chinese(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two names are one in pinyin and in the older spelling of Wade and Giles, syllable by syllable.

    >>> same_chinese(("teng", "hsiao", "ping"), ("deng", "xiaoping")), same_chinese(("chang", "wei"), ("zhang", "we"))
    (True, False)
    """
    for old, new in ((one, two), (two, one)):
        known = [_pinyin_of().get(w) for w in old]
        joined = "".join(new)
        if all(known) and len(old) in (2, 3) and any("".join(p) == joined for p in product(*filter(None, known))):
            return True
    return False


_KOREAN_VOWELS = {
    "yeo": "Y", "you": "Y", "yae": "e", "yoo": "U", "weo": "W", "wae": "e", "eui": "i^", "yai": "e", "yeu": "U",
    "eo": "@", "eu": "^u", "ae": "e", "ai": "e", "oe": "e", "oi": "e", "oo": "u", "ou": "@", "ui": "i^", "ee": "i",
    "yi": "i", "yo": "OY", "yu": "UY", "ya": "A", "ye": "E", "wo": "Wu", "wa": "V", "we": "e", "wi": "i", "woo": "u",
    "wu": "u", "a": "a", "e": "eE", "i": "i", "o": "o@", "u": "u^@",
}  # fmt: skip
_KOREAN_CONSONANTS = {
    "kk": "g", "ck": "g", "k": "g", "g": "g", "q": "g", "tt": "d", "t": "d", "d": "d", "pp": "b", "p": "b", "b": "b",
    "ch": "j", "jj": "j", "j": "j", "ss": "s", "sh": "s", "s": "s", "ng": "N", "nn": "n", "n": "n", "m": "m", "ll": "l",
    "l": "l", "r": "l", "h": "h",
}  # fmt: skip
_KOREAN = re.compile("|".join(sorted((*_KOREAN_VOWELS, *_KOREAN_CONSONANTS), key=lambda u: (-len(u), u))))
_KOREAN_WORD = re.compile(f"(?:{_KOREAN.pattern})+")


@lru_cache(_CACHE)
def _korean(name: tuple[str, ...]) -> tuple[str, ...]:
    """The sounds of a Korean name, or () where it cannot be one; a silent r or h is left out."""
    plain = [re.sub(r"(?<=[aeiou])[rh](?=[bcdgjklmnpst]|$)", "", word) for word in name]
    surnames = spelling().korean
    if len(name) > 3 or surnames.isdisjoint((name[0], name[-1])) or not all(map(_KOREAN_WORD.fullmatch, plain)):
        return ()
    return tuple(unit for word in plain for unit in _KOREAN.findall(word))


def same_korean(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two names are one in the spellings of North and South and in those that people choose for themselves.

    >>> same_korean(("yi", "jae", "yong"), ("lee", "jaeyong")), same_korean(("kim", "jong", "un"), ("kim", "jongil"))
    (True, False)
    """
    a, b = _korean(tuple(one)), _korean(tuple(two))
    if not a or not b:
        return False
    starts = tuple(_KOREAN_CONSONANTS.get(u[0], "") for u in (a, b))
    if starts != ("", "") and set(starts) <= {"l", "n", ""}:  # Ri, Lee, Yi; Ro, No
        a, b = a[bool(starts[0]) :], b[bool(starts[1]) :]
    return len(a) == len(b) and all(_one_korean(x, y) for x, y in zip(a, b, strict=True))


@lru_cache(_CACHE)
def is_syllabic(name: tuple[str, ...]) -> bool:
    """Whether a name may be Chinese or Korean, where one letter makes another name.

    >>> is_syllabic(("he", "weidong")), is_syllabic(("he", "robert"))
    (True, False)
    """
    syllables = all(_PINYIN_WORD.fullmatch(w) or w in _pinyin_of() for w in name)
    return bool(_korean(name)) or (len(name) in (2, 3) and name[0] in spelling().chinese and syllables)


def _one_korean(one: str, two: str) -> bool:
    if one in _KOREAN_VOWELS and two in _KOREAN_VOWELS:
        return not set(_KOREAN_VOWELS[one]).isdisjoint(_KOREAN_VOWELS[two])
    return one in _KOREAN_CONSONANTS and _KOREAN_CONSONANTS[one] == _KOREAN_CONSONANTS.get(two)


# -- what is known of first names and surnames -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words that tell spellings from other names: the entries of `matching.toml` under ``spelling``."""

    korean: frozenset[str]  # surnames
    chinese: frozenset[str]
    servant: frozenset[str]
    joined: frozenset[str]
    apart: frozenset[str]
    patronymic: tuple[str, ...]
    same: Mapping[str, frozenset[int]]  # first names to the rows that they stand in


@cache
def spelling() -> Spelling:
    """The words for comparing spellings."""
    found = table("matching")["spelling"]
    same: dict[str, set[int]] = {}
    for number, row in enumerate(found["same"]):
        for name in row.split():
            same.setdefault(name, set()).add(number)
    return Spelling(
        word_set(found["korean"]),
        word_set(found["chinese"]),
        word_set(found["servant"]),
        word_set(found["joined"]),
        word_set(found["apart"]),
        tuple(found["patronymic"].split()),
        {name: frozenset(rows) for name, rows in same.items()},
    )


@cache
def _known() -> frozenset[str]:
    """All known first names."""
    return frozenset().union(*load().given_names.values())


def is_given(word: str) -> bool:
    """Whether a folded word is a known first name.

    >>> is_given("jamil"), is_given("zhyrgaltaev")
    (True, False)
    """
    return word in _known()


def is_patronymic(word: str) -> bool:
    """Whether a name is made from a father's: "Bakytovich" is neither Bakyt nor Bakytbek.

    >>> is_patronymic("bakytovna"), is_patronymic("evich")
    (True, False)
    """
    endings = spelling().patronymic
    return word.endswith(endings) and word not in endings


def same_given(one: str, two: str) -> bool:
    """Whether two first names are known as forms of one: in another language, or one short for the other.

    >>> same_given("mykola", "nikolai"), same_given("mykola", "mykhailo")
    (True, False)
    """
    rows = spelling().same
    return not rows.get(one, frozenset()).isdisjoint(rows.get(two, ()))


_SERVANT = re.compile(r"^abd[aeiou]+(?:([drnstz])(?=\1)|l+)(?=..)")


@lru_cache(_CACHE)
def plain(name: tuple[str, ...]) -> tuple[str, ...]:
    """A person's names with "Abd al-", which stands before another name, in one spelling and one word.

    >>> plain(("abdel", "fattah", "sisi")), plain(("abderrahmane", "tiani"))
    (('abdulfattah', 'sisi'), ('abdulrahmane', 'tiani'))
    """
    servant = spelling().servant
    found: list[str] = []
    for word in name:
        if found and found[-1] in servant and len(name) > 2:
            found[-1] = f"abdul{word}"
        else:
            found.append(_SERVANT.sub("abdul", word) if word.startswith("abd") else word)
    return tuple(found)
