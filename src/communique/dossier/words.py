"""How the record's terms are called on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.model.event import PLOVER

# PLOVER's events by its four quarters, each with the shape that marks it: shape and colour tell the same twice.
QUARTERS = (
    ("Verbal cooperation", "circle", ("AGREE", "CONSULT", "SUPPORT", "CONCEDE")),
    ("Material cooperation", "square", ("COOPERATE", "AID", "RETREAT")),
    ("Verbal conflict", "diamond", ("REQUEST", "ACCUSE", "REJECT", "THREATEN")),
    ("Material conflict", "triangle", ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")),
    ("Outside PLOVER", "ring", ("NONE",)),
)
SHAPES = {name: shape for _, shape, names in QUARTERS for name in names}
CLASSES = tuple(SHAPES)

STATUS_NOTES = {
    "happened": "told as fact",
    "ongoing": "told as under way",
    "planned": "announced, not yet told as done",
    "proposed": "wished or called for",
    "alleged": "told by one side of another, or hedged",
    "denied": "said not to have happened",
}
SECTORS = {
    "GOV": "government",
    "MIL": "military",
    "LEG": "legislature",
    "JUD": "judiciary",
    "PTY": "party",
    "OPP": "opposition",
    "REB": "rebels",
    "SPY": "intelligence",
    "COP": "police",
    "BUS": "business",
    "CVL": "civilians",
    "LAB": "labour",
    "EDU": "education",
    "MED": "media",
    "REL": "religion",
    "NGO": "non-governmental organisation",
    "IGO": "intergovernmental organisation",
    "REF": "refugees",
    "ELI": "elites",
    "CRM": "crime",
    "UNS": "unspecified",
}
PLURALS = {
    "person": "people",
    "country": "countries",
    "pair of states": "pairs of states",
    "body": "bodies",
    "equipment": "equipment",
    "entity": "entities",
}
# Which of differing values is shown first: what `record.events` does, in a line.
RULES = {
    "date": "Shown in the headline: a date told in words before one inferred; then the most exact; then the one with "
    "most independent origins; then the earliest.",
    "place": "Shown in the headline: a place within a country before the whole country; then the one with most "
    "independent origins; then the first told.",
    "status": "Shown in the headline: what the latest report says; but what was done does not become a plan again, and "
    "what one side tells and another denies is “alleged”.",
    "count": "Best is the number with most independent origins; of equals, the one told last.",
}
PROPS = {"item": "Label", "count": "Number", "date": "Date", "place": "Place", "status": "Status"}
NO_RULE = "None is picked; all stand as they are told."
QUALIFIERS = "former acting interim outgoing incoming retired late then ex caretaker".split()  # before a title
JUDGEMENTS = {
    "same": "held to be one",
    "different": "held apart",
    "undecided": "left open",
    "withdrawn": "decision taken back",
}
# Reasons of decisions in plain words, by pattern; one that no pattern meets stands as it is.
REASONS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"told at the same place of a shared passage", "both stand at the same place of a passage that was copied"),
        (r"named at the same place of a shared passage", "both stand at the same place of a passage that was copied"),
        (r"same reference \w+: ?(.*)", r"both stand for the same entry of the reference data: \1"),
        (r"passages share 1 words", "their sentences have a telling word in common"),
        (r"passages share (\d+) words", r"their sentences have \1 telling words in common"),
        (r"the same names in both sentences: 1", "a name stands in both sentences"),
        (r"the same names in both sentences: (\d+)", r"\1 names stand in both sentences"),
        (r"several names in both sentences", "not just one name, but several"),
        (r"other names in the two sentences", "the two sentences name others"),
        (r"1 more of this kind in the reports", "the reports tell another of this kind, which could be meant"),
        (r"(\d+) more of this kind in the reports", r"the reports tell \1 others of this kind, which could be meant"),
        (r"one is told faintly", "one is told only in passing"),
        (r"in one report", "both stand in one report, which seldom tells a thing twice"),
        (r"in one report, acts by words", "both are acts by words in one report"),
        (r"an act by words: (.*)", r"\1 is an act by words, of which there are often several"),
        (r"a kind of many sorts: (.*)", r"“\1” may be many things"),
        (r"same word: (.*)", r"both say “\1”"),
        (r"other words: (.*) / (.*)", r"one says “\1”, the other “\2”"),
        (r"(actors|recipients|parties) told by one only", r"only one tells the \1"),
        (r"(actors|recipients|parties) told by neither", r"neither tells the \1"),
        (r"(actors|recipients) same: (.*)", r"the same \1: \2"),
        (r"(actors|recipients|items) alike: (.*)", r"the \1 are called alike: \2"),
        (r"(actors|recipients|items|places|numbers|states) differ: (.*)", r"the \1 differ: \2"),
        (r"one is actor here and recipient there", "who acts in one is acted upon in the other"),
        (r"killed once only: (.*)", r"\1 can be killed only once"),
        (r"the last of this kind told before", "it is the last event of this kind told before"),
        (r"told close by", "they stand close to each other"),
        (r"\"(.*)\" points back", r"“\1” points back to something told before"),
        (r"one report, \"(.*)\" last told of", r"“\1” points back, and this was last told before it in the report"),
        (r"a plan and its fulfilment: (.*)", r"one tells the plan, the other its fulfilment: \1"),
        (r"a plan told after the act: (.*)", r"one tells a plan after the other told the act: \1"),
        (r"told differently: (.*)", r"they are told as of different standing: \1"),
        (r"one date only inferred: (.*)", r"one date is only inferred: \1"),
        (r"told as news (\d+) days later", r"one is told as news \1 days later"),
        (r"names agree \((.*)\)", r"the names agree (\1 of 1)"),
    )
)
ARMS = frozenset("arms_order arms_transfer joint_production training exercise".split())
AGREEMENTS = frozenset("agreement_signed agreement_ratified body_established ceasefire".split())


def reason(told: str) -> str:
    """A decision's reason in plain words.

    >>> reason("passages share 8 words")
    'their sentences have 8 telling words in common'
    """
    for pattern, plain_words in REASONS:
        found = pattern.fullmatch(told)
        if found:
            return found.expand(plain_words)
    return told


def plover(kind: str) -> str:
    """The PLOVER event of a kind, "NONE" where it has none."""
    return PLOVER.get(kind, ("", "", ""))[0] or "NONE"


def plover_line(kind: str) -> str:
    """The whole coding: "RETREAT · ceasefire · military"."""
    name, mode, context = PLOVER.get(kind, ("", "", ""))
    return " · ".join(part for part in (name or "outside PLOVER", mode, context) if part)


def plain(term: str) -> str:
    """A term of the vocabulary as words: "agreement signed"."""
    return term.replace("_", " ")


def class_name(name: str) -> str:
    """A PLOVER event as a label: "Consult"; "Other" outside PLOVER."""
    return "Other" if name == "NONE" else name.capitalize()


def plural(count: int, noun: str) -> str:
    """A count with its noun: "1 report", "3 countries"."""
    return f"{count:,} {noun if count == 1 else plural_of(noun)}"


def plural_of(noun: str) -> str:
    """What several are called: "countries"."""
    return PLURALS.get(noun, f"{noun}s")


def listed(items: Iterable[str], most: int = 99) -> str:
    """A list in a sentence: "a, b and c"; with ``most``, the rest are only counted: "a, b and 5 others"."""
    found = list(items)
    if len(found) > most:
        found = [*found[:most], plural(len(found) - most, "other")]
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} and {found[-1]}"
