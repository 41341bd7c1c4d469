"""The tables of the language stage hold together."""

from __future__ import annotations

from communique.language import tables

ENGLISH = tables.load()


def test_abbreviations_are_looked_up_in_small_letters() -> None:
    assert {word for word in ENGLISH.abbreviations.any if word != word.lower()} == set()


def test_what_ends_a_sentence_is_a_title_otherwise() -> None:
    assert ENGLISH.abbreviations.closing_titles <= ENGLISH.abbreviations.titles


def test_words_are_cut_within() -> None:
    assert {word for word, cut in ENGLISH.two.items() if not 0 < cut < len(word)} == set()


def test_edits_of_verbs_name_what_they_take_off() -> None:
    assert {edit for edits in ENGLISH.verbs.values() for edit in edits if not edit.partition(">")[0]} == set()
