"""Sentences that answer what was told before by denying it: "The ministry called this an invention".

Such a sentence tells no act of its own, so no event is read in it; but without it the record would hold for undisputed
what one side tells and the other denies a line further down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique.lexicon import table
from communique.model.analysis import Analysis
from communique.model.event import EventMention, plover_name
from communique.model.language import Sentence
from communique.model.span import Span, hull

NEGATED = "negated"  # what a mention of an act said not to have happened is faint for
BACK = 3  # sentences over which a denial may answer


@dataclass(frozen=True)
class Words:
    """`data/en/denials.toml`."""

    verbs: frozenset[str]
    calls: frozenset[str]
    names: frozenset[str]
    objects: frozenset[str]
    charges: frozenset[str]
    takes_place: frozenset[str]
    phrases: tuple[str, ...]


@cache
def words() -> Words:
    """The words that deny."""
    row = table("denials")
    names = ("verbs", "calls", "names", "objects", "charges", "takes_place")
    return Words(**{name: frozenset(row[name].split()) for name in names}, phrases=tuple(row["phrases"]))


def with_denials(analysis: Analysis, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """The events with the passages that deny them; what is only said not to have happened is no event."""
    kept = [e for e in events if e.faint != NEGATED]
    found: dict[str, list[Span]] = {}
    for i, parsed in enumerate(analysis.sentences):
        denied = _denied(analysis, i, [e for e in events if e.sentence == i], kept)
        if denied is not None:
            found.setdefault(denied.id, []).append(hull(t.span for t in parsed.sentence.tokens))
            if answers(parsed.sentence):  # "denies it" is no act beside the one denied
                kept = [e for e in kept if e.sentence != i or e.status != "denied"]
    return tuple(replace(e, denials=tuple(found[e.id])) if e.id in found else e for e in kept)


def _denied(
    analysis: Analysis, i: int, own: Sequence[EventMention], events: Sequence[EventMention]
) -> EventMention | None:
    """The event told before that sentence ``i``, which tells ``own``, denies."""
    sent = analysis.sentences[i].sentence
    before = [e for e in events if 0 < i - e.sentence <= BACK and _is_deniable(e)]
    again = [e for e in before if not e.faint and any(_takes_back(o, e) for o in own)]
    if again:
        return max(again, key=lambda e: e.trigger)
    if any(not e.faint and e.status != "denied" and plover_name(e.kind) != "REJECT" for e in own):
        return None
    if answers(sent):
        before = [e for e in before if e.sentence == i - 1 or _is_named(e, analysis, sent)]
    elif _says_none(sent, analysis.sentences[i - 1].sentence if i else None):
        before = [e for e in before if e.sentence == i - 1 and _is_charged(e)]
    else:
        return None
    if _denies_charge(sent):
        before = [e for e in before if _is_charged(e)]
    return max(before, key=lambda e: (e.sentence, not e.faint, e.kind != "accusation", e.trigger), default=None)


def _takes_back(later: EventMention, event: EventMention) -> bool:
    """Whether a mention says of an act of the same sort that it did not happen."""
    if plover_name(later.kind) != plover_name(event.kind):
        return False
    shared = {r.chain for r in later.roles} & {r.chain for r in event.roles}
    return later.faint == NEGATED or (later.status == "denied" and not later.faint and bool(shared))


def _is_deniable(event: EventMention) -> bool:
    """Whether it is an act or a charge; that a word was said is seldom what is denied."""
    words_only = event.kind == "praise" or plover_name(event.kind) in ("REQUEST", "REJECT", "THREATEN", "AGREE")
    return event.status not in ("planned", "proposed", "denied") and not words_only


def _is_charged(event: EventMention) -> bool:
    """Whether one side tells it of the other."""
    return event.kind == "accusation" or event.status == "alleged"


def _is_named(event: EventMention, analysis: Analysis, sent: Sentence) -> bool:
    """Whether a sentence names a party of the event."""
    span = hull(t.span for t in sent.tokens)
    named = {c.id for c in analysis.chains if any(m.span.overlaps(span) for m in c.mentions)}
    return any(role.chain in named for role in event.roles if role.is_party)


def _denies_charge(sent: Sentence) -> bool:
    """Whether it is a charge or a claim, by that word, that a sentence denies."""
    return any(t.lemma.lower() in words().charges and t.rel in ("obj", "nsubj") for t in sent.tokens)


def _says_none(sent: Sentence, before: Sentence | None) -> bool:
    """Whether a sentence says of a thing told of before that there was none: "said that no gas was used"."""
    told = {t.lemma.lower() for t in before.tokens if t.upos == "NOUN"} if before else set()
    none = (t.head for t in sent.tokens if t.form.lower() == "no" and t.rel == "det")
    return any(sent.tokens[head].lemma.lower() in told for head in none)


def answers(sent: Sentence) -> bool:
    """Whether a sentence denies something that it does not tell itself."""
    known = words()
    text = " ".join(t.form.lower() for t in sent.tokens)
    if any(phrase in text for phrase in known.phrases):
        return True
    return any(_denies(sent, i) or _calls_false(sent, i) for i in range(len(sent)))


def _denies(sent: Sentence, i: int) -> bool:
    token, known = sent.tokens[i], words()
    if token.upos != "VERB" or not {token.lemma.lower(), _base(token.form.lower())} & known.verbs:
        return False
    objects = [sent.tokens[c] for c in sent.children(i, "obj")]
    if objects:
        return any(o.lemma.lower() in known.objects for o in objects)
    clauses = sent.children(i, "ccomp", "xcomp")
    heads = [sent.tokens[k] for c in clauses for k in (c, *sent.children(c, "aux"))]
    return any(t.lemma.lower() in known.takes_place or t.xpos == "VBG" for t in heads)  # "denies having paid"


def _base(form: str) -> str:
    """The verb of "denies": not every such form is known to the lemmatiser."""
    return f"{form.removesuffix('ies')}y" if form.endswith("ies") else form


def _calls_false(sent: Sentence, i: int) -> bool:
    """ "Called the story an invention", "the charge is baseless"."""
    known = words()
    if sent.tokens[i].lemma.lower() not in known.names:
        return False
    above = [i, *sent.ancestors(i)]
    if not any(sent.tokens[a].lemma.lower() in known.calls for k in above for a in (k, *sent.children(k, "cop"))):
        return False
    parties = (c for a in above for c in sent.children(a, "obj", "nsubj"))
    return any(sent.tokens[c].lemma.lower() in known.objects for c in parties)
