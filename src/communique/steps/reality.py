"""Whether a step of an agreement or body is done, to come, only wished, or denied, by the words that tell it.

Steps are told more often than other acts as a hope or a condition ("without a deal being struck", "once it is
ratified"), of things that may never be. What is told so is no step, or one to come.
"""

from __future__ import annotations

from communique.events.arguments import ChainIndex
from communique.events.dates import times_in
from communique.events.frame import preposition
from communique.events.status import StatusReading, status_of
from communique.model.event import EventMention
from communique.model.language import Sentence
from communique.model.span import Span, hull
from communique.steps.told import Told
from communique.steps.words import step_words

CONCLUDED = ("announced", "negotiated", "signed")


def status_told(index: ChainIndex, sent: Sentence, told: Told, event: EventMention | None) -> StatusReading | None:
    """That of the event told by the same words; else by the words around. What is a condition is no step."""
    anchor = told.frame.anchor
    if told.status == "happened":
        return StatusReading("happened")  # "is no more"
    if (pending := _pending(sent, anchor)) is not None:
        return StatusReading("denied", pending, real=False)
    if (plan := _agreed_on(sent, told) or _laid_down(sent, told) or _awaited(sent, anchor)) is not None:
        return StatusReading("planned", plan)
    reading = status_of(sent, anchor, told.frame.token, index.lexicon)
    if reading.status == "denied":
        return reading
    beside = sent.tokens[anchor].deprel == "acl:relcl" and _is_past(
        sent, anchor
    )  # "will send the group, which was set up"
    own = _is_perfect(sent, anchor) or _is_done_to(sent, told) or beside
    if own and reading.span and sent.at(reading.span.start) not in sent.children(anchor):
        reading = StatusReading("happened")  # its own "has" decides, not the words around
        event = None
    if told.status and reading.status == "happened":
        return StatusReading(told.status, sent.tokens[told.frame.token].span)
    if (cue := _wished(sent, told)) is not None:
        return StatusReading("proposed", cue)
    cue = _to_come(index, sent, told) if reading.real and reading.status == "happened" else None
    if cue is not None:
        return StatusReading("planned", cue)
    done = reading.status == "happened" and _is_past(sent, anchor)
    if event is not None and event.status == "ongoing" and (cue := _to_come(index, sent, told)) is not None:
        return StatusReading("planned", cue)  # "it is now for the president to ratify it"
    if event is not None and not event.faint and not (done and event.status == "planned"):
        return StatusReading(event.status, event.status_span)
    return reading if reading.real else None


def _agreed_on(sent: Sentence, told: Told) -> Span | None:
    """The agreement's noun in "a memorandum on setting up a centre": what it is about is still to be founded."""
    token = sent.tokens[told.frame.token]
    if told.thing.kind != "body" or told.step != "founded" or token.xpos != "VBG" or token.head < 0:
        return None
    if sent.children(told.frame.token, "aux", "nsubj") or not sent.children(told.frame.token, "mark", "case"):
        return None
    above = sent.tokens[token.head]
    return above.span if above.lemma.lower() in step_words().forms else None


def _laid_down(sent: Sentence, told: Told) -> Span | None:
    """The verb by which an agreement has a body set up: "the treaty provides for the creation of a commission"."""
    known = step_words()
    if told.thing.kind != "body" or told.step not in ("founded", "working", "staffed"):
        return None
    for k in sent.ancestors(told.frame.anchor):
        subjects = {sent.tokens[c].lemma.lower() for c in sent.children(k, "nsubj")}
        if sent.tokens[k].lemma.lower() in known.lays_down and subjects & (known.forms.keys() | {"it", "which"}):
            return sent.tokens[k].span
    return None


def _awaited(sent: Sentence, anchor: int) -> Span | None:
    """The word that makes of what is done the condition of what is to come: "will begin [once] all have signed"."""
    head, first = sent.tokens[anchor].head, min(sent.subtree(anchor))
    helpers = [sent.tokens[c] for c in sent.children(anchor, "aux")]
    word = sent.tokens[first]
    if head < 0 or word.form.lower() not in step_words().waiting or not any(t.xpos in ("VBP", "VBZ") for t in helpers):
        return None
    return word.span if any(sent.tokens[c].xpos == "MD" for c in sent.children(head, "aux")) else None


def _pending(sent: Sentence, anchor: int) -> Span | None:
    """The "yet" of "has yet to be switched on"."""
    marks = {sent.tokens[c].form.lower() for c in sent.children(anchor, "mark")}
    yet = [c for c in sent.children(anchor, "advmod") if sent.tokens[c].form.lower() == "yet" and c < anchor]
    return sent.tokens[yet[0]].span if yet and "to" in marks else None


def _wished(sent: Sentence, told: Told) -> Span | None:
    """The words that make an act a hope or an idea: "spoke of extending it", "without a deal being struck"."""
    known, anchor = step_words(), told.frame.anchor
    token = sent.tokens[anchor]
    if token.xpos not in ("VBG", "VB", "VBN") or _is_past(sent, anchor):
        return None
    marks = [c for c in sent.children(anchor, "mark", "case") if sent.tokens[c].form.lower() in known.open]
    at = sent.at(told.mention.start)
    if at is not None and preposition(sent, at) in known.open - known.open_to_any:
        return sent.tokens[sent.children(at, "case")[0]].span  # "without a deal being struck"
    if token.xpos == "VB" and told.step in CONCLUDED and _is_any(sent, told) and (aim := _aim(sent, anchor)):
        return aim  # "tried to strike a deal"
    sure = [c for c in marks if sent.tokens[c].form.lower() not in known.open_to_any or _is_any(sent, told)]
    if sure and token.xpos != "VB":
        return sent.tokens[sure[0]].span
    above = sent.tokens[token.head] if token.head >= 0 else None
    if token.xpos == "VBG" and above and above.lemma.lower() in known.musing:
        return above.span
    aims = token.xpos == "VBG" and token.rel in ("acl", "nmod", "obl", "csubj", "nsubj") and told.step in CONCLUDED
    return token.span if aims and not sent.children(anchor, "aux", "nsubj") and _is_any(sent, told) else None


def _aim(sent: Sentence, anchor: int) -> Span | None:
    """The verb or noun on which an infinitive hangs that only says what for: "a push to", not "agreed to", "is to"."""
    token, known = sent.tokens[anchor], step_words()
    if token.head < 0 or any(sent.tokens[c].xpos == "MD" for c in sent.children(anchor, "aux")):
        return None
    above = sent.tokens[token.head]
    if token.rel not in ("xcomp", "advcl", "acl", "ccomp", "obl") or above.lemma.lower() in known.resolved:
        return None
    return above.span if any(sent.tokens[c].form.lower() == "to" for c in sent.children(anchor, "mark")) else None


def _is_any(sent: Sentence, told: Told) -> bool:
    """Whether the thing is any of its sort, not one in particular: "a deal"."""
    at = sent.at(told.mention.start)
    words = () if at is None or told.thing.name else sent.children(at, "det")
    return any(sent.tokens[c].form.lower() in ("a", "an", "any") for c in words)


def _is_done_to(sent: Sentence, told: Told) -> bool:
    """Whether a participle behind the thing's noun tells what was done to it: "under a statement issued in Oslo"."""
    token, at = sent.tokens[told.frame.anchor], sent.at(told.mention.start)
    bare = token.xpos in ("VBN", "VBD") and token.rel == "acl" and not sent.children(told.frame.anchor, "aux", "mark")
    dets = [sent.tokens[c].form.lower() for c in sent.children(token.head, "det")] if token.head >= 0 else []
    return bare and at is not None and sent.tokens[token.head].span.overlaps(told.mention) and "any" not in dets


def _is_perfect(sent: Sentence, anchor: int) -> bool:
    """Whether a verb has a perfect of its own: "has come", not "would have come"."""
    helpers = [sent.tokens[c] for c in sent.children(anchor, "aux")]
    return any(t.xpos in ("VBZ", "VBP", "VBD") and t.lemma == "have" for t in helpers)


def _is_past(sent: Sentence, anchor: int) -> bool:
    """Whether a verb tells of the past by its own form: "signed", "has come"."""
    children = sent.children(anchor, "aux")
    helpers = {sent.tokens[c].lemma for c in children}
    token = sent.tokens[anchor]
    present = {sent.tokens[c].lemma for c in children if sent.tokens[c].xpos in ("VB", "VBG")}
    participle = bool(helpers & {"have", "be"}) and "will" not in helpers and not present & {"be"}
    return token.xpos == "VBD" or (token.xpos == "VBN" and participle)


def _to_come(index: ChainIndex, sent: Sentence, told: Told) -> Span | None:
    """The words that leave an act undone: "[to] ratify", "enters into force [once]", "expires in [2040]"."""
    anchor = told.frame.anchor
    token = sent.tokens[anchor]
    marks = [c for c in sent.children(anchor, "mark") if sent.tokens[c].form.lower() == "to"]
    if token.xpos == "VB":
        return sent.tokens[marks[0]].span if marks else token.span
    helpers = [sent.tokens[c] for c in sent.children(anchor, "aux")]
    waiting = step_words().waiting
    if any(sent.tokens[c].form.lower() in waiting for c in sent.children(anchor, "mark", "advmod")):
        own = [t for t in (token, *helpers) if t.xpos in ("VBZ", "VBP")]
        if own and not any(t.xpos == "VBD" or t.lemma == "have" for t in helpers):
            return own[0].span  # "after a deal is signed"
    if token.xpos not in ("VBZ", "VBP") or helpers:
        return None
    below = [c for a in sent.children(anchor, "advcl") for c in sent.children(a, "mark", "advmod")]
    waits = [c for c in below if sent.tokens[c].form.lower() in waiting]
    if waits:
        return sent.tokens[waits[0]].span
    published = index.analysis.report.published_on
    inside = hull(sent.tokens[k].span for k in sent.subtree(anchor, ("advcl", "parataxis", "acl:relcl")))
    if told.step == "in_force" and (days := times_in(index.analysis, inside)):
        return days[0].span  # what "takes effect on Monday" does so on the next
    later = [
        t
        for t in times_in(index.analysis, sent.span)
        if t.interval and (t.interval.start > published if published else token.head < 0 or token.rel == "parataxis")
    ]
    return later[0].span if later else None
