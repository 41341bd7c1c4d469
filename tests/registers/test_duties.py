"""How obligations stand, from made-up reports read with the shipped model."""

from __future__ import annotations

from collections import defaultdict

from communique.pipeline import open_record
from communique.record.memory import MemoryStore
from communique.record.unroll import unroll
from communique.registers.agreements import agreements
from tests.factories import decision, outcome
from tests.notation import read

NEWS = "Chad and Niger signed a treaty in Zinder on Monday. Niger is to free nine Chadian miners by 1 May. "


def stand(*texts: tuple[str, str]) -> dict[str, str]:
    """Each obligation and its standing, from reports of one day each."""
    store, keys = MemoryStore(), defaultdict(list)
    with store.writing() as writer:
        for day, text in texts:
            found = read(text, day)
            writer.put(outcome(found.report), found.report.content_sha256, "1", unroll(found))
            for chain in found.chains:
                if chain.kind == "country":
                    keys[chain.name.quote(text)].append(f"{found.report.id}/{chain.id}")
    with store.writing() as writer:
        writer.link("1", (), [decision(of[0], other) for of in keys.values() for other in of[1:]])
    found_ = agreements(open_record(store))
    return {f"{' and '.join(d.who)}: {d.what}": d.standing for a in found_ for d in a.duties}


FREED = "niger: free nine Chadian miners by 1 May"


def test_what_nobody_answers_is_open() -> None:
    assert stand(("2023-04-04", NEWS)) == {FREED: "open"}


def test_done_not_done_and_in_part() -> None:
    later = "2023-05-02"
    said = "Under the treaty of Chad and Niger much was to be done. "
    assert (
        stand(("2023-04-04", NEWS), (later, said + "Niger freed the nine miners on Monday."))[FREED] == "reported_done"
    )
    assert stand(("2023-04-04", NEWS), (later, said + "Niger has not freed the miners."))[FREED] == "reported_broken"
    assert stand(("2023-04-04", NEWS), (later, said + "Niger freed seven miners on Monday."))[FREED] == "open"


def test_nothing_is_broken_before_it_is_due() -> None:
    said = "Under the treaty of Chad and Niger much was to be done. "
    early = ("2023-04-20", said + "Niger has not freed the miners.")
    assert stand(("2023-04-04", NEWS), early)[FREED] == "open"


def test_late_is_done_and_two_views_are_a_dispute() -> None:
    said = "The treaty of Chad and Niger is a month old. "
    first = ("2023-05-02", said + "Niger has not freed the miners.")
    assert stand(("2023-04-04", NEWS), first, ("2023-06-01", said + "Niger freed the miners in May."))[FREED] == (
        "reported_done"
    )
    both = said + "Niger says that it freed the nine miners. Chad's officials do not accept that."
    assert stand(("2023-04-04", NEWS), ("2023-06-01", both))[FREED] == "disputed"


def test_a_prohibition_is_broken_by_what_is_done() -> None:
    news = "Chad and Niger signed a truce in Zinder on Monday. Neither side may bring in fresh troops. "
    later = "Chad and Niger kept the truce for a month. Chad brought fresh troops into Bol on Sunday."
    assert list(stand(("2023-04-04", news), ("2023-05-04", later)).values()) == ["reported_broken"]


def test_two_tellings_are_one_obligation() -> None:
    again = "Under the treaty that Chad and Niger signed in April, Niger is to release nine miners from Chad."
    assert list(stand(("2023-04-04", NEWS), ("2023-04-20", again))) == [FREED]


def test_what_is_given_back_is_given_by_the_other_side() -> None:
    news = "Chad and Niger signed a treaty in Zinder on Monday. The nine Chadian miners are to be freed by 1 May."
    assert list(stand(("2023-04-04", news))) == ["niger: The nine Chadian miners are to be freed by 1 May"]


def test_who_says_of_himself_that_he_did_it_settles_nothing_that_others_deny() -> None:
    said = "The treaty of Chad and Niger is a month old. "
    denied = ("2023-05-02", said + "Niger has not freed the miners, observers said.")
    own = ("2023-06-01", said + "Niger's government said that it had freed the nine miners.")
    assert stand(("2023-04-04", NEWS), denied, own)[FREED] == "disputed"


def test_a_report_of_other_affairs_answers_only_what_it_tells_in_most_words() -> None:
    other = ("2023-06-01", "Chad and Niger met in Paris. Niger freed two journalists. The miners of Bol drew lots.")
    assert stand(("2023-04-04", NEWS), other)[FREED] == "open"
    told = ("2023-06-01", "Chad and Niger met in Paris. Niger freed the nine Chadian miners on Monday.")
    assert stand(("2023-04-04", NEWS), told)[FREED] == "reported_done"


def test_an_agreement_of_two_binds_no_third() -> None:
    news = "Chad and Niger signed a treaty in Zinder on Monday. Under the treaty, Mali will free nine miners."
    assert stand(("2023-04-04", news)) == {}


def test_what_one_has_others_do_is_answered_by_what_they_did() -> None:
    news = "Chad and Niger signed a treaty in Zinder on Monday. Niger undertakes to have twelve Chadian pilots trained."
    later = ("2023-06-02", "Under the treaty of Chad and Niger much was done. The twelve pilots finished their course.")
    assert list(stand(("2023-04-04", news), later).values()) == ["reported_done"]
    assert list(stand(("2023-04-04", news)).values()) == ["open"]


def test_the_day_told_behind_a_duty_is_its_day_and_not_its_words() -> None:
    news = "Chad and Niger signed a treaty in Zinder on Monday. Niger will give Chad six boats. {} by 1 May 2023."
    found = stand(("2023-04-04", news.format("The boats are to be shipped")))
    assert list(found) == ["niger: give Chad six boats"]
