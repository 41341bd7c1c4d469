"""Which language a text is in: the guesser's answer among the press's main languages, or none."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from communique.ingest.clutter import Clutter
from communique.model.report import Found

LANGUAGES = (
    "am ar az be bg bn bs ca cs da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk km ko ku ky lt lv "
    "mk mn ms mt ne nl no pl ps pt ro ru rw si sk sl sq sr sv sw ta te th tr uk ur uz vi zh"
).split()
_FLOOR = 0.8  # below it the guesser is right less than nine times in ten on sentences of a dozen words
_SAMPLE = 2000
_PIECE = 200  # characters; two of them tell as well as the whole text, in a tenth of the time
_ENGLISH_SHARE = 0.15  # of function words; headlines reach 0.2, other languages' chance hits stay under 0.08
_ENOUGH = 4  # words
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, clutter: Clutter) -> Found | None:
    """The language of the text's beginning; None where it is too short or too mixed to tell.

    >>> language_of("Le ministre a été reçu lundi par le roi du Maroc à Rabat.", clutter).value
    'fr'
    """
    words = _WORD.findall(text[:_SAMPLE])
    if len(words) < _ENOUGH and not any(ord(c) > 0x370 for c in text[:_SAMPLE]):
        return None
    code, share = _guesser().classify(_pieces(text))
    if float(share) < _FLOOR:
        return None
    if code != clutter.language and _share(words, clutter) >= _ENGLISH_SHARE:
        return None
    return Found(code, f"language guesser, {float(share):.2f}")


def _pieces(text: str) -> str:
    """The beginning and the middle, so that a text in two languages is not told by its first."""
    middle = len(text) // 2
    return text if len(text) <= 2 * _PIECE else f"{text[:_PIECE]} {text[middle : middle + _PIECE]}"


def reads_as(text: str, clutter: Clutter) -> bool:
    """Whether a text whose language the guesser cannot tell holds enough of the language's function words."""
    return _share(_WORD.findall(text[:_SAMPLE]), clutter) >= _ENGLISH_SHARE


def _share(words: list[str], clutter: Clutter) -> float:
    return sum(w.lower() in clutter.function_words for w in words) / len(words) if words else 0.0


@cache
def _guesser() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    guesser = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(guesser.labels() if callable(guesser.labels) else guesser.labels)
    guesser.set_languages([code for code in LANGUAGES if code in known])
    return guesser
