"""What later sentences say of obligations."""

from __future__ import annotations

import pytest

from communique.registers.answers import Wanted, is_contested, wanted
from communique.registers.answers import answer as said

SIDES = frozenset({"TCD", "NER"})
MINERS = wanted("free nine Chadian miners", "free", "miners", frozenset({"NER"}), SIDES)
BOATS = wanted("hand over two patrol boats", "hand", "boats", frozenset({"TCD"}), SIDES)
GAS = wanted("deliver 400 million cubic metres of gas", "deliver", "metres", frozenset({"NER"}), SIDES)
PATROLS = wanted("fly at least twelve patrols a year", "fly", "patrols", frozenset({"TCD"}), SIDES)
TROOPS = wanted("bring in fresh troops", "bring", "troops", SIDES, SIDES, is_forbidden=True)
PLACE = wanted("keep its place in the Lake Basin Commission", "keep", "place", frozenset({"TCD"}), SIDES)
PORT = wanted("open the port of Bol", "open", "port", frozenset({"TCD"}), SIDES)

ROWS = [
    (MINERS, "Niger released the nine miners on Friday.", ("done",)),
    (MINERS, "The Chadian miners were freed on Friday.", ("done",)),
    (MINERS, "Niger let seven miners go.", ("part",)),
    (MINERS, "Niger refused to free the miners.", ("not",)),
    (MINERS, "Niger will free the miners in May.", ()),
    (MINERS, "Will Niger free the miners?", ()),
    (MINERS, "Chad freed the miners of a pit in Bol.", ()),  # another side's act
    (MINERS, "The bodies of two miners were returned.", ()),  # another thing
    (MINERS, "Done, if one asks Niamey; not done, if one asks N'Djamena: the nine miners.", ("done", "not")),
    (BOATS, "Chad delivered two vessels on Monday.", ("done",)),
    (BOATS, "The boats have still not been delivered.", ("not",)),
    (BOATS, "Chad delivered 40 boats to its own navy.", ()),  # too many to be these
    (BOATS, "Chad has boats.", ()),
    (BOATS, 'Chad handed over the two boats, so that "all that is missing is a crew".', ("done",)),
    (GAS, "Niger has not delivered the gas.", ("not",)),
    (PATROLS, "Seventeen patrols were flown in the first year.", ("done",)),
    (PATROLS, "Four patrols were flown in the first year.", ("part",)),
    (TROOPS, "Bringing troops into Bol is what the truce rules out.", ("done",)),
    (PLACE, "Chad is leaving the Lake Basin Commission.", ("against",)),
    (PORT, "The port of Bol, which Chad was to open, still takes no ships.", ("not",)),
    (PORT, "Chad opened the port of Bol in May.", ("done",)),
]


@pytest.mark.parametrize(("want", "sentence", "words"), ROWS)
def test_what_a_sentence_says(want: Wanted, sentence: str, words: tuple[str, ...]) -> None:
    assert said(want, sentence) == words


def test_another_side_contests() -> None:
    assert is_contested(BOATS, "Niger's officials do not accept that the clause is kept.")
    assert not is_contested(BOATS, "Chad's officials do not accept that.")
