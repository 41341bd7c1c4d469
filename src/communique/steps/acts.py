"""What is to be done, in words: the span of an act, those that share its verb, and the day by which it is due.

"Chad is to free nine miners, and Niger two drivers" tells two acts with one verb: the second is told by the words that
are its own and by the verb before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from communique.events.arguments import ChainIndex
from communique.events.dates import times_in
from communique.events.frame import preposition
from communique.model.event import Role
from communique.model.language import Sentence
from communique.model.span import Span, hull
from communique.model.time import Interval, TimeExpression
from communique.reference import load as load_reference

LONGEST = 45  # words of what is to be done
CLAUSES = ("nsubj", "aux", "mark", "cc", "parataxis", "punct")
PARTICLES = frozenset("over up out back off away down for".split())  # before what is handed over, or paid for
FREE_OF_SUBJECT = ("advcl", "parataxis", "ccomp")  # clauses beside an act that are no part of it, with a subject


@dataclass(frozen=True)
class Act:
    """One act of those that a verb tells.

    ``action`` are the words that are its alone, ``words`` all words that tell it, ``own`` who does it where that is
    told beside it, ``about`` whose it is, ``verb`` the token of its verb and ``object`` that of what it is done to.
    """

    verb: int
    object: int | None
    action: Span
    words: tuple[Span, ...]
    own: tuple[Role, ...] = ()
    about: tuple[Role, ...] = ()


def acts_of(index: ChainIndex, i: int, verb: int, stop: Sequence[int]) -> Iterator[Act]:
    """The acts that a verb tells; ``stop`` are tokens that tell something else."""
    sent = index.analysis.sentences[i].sentence
    subjects = sent.children(verb, "nsubj:pass")
    if subjects:
        yield from _passive(index, i, verb, subjects[0], stop)
        return
    inside = _inside(sent, verb, stop)
    object_ = next(iter((*sent.children(verb, "obj"), *_shared_objects(sent, verb))), None) or _object_behind(
        sent, verb
    )
    gaps = list(_gaps(index, i, verb, inside))
    cut = min((gap.first for gap in gaps), default=None)
    with_ = _beside(index, i, verb, inside)
    last = _last(sent, [k for k in inside if (cut is None or k < cut) and (with_ is None or k < with_[0])] or [verb])
    if last > verb or object_ is not None or sent.children(verb, "obl", "xcomp", "ccomp", "advmod", "compound:prt"):
        action = _hull(sent, verb, last)
        yield Act(verb, object_, action, (action,))
    for gap in gaps:
        action = _hull(sent, gap.noun_first, gap.last)
        yield Act(verb, gap.noun, action, (_verb_words(sent, verb), action), own=(gap.who,))
    if with_ is not None:
        action = _hull(sent, with_[0] + 1, with_[1])
        yield Act(verb, with_[2], action, (action,))


def _hull(sent: Sentence, first: int, last: int) -> Span:
    return hull((sent.tokens[first].span, sent.tokens[last].span))


def _verb_words(sent: Sentence, verb: int) -> Span:
    return hull(sent.tokens[k].span for k in (verb, *sent.children(verb, "compound:prt")))


def _object_behind(sent: Sentence, verb: int) -> int | None:
    """What is handed over where the tree takes the particle for a preposition: "hand over two launches to the navy"."""
    for c in sent.children(verb, "obl", "xcomp", "iobj"):
        if c > verb and sent.tokens[c].upos in ("NOUN", "PROPN") and c - verb < len(sent):
            cases = sent.children(c, "case")
            if not cases or (cases[0] == verb + 1 and sent.tokens[verb + 1].form.lower() in PARTICLES):
                last = [k for k in sent.children(verb, "iobj") if k > c]
                return last[-1] if last else c
    return None


def _inside(sent: Sentence, verb: int, stop: Sequence[int]) -> list[int]:
    """The words of an act: without coordinated clauses, and clauses beside it that have a subject of their own."""
    below = sent.subtree(verb)
    left_out = [
        c
        for c in below
        if c > verb
        and (
            (sent.tokens[c].rel == "conj" and _is_clause(sent, c, verb) and not shares_object(sent, verb, c))
            or (sent.tokens[c].rel in FREE_OF_SUBJECT and _has_own(sent, c))
            or (sent.tokens[c].rel == "acl" and sent.children(c, "cc") and sent.children(c, "nsubj"))
            or c in stop
        )
    ]
    others = {k for c in left_out for k in sent.subtree(c)}
    firsts = [c if c in stop else _opening(sent, c, verb) for c in left_out]
    inside = [k for k in sent.subtree(verb, CLAUSES) if k >= verb and k not in others]
    return [k for k in inside if not any(verb < first <= k for first in firsts)]


def _opening(sent: Sentence, c: int, verb: int) -> int:
    """Where a clause begins: the first of the words around its verb that belong to it without a gap."""
    below, first = set(sent.subtree(c)), c
    while first - 1 > verb and first - 1 in below:
        first -= 1
    return first


def _has_own(sent: Sentence, c: int) -> bool:
    """Whether a clause beside an act tells who does it: "while the army ...", but not "where they stand"."""
    return bool(sent.children(c, "nsubj")) and (
        any(sent.tokens[m].form.lower() in ("while", "whereas") for m in sent.children(c, "mark"))
        or sent.tokens[c].rel == "parataxis"
    )


def _is_clause(sent: Sentence, c: int, verb: int) -> bool:
    """Whether a coordinated word tells another act: a verb beside this one, or with a subject of its own."""
    return sent.tokens[c].upos == "VERB" and (sent.tokens[c].head == verb or bool(sent.children(c, "nsubj")))


def shares_object(sent: Sentence, verb: int, c: int) -> bool:
    """Whether what is done by two verbs is told behind the second alone: "build and run a school"."""
    joined = next(iter(sent.children(c, "cc")), None)
    if joined is None or joined + 1 != c or sent.children(c, "nsubj", "aux") or not _objects(sent, verb, c):
        return False
    between = range(verb + 1, joined)
    return not between or (len(between) == 1 and sent.tokens[verb + 1].upos in ("ADP", "ADV"))


def _shared_objects(sent: Sentence, verb: int) -> Iterator[int]:
    for c in sent.children(verb, "conj"):
        if shares_object(sent, verb, c):
            yield from _objects(sent, verb, c)


def _objects(sent: Sentence, verb: int, c: int) -> tuple[int, ...]:
    """What stands behind the second of two verbs as the object of one of them."""
    told = (*sent.children(c, "obj"), *sent.children(verb, "obj", "obl"))
    return tuple(k for k in told if k > c)


def _last(sent: Sentence, inside: Sequence[int]) -> int:
    last = min(max(inside), inside[0] + LONGEST)
    while last > inside[0] and (
        sent.tokens[last].upos in ("PUNCT", "CCONJ", "ADP", "SCONJ") and sent.tokens[last].deprel != "compound:prt"
    ):
        if sent.tokens[last].head == inside[0] and sent.tokens[last].rel != "cc":
            break
        last -= 1
    return last


# -- several acts with one verb ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Gap:
    first: int
    noun_first: int
    noun: int
    last: int
    who: Role


def _gaps(index: ChainIndex, i: int, verb: int, inside: Sequence[int]) -> Iterator[_Gap]:
    """Acts whose verb is left out: "... is to free nine miners, and [Niger] [two drivers]"."""
    sent = index.analysis.sentences[i].sentence
    for c in inside:
        if sent.tokens[c].rel != "conj" or sent.tokens[c].upos not in ("NOUN", "PROPN"):
            continue
        phrase = [k for k in sent.subtree(c) if k > verb and sent.tokens[k].deprel not in ("cc", "punct")]
        start = min(phrase)
        found = index.named_tokens.get((i, start)) or index.at(i, start)
        if not found or found[0].kind not in ("country", "organisation", "group") or sent.tokens[start].upos != "PROPN":
            continue
        after = [k for k in phrase if k > start and sent.tokens[k].span.start >= found[1].span.end]
        if after and sent.tokens[min(after)].upos in ("NUM", "DET") and c in after:
            named = Role("who", found[0].id, found[1].span)
            opens = min(k for k in sent.subtree(c) if k > verb)
            yield _Gap(opens, min(after), c, max(after), named)


def _beside(index: ChainIndex, i: int, verb: int, inside: Sequence[int]) -> tuple[int, int, int] | None:
    """What has to go with an act: "..., with a Chadian inspector at each well"."""
    sent = index.analysis.sentences[i].sentence
    for c in sent.children(verb, "obl"):
        if c not in inside or preposition(sent, c) != "with" or not sent.children(c, "det"):
            continue
        phrase = sent.subtree(c)
        first = min(phrase)
        comma = first if sent.tokens[first].form == "," else first - 1
        if c > verb and sent.tokens[comma].form == "," and sent.children(c, "nmod") and index.at(i, c):
            words_ = [k for k in phrase if sent.tokens[k].upos != "PUNCT"]
            opens = next(k for k in words_ if sent.tokens[k].form.lower() == "with")
            return opens, max(words_), c
    return None


def _passive(index: ChainIndex, i: int, verb: int, subject: int, stop: Sequence[int]) -> Iterator[Act]:
    """What is to be done to something: its words, and one act for each owner of "the dead of A and of B"."""
    sent = index.analysis.sentences[i].sentence
    inside = _inside(sent, verb, stop)
    last = _last(sent, [verb, *(k for k in inside if k > verb)])
    auxiliary = sent.children(verb, "aux")
    done = _hull(sent, min((verb, *(k for k in auxiliary if k > subject))), last)
    phrase = [k for k in sent.subtree(subject, ("acl", "punct")) if k < verb]
    whole = _hull(sent, min(phrase), max(phrase))
    parts = _owned_parts(index, i, subject)
    if len({role.chain for _, role in parts}) < 2:
        yield Act(verb, subject, hull((whole, done)), (hull((whole, done)),), about=_owners(index, i, subject))
        return
    start = min(sent.subtree(parts[0][0]))
    head = _hull(sent, min(phrase), start) if start >= min(phrase) else whole
    for noun, role in parts:
        own = [k for k in sent.subtree(noun, ("conj", "cc", "punct", "case")) if k < verb]
        action = _hull(sent, min(own), max(own))
        before = (head,) if head.end <= action.start else ()
        yield Act(verb, subject, action, (*before, action, done), about=(role,))


def _owned_parts(index: ChainIndex, i: int, subject: int) -> list[tuple[int, Role]]:
    """ "the remains of [three Chadians] and [two Malians]": the nouns of a list with the country of each."""
    sent = index.analysis.sentences[i].sentence
    for c in (subject, *sent.children(subject, "nmod")):
        listed = [c, *sent.children(c, "conj")]
        owners = [(k, _owners(index, i, k, False)) for k in listed]
        if len(listed) > 1 and all(len(found) == 1 for _, found in owners):
            return [(k, found[0]) for k, found in owners]
    return []


def _owners(index: ChainIndex, i: int, token: int, deep: bool = True) -> tuple[Role, ...]:
    """Whose a thing is, or of which country."""
    sent = index.analysis.sentences[i].sentence
    found = []
    for k in (token, *sent.children(token, "nmod:poss", "amod", "compound", *(("nmod",) if deep else ()))):
        chain = index.at(i, k)
        if chain and (chain[0].kind in ("country", "organisation") or chain[0].country):
            found.append(Role("about", chain[0].id, chain[1].span))
        elif people := _people(index, sent.tokens[k].form):
            found.append(Role("about", people, sent.tokens[k].span))
    return tuple(dict.fromkeys(found[:1] if not deep else found))


def _people(index: ChainIndex, form: str) -> str | None:
    """The chain of the country that a people's name stands for: "Chadians"."""
    match = load_reference().country(form) if form[:1].isupper() else None
    chains = (c.id for c in index.analysis.chains if match and c.country and c.country.value == match.alpha3)
    return next(chains, None)


# -- the day -----------------------------------------------------------------------------------------------------------


def due_of(
    index: ChainIndex,
    i: int,
    verb: int,
    words: tuple[frozenset[str], frozenset[str]],
    last: tuple[Interval, Span] | None,
    forward: Callable[[TimeExpression], TimeExpression],
) -> tuple[Interval, Span] | None:
    """The time by which an act is due, told at it or before all acts of the sentence; ``last`` is that told before.

    ``forward`` places a day without a year after the report.
    """
    by, at = words
    sent = index.analysis.sentences[i].sentence
    plain = None
    for time in map(forward, times_in(index.analysis, sent.span)):
        heads = sent.within(time.span)
        if not heads or time.interval is None:
            continue
        top = next((k for k in heads if sent.tokens[k].head not in heads), heads[0])
        if not _is_time_of(sent, verb, top):
            continue
        before = [sent.tokens[k].form.lower() for k in range(max(0, heads[0] - 2), heads[0])]
        told = {preposition(sent, top), sent.tokens[heads[0]].form.lower(), "_".join(before), *before}
        if told & by:
            return _last_day(time.interval, sent.tokens[heads[0]].form.lower() == "before"), time.span
        if told & at and _is_later(index, time.interval) and plain is None:
            plain = (time.interval, time.span)
    return _same_day(sent, verb, by, last) or plain


def _is_later(index: ChainIndex, interval: Interval) -> bool:
    published = index.analysis.report.published_on
    return published is None or interval.end > published


def _is_time_of(sent: Sentence, verb: int, top: int) -> bool:
    """Whether a time belongs to an act: below it and to no act between, behind its governor, or ahead of all acts."""
    above = [k for k in sent.ancestors(top) if sent.tokens[k].upos in ("VERB", "AUX")]
    if verb in above:
        return above[0] == verb or not sent.children(above[0], "nsubj")
    governor = sent.tokens[verb].head
    if above and above[0] == governor and sent.tokens[verb].rel in ("xcomp", "ccomp") and top > verb:
        return True
    chain = [verb, *sent.ancestors(verb)]
    return bool(above) and above[0] in chain and top < min(k for k in chain if sent.tokens[k].upos in ("VERB", "AUX"))


def _same_day(
    sent: Sentence, verb: int, by: frozenset[str], last: tuple[Interval, Span] | None
) -> tuple[Interval, Span] | None:
    """ "by the same day": the day told before."""
    for c in sent.children(verb, "obl"):
        same = any(sent.tokens[k].form.lower() in ("same", "that") for k in sent.children(c, "amod", "det"))
        if (
            last
            and same
            and sent.tokens[c].lemma.lower() in ("day", "date", "time")
            and preposition(sent, c) in by | {"on"}
        ):
            return last
    return None


def _last_day(interval: Interval, before: bool) -> Interval:
    """The end of a time, which "before" leaves out though papers mean it: "before 30 June" is due on that day."""
    end = interval.end + timedelta(days=1) if before and interval.days > 1 else interval.end
    start = end if interval.precision == "period" else min(interval.start, end)
    return replace(interval, start=start, end=end, precision="day" if start == end else interval.precision)
