"""Cases on one line, for reading and for trees.

A marked text says what should be read in it, by the marks of PLOVER's gold records in its newer words:

    (ACTOR: Hungary) and (ACTOR: Romania) (EVENT: signed) a (ITEM: treaty) in (PLACE: Vienna) on (DATE: Monday).

What was found is written back in the same notation, so that a failure shows two lines that differ in a mark.

A tree is written word by word as ``form=lemma/XPOS/deprel>governor``; the lemma is left out where it is the form:

    They/PRP/nsubj>signed signed=sign/VBD/root the/DT/det>treaty treaty/NN/obj>signed

The governor is given by its form, ``the#2`` being the second "the".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique import lexicon, pipeline, reference
from communique.entities import find_chains
from communique.model.analysis import Analysis
from communique.model.entity import Chain
from communique.model.event import EventMention, Role, StatementMention
from communique.model.language import NameSpan, NominalHead, Parsed, Sentence, Token
from communique.model.span import Span
from communique.model.time import TimeExpression
from tests.factories import report

TUESDAY = "2023-04-04"
ENGLISH = lexicon.load()
KNOWN = reference.load()

# -- reading with the shipped model ------------------------------------------------------------------------------------


@cache
def tools() -> pipeline.Tools:
    """The shipped model with its tables."""
    return pipeline.load_tools()


@cache
def read(text: str, published: str | None = TUESDAY) -> Analysis:
    """All that is read in a report of this text; its lines are its paragraphs."""
    body = tuple(Span(*m.span()) for m in re.finditer(r"[^\n]+", text))
    return pipeline.read_report(report(text, published=published, body=body), tools())


# -- marks -------------------------------------------------------------------------------------------------------------

MARK = re.compile(r"\((?P<tag>[A-Z]+): (?P<words>[^()]+)\)")
TAGS = {
    "actor": "ACTOR",
    "recipient": "RECIP",
    "item": "ITEM",
    "beneficiary": "BENEFICIARY",
    "instrument": "INSTRUMENT",
    "mediator": "MEDIATOR",
    "witness": "WITNESS",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and what they mark."""

    text: str
    marks: tuple[tuple[str, Span], ...]

    def spans(self, tag: str) -> list[Span]:
        """The stretches with this tag."""
        return [span for name, span in self.marks if name == tag]


def unmark(marked: str) -> Marked:
    """Take the marks out of a text.

    >>> unmark("(ACTOR: Hungary) (EVENT: signed) it.")
    Marked(text='Hungary signed it.', marks=(('ACTOR', Span(start=0, end=7)), ('EVENT', Span(start=8, end=14))))
    """
    text, marks, at = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        marks.append((found["tag"], Span(len(text), len(text) + len(found["words"]))))
        text += found["words"]
        at = found.end()
    return Marked(text + marked[at:], tuple(marks))


def mark(text: str, marks: Iterable[tuple[str, Span]]) -> str:
    """Put marks into a text, from the last to the first; marks that overlap are written after it."""
    out, end, left_over = text, len(text), []
    for tag, span in sorted(set(marks), key=lambda pair: (pair[1], pair[0]), reverse=True):
        if span.end <= end:
            out = f"{out[: span.start]}({tag}: {span.quote(text)}){out[span.end :]}"
            end = span.start
        else:
            left_over.append(f" + ({tag}: {span.quote(text)})")
    return out + "".join(reversed(left_over))


def shown(event: EventMention, found: Analysis, wanted: Marked) -> str:
    """An event in our notation; where a mark was wanted on words of the same mention, it is kept as wanted.

    A date is marked where words tell it, a place where it is not also a party, as the host of a visit is.
    """
    chains = {c.id: c for c in found.chains}
    marks = [("EVENT", event.trigger)]
    for role in event.roles:
        marks.append(_mark_of(TAGS[role.role], role, chains[role.chain], wanted))
    inside = event.place and any(role.span.covers(event.place.span) for role in event.roles)  # "the Latvian minister"
    if event.place and not inside and event.place.chain not in {role.chain for role in event.roles}:
        marks.append(_mark_of("PLACE", event.place, chains[event.place.chain], wanted))
    if event.date_span:
        marks.append(("DATE", _as_wanted("DATE", [event.date_span], wanted)))
    return mark(wanted.text, marks)


def _mark_of(tag: str, role: Role, chain: Chain, wanted: Marked) -> tuple[str, Span]:
    """The role's own words first, then other mentions of the same chain."""
    return tag, _as_wanted(tag, [role.span, *(m.span for m in chain.mentions if m.form != "pronoun")], wanted)


def _as_wanted(tag: str, spans: Sequence[Span], wanted: Marked) -> Span:
    """The wanted mark that shares words with the first of ``spans`` that has one; else the first of ``spans``."""
    for span in spans:
        for told in wanted.spans(tag):
            if told.overlaps(span):
                return told
    return spans[0]


def line(event: EventMention, found: Analysis, wanted: Marked) -> str:
    """An event with its kind, its status unless it happened, and its date where the words tell it.

    "(ACTOR: Hungary) ... | agreement_signed planned 2023-04-03"
    """
    values = [event.kind, *([event.status] if event.status != "happened" else [])]
    if event.date_span and event.date:
        same = event.date.start == event.date.end
        values.append(f"{event.date.start}" if same else f"{event.date.start}..{event.date.end}")
    return f"{shown(event, found, wanted)} | {' '.join(values)}"


def lines(marked: str, published: str = TUESDAY) -> list[str]:
    """All events read in a marked text, each in our notation."""
    wanted = unmark(marked)
    found = read(wanted.text, published)
    return [line(event, found, wanted) for event in found.events]


def said(statement: StatementMention, found: Analysis) -> str:
    """A statement as "Hanna Berg: the talks went well", with marks of quotation where it is direct."""
    chains = {c.id: c for c in found.chains}
    who = chains[statement.speaker.chain].name.quote(found.report.text) if statement.speaker else "?"
    words = statement.quote.quote(found.report.text)
    return f"{who}: “{words}”" if statement.direct else f"{who}: {words}"


def chain_lines(found: Analysis, *kinds: str) -> list[str]:
    """Chains as "Hanna Berg = Berg = she": the name first, then other words in text order, each once.

    Titles before names are left out, and so are chains of other kinds where ``kinds`` are given.
    """
    out = []
    for chain in found.chains:
        if kinds and chain.kind not in kinds:
            continue
        words = [m.span.quote(found.report.text) for m in chain.mentions if m.form != "title"]
        out.append(" = ".join(dict.fromkeys([chain.name.quote(found.report.text), *words])))
    return out


def chain_named(found: Analysis, name: str) -> Chain:
    """The chain with a mention of these words."""
    matches = [c for c in found.chains if any(m.span.quote(found.report.text) == name for m in c.mentions)]
    assert matches, f"no chain has {name!r}, there are {chain_lines(found)}"
    return matches[0]


# -- trees by hand -----------------------------------------------------------------------------------------------------

WORD = re.compile(r"(?P<form>[^\s/=]+)(?:=(?P<lemma>[^\s/]+))?/(?P<xpos>[^\s/]+)/(?P<rel>[a-z:]+)(?:>(?P<head>\S+))?")
UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJS": "ADJ", "JJR": "ADJ",
    "RB": "ADV", "DT": "DET", "PDT": "DET", "CD": "NUM", "CC": "CCONJ", "IN": "ADP", "RP": "ADP", "TO": "PART",
    "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "WRB": "ADV", "MD": "AUX", "POS": "PART",
    "EX": "PRON", "HYPH": "PUNCT", ".": "PUNCT", ",": "PUNCT", "``": "PUNCT", "''": "PUNCT", ":": "PUNCT",
}  # fmt: skip
NO_SPACE_BEFORE = frozenset({"POS", ".", ","})


def tree(written: str, start: int = 0) -> Sentence:
    """The sentence of a tree in our notation; its characters begin at ``start``."""
    words = [_word(item) for item in written.split()]
    forms = [w["form"] for w in words]
    tokens, at = [], start
    for i, word in enumerate(words):
        glued = word["xpos"] in NO_SPACE_BEFORE or (i and (word["xpos"] == "HYPH" or words[i - 1]["xpos"] == "HYPH"))
        at += 0 if glued or i == 0 else 1
        head = _governor(forms, word["head"]) if word["head"] else -1
        lemma = word["lemma"] or (word["form"] if word["xpos"].startswith("NNP") else word["form"].lower())
        span = Span(at, at + len(word["form"]))
        tokens.append(Token(span, word["form"], lemma, _upos(word), word["xpos"], head, word["rel"]))
        at = span.end
    return Sentence(Span(start, at), tuple(tokens))


def _word(item: str) -> re.Match[str]:
    found = WORD.fullmatch(item)
    if not found:
        raise ValueError(f"{item!r} is no word of a tree; expected form=lemma/XPOS/deprel>governor")
    return found


def _governor(forms: list[str], written: str) -> int:
    form, _, nth = written.partition("#")
    return [i for i, f in enumerate(forms) if f == form][int(nth or 1) - 1]


def _upos(word: re.Match[str]) -> str:
    xpos, rel = word["xpos"], word["rel"]
    if xpos.startswith("VB"):
        return "AUX" if rel in ("aux", "aux:pass", "cop") else "VERB"
    if xpos in ("IN", "TO", "VBG") and rel in ("mark", "case"):
        return "SCONJ" if xpos == "IN" and rel == "mark" else "ADP" if rel == "case" else "PART"
    return UPOS[xpos]


def text_of(*sentences: Sentence) -> str:
    """The text that sentences stand in, white space where no word is."""
    out = [" "] * max(s.span.end for s in sentences)
    for sent in sentences:
        for token in sent.tokens:
            out[token.span.start : token.span.end] = token.form
    return "".join(out)


def token(sent: Sentence, form: str) -> int:
    """The index of a word; "the#2" is the second "the"."""
    return _governor([t.form for t in sent.tokens], form)


def quoted(sent: Sentence, indices: Iterable[int]) -> str:
    """The words at some indices, in the order given."""
    return " ".join(sent.tokens[i].form for i in indices)


def parsed(written: str, names: str = "", start: int = 0, people: str = "") -> Parsed:
    """A tree with names, "person Hanna Berg, place Oslo", and described ``people``, as the language model hands on."""
    sent = tree(written, start)
    found = tuple(sorted(_names(sent, names), key=lambda n: n.first))
    heads = tuple(NominalHead(token(sent, form), "person", 0.9) for form in people.split())
    return Parsed(sent, found, heads)


def _names(sent: Sentence, names: str) -> Iterator[NameSpan]:
    forms = [t.form for t in sent.tokens]
    for entry in filter(None, names.split(", ")):
        kind, *words = entry.split()
        first = next(i for i in range(len(forms)) if forms[i : i + len(words)] == words)
        yield NameSpan(first, first + len(words) - 1, kind, 0.9)


def analysed(*sentences: Parsed, published: str = TUESDAY, times: tuple[TimeExpression, ...] = ()) -> Analysis:
    """Parsed sentences as an analysis with chains, all in one paragraph."""
    text = text_of(*(p.sentence for p in sentences))
    found = Analysis(report(text, published=published), sentences, times)
    return replace(found, chains=find_chains(found, ENGLISH, KNOWN))
