"""The steps of agreements and bodies in one report, by the verbs, nouns and phrases of `data/en/steps.toml`.

The trees bring the ways of saying one thing to one frame, as for events; an event of the same words lends its status,
date and parties, and acts that the model reads in words of no table ("put their names to it") are steps as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise, takewhile

from communique.entities.phrases import determiner, phrase_span
from communique.events.arguments import ChainIndex
from communique.events.frame import Frame, coordinated, frame_of, preposition, verb_lemmas
from communique.model.event import EventMention
from communique.model.language import Sentence
from communique.model.span import Span
from communique.model.step import StepMention
from communique.model.time import TimeExpression
from communique.steps.gapped import with_gapped
from communique.steps.meant import main_thing, thing_at, told_just_before
from communique.steps.mention import mention_of
from communique.steps.things import Things
from communique.steps.told import Reader, Told
from communique.steps.words import Phrase, Step, step_words

OF_EVENTS = {"agreement_signed": "signed", "agreement_ratified": "ratified"}
SIGNED = ("signed", "extended", "amended")


def find_steps(
    index: ChainIndex,
    things: Things,
    events: Iterable[EventMention],
    forward: Callable[[TimeExpression], TimeExpression] = lambda t: t,
) -> tuple[StepMention, ...]:
    """All steps told in a report, in text order, each of one thing at one place once."""
    if not things.all:
        return ()
    by_trigger = {(e.sentence, e.trigger): e for e in events}
    reader = Reader(index, things, by_trigger, forward, step_words())
    found: dict[tuple[str, str, Span], StepMention] = {}
    for i, parsed in enumerate(index.analysis.sentences):
        every = list(_in_sentence(reader, parsed.sentence, i))
        tokens = {told.frame.token for told in every}
        for told in every:
            mention = mention_of(reader, parsed.sentence, i, told, tokens)
            if mention is None or (told.step == "acted" and mention.status not in ("happened", "ongoing")):
                continue
            for each in with_gapped(reader, parsed.sentence, i, mention):
                found.setdefault((each.thing, each.step, each.trigger), each)
    mentions = sorted(found.values(), key=lambda m: (m.sentence, m.trigger, m.step, m.thing))
    return tuple(m for m in mentions if _is_sure(m, mentions) and not _is_again(m, mentions))


def _is_sure(mention: StepMention, told: list[StepMention]) -> bool:
    """Not a signing that leaves its agreement unsaid, where none is told nearby: "the ministers signed in Oslo"."""
    if mention.step != "signed" or mention.mention != mention.trigger:
        return True
    near = (m for m in told if m.thing == mention.thing and 0 <= mention.sentence - m.sentence <= 2)
    return any(m.mention != m.trigger and m.step in SIGNED for m in near)


def _is_again(mention: StepMention, told: list[StepMention]) -> bool:
    """Whether an act that only shows a body at work is not the first of a report."""
    if mention.step != "acted":
        return False
    first = next(m for m in told if (m.thing, m.step) == (mention.thing, mention.step))
    return mention is not first or any(m.trigger == mention.trigger and m.step != "acted" for m in told)


# -- words -------------------------------------------------------------------------------------------------------------


def _in_sentence(reader: Reader, sent: Sentence, i: int) -> Iterator[Told]:
    """What words of the tables tell, and for other words what the model reads as a signing or ratifying."""
    found = list(_by_words(reader, sent, i))
    known = {told.frame.token for told in found}
    yield from found
    yield from (told for told in _by_event(reader, sent, i) if told.frame.token not in known)
    yield from _renamed(reader, sent, i)


def _renamed(reader: Reader, sent: Sentence, i: int) -> Iterator[Told]:
    """A new name told by words of no frame: "the liaison office becomes the Lapland Centre"."""
    text = reader.index.analysis.report.text
    here = sorted((t, thing) for (s, t), thing in reader.things.at.items() if s == i)
    for (t, one), (u, two) in pairwise(here):
        between = text[sent.tokens[t].span.end : sent.tokens[u].span.start]
        name = next((m for m in two.mentions if m.covers(sent.tokens[u].span)), None)
        between = text[sent.tokens[t].span.end : name.start] if name else between
        if one.also == two.id and reader.known.renamed.search(between):
            verb = next((k for k in range(t, u) if sent.tokens[k].upos == "VERB"), t)
            yield Told("renamed", one, sent.tokens[t].span, frame_of(sent, verb, reader.index.lexicon))


def _by_words(reader: Reader, sent: Sentence, i: int) -> Iterator[Told]:
    for t, token in enumerate(sent.tokens):
        if token.upos in ("VERB", "AUX", "ADJ") or token.xpos.startswith("VB"):
            yield from _by_verb(reader, sent, i, t)
        elif token.upos in ("NOUN", "PROPN"):
            yield from _by_noun(reader, sent, i, t)
            yield from _by_people(reader, sent, i, t)
        if sent.children(t, "cop"):
            yield from _by_predicate(reader, sent, i, t)


def _by_people(reader: Reader, sent: Sentence, i: int, t: int) -> Iterator[Told]:
    """Who staffs a body, told behind it: "a group of twenty officers from Brunei"."""
    thing = reader.things.at.get((i, t))
    for c in sent.children(t, "nmod") if thing and thing.kind == "body" else ():
        of_people = sent.tokens[c].lemma.lower() in reader.known.members and preposition(sent, c) in ("of", "with")
        for d in sent.children(c, "nmod") if of_people else ():
            if thing and preposition(sent, d) == "from":
                senders = tuple(coordinated(sent, d, reader.index.lexicon))
                yield Told("supplied", thing, sent.tokens[t].span, Frame(c, c, False, {"by": senders}))


def _by_predicate(reader: Reader, sent: Sentence, i: int, t: int) -> Iterator[Told]:
    """What a thing is said to be: "the mission is at work", "the centre is no more"."""
    frame = Frame(t, t, False, {"subject": tuple(sent.children(t, "nsubj"))})
    for phrase in reader.known.phrases:
        fits = "be" in phrase.verbs and sent.tokens[t].lemma.lower() in phrase.nouns
        if fits and (preposition(sent, t) in phrase.behind if phrase.behind else not preposition(sent, t)):
            yield from _by_phrase(reader, sent, i, phrase, frame)


def _by_verb(reader: Reader, sent: Sentence, i: int, t: int) -> Iterator[Told]:
    lemmas = frozenset(verb_lemmas(sent, t, reader.index.lexicon))
    frame = frame_of(sent, t, reader.index.lexicon)
    for phrase in reader.known.phrases:
        if lemmas & phrase.verbs and _carries(sent, t, frame, phrase):
            yield from _by_phrase(reader, sent, i, phrase, frame)
    yield from _decided(reader, sent, i, t, lemmas, frame)
    yield from _held_back(reader, sent, lemmas, frame)
    yield from _doing(reader, sent, i, t, frame)
    yield from _unbound(reader, sent, i, t, lemmas, frame)
    yield from _staff(reader, sent, i, t, lemmas, frame)
    for step in reader.known.steps:
        if lemmas.isdisjoint(_verbs_of(step)):
            continue
        behind = tuple(sorted(prep for verb, prep in step.behind if verb in lemmas))
        if lemmas & step.object and step.of == "agreement" and _is_text(reader, sent, frame, lemmas):
            yield from _told(reader, sent, i, step.of, "announced", frame, ("object", "on"))
        elif lemmas & step.object and not _is_left_so(sent, t, frame, lemmas, reader):
            yield from _told(reader, sent, i, step.of, step.name, frame, ("object", "on"), step.status)
        if lemmas & step.object & reader.known.implied and not frame.get("object") and not frame.passive:
            yield from _implied(reader, sent, i, step.name, frame)
        if lemmas & step.subject and not frame.passive and not _has_object(sent, frame):
            yield from _told(reader, sent, i, step.of, step.name, frame, ("subject",))
        if behind and not (
            frame.get("object") and lemmas & reader.known.lays_down
        ):  # "provides a house for the office"
            yield from _told(reader, sent, i, step.of, step.name, frame, behind, step.status)
        if behind and step.name == "staffed":
            yield from _represented(reader, sent, i, t, frame, behind)
        if (step.of, step.name) == ("body", "founded") and lemmas & step.object and not step.status:
            yield from _opened(reader, sent, i, t, frame)


@cache
def _verbs_of(step: Step) -> frozenset[str]:
    """The verbs that may tell a step."""
    return step.object | step.subject | {verb for verb, _ in step.behind}


def _is_left_so(sent: Sentence, t: int, frame: Frame, lemmas: frozenset[str], reader: Reader) -> bool:
    """Whether something is only left as it is: "the treaty was left untouched", "leaves the mandate unchanged"."""
    return bool(lemmas & reader.known.leaves) and (frame.passive or bool(sent.children(t, "xcomp", "advcl", "ccomp")))


def _represented(
    reader: Reader, sent: Sentence, i: int, t: int, frame: Frame, behind: tuple[str, ...]
) -> Iterator[Told]:
    """A body that stands behind another word of the clause: "are represented with ten officers in the centre"."""
    for k in sent.subtree(t, ("acl:relcl", "advcl", "conj", "parataxis", "ccomp")):
        thing = reader.things.at.get((i, k))
        if thing and thing.kind == "body" and k not in frame.get(*behind) and preposition(sent, k) in behind:
            senders = {"by": frame.get("object" if frame.passive else "subject")}
            yield Told("staffed", thing, sent.tokens[k].span, replace(frame, slots=senders))


def _opened(reader: Reader, sent: Sentence, i: int, t: int, frame: Frame) -> Iterator[Told]:
    """The founding of the body that a report is about, told without it: "opened on 3 May with ten officers"."""
    told = sent.tokens[t].xpos == "VBN" and sent.tokens[t].rel in ("root", "conj", "parataxis")
    if told and not frame.get("subject", "object") and not sent.children(t, "mark"):
        yield from _implied(reader, sent, i, "founded", frame, "body")


def _has_object(sent: Sentence, frame: Frame) -> bool:
    """Whether a verb has an object that is no stray "that" of a clause within its subject."""
    return any(k not in frame.get("subject") and sent.tokens[k].xpos != "WDT" for k in frame.get("object"))


def _is_text(reader: Reader, sent: Sentence, frame: Frame, lemmas: frozenset[str]) -> bool:
    """Whether it is only a text that is agreed on."""
    return "agree" in lemmas and any(
        sent.tokens[k].lemma.lower() in reader.known.texts for k in frame.get("object", "on")
    )


def _implied(reader: Reader, sent: Sentence, i: int, step: str, frame: Frame, of: str = "agreement") -> Iterator[Told]:
    """A step that leaves its thing unsaid: that of which the report has just spoken, or speaks most."""
    if thing := (told_just_before(reader.things, i, of) if step == "signed" else None) or main_thing(reader.things, of):
        yield Told(step, thing, sent.tokens[frame.token].span, frame)


def _by_phrase(reader: Reader, sent: Sentence, i: int, phrase: Phrase, frame: Frame) -> Iterator[Told]:
    slots = set(phrase.thing) - {"implied"}
    found = list(_told(reader, sent, i, phrase.of, phrase.name, frame, tuple(sorted(slots)), phrase.status))
    yield from found
    if "implied" in phrase.thing and not found:
        yield from _implied(reader, sent, i, phrase.name, frame, phrase.of)


def _decided(reader: Reader, sent: Sentence, i: int, t: int, lemmas: frozenset[str], frame: Frame) -> Iterator[Told]:
    """A body sent by a decision: "the council decided on 12 April to send the mission" founds it that day."""
    head = sent.tokens[t].head
    if sent.tokens[t].rel != "xcomp" or sent.tokens[head].lemma.lower() not in reader.known.decides:
        return
    if sent.tokens[head].xpos == "VB" or sent.children(t, "advmod"):
        return  # "will decide", "decided not to"
    if lemmas & reader.known.sends:
        yield from _told(reader, sent, i, "body", "founded", replace(frame, anchor=head), ("object",), "happened")
    for step in reader.known.steps if lemmas & reader.known.decided else ():
        if lemmas & step.object:
            yield from _told(reader, sent, i, step.of, step.name, replace(frame, anchor=head), ("object",), "happened")


def _held_back(reader: Reader, sent: Sentence, lemmas: frozenset[str], frame: Frame) -> Iterator[Told]:
    """A part of what an agreement gives that is suspended: "has suspended the second instalment of the loan"."""
    verbs = next(s.object for s in reader.known.steps if (s.of, s.name) == ("agreement", "suspended"))
    for k in frame.get("object") if lemmas & verbs else ():
        if sent.tokens[k].lemma.lower() in reader.known.shares and (thing := main_thing(reader.things, "agreement")):
            below = sent.subtree(k, ("acl:relcl", "appos", "parataxis"))
            what = phrase_span(sent, below[0], k)
            yield Told("suspended", thing, sent.tokens[frame.token].span, frame, what=what)


def _staff(reader: Reader, sent: Sentence, i: int, t: int, lemmas: frozenset[str], frame: Frame) -> Iterator[Told]:
    """Who staffs a body that "has 58 observers, 30 from Chad and 28 from Niger", "a staff of nine, two from Chad"."""
    people = [k for k in range(t + 1, len(sent)) if sent.tokens[k].lemma.lower() in reader.known.members]
    whose = frame.get("object" if frame.passive else "subject")  # "is composed of" as well as "has"
    for token in whose if people and lemmas & reader.known.has else ():
        found = thing_at(reader.index, reader.things, i, token)
        if found is None or found[0].kind != "body":
            continue
        of_people = [a for k in people for a in sent.children(k, "amod", "compound")]
        states = [k for k in range(t + 1, len(sent)) if _is_state(reader, i, k)]
        senders = [k for k in states if k in of_people or preposition(sent, k) in ("from", "by") or _is_listed(sent, k)]
        if senders:
            yield Told("supplied", found[0], found[1], Frame(t, t, False, {"by": tuple(senders)}))


def _is_listed(sent: Sentence, k: int) -> bool:
    """Whether a word stands in a list behind "from" or "by"."""
    return sent.tokens[k].rel == "conj" and preposition(sent, sent.first_conjunct(k)) in ("from", "by")


def _is_state(reader: Reader, i: int, k: int) -> bool:
    found = reader.index.at(i, k)
    return found is not None and found[0].kind == "country"


def _unbound(reader: Reader, sent: Sentence, i: int, t: int, lemmas: frozenset[str], frame: Frame) -> Iterator[Told]:
    """Who is no longer bound: "said it no longer considers itself bound by the truce", "is not bound by it"."""
    for step in reader.known.unbinding:
        behind = tuple(prep for _, prep in sorted(pair for pair in step.unless if pair[0] in lemmas))
        if not behind:
            continue
        above = sent.tokens[t].head if sent.tokens[t].rel in ("xcomp", "ccomp", "obj") else t
        words = {sent.tokens[c].form.lower() for k in (t, above) for c in sent.children(k, "advmod")}
        if words & {"longer", "not", "never"}:
            own = frame_of(sent, above, reader.index.lexicon)
            for told in _told(reader, sent, i, step.of, step.name, frame, (*behind, "subject"), "happened"):
                yield replace(told, frame=own)


def _doing(reader: Reader, sent: Sentence, i: int, t: int, frame: Frame) -> Iterator[Told]:
    """What a body does shows that it works; what a new one will do, that one is planned."""
    helpers = {sent.tokens[c].form.lower() for c in sent.children(t, "aux")}
    for token in frame.get("subject") if not frame.passive and sent.tokens[t].upos == "VERB" else ():
        thing = reader.things.at.get((i, token))
        if thing is None or thing.kind != "body":
            continue
        first = thing.mentions[0].covers(sent.tokens[token].span)
        if "will" in helpers and first and determiner(sent, token) in ("a", "an"):
            yield Told("founded", thing, sent.tokens[token].span, frame)
        elif frame.get("object") and not helpers - {"has", "have", "had"} and sent.tokens[t].xpos != "VB":
            yield Told("acted", thing, sent.tokens[token].span, frame)


def _carries(sent: Sentence, t: int, frame: Frame, phrase: Phrase) -> bool:
    """Whether a verb has one of the phrase's nouns as object, behind one of its prepositions, or as its predicate."""
    slots, nouns = frame.get(*sorted(phrase.behind)) if phrase.behind else frame.get("object"), phrase.nouns
    carried = [k for k in slots if sent.tokens[k].lemma.lower() in nouns]
    if carried or phrase.of_nouns:
        below = (sent.tokens[c].lemma.lower() for k in carried for c in sent.children(k, "nmod"))
        return not phrase.of_nouns or any(word in phrase.of_nouns for word in below)
    if phrase.behind:
        return False
    skipped = takewhile(lambda k: sent.tokens[k].upos in ("PART", "AUX", "DET"), range(t + 1, len(sent)))
    behind = t + 1 + len(list(skipped))  # whatever the tree makes of it: "ceased to be a [party]"
    near = (
        *sent.children(t, "xcomp", "obj", "advmod", "acomp"),
        behind,
        t if sent.tokens[t].lemma.lower() in nouns else -1,
    )
    return any(0 <= k < len(sent) and sent.tokens[k].lemma.lower() in nouns for k in near)


def _by_noun(reader: Reader, sent: Sentence, i: int, t: int) -> Iterator[Told]:
    noun, above = sent.tokens[t].lemma.lower(), sent.tokens[sent.tokens[t].head].lemma.lower()
    if any(noun in p.of_nouns and above in p.nouns for p in reader.known.phrases):
        return  # "the instrument of ratification": what is done with it tells
    for step in reader.known.by_noun(noun):
        frame = frame_of(sent, t, reader.index.lexicon)
        slots = tuple(sorted(prep for word, prep in step.nouns_behind if word == noun)) or ("of", "for", "poss")
        yield from _told(reader, sent, i, step.of, step.name, frame, slots)
        if step.of == "agreement" and step.name in ("signed", "initialled") and _took_place(sent, t):
            yield from _implied(reader, sent, i, step.name, replace(frame, anchor=sent.tokens[t].head))


def _took_place(sent: Sentence, t: int) -> bool:
    """ "The signing took place in Oslo": of what the report spoke of just before."""
    verb = sent.tokens[t].head
    if verb < 0 or sent.tokens[t].rel != "nsubj" or determiner(sent, t) != "the" or sent.children(t, "nmod"):
        return False
    return sent.tokens[verb].lemma == "take" and any(
        sent.tokens[c].lemma == "place" for c in sent.children(verb, "obj")
    )


def _by_event(reader: Reader, sent: Sentence, i: int) -> Iterator[Told]:
    """Acts that the model reads as the signing or ratifying of a thing that it points at."""
    for (sentence, trigger), event in sorted(reader.events.items()):
        step = OF_EVENTS.get(event.kind)
        if sentence != i or step is None:
            continue
        for role in event.roles:
            thing = reader.things.by_chain.get(role.chain) if role.role == "item" else None
            token = sent.at(trigger.start)
            if (
                thing
                and thing.kind == "agreement"
                and token is not None
                and not _is_part_of_other(reader, sent, i, token)
            ):
                name = _name_by_word(reader, sent, token) or step
                yield Told(name, thing, role.span, frame_of(sent, token, reader.index.lexicon))


def _name_by_word(reader: Reader, sent: Sentence, token: int) -> str | None:
    """The step that a verb tells of an agreement by itself: "approved" is not yet "ratified"."""
    lemmas = frozenset(verb_lemmas(sent, token, reader.index.lexicon))
    return next((s.name for s in reader.known.steps if s.of == "agreement" and lemmas & s.object), None)


def _is_part_of_other(reader: Reader, sent: Sentence, i: int, token: int) -> bool:
    """Whether a word is the thing's own, or one of a phrase that tells a step by itself: "come into force"."""
    nouns = (phrase.nouns for phrase in reader.known.phrases if phrase.of == "agreement")
    return (i, token) in reader.things.at or any(sent.tokens[token].lemma.lower() in words for words in nouns)


def _told(
    reader: Reader, sent: Sentence, i: int, of: str, step: str, frame: Frame, slots: tuple[str, ...], status: str = ""
) -> Iterator[Told]:
    for token in frame.get(*slots):
        found = thing_at(reader.index, reader.things, i, token, of)
        if found and found[0].kind == of and token != frame.token:
            yield Told(step, found[0], found[1], frame, status)
