"""What an agreement obliges whom to do by when, and how that stands by the reports: open, done, broken or disputed.

Tellings of one obligation are those that share its words and its bearer. Whether it was carried out is looked for in
the sentences of later reports, and of the same report where they tell of the past: a sentence answers an obligation
where it has the words of what is to be done and of what it is done to. It says "done" unless it denies that, puts it
off, or tells that something is missing; where one says so and another says it was done, the obligation is disputed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.lexicon import inflected, load, matching, table
from communique.model.record import Evidence, Obligation
from communique.model.span import Span
from communique.model.time import Interval
from communique.reference import fold
from communique.registers.files import Shelf

ALIKE = 0.5  # share of words in common from which two tellings are of one obligation
ANSWERS = 0.6  # share of an obligation's words that a sentence needs to answer it
LEAST = 2  # words in common
WORD = re.compile(r"[\w’]+")
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\w|[”\"'’)])[^.!?\n]*)*[.!?]?[”\"'’)]*")


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation: ``who`` are entities' ids, ``what`` the words of the first report that tells it.

    ``standing`` is open, reported_done, reported_broken or disputed; ``done`` and ``broken`` are the passages that say
    so.
    """

    who: tuple[str, ...]
    what: str
    is_forbidden: bool
    due: Interval | None
    standing: str
    evidence: tuple[Evidence, ...]
    done: tuple[Evidence, ...]
    broken: tuple[Evidence, ...]


def duties_of(shelf: Shelf, told: Sequence[Obligation], parties: Sequence[str]) -> tuple[Duty, ...]:
    """The obligations of one agreement in the order in which they are first told."""
    groups: list[list[Obligation]] = []
    for one in told:
        home = next((g for g in groups if _is_same(shelf, g[0], one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return tuple(_duty(shelf, group, parties) for group in groups)


def _is_same(shelf: Shelf, one: Obligation, two: Obligation) -> bool:
    a, b = _sides(shelf, one), _sides(shelf, two)
    if a and b and not a & b:
        return False
    x, y = key_words(one.action.quote), key_words(two.action.quote)
    return bool(x and y) and len(x & y) >= ALIKE * min(len(x), len(y)) and (len(x & y) > 1 or len(x) == 1)


def _sides(shelf: Shelf, told: Obligation) -> set[str]:
    return {side for id_ in (*told.who, *told.about) for side in shelf.sides_of(id_)}


def _duty(shelf: Shelf, group: Sequence[Obligation], parties: Sequence[str]) -> Duty:
    best = max(group, key=lambda o: (bool(o.who), o.due is not None, -len(o.action.quote)))
    answers = list(_answers(shelf, group, parties))
    done = tuple(e for e, said in answers if said == "done")
    broken = tuple(e for e, said in answers if said == "not")
    due = next((o.due.interval for o in group if o.due), None)
    return Duty(
        who=best.who or best.about,
        what=" ".join(best.action.quote.split()),
        is_forbidden=best.is_forbidden,
        due=due,
        standing="disputed"
        if done and broken
        else "reported_done"
        if done
        else "reported_broken"
        if broken
        else "open",
        evidence=tuple(o.evidence for o in group),
        done=done,
        broken=broken,
    )


# -- what later sentences say ------------------------------------------------------------------------------------------


def _answers(shelf: Shelf, group: Sequence[Obligation], parties: Sequence[str]) -> Iterator[tuple[Evidence, str]]:
    """The sentences that answer an obligation, each with "done" or "not"."""
    told = {(o.evidence.report, o.evidence.span) for o in group}
    first = min((str(shelf.desk.reports[o.evidence.report].published_on or "") for o in group), default="")
    words = key_words(max((o.action.quote for o in group), key=len))
    if len(words) < LEAST:
        return
    for report in shelf.record.reports:
        published = str(report.published_on or "")
        if published < first or not _is_about(shelf, report.id, parties):
            continue
        for span in sentences(report.text):
            if any(report.id == id_ and span.overlaps(s) for id_, s in told):
                continue
            quote = span.quote(report.text)
            if (said := answer(words, quote)) is not None:
                yield Evidence(report.id, span, quote), said


def _is_about(shelf: Shelf, report: str, parties: Sequence[str]) -> bool:
    """Whether a report names the parties."""
    named = shelf.states_in.get(report, frozenset()) | shelf.names_in.get(report, frozenset())
    return len(set(parties) & named) >= min(2, len(parties))


def answer(words: frozenset[str], sentence: str) -> str | None:
    """Whether a sentence tells that what an obligation's words say was done ("done") or not ("not"); None if neither.

    >>> words = key_words("hand over two patrol boats to the navy")
    >>> answer(words, "In May the two boats for patrol were handed over to the navy.")
    'done'
    >>> answer(words, "The patrol boats have still not been handed over."), answer(words, "The navy has boats.")
    ('not', None)
    """
    found = key_words(sentence)
    shared = words & found
    if len(shared) < LEAST or len(shared) < ANSWERS * len(words):
        return None
    text = f" {' '.join(WORD.findall(sentence.lower()))} "
    if any(f" {cue} " in text for cue in _cues("not")):
        return "not"
    if any(f" {cue} " in text for cue in _cues("later")):
        return None
    return "done"


@cache
def _cues(name: str) -> tuple[str, ...]:
    return tuple(table("steps")["answers"][name])


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, as far as stops and line breaks tell."""
    for match in SENTENCE.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.end() - (len(match.group()) - len(match.group().rstrip()))
        if end > start:
            yield Span(start, end)


@cache
def _groups() -> dict[str, str]:
    """Each word that tells an act in another word's stead, by the first of its row."""
    rows = (row.split() for row in table("steps")["answers"]["same"])
    return {word: row[0] for row in rows for word in row}


@cache
def _lemmas() -> dict[str, str]:
    words = sorted(_groups())
    forms = inflected(words, (), load().inflection)
    return {form: lemma for (_, form), lemma in forms.items()}


@cache
def _stops() -> frozenset[str]:
    rows = table("steps")["answers"]
    return frozenset(matching().stop) | frozenset(rows["little"].split())


def key_words(words: str) -> frozenset[str]:
    """What is done and to what, each word by its beginning, and words for one act by one of them."""
    found: set[str] = set()
    for word in re.findall(r"[^\W\d_]{3,}", fold(words)):
        word = _lemmas().get(word, word)
        if word not in _stops():
            found.add(_groups().get(word, word[:5]))
    return frozenset(found)
