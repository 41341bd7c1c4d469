"""Names of one thing and of two."""

import pytest

from communique.merge.compare import SHORT_FORM, acronym_fits, person_conflict, person_names
from communique.merge.names import bare, callings, content, person
from communique.merge.score import compare_chains
from communique.merge.subjects import ChainView
from eval.name_pairs import pairs, score
from tests.merge.build import Desk

SAME_PERSON = [
    ("Selçuk Bayraktar", "Selcuk Baytraktar"),  # a slip of the pen in the surname
    ("S. Bayraktar", "Selcuk Bayraktar"),  # an initial
    ("Hikmat Hajiyeve", "Hikmat Hajiyev"),
    ("Rodrigo Egas", "Rodrigo Egas Cevallos"),  # the second surname left out
    ("Besa Hoxhaj", "Besa Hodžaj"),  # Albanian and Slavic spelling
    ("Qassem Soleimani", "Qasem Soleimani"),  # transliterations
    ("Abed Rabbo Mansour Hadi", "Abdu Rabbu Mansour Hadi"),
    ("Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi"),  # the article is no name
    ("President Recep Tayyip Erdoğan", "Tayyip Erdogan"),  # titles, accents, fewer names
    ("J. Christopher Stevens", "Chris Stevens"),  # a short form
    ("Adel bin Ahmed Al-Jubeir", "Adel al-Jubeir"),
    ("Xi Jin-ping", "Xi Jinping"),
    ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
    ("Urmat Zheenbaev", "Urmat Jeenbaev"),  # one sound in English, French and German letters
    ("Ruslan Chekhov", "Ruslan Tschechow"),
    ("Yevhen Melnyk", "Evgeny Melnik"),
    ("Abdel Rahman Toure", "Abderrahmane Touré"),
    ("Seo Jeong-min", "Suh Jung-min"),  # Korean as each writes it
    ("Pak Chi-won", "Bak Ji-won"),
    ("Chang Hsueh-liang", "Zhang Xueliang"),  # Wade and Giles, pinyin
    ("Szabó Lajos", "Lajos Szabo"),  # the surname first
    ("Dr. Peter Marsh, OBE MP", "Peter Marsh"),
    ("كريم منصور", "Karim Mansour"),  # consonants only
    ("דוד מזרחי", "David Mizrahi"),
    ("सुनील कुमार", "Sunil Kumar"),
    ("张学良", "Zhang Xueliang"),
    ("Stanislav Brezhnikov", "Stanislav Breznikov"),  # a letter left out
]

TWO_PEOPLE = [
    ("Rodrigo Egas", "Rodrigo Cevallos"),
    ("Lutfi Haluk Bayraktar", "Selcuk Bayraktar"),  # brothers
    ("Ilham Aliyev", "Heydar Aliyev"),  # father and son
    ("Ilham Aliyev", "Mehriban Aliyeva"),
    ("Hassan Karimi", "Hussein Karimi"),
    ("Mohammed Karimi", "Mahmoud Karimi"),
    ("Hillary Clinton", "Bill Clinton"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("Zakir Hasanov", "Zakir Garalov"),
    ("S. Bayraktar", "Lutfi Haluk Bayraktar"),
    ("Jamil Haddad", "Jamal Haddad"),
    ("Daniyar Osmonov", "Daniyor Osmonov"),
    ("Nurlan Osmonov", "Nurlanbek Osmonov"),
    ("Nurlan Osmonov", "Azat Nurlanovich Osmonov"),  # the father
    ("Nurlan Osmonov", "Nurlana Osmonova"),
    ("A. B. Osmonov", "B. B. Osmonov"),
    ("A. B. Osmonov", "A. T. Osmonov"),
    ("Petr Malinovsky", "Petra Malinovskaya"),
    ("Ali Hassan", "Hassan Ali"),  # both are first names
    ("Sam Peters", "Samir Peters"),
    ("Liu Weimin", "Liu Weimei"),  # one letter makes another name
    ("Kang Min-ho", "Kang Min-su"),
    ("محمود حداد", "Mohammed Haddad"),
]


@pytest.mark.parametrize("one, two", SAME_PERSON)
def test_spellings_of_one_person_fit(one: str, two: str) -> None:
    assert person_names(person(one), person(two)) >= 0.75
    assert not person_conflict(person(one), person(two))


@pytest.mark.parametrize("one, two", TWO_PEOPLE)
def test_two_people_do_not_fit(one: str, two: str) -> None:
    assert person_names(person(one), person(two)) == 0.0
    assert person_names(person(two), person(one)) == 0.0


def test_a_third_spelling_may_stand_between_two() -> None:
    assert not person_conflict(person("Qassam Soleimani"), person("Qassed Soleimani"))


@pytest.mark.parametrize(
    "name, words",
    [
        ("the Baykar Company", ("baykar",)),
        ("Türkiye's Ministry of Defence", ("turkiye", "ministry", "defence")),
        ("U.S. Embassy", ("us", "embassy")),
        ("The Company", ("company",)),  # nothing else left
    ],
)
def test_content_leaves_what_tells_names_apart(name: str, words: tuple[str, ...]) -> None:
    assert content(name) == words


def test_a_patronymic_is_no_surname() -> None:
    assert bare("King Salman") not in callings("Mohammed bin Salman")
    assert bare("bin Salman") in callings("Mohammed bin Salman")


@pytest.mark.parametrize("short, long", [("IAEA", "International Atomic Energy Agency"), ("U.N.", "United Nations")])
def test_initials_stand_for_a_name(short: str, long: str) -> None:
    assert acronym_fits(short, long) and acronym_fits(long, short)
    assert not acronym_fits(short, "World Health Organization")


@pytest.mark.parametrize("one, two", [("B. Osmonov", "Bakyt Osmonov"), ("Matt Brenner", "Mattheus Brenner")])
def test_initials_and_short_forms_are_loose_fits(one: str, two: str) -> None:
    assert 0 < person_names(person(one), person(two)) <= SHORT_FORM


THINGS = [
    ("organisation", "Chilean Defence Ministry", "Ministry of National Defense of Chile", "same"),
    ("organisation", "Ministry of Defence of Chile", "Ministry of Defence of Bolivia", "no"),
    ("organisation", "4th Armoured Brigade", "14th Armoured Brigade", "no"),
    ("organisation", "Bank of Albania", "Exchange Bank of Albania", "loose"),
    ("organisation", "Hizb ut-Tahrir", "Hizbut Tahrir", "same"),
    ("place", "Ölgii", "Ulgii", "same"),
    ("place", "Kok-Dobo", "Kyok-Dyobyo", "no"),
    ("place", "Rangoon", "Yangon", "same"),  # the tables know it
    ("place", "North Darfur", "South Darfur", "no"),
    ("place", "Zarqan", "Zarqam", "no"),
]


@pytest.mark.parametrize("kind, one, two, expected", THINGS)
def test_names_of_bodies_and_places(kind: str, one: str, two: str, expected: str) -> None:
    found = compare_chains(ChainView("a", "a", kind, (one,)), ChainView("b", "b", kind, (two,)))
    assert ("no" if not found.score else "loose" if found.loose else "same") == expected


def test_pairs_of_names_in_many_scripts() -> None:
    figures = score(pairs())
    assert figures["all"].precision >= 0.95 and figures["all"].recall >= 0.7
    assert all(f.precision >= 0.9 for f in figures.values())


def test_names_in_any_script_and_without_letters_can_be_linked() -> None:
    """Also one that is cut into syllables, and two that have no word in common because they have none."""
    for pair in pairs():
        for name in (pair.left, pair.right):
            assert isinstance(callings(name), tuple) and isinstance(bare(name), str)
    desk = Desk()
    desk.person("习近平", "CHN")
    desk.person("김정은", "PRK")
    odd = []
    for i, name in enumerate(("…", "!!!", "The")):
        where = desk.read(f"odd{i}", f"{name} spoke.")
        odd.append(desk.chain(where, name, kind="organisation", country="FRA"))
    canonical = desk.link()
    assert len({canonical[key] for key in odd}) == 3
