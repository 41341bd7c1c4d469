"""Event mentions that tell one event, and those that do not."""

import pytest

from communique.merge.canonical import settle
from communique.merge.link import cast_of
from communique.merge.pairs import set_scene
from communique.merge.score import likelihood
from communique.merge.subjects import gather
from communique.model.record import Judgement
from communique.model.reuse import Passage, Reuse
from tests.merge.build import Desk, decide

DAY = "2021-04-01"


def told(desk: Desk, name: str, text: str, kind: str, actor: str, recipient: str, **more: str | None) -> str:
    """One report that tells one event of two named people of two countries."""
    where = desk.read(name, text, more.pop("published", None) or "2021-04-02")
    actors = [desk.chain(where, actor, country="AZE")]
    recipients = [desk.chain(where, recipient, country="TUR")]
    place = more.pop("place", None)
    key = desk.chain(where, place, kind="place", country=more.pop("place_country", "AZE")) if place else None
    return desk.event(where, text, str(more.pop("trigger")), kind, actors, recipients, place=key, **more)


MEET = {"trigger": "met", "date": DAY}
PAIRS = [
    # kind, first, second, whether one
    ("meeting", {}, {}, True),
    ("meeting", {}, {"date": "2021-04-02"}, True),  # night and day
    ("meeting", {}, {"date": "2021-04-09"}, False),
    ("meeting", {}, {"date": "2021-04-01/2021-04-30", "precision": "month"}, True),
    ("meeting", {"recipient": "Hakan Fidan"}, {}, False),  # he met two people that day
    ("meeting", {"place": "Baku"}, {"place": "Ankara", "place_country": "TUR"}, False),
    ("meeting", {"date": None}, {"date": None, "published": "2023-04-02"}, False),  # two years on, another meeting
    ("attack", {"trigger": "met"}, {"kind": "clash"}, True),  # one fight in different words
    ("award", {}, {"kind": "praise"}, False),
    ("visit", {"status": "planned"}, {}, True),  # a plan and its fulfilment
]


@pytest.mark.parametrize("kind, first, second, one", PAIRS)
def test_two_reports(kind: str, first: dict[str, str | None], second: dict[str, str | None], one: bool) -> None:
    desk = Desk()
    keys = []
    for name, own in (("a", first), ("b", second)):
        values = {"kind": kind, "actor": "Ilham Aliyev", "recipient": "Selcuk Bayraktar", **MEET, **own}
        text = f"{values['actor']} met {values['recipient']} {'in ' + str(values['place']) if 'place' in own else ''}."
        keys.append(told(desk, name, text, **values))  # type: ignore[arg-type]
    canonical = desk.link()
    assert (canonical[keys[0]] == canonical[keys[1]]) is one


def test_five_similar_meetings_stay_five() -> None:
    """The two ministers meet every other month; three reports tell of each, one of them without a day."""
    desk = Desk()
    groups = []
    for month in (1, 3, 5, 7, 9):
        group = []
        for i in range(3):
            date = f"2021-{month:02}-10" if i < 2 else None
            group.append(
                told(
                    desk,
                    f"m{month}-{i}",
                    "Zakir Hasanov met Hulusi Akar for talks on military cooperation in Baku.",
                    "meeting",
                    "Zakir Hasanov",
                    "Hulusi Akar",
                    trigger="met",
                    date=date,
                    place="Baku",
                    published=f"2021-{month:02}-1{i + 1}",
                )
            )
        groups.append(group)
    canonical = desk.link()
    assert [len({canonical[k] for k in group}) for group in groups] == [1] * 5
    assert len({canonical[k] for group in groups for k in group}) == 5


def test_states_in_one_report_are_their_leaders_in_another() -> None:
    """Three parties, days next to each other, and two names for what was signed: one signing, disputed."""
    desk = Desk()
    a = desk.read("a", "Azerbaijan, Russia and Armenia signed a peace agreement of three sides on November 10.")
    b = desk.read("b", "Ilham Aliyev, Vladimir Putin and Nikol Pashinyan signed a joint statement on November 9.")
    codes = ("AZE", "RUS", "ARM")
    states = [
        desk.chain(a, n, kind="country", country=c, reference=f"iso:{c}")
        for n, c in zip(("Azerbaijan", "Russia", "Armenia"), codes, strict=True)
    ]
    leaders = [
        desk.chain(b, n, country=c)
        for n, c in zip(("Ilham Aliyev", "Vladimir Putin", "Nikol Pashinyan"), codes, strict=True)
    ]
    kind = "agreement_signed"
    first = desk.event(a, desk.reports[0].text, "signed", kind, states, date="2020-11-10")
    second = desk.event(b, desk.reports[1].text, "signed", kind, leaders, date="2020-11-09")
    canonical = desk.link()
    assert canonical[first] == canonical[second]


def test_one_sentence_that_lists_meetings_tells_several() -> None:
    desk = Desk()
    where = desk.read("a", "Donald Trump will meet King Salman, and meet Salman again.")
    trump, salman = desk.chain(where, "Donald Trump"), desk.chain(where, "King Salman")
    text = "Donald Trump will meet King Salman, and meet Salman again."
    both = [trump, salman]
    first = desk.event(where, text, "meet", "meeting", both, date=DAY)
    second = desk.event(where, text[:-1], "again", "meeting", both, date=DAY)
    canonical = desk.link()
    assert canonical[first] != canonical[second]


def test_acts_by_words_in_one_report_are_several() -> None:
    desk = Desk()
    thanks, praise = "Bayraktar thanked Aliyev for the aid.", "Later he praised Aliyev for the warm hospitality."
    where = desk.read("a", f"{thanks} {praise}")
    sides = [desk.chain(where, "Bayraktar")], [desk.chain(where, "Aliyev")]
    first = desk.event(where, thanks, "thanked", "praise", *sides, date=DAY)
    second = desk.event(where, praise, "praised", "praise", *sides, date=DAY)
    canonical = desk.link()
    assert canonical[first] != canonical[second]


def test_the_same_place_of_a_shared_passage_tells_one_event() -> None:
    """Neither report names who did it, nor when, and they came months apart."""
    desk = Desk()
    text = "Twelve protesters have been arrested, it said."
    a, b = desk.read("a", text), desk.read("b", f"Cairo. {text}", "2021-08-02")
    keys = [desk.event(r, text, "arrested", "coercion") for r in (a, b)]
    alone = desk.link()
    assert alone[keys[0]] != alone[keys[1]]
    passages = tuple(Passage(r, desk._at(r, text)) for r in (a, b))
    shared = desk.link([Reuse(passages, 1.0)])
    assert shared[keys[0]] == shared[keys[1]]
    assert desk.decisions[0].explanation.startswith("told at the same place of a shared passage")


def test_a_person_dies_once() -> None:
    desk = Desk()
    keys = []
    for name, published in (("a", "2020-01-04"), ("b", "2020-02-20")):
        text = "The strike killed Qassem Soleimani."
        where = desk.read(name, text, published)
        victim = desk.chain(where, "Qassem Soleimani", country="IRN")
        keys.append(desk.event(where, text, "killed", "attack", (), [victim]))
    canonical = desk.link()
    assert canonical[keys[0]] == canonical[keys[1]]


def test_items_without_a_name_are_known_by_their_event() -> None:
    desk = Desk()
    items = []
    for name, item in (("a", "a peace agreement"), ("b", "a joint statement")):
        text = f"Azerbaijan and Armenia signed {item}."
        where = desk.read(name, text)
        sides = [desk.chain(where, c, kind="country", reference=f"iso:{c}") for c in ("Azerbaijan", "Armenia")]
        items.append(desk.chain(where, item, kind="agreement", form="nominal"))
        desk.event(where, text, "signed", "agreement_signed", sides, date="2020-11-10", item=items[-1])
    canonical = desk.link()
    assert canonical[items[0]] == canonical[items[1]]


def test_a_person_may_hold_events_apart() -> None:
    desk = Desk()
    keys = [
        told(desk, n, "Ilham Aliyev met Selcuk Bayraktar.", "meeting", "Ilham Aliyev", "Selcuk Bayraktar", **MEET)
        for n in "ab"
    ]
    canonical = desk.link(decided=[decide(keys[0], keys[1], Judgement.DIFFERENT)])
    assert canonical[keys[0]] != canonical[keys[1]]
    assert not [d for d in desk.decisions if {d.left, d.right} == set(keys)]


@pytest.mark.parametrize(
    ("last", "hit", "kind", "form", "back"),
    [
        ("Two soldiers died in the attack.", "Two soldiers", "group", "nominal", True),
        ("Two soldiers died in an attack.", "Two soldiers", "group", "nominal", False),
        ("Nobody spoke of the attack on Mopti.", "Mopti", "place", "name", False),  # another town
    ],
)
def test_an_article_points_back_to_the_act_last_told(last: str, hit: str, kind: str, form: str, back: bool) -> None:
    desk = Desk()
    one, two = "Rebels hit Gao.", "Then they shelled Kidal."
    where = desk.read("a", f"{one} {two} {last}")
    rebels = desk.chain(where, "Rebels", kind="group", form="nominal")
    gao, kidal = (desk.chain(where, town, kind="place", country="MLI") for town in ("Gao", "Kidal"))
    first = desk.event(where, one, "hit", "attack", [rebels], [gao], date=DAY)
    second = desk.event(where, two, "shelled", "attack", [rebels], [kidal], date=DAY)
    third = desk.event(where, last, "attack", "attack", [], [desk.chain(where, hit, kind=kind, form=form)])
    canonical = desk.link()
    assert canonical[first] != canonical[second]
    assert (canonical[third] == canonical[second]) is back


def test_a_mention_that_names_nobody_joins_the_event_it_fits() -> None:
    """The second report tells only of the strike; it adds a report, and no event where there is none to join."""
    desk = Desk()
    a = desk.read("a", "Rebels shelled the market of Gao on Monday, killing 12 traders.")
    rebels, gao = desk.chain(a, "Rebels", kind="group", form="nominal"), desk.chain(a, "Gao", kind="place")
    first = desk.event(a, desk.reports[0].text, "shelled", "attack", [rebels], [gao], date=DAY)
    b = desk.read("b", "The shelling of the market of Gao killed 12 traders, the Red Cross said.")
    second = desk.event(b, desk.reports[1].text, "shelling", "attack", date=DAY)
    desk.faint(second)
    canonical = desk.link()
    assert canonical[first] == canonical[second]


def test_a_join_tells_what_speaks_for_it() -> None:
    desk = Desk()
    for name in "ab":
        told(desk, name, "Ilham Aliyev met Selcuk Bayraktar.", "meeting", "Ilham Aliyev", "Selcuk Bayraktar", **MEET)
    desk.link()
    why = next(d.explanation for d in desk.decisions if "/e" in d.left)
    assert "same date 2021-04-01" in why and "Ilham Aliyev" in why


def chance(desk: Desk, one: str, two: str) -> float:
    """How likely two mentions are one event."""
    subjects = gather(desk.reports, desk.claims)
    scene = set_scene(subjects.events.values(), cast_of(subjects, settle([])))
    return likelihood(subjects.events[one], subjects.events[two], scene)


@pytest.mark.parametrize(
    "first, alike, unlike",
    [
        ("A drone hit a house in Orlat.", "Drones struck a home in Orlat.", "Gunmen struck a home in Orlat."),
        ("Mortars hit a house in Orlat.", "Shelling struck a home in Orlat.", "Bombs struck a home in Orlat."),
    ],
)
def test_an_attack_is_known_by_its_means(first: str, alike: str, unlike: str) -> None:
    desk = Desk()
    keys = []
    for name, text in (("a", first), ("b", alike), ("c", unlike)):
        desk.read(name, text)
        town = desk.chain(name, "Orlat", kind="place", country="SVN")
        trigger = "hit" if "hit" in text else "struck"
        keys.append(desk.event(name, text, trigger, "attack", date="2021-04-01/2021-04-30", place=town))
    assert chance(desk, keys[0], keys[1]) > 0.5 > chance(desk, keys[0], keys[2])


STATES = (("Slovenia", "SVN"), ("Kosovo", "XKX"))


def test_a_gift_of_another_sort_is_less_likely_the_same() -> None:
    desk = Desk()
    keys = []
    for name, what in (("a", "guns"), ("b", "howitzers"), ("c", "patrol boats"), ("d", "weapons")):
        text = f"Slovenia gave Kosovo {what}."
        desk.read(name, text)
        sides = [desk.chain(name, c, kind="country", reference=f"country:{r}") for c, r in STATES]
        item = desk.chain(name, what, kind="equipment", form="nominal")
        keys.append(desk.event(name, text, "gave", "arms_transfer", sides[:1], sides[1:], date=DAY, item=item))
    same, other, any_sort = (chance(desk, keys[0], key) for key in keys[1:])
    assert same > any_sort > other


def test_what_is_told_around_a_mention_speaks_for_it() -> None:
    """The same two words, once beside what else was told of that day, once beside another affair."""
    desk = Desk()
    told_first = "The ferry burnt at Lokvica. Divers searched the quay for the missing barge pilot."
    keys = []
    for name, text in (
        ("a", f"An attack was reported. {told_first}"),
        ("b", f"An attack was reported. {told_first.replace('The ferry', 'A ferry')}"),
        ("c", "An attack was reported. Farmers stored grain. Prices rose at the mill."),
    ):
        desk.read(name, text)
        keys.append(desk.event(name, "An attack was reported", "attack", "attack"))
        for more in text.split(". ")[1:]:
            desk.event(name, more.rstrip("."), more.split()[-1].rstrip("."), "other")
    one, two, other = keys
    assert chance(desk, one, two) > chance(desk, one, other)


@pytest.mark.parametrize("second, possible", [("2021-04-09", True), ("2021-04-13", False)])
def test_days_told_two_weeks_apart_are_of_two_attacks(second: str, possible: bool) -> None:
    desk = Desk()
    keys = []
    for name, day in (("a", DAY), ("b", second)):
        text = "Shells hit the market of Orlat."
        desk.read(name, text, second)
        keys.append(desk.event(name, text, "hit", "attack", date=day))
    assert (chance(desk, *keys) > 0) is possible


def test_the_more_acts_of_a_kind_reports_tell_the_less_likely_two_are_one() -> None:
    chances = []
    for many in (0, 4, 16):
        desk = Desk()
        more = [f"Rockets fell on hill {n}." for n in range(many)]
        keys = []
        for name in ("a", "b"):
            desk.read(name, " ".join(["Shells hit the market.", *more]))
            keys.append(desk.event(name, "Shells hit the market.", "hit", "attack"))
            for sentence in more:
                desk.event(name, sentence, "fell", "attack")
        chances.append(chance(desk, *keys))
    assert chances == sorted(chances, reverse=True) and len(set(chances)) == len(chances)
