"""The word tables hold together: kinds, roles, classes and conditions that the readers know."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import fields
from typing import Any

import pytest

from communique import lexicon
from communique.lexicon import DATA, Trigger, word_set
from communique.model.entity import ENTITY_KINDS, SECTORS
from communique.model.event import KINDS, OTHER_ROLES, STATUSES

ENGLISH = lexicon.load()
TRIGGERS: dict[str, Any] = tomllib.loads((DATA / "en" / "triggers.toml").read_text(encoding="utf-8"))
NOUNS: dict[str, Any] = tomllib.loads((DATA / "en" / "nouns.toml").read_text(encoding="utf-8"))
STATUS: dict[str, Any] = tomllib.loads((DATA / "en" / "status.toml").read_text(encoding="utf-8"))
ROWS: list[tuple[str, dict[str, Any]]] = [(part, row) for part in ("verb", "noun") for row in TRIGGERS[part]]

ROLES = frozenset({"actor", "recipient", *OTHER_ROLES, ""})
CONDITIONS = frozenset(f.name for f in fields(Trigger)) - {"kind", "lemmas", "roles"}
# Checked for verbs and for nouns alone; an entry of the other sort that asks for one would be met regardless.
OF_NOUNS = frozenset({"of_nouns", "compounds", "plural"})


def named(row: dict[str, Any]) -> str:
    """An entry for messages: "meeting: brief"."""
    return f"{row['kind']}: {' '.join(sorted(word_set(row['lemmas'])))[:60]}"


def conditions(row: dict[str, Any]) -> str:
    """An entry's conditions as one comparable string."""
    return repr(sorted((k, sorted(word_set(v)) if not isinstance(v, bool) else v) for k, v in row.items()
                       if k not in ("kind", "lemmas", "roles")))  # fmt: skip


def test_every_kind_is_of_the_guide_and_has_a_trigger() -> None:
    kinds = {row["kind"] for _, row in ROWS}
    assert kinds - set(KINDS) - {"none"} == set()
    assert set(KINDS) - kinds - {"other"} == set()


def test_roles_are_given_for_kinds_of_the_guide() -> None:
    bases = {row["base"] for row in TRIGGERS["roles"].values() if "base" in row}
    assert set(TRIGGERS["roles"]) - set(KINDS) - bases - {"default"} == set()


@pytest.mark.parametrize(("part", "row"), ROWS, ids=[f"{part} {named(row)}" for part, row in ROWS])
def test_entries_ask_for_conditions_that_are_checked(part: str, row: dict[str, Any]) -> None:
    asked = set(row) - {"kind", "lemmas", "roles"}
    assert asked <= CONDITIONS
    if part == "verb":
        assert not asked & OF_NOUNS
    for condition in asked & {"object_kinds", "subject_kinds", "place_kinds"}:
        assert word_set(row[condition]) - {"event"} <= set(ENTITY_KINDS)


def test_roles_are_those_of_the_guide() -> None:
    tables = {f"roles.{kind}": row for kind, row in TRIGGERS["roles"].items()}
    tables |= {named(row): row.get("roles", {}) for _, row in ROWS}
    unknown = {f"{name}: {slot} = {role}" for name, table in tables.items() for slot, role in table.items()
               if slot != "base" and role not in ROLES | {"place"}}  # fmt: skip
    assert unknown == set()


@pytest.mark.parametrize("part", ["verb", "noun"])
def test_no_word_stands_twice_under_the_same_conditions(part: str) -> None:
    seen = Counter((lemma, conditions(row)) for p, row in ROWS if p == part for lemma in word_set(row["lemmas"]))
    assert [key for key, count in seen.items() if count > 1] == []


def test_classes_that_entries_name_exist() -> None:
    words = {w for _, row in ROWS for k, v in row.items() if k not in ("kind", "roles") and not isinstance(v, bool)
             for w in word_set(v)}  # fmt: skip
    assert {w[1:] for w in words if w.startswith("@")} - set(NOUNS) == set()


@pytest.mark.parametrize("name", sorted(NOUNS))
def test_classes_fix_a_kind_and_a_sector_of_the_guide(name: str) -> None:
    row = NOUNS[name]
    assert row["kind"] in ENTITY_KINDS
    assert row.get("sector") in (None, *SECTORS)
    if row.get("title"):
        assert row["kind"] == "person"


def test_words_of_classes_are_lower_case_and_listed_once() -> None:
    for name, row in NOUNS.items():
        words = row["words"].split() if isinstance(row["words"], str) else row["words"]
        assert [w for w in words if w != w.lower()] == []
        assert [w for w, count in Counter(words).items() if count > 1] == [], name


def test_a_later_class_wins() -> None:
    found = ENGLISH.noun("refugee")
    assert found and found.name == "displaced"


@pytest.mark.parametrize(
    ("words", "name"),
    [("prime minister", "official"), ("minister", "official"), ("air force", "force"), ("teapot", None),
     ("joint commission", "joint-body"), ("cluster of stars", None)],
)  # fmt: skip
def test_the_longest_compound_counts(words: str, name: str | None) -> None:
    found = ENGLISH.noun(*words.split())
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("words", "kind"),
    [("joint commission", "body"), ("electoral commission", "organisation"), ("defence minister", "person"),
     ("peace treaty", "agreement"), ("town", "place"), ("teapot", None)],
)  # fmt: skip
def test_kinds_of_phrases(words: str, kind: str | None) -> None:
    assert ENGLISH.kind_of(tuple(words.split())) == kind


def test_statuses_are_those_of_the_guide() -> None:
    assert set(STATUS) - {"hypothetical", "negation", "prevented"} <= set(STATUSES)


def test_a_verb_is_no_light_verb_and_look_alike_at_once() -> None:
    assert ENGLISH.light & ENGLISH.occur <= {"begin", "start", "continue", "resume", "hold"}


def test_words_for_matching_are_as_names_are_folded() -> None:
    found = lexicon.matching()
    words = found.honorifics.union(found.particles, found.suffixes, found.stop, found.generic, found.institution)
    words = words.union(found.place, found.disputable, found.killing)
    assert {w for w in words if not (w.isascii() and w.isalpha() and w == w.lower())} == set()
    assert found.fathers <= found.particles


def test_a_gift_or_document_is_like_others_in_one_row_only() -> None:
    rows = lexicon.matching().like
    assert sum(map(len, rows)) == len(frozenset().union(*rows))


def test_hints_are_of_known_kinds_and_stand_behind_the_lexicon_s() -> None:
    assert {kind for part in lexicon.hint_words().values() for kind in part} <= set(KINDS)
    hints = ENGLISH.hints()
    assert hints["capsizes"] == ("disaster",)
    assert hints["signed"][0] == "agreement_signed"
    hyphens = {w for part in lexicon.hint_words().values() for words in part.values() for w in words if "-" in w}
    assert {w.partition("-")[0] for w in hyphens} == {"co", "re"}  # others are cut at the hyphen and would never be met
