"""The proper name around a thing's noun, the name of the body whose own report it is, and what a thing is about."""

from __future__ import annotations

import re
from itertools import islice

from communique.entities.phrases import determiner
from communique.events.arguments import ChainIndex
from communique.events.frame import preposition
from communique.model.language import Sentence
from communique.model.span import Span
from communique.steps.words import StepWords, step_words

CAPITAL = r"[^\W\d_a-z][\w’'-]*"
MORE_NAME = re.compile(
    rf"(?:,? (?:on|of|for|and|the|to|concerning|in the))* {CAPITAL}|, {CAPITAL}(?=(?:, {CAPITAL})* and )"
)
TOPIC = re.compile(r"(?: |^ ?)(?:on|of|for|concerning) ")
AND_THE = re.compile(r",? and ")
LESS_NAME = re.compile(rf"(?:{CAPITAL} )+(?:\({CAPITAL}\) )?$")
HEAD_LINES, LONGEST_NAME = 2, 6  # of a letterhead, and words in a line of it that names a body
LONGEST_TOPIC = 14  # words behind a noun that tell what it is about


def name_around(text: str, sent: Sentence, t: int, told: Span | None) -> Span | None:
    """A proper name around a noun: "Treaty on the Ruvu Basin", "Lisbon Protocol"; None where it is a plain noun."""
    noun = sent.tokens[t].span
    if not text[noun.start].isupper() or (noun.quote(text).isupper() and noun.end - noun.start > 5):
        return told
    start, end = (min(told.start, noun.start), max(told.end, noun.end)) if told else (noun.start, noun.end)
    line = text[max(sent.span.start, start - 80) : start]
    if before := LESS_NAME.search(line):
        start -= len(before.group())
    for token in sent.tokens:
        if token.span.start == start < noun.start and token.upos not in ("PROPN", "NOUN", "ADJ"):
            start = token.span.end + 1  # "The"
    stop = text.find("\n\n", end)
    while match := MORE_NAME.match(text, end, stop if stop >= 0 else len(text)):
        inside = TOPIC.search(text, noun.end, end) or TOPIC.match(match.group())
        if match.group().split()[-1].lower() in step_words().calendar or not (
            inside or AND_THE.match(match.group()) is None
        ):
            break  # "signed the Lisbon Accord on May 3", "the Lisbon Accord and the Chad"
        end = match.end()
    if end > noun.end and text[noun.end : noun.end + 1] != " ":
        end = noun.end
    found = _whole(text, Span(min(start, noun.start), max(end, noun.end)), noun)
    return found if len(found.quote(text).split()) > 1 else None


def _whole(text: str, name: Span, noun: Span) -> Span:
    """A name without the half of a bracket before its noun, and without an article or preposition at its end."""
    head = text[name.start : noun.start]
    cut = head.rfind(")") + 1 if head.count(")") > head.count("(") else 0
    start, end = noun.start - len(head[cut:].lstrip()), name.end
    while end > noun.end and text[start:end].split()[-1].lower() in step_words().trailing:
        end = start + len(text[start:end].rsplit(maxsplit=1)[0])
    return Span(start, end)


def own_name(index: ChainIndex, sent: Sentence, t: int, noun: str) -> Span | None:
    """The full name of the body whose own report this is, for "the Mission": that of the letterhead."""
    capital = sent.tokens[t].form[:1].isupper() and determiner(sent, t) == "the"
    if not capital or noun not in step_words().bodies:
        return None
    publisher = index.analysis.report.publisher
    spans = [publisher.span] if publisher and publisher.span else []
    text = index.analysis.report.text
    spans += (Span(*m.span()) for m in islice(re.finditer(r"[^\s\n](?:[^\n]*[^\s\n])?", text), HEAD_LINES))
    for span in spans:
        words = span.quote(text).casefold().split()
        if 1 < len(words) <= LONGEST_NAME and step_words().spellings.get(words[-1], words[-1]) == noun:
            return span
    return None


def topic_of(sent: Sentence, t: int, known: StepWords) -> frozenset[str]:
    """Lemmas of what a thing is said to be about: "on rescue and pollution response in the lower river"."""
    found: set[str] = set()
    for c in sent.children(t, "nmod", "acl"):
        below = sent.subtree(c, ("acl:relcl", "appos", "parataxis"))
        if c < t or preposition(sent, c) in known.between | known.beside or len(below) > LONGEST_TOPIC:
            continue
        if sent.tokens[c].rel == "acl" and sent.tokens[c].xpos != "VBG":
            continue
        found |= {sent.tokens[k].lemma.lower() for k in below if sent.tokens[k].upos in ("NOUN", "PROPN", "ADJ")}
    return frozenset(found - known.plain - set(known.forms))
