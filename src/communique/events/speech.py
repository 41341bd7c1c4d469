"""Who is reported to have said what: direct quotations and reported clauses, with speaker and cue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.events.arguments import PARTICIPANTS, SURE, ChainIndex
from communique.events.dates import date_of
from communique.events.frame import frame_of, verb_lemmas
from communique.lexicon import Lexicon
from communique.model.analysis import Analysis
from communique.model.event import Role, StatementMention
from communique.model.language import Sentence
from communique.model.quotation import quotations
from communique.model.span import Span, hull

EXTRACTOR = "speech/1"
POST = re.compile(r"(?P<words>[^\n]{12,}?)\s[—–-]\s*(?P<author>[^\n(@]{2,40}?)\s*\(@\w+\)")
SURE_CUE = 0.6  # probability from which a verb that no table knows counts as one that reports speech
LEAST_WORDS = 3  # of a quotation; fewer is a word in scare quotes
EDGES = " \t\n,.;:“”\"'‘’—–-"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase of sentence ``sentence`` that reports speech, with its speaker and the content it governs."""

    sentence: int
    token: int
    speaker: Role | None
    content: Span | None


def find_statements(analysis: Analysis, lexicon: Lexicon) -> tuple[StatementMention, ...]:
    """All reported speech of a report in text order; a clause that is mostly a quotation counts as that quotation."""
    index = ChainIndex(analysis, lexicon)
    cues = [cue for i in range(len(analysis.sentences)) for cue in _cues(analysis, i, index, lexicon)]
    direct = list(_direct(analysis, cues, lexicon))
    quoted = [s.quote for s in direct]
    indirect = [s for s in _indirect(analysis, cues, lexicon) if not any(_same_words(q, s.quote) for q in quoted)]
    found = sorted([*direct, *indirect, *_posts(analysis, index)], key=lambda s: (s.quote, s.id))
    return tuple({s.id: s for s in found}.values())


def _same_words(quoted: Span, clause: Span) -> bool:
    """Whether a clause adds nothing to a quotation: it lies in it, or the quotation makes up most of it."""
    if quoted.covers(clause):
        return True
    shared = min(quoted.end, clause.end) - max(quoted.start, clause.start)
    return shared > 0.6 * (clause.end - clause.start)


# -- cues --------------------------------------------------------------------------------------------------------------


def _cues(analysis: Analysis, i: int, index: ChainIndex, lexicon: Lexicon) -> Iterator[Cue]:
    sent = analysis.sentences[i].sentence
    for t, token in enumerate(sent.tokens):
        if token.form.lower() in lexicon.speech["according"]:
            yield from _according(sent, i, t, index, lexicon)
        elif token.upos == "VERB":
            yield from _verb_cue(analysis, sent, i, t, index, lexicon)


def _verb_cue(analysis: Analysis, sent: Sentence, i: int, t: int, index: ChainIndex, lexicon: Lexicon) -> Iterator[Cue]:
    lemmas = set(verb_lemmas(sent, t, lexicon))
    if _reports_speech(analysis, i, t):
        lemmas |= lexicon.speech["content"]
    content = _content(sent, t, lemmas, lexicon)
    quoting = bool(lemmas & (lexicon.speech["quoting"] | lexicon.speech["content"] | lexicon.speech["object"]))
    if content is None and not quoting:
        return
    speaker = _speaker(analysis, sent, i, t, index, lexicon)
    if speaker or content:
        yield Cue(i, t, speaker, content)


def _reports_speech(analysis: Analysis, i: int, t: int) -> bool:
    """Whether the model takes a word for one that reports speech, known to the tables or not."""
    return any(act.index == t and act.speech >= SURE_CUE for act in analysis.sentences[i].acts)


def _content(sent: Sentence, t: int, lemmas: set[str], lexicon: Lexicon) -> Span | None:
    """The clause or phrase a speech verb governs, or the sentence that it is put into as an aside."""
    if lemmas & lexicon.speech["content"]:
        for c in sent.children(t, "ccomp", "parataxis"):
            if sent.tokens[t].rel != "parataxis" and (sent.tokens[c].rel == "ccomp" or c < t):
                return _clause(sent, c, t, lexicon)
        if sent.tokens[t].rel == "parataxis":
            return _clause(sent, sent.tokens[t].head, t, lexicon)
    if lemmas & lexicon.speech["object"]:
        for c in sent.children(t, "obj"):
            return _clause(sent, c, t, lexicon)
    return None


def _clause(sent: Sentence, c: int, cue: int, lexicon: Lexicon) -> Span | None:
    """The words of a clause without "that", the cue's own branch and the punctuation at its edges."""
    outside = set(sent.subtree(cue)) if c not in sent.subtree(cue) else {cue}
    inside = [i for i in sent.subtree(c) if i not in outside]
    while inside and (
        sent.tokens[inside[0]].upos == "PUNCT"
        or sent.tokens[inside[0]].form.lower() in lexicon.grammar["complementiser"]
    ):
        inside.pop(0)
    while inside and sent.tokens[inside[-1]].upos == "PUNCT":
        inside.pop()
    inside = _unbroken(inside, cue)
    return hull(sent.tokens[i].span for i in inside) if len(inside) >= LEAST_WORDS else None


def _unbroken(inside: list[int], cue: int) -> list[int]:
    """The longer part of a clause on one side of its cue, since a quotation has no hole."""
    before, after = [i for i in inside if i < cue], [i for i in inside if i > cue]
    return before if len(before) >= len(after) else after


def _according(sent: Sentence, i: int, t: int, index: ChainIndex, lexicon: Lexicon) -> Iterator[Cue]:
    """ "according to the ministry": the source is the phrase's noun, the content the clause it hangs on."""
    noun = (
        sent.tokens[t].head
        if sent.tokens[t].rel in ("case", "mark")
        else next(iter(sent.children(t, "obl", "nmod")), None)
    )
    if noun is None or noun < 0:
        return
    found = index.at(i, noun)
    governor = sent.tokens[noun].head
    if found and found[0].kind in PARTICIPANTS and governor >= 0:
        yield Cue(i, t, Role("speaker", found[0].id, found[1].span), _clause(sent, governor, noun, lexicon))


# -- speakers ----------------------------------------------------------------------------------------------------------


def _speaker(analysis: Analysis, sent: Sentence, i: int, t: int, index: ChainIndex, lexicon: Lexicon) -> Role | None:
    for subject in (*_pointed_at(analysis, i, t), *frame_of(sent, t, lexicon).get("subject")):
        role = _voice(sent, i, subject, index, lexicon)
        if role:
            return role
    return None


def _pointed_at(analysis: Analysis, i: int, t: int) -> list[int]:
    """The words that the model takes for the speaker at a cue, the likeliest first."""
    acts = (act for act in analysis.sentences[i].acts if act.index == t)
    found = sorted((-f.score, f.index) for act in acts for f in act.pointing(("speaker",), SURE))
    return [index for _, index in found]


def _voice(sent: Sentence, i: int, subject: int, index: ChainIndex, lexicon: Lexicon) -> Role | None:
    """The speaker a subject stands for: itself, or the owner of "the ministry's statement"."""
    found = index.at(i, subject)
    if found and found[0].kind in PARTICIPANTS:
        return Role("speaker", found[0].id, found[1].span)
    if sent.tokens[subject].lemma.lower() not in lexicon.speech["voices"]:
        return None
    for c in sent.children(subject, "nmod", "compound", "acl"):
        owner = index.at(i, c) or next((index.at(i, j) for j in sent.children(c, "obl") if index.at(i, j)), None)
        if owner and owner[0].kind in PARTICIPANTS:
            return Role("speaker", owner[0].id, owner[1].span)
    return None


# -- statements --------------------------------------------------------------------------------------------------------


def _indirect(analysis: Analysis, cues: list[Cue], lexicon: Lexicon) -> Iterator[StatementMention]:
    for cue in cues:
        if cue.content and cue.speaker:
            content = _trim(cue.content, analysis.report.text)
            if content:
                yield _statement(analysis, cue, content, False, lexicon)


def _direct(analysis: Analysis, cues: list[Cue], lexicon: Lexicon) -> Iterator[StatementMention]:
    """Quotations, with the cue in their own sentence or one they touch, else with the paragraph's last speaker."""
    text = analysis.report.text
    marked = [q for paragraph in analysis.report.body for q in quotations(text, paragraph)]
    cues = [c for c in cues if not any(q.covers(_token_span(analysis, c)) for q in marked)]
    last: tuple[Span, Cue] | None = None
    for paragraph in analysis.report.body:
        for stretch in quotations(text, paragraph):
            quote = _trim(stretch, text)
            if quote is None or len(quote.quote(text).split()) < LEAST_WORDS:
                continue
            cue = _cue_for(analysis, quote, cues)
            if cue is None and last and last[0] == paragraph:
                cue = last[1]
            if cue and cue.speaker:
                last = (paragraph, cue)
                yield _statement(analysis, cue, quote, True, lexicon)


def _posts(analysis: Analysis, index: ChainIndex) -> Iterator[StatementMention]:
    """Posts set into a page: "words — Hanna Berg (@hberg) May 20, 2017"."""
    text = analysis.report.text
    for paragraph in analysis.report.body:
        if "(@" not in paragraph.quote(text):
            continue
        for match in POST.finditer(text, paragraph.start, paragraph.end):
            author = Span(*match.span("author"))
            chain = index.named_at(author)
            quote = _trim(Span(*match.span("words")), text)
            i = next((n for n, p in enumerate(analysis.sentences) if p.sentence.span.overlaps(author)), None)
            if chain and quote and i is not None:
                yield StatementMention(
                    id=f"s{quote}",
                    quote=quote,
                    speaker=Role("speaker", chain.id, author),
                    cue=None,
                    direct=True,
                    sentence=i,
                    extractor=EXTRACTOR,
                )


def _cue_for(analysis: Analysis, quote: Span, cues: list[Cue]) -> Cue | None:
    """The nearest cue with a speaker outside the quotation, in a sentence that shares words with it or follows it."""
    near = [
        (min(abs(span.start - quote.end), abs(quote.start - span.end)), cue)
        for cue in cues
        if cue.speaker and not quote.covers(span := _token_span(analysis, cue)) and _touches(analysis, cue, quote)
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _touches(analysis: Analysis, cue: Cue, quote: Span) -> bool:
    span = analysis.sentences[cue.sentence].sentence.span
    return span.overlaps(quote) or 0 <= span.start - quote.end < 4


def _token_span(analysis: Analysis, cue: Cue) -> Span:
    return analysis.sentences[cue.sentence].sentence.tokens[cue.token].span


def _statement(analysis: Analysis, cue: Cue, quote: Span, direct: bool, lexicon: Lexicon) -> StatementMention:
    sent = analysis.sentences[cue.sentence].sentence
    outside = replace(analysis, times=tuple(t for t in analysis.times if not quote.covers(t.span)))
    when, when_span = date_of(outside, sent, (cue.token,), "happened", lexicon)
    return StatementMention(
        id=f"s{quote}",
        quote=quote,
        speaker=cue.speaker,
        cue=_token_span(analysis, cue),
        direct=direct,
        sentence=cue.sentence,
        date=when,
        date_span=when_span,
        extractor=EXTRACTOR,
    )


def _trim(span: Span, text: str) -> Span | None:
    """A span without white space, quotation marks and stops at its edges; None where nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return Span(start, end) if end > start else None
