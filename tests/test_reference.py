"""The reference tables and their lookups: what names stand for, and the traps among them."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from communique import reference as module
from communique.reference import Office, Reference, fold, load


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load()


COUNTRY_CASES = [
    ("Azerbaijan", "AZE", "name"),
    ("Republic of Azerbaijan", "AZE", "name"),
    ("Azerbaijani", "AZE", "demonym"),
    ("Azeris", "AZE", "demonym"),  # plural of a second adjective
    ("Türkiye’s", "TUR", "name"),  # curly possessive, umlaut
    ("Turkey", "TUR", "name"),
    ("Turks", "TUR", "demonym"),
    ("the Netherlands", "NLD", "name"),  # article of the report's own
    ("Dutch", "NLD", "demonym"),
    ("Danes", "DNK", "demonym"),
    ("Emirati", "ARE", "demonym"),
    ("UAE", "ARE", "name"),
    ("U.S.", "USA", "name"),
    ("US", "USA", "name"),
    ("U.K.'s", "GBR", "name"),
    ("British", "GBR", "demonym"),
    ("DPRK", "PRK", "name"),
    ("South Koreans", "KOR", "demonym"),
    ("DRC", "COD", "name"),
    ("People's Republic of China", "CHN", "name"),  # an apostrophe that is no possessive of the whole
    ("Taiwan", "TWN", "name"),  # a country by ISO 3166
    ("Palestinian", "PSE", "demonym"),
    ("Kosovars", "XKX", "demonym"),
    ("Ivory Coast", "CIV", "name"),
    ("Côte d’Ivoire", "CIV", "name"),
    ("Cote d'Ivoire", "CIV", "name"),
    ("Ivorian", "CIV", "demonym"),
    ("Saint Lucia", "LCA", "name"),
    ("St. Lucia", "LCA", "name"),
    ("Burma", "MMR", "former"),
    ("Zaire", "COD", "former"),
    ("Swaziland", "SWZ", "former"),
    ("Nigerien", "NER", "demonym"),  # one letter from Nigerian
    ("Nigerian", "NGA", "demonym"),
    ("Kyiv", "UKR", "capital"),
    ("Kiev", "UKR", "capital"),
    ("Baku", "AZE", "capital"),
    ("Washington, D.C.", "USA", "capital"),
    ("Port-au-Prince", "HTI", "capital"),
    ("N’Djamena's", "TCD", "capital"),  # an apostrophe inside, a possessive at the end
    ("the Kremlin", "RUS", "seat"),
    ("the White House", "USA", "seat"),
    ("Élysée", "FRA", "seat"),
    ("Elysee Palace", "FRA", "seat"),
    ("Downing Street", "GBR", "seat"),
    ("Soviet", "SUN", "demonym"),
    ("East Germany", "DDR", "name"),
    ("Yugoslavia", "YUG", "name"),
    ("Czechoslovakia", "CSK", "name"),
    ("IRAN", "IRN", "name"),  # a headline in capitals
]


@pytest.mark.parametrize(("name", "alpha3", "form"), COUNTRY_CASES)
def test_a_country_is_known_by_its_names(reference: Reference, name: str, alpha3: str, form: str) -> None:
    match = reference.country(name)
    assert match is not None
    assert (match.alpha3, match.form) == (alpha3, form)


NO_COUNTRY_CASES = [
    "us",  # the pronoun
    "Us",
    "turkey",  # the bird
    "polish",  # the verb
    "chad",
    "car",
    "white house",  # any white house
    "Scotland",  # parts of states and unrecognised states are places
    "Chechnya",
    "Nagorno-Karabakh",
    "Kurdistan",
    "Gaza",
    "West Bank",
    "European Union",  # an actor
    "Pentagon",
    "New Jersey",
    "Turkey and Iran",  # two names are not one
    "",
    "the ",
    "'s",
]


@pytest.mark.parametrize("name", NO_COUNTRY_CASES)
def test_other_words_are_no_country(reference: Reference, name: str) -> None:
    assert reference.country(name) is None


AMBIGUOUS_CASES = [
    ("Georgia", "GEO", ("US state", "given name"), ()),
    ("Jordan", "JOR", ("given name", "surname", "river"), ()),
    ("Chad", "TCD", ("given name",), ()),
    ("Israel", "ISR", ("given name",), ()),  # Israel Katz
    ("Niger", "NER", ("river",), ()),
    ("Congo", "COD", (), ("COG",)),  # the more populous state leads
    ("Congolese", "COD", (), ("COG",)),
    ("Korea", "KOR", (), ("PRK",)),
    ("Korean", "KOR", (), ("PRK",)),
    ("Dominican", "DOM", (), ("DMA",)),
    ("Guinean", "GIN", (), ("GNB",)),
    ("Guinea", "GIN", ("coast",), ()),
    ("TURKEY", "TUR", ("word",), ()),  # only a text in capitals hides the bird
    ("Turkey", "TUR", (), ()),
    ("POLISH", "POL", ("word",), ()),
    ("Polish", "POL", (), ()),
    ("Washington", "USA", ("US state", "surname"), ()),
    ("Victoria", "SYC", ("given name", "other places"), ()),
    ("San José", "CRI", ("other city", "surname"), ()),
    ("Male", "MDV", ("word",), ()),  # at the start of a sentence
    ("Malé", "MDV", (), ()),
    ("Tripoli", "LBY", (), ("LBN",)),
    ("CAR", "CAF", ("word",), ()),
    ("Macedonia", "MKD", ("Greek region",), ()),
]


@pytest.mark.parametrize(("name", "alpha3", "senses", "alternatives"), AMBIGUOUS_CASES)
def test_other_readings_are_told(
    reference: Reference, name: str, alpha3: str, senses: tuple[str, ...], alternatives: tuple[str, ...]
) -> None:
    match = reference.country(name)
    assert match is not None
    assert (match.alpha3, match.senses, match.alternatives) == (alpha3, senses, alternatives)
    assert match.ambiguous == bool(senses or alternatives)


SCAN_CASES = [
    ("US-led coalition", ["US"], ["USA"]),
    ("Russian-Turkish monitoring centre", ["Russian", "Turkish"], ["RUS", "TUR"]),
    ("the UK–French plan", ["UK", "French"], ["GBR", "FRA"]),  # an en dash
    ("Armenia-Azerbaijan border", ["Armenia", "Azerbaijan"], ["ARM", "AZE"]),
    ("South Korean and North Korean officials", ["South Korean", "North Korean"], ["KOR", "PRK"]),  # longest first
    ("Niger, Nigeria and Guinea-Bissau. South Sudan", ["Niger", "Nigeria", "Guinea-Bissau", "South Sudan"], []),
    ("Papua New Guinea and Equatorial Guinea", ["Papua New Guinea", "Equatorial Guinea"], []),
    ("in the U.S. South Sudan said", ["U.S.", "South Sudan"], ["USA"]),  # a full stop that ends an abbreviation
    ("Latin American leaders in New Mexico, New Jersey and Northern Ireland", [], []),
    ("the South China Sea, the Indian Ocean and the Persian Gulf", [], []),
    ("the Minsk agreements", [], []),  # no act of Belarus
    ("Minsk agreed", ["Minsk"], []),  # a capital is no adjective
    ("“Turkey’s” and Iran’s ministers", ["Turkey", "Iran"], []),
    ("Guinea, Bissau", ["Guinea", "Bissau"], []),  # a comma parts names
    ("he told us to polish the turkey", [], []),
    ("Turkey\n\nIran", ["Turkey", "Iran"], []),  # paragraphs
    ("IRAN AND US", ["IRAN", "US"], ["USA"]),  # a headline's name is no acronym
    ("", [], []),
]


@pytest.mark.parametrize(("text", "quotes", "demonyms"), SCAN_CASES)
def test_countries_are_found_in_running_text(
    reference: Reference, text: str, quotes: list[str], demonyms: list[str]
) -> None:
    assert [m.span.quote(text) for m in reference.countries_in(text)] == quotes
    assert [m.alpha3 for m in reference.demonyms_in(text)] == demonyms


LEADING_CASES = [
    ("Turkish Deputy Defence Minister", ("TUR", "Deputy Defence Minister")),
    ("the U.S. Secretary of State", ("USA", "Secretary of State")),
    ("Turkey’s deputy minister", ("TUR", "deputy minister")),
    ("US-led coalition", ("USA", "led coalition")),
    ("Russian-Turkish centre", ("RUS", "Turkish centre")),
    ("Washington Post", None),
    ("Jordan Smith", None),  # a person
    ("Defence Minister of Turkey", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), LEADING_CASES)
def test_a_phrase_may_open_with_its_country(reference: Reference, text: str, expected: tuple[str, str] | None) -> None:
    assert reference.leading_demonym(text) == expected


PLACE_CASES = [
    ("Shusha", None, "Shusha", "AZE"),
    ("Stepanakert", None, "Khankendi", "AZE"),  # emptied, so not among the cities of 15,000
    ("Kharkov", None, "Kharkiv", "UKR"),  # an older spelling
    ("Bombay", None, "Mumbai", "IND"),
    ("Rangoon", None, "Yangon", "MMR"),
    ("al-Hasakah", None, "Al Ḩasakah", "SYR"),  # small article, dotted letter
    ("Hasakah", None, "Al Ḩasakah", "SYR"),  # without the article
    ("Hodeidah", None, "Al Ḩudaydah", "YEM"),
    ("St. Petersburg", None, "Saint Petersburg", "RUS"),  # not Florida
    ("London", None, "London", "GBR"),
    ("London", "CAN", "London", "CAN"),
    ("Tripoli", None, "Tripoli", "LBY"),
    ("Tripoli", "LBN", "Tripoli", "LBN"),
    ("Odessa", None, "Odesa", "UKR"),  # an older spelling against a smaller city that bears the name
    ("Goma's", None, "Goma", "COD"),
    ("Ouagadougou", None, "Ouagadougou", "BFA"),
    ("El Fasher", None, "El Fasher", "SDN"),
    ("the Gaza Strip", None, "Gaza", "PSE"),
    ("Karabakh", None, "Nagorno-Karabakh", "AZE"),
    ("Donbass", None, "Donbas", "UKR"),
    ("Chechnya", None, "Chechnya", "RUS"),
    ("Darfur", None, "Darfur", "SDN"),
    ("Tigray", None, "Tigray", "ETH"),
    ("Scotland", None, "Scotland", "GBR"),
    ("Texas", None, "Texas", "USA"),
    ("Kashmir", None, "Kashmir", None),  # contested
    ("Golan Heights", None, "Golan Heights", None),
    ("Sahel", "MLI", "Sahel", None),
    ("the Middle East", None, "Middle East", None),
    ("Strait of Hormuz", None, "Strait of Hormuz", None),
    ("Paris", "USA", "Paris", "FRA"),  # a town in Texas bears the name
    ("Islamabad", "BGD", "Islamabad", "PAK"),  # an old name of Chittagong
    ("New Delhi", None, "New Delhi", "IND"),
    ("Ulan Bator", None, "Ulan Bator", "MNG"),
    ("Luxembourg City", None, "Luxembourg", "LUX"),
    ("Davos", None, "Davos", "CHE"),
]


@pytest.mark.parametrize(("name", "near", "expected", "country"), PLACE_CASES)
def test_a_place_is_known_by_its_names(
    reference: Reference, name: str, near: str | None, expected: str, country: str | None
) -> None:
    place = reference.place(name, near)
    assert place is not None
    assert (place.name, place.country) == (expected, country)


@pytest.mark.parametrize("name", ["nice", "reading", "mobile", "split", "of", "", "the", "Zzyzxqwv", "'s"])
def test_other_words_are_no_place(reference: Reference, name: str) -> None:
    assert reference.place(name) is None


def test_a_namesake_abroad_makes_a_place_ambiguous(reference: Reference) -> None:
    assert (found := reference.place("Valencia")) and found.ambiguous  # Venezuela and Spain
    assert (near := reference.place("Valencia", near="ESP")) and not near.ambiguous
    assert (police := reference.place("Police")) and police.ambiguous  # in Poland
    assert (cairo := reference.place("Cairo")) and not cairo.ambiguous  # Illinois does not count


def test_every_name_is_found_by_bisection(reference: Reference) -> None:
    """The slow way, a plain dictionary over all lines, agrees with the fast one."""
    gazetteer = reference._gazetteer
    lines = dict(line.split("\t") for line in gazetteer._names.decode().splitlines())
    for key in [*list(lines)[::97], min(lines), max(lines)]:
        assert gazetteer._find(key.encode()) == lines[key]
    assert gazetteer._find(b"\x00") is None
    assert gazetteer._find(b"zzzzzzzz") is None


ACTOR_CASES = [
    ("UN", "United Nations", "IGO", "IGO"),
    ("U.N.", "United Nations", "IGO", "IGO"),
    ("Nato", "North Atlantic Treaty Organization", "IGO", "IGO"),
    ("WHO", "World Health Organization", "IGO", "IGO"),
    ("OPEC+", "Organization of the Petroleum Exporting Countries", "IGO", "IGO"),
    ("ECOWAS", "Economic Community of West African States", "IGO", "IGO"),
    ("Mercosur", "Mercosur", "IGO", "IGO"),
    ("the Pentagon", "Department of Defense", "USA", "MIL"),
    ("State Department", "US Department of State", "USA", "GOV"),
    ("FBI", "Federal Bureau of Investigation", "USA", "COP"),
    ("Knesset", "Knesset", "ISR", "LEG"),
    ("Bundestag", "Bundestag", "DEU", "LEG"),
    ("al-Qaeda", "al-Qaida", None, "REB"),  # small or capital article
    ("Al Qaeda", "al-Qaida", None, "REB"),
    ("Daesh", "Islamic State", None, "REB"),
    ("Houthi", "Houthis", "YEM", "REB"),
    ("PKK’s", "Kurdistan Workers' Party", "TUR", "REB"),
    ("Tamil Tigers", "Liberation Tigers of Tamil Eelam", "LKA", "REB"),
    ("FARC", "Revolutionary Armed Forces of Colombia", "COL", "REB"),
    ("M23", "M23", "COD", "REB"),
    ("Médecins Sans Frontières", "Doctors Without Borders", None, "NGO"),
    ("LeT", "Lashkar-e-Taiba", "PAK", "REB"),
    ("AfDB", "African Development Bank", "IGO", "IGO"),
]


@pytest.mark.parametrize(("words", "name", "country", "sector"), ACTOR_CASES)
def test_an_actor_is_known_by_its_names(
    reference: Reference, words: str, name: str, country: str | None, sector: str
) -> None:
    actor = reference.actor(words)
    assert actor is not None
    assert (actor.name, actor.country, actor.sector) == (name, country, sector)


@pytest.mark.parametrize("words", ["who", "un", "is", "shell", "congress", "Who", "ice", "Turkey", ""])
def test_other_words_are_no_actor(reference: Reference, words: str) -> None:
    assert reference.actor(words) is None


@pytest.mark.parametrize(
    ("words", "alternatives"),
    [
        ("RSF", {"Reporters Without Borders", "Rapid Support Forces"}),
        ("SDF", {"Self-Defense Forces", "Syrian Democratic Forces"}),
        ("ADF", {"Australian Defence Force", "Allied Democratic Forces"}),
    ],
)
def test_a_shared_acronym_names_its_bearers(reference: Reference, words: str, alternatives: set[str]) -> None:
    actor = reference.actor(words)
    assert actor is not None and actor.ambiguous
    assert {actor.name, *actor.alternatives} == alternatives


@pytest.mark.parametrize(
    ("words", "country", "sector"),
    [
        ("Sergei Lavrov", "RUS", "GOV"),  # a second transliteration
        ("Recep Tayyip Erdoğan’s", "TUR", "GOV"),
        ("Joseph Kony", "UGA", "REB"),
        ("António Guterres", "IGO", "IGO"),
        ("Angela Merkel", "DEU", "GOV"),
    ],
)
def test_people_in_public_office_are_known(reference: Reference, words: str, country: str, sector: str) -> None:
    person = reference.person(words)
    assert person and (person.country, person.sector) == (country, sector)


@pytest.mark.parametrize("words", ["sergei lavrov", "Lavrov's minister", "Washington", "David Johnston", "Trump", ""])
def test_other_words_are_nobody(reference: Reference, words: str) -> None:
    """Small letters, more words, places, two of one name, a family."""
    assert reference.person(words) is None


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        ("2004-03", "", True),
        ("", "2010-05", True),  # the month at the end counts
        ("2010", "2010", True),  # and so does the year
        ("2010-06", "", False),
        ("", "2010-04", False),
        ("2009", "?", True),
    ],
)
def test_an_office_is_held_from_its_first_month_to_its_last(start: str, end: str, held: bool) -> None:
    assert Office("minister", start, end).held_on(date(2010, 5, 4)) is held


@pytest.mark.parametrize(
    ("office", "country", "year", "name"),
    [
        ("president", "USA", 2015, "Barack Obama"),
        ("minister of defense", "DEU", 2015, "Ursula von der Leyen"),  # known for another office since
        ("prime minister", "GBR", 2022, None),  # three in that year's months
        ("vice minister of nothing", "GBR", 2015, None),
    ],
)
def test_the_holder_of_an_office_on_a_day(
    reference: Reference, office: str, country: str, year: int, name: str | None
) -> None:
    holder = reference.holder_of(office, country, date(year, 9, 5))
    assert (holder.name if holder else None) == name


def test_whom_somebody_serves_depends_on_the_day(reference: Reference) -> None:
    person = reference.person("Ursula von der Leyen")
    assert person and (person.country_on(date(2015, 3, 1)), person.country_on(date(2022, 3, 1))) == ("DEU", "IGO")


def test_no_office_of_the_table_ends_before_it_starts(reference: Reference) -> None:
    offices = [o for *_, held in reference._person_table["people"] for o in held]
    assert len(offices) > 10_000
    assert not [o for o in offices if o[1] and o[2][:1].isdigit() and o[1][:4] > o[2][:4]]


def test_country_by_code(reference: Reference) -> None:
    assert (aze := reference.country_by_code("AZE")) and (aze.name, aze.capital) == ("Azerbaijan", "Baku")
    assert "Azeri" in aze.demonyms
    assert reference.country_by_code("AZ") == aze
    assert (old := reference.country_by_code("SUN")) and old.kind == "former"
    assert reference.country_by_code("XXX") is None


def test_every_state_has_demonyms_and_a_capital(reference: Reference) -> None:
    states = [country for country in reference.countries() if country.kind == "state"]
    assert len(states) >= 195
    assert [country.name for country in states if not country.demonyms or not country.capital] == []


def test_every_country_is_found_by_its_own_name(reference: Reference) -> None:
    for country in reference.countries():
        match = reference.country(country.name)
        assert match is not None and match.alpha3 == country.alpha3, country.name


def test_folding_forgets_only_what_papers_vary() -> None:
    assert fold("São Tomé") == "sao tome"
    assert fold("Guinea, Bissau") != fold("Guinea Bissau")
    assert fold("Xankəndi") == "xankandi"


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(module).failed == 0
