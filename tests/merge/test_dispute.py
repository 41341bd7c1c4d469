"""Values of one event that cannot all be true."""

import pytest

from communique.merge import accounts
from communique.merge.dispute import find_disputes
from communique.model.record import Claim, DateValue, Dispute, Entity, Event, Evidence, Part, Sourced
from communique.model.span import Span
from communique.model.values import parse_date_value
from tests.merge.build import report

TEXTS = {
    "a": "A trilateral peace agreement was signed in Baku on November 10. It was denied.",
    "b": "The leaders signed a joint statement and a second accord in Shusha on November 9.",
}
REPORTS = {name: report(name, text) for name, text in TEXTS.items()}


def claim(where: str, prop: str, value: str, words: str | None = None) -> Claim:
    start = TEXTS[where].index(words) if words else 0
    return Claim(where, "e1-2", prop, value, Span(start, start + len(words)) if words else None, "test")


def entity(name: str, kind: str, country: str | None) -> Entity:
    names = (Sourced(name, (Claim("a", "c1-2", "mention", "name", None, "test"),)),)
    return Entity(name, kind, name, names, Sourced(country, ()) if country else None, None, (), None, (), ())


def event(**parts: tuple[object, ...]) -> Event:
    evidence = tuple(Evidence(n, Span(0, TEXTS[n].index(". ") if n == "a" else len(t)), t) for n, t in TEXTS.items())
    values = {"dates": (), "places": (), "statuses": (Sourced("happened", ()),), "others": ()} | parts
    return Event("x", "agreement_signed", (), (), summary="They signed.", evidence=evidence, origins=2, members=(), decisions=(), **values)  # type: ignore[arg-type]  # fmt: skip  # noqa: E501


def disputes(*entities: Entity, **parts: tuple[object, ...]) -> list[Dispute]:
    """The disputes of one event that both reports tell, its mentions sure to be of one act by themselves."""
    kinds = [claim(name, "kind", "agreement_signed", "signed") for name in TEXTS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "likelihood", lambda one, two, scene: 1.0)
        return list(find_disputes([event(**parts)], {e.id: e for e in entities}, REPORTS, kinds))


@pytest.mark.parametrize(
    "one, two, disputed",
    [
        ("2020-11-10/2020-11-10 day stated", "2020-11-09/2020-11-09 day stated", True),
        # "on Monday" and a date: one day apart is for the reader to judge
        ("2020-11-10/2020-11-10 day stated", "2020-11-09/2020-11-09 day resolved", True),
        ("2020-11-10/2020-11-10 day stated", "2020-11-01/2020-11-30 month stated", False),  # less precise, no other day
        ("2020-11-10/2020-11-10 day stated", "2020-11-02/2020-11-02 day inferred", False),  # nobody said so
        ("2020-11-10/2020-11-10 day stated", "2019-01-01/2019-12-31 year stated", True),
    ],
)
def test_dates(one: str, two: str, disputed: bool) -> None:
    dates = tuple(
        DateValue(parse_date_value(v), (claim(n, "date", v, w),))
        for n, v, w in (("a", one, "November 10"), ("b", two, "November 9"))
    )
    found = disputes(dates=dates)
    assert bool(found) is disputed
    if disputed:
        assert found[0].prop == "date" and [v.evidence.report for v in found[0].values] == ["a", "b"]


@pytest.mark.parametrize(
    "one, two, disputed",
    [
        (entity("Baku", "place", "AZE"), entity("Shusha", "place", "AZE"), True),
        (entity("Baku", "place", "AZE"), entity("Azerbaijan", "country", "AZE"), False),  # one within the other
        (entity("Armenia", "country", "ARM"), entity("Turkey", "country", "TUR"), True),
        (entity("Baku", "place", "AZE"), entity("Turkey", "country", "TUR"), False),  # a country is a guess at best
        (entity("Baku", "place", "AZE"), entity("Baku airport", "place", "AZE"), False),
        (entity("Baku", "place", "AZE"), entity("Caspian Sea", "place", None), False),  # who can tell
    ],
)
def test_places(one: Entity, two: Entity, disputed: bool) -> None:
    places = tuple(
        Part("place", e.id, (claim(n, "place", "c1-2", w),)) for n, e, w in (("a", one, "Baku"), ("b", two, "Shusha"))
    )
    assert bool(disputes(one, two, places=places)) is disputed


@pytest.mark.parametrize(
    "words, disputed",
    [("a joint statement", True), ("a second accord", False)],  # an accord is an agreement
)
def test_items(words: str, disputed: bool) -> None:
    thing = entity("the document", "agreement", None)
    told = (claim("a", "item", "c1-2", "A trilateral peace agreement"), claim("b", "item", "c1-2", words))
    found = disputes(thing, others=(Part("item", thing.id, told),))
    assert bool(found) is disputed
    if disputed:
        assert [v.value for v in found[0].values] == ["A trilateral peace agreement", "a joint statement"]
