"""Other names in the place of a sentence's: labels stay, and what is one stays one."""

from __future__ import annotations

import random

from training.language.corpora import Example
from training.language.swap import Swapper

B, I, O = (frozenset({t}) for t in ("B-person", "I-person", "O"))  # noqa: E741 - the tags' own names
PLACE = frozenset({"B-place"})


def sentence(words: str, names: tuple[frozenset[str], ...], sorts: tuple[str | None, ...]) -> Example:
    return Example("events", words, tuple(words.split()), names=names, sorts=sorts)


MET = sentence(
    "Ada Roy met Ito , Roy said", (B, I, O, B, O, B, O), (None, "person", None, "person", None, "person", None)
)
AT_SEA = sentence("Ben Ode sailed from Chad", (B, I, O, O, PLACE), (None, "person", None, None, "country"))
DEMONYMS = sentence("Kenyan boats and two Malians sank", (frozenset({"B-misc", "O"}),) + (O,) * 5, (None,) * 6)


def test_a_name_gives_way_to_one_of_its_sort_and_length() -> None:
    swapper = Swapper([MET, AT_SEA])
    found = {swapper.swap(AT_SEA, random.Random(seed)).forms for seed in range(20)}
    assert found == {("Ada", "Roy", "sailed", "from", "Chad"), AT_SEA.forms}


def test_one_name_is_one_name_afterwards() -> None:
    swapper = Swapper([MET, sentence("Umarov left", (B, O), ("person", None))])
    for seed in range(20):
        twice = sentence("Ito met Ito", (B, O, B), ("person", None, "person"))
        forms = swapper.swap(twice, random.Random(seed)).forms
        assert forms[0] == forms[2]


def test_demonyms_change_and_keep_their_number() -> None:
    forms = Swapper([]).swap(DEMONYMS, random.Random(3)).forms
    assert forms[0] != "Kenyan" and forms[4] != "Malians" and forms[4].endswith("ns")
    assert forms[1:4] == DEMONYMS.forms[1:4]


def test_labels_and_words_that_are_no_names_stay() -> None:
    swapped = Swapper([MET, AT_SEA]).swap(MET, random.Random(1))
    assert (swapped.names, swapped.sorts) == (MET.names, MET.sorts)
    assert [swapped.forms[i] for i in (2, 4, 6)] == ["met", ",", "said"]
