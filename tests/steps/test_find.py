"""Which steps of agreements and bodies are read in a report, and which words tell of none."""

from __future__ import annotations

import pytest

from communique.model.analysis import Analysis
from tests.notation import read


def steps_in(analysis: Analysis) -> list[str]:
    """Each step as "step status date: words of its thing"."""
    things = {thing.id: thing for thing in analysis.things}
    return [
        f"{s.step} {s.status}{f' {s.date.start}' if s.date and s.date_span else ''}: "
        f"{things[s.thing].called.quote(analysis.report.text)}"
        for s in analysis.steps
    ]


# (text, the steps read in it)
ROWS: list[tuple[str, list[str]]] = [
    (
        "Chad and Niger signed a treaty on Monday.",
        ["signed happened 2023-04-03: treaty"],
    ),
    # -- hopes and conditions are no steps done
    ("Chad and Niger parted without a deal being struck.", ["signed proposed: deal"]),
    ("The treaty will be binding after it is ratified by both parliaments.", ["ratified planned: treaty"]),
    ("Chad's foreign minister has spoken of extending the accord.", ["extended proposed: accord"]),
    ("Chad's president made a push to strike a deal with Niger.", ["signed proposed: deal with Niger"]),
    ("Chad tried to sign an agreement with Niger.", ["signed proposed: agreement with Niger"]),
    ("Chad and Niger agreed to sign a treaty in May.", ["signed planned 2023-05-01: treaty"]),
    ("Niger's minister flew to Bol to sign a treaty with Chad.", ["signed planned: treaty"]),
    ("The accord has yet to be ratified by Niger.", ["ratified denied: accord"]),
    ("An accord is to be signed in Bol before the year is out, Chad's minister said.", ["signed planned: accord"]),
    # -- what is told of "it", and of what the sentence leaves unsaid
    (
        "The pact on tolls was signed on 3 March 2023. "
        "Congress gave its approval on 20 March, and Chad ratified it on Monday.",
        [
            "signed happened 2023-03-03: pact on tolls",
            "approved happened 2023-03-20: pact on tolls",
            "ratified happened 2023-04-03: pact on tolls",
        ],
    ),
    (
        "The treaty, signed in March 2022 and prolonged in February, would have run out on Tuesday.",
        ["signed happened 2022-03-01: treaty", "extended happened 2023-02-01: treaty"],
    ),
    # -- each side by itself, with one verb for both
    (
        "Chad ratified the Lake Convention on 6 March 2023 and Niger on 3 April.",
        ["ratified happened 2023-03-06: Lake Convention", "ratified happened 2023-04-03: Lake Convention"],
    ),
    (
        "The commission can begin as soon as both states have ratified the Lake Convention.",
        ["ratified planned: Lake Convention"],
    ),
    # -- in other words
    (
        "The envoys put their initials to the Lake Convention on Monday.",
        ["initialled happened 2023-04-03: Lake Convention"],
    ),
    (
        "Chad's envoy deposited the instrument of ratification of the Lake Convention on Monday.",
        ["ratified happened 2023-04-03: Lake Convention"],
    ),
    ("The Lake Convention must wait before it takes effect.", ["in_force planned: Lake Convention"]),
    (
        "The council will pay the Lake Observer Mission, which was founded by a decision of 12 March.",
        ["founded happened 2023-03-12: Lake Observer Mission"],
    ),
    # -- what only stays as it was, and who is out
    ("The treaty was left untouched.", []),
    ("Chad ceased to be a party to the Lake Convention on Monday.", ["withdrawn happened 2023-04-03: Lake Convention"]),
    ("Chad and Niger signed the Lake Convention on Tuesday.", ["signed happened 2023-04-04: Lake Convention"]),
    # -- a house for a body is no body
    ("Chad provides a house for the joint lake commission.", []),
    ("The treaty takes effect on Monday.", ["in_force planned 2023-04-10: treaty"]),
    (
        "The Delta Front said on Monday that it no longer considered itself bound by the truce.",
        ["withdrawn happened 2023-04-03: truce"],
    ),
    # -- a name ends before the day, and the text of something else is no agreement
    ("Chad and Niger signed the Bol Lake Accord on April 3.", ["signed happened 2023-04-03: Bol Lake Accord"]),
    ("Chad and Niger negotiated the text of a new resolution on Monday.", []),
    # -- what is told in passing, without a day, is not of today
    ("The deal reached with Niger by Chad's late president is in doubt.", ["signed happened: deal"]),
    # -- the end of a term is no day of the act
    (
        "On Monday the two ministers extended the truce by six months to 30 October 2023.",
        ["extended happened 2023-04-03: truce"],
    ),
    # -- leaving
    (
        "Chad belongs to the Lake Fisheries Agreement. Its ambassador handed a note of withdrawal to Niger on Monday.",
        ["withdrawn happened 2023-04-03: Lake Fisheries Agreement"],
    ),
    # -- bodies
    (
        "The treaty provides for a joint lake commission, with its seat in Bol.",
        ["founded planned: joint lake commission"],
    ),
    (
        "The treaty provides for the establishment of a joint lake commission.",
        ["founded planned: joint lake commission"],
    ),
    (
        "The Lake Observer Mission is unarmed. The council decided on 12 March to send it for six months.",
        ["founded happened 2023-03-12: Lake Observer Mission"],
    ),
    (
        "The Lake Observer Mission is unarmed. It has been at work since 2 April 2023.",
        ["working happened 2023-04-02: Lake Observer Mission"],
    ),
    ("The Lake Liaison Office is no more.", ["ended happened: Lake Liaison Office"]),
    ("The joint commission has not met.", ["working denied: joint commission"]),
    ("A group of deputies met on Monday.", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_steps(text: str, expected: list[str]) -> None:
    assert [line.replace("The ", "").replace("the ", "") for line in steps_in(read(text))] == expected


def test_a_part_held_back_is_told_as_a_part() -> None:
    analysis = read(
        "Under the 2021 memorandum Norway lends money. Norway has suspended the second instalment of the loan."
    )
    (step,) = [s for s in analysis.steps if s.step == "suspended"]
    assert step.what is not None
    assert "second instalment" in step.what.quote(analysis.report.text)


def test_states_that_each_side_is_told_for_do_it() -> None:
    analysis = read("Chad ratified the Lake Convention on 6 March 2023 and Niger on 3 April.")
    names = {c.id: c.name.quote(analysis.report.text) for c in analysis.chains}
    assert [[names[r.chain] for r in s.by] for s in analysis.steps] == [["Chad"], ["Niger"]]


def test_representatives_of_states_sign_for_these() -> None:
    analysis = read(
        "Representatives of the Republic of Chad, of Mali and of Niger signed the Lake Convention on Monday."
    )
    names = {c.id: c.country.value for c in analysis.chains if c.country}
    assert [[names[r.chain] for r in s.by] for s in analysis.steps] == [["TCD", "MLI", "NER"]]


def test_signers_told_in_a_sentence_of_their_own_give_the_place() -> None:
    analysis = read("Chad and Niger signed a treaty on Monday. The ministers signed in Lisbon.")
    places = {s.place.span.quote(analysis.report.text) for s in analysis.steps if s.place}
    assert places == {"Lisbon"}


def test_a_signing_without_a_thing_nearby_is_none() -> None:
    analysis = read("The treaty is old.\nMany came.\nThey sang.\nThe singer signed in Lisbon.")
    assert not [s for s in analysis.steps if s.step == "signed"]
