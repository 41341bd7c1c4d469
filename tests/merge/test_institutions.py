"""Bodies that a state has one of, told with and without their state."""

from __future__ import annotations

import pytest

from tests.merge.build import Desk

# (what one report says, form, country, what another says, form, country, country lent to it, whether one body)
PAIRS = [
    ("Kenya Navy", "name", "KEN", "Kenyan navy", "nominal", "KEN", None, True),
    ("Kenya Navy", "name", "KEN", "navy", "nominal", None, "KEN", True),  # written from Nairobi
    ("Kenya Navy", "name", "KEN", "navy", "nominal", None, None, False),
    ("Kenya Navy", "name", "KEN", "navy", "nominal", "UGA", None, False),
    ("Kenya Police", "name", "KEN", "riot police", "nominal", "KEN", None, False),
    ("Peruvian Ministry of Foreign Affairs", "name", "PER", "foreign ministry", "nominal", "PER", None, True),
    ("Peruvian Ministry of Foreign Affairs", "name", "PER", "ministry", "nominal", "PER", None, False),
    ("State Border Service", "name", "UZB", "Uzbek border guard", "nominal", "UZB", None, True),
    ("Royal Jordanian Air Force", "name", "JOR", "Jordan's air force", "nominal", "JOR", None, True),
    ("Chadian Armed Forces", "name", "TCD", "Chadian army", "nominal", "TCD", None, True),  # the only one so named
    ("National Assembly", "name", "BEN", "Beninese parliament", "nominal", "BEN", None, True),
]


@pytest.mark.parametrize(("one", "form", "country", "other", "other_form", "other_country", "home", "same"), PAIRS)
def test_a_body_is_the_one_of_its_state(
    one: str,
    form: str,
    country: str | None,
    other: str,
    other_form: str,
    other_country: str | None,
    home: str | None,
    same: bool,
) -> None:
    desk = Desk()
    a = desk.chain(desk.read("a", f"{one} it is"), one, kind="organisation", form=form, country=country)
    where = desk.read("b", f"{other} it is")
    b = desk.chain(where, other, kind="organisation", form=other_form, country=other_country, home=home)
    canonical = desk.link()
    assert (canonical[a] == canonical[b]) is same


def test_an_army_is_not_the_armed_forces_where_both_are_named() -> None:
    desk = Desk()
    where = desk.read("a", "The Ghanaian Armed Forces and the Ghana Army paraded, and the Ghanaian military sang.")
    forces, army = (
        desk.chain(where, name, kind="organisation", country="GHA") for name in ("Ghanaian Armed Forces", "Ghana Army")
    )
    military = desk.chain(where, "Ghanaian military", kind="organisation", form="nominal", country="GHA")
    canonical = desk.link()
    assert canonical[forces] == canonical[military] != canonical[army]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        # told of before, and at a distance
        (
            "Kenyan police closed the road. Nobody was hurt, and lorries waited until late at night. The police left.",
            True,
        ),
        # another's, told of later
        (
            "The police closed the road. Nobody was hurt, and lorries waited until late at night. Kenyan police left.",
            False,
        ),
        # in one breath
        ("Kenyan police met the police of the other town.", False),
    ],
)
def test_the_report_tells_whose_body_it_is(text: str, same: bool) -> None:
    desk = Desk()
    where = desk.read("a", text)
    known = desk.chain(where, "Kenyan police", kind="organisation", form="nominal", country="KEN")
    bare = desk.chain(
        where, "The police" if "The police" in text else "the police", kind="organisation", form="nominal"
    )
    canonical = desk.link()
    assert (canonical[known] == canonical[bare]) is same
