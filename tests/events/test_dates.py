"""Which time told in a sentence is an event's, and what can be inferred where none is."""

from __future__ import annotations

import pytest

from communique.events.dates import date_of, is_background
from communique.model.time import TimeExpression
from tests.factories import at, interval
from tests.notation import ENGLISH, analysed, parsed, read, text_of, token, tree

DAYS = {"Monday": "2023-04-03", "Sunday": "2023-04-02", "January": "2023-01-01", "March": "2023-03-01/2023-03-31"}

# (why, tree, trigger, status, "words date", or "start..end" where nothing is told)
ROWS: list[tuple[str, str, str, str, str]] = [
    (
        "the time in its clause",
        "Laos/NNP/nsubj>met met=meet/VBD/root Peru/NNP/obj>met on/IN/case>Monday Monday/NNP/obl>met",
        "met",
        "happened",
        "Monday 2023-04-03",
    ),
    (
        "the nearest of two",
        "Laos/NNP/nsubj>said said=say/VBD/root on/IN/case>Monday Monday/NNP/obl>said it/PRP/nsubj>met "
        "met=meet/VBD/ccomp>said Peru/NNP/obj>met on/IN/case>Sunday Sunday/NNP/obl>met",
        "met",
        "happened",
        "Sunday 2023-04-02",
    ),
    (
        "and the other for the other verb",
        "Laos/NNP/nsubj>said said=say/VBD/root on/IN/case>Monday Monday/NNP/obl>said it/PRP/nsubj>met "
        "met=meet/VBD/ccomp>said Peru/NNP/obj>met on/IN/case>Sunday Sunday/NNP/obl>met",
        "said",
        "happened",
        "Monday 2023-04-03",
    ),
    (
        "not that of a clause below it",
        "Laos/NNP/nsubj>thanked thanked=thank/VBD/root Peru/NNP/obj>thanked for/IN/mark>jailing "
        "jailing=jail/VBG/advcl>thanked spies/NNS/obj>jailing on/IN/case>Sunday Sunday/NNP/obl>jailing",
        "thanked",
        "happened",
        "2023-04-03..2023-04-04",
    ),
    (
        "not the month of what came after it",
        "Laos/NNP/nsubj>left left=leave/VBD/root in/IN/case>March March/NNP/obl>left after/IN/case>raids "
        "two/CD/nummod>raids raids=raid/NNS/obl>left",
        "raids",
        "happened",
        "",
    ),
    (
        "but its day",
        "Laos/NNP/nsubj>left left=leave/VBD/root on/IN/case>Sunday Sunday/NNP/obl>left after/IN/case>talks "
        "talks=talk/NNS/obl>left",
        "talks",
        "happened",
        "Sunday 2023-04-02",
    ),
    (
        "and the month told of it",
        "Laos/NNP/nsubj>left left=leave/VBD/root after/IN/case>raids raids=raid/NNS/obl>left in/IN/case>March "
        "March/NNP/nmod>raids",
        "raids",
        "happened",
        "March 2023-03-01",
    ),
    (
        "but that of its purpose",
        "Laos/NNP/nsubj>came came=come/VBD/root to/TO/mark>talk talk/VB/advcl>came on/IN/case>Sunday "
        "Sunday/NNP/obl>talk",
        "came",
        "happened",
        "Sunday 2023-04-02",
    ),
    (
        "and that of its circumstances",
        "Speaking=speak/VBG/advcl>accused on/IN/case>Sunday Sunday/NNP/obl>Speaking Berg/NNP/nsubj>accused "
        "accused=accuse/VBD/root Laos/NNP/obj>accused",
        "accused",
        "happened",
        "Sunday 2023-04-02",
    ),
    (
        "and that of a clause about it, where it is a noun",
        "The/DT/det>raid raid/NN/nsubj>hurt launched=launch/VBN/acl>raid on/IN/case>Sunday Sunday/NNP/obl>launched "
        "hurt/VBD/root Peru/NNP/obj>hurt",
        "raid",
        "happened",
        "Sunday 2023-04-02",
    ),
    (
        "news without a time is of the report's day or the day before",
        "Laos/NNP/nsubj>met met=meet/VBD/root Peru/NNP/obj>met",
        "met",
        "happened",
        "2023-04-03..2023-04-04",
    ),
    (
        "what is told beside an act of long ago is no news",
        "So/RB/advmod>ends ends=end/VBZ/root it/PRP/nsubj>ends begun=begin/VBN/acl>it in/IN/case>January "
        "January/NNP/obl>begun recalled=recall/VBD/parataxis>ends envoys=envoy/NNS/obj>recalled",
        "recalled",
        "happened",
        "",
    ),
    (
        "background without a time has no date",
        "Laos/NNP/nsubj>met had=have/VBD/aux>met met=meet/VBN/root Peru/NNP/obj>met",
        "met",
        "happened",
        "",
    ),
    (
        "a plan without a time has no date",
        "Laos/NNP/nsubj>meet will/MD/aux>meet meet/VB/root Peru/NNP/obj>meet",
        "meet",
        "planned",
        "",
    ),
    (
        "a time two clauses away belongs to another act",
        "Laos/NNP/nsubj>said said=say/VBD/root that/IN/mark>met Peru/NNP/nsubj>met met=meet/VBD/ccomp>said "
        "miners=miner/NNS/obj>met who/WP/nsubj>left left=leave/VBD/acl:relcl>miners on/IN/case>Monday "
        "Monday/NNP/obl>left",
        "said",
        "happened",
        "2023-04-03..2023-04-04",
    ),
]


@pytest.mark.parametrize(("why", "written", "trigger", "status", "told"), ROWS, ids=[row[0] for row in ROWS])
def test_the_date_told_nearest(why: str, written: str, trigger: str, status: str, told: str) -> None:
    sent = tree(written)
    text = text_of(sent)
    times = tuple(
        TimeExpression(at(text, word), interval(*day.split("/"), basis="resolved"))
        for word, day in DAYS.items()
        if word in text
    )
    when, span = date_of(analysed(parsed(written), times=times), sent, (token(sent, trigger),), status, ENGLISH)
    if span:
        assert when and f"{span.quote(text)} {when.start}" == told
    else:
        assert (f"{when.start}..{when.end}" if when else "") == told


def test_without_a_date_of_the_report_nothing_is_inferred() -> None:
    written = "Laos/NNP/nsubj>met met=meet/VBD/root Peru/NNP/obj>met"
    assert date_of(analysed(parsed(written), published=None), tree(written), (1,), "happened", ENGLISH) == (None, None)


@pytest.mark.parametrize(
    ("written", "word", "background"),
    [
        ("Laos/NNP/nsubj>met had=have/VBD/aux>met met=meet/VBN/root", "met", True),
        ("Laos/NNP/nsubj>met previously/RB/advmod>met met=meet/VBN/root", "met", True),
        ("Laos/NNP/nsubj>met has=have/VBZ/aux>met met=meet/VBN/root", "met", False),
        ("Laos/NNP/nsubj>held had=have/VBD/aux>held held=hold/VBN/root talks=talk/NNS/obj>held", "talks", True),
        (
            "Laos/NNP/nsubj>said had=have/VBD/aux>said said=say/VBN/root Peru/NNP/nsubj>met met=meet/VBD/ccomp>said",
            "met",
            False,
        ),  # the words of the clause's own verb count
    ],
)
def test_background(written: str, word: str, background: bool) -> None:
    sent = tree(written)
    assert is_background(sent, token(sent, word), ENGLISH) is background


def test_a_time_told_with_another_act_is_that_act_s() -> None:
    written = (
        "Laos/NNP/nsubj>thanked thanked=thank/VBD/root Peru/NNP/obj>thanked for/IN/case>aid aid/NN/obl>thanked "
        "on/IN/case>Sunday Sunday/NNP/nmod>aid"
    )
    sent = tree(written)
    text = text_of(sent)
    found = analysed(parsed(written), times=(TimeExpression(at(text, "Sunday"), interval("2023-04-02")),))
    dates = [
        date_of(found, sent, (token(sent, "thanked"),), "happened", ENGLISH, others=others)[0]
        for others in ((), (token(sent, "aid"),))
    ]
    assert [str(d.start) for d in dates if d] == ["2023-04-02", "2023-04-03"]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Fiji recalled its envoy on Monday, two days after rebels attacked Suva.", "attack", "2023-04-01"),
        ("Fiji recalled its envoy on Monday, two days after rebels attacked Suva on 29 March.", "attack", "2023-03-29"),
        ("The arrest came a week after rebels attacked Suva.", "attack", "2023-03-27"),  # as news: Monday or Tuesday
        (
            "Fiji and Samoa signed a treaty on Sunday, a day after rebels attacked Suva.",
            "agreement_signed",
            "2023-04-02",
        ),
    ],
)
def test_what_words_count_from_has_the_day_so_many_days_off(text: str, kind: str, day: str) -> None:
    found = [e.date for e in read(text).events if e.kind == kind]
    assert [str(d.start) for d in found if d] == [day]


def test_an_act_that_only_tells_which_thing_is_meant_is_no_news() -> None:
    written = (
        "paper/NN/nsubj>lies signed=sign/VBN/acl>paper by/IN/case>Laos Laos/NNP/obl:agent>signed lies=lie/VBZ/root "
        "here/RB/advmod>lies"
    )
    sent = tree(written)
    assert date_of(analysed(parsed(written)), sent, (token(sent, "signed"),), "happened", ENGLISH) == (None, None)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # neither is the news where days are counted back from what is over
        ("Kenya's envoy met Juan Diaz in Nairobi two days before the pact was signed by Chad.", [None, None]),
        # nor is that from which days of what was before the news are counted
        ("Finland had joined the sanctions two months after refusing to take part.", [None, None]),
        # but one may be
        ("Two months after refusing to take part, Finland joined the sanctions.", ["2023-02-01", "2023-04-03"]),
        ("The minister resigned three days before the vote.", ["2023-04-03"]),
    ],
)
def test_days_counted_from_what_is_over(text: str, dates: list[str | None]) -> None:
    found = read(text)
    events = sorted(found.events, key=lambda e: e.trigger)
    assert [str(e.date.start) if e.date else None for e in events] == dates
