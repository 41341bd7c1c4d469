"""Chains of different reports that are one thing, and those that are not."""

import pytest

from communique.merge.canonical import clusters
from communique.model.record import Judgement
from communique.model.reuse import Passage, Reuse
from tests.merge.build import Desk, decide

PAIRS = [
    # kind, name, country, name, country, whether one
    ("person", "Zakir Hasanov", "AZE", "Zakir Hasanov", "AZE", True),
    ("person", "Zakir Hasanov", "AZE", "Zakir Hasanov", "TUR", True),  # the reader of one report erred
    ("person", "Ali Karimov", "AZE", "Ali Karimof", "UZB", False),  # alike only, and of two countries
    ("person", "Rodrigo Egas", "ECU", "Rodrigo Egas Cevallos", "ECU", True),
    ("person", "Rodrigo Egas", None, "Rodrigo Egas Cevallos", "ECU", False),  # nothing else says so
    ("person", "Mohammed Ali", "YEM", "Mohammed Ali al-Houthi", "YEM", False),  # a clan is no second surname
    ("person", "Al-Khadir Bennouna", "MAR", "Elkhadir Benouna", "MAR", True),
    ("person", "Idris Almansouri", "MAR", "Idris el-Mansouri", None, True),
    ("person", "Alberto Ruiz", "PER", "Berto Ruiz", "PER", False),  # no article
    ("person", "H.E. Mr Idris Mansouri", "MAR", "Idris Mansouri", "MAR", True),
    ("organisation", "Baykar", "TUR", "Baykar Company", "TUR", True),
    ("organisation", "Ministry of Defence", "AZE", "Defence Ministry", "AZE", True),
    ("organisation", "Defence Ministry", "AZE", "Defence Ministry", "TUR", False),
    ("organisation", "Azerbaijani Defence Ministry", "AZE", "Defence Ministry", "AZE", True),
    ("organisation", "White House", "USA", "House", "USA", False),  # the last word alone is another thing
    ("organisation", "White House", "USA", "White House", None, True),
    ("organisation", "U.S. Embassy in Cairo", "USA", "U.S. Embassy in Sanaa", "USA", False),
    ("organisation", "United Nations", None, "UN", None, True),
    ("body", "joint monitoring centre", None, "Joint Monitoring Center", None, True),
    ("award", "Collar of Abdulaziz Al Saud", "SAU", "The Collar of Abdulaziz Al Saud Medal", None, True),
    ("place", "Erbil", "IRQ", "Irbil", "IRQ", True),
    ("place", "Al Asad Air Base", "IRQ", "al-Asad", "IRQ", True),
    ("place", "Tripoli", "LBY", "Tripoli", "LBN", False),
    ("place", "Riyadh", "SAU", "Riyadh airport", "SAU", False),
]


@pytest.mark.parametrize("kind, name, country, other, other_country, one", PAIRS)
def test_names(kind: str, name: str, country: str | None, other: str, other_country: str | None, one: bool) -> None:
    desk = Desk()
    a = desk.chain(desk.read("a", f"{name} it is"), name, kind=kind, country=country)
    b = desk.chain(desk.read("b", f"{other} it is"), other, kind=kind, country=other_country)
    canonical = desk.link()
    assert (canonical[a] == canonical[b]) is one


def test_a_long_name_cut_at_either_end_is_one() -> None:
    desk = Desk()
    cut = ("Ines Paredes", "Ines Paredes Lagos", "Paredes Lagos")
    keys = [desk.person(name, "CHL") for name in cut]
    canonical = desk.link()
    assert len({canonical[k] for k in keys}) == 1


def test_an_outside_identifier_settles_it() -> None:
    desk = Desk()
    a = desk.chain(desk.read("a", "Turkey"), "Turkey", kind="country", reference="iso:TUR")
    b = desk.chain(desk.read("b", "Türkiye"), "Türkiye", kind="country", reference="iso:TUR")
    c = desk.chain(desk.read("c", "Turkey"), "Turkey", kind="place", reference="geonames:1")
    canonical = desk.link()
    assert canonical[a] == canonical[b] != canonical[c]
    assert desk.decisions[0].explanation == "same reference iso:TUR"


def test_a_family_of_officials_stays_a_family() -> None:
    """Four of one surname, each in three spellings, in reports of one month; every spelling finds its own person."""
    family = {
        "hassan": ["Hassan al-Karimi", "Hasan el-Kareemi", "Hassan Karimi"],
        "hussein": ["Hussein al-Karimi", "Husayn Karimi", "Hussain al-Kareemi"],
        "mohammed": ["Mohammed al-Karimi", "Muhammad Karimi", "Mohamed el-Karimi"],
        "layla": ["Layla al-Karimi", "Leila Karimi", "Laila al-Karimi"],
    }
    desk = Desk()
    keys = {who: [desk.person(name, "YEM") for name in names] for who, names in family.items()}
    canonical = desk.link()
    assert [len({canonical[k] for k in found}) for found in keys.values()] == [1, 1, 1, 1]
    assert len({canonical[k] for found in keys.values() for k in found}) == 4


def test_a_surname_finds_its_only_bearer() -> None:
    desk = Desk()
    full, bare = desk.person("Nikol Pashinyan", "ARM"), desk.person("Pashinyan", "ARM")
    canonical = desk.link()
    assert canonical[full] == canonical[bare]
    assert "nobody else is called so" in desk.decisions[0].explanation


def test_a_surname_of_two_is_left_undecided() -> None:
    desk = Desk()
    haluk, selcuk = desk.person("Haluk Bayraktar", "TUR"), desk.person("Selcuk Bayraktar", "TUR")
    bare = desk.person("Bayraktar", "TUR")
    canonical = desk.link()
    assert len({canonical[k] for k in (haluk, selcuk, bare)}) == 3
    assert {frozenset((d.left, d.right)) for d in desk.judged(Judgement.UNDECIDED)} == {
        frozenset((haluk, bare)),
        frozenset((selcuk, bare)),
    }


def test_short_forms_that_all_fit_each_other_are_one() -> None:
    """Each of three fits both of the others: none of them is somebody else."""
    desk = Desk()
    names = ("Tserendorjiin Bataar", "Tserendorj Bataar", "T. Bataar")
    keys = [desk.chain(desk.read(n[:3] + str(i), f"{n} it is"), n) for i, n in enumerate(names)]
    assert len(set(map(desk.link().__getitem__, keys))) == 1


def test_a_title_tells_which_bearer_is_meant() -> None:
    desk = Desk()
    ilham, heydar = desk.person("Ilham Aliyev", "AZE", title="president"), desk.person("Heydar Aliyev", "AZE")
    bare = desk.person("Aliyev", "AZE", title="president")
    canonical = desk.link()
    assert canonical[bare] == canonical[ilham] != canonical[heydar]


def test_a_namesake_years_ago_is_no_bearer() -> None:
    desk = Desk()
    full, bare = desk.person("Amina Yusuf"), desk.person("Yusuf", published="2024-01-01")
    canonical = desk.link()
    assert canonical[full] != canonical[bare]


def test_an_office_holder_without_name() -> None:
    desk = Desk()
    named = desk.person("Zakir Hasanov", "AZE", title="defence minister")
    where = desk.read("b", "The defence minister of Azerbaijan spoke")
    office = desk.chain(where, "The defence minister", form="nominal", country="AZE", title="defence minister")
    canonical = desk.link()
    assert canonical[named] == canonical[office]


@pytest.mark.parametrize(
    ("told", "country", "published", "one"),
    [
        ("The mining minister", "CHL", "2021-04-02", True),
        ("The minister of mining and energy", "CHL", "2021-12-02", True),
        ("The deputy mining minister", "CHL", "2021-04-02", False),
        ("A mining minister", "CHL", "2021-04-02", False),  # some country's, or one of several
        ("The mining minister", "PER", "2021-04-02", False),
        ("The mining minister", None, "2021-04-06", True),  # of the one country whose minister is told of these days
        ("The mining minister", None, "2021-06-06", False),
    ],
)
def test_an_office_in_other_words(told: str, country: str | None, published: str, one: bool) -> None:
    desk = Desk()
    named = desk.person("Ines Paredes", "CHL", title="Minister of Mining")
    where = desk.read("b", f"{told} spoke", published)
    office = desk.chain(where, told.partition(" ")[2], form="nominal", country=country)
    canonical = desk.link()
    assert (canonical[named] == canonical[office]) is one


@pytest.mark.parametrize(
    "country, published, one",
    [
        ("YEM", "2021-04-03", True),
        ("EGY", "2021-04-03", False),  # protesters elsewhere
        (None, "2021-04-03", False),  # nothing tells where
        ("YEM", "2021-05-03", False),  # other protesters a month later
    ],
)
def test_unnamed_groups(country: str | None, published: str, one: bool) -> None:
    desk = Desk()
    a = desk.chain(desk.read("a", "the protesters"), "the protesters", kind="group", form="nominal", country="YEM")
    where = desk.read("b", "protesters", published)
    b = desk.chain(where, "protesters", kind="group", form="nominal", country=country)
    canonical = desk.link()
    assert (canonical[a] == canonical[b]) is one


@pytest.mark.parametrize(
    "one, two, same",
    [
        ("eleven armed Zambian rangers", "all 11 Zambian rangers", True),
        ("eleven armed Zambian rangers", "nine Zambian rangers", False),
        ("eleven armed Zambian rangers", "eleven Zambian poachers", False),
        ("two armed Zambian rangers", "two Zambian rangers", False),  # so few may be others
    ],
)
def test_groups_that_are_counted(one: str, two: str, same: bool) -> None:
    desk = Desk()
    keys = []
    for where, words in (("a", one), ("b", two)):
        noun = words.removeprefix("all ").partition(" ")[2]
        told = desk.read(where, f"They freed {words}.")
        keys.append(desk.chain(told, noun, kind="group", form="nominal", country="ZMB", description=words))
    canonical = desk.link()
    assert (canonical[keys[0]] == canonical[keys[1]]) is same


def test_groups_as_large_in_one_role_of_one_event() -> None:
    desk = Desk()
    keys = []
    for where, words, others in (("a", "nine Zambian rangers", "a cook"), ("b", "nine hostages", "their guide")):
        text = f"On 1 April 2021 poachers from Mongu kidnapped {words} and {others} near Sesheke."
        told = desk.read(where, text)
        people = desk.chain(told, words, kind="group", form="nominal", description=words)
        beside = desk.chain(told, others, kind="group", form="nominal")
        desk.event(told, text, "kidnapped", "attack", recipients=[people, beside], date="2021-04-01")
        keys.append((people, beside))
    canonical = desk.link()
    assert canonical[keys[0][0]] == canonical[keys[1][0]]
    assert canonical[keys[0][1]] != canonical[keys[1][1]]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [("trade deal", "deal", True), ("trade deal", "free trade pact", True), ("trade deal", "nuclear deal", False)],
)
def test_agreements_about_other_things_are_two_in_one_event_too(one: str, two: str, same: bool) -> None:
    desk = Desk()
    items = []
    for where, words in (("a", one), ("b", two)):
        text = f"Chad and Mali signed the {words} on 1 April 2021."
        told = desk.read(where, text)
        sides = [desk.chain(told, name, kind="country", reference=f"iso:{name}") for name in ("Chad", "Mali")]
        items.append(desk.chain(told, words, kind="agreement", form="nominal"))
        desk.event(told, text, "signed", "agreement_signed", sides, item=items[-1], date="2021-04-01")
    canonical = desk.link()
    assert (canonical[items[0]] == canonical[items[1]]) is same


def test_what_stands_at_one_place_of_a_shared_passage_is_one_thing() -> None:
    desk = Desk()
    text = "Riot police kept the crowd off the square that day"
    a, b = desk.read("a", text), desk.read("b", f"On Friday. {text}")
    keys = [desk.chain(r, "the crowd", kind="group", form="nominal") for r in (a, b)]
    other = desk.chain(b, "Riot police", kind="group", form="nominal")
    spans = [desk._at(r, text) for r in (a, b)]
    canonical = desk.link([Reuse((Passage(a, spans[0]), Passage(b, spans[1])), 1.0)])
    assert canonical[keys[0]] == canonical[keys[1]] != canonical[other]


def test_what_a_person_held_apart_stays_apart() -> None:
    desk = Desk()
    keys = [desk.person("John Smith") for _ in range(3)]
    apart = decide(keys[0], keys[1], Judgement.DIFFERENT)
    canonical = desk.link(decided=[apart])
    assert canonical[keys[0]] != canonical[keys[1]]
    assert clusters(keys, [*desk.decisions, apart]) == {k: canonical[k] for k in keys}


def test_the_order_of_claims_does_not_matter() -> None:
    desk = Desk()
    for name in ("Selcuk Bayraktar", "Bayraktar", "S. Bayraktar", "Selçuk Baytraktar", "Ilham Aliyev", "Aliyev"):
        desk.person(name, "TUR")
    first, decisions = desk.link(), desk.decisions
    desk.claims.sort(key=lambda c: (c.report, c.subject), reverse=True)
    assert desk.link() == first and desk.decisions == decisions


def test_a_surname_that_two_reports_take_for_a_place_is_the_persons() -> None:
    desk = Desk()
    person = desk.person("Ondrej Malik", country="SVK")
    strays = [desk.chain(desk.read(r, "Malik spoke."), "Malik", kind="place") for r in ("x", "y")]
    town = desk.chain(desk.read("z", "Rain fell on Zelen."), "Zelen", kind="place")
    canonical = desk.link()
    assert {canonical[key] for key in strays} == {canonical[person]} != {canonical[town]}


def test_a_full_name_that_a_report_takes_for_a_place_is_the_persons() -> None:
    desk = Desk()
    person = desk.person("Ondrej Malik")
    stray = desk.chain(desk.read("x", "Slovakia's Ondrej Malik spoke."), "Ondrej Malik", kind="place", country="SVK")
    ship = desk.chain(desk.read("y", "The Ondrej Malik sank."), "Ondrej Malik", kind="equipment")
    canonical = desk.link()
    assert canonical[stray] == canonical[person] != canonical.get(ship, ship)


def test_a_place_that_the_tables_know_is_nobodys_surname() -> None:
    desk = Desk()
    person = desk.person("Ondrej Malik", country="SVK")
    known = desk.chain(desk.read("x", "Malik spoke."), "Malik", kind="place", reference="place:1")
    stray = desk.chain(desk.read("y", "Malik spoke."), "Malik", kind="place")
    canonical = desk.link()
    assert canonical[known] == canonical[stray] != canonical[person]


def test_an_office_that_nobody_is_named_in_is_one_over_reports_of_the_same_days() -> None:
    desk = Desk()
    found = []
    for day, country in (("2021-04-02", "KEN"), ("2021-04-04", "KEN"), ("2021-04-05", "UGA"), ("2021-06-30", "KEN")):
        where = desk.read(f"r{day}", "The trade minister spoke.", day)
        known = {"country": country, "title": "trade minister"}
        found.append(desk.chain(where, "The trade minister", form="nominal", **known))
    clusters = desk.link()
    one, two, other, later = (clusters.get(key, key) for key in found)
    assert one == two
    assert len({one, other, later}) == 3
