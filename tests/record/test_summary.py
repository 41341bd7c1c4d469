"""One neutral sentence for an event."""

from __future__ import annotations

import pytest

from communique.model.event import KINDS, STATUSES
from communique.model.record import Entity
from communique.record.summary import Facts, summarise
from tests.factories import interval


def entity(name: str, kind: str = "person") -> Entity:
    return Entity(name.lower(), kind, name, (), None, None, (), None, (), ())


ALIYEV, BAYRAKTAR, PUTIN = entity("Ilham Aliyev"), entity("Selçuk Bayraktar"), entity("Vladimir Putin")
BAKU, TURKEY, US = entity("Baku", "place"), entity("Turkey", "country"), entity("United States", "country")
MINISTRY, DRONES = entity("Defence Ministry", "organisation"), entity("drones", "equipment")
REFUGEES = entity("refugees", "group")
DAY = interval("2021-04-01")

CASES = [
    (Facts("meeting", "happened", (ALIYEV, BAYRAKTAR), place=BAKU, date=DAY),
     "Ilham Aliyev met Selçuk Bayraktar in Baku on 1 April 2021."),
    (Facts("meeting", "planned", (ALIYEV, BAYRAKTAR, PUTIN)),
     "Ilham Aliyev was to meet Selçuk Bayraktar and Vladimir Putin."),
    (Facts("meeting", "happened", (ALIYEV,)), "Ilham Aliyev held a meeting."),
    (Facts("visit", "happened", (ALIYEV,), (TURKEY,), place=TURKEY), "Ilham Aliyev visited Turkey."),  # told once
    (Facts("visit", "happened", (ALIYEV,), place=BAKU, date=DAY), "Ilham Aliyev visited Baku on 1 April 2021."),
    (Facts("attack", "alleged", (TURKEY,), (REFUGEES,), {"instrument": (DRONES,)}),
     "Turkey reportedly attacked the refugees with drones."),
    (Facts("attack", "denied", (TURKEY,), (REFUGEES,)), "It was denied that Turkey attacked the refugees."),
    (Facts("attack", "happened", (), (REFUGEES,), place=BAKU), "The refugees were attacked in Baku."),
    (Facts("arms_transfer", "happened", (TURKEY,), (US,), {"item": (DRONES,)}),
     "Turkey supplied drones to the United States."),
    (Facts("agreement_signed", "proposed", (TURKEY, US)),
     "It was proposed that Turkey and the United States sign an agreement."),
    (Facts("award", "happened", (), (ALIYEV,)), "Ilham Aliyev was given an award."),
    (Facts("investigation", "ongoing", (MINISTRY,)),
     "The Defence Ministry was investigating a matter."),
    (Facts("election", "planned", place=TURKEY, date=interval("2023-05-01", "2023-05-31")),
     "An election was planned in Turkey in May 2023."),
    (Facts("visit", "planned", (ALIYEV,)), "Ilham Aliyev was to make a visit."),
    (Facts("accusation", "ongoing", (ALIYEV,)), "Ilham Aliyev was making an accusation."),
    (Facts("sanction", "happened", (), (TURKEY,)), "Measures were imposed on Turkey."),
    (Facts("attack", "alleged", (TURKEY,)), "Turkey reportedly carried out an attack."),
    (Facts("attack", "happened", (), (entity("Americans", "group"),)), "The Americans were attacked."),
    (Facts("attack", "happened", (), (entity("missiles", "equipment"),)), "The missiles were attacked."),
    (Facts("aid", "happened", (), (entity("Iraqi armed forces", "organisation"),)),
     "The Iraqi armed forces were given aid."),
    (Facts("visit", "planned", (US,), (TURKEY,)), "The United States was to visit Turkey."),
    (Facts("visit", "planned", (entity("North Macedonia", "country"),), (TURKEY,)),
     "North Macedonia was to visit Turkey."),
    (Facts("visit", "happened", (entity("Greek prime minister"),), (TURKEY,)),
     "The Greek prime minister visited Turkey."),
    (Facts("meeting", "happened", (ALIYEV, PUTIN), date=interval("2021-04-01", basis="inferred")),
     "Ilham Aliyev met Vladimir Putin."),  # an inferred date is not asserted
]  # fmt: skip


@pytest.mark.parametrize(("facts", "sentence"), CASES)
def test_sentences(facts: Facts, sentence: str) -> None:
    assert summarise(facts) == sentence


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", STATUSES)
def test_every_kind_and_status_gives_a_whole_sentence(kind: str, status: str) -> None:
    for actors in ((), (ALIYEV,), (ALIYEV, PUTIN)):
        for recipients in ((), (REFUGEES,)):
            for items in ((), (DRONES,)):
                sentence = summarise(Facts(kind, status, actors, recipients, {"item": items} if items else {}))
                assert sentence.endswith(".") and sentence[0].isupper()
                assert not any(mark in sentence for mark in "{}[]|") and "VERB" not in sentence and "  " not in sentence
