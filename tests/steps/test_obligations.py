"""What agreements oblige to, read from made-up reports with the shipped model."""

from __future__ import annotations

import pytest

from communique.model.step import ObligationMention
from tests.notation import read

SIGNED = "Chad and Niger signed a treaty in Zinder on Monday. "
PACT = "Norway and Latvia signed a pact in Oslo on Monday. "


def told(text: str, published: str = "2023-04-04") -> list[str]:
    """The obligations of a text: who, what, by when."""
    found = read(text, published)
    names = {c.id: c.name.quote(text) for c in found.chains}

    def line(one: ObligationMention) -> str:
        who = " and ".join(dict.fromkeys(names[r.chain] for r in one.who))
        what = " ".join(span.quote(text) for span in one.words or (one.action,))
        due = f" | {one.due.end}" if one.due else ""
        return f"{who}{' NOT' if one.is_forbidden else ''}: {what}{due}"

    return [line(one) for one in found.obligations]


CASES = [
    # told by a verb of undertaking, with a day
    (SIGNED + "Chad undertakes to open the crossing by 1 May.", ["Chad: open the crossing by 1 May | 2023-05-01"]),
    (
        SIGNED + "Chad is to lend two dredgers, with crews, no later than 1 May.",
        ["Chad: lend two dredgers, with crews, no later than 1 May | 2023-05-01"],
    ),
    # two acts of one party, of which one has a day
    (
        SIGNED + "Niger undertakes to publish its measurements by 30 June and to close two wells.",
        ["Niger: publish its measurements by 30 June | 2023-06-30", "Niger: close two wells"],
    ),
    # the verb of the second is left out
    (
        SIGNED + "By 5 May, Chad is to free nine miners, and Niger two drivers.",
        ["Chad: free nine miners | 2023-05-05", "Niger: free two drivers | 2023-05-05"],
    ),
    # one clause beside another
    (
        SIGNED + "Chad is to pay for the dam; Niger will send 40 engineers by 1 June.",
        ["Chad: pay for the dam", "Niger: send 40 engineers by 1 June | 2023-06-01"],
    ),
    # the present tense under an agreement
    ("Under the treaty signed in March, Chad provides a depot at Zinder.", ["Chad: provides a depot at Zinder"]),
    # prohibitions
    (SIGNED + "Neither country may sell the gas to others.", ["Chad and Niger NOT: sell the gas to others"]),
    (SIGNED + "Niger undertakes not to build dams.", ["Niger NOT: build dams"]),
    # a list goes on with another state's acts, numbered or not
    (
        "Chad's minister signed a treaty with Niger in Zinder on Monday. The duties are as follows:\n\n"
        "1. Niger will dig nine wells by 1 May 2023.\n\n2. Chad will pay 2 million US dollars by 1 June 2023.",
        [
            "Niger: dig nine wells by 1 May 2023 | 2023-05-01",
            "Chad: pay 2 million US dollars by 1 June 2023 | 2023-06-01",
        ],
    ),
    (SIGNED + "Niger has to pay a fee by 1 May.", ["Niger: pay a fee by 1 May | 2023-05-01"]),
    (SIGNED + "Niger has the honour to thank Chad.", []),
    # all parties
    (PACT + "Both sides will destroy their mines.", ["Norway and Latvia: destroy their mines"]),
    (PACT + "Each side is to destroy its mines.", ["Norway and Latvia: destroy its mines"]),
    # the agreement obliges
    (PACT + "It allows Norway to inspect four depots a year.", ["Norway: inspect four depots a year"]),
    # two verbs with one object behind the second are one act
    (
        PACT + "Norway is to lend two ferries, and to pay for and anchor 80 buoys.",
        ["Norway: lend two ferries", "Norway: pay for and anchor 80 buoys"],
    ),
    (PACT + "Latvia undertakes to build and run a school in Riga.", ["Latvia: build and run a school in Riga"]),
    # what a party may do obliges it to nothing; what it may not do does
    (PACT + "Norway may buy two more ferries until the end of 2024.", []),
    (PACT + "Norway may not sell the ferries.", ["Norway NOT: sell the ferries"]),
    # what a body is to do is no duty of the party that was told to act before
    (
        PACT + "Latvia will dig nine wells. The prices will be set by a Joint Baltic Commission.",
        ["Latvia: dig nine wells"],
    ),
    # who sends people to a body staffs it
    (PACT + "Latvia will send three officers to the Joint Baltic Centre, which is to be set up in Riga.", []),
    (
        "Norway and Latvia signed a pact in Oslo on Monday. The pact provides for a Joint Baltic Centre in Riga. "
        "Each party will post three officials to it. Latvia will dig nine wells.",
        ["Latvia: dig nine wells"],
    ),
    # nothing that can be seen done: views, what is left as it is, who is liable; what is held against hopes is news
    (
        PACT + "Both sides will look at the price of ferries. Latvia will look after the wells.",
        ["Latvia: look after the wells"],
    ),
    (PACT + "Both sides will stay where they are.", []),
    (PACT + "Latvia will remain five kilometres from the line.", ["Latvia: remain five kilometres from the line"]),
    (PACT + "Each country will bear the loss of its own fishermen.", []),
    (PACT + "Latvia will bear the cost of the ferries.", ["Latvia: bear the cost of the ferries"]),
    (PACT + "Latvia will buy two ferries more than it had planned.", []),
    (PACT + "Latvia will buy more than two ferries.", ["Latvia: buy more than two ferries"]),
    # what somebody says he will do binds nobody, and no more does what the agreement itself will do
    (SIGNED + "Niger said it would close two wells.", []),
    (SIGNED + "The Chad treaty will help the region.", []),
    # some sentences on, only those who made the agreement
    (
        PACT + "It was raining. The ministers had lunch. Norway will admit 30 boats by 1 June.",
        ["Norway: admit 30 boats by 1 June | 2023-06-01"],
    ),
    (PACT + "Fishermen in two villages will get more fish.", []),
    # "it" undertakes to have something done, and to do something
    (
        "Ghana and Borg Shipyard signed a contract in Accra on Monday. "
        "Borg Shipyard is to deliver two boats by June 2024. It has also undertaken to have twenty sailors "
        "trained in Tema and to keep a depot for five years.",
        [
            "Borg Shipyard: deliver two boats by June 2024 | 2024-06-30",
            "Borg Shipyard: have twenty sailors trained in Tema",
            "Borg Shipyard: keep a depot for five years",
        ],
    ),
    # "it" is who was told to act just before
    (
        "Borg Shipyard and the Ministry of Defence of Ghana signed a contract in Accra on Monday. "
        "Borg Shipyard will deliver two boats by June 2024. It will train 20 sailors.",
        ["Borg Shipyard: deliver two boats by June 2024 | 2024-06-30", "Borg Shipyard: train 20 sailors"],
    ),
    # a truce that has a name, and a rebel group beside a government
    (
        "The government of Peru and the rebel Ucayali Front (UF) signed a ceasefire in Santiago on Monday. "
        "The Santiago Agreement takes effect on Sunday. The UF will vacate its camps by 1 July.",
        ["Ucayali Front: vacate its camps by 1 July | 2023-07-01"],
    ),
    # what goes with an act
    (
        PACT + "Norway will inspect four depots a year, with a Latvian officer at each visit.",
        ["Norway: inspect four depots a year", "Norway: a Latvian officer at each visit"],
    ),
    # terms told before the agreement is named
    (
        "Norway will give Latvia two tugs. A memorandum was signed in Oslo on Monday by Norway and Latvia.",
        ["Norway: give Latvia two tugs"],
    ),
]

NONE = [
    SIGNED + "The government will send the treaty to parliament.",
    SIGNED + "Latvia's prime minister will visit Lithuania next week.",
    "Chad will open a school in May.",
    SIGNED + '"We will pay the miners," the minister said.',
    "Chad and Niger signed a treaty in 2011. The minister said on Monday that rain would fall in May.",
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_obligations_of_a_text(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize("text", NONE)
def test_plans_that_are_none(text: str) -> None:
    assert told(text) == []


def test_the_owners_of_a_list_have_one_obligation_each() -> None:
    text = SIGNED + "The remains of three Chadians and two Nigeriens are to be returned by 5 May."
    assert told(text) == [
        "Chad: The remains of three Chadians are to be returned by 5 May | 2023-05-05",
        "Niger: The remains of two Nigeriens are to be returned by 5 May | 2023-05-05",
    ]


def test_the_same_day_is_the_day_told_before() -> None:
    text = SIGNED + "Chad is to free nine miners by 5 May. Niger is to free two drivers by the same day."
    assert [line[-10:] for line in told(text)] == ["2023-05-05", "2023-05-05"]
