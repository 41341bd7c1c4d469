"""Which name tags a sentence of the corpus allows at each word, in the conventions of the corpora of names.

Listed names and the names that fillers end in are exact, without article and office. Words with a small letter are no
names, demonyms none of a kind; of all others nothing is said, since names inside longer phrases are not always listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from communique import lexicon, reference
from communique.entities.names import office_before
from communique.model.span import Span
from training.events.heads import head_word, words_in
from training.events.notation import Run
from training.language.corpora import ANY, NAME_TAGS, UNSURE

_LEXICON, _REFERENCE = lexicon.load(), reference.load()
_NAMED = frozenset({"person", "organisation", "country", "place"})
_PRONOUNS = frozenset().union(
    *(_LEXICON.pronouns[k] for k in ("person", "thing", "plural", "first_singular", "first_plural"))
)
_INSIDE = _LEXICON.name_words["particles"] | {"-", "–"}
_LINKS = _INSIDE | {"of", "and", "for", "&"}
HEADLINE = 0.7  # share of words with a capital from which capitals tell nothing


def allowed_tags(
    run: Run, spans: Sequence[Span], forms: Sequence[str], sorts: Sequence[str | None]
) -> tuple[frozenset[str], ...]:
    """The tags allowed at each word of a sentence; ``sorts`` are the entity kinds at the heads of fillers."""
    allowed = [_unmarked(forms, i) for i in range(len(forms))]
    for i, sort in enumerate(sorts):
        if sort and allowed[i] == ANY:
            allowed[i] = frozenset(t for t in NAME_TAGS if t == "O" or t[2:] in _tag_kinds(sort))
    for kind, inside in _told_names(run, forms, spans):
        before = _words_before([forms[i] for i in inside], kind)
        for i in inside[:before]:
            allowed[i] = ANY if _REFERENCE.country(forms[i]) else frozenset({"O"})
        kinds = _tag_kinds(kind, " ".join(forms[i] for i in inside[before:]))
        for k, i in enumerate(inside[before:]):
            allowed[i] = frozenset(f"{'I' if k else 'B'}-{tag}" for tag in kinds)
    return tuple(allowed)


def _unmarked(forms: Sequence[str], i: int) -> frozenset[str]:
    """What a word may be of which no label tells."""
    form = forms[i]
    if _is_pronoun(form):
        return frozenset({"O"})
    if form.lower() in _LINKS and _has_capital(forms, i - 1) and (_has_capital(forms, i + 1) or form != "and"):
        return ANY
    if _is_demonym(form) and not _has_capital(forms, i + 1):
        return UNSURE
    return ANY if form[:1].isupper() else frozenset({"O"})


def _has_capital(forms: Sequence[str], i: int) -> bool:
    return 0 <= i < len(forms) and forms[i][:1].isupper()


def _told_names(run: Run, forms: Sequence[str], spans: Sequence[Span]) -> Iterator[tuple[str, Sequence[int]]]:
    """Kind and words of the names that fillers hold, then of those listed."""
    letters = [form for form in forms if form[:1].isalpha()]
    headline = sum(form[0].isupper() for form in letters) > HEADLINE * len(letters)
    roles = (r for told in (*run.events, *run.statements) for r in told["roles"] if r.get("kind") in _NAMED)
    for role in roles if not headline else ():
        if spans[0].start <= role["span"][0] < spans[-1].end:
            inside = _name_of_filler(role, forms, spans)
            if inside:
                yield role["kind"], inside
    for name in run.names:
        inside = words_in(spans, name["span"])
        if not (name["kind"] == "person" and "of" in [forms[i] for i in inside]):  # "Secretary of State John Kerry"
            yield name["kind"], inside


def _name_of_filler(role: dict[str, Any], forms: Sequence[str], spans: Sequence[Span]) -> Sequence[int]:
    """The words with capitals that end a filler's head ("the envoy Ana Ruiz of Peru"); none where that is unsure."""
    last = head_word(spans, forms, role["span"])
    within = words_in(spans, role["span"])
    first = last + 1
    while first - 1 in within and _goes_on(forms, first - 1, last):
        first -= 1
    inside = range(first, last + 1)
    plain = [forms[i] for i in inside]
    opens = not any(form[:1].isalnum() for form in forms[:first])  # a capital for its place: "Police said"
    if not inside or _is_pronoun(plain[-1]) or plain[0].lower() in _INSIDE:
        return ()
    if opens and len(plain) == 1 and _REFERENCE.country(plain[0]) is None:
        return ()
    if office_before([*plain, ""], _LEXICON, _REFERENCE) == len(plain):  # "the Prime Minister"
        return ()
    if role["kind"] == "person":
        offices = [k for k, word in enumerate(plain[:-1]) if office_before([word, ""], _LEXICON, _REFERENCE)]
        return inside[offices[-1] + 1 :] if offices else inside
    if last + 1 in within and forms[last + 1].lower() in _LINKS and any(_has_capital(forms, last + k) for k in (2, 3)):
        return ()  # "Strait of Hormuz", "Ministry of the Interior"
    if first and _is_demonym(forms[first - 1]):
        return ()  # "Turkish Airlines", "the Israeli Army"
    return inside


def _goes_on(forms: Sequence[str], i: int, last: int) -> bool:
    """Whether a name that ends at ``last`` holds word ``i``: a capital, or what joins capitals ("Bashar al-Assad")."""
    if forms[i].lower() in _INSIDE and i < last:
        return any(_has_capital(forms, i - k) for k in (1, 2))
    return _has_capital(forms, i) and not _is_demonym(forms[i])


def _is_pronoun(form: str) -> bool:
    return form.lower() in _PRONOUNS and (form == "I" or not form.isupper())  # "US" is none


def _is_demonym(form: str) -> bool:
    found = _REFERENCE.country(form)
    return found is not None and found.form == "demonym"


def _words_before(forms: Sequence[str], kind: str) -> int:
    """How many words of a name the corpora of names leave out: articles, and offices before persons."""
    article = int(len(forms) > 1 and forms[0].lower() in ("the", "a", "an"))
    return article + (office_before(forms[article:], _LEXICON, _REFERENCE) if kind == "person" else 0)


def _tag_kinds(sort: str, words: str = "") -> tuple[str, ...]:
    """The kinds of the name head that an entity kind may be.

    Seats that stand for a government are coded as countries; corpora of names take the White House for an organisation.
    """
    found = _REFERENCE.country(words) if words else None
    if sort == "country" and words and (found is None or found.form == "seat"):
        return ("place", "organisation")
    table = {"person": ("person",), "place": ("place",), "country": ("place",), "organisation": ("organisation",)}
    return table.get(sort, ("organisation", "misc") if sort == "body" else ("misc",))
