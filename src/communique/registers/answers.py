"""What sentences of later reports say of an obligation: that it was done, that it was not, or that a part of it was.

A sentence answers an obligation where it tells its act of the thing it is to be done to, or shares most of its words.
It must not be the act of another side, nor be of another number of things. It says "not" where it denies the act or
tells that something is missing, "against" where the opposite is told, nothing where the act is still to come, "part"
where fewer are counted, else "done".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.lexicon import inflected, load, matching, table
from communique.model.record import Evidence
from communique.model.span import Span
from communique.reference import fold
from communique.reference import load as load_reference

SHARE = 0.6  # share of an obligation's words that answers it where its act is not told by a verb
REMEMBERED = 100_000  # words
SHARE_APART = 0.34  # the same in a report that does not speak of the agreement
LEAST = 2  # words in common
STEM = 6  # letters
MONTH = "May"  # no "may"
NEAR_TOLD = 4  # the same before a word of fulfilment
NEAR = 6  # words before a verb that deny it or put it off
BEFORE = 5  # words before a noun that count it
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
WORD = re.compile(r"[^\W\d_]{2,}|(?<![\w-])\d+")  # no designation: "MD-11"
SENTENCE = re.compile(r"[^.!?\n]+(?:(?:[.!?](?=\w|[”\"'’)])|(?<=\b[A-Z])\.(?= ))[^.!?\n]*)*[.!?]?[”\"'’)]*")


@dataclass(frozen=True)
class Wanted:
    """What an obligation wants done: its key words, the rows of its verb and of its object, and how many of them.

    ``doers`` are the states that have it to do, ``owners`` those that its words name, ``sides`` all that the
    agreement binds. What ``is_forbidden`` may be told as being done.
    """

    words: frozenset[str]
    verb: frozenset[str]
    object: frozenset[str]
    number: int | None = None
    at_least: bool = False
    doers: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    is_forbidden: bool = False


def wanted(
    what: str,
    verb: str | None = None,
    object_: str | None = None,
    doers: frozenset[str] = frozenset(),
    sides: frozenset[str] = frozenset(),
    is_forbidden: bool = False,
) -> Wanted:
    """What an obligation told by the words ``what`` wants."""
    heard, named = _heard(what), load_reference().countries_in(what)
    first = verb if verb is not None else next((word.form for word in heard if word.rows), None)
    place = next((k for k, word in enumerate(heard) if object_ and word.form == fold(object_)), None)
    return Wanted(
        words=key_words(what),
        verb=_rows(first, verb=True) if first else frozenset(),
        object=_object(heard, place, object_),
        number=_number_before(heard, place) if place is not None else None,
        at_least="at least" in what.lower(),
        doers=doers,
        owners=frozenset(m.alpha3 for m in named) & sides,
        sides=sides,
        is_forbidden=is_forbidden,
    )


def _object(heard: list[_Word], place: int | None, object_: str | None) -> frozenset[str]:
    """The keys of what is done, and of what is counted: "40 tonnes of grain" are grain."""
    if object_ is None or place is None:
        return _rows(object_) if object_ else frozenset()
    counted = next((w for w in heard[place + 2 :] if w.rows), None) if _is_measure(heard, place) else None
    return _rows(object_) | (counted.rows if counted else frozenset())


def _is_measure(heard: list[_Word], place: int) -> bool:
    after = heard[place + 1].form if place + 1 < len(heard) else ""
    return after == "of" and any(word.form.isdigit() for word in heard[max(0, place - BEFORE) : place])


def answer(want: Wanted, sentence: str) -> tuple[str, ...]:
    """What a sentence says of an obligation: "done", "not", "part", or "done" and "not" where it tells of two views.

    >>> want = wanted("hand over two patrol boats to the navy", "hand", "boats")
    >>> answer(want, "In May the two boats were handed over.")
    ('done',)
    >>> answer(want, "The patrol boats have still not been handed over."), answer(want, "The navy has boats.")
    (('not',), ())
    >>> answer(want, "One patrol boat was delivered."), answer(want, "Chad will deliver the boats in May.")
    (('part',), ())
    """
    heard = _heard(sentence)
    if sentence.rstrip("”\"' ").endswith("?"):
        return ()
    found = (_answer(want, sentence, heard, kind, at) for kind, at in _places(want, heard))
    return next((said for said in found if said), ())


def _answer(want: Wanted, sentence: str, heard: list[_Word], kind: str, verb: int) -> tuple[str, ...]:
    """What the word at one place says."""
    if kind in ("verb", "against") and not _is_own_act(want, sentence, heard, verb):
        return ()
    if kind in ("told", "words") and not _is_of_owner(want, sentence):
        return ()
    count = _count(want, heard)
    if want.number and not want.at_least and count is not None and count > want.number:
        return ()
    said = ("not",) if kind == "verb" and _has_none(want, heard) else _said(heard, verb, kind, sentence)
    if said == ("done",) and want.number and count is not None and count < want.number:
        return ("part",)
    return said


def shares(want: Wanted, sentence: str) -> bool:
    """Whether a sentence of a report that does not speak of the agreement tells of the same: in most of its words."""
    told = {key for word in _heard(sentence) for key in word.rows}
    return len(want.words & told) >= max(LEAST, SHARE_APART * len(want.words))


def is_contested(want: Wanted, sentence: str) -> bool:
    """Whether a sentence behind one that says "done" contests that: "Chad does not accept that the clause is kept"."""
    if {m.alpha3 for m in load_reference().countries_in(sentence)} & want.doers:
        return False
    text = f" {' '.join(w.form for w in _heard(sentence))} "
    return any(f" {cue} " in text for cue in _cues("contests"))


def _has_none(want: Wanted, heard: list[_Word]) -> bool:
    """Whether there is none of a thing: "got no coal"."""
    return any(heard[k - 1].form == "no" for k, word in enumerate(heard) if k and word.rows & want.object)


def _places(want: Wanted, heard: list[_Word]) -> Iterator[tuple[str, int]]:
    """How a sentence may answer, and the word that does: by the verb, by one of fulfilment, or by most of its words."""
    objects = [k for k, word in enumerate(heard) if word.rows & want.object and not _is_part(want, heard, k)]
    verbs = [k for k, word in enumerate(heard) if (word.rows | word.act) & want.verb and _is_told(want, heard, k)]
    told = [k for k, word in enumerate(heard) if word.form in _cues("told")]
    shared = want.words & {key for word in heard for key in word.rows}
    against = [k for k, word in enumerate(heard) if word.act & _opposites(want.verb)]
    if against and (objects or len(shared - want.verb) > LEAST):
        yield "against", against[0]
        return
    if objects and verbs:
        yield "verb", min(verbs, key=lambda k: (min(abs(k - o) for o in objects), k))
    if (objects and told) or (verbs and told and not want.object):
        yield from (("told", k) for k in told)
    elif not (objects and verbs) and len(shared) >= SHARE * len(want.words) and len(shared - want.verb) >= LEAST:
        yield "words", verbs[0] if verbs else -1


def _is_told(want: Wanted, heard: list[_Word], place: int) -> bool:
    """Whether a verb is told and not only meant: "giving notice" tells nothing, unless giving it is forbidden."""
    before = heard[max(0, place - 2) : place]
    return (
        want.is_forbidden
        or not heard[place].form.endswith("ing")
        or any(word.form in _cues("passive") for word in before)
    )


def _is_part(want: Wanted, heard: list[_Word], place: int) -> bool:
    """Whether a word only tells of what another thing is: "the remains of two guards", for "release two guards"."""
    of = next((k for k in range(place - 1, max(0, place - 4), -1) if heard[k].form == "of"), 0)
    above = heard[of - 1] if of else None
    return above is not None and bool(above.rows) and not above.rows & (want.verb | want.object)


def _said(heard: list[_Word], verb: int, kind: str, sentence: str) -> tuple[str, ...]:
    text = f" {' '.join(w.form for w in _in_one_voice(heard, verb, sentence))} "
    if kind == "against":
        return () if any(f" {cue} " in text for cue in (*_cues("denied"), *_cues("later"))) else ("against",)
    if kind == "told" and any(f" {cue} " in text for cue in _cues("undone")):
        return ("done", "not")
    if any(f" {cue} " in text for cue in _cues("not")):
        return ("done", "not") if any(f" {cue} " in text for cue in _cues("views")) else ("not",)
    reach = NEAR_TOLD if kind == "told" else NEAR
    near = f" {' '.join(w.form for w in (heard[max(0, verb - reach) : verb + 2] if verb >= 0 else heard))} "
    before = f" {' '.join(w.form for w in heard[max(0, verb - reach) : max(0, verb)])} "
    if any(f" {cue} " in near for cue in _cues("denied")) or any(f" {cue} " in before for cue in _cues("hardly")):
        return ("not",)
    later = any(f" {cue} " in near for cue in _cues("later"))
    if later or (verb > 0 and heard[verb - 1].form == "to" and kind == "verb"):
        return ()
    return ("done",)


def _in_one_voice(heard: list[_Word], verb: int, sentence: str) -> list[_Word]:
    """The words of a sentence without those of others quoted beside the word that tells, or around its quotation."""
    if verb < 0 or not QUOTED.search(sentence):
        return heard
    spans = [m.span() for m in QUOTED.finditer(sentence)]
    at = {word.start: next((s for s in spans if s[0] <= word.start < s[1]), None) for word in heard}
    return [word for word in heard if at[word.start] == at[heard[verb].start]]


def _is_own_act(want: Wanted, sentence: str, heard: list[_Word], verb: int) -> bool:
    """Whether the side named before a verb is the one that has it to do, or in the passive the one it is done to."""
    at = heard[verb].start
    near = ((k, heard[k + 1 : min(k + 3, verb)]) for k in range(verb))
    owned = {heard[k].start for k, behind in near if any(word.rows & want.object for word in behind)}
    passive = any(word.form in _cues("passive") for word in heard[max(0, verb - 2) : verb])
    named = [
        m.alpha3
        for m in load_reference().countries_in(sentence)
        if m.span.end <= at and m.alpha3 in want.sides and (passive or m.span.start not in owned)
    ]
    if not named or not want.doers:
        return True
    if passive:
        return not want.owners or named[-1] in want.owners
    return named[-1] in want.doers


def _is_of_owner(want: Wanted, sentence: str) -> bool:
    named = {m.alpha3 for m in load_reference().countries_in(sentence)} & want.sides
    return not named or not want.owners or bool(named & (want.owners | want.doers))


# -- words -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Word:
    """A word of a text: its form, where it begins, the keys it stands for, and those of the verb it may be."""

    form: str
    rows: frozenset[str]
    act: frozenset[str]
    start: int


def _heard(text: str) -> list[_Word]:
    return [_Word(*_known(m.group()), m.start()) for m in WORD.finditer(text)]


@lru_cache(maxsize=REMEMBERED)
def _known(word: str) -> tuple[str, frozenset[str], frozenset[str]]:
    form = fold(word) if word != MONTH else ""
    return form, _rows(form), _rows(form, verb=True)


@cache
def _rows(word: str, verb: bool = False) -> frozenset[str]:
    """The keys that a word stands for: the rows it is of, else its beginning; none for little words."""
    form = fold(word)
    lemma = _lemmas().get(form, form)
    if lemma in _stops() or form in _stops() or not form.isalpha() or len(form) < 3:
        return frozenset()
    if lemma in _groups():
        return _groups()[lemma]
    if verb:
        return frozenset({_stem(_verbs().get(form, form))})
    return frozenset({_stem(lemma)})


def _stem(form: str) -> str:
    """The beginning of a word without its plural."""
    return (form[:-1] if form.endswith("s") and not form.endswith("ss") else form)[:STEM]


def key_words(words: str) -> frozenset[str]:
    """What is done and to what, each word by its beginning, and words for one act by one of them."""
    return frozenset(min(rows) for word in WORD.findall(words) if (rows := _rows(word)))


def same_word(one: str | None, two: str | None) -> bool:
    """Whether two words may stand for each other: "boats" and "craft"."""
    return bool(one and two and _rows(one) & _rows(two))


def _count(want: Wanted, heard: list[_Word]) -> int | None:
    """How many things a sentence tells of."""
    places = [k for k, word in enumerate(heard) if word.rows & want.object]
    return next((n for k in places if (n := _number_before(heard, k)) is not None), None)


def _number_before(heard: list[_Word], place: int) -> int | None:
    for word in reversed(heard[max(0, place - BEFORE) : place]):
        if word.form.isdigit() and len(word.form) < 4:
            return int(word.form)
        if word.form in _numbers():
            return _numbers()[word.form]
        if word.form in matching().stop:
            return None
    return None


@cache
def _numbers() -> dict[str, int]:
    return {word: n for n, word in enumerate(table("steps")["answers"]["numbers"].split(), start=1)}


@cache
def _cues(name: str) -> tuple[str, ...]:
    return tuple(table("steps")["answers"][name])


@cache
def _opposites(verb: frozenset[str]) -> frozenset[str]:
    """The keys of the verbs that undo an act: "leave" for "keep"."""
    rows = (row.split() for row in table("steps")["answers"]["opposite"])
    return frozenset(key for row in rows if row[0] in verb for word in row[1:] for key in _rows(word, verb=True))


@cache
def _groups() -> dict[str, frozenset[str]]:
    """The rows that each word is of, by their first words."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in (row.split() for row in table("steps")["answers"]["same"]):
        for word in row:
            found[word].add(row[0])
    return {word: frozenset(rows) for word, rows in found.items()}


@cache
def _lemmas() -> dict[str, str]:
    forms = inflected(sorted(_groups()), (), load().inflection)
    return {form: lemma for (_, form), lemma in forms.items()}


@cache
def _verbs() -> dict[str, str]:
    """Verbs of irregular forms by these."""
    return {form: row.split()[0] for row in table("steps")["answers"]["irregular"] for form in row.split()}


@cache
def _stops() -> frozenset[str]:
    rows = table("steps")["answers"]
    return frozenset(matching().stop) | frozenset(rows["little"].split()) | frozenset(_numbers())


class Heard:
    """The sentences of one report, and in which of them each key stands; headlines answer nothing."""

    def __init__(self, report: str, text: str) -> None:
        self.sentences: list[Evidence] = []
        self._at: dict[str, list[int]] = {}
        for span in sentences(text):
            quote = span.quote(text)
            if _is_headline(quote):
                continue
            place = len(self.sentences)
            self.sentences.append(Evidence(report, span, quote))
            for key in {key for m in WORD.finditer(quote) for key in _keys(m.group())}:
                self._at.setdefault(key, []).append(place)

    def near(self, want: Wanted) -> set[int]:
        """The sentences that may answer an obligation: those with its thing, its act, or two of its words."""
        found = {i for key in want.object | _opposites(want.verb) for i in self._at.get(key, ())}
        if not want.object:
            found.update(i for key in want.verb for i in self._at.get(key, ()))
        counts = Counter(i for key in want.words for i in self._at.get(key, ()))
        return found | {i for i, count in counts.items() if count >= LEAST}


@lru_cache(maxsize=REMEMBERED)
def _keys(word: str) -> frozenset[str]:
    _, rows, act = _known(word)
    return rows | act


def _is_headline(quote: str) -> bool:
    """Whether words are no sentence: a headline tells in the present what came before or is to come."""
    return quote.rstrip("”\"'’)")[-1:] not in ".!?"


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, as far as stops and line breaks tell."""
    for match in SENTENCE.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.end() - (len(match.group()) - len(match.group().rstrip()))
        if end > start:
            yield Span(start, end)
