"""Names of one thing and of two."""

import pytest

from communique.merge.compare import acronym_fits, person_conflict, person_names
from communique.merge.names import bare, callings, content, person

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
