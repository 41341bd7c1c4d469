"""Whether an event happened, goes on, is planned, proposed, alleged or denied, by the words around its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.lexicon import Lexicon
from communique.model.language import Sentence
from communique.model.span import Span

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "advcl", "obl", "nmod", "obj"})


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A status and the words that decide it; ``real`` is False for hypotheticals and negated acts: no events."""

    status: str
    span: Span | None = None
    real: bool = True


def status_of(sent: Sentence, anchor: int, token: int, lexicon: Lexicon) -> StatusReading:
    """The status of the event whose clause is headed by ``anchor`` and whose trigger is ``token``.

    The nearest cue decides: the clause's own auxiliaries and modifiers, then the words it hangs on, outwards.
    """
    for reading in _readings(sent, anchor, token, lexicon):
        return reading
    return StatusReading("happened")


def _readings(sent: Sentence, anchor: int, token: int, lexicon: Lexicon) -> Iterator[StatusReading]:
    cues = lexicon.status
    yield from _negation(sent, anchor, token, lexicon)
    yield from _unreal(sent, anchor, lexicon)
    for status in ("planned", "proposed", "hypothetical"):
        yield from _auxiliary(sent, anchor, status, lexicon)
    for status in ("alleged", "planned", "proposed", "hypothetical", "ongoing"):
        yield from _modifier(sent, {anchor, token}, status, lexicon)
    for c in sent.children(anchor, "mark"):
        if sent.tokens[c].form.lower() in cues.words("hypothetical", "markers"):
            yield StatusReading("proposed", sent.tokens[c].span, real=False)
    yield from _to_be_done(sent, anchor)
    yield from _scheduled(sent, anchor, token, lexicon)
    yield from _governed(sent, anchor, lexicon)
    if sent.tokens[anchor].xpos == "VBG" and any(sent.tokens[c].lemma == "be" for c in sent.children(anchor, "aux")):
        yield StatusReading("ongoing", sent.tokens[anchor].span)


def _negation(sent: Sentence, anchor: int, token: int, lexicon: Lexicon) -> Iterator[StatusReading]:
    words = lexicon.status.words("negation", "words")
    for i in (anchor, token):
        for c in sent.children(i, "advmod", "det", "cc", "aux"):
            if sent.tokens[c].form.lower() in words:
                yield StatusReading("denied", sent.tokens[c].span, real=False)
    for party in sent.children(anchor, "nsubj", "obj"):
        for c in (party, *sent.children(party, "det", "cc")):
            if sent.tokens[c].form.lower() in words:
                yield StatusReading("denied", sent.tokens[c].span, real=False)  # "no troops withdrew"


def _unreal(sent: Sentence, anchor: int, lexicon: Lexicon) -> Iterator[StatusReading]:
    """What should have been ("should have met") and what is asked of the reader ("please come") did not happen."""
    helpers = [sent.tokens[c] for c in sent.children(anchor, "aux")]
    modal = {t.form.lower() for t in helpers} & lexicon.status.words("hypothetical", "counterfactual")
    perfect = any(t.lemma == "have" and t.xpos == "VB" for t in helpers)
    plain = sent.tokens[anchor].xpos == "VB" and sent.tokens[anchor].rel in ("root", "parataxis", "ccomp")
    bare = plain and not helpers and not sent.children(anchor, "mark", "nsubj")
    if (modal and perfect) or bare or _is_pending(sent, anchor, lexicon) or _is_prevented(sent, anchor, lexicon):
        yield StatusReading("proposed", sent.tokens[anchor].span, real=False)


def _is_pending(sent: Sentence, anchor: int, lexicon: Lexicon) -> bool:
    """ "have yet to ratify": not done so far."""
    head = sent.tokens[anchor].head
    words = lexicon.status.words("hypothetical", "pending")
    above = sent.children(head, "advmod") if head >= 0 and sent.tokens[anchor].rel == "xcomp" else ()
    return any(sent.tokens[c].form.lower() in words for c in (*sent.children(anchor, "advmod"), *above)) and (
        sent.tokens[anchor].xpos == "VB"
    )


def _is_prevented(sent: Sentence, anchor: int, lexicon: Lexicon) -> bool:
    """What was averted, almost happened, or waits for "once" something has: it did not happen."""
    cues, token = lexicon.status, sent.tokens[anchor]
    if any(sent.tokens[c].form.lower() in cues.words("prevented", "adverbs") for c in sent.children(anchor, "advmod")):
        return True
    waits = {sent.tokens[c].form.lower() for c in sent.children(anchor, "mark")} & cues.words("prevented", "markers")
    if waits and token.xpos != "VBD":
        return True
    governed = token.head >= 0 and token.rel in ("xcomp", "advcl", "obj")
    return governed and sent.tokens[token.head].lemma.lower() in cues.words("prevented", "governors")


def _to_be_done(sent: Sentence, anchor: int) -> Iterator[StatusReading]:
    """What "is to" come: "are to meet", "is to be signed"."""
    marks = [c for c in sent.children(anchor, "mark") if sent.tokens[c].form.lower() == "to"]
    above = [sent.tokens[anchor].head] if sent.tokens[anchor].rel == "xcomp" else []
    be = [c for c in (*sent.children(anchor, "aux", "cop"), *above) if sent.tokens[c].xpos in ("VBZ", "VBP", "VBD")]
    for c in (c for c in be if marks and c < marks[0] and sent.tokens[c].lemma.lower() == "be"):
        yield StatusReading("planned", sent.tokens[c].span)


def _scheduled(sent: Sentence, anchor: int, token: int, lexicon: Lexicon) -> Iterator[StatusReading]:
    """What is said of the event itself: "the meeting is scheduled for Friday", "is due to sign"."""
    words = lexicon.status.words("planned", "governors") | lexicon.status.words("planned", "adjectives")
    for i in {anchor, token}:
        head = sent.tokens[i].head
        said = (
            sent.tokens[i].deprel in ("nsubj:pass", "nsubj") and head >= 0 and sent.tokens[head].upos in ("VERB", "ADJ")
        )
        if said and sent.tokens[head].xpos in ("VBN", "JJ") and sent.tokens[head].lemma.lower() in words:
            yield StatusReading("planned", sent.tokens[head].span)
        for c in sent.children(i, "mark", "cop"):
            if sent.tokens[c].form.lower() in lexicon.status.words("planned", "adjectives"):
                yield StatusReading("planned", sent.tokens[c].span)


def _auxiliary(sent: Sentence, anchor: int, status: str, lexicon: Lexicon) -> Iterator[StatusReading]:
    cues = lexicon.status
    for c in sent.children(anchor, "aux"):
        word = sent.tokens[c].form.lower()
        if word in cues.words(status, "auxiliaries"):
            if status == "hypothetical" and word in cues.words("planned", "past") and _reported(sent, anchor, lexicon):
                yield StatusReading("planned", sent.tokens[c].span)
            else:
                yield StatusReading(
                    "proposed" if status == "hypothetical" else status, sent.tokens[c].span, status != "hypothetical"
                )


def _reported(sent: Sentence, anchor: int, lexicon: Lexicon) -> bool:
    """ "would" is a past's future, not a condition, unless an "if" hangs on it."""
    below = sent.children(anchor, "advcl")
    return not any(
        sent.tokens[m].form.lower() in lexicon.grammar["condition"] for c in below for m in sent.children(c, "mark")
    )


def _modifier(sent: Sentence, tokens: set[int], status: str, lexicon: Lexicon) -> Iterator[StatusReading]:
    cues = lexicon.status
    for i in sorted(tokens):
        for c in sent.children(i, "advmod", "amod"):
            word = sent.tokens[c].lemma.lower()
            if word in cues.words(status, "adverbs") or word in cues.words(status, "adjectives"):
                yield StatusReading(
                    "proposed" if status == "hypothetical" else status, sent.tokens[c].span, status != "hypothetical"
                )


def _governed(sent: Sentence, anchor: int, lexicon: Lexicon) -> Iterator[StatusReading]:
    """Words above the clause, outwards: "plans to", "is due to", "accused X of", "will help to", "denied"."""
    i, links = anchor, lexicon.status.words("happened", "links")
    for _ in range(4):
        rel, head = sent.tokens[i].rel, sent.tokens[i].head
        if head < 0 or rel not in COMPLEMENTS | {"conj"}:
            return
        linked = any(sent.tokens[c].form.lower() in links for c in sent.children(i, "case", "mark"))
        if linked and not _asks(sent, head, lexicon):
            return
        if rel != "conj":
            finite = _is_finite(sent, i)
            yield from _governor(sent, i, head, finite, lexicon)
            if not finite:
                for status in ("planned", "proposed", "hypothetical"):
                    yield from _auxiliary(sent, head, status, lexicon)
        i = head


def _asks(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether a verb wants what follows it: "called for talks", against "fought for a year"."""
    return sent.tokens[i].lemma.lower() in lexicon.status.words("proposed", "governors")


def _is_finite(sent: Sentence, i: int) -> bool:
    if sent.tokens[i].xpos in FINITE:
        return True
    return any(sent.tokens[c].xpos in FINITE for c in sent.children(i, "aux", "cop"))


def _governor(sent: Sentence, i: int, head: int, finite: bool, lexicon: Lexicon) -> Iterator[StatusReading]:
    """What the word that a clause or noun hangs on says of it."""
    cues, rel = lexicon.status, sent.tokens[i].rel
    word = sent.tokens[head].lemma.lower()
    for status in ("denied", "alleged", "proposed", "hypothetical", "planned", "ongoing"):
        if word not in cues.words(status, "governors") and word not in cues.words(status, "adjectives"):
            continue
        if status == "ongoing" and rel != "xcomp":
            continue
        if status == "planned" and (finite or rel in ("obj", "nmod", "advcl")):
            continue
        if (status == "proposed" and finite) or (status == "hypothetical" and rel not in ("xcomp", "acl", "obl")):
            continue
        real = status != "hypothetical"
        yield StatusReading(status if real else "proposed", sent.tokens[head].span, real)
