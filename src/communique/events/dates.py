"""The date of an event, chosen among the times told near its trigger; inferred from the report's date only as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from communique.events.tree import distance
from communique.lexicon import Lexicon
from communique.model.analysis import Analysis
from communique.model.language import Act, Sentence
from communique.model.span import Span
from communique.model.time import Basis, Interval, TimeExpression

SURE_TIME = 0.5  # probability of the model's pointing
CLAUSES = frozenset({"ccomp", "csubj", "acl"})
LINE = 60  # characters of a dateline behind its town
DASH = re.compile(r"[^.!?\n]{0,30}?(?:\s[-–—]{1,2}\s|[–—]|--)")
CLAUSE_END = re.compile(r"[,;:.!?—–]")
RECENT = 14  # days before a report within which its news may lie
FARTHEST = 5  # steps in the tree from the trigger; a time farther off belongs to another act


def times_in(analysis: Analysis, span: Span) -> list[TimeExpression]:
    """The placed dates told within ``span``, in text order; the day in a dateline is the report's, and no event's."""
    return [
        t
        for t in analysis.times
        if span.covers(t.span) and t.interval and t.type == "date" and not _is_in_dateline(analysis, t.span)
    ]


def _is_in_dateline(analysis: Analysis, span: Span) -> bool:
    """Whether words stand between a dateline's town and the dash that ends it: "OSLO, May 3 (NTB) - "."""
    place = analysis.report.dateline_place
    if place is None or place.span is None or span.start < place.span.end or span.end > place.span.end + LINE:
        return False
    return bool(DASH.match(analysis.report.text, span.end, span.end + LINE))


def date_of(
    analysis: Analysis,
    sent: Sentence,
    tokens: Sequence[int],
    status: str,
    lexicon: Lexicon,
    forward: Callable[[TimeExpression], TimeExpression] = lambda t: t,
    others: Collection[int] = (),
) -> tuple[Interval | None, Span | None]:
    """The date of the event whose triggers and their clauses are headed by ``tokens``, and the words that tell it.

    The time nearest to the trigger in the tree, if it is not that of a clause or of one of ``others``, words that tell
    other acts, below the trigger. None in the sentence: the report's date or the day before, marked as inferred, for
    the news itself, and nothing for background.
    """
    given = _is_given(sent, tokens[0], lexicon)
    found = [
        t
        for t in times_in(analysis, sent.span)
        if not _is_of_other(sent, t, tokens, others, lexicon) and not (given and _is_outside(sent, t, tokens))
    ]
    if found:
        start = sent.tokens[tokens[0]].span.start
        best = min(found, key=lambda t: (_distance(sent, t, tokens), abs(t.span.start - start)))
        if _distance(sent, best, tokens) <= FARTHEST:
            return forward(best).interval, best.span
    if status in ("planned", "proposed") or given:
        return None, None
    return _inferred(analysis, sent, tokens[0], lexicon), None


def time_pointed_at(analysis: Analysis, sent: Sentence, act: Act) -> TimeExpression | None:
    """The placed date in the sentence that the model takes for the act's time, the likeliest of several."""
    found = times_in(analysis, sent.span)
    for filler in sorted(act.pointing(("time",), SURE_TIME), key=lambda f: (-f.score, f.index)):
        at = sent.tokens[filler.index].span
        for time in found:
            if time.span.covers(at):
                return time
    return None


def time_counted(analysis: Analysis, sent: Sentence, tokens: Sequence[int], lexicon: Lexicon) -> TimeExpression | None:
    """The words before all triggers that count from their act: "on Monday, two days after rebels took the town".

    Without the day of that act (``other``) where the sentence tells no news to count from.
    """
    start, text = min(sent.tokens[i].span.start for i in tokens), analysis.report.text
    before = [t for t in analysis.times if t.other and sent.span.covers(t.span) and t.span.end <= start]
    if not before or CLAUSE_END.search(text, before[-1].span.end, start):
        return None
    told = before[-1]
    by_news = told.other is not None and told.other.basis is Basis.INFERRED
    no_news = by_news and _inferred(analysis, sent, sent.root, lexicon) is None
    return replace(told, other=None) if no_news or _is_over(analysis, sent, told) else told


def _distance(sent: Sentence, time: TimeExpression, tokens: Sequence[int]) -> int:
    """Steps in the tree from the trigger's clause to the head of the time's words."""
    return min((distance(sent, i, tokens) for i in _heads(sent, time)), default=FARTHEST + 1)


def _heads(sent: Sentence, time: TimeExpression) -> list[int]:
    inside = sent.within(time.span)
    return [i for i in inside if sent.tokens[i].head not in inside]


def _is_of_other(
    sent: Sentence, time: TimeExpression, tokens: Sequence[int], others: Collection[int], lexicon: Lexicon
) -> bool:
    """Whether a time is that of an act told below the trigger: "thanked Chile for training pilots in 2019".

    Circumstances and purposes share the day ("speaking in Oslo on Monday", "flew there to sign it on Monday"), and so
    does a clause that tells of a noun.
    """
    for i in _heads(sent, time):
        above = list(sent.ancestors(i))
        at = next((k for k, token in enumerate(above) if token in tokens), None)
        if at is not None and any(
            token in others or _has_own_day(sent, token, tokens, lexicon) for token in above[:at]
        ):
            return True
    return False


def _has_own_day(sent: Sentence, i: int, tokens: Sequence[int], lexicon: Lexicon) -> bool:
    """Whether a word below the trigger heads a clause that tells of another time: content, cause, what came before."""
    token, marks = sent.tokens[i], {sent.tokens[c].form.lower() for c in sent.children(i, "mark", "case")}
    if token.rel == "advcl":
        return bool(marks & lexicon.grammar["other_day"])
    if token.rel == "acl" and token.head in tokens and sent.tokens[token.head].upos != "VERB":
        return False
    return token.rel in CLAUSES and "to" not in marks


def _is_outside(sent: Sentence, time: TimeExpression, tokens: Sequence[int]) -> bool:
    """Whether a time is told of what came after the trigger's act: "was set up in April after the battle".

    A day is shared as a rule: "they left on Monday after talks".
    """
    if time.interval is None or time.interval.days == 1:
        return False
    return not any(token in (i, *sent.ancestors(i)) for i in _heads(sent, time) for token in tokens)


def _is_given(sent: Sentence, i: int, lexicon: Lexicon) -> bool:
    """ "after the invasion", "since the vote": what is over when the news begins."""
    links = lexicon.status.words("happened", "links")
    return sent.tokens[i].upos != "VERB" and any(sent.tokens[c].form.lower() in links for c in sent.children(i, "case"))


def _inferred(analysis: Analysis, sent: Sentence, anchor: int, lexicon: Lexicon) -> Interval | None:
    """The day of the report or the day before, for an event told in the simple past, present or perfect as news."""
    published = analysis.report.published_on
    if published is None or _is_known(sent, anchor) or is_background(sent, anchor, lexicon):
        return None
    if _is_retold(analysis, sent, anchor) or any(_is_over(analysis, sent, t) for t in analysis.times):
        return None
    return Interval(published - timedelta(days=1), published, "day", Basis.INFERRED)


def _is_known(sent: Sentence, anchor: int) -> bool:
    """Whether an act only tells which thing is meant: "the observers deployed by Fiji", "the paper signed by both"."""
    token = sent.tokens[anchor]
    return token.rel == "acl" and token.xpos == "VBN" and not sent.children(anchor, "aux")


def _is_retold(analysis: Analysis, sent: Sentence, anchor: int) -> bool:
    """Whether an act is told beside the main one, in a sentence that tells a day long before the report.

    "So ends a quarrel that began on 12 May last year and brought both to recall their ambassadors."
    """
    published = analysis.report.published_on
    beside = any(sent.tokens[i].rel == "parataxis" for i in (anchor, *sent.ancestors(anchor)))
    if not beside or published is None:
        return False
    told = (t.interval for t in times_in(analysis, sent.span) if t.span.end <= sent.tokens[anchor].span.start)
    return any(i.days == 1 and (published - i.end).days > RECENT for i in told if i is not None)


def _is_over(analysis: Analysis, sent: Sentence, time: TimeExpression) -> bool:
    """Whether days are counted back from an act that is over, so that neither is news: "a day before it was signed"."""
    published = analysis.report.published_on
    if time.other is None or published is None or time.other.end <= published or not sent.span.covers(time.span):
        return False
    for token in sent.tokens:
        if token.span.start >= time.span.end:
            if token.upos == "PUNCT":
                break
            if token.xpos == "VBD":
                return True
    return False


def is_background(sent: Sentence, anchor: int, lexicon: Lexicon) -> bool:
    """A pluperfect ("had signed") or a word such as "previously" tells of a time before the news."""
    for i in (anchor, *sent.ancestors(anchor)):
        for c in sent.children(i, "aux", "advmod"):
            if sent.tokens[c].form.lower() in lexicon.grammar["background"]:
                return True
        if sent.tokens[i].upos == "VERB":
            break
    return False
