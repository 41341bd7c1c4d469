"""How the record's terms are called on the pages."""

from __future__ import annotations

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
    "body": "bodies",
    "equipment": "equipment",
    "entity": "entities",
}
ARMS = frozenset("arms_order arms_transfer joint_production training exercise".split())
AGREEMENTS = frozenset("agreement_signed agreement_ratified body_established ceasefire".split())


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
    return f"{count:,} {noun if count == 1 else PLURALS.get(noun, noun + 's')}"


def listed(items: Iterable[str], most: int = 99) -> str:
    """A list in a sentence: "a, b and c"; with ``most``, the rest are only counted: "a, b and 5 others"."""
    found = list(items)
    if len(found) > most:
        found = [*found[:most], plural(len(found) - most, "other")]
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} and {found[-1]}"
