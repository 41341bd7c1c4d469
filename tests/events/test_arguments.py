"""What a chain can be in an event, and the chains that a word stands for."""

from __future__ import annotations

import pytest

from communique.events.arguments import ChainIndex, fit, merged_roles, roles_of, split_by_host
from communique.events.frame import frame_of
from communique.events.triggers import find_hits
from communique.model.analysis import Analysis
from communique.model.entity import Chain
from communique.model.event import Role
from communique.model.span import Span
from tests.factories import chain
from tests.notation import ENGLISH, analysed, parsed, read, token

WORD = "Word stands here"


@pytest.mark.parametrize(
    ("role", "chain_kind", "event", "slot", "fitted"),
    [
        ("actor", "person", "meeting", "subject", "actor"),
        ("actor", "place", "meeting", "subject", None),  # a town meets no one
        ("actor", "equipment", "attack", "subject", "instrument"),  # a missile that hits
        ("actor", "equipment", "meeting", "subject", None),
        ("actor", "agreement", "pledge", "subject", None),
        ("recipient", "place", "attack", "object", "recipient"),  # a town is shelled
        ("recipient", "place", "praise", "object", None),
        ("recipient", "equipment", "attack", "object", "recipient"),  # a tank is destroyed
        ("item", "agreement", "agreement_signed", "object", "item"),
        ("item", "country", "arms_transfer", "object", "recipient"),  # "supplied Mali with helicopters"
        ("item", "person", "aid", "object", "recipient"),
        ("item", "place", "agreement_signed", "object", None),
        ("instrument", "equipment", "attack", "with", "instrument"),
        ("mediator", "country", "negotiation", "mediated", "mediator"),
    ],
)
def test_a_chain_fills_only_what_its_kind_can(
    role: str, chain_kind: str, event: str, slot: str, fitted: str | None
) -> None:
    assert fit(role, chain(WORD, "Word", kind=chain_kind), event, slot) == fitted


def told(found: Analysis, nth: int = 0) -> str:
    """The roles of the ``nth`` trigger of the last sentence, sorted: "actor Laos; actor Peru"."""
    i = len(found.sentences) - 1
    index = ChainIndex(found, ENGLISH)

    def chain_at(t: int) -> Chain | None:
        pair = index.at(i, t)
        return pair[0] if pair else None

    hit = list(find_hits(found.sentences[i].sentence, chain_at, lambda t: (i, t) in index.named_tokens, ENGLISH))[nth]
    names = {c.id: c.name.quote(found.report.text) for c in found.chains}
    return "; ".join(sorted(f"{r.role} {names[r.chain]}" for r in roles_of(hit.frame, hit.trigger, i, index)))


COUNTRIES = "Laos/NNP/nsubj>quarrelled and/CC/cc>Peru Peru/NNP/conj>Laos quarrelled=quarrel/VBD/root"

# (why, first sentence, second sentence, roles of the second)
TWO: list[tuple[str, str, str]] = [
    (
        "the two countries are the two last named",
        "The/DT/det>countries two/CD/nummod>countries countries=country/NNS/nsubj>signed signed=sign/VBD/root "
        "treaties=treaty/NNS/obj>signed",
        "actor Laos; actor Peru; item treaties",
    ),
    (
        "so are both sides",
        "Both/DT/det>sides sides=side/NNS/nsubj>signed signed=sign/VBD/root treaties=treaty/NNS/obj>signed",
        "actor Laos; actor Peru; item treaties",
    ),
    (
        "so are the sides",
        "The/DT/det>sides sides=side/NNS/nsubj>signed signed=sign/VBD/root treaties=treaty/NNS/obj>signed",
        "actor Laos; actor Peru; item treaties",
    ),
    (
        "not so sides of one kind",
        "The/DT/det>sides warring/JJ/amod>sides sides=side/NNS/nsubj>signed signed=sign/VBD/root "
        "treaties=treaty/NNS/obj>signed",
        "actor warring sides; item treaties",
    ),
    (
        "but no countries in general",
        "Countries=country/NNS/nsubj>signed signed=sign/VBD/root treaties=treaty/NNS/obj>signed",
        "item treaties",
    ),
]


@pytest.mark.parametrize(("why", "second", "roles"), TWO, ids=[row[0] for row in TWO])
def test_two_parties_named_before(why: str, second: str, roles: str) -> None:
    first = parsed(COUNTRIES, "place Laos, place Peru")
    found = analysed(first, parsed(second, start=first.sentence.span.end + 1))
    assert told(found) == roles


def test_one_chain_fills_one_role() -> None:
    written = (
        "Laos/NNP/nsubj>told told=tell/VBD/root Peru/NNP/obj>told that/IN/mark>attack it/PRP/nsubj>attack "
        "would/MD/aux>attack attack/VB/ccomp>told Peru/NNP/obj>attack in/IN/case>Peru#3 Peru/NNP/obl>attack"
    )
    found = analysed(parsed(written, "place Laos, place Peru"))
    assert told(found).count("Peru") == 1


def test_a_side_told_by_one_trigger_is_not_filled_by_the_next() -> None:
    def role(name: str, filler: str, at: int) -> Role:
        return Role(name, filler, Span(at, at + 1))

    first = (role("actor", "c1", 0),)
    second = (role("actor", "c2", 5), role("recipient", "c3", 8), role("recipient", "c1", 9))
    assert [(r.role, r.chain) for r in merged_roles((first, second))] == [("actor", "c1"), ("recipient", "c3")]


def test_several_hosts_are_several_visits() -> None:
    hosts = tuple(Role("recipient", f"c{n}", Span(n, n + 1)) for n in (5, 8))
    guest = Role("actor", "c0", Span(0, 1))
    verb, index = Span(3, 4), analysed(parsed("He/PRP/nsubj>came came/VBD/root"))
    assert split_by_host("visit", (guest, *hosts), verb, index) == ((guest, hosts[0]), (guest, hosts[1]))
    assert split_by_host("visit", (guest, hosts[0]), verb, index) == ((guest, hosts[0]),)
    assert split_by_host("attack", (guest, *hosts), verb, index) == ((guest, *hosts),)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        (
            "Ana Lopez will meet President Ada Roy of Chad, Prime Minister Ben Ito of Mali and King Cor Diop of Niger.",
            [["Ana Lopez", "Ada Roy"], ["Ana Lopez", "Ben Ito"], ["Ana Lopez", "Cor Diop"]],
        ),
        (  # perhaps at one table
            "Ana Lopez will meet President Ada Roy of Chad and Prime Minister Ben Ito of Mali.",
            [["Ana Lopez", "Ada Roy", "Ben Ito"]],
        ),
        (
            "President Ada Roy of Chad, Prime Minister Ben Ito of Mali and King Cor Diop of Niger will meet.",
            [["Ada Roy", "Ben Ito", "Cor Diop"]],
        ),
    ],
)
def test_whom_one_meets_of_three_countries_is_met_one_by_one(text: str, met: list[list[str]]) -> None:
    found = read(text)
    names = {c.id: c.name.quote(text) for c in found.chains}
    assert [[names[r.chain] for r in e.roles] for e in found.events if e.kind == "meeting"] == met


def test_a_name_is_found_by_each_of_its_words() -> None:
    found = analysed(parsed("Hanna/NNP/nsubj>sang Berg/NNP/flat>Hanna sang=sing/VBD/root", "person Hanna Berg"))
    index = ChainIndex(found, ENGLISH)
    assert index.at(0, 0) and index.at(0, 0) == index.at(0, 1)
    assert index.at(0, 2) is None
    assert frame_of(found.sentences[0].sentence, token(found.sentences[0].sentence, "sang"), ENGLISH).get("subject")


def test_two_sides_are_states_rather_than_their_offices() -> None:
    before = "Laos/NNP/nsubj>told told=tell/VBD/root Peru/NNP/obj>told through/IN/case>Interpol Interpol/NNP/obl>told"
    after = "Both/DT/det>sides sides=side/NNS/nsubj>signed signed=sign/VBD/root treaties=treaty/NNS/obj>signed"
    first = parsed(before, "place Laos, place Peru, organisation Interpol")
    found = analysed(first, parsed(after, start=first.sentence.span.end + 1))
    index = ChainIndex(found, ENGLISH)
    assert sorted(c.name.quote(found.report.text) for c, _ in index.parties(1, 1)) == ["Laos", "Peru"]


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Gunmen attacked an army post near Gao on Monday.", ["army"]),
        ("Jets bombed a convoy of the Chadian army on Monday.", ["Chadian army"]),
        ("Troops shelled the rebels' camp at Gao on Monday.", ["rebels"]),
        ("Gunmen attacked a school near Gao on Monday.", ["school"]),
    ],
)
def test_who_holds_a_post_is_struck_there(text: str, struck: list[str]) -> None:
    found = read(text)
    names = {c.id: c.name.quote(text) for c in found.chains}
    assert [names[r.chain] for e in found.events for r in e.roles if r.role == "recipient"] == struck


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Ada Roy met a number of Arab leaders in Rome on Monday.", ["Ada Roy", "leaders"]),
        ("King Philip was presented with the Order of Ana Lopez on Monday.", ["Philip"]),
    ],
)
def test_who_is_no_party(text: str, parties: list[str]) -> None:
    """A word that only counts others, and a person in the name of an award."""
    found = read(text)
    names = {c.id: c.name.quote(text).split()[-1] if c.kind == "group" else c.name.quote(text) for c in found.chains}
    assert [names[r.chain] for e in found.events for r in e.roles if r.is_party] == parties


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Ethiopian drones struck a hospital in Tigray.", ["Ethiopian"]),
        ("A convoy near Aleppo was struck by a Turkish drone.", ["Turkish"]),
        ("The rebels met on Friday. Rebel rockets killed three people in Dara.", ["Rebel"]),
        ("The rebels met on Friday. They attacked Dara with Iranian rockets.", ["They"]),
        ("Rockets killed three people in Dara.", []),
    ],
)
def test_whose_weapons_strike_acts(text: str, actors: list[str]) -> None:
    found = read(text)
    attacks = [e for e in found.events if e.kind == "attack"]
    assert [r.span.quote(text) for e in attacks for r in e.roles if r.role == "actor"] == actors


@pytest.mark.parametrize(
    ("text", "kind", "actors"),
    [
        ("Mali and Chad signed a pact. Troops of the two countries trained in Gao.", "training", {"Mali", "Chad"}),
        ("Mali and Chad signed a pact. Units from both countries held an exercise.", "exercise", {"Mali", "Chad"}),
        ("Mali and Chad signed a pact. Troops of the country held an exercise.", "exercise", {"Troops"}),
        (
            "President Ana Roca of Ecuador and President Luis Paz of Peru signed the pact on Monday. "
            "Brazil's President Teresa Lopes telephoned both presidents.",
            "call",
            {"Ana Roca", "Luis Paz", "Teresa Lopes"},
        ),
    ],
)
def test_who_acts_where_two_are_meant(text: str, kind: str, actors: set[str]) -> None:
    found = read(text)
    names = {c.id: c.name.quote(text) for c in found.chains}
    told = [{names[r.chain] for r in e.roles if r.role == "actor"} for e in found.events if e.kind == kind]
    assert told == [actors]
