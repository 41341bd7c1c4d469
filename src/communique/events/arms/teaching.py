"""Who trains whom on weapons, and when it begins or ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.events.arms.acts import party_at
from communique.events.arms.desk import Desk
from communique.events.arms.words import words
from communique.events.counts import numbers_in
from communique.events.frame import frame_of, preposition, verb_lemmas
from communique.model.arms import ArmsMention
from communique.model.event import Count, Role
from communique.model.language import Sentence
from communique.model.span import Span, hull


def trainings(desk: Desk, sent: Sentence, i: int) -> Iterator[ArmsMention]:
    """Who trains whom, and when it begins or ends, in a report that names weapons."""
    for k, token in enumerate(sent.tokens):
        verbs = verb_lemmas(sent, k, desk.lexicon) if token.upos in ("VERB", "AUX") else ()
        sort = _training_sort(sent, k, verbs)
        if sort:
            told = _training(desk, sent, i, k, sort)
            if told:
                yield told


def _training_sort(sent: Sentence, k: int, verbs: Sequence[str]) -> str:
    known, token = words(), sent.tokens[k]
    if token.lemma.lower() in ("training", "train") and _begun_by(sent, k) is False:
        return "teach"  # "began training", whatever the parser makes of it
    if any(v in known.teach for v in verbs):
        if token.lemma.lower() == "instruct" and _is_told_to(sent, k):
            return ""  # "instructed the guards to open fire" is an order
        return "" if token.rel == "amod" or (token.rel == "acl" and token.xpos == "VBG") else "teach"
    courses = [
        c
        for c in sent.children(k, "obj", "xcomp", "nsubj:pass")
        if sent.tokens[c].lemma.lower() in known.courses | known.teach
    ]
    if courses and any(v in known.complete for v in verbs):
        return "completed"
    if courses and any(v in known.begin for v in verbs):
        return "begun"
    if any(v in known.learn for v in verbs):
        below = {sent.tokens[c].lemma.lower() for c in sent.subtree(k, ("obl", "acl:relcl")) if c > k}
        return "learn" if below & known.use else ""  # "has learned that six were killed"
    if courses and any(v in known.give for v in verbs):
        return "given"
    lemma = token.lemma.lower()
    return "noun" if token.upos == "NOUN" and lemma == "training" and token.rel in ("nsubj", "obj", "obl") else ""


def _is_told_to(sent: Sentence, k: int) -> bool:
    """Whether somebody is told to do something."""
    below = sent.children(k, "xcomp", "advcl", "ccomp")
    return any(sent.tokens[m].form.lower() in ("to", "that") for c in below for m in sent.children(c, "mark"))


def _training(desk: Desk, sent: Sentence, i: int, k: int, sort: str) -> ArmsMention | None:
    status = desk.status(sent, i, k, k)
    if status in ("", "proposed", "denied"):
        return None
    frame = frame_of(sent, k, desk.lexicon)
    if sort == "teach":
        under_begin = _begun_by(sent, k)
        if under_begin is not None:
            around = (k, *sent.children(k, "aux"), sent.tokens[k].head)
            own = frame.get("subject") or tuple(c for t in around if t >= 0 for c in sent.children(t, "nsubj"))
            return None if under_begin else _taught(desk, sent, i, k, own, (), status)
        objects = frame.get("object") or _misread_object(sent, k, frame.get("subject"))
        by = [t for t in frame.get("subject") if t not in objects]
        if not objects and not frame.passive:
            return _taught(desk, sent, i, k, by, (), status) if _at_school(desk, sent, i, k) else None
        return _taught(desk, sent, i, k, objects, by, status)
    below = sent.children(k, "xcomp", "obj")
    taught = [o for c in below if sent.tokens[c].lemma.lower() in words().teach for o in sent.children(c, "obj")]
    if sort in ("begun", "completed") and taught:  # "began training 24 operators"
        return _taught(desk, sent, i, k, taught, frame.get("subject"), status, sort)
    if sort == "noun":
        return _taught(desk, sent, i, k, frame.get("of"), frame.get("by"), status)
    if sort == "given":
        return _given(
            desk, sent, i, k, [t for t in (*frame.get("subject"), *frame.get("by")) if t not in below], status
        )
    guests = _for_whom(sent, k) if sort in ("begun", "completed") and not frame.passive else ()
    if guests:  # "opened a course for 40 gunners"
        return _taught(desk, sent, i, k, guests, frame.get("subject"), status, sort)
    return _taught(desk, sent, i, k, frame.get("subject") or _subject_above(sent, k), (), status, sort)


def _for_whom(sent: Sentence, k: int) -> tuple[int, ...]:
    """Whom a course is for."""
    courses = [c for c in sent.children(k, "obj") if sent.tokens[c].lemma.lower() in words().courses]
    behind = [c for t in (k, *courses) for c in sent.children(t, "nmod", "obl") if preposition(sent, c) == "for"]
    return tuple(c for c in behind if courses and sent.tokens[c].upos in ("NOUN", "PROPN", "PRON"))


def _subject_above(sent: Sentence, k: int) -> tuple[int, ...]:
    """Who does what is for a purpose: "forty soldiers are in Sweden to learn how to use it"."""
    head = sent.tokens[k].head
    return sent.children(head, "nsubj") if head >= 0 and sent.tokens[k].rel == "advcl" else ()


def _given(desk: Desk, sent: Sentence, i: int, k: int, by: Sequence[int], status: str) -> ArmsMention | None:
    """A course of which only is told who gives it: "The course is given by the air force"."""
    teachers = [r for t in by if (r := _party(desk, i, t, "trainer"))]
    if not teachers or status != "happened":
        return None
    told = desk.mention(sent, i, k, "training", status, None)
    whole = hull(t.span for t in sent.tokens)
    return replace(told, roles=(*teachers, *desk.teller(sent.tokens[k].span)), count=None, evidence=whole)


def _begun_by(sent: Sentence, k: int) -> bool | None:
    """For "began training": False where the parser has the verb under a helper; None for a training told by itself."""
    helpers = [sent.tokens[c].lemma.lower() for c in sent.children(k, "aux")]
    if sent.tokens[k].rel == "obj" and sent.tokens[k].head >= 0:
        return None
    if any(h in words().begin for h in helpers):
        return False
    head = sent.tokens[k].head
    if (
        sent.tokens[k].rel == "xcomp"
        and head >= 0
        and sent.tokens[head].lemma.lower() in words().begin | words().complete
    ):
        return True
    return None


def _misread_object(sent: Sentence, k: int, subjects: Sequence[int]) -> tuple[int, ...]:
    """A second subject behind the verb is whom it is done to."""
    return tuple(t for t in sent.children(k, "nsubj", "obj") if t > k and t in (*subjects, *sent.children(k, "nsubj")))


def _at_school(desk: Desk, sent: Sentence, i: int, k: int) -> bool:
    return bool(_trainers(desk, sent, i, k))


def _taught(
    desk: Desk,
    sent: Sentence,
    i: int,
    k: int,
    trainees: Sequence[int],
    trainers: Sequence[int],
    status: str,
    sort: str = "",
) -> ArmsMention | None:
    learners = [r for t in trainees if (r := _people(desk, sent, i, t, "trainee"))]
    learners = [r for r in learners if not any(o.span != r.span and o.span.covers(r.span) for o in learners)]
    counted = any(desk.analysis.report.text[r.span.start : r.span.end].split()[:-1] for r in learners)
    if not learners or (status == "planned" and not counted and sent.tokens[trainees[0]].lemma.lower() == "other"):
        return None
    if any(desk.index.kind_of(r.chain) in ("country", "place") for r in learners):
        return None
    teachers = [r for t in trainers if (r := _party(desk, i, t, "trainer"))] or _trainers(desk, sent, i, k)
    teachers = [r for r in teachers if r.chain not in {learner.chain for learner in learners}]
    others = _other_clauses(sent, k)
    clause = (sent.tokens[k].head,) if sort == "learn" and _subject_above(sent, k) else ()
    when, span = desk.when(sent, i, (k, *clause), status, others)
    when, span = (when, span) if not _is_in(sent, span, others) else (None, None)
    if not teachers and span is None and all(_is_pronoun(desk, r) for r in learners):
        return None  # "we are trained and ready"
    own = [e for (at, _), e in sorted(desk.events.items()) if at == i and e.kind == "training" and not e.faint]
    event = desk.events.get((i, sent.tokens[k].span)) or (
        own[0] if len(own) == 1 and sort in ("begun", "completed") else None
    )
    thing = next((t for t in desk.things[i] if t.name), None)
    told = desk.mention(sent, i, k, "training", status, thing)
    return replace(
        told,
        count=_how_many(desk, sent, learners),
        roles=(*teachers, *learners, *desk.teller(sent.tokens[k].span)),
        event=event.id if event else "",
        date=when if span or event is None or _is_in(sent, event.date_span, others) else event.date,
        date_span=span,
        marks=("completed",) if sort == "completed" else (),
        evidence=hull(t.span for t in sent.tokens),
    )


def _other_clauses(sent: Sentence, k: int) -> list[int]:
    """Verbs of clauses with a subject of their own that neither hold a word nor hang on it: their times are theirs."""
    over = {k, *sent.ancestors(k)}
    return [
        v
        for v, t in enumerate(sent.tokens)
        if t.upos == "VERB" and v not in over and k not in sent.ancestors(v) and sent.children(v, "nsubj")
    ]


def _is_in(sent: Sentence, span: Span | None, clauses: Sequence[int]) -> bool:
    """Whether words stand in one of ``clauses``."""
    return span is not None and any(sent.tokens[t].span.overlaps(span) for v in clauses for t in sent.subtree(v))


def _is_pronoun(desk: Desk, role: Role) -> bool:
    token = desk.analysis.report.text[role.span.start : role.span.end].lower()
    return token in desk.lexicon.pronouns["first_plural"] | desk.lexicon.pronouns["plural"] | {
        "he",
        "she",
        "it",
        "him",
        "her",
    }


def _how_many(desk: Desk, sent: Sentence, learners: Sequence[Role]) -> Count | None:
    """The number told of those who are taught."""
    found = numbers_in(sent, [t.span for t in desk.analysis.times])
    return next((c for _, c in found if any(r.span.overlaps(c.span) for r in learners)), None)


def _people(desk: Desk, sent: Sentence, i: int, token: int, role: str) -> Role | None:
    """Those taught, with the words of their whole phrase: "a group of 44 drivers and mechanics"."""
    found = desk.index.parties(i, token)
    token = sent.first_conjunct(token)
    top, head = token, sent.tokens[token].head
    part = head >= 0 and sent.tokens[head].lemma.lower() == "one"  # "one of the 44 women": all of them are taught
    if (
        head >= 0
        and not part
        and sent.tokens[token].rel == "nmod"
        and (sent.tokens[head].upos == "NUM" or preposition(sent, token) == "of")
    ):
        top = (
            head
            if sent.tokens[head].upos in ("NUM", "NOUN") and sent.tokens[head].lemma not in words().courses
            else token
        )
    below = [t for t in sent.subtree(top, ("acl", "parataxis", "advcl", "appos")) if sent.tokens[t].form not in '"“”']
    below = [t for t in below if not (sent.tokens[t].rel == "case" and sent.tokens[t].head == top)]
    while below and sent.tokens[below[0]].upos == "PUNCT":
        below = below[1:]
    span = hull(sent.tokens[t].span for t in below) if below else sent.tokens[token].span
    if not found:
        return None
    return Role(role, found[0][0].id, span if sent.tokens[token].upos != "PRON" else found[0][1])


def _party(desk: Desk, i: int, token: int, role: str) -> Role | None:
    found = party_at(token, i, desk.index) or next(iter(_groups(desk, i, token)), None)
    return Role(role, *found) if found else None


def _groups(desk: Desk, i: int, token: int) -> Iterator[tuple[str, Span]]:
    yield from ((chain.id, span) for chain, span in desk.index.parties(i, token) if chain.kind in ("group", "person"))


def _trainers(desk: Desk, sent: Sentence, i: int, k: int) -> list[Role]:
    """With whom or at which school: "a course with the Northern Regiment", "at the gunnery school"."""
    found = []
    for c in sent.subtree(k, ("conj", "parataxis", "advcl")):
        word = preposition(sent, c)
        at = party_at(c, i, desk.index) if word in ("with", "by", "at", "of", "under") else None
        if at is None:
            continue
        name = at[1].quote(desk.analysis.report.text).lower().split()
        chain = desk.index.kind_of(at[0])
        taught = word in ("with", "by") or bool(words().schools & set(name))
        if taught and chain in ("organisation", "country", "body", "place") and (word != "of" or _supports(sent, c)):
            found.append(Role("trainer", *at))
    return found[:1]


def _supports(sent: Sentence, c: int) -> bool:
    """ "With the support of the Northern Army"."""
    head = sent.tokens[c].head
    return head >= 0 and preposition(sent, head) in ("with", "under") and sent.tokens[head].lemma.lower() in (
        "support", "help", "guidance", "assistance", "supervision"
    )  # fmt: skip
