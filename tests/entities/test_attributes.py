"""Country and sector of chains, with the reason for each, read with the shipped model."""

from __future__ import annotations

import pytest

from tests.notation import chain_named, read

# (text, chain, country, sector)
ROWS: list[tuple[str, str, str | None, str | None]] = [
    ("Slovak Defence Minister Hanna Berg left.", "Hanna Berg", "SVK", "GOV"),
    ("Hanna Berg, the Slovak defence minister, left.", "Hanna Berg", "SVK", "GOV"),
    ("The Slovak defence minister, Hanna Berg, left.", "Hanna Berg", "SVK", "GOV"),
    ("Kenyan General Musa Diallo left.", "Musa Diallo", "KEN", "MIL"),
    ("Chilean Senator Ana Souza spoke.", "Ana Souza", "CHL", "LEG"),
    ("Kofi Mensah, prime minister of Ghana, left.", "Kofi Mensah", "GHA", "GOV"),
    ("The president of Mali, Musa Diallo, left.", "Musa Diallo", "MLI", "GOV"),
    ("Hanna Berg left.", "Hanna Berg", None, None),  # nothing told, nothing guessed
    ("Laos left.", "Laos", "LAO", "GOV"),  # a state is its government
    ("NATO met.", "NATO", "IGO", "IGO"),
    ("The Danish ministry said so.", "Danish ministry", "DNK", "GOV"),
    ("Nigerian police left.", "Nigerian police", "NGA", "COP"),
    ("Peruvian farmers marched.", "Peruvian farmers", "PER", "CVL"),
    ("The treaty was signed by Laos.", "treaty", None, None),
    ("Oslo is cold.", "Oslo", "NOR", "GOV"),
    ("Turkish soldiers left.", "Turkish soldiers", "TUR", "MIL"),  # several of a class of persons keep its sector
    ("Turkish troops left.", "Turkish troops", "TUR", "MIL"),  # and so does a noun that is only plural
    ("Norway's head of state, Hanna Berg, left.", "Hanna Berg", "NOR", "GOV"),
    ("A police spokesman, Musa Diallo, left.", "Musa Diallo", None, "COP"),
    ("The mayor of Lyon, Paul Roy, left.", "Paul Roy", "FRA", "GOV"),
    ("Kenyan Defence Minister Musa Diallo left. His spokesman, Paul Roy, stayed.", "Paul Roy", "KEN", "GOV"),
    ("Norway will send observers, its envoy Ingrid Dahl told reporters.", "Ingrid Dahl", "NOR", "GOV"),
    ("Kenyan Defence Minister Musa Diallo met his guest, Minister Paul Roy.", "Paul Roy", None, "GOV"),  # not his own
    ("NATO spokeswoman Hanna Berg left.", "Hanna Berg", "IGO", "IGO"),
    ("Colonel Musa Diallo, the foreign minister of Mali, left.", "Musa Diallo", "MLI", "GOV"),  # office before rank
    ("Sergei Lavrov left.", "Sergei Lavrov", "RUS", "GOV"),  # known by name
    ("Hamas leader Ismail Haniyeh left.", "Ismail Haniyeh", "PSE", "REB"),  # a leader is of those led
    ("Musa Diallo, a commander of the Green River Front, left.", "Musa Diallo", None, "REB"),  # no state's
    ("Commander Joseph Kony left.", "Joseph Kony", "UGA", "REB"),  # what is known goes before a rank
    ("The ambassador to Mali, Paul Roy, left.", "Paul Roy", None, "GOV"),  # where he is sent
    ("Clashes broke out in Kramatorsk.", "Kramatorsk", "UKR", None),  # nowhere else
    ("Peru sent soldiers to Puno.", "Puno", "PER", None),  # not the larger town of that name in Argentina
    ("Peru sent aid to Ica. Its Congress voted.", "Congress", None, "LEG"),  # no other state's is told of
    ("The United States and Peru signed. Congress voted.", "Congress", "USA", "LEG"),
    ("The parliament in Kuala Lumpur voted.", "parliament", "MYS", "LEG"),  # a body of state sits in its capital
    ("The embassy in Kuala Lumpur closed.", "embassy", None, "GOV"),  # but not those sent there
    ("The Institute for Border Studies in Skopje knew.", "Institute for Border Studies", "MKD", "EDU"),
    ("Ada Roy of the Institute for Border Studies in Skopje knew.", "Ada Roy", "MKD", "EDU"),
    ("She taught at Tel Aviv University.", "Tel Aviv University", "ISR", "EDU"),
    ("The Harare Observer Mission met.", "Harare Observer Mission", None, "GOV"),  # those sent are of other states
    ("The Paris Club met.", "Paris Club", None, None),  # no body of state, whatever town it is called after
    ("A spokesman told CNN's Ada Roy that it was over.", "Ada Roy", "USA", "MED"),
    ("Laos said that its Khamuan oil field burned.", "Khamuan oil field", "LAO", None),
    ("Laos moved its guns to the border.", "guns", "LAO", None),
    ("Laos left the joint commission on Monday.", "joint commission", "IGO", None),
    ("The Lao-Thai Border Committee met.", "Lao-Thai Border Committee", "IGO", None),
    ("The Thai Border Committee met.", "Thai Border Committee", "THA", None),
    (
        "The Minister of Foreign Affairs, Ada Roy, and the Minister of Foreign Affairs of the Argentine Republic, "
        "Ole Berg, signed the agreement in this city today.",
        "Ada Roy",
        None,  # the other is told to be the Argentine one
        "GOV",
    ),
]


@pytest.mark.parametrize(("text", "name", "country", "sector"), ROWS)
def test_country_and_sector(text: str, name: str, country: str | None, sector: str | None) -> None:
    chain = chain_named(read(text), name)
    assert (chain.country and chain.country.value, chain.sector and chain.sector.value) == (country, sector)


def test_the_reason_quotes_the_words() -> None:
    text = "Slovak Defence Minister Hanna Berg left."
    chain = chain_named(read(text), "Hanna Berg")
    assert chain.country and chain.country.span and chain.country.span.quote(text) == "Slovak"
    assert chain.sector and chain.sector.span and chain.sector.span.quote(text).endswith("Minister")
    assert chain.title and chain.title.value == "Slovak Defence Minister"


def test_officials_without_a_country_are_of_the_report_s_own() -> None:
    text = (
        "Defense Secretary Paul Roy spoke at the Pentagon. The White House backed him. Washington is ready, the White "
        "House said."
    )
    chain = chain_named(read(text), "Paul Roy")
    assert chain.country is None and chain.home and chain.home.value == "USA"
    assert "no country told" in chain.home.reason


def test_where_two_countries_come_near_home_is_not_guessed() -> None:
    chain = chain_named(read("Minister Paul Roy spoke. Paris and Berlin agreed."), "Paul Roy")
    assert chain.country is None


@pytest.mark.parametrize(
    ("text", "published", "name"),
    [
        ("President Bush met senators.", "2005-03-01", "George W. Bush"),
        ("President Bush met senators.", "1990-03-01", "George H.W. Bush"),
        ("President Bush met senators.", None, None),  # either
        ("Kenyan President Bush met senators.", "2005-03-01", None),
        ("Vice President Bush met senators.", "2005-03-01", None),
        ("Former President Bush met senators.", "2005-03-01", None),
        ("Company President Bush met senators.", "2005-03-01", None),
        ("Chinese President Xi met senators.", "2019-03-01", "Xi Jinping"),  # the family's name first
    ],
)
def test_a_surname_with_an_office_is_its_holder_of_the_day(text: str, published: str | None, name: str | None) -> None:
    chain = chain_named(read(text, published), "Xi" if "Xi" in text else "Bush")
    assert (chain.reference.value if chain.reference else None) == (f"person:{name}" if name else None)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The former Azerbaijani president met farmers.", "2021-03-01"),
        ("The acting Sudanese president met farmers.", "2016-03-01"),
        ("A US president met farmers.", "2018-03-01"),
        ("Every French president visits Berlin.", "2018-03-01"),
        ("In 1956 the Egyptian president met farmers.", "2018-03-01"),
        ("Paul Roy was sworn in as the Kenyan president.", "2021-03-01"),
        ("Paul Roy is the Kenyan president.", "2021-03-01"),
        ("The Kenyan president met farmers.", "2031-03-01"),  # after the table was written
    ],
)
def test_an_office_is_not_always_its_holder(text: str, published: str) -> None:
    found = read(text, published)
    assert not [c for c in found.chains if c.reference and c.reference.value.startswith("person:")]


def test_an_office_of_a_country_is_its_holder_of_the_day() -> None:
    chain = chain_named(read("The Azerbaijani president met farmers.", "2021-03-01"), "Azerbaijani president")
    assert chain.reference and chain.reference.value == "person:Ilham Aliyev"
