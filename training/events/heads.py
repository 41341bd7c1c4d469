"""The word that stands for a marked stretch: the network labels words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.model.span import Span

_CUTS = frozenset(
    """of in for from to at on with by near between against who whom that which where when while including such , ( —
    – : ; as after before during over about under within into than and or""".split()
)
"""Words at which what follows only tells more of the head before them."""


def word_at(spans: Sequence[Span], span: Sequence[int]) -> int:
    """The word that holds the first character of a span."""
    return next((i for i, s in enumerate(spans) if s.start <= span[0] < s.end), len(spans) - 1)


def head_word(spans: Sequence[Span], forms: Sequence[str], span: Sequence[int], time: bool = False) -> int:
    """The word that stands for a filler: the last of the noun before "of ..." and the like, without "'s".

    >>> forms = "the foreign minister of Ghana".split()
    >>> head_word([Span(0, 3), Span(4, 11), Span(12, 20), Span(21, 23), Span(24, 29)], forms, [0, 29])
    2
    """
    inside = words_in(spans, span)
    while len(inside) > 1 and forms[inside[0]].lower() in _CUTS | {"since", "until", "through"}:
        inside.pop(0)
    for k, i in enumerate(inside):
        if k and forms[i].lower() in _CUTS and not (time and forms[i] == ","):
            inside = inside[:k]
            break
    while len(inside) > 1 and (forms[inside[-1]] in ("'s", "’s", "'", "’") or not re.search(r"\w", forms[inside[-1]])):
        inside.pop()
    return inside[-1] if inside else word_at(spans, span)


def words_in(spans: Sequence[Span], span: Sequence[int]) -> list[int]:
    """The words that a span touches."""
    return [i for i, s in enumerate(spans) if s.start < span[1] and s.end > span[0]]
