"""PLOVER's sector of chains, read with the shipped model: from offices, employers, nouns and other words of a name."""

from __future__ import annotations

import pytest

from communique.lexicon import table
from communique.model.entity import SECTORS
from tests.notation import chain_named, read

# (text, chain, sector)
ROWS: list[tuple[str, str, str | None]] = [
    # an office held no longer
    ("The former Ghanaian foreign minister, Kofi Mensah, mediated.", "Kofi Mensah", "ELI"),
    ("Kofi Mensah, a former minister who is now in opposition, spoke.", "Kofi Mensah", "OPP"),
    ("Kofi Mensah, a former army chief, spoke.", "Kofi Mensah", "ELI"),  # not what he was chief of
    ("Deputy Minister Kofi Mensah left.", "Kofi Mensah", "GOV"),
    # who employs or is led
    ("The Executive Secretary of IGAD, Dr. Ruth Okello, left.", "Ruth Okello", "IGO"),
    ("The company's president, Hans Vogel, left.", "Hans Vogel", "BUS"),
    ("Hans Vogel, director of the Karsa refinery, left.", "Hans Vogel", "BUS"),
    ("Ana Souza of the fishermen's union spoke.", "Ana Souza", "LAB"),
    ("Ana Souza, who leads the opposition party Frente Sur, spoke.", "Ana Souza", "PTY"),
    ("Hans Vogel of Chad left.", "Hans Vogel", None),
    # professions
    ("Dr Ruth Okello, a surgeon, spoke.", "Ruth Okello", "MED"),
    ("The teacher Ana Souza spoke.", "Ana Souza", "EDU"),
    ("A conscript, Jan Kask, was killed.", "Jan Kask", "MIL"),
    ("The military attaché left.", "military attaché", "MIL"),
    ("Gunmen attacked the post.", "Gunmen", "UNS"),
    ("Dockers struck.", "Dockers", "LAB"),
    # words of a name other than its head
    ("The State Revenue Committee fined the bank.", "State Revenue Committee", "GOV"),
    ("The Anti-Corruption Agency charged him.", "Anti-Corruption Agency", "GOV"),
    ("The Harbour Drivers' Union struck.", "Harbour Drivers' Union", "LAB"),
    ("Ostrava Freight denied it.", "Ostrava Freight", "BUS"),
    ("The Council of the EU met.", "Council of the EU", "IGO"),
    ("The Border Police Force fired.", "Border Police Force", "COP"),
    ("The Foreign Relations Committee voted.", "Foreign Relations Committee", "LEG"),
    ("Militia groups attacked the base.", "Militia groups", "REB"),
    ("The Delta News Agency said so. The agency was wrong.", "Delta News Agency", "MED"),  # outlets have none
    ("The Hearth Association met.", "Hearth Association", None),  # nothing told, nothing guessed
]


@pytest.mark.parametrize(("text", "name", "sector"), ROWS)
def test_sector(text: str, name: str, sector: str | None) -> None:
    chain = chain_named(read(text), name)
    assert (chain.sector.value if chain.sector else None) == sector


def test_clues_are_sectors_of_the_guide_and_each_stands_once() -> None:
    rows = table("sectors")["rows"]
    assert {sector for sector, _ in rows} <= {"", *SECTORS}
    words = [word for _, told in rows for word in told.split()]
    assert sorted(words) == sorted(set(words))
    assert all(word == word.lower() for word in words)
